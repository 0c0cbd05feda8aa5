"""Which of many documents may translate one another: by the beginnings of their texts, before any is aligned."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parallelcheck.align.units import Floats, unit_rows
from parallelcheck.model import Bead

_HOLDS = 0.6  # the score of a bead that clearly is one
_WEIGHED = 400  # characters up to which a longer passage counts for more
_AHEAD = 0.005  # of the next best: more than the directions of two copies differ
# Log odds that two documents are translations: constant, share of their texts that is aligned. Measured by
# training/likeness.py.
_ODDS = (-5.2, 9.9)


def direction(vectors: Floats, lengths: Sequence[int]) -> Floats:
    """What a text is about: the mean of the vectors of its passages (n, d), shape (d,), of length 1."""
    weights = np.minimum(np.array(lengths, np.float32), _WEIGHED)
    mean: Floats = unit_rows((vectors * weights[:, None]).sum(axis=0, keepdims=True))[0]
    return mean


def candidates(first: Floats, second: Floats, possible: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The documents of two languages, given by their directions (n, d) and (m, d), that are each other's closest among
    those that are `possible`, booleans (n, m): pairs of their indices.

    Each is closer to the other than to any third one: if there are two copies, none is chosen.
    """
    cosines = np.where(possible, first @ second.T, np.float32(-1))
    found = []
    for i, j in enumerate(cosines.argmax(axis=1)):
        rivals = np.concatenate((np.delete(cosines[i], j), np.delete(cosines[:, j], i)))
        if possible[i, j] and cosines[i, j] >= rivals.max(initial=-1) + _AHEAD:
            found.append((i, int(j)))
    return found


def held(beads: Sequence[Bead], *, in_source: bool) -> float:
    """The share of the text of one side that clearly has a counterpart."""
    sizes = [sum(len(segment.text) for segment in (bead.source if in_source else bead.target)) for bead in beads]
    clear = sum(size for size, bead in zip(sizes, beads, strict=True) if bead.score >= _HOLDS)
    return clear / sum(sizes) if any(sizes) else 0.0


def chance(held: float) -> float:
    """The probability that two documents are translations, given the share of their texts that could be aligned."""
    constant, slope = _ODDS
    return float(1 / (1 + np.exp(-(constant + slope * held))))
