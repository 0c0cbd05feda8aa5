"""The documents in corpora/: labelled defects are found, nothing else is, and what is known to be wrong still is."""

import json
from functools import cache
from pathlib import Path

import pytest

from measuring.labelled import Label, answers
from parallelcheck.checks import CHECKS
from parallelcheck.config import Config
from parallelcheck.model import Finding, ScanResult, Severity
from parallelcheck.pipeline import scan

CORPORA = Path(__file__).parent.parent / "corpora"
NAMES = sorted(path.parent.name for path in CORPORA.glob("*/expected.jsonl"))
EXISTING = {check.name for check in CHECKS}
IN_DEFAULT_PROFILE = {check.name for check in CHECKS if check.profile == "default"}

FILES = (("clean", "clean.jsonl"), ("defects", "expected.jsonl"))


@pytest.mark.parametrize("name", NAMES)
def test_the_clean_version_is_silent(name: str) -> None:
    result = _scanned(name, "clean")
    known = _labels(name, "clean.jsonl")
    assert not result.problems
    assert [_line(finding) for finding in _loud(result) if not any(answers(finding, row) for row in known)] == []
    assert [row for row in known if not _found(row, result)] == [], "no longer said: take the line out of clean.jsonl"


@pytest.mark.parametrize("name", NAMES)
def test_every_labelled_defect_is_found(name: str) -> None:
    result = _scanned(name, "defects")
    expected = [label for label in _labels(name) if label["check"] in EXISTING]
    assert not result.problems
    assert [label for label in expected if "missed" not in label and not _found(label, result)] == []
    assert [label for label in expected if "missed" in label and _found(label, result)] == [], "take “missed” out of it"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_the_labelled_defects_is_found(name: str) -> None:
    false_alarms = {_what(finding) for finding in _loud(_scanned(name, "clean"))}
    beyond = [
        _line(finding)
        for finding in _loud(_scanned(name, "defects"))
        if _what(finding) not in false_alarms
        and not any(answers(finding, label, instead=True) for label in _labels(name))
    ]
    assert beyond == []


@pytest.mark.parametrize("name", NAMES)
def test_labels_quote_the_line_they_name(name: str) -> None:
    places = [(version, label) for version, file in FILES for label in _labels(name, file)]
    places += [("defects", label["counterpart"]) for label in _labels(name) if "counterpart" in label]
    for version, place in places:
        lines = (CORPORA / name / version / place["path"]).read_text("utf-8").splitlines()
        assert place["excerpt"] in lines[place["line"] - 1]
        assert place["line"] <= _last_line(place) <= len(lines)


@cache
def _scanned(name: str, version: str) -> ScanResult:
    return scan([CORPORA / name / version], config=Config(profile="review"))


def _labels(name: str, file: str = "expected.jsonl") -> list[Label]:
    path = CORPORA / name / file
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def _loud(result: ScanResult) -> list[Finding]:
    """What a scan says at warning or above without further settings."""
    return [f for f in result.findings if f.severity >= Severity.WARNING and f.check in IN_DEFAULT_PROFILE]


def _found(label: Label, result: ScanResult) -> bool:
    least = Severity.NOTE if label.get("severity") == "note" else Severity.WARNING
    return any(finding.severity >= least and answers(finding, label) for finding in result.findings)


def _last_line(place: Label) -> int:
    return int(place["end_line"] if "end_line" in place else place["line"])


def _what(finding: Finding) -> tuple[str, ...]:
    """The check and the texts: what a finding is about, wherever it stands."""
    return (finding.check, *(segment.text for segment in (*finding.source, *finding.target)))


def _line(finding: Finding) -> str:
    return f"{finding.where} {finding.check} {finding.severity}: {finding.message}"
