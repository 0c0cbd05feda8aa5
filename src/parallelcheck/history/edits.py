"""What became of the passages of a document since an older version of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parallelcheck.model import AlignedPair, Document, Edit, Segment

Encode = Callable[[Sequence[str]], NDArray[Any]]
# By index, the passages that are not as they were, with what they were and how similar that is.
Unlike = Mapping[int, tuple[Segment, float] | None]

# Cosine from which on a passage is an edited one and not another one in its place.
_SAME_PASSAGE = 0.6
_BLOCK = 1000  # passages that are compared at once, lest a long document that was rewritten take all memory


def unlike(before: Document, after: Document, encode: Encode) -> Unlike:
    """The passages of `after` that are not in `before`, by their index, each with what it was; None for a new one.

    Only the text counts: where it stands, and its links and marks, may have changed.
    """
    then, now = Counter(s.text for s in before.segments), Counter(s.text for s in after.segments)
    old, new = _beyond(before.segments, now), _beyond(after.segments, then)
    return {segment.index: None for segment in new} | _matched(old, new, encode)


def one_sided(pair: AlignedPair, source: Unlike, target: Unlike, commit: str) -> Iterator[Edit]:
    """The passages that were edited since a commit while those that they are aligned with were not."""
    for bead in pair.beads:
        if not any(segment.index in target for segment in bead.target):
            yield from edits(bead.source, bead.target, source, commit)
        if not any(segment.index in source for segment in bead.source):
            yield from edits(bead.target, bead.source, target, commit)


def edits(side: Sequence[Segment], counterpart: tuple[Segment, ...], changed: Unlike, commit: str) -> Iterator[Edit]:
    """The passages of one side of a bead that were edited; none where nothing translates them."""
    for segment in side if counterpart else ():
        was = changed.get(segment.index)
        if was:
            before, similarity = was
            place = replace(before.where, label=f"{before.where.place} in {commit}")
            yield Edit(replace(before, where=place, sentences=()), segment, counterpart, commit, similarity)


def _beyond(segments: Sequence[Segment], other: Counter[str]) -> list[Segment]:
    """The passages whose text the other version does not have, or not as often."""
    left = Counter(other)
    found = []
    for segment in segments:
        if left[segment.text]:
            left[segment.text] -= 1
        else:
            found.append(segment)
    return found


def _matched(old: Sequence[Segment], new: Sequence[Segment], encode: Encode) -> dict[int, tuple[Segment, float] | None]:
    """Which of the new passages was which of the old ones: the message with its key, the most similar ones first."""
    if not old or not new:
        return {}
    before, after = (encode([segment.text for segment in side]) for side in (old, new))
    keys = {segment.key: i for i, segment in enumerate(old) if segment.key}
    same = ((keys[s.key], j) for j, s in enumerate(new) if s.key in keys) if keys else _most_similar(before, after)
    return {new[j].index: (old[i], float(before[i] @ after[j])) for i, j in same}


def _most_similar(before: NDArray[Any], after: NDArray[Any]) -> Iterator[tuple[int, int]]:
    """Pairs of rows that are similar enough, no row twice."""
    likely: list[tuple[float, int, int]] = []
    for start in range(0, len(after), _BLOCK):
        similarity = before @ after[start : start + _BLOCK].T
        likely += [
            (-float(similarity[i, j]), int(i), start + int(j)) for i, j in np.argwhere(similarity >= _SAME_PASSAGE)
        ]
    taken: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted(likely):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j
