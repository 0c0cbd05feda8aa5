"""reStructuredText: what docutils and Sphinx read, without running, including or resolving anything."""

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document
from parallelcheck.read.elements import Flow, language_of
from parallelcheck.read.markup import names
from parallelcheck.read.passage import Source, segments
from parallelcheck.read.rows import Row, joined, not_followed, say
from parallelcheck.read.rst_inline import Inline

if TYPE_CHECKING:
    from docutils import nodes

_TAGS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "enumerated_list": "ol",
    "list_item": "li",
    "definition_list": "dl",
    "term": "dt",
    "definition": "dd",
    "option_list": "dl",
    "description": "dd",
    "field_list": "dl",
    "field_body": "dd",
    "table": "table",
    "row": "tr",
    "entry": "td",
    "block_quote": "blockquote",
    "attribution": "p",
    "line_block": "p",
    "footnote": "aside",
    "citation": "aside",
}
# Where docutils looks for a quoted block, and copies the rest of the file: time is quadratic.
_QUOTED = re.compile(r"::[ \t]*\n[ \t]*\n(?=\S)")
_MOST = 200_000_000  # such places times lines
_UNSEEN = names("comment target substitution_definition label option_group colspec pending")
# Fields that document code: their names are syntax.
_CODE_FIELDS = names(
    "param parameter arg argument key keyword kwarg type raises raise except exception var ivar cvar vartype return"
    " returns rtype yields meta"
)
_METADATA = names("title subtitle description summary abstract")
_NEAR = (0, -1, 1, -2, 2, *range(3, 40))  # rows, to look for a text around the one that docutils names
_LANGUAGE = names("lang language locale")


def read(text: str, path: str) -> Document:
    """The document. Raises `ReadError` without docutils, and if blocks are nested too deep."""
    if find_spec("docutils") is None:
        raise ReadError(_('{path} needs docutils to be read: pip install "parallelcheck[rst]"').format(path=path))
    if len(_QUOTED.findall(text)) * text.count("\n") > _MOST:
        raise ReadError(
            _("{path} has too many lines that end in :: with no indented block below: end them with one colon").format(
                path=path
            )
        )
    from parallelcheck.read import rst_blocks

    walk = _Walk(Source(text, path), rst_blocks.ERROR)
    try:
        walk.block(rst_blocks.parse(text, path), 0)
    except RecursionError as error:
        raise ReadError(
            _("{path} has lists, quotations or directives nested too deep to be read").format(path=path)
        ) from error
    notes = (*not_followed(path, walk.included), *walk.notes)
    return Document(path, "rst", segments(walk.flow.passages, walk.source), walk.language, notes)


class _Walk:
    """Goes through the tree and tells a `Flow` what is there."""

    def __init__(self, source: Source, error: int) -> None:
        self.source = source
        self.flow = Flow(source)
        self.notes: list[str] = []
        self.included: list[tuple[int, str]] = []
        self.language: str | None = None
        self._inline = Inline(self.flow, source.text)
        self._error = error

    def block(self, node: "nodes.Element", depth: int) -> None:
        """A block and all in it, in so many sections."""
        name = node.tagname
        if name == "Words":
            self._words(node)
        elif name == "title":
            self._children(f"h{min(depth, 6)}" if node.parent.tagname == "section" else "p", node, depth)
        elif name in ("literal_block", "doctest_block"):
            self._code(node)
        elif name == "field":
            self._field(node, depth)
        elif name == "Part":
            self._part(node, depth)
        elif name == "line":
            self._line(node, depth)
        elif name == "transition":
            self.flow.open("hr", {}, 0, 0)
        elif name == "system_message":
            self._message(node)
        elif name not in _UNSEEN:
            self._children(_TAGS.get(name, "div"), node, depth + (name == "section"))

    def _children(self, tag: str, node: "nodes.Element", depth: int) -> None:
        self.flow.open(tag, {}, 0, 0)
        for child in _elements(node):
            self.block(child, depth)
        self.flow.close(tag)

    def _words(self, node: "nodes.Element") -> None:
        self._inline.read(*joined(self._rows(node.rawsource, node["row"])))

    def _line(self, node: "nodes.Element", depth: int) -> None:
        """A line of a block of lines, which stays one."""
        for child in _elements(node):
            self.block(child, depth)
        self.flow.line_break(self.source.span((node.line or 1) - 1)[0])

    def _code(self, node: "nodes.Element") -> None:
        self.flow.open("pre", {}, 0, 0)
        say(self.flow, *joined(self._rows(node.astext(), node.get("row", (node.line or 1) - 1))))
        self.flow.close("pre")

    def _part(self, node: "nodes.Element", depth: int) -> None:
        if node["tag"] == "img":
            description = " ".join(child.rawsource for child in _elements(node))
            start = self.source.span(node["row"])[0]
            self.flow.image(node["address"], description, start, len(self.source.text))
        elif node["tag"] == "include":
            self.included.append((node["row"] + 1, node["file"]))
        elif node["tag"] == "title":
            self._metadata(node["name"], node, depth)
        else:
            self._children(node["tag"], node, depth)

    def _field(self, node: "nodes.Element", depth: int) -> None:
        """A field: metadata at the head of the document, and a term with its definition elsewhere."""
        name, body = _elements(node)
        label = _elements(name)[0].rawsource if name.children else ""
        if _is_head(node.parent):
            if label.lower() in _LANGUAGE:
                words = [words.rawsource for block in _elements(body) for words in _elements(block)]
                self.language = language_of(words[0]) if words else None
            elif label.lower() in _METADATA:
                self._metadata(label.lower(), body, depth)
        else:
            if label.partition(" ")[0] not in _CODE_FIELDS:
                self._children("dt", name, depth)
            self.block(body, depth)

    def _metadata(self, key: str, node: "nodes.Element", depth: int) -> None:
        before = len(self.flow.passages)
        self.flow.open("title", {}, 0, 0)
        for child in _elements(node):
            self.block(child, depth)
        self.flow.close("title")
        for passage in self.flow.passages[before:]:
            passage.key = key

    def _message(self, node: "nodes.Element") -> None:
        """What docutils could not read, said; the text in its message is only a copy."""
        if node["level"] >= self._error:
            self.notes.append(f"{self.source.path}:{node.get('line', 1)}: not read: {_elements(node)[0].astext()}")

    def _rows(self, text: str, row: int) -> list[Row]:
        """Where the lines of a text stand, the first in `row`, from 0, or near it."""
        lines = text.split("\n")
        row = next((row + by for by in _NEAR if self._find(lines[0], row + by) is not None), row)
        return [(self._find(line, row + by) or self.source.span(row + by)[0], line) for by, line in enumerate(lines)]

    def _find(self, line: str, row: int) -> int | None:
        """Where in the row the line begins; None if it is not there as it stands, tabs being spaces here."""
        if not 0 <= row < len(self.source.starts):
            return None
        found = self.source.text.find(line, *self.source.span(row))
        return found if found >= 0 else None


def _elements(node: "nodes.Element") -> "list[nodes.Element]":
    """What is in a node; only in code it is text."""
    return cast("list[nodes.Element]", node.children)


def _is_head(fields: "nodes.Element") -> bool:
    """Does this list of fields stand before all text but the document's title?"""
    node = fields
    while node.tagname in {"field_list", "section"}:
        before = _elements(node.parent)[: node.parent.index(node)]
        if any(other.tagname not in {"title", "comment", "target"} for other in before):
            return False
        node = node.parent
    return node.tagname == "document"
