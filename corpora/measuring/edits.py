"""Changes of a file's lines, and where what was changed stands afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from parallelcheck.model import Finding, Segment


@dataclass(frozen=True)
class Edit:
    """`lines[start:stop]` of the target are replaced by these, none of them or more."""

    start: int
    stop: int
    lines: tuple[str, ...] = ()

    @property
    def claimed(self) -> set[int]:
        """The lines that no other edit may touch; an insertion claims the line that it stands before."""
        return set(range(self.start, max(self.stop, self.start + 1)))


@dataclass(frozen=True)
class Place:
    """Lines of source and target, 1-based; a finding that touches one of them is about what stands there."""

    source: frozenset[int]
    target: frozenset[int]

    def is_touched(self, finding: Finding) -> bool:
        """By a passage of the finding, on its own side."""
        return bool(self.source & lines_of(*finding.source) or self.target & lines_of(*finding.target))


@dataclass(frozen=True)
class Defect:
    """One thing that is made wrong: edits of the target, and where a finding may stand that says so.

    `source` are lines of the source, `target` lines of the target as it was that answer besides the edited ones, both
    1-based. `shown` is the text that it is about.
    """

    edits: tuple[Edit, ...]
    source: frozenset[int]
    shown: str
    target: frozenset[int] = frozenset()

    @property
    def claimed(self) -> set[int]:
        """What no other defect may touch."""
        return set().union(*(edit.claimed for edit in self.edits))


def lines_of(*segments: Segment) -> frozenset[int]:
    """The lines that the segments stand on."""
    return frozenset(line for s in segments for line in range(s.where.line, s.where.end_line + 1))


def apply(lines: Sequence[str], defects: Sequence[Defect]) -> tuple[list[str], list[Place]]:
    """The changed lines, and the place of each defect in them. No two defects may claim the same line."""
    edits = sorted((edit for defect in defects for edit in defect.edits), key=lambda edit: edit.start)
    changed: list[str] = []
    done = 0
    for edit in edits:
        changed += [*lines[done : edit.start], *edit.lines]
        done = edit.stop
    return [*changed, *lines[done:]], [_place(defect, edits) for defect in defects]


def _place(defect: Defect, edits: Sequence[Edit]) -> Place:
    """Where a defect stands when all edits are made."""
    new = {line for edit in defect.edits for line in range(_begin(edit, edits), _begin(edit, edits) + len(edit.lines))}
    gone = {line for edit in edits for line in range(edit.start + 1, edit.stop + 1)}
    kept = {line + _shift(line, edits) for line in defect.target - gone}
    return Place(defect.source, frozenset(new | kept))


def _begin(edit: Edit, edits: Sequence[Edit]) -> int:
    return edit.start + 1 + _shift(edit.start + 1, [other for other in edits if other is not edit])


def _shift(line: int, edits: Sequence[Edit]) -> int:
    """By how much a line moves down through the edits above it."""
    return sum(len(edit.lines) - (edit.stop - edit.start) for edit in edits if edit.stop < line)
