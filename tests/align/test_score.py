"""What the evidence for two texts is worth as a probability."""

import math
from functools import cache
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.align.score import Norms
from parallelcheck.align.search import score_pairs
from parallelcheck.align.units import Rarity, Units, units
from parallelcheck.config import Config
from parallelcheck.model import Kind, Location, Segment
from parallelcheck.read import read
from parallelcheck.session import Session

CORPORA = Path(__file__).parents[2] / "corpora"


@cache
def session() -> Session:
    return Session(Config())


def norms() -> Norms:
    return session().norms


def as_units(*sides: list[Segment]) -> list[Units]:
    rarity = Rarity(*sides)
    return [units(side, session().encoder.encode([segment.text for segment in side]), rarity) for side in sides]


@cache
def policy() -> list[Units]:
    """A document in English and in French, whose passages translate one another one by one."""
    paths = [CORPORA / "policy" / "clean" / language / "privacy.md" for language in ("en", "fr")]
    return as_units(*(list(read(path.read_bytes(), path.name).segments) for path in paths))


def scores(pairs: list[tuple[int, int]]) -> np.ndarray:
    return np.array([match.score for match in score_pairs(*policy(), pairs, norms())])


@given(st.floats(-40, 40), st.floats(0.01, 20), st.floats(1, 5000))
def test_more_evidence_never_makes_it_less_probable(evidence: float, more: float, characters: float) -> None:
    less, better = norms().odds.chance(np.float32([evidence, evidence + more]), np.log(np.float32(characters)))
    assert 0 <= less <= better <= 1


def test_translations_and_strangers_get_the_probabilities_that_they_should() -> None:
    count = len(policy()[0])
    assert len(policy()[1]) == count > 20
    own = scores([(i, i) for i in range(count)])
    neighbours = scores([(i, i + 1) for i in range(count - 1)])
    strangers = scores([(i, (i + count // 2) % count) for i in range(count)])
    assert np.mean(own) > 0.9
    assert np.mean(neighbours) < 0.1
    assert np.mean(strangers) < 0.1
    brier = [np.mean((own - 1) ** 2), np.mean(neighbours**2), np.mean(strangers**2)]
    assert max(brier) < 0.06


def test_a_label_looks_never_as_certain_as_a_passage() -> None:
    texts = "Contact", "The library opened its new reading room in the spring, and many visitors came at once."
    side = [Segment(Kind.PARAGRAPH, text, Location("a", i, i), index=i) for i, text in enumerate(texts)]
    short, long = (match.score for match in score_pairs(*as_units(side, side), [(0, 0), (1, 1)], norms()))
    assert 0.8 < short < 0.999 < long


def test_evidence_says_less_of_a_short_text() -> None:
    short, long = (norms().odds.chance(np.float32([-8, 8]), np.float32(math.log(n))) for n in (6, 300))
    assert long[0] < short[0] < 0.5 < short[1] < long[1]
