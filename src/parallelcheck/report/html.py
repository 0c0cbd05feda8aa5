"""The report for editors: one HTML page without network, the documents side by side, findings marked in place.

The result is first turned into a view, plain data in the order of the page; `templates/report.html.j2` then
only writes it down. It escapes every value, and `visible` goes over every value before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count as count_from

from parallelcheck.i18n import _, decimal, marked
from parallelcheck.model import Document, Finding, Kind, ScanResult, Segment, language_name
from parallelcheck.report.page import TEMPLATES, fill
from parallelcheck.report.plain import count, joined, lines, notes, one_line, shorten, shown
from parallelcheck.report.plot import Plot, plot
from parallelcheck.report.rows import Key, Layout, Stretch, lay_out, share_out, stretches
from parallelcheck.report.tally import (
    findings_in_order,
    pairs_in_order,
    problems_in_order,
    said,
    silenced_by,
    summary,
    tally,
    tool_version,
    with_reason,
)

Marked = Mapping[Key, tuple[Stretch, ...]]  # the passages in which something is marked

_KINDS = {
    Kind.HEADING: marked("heading"),
    Kind.LIST_ITEM: marked("list item"),
    Kind.TABLE_CELL: marked("table cell"),
    Kind.CAPTION: marked("caption"),
    Kind.QUOTATION: marked("quotation"),
    Kind.CODE: marked("code"),
    Kind.METADATA: marked("page information"),
    Kind.MESSAGE: marked("message"),
}
_QUOTED = 160  # characters in the list of findings: enough to know the passage again
_LARGE = 300  # rows from which the browser need not lay out what is not on the screen


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it is shown: `kind` for its style, `label` for the reader, `level` 3..6 of a heading."""

    kind: str
    label: str
    level: int
    language: str
    place: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a finding names: what it is to the finding, its place, the row that shows it (or "")."""

    role: str
    place: str
    row: str
    language: str
    quote: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding: in the list as `list-<id>`, in the documents as `<id>`; `number` is what people call it."""

    id: str
    number: int
    severity: str
    check: str
    message: str
    suggestion: str
    text: Text
    also: tuple[Text, ...]
    reasons: tuple[tuple[str, str], ...]
    silenced: str


