"""The alignment as one HTML page without network: the picture, then what translates what, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

from parallelcheck.i18n import _, decimal, marked
from parallelcheck.model import AlignedPair, Document, Segment, language_name
from parallelcheck.report.bitext.export import Export, sides
from parallelcheck.report.page import fill
from parallelcheck.report.plot import Plot, place, plot
from parallelcheck.report.rows import Layout, lay_out
from parallelcheck.report.status import Status, statuses
from parallelcheck.report.tally import tool_version

_LARGE = 300  # rows from which the browser need not lay out what is not on the screen
_REMARKS = {
    Status.MOVED: marked("In another place than in the original."),
    Status.REPEATED: marked("Said twice in the translation."),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One segment as it is shown."""

    place: str
    kind: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A bead; `score` is "" where there is nothing to score."""

    id: str
    status: str
    remark: str
    source: tuple[Unit, ...]
    target: tuple[Unit, ...]
    score: str


@dataclass(frozen=True, slots=True)
class Side:
    """One document: `language` as people say it."""

    path: str
    language: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page in its order."""

    source: Side
    target: Side
    plot: Plot
    rows: tuple[Row, ...]
    large: bool
    version: str


def render(pair: AlignedPair, units: str) -> Export:
    """The page as one file that needs nothing else."""
    return Export(fill("bitext.html.j2", view(pair, units)).encode())


def view(pair: AlignedPair, units: str) -> Page:
    """What the page shows, in its order."""
    source, target = sides(pair)
    layout = lay_out("a", pair)
    return Page(
        source=_side(source),
        target=_side(target),
        plot=plot(layout, units),
        rows=tuple(_rows(layout)),
        large=len(layout.beads) > _LARGE,
        version=tool_version(),
    )


def _side(document: Document) -> Side:
    return Side(document.path, language_name(document.language))


def _rows(layout: Layout) -> Sequence[Row]:
    source, target = sides(layout.pair)
    return [
        Row(
            id=layout.row_id(number),
            status=str(status),
            remark=_(_REMARKS.get(status, "")),
            source=_units(bead.source, source),
            target=_units(bead.target, target),
            score=decimal(bead.score, 2) if bead.source and bead.target else "",
        )
        for number, (bead, status) in enumerate(zip(layout.beads, statuses(layout.pair, layout.beads), strict=True))
    ]


def _units(segments: Sequence[Segment], document: Document) -> tuple[Unit, ...]:
    return tuple(
        Unit(
            place=place([segment]),
            kind=segment.kind,
            language=segment.identified.language or document.language or "",
            text=segment.text,
        )
        for segment in segments
    )
