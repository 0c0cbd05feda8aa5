"""HTML as a stream of tags and text, each with its offset: what a browser's tokenizer sees.

It serves HTML files and the HTML inside Markdown alike. To tell passages apart no tree is needed, but exact
places are: lxml gives text no line, and no line beyond 65,535 to anything.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# Every alternative is possessive or ends at the end of the text, so that time stays linear in any input.
_ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+"""
_MARKUP = re.compile(
    rf"""<!--(?s:.*?)(?:--!?>|\Z)
    | <[!?][^>]*+(?:>|\Z)
    | <(?P<raw>script|style|textarea|xmp|iframe|noembed|noframes)(?=[\s>/]){_ATTRIBUTES}(?:(?<!/)>|\Z)
      (?s:.*?)(?:</(?P=raw)(?=[\s>/])[^>]*+>|\Z)
    | <(?P<slash>/?)(?P<name>[a-z][^\s/>]*+)(?P<attributes>{_ATTRIBUTES})(?:>|\Z)""",
    re.VERBOSE | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});?")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag, or with `closing` an end tag. Names are in lower case; `empty` is XML's `<name/>`."""

    name: str
    closing: bool
    empty: bool
    source: str  # of the attributes
    length: int  # of the whole tag

    @property
    def attributes(self) -> Mapping[str, str]:
        """Names in lower case, values with their entities resolved; the first of two alike counts."""
        found: dict[str, str] = {}
        for name, *values in _ATTRIBUTE.findall(self.source):
            found.setdefault(name.lower(), html.unescape("".join(values)))
        return found


def tokens(text: str) -> Iterator[tuple[int, Tag | str]]:
    """The tags and the text between them, with their offsets; the text as it stands, entities and all.

    Comments, declarations, scripts and styles are left out. A construct that is never closed goes on to the end.
    """
    at = 0
    for match in _MARKUP.finditer(text):
        if at < match.start():
            yield at, text[at : match.start()]
        if match["name"]:
            yield match.start(), _tag(match)
        at = match.end()
    if at < len(text):
        yield at, text[at:]


def resolved(text: str) -> Iterator[tuple[int, str]]:
    """The parts of a text with their offsets, every entity by itself and resolved."""
    at = 0
    for entity in _ENTITY.finditer(text):
        if at < entity.start():
            yield at, text[at : entity.start()]
        yield entity.start(), html.unescape(entity[0])
        at = entity.end()
    if at < len(text):
        yield at, text[at:]


def _tag(match: re.Match[str]) -> Tag:
    attributes = match["attributes"]
    return Tag(
        name=match["name"].lower(),
        closing=bool(match["slash"]),
        empty=attributes.endswith("/"),
        source=attributes,
        length=len(match[0]),
    )


def names(listed: str) -> frozenset[str]:
    """Names that are listed with spaces between them."""
    return frozenset(listed.split())
