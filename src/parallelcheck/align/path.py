"""The best monotone path through two sequences, by dynamic programming over bead shapes.

Row by row in numpy (Gale and Church 1993 for the recursion, Gotoh 1982 for runs of nulls that are cheaper
than as many single nulls). A window of columns per row bounds time and memory on long documents.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

Shape = tuple[int, int]
Span = tuple[int, int, int, int]  # source from, source to, target from, target to: half open

# How many rows are scored at once: enough for a matrix product, few enough to stay in the cache.
_ROWS_AT_ONCE = 64

_MATCH, _SOURCE_NULL, _TARGET_NULL = range(3)


@dataclass(frozen=True)
class Windows:
    """For each row 0..n of the table the columns `low[i]..high[i]`, inclusive, that are looked at."""

    low: Ints
    high: Ints

    @classmethod
    def whole(cls, n: int, m: int) -> "Windows":
        """No limit: the whole table."""
        return cls(np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64))

    @classmethod
    def around(cls, path: Sequence[Span], n: int, m: int, margin: int) -> "Windows":
        """`margin` columns and rows on either side of a path."""
        low, high = np.full(n + 1, m, np.int64), np.zeros(n + 1, np.int64)
        for i0, i1, j0, j1 in path:
            rows = slice(max(0, i0 - margin), min(n, i1 + margin) + 1)
            low[rows] = np.minimum(low[rows], max(0, j0 - margin))
            high[rows] = np.maximum(high[rows], min(m, j1 + margin))
        low[0], high[n] = 0, m
        return cls(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))


@dataclass(frozen=True)
class Costs:
    """Log scores: `match(shape, rows, columns)` scores the beads of that shape that begin at the given rows
    and columns (half-open ranges), shape (rows, columns); nulls cost `source_null[i]` and `target_null[j]`,
    and `opening` once for each run of them.
    """

    shapes: tuple[Shape, ...]
    match: Callable[[Shape, range, range], Floats]
    source_null: Floats
    target_null: Floats
    opening: float


class _Row:
    """One row of the table from column `low` on: scores, and how each was reached."""

    __slots__ = ("low", "null_length", "null_score", "score", "shape", "state", "target_start")

    def __init__(self, low: int, width: int) -> None:
        self.low = low
        self.score = np.full(width, -np.inf, np.float32)  # best of all states
        self.state = np.zeros(width, np.int8)
        self.shape = np.full(width, -1, np.int8)  # of the match that ends here
        self.null_score = np.full(width, -np.inf, np.float32)  # best that ends in a run of source nulls
        self.null_length = np.zeros(width, np.int32)  # how long that run is
        self.target_start = np.zeros(width, np.int32)  # column on which a run of target nulls began


def best_path(n: int, m: int, costs: Costs, windows: Windows) -> list[Span]:
    """The spans of the best path from (0, 0) to (n, m), in order; nulls come out one unit each."""
    target_sums = np.concatenate([[0], np.cumsum(costs.target_null)]).astype(np.float32)
    rows: list[_Row] = []
    matches = _Matches(n, m, costs, windows)
    for i in range(n + 1):
        row = _Row(int(windows.low[i]), int(windows.high[i] - windows.low[i]) + 1)
        score, row.shape = matches.into(i, rows)
        if i == 0:
            score[0] = 0.0
        else:
            _add_source_nulls(row, score, rows[-1], costs.source_null[i - 1], costs.opening)
        _add_target_nulls(row, score, target_sums, costs.opening)
        rows.append(row)
    return _trace(rows, n, m, costs.shapes)


class _Matches:
    """Scores of the beads that end on a row, taken from blocks that are computed many rows at a time."""

    def __init__(self, n: int, m: int, costs: Costs, windows: Windows) -> None:
        self.n, self.m, self.costs, self.windows = n, m, costs, windows
        self.blocks: dict[tuple[Shape, int], tuple[int, Floats]] = {}

    def into(self, i: int, rows: list[_Row]) -> tuple[Floats, NDArray[np.int8]]:
        """Best score of a match that ends on row `i` in each of its columns, and which shape it has."""
        low, high = int(self.windows.low[i]), int(self.windows.high[i])
        score = np.full(high - low + 1, -np.inf, np.float32)
        best = np.full(high - low + 1, -1, np.int8)
        for number, (a, b) in enumerate(self.costs.shapes):
            begin = i - a
            if begin < 0:
                continue
            before = int(self.windows.low[begin])
            first = max(before, low - b)  # columns on which the bead may begin
            last = min(int(self.windows.high[begin]), high - b)
            if last < first:
                continue
            candidate = rows[begin].score[first - before : last - before + 1] + self._scores((a, b), begin, first, last)
            view = slice(first + b - low, last + b - low + 1)
            better = candidate > score[view]
            score[view][better] = candidate[better]
            best[view][better] = number
        return score, best

    def _scores(self, shape: Shape, begin: int, first: int, last: int) -> Floats:
        chunk = begin // _ROWS_AT_ONCE
        key = (shape, chunk)
        if key not in self.blocks:
            self.blocks.pop((shape, chunk - 1), None)
            rows = range(chunk * _ROWS_AT_ONCE, min((chunk + 1) * _ROWS_AT_ONCE, self.n - shape[0] + 1))
            left = int(self.windows.low[rows[0]])
            right = min(int(self.windows.high[rows[-1]]), self.m - shape[1])
            self.blocks[key] = (left, self.costs.match(shape, rows, range(left, right + 1)))
        left, block = self.blocks[key]
        scores: Floats = block[begin - chunk * _ROWS_AT_ONCE, first - left : last - left + 1]
        return scores


def _add_source_nulls(row: _Row, score: Floats, above: _Row, null: float, opening: float) -> None:
    """Go on from the row above with one more source unit left alone."""
    first, last = row.low, min(above.low + len(above.score), row.low + len(score))
    if last <= first:
        return
    up, here = slice(first - above.low, last - above.low), slice(first - row.low, last - row.low)
    opened = above.score[up] + np.float32(opening)
    extended = above.null_score[up]
    row.null_score[here] = np.maximum(opened, extended) + np.float32(null)
    row.null_length[here] = np.where(extended > opened, above.null_length[up], 0) + 1
    better = row.null_score > score
    score[better] = row.null_score[better]
    row.state[better] = _SOURCE_NULL


def _add_target_nulls(row: _Row, score: Floats, sums: Floats, opening: float) -> None:
    """Runs of target nulls inside the row: a running maximum once their linear cost is taken out."""
    own = sums[row.low : row.low + len(score)]
    reach = score + np.float32(opening) - own
    best = np.maximum.accumulate(reach)
    starts = np.maximum.accumulate(np.where(reach == best, np.arange(len(score)), 0))
    run = np.full_like(score, -np.inf)
    run[1:] = best[:-1] + own[1:]
    row.target_start[1:] = starts[:-1] + row.low
    better = run > score
    row.state[better] = _TARGET_NULL
    row.score = np.where(better, run, score)


def _trace(rows: list[_Row], i: int, j: int, shapes: tuple[Shape, ...]) -> list[Span]:
    spans: list[Span] = []
    while i or j:
        row, at = rows[i], j - rows[i].low
        state = row.state[at]
        if state == _SOURCE_NULL:
            start = i - int(row.null_length[at])
            spans += [(k, k + 1, j, j) for k in range(i - 1, start - 1, -1)]
            i = start
        elif state == _TARGET_NULL:
            start = int(row.target_start[at])
            spans += [(i, i, k, k + 1) for k in range(j - 1, start - 1, -1)]
            j = start
        else:
            a, b = shapes[row.shape[at]]
            spans.append((i - a, i, j - b, j))
            i, j = i - a, j - b
    return spans[::-1]
