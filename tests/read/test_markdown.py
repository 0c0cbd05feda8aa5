import time
from textwrap import dedent

import pytest

from parallelcheck.errors import ReadError
from parallelcheck.model import Document, Kind, Mark, MarkKind, Segment
from parallelcheck.read import read


def markdown(text: str, path: str = "page.md") -> Document:
    return read(dedent(text).lstrip("\n").encode(), path)


def only(text: str, path: str = "page.md") -> Segment:
    (segment,) = markdown(text, path).segments
    return segment


def outline(document: Document) -> list[tuple[int, Kind, str]]:
    return [(segment.where.line, segment.kind, segment.text) for segment in document.segments]


def marked(segment: Segment, kind: MarkKind) -> list[tuple[str, str]]:
    return [(segment.text[mark.start : mark.end], mark.value) for mark in segment.marks if mark.kind is kind]


def test_blocks_have_their_kind_and_line() -> None:
    document = markdown("""
        # Rapport

        Un paragraphe
        sur deux lignes.

        - un
          - deux

            encore deux
        1. trois

        > Une citation.

        | Pays | Membres |
        |------|--------:|
        | Kenya | 12 |

        ```python
        print("hello")
        ```
        """)
    assert outline(document) == [
        (1, Kind.HEADING, "Rapport"),
        (3, Kind.PARAGRAPH, "Un paragraphe sur deux lignes."),
        (6, Kind.LIST_ITEM, "un"),
        (7, Kind.LIST_ITEM, "deux"),
        (9, Kind.LIST_ITEM, "encore deux"),
        (10, Kind.LIST_ITEM, "trois"),
        (12, Kind.QUOTATION, "Une citation."),
        (14, Kind.TABLE_CELL, "Pays"),
        (14, Kind.TABLE_CELL, "Membres"),
        (16, Kind.TABLE_CELL, "Kenya"),
        (16, Kind.TABLE_CELL, "12"),
        (19, Kind.CODE, 'print("hello")'),
    ]
    assert [segment.index for segment in document.segments] == list(range(12))
    assert [segment.translatable for segment in document.segments] == [True] * 11 + [False]


def test_lines_of_a_passage_are_known_one_by_one() -> None:
    segment = only("Un *mot\nmis* en\nitalique.\n")
    assert segment.text == "Un mot mis en italique."
    assert (segment.where.line, segment.where.end_line, segment.where.column) == (1, 3, 1)
    assert segment.lines == ((7, 2), (14, 3))
    assert [segment.line_at(segment.text.index(word)) for word in ("mot", "mis", "italique")] == [1, 2, 3]


def test_columns_are_where_the_text_begins() -> None:
    document = markdown("## Titre\n\n- un\n\n| a | b | a |\n|---|---|---|\n")
    assert [segment.where.column for segment in document.segments] == [4, 3, 3, 7, 11]


def test_sections_are_the_headings_above() -> None:
    document = markdown("# A\n\n## B\n\nb\n\n## C\n\n### D\n\nd\n\n# E\n\ne\n")
    sections = {segment.text: segment.section for segment in document.segments}
    assert sections == {
        "A": (),
        "B": ("A",),
        "b": ("A", "B"),
        "C": ("A",),
        "D": ("A", "C"),
        "d": ("A", "C", "D"),
        "E": (),
        "e": ("E",),
    }
    assert [segment.level for segment in document.segments] == [1, 2, 0, 2, 3, 0, 1, 0]


def test_headings_underlined_and_with_ids() -> None:
    assert outline(markdown("Titre\n=====\n\n## Deux ## {#deux}\n\n### Trois {: .c}\n{: .class }\n")) == [
        (1, Kind.HEADING, "Titre"),
        (4, Kind.HEADING, "Deux ##"),
        (6, Kind.HEADING, "Trois"),
    ]


def test_marks_are_where_they_are_in_the_folded_text() -> None:
    segment, caption = markdown(
        'Voir  [le **rapport**\nannuel](rapport.md "Titre (un)") et `code  x`,\n<https://x.org>, ![logo](l.png)\nfin.\n'
    ).segments
    assert segment.text == "Voir le rapport annuel et code x, https://x.org, fin."
    assert marked(segment, MarkKind.LINK) == [
        ("le rapport annuel", "rapport.md"),
        ("https://x.org", "https://x.org"),
    ]
    assert marked(segment, MarkKind.STRONG) == [("rapport", "")]
    assert marked(segment, MarkKind.CODE) == [("code x", "code x")]
    assert marked(segment, MarkKind.IMAGE) == []
    assert marked(caption, MarkKind.IMAGE) == [("logo", "l.png")]


