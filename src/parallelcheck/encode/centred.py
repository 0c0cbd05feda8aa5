"""An encoder around another one: takes out what all texts have in common."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from parallelcheck.encode import Encoder, unit_rows
from parallelcheck.encode.sample import sample


class CentredEncoder:
    """Vectors with the mean of the sample's taken out, and made one long again.

    The texts of many transformers all lie in one narrow cone, where any two have a cosine of .8 (Ethayarajh 2019);
    about its middle they point in all directions.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @property
    def name(self) -> str:
        """That of the model."""
        return self._encoder.name

    @property
    def languages(self) -> frozenset[str] | None:
        """Those of the model."""
        return self._encoder.languages

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder`."""
        rows = self._encoder.encode(texts)
        known = np.linalg.norm(rows, axis=1, keepdims=True) > 0
        return unit_rows(np.where(known, rows - self._centre, np.float32(0)))

    @cached_property
    def _centre(self) -> NDArray[np.float32]:
        left, right = sample()
        mean: NDArray[np.float32] = self._encoder.encode([*left, *right]).mean(axis=0)
        return mean
