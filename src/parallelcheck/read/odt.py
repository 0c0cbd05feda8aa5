"""ODT: a text document of LibreOffice as it reads with all changes accepted; names are compared without namespaces."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from posixpath import normpath

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document
from parallelcheck.read.archive import Archive
from parallelcheck.read.markup import names
from parallelcheck.read.numbered import numbered
from parallelcheck.read.office import LINEAGE, Body, element_of, is_code, is_description, is_title
from parallelcheck.read.xml import Element, attribute, child, children, local, parse

_INDEXES = names(
    "table-of-content illustration-index table-index object-index user-index alphabetical-index"
)  # they repeat what is said elsewhere
_ROWS = names("table-header-rows table-rows table-row-group")
_DRAWN = names(
    "frame g custom-shape rect ellipse circle line polyline polygon regular-polygon path connector caption measure"
)
_VARIABLE = names(
    "page-number page-count date time print-date print-time creation-date creation-time modification-date"
    " modification-time editing-duration page-continuation page-variable-get database-display"
)
_NOT_READ = names(
    "annotation annotation-end hidden-text hidden-paragraph placeholder script tracked-changes ruby-text forms"
    " sequence-decls variable-decls user-field-decls dde-connection-decls alphabetical-index-auto-mark-file"
)
_ENCODED = re.compile(r"_([0-9a-f]{1,5})_")  # a character that no XML name may have


def read_bytes(content: bytes, path: str) -> Document:
    """The document, in a package or as one XML file ("flat"). Raises `ReadError` if it is none, is encrypted, damaged
    or too large.
    """
    if path.lower().endswith(".fodt"):
        root = parse(content, path)
        return _document(path, root, root, root, None)
    archive = Archive(content, path)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise ReadError(_("{path} is encrypted: save it without a password").format(path=path))
    main = parse(archive.read("content.xml"), path, "content.xml")
    styles, meta = (
        parse(archive.read(part), path, part) if part in archive else None for part in ("styles.xml", "meta.xml")
    )
    return _document(path, main, styles, meta, archive)


def _document(
    path: str, main: Element, styles: Element | None, meta: Element | None, archive: Archive | None
) -> Document:
    text = child(main, "body", "text")
    if text is None:
        raise ReadError(_("{path} holds no text document: save it as .odt with LibreOffice Writer").format(path=path))
    body = Body()
    body.story("", partial(_Walk(body, _Styles(styles, main), partial(_words, path, archive)).blocks, text))
    walk = _Walk(body, _Styles(styles, styles), partial(_words, path, archive))
    for margin in _margins(styles):
        body.metadata(re.split("-", local(str(margin.tag)))[0], partial(walk.blocks, margin))
    title = child(meta, "meta", "title")
    if title is not None and is_title(title.text or ""):
        body.metadata("title", partial(body.text, title.text or ""))
    changed = child(text, "tracked-changes", "changed-region") is not None
    notes = (
        (_("{path} holds tracked changes; it was read as if all were accepted").format(path=path),) if changed else ()
    )
    return Document(path, "odt", numbered(body.groups, path), notes=notes)


class _Styles:
    """The styles that everybody may use, in `common`, and those that one part uses only itself."""

    def __init__(self, common: Element | None, part: Element | None) -> None:
        shared, own = child(common, "styles"), child(part, "automatic-styles")
        self._styles = {
            (attribute(style, "family"), attribute(style, "name")): style
            for style in (*children(shared, "style"), *children(own, "style"))
        }

    def element(self, paragraph: Element) -> str:
        """The HTML element that a paragraph or heading is; "" if a program wrote it."""
        if local(str(paragraph.tag)) == "h":
            return _heading(attribute(paragraph, "outline-level") or "1")
        name = attribute(paragraph, "style-name")
        for style in self._chain("paragraph", name):
            named = element_of(_name(style))
            level = attribute(style, "default-outline-level")
            if named is not None or level:
                return named if named is not None else _heading(level or "1")
        # Some programs name styles that they do not define.
        named = None if ("paragraph", name) in self._styles else element_of(_decoded(name or ""))
        return "p" if named is None else named

    def look(self, text: Element) -> str:
        """How a stretch of text looks: "hidden", "em", "code" or ""."""
        chain = list(self._chain("text", attribute(text, "style-name")))
        if _says(chain, "display") == "none":
            return "hidden"
        if any(is_code(_name(style)) for style in chain):
            return "code"
        weight, slant = _says(chain, "font-weight") or "normal", _says(chain, "font-style") or "normal"
        return "em" if weight not in ("normal", "400") or slant != "normal" else ""

    def hides(self, paragraph: Element) -> bool:
        """Does the style of a paragraph hide it?"""
        return _says(self._chain("paragraph", attribute(paragraph, "style-name")), "display") == "none"

    def _chain(self, family: str, name: str | None) -> Iterator[Element]:
        """A style, its parent, and so on."""
        for _step in range(LINEAGE):
            if (family, name) not in self._styles:
                return
            yield self._styles[family, name]
            name = attribute(self._styles[family, name], "parent-style-name")


class _Walk:
    """Goes through the stories of a document and tells a `Body` what they say.

    `words` are those in the chart of a name.
    """

    def __init__(self, body: Body, styles: _Styles, words: Callable[[str], Iterator[str]]) -> None:
        self._body = body
        self._styles = styles
        self._words = words
        self._counts = {"footnote": 0, "endnote": 0}

    def blocks(self, parent: Element | None) -> None:
        """Paragraphs, lists and tables, and what is around them."""
        for block in children(parent):
            match local(str(block.tag)):
                case "p" | "h":
                    self._paragraph(block)
                case "list" | "numbered-paragraph" | "index-body" | "bibliography" | "index-title" | "list-header":
                    self.blocks(block)
                case "list-item":
                    self._body.open("li")
                    self.blocks(block)
                    self._body.close("li")
                case "section" if attribute(block, "display") != "none":
                    self.blocks(block)
                case "table":
                    rows = [list(children(row, "table-cell")) for row in _rows(block)]
                    self._body.table(rows, self.blocks)
                case name if name in _INDEXES:
                    self.blocks(child(block, "index-body", "index-title"))
                case name if name in _DRAWN:
                    self._body.captions(self._drawn(block))
                    self._body.end_block()

    def _paragraph(self, paragraph: Element) -> None:
        element = self._styles.element(paragraph)
        if element and not self._styles.hides(paragraph):
            self._body.open(element)
            self._inline(paragraph, "")
            self._body.close(element)
            self._body.end_block()

    def _inline(self, element: Element | None, look: str) -> None:
        """The text in an element and in the elements in it."""
        if element is not None:
            self._body.text(element.text or "", look)
            for part in element:
                self._show(local(str(part.tag)), part, look)
                self._body.text(part.tail or "", look)

    def _show(self, name: str, part: Element, look: str) -> None:
        """An element among text."""
        match name:
            case "span":
                own = self._styles.look(part)
                if own != "hidden":
                    self._inline(part, own or look)
            case "s" | "tab":
                self._body.text("\t", look)
            case "line-break":
                self._body.flow.line_break(0)
            case "a":
                self._link(part, look)
            case "note":
                self._note(part)
            case _ if name in _DRAWN:
                self._body.captions(self._drawn(part))
            case _ if name in _VARIABLE or attribute(part, "reference-format") == "page":
                self._body.placeholder(_text(part))
            case _ if name not in _NOT_READ and attribute(part, "display") != "none":
                self._inline(part, look)

    def _link(self, link: Element, look: str) -> None:
        address = attribute(link, "href") or ""
        if address:
            self._body.open("a", address)
        self._inline(link, look)
        if address:
            self._body.close("a")

    def _note(self, note: Element) -> None:
        kind = "endnote" if attribute(note, "note-class") == "endnote" else "footnote"
        self._counts[kind] += 1
        self._body.note(self._counts[kind])
        self._body.anchor(f"{kind} {self._counts[kind]}", partial(self.blocks, child(note, "note-body")))

    def _drawn(self, drawing: Element) -> Iterator[str]:
        """What is said about a picture, and the words in a chart; text boxes are anchored here."""
        yield from (part.text or "" for part in children(drawing, "title", "desc") if is_description(part.text or ""))
        name = local(str(drawing.tag))
        if name == "object":
            yield from self._words(attribute(drawing, "href") or "")
        elif name == "text-box" or child(drawing, "p") is not None:
            self._body.anchor("text box", partial(self.blocks, drawing))
        else:
            for part in children(drawing, "text-box", "object", *_DRAWN):
                yield from self._drawn(part)


def _margins(styles: Element | None) -> Iterator[Element]:
    """The headers and footers of pages."""
    for page in children(child(styles, "master-styles"), "master-page"):
        for margin in children(page):
            if re.match("header|footer", local(str(margin.tag))) and attribute(margin, "display") != "false":
                yield margin


def _words(path: str, archive: Archive | None, name: str) -> Iterator[str]:
    """The texts in a chart; its numbers are in the table that it is drawn from."""
    part = f"{normpath(name)}/content.xml"
    if archive is None or not name or part not in archive:
        return
    chart = child(parse(archive.read(part), path, part), "body", "chart")
    for paragraph in () if chart is None else chart.iter("{*}p"):
        cell = paragraph.getparent()
        if cell is None or attribute(cell, "value-type") != "float":
            yield _text(paragraph)


def _rows(table: Element) -> Iterator[Element]:
    for part in children(table):
        if local(str(part.tag)) == "table-row":
            yield part
        elif local(str(part.tag)) in _ROWS:
            yield from _rows(part)


def _text(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def _name(style: Element) -> str:
    """The name of a style as people see it."""
    return attribute(style, "display-name") or _decoded(attribute(style, "name") or "")


def _decoded(name: str) -> str:
    return _ENCODED.sub(lambda code: chr(int(code[1], 16)), name)


def _heading(level: str) -> str:
    return f"h{min(int(level), 6)}" if re.fullmatch("[1-9][0-9]?", level) else "p"


def _says(chain: Iterable[Element], name: str) -> str | None:
    """What the first of these styles that says anything about it says of its text."""
    properties = (child(style, "text-properties") for style in chain)
    said = (None if each is None else attribute(each, name) for each in properties)
    return next((value for value in said if value is not None), None)
