"""Which documents are each other's closest."""

import numpy as np
import pytest

from parallelcheck.align import candidates, chance, direction, held
from parallelcheck.model import Bead, Kind, Location, Segment


def unit(*rows: tuple[float, ...]) -> np.ndarray:
    found = np.array(rows, np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_a_document_is_about_what_its_longer_passages_are_about() -> None:
    vectors = unit((1, 0), (0, 1))
    assert direction(vectors, [100, 100]) == pytest.approx([0.5**0.5, 0.5**0.5])
    assert direction(vectors, [300, 1])[0] > 0.99
    assert direction(vectors, [9000, 400])[0] == pytest.approx(0.5**0.5)
    assert direction(np.zeros((1, 2), np.float32), [5]).tolist() == [0, 0]


def test_documents_that_are_each_others_closest() -> None:
    first, second = unit((1, 0.1, 0), (0, 1, 0), (0.9, 0.2, 0.4)), unit((0, 1, 0.1), (1, 0, 0))
    assert candidates(first, second, np.ones((3, 2), bool)) == [(0, 1), (1, 0)]


def test_what_is_impossible_is_neither_chosen_nor_a_rival() -> None:
    first, second = unit((1, 0), (0.8, 0.6)), unit((1, 0.05), (1, 0.1))
    possible = np.array([[False, True], [True, False]])
    assert candidates(first, second, possible) == [(0, 1), (1, 0)]
    assert candidates(first, second, np.zeros((2, 2), bool)) == []


def test_a_pair_needs_no_rivals() -> None:
    assert candidates(unit((1, 0)), unit((0, 1)), np.ones((1, 1), bool)) == [(0, 0)]


def test_neither_of_two_copies_is_chosen() -> None:
    first, second = unit((1, 0), (0, 1)), unit((1, 0.01), (1, 0.01), (0, 1))
    assert candidates(first, second, np.ones((2, 3), bool)) == [(1, 2)]


def test_the_chance_grows_with_what_is_aligned() -> None:
    assert chance(1.0) > 0.95 > chance(0.6) > chance(0.3) > 0.05 > chance(0.0)


def test_the_share_that_is_aligned() -> None:
    def passage(text: str) -> Segment:
        return Segment(Kind.PARAGRAPH, text, Location("a.md", 1, 1))

    beads = (
        Bead((passage("x" * 30),), (passage("y" * 10),), score=0.9),
        Bead((passage("x" * 60),), (passage("y" * 10),), score=0.2),
        Bead((passage("x" * 10),), ()),
    )
    assert held(beads, in_source=True) == pytest.approx(0.3)
    assert held(beads, in_source=False) == pytest.approx(0.5)
    assert held((), in_source=True) == 0
