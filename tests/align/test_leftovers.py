"""The second look: what moved, alone or in a section; what is too many; what has nothing in common."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.align import align_documents
from parallelcheck.align.leftovers import nearby, pair_up
from parallelcheck.align.units import Units
from parallelcheck.config import Config
from parallelcheck.model import Bead, Document, Kind, Segment
from parallelcheck.read import read
from parallelcheck.session import Session

CORPORA = Path(__file__).parents[2] / "corpora"


@cache
def session() -> Session:
    return Session(Config())


@cache
def document(path: str) -> Document:
    content = (CORPORA / path).read_bytes()
    return session().prepare(read(content, path), "fr" if "fr" in Path(path).parts[-1] + Path(path).parts[-2] else "en")


def report(language: str) -> Document:
    return document(f"annual-report/clean/report.{language}.md")


def with_passages(original: Document, passages: list[Segment]) -> Document:
    renumbered = [
        replace(segment, index=i, sentences=tuple(replace(sentence, index=i) for sentence in segment.sentences))
        for i, segment in enumerate(passages)
    ]
    return replace(original, segments=tuple(renumbered))


def align(source: Document, target: Document) -> tuple[Bead, ...]:
    beads, _ = align_documents(source, target, (session().vectors(source), session().vectors(target)), session().norms)
    return beads


def texts(segments: tuple[Segment, ...]) -> tuple[str, ...]:
    return tuple(segment.text for segment in segments)


def couples(beads: tuple[Bead, ...]) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return {(texts(bead.source), texts(bead.target)) for bead in beads}


@cache
def in_place() -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return couples(align(report("en"), report("fr")))


@cache
def ordinary() -> list[int]:
    """Indices of French passages of fifteen words and more that have a bead of their own."""
    return [
        bead.target[0].index
        for bead in align(report("en"), report("fr"))
        if len(bead.source) == len(bead.target) == 1
        and bead.target[0].kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)
        and len(bead.target[0].text.split()) >= 15
    ]


@pytest.mark.parametrize(("one", "other"), [(3, 4), (8, 9), (2, 20), (5, 30), (14, 33)])
def test_exchanged_passages_are_each_found_beside_their_own_source(one: int, other: int) -> None:
    passages, (i, j) = list(report("fr").segments), (ordinary()[one], ordinary()[other])
    passages[i], passages[j] = passages[j], passages[i]
    assert couples(align(report("en"), with_passages(report("fr"), passages))) == in_place()


def section(heading: str) -> tuple[int, int]:
    passages = report("fr").segments
    start = next(i for i, segment in enumerate(passages) if segment.text.startswith(heading))
    ends = (i for i in range(start + 1, len(passages)) if passages[i].kind is Kind.HEADING)
    return start, next(i for i in ends if passages[i].level <= passages[start].level)


@pytest.mark.parametrize("heading", ["Ce qui a bien marché", "Listening Tide", "Où nous travaillons"])
def test_a_section_that_moved_takes_its_heading_with_it(heading: str) -> None:
    passages, (start, stop) = list(report("fr").segments), section(heading)
    moved = [*passages[:start], *passages[stop:], *passages[start:stop]]
    beads = align(report("en"), with_passages(report("fr"), moved))
    assert couples(beads) == in_place()
    assert set(texts(tuple(passages[start:stop]))) <= {
        text for bead in beads if bead.moved for text in texts(bead.target)
    }


def test_half_of_the_target_missing_is_missing_and_nothing_else() -> None:
    half = len(report("fr").segments) // 2
    beads = align(report("en"), with_passages(report("fr"), list(report("fr").segments[:half])))
    lost = {source for source, target in in_place() if not set(target) & set(texts(report("fr").segments[:half]))}
    lone = [texts(bead.source) for bead in beads if not bead.target]
    assert {text for source in lone for text in source} == {text for source in lost for text in source}
    assert not [bead for bead in beads if not bead.source]


def test_a_chapter_too_many_is_just_that() -> None:
    chapter, passages = document("policy/clean/fr/privacy.md").segments[3:12], list(report("fr").segments)
    beads = align(report("en"), with_passages(report("fr"), [*passages[:49], *chapter, *passages[49:]]))
    assert {text for bead in beads if not bead.source for text in texts(bead.target)} == set(texts(chapter))
    assert {(source, target) for source, target in couples(beads) if source} == in_place()


def test_two_documents_that_have_nothing_in_common_share_no_bead_that_holds() -> None:
    beads = align(report("en"), document("policy/clean/fr/privacy.md"))
    held = [bead for bead in beads if bead.source and bead.target and bead.score >= 0.5]
    assert sum(len(text) for bead in held for text in texts(bead.source)) < 0.1 * sum(
        len(segment.text) for segment in report("en").segments
    )


@given(st.integers(0, 20_000), st.integers(1, 20_000))
def test_every_row_is_looked_at_once_and_the_columns_in_its_place(n: int, m: int) -> None:
    parts = list(nearby(n, m))
    assert [i for rows, _ in parts for i in rows] == list(range(n))
    assert all(columns.start <= i * m // n < columns.stop for rows, columns in parts for i in rows)
    assert all(columns.start >= 0 and columns.stop <= m and len(columns) < 9000 + m / n * 64 for _, columns in parts)


def random_units(seed: int, count: int) -> Units:
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(count, 16)).astype(np.float32)
    return Units(
        vectors=vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
        anchors=np.zeros((count, 4), np.float32),
        lengths=np.full(count, 200, np.float32),
        kinds=np.zeros(count, np.int8),
        joinable=np.ones(count, np.bool_),
    )


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.permutations(range(40)), st.integers(0, 40))
def test_whatever_the_order_each_finds_its_own(seed: int, order: list[int], kept: int) -> None:
    units = random_units(seed, 40)
    pairs = pair_up(units, units.take(order[:kept]), session().norms)
    assert {(i, j) for i, j, *_ in pairs} == {(i, j) for j, i in enumerate(order[:kept])}


def test_a_text_that_stands_many_times_is_paired_each_time_once() -> None:
    units = random_units(1, 40)
    often = units.take([*range(40), 0, 0, 0])
    pairs = pair_up(often, units.take([0, 0, *range(40)]), session().norms)
    assert len({i for i, *_ in pairs}) == len({j for _, j, *_ in pairs}) == len(pairs) == 42
    assert {(i, j) for i, j, *_ in pairs if 0 < i < 40} == {(i, i + 2) for i in range(1, 40)}


def test_how_many_are_looked_at_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    units = random_units(2, 150)
    whole = [pair[:2] for pair in pair_up(units, units.take(range(149, -1, -1)), session().norms)]
    monkeypatch.setattr("parallelcheck.align.leftovers._ROWS_AT_ONCE", 7)
    assert [pair[:2] for pair in pair_up(units, units.take(range(149, -1, -1)), session().norms)] == whole
