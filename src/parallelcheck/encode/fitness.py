"""A quick self-test of a model: does it bring translations together, and how fast?"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from parallelcheck.encode import comparable, load
from parallelcheck.encode.sample import sample
from parallelcheck.i18n import _

# The least share of translations found. Of the built-in sample, models of several languages find all but one or two
# in 280, an English one (all-MiniLM-L6-v2) hardly more than half.
LEAST = 0.9

Pairs = tuple[Sequence[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Fitness:
    """What a model does with sentences and their translations, looked for from either side.

    `precision` is the share of them whose nearest neighbour is their translation (P@1); `translations` and
    `strangers` are mean cosines, `speed` is in sentences a second, `loading` in seconds.
    """

    model: str
    asked: int
    precision: float
    translations: float
    strangers: float
    speed: float
    loading: float

    @property
    def is_fit(self) -> bool:
        """Whether documents can be compared with the model."""
        return self.precision >= LEAST

    @property
    def verdict(self) -> str:
        """The same in a sentence."""
        found = f"{round(self.precision * self.asked)} of {self.asked} translations"
        if self.is_fit:
            return _("{model} is fit to compare documents with: it finds {found}.").format(
                model=self.model, found=found
            )
        return _(
            "{model} is not fit to compare documents with: it finds only {found}, and {least:.0%} is "
            "the least; was it made for one language only?"
        ).format(model=self.model, found=found, least=LEAST)


def measure(name: str, pairs: Pairs | None = None) -> Fitness:
    """The self-test of the model of that name on sentences and their translations: the built-in sample's, English
    with French or Spanish, or others. Raises ModelError where the model cannot be used here.
    """
    left, right = pairs or sample()
    began = perf_counter()
    encoder = load(name)
    encoder.encode(["Weights are read with the first sentence."])
    loaded = perf_counter()
    compared = comparable(encoder, cache=False)
    compared.encode([""])  # learns what all texts have in common
    ready = perf_counter()
    vectors = compared.encode([*left, *right])
    ended = perf_counter()
    ours, theirs = vectors[: len(left)], vectors[len(left) :]
    cosines = ours @ theirs.T
    same = np.eye(len(left), dtype=bool)
    return Fitness(
        model=encoder.name,
        asked=2 * len(left),
        precision=precision(ours, theirs),
        translations=float(cosines[same].mean()),
        strangers=float(cosines[~same].mean()),
        speed=len(vectors) / (ended - ready),
        loading=loaded - began,
    )


def precision(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """The share of the unit rows of both sides that are nearest to the row with their number on the other side (P@1).

    A row of zeros is near to none.
    """
    cosines = left @ right.T
    own = cosines.diagonal()
    found = [own >= cosines.max(axis=axis) - 1e-6 for axis in (0, 1)]  # a sentence may stand there twice
    return float(np.mean([np.logical_and(nearest, own > 0) for nearest in found]))
