"""Android's string resources."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document
from parallelcheck.read.catalogue import Catalogue, text_of, with_marks
from parallelcheck.read.messages import placeholders
from parallelcheck.read.passage import Passage, segments
from parallelcheck.read.xml import Element, children, local

# https://developer.android.com/guide/topics/resources/string-resource#FormattingAndStyling
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))|\"", re.DOTALL)
_SPACES = {"n": "\n", "t": "\t"}


def holds_text(path: str, content: Callable[[], bytes]) -> bool:
    """Whether it lies in a folder of values, `values/` or `values-fr/`, and holds strings."""
    folder = PurePosixPath(path).parent.name
    return folder.partition("-")[0] == "values" and bool(re.search(rb"<(?:string|plurals|string-array)\b", content()))


def read_bytes(content: bytes, path: str) -> Document:
    """The strings, plural forms and items, keyed by their names. Raises `ReadError` where it holds no resources."""
    catalogue = Catalogue(content, path)
    root = catalogue.root
    if local(str(root.tag)) != "resources":
        raise ReadError(
            _("{path} is XML of a kind that is not read: its root is <{tag}>").format(
                path=path, tag=local(str(root.tag))
            )
        )
    passages = [
        _message(catalogue, element, key, translatable=element.get("translatable") != "false" and kept)
        for element, key, kept in _strings(root)
    ]
    return Document(path, "android", segments(passages, catalogue.source), notes=catalogue.notes)


def _strings(root: Element) -> Iterator[tuple[Element, str, bool]]:
    """Every text with its key, and whether what it stands in is to be translated."""
    for element in children(root, "string", "plurals", "string-array"):
        name = str(element.get("name", ""))
        if local(str(element.tag)) == "string":
            yield element, name, True
        for number, item in enumerate(children(element, "item")):
            yield item, f"{name}[{item.get('quantity') or number}]", element.get("translatable") != "false"


def _message(catalogue: Catalogue, element: Element, key: str, *, translatable: bool) -> Passage:
    passage = catalogue.message(element, key, _shown, _unescape)
    passage.translatable = translatable
    return with_marks(passage, placeholders(passage.text))


def _shown(element: Element) -> str | None:
    """A part that is not to be translated, <xliff:g>, is shown as it is."""
    return text_of(element) if local(str(element.tag)) == "g" else None


def _unescape(text: str) -> str:
    def plain(escape: re.Match[str]) -> str:
        return chr(int(escape[1], 16)) if escape[1] else _SPACES.get(escape[2], escape[2] or "")

    return _ESCAPE.sub(plain, text)
