"""TOML message files: go-i18n, Hugo."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document
from parallelcheck.read.encoding import decode
from parallelcheck.read.messages import Scalar, document, hold_messages
from parallelcheck.read.passage import Source

# tomllib has seen before that it is TOML, so that here things need only be told apart.
_STRING = re.compile(
    r"""\"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5} | '{3}(?:[^']|'{1,2}(?!'))*'{3,5} | "(?:[^"\\]|\\.)*" | '[^']*'""",
    re.VERBOSE | re.DOTALL,
)
_BARE_KEY = re.compile(r"[\w-]+")
_OTHER_VALUE = re.compile(r"[^,\]}\n#]*")
_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_DEEPEST = 200


def read(text: str, path: str) -> Document:
    """The texts in a TOML file, keyed by the path to them. Raises `ReadError` where it is not TOML."""
    return document(_scalars(text, path), Source(text, path), "toml")


def holds_text(path: str, content: Callable[[], bytes]) -> bool:
    """Whether a file in a folder is one of messages, and no settings."""
    return hold_messages(path, lambda: list(_scalars(decode(content(), path)[0], path)))


def _scalars(text: str, path: str) -> Iterator[Scalar]:
    try:
        tomllib.loads(text)
    except ValueError as error:  # also for a number of 5,000 digits
        place = _PLACE.search(str(error))
        line = f", line {place[1]}," if place and place[1] else ""
        raise ReadError(
            _("{path}{line} is not TOML: {error}; correct it").format(
                path=path, line=line, error=_PLACE.sub("", str(error))
            )
        ) from error
    except RecursionError as error:
        raise ReadError(_("{path} is nested too deep to be read: is this a message file?").format(path=path)) from error
    return _Scanner(text, path).scalars()


class _Scanner:
    """Goes through a file from its beginning to its end."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._at = 0

    def scalars(self) -> Iterator[Scalar]:
        """All values."""
        table: tuple[str, ...] = ()
        elements: Counter[tuple[str, ...]] = Counter()  # of the arrays of tables
        self._skip()
        while self._at < len(self._text):
            if self._take("["):
                is_array = self._take("[")
                table = _table(self._keys(), elements, is_array)
                self._take("]")
                self._take("]")
            else:
                yield from self._entry(table)
            self._skip()

    def _entry(self, table: tuple[str, ...]) -> Iterator[Scalar]:
        keys = self._keys()
        self._take("=")
        yield from self._value((*table, *keys))

    def _value(self, path: tuple[str, ...]) -> Iterator[Scalar]:
        if len(path) > _DEEPEST:
            raise ReadError(
                _("{path} is nested more than {most} levels deep: is this a message file?").format(
                    path=self._path, most=_DEEPEST
                )
            )
        start = self._at
        if self._take("["):
            index = 0
            while not self._take("]"):
                yield from self._value((*path, f"[{index}]"))
                self._take(",")
                index += 1
        elif self._take("{"):
            while not self._take("}"):
                yield from self._entry(path)
                self._take(",")
        elif self._text[start] in "\"'":
            value, quotes = self._string()
            yield Scalar(path, value, start + quotes, self._at - quotes)
            self._skip()
        else:
            self._match(_OTHER_VALUE)
            yield Scalar(path, None, start, self._at)

    def _keys(self) -> tuple[str, ...]:
        """The parts of a key with dots between them."""
        keys: list[str] = []
        while not keys or self._take("."):
            keys.append(self._string()[0] if self._text[self._at] in "\"'" else self._match(_BARE_KEY))
            self._skip()
        return tuple(keys)

    def _string(self) -> tuple[str, int]:
        """What a string says, and how many quotation marks it begins with."""
        literal = self._match(_STRING)
        return tomllib.loads(f"value = {literal}")["value"], 3 if literal[:3] in ('"""', "'''") else 1

    def _take(self, sign: str) -> bool:
        """Go on behind a sign and the space after it, if it is here."""
        found = self._text.startswith(sign, self._at)
        if found:
            self._at += len(sign)
            self._skip()
        return found

    def _skip(self) -> None:
        self._match(_SPACE)

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return match[0] if match else ""


def _table(keys: tuple[str, ...], elements: Counter[tuple[str, ...]], is_array: bool) -> tuple[str, ...]:
    """The path to a table; one in an array, and what is in that, has its number in it."""
    path: tuple[str, ...] = ()
    for number, key in enumerate(keys, 1):
        path = (*path, key)
        elements[path] += is_array and number == len(keys)
        if elements[path]:
            path = (*path, f"[{elements[path] - 1}]")
    return path
