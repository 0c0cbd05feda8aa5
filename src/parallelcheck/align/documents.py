"""Two documents into beads: passages, then the sentences inside them, then what moved."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from parallelcheck.align.leftovers import exchanged, join_replaced, nearby, pair_up, place_moved
from parallelcheck.align.rest import take_in_rest
from parallelcheck.align.score import PASSAGES, SENTENCES_OF_PASSAGES, Norms, Priors
from parallelcheck.align.search import Match, align_units, align_within, score_pairs
from parallelcheck.align.units import Floats, Rarity, Units, units
from parallelcheck.model import Bead, Calibration, Document, Segment

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
    if source.is_keyed and target.is_keyed:
        matches = _by_key(left, right, norms)
    else:
        matches, norms = align_units(left.units, right.units, norms, priors)
        matches = take_in_rest(matches, left.units, right.units, norms)
        matches = [part for match in matches for part in _without_lone_passages(match, left, right, norms)]
        matches = place_moved(matches, left.units, right.units, norms)
        matches = join_replaced(matches, left.units, right.units, norms)
    beads = [_bead(match, left, right, norms) for match in matches]
    if source.is_keyed and target.is_keyed:
        beads = _with_owners(beads, exchanged(matches, left.units, right.units, norms), source)
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


def _with_owners(beads: Sequence[Bead], owners: Mapping[int, int], source: Document) -> list[Bead]:
    """The beads, those whose message has the translation of another one with that one."""
    return [
        replace(bead, belongs_to=source.segments[owners[bead.target[0].index]])
        if bead.target and bead.target[0].index in owners
        else bead
        for bead in beads
    ]


def _without_lone_passages(match: Match, left: _Side, right: _Side, norms: Norms) -> Iterator[Match]:
    """A match of several passages without those of which no sentence has a counterpart in it, and these after it."""
    inner = _sentence_beads(match, left, right, norms) if max(len(match.source), len(match.target)) > 1 else ()
    paired = [bead for bead in inner if bead.source and bead.target]
    if not paired:
        yield match
        return
    held_source = {sentence.index for bead in paired for sentence in bead.source}
    held_target = {sentence.index for bead in paired for sentence in bead.target}
    source = tuple(i for i in match.source if left.segments[i].index in held_source)
    target = tuple(j for j in match.target if right.segments[j].index in held_target)
    yield replace(match, source=source, target=target)
    yield from (Match((i,), ()) for i in match.source if i not in source)
    yield from (Match((), (j,)) for j in match.target if j not in target)


def _bead(match: Match, left: _Side, right: _Side, norms: Norms) -> Bead:
    source = tuple(left.segments[i] for i in match.source)
    target = tuple(right.segments[j] for j in match.target)
    return Bead(source, target, match.score, match.similarity, _sentence_beads(match, left, right, norms), match.moved)


def _sentence_beads(match: Match, left: _Side, right: _Side, norms: Norms) -> tuple[Bead, ...]:
    ours = [sentence for i in match.source for sentence in left.segments[i].sentences]
    theirs = [sentence for j in match.target for sentence in right.segments[j].sentences]
    if len(ours) == len(theirs) == 1:
        return (Bead((ours[0],), (theirs[0],), match.score, match.similarity),)
    if not ours or not theirs:
        return ()
    units = left.sentence_units(ours), right.sentence_units(theirs)
    found = take_in_rest(align_within(*units, norms, SENTENCES_OF_PASSAGES), *units, norms)
    found = join_replaced(found, *units, norms)
    closest = _closest(units[0].vectors, units[1].vectors), _closest(units[1].vectors, units[0].vectors)
    return tuple(_sentence_bead(inner, ours, theirs, closest) for inner in found)


def _closest(ours: Floats, theirs: Floats) -> Floats:
    """The similarity of each row to the one of the other side that resembles it most, shape (rows,)."""
    closest = np.empty(len(ours), np.float32)
    for rows, columns in nearby(len(ours), len(theirs)):
        similar = ours[rows.start : rows.stop] @ theirs[columns.start : columns.stop].T
        closest[rows.start : rows.stop] = similar.max(axis=1)
    return closest


def _sentence_bead(
    match: Match, ours: Sequence[Segment], theirs: Sequence[Segment], closest: tuple[Floats, Floats]
) -> Bead:
    """A sentence alone keeps the similarity of what resembles it most among the sentences that it was aligned with."""
    if match.source and match.target:
        similarity = match.similarity
    else:
        similarity = float(closest[0][match.source[0]] if match.source else closest[1][match.target[0]])
    return Bead(tuple(ours[i] for i in match.source), tuple(theirs[j] for j in match.target), match.score, similarity)


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
