"""AsciiDoc, as Asciidoctor and Antora have it. Files that are included are not read, conditions all count as met."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from operator import add

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document
from parallelcheck.read.asciidoc_inline import Inline
from parallelcheck.read.elements import Flow, language_of
from parallelcheck.read.markup import names
from parallelcheck.read.passage import Source, segments
from parallelcheck.read.rows import Row, joined, not_followed, say

_DEEPEST = 30  # blocks in blocks
_ATTRIBUTE = re.compile(r":(?P<name>\w[\w-]*):(?:[ \t]+(?P<value>.*))?$")
_UNSET = re.compile(r":(?:!\w[\w-]*|\w[\w-]*!):")
_DIRECTIVE = re.compile(r"(?P<name>ifn?def|ifeval|endif|include)::(?P<target>[^\[]*)\[(?P<text>.*)\][ \t]*$")
_PROSE_FILE = re.compile(r"\.(?:adoc|asciidoc|asc|ad|txt)$")
_HEADING = re.compile(r"(?P<level>={1,6}|#{1,6})[ \t]+(?P<title>\S.*)")
_UNDERLINES = "=-~^+"
_UNDERLINE = re.compile(r"([=\-~^+])\1+$")
_STYLE = re.compile(r"\[(?P<style>[^\]\n]*(?:\"[^\"\n]*\"[^\]\n]*)*)\]{1,2}$")
_TITLE = re.compile(r"\.(?P<title>[^\s.].*)$")
_FENCE = re.compile(r"(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|--|[|,:!]={3,})$|`{3}[^`]*$")
_RULE = re.compile(r"(?:'{3,}|<{3,}|- ?- ?-|\* ?\* ?\*)$")
_MACRO = re.compile(r"(?P<name>[a-zA-Z][\w-]*)::(?P<target>[^\s\[]*)\[(?P<text>.*)\]$")
_ITEM = re.compile(
    r"[ \t]*(?:\*{1,6}|[-•]|\.{1,6}|\d+\.|[a-zA-Z]\.|[ivxIVX]+\)|<(?:\d+|\.)>)[ \t]+(?:\[[ xX*]\][ \t]+)?(?P<text>\S.*)"
)
_TERM = re.compile(r"[ \t]*(?P<term>\S.*?)(?::{2,4}|;;)(?:[ \t]+(?P<text>\S.*))?$")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_CELL = r"(?<!\\)(?:(?:(?<=\s)|^)(?P<spec>[\d.+*<>^]*[adehlmsv]?))?{}"
_VALUE = r'"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>[^{}\n"]+)'  # in a table of separated values
_SEPARATORS = {",": ",", ":": ":", "csv": ",", "dsv": ":", "tsv": "\t"}
_FORMAT = re.compile(r"format=\"?(csv|dsv|tsv)")
_WITH_BLOCKS = re.compile(r"cols=(?:\"[^\"]*a\b|[^\",]*a\b)")
_NAME = re.compile(r"([\w-]+)(?!=)\b")
_CODE = names(
    "source listing literal stem latexmath asciimath plantuml ditaa graphviz mermaid blockdiag seqdiag vega d2 svgbob"
)
_METADATA = names("title doctitle navtitle description subtitle toc-title")


def read(text: str, path: str) -> Document:
    """The document. Raises `ReadError` if blocks are nested too deep."""
    source = Source(text, path)
    reader = _Reader(source)
    reader.blocks(list(reader.rows()), 0)
    notes = not_followed(path, reader.included)
    return Document(path, "asciidoc", segments(reader.flow.passages, source), reader.language, notes)


class _Reader:
    """Goes through the rows of a file and tells a `Flow` what they are."""

    def __init__(self, source: Source) -> None:
        self.flow = Flow(source)
        self.language: str | None = None
        self.included: list[tuple[int, str]] = []
        self._source = source
        self._inline = Inline(self.flow)
        self._style = ""  # of the next block, as it stands in brackets
        self._into = ""  # what the next block goes on with: a list item, a definition
        self._in_header = True  # nothing yet but the title and attributes

    def rows(self) -> Iterator[Row]:
        """The lines, without those that the preprocessor takes."""
        for at, line in zip(self._source.starts, self._source.text.split("\n"), strict=True):
            directive = _DIRECTIVE.match(line)
            if not directive:
                yield at, line.rstrip()
            elif directive["name"] == "include":
                if _PROSE_FILE.search(directive["target"]):
                    self.included.append((self._source.line(at), directive["target"]))
            elif directive["name"].endswith("def") and directive["text"]:
                yield at + directive.start("text"), directive["text"]

    def blocks(self, rows: Sequence[Row], depth: int) -> None:
        """All blocks that are in some rows."""
        if depth > _DEEPEST:
            raise ReadError(_("{path} has blocks nested too deep to be read").format(path=self._source.path))
        at = 0
        while at < len(rows):
            at = self._block(rows, at, depth)

    def _block(self, rows: Sequence[Row], at: int, depth: int) -> int:
        """A block, or what stands between two; the row behind it."""
        offset, line = rows[at]
        if not line or (line.startswith("//") and not line.startswith("///")):
            return at + 1
        if line == "+":
            self._into = "li"
            return at + 1
        if _ATTRIBUTE.match(line) or _UNSET.match(line):
            return self._attribute(rows, at)
        if style := _STYLE.match(line):
            self._style += f"{style['style']}\n"
            return at + 1
        if title := _TITLE.match(line):
            self._text("figcaption", [(offset + 1, title["title"])])
            return at + 1
        into, self._into = self._into, ""
        self.flow.open(into or "div", {}, 0, 0)
        after = self._content(rows, at, depth, into)
        self.flow.close(into or "div")
        self._style, self._in_header = "", False
        return after

    def _content(self, rows: Sequence[Row], at: int, depth: int, into: str) -> int:
        """The block that begins there; every reader of blocks says 0 where it finds none of its own."""
        for read_block in (self._heading, self._fenced, self._macro, self._item, self._term):
            if after := read_block(rows, at, depth):
                return after
        return self._paragraph(rows, at, into)

    def _attribute(self, rows: Sequence[Row], at: int) -> int:
        """An attribute is set; its value may go on below."""
        attribute = _ATTRIBUTE.match(rows[at][1])
        if not attribute:
            return at + 1
        values = [(rows[at][0] + max(attribute.start("value"), 0), attribute["value"] or "")]
        while values[-1][1].endswith((" \\", " +")) and at + 1 < len(rows):
            at += 1
            values[-1] = (values[-1][0], values[-1][1][:-2])
            values.append(rows[at])
        name, value = attribute["name"].lower(), " ".join(value.strip() for _, value in values)
        self._inline.attributes[name] = self._inline.resolved(value)
        if name == "lang":
            self.language = language_of(value)
        elif name in _METADATA or name.endswith(("-caption", "-label")):
            self._text("title", values)
            for passage in self.flow.passages[-1:]:
                passage.key = name
        return at + 1

    def _heading(self, rows: Sequence[Row], at: int, _: int) -> int:
        offset, line = rows[at]
        if _is_underlined(rows, at):
            self._text(f"h{_UNDERLINES.index(rows[at + 1][1][0]) + 1}", [rows[at]])
            return at + 2
        heading = _HEADING.match(line)
        if not heading:
            return 0
        title = heading["title"].removesuffix(f" {heading['level']}")
        self._text(f"h{len(heading['level'])}", [(offset + heading.start("title"), title)])
        at += 1
        if self._in_header and len(heading["level"]) == 1:  # then come the authors and the revision
            while at < len(rows) and rows[at][1] and not _ATTRIBUTE.match(rows[at][1]):
                at += 1
        return at

    def _macro(self, rows: Sequence[Row], at: int, _: int) -> int:
        """A macro that is a block, or a rule; of these only images say anything."""
        offset, line = rows[at]
        macro = _MACRO.match(line)
        if macro and macro["name"] == "image":
            self._inline.image(macro["target"], macro["text"], offset, offset + len(line))
        return at + 1 if macro or _RULE.match(line) else 0

    def _text(self, tag: str, rows: Sequence[Row]) -> None:
        """A passage, and the footnotes that stand in it behind it."""
        self.flow.open(tag, {}, 0, 0)
        self._inline.read(*joined(rows))
        self.flow.close(tag)
        for text, place in self._inline.footnotes():
            self.flow.open("aside", {}, 0, 0)
            self._inline.read(text, place)
            self.flow.close("aside")

    def _paragraph(self, rows: Sequence[Row], at: int, into: str) -> int:
        """Lines up to a blank one or the beginning of another block; code if they are indented or styled so."""
        end = at + 1
        ends = _ends_item if into else _ends_paragraph
        while end < len(rows) and not ends(rows[end][1]):
            end += 1
        text = [row for row in rows[at:end] if not row[1].startswith("//")]
        style = _positional(self._style)
        if style in _CODE or (rows[at][1][0] in " \t" and not into):
            self._code(text)
        elif style == "verse":
            self._verse(text)
        else:
            admonition = _ADMONITION.match(text[0][1])
            skipped = admonition.end() if admonition else 0
            first = (text[0][0] + skipped, text[0][1][skipped:])
            self._text("blockquote" if style == "quote" else "p", [first, *text[1:]])
        return end

    def _item(self, rows: Sequence[Row], at: int, _: int) -> int:
        item = _ITEM.match(rows[at][1])
        return self._begun(rows, at, item, "li") if item else 0

    def _begun(self, rows: Sequence[Row], at: int, begun: re.Match[str], tag: str) -> int:
        """The text of a list item or a definition, and the rows that go on with it."""
        first = (rows[at][0] + begun.start("text"), begun["text"])
        end = at + 1
        while end < len(rows) and not _ends_item(rows[end][1]):
            end += 1
        self._text(tag, [first, *(row for row in rows[at + 1 : end] if not row[1].startswith("//"))])
        return end

    def _term(self, rows: Sequence[Row], at: int, _: int) -> int:
        """A term, with what it means behind it or in the next block."""
        term = _TERM.match(rows[at][1])
        if not term:
            return 0
        self._text("dt", [(rows[at][0] + term.start("term"), term["term"])])
        if term["text"]:
            return self._begun(rows, at, term, "dd")
        self._into = "dd"
        return at + 1

    def _code(self, rows: Sequence[Row]) -> None:
        self.flow.open("pre", {}, 0, 0)
        say(self.flow, *joined(rows))
        self.flow.close("pre")

    def _verse(self, rows: Sequence[Row]) -> None:
        self.flow.open("blockquote", {}, 0, 0)
        for at, line in rows:
            self._inline.read(*joined([(at, line)]))
            self.flow.line_break(at)
        self.flow.close("blockquote")

    def _fenced(self, rows: Sequence[Row], at: int, depth: int) -> int:
        """A block between two lines that are alike, or up to the end."""
        fence = rows[at][1]
        if not _FENCE.match(fence):
            return 0
        closing = "```" if fence.startswith("`") else fence
        end = next((row for row in range(at + 1, len(rows)) if rows[row][1] == closing), len(rows))
        inside = rows[at + 1 : end]
        style, self._style = self._style, ""
        if fence[0] in "|,:!" and fence[1] == "=":
            self._table(fence[0], style, inside, depth)
        elif _positional(style) == "verse":
            self._verse(inside)
        elif fence[0] == "+" and _positional(style) not in _CODE:
            start, last = inside[0] if inside else (0, ""), inside[-1] if inside else (0, "")
            self.flow.markup(self._source.text[start[0] : last[0] + len(last[1])], partial(add, start[0]))
        elif fence[0] in ".`+" or fence.startswith("----") or _positional(style) in _CODE:
            self._code(inside)
        elif fence[0] != "/":
            tag = "blockquote" if fence[0] == "_" or _positional(style) == "quote" else "div"
            self.flow.open(tag, {}, 0, 0)
            self.blocks(inside, depth + 1)
            self.flow.close(tag)
        return end + 1

    def _table(self, mark: str, style: str, rows: Sequence[Row], depth: int) -> None:
        values = _FORMAT.search(style)
        separator = _SEPARATORS.get(values[1] if values else mark)
        with_blocks = bool(_WITH_BLOCKS.search(style))
        text, place = joined(rows)
        self.flow.open("table", {}, 0, 0)
        for start, end, kind in _values(text, separator) if separator else _cells(text, mark):
            lines = re.finditer(r"[ \t]*(?P<words>[^\n]*)\n?", text[start:end])
            cell = [(place(start + line.start("words")), line["words"].rstrip()) for line in lines]
            self.flow.open("td", {}, 0, 0)
            if kind == "l":
                self._code(cell)
            elif kind == "a" or with_blocks or "\n\n" in text[start:end].strip():
                self.blocks(cell, depth + 1)
            else:
                self._text("p", cell)
            self.flow.close("td")
        self.flow.close("table")


def _positional(style: str) -> str:
    """The name of a block's style, which is what stands first in brackets."""
    return next((name[1] for name in map(_NAME.match, style.split("\n")) if name), "")


def _ends_paragraph(line: str) -> bool:
    return not line or line == "+" or bool(_STYLE.match(line) or _FENCE.match(line))


def _ends_item(line: str) -> bool:
    return _ends_paragraph(line) or bool(_ITEM.match(line) or _TERM.match(line))


def _is_underlined(rows: Sequence[Row], at: int) -> bool:
    """Is this a heading with a line below it that is as long, give or take one?"""
    if at + 1 == len(rows):
        return False
    line, below = rows[at][1], rows[at + 1][1]
    return line[0].isalnum() and bool(_UNDERLINE.match(below)) and abs(len(line) - len(below)) <= 1


def _cells(text: str, separator: str) -> Iterator[tuple[int, int, str]]:
    """Where the cells of a table stand and which style each has."""
    marks = list(re.finditer(_CELL.format(re.escape(separator)), text, re.MULTILINE))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):  # without a cell there is one end too many
        yield mark.end(), end, (mark["spec"] or "")[-1:]


def _values(text: str, separator: str) -> Iterator[tuple[int, int, str]]:
    for value in re.finditer(_VALUE.format(re.escape(separator)), text):
        start, end = value.span("plain" if value["plain"] is not None else "quoted")
        yield start, end, ""
