"""What is said of translations as they are, and what a reader thinks of a sample of it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from parallelcheck.model import Finding, Severity

from .pairs import BY_DEFAULT, Original, is_loud
from .tables import table

VERDICTS = ("right", "debatable", "wrong")
_PER_DOCUMENT = 2
Row = dict[str, Any]

TEXT = """# Silence, measured

`python corpora/measure.py silence`: {pairs} pairs of {publishers}, {passages} passages.

They are clean pairs as they are. Clean is what has the same outline on both sides: real defects stand in them all the
same.

At warning and above, default profile: {loud} findings, **{rate:.2f} for each hundred passages**; the aim is 1 at most.
{judged}

{checks}

Findings for each hundred passages, by severity and languages:

{languages}
"""
JUDGED = (
    "Of {number} drawn by lot, at most two of a document, a reader found {right} right, {debatable} debatable "
    "and {wrong} wrong; the aim is 8 of 10 right ([the sample](silence-sample.jsonl))."
)
NOT_JUDGED = "No sample of them has been read yet."


def text(known: Sequence[Original], publishers: Sequence[str], sample: Sequence[Row]) -> str:
    """The page."""
    findings = [finding for original in known for finding in _heard(original)]
    passages, loud = _passages(known), sum(map(is_loud, findings))
    severities = sorted(Severity, reverse=True)
    return TEXT.format(
        pairs=len(known),
        publishers=", ".join(publishers),
        passages=passages,
        loud=loud,
        rate=100 * loud / passages,
        judged=_judged(sample),
        checks=table(
            ("check", *(head for severity in severities for head in (str(severity), "per hundred"))),
            _of_checks(findings, passages, severities),
        ),
        languages=table(
            ("languages", "passages", *map(str, severities), "warning and above"), _of_languages(known, severities)
        ),
    )


def _heard(original: Original) -> list[Finding]:
    """What the default profile says."""
    return [finding for finding in original.findings if finding.check in BY_DEFAULT and not finding.silenced]


def _passages(known: Sequence[Original]) -> int:
    return sum(len(original.aligned.target.segments) for original in known)


def _of_checks(
    findings: Sequence[Finding], passages: int, severities: Sequence[Severity]
) -> Iterator[Sequence[object]]:
    counts = Counter((finding.check, finding.severity) for finding in findings)
    for check in sorted({check for check, _ in counts}):
        numbers = [counts[check, severity] for severity in severities]
        yield check, *(cell for number in numbers for cell in (number, f"{100 * number / passages:.2f}"))


def _of_languages(known: Sequence[Original], severities: Sequence[Severity]) -> Iterator[Sequence[object]]:
    for languages in sorted({original.pair.languages for original in known}):
        some = [original for original in known if original.pair.languages == languages]
        counts = Counter(finding.severity for original in some for finding in _heard(original))
        shares = [100 * counts[severity] / _passages(some) for severity in severities]
        loud = 100 * sum(is_loud(f) for original in some for f in original.findings) / _passages(some)
        yield languages, _passages(some), *(f"{share:.2f}" for share in (*shares, loud))


def _judged(sample: Sequence[Row]) -> str:
    verdicts = Counter(row["verdict"] for row in sample if row["verdict"])
    return JUDGED.format(number=verdicts.total(), **{v: verdicts[v] for v in VERDICTS}) if verdicts else NOT_JUDGED


def drawn(known: Sequence[Original], number: int, before: Sequence[Row]) -> list[Row]:
    """So many findings at warning and above, with the verdicts that those among them already have. What is drawn hangs
    on each finding alone, so that most are drawn again when others come or go.
    """
    verdicts = {(row["pair"], row["fingerprint"]): row for row in before}
    rows = [row for original in known for row in _lots(original)[:_PER_DOCUMENT]]
    rows = sorted(rows, key=_lot)[:number]
    return [row | _verdict(verdicts.get((row["pair"], row["fingerprint"]), {})) for row in rows]


def _lots(original: Original) -> list[Row]:
    """What is said of a document, in the order of its lots."""
    rows = {finding.fingerprint: _row(original, finding) for finding in original.findings if is_loud(finding)}
    return sorted(rows.values(), key=_lot)


def _lot(row: Row) -> str:
    return hashlib.sha256(f"{row['pair']} {row['fingerprint']}".encode()).hexdigest()


def _row(original: Original, finding: Finding) -> Row:
    return {
        "pair": original.pair.name,
        "where": str(finding.where),
        "check": finding.check,
        "severity": str(finding.severity),
        "message": finding.message,
        "fingerprint": finding.fingerprint,
    }


def _verdict(row: Row) -> Row:
    return {"verdict": row.get("verdict", ""), "why": row.get("why", "")}


def read_sample(path: Path) -> list[Row]:
    """The sample as it was written, with the verdicts; nothing if there is none.

    Raises:
        ValueError: a verdict that is none.
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    for row in rows:
        if row["verdict"] not in (*VERDICTS, ""):
            raise ValueError(
                f"{path}: {row['where']}: a verdict is one of {', '.join(VERDICTS)}, not {row['verdict']!r}."
            )
    return rows
