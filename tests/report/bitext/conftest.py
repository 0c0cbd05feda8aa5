"""Alignments written by hand: what each format is shown."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from parallelcheck.model import AlignedPair, Bead, Document, Kind, Location, ScanResult, Segment, Twin

FORMULAS = ("=1+1", "+41 22 000 00 00", "-5 °C", "@SUM(A1)", "https://example.org/", "12.50", "{=A1}", "mailto:a@b.org")


@pytest.fixture
def pair(result: ScanResult) -> AlignedPair:
    """The pair of rapport.tsv, in which two headings changed places and the passage left in English repeats one."""
    aligned = result.pairs[0]
    beads = [replace(bead, moved=bead.target[:1] == aligned.target.segments[2:3]) for bead in aligned.beads]
    left = next(segment for segment in aligned.target.segments if segment.where.line == 9)
    twin = Twin(aligned.target.segments[1], left, "repetition", 0.9, 0.9)
    return replace(aligned, beads=tuple(beads), twins=(twin,))


@pytest.fixture
def unlike() -> AlignedPair:
    """Passages that spreadsheets take for something else, one with none on the other side, and two against one."""
    source, target = (
        tuple(Segment(Kind.PARAGRAPH, text, Location(path, 2 * n + 1, 2 * n + 2), n) for n, text in enumerate(texts))
        for path, texts in (("a.md", FORMULAS), ("b.md", FORMULAS[::-1]))
    )
    beads = (Bead(source[:2], target[:1], 0.51239), Bead(source[2:3], ()), *map(one_to_one, source[3:], target[3:]))
    return AlignedPair(Document("a.md", "markdown", source, "en"), Document("b.md", "markdown", target, "fr"), beads)


def one_to_one(source: Segment, target: Segment) -> Bead:
    return Bead((source,), (target,), 0.9)


@pytest.fixture(scope="session")
def saying() -> Callable[[str], AlignedPair]:
    """A bead that has one text on both sides, and in its paths."""

    def build(text: str) -> AlignedPair:
        sides = [
            Document(path, "markdown", (Segment(Kind.PARAGRAPH, text, Location(path, 1, 1, label=text)),), language)
            for path, language in ((text, "en"), (f"{text}x", "fr"))
        ]
        return AlignedPair(sides[0], sides[1], (one_to_one(*(side.segments[0] for side in sides)),))

    return build
