"""A passage while it is being read: pieces of text, each with its place in the file."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from parallelcheck.model import Kind, Location, Mark, MarkKind, Segment, State

# White space that folds into one space: all that `\s` matches but the no-break spaces and the thin and
# figure space, which are typography. Soft hyphens and zero-width spaces are seen by nobody and go.
_SPACES = " \t\n\r\f\v\x1c-\x1f\x85\u1680\u2000-\u2006\u2008\u200a\u2028\u2029\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_WORD = re.compile(f"[^{_SPACES}{_INVISIBLE}]+")
_BETWEEN = re.compile(f"[{_SPACES}]")
_EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + _INVISIBLE

_QUOTE = re.compile(
    r"""«[^«»]*(?:«[^«»]*»[^«»]*)*» | “[^“”]*” | „[^„“”]*[“”] | 「[^「」]*」 | 『[^『』]*』
    | (?<![\w])"(?=\S)[^"]*(?<=\S)"(?!\w) | »(?=\w)[^«»]*(?<=[\w.!?…,])«""",
    re.VERBOSE,
)
_URL = re.compile(r"""\bhttps?://(?:[^\s<>"«»“”()]|\([^\s<>"«»“”()]*\))+(?<![.,;:!?…'’\]}])""")
_NEAR = 5000  # characters; a longer search for what is not there would take quadratic time


class Source:
    """The text of a file, and on which line and in which column an offset of it is."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line(self, at: int) -> int:
        """The line, from 1."""
        return bisect_right(self.starts, at)

    def span(self, row: int) -> tuple[int, int]:
        """From where to where a line reaches, its end included; lines counted from 0, the last for any beyond."""
        row = min(row, len(self.starts) - 1)
        return self.starts[row], self.starts[row + 1] if row + 1 < len(self.starts) else len(self.text)

    def find(self, words: str, at: int, end: int) -> int:
        """Where the words stand from `at` on and not far behind it; `at` if they do not, being spelled otherwise."""
        found = self.text.find(words, at, min(end, at + len(words) + _NEAR))
        return max(found, at)

    def column(self, at: int) -> int:
        """The character in its line, from 1."""
        return at - self.starts[self.line(at) - 1] + 1


@dataclass(slots=True)
class Passage:
    """What will be one segment. Marks and breaks count in the text as it was added, not yet folded."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    language: str | None = None
    key: str | None = None
    translatable: bool = True
    state: State | None = None
    note: str = ""
    pieces: list[tuple[int, int, str]] = field(default_factory=list)  # offset here, offset in the file, text
    marks: list[Mark] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)  # where the author broke the line on purpose
    length: int = 0

    @property
    def text(self) -> str:
        """All that was added, white space as it came."""
        return "".join(piece for _, _, piece in self.pieces)

    @property
    def at(self) -> int:
        """Where in the file the first word stands."""
        return next((at for _, at, piece in self.pieces if piece.strip()), 0)

    def add(self, text: str, at: int) -> None:
        """Go on with `text`, which stands in the file at `at`."""
        self.pieces.append((self.length, at, text))
        self.length += len(text)

    def add_words(self, text: str, source: Source, at: int, end: int) -> None:
        """Go on with `text`, whose words stand between `at` and `end`, perhaps spelled a little differently."""
        for word in re.findall(r"\S+\s*|\s+", text):
            at = source.find(word.rstrip(), at, end)
            self.add(word, at)

    def mark(self, kind: MarkKind, start: int, value: str = "", language: str | None = None) -> None:
        """What was added from `start` on is of this kind."""
        self.marks.append(Mark(kind, start, self.length, value, language))

    def part(self, start: int, end: int) -> "Passage":
        """The passage that the text from `start` to `end` is by itself."""
        part = replace(self, pieces=[], marks=[], breaks=[], length=0)
        first = max(bisect_right(self.pieces, start, key=lambda piece: piece[0]) - 1, 0)
        for offset, at, text in takewhile(lambda piece: piece[0] < end, self.pieces[first:]):
            low, high = max(start - offset, 0), min(end - offset, len(text))
            if low < high:
                part.add(text[low:high], at + low)
        part.marks = [
            replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
            for mark in self.marks
            if (mark.start < end and mark.end > start) or start <= mark.start == mark.end < end
        ]
        return part

    def extend(self, other: "Passage") -> None:
        """Go on with all of another passage."""
        self.add(" ", other.at)
        start = self.length
        for _, at, text in other.pieces:
            self.add(text, at)
        self.marks += [replace(mark, start=mark.start + start, end=mark.end + start) for mark in other.marks]
        self.breaks += [start + at for at in other.breaks]


def segments(passages: Iterable[Passage], source: Source) -> tuple[Segment, ...]:
    """The segments that passages make, in order, numbered, each with the headings that it stands under."""
    return arranged(filter(None, (_segment(passage, source) for passage in passages)))


