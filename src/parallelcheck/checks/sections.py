"""Sections: a heading and what stands under it, up to the next heading of whatever level."""

from collections.abc import Iterator
from dataclasses import dataclass

from parallelcheck.model import AlignedPair, Document, Kind, Segment


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the passages under it, without those under the next one."""

    heading: Segment
    passages: tuple[Segment, ...]


def aligned_sections(pair: AlignedPair) -> Iterator[tuple[Section, Section]]:
    """Sections of source and target whose headings translate one another, in the target's order."""
    if pair.source is None:
        return
    sources, targets = _sections(pair.source), _sections(pair.target)
    for source, target in aligned_headings(pair):
        yield sources[source.index], targets[target.index]


def aligned_headings(pair: AlignedPair) -> Iterator[tuple[Segment, Segment]]:
    """Headings of source and target that translate one another, one to one, in the target's order."""
    for bead in pair.beads:
        if len(bead.source) == len(bead.target) == 1 and bead.source[0].kind is bead.target[0].kind is Kind.HEADING:
            yield bead.source[0], bead.target[0]


def headings_above(document: Document) -> dict[int, Segment]:
    """Under which heading each passage stands, by the passage's index."""
    return {passage.index: section.heading for section in _sections(document).values() for passage in section.passages}


def _sections(document: Document) -> dict[int, Section]:
    """All sections of a document, by the index of their heading."""
    starts = [segment.index for segment in document.segments if segment.kind is Kind.HEADING]
    ends = [*starts[1:], len(document.segments)]
    return {
        start: Section(document.segments[start], document.segments[start + 1 : end])
        for start, end in zip(starts, ends, strict=False)
    }
