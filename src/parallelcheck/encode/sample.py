"""A small sample of translations, to learn what a model's similarities are worth."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parallelcheck.encode import Encoder


@cache
def sample() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """140 sentences from the documents in `corpora/`, English, and their translations, French or Spanish."""
    lines = Path(__file__).with_name("sample.tsv").read_text(encoding="utf-8").splitlines()
    left, right = zip(*(line.split("\t") for line in lines), strict=True)
    return left, right


def sample_vectors(encoder: Encoder) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The vectors of both sides, shape (140, d) each."""
    left, right = sample()
    return encoder.encode(left), encoder.encode(right)
