import time

import pytest

from parallelcheck.model import Document, Kind, MarkKind, Segment
from parallelcheck.read import read


def html(text: str) -> Document:
    return read(text.encode(), "page.html")


def texts(text: str) -> list[str]:
    return [segment.text for segment in html(text).segments]


def marked(segment: Segment, kind: MarkKind) -> list[tuple[str, str]]:
    return [(segment.text[mark.start : mark.end], mark.value) for mark in segment.marks if mark.kind is kind]


PAGE = """<!DOCTYPE html>
<html lang="fr-CA">
<head>
  <title>Le rapport &amp; nous</title>
  <meta name="description"
        content="Une page sur l&#39;année">
  <style>p { color: red }</style>
</head>
<body>
  <header><p>Logo</p></header>
  <nav><a href="/">Accueil</a></nav>
  <main>
    <header><h1>Le <em>rapport</em></h1></header>
    <p>Voir <a
       href="x.html">le
       lien</a>&nbsp;: «&nbsp;oui&nbsp;».
    <p>Deux<br>lignes
    <ul>
      <li>un
      <li>deux <ol><li>trois</li></ol>
    </ul>
    <figure><img src="c.png" alt="Une carte"><figcaption>Légende</figcaption></figure>
    <blockquote><p>Citation</p></blockquote>
    <table><caption>Table</caption><tr><th>A<td>b<tr><td>c</table>
    <dl><dt>Mot<dd>Sens</dl>
    <pre>code()</pre>
    <aside>À côté</aside>
    <script>document.write("</p><p>non</p>")</script>
    <form><label>Votre nom</label> <button>Envoyer</button><select><option>un</select></form>
    <p hidden>caché</p><p aria-hidden="true">caché</p><p style="display: none">caché</p>
    <div role="navigation">Plan</div>
  </main>
  <footer>Pied</footer>
</body>
</html>
"""


def test_the_main_content_of_a_page() -> None:
    document = html(PAGE)
    assert document.language == "fr"
    assert [(s.where.line, s.kind, s.text) for s in document.segments] == [
        (4, Kind.METADATA, "Le rapport & nous"),
        (6, Kind.METADATA, "Une page sur l'année"),
        (13, Kind.HEADING, "Le rapport"),
        (14, Kind.PARAGRAPH, "Voir le lien\u00a0: «\u00a0oui\u00a0»."),
        (17, Kind.PARAGRAPH, "Deux lignes"),
        (19, Kind.LIST_ITEM, "un"),
        (20, Kind.LIST_ITEM, "deux"),
        (20, Kind.LIST_ITEM, "trois"),
        (22, Kind.CAPTION, "Une carte"),
        (22, Kind.CAPTION, "Légende"),
        (23, Kind.QUOTATION, "Citation"),
        (24, Kind.CAPTION, "Table"),
        (24, Kind.TABLE_CELL, "A"),
        (24, Kind.TABLE_CELL, "b"),
        (24, Kind.TABLE_CELL, "c"),
        (25, Kind.LIST_ITEM, "Mot"),
        (25, Kind.LIST_ITEM, "Sens"),
        (26, Kind.CODE, "code()"),
        (29, Kind.PARAGRAPH, "Votre nom"),
    ]
    assert [s.key for s in document.segments[:2]] == ["title", "description"]
    assert document.segments[3].section == ("Le rapport",)


def test_marks_lines_and_columns() -> None:
    segment = html(PAGE).segments[3]
    assert marked(segment, MarkKind.LINK) == [("le lien", "x.html")]
    assert marked(segment, MarkKind.QUOTE) == [("«\u00a0oui\u00a0»", "")]
    assert (segment.where.column, segment.where.end_line, segment.lines) == (8, 16, ((5, 15), (8, 16)))


def test_without_main_the_articles_and_without_these_everything() -> None:
    assert texts("<p>avant<article><p>un</article><p>entre<article>deux</article>") == ["un", "deux"]
    assert texts("<p>avant</p><div role=main>un</div>") == ["un"]
    assert texts("<body><p>un</p>deux<main></main>") == ["un", "deux"]


def test_languages_and_what_is_not_to_be_translated() -> None:
    first, second, third, fourth = html(
        '<p lang="en-GB">English</p>'
        '<p>Le <i lang="en">gathering</i>, <span translate="no">Foo</span> et <span class="notranslate">Bar</span></p>'
        '<div translate="no" lang="es"><p>Nombre</p><p translate="yes">Texto</p></div>'
    ).segments
    assert (first.language, second.language, third.language) == ("en", None, "es")
    assert [(m.kind, second.text[m.start : m.end], m.language) for m in second.marks] == [
        (MarkKind.EMPHASIS, "gathering", "en"),
        (MarkKind.CODE, "Foo", None),
        (MarkKind.CODE, "Bar", None),
    ]
    assert [s.translatable for s in (first, second, third, fourth)] == [True, True, False, True]


