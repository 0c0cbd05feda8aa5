"""CSV, TSV and XLSX with a column for each language."""

import csv
from contextlib import suppress
from io import BytesIO, StringIO

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.model import Document
from parallelcheck.read import holds_text, read, read_bilingual


def both(text: str, path: str = "a.csv", **asked: str) -> tuple[Document, Document]:
    documents = read_bilingual(text.encode(), path, **asked)
    assert documents
    return documents


def found(text: str, path: str = "a.csv") -> list[list[tuple[str | None, str]]]:
    return [[(s.key, s.text) for s in document.segments] for document in both(text, path)]


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        for name, rows in sheets:
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return content.getvalue()


def test_a_column_for_each_language() -> None:
    source, target = both("key,en-GB,fr_FR,notes\nhome,Home,Accueil,x\nbye,Bye,,y\n")
    assert (source.language, target.language) == ("en", "fr")
    assert [(s.key, s.text) for s in source.segments] == [("home", "Home"), ("bye", "Bye")]
    assert [(s.key, s.text) for s in target.segments] == [("home", "Accueil")]
    assert read(b"key,en,fr\nhome,Home,Accueil\nbye,Bye,\n", "a.csv").notes == ("a.csv: 1 message has no translation",)


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("English,French", ("en", "fr")),
        ("Français;Español", ("fr", "es")),
        ("ID\tFrançais (Canada)\tEnglish [US]", ("fr", "en")),
        ("id|de|it", ("de", "it")),
        ("name_en,name_fr", ("en", "fr")),
        ("[pt] Texto,[en] Text texto,Texto en", ("pt", "en")),
        ("Titre français,Titre anglais", ("fr", "en")),
        ("Source,Target", (None, None)),
        ("sep=;\nid;en;fr", ("en", "fr")),
    ],
)
def test_headers(header: str, languages: tuple[str | None, str | None]) -> None:
    sign = next(sign for sign in "\t;|," if sign in header.rpartition("\n")[2])
    row = sign.join(f"word {number}" for number in range(header.count(sign) + 1))
    source, target = both(f"{header}\n{row}\n")
    assert (source.language, target.language) == languages
    assert source.segments
    assert target.segments


def test_several_texts_in_a_row() -> None:
    assert found("id,title_en,title_fr,body_en,body_fr,remark_fr\n1,A,B,C,D,E\n") == [
        [("1.title", "A"), ("1.body", "C")],
        [("1.title", "B"), ("1.body", "D")],
    ]


def test_quotation_marks_and_lines_in_cells() -> None:
    source, target = both('en,fr\n"a ""b"",\nc d","e\n\nf"\n"g" h,i"j\n')
    assert [(s.text, s.where.line, s.where.end_line, s.where.column) for s in (*source.segments, *target.segments)] == [
        ('a "b", c d', 2, 3, 2),
        ('"g" h', 6, 6, 1),
        ("e f", 3, 5, 7),
        ('i"j', 6, 6, 7),
    ]
    assert source.segments[0].line_at(7) == 3


def test_the_languages_that_are_asked_for() -> None:
    text = "en,fr,es\nOne,Un,Uno\n"
    assert both(text)[1].notes == ("a.csv: only en and fr were compared; it also holds es",)
    assert [d.language for d in both(text, target_language="es")] == ["en", "es"]
    assert [d.language for d in both(text, source_language="fr")] == ["fr", "en"]
    assert [d.language for d in both(text, source_language="es", target_language="fr")] == ["es", "fr"]
    with pytest.raises(ReadError, match=r"a\.csv has no text in the language it: ask for two of en, fr, es"):
        both(text, target_language="it")


def test_a_second_column_in_a_language_is_said() -> None:
    _, target = both("en,fr,fr-CA\nOne,Un,Hein\n")
    assert [s.text for s in target.segments] == ["Un"]
    assert target.notes == ("a.csv: not read, for other columns are in the same language: fr-CA",)


def test_placeholders_are_marked() -> None:
    segment = both("en,fr\n{name} has %d,x y\n")[0].segments[0]
    assert [mark.value for mark in segment.marks] == ["{name}", "%d"]


