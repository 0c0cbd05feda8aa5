"""DOCX: a Word document as it reads with all changes accepted.

Names are compared without their namespaces, of which ECMA-376 has two sets (Transitional and Strict).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document
from parallelcheck.read.docx_styles import Styles, is_on, value
from parallelcheck.read.numbered import numbered
from parallelcheck.read.office import Body, is_description, is_title
from parallelcheck.read.opc import Package
from parallelcheck.read.xml import Element, attribute, child, children, local

_WRAPPERS = frozenset(("ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo"))
_CHANGES = ("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo")
_NESTED = 50  # fields in fields
_LONG = 5000  # characters of an instruction, with the address in it
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_REPEATED = frozenset(("TOC", "INDEX", "TOA", "XE", "TC", "TA", "RD"))  # fields that repeat what is said elsewhere
_VARIABLE = frozenset(
    ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "MERGEFIELD")
)
_WORD = re.compile(r"\s*(\w+)")
_ADDRESS = re.compile(r"""\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))?""", re.IGNORECASE)
_ANCHOR = re.compile(r"""\\l\s+"?([^"\s]+)""")


def read_bytes(content: bytes, path: str) -> Document:
    """The document. Raises `ReadError` if it is none, is encrypted, damaged or too large."""
    package = Package(content, path)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.xml(main)
    text = child(root, "body")
    if text is None:
        raise ReadError(_("{path} holds no Word document{looks}").format(path=path, looks=package.archive.looks()))
    body = Body()
    walk = _Walk(body, package, main)
    body.story("", partial(walk.story, main, text))
    for part, kind in _margins(package, main, text).items():
        body.metadata(kind, partial(walk.story, part, package.xml(part)))
    title = child(package.related_xml("", "core-properties"), "title")
    if title is not None and is_title(title.text or ""):
        body.metadata("title", partial(body.text, title.text or ""))
    return Document(path, "docx", numbered(body.groups, path), notes=tuple(_notes(path, root)))


def _margins(package: Package, main: str, text: Element) -> dict[str, str]:
    """The parts that are headers and footers of pages, and which of the two each is."""
    found = {}
    even = is_on([package.related_xml(main, "settings")], "evenAndOddHeaders")
    for section in text.iter("{*}sectPr"):
        shown = {"default": True, "first": is_on([section], "titlePg"), "even": even}
        for reference in children(section, "headerReference", "footerReference"):
            relation = package.relations(main).get(attribute(reference, "id") or "")
            if relation and shown.get(attribute(reference, "type") or "") and relation.target in package.archive:
                found[relation.target] = relation.kind
    return found


def _notes(path: str, root: Element) -> Iterator[str]:
    if next(root.iter(*_CHANGES), None) is not None:
        yield _("{path} holds tracked changes; it was read as if all were accepted").format(path=path)
    if next(root.iter("{*}altChunk", "{*}subDoc"), None) is not None:
        yield _("{path} has other documents inserted in it, which were not read").format(path=path)


@dataclass(slots=True)
class _Field:
    """A field that has begun. After its instruction comes its result, which readers see."""

    instruction: str = ""
    in_result: bool = False

    @property
    def kind(self) -> str:
        """What it puts in: "TOC", "PAGE", "HYPERLINK"."""
        word = _WORD.match(self.instruction)
        return word[1].upper() if word else ""

    @property
    def address(self) -> str:
        """Where it leads if it is a link."""
        link, anchor = _ADDRESS.match(self.instruction), _ANCHOR.search(self.instruction)
        return _address(link[1] or link[2] or "", anchor[1] if anchor else "") if link else ""


class _Walk:
    """Goes through the stories of a document and tells a `Body` what they say."""

    def __init__(self, body: Body, package: Package, main: str) -> None:
        self._body = body
        self._package = package
        self._styles = Styles(package.related_xml(main, "styles"))
        self._notes = {
            (kind, attribute(note, "id")): (package.related(main, f"{kind}s") or "", note)
            for kind in ("footnote", "endnote")
            for note in children(package.related_xml(main, f"{kind}s"), kind)
        }
        self._counts = {"footnote": 0, "endnote": 0}
        self._part = main  # whose relations say where links lead
        self._fields: list[_Field] = []  # that are open
        self._unseen = False  # this paragraph is not for readers

    def story(self, part: str, text: Element) -> None:
        """A text by itself, which is in this part."""
        outer = self._part, self._fields
        self._part, self._fields = part, []
        self._blocks(text)
        self._part, self._fields = outer

    def _blocks(self, parent: Element | None) -> None:
        """Paragraphs and tables, and what is around them."""
        joined: list[Element] = []
        for block in children(parent):
            match local(str(block.tag)):
                case "p":
                    joined.append(block)
                    if not _goes_on(block):
                        self._paragraph(joined)
                        joined = []
                case "tbl":
                    self._paragraph(joined)
                    joined = []
                    self._table(block)
                case "sdt" if not _is_prompt(block):
                    self._blocks(child(block, "sdtContent"))
                case "AlternateContent":
                    self._blocks(_alternative(block))
                case name if name in _WRAPPERS:
                    self._blocks(block)
        self._paragraph(joined)

    def _paragraph(self, joined: Sequence[Element]) -> None:
        """A paragraph that in the file is one or several; its properties are the last one's."""
        if not joined:
            return
        properties = child(joined[-1], "pPr")
        element = self._styles.element(properties)
        if element in ("h1", "h2", "h3"):  # a table of contents that lost its end does not go on behind a heading
            self._fields = [field for field in self._fields if field.kind not in _REPEATED]
        self._unseen = not element or self._styles.hides(properties)
        self._body.open(element or "p")
        for paragraph in joined:
            self._inline(paragraph)
        self._body.close(element or "p")
        self._fields = [field for field in self._fields if field.in_result]
        self._unseen = False
        self._body.end_block()

    def _table(self, table: Element) -> None:
        rows = [row for row in _inside(table, "tr") if child(row, "trPr", "del") is None]
        cells = [[cell for cell in _inside(row, "tc") if not _is_covered(cell)] for row in rows]
        self._body.table(cells, self._blocks)

    def _inline(self, parent: Element | None) -> None:
        for element in children(parent):
            match local(str(element.tag)):
                case "r":
                    self._run(element)
                case "hyperlink":
                    self._linked(element, self._target(element))
                case "fldSimple":
                    self._simple_field(element)
                case "oMath" | "oMathPara":
                    self._body.placeholder("".join(text.text or "" for text in element.iter("{*}t")))
                case "sdt" if not _is_prompt(element):
                    self._inline(child(element, "sdtContent"))
                case "AlternateContent":
                    self._inline(_alternative(element))
                case name if name in _WRAPPERS:
                    self._inline(element)

    def _run(self, run: Element) -> None:
        look = self._styles.look(child(run, "rPr"))
        for part in children(run):
            name = local(str(part.tag))
            if name == "fldChar":
                self._field(attribute(part, "fldCharType"))
            elif name == "instrText":
                self._instruct(part.text or "")
            elif look != "hidden" and self._is_seen():
                self._show(name, part, look)

    def _show(self, name: str, part: Element, look: str) -> None:
        """A part of a run: text, or what stands in its place."""
        match name:
            case "t" | "tab" | "ptab" | "noBreakHyphen" | "sym":
                self._text(_characters(name, part), look)
            case "br" | "cr" if attribute(part, "type") in (None, "textWrapping"):
                self._body.flow.line_break(0)
            case "br":
                self._body.flow.flush()
            case "footnoteReference" | "endnoteReference":
                self._reference(name.removesuffix("Reference"), attribute(part, "id"))
            case "drawing" | "pict" | "object":
                self._drawing(part)
            case "ruby":
                self._inline(child(part, "rubyBase"))
            case "AlternateContent":
                for shown in children(_alternative(part)):
                    self._show(local(str(shown.tag)), shown, look)

    def _text(self, text: str, look: str) -> None:
        if any(field.kind in _VARIABLE for field in self._fields):
            self._body.placeholder(text)
        else:
            self._body.text(text, look)

    def _reference(self, kind: str, name: str | None) -> None:
        self._counts[kind] += 1
        self._body.note(self._counts[kind])
        part, note = self._notes.pop((kind, name), ("", None))
        if note is not None:
            self._body.anchor(f"{kind} {self._counts[kind]}", partial(self.story, part, note))

    def _drawing(self, drawing: Element) -> None:
        """Text boxes, the words in charts and diagrams, and what is said about pictures."""
        words: list[str] = []
        for element in _shown(drawing):
            match local(str(element.tag)):
                case "txbxContent":
                    self._body.anchor("text box", partial(self.story, self._part, element))
                case "docPr" | "cNvPr":
                    words += filter(is_description, [attribute(element, "descr") or ""])
                case "shape":  # in VML
                    words += filter(is_description, [attribute(element, "alt") or ""])
                case "chart":
                    words += self._words(attribute(element, "id"))
                case "relIds":  # of a diagram, "SmartArt"
                    words += self._words(attribute(element, "dm"))
        self._body.captions(words)

    def _words(self, name: str | None) -> Iterator[str]:
        """The texts in a chart or diagram."""
        relation = self._package.relations(self._part).get(name or "")
        if relation is None or relation.target not in self._package.archive:
            return
        root = self._package.xml(relation.target)
        for paragraph in root.iter("{*}p"):
            yield "".join(text.text or "" for text in paragraph.iter("{*}t"))
        for names in root.iter("{*}strCache", "{*}multiLvlStrCache"):  # of series and categories
            yield from (text.text or "" for text in names.iter("{*}v"))

    def _is_seen(self) -> bool:
        return not self._unseen and all(field.in_result and field.kind not in _REPEATED for field in self._fields)

    def _field(self, character: str | None) -> None:
        """A field begins, goes over to its result, or ends (ECMA-376-1, 17.16.18)."""
        if character == "begin" and len(self._fields) < _NESTED:
            self._fields.append(_Field())
        elif character == "separate" and self._fields:
            self._fields[-1].in_result = True
            if (address := self._fields[-1].address) and self._is_seen():
                self._body.open("a", address)
        elif character == "end" and self._fields:
            field = self._fields.pop()
            if field.in_result and field.address:
                self._body.close("a")

    def _instruct(self, text: str) -> None:
        if self._fields and not self._fields[-1].in_result and len(self._fields[-1].instruction) < _LONG:
            self._fields[-1].instruction += text

    def _simple_field(self, element: Element) -> None:
        outer = list(self._fields)
        field = _Field(attribute(element, "instr") or "", in_result=True)
        self._fields.append(field)
        self._linked(element, field.address)
        self._fields = outer

    def _linked(self, element: Element, address: str) -> None:
        """What is in an element, as a link if that leads anywhere."""
        if address and self._is_seen():
            self._body.open("a", address)
            self._inline(element)
            self._body.close("a")
        else:
            self._inline(element)

    def _target(self, link: Element) -> str:
        relation = self._package.relations(self._part).get(attribute(link, "id") or "")
        return _address(relation.target if relation and relation.external else "", attribute(link, "anchor") or "")


