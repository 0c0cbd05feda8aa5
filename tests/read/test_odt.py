import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.model import Kind, MarkKind, Segment
from parallelcheck.read import read

KINDS = "office style text table draw svg fo xlink dc meta manifest chart"
NAMES = " ".join(f'xmlns:{kind}="urn:{kind}"' for kind in KINDS.split())


T1 = '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>'


def odt(body: str, own: str = "", common: str = "", pages: str = "", **files: str) -> bytes:
    """A document of this body, with styles of its own, common ones and master pages; `files` are others in it."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {NAMES}><office:automatic-styles>{own}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {NAMES}><office:styles>{common}</office:styles>"
            f"<office:automatic-styles>{T1}</office:automatic-styles>"
            f"<office:master-styles>{pages}</office:master-styles></office:document-styles>",
            **files,
        }
    )


def zipped(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def text_style(name: str, says: str, extra: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="text" {extra}><style:text-properties {says}/></style:style>'


def style(name: str, extra: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="paragraph" {extra}/>'


def p(content: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def segments(body: str, own: str = "", common: str = "", pages: str = "", **files: str) -> tuple[Segment, ...]:
    return read(odt(body, own, common, pages, **files), "report.odt").segments


def texts(body: str, own: str = "", common: str = "", pages: str = "") -> list[str]:
    return [segment.text for segment in segments(body, own, common, pages)]


def marks(segment: Segment, kind: MarkKind) -> list[tuple[str, str]]:
    return [(segment.text[mark.start : mark.end], mark.value) for mark in segment.marks if mark.kind is kind]


@pytest.mark.parametrize(
    ("body", "kind", "level"),
    [
        ('<text:h text:outline-level="3">Titre</text:h>', Kind.HEADING, 3),
        ('<text:h text:outline-level="12">Titre</text:h>', Kind.HEADING, 6),
        ("<text:h>Titre</text:h>", Kind.HEADING, 1),
        (p("Titre", "P1"), Kind.QUOTATION, 0),
        (p("Titre", "P2"), Kind.HEADING, 2),
        (p("Titre", "Intertitre"), Kind.HEADING, 4),
        (p("Titre", "Heading_20_5"), Kind.HEADING, 5),  # named, and nowhere defined
        (p("Titre", "Figure"), Kind.CAPTION, 0),
        (p("Titre", "Code"), Kind.CODE, 0),
        (p("Titre", "Boucle"), Kind.PARAGRAPH, 0),
        (f"<text:list><text:list-item>{p('Titre')}</text:list-item></text:list>", Kind.LIST_ITEM, 0),
        ("<text:list><text:list-item><text:h>Titre</text:h></text:list-item></text:list>", Kind.HEADING, 1),
    ],
)
def test_what_a_paragraph_is_comes_from_its_style(body: str, kind: Kind, level: int) -> None:
    own = style("P1", 'style:parent-style-name="Quotations"') + style("P2", 'style:parent-style-name="Titre_20_2"')
    common = (
        style("Quotations")
        + style("Titre_20_2", 'style:display-name="Titre 2"')
        + style("Intertitre", 'style:default-outline-level="4"')
        + style("Caption")
        + style("Figure", 'style:parent-style-name="Caption"')
        + style("Code", 'style:display-name="Preformatted Text"')
        + style("Boucle", 'style:parent-style-name="Autre"')
        + style("Autre", 'style:parent-style-name="Boucle"')
    )
    (segment,) = segments(body, own, common)
    assert (segment.kind, segment.level) == (kind, level)


def test_places() -> None:
    body = '<text:h text:outline-level="1">Bilan</text:h>' + p("") + p("Rien.")
    assert [str(s.where) for s in segments(body)] == ["report.odt § 1", "report.odt § 2, under Bilan"]


def test_tracked_changes_are_accepted() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        f"{p('ôté')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = changes + p('Il <text:change text:change-id="c1"/>en <text:change-start/>reste<text:change-end/>.')
    document = read(odt(body), "report.odt")
    assert [s.text for s in document.segments] == ["Il en reste."]
    assert document.notes == ("report.odt holds tracked changes; it was read as if all were accepted",)
    assert read(odt(p("Il en reste.")), "report.odt").notes == ()


def test_notes_and_text_boxes_come_after_their_block() -> None:
    def note(kind: str, *paragraphs: str) -> str:
        text = "".join(map(p, paragraphs))
        return (
            f'<text:note text:note-class="{kind}"><text:note-citation>9</text:note-citation>'
            f"<text:note-body>{text}</text:note-body></text:note>"
        )

    box = f"<draw:frame><draw:text-box>{p('Encadré.')}</draw:text-box></draw:frame>"
    shape = f"<draw:custom-shape><svg:desc>Une flèche</svg:desc>{p('Par ici.')}</draw:custom-shape>"
    cells = f"<table:table-cell>{p('a' + note('footnote', 'Note deux.'))}</table:table-cell>"
    cells += f"<table:table-cell>{p('b')}</table:table-cell>"
    body = (
        p(f"Un{note('footnote', 'Note un.', 'Sa suite.')} fait{note('endnote', 'Fin.')}.{box}")
        + f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
        + f"<draw:g>{shape}</draw:g>"
    )
    found = segments(body)
    assert [(s.where.label, s.text) for s in found] == [
        ("§ 1", "Un fait."),
        ("footnote 1 § 1", "Note un."),
        ("footnote 1 § 2", "Sa suite."),
        ("endnote 1 § 1", "Fin."),
        ("text box § 1", "Encadré."),
        ("§ 2", "a"),
        ("§ 3", "b"),
        ("footnote 2 § 1", "Note deux."),
        ("§ 4", "Une flèche"),
        ("text box § 2", "Par ici."),
    ]
    assert marks(found[0], MarkKind.FOOTNOTE) == [("", "1"), ("", "1")]


def test_cells_come_in_order_and_merged_ones_once() -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str) -> str:
        return f"<table:table-cell>{p(text)}</table:table-cell>"

    covered = f"<table:covered-table-cell>{p('caché')}</table:covered-table-cell>"
    inner = f"<table:table>{row(cell('dedans'), cell('dehors'))}</table:table>"
    rows = f"<table:table-header-rows>{row(cell('Poste'), covered)}</table:table-header-rows>"
    rows += f"<table:table-rows>{row(cell('Dons'), f'<table:table-cell>{inner}</table:table-cell>')}</table:table-rows>"
    found = segments(f"<table:table>{rows}</table:table>" + f"<table:table>{row(cell('Cadre.'))}</table:table>")
    assert [s.text for s in found] == ["Poste", "Dons", "dedans", "dehors", "Cadre."]
    assert [s.kind for s in found] == [Kind.TABLE_CELL] * 4 + [Kind.PARAGRAPH]


def test_an_index_is_not_read_but_for_its_title() -> None:
    index = (
        "<text:table-of-content><text:table-of-content-source/><text:index-body>"
        f"<text:index-title>{p('Sommaire')}</text:index-title>{p('Bilan 3')}</text:index-body></text:table-of-content>"
    )
    works = f"<text:bibliography><text:index-body>{p('Durand, La Mer, 1990')}</text:index-body></text:bibliography>"
    assert texts(index + p("Bilan 4", "Contents_20_1") + works) == ["Sommaire", "Durand, La Mer, 1990"]


def test_what_is_hidden_is_not_read() -> None:
    hides = '<style:text-properties text:display="none"/>'
    own = text_style("T1", 'text:display="none"') + text_style("T2", 'style:text-underline-style="solid"')
    own += f'<style:style style:name="P9" style:family="paragraph">{hides}</style:style>'
    body = (
        p('Vu<text:span text:style-name="T1"> caché</text:span><text:span text:style-name="T2">.</text:span>')
        + p("Caché.", "P9")
        + p("Dit<office:annotation><dc:creator>Ana</dc:creator><text:p>Sûr ?</text:p></office:annotation>.")
        + p("Champ<text:hidden-text>caché</text:hidden-text><text:placeholder>ici</text:placeholder>")
        + f'<text:section text:display="none">{p("Brouillon.")}</text:section>'
        + f"<text:section>{p('Section.')}</text:section>"
        + p('<text:variable-set text:display="none">3</text:variable-set>Trois')
    )
    assert texts(body, own) == ["Vu.", "Dit.", "Champ", "Section.", "Trois"]


def test_marks() -> None:
    own = text_style("gras", 'fo:font-weight="bold"') + text_style("x", "", 'style:parent-style-name="Emphasis"')
    common = text_style("Emphasis", 'fo:font-style="italic"') + text_style("Source_Text", "")
    body = p(
        'Un <text:span text:style-name="gras">mot</text:span><text:span text:style-name="x">s<text:s text:c="2"/>'
        '<text:span text:style-name="autre">clés</text:span></text:span>, '
        '<text:a xlink:href="https://a.example">le <text:span text:style-name="gras">lien</text:span></text:a>, '
        '<text:span text:style-name="Source_Text">ls</text:span><text:line-break/>page '
        "<text:page-number>3</text:page-number> et "
        '<text:bookmark-ref text:reference-format="page">7</text:bookmark-ref>, '
        '<text:bookmark-ref text:reference-format="text">Bilan</text:bookmark-ref>'
        "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>"
    )
    (segment,) = segments(body, own, common)
    assert segment.text == "Un mots clés, le lien, ls page 3 et 7, Bilan漢"
    assert marks(segment, MarkKind.EMPHASIS) == [("mots clés", ""), ("lien", "")]
    assert marks(segment, MarkKind.LINK) == [("le lien", "https://a.example")]
    assert marks(segment, MarkKind.CODE) == [("ls", "ls")]
    assert marks(segment, MarkKind.PLACEHOLDER) == [("3", "3"), ("7", "7")]


def test_what_is_said_about_pictures_and_in_charts_are_captions() -> None:
    chart = (
        f"<office:document-content {NAMES}><office:body><chart:chart><chart:title>{p('Ventes')}</chart:title>"
        f'<table:table-cell office:value-type="string">{p("France")}</table:table-cell>'
        f'<table:table-cell office:value-type="float">{p("12")}</table:table-cell></chart:chart></office:body>'
        "</office:document-content>"
    )
    picture = "<draw:frame><draw:image/><svg:title>carte.png</svg:title><svg:desc>Une carte</svg:desc></draw:frame>"
    graph = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    found = segments(p(f"Voici.{picture}{graph}"), **{"Object 1/content.xml": chart})
    assert [(s.kind, s.text) for s in found[1:]] == [(Kind.CAPTION, text) for text in ("Une carte", "Ventes", "France")]


def test_headers_footers_and_the_title_are_metadata() -> None:
    one = p('Rapport<text:span text:style-name="T1">s</text:span>')
    pages = (
        f"<style:master-page><style:header>{one}</style:header>"
        f'<style:header-first style:display="false">{p("Caché")}</style:header-first></style:master-page>'
        f"<style:master-page><style:header>{p('Rapports')}</style:header>"
        f"<style:footer-left>{p('Pied')}</style:footer-left></style:master-page>"
    )
    meta = f"<office:document {NAMES}><office:meta><dc:title>La mer monte</dc:title></office:meta></office:document>"
    own = text_style("T1", 'text:display="none"')  # another T1 than that of the pages
    found = segments(p("Texte."), own, pages=pages, **{"meta.xml": meta})
    assert [(s.kind, s.where.label, s.key, s.text) for s in found[1:]] == [
        (Kind.METADATA, "header", "header", "Rapports"),
        (Kind.METADATA, "footer", "footer", "Pied"),
        (Kind.METADATA, "title", "title", "La mer monte"),
    ]


def test_a_flat_document_is_read_like_a_package() -> None:
    own = style("P1", 'style:parent-style-name="Quotations"')
    flat = (
        f"<office:document {NAMES}><office:styles>{style('Quotations')}</office:styles>"
        f"<office:automatic-styles>{own}</office:automatic-styles>"
        f"<office:body><office:text>{p('Cité.', 'P1')}</office:text></office:body></office:document>"
    )
    (segment,) = read(flat.encode(), "report.fodt").segments
    assert (segment.kind, segment.text) == (Kind.QUOTATION, "Cité.")


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (
            {"content.xml": "<a/>", "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"},
            "report.odt is encrypted: save it without a password",
        ),
        ({"word/document.xml": "<a/>"}, "report.odt has no content.xml in it: it looks like a Word document"),
        ({"content.xml": "<a><body><spreadsheet/></body></a>"}, "report.odt holds no text document"),
        ({"content.xml": "<a><b></a>"}, "report.odt is damaged: line 1 of content.xml in it is not well-formed XML"),
    ],
)
def test_what_is_no_document_is_refused_with_a_reason(files: dict[str, str], reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(zipped(files), "report.odt")


PIECES = (
    "Mot ", "<text:p>", "</text:p>", "<text:h>", "</text:h>", "<text:list>", "</text:list>", "<text:list-item>",
    "</text:list-item>", "<text:span>", "</text:span>", "<table:table>", "</table:table>", "<table:table-row>",
    "</table:table-row>", "<table:table-cell>", "</table:table-cell>", "<text:note>", "</text:note>",
    "<text:note-body>", "</text:note-body>", "<draw:frame>", "</draw:frame>", "<draw:text-box>", "</draw:text-box>",
    "<text:line-break/>", "<text:a xlink:href=\"x\">", "</text:a>", "<text:section>", "</text:section>",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_order_of_elements_is_read(pieces: list[str]) -> None:
    body, opened = "", []
    for piece in pieces:
        if piece.startswith("</"):
            while piece in opened:
                body += (end := opened.pop())
                if end == piece:
                    break
        else:
            body += piece
            if piece.startswith("<") and not piece.endswith("/>"):
                opened.append(f"</{piece[1:].split()[0].rstrip('>')}>")
    document = read(odt(body + "".join(reversed(opened))), "report.odt")
    assert [s.where.line for s in document.segments] == list(range(1, len(document.segments) + 1))
    assert sum(s.text.count("Mot") for s in document.segments) <= body.count("Mot")
