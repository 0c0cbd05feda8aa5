"""The documents of this folder: which labelled defects each check finds, and how often it is right."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from parallelcheck.config import Config
from parallelcheck.model import Finding
from parallelcheck.pipeline import scan

from .pairs import is_loud
from .tables import rate, table

Label = dict[str, Any]
DOCUMENTS = Path(__file__).resolve().parents[1]

TEXT = """# Labelled defects, measured

`python corpora/measure.py labelled`: {documents} documents of this folder with their translations, {labels} defects.

A check's recall is over the defects that carry its name, whichever accepted check finds them: at warning and above in
the default profile, and *with notes* of every profile. Its precision is over its findings of either sort in the
documents with and without defects, those in both counted once.

{table}
"""


@dataclass
class Counts:
    """Of each check: labels, those that are found, and that are found if notes count; findings with more than a note
    and notes, and those of them that answer a label.
    """

    labels: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    noted: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    right_notes: Counter[str] = field(default_factory=Counter)


def measure() -> str:
    """The page."""
    counts = Counts()
    config = Config(profile="review")
    folders = sorted(path.parent for path in DOCUMENTS.glob("*/expected.jsonl"))
    for folder in folders:
        labels = [json.loads(line) for line in (folder / "expected.jsonl").read_text("utf-8").splitlines()]
        count(counts, labels, *(scan([folder / version], config=config).findings for version in ("clean", "defects")))
    total = counts.labels.total()
    return TEXT.format(documents=len(folders), labels=total, table=table(_HEADS, _rows(counts)))


def count(counts: Counts, labels: Sequence[Label], clean: Sequence[Finding], defects: Sequence[Finding]) -> None:
    """Adds one folder: its labels, and what was found in both of its versions."""
    for label in labels:
        named = [finding for finding in defects if answers(finding, label)]
        counts.labels[label["check"]] += 1
        counts.found[label["check"]] += any(map(is_loud, named))
        counts.noted[label["check"]] += bool(named)
    false_alarms = {finding.content_fingerprint for finding in clean}  # the two versions stand in two folders
    for finding in (*clean, *(finding for finding in defects if finding.content_fingerprint not in false_alarms)):
        is_right = finding.content_fingerprint not in false_alarms and any(answers(finding, each) for each in labels)
        findings, right = (counts.findings, counts.right) if is_loud(finding) else (counts.notes, counts.right_notes)
        findings[finding.check] += 1
        right[finding.check] += is_right


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


_HEADS = ("check", "defects", "recall", "with notes", "findings", "precision", "notes", "precision of notes")


def _rows(counts: Counts) -> Iterator[Sequence[object]]:
    counters = [getattr(counts, each.name) for each in fields(counts)]
    for check in sorted(counts.labels | counts.findings | counts.notes):
        yield _row(check, *(counter[check] for counter in counters))
    yield _row("**all**", *(counter.total() for counter in counters))


def _row(name: str, *numbers: int) -> tuple[object, ...]:
    labels, found, noted, findings, right, notes, right_notes = numbers
    recalls = rate(found, labels), rate(noted, labels)
    return name, labels, *recalls, findings, rate(right, findings), notes, rate(right_notes, notes)
