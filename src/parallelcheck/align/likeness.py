"""Which of many documents may translate one another: by the beginnings of their texts, before any is aligned."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parallelcheck.align.units import Floats, unit_rows
from parallelcheck.model import Bead

_HOLDS = 0.6  # the score of a bead that clearly is one
_WEIGHED = 400  # characters up to which a longer passage counts for more
# The closest stranger among a dozen documents of one publication usually is this close. It stands in where there is
# no other document to compare with.
_STRANGER = 0.77
# Log odds that two documents are translations: constant, lead over the next best, share of the text that is aligned.
# Measured by training/likeness.py, as is what stands above.
_ODDS = (-4.7, 11.2, 7.2)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two documents by their indices, each the other's closest; `lead`: how much closer than any other is to either."""

    first: int
    second: int
    lead: float


def direction(vectors: Floats, lengths: Sequence[int]) -> Floats:
    """What a text is about: the mean of the vectors of its passages (n, d), shape (d,), of length 1."""
    weights = np.minimum(np.array(lengths, np.float32), _WEIGHED)
    mean: Floats = unit_rows((vectors * weights[:, None]).sum(axis=0, keepdims=True))[0]
    return mean


def candidates(first: Floats, second: Floats, possible: NDArray[np.bool_]) -> list[Candidate]:
    """Pairs of the documents of two languages, given by their directions (n, d) and (m, d), that are each other's
    closest among those that are `possible`, booleans (n, m).
    """
    cosines = np.where(possible, first @ second.T, np.float32(-1))
    found = []
    for i, j in enumerate(cosines.argmax(axis=1)):
        if possible[i, j] and cosines[:, j].argmax() == i:
            rivals = np.concatenate((np.delete(cosines[i], j), np.delete(cosines[:, j], i), [_STRANGER]))
            found.append(Candidate(i, int(j), float(cosines[i, j] - rivals.max())))
    return found


def held(beads: Sequence[Bead], *, in_source: bool) -> float:
    """The share of the text of one side that clearly has a counterpart."""
    sizes = [sum(len(segment.text) for segment in (bead.source if in_source else bead.target)) for bead in beads]
    clear = sum(size for size, bead in zip(sizes, beads, strict=True) if bead.score >= _HOLDS)
    return clear / sum(sizes) if any(sizes) else 0.0


def chance(lead: float, held: float) -> float:
    """The probability that two documents are translations: `held` is the share of their texts that could be aligned."""
    constant, by_lead, by_held = _ODDS
    return float(1 / (1 + np.exp(-(constant + by_lead * lead + by_held * held))))
