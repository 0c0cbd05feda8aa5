"""Reviewdog's diagnostic format, rdjson (github.com/reviewdog/reviewdog, proto/rdf)."""

import json

from parallelcheck.model import Finding, Problem, ScanResult, Severity
from parallelcheck.report.entries import NOT_CHECKED, last_line, not_checked, sentences, worst_first
from parallelcheck.report.plain import visible
from parallelcheck.report.tally import problems_in_order

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(result: ScanResult) -> str:
    """A diagnostic for each finding, about whole lines: columns would have to be counted in bytes."""
    diagnostics = [*map(_problem, problems_in_order(result)), *map(_finding, worst_first(result))]
    report = {"source": {"name": "parallelcheck"}, "diagnostics": diagnostics}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    lines = {"start": {"line": finding.where.line}, "end": {"line": last_line(finding)}}
    return {
        "message": sentences(finding),
        "location": {"path": visible(finding.where.path), "range": lines},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.check},
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "message": not_checked(problem),
        "location": {"path": visible(problem.path)},
        "severity": "ERROR",
        "code": {"value": NOT_CHECKED},
    }
