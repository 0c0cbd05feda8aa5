"""PDF: text that knows only where on the page it stands. What reads as a paragraph is found again by geometry.

The line of a place is the number of the line in the document, in reading order, running heads not counted; its label
names the page.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from time import monotonic

from parallelcheck.errors import ReadError
from parallelcheck.function_words import FUNCTION_WORDS
from parallelcheck.i18n import _, ngettext
from parallelcheck.model import Document, Kind, Mark, MarkKind, Segment, language_name
from parallelcheck.read.passage import Passage, Source, arranged, segments
from parallelcheck.read.pdf_hyphens import Hyphens
from parallelcheck.read.pdf_layout import (
    LEADERS,
    MARKER,
    Block,
    Line,
    blocks,
    columns,
    is_ended,
    is_item,
    usual_leading,
)
from parallelcheck.read.pdf_margins import take_margins
from parallelcheck.read.pdf_pages import SECONDS, Page, Piece, read_pages

_HEADING = 1.1  # times the size of the text
_LONG = 200  # characters: no heading
_SCAN = 20  # letters a page that is a picture may have all the same: a stamp, a number
_NOTE = re.compile(r"(?<!\bm)(?<!\b[kcdm]m)(?<!\b10)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])")  # but not m² and 10⁶
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 10  # function words in a column, at least, that its language is known by
_TELLING_OF_TWO = 3  # where it is known which two languages there are


def read_bytes(content: bytes, path: str) -> Document:
    """The document. Raises `ReadError` if it is none, is encrypted or damaged, or is a scan without text."""
    document = _document(content, path)
    return _remarked(document, document, _("read one after the other")) if _spoken(document) else document


def read_versions_bytes(content: bytes, path: str) -> tuple[Document, ...]:
    """The same text in two languages, where every page has both; else nothing. Raises as `read_bytes` does.

    What is in no language for sure, such as a heading above both, is in both documents and not to be translated.
    """
    document = _document(content, path)
    versions = [_version(document, language) for language in _spoken(document)]
    return (*versions[:-1], _remarked(versions[-1], document, _("compared with one another"))) if versions else ()


def _spoken(document: Document) -> list[str]:
    """The languages that it is set in side by side, in their order."""
    return list(dict.fromkeys(segment.language for segment in document.segments if segment.language))


def _remarked(document: Document, whole: Document, done: str) -> Document:
    languages = " and ".join(map(language_name, sorted(_spoken(whole))))
    remark = _("{path} is set in columns side by side in {languages}; they were {done}").format(
        path=document.path, languages=languages, done=done
    )
    return replace(document, notes=(*document.notes, remark))


def _version(document: Document, language: str) -> Document:
    own = (
        replace(segment, translatable=segment.translatable and segment.language is not None)
        for segment in document.segments
        if segment.language in (language, None)
    )
    return replace(document, segments=arranged(own), language=language)


@lru_cache(maxsize=1)  # whoever asks for two languages in vain asks for the document next
def _document(content: bytes, path: str) -> Document:
    pages = read_pages(content, path)
    _refuse_unreadable(pages, path)
    size = _usual_size(pages)
    heads = take_margins(pages, size)
    found = _joined(_blocks(pages, path))
    passages, source, page_of = _passages(found, heads, size, path)
    placed = tuple(_labelled(segment, page_of) for segment in segments(passages, source))
    return Document(path, "pdf", placed, notes=tuple(_notes(path, pages, found)))


def _refuse_unreadable(pages: Sequence[Page], path: str) -> None:
    letters = sum(map(_letters, pages))
    if pages and letters < _SCAN * len(pages) and all(page.has_pictures for page in pages):
        raise ReadError(
            _("{path} is a scan, pictures of pages without text; recognise its text first (OCR)").format(path=path)
        )
    if sum(page.unreadable for page in pages) > letters / 2:
        raise ReadError(
            _("{path} does not say which letters its fonts show; recognise its text first (OCR)").format(path=path)
        )


def _letters(page: Page) -> int:
    return sum(character.isalpha() for piece in (*page.pieces, *page.turned) for character in piece.text)


def _usual_size(pages: Sequence[Page]) -> float:
    """The size of the type that most of the text is set in."""
    counts: Counter[float] = Counter()
    for page in pages:
        for piece in page.pieces:
            counts[round(2 * piece.size) / 2] += len(piece.text)
    return max(counts, key=lambda size: (counts[size], -size), default=10)


def _blocks(pages: Sequence[Page], path: str) -> Iterator[Block]:
    """The blocks of all pages, column by column."""
    end = monotonic() + SECONDS
    parts = []
    for page in pages:
        parts.append([*columns(page.pieces), *columns(page.turned)])
        if monotonic() > end:
            raise ReadError(
                _("{path} took longer than {seconds} seconds to lay out; split it").format(path=path, seconds=SECONDS)
            )
    leading = usual_leading(part for on_page in parts for part in on_page)
    languages = _languages(parts)
    for page, on_page, spoken in zip(pages, parts, languages, strict=True):
        if monotonic() > end:
            raise ReadError(
                _("{path} took longer than {seconds} seconds to lay out; split it").format(path=path, seconds=SECONDS)
            )
        for column, (part, language) in enumerate(zip(on_page, spoken, strict=True)):
            for block in blocks(part, page.number, column, leading):
                block.language = language
                yield block


def _languages(parts: Sequence[Sequence[Sequence[Piece]]]) -> list[list[str | None]]:
    """The languages of the columns, if most pages with columns have two languages side by side.

    On a page here or there it may be text that was not translated, and nothing is declared.
    """
    languages = [[_language(part) for part in on_page] for on_page in parts]
    several = [len({*spoken} - {None}) for spoken in languages if len(spoken) - spoken.count(None) > 1]
    if sum(count > 1 for count in several) <= 0.6 * len(several):
        return [[None] * len(spoken) for spoken in languages]
    counts = Counter(language for spoken in languages for language in spoken if language)
    both = [language for language, _ in counts.most_common(2)]
    return [[_language(part, both, _TELLING_OF_TWO) for part in on_page] for on_page in parts]


def _language(pieces: Sequence[Piece], among: Iterable[str] = FUNCTION_WORDS, telling: int = _TELLING) -> str | None:
    """The language of a column, if its function words leave no doubt."""
    words = Counter(word.lower() for piece in pieces for word in _WORD.findall(piece.text))
    counts = Counter({language: sum(words[word] for word in FUNCTION_WORDS[language].split()) for language in among})
    (best, most), (_, second) = counts.most_common(2)
    return best if most >= telling and most > 2 * second else None


def _joined(found: Iterator[Block]) -> list[Block]:
    """The blocks, with those joined that the end of a column or a page has cut."""
    blocks_: list[Block] = []
    for block in found:
        block.last_page = block.page
        before = _cut_before(blocks_, block)
        if before:
            before.lines += block.lines
            before.last_page, before.column, before.is_full = block.page, block.column, block.is_full
        else:
            blocks_.append(block)
    return blocks_


def _cut_before(blocks_: Sequence[Block], block: Block) -> Block | None:
    """What the block goes on with, if it begins a column; notes and captions in smaller type may stand between."""
    if not blocks_ or (blocks_[-1].last_page, blocks_[-1].column) == (block.page, block.column):
        return None
    for before in reversed(blocks_[-8:]):
        if block.language and before.language != block.language:
            continue
        if abs(before.size - block.size) < 0.08 * block.size and before.bold == block.bold and not before.is_cell:
            return before if _goes_on(before, block) else None
        if before.size > block.size:
            return None
    return None


def _goes_on(before: Block, block: Block) -> bool:
    """Is the paragraph unfinished? One that goes on with a capital has filled its last line."""
    if block.is_cell or is_item(block.text) or LEADERS.search(before.text):
        return False
    if len(block.lines) > 1 and block.lines[0].left > block.lines[1].left + 0.5 * block.size:
        return False  # its first line is indented
    if before.is_flush or before.text.endswith(("-", "\u00ad")):
        return True
    lower = block.text.lstrip()[:1].islower()
    several = len(before.lines) > 1
    return not is_ended(before.text) and sum((before.is_full, several, lower)) > 1


def _passages(
    found: Sequence[Block], heads: Sequence[tuple[bool, str]], size: float, path: str
) -> tuple[list[Passage], Source, list[str]]:
    """The passages; a text of all lines, in which they know their places; and for each of its lines, where it is."""
    hyphens = Hyphens([line.text for line in block.lines] for block in found)
    levels = _levels(found, size)
    passages: list[Passage] = []
    text: list[str] = []
    places: list[str] = []
    at = 0
    for block, level in zip(found, levels, strict=True):
        passage = _passage(block, level, hyphens, at)
        passages.append(passage)
        at += sum(len(line.text) + 1 for line in block.lines)
        text += [line.text for line in block.lines]
        pages = str(block.page) if block.page == block.last_page else f"{block.page}–{block.last_page}"
        places += [f"p. {pages}"] * len(block.lines)
    said = {line.text for block in found for line in block.lines}
    for top, head in heads:
        if head not in said:
            passage = Passage(Kind.METADATA, key="header" if top else "footer")
            passage.add(head, at)
            passages.append(passage)
            at += len(head) + 1
            text.append(head)
            places.append("header" if top else "footer")
    return passages, Source("\n".join(text), path), places


def _levels(found: Sequence[Block], size: float) -> list[int]:
    """The level of each block that is a heading, 0 for the others: by size, and after them what is only bold."""
    looks = [_look(block, following, size) for block, following in zip(found, [*found, None][1:], strict=True)]
    order = sorted({look for look in looks if look}, reverse=True)
    return [min(order.index(look) + 1, 6) if look else 0 for look in looks]


def _look(block: Block, following: Block | None, size: float) -> float:
    """The size of what looks like a heading; 0 for what does not."""
    text = block.text.strip()
    if block.is_cell or len(text) > _LONG or not any(map(str.isalpha, text)) or text[-1] in ".,;:" or text[0] in "•–":
        return 0
    if block.size >= _HEADING * size:
        return round(2 * block.size) / 2
    stands_out = block.bold and len(block.lines) <= 2 and block.size > 0.9 * size
    return size if stands_out and following and not following.bold and not following.is_cell else 0


def _passage(block: Block, level: int, hyphens: Hyphens, at: int) -> Passage:
    kind = Kind.TABLE_CELL if block.is_cell else Kind.HEADING if level else Kind.PARAGRAPH
    marker = MARKER.match(block.lines[0].text) if kind is Kind.PARAGRAPH else None
    passage = Passage(Kind.LIST_ITEM if marker else kind, level=level, language=block.language)
    skipped = marker.end() if marker else 0
    for line, following in zip(block.lines, [*block.lines[1:], None], strict=True):
        text, between = hyphens.between(line.text, following.text) if following else (line.text, "\n")
        _add(passage, line, LEADERS.sub("", text), skipped, at)
        passage.add(between, at + len(text))
        at += len(line.text) + 1
        skipped = 0
    return passage


def _add(passage: Passage, line: Line, text: str, skipped: int, at: int) -> None:
    """A line, from where its marker ends; the numbers of footnotes become marks."""
    base = passage.length
    numbers = [number.span() for number in _NOTE.finditer(text, skipped)]
    done = skipped
    for start, end in numbers:
        passage.add(text[done:start], at + done)
        if start > skipped:
            passage.mark(MarkKind.FOOTNOTE, passage.length, text[start:end].translate(_PLAIN))
        done = end
    passage.add(text[done:], at + done)

    def placed(offset: int) -> int:
        gone = sum(min(offset, end) - start for start, end in numbers if start < offset)
        return base + min(max(offset, skipped), len(text)) - skipped - gone

    for start, end, address in line.links:
        _link(passage, placed(start), placed(end), address)


def _link(passage: Passage, start: int, end: int, address: str) -> None:
    """A link; one that goes on from the line before stays one."""
    last = passage.marks[-1] if passage.marks else None
    if last and last.kind is MarkKind.LINK and last.value == address and not passage.text[last.end : start].strip():
        passage.marks[-1] = replace(last, end=end)
    elif start < end:
        passage.marks.append(Mark(MarkKind.LINK, start, end, address))


def _labelled(segment: Segment, places: Sequence[str]) -> Segment:
    return replace(segment, where=replace(segment.where, label=places[segment.where.line - 1]))


def _notes(path: str, pages: Sequence[Page], found: Sequence[Block]) -> Iterator[str]:
    """What a person should know of how it was read."""
    silent = [str(page.number) for page in pages if page.has_pictures and not page.pieces and not page.turned]
    if silent:
        yield _("{path} has pictures without text on {pages}, which were not read").format(
            path=path, pages=_pages(silent)
        )
    unclear = [str(page.number) for page in pages if page.unreadable]
    if unclear:
        yield _("{path} has letters on {pages} of which its fonts do not say what they are").format(
            path=path, pages=_pages(unclear)
        )
    prose = [block for block in found if not block.is_cell and len(block.lines) > 1]
    broken = sum(block.text.lstrip()[:1].islower() and not is_item(block.text) for block in prose)
    if len(prose) >= _TELLING and broken > len(prose) / 4:
        yield (
            _(
                "{path} has a layout that may not have been read right: {broken} of its {number} "
                "paragraphs begin in the middle of a sentence"
            ).format(path=path, broken=broken, number=len(prose))
        )


def _pages(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:10]) + (" …" if len(numbers) > 10 else "")
    return ngettext("page {numbers}", "pages {numbers}", len(numbers)).format(numbers=shown)
