"""What the formats of an alignment share: the file with what had to be left out of it, and the beads as rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallelcheck.errors import UsageError
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Document, Segment
from parallelcheck.report.status import Status, statuses

# What XML 1.0 (2.2) has no place for, and what acts on a terminal; all of it is noise in a text.
_NOISE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Export:
    """A file, and sentences on what of the alignment is not in it."""

    content: bytes
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A bead: the texts of either side on one line each, and where they stand: "12", "12-15"."""

    source: str
    target: str
    score: float
    status: Status
    kind: str
    source_lines: str
    target_lines: str


def sides(pair: AlignedPair) -> tuple[Document, Document]:
    """Source and target. Raises UsageError for a document alone."""
    if pair.source is None:
        raise UsageError(
            _("{path} stands alone: there is nothing that it is aligned with.").format(path=pair.target.path)
        )
    return pair.source, pair.target


def rows(pair: AlignedPair) -> Iterator[Row]:
    """The beads in their order."""
    for bead, status in zip(pair.beads, statuses(pair, pair.beads), strict=True):
        kinds = dict.fromkeys(str(segment.kind) for segment in (*bead.source, *bead.target))
        yield Row(
            source=_text(bead.source),
            target=_text(bead.target),
            score=bead.score,
            status=status,
            kind=", ".join(kinds),
            source_lines=_lines(bead.source),
            target_lines=_lines(bead.target),
        )


def _text(segments: Sequence[Segment]) -> str:
    return " ".join(_NOISE.sub("\ufffd", " ".join(segment.text.split())) for segment in segments)


def _lines(segments: Sequence[Segment]) -> str:
    if not segments:
        return ""
    first, last = segments[0].where.line, segments[-1].where.end_line
    return f"{first}-{last}" if last > first else str(first)
