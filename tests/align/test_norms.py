"""Norms of a model that was never measured, from a sample of its similarities."""

import numpy as np
import pytest

from parallelcheck.align import norms_for
from parallelcheck.align.norms import sample_figures
from parallelcheck.encode import load
from parallelcheck.encode.sample import sample_vectors


def measured() -> tuple[np.ndarray, np.ndarray]:
    return sample_vectors(load())


def never() -> tuple[np.ndarray, np.ndarray]:
    raise AssertionError("the embedded model's norms are stored")


def test_the_norms_of_the_embedded_model_are_those_of_this_very_version() -> None:
    assert norms_for(load().name, never).knots


def test_what_evidence_is_worth_is_taken_over_for_any_model() -> None:
    assert norms_for("another model", measured).odds == norms_for(load().name, never).odds


def test_a_model_with_the_same_similarities_gets_the_same_norms() -> None:
    stored, found = norms_for(load().name, never), norms_for("another model", measured)
    assert found.translation_mean == pytest.approx(stored.translation_mean, abs=1e-3)
    assert found.stranger_deviation == pytest.approx(stored.stranger_deviation, abs=1e-3)


def test_a_model_of_lower_similarities_gets_lower_norms() -> None:
    """Half of every vector is the text's own noise: all cosines are halved."""

    def noisy() -> tuple[np.ndarray, np.ndarray]:
        left, right = measured()
        zeros = np.zeros_like(left)
        return np.hstack([left, left, zeros]) / np.sqrt(2), np.hstack([right, zeros, right]) / np.sqrt(2)

    stored, found = norms_for(load().name, never), norms_for("another model", noisy)
    assert found.translation_mean == pytest.approx([mean / 2 for mean in stored.translation_mean], abs=0.02)
    assert found.translation_deviation == pytest.approx([d / 2 for d in stored.translation_deviation], abs=0.02)


def test_figures_of_a_sample() -> None:
    left = np.eye(3, dtype=np.float32)
    figures = sample_figures(left, left)
    assert (figures.translation_mean, figures.translation_deviation) == (1.0, 0.0)
    assert (figures.stranger_mean, figures.stranger_deviation) == (0.0, 0.0)
