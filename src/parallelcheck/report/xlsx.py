"""The findings as a workbook, for people who sort, filter and tick off in a spreadsheet."""

from collections.abc import Iterator

from parallelcheck.errors import UsageError
from parallelcheck.i18n import _, grouped
from parallelcheck.model import ScanResult
from parallelcheck.report.plain import visible
from parallelcheck.report.table import HEADER, rows
from parallelcheck.report.tally import problems_in_order, said, summary
from parallelcheck.report.workbook import ROWS, Workbook, cut_texts

_WIDTHS = {"check": 24, "path": 30, "message": 50, "source": 60, "target": 60, "suggestion": 40, "fingerprint": 20}
_WIDTH = 10  # of the other columns


def render(result: ScanResult) -> bytes:
    """Two sheets: the findings, and what there is to know about the scan.

    Raises UsageError without the package that writes workbooks, and for more findings than a sheet has rows.
    """
    table = list(rows(result))
    if len(table) >= ROWS:
        full = _("A sheet has room for {room} findings, and there are {number}: take csv.")
        raise UsageError(full.format(room=grouped(ROWS - 1), number=grouped(len(table))))
    book = Workbook(_("Findings"))
    titles = [_(name.replace("_", " ").capitalize()) for name in HEADER]
    book.add(_("Findings"), titles, [_WIDTHS.get(name, _WIDTH) for name in HEADER], table)
    book.add(_("Scan"), [_("The scan")], [120], [(visible(sentence),) for sentence in _about(result, book.long)])
    return book.close()


def _about(result: ScanResult, cut: int) -> Iterator[str]:
    yield from summary(result)
    yield from map(said, problems_in_order(result))
    yield from result.notes
    if cut:
        yield cut_texts(cut)
