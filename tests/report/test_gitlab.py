import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from parallelcheck.model import Problem, ScanResult
from parallelcheck.report.gitlab import render
from parallelcheck.report.plain import visible

TEXT = {"type": "string", "minLength": 1}
LINE = {"type": "integer", "minimum": 1}
# docs.gitlab.com, "Code Quality report format".
FORMAT = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "required": ["description", "check_name", "fingerprint", "location", "severity"],
            "properties": {
                "description": TEXT,
                "check_name": TEXT,
                "fingerprint": TEXT,
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string"},
                        "lines": {"required": ["begin"], "properties": {"begin": LINE, "end": LINE}},
                    },
                },
            },
        },
    }
)


def issues(result: ScanResult) -> list[dict[str, Any]]:
    """The issues, which are as GitLab wants them."""
    report = json.loads(render(result))
    FORMAT.validate(report)
    assert len({issue["fingerprint"] for issue in report}) == len(report)
    return report


@pytest.mark.parametrize("name", ["report", "clean", "hostile"])
def test_the_report_is_as_promised(
    name: str, reports: dict[str, ScanResult], golden: Callable[[str, str], None]
) -> None:
    issues(reports[name])
    golden(f"{name}.gitlab.json", render(reports[name]))


def test_severities_are_gitlab_s(result: ScanResult) -> None:
    assert [issue["severity"] for issue in issues(result)] == ["critical", *["major"] * 3, *["minor"] * 3, "info"]


def test_what_is_silenced_is_left_out_and_what_is_known_is_marked(result: ScanResult) -> None:
    known = replace(result, findings=(replace(result.findings[0], ruling="later"), result.findings[6]), problems=())
    (issue,) = issues(known)
    assert "(known)" in issue["description"]


def test_findings_that_look_the_same_have_fingerprints_of_their_own(result: ScanResult) -> None:
    finding = result.findings[1]
    first, second = issues(replace(result, findings=(finding, finding), problems=()))
    assert first["fingerprint"] == finding.fingerprint
    assert second["fingerprint"] == f"{finding.fingerprint} (2)"


def test_what_was_not_checked_names_the_check(result: ScanResult) -> None:
    (issue,) = issues(replace(result, findings=(), problems=(Problem("a.md", "it failed", "numbers"),)))
    assert issue["description"] == "Not checked by numbers: it failed"
    assert issue["location"] == {"path": "a.md", "lines": {"begin": 1}}


@settings(deadline=None, max_examples=30)
@given(text=st.text(st.characters(codec=None), min_size=1))
def test_any_text_makes_a_valid_report(everywhere: Callable[[str], ScanResult], text: str) -> None:
    assert [issue["location"]["path"] for issue in issues(everywhere(text))] == [visible(text), visible(text) + "x"]
