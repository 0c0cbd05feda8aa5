"""Workbooks for Excel and LibreOffice, in which every text is a text and no time stands."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from typing import Any

from parallelcheck.errors import UsageError
from parallelcheck.i18n import _, grouped
from parallelcheck.report.plain import count, shorten

INSTALL = 'pip install "parallelcheck[xlsx]"'
# Excel's limits (support.microsoft.com, "Excel specifications and limits"); its characters are UTF-16's.
ROWS = 1_048_576
CHARACTERS = 32_767
_CUT = 16_000  # characters left of a longer text: none of them takes more than two of Excel's

Cell = str | int | float | None


class Workbook:
    """A workbook in the making. `long` counts the texts that were cut, being too long for a cell."""

    def __init__(self, title: str) -> None:
        """Raises UsageError without the package that writes workbooks."""
        self.long = 0
        self._content = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = library().Workbook(self._content, options)
        # Fixed, because a file with the time in it is another one each time.
        self._book.set_properties({"title": title, "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        self._bold = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._whole = self._book.add_format({"num_format": "0", "valign": "top"})
        self._number = self._book.add_format({"num_format": "0.00", "valign": "top"})

    def add(self, name: str, header: Sequence[str], widths: Sequence[int], table: Iterable[Sequence[Cell]]) -> None:
        """A sheet whose header stays in sight, on paper too, and whose columns can be filtered."""
        sheet = self._book.add_worksheet(name)
        for column, (title, width) in enumerate(zip(header, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self._bold)
        last = 0
        for last, row in enumerate(table, start=1):
            for column, cell in enumerate(row):
                self._write(sheet, last, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(header) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def close(self) -> bytes:
        """The file; the same sheets always give the same one."""
        self._book.close()
        return self._content.getvalue()

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str) and cell:
            text = _fitting(cell)
            self.long += text != cell
            sheet.write_string(row, column, text, self._wrapped)
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell, self._whole if isinstance(cell, int) else self._number)


def library() -> Any:
    """The package that writes workbooks. Raises UsageError where it is not installed."""
    try:
        return import_module("xlsxwriter")
    except ImportError as error:
        missing = _("A workbook is written with the package XlsxWriter: install it with {command}.")
        raise UsageError(missing.format(command=INSTALL)) from error


def cut_texts(number: int) -> str:
    """How many texts were cut, as a sentence."""
    return _("{texts} of more than {most} characters, which is all that a cell holds: cut.").format(
        texts=count(number, "text", "texts"), most=grouped(CHARACTERS)
    )


def _fitting(text: str) -> str:
    """`text`, or as much of it as a cell holds."""
    return text if len(text.encode("utf-16-le")) <= 2 * CHARACTERS else shorten(text, _CUT)
