"""JSON message files: i18next, Vue, next-intl, Chrome, Docusaurus, ARB."""

import json
import re
from collections.abc import Callable, Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document
from parallelcheck.read.encoding import decode
from parallelcheck.read.messages import Nest, Scalar, document, hold_messages
from parallelcheck.read.passage import Source

_TOKEN = re.compile(r'["{}\[\]]|[-+.\w]+')


def read(text: str, path: str) -> Document:
    """The texts in a JSON file, keyed by the path to them. Raises `ReadError` where it is not JSON."""
    return document(_scalars(text, path), Source(text, path), "json")


def holds_text(path: str, content: Callable[[], bytes]) -> bool:
    """Whether a file in a folder is one of messages, and no other data. ARB files always are."""
    if path.lower().endswith(".arb"):
        return True
    return hold_messages(path, lambda: list(_scalars(decode(content(), path)[0], path)))


def _scalars(text: str, path: str) -> Iterator[Scalar]:
    _validate(text, path)
    nest = Nest(path)
    end = 0
    while token := _TOKEN.search(text, end):
        start, end = token.span()
        if token[0] == '"':
            value, end = scanstring(text, end, True)
            if (keys := nest.scalar(value)) is not None:
                yield Scalar(keys, value, start + 1, end - 1)
        elif token[0] in "{[":
            nest.open(mapping=token[0] == "{")
        elif token[0] in "}]":
            nest.close()
        elif (keys := nest.scalar(token[0])) is not None:
            yield Scalar(keys, None, start, end)


def _validate(text: str, path: str) -> None:
    try:
        json.loads(text, parse_int=str)  # a number of 5,000 digits is no error
    except json.JSONDecodeError as error:
        raise ReadError(
            _("{path}, line {line}, is not JSON: {error}; correct it").format(
                path=path, line=error.lineno, error=error.msg
            )
        ) from error
    except RecursionError as error:
        raise ReadError(_("{path} is nested too deep to be read: is this a message file?").format(path=path)) from error
