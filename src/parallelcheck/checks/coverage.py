"""What the two directions of coverage share: text on one side that the other side does not have."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

from parallelcheck.checks.policy import words
from parallelcheck.model import AlignedPair, Bead, Document, Kind, MarkKind, Segment

# Below this probability the passages of a bead hardly translate one another: `weak-match` speaks, and what its
# sentences correspond to says nothing.
WEAK = 0.1
# By how much (natural logarithm of a likelihood ratio) the lengths of two passages may speak for a sentence having
# been merged into its neighbours, and it still counts as missing.
_MERGED = 2.0
# Cosine from which on a sentence without a bead of its own resembles one of the other passage so much that it was
# merged into it: of sentences that were really dropped 92 % stay below.
_RESEMBLES = 0.5
_PLURAL_FORM = re.compile(r"(.+)\[(?:zero|one|two|few|many)\]", re.DOTALL)  # of a message


def lone_passages(pair: AlignedPair, *, in_source: bool) -> Iterator[Segment]:
    """Passages without counterpart that a reader would miss: prose, not code or metadata, and not those of which
    most sentences stand elsewhere.
    """
    moved = moved_characters(pair, in_source=in_source)
    counterpart = pair.target if in_source else pair.source
    elsewhere = _images(counterpart)
    keys = frozenset(segment.key for segment in counterpart.segments) if counterpart else frozenset()
    for bead in pair.beads:
        side, other = (bead.source, bead.target) if in_source else (bead.target, bead.source)
        if side and not other and not (_images_of(side) & elsewhere):
            yield from (
                s for s in side if _is_prose(s) and not _is_spare(s, keys) and moved[s.index] < 0.5 * len(s.text)
            )


def moved_characters(pair: AlignedPair, *, in_source: bool) -> Counter[int]:
    """How many characters of each passage, by its index, are sentences that have a counterpart elsewhere."""
    moved: Counter[int] = Counter()
    for inner in (inner for bead in pair.beads for inner in bead.sentences if inner.moved):
        for sentence in inner.source if in_source else inner.target:
            moved[sentence.index] += len(sentence.text)
    return moved


def _images(document: Document | None) -> frozenset[str]:
    return _images_of(document.segments) if document else frozenset()


def _images_of(segments: Sequence[Segment]) -> frozenset[str]:
    """Addresses of images: one that both sides show has its text on both, however freely it was written anew."""
    return frozenset(mark.value for s in segments for mark in s.marks if mark.kind is MarkKind.IMAGE and mark.value)


def _is_prose(segment: Segment) -> bool:
    """Whether it is text; of a message that the file itself says is untranslated `catalogue` speaks."""
    text = segment.kind not in (Kind.CODE, Kind.METADATA) and segment.translatable and words(segment.text) >= 2
    return text and segment.state != "untranslated"


def _is_spare(segment: Segment, keys: frozenset[str | None]) -> bool:
    """Whether it is a plural form that the other language need not have: French has “many”, and English has not."""
    form = _PLURAL_FORM.fullmatch(segment.key or "")
    return form is not None and f"{form[1]}[other]" in keys


def lone_sentences(pair: AlignedPair, *, in_source: bool) -> Iterator[tuple[Segment, Bead]]:
    """Sentences without counterpart inside aligned passages, with the bead of these passages, where the lengths
    of the passages say so too.
    """
    for bead in pair.beads:
        if not bead.source or not bead.target or is_weak(bead):
            continue
        for inner in bead.sentences:
            side, other = (inner.source, inner.target) if in_source else (inner.target, inner.source)
            if side and not other and inner.similarity < _RESEMBLES:
                yield from ((s, bead) for s in side if _merged(pair, bead, s, in_source=in_source) < _MERGED)


def is_weak(bead: Bead, probability: float = WEAK) -> bool:
    """Whether the passages of a bead hardly translate one another, and not because of some sentences only that the
    other side does not have.
    """
    held = sum(len(s.text) for inner in bead.sentences if inner.target and inner.score >= 0.3 for s in inner.source)
    shorter = min(sum(len(s.text) for s in side) for side in (bead.source, bead.target))
    return bead.score < probability and (len(bead.sentences) == 1 or held < 0.5 * shorter)


def is_loud(sentence: Segment, least_words: int) -> bool:
    """Whether a sentence without counterpart is more than a note: alternative texts are often written anew."""
    return sentence.kind not in (Kind.CAPTION, Kind.METADATA) and words(sentence.text) >= least_words


def _merged(pair: AlignedPair, bead: Bead, sentence: Segment, *, in_source: bool) -> float:
    """How much more likely the lengths of the two passages are with the sentence rendered than without it, as a
    logarithm, when the log ratio of lengths is normal (Gale and Church 1993).
    """
    ratio = pair.calibration.length_ratio
    source = sum(len(s.text) for s in bead.source) * ratio
    target = float(sum(len(s.text) for s in bead.target))
    without = (source - len(sentence.text) * ratio, target) if in_source else (source, target - len(sentence.text))
    if min(without) <= 0:
        return float("inf")
    return (log(without[1] / without[0]) ** 2 - log(target / source) ** 2) / (2 * length_variance(source, target))


def length_variance(one: float, other: float) -> float:
    """How much the log ratio of the lengths of two translations of one another varies, in characters."""
    return 0.02 + 5.0 / min(one, other)


def neighbours(pair: AlignedPair, segment: Segment, *, in_source: bool) -> Segment | None:
    """The passage on the other side before which a lone passage's counterpart would be looked for."""
    before: Segment | None = None
    for bead in pair.beads:
        side, other = (bead.source, bead.target) if in_source else (bead.target, bead.source)
        if side and other and side[-1].index < segment.index and not bead.moved:
            before = other[-1]
    return before
