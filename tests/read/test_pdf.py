"""What PDFs that programs made read as, and what those that a stranger made do no harm with."""

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.model import Document, Kind, MarkKind, Segment
from parallelcheck.read import read, read_bilingual
from parallelcheck.read.pdf_hyphens import Hyphens

SAMPLES = Path(__file__).parent / "samples"
CORPORA = Path(__file__).parents[2] / "corpora"

Text = tuple[float, float, float, str]  # left, base line from the top, size; a text that begins with "*" is bold


def pdf(*pages: Iterable[Text], rotation: int = 0, before: str = "") -> bytes:
    """A PDF with these texts on A4 pages, in Helvetica; `before` goes before the texts of every page."""
    fonts = " ".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>"
        for name, font in (("F", "Helvetica"), ("B", "Helvetica-Bold"))
    )
    kids = " ".join(f"{2 * number + 3} 0 R" for number in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    for number, texts in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotation}"
            f" /Contents {2 * number + 4} 0 R /Resources << /Font << {fonts} >> >> >>"
        )
        content = before + "\n".join(map(_shown, texts))
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >> stream\n{content}\nendstream")
    body = "".join(f"{number} 0 obj {thing} endobj\n" for number, thing in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R >>\n%%EOF".encode("cp1252")


def _shown(text: Text) -> str:
    left, y, size, words = text
    escaped = re.sub(r"([\\()])", r"\\\1", words.removeprefix("*"))
    return f"BT /{'B' if words[0] == '*' else 'F'} {size} Tf 1 0 0 1 {left} {842 - y} Tm ({escaped}) Tj ET"


def lines(texts: Sequence[str], left: float = 60, top: float = 150, size: float = 10) -> list[Text]:
    return [(left, top + 12 * number, size, text) for number, text in enumerate(texts)]


def texts_of(content: bytes) -> list[str]:
    return [segment.text for segment in read(content, "a.pdf").segments]


def prose(document: Document) -> list[str]:
    """The paragraphs and items, whatever their no-break spaces."""
    kinds = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTATION)
    return [" ".join(s.text.split()) for s in document.segments if s.kind in kinds and len(s.text) > 60]


def only(segments: Iterable[Segment], text: str) -> Segment:
    (found,) = [segment for segment in segments if text in segment.text]
    return found


FILLER = [
    "The keeper of the lighthouse writes down the weather every morning at six, and has",
    "done so for thirty years. Her notebooks fill a whole shelf in the harbour office, where",
    "anybody may read them. Few people do, but those who do come back.",
]


@pytest.mark.parametrize("name", ["article", "columns", "article-office"])
def test_every_paragraph_of_a_printed_article_is_found_whole(name: str) -> None:
    """One column, two hyphenated columns, and what LibreOffice makes of it."""
    wanted = prose(read((CORPORA / "article-alone/clean/article.fr.md").read_bytes(), "article.fr.md"))
    found = prose(read((SAMPLES / f"{name}.pdf").read_bytes(), "article.fr.pdf"))
    assert len(wanted) > 12
    assert [text for text in wanted if text not in found] == []


def test_headings_have_levels_by_their_size() -> None:
    document = read((SAMPLES / "columns.pdf").read_bytes(), "columns.pdf")
    headings = {segment.text: segment.level for segment in document.segments if segment.kind is Kind.HEADING}
    assert headings["Cinq ans de cartes dessinées à la main"] == 1
    assert headings["Finances"] == 2
    assert headings["Recettes et dépenses"] == 3
    assert only(document.segments, "refuser l’équivalent").section[1:] == ("Finances", "D’où vient notre argent")


def test_cells_of_several_lines_are_one_cell() -> None:
    document = read((SAMPLES / "columns.pdf").read_bytes(), "columns.pdf")
    cells = [" ".join(s.text.split()) for s in document.segments if s.kind is Kind.TABLE_CELL]
    at = cells.index("Communication et collecte de fonds")
    assert cells[at + 1 : at + 3] == ["288 400", "270 000"]


def test_columns_in_two_languages_are_read_one_after_the_other() -> None:
    document = read((SAMPLES / "side-by-side.pdf").read_bytes(), "privacy.pdf")
    first = [segment.language for segment in document.segments if segment.where.label == "p. 1"]
    assert first == sorted(first, key=["en", "fr"].index)
    assert set(first) == {"en", "fr"}
    assert document.notes == (
        "privacy.pdf is set in columns side by side in English and French; they were read one after the other",
    )
    assert only(document.segments, "1.2 Our data").marks[0].value == "mailto:privacy@lanterna.example"