def marks_of(text: str, kind: MarkKind) -> list[str]:
    return [content for content, _ in marked(only(text), kind)]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("Il dit « oui » et «\u00a0non\u00a0».", ["« oui »", "«\u00a0non\u00a0»"]),
        ("“More Together” and “one”", ["“More Together”", "“one”"]),
        ('Le "contributeur", 5" et 6" de long', ['"contributeur"']),
        ("„Zitat“ und »Zitat« hier", ["„Zitat“", "»Zitat«"]),
        ("« il a dit « oui » hier »", ["« il a dit « oui » hier »"]),
        ("« jamais fermé", []),
        ("`« code »` et l'autre", []),
    ],
)
def test_quotations(text: str, quotations: list[str]) -> None:
    assert marks_of(text, MarkKind.QUOTE) == quotations


def test_bare_addresses_are_links() -> None:
    assert marks_of("Voir https://x.org/a?b=c, https://x.org/a_(b). Et (http://y.org/d).", MarkKind.LINK) == [
        "https://x.org/a?b=c",
        "https://x.org/a_(b)",
        "http://y.org/d",
    ]


def test_entities_escapes_and_white_space() -> None:
    assert only("&eacute;t&eacute;  \\*là\\*&nbsp;: 1\u202f000\u00a0€ co\u00adop\n").text == (
        "été *là*\u00a0: 1\u202f000\u00a0€ coop"
    )
    assert markdown("&nbsp;\n\n \u00a0\n\n---\n\n* * *\n\nx").segments[0].where.line == 9


def test_footnotes_stand_where_they_are_written() -> None:
    document = markdown("Un[^note] appel.\n\n[^note]: La note\n    continue.\n\nAprès.\n")
    assert outline(document) == [
        (1, Kind.PARAGRAPH, "Un appel."),
        (3, Kind.PARAGRAPH, "La note continue."),
        (6, Kind.PARAGRAPH, "Après."),
    ]
    assert document.segments[0].marks == (Mark(MarkKind.FOOTNOTE, 2, 2, "note"),)


def test_definitions_and_tasks() -> None:
    assert outline(markdown("Terme\n: Définition\n  longue\n\n- [ ] à faire\n- [x] fait\n")) == [
        (1, Kind.LIST_ITEM, "Terme"),
        (2, Kind.LIST_ITEM, "Définition longue"),
        (5, Kind.LIST_ITEM, "à faire"),
        (6, Kind.LIST_ITEM, "fait"),
    ]


def test_descriptions_of_images_are_captions() -> None:
    document = markdown(
        "![Une carte](c.png)\n\nVoir ![le plan](p.png) ici.\n\n[![Logo](l.png)](x.html)\n\n![](vide.png)\n"
    )
    assert outline(document) == [
        (1, Kind.CAPTION, "Une carte"),
        (3, Kind.PARAGRAPH, "Voir ici."),
        (3, Kind.CAPTION, "le plan"),
        (5, Kind.CAPTION, "Logo"),
    ]
    assert marked(document.segments[3], MarkKind.LINK) == [("Logo", "x.html")]


def test_front_matter() -> None:
    document = markdown("""
        ---
        title: "Le rapport : 2024"
        layout: page
        description: >-
          Une description
          sur deux lignes
        seo:
          cards:
            - image-alt: 'L''équipe'
        lang: fr-CA
        ---
        Texte.
        """)
    assert document.language == "fr"
    assert [(s.where.line, s.key, s.text) for s in document.segments] == [
        (2, "title", "Le rapport : 2024"),
        (5, "description", "Une description sur deux lignes"),
        (9, "seo.cards[0].image-alt", "L'équipe"),
        (12, None, "Texte."),
    ]
    assert document.segments[1].where.end_line == 6
    assert {s.kind for s in document.segments[:3]} == {Kind.METADATA}


def test_front_matter_may_hold_markup() -> None:
    segment = only("---\ntitle: >\n  L'<b>été</b>\n  du c&oacute;digo **vrai**&nbsp;: un\n---\n")
    assert segment.text == "L'été du código vrai\u00a0: un"
    assert (segment.kind, segment.key, segment.where.line, segment.lines) == (Kind.METADATA, "title", 3, ((6, 4),))
    assert marked(segment, MarkKind.STRONG) == [("été", ""), ("vrai", "")]


