"""Columns, tables and paragraphs, found by where the pieces of text stand on a page.

All measures are in points, or in multiples of the size of the type ("em") where they depend on it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from parallelcheck.read.pdf_pages import Piece

_DEPTH = 6  # columns inside columns
_MANY = 5000  # pieces on a page: no text, but a map or worse
_EDGES = 30  # left edges that are tried, the most common ones
_JOINED = 0.08  # em between what is one word
_GUTTER = 0.8  # em between columns, at least
_OVERLAP = 0.75  # em between lines, at most: nearer than lines of one paragraph can be
_CELL = 1.5  # em between the cells of a table, at least; words of justified lines are nearer
_LEADING = 1.22  # times the usual distance of lines: a new paragraph
_INDENT = 0.7  # em
_PROSE = 18  # characters: lines of columns are longer, most cells of tables shorter
_ENDS = '.!?:;…»”")]'
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CERTAIN = "•▪◦‣●○■□"  # bullets that are nothing else
_BULLETS = "•▪◦‣·●○■□–*-"
MARKER = re.compile(rf"\s*(?:[{re.escape(_BULLETS)}]|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})\)|\d{{1,2}}\.)\s+(?=\S)")
LEADERS = re.compile(r"(?:\s?[.…·]){4,}\s*(?:\d+|[ivxlc]+)?\s*$")  # of a table of contents, with the page


@dataclass(slots=True)
class Line:
    """One line of a column; its pieces from left to right."""

    pieces: list[Piece]
    text: str = field(init=False, default="")
    links: list[tuple[int, int, str]] = field(init=False, default_factory=list)  # start and end in the text, address

    def __post_init__(self) -> None:
        for before, piece in zip([None, *self.pieces], self.pieces, strict=False):
            if before and piece.left - before.right > _JOINED * piece.size:
                self.text += " "
            at = len(self.text)
            self.links += [(at + start, at + end, address) for start, end, address in piece.links]
            self.text += piece.text

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    @property
    def y(self) -> float:
        return self._main.y

    @property
    def size(self) -> float:
        return self._main.size

    @property
    def bold(self) -> bool:
        return all(piece.bold for piece in self.pieces)

    @property
    def _main(self) -> Piece:
        return max(self.pieces, key=lambda piece: len(piece.text))


@dataclass(slots=True)
class Block:
    """Lines that belong together: a paragraph, a heading, an item, a cell."""

    lines: list[Line]
    page: int  # on which it begins
    column: int  # of its page, in reading order
    is_cell: bool = False
    is_full: bool = False  # the last line reaches the end of its column: the paragraph may go on elsewhere
    last_page: int = 0
    language: str | None = None  # of a column in a page with two languages side by side

    @property
    def size(self) -> float:
        """Of the type."""
        return median(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def is_flush(self) -> bool:
        """Do all lines, even the last, reach one edge exactly? A paragraph that is complete hardly ever does."""
        rights = [line.right for line in self.lines]
        return len(rights) > 1 and max(rights) - min(rights) < 0.15 * self.size

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


_Row = list[list[Line]]  # the cells that stand beside each other, each with its lines


# Columns


def columns(pieces: Sequence[Piece], depth: int = _DEPTH) -> list[list[Piece]]:
    """The parts of a page in reading order: columns, and between them what goes across columns."""
    cut = _best_gutter(pieces) if depth and len(pieces) <= _MANY else None
    if cut is None:
        return [list(pieces)] if pieces else []
    found = []
    for band in _bands(pieces, cut):
        for part in band:
            found += columns(part, depth - 1) if len(band) > 1 or len(part) < len(pieces) else [part]
    return found


def _best_gutter(pieces: Sequence[Piece]) -> float | None:
    """The left edge of a column that has another left of it: that with the most text in the two; None if none has."""
    edges = Counter(round(piece.left) for piece in pieces)
    best, most = None, 0
    for edge, count in edges.most_common(_EDGES):
        if count < 3:
            break
        pairs = [band for band in _bands(pieces, edge - 1.5) if len(band) == 2]
        amount = sum(len(piece.text) for pair in pairs for side in pair for piece in side)
        if amount > most:
            best, most = edge - 1.5, amount
    return best


def _bands(pieces: Sequence[Piece], cut: float) -> list[list[list[Piece]]]:
    """From top to bottom: two columns left and right of the cut, or one part across it."""
    bands: list[list[list[Piece]]] = []
    pair: tuple[list[Piece], list[Piece]] = ([], [])
    for piece in sorted(pieces, key=lambda piece: piece.y):
        if piece.left >= cut:
            pair[1].append(piece)
        elif piece.right <= cut + 1:
            pair[0].append(piece)
        else:
            _close(bands, pair, cut)
            pair = ([], [])
            _go_across(bands, [piece])
    _close(bands, pair, cut)
    return bands


def _close(bands: list[list[list[Piece]]], pair: tuple[list[Piece], list[Piece]], cut: float) -> None:
    if _are_columns(*pair, cut):
        bands.append(list(pair))
    elif pair[0] or pair[1]:
        _go_across(bands, [*pair[0], *pair[1]])


def _go_across(bands: list[list[list[Piece]]], pieces: list[Piece]) -> None:
    if bands and len(bands[-1]) == 1:
        bands[-1][0] += pieces
    else:
        bands.append([pieces])


def _are_columns(left: Sequence[Piece], right: Sequence[Piece], cut: float) -> bool:
    """Are these columns of prose, or prose and a note in the margin? Else they are cells of a table."""
    near = sum(piece.right > cut + 1 - _GUTTER * piece.size for piece in left)  # what sticks out, an address perhaps
    sides = [_baselines(side) for side in (left, right)]
    if near > len(left) / 10 or min(map(len, sides)) < 3:
        return False
    prose = [_is_prose(side) for side in sides]
    if all(prose):
        return True
    shared = sum(any(abs(a[0].y - b[0].y) < 1 for b in sides[1]) for a in sides[0])
    return any(prose) and shared < min(map(len, sides)) / 2


def _is_prose(rows: Sequence[Sequence[Piece]]) -> bool:
    """Are most of the lines long, and do they fill the column?"""
    width = max(piece.right for row in rows for piece in row) - min(piece.left for row in rows for piece in row)
    return (
        median(sum(len(piece.text) for piece in row) for row in rows) >= _PROSE
        and median(max(piece.right for piece in row) - row[0].left for row in rows) >= 0.55 * width
    )


def _baselines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces that stand on one line each, from top to bottom and from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.left)):
        if rows and abs(piece.y - rows[-1][0].y) <= 0.3 * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


# Tables


def blocks(pieces: Sequence[Piece], page: int, column: int, leading: float) -> list[Block]:
    """The paragraphs and cells of a column. `leading` is the usual distance of lines, in em."""
    if len(pieces) > _MANY:
        return [Block([Line([piece])], page, column) for piece in pieces]
    found: list[Block] = []
    run: list[Line] = []
    rows = _rows(pieces)
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end:
            found += [*paragraphs(run, page, column, leading), *_table(rows[at:end], page, column)]
            run, at = [], end
        else:
            run += _as_lines(rows[at])
            at += 1
    return [*found, *paragraphs(run, page, column, leading)]


def _rows(pieces: Sequence[Piece]) -> list[_Row]:
    """What stands beside each other, from top to bottom. In a table a cell of one line may stand between two lines."""
    rows: list[_Row] = []
    bottom = -1e9
    for pieces_ in _baselines(pieces):
        y, size = pieces_[0].y, pieces_[0].size
        if y - bottom > _OVERLAP * size:
            rows.append([])
        for line in _cells(pieces_):
            over = [cell for cell in rows[-1] if _overlaps(cell[-1], line)]
            if over:
                over[0].append(line)
            else:
                rows[-1].append([line])
        bottom = y
    return [sorted(row, key=lambda cell: cell[0].left) for row in rows]


def _cells(row: Sequence[Piece]) -> list[Line]:
    """The parts of a line that wide gaps leave."""
    if _is_stretched(row):
        return [Line(list(row))]
    cells: list[list[Piece]] = []
    for piece in row:
        if cells and piece.left - cells[-1][-1].right < _CELL * piece.size:
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return [Line(cell) for cell in cells]


def _is_stretched(row: Sequence[Piece]) -> bool:
    """Are these the words of a line that was stretched to fill its column, all equally far apart?"""
    gaps = [right.left - left.right for left, right in pairwise(row)]
    return len(gaps) > 1 and max(gaps) - min(gaps) < 0.2 * row[0].size and not any(" " in piece.text for piece in row)


def _as_lines(row: _Row) -> list[Line]:
    if all(len(cell) == 1 for cell in row):
        return [Line([piece for cell in row for piece in cell[0].pieces])]
    return [line for cell in row for line in cell]


def _table_end(rows: Sequence[_Row], start: int) -> int:
    """Where the table ends that begins with this row; 0 if none does.

    Its rows have cells that stand in line; up to three lines between them may be parts of one cell.
    """
    last = end = start
    while len(rows[start]) > 1 and end + 1 < len(rows) and end - last < 3 and _is_near(rows[end], rows[end + 1], 3.5):
        row = rows[end + 1]
        if not (
            _in_line(rows[max(start, end - 3) : end + 1], row) if len(row) > 1 else _is_in_column(row[0][0], rows[last])
        ):
            break
        end += 1
        last = end if len(row) > 1 else last
    tight = [at for at in range(last, end + 1) if all(_is_near(rows[n], rows[n + 1], 1.4) for n in range(last, at))]
    return tight[-1] + 1 if last > start else 0


def _is_near(above: _Row, below: _Row, most: float) -> bool:
    """Is it no more than so many em below?"""
    return below[0][0].y - max(cell[-1].y for cell in above) < most * below[0][0].size


def _in_line(above: Sequence[_Row], row: _Row) -> bool:
    """Does a cell other than the first stand under another such cell?"""
    others = [cell[0] for line in above for cell in line[1:]]
    return any(_aligned(cell[0], other) for cell in row[1:] for other in others)


def _is_in_column(line: Line, row: _Row) -> bool:
    """Is it no wider than the column under one of the cells of the row?"""
    edges = [cell[0].left for cell in row]
    ends = [left - 0.5 * line.size for left in edges[1:]] + [max(cell[0].right for cell in row) + 1]
    return any(left - 3 < line.left and line.right < right for left, right in zip(edges, ends, strict=True))


def _aligned(cell: Line, other: Line) -> bool:
    return (
        abs(cell.left - other.left) < 3
        or abs(cell.right - other.right) < 3
        or abs(cell.left + cell.right - other.left - other.right) < 4
    )


def _table(rows: Sequence[_Row], page: int, column: int) -> Iterator[Block]:
    """The cells, row by row; lines of one cell are joined where the gaps between rows show what is one row."""
    gaps = [below[0][0].y - max(cell[-1].y for cell in above) for above, below in pairwise(rows)]
    tight = min(gaps) * 1.25
    alike = max(gaps) < tight  # then a row goes on only where its first cell is empty
    first = min(row[0][0].left for row in rows)
    open_: list[Block] = []
    for number, row in enumerate(rows):
        goes_on = number > 0 and (row[0][0].left > first + 3 if alike else gaps[number - 1] < tight)
        if not goes_on:
            yield from open_
            open_ = []
        for cell in row:
            over = [block for block in open_ if goes_on and _overlaps(block.lines[-1], cell[0])]
            if over:
                over[0].lines += cell
            else:
                open_.append(Block(list(cell), page, column, is_cell=True))
    yield from open_


def _overlaps(above: Line, below: Line) -> bool:
    return above.left < below.right and below.left < above.right


# Paragraphs


def usual_leading(parts: Iterable[Sequence[Piece]]) -> float:
    """The distance between lines that is most common, in em."""
    counts: Counter[float] = Counter()
    for part in parts:
        for above, below in pairwise(_baselines(part)):
            if abs(above[0].size - below[0].size) < 0.5 and above[0].size:
                counts[round((below[0].y - above[0].y) / above[0].size, 1)] += 1
    near = {distance: count for distance, count in counts.items() if 0.8 <= distance <= 2.5}
    return max(near, key=lambda distance: (near[distance], -distance), default=1.2)


def paragraphs(lines: Sequence[Line], page: int, column: int, leading: float) -> list[Block]:
    """The paragraphs of a column without tables."""
    if not lines:
        return []
    start, edge = min(line.left for line in lines), max(line.right for line in lines)
    found: list[Block] = []
    for run in _runs(lines, leading):
        # A quotation is set narrower than the column; one or two lines do not show how wide they might be.
        narrow = len(run) > 2 or min(line.left for line in run) > start + _INDENT * run[0].size
        right = max(line.right for line in run) if narrow else edge
        block = Block([run[0]], page, column)
        for line in run[1:]:
            if _begins(block, line, (start + edge) / 2, right):
                found.append(block)
                block = Block([line], page, column)
            else:
                block.lines.append(line)
        found.append(block)
    for block in found:
        block.is_full = block.lines[-1].right > edge - 2 * block.size
    return found


def _runs(lines: Sequence[Line], leading: float) -> Iterator[list[Line]]:
    """Lines of one size that follow each other at the usual distance."""
    run = [lines[0]]
    for above, line in pairwise(lines):
        # Text set wider or tighter than the rest has a distance of its own.
        usual = max(leading, (run[1].y - run[0].y) / line.size if len(run) > 1 else 0)
        near = line.y - above.y < _LEADING * usual * line.size
        if near and _looks_alike(above, line):
            run.append(line)
        else:
            yield run
            run = [line]
    yield run


def _looks_alike(above: Line, line: Line) -> bool:
    """Are they set in one type, or in several of which they share one? A run of bold may end anywhere in a sentence."""
    shared = any(abs(one.size - other.size) < 0.08 * one.size for one in above.pieces for other in line.pieces)
    return shared and (line.bold == above.bold or (line.text[:1].islower() and not is_ended(above.text)))


def _begins(block: Block, line: Line, middle: float, right: float) -> bool:
    """Does the line begin a paragraph, and not go on with the block? The column ends at `right`."""
    above, em = block.lines[-1], line.size
    ended, item = is_ended(above.text), is_item(block.lines[0].text)
    first = line.text.lstrip()[:1]
    may_begin = ended or not (first.islower() or first.isdigit())
    if LEADERS.search(above.text) or (is_item(line.text) and (first in _CERTAIN or ended or item)):
        return True
    moved = 0 if item else line.left - above.left
    if len(block.lines) > 1:
        moved = abs(line.left - block.lines[1].left)
    if moved > _INDENT * em and not _are_centred([*block.lines, line], middle):
        return may_begin
    # A line that had room for the next word was ended on purpose. In the middle of a sentence that takes much room.
    room = right - above.right - 0.6 * em
    word = len(line.text.split(" ")[0]) * (line.right - line.left) / max(len(line.text), 1)
    needed = word if ended else max(word, 0.25 * (right - above.left))
    return may_begin and not block.bold and room > needed


def _are_centred(lines: Sequence[Line], middle: float) -> bool:
    """Are the lines centred in the column, and is it not only that they fill it?"""
    lefts = [line.left for line in lines[:-1]]
    ragged = len(lefts) == 1 or max(lefts) - min(lefts) > 0.5 * lines[0].size
    return ragged and all(abs((line.left + line.right) / 2 - middle) < 0.5 * line.size for line in lines)


def is_item(text: str) -> bool:
    """Does it begin with what marks an item of a list?"""
    return bool(MARKER.match(text))


def is_ended(text: str) -> bool:
    """Does it end as sentences end, the number of a footnote aside?"""
    return text.rstrip().rstrip(_RAISED)[-1:] in _ENDS
