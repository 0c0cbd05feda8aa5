"""The alignment as JSON: a public promise, described in docs/formats.md.

Keys are written out one by one, so that a rename in the code never renames a key. `FORMAT` goes up when a
key changes meaning or goes away; adding a key does not raise it.
"""

import json
from collections.abc import Iterable

from parallelcheck.model import AlignedPair, Document, Segment
from parallelcheck.report.bitext.export import Export, sides
from parallelcheck.report.json import escaped
from parallelcheck.report.status import statuses

FORMAT = 1  # 1: the first


def render(pair: AlignedPair, units: str) -> Export:
    """One object on one line."""
    source, target = sides(pair)
    whole = {
        "format": FORMAT,
        "beads": [[_indices(bead.source), _indices(bead.target), round(bead.score, 4)] for bead in pair.beads],
        "source": [segment.text for segment in source.segments],
        "target": [segment.text for segment in target.segments],
        "units": units,
        "status": [str(status) for status in statuses(pair, pair.beads)],
        "source_lines": _lines(source.segments),
        "target_lines": _lines(target.segments),
        "documents": {"source": _document(source), "target": _document(target)},
    }
    return Export((escaped(json.dumps(whole, ensure_ascii=False)) + "\n").encode())


def _indices(segments: Iterable[Segment]) -> list[int]:
    return [segment.index for segment in segments]


def _lines(segments: Iterable[Segment]) -> list[list[int]]:
    return [[segment.where.line, segment.where.end_line] for segment in segments]


def _document(document: Document) -> dict[str, str | None]:
    return {"path": document.path, "language": document.language}
