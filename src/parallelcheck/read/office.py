"""What DOCX and ODT have in common: styles with names in many languages, and text that is not part of its passage."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from parallelcheck.model import Kind, MarkKind
from parallelcheck.read.elements import Flow
from parallelcheck.read.layout import repaired
from parallelcheck.read.passage import Passage, Source

if TYPE_CHECKING:
    from parallelcheck.read.numbered import Group
    from parallelcheck.read.xml import Element

LINEAGE = 20  # styles that are based on one another; a longer line goes in circles

_HEADING = re.compile(
    r"""(?:heading|titre|(?:ü|ue)?berschrift|t[ií]tulo|titolo|kop|rubrik|overskrift|otsikko|nag[łl][óo]wek|nadpis|
    c[íi]msor|cabe[çc]alho|encabezado|intestazione|заголовок|επικεφαλίδα|标题|見出し|제목)\s*([1-9])""",
    re.VERBOSE,
)
_ELEMENTS = {  # of HTML, by the names that Word and LibreOffice give their own styles
    "h1": "title|titre|titel|título|titulo|titolo",
    "figcaption": "caption|image caption|table caption|légende|beschriftung|leyenda|legenda|didascalia|bijschrift",
    "blockquote": (
        "quote|intense quote|block text|block quotation|quotations|citation|citation intense|zitat|intensives zitat"
        "|cita|cita destacada|citazione|citazione intensa|citação|citação intensa|citaat|duidelijk citaat"
    ),
    "pre": "html preformatted|preformatted text|source code|code|html préformaté|vorformatierter text",
}
_BY_NAME = {name: element for element, names in _ELEMENTS.items() for name in names.split("|")}
_CODE = re.compile(r"(?:html )?code|verbatim char|source text|teletype|inline code|code char|code html|htmlcode")
_GENERATED = re.compile(r"(?:toc|contents|index|verzeichnis|tm) ?\d+|table ?of ?figures")

# Office's own descriptions of pictures, which nobody wrote; and names of files in their place.
_AUTOMATIC = re.compile(
    r"automatically generated|AI-generated content|générée? automatiquement|automatisch (?:generiert|gegenereerd)"
    r"|generad[ao] autom[áa]ticamente|generat[ao] automaticamente|gerad[ao] automaticamente",
    re.IGNORECASE,
)
_FILE = re.compile(r"\S*\.\w{2,5}|(?:.*[\\/])?[^\\/]*\.(?:docx?|odt|dotx?|pdf|rtf|png|jpe?g|gif|tiff?|svg|emf|wmf|bmp)")
_NO_TITLE = re.compile(
    r"(?:microsoft word|untitled|sans titre|unbenannt|sin título|senza titolo|sem título)\b.*|document ?\d+"
    r"|titre du document|document title|dokumenttitel|título del documento|titolo del documento|título do documento",
    re.IGNORECASE,
)


def element_of(style: str) -> str | None:
    """The HTML element for what has a style of this name ("h2" for "Titre 2"); "" if a program wrote it (a table of
    contents); None for a style that says nothing.
    """
    name = _plain(style)
    if heading := _HEADING.fullmatch(name):
        return f"h{min(int(heading[1]), 6)}"
    return "" if _GENERATED.fullmatch(name) else _BY_NAME.get(name)


def is_code(style: str) -> bool:
    """Is this the name of a style for code inside a passage?"""
    return bool(_CODE.fullmatch(_plain(style)))


def _plain(style: str) -> str:
    return " ".join(style.casefold().replace("_", " ").split())


def is_title(text: str) -> bool:
    """Is this title of a document, which readers see above a PDF that is made of it, one that somebody gave it?"""
    text = text.strip()
    several = " " in text or not text.isascii()  # "template"; Chinese writes no spaces
    return several and not _NO_TITLE.fullmatch(text) and not _FILE.fullmatch(text)


def is_description(text: str) -> bool:
    """Did somebody write this about a picture? It may be Office's guess, or the name of a file."""
    return bool(text.strip()) and not _AUTOMATIC.search(text) and not _FILE.fullmatch(text.strip())


