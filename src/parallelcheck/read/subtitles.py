"""Subtitles: SubRip (SRT) and WebVTT, with the sentences that run on over several of them put together."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document, Segment
from parallelcheck.read.elements import Flow, language_of
from parallelcheck.read.markup import Tag, names, resolved, tokens
from parallelcheck.read.passage import Passage, Source, segments

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,3})?)"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?![\d:])")
_MEANT_AS_TIMES = re.compile(r"\s*\d[\d:.,\s]*-->")
_LANGUAGE = re.compile(r"WEBVTT[^\n]*\n(?:[^\n]+\n)*?Language:[ \t]*(\S+)")
# Positions and styles that other formats left behind, and the times of single words: {\an8}, {y:i}, <00:01:02.500>.
_CODES = re.compile(r"\{\\[^{}\n]{0,200}\}|\{[A-Za-z]:[^{}\n]{0,50}\}|<\d[\d:.]{0,20}>")
_UNSEEN = "\u200b"  # of no width: it stands for a code, so that every place stays what it was
_STYLES = names("i b u em strong rt rp")
_DASH = re.compile(r"\s*[-–—‐]+\s*(?=\W{0,3}([^\W\d_]))")  # another one speaks
_END = re.compile(r"[.!?…。！？♪][\s\"'”’»)\]]*$|[\])]\s*$")
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:[A-ZÀ-Þ][a-zà-ÿ]{0,2}|(?:[A-Z]\.)+[A-Z])\.\s*$"
)  # or a sentence of one short word
_WORD = re.compile(r"\s+|\S+")
_OPENING = "-–—«“„\"'‘¿¡"
_SOUNDS = "([♪"
_PAUSE = 2.0  # seconds in which nothing is shown: what follows is something else
_AT_ONCE = 0.1  # seconds
_LONG = 300  # characters without the end of a sentence: recognised speech has none


@dataclass(frozen=True, slots=True)
class _Cue:
    """What is shown at a time: lines with the offsets at which they stand; begin and end in seconds; its line."""

    lines: Sequence[tuple[int, str]]
    begin: float
    end: float
    line: int


def read(text: str, path: str) -> Document:
    """The sentences of subtitles, whichever way they are cut into cues: two translations are seldom cut alike.

    A passage ends with its sentence, where another one speaks, at a pause of more than two seconds, and at a line's
    end after 300 characters. Its label is the time of its first cue. Comments, styles and cue names are not shown and
    not read. Raises `ReadError` where the times of a cue cannot be read, and where there is no cue.
    """
    source = Source(_CODES.sub(lambda code: _UNSEEN * len(code[0]), text), path)
    cues = list(_cues(source))
    if not cues:
        raise ReadError(
            _("{path} has no subtitles in it: they begin with times such as 00:01:02,500 --> 00:01:04,000").format(
                path=path
            )
        )
    # Live captions roll up: the line that was the last is shown again, above the new one.
    repeated = [False, *(_repeats(*pair) for pair in pairwise(cues))]
    rolls_up = 2 * sum(repeated) > len(cues)
    writer = _Writer(source)
    ended = 0.0
    for cue, again in zip(cues, repeated, strict=True):
        lines = cue.lines[1:] if again and rolls_up else cue.lines
        writer.cue(lines, after_pause=cue.begin - ended > _PAUSE)
        ended = cue.end
    declared = _LANGUAGE.match(source.text)
    passages = segments(writer.finished(), source)
    return Document(path, "subtitles", tuple(_labelled(passages, cues)), language_of(declared[1] if declared else None))


def _repeats(before: _Cue, cue: _Cue) -> bool:
    """Whether a cue follows at once, and begins with the last line of the one before it."""
    first = _seen(cue.lines[0][1]) if cue.lines else ""
    last = _seen(before.lines[-1][1]) if before.lines else ""
    return first == last and abs(cue.begin - before.end) <= _AT_ONCE


def _cues(source: Source) -> Iterator[_Cue]:
    lines = list(zip(source.starts, source.text.split("\n"), strict=True))
    rows = [row for row, (_, line) in enumerate(lines) if _is_times(line, row, source)]
    for row, following in pairwise([*rows, len(lines)]):
        times = _TIMES.match(lines[row][1])
        shown = lines[row + 1 : following]
        if source.text.startswith("WEBVTT"):
            shown = shown[: next((at for at, (_, line) in enumerate(shown) if not line), len(shown))]
        elif following < len(lines) and shown and shown[-1][1].strip().isdecimal():
            shown.pop()  # the number of the cue that follows
        if times:
            shown = [(at, line) for at, line in shown if _seen(line)]
            yield _Cue(shown, _seconds(*times.groups()[:3]), _seconds(*times.groups()[3:]), row + 1)


def _is_times(line: str, row: int, source: Source) -> bool:
    if _TIMES.match(line):
        return True
    if _MEANT_AS_TIMES.match(line):
        raise ReadError(
            _("{path}, line {row}: times such as 00:01:02,500 --> 00:01:04,000 are expected here").format(
                path=source.path, row=row + 1
            )
        )
    return False


def _seconds(hours: str | None, minutes: str, seconds: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))


def _seen(line: str) -> str:
    return re.sub(r"<[^<>]*>", "", line).replace(_UNSEEN, "").strip()


class _Writer:
    """Tells a `Flow` what is said, word by word, and where a passage ends."""

    def __init__(self, source: Source) -> None:
        self._flow = Flow(source)
        self._open: list[str] = []  # tags, which no cue passes on to the next
        self._said = ""  # the end of the unfinished passage
        self._length = 0  # of it
        self._line_begins = True

    def cue(self, lines: Sequence[tuple[int, str]], *, after_pause: bool) -> None:
        """Go on with the lines of a cue."""
        if after_pause:
            self._end()
        for at, line in lines:
            self._line(line, at)
        for name in reversed(self._open):
            self._flow.close(name)
        self._open = []

    def finished(self) -> list[Passage]:
        """All passages."""
        self._end()
        return self._flow.passages

    def _line(self, line: str, at: int) -> None:
        if self._length > _LONG:
            self._end()
        self._line_begins = True
        self._flow.text("\n", at)
        for offset, token in tokens(line):
            if isinstance(token, Tag):
                self._tag(token, at + offset)
            else:
                for inside, text in resolved(token):
                    self._text(text, at + offset + inside)

    def _tag(self, tag: Tag, at: int) -> None:
        name = tag.name.partition(".")[0]
        if name == "v" and not tag.closing:
            self._end()
        element = "span" if name == "lang" else name
        if name != "lang" and name not in _STYLES:
            return
        if tag.closing:
            self._flow.close(element)
            self._open = [other for other in self._open if other != element]
        else:
            language = next(iter(tag.attributes), "") if name == "lang" else ""
            self._flow.open(element, {"lang": language} if language else {}, at, at + tag.length)
            self._open.append(element)

    def _text(self, text: str, at: int) -> None:
        start = 0
        if self._line_begins and (dash := _DASH.match(text)) and not dash[1].islower():
            self._end()
            start = dash.end()
        for word in _WORD.finditer(text, start):
            self._word(word[0], at + word.start())

    def _word(self, word: str, at: int) -> None:
        if self._is_over(word):
            self._end()
        self._flow.text(word, at)
        self._said = (self._said + word)[-30:]
        self._length += len(word)
        self._line_begins = self._line_begins and not word.strip()

    def _is_over(self, word: str) -> bool:
        """Whether a sentence has ended, and the word begins another one."""
        said = self._said.replace(_UNSEEN, "")
        if not _END.search(said) or _ABBREVIATION.search(said):
            return False
        first = next(filter(str.isalnum, word), "")
        return word[0] in _SOUNDS or (not first.islower() if first else word[0] in _OPENING)

    def _end(self) -> None:
        self._flow.flush()
        self._said, self._length = "", 0


def _labelled(passages: Sequence[Segment], cues: Sequence[_Cue]) -> Iterator[Segment]:
    lines = [cue.line for cue in cues]
    for passage in passages:
        seconds = int(cues[bisect_right(lines, passage.where.line) - 1].begin)
        label = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        yield replace(passage, where=replace(passage.where, label=label))