def test_columns_in_two_languages_translate_one_another() -> None:
    both = read_bilingual((SAMPLES / "side-by-side.pdf").read_bytes(), "privacy.pdf")
    assert both is not None
    english, french = both
    assert (english.language, french.language) == ("en", "fr")
    assert {segment.language for segment in english.segments} == {"en", None}
    assert len(english.segments) == len(french.segments)
    moved = [only(document.segments, "2.2 ") for document in both]
    assert [segment.section for segment in moved] == [
        ("Privacy Policy", "2. What we collect"),
        ("Politique de confidentialité", "2. Ce que nous recueillons"),
    ]
    head = english.segments[-1]
    assert (head.text, head.translatable) == ("Privacy · Confidentialité", False)
    assert french.notes == (
        "privacy.pdf is set in columns side by side in English and French; they were compared with one another",
    )


def test_columns_in_one_language_are_one_document() -> None:
    assert read_bilingual((SAMPLES / "columns.pdf").read_bytes(), "columns.pdf") is None


def test_a_place_is_a_page_and_a_line_that_is_not_given_twice() -> None:
    segments = read(pdf(lines(FILLER), lines(FILLER)), "a.pdf").segments
    assert [str(segment.where) for segment in segments] == ["a.pdf p. 1", "a.pdf p. 2"]
    assert [(segment.where.line, segment.where.end_line) for segment in segments] == [(1, 3), (4, 6)]


def test_a_sentence_goes_on_over_the_page_and_past_a_footnote() -> None:
    note = lines(["1 Read by the harbour master."], top=780, size=7)
    document = read(pdf([*lines(FILLER[:2]), *note], lines(FILLER[2:])), "a.pdf")
    whole = only(document.segments, "keeper")
    assert whole.text == " ".join(FILLER)
    assert whole.where.label == "p. 1–2"


def test_running_heads_and_page_numbers_are_no_text_but_the_head_is_kept_once() -> None:
    pages = [
        [(60, 40, 8, "Harbour report"), (500, 40, 8, f"page {number}"), *lines([*FILLER, f"Chapter {number} ends."])]
        for number in (7, 8, 9)
    ]
    segments = read(pdf(*pages), "a.pdf").segments
    assert not any("page" in segment.text for segment in segments)
    (head,) = [segment for segment in segments if segment.kind is Kind.METADATA]
    assert (head.text, head.key, head.where.label) == ("Harbour report", "header", "header")


def test_headings_at_the_top_of_every_page_are_no_running_heads() -> None:
    pages = [[(60, 70, 14, f"*Article {number}"), *lines(FILLER)] for number in (1, 2, 3)]
    found = read(pdf(*pages), "a.pdf").segments
    assert [s.text for s in found if s.kind is Kind.HEADING] == ["Article 1", "Article 2", "Article 3"]


def test_years_at_the_foot_of_a_page_are_no_page_numbers() -> None:
    pages = [[*lines(FILLER), (60, 800, 10, year)] for year in ("2019", "2024")]
    assert [text for text in texts_of(pdf(*pages)) if len(text) == 4] == ["2019", "2024"]


