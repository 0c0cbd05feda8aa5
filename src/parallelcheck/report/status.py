"""How the beads of two documents stand to one another, in one word each."""

from collections.abc import Sequence
from enum import StrEnum

from parallelcheck.model import AlignedPair, Bead, Segment


class Status(StrEnum):
    """What a bead says of its passages."""

    ALIGNED = "aligned"  # they translate one another, in the order of the documents
    MOVED = "moved"  # they translate one another, in another order
    MISSING = "missing"  # the target has nothing that says this
    ADDED = "added"  # the source has nothing that says this
    REPEATED = "repeated"  # so it is, and the target says it elsewhere too


def statuses(pair: AlignedPair, beads: Sequence[Bead]) -> tuple[Status, ...]:
    """The status of each of these beads of the pair."""
    repeated = {
        passage.index
        for twin in pair.twins
        if twin.relation == "repetition"
        for passage in (twin.first, twin.second)
        if _is_whole(passage, pair.target.segments)
    }
    return tuple(_status(bead, repeated) for bead in beads)


def _status(bead: Bead, repeated: set[int]) -> Status:
    if bead.source and bead.target:
        return Status.MOVED if bead.moved else Status.ALIGNED
    if bead.source:
        return Status.MISSING
    return Status.REPEATED if all(passage.index in repeated for passage in bead.target) else Status.ADDED


def _is_whole(segment: Segment, passages: Sequence[Segment]) -> bool:
    """Whether a twin is a whole passage: one sentence said twice does not make its passage one that is."""
    return segment.text == passages[segment.index].text
