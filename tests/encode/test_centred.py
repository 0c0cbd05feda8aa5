"""What all texts have in common is taken out of a model's vectors, and its norms are learnt from the sample."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parallelcheck.encode import comparable, load
from parallelcheck.encode.centred import CentredEncoder
from parallelcheck.encode.sample import sample, sample_vectors


class Cone:
    """The embedded model's vectors pushed into a narrow cone, as those of many transformers are."""

    name = "cone"
    languages = frozenset({"en", "fr"})

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = load().encode(texts)
        known = np.linalg.norm(rows, axis=1, keepdims=True) > 0
        pushed = np.where(known, 0.4 * rows + np.full(rows.shape[1], 1 / 16, np.float32), 0)
        norms = np.linalg.norm(pushed, axis=1, keepdims=True)
        return np.divide(pushed, norms, out=np.zeros_like(pushed), where=norms > 0).astype(np.float32)


def test_strangers_point_in_all_directions_again() -> None:
    left, right = sample_vectors(Cone())
    centred_left, centred_right = sample_vectors(CentredEncoder(Cone()))
    strangers = ~np.eye(len(left), dtype=bool)
    assert (left @ right.T)[strangers].mean() > 0.7
    assert abs((centred_left @ centred_right.T)[strangers].mean()) < 0.1


def test_rows_are_units_or_zero_and_the_name_stays() -> None:
    encoder = CentredEncoder(Cone())
    rows = encoder.encode(["The report was published in May.", ""])
    assert np.isclose(np.linalg.norm(rows[0]), 1, atol=1e-5)
    assert not rows[1].any()
    assert (encoder.name, encoder.languages) == ("cone", {"en", "fr"})


def test_the_embedded_model_is_compared_as_it_is() -> None:
    encoder = load()
    assert comparable(encoder) is encoder


def test_the_sample_is_translations_of_many_lengths() -> None:
    left, right = sample()
    assert len(left) == len(right) == len(set(left)) >= 100
    assert min(map(len, left)) < 20
    assert max(map(len, left)) > 200
    cosines = np.einsum("nd,nd->n", *sample_vectors(load()))
    assert cosines.min() > 0.2
