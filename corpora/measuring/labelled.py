"""The documents of this folder: which labelled defects each check finds, and how often it is right."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parallelcheck.model import Finding
from parallelcheck.pipeline import scan

from .pairs import is_loud
from .tables import rate, table

Label = dict[str, Any]
DOCUMENTS = Path(__file__).resolve().parents[1]

TEXT = """# Labelled defects, measured

`python corpora/measure.py labelled`: {documents} documents of this folder with their translations, {labels} defects.

A check's recall is over the defects that carry its name, whichever accepted check finds them; its precision over its
findings at warning and above in the documents with and without defects, those in both counted once.

{table}
"""


@dataclass
class Counts:
    """Of each check: labels, labels that are found, findings, and findings that answer a label."""

    labels: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)


def measure() -> str:
    """The page."""
    counts = Counts()
    folders = sorted(path.parent for path in DOCUMENTS.glob("*/expected.jsonl"))
    for folder in folders:
        labels = [json.loads(line) for line in (folder / "expected.jsonl").read_text("utf-8").splitlines()]
        count(counts, labels, *(scan([folder / version]).findings for version in ("clean", "defects")))
    total = counts.labels.total()
    return TEXT.format(documents=len(folders), labels=total, table=table(_HEADS, _rows(counts)))


def count(counts: Counts, labels: Sequence[Label], clean: Sequence[Finding], defects: Sequence[Finding]) -> None:
    """Adds one folder: its labels, and what was found in both of its versions."""
    false_alarms = {finding.fingerprint: finding for finding in clean if is_loud(finding)}
    loud = [finding for finding in defects if is_loud(finding) and finding.fingerprint not in false_alarms]
    for label in labels:
        counts.labels[label["check"]] += 1
        heard = defects if label.get("severity") == "note" else loud
        counts.found[label["check"]] += any(answers(finding, label) for finding in heard)
    for finding in (*false_alarms.values(), *loud):
        counts.findings[finding.check] += 1
    for finding in loud:
        counts.right[finding.check] += any(answers(finding, label, instead=True) for label in labels)


def answers(finding: Finding, label: Label, *, instead: bool = False) -> bool:
    """Whether the finding has a name that is accepted for the label, or for a missed one stands in its place, and
    touches its lines or those of its counterpart.
    """
    accepted = [label["check"], *label.get("also_accepted", ()), *(label.get("instead", ()) if instead else ())]
    places = [label, *([label["counterpart"]] if "counterpart" in label else [])]
    return finding.check in accepted and any(
        segment.where.path.endswith(place["path"])
        and segment.where.line <= place.get("end_line", place["line"])
        and segment.where.end_line >= place["line"]
        for segment in (*finding.source, *finding.target)
        for place in places
    )


_HEADS = ("check", "defects", "found", "recall", "findings", "right", "precision")


def _rows(counts: Counts) -> Iterator[Sequence[object]]:
    for check in sorted(counts.labels | counts.findings):
        yield _row(check, *(counter[check] for counter in (counts.labels, counts.found, counts.findings, counts.right)))
    totals = (counter.total() for counter in (counts.labels, counts.found, counts.findings, counts.right))
    yield _row("**all**", *totals)


def _row(name: str, labels: int, found: int, findings: int, right: int) -> tuple[object, ...]:
    return name, labels, found, rate(found, labels), findings, right, rate(right, findings)