def test_a_workbook_is_read_row_by_row() -> None:
    rows: list[list[object]] = [["Texts"], [], ["key", "English", "Français"], ["a", "One\ntwo", "Un"], ["b", 3, 4.5]]
    documents = read_bilingual(book(("Site", rows)), "a.xlsx")
    assert documents
    assert [(str(s.where), s.key, s.text) for document in documents for s in document.segments] == [
        ("a.xlsx row 4, en", "a", "One two"),
        ("a.xlsx row 5, en", "b", "3"),
        ("a.xlsx row 4, fr", "a", "Un"),
        ("a.xlsx row 5, fr", "b", "4.5"),
    ]


def test_sheets_are_told_apart() -> None:
    table: list[list[object]] = [["en", "fr"], ["One", "Un"]]
    documents = read_bilingual(book(("A", table), ("About", [["x"]]), ("B", table)), "a.xlsx")
    assert documents
    assert [(str(s.where), s.key) for s in documents[1].segments] == [
        ("a.xlsx A row 2, fr", "A row 2"),
        ("a.xlsx B row 2, fr", "B row 2"),
    ]
    assert documents[1].notes == ("a.xlsx: not read, for want of columns for two languages: About",)


@pytest.mark.parametrize(
    ("path", "content", "is_text"),
    [
        ("a.csv", b"id,en,fr\n1,One,Un\n", True),
        ("a.tsv", b"source\ttarget\nOne\tUn\n", True),
        ("a.csv", b"year,DE,FR\n2020,12,13\n", False),
        ("a.csv", b"name,size\na,1\n", False),
        ("a.csv", b"", False),
        ("a.xlsx", b"PK", False),
        ("a.xlsx", book(("A", [["en", "fr"], ["One", "Un"]])), True),
        ("a.xlsx", book(("A", [["2020", "2021"], [1, 2]])), False),
    ],
)
def test_other_tables_in_a_folder_are_no_documents(path: str, content: bytes, is_text: bool) -> None:
    assert holds_text(path, lambda: content) is is_text


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("a.csv", b"a,b\nc,d\n", r"a\.csv has no columns for two languages: name them in its first row"),
        ("a.xlsx", book(("A", [["fr"], ["x"]])), r"a\.xlsx has no columns for two languages"),
        ("a.xlsx", b"en,fr\n", r"a\.xlsx is not what its name says"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"a\.xlsx is in the format of Office before 2007"),
    ],
)
def test_what_cannot_be_read_is_said(path: str, content: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(content, path)


def test_a_long_text_in_every_cell_is_refused() -> None:
    rows: list[list[object]] = [["en", "fr"], *[["a b" * 10_000, "x"]] * 2000]
    with pytest.raises(ReadError, match=r"a\.xlsx holds more than 50,000,000 characters: split it"):
        read(book(("A", rows)), "a.xlsx")


CELL = st.text('ab ",;\n', max_size=8).map(lambda text: f"x{text}x")


@settings(max_examples=200, deadline=None)
@example([("x;aa;x", "x;ab;x")], "\t")  # codes of languages, with another sign between them
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_what_is_read_is_what_python_reads(rows: list[tuple[str, str]], sign: str) -> None:
    written = StringIO()
    csv.writer(written, delimiter=sign, lineterminator="\n").writerows([("en", "fr"), *rows])
    expected = [[" ".join(row[side].split()) for row in rows] for side in (0, 1)]
    documents = both(written.getvalue())
    assert [[segment.text for segment in document.segments] for document in documents] == expected


@settings(deadline=None)
@given(st.lists(st.sampled_from(['"', ",", "\n", "a", "en", "fr", ";", '""', " "])))
def test_any_table_is_read_or_refused(pieces: list[str]) -> None:
    text = "".join(pieces)
    with suppress(ReadError):
        for document in both(text):
            assert all(1 <= s.where.line <= s.where.end_line <= text.count("\n") + 1 for s in document.segments)
