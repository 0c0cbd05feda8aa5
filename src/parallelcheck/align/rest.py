"""The rest of long beads: nine items of a list in one paragraph, a passage whose every line stands by itself.

The path joins four units at most. Where units were left alone beside such a bead, it goes on with them one by one, as
long as the two sides become more alike for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from parallelcheck.align.score import PASSAGES, Norms, Scorer
from parallelcheck.align.search import Match
from parallelcheck.align.units import Units

# Units on one side from which on a bead may be the beginning of a longer one.
_MANY = 3
# Units on one side from which on a bead goes on no further: bounds the time for a passage against thousands of lines.
_MOST = 100
# Log probability that a bead goes on; what it would cost to leave the unit alone instead stands against it.
_GOES_ON = -1.2
# Log-likelihood ratio of the cosine of a part with the whole other side. Of a part that is half as long as that, 0.42
# speaks neither way; what a smaller part shares with the whole falls with the root of its share.
_SLOPE, _MIDDLE, _LIMITS = 7.0, 0.6, (-3.0, 0.5)


def take_in_rest(matches: Sequence[Match], source: Units, target: Units, norms: Norms) -> list[Match]:
    """The matches, those of many units with the units left alone beside them that belong to them."""
    free = (
        {i for m in matches if not m.target for i in m.source},
        {j for m in matches if not m.source for j in m.target},
    )
    growing = _Growing((source, target), free, norms)
    grown = [growing.grown(match) if max(len(match.source), len(match.target)) >= _MANY else match for match in matches]
    return [
        m for m in grown if (m.source and m.target) or (free[0].issuperset(m.source) and free[1].issuperset(m.target))
    ]


@dataclass(frozen=True)
class _Growing:
    """The units of the two sides; `free` are those that were left alone."""

    sides: tuple[Units, Units]
    free: tuple[set[int], set[int]]
    norms: Norms

    def grown(self, match: Match) -> Match:
        """The match with one unit after the other, as long as that is better than to leave it alone."""
        while max(len(match.source), len(match.target)) < _MOST:
            gain, wider = max(self._wider(match), key=lambda pair: pair[0], default=(-np.inf, match))
            if gain < 0:
                return match
            match = wider
            self.free[0].difference_update(match.source)
            self.free[1].difference_update(match.target)
        return match

    def _wider(self, match: Match) -> Iterator[tuple[float, Match]]:
        """The match with one unit more, and by how much that is better than to leave the unit alone."""
        before = self._scored(match.source, match.target)[0]
        for side, held in enumerate((match.source, match.target)):
            for new, beside, beyond in ((held[0] - 1, held[0], held[0] - 2), (held[-1] + 1, held[-1], held[-1] + 2)):
                if new in self.free[side] and self._may_join(side, new, beside):
                    both = [match.source, match.target]
                    part = self._part(side, new, both[1 - side])
                    both[side] = tuple(sorted((*held, new)))
                    after, chance, similarity = self._scored(*both)
                    alone = PASSAGES.null + (0.0 if beyond in self.free[side] else PASSAGES.opening)
                    gain = after - before + part + _GOES_ON - alone
                    yield gain, Match(both[0], both[1], chance, similarity, match.moved)

    def _may_join(self, side: int, new: int, beside: int) -> bool:
        units = self.sides[side]
        return bool(units.joinable[new] and units.joinable[beside] and units.kinds[new] == units.kinds[beside])

    def _scored(self, rows: tuple[int, ...], columns: tuple[int, ...]) -> tuple[float, float, float]:
        """Evidence, probability and similarity of two blocks as wholes."""
        source, target = (side.joined(block) for side, block in zip(self.sides, (rows, columns), strict=True))
        scorer, at = Scorer(source, target, self.norms, PASSAGES), np.zeros(1, np.int64)
        measures = scorer.evidence, scorer.chance, scorer.similarity
        evidence, chance, similarity = (float(measure((1, 1), at, at)[0]) for measure in measures)
        return evidence, chance, similarity

    def _part(self, side: int, new: int, others: tuple[int, ...]) -> float:
        """What a unit by itself says of belonging to the other side."""
        whole = self.sides[1 - side].joined(others)
        ratio = self.norms.length_ratio if side == 0 else 1 / self.norms.length_ratio
        share = min(0.5, float(self.sides[side].lengths[new] * ratio / whole.lengths[0]))
        similarity = float(self.sides[side].vectors[new] @ whole.vectors[0])
        return float(np.clip(_SLOPE * (similarity - _MIDDLE * np.sqrt(share)), *_LIMITS))
