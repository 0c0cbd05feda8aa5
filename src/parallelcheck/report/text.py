"""The report for a terminal: by document, each finding with its place, its reason and the passage it is about."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from parallelcheck.i18n import _, decimal
from parallelcheck.model import AlignedPair, Document, Finding, Location, ScanResult, Segment, Severity, language_name
from parallelcheck.report.plain import count, joined, notes, one_line, shorten, shown, word
from parallelcheck.report.tally import (
    findings_in_order,
    pairs_in_order,
    problems_in_order,
    said,
    silenced_by,
    summary,
    with_reason,
)

_STYLES = {"error": "1;31", "warning": "1;33", "note": "1;36", "strong": "1", "faint": "2"}
_QUOTED = 240  # characters of a passage: three lines of a usual terminal say which one it is
_QUOTED_VERBOSE = 1200
_PASSAGES = 3  # quoted of a finding that has more


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the report is written for. Whatever passes through it comes out harmless and without line breaks
    of its own.
    """

    width: int
    colour: bool
    verbose: bool

    def paint(self, text: str, style: str) -> str:
        """`text` in one of `_STYLES`."""
        return f"\x1b[{_STYLES[style]}m{one_line(text)}\x1b[0m" if self.colour else one_line(text)

    def wrap(self, text: str, indent: str, hanging: str = "") -> str:
        """`text` wrapped behind `indent`, and behind `hanging` too from the second line on."""
        return textwrap.fill(
            one_line(text),
            width=self.width,
            initial_indent=indent,
            subsequent_indent=indent + hanging,
            break_long_words=False,  # an address that is cut cannot be clicked
            break_on_hyphens=False,
        )

    def quote(self, text: str) -> str:
        """A passage of a document, shortened and wrapped behind a bar."""
        quoted = shorten(one_line(text), _QUOTED_VERBOSE if self.verbose else _QUOTED)
        bar = self.paint("│", "faint")
        lines = textwrap.wrap(quoted, self.width - 6, break_on_hyphens=False) or [_("(empty)")]
        return "\n".join(f"    {bar} {line}" for line in lines)


def render(result: ScanResult, *, width: int = 80, colour: bool = False, verbosity: int = 0) -> str:
    """The report for a terminal of `width` columns, with ANSI codes if `colour`.

    At `verbosity` -1 it is one line for each finding and each problem, and empty where there is neither; at 1
    notes are quoted like the rest, and evidence, scores and what was silenced are shown.
    """
    if verbosity < 0:
        return "".join(f"{line}\n" for line in _quiet(result))
    terminal = Terminal(max(width, 30), colour, verbosity > 0)
    return "\n\n".join(_blocks(result, terminal)) + "\n"


def _quiet(result: ScanResult) -> Iterator[str]:
    for finding in _counted(result):
        yield one_line(f"{finding.where}: {finding.severity}: {finding.message} [{finding.check}]")
    for problem in problems_in_order(result):
        yield one_line(f"{problem.path}: not checked: {problem.reason}")


def _blocks(result: ScanResult, terminal: Terminal) -> Iterator[str]:
    for path, findings in groupby(_counted(result), key=lambda finding: finding.where.path):
        yield _document(path, result, terminal)
        yield from (_finding(finding, terminal) for finding in findings)
    yield from _section(_("Not checked"), map(said, problems_in_order(result)), terminal)
    yield from _section(_("Remarks"), result.notes, terminal)
    if terminal.verbose:
        yield from _section(_("Silenced"), _silenced(result), terminal)
    yield _summary(result, terminal)


def _counted(result: ScanResult) -> list[Finding]:
    return [finding for finding in findings_in_order(result) if finding.silenced is None]


def _document(path: str, result: ScanResult, terminal: Terminal) -> str:
    title = terminal.paint(path, "strong")
    described = _description(path, result)
    return f"{title}\n{terminal.wrap(described, '')}" if described else title


