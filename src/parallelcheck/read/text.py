"""Plain text: passages between blank lines, wrapped or with a paragraph on each line."""

import re
from collections.abc import Iterator, Sequence

from parallelcheck.model import Document, Kind
from parallelcheck.read.layout import all_names, repaired
from parallelcheck.read.passage import Passage, Source, segments

_ITEM = re.compile(r"\s*(?:[-*•▪◦‣·]|\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_UNDERLINE = re.compile(r"\s*([=\-~*^_#\"'])\1{2,}\s*$")
_WRAPPED = 130  # characters: nobody wraps lines later
_FULL_LINE = 40  # characters: a heading is mostly shorter
_ENDS = '.!?:;…»”")'
_MARKDOWN = (
    re.compile(r"^#{1,6} +\S", re.MULTILINE),
    re.compile(r"\]\([^()\s]{0,300}\)"),
    re.compile(r"\*\*[^\s*][^*\n]*\*\*"),
)

Line = tuple[int, str]  # its offset in the file and its text


def read(text: str, path: str) -> Document:
    """The document; a text that is evidently Markdown, whatever its name says, is read as Markdown."""
    if is_markdown(text):
        from parallelcheck.read import markdown

        return markdown.read(text, path)
    source = Source(text, path)
    blocks = list(_blocks(source))
    passages = [
        passage
        for block, following in zip(blocks, [*blocks[1:], []], strict=True)
        for passage in _passages(block, following)
    ]
    return Document(path, "text", segments(repaired(passages), source))


def is_markdown(text: str) -> bool:
    """Does it have two of: headings, links, strong emphasis? Or four headings?"""
    found = [len(pattern.findall(text)) for pattern in _MARKDOWN]
    return sum(map(bool, found)) >= 2 or found[0] >= 4


def _blocks(source: Source) -> Iterator[list[Line]]:
    """The lines between blank lines; a no-break space alone is blank, too."""
    block: list[Line] = []
    for at, line in zip(source.starts, source.text.split("\n"), strict=True):
        if line.strip():
            block.append((at, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _passages(block: Sequence[Line], following: Sequence[Line]) -> Iterator[Passage]:
    if len(block) > 1 and _is_title(block[0][1], block[1][1]):
        yield _passage(block[:1], Kind.HEADING)
        block = block[2 if _UNDERLINE.match(block[1][1]) else 1 :]
    if len(block) == 1 and _is_heading(block[0][1], following):
        yield _passage(block, Kind.HEADING)
        return
    names = len(block) > 1 and all_names(line for _, line in block)
    line_by_line = names or _is_line_by_line([line for _, line in block])
    start = 0
    for end in range(1, len(block) + 1):
        if end == len(block) or line_by_line or _begins_item(block, start, end):
            item = names or _ITEM.match(block[start][1])
            yield _passage(block[start:end], Kind.LIST_ITEM if item else Kind.PARAGRAPH)
            start = end


def _passage(lines: Sequence[Line], kind: Kind) -> Passage:
    passage = Passage(kind, level=1 if kind is Kind.HEADING else 0)
    marker = _ITEM.match(lines[0][1]) if kind is Kind.LIST_ITEM else None
    for number, (at, line) in enumerate(lines):
        skipped = marker.end() if marker and not number else 0
        passage.add(line[skipped:] + "\n", at + skipped)
    return passage


def _begins_item(block: Sequence[Line], start: int, line: int) -> bool:
    """A dash or a number begins the line, and it is not in the middle of a wrapped sentence that began at `start`."""
    before = block[line - 1][1].rstrip()
    return bool(_ITEM.match(block[line][1]) and (before[-1] in _ENDS + "," or _ITEM.match(block[start][1])))


def _is_line_by_line(lines: Sequence[str]) -> bool:
    """Is every line a paragraph: not wrapped, or nearly all ending as sentences end?"""
    ends = sum(line.rstrip()[-1] in _ENDS for line in lines)
    return max(map(len, lines), default=0) > _WRAPPED or (len(lines) >= 3 and ends >= 0.8 * len(lines))


def _is_title(line: str, below: str) -> bool:
    """Is the first line of several a heading: underlined, or the only one in capitals?"""
    return bool(_UNDERLINE.match(below)) or (_is_capitals(line) and not _is_capitals(below))


def _is_heading(line: str, following: Sequence[Line]) -> bool:
    """A short line by itself with a capital or a number first and no end mark, before a longer text.

    Capitals throughout need no text behind them.
    """
    line = line.strip()
    if len(line) > 100 or len(line.split()) > 14 or line[-1] in '.,:;!…»”")' or line[0] in "-*•":
        return False
    if _is_capitals(line):
        return True
    text = " ".join(line for _, line in following).strip()
    is_prose = bool(text) and (text[-1] in _ENDS or bool(_ITEM.match(text)))
    goes_on = len(line) >= _FULL_LINE and text[:1].islower()  # the last line of a page
    return is_prose and not goes_on and (line[0].isupper() or line[0].isdigit()) and len(text) > len(line)


def _is_capitals(line: str) -> bool:
    return line.isupper() and sum(map(str.isalpha, line)) > 3 and len(line) <= 100
