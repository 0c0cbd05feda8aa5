"""GitLab's code quality report (docs.gitlab.com, "Code Quality report format")."""

import hashlib
import json

from parallelcheck.model import Finding, Problem, ScanResult, Severity
from parallelcheck.report.entries import NOT_CHECKED, last_line, not_checked, sentences, told_apart, worst_first
from parallelcheck.report.plain import visible
from parallelcheck.report.tally import problems_in_order

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(result: ScanResult) -> str:
    """A list of issues; GitLab needs every fingerprint to be another one, and compares them between branches."""
    issues = [*map(_problem, problems_in_order(result)), *map(_finding, worst_first(result))]
    apart = told_apart(str(issue["fingerprint"]) for issue in issues)
    report = [issue | {"fingerprint": fingerprint} for issue, fingerprint in zip(issues, apart, strict=True)]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "description": sentences(finding),
        "check_name": finding.check,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": visible(finding.where.path),
            "lines": {"begin": finding.where.line, "end": last_line(finding)},
        },
    }


def _problem(problem: Problem) -> dict[str, object]:
    named = "\x1f".join((NOT_CHECKED, problem.path, problem.reason))
    return {
        "description": not_checked(problem),
        "check_name": NOT_CHECKED,
        "fingerprint": hashlib.sha256(named.encode(errors="surrogatepass")).hexdigest()[:16],
        "severity": "critical",
        "location": {"path": visible(problem.path), "lines": {"begin": 1}},
    }
