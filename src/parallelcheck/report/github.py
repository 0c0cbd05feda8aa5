"""Annotations on GitHub, as workflow commands (github.com/actions/toolkit, packages/core/src/command.ts)."""

from collections.abc import Iterator, Sequence

from parallelcheck.i18n import _
from parallelcheck.model import Finding, Problem, ScanResult, Severity
from parallelcheck.report.entries import last_line, not_checked, sentences, worst_first
from parallelcheck.report.plain import count, shorten, visible
from parallelcheck.report.tally import problems_in_order

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SHOWN = 10  # of each level and step
_MESSAGE = 4000  # characters; GitHub cuts at 64 KB


def render(result: ScanResult) -> str:
    """At most ten annotations of each level; where there are more, the tenth counts the rest. Empty without any."""
    worst = worst_first(result)
    annotations = {level: [_finding(f) for f in worst if f.severity == severity] for severity, level in _LEVELS.items()}
    annotations["error"] = [*map(_problem, problems_in_order(result)), *annotations["error"]]
    return "".join(f"{line}\n" for level, lines in annotations.items() for line in _limited(level, lines))


def _limited(level: str, lines: Sequence[str]) -> Iterator[str]:
    if len(lines) <= _SHOWN:
        yield from lines
        return
    yield from lines[: _SHOWN - 1]
    more = _("{more}: GitHub shows ten, the report of the scan has them all.")
    yield _command(level, more.format(more=_more(len(lines) - _SHOWN + 1, level)), title="parallelcheck")


def _more(number: int, level: str) -> str:
    return {
        "error": count(number, "more error", "more errors"),
        "warning": count(number, "more warning", "more warnings"),
        "notice": count(number, "more notice", "more notices"),
    }[level]


def _finding(finding: Finding) -> str:
    where, last = finding.where, last_line(finding)
    column = {"col": where.column} if last == where.line else {}  # GitHub refuses a column of several lines
    return _command(
        _LEVELS[finding.severity],
        sentences(finding),
        file=where.path,
        line=where.line,
        endLine=last,
        **column,
        title=finding.check,
    )


def _problem(problem: Problem) -> str:
    return _command("error", not_checked(problem), file=problem.path, title="parallelcheck")


def _command(level: str, message: str, **properties: str | int) -> str:
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {written}::{_data(shorten(message, _MESSAGE))}"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
