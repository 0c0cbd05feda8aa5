"""Coarse to fine on long documents, and the scores that the search asks for."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.align import PASSAGES, SENTENCES
from parallelcheck.align.score import Scorer
from parallelcheck.align.search import Match, align_units, align_within
from parallelcheck.align.units import Rarity, Units, units
from parallelcheck.config import Config
from parallelcheck.read import read
from parallelcheck.session import Session

CLEAN = Path(__file__).parents[2] / "corpora" / "annual-report" / "clean"


@cache
def session() -> Session:
    return Session(Config())


@cache
def sentences() -> tuple[Units, Units]:
    """All sentences of a document of a hundred passages, English and French."""
    sides = []
    for language in ("en", "fr"):
        document = session().prepare(read((CLEAN / f"report.{language}.md").read_bytes(), "report.md"), language)
        sides.append([sentence for segment in document.segments for sentence in segment.sentences])
    rarity = Rarity(*sides)
    rows = [session().encoder.encode([sentence.text for sentence in side]) for side in sides]
    return units(sides[0], rows[0], rarity), units(sides[1], rows[1], rarity)


def coarse_to_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parallelcheck.align.search._WHOLE_TABLE", 1000)


def beads(matches: list[Match]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(match.source, match.target) for match in matches]


def test_around_a_coarse_path_the_same_is_found_as_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    everywhere, _ = align_units(*sentences(), session().norms, SENTENCES)
    coarse_to_fine(monkeypatch)
    assert beads(align_units(*sentences(), session().norms, SENTENCES)[0]) == beads(everywhere)


@pytest.mark.parametrize("gap", [range(40, 90), range(150), range(100, 182)])
def test_a_long_gap_is_found_around_a_coarse_path(monkeypatch: pytest.MonkeyPatch, gap: range) -> None:
    source, target = sentences()
    rest = target.take([j for j in range(len(target)) if j not in gap])
    everywhere, _ = align_units(source, rest, session().norms, SENTENCES)
    coarse_to_fine(monkeypatch)
    assert beads(align_units(source, rest, session().norms, SENTENCES)[0]) == beads(everywhere)


def test_a_document_in_one_passage_is_aligned_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = sentences()
    lacking = target.take([j for j in range(len(target)) if j % 9])
    everywhere = align_within(source, lacking, session().norms, SENTENCES)
    coarse_to_fine(monkeypatch)
    found = align_within(source, lacking, session().norms, SENTENCES)
    assert len(set(beads(found)) & set(beads(everywhere))) > 0.95 * len(everywhere)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100), st.integers(1, 12), st.integers(0, 100), st.integers(1, 12))
def test_a_table_says_of_each_bead_what_is_said_of_it_alone(i: int, height: int, j: int, width: int) -> None:
    scorer = Scorer(*sentences(), session().norms, PASSAGES)
    table = scorer.match(range(i, i + height), range(j, j + width))
    for scores, (a, b), (_, prior) in zip(table, scorer.costs().shapes, PASSAGES.shapes, strict=True):
        ends = [(row, column) for row in range(i, i + height) for column in range(j, j + width)]
        inside = [(row - a, column - b) for row, column in ends if row >= a and column >= b]
        assert np.isfinite(scores).sum() == len(inside)
        if inside:
            rows, columns = np.array(inside).T
            alone = scorer.evidence((a, b), rows, columns) + prior
            assert np.allclose(scores[np.isfinite(scores)], alone, atol=1e-2)
