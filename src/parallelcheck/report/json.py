"""The JSON report: a public promise, described in docs/formats.md.

Keys are written out one by one, so that a rename in the code never renames a key. `FORMAT` goes up when a
key changes meaning or goes away; adding a key does not raise it.
"""

import json
import math
import re
from collections.abc import Sequence

from parallelcheck.model import (
    AlignedPair,
    Calibration,
    Document,
    Finding,
    Problem,
    Related,
    ScanResult,
    Segment,
    Severity,
    Silenced,
)
from parallelcheck.report.plain import joined
from parallelcheck.report.tally import findings_in_order, pairs_in_order, problems_in_order, tally, tool_version

FORMAT = 1  # 1: the first

# Legal in JSON, but some of them act on the terminal that shows the file, and a lone surrogate is not UTF-8.
_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(result: ScanResult) -> str:
    """The report as one JSON object, indented, in UTF-8 letters."""
    text = json.dumps(_report(result), ensure_ascii=False, indent=2, allow_nan=False)
    return escaped(text) + "\n"


def escaped(text: str) -> str:
    """JSON without the characters that act on a terminal or are none of UTF-8's; it says the same."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _report(result: ScanResult) -> dict[str, object]:
    return {
        "format": FORMAT,
        "tool": {"name": "parallelcheck", "version": tool_version(), "model": result.model},
        "root": result.root,
        "summary": _summary(result),
        "pairs": [_pair(pair) for pair in pairs_in_order(result)],
        "findings": [_finding(finding) for finding in findings_in_order(result)],
        "problems": [_problem(problem) for problem in problems_in_order(result)],
        "notes": list(result.notes),
    }


def _summary(result: ScanResult) -> dict[str, object]:
    counts = tally(result)
    return {
        "pairs": counts.pairs,
        "documents": counts.documents,
        "passages": counts.passages,
        "findings": {
            "error": counts.findings[Severity.ERROR],
            "warning": counts.findings[Severity.WARNING],
            "note": counts.findings[Severity.NOTE],
        },
        "silenced": {
            "inline": counts.silenced["inline"],
            "decision": counts.silenced["decision"],
            "config": counts.silenced["config"],
        },
        "problems": counts.problems,
        "seconds": round(result.seconds, 3),
    }


def _pair(pair: AlignedPair) -> dict[str, object]:
    together = [bead for bead in pair.beads if bead.source and bead.target]
    return {
        "source": None if pair.source is None else _document(pair.source),
        "target": _document(pair.target),
        "paired_by": pair.paired_by,
        "confidence": _value(pair.confidence),
        "beads": len(together),
        "unaligned": [0, 0] if pair.source is None else _unaligned(pair),
        "calibration": _calibration(pair.calibration),
    }


def _unaligned(pair: AlignedPair) -> list[int]:
    return [
        sum(len(bead.source) for bead in pair.beads if not bead.target),
        sum(len(bead.target) for bead in pair.beads if not bead.source),
    ]


def _document(document: Document) -> dict[str, object]:
    return {"path": document.path, "language": document.language, "passages": len(document.segments)}


def _calibration(calibration: Calibration) -> dict[str, object]:
    return {
        "translations": _value(calibration.translations),
        "translations_deviation": _value(calibration.translations_deviation),
        "strangers": _value(calibration.strangers),
        "strangers_deviation": _value(calibration.strangers_deviation),
        "length_ratio": _value(calibration.length_ratio),
    }


def _finding(finding: Finding) -> dict[str, object]:
    first = finding.target or finding.source
    return {
        "check": finding.check,
        "severity": str(finding.severity),
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "score": _value(finding.score),
        "path": finding.where.path,
        "line": finding.where.line,
        "end_line": _end_line(first),
        "source": _span(finding.source),
        "target": _span(finding.target),
        "also": [_related(related) for related in finding.also],
        "evidence": {key: _value(value) for key, value in finding.evidence.items()},
        "suggestion": finding.suggestion,
        "silenced": None if finding.silenced is None else _silenced(finding.silenced),
        "ruling": finding.ruling,
    }


def _span(segments: Sequence[Segment]) -> dict[str, object] | None:
    if not segments:
        return None
    where = segments[0].where
    return {
        "path": where.path,
        "line": where.line,
        "end_line": _end_line(segments),
        "text": joined(segments),
        "label": where.label,
    }


def _related(related: Related) -> dict[str, object]:
    where = related.segment.where
    return {
        "path": where.path,
        "line": where.line,
        "end_line": where.end_line,
        "text": related.segment.text,
        "role": related.role,
    }


def _silenced(silenced: Silenced) -> dict[str, object]:
    return {"by": silenced.by, "reason": silenced.reason}


def _problem(problem: Problem) -> dict[str, object]:
    return {"path": problem.path, "reason": problem.reason}


def _end_line(segments: Sequence[Segment]) -> int:
    return max(segment.where.end_line for segment in segments)


def _value(value: str | float | bool | tuple[str, ...] | None) -> object:
    """A value of the evidence: numbers to four places (a number that JSON cannot hold is null), tuples as lists."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    return value
