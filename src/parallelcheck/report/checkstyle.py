"""Checkstyle's XML, which many programs read that show what linters found."""

from collections import defaultdict
from xml.etree import ElementTree as ET

from parallelcheck.model import Finding, Problem, ScanResult, Severity
from parallelcheck.report.entries import NOT_CHECKED, not_checked, sentences, worst_first
from parallelcheck.report.plain import visible
from parallelcheck.report.tally import problems_in_order
from parallelcheck.report.xml import as_text

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def render(result: ScanResult) -> str:
    """A file element for each document with findings, or that was not checked, by path."""
    entries: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for problem in problems_in_order(result):
        entries[problem.path].append(_problem(problem))
    for finding in worst_first(result):
        entries[finding.where.path].append(_finding(finding))
    root = ET.Element("checkstyle", version="4.3")
    for path in sorted(entries):
        file = ET.SubElement(root, "file", name=visible(path))
        for attributes in entries[path]:
            ET.SubElement(file, "error", attributes)
    return as_text(root)


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "line": str(finding.where.line),
        "column": str(finding.where.column),
        "severity": _SEVERITIES[finding.severity],
        "message": sentences(finding),
        "source": f"parallelcheck.{finding.check}",
    }


def _problem(problem: Problem) -> dict[str, str]:
    return {
        "line": "1",
        "severity": "error",
        "message": not_checked(problem),
        "source": f"parallelcheck.{NOT_CHECKED}",
    }
