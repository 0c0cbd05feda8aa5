"""The alignment as a workbook: one bead a row, for people who filter and correct in a spreadsheet."""

from collections.abc import Iterator

from parallelcheck.errors import UsageError
from parallelcheck.i18n import _, grouped
from parallelcheck.model import AlignedPair, language_name
from parallelcheck.report.bitext.export import Export, Row, rows, sides
from parallelcheck.report.plain import visible
from parallelcheck.report.workbook import ROWS, Cell, Workbook, cut_texts

_WIDTHS = (70, 70, 8, 12, 14, 12, 12)


def render(pair: AlignedPair, units: str) -> Export:  # noqa: ARG001 - the same for units of every kind
    """A workbook with one sheet; two runs on the same input write the same bytes.

    Raises UsageError without the package that writes it, and for more beads than a sheet has rows.
    """
    table = list(rows(pair))
    if len(table) >= ROWS:
        full = _("A sheet has room for {room} beads, and there are {number}: take --format tsv.")
        raise UsageError(full.format(room=grouped(ROWS - 1), number=grouped(len(table))))
    book = Workbook(_("Alignment"))
    book.add(_("Alignment"), _header(pair), _WIDTHS, map(_cells, table))
    return Export(book.close(), tuple(_remarks(book.long)))


def _header(pair: AlignedPair) -> tuple[str, ...]:
    named = _("{name}: {value}")
    texts = (named.format(name=language_name(side.language), value=visible(side.path)) for side in sides(pair))
    return (*texts, _("Score"), _("Status"), _("Kind"), _("Source lines"), _("Target lines"))


def _cells(row: Row) -> tuple[Cell, ...]:
    score = round(row.score, 4) if row.source and row.target else None
    return row.source, row.target, score, str(row.status), row.kind, row.source_lines, row.target_lines


def _remarks(long: int) -> Iterator[str]:
    if long:
        yield cut_texts(long)
