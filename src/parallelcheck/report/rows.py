"""Two documents laid out side by side: which row each passage stands in, and what is marked in it."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from parallelcheck.model import AlignedPair, Bead, Document, Finding, Segment, Severity

SideName = Literal["source", "target"]
SIDES: tuple[SideName, SideName] = ("target", "source")
Key = tuple[SideName, int]  # a passage of the pair: its side and its index there


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of a passage's text. `findings` are the numbers of those that mark it, `severity` is the gravest
    of theirs, `language` what the marked text was found to be in.
    """

    text: str
    findings: tuple[int, ...] = ()
    severity: Severity | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """`[start:end]` of a passage, marked by a finding."""

    start: int
    end: int
    finding: int
    severity: Severity
    language: str | None


@dataclass(frozen=True, slots=True)
class Layout:
    """A pair as rows. `beads` holds every passage of both documents once, in reading order; those from the
    row numbers in `uncompared` are passages that alignment left out. `rows` says which row a passage is in.
    """

    id: str
    pair: AlignedPair
    beads: tuple[Bead, ...]
    uncompared: frozenset[int]
    rows: Mapping[Key, int]

    def document(self, side: SideName) -> Document | None:
        """The document on one side."""
        return self.pair.source if side == "source" else self.pair.target

    def key(self, segment: Segment, side: SideName) -> Key | None:
        """Where `segment`, or the passage it is a sentence of, stands on that side."""
        document = self.document(side)
        here = document is not None and document.path == segment.where.path and (side, segment.index) in self.rows
        return (side, segment.index) if here else None

    def holds(self, finding: Finding) -> bool:
        """Whether all passages of the finding are in this pair."""
        return all(self.key(segment, side) for side, segment in sides(finding))

    def row_of(self, finding: Finding) -> int:
        """The row in which the finding begins; it must be held."""
        return self.rows["target" if finding.target else "source", (finding.target or finding.source)[0].index]

    def side(self, segment: Segment) -> SideName | None:
        """The side on which `segment` stands, if it is in this pair."""
        found: list[SideName] = [side for side in SIDES if self.key(segment, side)]
        # A catalogue has both languages in one file: only the text tells them apart.
        found.sort(key=lambda side: segment.text not in self.passage((side, segment.index)).text)
        return found[0] if found else None

    def anchor(self, segment: Segment) -> str:
        """The id of the row in which `segment` stands; "" if in none."""
        side = self.side(segment)
        return self.row_id(self.rows[side, segment.index]) if side else ""

    def row_id(self, number: int) -> str:
        """What a page calls a row, counted from 0."""
        return f"{self.id}-r{number + 1}"

    def passage(self, key: Key) -> Segment:
        """The whole passage."""
        side, index = key
        bead = self.beads[self.rows[key]]
        return next(segment for segment in (bead.source if side == "source" else bead.target) if segment.index == index)


def sides(finding: Finding) -> Iterator[tuple[SideName, Segment]]:
    """The passages and sentences that a finding is about."""
    yield from (("target", segment) for segment in finding.target)
    yield from (("source", segment) for segment in finding.source)


def lay_out(id_: str, pair: AlignedPair) -> Layout:
    """The rows of a pair: its beads in the order of the target, then whatever alignment left out."""
    left_out = list(_left_out(pair))
    beads = _in_reading_order([*pair.beads, *left_out])
    rows: dict[Key, int] = {}
    for number, bead in enumerate(beads):
        rows |= {("source", segment.index): number for segment in bead.source}
        rows |= {("target", segment.index): number for segment in bead.target}
    uncompared = {id(bead) for bead in left_out}
    return Layout(
        id=id_,
        pair=pair,
        beads=tuple(beads),
        uncompared=frozenset(number for number, bead in enumerate(beads) if id(bead) in uncompared),
        rows=rows,
    )


def share_out(findings: Iterable[Finding], layouts: Sequence[Layout]) -> list[list[Finding]]:
    """The findings of each pair in the order of its rows, and last those that no pair holds.

    One source may have several translations, and a finding about the source alone may not say which of them
    lacks the passage: it goes where the passage has no counterpart, a second one like it to the next such pair.
    """
    shared: list[list[Finding]] = [[] for _ in range(len(layouts) + 1)]
    taken: Counter[tuple[int, str, int]] = Counter()
    for finding in findings:
        first = (finding.target or finding.source)[0]
        fitting = [number for number, layout in enumerate(layouts) if layout.holds(finding)]
        number = min(
            fitting,
            key=lambda at: (_unlike(layouts[at], finding), taken[at, finding.check, first.index]),
            default=len(layouts),
        )
        taken[number, finding.check, first.index] += 1
        shared[number].append(finding)
    for layout, own in zip(layouts, shared, strict=False):
        own.sort(key=layout.row_of)
    return shared


def stretches(layout: Layout, numbered: Iterable[tuple[int, Finding]]) -> dict[Key, tuple[Stretch, ...]]:
    """The text of every passage that one of the numbered findings marks, cut where marks begin and end."""
    marks: defaultdict[Key, list[Mark]] = defaultdict(list)
    for number, finding in numbered:
        for side, segment in sides(finding):
            key: Key = (side, segment.index)
            start = segment.offset - layout.passage(key).offset
            verdict = segment.identified
            language = verdict.language if verdict.status == "decided" else None
            marks[key].append(Mark(start, start + len(segment.text), number, finding.severity, language))
    return {key: tuple(_cut(layout.passage(key).text, own)) for key, own in marks.items()}


def _unlike(layout: Layout, finding: Finding) -> tuple[bool, bool]:
    bead = layout.beads[layout.row_of(finding)]
    return not all(layout.anchor(related.segment) for related in finding.also), bool(bead.source and bead.target)


def _left_out(pair: AlignedPair) -> Iterator[Bead]:
    source = {segment.index for bead in pair.beads for segment in bead.source}
    target = {segment.index for bead in pair.beads for segment in bead.target}
    if pair.source is not None:
        yield from (Bead((segment,), ()) for segment in pair.source.segments if segment.index not in source)
    yield from (Bead((), (segment,)) for segment in pair.target.segments if segment.index not in target)


def _in_reading_order(beads: Iterable[Bead]) -> list[Bead]:
    """The beads in the order of the target, those of the source alone after what precedes them in the source."""
    beads = list(beads)
    rows = sorted((bead for bead in beads if bead.target), key=lambda bead: bead.target[0].index)
    anchors = sorted((bead.source[-1].index, at) for at, bead in enumerate(rows) if bead.source and not bead.moved)
    following: defaultdict[int, list[Bead]] = defaultdict(list)
    for bead in sorted((bead for bead in beads if not bead.target), key=lambda bead: bead.source[0].index):
        before = bisect_left(anchors, (bead.source[0].index, 0)) - 1
        following[anchors[before][1] if before >= 0 else -1].append(bead)
    return following[-1] + [placed for at, row in enumerate(rows) for placed in (row, *following[at])]


def _cut(text: str, marks: Sequence[Mark]) -> Iterator[Stretch]:
    edges = {0, len(text)} | {edge for mark in marks for edge in (mark.start, mark.end) if 0 < edge < len(text)}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        over = sorted((mark for mark in marks if mark.start < end and mark.end > start), key=lambda m: -m.severity)
        yield Stretch(
            text[start:end],
            findings=tuple(dict.fromkeys(mark.finding for mark in over)),
            severity=over[0].severity if over else None,
            language=next((mark.language for mark in over if mark.language), None),
        )