@pytest.mark.parametrize(
    ("cut", "elsewhere", "read_as"),
    [
        (("the light-", "house is open"), "A lighthouse.", "the lighthouse is open"),
        (("a first-", "person story"), "It is first-person prose.", "a first-person story"),
        (("the light-", "house is open"), "Nothing.", "the light-house is open"),
        (("both in-", "and output"), "Nothing.", "both in- and output"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_only_where_the_word_is_known(
    cut: tuple[str, str], elsewhere: str, read_as: str
) -> None:
    start = "Every day from April to the end of October, when the storms come, this is"
    content = pdf([*lines([f"{start} {cut[0]}", f"{cut[1]} at six in the morning."]), (60, 300, 10, elsewhere)])
    assert f"{start} {read_as} at six in the morning." in texts_of(content)


def test_a_hyphen_is_believed_by_what_else_the_document_says() -> None:
    assert Hyphens([]).between("a light\xad", "house") == ("a light", "")
    # "harbour" shows that this document breaks words; "well" and "known" are words by themselves, "wea" is none.
    known = Hyphens([["the har-", "bour"], ["a harbour"], ["well, known"]])
    assert known.between("the wea-", "ther") == ("the wea", "")
    assert known.between("the well-", "known man") == ("the well-", "")
    assert known.between("a man of Saint-", "Malo") == ("a man of Saint-", "")
    assert known.between("one of many -", "all of them") == ("one of many -", "\n")


def test_items_lose_their_bullets_and_footnote_numbers_become_marks() -> None:
    raised = [(60, 300, 10, "They are read twice a year."), (181, 296, 6, "12")]
    bullets = [
        (60, 200, 10, "• one boat, of which the hull"),
        (68, 212, 10, "was mended"),
        (60, 224, 10, "• nets"),
    ]
    segments = read(pdf([*lines(FILLER), *bullets, *raised]), "a.pdf").segments
    items = [segment.text for segment in segments if segment.kind is Kind.LIST_ITEM]
    assert items == ["one boat, of which the hull was mended", "nets"]
    sentence = only(segments, "twice a year")
    assert sentence.text == "They are read twice a year."
    assert [(mark.kind, mark.value) for mark in sentence.marks] == [(MarkKind.FOOTNOTE, "12")]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_reads_as_if_it_were_not(rotation: int) -> None:
    matrix = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}[rotation]
    content = pdf(lines(FILLER), rotation=rotation, before=f"{matrix} cm\n")
    assert texts_of(content) == [" ".join(FILLER)]


def test_a_scan_says_that_its_text_must_be_recognised() -> None:
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID A EI Q\n"
    with pytest.raises(ReadError, match=r"^a.pdf is a scan, .*OCR"):
        read(pdf([], before=picture), "a.pdf")
    mixed = read(pdf(lines(FILLER), before=picture), "a.pdf")
    assert [segment.text for segment in mixed.segments] == [" ".join(FILLER)]


def test_an_encrypted_file_says_that_it_is() -> None:
    with pytest.raises(ReadError, match=r"^a.pdf is encrypted; save it without a password and try again$"):
        read((Path(__file__).parent / "refused" / "locked.pdf").read_bytes(), "a.pdf")


def test_what_is_no_pdf_or_is_cut_off_or_too_long_says_so() -> None:
    with pytest.raises(ReadError, match="is not a PDF, whatever its name says"):
        read(b"PK\x03\x04", "a.pdf")
    with pytest.raises(ReadError, match="damaged or cut off"):
        read(b"%PDF-1.7\n1 0 obj", "a.pdf")
    with pytest.raises(ReadError, match="3,001 pages, more than the 3,000"):
        read(pdf(*[[]] * 3001), "a.pdf")


def test_a_page_without_anything_has_nothing_to_check() -> None:
    document = read(pdf([]), "a.pdf")
    assert document.segments == ()
    assert document.notes == ("a.pdf has no text in it to check",)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for Python")
def test_a_crash_of_pdfium_is_one_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crashing = tmp_path / "python"
    crashing.write_text("#!/bin/sh\nkill -SEGV $$\n")
    crashing.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(crashing))
    with pytest.raises(ReadError, match=r"^a.pdf is damaged in a way that made PDFium fail"):
        read(pdf(lines(FILLER)), "a.pdf")


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 255)), max_size=20), st.integers(0, 45_000))
def test_a_damaged_file_is_a_document_or_an_error(changes: list[tuple[int, int]], length: int) -> None:
    content = bytearray((SAMPLES / "article-office.pdf").read_bytes())
    for at, byte in changes:
        content[at % len(content)] = byte
    _reads_or_refuses(bytes(content[: max(length, 1000)]))


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-50, 650), st.floats(-50, 900), st.floats(0, 90), st.text("aé -.1*•()", min_size=1)))
)
def test_any_texts_anywhere_on_a_page_are_read(texts: list[Text]) -> None:
    content = pdf(texts)
    document = read(content, "a.pdf")
    assert all(segment.where.label for segment in document.segments)


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_a_document_or_an_error(content: bytes) -> None:
    _reads_or_refuses(content)


def _reads_or_refuses(content: bytes) -> None:
    try:
        document = read(content, "a.pdf")
    except ReadError:
        return
    assert document.format == "pdf"
