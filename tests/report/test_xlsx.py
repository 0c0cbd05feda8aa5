import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from parallelcheck.errors import UsageError
from parallelcheck.model import ScanResult
from parallelcheck.report import xlsx
from parallelcheck.report.plain import visible
from parallelcheck.report.xlsx import render

Sheets = dict[str, list[list[Any]]]


def sheets(result: ScanResult) -> Sheets:
    """The values of the cells, as another program reads them; none is a formula or a link."""
    book = load_workbook(BytesIO(render(result)))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def as_text(found: Sheets) -> str:
    lines = [
        "\t".join("" if value is None else repr(value) for value in row) for rows in found.values() for row in rows
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ["report", "clean", "hostile"])
def test_the_workbook_is_as_promised(
    name: str, reports: dict[str, ScanResult], golden: Callable[[str, str], None]
) -> None:
    golden(f"{name}.xlsx.txt", as_text(sheets(reports[name])))


def test_two_runs_write_the_same_bytes(result: ScanResult) -> None:
    assert render(result) == render(result)


def test_the_table_can_be_filtered_and_its_header_stays(result: ScanResult) -> None:
    sheet = load_workbook(BytesIO(render(result)))["Findings"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:O10"


def test_a_text_that_no_cell_can_hold_is_cut_and_counted(huge: ScanResult) -> None:
    found = sheets(huge)
    assert max(len(cell) for row in found["Findings"] for cell in row if isinstance(cell, str)) < 32_767
    assert any("characters, which is all that a cell holds: cut." in str(row[0]) for row in found["Scan"])


def test_more_findings_than_a_sheet_has_rows(result: ScanResult, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 4)
    with pytest.raises(UsageError, match=r"^A sheet has room for 3 findings, and there are 9: take csv\.$"):
        render(result)


def test_without_the_package_a_sentence_says_how_to_get_it(result: ScanResult, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r'XlsxWriter: install it with pip install "parallelcheck\[xlsx\]"\.$'):
        render(result)


def test_a_score_that_is_no_number_is_empty(result: ScanResult) -> None:
    finding = replace(result.findings[0], score=float("nan"))
    header, row = sheets(replace(result, findings=(finding,), problems=()))["Findings"]
    assert row[header.index("Score")] is None


@settings(deadline=None, max_examples=30)
@given(text=st.text(st.sampled_from("=+-@_x0041{}") | st.characters(codec=None, exclude_characters="\r\n")))
def test_every_text_is_a_text(everywhere: Callable[[str], ScanResult], text: str) -> None:
    header, _, row, _ = sheets(everywhere(f"={text}x"))["Findings"]
    assert row[header.index("Message")] == visible(f"={text}x")
