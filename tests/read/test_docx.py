import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.model import Document, Kind, MarkKind, Segment
from parallelcheck.pipeline import scan
from parallelcheck.read import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """`targets` by id: kind and target, an address being external."""
    items = "".join(
        f'<Relationship Id="{name}" Type="{TYPES}{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for name, (kind, target) in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )


def docx(body: str, links: Mapping[str, str] = {}, **parts: str) -> bytes:
    """A document of this body; `parts` are other parts of it by their kinds ("styles"), `links` addresses by id."""
    targets = {f"p{kind}": (kind.rstrip("0123456789"), f"{kind}.xml") for kind in parts}
    targets |= {name: ("hyperlink", address) for name, address in links.items()}
    files = {
        "_rels/.rels": relations({"r1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(targets),
        **{f"word/{kind}.xml": f"<w:{kind} {NAMES}>{text}</w:{kind}>" for kind, text in parts.items()},
    }
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def segments(body: str, links: Mapping[str, str] = {}, **parts: str) -> tuple[Segment, ...]:
    return read(docx(body, links, **parts), "report.docx").segments


def texts(body: str, links: Mapping[str, str] = {}, **parts: str) -> list[str]:
    return [segment.text for segment in segments(body, links, **parts)]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if '<' in content else run(content)}</w:p>"


def style(identifier: str, name: str, inside: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{inside}</w:style>'


def character(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, result: str) -> str:
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return character("begin") + code + character("separate") + result + character("end")


def marks(segment: Segment, kind: MarkKind) -> list[tuple[str, str]]:
    return [(segment.text[mark.start : mark.end], mark.value) for mark in segment.marks if mark.kind is kind]


HEADINGS = (
    style("Titre1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("Maison", "Chapitre maison", '<w:basedOn w:val="Titre1"/>')
    + style("Annexe", "Annexe", '<w:basedOn w:val="Titre1"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    + style("Sommaire", "TOC Heading", '<w:basedOn w:val="Titre1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
    + style("berschrift2", "Überschrift 2")
    + style("Boucle", "A", '<w:basedOn w:val="Autre"/>')
    + style("Autre", "B", '<w:basedOn w:val="Boucle"/>')
    + style("Citation", "Quote")
    + style("Lgende", "caption")
    + style("Code", "HTML Preformatted")
    + style("Puce", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>')
)


@pytest.mark.parametrize(
    ("properties", "kind", "level"),
    [
        ('<w:pStyle w:val="Titre1"/>', Kind.HEADING, 1),
        ('<w:pStyle w:val="Maison"/>', Kind.HEADING, 1),
        ('<w:pStyle w:val="Annexe"/>', Kind.HEADING, 3),
        ('<w:pStyle w:val="Sommaire"/>', Kind.PARAGRAPH, 0),
        ('<w:pStyle w:val="berschrift2"/>', Kind.HEADING, 2),
        ('<w:pStyle w:val="Titre 3"/>', Kind.HEADING, 3),  # named, and nowhere defined
        ('<w:outlineLvl w:val="1"/>', Kind.HEADING, 2),
        ('<w:pStyle w:val="Titre1"/><w:outlineLvl w:val="9"/>', Kind.PARAGRAPH, 0),
        ('<w:pStyle w:val="Titre1"/><w:numPr><w:numId w:val="1"/></w:numPr>', Kind.HEADING, 1),
        ('<w:pStyle w:val="Boucle"/>', Kind.PARAGRAPH, 0),
        ('<w:pStyle w:val="Citation"/>', Kind.QUOTATION, 0),
        ('<w:pStyle w:val="Lgende"/>', Kind.CAPTION, 0),
        ('<w:pStyle w:val="Code"/>', Kind.CODE, 0),
        ('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr>', Kind.LIST_ITEM, 0),
        ('<w:pStyle w:val="Puce"/>', Kind.LIST_ITEM, 0),
        ('<w:pStyle w:val="Puce"/><w:numPr><w:numId w:val="0"/></w:numPr>', Kind.PARAGRAPH, 0),
        ('<w:pPrChange><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:pPrChange>', Kind.PARAGRAPH, 0),
    ],
)
def test_what_a_paragraph_is_comes_from_its_style(properties: str, kind: Kind, level: int) -> None:
    (segment,) = segments(paragraph("Nos résultats", properties), styles=HEADINGS)
    assert (segment.kind, segment.level) == (kind, level)


def test_a_place_is_a_number_and_the_headings_above() -> None:
    heading = '<w:outlineLvl w:val="{}"/>'
    body = (
        paragraph("Rapport", heading.format(0))
        + paragraph("Gouvernance", heading.format(1))
        + paragraph("")
        + paragraph("Conseil", heading.format(2))
        + paragraph("Il se réunit.")
    )
    found = segments(body)
    assert [(s.where.line, s.where.label) for s in found] == [
        (1, "§ 1"),
        (2, "§ 2, under Rapport"),
        (3, "§ 3, under Rapport › Gouvernance"),
        (4, "§ 4, under Gouvernance › Conseil"),
    ]
    assert str(found[3].where) == "report.docx § 4, under Gouvernance › Conseil"
    assert found[3].section == ("Rapport", "Gouvernance", "Conseil")


def test_a_long_heading_is_cut_in_a_place() -> None:
    title = "Ce que nous avons appris en route, et ce que nous ferions autrement la prochaine fois"
    _, segment = segments(paragraph(title, '<w:outlineLvl w:val="0"/>') + paragraph("Rien."))
    assert segment.where.label == "§ 2, under Ce que nous avons appris en route, et ce que nous ferions …"


def test_tracked_changes_are_accepted() -> None:
    body = paragraph(
        run("Il ")
        + f"<w:ins>{run('en ')}</w:ins><w:del><w:r><w:delText>y </w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('deux ')}</w:moveFrom>{run('reste ')}<w:moveTo>{run('deux')}</w:moveTo>{run('.')}"
    )
    document = read(docx(body), "report.docx")
    assert [segment.text for segment in document.segments] == ["Il en reste deux."]
    assert document.notes == ("report.docx holds tracked changes; it was read as if all were accepted",)
    assert read(docx(paragraph("Il en reste deux.")), "report.docx").notes == ()


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_paragraphs_whose_division_was_deleted_are_one(change: str) -> None:
    first = paragraph("Le vent ", f'<w:pStyle w:val="Titre 1"/><w:rPr><w:{change}/></w:rPr>')
    (segment,) = segments(first + paragraph("se lève."))
    assert (segment.kind, segment.text) == (Kind.PARAGRAPH, "Le vent se lève.")


def test_a_drop_cap_belongs_to_its_word() -> None:
    first = paragraph("L", '<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert texts(first + paragraph("a côte tient.")) == ["La côte tient."]


def test_a_deleted_division_at_the_end_or_before_a_table_loses_nothing() -> None:
    first = paragraph("Avant.", "<w:rPr><w:del/></w:rPr>")
    table = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    assert texts(first + table + first) == ["Avant.", "a", "b", "Avant."]


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if '<' in text else paragraph(text)}</w:tc>"


def test_cells_come_in_order_and_merged_ones_once() -> None:
    inner = table(cell("dedans") + cell("dehors"))
    rows = (
        cell("Poste", '<w:gridSpan w:val="2"/>') + cell("2024"),
        cell("Dons", '<w:vMerge w:val="restart"/>') + cell(inner + paragraph("")) + cell("12"),
        cell("Dons", "<w:vMerge/>") + cell("privés") + f"<w:sdt><w:sdtContent>{cell('13')}</w:sdtContent></w:sdt>",
        f"<w:trPr><w:del/></w:trPr>{cell('supprimé')}",
    )
    found = segments(table(*rows) + paragraph("Après."))
    assert [s.text for s in found] == ["Poste", "2024", "Dons", "dedans", "dehors", "12", "privés", "13", "Après."]
    assert {s.kind for s in found[:-1]} == {Kind.TABLE_CELL}
    assert found[-1].kind is Kind.PARAGRAPH


def test_a_table_of_one_cell_is_a_frame() -> None:
    text = paragraph("À retenir", '<w:outlineLvl w:val="1"/>') + paragraph("Rien.")
    assert [s.kind for s in segments(table(cell(text)))] == [Kind.HEADING, Kind.PARAGRAPH]


def box(text: str) -> str:
    return (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{text}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    body = paragraph(f"{run('Avant ')}<w:r>{box(paragraph('Encadré.'))}</w:r>{run('et après.')}") + paragraph("Suite.")
    assert [(s.where.label, s.text) for s in segments(body)] == [
        ("§ 1", "Avant et après."),
        ("text box § 1", "Encadré."),
        ("§ 2", "Suite."),
    ]


def test_a_text_box_of_old_and_one_in_another() -> None:
    old = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Ancien.')}</w:txbxContent></v:textbox></w:pict></w:r>"
    inner = f"<w:r>{box(paragraph('Dedans.'))}</w:r>"
    nested = f"<w:r>{box(paragraph(inner + run('Autour.')))}</w:r>"
    assert texts(paragraph(old) + paragraph(nested)) == ["Ancien.", "Autour.", "Dedans."]


def test_notes_come_after_the_block_that_refers_to_them() -> None:
    def reference(kind: str, name: str) -> str:
        return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'

    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{paragraph("---")}</w:footnote>'
        f'<w:footnote w:id="7">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(" Note deux."))}</w:footnote>'
        f'<w:footnote w:id="5">{paragraph("Note un.")}{paragraph("Sa suite.")}</w:footnote>'
    )
    end = f'<w:endnote w:id="5">{paragraph("À la fin.")}</w:endnote>'
    cells = f"<w:tc>{paragraph(run('a') + reference('footnote', '7'))}</w:tc><w:tc>{paragraph('b')}</w:tc>"
    body = (
        paragraph(run("Un") + reference("footnote", "5") + run(" fait.") + reference("endnote", "5"))
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    )
    found = segments(body, footnotes=notes, endnotes=end)
    assert [(s.where.label, s.text) for s in found] == [
        ("§ 1", "Un fait."),
        ("footnote 1 § 1", "Note un."),
        ("footnote 1 § 2", "Sa suite."),
        ("endnote 1 § 1", "À la fin."),
        ("§ 2", "a"),
        ("§ 3", "b"),
        ("footnote 2 § 1", "Note deux."),
    ]
    assert marks(found[0], MarkKind.FOOTNOTE) == [("", "1"), ("", "1")]
    assert [mark.start for mark in found[0].marks] == [2, 8]


def test_links_lead_where_relations_and_fields_say() -> None:
    body = paragraph(
        f'<w:hyperlink r:id="r9">{run("le ")}{run("rapport", "<w:b/>")}</w:hyperlink>'
        + run(" et ")
        + field(' HYPERLINK "https://b.example/x" \\l "fin" \\o "bulle" ', run("l’annexe"))
        + run(", ")
        + f'<w:fldSimple w:instr="HYPERLINK https://c.example">{run("ici")}</w:fldSimple>'
        + f'<w:hyperlink w:anchor="_Toc123">{run(" ou là")}</w:hyperlink>'
        + f'<w:hyperlink w:anchor="plan">{run(" plan")}</w:hyperlink>'
    )
    (segment,) = segments(body, links={"r9": "https://a.example/fr"})
    assert segment.text == "le rapport et l’annexe, ici ou là plan"
    assert marks(segment, MarkKind.LINK) == [
        ("le rapport", "https://a.example/fr"),
        ("l’annexe", "https://b.example/x#fin"),
        ("ici", "https://c.example"),
        ("plan", "#plan"),
    ]


def test_a_link_in_a_footnote_is_the_footnotes() -> None:
    link = f'<w:hyperlink r:id="r1">{run("Voir")}</w:hyperlink>'
    note = f'<w:footnote w:id="1">{paragraph(link)}</w:footnote>'
    body = paragraph(run("Fait.") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    content = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            {"r1": ("hyperlink", "https://wrong.example"), "r2": ("footnotes", "footnotes.xml")}
        ),
        "word/footnotes.xml": f"<w:footnotes {NAMES}>{note}</w:footnotes>",
        "word/_rels/footnotes.xml.rels": relations({"r1": ("hyperlink", "https://right.example")}),
    }
    found = read(zipped(content), "report.docx").segments
    assert marks(found[1], MarkKind.LINK) == [("Voir", "https://right.example")]


def test_a_table_of_contents_is_not_read() -> None:
    entries = [paragraph(run("Introduction\t3"), '<w:pStyle w:val="Free"/>'), paragraph(run("Suite\t4"))]
    toc = paragraph(character("begin") + "<w:r><w:instrText> TOC \\o </w:instrText></w:r>" + character("separate"))
    body = toc + "".join(entries) + paragraph(character("end")) + paragraph("Introduction")
    assert texts(body) == ["Introduction"]
    assert texts(paragraph("Introduction\t3", '<w:pStyle w:val="Tm1"/>'), styles=style("Tm1", "toc 1")) == []
    assert texts(paragraph("Introduction\t3", '<w:pStyle w:val="TOC1"/>')) == []


def test_a_table_of_contents_that_lost_its_end_ends_at_the_next_heading() -> None:
    toc = paragraph(character("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + character("separate"))
    heading = paragraph("Introduction", '<w:outlineLvl w:val="0"/>')
    assert texts(toc + paragraph("Introduction 3") + heading + paragraph("Texte.")) == ["Introduction", "Texte."]


def test_what_programs_put_in_is_a_placeholder() -> None:
    body = paragraph(run("Voir page ") + field(" PAGEREF _Ref1 \\h ", run("12")) + run("."))
    (segment,) = segments(body)
    assert segment.text == "Voir page 12."
    assert marks(segment, MarkKind.PLACEHOLDER) == [("12", "12")]


def test_fields_in_fields_show_only_the_outer_result() -> None:
    inner = field(" MERGEFIELD nom ", run("secret"))
    outer = character("begin") + "<w:r><w:instrText> IF </w:instrText></w:r>" + inner + character("separate")
    assert texts(paragraph(outer + run("Bonjour.") + character("end"))) == ["Bonjour."]


def test_a_field_that_lost_its_parts_hides_nothing_after_it() -> None:
    body = paragraph(run("Un.") + character("begin") + run("caché")) + paragraph(character("end") + run("Deux."))
    assert texts(body) == ["Un.", "Deux."]


def test_hidden_text_comments_and_prompts_are_not_read() -> None:
    body = (
        paragraph(run("Vu") + run(" caché", "<w:vanish/>") + run(".", '<w:vanish w:val="0"/>'))
        + paragraph(run("Style caché", '<w:rStyle w:val="Secret"/>'))
        + paragraph("Tout caché", '<w:pStyle w:val="Note"/>')
        + paragraph(
            '<w:commentRangeStart w:id="1"/>' + run("Dit") + '<w:r><w:commentReference w:id="1"/></w:r>' + run(".")
        )
        + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Cliquez ici')}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Rempli.')}</w:sdtContent></w:sdt>"
        + paragraph(f"<w:sdt><w:sdtContent>{run('Aussi.')}</w:sdtContent></w:sdt>")
    )
    styles = style("Secret", "Secret", "<w:rPr><w:vanish/></w:rPr>", "character")
    styles += style("Note", "Note", "<w:rPr><w:vanish/></w:rPr>")
    comments = f'<w:comment w:id="1">{paragraph("Vraiment ?")}</w:comment>'
    assert texts(body, styles=styles, comments=comments) == ["Vu.", "Dit.", "Rempli.", "Aussi."]


def test_runs_that_look_alike_are_one_mark() -> None:
    styles = style("Fort", "Strong", "<w:rPr><w:b/></w:rPr>", "character") + style("Ch", "HTML Code", "", "character")
    body = paragraph(
        run("Un ")
        + run("mot", "<w:i/>")
        + run("s ", "<w:i/><w:noProof/>")
        + run("clés", '<w:rStyle w:val="Fort"/>')
        + run(" puis ", '<w:b w:val="false"/>')
        + run("ls -l", '<w:rStyle w:val="Ch"/>')
    )
    (segment,) = segments(body, styles=styles)
    assert marks(segment, MarkKind.EMPHASIS) == [("mots clés", "")]
    assert marks(segment, MarkKind.CODE) == [("ls -l", "ls -l")]


def test_characters_that_are_elements() -> None:
    body = paragraph(
        "<w:r><w:t>porte</w:t><w:noBreakHyphen/><w:t>avions</w:t><w:tab/><w:t>co</w:t><w:softHyphen/><w:t>que</w:t>"
        '<w:sym w:font="Symbol" w:char="03B1"/><w:sym w:font="Wingdings" w:char="F0E0"/><w:t>fin</w:t>'
        '<w:sym w:char="zz"/></w:r>'
    )
    assert texts(body) == ["porte‑avions coqueα fin"]


def test_a_page_break_ends_a_passage_and_a_line_break_does_not() -> None:
    body = paragraph(
        '<w:r><w:t>Rue du Port.</w:t><w:br/><w:t>Brest.</w:t><w:br w:type="page"/><w:t>Page deux.</w:t></w:r>'
    )
    assert texts(body) == ["Rue du Port. Brest.", "Page deux."]


def test_annotations_over_words_are_not_read() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('かんじ')}</w:rt><w:rubyBase>{run('漢字')}</w:rubyBase></w:ruby></w:r>"
    assert texts(paragraph(ruby + run("です"))) == ["漢字です"]


def test_a_formula_is_no_prose() -> None:
    formula = "<m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath>"
    (segment,) = segments(paragraph(run("On a ") + formula + run(".")))
    assert (segment.text, marks(segment, MarkKind.PLACEHOLDER)) == ("On a E=mc².", [("E=mc²", "E=mc²")])


@pytest.mark.parametrize(
    ("description", "read_"),
    [
        ("Deux pêcheurs réparent un filet", True),
        ("Une image contenant bateau&#10;&#10;Description générée automatiquement", False),
        ("A close up of a map AI-generated content may be incorrect.", False),
        ("C:\\Users\\Ana\\logo final.png", False),
        ("image1.jpeg", False),
        (" ", False),
    ],
)
def test_what_somebody_wrote_about_a_picture_is_a_caption(description: str, read_: bool) -> None:
    picture = f'<w:drawing><wp:inline><wp:docPr id="1" name="Image 1" descr="{description}"/></wp:inline></w:drawing>'
    found = segments(paragraph(run("Voici.") + f"<w:r>{picture}</w:r>"))
    assert [(s.kind, s.text) for s in found[1:]] == ([(Kind.CAPTION, description)] if read_ else [])


def test_the_words_in_charts_and_diagrams_are_captions() -> None:
    title = "<c:title><a:p><a:r><a:t>Ventes </a:t></a:r><a:r><a:t>par pays</a:t></a:r></a:p></c:title>"
    names = "<c:cat><c:strCache><c:pt><c:v>France</c:v></c:pt></c:strCache></c:cat>"
    numbers = "<c:val><c:numCache><c:pt><c:v>12</c:v></c:pt></c:numCache></c:val>"
    words = "<dgm:pt><dgm:t><a:p><a:r><a:t>Écouter</a:t></a:r></a:p></dgm:t></dgm:pt>"
    drawing = "<w:r><w:drawing><wp:inline><a:graphic>{}</a:graphic></wp:inline></w:drawing></w:r>"
    body = paragraph(drawing.format('<c:chart r:id="r5"/>') + drawing.format('<dgm:relIds r:dm="r6"/>'))
    files = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            {"r5": ("chart", "charts/chart1.xml"), "r6": ("diagramData", "../word/diagrams/data1.xml")}
        ),
        "word/charts/chart1.xml": f"<c:chartSpace {NAMES}>{title}{names}{names}{numbers}</c:chartSpace>",
        "word/diagrams/data1.xml": f"<dgm:dataModel {NAMES}>{words}</dgm:dataModel>",
    }
    found = read(zipped(files), "report.docx").segments
    assert [(s.kind, s.text) for s in found] == [
        (Kind.CAPTION, "Ventes par pays"),
        (Kind.CAPTION, "France"),
        (Kind.CAPTION, "Écouter"),
    ]


def test_headers_and_footers_are_metadata_once() -> None:
    def section(first: str) -> str:
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{first}"/>'
            '<w:headerReference w:type="first" r:id="pheader3"/><w:footerReference w:type="even" r:id="pfooter1"/>'
            "</w:sectPr>"
        )

    body = paragraph("Texte.") + paragraph("Fin.", section("pheader1")) + section("pheader2")
    boxed = paragraph(f"{run('Rapport annuel')}<w:r>{box(paragraph('Brouillon'))}</w:r>")
    parts = {
        "header1": boxed,
        "header2": paragraph("Rapport annuel"),
        "header3": paragraph("Première page"),
        "footer1": paragraph(run("Page ") + field("PAGE", run("3"))),
    }
    found = [(s.kind, s.where.label, s.key, s.section, s.text) for s in segments(body, **parts)[2:]]
    assert found == [
        (Kind.METADATA, "header", "header", (), "Rapport annuel"),
        (Kind.METADATA, "header", "header", (), "Brouillon"),
    ]
    shown = body.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
    found = segments(shown, **parts, settings="<w:evenAndOddHeaders/>")[2:]
    assert [s.text for s in found] == ["Rapport annuel", "Brouillon", "Première page", "Page 3"]


@pytest.mark.parametrize(
    ("title", "real"),
    [
        ("La côte tient ses comptes", True),
        ("Microsoft Word - rapport.doc", False),
        ("rapport final v2.docx", False),
        ("Document1", False),
        ("Titre du document", False),
        ("Titre foncier, mode d’emploi", True),
        ("年次報告書", True),
        ("", False),
    ],
)
def test_the_title_is_metadata_if_somebody_gave_it(title: str, real: bool) -> None:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    files = {
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{kind}" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{paragraph('Texte.')}</w:body></w:document>",
        "docProps/core.xml": f'<c:p xmlns:c="c" xmlns:dc="d"><dc:title>{title}</dc:title></c:p>',
    }
    found = read(zipped(files), "report.docx").segments
    assert [(s.kind, s.key, s.text) for s in found[1:]] == ([(Kind.METADATA, "title", title)] if real else [])


def test_strict_documents_are_read_like_others() -> None:
    body = paragraph("Titre", '<w:outlineLvl w:val="0"/>') + paragraph("Texte.")
    content = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>".replace(W, STRICT)
    found = read(zipped({"word/document.xml": content}), "report.docx").segments
    assert [(s.kind, s.text) for s in found] == [(Kind.HEADING, "Titre"), (Kind.PARAGRAPH, "Texte.")]


def test_a_document_inserted_as_a_whole_is_said_not_to_be_read() -> None:
    document = read(docx(paragraph("Texte.") + '<w:altChunk r:id="r1"/>'), "report.docx")
    assert document.notes == ("report.docx has other documents inserted in it, which were not read",)


def test_a_document_without_text_says_so() -> None:
    assert read(docx(paragraph("")), "report.docx").notes == ("report.docx has no text in it to check",)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"word/document.xml": f"<w:document {NAMES}/>"}, r"report\.docx holds no Word document: it looks like"),
        ({"xl/workbook.xml": "<x/>"}, r"report\.docx has no word/document\.xml in it: it looks like an Excel workbook"),
        ({"a.txt": "a"}, r"report\.docx has no word/document\.xml in it: is it damaged, or something else\?"),
        (
            {"word/document.xml": "<w"},
            r"report\.docx is damaged: line 1 of word/document\.xml in it is not well-formed",
        ),
    ],
)
def test_what_is_no_document_is_refused_with_a_reason(files: dict[str, str], reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(zipped(files), "report.docx")


@pytest.mark.parametrize(
    "pattern",
    [
        f"<w:ins>{{}}{run('x')}</w:ins>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        table(cell("{}<w:p/>") + cell("x")),
        "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
    ],
)
def test_deep_nesting_is_read_or_refused(pattern: str) -> None:
    start, end = pattern.split("{}")
    inline = start.startswith("<w:ins")
    inmost = run("au fond") if inline else paragraph("au fond")
    found = [start * depth + inmost + end * depth for depth in (20, 1000)]
    shallow, deep = map(paragraph, found) if inline else found
    assert any(text.startswith("au fond") for text in texts(shallow))
    with pytest.raises(
        ReadError, match=r"report\.docx is damaged: line 1 of .* is not well-formed XML \(Excessive depth"
    ):
        texts(deep)


def test_findings_in_a_document_name_its_paragraphs(tmp_path: Path) -> None:
    heading = paragraph("Nos ateliers", '<w:outlineLvl w:val="0"/>')
    english = [
        "Our volunteers repaired forty-one tide gauges on the coast last winter.",
        "The workshop in the old harbour was open to everybody on Saturdays.",
        "A teacher from Brest wrote a short guide to reading the tables.",
        "Next year the boats will be painted by the pupils of the school.",
    ]
    french = [
        "L’hiver dernier, nos bénévoles ont réparé quarante et un marégraphes sur la côte.",
        "L’atelier du vieux port était ouvert à tous le samedi.",
        english[2],
    ]
    source, target = tmp_path / "report.en.docx", tmp_path / "report.fr.docx"
    source.write_bytes(docx(paragraph("Our workshops", '<w:outlineLvl w:val="0"/>') + "".join(map(paragraph, english))))
    target.write_bytes(docx(heading + "".join(map(paragraph, french))))
    found = {finding.check: finding for finding in scan(pairs=[(source, target)]).findings}
    assert str(found["untranslated-passage"].where) == "report.fr.docx § 4, under Nos ateliers"
    assert str(found["missing-passage"].where) == "report.en.docx § 5, under Our workshops"
    assert found["missing-passage"].suggestion == "Translate it and insert it after § 4."


PIECES = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>Mot</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>",
    "</w:tc>", "<w:ins>", "</w:ins>", character("begin"), character("separate"), character("end"),
    "<w:r><w:instrText>TOC</w:instrText></w:r>", "<w:r><w:instrText>HYPERLINK \"a\"</w:instrText></w:r>",
    "<w:r><w:footnoteReference w:id=\"1\"/></w:r>", "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "<w:br/>", "<w:sdt>", "</w:sdt>", "<w:sdtContent>", "</w:sdtContent>",
    "<w:rPr><w:b/></w:rPr>", "<w:drawing>", "</w:drawing>", "<w:txbxContent>", "</w:txbxContent>",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_order_of_elements_is_read(pieces: list[str]) -> None:
    body = "".join(_balanced(pieces))
    note = f'<w:footnote w:id="1">{paragraph("Note.")}</w:footnote>'
    document = read(docx(body, footnotes=note), "report.docx")
    assert [s.where.line for s in document.segments] == list(range(1, len(document.segments) + 1))
    assert "".join(s.text for s in document.segments).count("Note.") <= 1


def _balanced(pieces: list[str]) -> list[str]:
    """The pieces with end tags that have no beginning left out, and missing ones put in."""
    found, opened = [], []
    for piece in pieces:
        if piece.startswith("</"):
            if piece in opened:
                while (end := opened.pop()) != piece:
                    found.append(end)
                found.append(piece)
            continue
        found.append(piece)
        if piece.count("<") == 1 and not piece.endswith("/>"):
            opened.append(f"</{piece[1:]}")
    return [*found, *reversed(opened)]


def test_the_document_of_a_name_in_capitals() -> None:
    document = read(docx(paragraph("Bonjour.")), "RAPPORT.DOCX")
    assert isinstance(document, Document)
    assert document.format == "docx"
