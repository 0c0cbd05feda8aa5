"""The alignment of two documents as a picture: the source down, the target across, a mark for each bead.

What has no counterpart stands in the margins, what the source alone has on the left and what the target alone
has at the top, and leaves a band across the picture.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallelcheck.i18n import _, grouped, marked
from parallelcheck.model import Bead, Document, Segment, language_name
from parallelcheck.report.plain import count, count_units, lines
from parallelcheck.report.rows import Layout
from parallelcheck.report.status import Status, statuses

SIZE, MARGIN = 600, 26  # of the picture proper, and of the margins on its left and at its top
_CELLS = 500  # a side: of longer documents neighbours share a mark, which would be a hair's breadth otherwise
_LEAST = {Status.ALIGNED: 3.0, Status.MOVED: 8.0}  # width and height of a mark that can still be seen
_MOST = 16.0  # of the mark of one passage in a document of few
_QUOTED = 40  # characters of either text in a mark's title
_NAMED = 12  # places named below the picture, of each status

_STANDS_OUT = (Status.MISSING, Status.ADDED, Status.REPEATED, Status.MOVED)
_SAID = {
    Status.MISSING: marked("No counterpart"),
    Status.ADDED: marked("No counterpart"),
    Status.REPEATED: marked("Said twice"),
    Status.MOVED: marked("Moved"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One bead, or several neighbours: `row` is the id of the aligned row that the mark leads to, `title` what is
    there. A mark in a margin has a `band` across the picture.
    """

    status: str
    row: str
    title: str
    box: Box
    band: Box | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands out: what to call it, and the id of the row in which it begins."""

    label: str
    row: str


@dataclass(frozen=True, slots=True)
class Group:
    """All that stands out in one way: how many passages, the first places of them, and how many places more."""

    status: str
    number: int
    places: tuple[Place, ...]
    more: int

    @property
    def counted(self) -> str:
        """How many passages, in words: "2 missing"."""
        return {
            "missing": count(self.number, "missing", "missing"),
            "added": count(self.number, "added", "added"),
            "repeated": count(self.number, "repeated", "repeated"),
            "moved": count(self.number, "moved", "moved"),
        }[self.status]


@dataclass(frozen=True, slots=True)
class Plot:
    """The picture and its words: `summary` is "126 passages against 124; 2 missing; 1 moved", `down` and `across`
    are what the axes are called.
    """

    id: str
    title: str
    down: str
    across: str
    units: str
    summary: str
    marks: tuple[Mark, ...]
    groups: tuple[Group, ...]
    margin: int = MARGIN
    size: int = SIZE


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    bead: Bead
    status: Status


def plot(layout: Layout, units: str = "passages") -> Plot:
    """The picture of a pair that has a source; `units` is what its segments are called."""
    rows = _rows(layout)
    documents = [document for document in (layout.pair.source, layout.pair.target) if document]
    down, across = _axes(documents)
    sides = [len(document.segments) for document in documents]
    groups = tuple(_group(status, found) for status in _STANDS_OUT if (found := _of(rows, status)))
    return Plot(
        id=f"{layout.id}-plot",
        title=_title_of(documents),
        down=down,
        across=across,
        units={"passages": _("passages"), "sentences": _("sentences"), "lines": _("lines")}[units],
        summary=_("; ").join(_summary(sides, groups, units)),
        marks=tuple(_marks(rows, sides)),
        groups=groups,
    )


def _title_of(documents: Sequence[Document]) -> str:
    paths = dict.fromkeys(document.path for document in documents)
    return _("The alignment of {documents}").format(documents=_(" and ").join(paths))


def _axes(documents: Sequence[Document]) -> list[str]:
    """The languages if they tell the two documents apart, else their paths."""
    languages = [language_name(document.language) for document in documents]
    return languages if len(set(languages)) > 1 else [document.path for document in documents]


def _rows(layout: Layout) -> list[_Row]:
    found = statuses(layout.pair, layout.beads)
    return [
        _Row(layout.row_id(number), bead, status)
        for number, (bead, status) in enumerate(zip(layout.beads, found, strict=True))
        if number not in layout.uncompared
    ]


def _of(rows: Sequence[_Row], status: Status) -> list[_Row]:
    return [row for row in rows if row.status is status]


def _summary(sides: Sequence[int], groups: Sequence[Group], units: str) -> Iterator[str]:
    yield _("{here} against {there}").format(here=count_units(sides[0], units), there=grouped(sides[1]))
    yield from (group.counted for group in groups)
    if not groups:
        yield _("none missing, none added, none moved")


def _marks(rows: Sequence[_Row], sides: Sequence[int]) -> Iterator[Mark]:
    """The marks of what is in its place first, so that nothing which stands out is hidden by them."""
    bins = [-(-max(number, 1) // _CELLS) for number in sides]
    cells: defaultdict[tuple[int, int, int], list[_Row]] = defaultdict(list)
    for row in rows:
        bead = row.bead
        down = bead.source[0].index // bins[0] if bead.source else -1
        across = bead.target[0].index // bins[1] if bead.target else -1
        cells[list(Status).index(row.status), down, across].append(row)
    return (_mark(cells[cell], sides) for cell in sorted(cells))


def _mark(rows: Sequence[_Row], sides: Sequence[int]) -> Mark:
    status = rows[0].status
    least = _LEAST.get(status, 2.0)
    y, height = _extent([segment.index for row in rows for segment in row.bead.source], sides[0], least)
    x, width = _extent([segment.index for row in rows for segment in row.bead.target], sides[1], least)
    band = None
    if not x:
        band = Box(MARGIN, y, SIZE, height)
    elif not y:
        band = Box(x, MARGIN, width, SIZE)
    return Mark(str(status), rows[0].id, _title(rows), Box(x, y, width, height), band)


def _extent(indices: Sequence[int], of: int, least: float) -> tuple[float, float]:
    """Where a mark begins on an axis and how long it is there; in the margin where there is nothing on it."""
    if not indices:
        return 0.0, MARGIN
    begin, end = (SIZE * edge / of for edge in (min(indices), max(indices) + 1))
    size = max(end - begin - max(SIZE / of - _MOST, 0), least)
    return round(MARGIN + (begin + end - size) / 2, 1), round(size, 1)


def _title(rows: Sequence[_Row]) -> str:
    first = rows[0]
    said = [_("{number} rows; the first:").format(number=grouped(len(rows)))] if len(rows) > 1 else []
    said += [_(_SAID[first.status])] if first.status in _SAID else []
    named = _("{name}: {value}")
    said += [named.format(name=place(side), value=_beginning(side[0].text)) for side in _sides(first.bead)]
    return "\n".join(said)


def _beginning(text: str) -> str:
    folded = " ".join(text[: 2 * _QUOTED].split())
    return folded if len(folded) <= _QUOTED else f"{folded[: _QUOTED - 1].rstrip()}…"


def place(side: Sequence[Segment]) -> str:
    """Where one side of a bead stands in its file: "line 41", "lines 41–43"; a label where lines mean little."""
    first, last = side[0].where, side[-1].where
    if first.label:
        return first.label if last.label in (first.label, None) else f"{first.label} – {last.label}"
    sentence = _("lines {lines}") if last.end_line > first.line else _("line {lines}")
    return sentence.format(lines=lines(first.line, last.end_line))


def _group(status: Status, rows: Sequence[_Row]) -> Group:
    places = [_place(run) for run in _runs(rows)]
    number = sum(len(row.bead.target or row.bead.source) for row in rows)
    return Group(str(status), number, tuple(places[:_NAMED]), len(places[_NAMED:]))


def _runs(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Rows of one status, those that go on where another ends together."""
    run: list[_Row] = []
    for row in sorted(rows, key=lambda row: [side[0].index for side in _sides(row.bead)]):
        if run and not _follows(run[-1].bead, row.bead):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _follows(before: Bead, after: Bead) -> bool:
    return all(left[-1].index + 1 == right[0].index for left, right in zip(_sides(before), _sides(after), strict=True))


def _sides(bead: Bead) -> list[tuple[Segment, ...]]:
    return [side for side in (bead.source, bead.target) if side]


def _place(run: Sequence[_Row]) -> Place:
    first, last = _sides(run[0].bead), _sides(run[-1].bead)
    places = [place((*begin, *end)) for begin, end in zip(first, last, strict=True)]
    return Place(" → ".join(places), run[0].id)
