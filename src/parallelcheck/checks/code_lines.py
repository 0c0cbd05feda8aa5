"""The lines of a block of code, without what stands in them for people to read, and how those of two blocks differ."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from parallelcheck.checks.placeholder_names import is_html
from parallelcheck.model import Segment

_READ = re.compile(
    r"""(?P<comment><!--.*?-->|/\*.*?\*/|(?:^|(?<=\s))(?:\#(?=[\s\#])|//)[^\n]*|^(?:--\s|;|%|REM\b)[^\n]*)
    |(?P<string>\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\[^\n])*"|(?<!\w)'(?:[^'\\\n]|\\[^\n])*')
    |(?P<name><[^\W\d][\w\s-]*>)""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_TOKEN = re.compile(r"(?<!\S)--?[\w-]+|\w+|[^\w\s]")  # the name of an option is one
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAME = re.compile(r"[^\W\d_][^\W\d]+(\d*)")
_SYMBOL = re.compile(r"[][{}()=;<>$|&\\/@#*+_~^`]|(?<!\w)-")
_DIAGRAM = re.compile(r"\A\s*(?:graph|flowchart|sequenceDiagram|gantt|pie|mindmap|classDiagram)\b|\+--|[┌╔╭]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is written, and the tokens of it that a program reads."""

    text: str
    tokens: tuple[str, ...]

    @property
    def is_prose(self) -> bool:
        """Four words and hardly any symbol: what a program prints, or a text that is quoted."""
        return len(_WORD.findall(self.text)) >= 4 and len(_SYMBOL.findall(self.text)) <= 1

    @property
    def words(self) -> frozenset[str]:
        """What stands between blanks and is but letters."""
        return frozenset(part for part in self._parts if part.isalpha())

    @property
    def values(self) -> Counter[str]:
        """What stands between blanks and is more than letters: paths, numbers, options."""
        return Counter(part for part in self._parts if part and not part.isalpha())

    @property
    def _parts(self) -> list[str]:
        return [part.strip(".,:;!?()\"'«»“”„") for part in self.text.split()]

    def translates(self, other: "Line") -> bool:
        """Both are for people: prose, or other words around the same values, or words alone, and all of them others."""
        if self.is_prose and other.is_prose:
            return True
        same, most = self.words & other.words, min(len(self.words), len(other.words)) / 2
        if not self.values and not other.values:
            return not same
        return self.values == other.values and most > 1 and len(same) <= most


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of the source, and those that stand for them in the translation; one side may be empty."""

    source: Sequence[Line]
    target: Sequence[Line]


def lines(segment: Segment) -> list[Line]:
    """The lines of a block in which there is something for a program."""
    starts = [0, *(at for at, line in segment.lines if line > segment.where.line), len(segment.text)]
    written = [" ".join(segment.text[start:end].split()) for start, end in pairwise(starts)]
    read = _READ.sub(_for_programs, "\n".join(written)).split("\n")
    found = (Line(text, tuple(_TOKEN.findall(rest))) for text, rest in zip(written, read, strict=True))
    return [line for line in found if line.tokens]


def is_diagram(segment: Segment) -> bool:
    """Whether a block is a drawing, whose labels are translated."""
    return _DIAGRAM.search(segment.text) is not None


def changes(source: Sequence[Line], target: Sequence[Line], languages: tuple[str | None, str | None]) -> list[Change]:
    """Where two blocks differ in more than white space and what is for people."""
    own, theirs = ([_without_languages(line, languages) for line in side] for side in (source, target))
    found: list[Change] = []
    for what, start, end, first, last in SequenceMatcher(None, own, theirs, autojunk=False).get_opcodes():
        if what != "equal":
            found += _changes(source[start:end], target[first:last])
    return found


def _changes(source: Sequence[Line], target: Sequence[Line]) -> Iterator[Change]:
    if len(source) == len(target):
        pairs = zip(source, target, strict=True)
        yield from (Change([one], [other]) for one, other in pairs if not one.translates(other))
        return
    code = Change([line for line in source if not line.is_prose], [line for line in target if not line.is_prose])
    if [line.tokens for line in code.source] != [line.tokens for line in code.target]:
        yield code


def is_reworded(change: Change) -> bool:
    """Whether words of a sample may only have been translated: “/srv/shared” and “/srv/partage”, “option1” and
    “opcion1”.
    """
    left, right = ([token for line in side for token in line.tokens] for side in (change.source, change.target))
    differ = [(one, other) for one, other in zip(left, right, strict=False) if one != other]
    return len(left) == len(right) and all(_is_reworded(*pair) for pair in differ)


def _is_reworded(one: str, other: str) -> bool:
    words = _NAME.fullmatch(one), _NAME.fullmatch(other)
    return bool(words[0] and words[1] and words[0][1] == words[1][1])


def _for_programs(found: re.Match[str]) -> str:
    """Nothing for a comment, empty quotes for a string that reads like text; as many lines as before."""
    breaks = "\n" * found[0].count("\n")
    if found["comment"]:
        return breaks
    if found["name"]:
        return found[0] if is_html(found[0].split()[0].rstrip(">") + ">") else "<>" + breaks
    inside = found[0].strip("\"'")
    return f'""{breaks}' if " " in inside or inside.isalpha() else f'"{inside}"'


def _without_languages(line: Line, languages: tuple[str | None, str | None]) -> tuple[str, ...]:
    return tuple("" if token.lower() in languages else token for token in line.tokens)
