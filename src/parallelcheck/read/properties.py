"""Java's .properties files."""

import re
from collections.abc import Callable

from parallelcheck.model import Document, Kind
from parallelcheck.read.encoding import decode
from parallelcheck.read.messages import Scalar, hold_messages, placeholders
from parallelcheck.read.passage import Passage, Source, segments

# A logical line: natural lines that end in an odd number of backslashes go on (java.util.Properties.load).
_LINE = re.compile(r"[ \t\f]*(?:[#!][^\n]*|((?:[^\\\n]|\\.|\\\n)*))(?:\n|\\?\Z)", re.DOTALL)
_KEY = re.compile(r"((?:[^\\\s=:]|\\.)*)[ \t\f]*[=:]?[ \t\f]*", re.DOTALL)
_PART = re.compile(r"((?:\\u[0-9a-fA-F]{4})+)|\\\n[ \t\f]*|\\(.)|([^\\]+)", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


def read(text: str, path: str) -> Document:
    """The values, keyed by their names, escapes undone."""
    source = Source(text, path)
    return Document(path, "properties", segments(_passages(source), source))


def holds_text(path: str, content: Callable[[], bytes]) -> bool:
    """Whether a file in a folder is one of messages, and no settings of a program."""

    def scalars() -> list[Scalar]:
        text, _ = decode(content(), path)
        return [Scalar((p.key or "",), p.text, 0, 0) for p in _passages(Source(text, path))]

    return hold_messages(path, scalars)


def _passages(source: Source) -> list[Passage]:
    found = []
    for line in _LINE.finditer(source.text):
        if line[1] and (key := _KEY.match(line[1])):
            name, passage = Passage(), Passage(Kind.MESSAGE)
            _add(name, key[1], 0)
            _add(passage, line[1][key.end() :], line.start(1) + key.end())
            passage.key = name.text
            passage.marks = list(placeholders(passage.text))
            found.append(passage)
    return found


def _add(passage: Passage, raw: str, at: int) -> None:
    """The text without its escapes, each piece where it stands."""
    for part in _PART.finditer(raw):
        code, escaped, plain = part.groups()
        if code:  # UTF-16
            plain = bytes.fromhex(code.replace("\\u", "")).decode("utf-16-be", errors="replace")
        elif escaped:
            plain = _CONTROLS.get(escaped, escaped)
        if plain:
            passage.add(plain, at + part.start())
