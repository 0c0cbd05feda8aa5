"""The check `lists-and-tables`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.policy import WRONG_LANGUAGE
from parallelcheck.checks.sections import Section, aligned_sections
from parallelcheck.i18n import _, ngettext
from parallelcheck.model import AlignedPair, Finding, Kind, MarkKind, Profile, Segment, Severity


@dataclass(frozen=True)
class ListsAndTables:
    """A section that has not as many list items, table cells or images as in the source.

    An item was dropped, two were joined into one, a row or a picture was forgotten.

    **Example.** Under “What to bring” the source lists six things, under “À apporter” there are five.

    **Stays silent** where other checks name the passage that is missing or added, or the image; in sections whose
    headings do not translate one another; and in those that are empty: see `empty-section`.

    **Misses** what stands before the first heading, and a table with as many cells in other rows and columns.

    **Options.** None.
    """

    name: ClassVar[str] = "lists-and-tables"
    severity: ClassVar[Severity] = Severity.NOTE
    profile: ClassVar[Profile] = "strict"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (
        *WRONG_LANGUAGE,
        "shifted-passage",
        "missing-passage",
        "added-passage",
        "links",
    )

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each section and each of list items, cells and images."""
        for source, target in aligned_sections(pair):
            for name, number in _COUNTED.items():
                counts = _total(source.passages, number), _total(target.passages, number)
                if counts[0] != counts[1] and source.passages and target.passages:
                    yield self._finding(name, counts, target, _unpaired(pair, (source, target), number))

    def _finding(
        self, name: str, counts: tuple[int, int], section: Section, unpaired: tuple[Sequence[Segment], ...]
    ) -> Finding:
        source, target = counts
        return Finding(
            self.name,
            self.severity,
            _("This section has {items}; in the source it has {number}.").format(
                items=_counted(name, target), number=source
            ),
            source=tuple(unpaired[0]),
            target=tuple(unpaired[1]) or (section.heading,),
            evidence={"in the source": source, "in the translation": target},
        )


def _counted(name: str, number: int) -> str:
    forms = {
        "list item": ngettext("{number} list item", "{number} list items", number),
        "table cell": ngettext("{number} table cell", "{number} table cells", number),
        "image": ngettext("{number} image", "{number} images", number),
    }
    return forms[name].format(number=number)


def _images(segment: Segment) -> int:
    return sum(mark.kind is MarkKind.IMAGE for mark in segment.marks)


_COUNTED: dict[str, Callable[[Segment], int]] = {
    "list item": lambda segment: segment.kind is Kind.LIST_ITEM,
    "table cell": lambda segment: segment.kind is Kind.TABLE_CELL,
    "image": _images,
}


def _total(passages: Sequence[Segment], number: Callable[[Segment], int]) -> int:
    return sum(map(number, passages))


def _unpaired(
    pair: AlignedPair, sections: tuple[Section, Section], number: Callable[[Segment], int]
) -> tuple[Sequence[Segment], ...]:
    """The items of the two sections that are not translated by as many items."""
    beads = [bead for bead in pair.beads if _total(bead.source, number) != _total(bead.target, number)]
    sides = [s for bead in beads for s in bead.source], [s for bead in beads for s in bead.target]
    inside = [{passage.index for passage in section.passages} for section in sections]
    return tuple([s for s in side if s.index in held and number(s)] for side, held in zip(sides, inside, strict=True))
