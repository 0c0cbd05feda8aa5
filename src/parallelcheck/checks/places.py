"""Where in a bead something stands: which pair of sentences holds it."""

from collections.abc import Sequence

from parallelcheck.model import Bead, Segment


def sentence_pairs(bead: Bead) -> tuple[Bead, ...]:
    """The beads of the sentences of a bead; the bead itself where its sentences were not aligned."""
    return bead.sentences or (bead,)


def pair_around(passage: Segment, offset: int, sides: Sequence[Sequence[Segment]]) -> int:
    """Which of these, one side of every sentence pair of a bead, holds `passage.text[offset]`: its index."""
    starts = [(s.offset, at) for at, sentences in enumerate(sides) for s in sentences if s.index == passage.index]
    return max((start for start in starts if start[0] <= offset), default=(0, 0))[1]
