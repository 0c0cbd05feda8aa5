"""Defects of whole passages and sections: what can be done to each passage of a real pair."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from parallelcheck.model import Kind

from .couples import PROSE, Couple, couples, own_words, sections, share_words
from .edits import Defect, Edit, lines_of
from .pairs import Original

# Where a paragraph begins like this it stands in no quotation, table or component, and another one can follow it.
_PLAIN = re.compile(r"[\w*_\[“«\"'(¿¡„]")
# What an item of a list begins with; without one, or with another one, it would go on with the item before it.
_BULLET = re.compile(r"\s*([*+.-]+(?=\s)|\d+[.)]|<li\b)")


@dataclass(frozen=True)
class Stock:
    """Passages of other documents: translations into the same language, and into a third one."""

    same: Sequence[Couple]
    third: Sequence[Couple]


def untranslated(original: Original, _stock: Stock, _random: Random) -> Iterator[Defect]:
    """Untranslated passage."""
    return (each.replaced(each.source_lines, each.source.text) for each in _translated(original, PROSE, 4))


def untranslated_heading(original: Original, _stock: Stock, _random: Random) -> Iterator[Defect]:
    """Untranslated heading."""
    return (each.replaced(each.source_lines, each.source.text) for each in _translated(original, (Kind.HEADING,), 3))


def left_beside(original: Original, _stock: Stock, random: Random) -> Iterator[Defect]:
    """Original left beside its translation."""
    for couple in _translated(original, PROSE, 4):
        if _can_be_followed(couple):
            parts = [couple.source_lines, couple.target_lines]
            random.shuffle(parts)
            yield couple.replaced([*parts[0], *_gap(couple), *parts[1]], couple.source.text)


def _translated(original: Original, kinds: Sequence[Kind], least_words: int) -> list[Couple]:
    """Those with so many words that there were to translate."""
    return [c for c in couples(original, kinds) if own_words(c.source.text, c.target.text) >= least_words]


def missing(original: Original, _stock: Stock, _random: Random) -> Iterator[Defect]:
    """Missing passage."""
    return (couple.replaced((), couple.source.text) for couple in couples(original, least_words=12))


def added(original: Original, stock: Stock, random: Random) -> Iterator[Defect]:
    """Added passage: of another document, and nothing like what the source of this one says."""
    strangers = [each for each in stock.same if each.words >= 12 and not _is_said(each, original)]
    for couple in couples(original):
        stranger = _like(couple, strangers, random)
        if stranger and _can_be_followed(couple):
            strangers.remove(stranger)
            yield _inserted(stranger, couple)


def _is_said(stranger: Couple, original: Original) -> bool:
    """Whether the source has something like it: terms of use are much alike."""
    source = original.aligned.source
    return any(share_words(stranger.source.text, segment.text) for segment in (source.segments if source else ()))


def repeated(original: Original, _stock: Stock, random: Random) -> Iterator[Defect]:
    """Repeated passage."""
    places = [place for place in couples(original) if _can_be_followed(place)]
    for couple in couples(original, least_words=4):
        place = _like(couple, places, random)
        if place:
            copy = _inserted(couple, place)
            yield Defect(copy.edits, copy.source, copy.shown, lines_of(couple.target))


def foreign(original: Original, stock: Stock, random: Random) -> Iterator[Defect]:
    """Passage in a third language."""
    strangers = [each for each in stock.third if own_words(each.target.text, each.source.text) >= 4]
    for couple in couples(original, (*PROSE, Kind.HEADING), 4):
        stranger = _like(couple, strangers, random)
        if stranger:
            strangers.remove(stranger)
            yield couple.replaced(couple.indented(stranger.target_lines), stranger.target.text)


def moved(original: Original, _stock: Stock, random: Random) -> Iterator[Defect]:
    """Moved section: a heading with what stands under it goes before or behind others of its level."""
    passages = original.aligned.target.segments
    levels: dict[int, list[tuple[int, int]]] = {}
    for start, stop in sections(passages):
        levels.setdefault(passages[start].level, []).append((start, stop))
    for several in levels.values():
        for start, stop in several:
            goals = [goal for goal in (edge for section in several for edge in section) if not start <= goal <= stop]
            if goals and _holds_prose(original, start, stop):
                yield _moved(original, start, stop, random.choice(goals))


def _moved(original: Original, start: int, stop: int, goal: int) -> Defect:
    """The passages from `start` to `stop` put before the one at `goal`. That they moved up and that those which they
    pass moved down is one and the same.
    """
    first, last, at = (_line_before(original, index) for index in (start, stop, goal))
    concerned = range(min(start, goal), max(stop, goal))
    passages = original.aligned.target.segments
    beads = [bead for bead in original.aligned.beads if any(s.index in concerned for s in bead.target)]
    return Defect(
        (Edit(first, last), Edit(at, at, (*original.pair.lines[first:last], ""))),
        frozenset().union(*(lines_of(*bead.source) for bead in beads)),
        passages[start].text,
        lines_of(*(passages[index] for index in concerned)),
    )


def _line_before(original: Original, index: int) -> int:
    """How many lines stand before a passage of the target."""
    passages = original.aligned.target.segments
    return passages[index].where.line - 1 if index < len(passages) else len(original.pair.lines)


def _holds_prose(original: Original, start: int, stop: int) -> bool:
    return any(start <= couple.target.index < stop for couple in couples(original, least_words=12))


def _like(couple: Couple, others: Sequence[Couple], random: Random) -> Couple | None:
    """Any one of the same kind, that begins alike if it is an item of a list."""
    of_kind = [
        other for other in others if other.target.kind is couple.target.kind and _bullet(other) == _bullet(couple)
    ]
    return random.choice(of_kind) if of_kind else None


def _bullet(couple: Couple) -> str:
    found = _BULLET.match(couple.target_lines[0]) if couple.target.kind is Kind.LIST_ITEM else None
    return re.sub(r"\d+", "1", found[1]) if found else ""


def _inserted(stranger: Couple, after: Couple) -> Defect:
    """A translation put behind another one."""
    at = after.target.where.end_line
    return Defect(
        (Edit(at, at, (*_gap(after), *after.indented(stranger.target_lines))),), frozenset(), stranger.target.text
    )


def _can_be_followed(couple: Couple) -> bool:
    starts = (lines[0] for lines in (couple.source_lines, couple.target_lines))
    return all(map((_BULLET if couple.target.kind is Kind.LIST_ITEM else _PLAIN).match, starts))


def _gap(couple: Couple) -> tuple[str, ...]:
    """What stands between two passages of this kind."""
    return () if couple.target.kind is Kind.LIST_ITEM else ("",)
