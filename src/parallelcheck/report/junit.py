"""JUnit XML as Jenkins and GitLab read it: a suite for each document, a failed test for each finding."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from parallelcheck.i18n import _
from parallelcheck.model import Finding, Problem, ScanResult, Severity
from parallelcheck.report.entries import NOT_CHECKED, not_checked, passages, sentences, told_apart
from parallelcheck.report.plain import joined, one_line, shorten, visible
from parallelcheck.report.tally import findings_in_order, pairs_in_order, problems_in_order, silenced_by, with_reason
from parallelcheck.report.xml import as_text

_QUOTED = 1200  # characters of a passage
_NAMED = 300  # characters of a test's name


@dataclass(frozen=True, slots=True)
class _Test:
    """A test. One that fails, cannot be run or is skipped has a message, and may have more to say in `text`."""

    name: str
    outcome: Literal["passed", "failure", "error", "skipped"] = "passed"
    kind: str = ""
    message: str = ""
    text: str = ""


def render(result: ScanResult) -> str:
    """Errors and warnings are failures, what was not checked is an error; notes, and what is silenced, are skipped."""
    suites: defaultdict[str, list[_Test]] = defaultdict(list)
    for problem in problems_in_order(result):
        suites[problem.path].append(_problem(problem))
    for finding in findings_in_order(result):
        suites[finding.where.path].append(_finding(finding))
    for pair in pairs_in_order(result):
        if pair.target.path not in suites:
            against = _("translation of {path}").format(path=pair.source.path) if pair.source else _("checked alone")
            suites[pair.target.path].append(_Test(one_line(against)))
    every = [test for tests in suites.values() for test in tests]
    root = ET.Element("testsuites", {"name": "parallelcheck", **_counts(every)})
    for path in sorted(suites):
        root.append(_suite(visible(path), suites[path]))
    return as_text(root)


def _suite(path: str, tests: list[_Test]) -> ET.Element:
    skipped = str(sum(test.outcome == "skipped" for test in tests))
    suite = ET.Element("testsuite", {"name": path, "skipped": skipped, **_counts(tests)})
    # GitLab takes two tests with one name for the same.
    for test, name in zip(tests, told_apart(test.name for test in tests), strict=True):
        case = ET.SubElement(suite, "testcase", classname=path, name=name)
        if test.outcome != "passed":
            ET.SubElement(case, test.outcome, type=test.kind, message=test.message).text = test.text or None
    return suite


def _counts(tests: list[_Test]) -> dict[str, str]:
    failures, errors = (str(sum(test.outcome == outcome for test in tests)) for outcome in ("failure", "error"))
    return {"tests": str(len(tests)), "failures": failures, "errors": errors}


def _finding(finding: Finding) -> _Test:
    name = shorten(one_line(f"{finding.check}: {finding.message}"), _NAMED)
    severity = str(finding.severity)
    if finding.silenced:
        why = with_reason(silenced_by(finding.silenced.by), finding.silenced.reason)
        return _Test(name, "skipped", severity, visible(_("silenced {why}").format(why=why)))
    if finding.severity == Severity.NOTE:
        return _Test(name, "skipped", severity, _("note: {sentences}").format(sentences=sentences(finding)))
    return _Test(name, "failure", severity, sentences(finding), "\n".join(_places(finding)))


def _places(finding: Finding) -> Iterator[str]:
    for role, segments in passages(finding):
        yield visible(f"{role} {segments[0].where}".strip())
        yield visible(shorten(joined(segments), _QUOTED))


def _problem(problem: Problem) -> _Test:
    name = f"{NOT_CHECKED} {problem.check}" if problem.check else NOT_CHECKED
    return _Test(name, "error", NOT_CHECKED, not_checked(problem))
