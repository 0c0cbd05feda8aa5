"""PDFium's part in reading a PDF: which pieces of text stand where on the pages.

PDFium is a library in C++ and meets files from strangers here. It runs in a process of its own, with a limit on time
and memory: what crashes, hangs or fills the memory is that process, and one file is reported as unreadable.
"""

import contextlib
import json
import math
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from ctypes import byref, c_double, c_float, c_int, create_string_buffer
from dataclasses import asdict, dataclass, field
from typing import Any

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _, grouped

PAGES = 3000
_CHARACTERS = 5_000_000
_DOTS = 300  # drawn bullets on one page; more are part of a picture
_OBJECTS = 20_000  # of one page that are looked at for pictures and drawn bullets; maps have more
SECONDS = 120  # for PDFium, and again for the layout
_MEMORY = 2 << 30  # bytes
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_SPELLED = str.maketrans({**_LIGATURES, "\u2010": "-", "\x02": "-", "\ufffe": "-", "\uf0b7": "•", "\uf0a7": "▪"})
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NO_BREAK = "\u00a0\u202f"
_THIN = re.compile(r"\d\d|[\w)][;:!?»%€$£]|«\w")  # where a thin space may be that PDFium does not report
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """Text on one line, without wide gaps in it. Units are points; `y` is the base line, from the top of the page.

    `links` holds (start, end, address) of what leads somewhere. Raised digits are Unicode's superscripts.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool = False
    links: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A page as it is looked at. `turned` holds the text that runs upwards or downwards, as if it did not."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    turned: list[Piece] = field(default_factory=list)
    has_pictures: bool = False
    unreadable: int = 0  # characters whose font does not say what they are


def read_pages(content: bytes, path: str) -> list[Page]:
    """The pages. Raises `ReadError` if it is no PDF, is encrypted or damaged, or is too much."""
    if b"%PDF-" not in content[:1024]:
        raise ReadError(
            _("{path} is not a PDF, whatever its name says; give it the suffix of what it is").format(path=path)
        )
    # -P: a module that lies in the folder of the user must not be taken for one of ours.
    command = [sys.executable, "-P", "-m", __name__]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise ReadError(
            _("{path} took longer than {seconds} seconds to read; print it to a new PDF and try that").format(
                path=path, seconds=SECONDS
            )
        ) from None
    if done.returncode:
        raise ReadError(
            _("{path} is damaged in a way that made PDFium fail; print it to a new PDF and try that").format(path=path)
        )
    answer = json.loads(done.stdout)
    if isinstance(answer, str):
        raise ReadError(_("{path} {answer}").format(path=path, answer=answer))
    return [Page(**{**page, **{of: [Piece(**p) for p in page[of]] for of in ("pieces", "turned")}}) for page in answer]


def _main() -> None:
    """In the process of its own: the file comes in, its pages or a sentence on why there are none goes out."""
    content = sys.stdin.buffer.read()
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    answer = _answer(content)
    sys.stdout.write(json.dumps(answer if isinstance(answer, str) else [asdict(page) for page in answer]))


def _answer(content: bytes) -> list[Page] | str:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            return _("is encrypted; save it without a password and try again")
        return _("is damaged or cut off, so PDFium cannot open it; print it to a new PDF and try that")
    if len(document) > PAGES:
        return _("has {number} pages, more than the {most} that are read; split it").format(
            number=grouped(len(document)), most=grouped(PAGES)
        )
    pages: list[Page] = []
    characters = 0
    for number in range(1, len(document) + 1):
        try:
            reading = _Reading(document, number)
        except pypdfium2.PdfiumError:
            return _("is damaged on page {number}; print it to a new PDF and try that").format(number=number)
        characters += reading.count
        if characters > _CHARACTERS:
            return _("has more than {most} characters on its pages; split it").format(most=grouped(_CHARACTERS))
        pages.append(reading.read())
    document.close()
    return pages


@dataclass(slots=True)
class _Glyph:
    text: str
    left: float = 0
    right: float = 0
    y: float = 0
    size: float = 0
    bold: bool = False
    turn: int = 0  # quarter turns, counter-clockwise, as the page is looked at
    link: str = ""


class _Reading:
    """One page while it is read."""

    def __init__(self, document: Any, number: int) -> None:
        from pypdfium2 import raw

        self._raw, self._document = raw, document
        self._page = document[number - 1]
        self._text = self._page.get_textpage()
        self._left, self._low, right, high = self._page.get_bbox()
        self._width, self._height = right - self._left, high - self._low
        self._rotation = (self._page.get_rotation() // 90) % 4
        sides = (self._width, self._height) if self._rotation % 2 == 0 else (self._height, self._width)
        self._result = Page(number, *sides)
        self.count: int = raw.FPDFText_CountChars(self._text)

    def read(self) -> Page:
        """The page with all that stands on it."""
        for turn, piece in _pieces(self._glyphs(list(self._links()))):
            (self._result.turned if turn else self._result.pieces).append(piece)
        dots = list(self._dots())
        for left, right, y in dots if len(dots) <= _DOTS else ():
            _set_bullet(self._result.pieces, left, right, y)
        self._text.close()
        self._page.close()
        return self._result

    def _turned(self, x: float, y: float, turn: int) -> tuple[float, float]:
        """Where a point is if the page is turned so that this text runs from left to right; y from the top."""
        right, up = x - self._left, y - self._low
        left, down = self._width - right, self._height - up
        return ((right, down), (up, right), (left, up), (down, left))[turn]

    def _glyphs(self, links: list[tuple[tuple[float, float, float, float], str]]) -> Iterator[_Glyph | None]:
        """What stands on the page, character by character; None where PDFium sees the end of a line."""
        raw, text = self._raw, self._text
        matrix, box, x, y = raw.FS_MATRIX(), raw.FS_RECTF(), c_double(), c_double()
        for at, character in enumerate(self._characters()):
            if character in "\r\n":
                yield None
                continue
            if raw.FPDFText_IsGenerated(text, at) == 1 and character == " ":
                yield _Glyph(" ")
                continue
            raw.FPDFText_GetMatrix(text, at, byref(matrix))
            raw.FPDFText_GetLooseCharBox(text, at, byref(box))
            raw.FPDFText_GetCharOrigin(text, at, byref(x), byref(y))
            turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
            corners = (self._turned(box.left, box.bottom, turn), self._turned(box.right, box.top, turn))
            centre = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
            yield _Glyph(
                character.translate(_SPELLED),
                left=min(corner[0] for corner in corners),
                right=max(corner[0] for corner in corners),
                y=self._turned(x.value, y.value, turn)[1],
                size=raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d),
                bold=self._is_bold(at),
                turn=(turn - self._rotation) % 4,
                link=next((address for area, address in links if _inside(area, *centre)), ""),
            )

    def _characters(self) -> Iterator[str]:
        """One string for each of PDFium's characters; the halves of a surrogate pair are "" and the whole."""
        high = 0
        for at in range(self.count):
            code = self._raw.FPDFText_GetUnicode(self._text, at)
            if code == 0 or self._raw.FPDFText_HasUnicodeMapError(self._text, at) == 1:
                self._result.unreadable += 1
            if 0xD800 <= code < 0xDC00:
                high = code
                yield ""
            elif 0xDC00 <= code < 0xE000:
                yield chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd"
                high = 0
            else:
                yield chr(code) if code else "\ufffd"

    def _is_bold(self, at: int) -> bool:
        name = create_string_buffer(128)
        self._raw.FPDFText_GetFontInfo(self._text, at, name, 128, byref(c_int()))
        return bool(_BOLD.search(name.value))

    def _links(self) -> Iterator[tuple[tuple[float, float, float, float], str]]:
        raw, at, link, area = self._raw, c_int(0), self._raw.FPDF_LINK(), self._raw.FS_RECTF()
        while raw.FPDFLink_Enumerate(self._page, byref(at), byref(link)):
            action = raw.FPDFLink_GetAction(link)
            if action and raw.FPDFLink_GetAnnotRect(link, byref(area)):
                address = create_string_buffer(2048)
                raw.FPDFAction_GetURIPath(self._document, action, address, 2048)
                low, high = sorted((area.bottom, area.top))
                if address.value:
                    yield (area.left, low, area.right, high), address.value.decode(errors="replace")

    def _dots(self) -> Iterator[tuple[float, float, float]]:
        """Left, right and middle of what may be a bullet that is drawn. Notes on the way whether there are pictures."""
        raw = self._raw
        for at in range(min(raw.FPDFPage_CountObjects(self._page), _OBJECTS)):
            drawn = raw.FPDFPage_GetObject(self._page, at)
            kind = raw.FPDFPageObj_GetType(drawn)
            self._result.has_pictures |= kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
            sides = [c_float() for _ in range(4)]
            if kind == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(drawn, *map(byref, sides)):
                left, low, right, high = (side.value for side in sides)
                if 1 < right - left < 8 and abs(right - left - high + low) < 1:
                    ends = self._turned(left, low, self._rotation), self._turned(right, high, self._rotation)
                    (x0, y0), (x1, y1) = sorted(ends)
                    yield x0, x1, (y0 + y1) / 2