def _description(path: str, result: ScanResult) -> str:
    sentences: dict[str, None] = {}
    for pair in pairs_in_order(result):
        if path == pair.target.path:
            sentences[_translation(pair)] = None
        elif pair.source and path == pair.source.path:
            sentences[_original(pair.source, pair.target)] = None
    return _("; ").join(sentences)


def _translation(pair: AlignedPair) -> str:
    language = language_name(pair.target.language)
    if pair.source is None:
        return _("{language}, checked alone").format(language=language)
    return _("{language}, translation of {path} ({its_language})").format(
        language=language, path=pair.source.path, its_language=language_name(pair.source.language)
    )


def _original(source: Document, target: Document) -> str:
    return _("{language}, original of {path} ({its_language})").format(
        language=language_name(source.language), path=target.path, its_language=language_name(target.language)
    )


def _finding(finding: Finding, terminal: Terminal) -> str:
    severity = terminal.paint(word(finding.severity), str(finding.severity))
    known = f"  {_('(known)')}" if finding.ruling else ""
    head = f"  {_place(finding.where)}  {severity}  {finding.check}{known}"
    parts = [head, terminal.wrap(finding.message, "    ")]
    if finding.severity > Severity.NOTE or terminal.verbose:
        parts += _details(finding, terminal)
    if terminal.verbose:
        parts += [terminal.wrap(line, "    ", "  ") for line in _reasons(finding)]
    return "\n".join(parts)


def _details(finding: Finding, terminal: Terminal) -> Iterator[str]:
    yield from _passages(finding.target or finding.source, terminal)
    if finding.target and finding.source:
        yield _role("source", finding.source[0], terminal)
        if joined(finding.source) != joined(finding.target):
            yield from _passages(finding.source, terminal)
    for related in finding.also:
        yield _role(related.role, related.segment, terminal)
        yield terminal.quote(related.segment.text)
    if finding.suggestion:
        yield terminal.wrap(f"→ {finding.suggestion}", "    ", "  ")


def _passages(segments: Sequence[Segment], terminal: Terminal) -> Iterator[str]:
    yield from (terminal.quote(segment.text) for segment in segments[:_PASSAGES])
    if len(segments) > _PASSAGES:
        more = count(len(segments) - _PASSAGES, "more passage", "more passages")
        last = segments[-1].where
        end = one_line(last.label) if last.label else _("line {line}").format(line=last.end_line)
        yield "    " + _("and {passages}, to {end}").format(passages=more, end=end)


def _role(role: str, segment: Segment, terminal: Terminal) -> str:
    return f"    {terminal.paint(_(role), 'faint')}  {_place(segment.where)}"


def _reasons(finding: Finding) -> Iterator[str]:
    if finding.score is not None:
        yield _("{name}: {value}").format(name=_("score"), value=decimal(finding.score, 2))
    for key, value in finding.evidence.items():
        yield shorten(_("{name}: {value}").format(name=_(key.replace("_", " ")), value=shown(value)), _QUOTED)
    for note in notes(finding):
        yield shorten(_("{name}: {value}").format(name=_("note to translators"), value=note), _QUOTED)


def _place(where: Location) -> str:
    return one_line(str(where))


def _silenced(result: ScanResult) -> Iterator[str]:
    for finding in findings_in_order(result):
        if finding.silenced:
            why = with_reason(silenced_by(finding.silenced.by), finding.silenced.reason)
            yield f"{finding.where}  {finding.check}, {why}"


def _section(title: str, items: Iterable[str], terminal: Terminal) -> Iterator[str]:
    wrapped = [terminal.wrap(item, "  ", "  ") for item in items]
    if wrapped:
        yield "\n".join([terminal.paint(title, "strong"), *wrapped])


def _summary(result: ScanResult, terminal: Terminal) -> str:
    first, *others = [terminal.wrap(sentence, "") for sentence in summary(result)]
    return "\n".join([*(terminal.paint(line, "strong") for line in first.split("\n")), *others])
