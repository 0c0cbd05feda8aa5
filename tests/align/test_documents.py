"""Whole documents aligned with the embedded model: what is there, what is missing, what moved."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.align import align_documents
from parallelcheck.config import Config
from parallelcheck.model import Bead, Document, Kind, Segment
from parallelcheck.read import read
from parallelcheck.session import Session

CORPORA = Path(__file__).parents[2] / "corpora"


@cache
def session() -> Session:
    return Session(Config())


@cache
def report(language: str) -> Document:
    path = CORPORA / "annual-report" / "clean" / f"report.{language}.md"
    return session().prepare(read(path.read_bytes(), path.name), language)


def align(source: Document, target: Document) -> tuple[Bead, ...]:
    vectors = session().vectors(source), session().vectors(target)
    beads, _ = align_documents(source, target, vectors, session().norms)
    return beads


def with_passages(document: Document, passages: list[Segment]) -> Document:
    def renumbered(segment: Segment, index: int) -> Segment:
        sentences = tuple(replace(sentence, index=index) for sentence in segment.sentences)
        return replace(segment, index=index, sentences=sentences)

    return replace(document, segments=tuple(renumbered(s, i) for i, s in enumerate(passages)))


def texts(segments: tuple[Segment, ...]) -> list[str]:
    return [segment.text for segment in segments]


def alone(beads: tuple[Bead, ...]) -> tuple[list[str], list[str]]:
    return (
        [text for bead in beads if not bead.target for text in texts(bead.source)],
        [text for bead in beads if not bead.source for text in texts(bead.target)],
    )


def test_a_document_with_itself_is_the_identity() -> None:
    beads = align(report("fr"), report("fr"))
    assert [(texts(bead.source), texts(bead.target)) for bead in beads] == [
        ([segment.text], [segment.text]) for segment in report("fr").segments
    ]


def test_a_translation_leaves_nothing_alone() -> None:
    assert alone(align(report("en"), report("fr"))) == ([], [])


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_every_passage_is_in_one_bead_whatever_is_left_of_the_two(data: st.DataObject) -> None:
    sides = []
    for language in ("en", "fr"):
        passages = report(language).segments
        kept = data.draw(st.lists(st.sampled_from(range(len(passages))), max_size=40))
        sides.append(with_passages(report(language), [passages[i] for i in kept]))
    assert_complete(sides[0], sides[1])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["keep", "keep", "keep", "drop", "double", "join", "swap"]), min_size=10, max_size=40))
def test_every_passage_and_sentence_is_in_one_bead_however_the_translation_was_edited(edits: list[str]) -> None:
    passages = list(report("fr").segments[: len(edits)])
    for at, edit in reversed(list(enumerate(edits))):
        one, following = passages[at], passages[at + 1 : at + 2]
        if edit == "drop":
            del passages[at]
        elif edit == "double":
            passages.insert(at, one)
        elif edit == "swap":
            passages[at : at + 2] = [*following, one]
        elif edit == "join" and following:
            passages[at : at + 2] = [joined(one, following[0])]
    source = with_passages(report("en"), list(report("en").segments[: len(edits)]))
    assert_complete(source, with_passages(report("fr"), passages))


def joined(one: Segment, other: Segment) -> Segment:
    start = len(one.text) + 1
    sentences = tuple(replace(sentence, offset=sentence.offset + start) for sentence in other.sentences)
    marks = tuple(replace(mark, start=mark.start + start, end=mark.end + start) for mark in other.marks)
    return replace(
        one,
        text=f"{one.text} {other.text}",
        marks=(*one.marks, *marks),
        sentences=(*one.sentences, *sentences),
    )


def assert_complete(source: Document, target: Document) -> None:
    """Every passage is in one bead, no sentence in two, and every sentence of passages that are aligned in one."""
    beads = align(source, target)
    for side, document in enumerate((source, target)):
        sides = [(bead, (bead.source, bead.target)[side]) for bead in beads]
        assert sorted(s.index for _, held in sides for s in held) == list(range(len(document.segments)))
        inner = [s for bead in beads for one in bead.sentences for s in (one.source, one.target)[side]]
        spots = [(sentence.index, sentence.offset) for sentence in inner]
        assert len(set(spots)) == len(spots)
        aligned = [s for bead, held in sides if bead.source and bead.target for s in held]
        assert {(s.index, s.offset) for passage in aligned for s in passage.sentences} <= set(spots)


def test_a_passage_that_was_taken_out_of_the_source_is_the_one_that_was_added() -> None:
    text, index = ordinary()[7]
    rest = [segment for segment in report("en").segments if segment.text != text]
    added = report("fr").segments[index].text
    assert alone(align(with_passages(report("en"), rest), report("fr"))) == ([], [added])


@cache
def ordinary() -> list[tuple[str, int]]:
    """Passages of fifteen words and more: the text of the source, the index of its translation."""
    return [
        (bead.source[0].text, bead.target[0].index)
        for bead in align(report("en"), report("fr"))
        if len(bead.source) == len(bead.target) == 1
        and bead.source[0].kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)
        and len(bead.source[0].text.split()) >= 15
    ]


@pytest.mark.parametrize("number", range(0, 40, 4))
def test_a_passage_that_was_taken_out_is_the_one_that_is_missing(number: int) -> None:
    missing, index = ordinary()[number]
    rest = [segment for segment in report("fr").segments if segment.index != index]
    assert alone(align(report("en"), with_passages(report("fr"), rest))) == ([missing], [])


def test_a_run_of_passages_that_was_taken_out_is_missing_whole() -> None:
    lost = {index for _, index in ordinary()[5:11]}
    rest = [segment for segment in report("fr").segments if segment.index not in lost]
    assert alone(align(report("en"), with_passages(report("fr"), rest)))[0] == [text for text, _ in ordinary()[5:11]]


def test_a_passage_that_moved_is_found_and_marked() -> None:
    text, index = ordinary()[3]
    passages = list(report("fr").segments)
    passages.append(passages.pop(index))
    beads = align(report("en"), with_passages(report("fr"), passages))
    assert alone(beads) == ([], [])
    assert [text] in [texts(bead.source) for bead in beads if bead.moved]


def test_a_passage_that_was_replaced_stands_in_a_weak_bead() -> None:
    text, index = ordinary()[6]
    passages = list(report("fr").segments)
    other = "Le conseil municipal a voté l’achat de trois autobus électriques, qui rouleront dès le mois de septembre."
    passages[index] = replace(passages[index], text=other, marks=(), sentences=())
    target = session().prepare(with_passages(report("fr"), passages), "fr")
    beads = align(report("en"), target)
    assert alone(beads) == ([], [])
    assert [texts(bead.source) for bead in beads if bead.score < 0.1] == [[text]]


def test_an_empty_side() -> None:
    empty = with_passages(report("fr"), [])
    assert alone(align(report("en"), empty)) == (texts(report("en").segments), [])
    assert align(empty, empty) == ()