class Body:
    """Tells a `Flow` what a document says, in HTML's terms, and sorts what comes out by where in the document it is.

    A story is a text by itself: the body, a footnote, a text box. One that is anchored in a paragraph or in a table
    comes after it.
    """

    def __init__(self) -> None:
        self.flow = Flow(Source("", ""))
        self.groups: list[Group] = []
        self._metadata: set[tuple[str, str]] = set()
        self._look = ""
        self._place = ""
        self._tables = 0  # that are open
        self._anchored: list[tuple[str, Callable[[], None]]] = []

    def story(self, place: str, read: Callable[[], None]) -> None:
        """What `read` reads stands at this place."""
        self._take()
        outer, self._place = self._place, place
        read()
        self._take()
        self._place = outer

    def anchor(self, place: str, read: Callable[[], None]) -> None:
        """A story that is anchored here."""
        self._anchored.append((place, read))

    def end_block(self) -> None:
        """A paragraph or table ends."""
        if not self._tables:
            anchored, self._anchored = self._anchored, []
            for place, read in anchored:
                self.story(place, read)

    def metadata(self, key: str, read: Callable[[], None]) -> None:
        """What `read` reads is said about the document, or on each of its pages; each text counts once."""
        self._take()
        self._tables += 1  # text boxes go with the rest
        read()
        for _, inner in self._anchored:
            inner()
        self._anchored.clear()
        self._tables -= 1
        self.flow.flush()
        for passage in self.flow.passages:
            if (key, passage.text) not in self._metadata:
                self._metadata.add((key, passage.text))
                self.groups.append((key, [_as_metadata(passage, key)]))
        self.flow.passages = []

    def table(self, rows: Sequence[Sequence["Element"]], read: Callable[["Element"], None]) -> None:
        """A table, of which `read` reads the cells; a table of one cell is a frame around a text."""
        self._tables += 1
        if sum(map(len, rows)) == 1:
            read(next(cell for row in rows for cell in row))
        else:
            self.open("table")
            for row in rows:
                self._row(row, read)
            self.close("table")
        self._tables -= 1
        self.end_block()

    def _row(self, cells: Sequence["Element"], read: Callable[["Element"], None]) -> None:
        self.open("tr")
        for cell in cells:
            self.open("td")
            read(cell)
            self.close("td")
        self.close("tr")

    def open(self, element: str, address: str = "") -> None:
        """An element begins; `address` is a link's."""
        self._look_like("")
        self.flow.open(element, {"href": address} if address else {}, 0, 0)

    def close(self, element: str) -> None:
        """An element ends."""
        self._look_like("")
        self.flow.close(element)

    def text(self, text: str, look: str = "") -> None:
        """Text that looks like this: "em", "code" or ""."""
        if text.strip():
            self._look_like(look)
        self.flow.text(text, 0)

    def placeholder(self, text: str) -> None:
        """What a program puts in: the number of a page, a date, a name."""
        self._look_like("")
        self.flow.span(MarkKind.PLACEHOLDER, text, 0)

    def note(self, number: int) -> None:
        """A reference to a footnote or endnote."""
        self.flow.point(MarkKind.FOOTNOTE, str(number))

    def captions(self, texts: Iterable[str]) -> None:
        """What a picture says, or what is said about it; it comes after this passage, each text once."""
        for text in dict.fromkeys(map(str.strip, texts)):
            if text:
                self.flow.image("", text, 0, 0)

    def _look_like(self, look: str) -> None:
        """What looks alike is one mark, in however many pieces it comes."""
        if look != self._look:
            if self._look:
                self.flow.close(self._look)
            if look:
                self.flow.open(look, {}, 0, 0)
            self._look = look

    def _take(self) -> None:
        self.flow.flush()
        passages, self.flow.passages = repaired(self.flow.passages), []
        if passages:
            self.groups.append((self._place, passages))


def _as_metadata(passage: Passage, key: str) -> Passage:
    passage.kind, passage.level, passage.key = Kind.METADATA, 0, key
    return passage