@pytest.mark.parametrize(
    "text",
    [
        '+++\n[params]\ntitle = "Un \\"titre\\""\ndraft = true\n+++\n\nTexte.\n',
        '{\n\t"params": {"title": "Un \\"titre\\""},\n\t"draft": true\n}\n\nTexte.\n',
    ],
)
def test_front_matter_in_toml_and_json(text: str) -> None:
    title, paragraph = markdown(text).segments
    assert (title.key, title.text) == ("params.title", 'Un "titre"')
    assert paragraph.text == "Texte."


def test_bad_front_matter_is_said_and_is_not_prose() -> None:
    document = markdown("---\ntitle: a: b\n---\n\nTexte.\n")
    assert [segment.text for segment in document.segments] == ["Texte."]
    assert document.notes == (
        "page.md: the front matter is not read: line 2: mapping values are not allowed in this context",
    )


def test_deeply_nested_front_matter_is_said() -> None:
    document = markdown(f"---\ntitle: {'[' * 200_000}\n---\n\nText.\n")
    assert outline(document) == [(5, Kind.PARAGRAPH, "Text.")]
    assert document.notes == ("page.md: the front matter is not read: the settings are nested too deeply",)


def test_text_between_rules_is_no_front_matter() -> None:
    assert [s.text for s in markdown("---\n\nDu texte: oui: non.\n\n---\n\nAutre.\n").segments] == [
        "Du texte: oui: non.",
        "Autre.",
    ]


def test_what_is_not_prose() -> None:
    document = markdown(
        """
        import Tabs from '@theme/Tabs';
        export const x = {
          a: 1,
        };

        <!-- An English comment

        over two paragraphs -->
        {/* another comment */}
        {{< toc >}}
        {% include nav.html %}
        {{%
          notice
        %}}
        Texte <!-- inline --> seul.
        {% highlight ruby %}
        puts "hello"
        {% endhighlight %}
        <Tabs items={["a", "b"]}>
          <Tab.Item value="x">

            Dans un composant.

          </Tab.Item>
        </Tabs>
        :::note
        Dans une note.
        :::
        """,
        "page.mdx",
    )
    assert outline(document) == [
        (15, Kind.PARAGRAPH, "Texte seul."),
        (22, Kind.PARAGRAPH, "Dans un composant."),
        (27, Kind.PARAGRAPH, "Dans une note."),
    ]


def test_shortcodes_in_prose_are_placeholders() -> None:
    segment = only("Voir {{< ref \"a\" >}} et {{ site.name }},\n[ici]({{< relref 'b.md' >}}).\n")
    assert segment.text == 'Voir {{< ref "a" >}} et {{ site.name }}, ici.'
    assert marked(segment, MarkKind.PLACEHOLDER) == [
        ('{{< ref "a" >}}', '{{< ref "a" >}}'),
        ("{{ site.name }}", "{{ site.name }}"),
    ]
    assert marked(segment, MarkKind.LINK) == [("ici", "{{< relref 'b.md' >}}")]
    assert segment.lines == ((41, 2),)


def test_an_unclosed_shortcode_swallows_nothing() -> None:
    assert [s.text for s in markdown("Écrire {{ sans fermer.\n\nSuite {{ x }}.\n").segments] == [
        "Écrire {{ sans fermer.",
        "Suite {{ x }}.",
    ]


def test_prose_inside_shortcodes_is_read() -> None:
    document = markdown("""
        {{< figure src="a.png"
            caption="Une <b>légende</b>" alt="{{ vide }}" >}}

        Consulte {{< link slug="/x" text="notre générateur" >}} ici.

        :::tip[Bon à savoir]
        Contenu.
        :::

        <!-- {{< figure caption="Old" >}} -->
        """)
    assert outline(document) == [
        (2, Kind.CAPTION, "Une légende"),
        (4, Kind.PARAGRAPH, "Consulte notre générateur ici."),
        (6, Kind.CAPTION, "Bon à savoir"),
        (7, Kind.PARAGRAPH, "Contenu."),
    ]


def test_nothing_is_masked_in_code() -> None:
    assert (
        only("```\n:::note\n{{ x }} <Foo>\nimport a from 'b'\n```\n").text == ":::note {{ x }} <Foo> import a from 'b'"
    )
    assert only("Le code `{{ x }}` reste.\n").text == "Le code {{ x }} reste."


