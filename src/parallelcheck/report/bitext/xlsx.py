"""The alignment as a workbook: one bead a row, for people who filter and correct in a spreadsheet."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from typing import Any

from parallelcheck.errors import UsageError
from parallelcheck.model import AlignedPair, language_name
from parallelcheck.report.bitext.export import Export, Row, rows, sides
from parallelcheck.report.plain import count, shorten, visible

INSTALL = 'pip install "parallelcheck[xlsx]"'
# Excel's limits (support.microsoft.com, "Excel specifications and limits"); its characters are UTF-16's.
_ROWS = 1_048_576
_CHARACTERS = 32_767
_CUT = 16_000  # characters left of a longer text: none of them takes more than two of Excel's
_WIDTHS = (70, 70, 8, 12, 14, 12, 12)
_SCORE = 2  # its column


def render(pair: AlignedPair, units: str) -> Export:  # noqa: ARG001 - the same for units of every kind
    """A workbook with one sheet; two runs on the same input write the same bytes.

    Raises UsageError without the package that writes it, and for more beads than a sheet has rows.
    """
    table = list(rows(pair))
    if len(table) >= _ROWS:
        raise UsageError(f"A sheet has room for {_ROWS - 1:,} beads, and there are {len(table):,}: take --format tsv.")
    content = BytesIO()
    book = _library().Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # Fixed, because a file with the time in it is another one each time.
    book.set_properties({"title": "Alignment", "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    long = _fill(book, table, _header(pair))
    book.close()
    return Export(content.getvalue(), tuple(_remarks(long)))


def _library() -> Any:
    try:
        return import_module("xlsxwriter")
    except ImportError as error:
        raise UsageError(f"A workbook is written with the package XlsxWriter: install it with {INSTALL}.") from error


def _header(pair: AlignedPair) -> tuple[str, ...]:
    texts = (f"{language_name(side.language)}: {visible(side.path)}" for side in sides(pair))
    return (*texts, "Score", "Status", "Kind", "Source lines", "Target lines")


def _fill(book: Any, table: Sequence[Row], header: Sequence[str]) -> int:
    """Write the rows, and return how many texts were too long for a cell."""
    sheet = book.add_worksheet("Alignment")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0.00", "valign": "top"})
    for column, (name, width) in enumerate(zip(header, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, bold)
    long = 0
    for at, row in enumerate(table, start=1):
        texts = (_fitting(row.source), _fitting(row.target))
        long += (texts[0] != row.source) + (texts[1] != row.target)
        for column, text in enumerate((*texts, "", str(row.status), row.kind, row.source_lines, row.target_lines)):
            if text:
                sheet.write_string(at, column, text, wrapped)
        if row.source and row.target:
            sheet.write_number(at, _SCORE, round(row.score, 4), number)
    _lay_out(sheet, len(table), len(header))
    return long


def _lay_out(sheet: Any, beads: int, columns: int) -> None:
    """What helps with a long table: its header stays in sight, on paper too, and every column can be filtered."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, beads, columns - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _fitting(text: str) -> str:
    """`text`, or as much of it as a cell holds."""
    return text if len(text.encode("utf-16-le")) <= 2 * _CHARACTERS else shorten(text, _CUT)


def _remarks(long: int) -> Iterator[str]:
    if long:
        yield f"{count(long, 'text')} of more than {_CHARACTERS:,} characters, which is all that a cell holds: cut."
