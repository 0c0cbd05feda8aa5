from dataclasses import replace

import pytest

from parallelcheck.model import AlignedPair, Bead, Document, Kind, Location, Segment, Twin
from parallelcheck.report.status import Status, statuses


def passage(path: str, index: int, text: str) -> Segment:
    return Segment(Kind.PARAGRAPH, text, Location(path, index + 1, index + 1), index)


@pytest.fixture
def pair() -> AlignedPair:
    """A passage in its place, one that moved, one missing, and two added; the last of these repeats the first."""
    source = tuple(passage("a.md", index, f"source {index}") for index in range(3))
    target = tuple(passage("b.md", index, f"target {index}. And so on.") for index in range(4))
    beads = (
        Bead(source[:1], target[:1], 0.9),
        Bead((), target[1:2]),
        Bead(source[1:2], target[2:3], 0.9, moved=True),
        Bead(source[2:], ()),
        Bead((), target[3:]),
    )
    twins = (Twin(target[0], target[3], "repetition", 0.9, 0.9),)
    return AlignedPair(Document("a.md", "markdown", source), Document("b.md", "markdown", target), beads, twins)


def test_every_bead_has_a_status(pair: AlignedPair) -> None:
    assert statuses(pair, pair.beads) == (
        Status.ALIGNED,
        Status.ADDED,
        Status.MOVED,
        Status.MISSING,
        Status.REPEATED,
    )


def test_a_sentence_said_twice_does_not_repeat_the_passages_that_it_stands_in(pair: AlignedPair) -> None:
    (twin,) = pair.twins
    sentences = replace(twin, first=twin.first.part(0, 9), second=twin.second.part(0, 9))
    assert statuses(replace(pair, twins=(sentences,)), pair.beads)[-1] is Status.ADDED


def test_a_translation_beside_it_is_no_repetition(pair: AlignedPair) -> None:
    (twin,) = pair.twins
    assert statuses(replace(pair, twins=(replace(twin, relation="translation"),)), pair.beads)[-1] is Status.ADDED
