"""Where something stands: which pair of sentences of a bead holds it, and whether the source has it too."""

from collections.abc import Sequence

from parallelcheck.model import AlignedPair, Bead, Segment

Place = tuple[int, int, int]  # of a passage or sentence: index of the passage, offset in it, length


def sentence_pairs(bead: Bead) -> tuple[Bead, ...]:
    """The beads of the sentences of a bead; the bead itself where its sentences were not aligned."""
    return bead.sentences or (bead,)


def pair_around(passage: Segment, offset: int, sides: Sequence[Sequence[Segment]]) -> int:
    """Which of these, one side of every sentence pair of a bead, holds `passage.text[offset]`: its index."""
    starts = [(s.offset, at) for at, sentences in enumerate(sides) for s in sentences if s.index == passage.index]
    return max((start for start in starts if start[0] <= offset), default=(0, 0))[1]


def place(segment: Segment) -> Place:
    """A passage and its first sentence begin at the same place, but not for the same length."""
    return segment.index, segment.offset, len(segment.text)


def counterparts(pair: AlignedPair) -> dict[Place, Bead]:
    """The beads of the passages and sentences of the target that are aligned with something."""
    return {
        place(segment): group
        for bead in pair.beads
        for group in (*bead.sentences, bead)
        if group.source
        for segment in group.target
    }


def answered(pair: AlignedPair) -> frozenset[Place]:
    """Passages and sentences of the target that translate something: both of two such were in the source."""
    return frozenset(
        place(segment)
        for bead in pair.beads
        if len(bead.source) and len(bead.target)
        for group in (bead, *bead.sentences)
        if group.source and len(group.target) <= len(group.source) + 1 and _distinct(group.target)
        for segment in group.target
    )


def _distinct(segments: tuple[Segment, ...]) -> bool:
    return len({segment.text for segment in segments}) == len(segments)