def arranged(found: Iterable[Segment]) -> tuple[Segment, ...]:
    """Segments in order, numbered, each with the headings that it stands under."""
    numbered: list[Segment] = []
    headings: list[Segment] = []
    for segment in found:
        if segment.kind is Kind.HEADING:
            headings = [heading for heading in headings if heading.level < segment.level]
        section = tuple(heading.text for heading in headings)
        numbered.append(replace(segment, index=len(numbered), section=section))
        if segment.kind is Kind.HEADING:
            headings.append(segment)
    return tuple(numbered)


def _segment(passage: Passage, source: Source) -> Segment | None:
    """The passage with its white space folded; None if there is nothing in it to read."""
    folded = _Folded(passage.text)
    marks = [mark for mark in map(folded.mark, passage.marks) if mark]
    # A message of nothing but placeholders is still there; anything else must have something to read.
    if not folded.text or (passage.kind is not Kind.MESSAGE and not _readable(folded.text, marks)):
        return None
    at, lines = _lines(passage, folded, source)
    return Segment(
        kind=passage.kind,
        text=folded.text,
        where=Location(source.path, lines[0][1], max(line for _, line in lines), source.column(at)),
        level=passage.level,
        language=passage.language,
        key=passage.key,
        marks=tuple(sorted([*marks, *_seen(folded.text, marks)], key=lambda mark: (mark.start, -mark.end, mark.kind))),
        lines=tuple(lines[1:]),
        translatable=passage.translatable,
        state=passage.state,
        note=passage.note,
    )


class _Folded:
    """A text with its white space folded, and where in it the places of the unfolded text have gone."""

    def __init__(self, raw: str) -> None:
        self.starts: list[int] = []  # of the words, unfolded
        self.ends: list[int] = []
        self.places: list[int] = []  # of the words, folded
        parts: list[str] = []
        length = 0
        for word in _WORD.finditer(raw, len(raw) - len(raw.lstrip(_EDGES)), len(raw.rstrip(_EDGES))):
            if parts and _BETWEEN.search(raw, self.ends[-1], word.start()):
                parts.append(" ")
                length += 1
            parts.append(word[0])
            self.starts.append(word.start())
            self.ends.append(word.end())
            self.places.append(length)
            length += len(word[0])
        self.text = "".join(parts)

    def mark(self, mark: Mark) -> Mark | None:
        """The mark in the folded text; None if it was over nothing but white space."""
        end = self._end(mark.end)
        start = self._start(mark.start) if mark.start < mark.end else end
        if start >= end and mark.start < mark.end and mark.kind not in (MarkKind.IMAGE, MarkKind.FOOTNOTE):
            return None
        value = self.text[start:end] if mark.kind is MarkKind.CODE else mark.value
        return replace(mark, start=min(start, end), end=end, value=value)

    def _start(self, at: int) -> int:
        word = bisect_right(self.ends, at)
        return self.places[word] + max(at - self.starts[word], 0) if word < len(self.starts) else len(self.text)

    def _end(self, at: int) -> int:
        word = bisect_left(self.starts, at) - 1
        return self.places[word] + min(at, self.ends[word]) - self.starts[word] if word >= 0 else 0


def _lines(passage: Passage, folded: _Folded, source: Source) -> tuple[int, list[tuple[int, int]]]:
    """Where in the file the first word stands, and (offset in the folded text, line) where a line begins."""
    lines: list[tuple[int, int]] = []
    first = 0
    pieces = iter(passage.pieces)
    offset, at, text = next(pieces)
    for start, place in zip(folded.starts, folded.places, strict=True):
        while start >= offset + len(text):
            offset, at, text = next(pieces)
        line = source.line(at + start - offset)
        first = first if lines else at + start - offset
        if not lines or line != lines[-1][1]:
            lines.append((place, line))
    return first, lines


def _readable(text: str, marks: Sequence[Mark]) -> bool:
    """Is there a letter or a digit in it, outside placeholders?"""
    at = 0
    for mark in sorted((mark for mark in marks if mark.kind is MarkKind.PLACEHOLDER), key=lambda mark: mark.start):
        if any(map(str.isalnum, text[at : mark.start])):
            return True
        at = max(at, mark.end)
    return any(map(str.isalnum, text[at:]))


def _seen(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks that the text itself shows: quotations (quotation marks included) and bare addresses."""
    code, opaque = bytearray(len(text)), bytearray(len(text))
    for mark in marks:
        if mark.kind in (MarkKind.CODE, MarkKind.PLACEHOLDER, MarkKind.LINK):
            opaque[mark.start : mark.end] = b"1" * (mark.end - mark.start)
            if mark.kind is not MarkKind.LINK:
                code[mark.start : mark.end] = b"1" * (mark.end - mark.start)
    for match in _URL.finditer(text):
        if not any(opaque[match.start() : match.end()]):
            yield Mark(MarkKind.LINK, match.start(), match.end(), match[0])
    for match in _QUOTE.finditer(text):
        if not code[match.start()]:
            yield Mark(MarkKind.QUOTE, match.start(), match.end())