def _inside(area: tuple[float, float, float, float], x: float, y: float) -> bool:
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def _pieces(glyphs: Iterable[_Glyph | None]) -> Iterator[tuple[int, Piece]]:
    """The pieces that characters make, each with the quarter turns of its text."""
    piece, turn, space, tracking = None, 0, "", 0.0
    sizes: Counter[float] = Counter()
    for glyph in glyphs:
        if glyph is None or not glyph.text.strip():
            space = glyph.text if glyph and glyph.text in _NO_BREAK else space or " "
            continue
        if piece is None or glyph.turn != turn or not _goes_on(piece, glyph):
            if piece:
                yield turn, _sized(piece, sizes)
            piece, turn, space = Piece("", glyph.left, glyph.right, glyph.y, glyph.size, True), glyph.turn, ""
        gap = glyph.left - piece.right
        thin = (
            gap > 0.12 * glyph.size and tracking < 0.05 * glyph.size and _THIN.fullmatch(piece.text[-1:] + glyph.text)
        )
        wide = gap > 0.25 * glyph.size and tracking < 0.15 * glyph.size
        piece.text += space or ("\u202f" if thin else " " if wide else "")
        tracking = 0 if space else gap
        space = ""
        sizes[round(glyph.size, 1)] += 1
        _add(piece, glyph)
    if piece:
        yield turn, _sized(piece, sizes)