def test_an_inline_element_around_all_the_text_speaks_for_it() -> None:
    (segment,) = html('<p> <span lang="en" translate="no">The Engine Room</span>. </p>').segments
    assert (segment.language, segment.translatable) == ("en", False)


def test_footnote_numbers_are_marks() -> None:
    (segment,) = html(
        '<p>En 2024<sup><a href="#fn1">1</a></sup>, <a role="doc-backlink" href="#r">retour</a>fin.'
    ).segments
    assert segment.text == "En 2024, fin."
    assert marked(segment, MarkKind.FOOTNOTE) == [("", "#fn1"), ("", "#r")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>un<div>deux</div>trois", ["un", "deux", "trois"]),
        ("<b>un<p>deux</b>trois", ["un", "deux", "trois"]),
        ("</div></p>un</li>", ["un"]),
        ("a < b et c > d", ["a < b et c > d"]),
        ("<p>un <!-- <p>non</p> -->deux", ["un deux"]),
        ("<p>un <!-- jamais fermé <p>deux", ["un"]),
        ('<p title="a > b">un</p>', ["un"]),
        ("<P>UN<BR/>DEUX</P>", ["UN DEUX"]),
        ("un<br><br>deux", ["un", "deux"]),
        ("<a href=x>un</a><a href=y>deux</a>", ["undeux"]),
        ("<p>1<sup>er</sup> CO<sub>2</sub>", ["1er CO2"]),
        ("<p>caf&eacute;&nbsp;!&#8239;&#x2026;", ["café\u00a0!\u202f…"]),
        ("<my-card>un</my-card><my-card>deux</my-card>", ["un", "deux"]),
        ("<p>un<script>var a = '</p>';</script> deux", ["un deux"]),
        ("<p>un<svg><title>icône</title></svg> deux", ["un deux"]),
        ("Ford Foundation<br>Luminate<br>Open Society", ["Ford Foundation", "Luminate", "Open Society"]),
    ],
)
def test_all_sorts_of_markup(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_link_around_blocks_marks_each() -> None:
    first, second = html('<a href="x"><h2>Titre</h2><p>Texte</p></a>').segments
    assert marked(first, MarkKind.LINK) == [("Titre", "x")]
    assert marked(second, MarkKind.LINK) == [("Texte", "x")]


def test_lines_beyond_65535_are_right() -> None:
    document = html("<p>un</p>\n" + "\n" * 70_000 + "<p\nclass=x>deux\ntrois</p>")
    assert [(s.where.line, s.where.end_line) for s in document.segments] == [(1, 1), (70_003, 70_004)]


@pytest.mark.parametrize(
    "hostile", ["<", "<a ", '<a b="', "<!--", "</", "<div>", "<b>a", "<p>a", "<br>a", "&", "<table><td>"]
)
def test_hostile_markup_is_read_in_bounded_time(hostile: str) -> None:
    started = time.process_time()
    assert html(f"<p>Début</p>{hostile * 20_000}").segments[0].text == "Début"
    assert time.process_time() - started < 5


def test_what_social_networks_show_is_read_where_it_says_something_else() -> None:
    document = html(
        '<title>Titre</title><meta content="Décrit" name="Description"><meta property="og:title" content="Titre">'
        '<meta property="og:description" content="A summary"><meta name="keywords" content="un, deux"><p>Texte'
    )
    assert [(segment.key, segment.text) for segment in document.segments] == [
        ("title", "Titre"),
        ("description", "Décrit"),
        ("og:description", "A summary"),
        (None, "Texte"),
    ]


def test_pages_for_a_site_generator() -> None:
    page = (
        "---\ntitle: Un titre\nlang: fr\nnom: Jean\n---\n{% include nav.html %}\n<h1>{{ page.title }}</h1>\n"
        '{% if a > b %}<p>Voir <a href="{{ "/a" | url }}">ici</a>, {{ site.nom }}.</p>{% endif %}\n'
        "{% comment %}<p>non</p>{% endcomment %}\n"
    )
    title, paragraph = html(page).segments
    assert (title.kind, title.key, title.text, title.where.line) == (Kind.METADATA, "title", "Un titre", 2)
    assert (paragraph.text, paragraph.where.line) == ("Voir ici, {{ site.nom }}.", 8)
    assert marked(paragraph, MarkKind.PLACEHOLDER) == [("{{ site.nom }}", "{{ site.nom }}")]
    assert marked(paragraph, MarkKind.LINK) == [("ici", '{{ "/a" | url }}')]
    assert html(page).language == "fr"
    assert [s.text for s in read(page.encode(), "page.html", ["nom"]).segments][:1] == ["Jean"]
