"""From elements that open and close, with text in them, to passages. HTML gives the elements and so does Markdown."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from parallelcheck.model import Kind, MarkKind
from parallelcheck.read.markup import names, resolved, tokens
from parallelcheck.read.mask import Masked
from parallelcheck.read.passage import Passage, Source

_BLOCKS = names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option optgroup p pre search"
    " section select summary table tbody td tfoot th thead title tr ul video audio object"
)
_KINDS = {
    **{f"h{level}": Kind.HEADING for level in range(1, 7)},
    **dict.fromkeys(("li", "dt", "dd"), Kind.LIST_ITEM),
    **dict.fromkeys(("td", "th"), Kind.TABLE_CELL),
    **dict.fromkeys(("caption", "figcaption"), Kind.CAPTION),
    "blockquote": Kind.QUOTATION,
    "pre": Kind.CODE,
    "title": Kind.METADATA,
}
_MARKS = {
    **dict.fromkeys(("em", "i", "u", "cite", "dfn"), MarkKind.EMPHASIS),
    **dict.fromkeys(("strong", "b", "mark", "ins", "big"), MarkKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "var", "tt"), MarkKind.CODE),
    "q": MarkKind.QUOTE,
    "a": MarkKind.LINK,
}
_VOID = names("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = names("script style template noscript svg math rt rp datalist object audio video canvas")
# What an element closes when it opens, and how far out it looks for that (HTML 13.1.2.4, "Optional tags").
_CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot"}, {"table"}),
}
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STAND_INS = re.compile("([\U000f0000-\U0010ffff]+)")  # private characters, by which masked text is known
_SHARED = names("og:title og:description og:image:alt twitter:title twitter:description twitter:image:alt")
_META = 20  # passages that hold the title and the descriptions of a page
_DEPTH = 300  # elements nested deeper are read as if they were not there; their text still is

Place = Callable[[int], int]  # where in the file an offset of some text is


@dataclass(slots=True)
class _Element:
    """An element that is open; all but the mark is inherited."""

    name: str
    block: bool = True
    read: bool = True  # it is inside what is to be read
    seen: bool = True
    translatable: bool = True
    markdown: bool = False  # kramdown's and Markdown Extra's markdown="1"
    language: str | None = None
    mark: MarkKind | None = None
    value: str = ""
    start: int = 0  # of the mark, in the passage
    mark_language: str | None = None


class Flow:
    """Collects passages from elements and text, in reading order.

    `root` names the element to be read (None: all), `unseen` the elements and roles to be passed over.
    `masked` says what the private characters stand for that masked text consists of.
    """

    def __init__(
        self,
        source: Source,
        root: str | None = None,
        unseen: frozenset[str] = frozenset(),
        masked: Masked | None = None,
    ) -> None:
        self.source = source
        self.passages: list[Passage] = []
        self.language: str | None = None  # of the document, as <html lang> has it
        self._root = root
        self._unseen = _UNSEEN | unseen
        self._masked = masked or Masked("")
        self._open = [_Element("", read=root is None)]
        self._passage: Passage | None = None
        self._images: list[Passage] = []
        self._languages: set[str | None] = set()
        self._translatable = False
        self._broken = False  # nothing but a line break since there was text

    def markup(self, text: str, place: Place, markdown: Callable[[str, Place], None] | None = None) -> None:
        """Read HTML; `place` tells where in the file an offset of it is, `markdown` reads Markdown inside it."""
        for at, token in tokens(text):
            here = partial(_shifted, place, at)
            if isinstance(token, str):
                if markdown and self._open[-1].markdown:
                    markdown(token, here)
                else:
                    for offset, part in resolved(token):
                        self.text(part, here(offset))
            elif token.closing:
                self.close(token.name)
            else:
                self.open(token.name, token.attributes, here(0), here(token.length))
                if token.empty:
                    self.close(token.name)

    def open(self, name: str, attributes: Mapping[str, str], at: int, end: int) -> None:
        """An element begins, with a tag that stands between `at` and `end`."""
        if name in _VOID:
            self._void(name, attributes, at, end)
            return
        block = name in _BLOCKS or "-" in name
        if block and self._open[-1].seen:
            self._close_implied(name)
            self.flush()
        if len(self._open) < _DEPTH:
            self._open.append(self._element(name, block, attributes))

    def close(self, name: str) -> None:
        """The element of that name ends, and all inside it; where none is open, only the passage ends."""
        if name in _BLOCKS and self._open[-1].seen:
            self.flush()
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].name == name:
                self._close_from(depth)
                return

    def text(self, text: str, at: int) -> None:
        """Text that stands in the file at `at`."""
        if not self._masked.original:
            self._add(text, at)
            return
        for part in _STAND_INS.split(text):
            meant = part.translate(self._masked.shown)
            if meant == part:
                self._add(part, at)
            elif meant:
                self.span(MarkKind.PLACEHOLDER, meant, at)
            at += len(part)

    def words(self, text: str, at: int, end: int) -> None:
        """Text that stands somewhere between `at` and `end`, perhaps spelled a little differently."""
        if passage := self._ready(text):
            text = self._unmasked(text)
            passage.add_words(text, self.source, at, end)
            self._note(text)

    def span(self, kind: MarkKind, text: str, at: int) -> None:
        """Text that is all of one kind."""
        if passage := self._ready(text):
            start = passage.length
            passage.add(text, at)
            passage.mark(kind, start, text)
            self._note("")

    def point(self, kind: MarkKind, value: str) -> None:
        """Something that is not text: an image, a footnote's reference."""
        if self._open[-1].read and self._open[-1].seen:
            self._passage = self._passage or Passage()
            self._passage.mark(kind, self._passage.length, self._unmasked(value))

    def image(self, address: str, description: str, at: int, end: int) -> None:
        """An image; its description becomes a caption of its own, which is where its address stands."""
        element = self._open[-1]
        if description and element.read and element.seen:
            caption = Passage(Kind.CAPTION, language=element.language, translatable=element.translatable)
            caption.add_words(self._unmasked(description), self.source, at, end)
            caption.mark(MarkKind.IMAGE, 0, self._unmasked(address))
            for link in self._open:
                if link.mark is MarkKind.LINK:
                    caption.mark(MarkKind.LINK, 0, link.value)
            self._images.append(caption)
        else:
            self.point(MarkKind.IMAGE, address)

    def line_break(self, at: int) -> None:
        """A line that the author broke; two breaks end the passage."""
        if self._broken:
            self.flush()
        if self._passage:
            self._passage.breaks.append(self._passage.length)
            self._passage.add("\n", at)
            self._broken = True

    def metadata(self, key: str, text: str, at: int, end: int) -> None:
        """Something said about the document that its readers meet elsewhere."""
        passage = Passage(Kind.METADATA, key=key)
        passage.add_words(self._unmasked(text), self.source, at, end)
        self.passages.append(passage)

    def flush(self) -> None:
        """The passage ends."""
        passage, self._passage, self._broken = self._passage, None, False
        if passage:
            for element in self._open:
                self._mark(element, passage)
                element.start = 0
            self._classify(passage)
            self.passages.append(passage)
        self.passages += self._images
        self._images, self._languages, self._translatable = [], set(), False

    def _unmasked(self, text: str) -> str:
        return text.translate(self._masked.original)

    def _classify(self, passage: Passage) -> None:
        element = next((element for element in reversed(self._open) if element.name in _KINDS), None)
        if element:
            passage.kind = _KINDS[element.name]
            passage.level = int(element.name[1]) if passage.kind is Kind.HEADING else 0
            passage.key = element.name if passage.kind is Kind.METADATA else None
        passage.language = next(iter(self._languages)) if len(self._languages) == 1 else None
        passage.translatable = self._translatable and passage.kind is not Kind.CODE

    def _ready(self, text: str) -> Passage | None:
        """The passage to go on with, if this text is to be read; white space alone begins none."""
        element = self._open[-1]
        if not (element.read and element.seen):
            return None
        if self._passage is None and text.strip():
            self._passage = Passage()
        return self._passage

    def _add(self, text: str, at: int) -> None:
        if text and (passage := self._ready(text)):
            passage.add(text, at)
            self._note(text)

    def _note(self, text: str) -> None:
        """Remember in which languages the words are, and whether any is to be translated."""
        if not text or text.strip():
            self._broken = False
        if any(map(str.isalnum, text)):
            self._languages.add(self._open[-1].language)
            self._translatable |= self._open[-1].translatable

    def _element(self, name: str, block: bool, attributes: Mapping[str, str]) -> _Element:
        outer = self._open[-1]
        language = language_of(attributes.get("lang") or attributes.get("xml:lang"))
        if name in ("html", "body"):
            self.language, language = self.language or language, None
        element = _Element(
            name,
            block=block,
            read=outer.read or name == "title" or self._root in (name, attributes.get("role")),
            seen=outer.seen and self._is_seen(name, attributes),
            translatable=_translatable(attributes, outer.translatable),
            markdown=attributes["markdown"] != "0" if "markdown" in attributes else outer.markdown,
            language=language or outer.language,
            start=self._passage.length if self._passage else 0,
        )
        if not block:
            self._begin_mark(element, attributes, language)
        return element

    def _begin_mark(self, element: _Element, attributes: Mapping[str, str], language: str | None) -> None:
        if _is_note(element.name, self._open[-1].name, attributes):
            self.point(MarkKind.FOOTNOTE, attributes.get("href", ""))
            element.seen = False
            return
        element.mark = _MARKS.get(element.name)
        if element.mark is MarkKind.LINK:
            element.value = self._unmasked(attributes.get("href", ""))
            element.mark = MarkKind.LINK if element.value else None
        if not element.translatable and self._open[-1].translatable:
            element.mark = element.mark or MarkKind.CODE
        element.mark = element.mark or (MarkKind.EMPHASIS if language else None)
        element.mark_language = language

    def _is_seen(self, name: str, attributes: Mapping[str, str]) -> bool:
        # An article's header and footer are its own, not the page's.
        of_article = name in ("header", "footer") and any(element.name in ("main", "article") for element in self._open)
        return not (
            (name in self._unseen and not of_article)
            or attributes.get("role") in self._unseen
            or "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or _NO_DISPLAY.search(attributes.get("style", ""))
        )

    def _void(self, name: str, attributes: Mapping[str, str], at: int, end: int) -> None:
        if name == "br":
            self.line_break(at)
        elif name == "hr":
            self.flush()
        elif name == "img" and self._is_seen(name, attributes):
            self.image(attributes.get("src", ""), attributes.get("alt", "").strip(), at, end)
        elif name == "meta":
            self._meta(attributes, at, end)

    def _meta(self, attributes: Mapping[str, str], at: int, end: int) -> None:
        """What search engines and social networks show of a page; the latter is mostly the same once more."""
        key = (attributes.get("name") or attributes.get("property", "")).lower()
        text = attributes.get("content", "")
        if key == "description" or (key in _SHARED and all(passage.text != text for passage in self.passages[:_META])):
            self.metadata(key, text, at, end)

    def _close_implied(self, name: str) -> None:
        """A paragraph ends where a block begins, a list item where the next begins …"""
        inner = next(depth for depth in range(len(self._open) - 1, -1, -1) if self._open[depth].block)
        if self._open[inner].name == "p":
            self._close_from(inner)
        closes, within = _CLOSES.get(name, ((), ()))
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].name in within:
                return
            if self._open[depth].name in closes:
                self._close_from(depth)
                return

    def _close_from(self, depth: int) -> None:
        while len(self._open) > depth:
            if self._open[-1].block and self._open[-1].seen:
                self.flush()
            element = self._open.pop()
            if self._passage:
                self._mark(element, self._passage)

    def _mark(self, element: _Element, passage: Passage) -> None:
        if element.mark and element.start < passage.length:
            passage.mark(element.mark, element.start, element.value, element.mark_language)


def _shifted(place: Place, by: int, at: int) -> int:
    return place(by + at)


def language_of(tag: str | None) -> str | None:
    """The primary language, in lower case, of a BCP 47 tag or a locale's name; None if it is neither."""
    match = re.match(r"([A-Za-z]{2,3})(?:[-_.@]|$)", (tag or "").strip())
    return match[1].lower() if match else None


def _translatable(attributes: Mapping[str, str], inherited: bool) -> bool:
    if attributes.get("translate", "").lower() in ("yes", "no"):
        return attributes["translate"].lower() == "yes"
    return inherited and "notranslate" not in attributes.get("class", "").split()


def _is_note(name: str, outer: str, attributes: Mapping[str, str]) -> bool:
    """Is this link a footnote's number, or the way back from a footnote?"""
    if name != "a":
        return False
    classes = attributes.get("class", "")
    return (
        attributes.get("role") in ("doc-noteref", "doc-backlink")
        or attributes.get("epub:type") in ("noteref", "backlink")
        or "footnote-ref" in classes
        or "footnote-back" in classes
        or (outer == "sup" and attributes.get("href", "").startswith("#"))
    )
