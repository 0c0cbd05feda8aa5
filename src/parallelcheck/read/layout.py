"""What layout has cut in two, and what it has run together.

A page or column break in a PDF cuts a sentence in two passages; a list that was set with line breaks comes as one.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from parallelcheck.model import Kind, MarkKind
from parallelcheck.read.passage import Passage

_CONTINUES = re.compile(r"[^\W\d_]+(?=[\s,’'-]|[.;:!?]?$)")  # a whole word: not "a)", not "x=1"
_CAPTION = re.compile(
    r"(?:fig(?:ure|ura|\.)|tab(?:le|leau|la|elle|\.)|abb(?:ildung|\.)|photo|foto|image|source)\b", re.IGNORECASE
)
_ITEM = re.compile(r"\s*(?:\(?(?:[a-z]|\d{1,2}|[ivx]{1,5})[).]|[-*•▪◦‣·])\s", re.IGNORECASE)
_DASH = re.compile(r"\s*[–—]\s")  # who is quoted, or who speaks next
_SENTENCE_MARKS = '.!?:;…»”")]'
_FULL_LINE = 40  # characters: a page's last line is full, a verse or a fragment of a list is mostly not
_LONG = 10_000  # characters: what is longer was not cut by a page
_MANY = 300  # lines in one passage: more than that is no list


def repaired(passages: Iterable[Passage]) -> list[Passage]:
    """The passages with those joined that were cut, and those split that are lists."""
    found: list[Passage] = []
    for passage in (line for whole in passages for line in lines(whole)):
        if found and _is_cut(found[-1], passage):
            found[-1].extend(passage)
        else:
            found.append(passage)
    return found


def _is_cut(first: Passage, second: Passage) -> bool:
    """Is the second the rest of the first?

    It is when a full line of a paragraph, list item or quotation stops without a mark of punctuation that ends
    something, and a paragraph begins with a whole word in lower case. Headings, captions, cells, verses (lines
    broken on purpose), fragments in lower case and texts in two declared languages are never joined.
    """
    if first.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTATION) or second.kind is not Kind.PARAGRAPH:
        return False
    if first.breaks or first.length > _LONG or first.language != second.language or first.key != second.key:
        return False
    before, after = first.text.strip(), second.text.lstrip()
    last_line = before.rsplit("\n", 1)[-1].strip()
    word = _CONTINUES.match(after)
    return bool(
        len(last_line) >= _FULL_LINE
        and before[-1] not in _SENTENCE_MARKS
        and not _CAPTION.match(before)
        and word
        and word[0].islower()
        and not (before[0].islower() and first.kind is Kind.PARAGRAPH)
        and not any(mark.start == 0 and mark.kind in (MarkKind.CODE, MarkKind.PLACEHOLDER) for mark in second.marks)
    )


def lines(passage: Passage) -> Iterator[Passage]:
    """The passage, or if its lines were broken to make a list or to name who is quoted, one passage for each line."""
    if passage.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTATION) or not 0 < len(passage.breaks) <= _MANY:
        yield passage
        return
    text = passage.text
    names = all_names(text[start:end] for start, end in pairwise([0, *passage.breaks, len(text)]))
    cuts = [at for at in passage.breaks if names or _ITEM.match(text, at) or _DASH.match(text, at)]
    for start, end in pairwise([0, *cuts, len(text)]):
        line = passage.part(start, end) if cuts else passage
        if passage.kind is Kind.PARAGRAPH and cuts and (names or _ITEM.match(line.text)):
            line.kind = Kind.LIST_ITEM
        yield line


def all_names(texts: Iterable[str]) -> bool:
    """Are these lines of a list, an address, a signature: short, with a capital first and no end mark?

    A name set in lines of one word ("THE / ENGINE / ROOM") is one name.
    """
    stripped = [text.strip() for text in texts if text.strip()]
    return all(map(_is_name, stripped)) and any(" " in text for text in stripped)


def _is_name(text: str) -> bool:
    return len(text.split()) <= 8 and (text[0].isupper() or text[0].isdigit()) and text[-1] not in ",.;:!?…"