def _sized(piece: Piece, sizes: Counter[float]) -> Piece:
    """The piece with the size that most of it is set in."""
    piece.size = max(sizes, key=lambda size: (sizes[size], size))
    sizes.clear()
    return piece


def _goes_on(piece: Piece, glyph: _Glyph) -> bool:
    """Is it on the same line, raised or lowered perhaps, and not far away?"""
    size = max(piece.size, glyph.size)
    apart = abs(glyph.y - piece.y) / size if size else 0
    small = min(piece.size, glyph.size) < 0.85 * size
    # The letters of a ligature all stand where it stands.
    return -1.2 * size < glyph.left - piece.right < size and apart < (0.6 if small else 0.2)


def _add(piece: Piece, glyph: _Glyph) -> None:
    if glyph.size < 0.85 * piece.size and piece.y - glyph.y > 0.15 * piece.size:
        glyph.text = glyph.text.translate(_RAISED)
    elif piece.size < 0.85 * glyph.size and glyph.y - piece.y > 0.15 * glyph.size:
        # The number of a footnote, before its text.
        piece.text, piece.y, piece.size, piece.bold = piece.text.translate(_RAISED), glyph.y, glyph.size, True
    start = len(piece.text)
    piece.text += glyph.text
    piece.right = max(piece.right, glyph.right)
    piece.bold &= glyph.bold
    if glyph.link and piece.links and piece.links[-1][2] == glyph.link:
        piece.links[-1] = (piece.links[-1][0], len(piece.text), glyph.link)
    elif glyph.link:
        piece.links.append((start, len(piece.text), glyph.link))


def _set_bullet(pieces: list[Piece], left: float, right: float, y: float) -> None:
    """Puts a bullet that is drawn before the text right of it."""
    beside = [p for p in pieces if 0 <= p.left - right < 2.5 * p.size and p.y - 0.6 * p.size < y < p.y]
    if beside:
        piece = min(beside, key=lambda piece: piece.left)
        piece.text, piece.left = f"• {piece.text}", left
        piece.links = [(start + 2, end + 2, address) for start, end, address in piece.links]


if __name__ == "__main__":
    _main()
