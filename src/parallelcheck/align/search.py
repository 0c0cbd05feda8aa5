"""From units to scored beads: coarse to fine on long documents, and twice, to learn what is normal here."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parallelcheck.align.path import Shape, Span, Windows, best_path
from parallelcheck.align.score import PASSAGES, Norms, Priors, Scorer, shifted
from parallelcheck.align.units import Units

# Above this many cells the table is searched only around the path of a coarser one.
_WHOLE_TABLE = 40_000
# Units on either side of a coarse path (Thompson and Koehn 2019 use ten; insertions need more).
_MARGIN = 24
# A bead with this much evidence tells what translations of this pair look like.
_CLEAR = 0.9
# But not where hardly any passages of the shorter side have one: strangers must not teach what translations look like.
_SHARE = 0.2


@dataclass(frozen=True)
class Match:
    """A bead by the indices of its units, with its probability and the cosine of its sides."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float = 0.0
    similarity: float = 0.0
    moved: bool = False


def align_units(source: Units, target: Units, norms: Norms, priors: Priors) -> tuple[list[Match], Norms]:
    """The best path, and the norms shifted to this pair of documents, which it was found with."""
    n, m = len(source), len(target)
    if not n or not m:
        return _all_alone(n, m), norms
    loose = Scorer(source, target, norms.loosened(), priors)
    first = _path(loose)
    norms = _learn(loose, first, norms)
    scorer = Scorer(source, target, norms, priors)
    windows = Windows.whole(n, m) if n * m <= _WHOLE_TABLE else Windows.around(first, n, m, _MARGIN)
    return _score(scorer, best_path(n, m, scorer.costs(), windows)), norms


def align_within(source: Units, target: Units, norms: Norms, priors: Priors) -> list[Match]:
    """The best path under norms that are already known: sentences inside a bead of passages."""
    n, m = len(source), len(target)
    if n * m > _WHOLE_TABLE:  # a whole document in one passage
        return align_units(source, target, norms, priors)[0]
    scorer = Scorer(source, target, norms, priors)
    return _score(scorer, best_path(n, m, scorer.costs(), Windows.whole(n, m)))


def score_pairs(source: Units, target: Units, pairs: Sequence[tuple[int, int]], norms: Norms) -> list[Match]:
    """Units that are known to belong together, with their scores."""
    if not pairs:
        return []
    return _score(Scorer(source, target, norms, PASSAGES), [(i, i + 1, j, j + 1) for i, j in pairs])


def _all_alone(n: int, m: int) -> list[Match]:
    return [*(Match((i,), ()) for i in range(n)), *(Match((), (j,)) for j in range(m))]


def _path(scorer: Scorer) -> list[Span]:
    n, m = len(scorer.source), len(scorer.target)
    if n * m <= _WHOLE_TABLE:
        windows = Windows.whole(n, m)
    else:
        coarse = Scorer(scorer.source.halved(), scorer.target.halved(), scorer.norms, scorer.priors)
        doubled = [(2 * i0, 2 * i1, 2 * j0, 2 * j1) for i0, i1, j0, j1 in _path(coarse)]
        windows = Windows.around(doubled, n, m, _MARGIN)
    return best_path(n, m, scorer.costs(), windows)


def _score(scorer: Scorer, spans: Sequence[Span]) -> list[Match]:
    """Probability and similarity of each span; a null has neither."""
    scores = dict.fromkeys(spans, (0.0, 0.0))
    by_shape: dict[Shape, list[Span]] = defaultdict(list)
    for i0, i1, j0, j1 in spans:
        if i1 > i0 and j1 > j0:
            by_shape[i1 - i0, j1 - j0].append((i0, i1, j0, j1))
    for shape, alike in by_shape.items():
        rows, columns = np.array([span[0] for span in alike]), np.array([span[2] for span in alike])
        chances = scorer.chance(shape, rows, columns)
        similarities = scorer.similarity(shape, rows, columns)
        scores |= zip(alike, zip(chances.tolist(), similarities.tolist(), strict=True), strict=True)
    return [Match(tuple(range(i0, i1)), tuple(range(j0, j1)), *scores[i0, i1, j0, j1]) for i0, i1, j0, j1 in spans]


def _learn(scorer: Scorer, path: Sequence[Span], norms: Norms) -> Norms:
    singles = [(i0, j0) for i0, i1, j0, j1 in path if i1 - i0 == j1 - j0 == 1]
    rows, columns = np.array(singles, np.int64).reshape(-1, 2).T
    clear = scorer.evidence((1, 1), rows, columns) >= _CLEAR
    if clear.sum() < max(1, _SHARE * min(len(scorer.source), len(scorer.target))):
        return norms
    rows, columns = rows[clear], columns[clear]
    left, right = scorer.source.lengths[rows], scorer.target.lengths[columns]
    return shifted(norms, scorer.cosine((1, 1), rows, columns), np.minimum(left, right), np.log(right / left))
