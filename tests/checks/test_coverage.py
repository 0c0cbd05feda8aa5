"""Text on one side that the other side does not have: what counts, and where its lengths and likenesses speak
against it. The beads are made by hand here; the cases of the four checks go through a real alignment.
"""

from dataclasses import replace

import pytest

from parallelcheck.checks.coverage import is_loud, lone_passages, lone_sentences, neighbours
from parallelcheck.model import AlignedPair, Bead, Calibration, Document, Kind, Location, Segment

NO_DOCUMENT = Document("page.md", "markdown", ())


def passage(*sentences: str, index: int = 0, kind: Kind = Kind.PARAGRAPH) -> Segment:
    """A passage with its sentences."""
    text = " ".join(sentences)
    whole = Segment(kind, text, Location("page.md", index + 1, index + 1), index=index)
    parts = [whole.part(text.index(sentence), text.index(sentence) + len(sentence)) for sentence in sentences]
    return replace(whole, sentences=tuple(parts))


def pair_of(*beads: Bead) -> AlignedPair:
    return AlignedPair(NO_DOCUMENT, NO_DOCUMENT, beads, calibration=Calibration(length_ratio=1.0))


PROSE = passage(
    "The guard of the museum lives above the old stable with his sister.",
    "His dog sleeps under the stairs and barks whenever it is hungry.",
)
FIRST, SECOND = PROSE.sentences


def test_a_passage_without_counterpart() -> None:
    assert list(lone_passages(pair_of(Bead((PROSE,), ())), in_source=True)) == [PROSE]
    assert list(lone_passages(pair_of(Bead((PROSE,), ())), in_source=False)) == []
    assert list(lone_passages(pair_of(Bead((), (PROSE,))), in_source=False)) == [PROSE]
    assert list(lone_passages(pair_of(Bead((PROSE,), (PROSE,))), in_source=True)) == []


@pytest.mark.parametrize(
    "segment",
    [
        passage("read --all the files", kind=Kind.CODE),
        passage("A page about clocks", kind=Kind.METADATA),
        passage("12 % — 3,4"),
        passage("Menu"),
        replace(PROSE, translatable=False),
    ],
)
def test_what_no_reader_would_miss(segment: Segment) -> None:
    assert not list(lone_passages(pair_of(Bead((segment,), ())), in_source=True))


def test_a_passage_most_of_which_stands_elsewhere_is_not_missing() -> None:
    there = passage("Le gardien habite au-dessus de l’écurie.")
    moved, gone = Bead((FIRST,), there.sentences, moved=True), Bead((SECOND,), ())
    assert not list(lone_passages(pair_of(Bead((PROSE,), (), sentences=(moved, gone))), in_source=True))


def test_a_passage_most_of_which_came_from_elsewhere_is_not_added() -> None:
    there = passage("Le gardien habite au-dessus de l’écurie.", "Pas son chien.")
    moved = Bead((FIRST,), there.sentences[:1], moved=True)
    stays = Bead((PROSE,), (passage("Son chien dort sous l’escalier.", index=1),), sentences=(moved,))
    assert not list(lone_passages(pair_of(stays, Bead((), (there,))), in_source=False))


def test_a_passage_a_little_of_which_stands_elsewhere_is() -> None:
    long = passage("His dog is old.", "At night it sleeps under the stairs and dreams of all the clocks in the house.")
    moved = Bead((long.sentences[0],), passage("Son chien est vieux.").sentences, moved=True)
    bead = Bead((long,), (), sentences=(moved, Bead((long.sentences[1],), ())))
    assert list(lone_passages(pair_of(bead), in_source=True)) == [long]


def around(similarity: float, target: str, score: float = 1.0) -> AlignedPair:
    """PROSE beside a target that renders its first sentence only; the second resembles it that much."""
    there = passage(target)
    inner = Bead((FIRST,), there.sentences, 1.0, 0.9), Bead((SECOND,), (), 0.0, similarity)
    return pair_of(Bead((PROSE,), (there,), score, 0.8, inner))


SHORT = "Le gardien du musée habite au-dessus de l’ancienne écurie avec sa sœur."
AS_LONG = SHORT[:-1] + " et un chien qui aboie chaque fois qu’il a faim."


def test_a_sentence_without_counterpart() -> None:
    ((sentence, bead),) = lone_sentences(around(0.2, SHORT), in_source=True)
    assert sentence == SECOND
    assert bead.source == (PROSE,)
    assert not list(lone_sentences(around(0.2, SHORT), in_source=False))


def test_a_sentence_that_resembles_its_neighbour_was_merged_into_it() -> None:
    assert not list(lone_sentences(around(0.7, SHORT), in_source=True))


def test_a_sentence_was_merged_if_the_translation_is_as_long_as_the_whole() -> None:
    assert not list(lone_sentences(around(0.2, AS_LONG), in_source=True))


def test_the_sentences_of_passages_that_hardly_correspond_say_nothing() -> None:
    pair = around(0.2, SHORT, score=0.01)
    (bead,) = pair.beads
    unlike = tuple(replace(inner, score=0.1) for inner in bead.sentences)
    assert not list(lone_sentences(pair_of(replace(bead, sentences=unlike)), in_source=True))


def test_passages_that_correspond_but_for_a_sentence_are_not_weak() -> None:
    assert list(lone_sentences(around(0.2, SHORT, score=0.01), in_source=True))


def test_an_added_sentence_is_the_same_the_other_way_round() -> None:
    for bead in around(0.2, SHORT).beads:
        inner = tuple(replace(b, source=b.target, target=b.source) for b in bead.sentences)
        turned = pair_of(replace(bead, source=bead.target, target=bead.source, sentences=inner))
        assert [sentence for sentence, _ in lone_sentences(turned, in_source=False)] == [SECOND]
        assert not list(lone_sentences(turned, in_source=True))


@pytest.mark.parametrize(
    ("kind", "least_words", "loud"),
    [(Kind.PARAGRAPH, 13, True), (Kind.PARAGRAPH, 14, False), (Kind.CAPTION, 1, False), (Kind.METADATA, 1, False)],
)
def test_which_sentences_are_more_than_a_note(kind: Kind, least_words: int, loud: bool) -> None:
    assert is_loud(replace(FIRST, kind=kind), least_words) is loud


def test_where_a_missing_passage_would_stand() -> None:
    source = [passage(f"Passage {number}", index=number) for number in range(4)]
    target = [passage(f"Traduction {number}", index=number) for number in range(3)]
    pair = pair_of(
        Bead((source[0],), (target[1],), moved=True), Bead((source[1],), (target[0],)), Bead((source[3],), (target[2],))
    )
    assert neighbours(pair, source[2], in_source=True) == target[0]
    assert neighbours(pair, source[0], in_source=True) is None
