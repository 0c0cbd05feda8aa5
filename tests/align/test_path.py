"""The search against a plain recursion that tries everything."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.align.path import Costs, Shape, Span, Windows, best_path

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1))


def _costs(seed: int, n: int, m: int, opening: float) -> Costs:
    """Random ones; a bead that would begin outside the table scores minus infinity."""
    random = np.random.default_rng(seed)
    table = random.normal(-1, 2, (len(SHAPES), n + 1, m + 1)).astype(np.float32)
    for scores, (a, b) in zip(table, SHAPES, strict=True):
        scores[:a], scores[:, :b] = -np.inf, -np.inf
    return Costs(
        shapes=SHAPES,
        match=lambda rows, columns: table[:, rows.start : rows.stop, columns.start : columns.stop],
        source_null=random.normal(-1, 0.5, n).astype(np.float32),
        target_null=random.normal(-1, 0.5, m).astype(np.float32),
        opening=opening,
    )


def _match(costs: Costs, shape: Shape, i: int, j: int) -> float:
    return float(costs.match(range(i, i + 1), range(j, j + 1))[SHAPES.index(shape), 0, 0])


def _score(path: list[Span], costs: Costs) -> float:
    total, before = 0.0, "match"
    for i0, i1, j0, j1 in path:
        if i1 > i0 and j1 > j0:
            total += _match(costs, (i1 - i0, j1 - j0), i1, j1)
            before = "match"
            continue
        state = "source" if i1 > i0 else "target"
        total += float(costs.source_null[i0] if i1 > i0 else costs.target_null[j0])
        total += costs.opening if state != before else 0.0
        before = state
    return total


def _best_score(n: int, m: int, costs: Costs) -> float:
    @cache
    def best(i: int, j: int, state: str) -> float:
        if i == j == 0:
            return 0.0 if state == "match" else -np.inf
        if state == "source":
            step, before, null = (i - 1, j), "source", costs.source_null[i - 1] if i else 0.0
        elif state == "target":
            step, before, null = (i, j - 1), "target", costs.target_null[j - 1] if j else 0.0
        else:
            return max(
                (
                    max(best(i - a, j - b, s) for s in ("match", "source", "target")) + _match(costs, (a, b), i, j)
                    for a, b in SHAPES
                    if i >= a and j >= b
                ),
                default=-np.inf,
            )
        if min(step) < 0:
            return -np.inf
        return max(
            best(*step, s) + (0.0 if s == before else costs.opening) for s in ("match", "source", "target")
        ) + float(null)

    return max(best(n, m, state) for state in ("match", "source", "target"))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 8), st.integers(0, 8), st.sampled_from([0.0, -0.7, -3.0]))
def test_nothing_scores_better_than_the_path(seed: int, n: int, m: int, opening: float) -> None:
    costs = _costs(seed, n, m, opening)
    path = best_path(n, m, costs, Windows.whole(n, m))
    assert np.isclose(_score(path, costs), _best_score(n, m, costs), atol=1e-4)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 150), st.integers(0, 150))
def test_every_unit_is_in_one_span_in_order(seed: int, n: int, m: int) -> None:
    path = best_path(n, m, _costs(seed, n, m, -1.0), Windows.whole(n, m))
    assert [i for i0, i1, _, _ in path for i in range(i0, i1)] == list(range(n))
    assert [j for _, _, j0, j1 in path for j in range(j0, j1)] == list(range(m))


def test_a_window_around_the_best_path_finds_it_again() -> None:
    costs = _costs(7, 90, 110, -1.0)
    path = best_path(90, 110, costs, Windows.whole(90, 110))
    assert best_path(90, 110, costs, Windows.around(path, 90, 110, 4)) == path


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 60), st.integers(0, 60))
def test_how_many_rows_are_scored_at_once_changes_nothing(seed: int, n: int, m: int) -> None:
    costs = _costs(seed, n, m, -1.0)
    path = best_path(n, m, costs, Windows.whole(n, m))
    for rows, cells in ((1, 10_000), (7, 10_000), (64, 100)):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("parallelcheck.align.path._ROWS_AT_ONCE", rows)
            patched.setattr("parallelcheck.align.path._CELLS_AT_ONCE", cells)
            assert best_path(n, m, costs, Windows.whole(n, m)) == path


def test_a_gap_as_long_as_the_document_needs_no_table_of_all_cells() -> None:
    """Two thousand units of one side only: the window follows the path along both edges."""
    n = m = 2000
    shapes = ((1, 1),)
    looked_at: list[int] = []

    def match(rows: range, columns: range) -> np.ndarray:
        looked_at.append(len(rows) * len(columns))
        return np.full((1, len(rows), len(columns)), -100, np.float32)

    nulls = np.full(n, -1, np.float32)
    along = [(i, i + 1, 0, 0) for i in range(n)] + [(n, n, j, j + 1) for j in range(m)]
    assert best_path(n, m, Costs(shapes, match, nulls, nulls, -1.0), Windows.around(along, n, m, 10)) == along
    assert sum(looked_at) < 60 * (n + m)