@dataclass(frozen=True, slots=True)
class Row:
    """Passages that translate one another, and the findings that begin here."""

    id: str
    source: tuple[Passage, ...]
    target: tuple[Passage, ...]
    compared: bool
    moved: bool
    severity: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One document of a pair: `tag` is its language as `lang` wants it, `language` as people say it."""

    path: str
    tag: str
    language: str
    passages: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents side by side, or one alone, row by row."""

    id: str
    source: Side | None
    target: Side
    plot: Plot | None
    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    large: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report in the order of the page; `elsewhere` are findings without a place in the documents."""

    title: str
    summary: tuple[str, ...]
    severities: tuple[tuple[str, int], ...]
    checks: tuple[tuple[str, str], ...]
    pairs: tuple[Pair, ...]
    elsewhere: tuple[Entry, ...]
    silenced: tuple[Entry, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    version: str
    model: str


def render(result: ScanResult) -> str:
    """The report as one HTML file that needs nothing else."""
    return fill("report.html.j2", view(result), (TEMPLATES / "report.js").read_text(encoding="utf-8"))


def view(result: ScanResult) -> Page:
    """What the page shows, in its order."""
    layouts = [lay_out(f"p{number}", pair) for number, pair in enumerate(pairs_in_order(result), 1)]
    ordered = findings_in_order(result)
    shared = share_out([finding for finding in ordered if not finding.silenced], layouts)
    numbers = count_from(1)
    numbered = [[(next(numbers), finding) for finding in findings] for findings in shared]
    counts = tally(result)
    return Page(
        title=layouts[0].pair.target.path if len(layouts) == 1 else count(counts.documents, "document", "documents"),
        summary=tuple(summary(result)),
        severities=tuple((str(severity), number) for severity, number in counts.findings.items() if number),
        checks=_checks(result),
        pairs=tuple(_pair(layout, findings) for layout, findings in zip(layouts, numbered, strict=False)),
        elsewhere=tuple(_entry(number, finding, layouts) for number, finding in numbered[-1]),
        silenced=tuple(_entry(0, finding, layouts) for finding in ordered if finding.silenced),
        problems=tuple(said(problem) for problem in problems_in_order(result)),
        remarks=result.notes,
        version=tool_version(),
        model=result.model,
    )


def _checks(result: ScanResult) -> tuple[tuple[str, str], ...]:
    """The checks that found something, with what they look for."""
    found = sorted({finding.check for finding in result.findings})
    summaries = {check.name: check.summary for check in result.checks}
    return tuple((name, summaries.get(name, "")) for name in found)


def _pair(layout: Layout, numbered: Sequence[tuple[int, Finding]]) -> Pair:
    entries: dict[int, list[Entry]] = {}
    for number, finding in numbered:
        entries.setdefault(layout.row_of(finding), []).append(_entry(number, finding, [layout]))
    marked = stretches(layout, numbered)
    rows = tuple(_row(layout, number, marked, entries.get(number, [])) for number in range(len(layout.beads)))
    source, target = layout.pair.source, layout.pair.target
    return Pair(
        id=layout.id,
        source=None if source is None else _side(source),
        target=_side(target),
        plot=None if source is None else plot(layout),
        rows=rows,
        entries=tuple(entry for row in rows for entry in row.entries),
        large=len(rows) > _LARGE,
    )


def _side(document: Document) -> Side:
    return Side(document.path, document.language or "", language_name(document.language), len(document.segments))


def _row(layout: Layout, number: int, marked: Marked, entries: Sequence[Entry]) -> Row:
    bead = layout.beads[number]
    source = [_passage(segment, layout.pair.source, marked.get(("source", segment.index))) for segment in bead.source]
    target = [_passage(segment, layout.pair.target, marked.get(("target", segment.index))) for segment in bead.target]
    found = [stretch.severity for passage in (*source, *target) for stretch in passage.stretches if stretch.severity]
    return Row(
        id=layout.row_id(number),
        source=tuple(source),
        target=tuple(target),
        compared=number not in layout.uncompared,
        moved=bead.moved,
        severity=str(max(found)) if found else "",
        entries=tuple(entries),
    )


def _passage(segment: Segment, document: Document | None, marked: tuple[Stretch, ...] | None) -> Passage:
    declared = segment.language or (document.language if document else None)
    identified = segment.identified
    where = segment.where
    return Passage(
        kind=segment.kind,
        label=_(_KINDS.get(segment.kind, "")),
        level=min(max(segment.level, 1) + 2, 6),  # h1 is the page's and h2 the pair's
        language=(identified.language if identified.status == "decided" else declared) or "",
        place=where.place if where.label else _("line {line}").format(line=lines(where.line, where.end_line)),
        stretches=marked or (Stretch(segment.text),),
    )


def _entry(number: int, finding: Finding, layouts: Sequence[Layout]) -> Entry:
    role = marked("translation") if finding.target else marked("source")
    return Entry(
        id=f"f{number}",
        number=number,
        severity=str(finding.severity),
        check=finding.check,
        message=finding.message,
        suggestion=finding.suggestion or "",
        text=_text(role, finding.target or finding.source, layouts),
        also=tuple(_text(related.role, [related.segment], layouts) for related in finding.also),
        reasons=tuple(_reasons(finding)),
        silenced=_silenced(finding),
    )


def _text(role: str, segments: Sequence[Segment], layouts: Sequence[Layout]) -> Text:
    first = segments[0]
    language = first.identified.language if first.identified.status == "decided" else first.language
    return Text(
        role=_(role),
        place=_place(first, layouts),
        row=next((anchor for layout in layouts if (anchor := layout.anchor(first))), ""),
        language=language or "",
        quote=shorten(one_line(joined(segments)), _QUOTED),
    )


def _place(segment: Segment, layouts: Sequence[Layout]) -> str:
    """The language and the line where only one pair is spoken of, else the path and the line."""
    where = segment.where
    line = where.label or where.place
    side = layouts[0].side(segment) if len(layouts) == 1 else None
    if side is None:
        return f"{where.path}, {line}"
    source, target = layouts[0].pair.source, layouts[0].pair.target
    if source is None:
        return line
    if source.language == target.language:
        return f"{where.path}, {line}"
    return f"{language_name((target if side == 'target' else source).language)}, {line}"


def _reasons(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.score is not None:
        yield _("score"), decimal(finding.score, 2)
    for key, value in finding.evidence.items():
        yield _(key.replace("_", " ")), shown(value)
    for note in notes(finding):
        yield _("note to translators"), note


def _silenced(finding: Finding) -> str:
    if finding.silenced is None:
        return ""
    return with_reason(silenced_by(finding.silenced.by), finding.silenced.reason)
