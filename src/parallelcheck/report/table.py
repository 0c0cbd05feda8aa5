"""The findings as rows, for spreadsheets."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import isfinite

from parallelcheck.model import Finding, Problem, ScanResult
from parallelcheck.report.entries import NOT_CHECKED, last_line
from parallelcheck.report.plain import joined, visible
from parallelcheck.report.tally import findings_in_order, problems_in_order
from parallelcheck.report.workbook import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, or what was not checked. `label` names the place where lines say little."""

    severity: str
    check: str
    path: str
    line: int | None = None
    end_line: int | None = None
    label: str = ""
    message: str = ""
    source: str = ""
    target: str = ""
    suggestion: str = ""
    score: float | None = None
    silenced: str = ""
    reason: str = ""
    ruling: str = ""
    fingerprint: str = ""


HEADER = tuple(field.name for field in fields(Row))


def rows(result: ScanResult) -> Iterator[tuple[Cell, ...]]:
    """What was not checked, then all findings by place, silenced ones too; as `HEADER` says. No text acts."""
    for row in (*map(_problem, problems_in_order(result)), *map(_finding, findings_in_order(result))):
        cells = (getattr(row, name) for name in HEADER)
        yield tuple(visible(cell) if isinstance(cell, str) else cell for cell in cells)


def _problem(problem: Problem) -> Row:
    return Row(NOT_CHECKED, problem.check or "", problem.path, message=problem.reason)


def _finding(finding: Finding) -> Row:
    where, silenced = finding.where, finding.silenced
    return Row(
        severity=str(finding.severity),
        check=finding.check,
        path=where.path,
        line=where.line,
        end_line=last_line(finding),
        label=where.label or "",
        message=finding.message,
        source=joined(finding.source),
        target=joined(finding.target),
        suggestion=finding.suggestion or "",
        score=None if finding.score is None or not isfinite(finding.score) else round(finding.score, 4),
        silenced=silenced.by if silenced else "",
        reason=silenced.reason if silenced else "",
        ruling=finding.ruling or "",
        fingerprint=finding.fingerprint,
    )
