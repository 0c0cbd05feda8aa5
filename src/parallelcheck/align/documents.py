"""Two documents into beads: passages, then the sentences inside them, then what moved."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from parallelcheck.align.leftovers import join_replaced, pair_up, place_moved
from parallelcheck.align.score import PASSAGES, SENTENCES, Norms, Priors
from parallelcheck.align.search import Match, align_units, align_within, score_pairs
from parallelcheck.align.units import Floats, Rarity, Units, units
from parallelcheck.model import Bead, Calibration, Document, Kind, Segment

Spot = tuple[int, int]  # a sentence: index of its passage, offset in it


@dataclass(frozen=True, eq=False)
class Vectors:
    """Unit rows for the passages of a document, shape (n, d), and for the sentences of each of them, (k, d)."""

    passages: Floats
    sentences: tuple[Floats, ...]


def align_documents(
    source: Document,
    target: Document,
    vectors: tuple[Vectors, Vectors],
    norms: Norms,
    priors: Priors = PASSAGES,
) -> tuple[tuple[Bead, ...], Norms]:
    """Every segment of both sides in exactly one bead, in target order; and the norms of this pair.

    Segments are passages, or with `priors` SENTENCES the sentences of a running text.
    """
    rarity = Rarity(source.segments, target.segments)
    left, right = _Side(source, vectors[0], rarity), _Side(target, vectors[1], rarity)
    if _keyed(source) and _keyed(target):
        matches = _by_key(left, right, norms)
    else:
        matches, norms = align_units(left.units, right.units, norms, priors)
        matches = place_moved(matches, left.units, right.units, norms)
        matches = join_replaced(matches, left.units, right.units, norms)
    beads = [part for match in matches for part in _without_lone_passages(_bead(match, left, right, norms))]
    return tuple(_with_moved_sentences(beads, left, right, norms)), norms


def calibration(norms: Norms) -> Calibration:
    """The norms of a pair as reports show them: those of a passage of 100 characters."""

    def at_100(values: tuple[float, ...]) -> float:
        return float(np.interp(np.log(100.0), np.log(norms.knots), values))

    return Calibration(
        translations=at_100(norms.translation_mean) + norms.shift,
        translations_deviation=at_100(norms.translation_deviation),
        strangers=at_100(norms.stranger_mean),
        strangers_deviation=at_100(norms.stranger_deviation),
        length_ratio=norms.length_ratio,
    )


class _Side:
    """One document with its arrays."""

    def __init__(self, document: Document, vectors: Vectors, rarity: Rarity) -> None:
        self.segments = document.segments
        self.units = units(document.segments, vectors.passages, rarity)
        self._rarity = rarity
        self._rows = {
            _spot(sentence): row
            for segment, rows in zip(document.segments, vectors.sentences, strict=False)
            for sentence, row in zip(segment.sentences, rows, strict=True)
        }

    def sentence_units(self, sentences: Sequence[Segment]) -> Units:
        """Sentences as units."""
        return units(sentences, np.stack([self._rows[_spot(sentence)] for sentence in sentences]), self._rarity)


def _spot(sentence: Segment) -> Spot:
    return sentence.index, sentence.offset


def _keyed(document: Document) -> bool:
    return all(segment.kind is Kind.MESSAGE and segment.key for segment in document.segments)


def _by_key(left: _Side, right: _Side, norms: Norms) -> list[Match]:
    """Messages by their id, in source order, then those that only the target has."""
    places: dict[str | None, list[int]] = defaultdict(list)
    for j, segment in enumerate(right.segments):
        places[segment.key].append(j)
    pairs = [(i, places[segment.key].pop(0)) for i, segment in enumerate(left.segments) if places[segment.key]]
    paired = {match.source[0]: match for match in score_pairs(left.units, right.units, pairs, norms)}
    return [
        *(paired.get(i, Match((i,), ())) for i in range(len(left.segments))),
        *(Match((), (j,)) for j in sorted(j for left_over in places.values() for j in left_over)),
    ]


def _bead(match: Match, left: _Side, right: _Side, norms: Norms) -> Bead:
    source = tuple(left.segments[i] for i in match.source)
    target = tuple(right.segments[j] for j in match.target)
    ours = [sentence for segment in source for sentence in segment.sentences]
    theirs = [sentence for segment in target for sentence in segment.sentences]
    if len(ours) == len(theirs) == 1:
        inner: tuple[Bead, ...] = (Bead((ours[0],), (theirs[0],), match.score, match.similarity),)
    elif ours and theirs:
        units = left.sentence_units(ours), right.sentence_units(theirs)
        found = join_replaced(align_within(*units, norms, SENTENCES), *units, norms)
        similar = units[0].vectors @ units[1].vectors.T
        inner = tuple(_sentence_bead(match, ours, theirs, similar) for match in found)
    else:
        inner = ()
    return Bead(source, target, match.score, match.similarity, inner, match.moved)


def _sentence_bead(match: Match, ours: Sequence[Segment], theirs: Sequence[Segment], similar: Floats) -> Bead:
    """A sentence alone keeps the similarity of what resembles it most among the sentences that it was aligned with."""
    if match.source and match.target:
        similarity = match.similarity
    else:
        similarity = float((similar[match.source[0]] if match.source else similar[:, match.target[0]]).max())
    return Bead(tuple(ours[i] for i in match.source), tuple(theirs[j] for j in match.target), match.score, similarity)


def _without_lone_passages(bead: Bead) -> Iterator[Bead]:
    """A bead of several passages without those of which no sentence has a counterpart, and these after it."""
    paired = [inner for inner in bead.sentences if inner.source and inner.target]
    source_held = {sentence.index for inner in paired for sentence in inner.source}
    target_held = {sentence.index for inner in paired for sentence in inner.target}
    lone_source = [s for s in bead.source if len(bead.source) > 1 and paired and s.index not in source_held]
    lone_target = [s for s in bead.target if len(bead.target) > 1 and paired and s.index not in target_held]
    yield replace(
        bead,
        source=tuple(s for s in bead.source if s not in lone_source),
        target=tuple(s for s in bead.target if s not in lone_target),
        sentences=tuple(
            inner
            for inner in bead.sentences
            if inner in paired
            or {s.index for s in inner.source} & source_held
            or {s.index for s in inner.target} & target_held
        )
        if lone_source or lone_target
        else bead.sentences,
    )
    yield from (Bead((s,), ()) for s in lone_source)
    yield from (Bead((), (s,)) for s in lone_target)


def _with_moved_sentences(beads: Sequence[Bead], left: _Side, right: _Side, norms: Norms) -> Iterator[Bead]:
    """Sentences left alone on both sides, in whatever passages, that translate one another after all: they come
    to stand, marked as moved, with the source's passage.
    """
    lone_source = [s for bead in beads for s in _lone(bead.source, [b.source for b in bead.sentences if b.target])]
    lone_target = [s for bead in beads for s in _lone(bead.target, [b.target for b in bead.sentences if b.source])]
    if not lone_source or not lone_target:
        yield from beads
        return
    pairs = pair_up(left.sentence_units(lone_source), right.sentence_units(lone_target), norms)
    found = {
        _spot(lone_source[i]): Bead((lone_source[i],), (lone_target[j],), score, similarity, moved=True)
        for i, j, score, similarity in pairs
    }
    gone = {_spot(lone_target[j]) for _, j, *_ in pairs}
    for bead in beads:
        inner = bead.sentences or tuple(Bead((s,), ()) for p in bead.source for s in p.sentences)
        kept = [b for b in inner if b.source or _spot(b.target[0]) not in gone]
        yield replace(
            bead,
            sentences=tuple(b if b.target else found.get(_spot(b.source[0]), b) for b in kept),
        )


def _lone(passages: Sequence[Segment], aligned: Sequence[tuple[Segment, ...]]) -> Iterator[Segment]:
    held = {_spot(sentence) for group in aligned for sentence in group}
    return (s for passage in passages for s in passage.sentences if _spot(s) not in held)
