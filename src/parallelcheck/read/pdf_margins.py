"""Running heads and page numbers: what stands at the edges of page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallelcheck.read.pdf_pages import Page, Piece

_EDGE = 0.13  # of the height of a page, at its top and at its bottom
_LARGER = 1.15  # times the text: that is a heading, even if it stands on every page ("Article 1", "Article 2")
_NUMBER = re.compile(r"(?:\b(?:page|p\.|seite|pagina|página)\s*)?(\d{1,4})", re.IGNORECASE)
_ROMAN = re.compile(r"\W*[ivxlc]{1,7}\W*", re.IGNORECASE)
_FRINGE = " \t\u00a0|·•–—-/:,"


@dataclass(slots=True)
class _Row:
    """What stands at one height at the edge of a page."""

    pieces: list[Piece]
    top: bool
    page: int

    @property
    def text(self) -> str:
        return " ".join(sorted(piece.text for piece in self.pieces))  # left and right pages are mirrored

    @property
    def place(self) -> tuple[bool, int, int]:
        return self.top, round(self.pieces[0].y), round(self.pieces[0].size)

    @property
    def forms(self) -> dict[str, str]:
        """The text, and the text with each number as its distance from the page's; what remains without the number."""
        found = {self.text: self.text.strip(_FRINGE)}
        if _ROMAN.fullmatch(self.text):
            found["roman"] = ""
        for number in _NUMBER.finditer(self.text):
            before, after = self.text[: number.start()], self.text[number.end() :]
            found[f"{before}{int(number[1]) - self.page:+}{after}"] = f"{before}{after}".strip(_FRINGE)
        return found


def take_margins(pages: Sequence[Page], size: float) -> list[tuple[bool, str]]:
    """Takes the running heads and page numbers off the pages. Returns the heads, each once: is it at the top, its text.

    They stand outermost and are the same on several pages but for the number of the page; or they stand where on most
    pages such a head stands. `size` is that of the text: what is larger and numbered is a heading.
    """
    rows = [row for page in pages for top in (True, False) for row in _rows(page, top)]
    counts = Counter((row.place, form) for row in rows for form in row.forms)
    places = Counter(row.place for row in rows if _form(row, counts, size) is not None)
    usual = {place for place, count in places.items() if count >= max(3, len(pages) / 2)}
    heads: dict[tuple[bool, str], None] = {}
    for page in pages:
        gone: set[int] = set()
        for top in (True, False):
            for row in _rows(page, top):
                form = _form(row, counts, size)
                if form is None and row.place not in usual:
                    break
                text = row.forms[form] if form else row.text
                if any(map(str.isalpha, text)):
                    heads.setdefault((top, text))
                gone.update(map(id, row.pieces))
        page.pieces = [piece for piece in page.pieces if id(piece) not in gone]
    return list(heads)


def _form(row: _Row, counts: Counter[tuple[tuple[bool, int, int], str]], size: float) -> str | None:
    """The form in which it is repeated; None if it is not. The number of the page alone need not be."""
    for form, rest in reversed(row.forms.items()):
        is_heading = form != row.text and rest and row.pieces[0].size > _LARGER * size
        if (counts[row.place, form] > 1 or form == "+0") and not is_heading:
            return form
    return None


def _rows(page: Page, top: bool) -> Iterator[_Row]:
    """What stands at the top or at the bottom of a page, from outside to inside."""
    edge = _EDGE * page.height
    near = [piece for piece in page.pieces if (piece.y < edge if top else piece.y > page.height - edge)]
    row: list[Piece] = []
    for piece in sorted(near, key=lambda piece: piece.y, reverse=not top):
        if row and abs(piece.y - row[0].y) > 0.3 * piece.size:
            yield _Row(row, top, page.number)
            row = []
        row.append(piece)
    if row:
        yield _Row(row, top, page.number)
