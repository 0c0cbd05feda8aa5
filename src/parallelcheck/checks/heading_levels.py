"""The check `heading-levels`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from parallelcheck.checks.sections import aligned_headings
from parallelcheck.i18n import _, ngettext
from parallelcheck.model import AlignedPair, Bead, Finding, Kind, Profile, Segment, Severity


@dataclass(frozen=True)
class HeadingLevels:
    """A heading that has another level than in the source, or that is a heading in one of the two documents only.

    The outline of a document is its table of contents, and how people who do not see it find their way (WCAG 1.3.1).

    **Example.** “## Fees” is translated as “### Cotisations”, or as “**Cotisations**”.

    **Stays silent** where all headings of the document are deeper or higher by the same, for its title stands
    elsewhere; about headings without counterpart, of which other checks speak.

    **Misses** headings that were joined or split.

    **Options.** None.
    """

    name: ClassVar[str] = "heading-levels"
    severity: ClassVar[Severity] = Severity.NOTE
    profile: ClassVar[Profile] = "strict"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = ("mostly-untranslated",)

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each run of headings that are off by the same, and for each that is a heading once."""
        headings = list(aligned_headings(pair))
        usual = _usual(headings)
        for by, run in groupby(headings, lambda both: _deeper(both) - usual):
            if by:
                yield self._off(list(run), by)
        for bead in pair.beads:
            if _is_heading_once(bead):
                yield self._once(bead)

    def _off(self, run: Sequence[tuple[Segment, Segment]], by: int) -> Finding:
        source, target = zip(*run, strict=True)
        return Finding(
            self.name,
            self.severity,
            _off_by(len(target), by),
            source=source,
            target=target,
            evidence={"source level": source[0].level, "target level": target[0].level},
            suggestion=_("Give it the level that it has in the source.") if len(target) == 1 else None,
        )

    def _once(self, bead: Bead) -> Finding:
        here = bead.target[0].kind is Kind.HEADING
        return Finding(
            self.name,
            self.severity,
            _("This is a heading, and in the source it is none.")
            if here
            else _("This is no heading, and in the source it is one."),
            source=bead.source,
            target=bead.target,
            score=bead.score,
        )


def _off_by(headings: int, by: int) -> str:
    levels = _("one level") if abs(by) == 1 else _("{number} levels").format(number=abs(by))
    sentence = (
        ngettext(
            "This heading is {levels} deeper than in the source.",
            "These {number} headings are {levels} deeper than in the source.",
            headings,
        )
        if by > 0
        else ngettext(
            "This heading is {levels} higher than in the source.",
            "These {number} headings are {levels} higher than in the source.",
            headings,
        )
    )
    return sentence.format(number=headings, levels=levels)


def _deeper(both: tuple[Segment, Segment]) -> int:
    return both[1].level - both[0].level


def _usual(headings: Sequence[tuple[Segment, Segment]]) -> int:
    """By how many levels most headings are deeper than in the source; the least where several are as common."""
    shifts = Counter(map(_deeper, headings))
    return min(shifts, key=lambda by: (-shifts[by], abs(by), by), default=0)


def _is_heading_once(bead: Bead) -> bool:
    if len(bead.source) != 1 or len(bead.target) != 1:
        return False
    return {bead.source[0].kind, bead.target[0].kind} == {Kind.HEADING, Kind.PARAGRAPH}