def test_private_characters_of_the_text_stay() -> None:
    assert only("Icône \U000f0001 et {{ x }} \U000f0000.\n").text == "Icône \U000f0001 et {{ x }} \U000f0000."


def test_admonitions_and_tabs() -> None:
    document = markdown("""
        > [!NOTE]
        > Une alerte.

        !!! tip "Bon conseil"
            Du conseil.

        !!! note

            Sans titre.

        === "Onglet un"

            Dans l'onglet.
        """)
    assert outline(document) == [
        (2, Kind.PARAGRAPH, "Une alerte."),
        (4, Kind.PARAGRAPH, "Bon conseil"),
        (5, Kind.PARAGRAPH, "Du conseil."),
        (9, Kind.PARAGRAPH, "Sans titre."),
        (11, Kind.PARAGRAPH, "Onglet un"),
        (13, Kind.PARAGRAPH, "Dans l'onglet."),
    ]


def test_html_inside() -> None:
    document = markdown("""
        Un <abbr title="x">PDF</abbr> <span lang="en">for you</span>.

        <div lang="en">

        English *text*.

        <p translate="no">Foo Bar</p>
        </div>

        <details><summary>En savoir plus</summary>

        Texte.

        </details>
        <ul>
          <li>un <a
             href="u.html">lien</a>
          <li>deux
        </ul>
        """)
    assert outline(document) == [
        (1, Kind.PARAGRAPH, "Un PDF for you."),
        (5, Kind.PARAGRAPH, "English text."),
        (7, Kind.PARAGRAPH, "Foo Bar"),
        (10, Kind.PARAGRAPH, "En savoir plus"),
        (12, Kind.PARAGRAPH, "Texte."),
        (16, Kind.LIST_ITEM, "un lien"),
        (18, Kind.LIST_ITEM, "deux"),
    ]
    span, english, name, *_, item, _ = document.segments
    assert [(mark.language, span.text[mark.start : mark.end]) for mark in span.marks] == [("en", "for you")]
    assert (span.language, english.language, name.language, item.language) == (None, "en", "en", None)
    assert (english.translatable, name.translatable) == (True, False)
    assert marked(item, MarkKind.LINK) == [("lien", "u.html")]
    assert item.lines == ((3, 17),)


def test_markdown_inside_html() -> None:
    document = markdown("""
        <aside markdown="1" class="pquote">
          <img src="a.png" alt="avatar">
          Une *vraie* citation.
          <p markdown="1">
        — @moi, ["Un titre"](https://x.org)
          </p>
        </aside>
        """)
    assert [segment.text for segment in document.segments] == ["avatar", "Une vraie citation.", '— @moi, "Un titre"']
    assert marked(document.segments[2], MarkKind.LINK) == [('"Un titre"', "https://x.org")]
    assert document.segments[2].where.line == 5


LONG = "Ses conclusions, longuement attendues par toutes les équipes, ont"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, "également été reprises dans diverses publications."),
        (f"- {LONG}", "également été reprises."),
        (f"{LONG},", "également"),
    ],
)
def test_passages_that_were_cut_in_two_are_joined(before: str, after: str) -> None:
    segment = only(f"{before}\n\n{after}\n") if " " in after else markdown(f"{before}\n\n{after} été.\n").segments[0]
    assert segment.text.startswith(before.removeprefix("- "))
    assert after in segment.text
    assert (segment.where.line, segment.where.end_line) == (1, 3)
    assert segment.line_at(segment.text.index("également")) == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{LONG}.", "également été reprises."),  # a sentence's end
        (f"{LONG} :", "également été reprises."),
        (LONG, "Également été reprises."),  # a sentence's beginning
        (f"# {LONG}", "également été reprises."),
        (f"- {LONG}", "- également été reprises."),
        (f"Figure 1 : {LONG}", "également été reprises."),
        ("Les droits", "également été reprises."),  # not a full line
        (LONG.lower(), "également été reprises."),  # a list of fragments
        (
            "Un vers assez long pour remplir toute une ligne,  \nun autre vers qui fait à peu près même longueur",
            "et puis",
        ),
        (LONG, "`npm` également."),
        (LONG, "a) également."),
    ],
)
def test_passages_that_stand_by_themselves_are_not_joined(before: str, after: str) -> None:
    assert markdown(f"{before}\n\n{after}\n").segments[-1].where.line == before.count("\n") + 3


