import sys
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from parallelcheck.errors import UsageError
from parallelcheck.model import AlignedPair
from parallelcheck.report.bitext import export, xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def part(content: bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(content)) as book:
        return etree.fromstring(book.read(name))


def cells(content: bytes) -> dict[str, str | float]:
    """What every cell that is not empty holds, by its name; a formula in any of them is a failure."""
    strings = ["".join(item.itertext()) for item in part(content, "xl/sharedStrings.xml")]
    found: dict[str, str | float] = {}
    for cell in part(content, "xl/worksheets/sheet1.xml").iter(f"{MAIN}c"):
        assert cell.find(f"{MAIN}f") is None
        value = cell.findtext(f"{MAIN}v")
        if value is not None:
            found[cell.get("r", "")] = strings[int(value)] if cell.get("t") == "s" else float(value)
    return found


def test_each_bead_is_a_row(unlike: AlignedPair) -> None:
    found = cells(export(unlike, "xlsx").content)
    assert [found[f"{column}1"] for column in "ABCDEFG"] == [
        "English: a.md",
        "French: b.md",
        "Score",
        "Status",
        "Kind",
        "Source lines",
        "Target lines",
    ]
    assert [found.get(f"{column}2") for column in "ABCDEFG"] == [
        "=1+1 +41 22 000 00 00",
        "mailto:a@b.org",
        0.5124,
        "aligned",
        "paragraph",
        "1-4",
        "1-2",
    ]
    assert [found.get(f"{column}3") for column in "ABCDEFG"] == [
        "-5 °C",
        None,
        None,
        "missing",
        "paragraph",
        "5-6",
        None,
    ]
    assert len({name[1:] for name in found}) == len(unlike.beads) + 1


def test_no_text_is_taken_for_a_formula_a_number_or_a_link(unlike: AlignedPair) -> None:
    content = export(unlike, "xlsx").content
    texts = {value for name, value in cells(content).items() if name[0] in "AB"}
    assert {"@SUM(A1)", "https://example.org/", "12.50", "{=A1}"} <= texts
    assert not part(content, "xl/worksheets/sheet1.xml").findall(f"{MAIN}hyperlinks")


def test_the_header_stays_in_sight(unlike: AlignedPair) -> None:
    (pane,) = part(export(unlike, "xlsx").content, "xl/worksheets/sheet1.xml").iter(f"{MAIN}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")


def test_no_time_is_in_the_file(unlike: AlignedPair) -> None:
    content = export(unlike, "xlsx").content
    with ZipFile(BytesIO(content)) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    dates = [element.text for element in part(content, "docProps/core.xml") if "dcterms" in element.tag or element.text]
    assert {text for text in dates if text and text.endswith("Z")} == {"2000-01-01T00:00:00Z"}


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_text_is_in_it_whatever_it_looks_like(saying: Callable[[str], AlignedPair], text: str) -> None:
    found = cells(export(saying(f"={text}x"), "xlsx").content)
    assert found["A2"] == found["B2"] == " ".join(f"={text}x".split())


@settings(deadline=None)
@given(text=st.text(st.characters(codec=None)))
def test_what_xml_cannot_hold_breaks_nothing(saying: Callable[[str], AlignedPair], text: str) -> None:
    found = cells(export(saying(f"a{text}z"), "xlsx").content)
    assert (str(found["A2"])[0], str(found["A2"])[-1]) == ("a", "z")


@pytest.mark.parametrize("letter", ["a", "𝄞"])
def test_a_text_that_no_cell_can_hold_is_cut_and_counted(saying: Callable[[str], AlignedPair], letter: str) -> None:
    written = export(saying(f"{letter} " * 30_000), "xlsx")
    text = str(cells(written.content)["A2"])
    assert "[…]" in text
    assert 10_000 < len(text.encode("utf-16-le")) / 2 <= 32_767
    assert written.remarks == ("2 texts of more than 32,767 characters, which is all that a cell holds: cut.",)


def test_more_beads_than_a_sheet_has_rows(unlike: AlignedPair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 4)
    with pytest.raises(UsageError, match=r"^A sheet has room for 3 beads, and there are 7: take --format tsv\.$"):
        export(unlike, "xlsx")


def test_without_the_package_a_sentence_says_how_to_get_it(
    unlike: AlignedPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r'XlsxWriter: install it with pip install "parallelcheck\[xlsx\]"\.$'):
        export(unlike, "xlsx")
