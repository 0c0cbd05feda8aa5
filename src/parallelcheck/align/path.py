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

# How many rows and cells are scored at once: enough for a matrix product, few enough to stay in the cache.
_ROWS_AT_ONCE, _CELLS_AT_ONCE = 64, 2**15

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
    """Log scores: `match(rows, columns)` scores the beads of every shape that end at the given rows and columns of
    the table (half-open ranges), shape (shapes, rows, columns); minus infinity where one would begin outside the
    table. Nulls cost `source_null[i]` and `target_null[j]`, and `opening` once for each run of them.
    """

    shapes: tuple[Shape, ...]
    match: Callable[[range, range], Floats]
    source_null: Floats
    target_null: Floats
    opening: float


def best_path(n: int, m: int, costs: Costs, windows: Windows) -> list[Span]:
    """The spans of the best path from (0, 0) to (n, m), in order; nulls come out one unit each."""
    table = _Table(n, m, costs, windows)
    for i in range(n + 1):
        table.add_row(i)
    return table.trace(n, m)


class _Row:
    """The columns of a row's window: best score, the kind of step that led there, and from where (the number of the
    shape, the length of the run of source nulls, the column on which the run of target nulls began).
    """

    __slots__ = ("origin", "score", "state")

    def __init__(self, score: Floats, shape: Ints) -> None:
        self.score, self.state, self.origin = score, np.zeros(len(score), np.int8), shape

    def improve(self, run: Floats, state: int, origin: Ints) -> None:
        better = run > self.score
        self.score[better], self.state[better], self.origin[better] = run[better], state, origin[better]


class _Table:
    """How every cell was reached, and the scores of the last few rows."""

    def __init__(self, n: int, m: int, costs: Costs, windows: Windows) -> None:
        self.costs, self.windows, self.tiles = costs, windows, _Tiles(n, costs, windows)
        self.heights, self.widths = (np.array(side)[:, None] for side in zip(*costs.shapes, strict=True))
        # A ring of rows, with room on the left for beads that would begin outside the table.
        self.kept, self.margin = int(self.heights.max()) + 1, int(self.widths.max())
        self.scores = np.full((self.kept, self.margin + m + 1), -np.inf, np.float32)
        self.run_scores = np.full(m + 1, -np.inf, np.float32)  # best that ends in a run of source nulls
        self.run_lengths = np.zeros(m + 1, np.int32)  # how long that run is
        self.target_sums = np.concatenate([[0], np.cumsum(costs.target_null)]).astype(np.float32)
        sizes = windows.high - windows.low + 1
        self.starts = np.cumsum(sizes) - sizes  # where the cells of a row begin among all
        self.states = np.zeros(int(sizes.sum()), np.int8)
        self.origins = np.zeros(int(sizes.sum()), np.int32)

    def add_row(self, i: int) -> None:
        """Score row `i`, which needs the rows above it."""
        low, high = int(self.windows.low[i]), int(self.windows.high[i])
        row = self._matches(i, low, high)
        if i == 0:
            row.score[0] = 0.0
        else:
            self._add_source_nulls(i, low, high, row)
        self._add_target_nulls(low, high, row)
        ring = self.scores[i % self.kept]
        ring[low : low + self.margin] = -np.inf  # what an earlier row left there
        ring[low + self.margin : high + self.margin + 1] = row.score
        cells = slice(self.starts[i], self.starts[i] + len(row.score))
        self.states[cells], self.origins[cells] = row.state, row.origin

    def _matches(self, i: int, low: int, high: int) -> _Row:
        """The best match that ends on row `i` in each of its columns."""
        before = self.scores[(i - self.heights) % self.kept, np.arange(low, high + 1) + (self.margin - self.widths)]
        candidates = before + self.tiles.row(i)
        return _Row(candidates.max(axis=0), candidates.argmax(axis=0))

    def _add_source_nulls(self, i: int, low: int, high: int, row: _Row) -> None:
        """Go on from the row above with one more source unit left alone."""
        columns = slice(low, high + 1)
        above = self.scores[(i - 1) % self.kept, low + self.margin : high + self.margin + 1]
        opened, extended = above + np.float32(self.costs.opening), self.run_scores[columns]
        lengths = np.where(extended > opened, self.run_lengths[columns], 0) + 1
        run = np.maximum(opened, extended) + self.costs.source_null[i - 1]
        self.run_scores[columns], self.run_lengths[columns] = run, lengths
        row.improve(run, _SOURCE_NULL, lengths)

    def _add_target_nulls(self, low: int, high: int, row: _Row) -> None:
        """Runs of target nulls inside the row: a running maximum once their linear cost is taken out."""
        own = self.target_sums[low : high + 1]
        reach = row.score + np.float32(self.costs.opening) - own
        best = np.maximum.accumulate(reach)
        starts = np.maximum.accumulate(np.where(reach == best, np.arange(low, high + 1), 0))
        run = np.concatenate([[np.float32(-np.inf)], best[:-1] + own[1:]])
        row.improve(run, _TARGET_NULL, np.concatenate([[0], starts[:-1]]))

    def trace(self, i: int, j: int) -> list[Span]:
        """The spans of the best path to the cell (i, j), in order."""
        spans: list[Span] = []
        while i or j:
            cell = self.starts[i] + j - self.windows.low[i]
            state, origin = self.states[cell], int(self.origins[cell])
            if state == _SOURCE_NULL:
                spans += [(k, k + 1, j, j) for k in range(i - 1, i - origin - 1, -1)]
                i -= origin
            elif state == _TARGET_NULL:
                spans += [(i, i, k, k + 1) for k in range(j - 1, origin - 1, -1)]
                j = origin
            else:
                a, b = self.costs.shapes[origin]
                spans.append((i - a, i, j - b, j))
                i, j = i - a, j - b
        return spans[::-1]


class _Tiles:
    """Scores of the beads that end on a row, taken from blocks that are computed many rows at a time."""

    def __init__(self, n: int, costs: Costs, windows: Windows) -> None:
        self.n, self.costs, self.windows = n, costs, windows
        self.rows, self.left = range(0), 0
        self.scores = np.zeros((0, 0, 0), np.float32)

    def row(self, i: int) -> Floats:
        """Shape (shapes, columns of the window of row `i`); rows are asked for in order."""
        low, high = int(self.windows.low[i]), int(self.windows.high[i])
        if i not in self.rows:
            self.rows, self.left = self._rows_from(i), low
            self.scores = self.costs.match(self.rows, range(low, int(self.windows.high[self.rows[-1]]) + 1))
        scores: Floats = self.scores[:, i - self.rows.start, low - self.left : high - self.left + 1]
        return scores

    def _rows_from(self, i: int) -> range:
        count = min(_ROWS_AT_ONCE, self.n + 1 - i)
        while count > 1 and count * (self.windows.high[i + count - 1] - self.windows.low[i]) > _CELLS_AT_ONCE:
            count //= 2
        return range(i, i + count)
