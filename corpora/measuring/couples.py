"""The passages of a real pair that can be changed in the file: those that surely translate one another."""

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from parallelcheck.model import Bead, Kind, Segment

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
from seeded import sections, sentences_of, shorter, sure_beads

from .edits import Defect, Edit, lines_of
from .pairs import Original

__all__ = ["PROSE", "Couple", "couples", "own_words", "sections", "sentences_of", "share_words"]

PROSE = (Kind.PARAGRAPH, Kind.LIST_ITEM)


@dataclass(frozen=True)
class Couple:
    """A passage, its translation, and the lines that they take in their files; no other passage is on them."""

    bead: Bead
    source_lines: tuple[str, ...]
    target_lines: tuple[str, ...]

    @property
    def source(self) -> Segment:
        """The passage."""
        return self.bead.source[0]

    @property
    def target(self) -> Segment:
        """Its translation."""
        return self.bead.target[0]

    @property
    def words(self) -> int:
        """Of the shorter side."""
        return shorter(self.bead)

    def indented(self, lines: Sequence[str]) -> tuple[str, ...]:
        """Lines of another passage, indented as the translation is: four blanks more make code of a paragraph."""
        own, other = (indent(next(iter(each), "")) for each in (self.target_lines, lines))
        return tuple(own + line.removeprefix(other) if line.strip() else line for line in lines)

    def replaced(self, lines: Sequence[str], shown: str) -> Defect:
        """Other lines in the place of the translation."""
        where = self.target.where
        return Defect((Edit(where.line - 1, where.end_line, tuple(lines)),), lines_of(self.source), shown)


def indent(line: str) -> str:
    """The white space that a line begins with."""
    return line[: len(line) - len(line.lstrip())]


def own_words(text: str, other: str) -> int:
    """How many words of a text its translation does not have: what there is to translate, without names and codes."""
    known = set(_words(other))
    return sum(word not in known for word in _words(text))


def _words(text: str) -> list[str]:
    """Those of letters only."""
    stripped = (word.strip(".,;:!?…()[]\"'“”„«»‘’").casefold() for word in text.split())
    return [word for word in stripped if re.fullmatch(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", word)]


def share_words(text: str, other: str) -> bool:
    """Whether more than a third of all their words are in both: half of each, where they are equally long."""
    left, right = ({word.casefold() for word in each.split()} for each in (text, other))
    return 3 * len(left & right) > len(left | right)


def couples(original: Original, kinds: Sequence[Kind] = PROSE, least_words: int = 1) -> list[Couple]:
    """Passages of these kinds and of so many words on either side, in the order of the target."""
    return [each for each in _all_couples(original) if each.target.kind in kinds and each.words >= least_words]


@cache
def _all_couples(original: Original) -> tuple[Couple, ...]:
    pair, documents = original.pair, (original.aligned.source, original.aligned.target)
    alone = [_alone(document.segments) for document in documents if document]
    beads = [bead for bead in sure_beads(original.aligned) if bead.source[0].kind is bead.target[0].kind]
    return tuple(
        Couple(bead, _raw(pair.source_lines, bead.source[0]), _raw(pair.lines, bead.target[0]))
        for bead in sorted(beads, key=lambda bead: bead.target[0].index)
        if bead.source[0].index in alone[0] and bead.target[0].index in alone[1]
    )


def _alone(segments: Sequence[Segment]) -> set[int]:
    """Which passages share no line with another one."""
    owners = Counter(line for segment in segments for line in lines_of(segment))
    return {segment.index for segment in segments if all(owners[line] == 1 for line in lines_of(segment))}


def _raw(lines: Sequence[str], segment: Segment) -> tuple[str, ...]:
    return tuple(lines[segment.where.line - 1 : segment.where.end_line])
