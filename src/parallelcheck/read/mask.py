"""What is in Markdown files but is not Markdown: shortcodes, templates, JSX, attribute lists, fences of admonitions.

They are masked character for character, so that every place stays what it was. What stands by itself on its
lines becomes spaces; what stands in prose becomes private characters, which `Flow` turns back.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_CLOSING = {  # and how long at most
    "{{<": (">}}", 20_000),
    "{{%": ("%}}", 20_000),
    "{{{": ("}}}", 500),
    "{{": ("}}", 500),
    "{%": ("%}", 20_000),
    "{/*": ("*/}", 20_000),
}
_OPENING = re.compile("|".join(map(re.escape, _CLOSING)))
_NOT_PROSE = re.compile(r"\{(?:%-?|\{[<%])\s*(highlight|comment|mermaid)\b")  # nor is what they enclose
_ENDS = re.compile(r"\{(?:%-?|\{[<%])\s*(?:end|/)(highlight|comment|mermaid)\s*-?[%>]\}{1,2}")
_HIDDEN = re.compile(  # fenced code and comments, in which nothing is masked
    r"^[ \t>]*(`{3,}|~{3,})[^`\n]*$(?s:.*?)(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)|<!--(?s:.*?)(?:-->|\Z)", re.MULTILINE
)
_JSX = re.compile(
    r"""</?(?![A-Z]+[\s/>])[A-Z][\w.]*+(?=[\s/>])
        (?:[^<>{}"']++|"[^"]*+"|'[^']*+'|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+>""",
    re.VERBOSE,
)
_MODULE = re.compile(
    r"""^(?:import\s[^\n]*?from\s*["'][^"'\n]+["'];?[ \t]*$ | import\s*["'][^"'\n]+["'];?[ \t]*$
        | export\s+(?:const|let|var|function|default)\b(?:[^\n]++\n?)++)""",
    re.VERBOSE | re.MULTILINE,
)
_EXPRESSION = re.compile(r"\{[^{}\n]*\}")  # in MDX
_FENCE = re.compile(
    r"^[ \t>]*(:{3,}[ \t]*(?:[\w-]+|\{[^}\n]*\})?[ \t]*(?:\{[^}\n]*\})?\[?([^]{\n]*)[^\n]*)", re.MULTILINE
)
_ATTRIBUTE_LIST = re.compile(
    r"\{:[^{}\n]*\}|\{[.#][^{}\n]*\}(?=[ \t]*$)|(?<=[)\]*`])\{[.#\w][^{}\n]*\}(?![^\s.,;:!?)])", re.MULTILINE
)
_ALERT = re.compile(r"(?:(?<=>)|(?<=> ))\[!\w+\]")
_FORMULA = re.compile(r"\$\$(?:[^$\n]|\n(?!\s*\n)){1,5000}\$\$")
_PROSE = re.compile(
    r"""(?<![\w-])(?:alt|caption|title|subtitle|summary|description|label|heading|content)=(?:"([^"]+)"|'([^']+)')"""
)
_TEXT = re.compile(r"""(?<![\w-])text=(?:"([^"]+)"|'([^']+)')""")
_ALONE = re.compile("^[ \t]*+[\U000f0000-\U0010ffff][\U000f0000-\U0010ffff \t]*$", re.MULTILINE)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Masked:
    """A text as long as the original, with private characters that `meant` maps to what they stand for.

    `meant` is a table for `str.translate`. `prose` are spans of the original: titles and captions in what is masked.
    `jsx`: there are components in it, whatever the file's name says.
    """

    text: str
    meant: dict[int, str | None]
    prose: tuple[Span, ...]
    jsx: bool


def mask(text: str, mdx: bool = False) -> Masked:
    """Mask what is not Markdown; with `mdx`, braces hold expressions."""
    used = set(text)
    free = (code for code in range(0xF0000, 0x10FFFE) if chr(code) not in used)
    filler = next(free)
    meant: dict[int, str | None] = {filler: None}
    parts: list[str] = []
    at = 0
    spans = list(_disjoint(_spans(text, mdx), text))
    for start, end, stays in spans:
        stand_in = next(free, filler) if stays else filler
        meant.setdefault(stand_in, text[start:end])
        parts += [text[at:start], chr(stand_in), re.sub(r"[^\n]", chr(filler), text[start + 1 : end])]
        at = end
    masked = _ALONE.sub(lambda match: " " * len(match[0]), "".join([*parts, text[at:]]))
    jsx = mdx or any(_JSX.match(text, start) for start, _, _ in spans)
    return Masked(masked, meant, tuple(_prose(text, spans)), jsx)


def _spans(text: str, mdx: bool) -> Iterator[tuple[int, int, bool]]:
    """What to mask, and whether it stays in the prose as a placeholder."""
    for start, end in _shortcodes(text):
        shown = _TEXT.search(text, start, end)
        if shown:
            group = shown.lastindex or 0
            yield start, shown.start(group), False
            yield shown.end(group), end, False
        else:
            yield start, end, not text.startswith("{/*", start)
    for pattern in (_JSX, _MODULE, _ATTRIBUTE_LIST, _ALERT):
        yield from ((*match.span(), False) for match in pattern.finditer(text))
    yield from ((*match.span(1), False) for match in _FENCE.finditer(text))
    yield from ((*match.span(), True) for match in _FORMULA.finditer(text))
    if mdx:
        yield from ((*match.span(), True) for match in _EXPRESSION.finditer(text))


def _shortcodes(text: str) -> Iterator[Span]:
    at = 0
    while opening := _OPENING.search(text, at):
        closing, limit = _CLOSING[opening[0]]
        # One that opens again before it closes was never closed: it is text, and must not swallow what follows.
        again = text.find(opening[0], opening.end(), opening.start() + limit)
        end = text.find(closing, opening.end(), again if again >= 0 else opening.start() + limit)
        at = opening.end() if end < 0 else end + len(closing)
        if end >= 0:
            at = _end_of_element(text, opening.start(), at)
            yield opening.start(), at


def _end_of_element(text: str, start: int, end: int) -> int:
    opens = _NOT_PROSE.match(text, start)
    closes = _ENDS.search(text, end, end + 50_000) if opens else None
    return closes.end() if opens and closes and closes[1] == opens[1] else end


def _disjoint(spans: Iterable[tuple[int, int, bool]], text: str) -> Iterator[tuple[int, int, bool]]:
    """The spans in order, less those inside others, fenced code or comments."""
    hidden = [match.span() for match in _HIDDEN.finditer(text) if match[1] or text.endswith("-->", 0, match.end())]
    starts = [start for start, _ in hidden]
    done = 0
    for start, end, stays in sorted(spans, key=lambda span: (span[0], -span[1])):
        before = bisect_right(starts, start) - 1
        if start >= done and start < end and not (before >= 0 and start < hidden[before][1]):
            yield start, end, stays
            done = end


def _prose(text: str, spans: Iterable[tuple[int, int, bool]]) -> Iterator[Span]:
    for start, end, _ in spans:
        if text.startswith(":::", start):
            title = _FENCE.match(text, text.rfind("\n", 0, start) + 1)
            if title and title[2].strip():
                yield title.span(2)
        for match in _PROSE.finditer(text, start, end):
            group = match.lastindex or 0
            if "{{" not in match[group] and any(map(str.isalpha, match[group])):
                yield match.span(group)
