"""The documents in corpora/: every labelled defect is found, and nothing else is said at warning or above."""

import json
from pathlib import Path

import pytest

from parallelcheck.model import Finding, Severity
from parallelcheck.pipeline import scan

CORPORA = Path(__file__).parent.parent / "corpora"
NAMES = sorted(path.parent.name for path in CORPORA.glob("*/expected.jsonl"))


@pytest.mark.parametrize("name", NAMES)
def test_the_clean_version_is_silent(name: str) -> None:
    result = scan([CORPORA / name / "clean"])
    assert not result.problems
    assert [_line(finding) for finding in result.findings if finding.severity >= Severity.WARNING] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_labelled_defect_is_found_and_nothing_else(name: str) -> None:
    labels = [json.loads(line) for line in (CORPORA / name / "expected.jsonl").read_text("utf-8").splitlines()]
    root = CORPORA / name / "defects"
    result = scan([root])
    findings = [finding for finding in result.findings if finding.severity >= Severity.WARNING]
    assert not result.problems
    missed = [label for label in labels if not any(_answers(finding, label) for finding in findings)]
    beyond = [_line(finding) for finding in findings if not any(_answers(finding, label) for label in labels)]
    assert (missed, beyond) == ([], [])


def _answers(finding: Finding, label: dict) -> bool:
    if finding.check not in (label["check"], *label.get("also_accepted", ())):
        return False
    places = [label, *([label["counterpart"]] if "counterpart" in label else [])]
    return any(
        segment.where.path.endswith(place["path"])
        and segment.where.line <= place.get("end_line", place["line"])
        and segment.where.end_line >= place["line"]
        for segment in (*finding.source, *finding.target)
        for place in places
    )


def _line(finding: Finding) -> str:
    return f"{finding.where} {finding.check} {finding.severity}: {finding.message}"