def _address(target: str, anchor: str) -> str:
    """An address; none for a place in the document that has a name of Word's own, which is another in each file."""
    if not target and anchor.startswith("_"):
        return ""
    return f"{target}#{anchor}" if anchor else target


def _goes_on(paragraph: Element) -> bool:
    """Does the next paragraph go on with this one: is its mark deleted, or is it a drop cap?"""
    properties = child(paragraph, "pPr")
    frame = child(properties, "framePr")
    if frame is not None and attribute(frame, "dropCap") in ("drop", "margin"):
        return True
    return next(children(child(properties, "rPr"), "del", "moveFrom"), None) is not None


def _is_prompt(control: Element) -> bool:
    """Does a content control show only what is to be written in it?"""
    return is_on([child(control, "sdtPr")], "showingPlcHdr")


def _is_covered(cell: Element) -> bool:
    """Is a cell merged with the one above or before it, or deleted?"""
    properties = child(cell, "tcPr")
    merged = value(properties, "vMerge"), value(properties, "hMerge")
    return "" in merged or "continue" in merged or child(properties, "cellDel") is not None


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row."""
    for element in children(parent):
        if local(str(element.tag)) == name:
            yield element
        elif local(str(element.tag)) in (*_WRAPPERS, "sdt"):
            yield from _inside(element, name)


def _alternative(element: Element) -> Element | None:
    """Of a content that is there in several forms the first, which is the newest (ECMA-376-3)."""
    return next(children(element, "Choice", "Fallback"), None)


def _shown(element: Element) -> Iterator[Element]:
    """An element and those in it, in one form only; not those in a text box, which has its own story."""
    yield element
    if local(str(element.tag)) == "txbxContent":
        return
    inner = _alternative(element) if local(str(element.tag)) == "AlternateContent" else element
    for part in children(inner):
        yield from _shown(part)


def _characters(name: str, part: Element) -> str:
    """What a part of a run shows; a space for a symbol of a font's own, of which nobody knows what it is."""
    if name != "sym":
        return _CHARACTERS.get(name) or part.text or ""
    code = attribute(part, "char") or ""
    number = int(code, 16) if re.fullmatch(r"[\da-fA-F]{1,5}", code) else 0
    return chr(number) if 0x20 <= number < 0xD800 else " "
