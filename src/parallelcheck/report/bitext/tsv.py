"""The alignment as tab-separated values: one bead a line, without a header."""

from parallelcheck.model import AlignedPair
from parallelcheck.report.bitext.export import Export, rows


def render(pair: AlignedPair, units: str) -> Export:  # noqa: ARG001 - the same for units of every kind
    """Source, target, score, lines of the source, lines of the target, status."""
    lines = [
        f"{row.source}\t{row.target}\t{row.score:.4f}\t{row.source_lines}\t{row.target_lines}\t{row.status}\n"
        for row in rows(pair)
    ]
    return Export("".join(lines).encode())