def test_lists_set_with_line_breaks() -> None:
    assert outline(markdown("Ford Foundation  \nLuminate\\\nOpen Society\n")) == [
        (1, Kind.LIST_ITEM, "Ford Foundation"),
        (2, Kind.LIST_ITEM, "Luminate"),
        (3, Kind.LIST_ITEM, "Open Society"),
    ]
    assert outline(markdown("L'adhésion finit  \na) par décès, ou  \nb) par retrait.\n")) == [
        (1, Kind.PARAGRAPH, "L'adhésion finit"),
        (2, Kind.LIST_ITEM, "a) par décès, ou"),
        (3, Kind.LIST_ITEM, "b) par retrait."),
    ]
    assert outline(markdown("> « Oui, vraiment. »  \n> — Une personne\n")) == [
        (1, Kind.QUOTATION, "« Oui, vraiment. »"),
        (2, Kind.QUOTATION, "— Une personne"),
    ]


def test_other_line_breaks_leave_one_passage() -> None:
    assert only("THE  \nENGINE  \nROOM\n").text == "THE ENGINE ROOM"
    assert (
        only("Une phrase qui continue  \nsur une autre ligne.\n").text == "Une phrase qui continue sur une autre ligne."
    )


@pytest.mark.parametrize("text", ["\n".join(f"{'  ' * depth}- a" for depth in range(120)), "> " * 120 + "a"])
def test_nesting_too_deep_is_said(text: str) -> None:
    with pytest.raises(ReadError, match=r"page\.md has lists or quotations nested too deep"):
        markdown(text)


@pytest.mark.parametrize("hostile", ["[", "![", "*a ", "<a ", "{{", "{% a", "<!--", "](", "$$", "<Aa b={", "a  \n"])
def test_hostile_text_is_read_in_bounded_time(hostile: str) -> None:
    started = time.process_time()
    markdown(f"Début.\n\n{hostile * 20_000}")
    assert time.process_time() - started < 5


def test_a_page_without_text_says_so() -> None:
    assert markdown("{{< toc >}}\n").notes == ("page.md has no text in it to check",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Titre { #mon-id .classe }", ["Titre"]),
        ("[Essayer](x.md){ .md-button } et `code`{=html}", ["Essayer et code"]),
        ("*[HTML]: Langage de balisage\n*[CSS]: Feuilles de style", ["Langage de balisage", "Feuilles de style"]),
        ("Un\n\n{::comment}\ncaché\n{:/comment}\n\ndeux", ["Un", "deux"]),
        ("* TOC\n{:toc}\n\n[TOC]\n\n[[_TOC_]]\n\n[[toc]]\n\nTexte", ["Texte"]),
        ('--8<-- "inclus.md"\n\nTexte', ["Texte"]),
        ("/// note | Un titre\nTexte.\n///\n", ["Un titre", "Texte."]),
        ("::: tip Un **titre**\nTexte.\n:::\n", ["Un titre", "Texte."]),
        (">[!note]- Titre plié\n> Texte.", ["Titre plié Texte."]),
        ('{{< tab "Premier onglet" >}}\nTexte.\n{{< /tab >}}', ["Premier onglet", "Texte."]),
        ("{{< details `Voir plus` >}}\nTexte.\n{{< /details >}}", ["Voir plus", "Texte."]),
        ('{{< figure src="un chat.png" caption="Dit \\"oui\\" ici" >}}', ['Dit "oui" ici']),
        ('{{< highlight go "linenos=table x" >}}\na{{< /highlight >}}\n\nTexte', ["Texte"]),
    ],
)  # fmt: skip
def test_what_generators_add_to_markdown(text: str, expected: list[str]) -> None:
    assert [segment.text for segment in markdown(text).segments] == expected


def test_formulas_are_placeholders_and_prices_are_not() -> None:
    assert marks_of("Soit $x_1 + y$, $n$ et $$a = b$$.", MarkKind.PLACEHOLDER) == ["$x_1 + y$", "$n$", "$$a = b$$"]
    assert marks_of("De 5$ à $6, ou 7$-8$ et $9$ {en tout}.", MarkKind.PLACEHOLDER) == []


