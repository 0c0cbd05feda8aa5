"""The findings as comma-separated values (RFC 4180, with line feeds), for programs and for spreadsheets."""

import csv
import re
from io import StringIO

from parallelcheck.model import ScanResult
from parallelcheck.report.table import HEADER, rows
from parallelcheck.report.workbook import Cell

# Without it Excel takes UTF-8 for the code page of its country.
_BOM = "\ufeff"
# A spreadsheet takes a cell for a formula if it begins with one of these (owasp.org, "CSV Injection"); and where it
# expects another separator than the comma, a cell begins after that one, too, or after a quotation mark.
_FORMULA = re.compile('(^|[;|\t\n"])(?=[=+\\-@\t＝＋－＠])')


def render(result: ScanResult) -> str:
    """A header, then one row for each finding and for what was not checked."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(HEADER)
    writer.writerows([_harmless(cell) for cell in row] for row in rows(result))
    return _BOM + text.getvalue()


def _harmless(cell: Cell) -> Cell:
    """An apostrophe before what would be a formula makes it a text."""
    if cell is None:
        return ""
    return _FORMULA.sub(r"\1'", cell) if isinstance(cell, str) else cell
