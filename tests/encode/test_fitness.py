from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from parallelcheck.encode import fitness
from parallelcheck.encode.fitness import Fitness, measure, precision
from parallelcheck.encode.sample import sample


def test_the_embedded_model_is_fit() -> None:
    found = measure("embedded")
    assert found.is_fit
    assert found.model.startswith("embedded:")
    assert (found.asked, found.precision > 0.98) == (280, True)
    assert found.translations > found.strangers + 0.5
    assert found.speed > 0
    assert found.verdict.startswith(f"{found.model} is fit to compare documents with: it finds 2")


def test_a_model_that_keeps_languages_apart_is_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    class Apart:
        """Every text lies near those of its own language, and its translation is as near as any other."""

        name = "apart@1"
        languages = None

        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            left, _ = sample()
            rows = [[text in left, *np.random.default_rng(len(text)).normal(size=30) / 20] for text in texts]
            return np.array(rows, np.float32).reshape(len(texts), 31)

    monkeypatch.setattr(fitness, "load", lambda _name: Apart())
    found = measure("apart")
    assert not found.is_fit
    assert found.precision < 0.5
    assert "apart@1 is not fit to compare documents with: it finds only " in found.verdict


def test_other_sentences_may_be_asked_for(tiny: Path) -> None:
    found = measure(str(tiny), (["one", "two"], ["one one", "two two"]))
    assert (found.asked, found.precision) == (4, 1)
    assert found.translations > found.strangers


def test_the_nearest_counts_from_either_side() -> None:
    left, right = np.eye(3, dtype=np.float32), np.eye(3, dtype=np.float32)
    assert precision(left, right) == 1
    assert precision(left, right[[1, 0, 2]]) == pytest.approx(1 / 3)
    assert precision(left[[0, 0, 2]], right[[0, 0, 2]]) == 1  # the same sentence twice
    assert precision(left, np.zeros_like(right)) == 0
    # The last sentence finds its translation, but that is nearer to the second sentence.
    assert precision(left, np.array([[1, 0, 0], [0, 1, 0], [0, 0.8, 0.6]], np.float32)) == pytest.approx(5 / 6)


def test_nine_in_ten_is_enough() -> None:
    def of(share: float) -> Fitness:
        return Fitness("m", 280, share, 0.5, 0.0, 1.0, 1.0)

    assert of(0.9).is_fit
    assert not of(0.89).is_fit
    assert "only 249 of 280 translations" in of(0.89).verdict