def test_what_is_masked_in_prose_is_shown_in_code() -> None:
    segment = only('Le composant `<Tabs id="a">`, `{: .note}` et `{{ x }}`.\n', "page.mdx")
    assert segment.text == 'Le composant <Tabs id="a">, {: .note} et {{ x }}.'
    assert [text for text, _ in marked(segment, MarkKind.CODE)] == ['<Tabs id="a">', "{: .note}", "{{ x }}"]


def test_addresses_of_images_may_be_templates() -> None:
    caption = only("![Une carte]({{ site.url }}/carte.png)\n")
    assert marked(caption, MarkKind.IMAGE) == [("Une carte", "{{ site.url }}/carte.png")]


def test_directives_hold_prose() -> None:
    document = markdown("""
        ```{note}
        Une *note*.
        ```

        ````{admonition} Le titre
        :class: tip

        ```{warning} Attention
        Imbriqué.
        ```
        ````

        ```{figure} chat.png
        ---
        alt: Un chat
        ---
        Une légende.
        ```

        :::{tip}
        :class: x
        Un conseil.
        :::

        ```{code-block} python
        :caption: exemple.py
        print(1)
        ```

        `````md
        ```{note}
        Un exemple.
        ```
        `````

        (cible)=
        Voir {ref}`cible`, {doc}`le guide <guide>` et {term}`mot`.
        """)
    assert outline(document) == [
        (2, Kind.PARAGRAPH, "Une note."),
        (5, Kind.CAPTION, "Le titre"),
        (8, Kind.CAPTION, "Attention"),
        (9, Kind.PARAGRAPH, "Imbriqué."),
        (15, Kind.CAPTION, "Un chat"),
        (17, Kind.PARAGRAPH, "Une légende."),
        (22, Kind.PARAGRAPH, "Un conseil."),
        (26, Kind.CODE, ":caption: exemple.py print(1)"),
        (31, Kind.CODE, "```{note} Un exemple. ```"),
        (37, Kind.PARAGRAPH, "Voir {ref}`cible`, le guide et mot."),
    ]
    assert marked(document.segments[-1], MarkKind.PLACEHOLDER) == [("{ref}`cible`", "{ref}`cible`")]


def test_components_with_prose_in_their_properties() -> None:
    document = markdown(
        """
        import {
          Carte,
        } from '@site/src';

        export const metadata = {
          title: 'La page',

          layout: 'wide',
        };

        <Carte title="Un titre" ctaText={'Lire la suite'} icon="star" style={{a: {b: {c: 1}}}}>
          Le texte de la carte.
        </Carte>

        <Faq items={[{question: "Pourquoi ?", answer: `Parce que.`}]} />

        <Translate id="a" description="For translators">À traduire</Translate>

        <>
        Sans nom.
        </>
        """,
        "page.mdx",
    )
    assert outline(document) == [
        (6, Kind.CAPTION, "La page"),
        (11, Kind.CAPTION, "Un titre"),
        (11, Kind.CAPTION, "Lire la suite"),
        (12, Kind.PARAGRAPH, "Le texte de la carte."),
        (15, Kind.CAPTION, "Pourquoi ?"),
        (15, Kind.CAPTION, "Parce que."),
        (17, Kind.PARAGRAPH, "À traduire"),
        (20, Kind.PARAGRAPH, "Sans nom."),
    ]


def test_expressions_are_placeholders_and_strings_are_text() -> None:
    segment = only("Il y a {n > 1 ? {a: 1} : 2} voix{' '}\nde {\"plus\"} \\{ici}.\n", "page.mdx")
    assert segment.text == "Il y a {n > 1 ? {a: 1} : 2} voix de plus {ici}."
    assert [text for text, _ in marked(segment, MarkKind.PLACEHOLDER)] == ["{n > 1 ? {a: 1} : 2}"]
    assert only("{\n  list.map((x) => <li>{x}</li>)\n}\n\nTexte.\n", "page.mdx").where.line == 5


def test_the_settings_that_readers_see_can_be_named() -> None:
    text = "---\ntitle: Un titre\ncta: Essayer\nhero:\n  items:\n    - cta: Lire\ntags: [a, b]\n---\nTexte.\n"

    def keys(*names: str) -> list[str | None]:
        return [segment.key for segment in read(text.encode(), "page.md", names).segments]

    assert keys() == ["title", None]
    assert keys("cta", "tags") == ["cta", "hero.items[0].cta", "tags[0]", "tags[1]", None]
    assert keys("Hero.items.cta") == ["hero.items[0].cta", None]
