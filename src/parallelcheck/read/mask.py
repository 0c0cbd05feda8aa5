"""What is in Markdown files but is not Markdown: shortcodes, templates, JSX, attribute lists, fences of admonitions.

They are masked character for character, so that every place stays what it was. What stands by itself on its
lines becomes spaces; what stands in prose becomes private characters, which `Flow` turns back.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parallelcheck.read import directives, jsx

_CLOSING = {  # and how long at most
    "{{<": (">}}", 20_000),
    "{{%": ("%}}", 20_000),
    "{{{": ("}}}", 500),
    "{{": ("}}", 500),
    "{%": ("%}", 20_000),
    "{/*": ("*/}", 20_000),
    "{::comment}": ("{:/comment}", 20_000),
}
_OPENING = re.compile("|".join(map(re.escape, _CLOSING)))
_NOT_PROSE = re.compile(r"\{(?:%-?|\{[<%])\s*(highlight|comment|mermaid)\b")  # nor is what they enclose
_ENDS = re.compile(r"\{(?:%-?|\{[<%])\s*(?:end|/)(highlight|comment|mermaid)\s*-?[%>]\}{1,2}")
_HIDDEN = re.compile(  # fenced code and comments, in which nothing is masked
    r"^[ \t>]*(`{3,}|~{3,})[^`\n]*$(?s:.*?)(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)|<!--(?s:.*?)(?:-->|\Z)", re.MULTILINE
)
# In all of these `mask` is what is masked, if not everything, and `prose` what of it is text by itself.
_SILENT = (
    re.compile(  # Docusaurus', VuePress' and Pandoc's admonitions
        r"^[ \t>]*(?P<mask>:{3,}[ \t]*(?:[\w-]+|\{[^}\n]*\})?[ \t]*(?:\{[^}\n]*\})?\[?(?P<prose>[^]{\n]*)[^\n]*)",
        re.MULTILINE,
    ),
    re.compile(  # PyMdown's
        r"^[ \t>]*(?P<mask>/{3,}(?:[ \t]+[a-z][\w-]*(?:[ \t]*\|[ \t]*(?P<prose>[^\n]+))?)?[ \t]*)$",
        re.MULTILINE,
    ),
    re.compile(r"^\*\[[^]\n]+\]:[ \t]*(?P<prose>[^\n]+)$", re.MULTILINE),  # abbreviations
    re.compile(  # attribute lists
        r"\{:[^{}\n]*\}|\{[ ]?[.#][^{}\n]*\}(?=[ \t]*#*[ \t]*$)"
        r"|(?<=[)\]*`])\{[ ]?[.#=\w][^{}\n]*\}(?![^\s.,;:!?)])",
        re.MULTILINE,
    ),
    re.compile(r"(?:(?<=>)|(?<=> ))\[!\w+\][+-]?"),  # alerts
    re.compile(  # where a table of contents or another file goes; MyST's targets
        r"^[ \t]*(?:\[TOC\]|\[\[_?toc_?\]\]|-+8<-+[^\n]*|\([\w-]+\)=)[ \t]*$|^[*+-][ \t][^\n]*\n\{:[ ]?toc\b[^}\n]*\}",
        re.MULTILINE | re.IGNORECASE,
    ),
)
_FORMULA = re.compile(
    r"\$\$(?:[^$\n]|\n(?!\s*\n)){1,5000}\$\$"
    r"|(?<![\\$\w])\$(?:[A-Za-z]|(?=[^$\n]{0,300}[\\^_={}])[^\s$][^$\n]{0,298}(?<=\S))\$(?![\d$])"
)
_TEXT = re.compile(r"""(?<![\w-])text=(?:"([^"]+)"|'([^']+)')""")
_PROSE = re.compile(
    r"""(?<![\w-])(?:(?:alt|caption|title|subtitle|summary|description|label|heading|content|text|tooltip|placeholder
        |question|answer|aria-label)|[a-z]\w*(?:Alt|Caption|Title|Label|Text|Description))
        \s*(?:=\s*\{?|:)\s*(?:"((?:[^"\\]|\\.)+)"|'((?:[^'\\]|\\.)+)'|`([^`]+)`)""",
    re.VERBOSE,
)
_POSITIONAL = re.compile(r'(?<=\s)(?:"([^"=\n]*\w \w[^"=\n]*)"|`([^`=\n]*\w \w[^`=\n]*)`)')  # in Hugo's shortcodes
_ALONE = re.compile("^[ \t]*+[\U000f0000-\U0010ffff][\U000f0000-\U0010ffff \t]*$", re.MULTILINE)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Masked:
    """A text as long as the original, with private characters in it.

    `shown` maps them to what a reader of the prose sees of what they stand for, `original` to all of it: tables for
    `str.translate`. `prose` are spans of the original: titles and captions in what is masked. `jsx`: there are
    components in it, whatever the file's name says.
    """

    text: str
    shown: dict[int, str | None] = field(default_factory=dict)
    original: dict[int, str | None] = field(default_factory=dict)
    prose: tuple[Span, ...] = ()
    jsx: bool = False


@dataclass(frozen=True, slots=True)
class _Span:
    """What to mask, whether it stays in the prose as a placeholder, and what of it is text by itself."""

    start: int
    end: int
    stays: bool = False
    prose: Span | None = None


def mask(text: str, mdx: bool = False) -> Masked:
    """Mask what is not Markdown; with `mdx`, braces hold expressions."""
    text, prose = directives.blanked(text)
    spans = list(_disjoint([*_templates(text), *_markup(text), *_components(text, mdx)], text))
    has_components = mdx or any(jsx.TAG.match(text, span.start) for span in spans)
    return _masked(text, spans, prose, has_components)


def mask_templates(text: str) -> Masked:
    """Mask what a template engine replaces."""
    return _masked(text, list(_disjoint(_templates(text), text)))


def _masked(text: str, spans: list[_Span], prose: Iterable[Span] = (), jsx: bool = False) -> Masked:
    used = set(text)
    free = (code for code in range(0xF0000, 0x10FFFE) if chr(code) not in used)
    filler = next(free)
    shown: dict[int, str | None] = {filler: None}
    original: dict[int, str | None] = {filler: None}
    parts: list[str] = []
    at = 0
    for span in spans:
        stand_in = next(free, filler)
        original.setdefault(stand_in, text[span.start : span.end])
        shown.setdefault(stand_in, text[span.start : span.end] if span.stays else None)
        parts += [text[at : span.start], chr(stand_in)]
        parts.append(re.sub(r"[^\n]", chr(filler), text[span.start + 1 : span.end]))
        at = span.end
    masked = _ALONE.sub(lambda match: " " * len(match[0]), "".join([*parts, text[at:]]))
    return Masked(masked, shown, original, (*prose, *_prose(text, spans)), jsx)


def _templates(text: str) -> Iterator[_Span]:
    """Shortcodes, and what templates replace."""
    for start, end in _shortcodes(text):
        shown = _TEXT.search(text, start, end)
        if shown:
            group = shown.lastindex or 0
            yield _Span(start, shown.start(group))
            yield _Span(shown.end(group), end)
        else:
            yield _Span(start, end, not text.startswith(("{/*", "{::"), start))


def _markup(text: str) -> Iterator[_Span]:
    """What extensions of Markdown add to it."""
    for pattern in _SILENT:
        yield from (_silent(match) for match in pattern.finditer(text))
    yield from (_Span(*match.span(), stays=True) for match in _FORMULA.finditer(text))
    for start, end, stays in directives.roles(text):
        yield _Span(start, end, stays)


def _silent(match: re.Match[str]) -> _Span:
    found = {name: match.span(name) for name, group in match.groupdict().items() if group}
    start, end = found.get("mask", match.span())
    return _Span(start, end, prose=found.get("prose"))


def _components(text: str, mdx: bool) -> Iterator[_Span]:
    """JSX, and in MDX what stands in braces."""
    for pattern in (jsx.TAG, *((jsx.FRAGMENT,) if mdx else ())):
        yield from (_Span(*match.span()) for match in pattern.finditer(text))
    yield from (_Span(*span) for span in jsx.modules(text))
    for start, end, stays in jsx.expressions(text) if mdx else ():
        yield _Span(start, end, stays)


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


def _disjoint(spans: Iterable[_Span], text: str) -> Iterator[_Span]:
    """The spans in order, less those inside others, fenced code or comments."""
    hidden = [match.span() for match in _HIDDEN.finditer(text) if match[1] or text.endswith("-->", 0, match.end())]
    starts = [start for start, _ in hidden]
    done = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        before = bisect_right(starts, span.start) - 1
        is_hidden = before >= 0 and span.start < hidden[before][1]
        if done <= span.start < span.end and not is_hidden:
            yield span
            done = span.end


def _prose(text: str, spans: Iterable[_Span]) -> Iterator[Span]:
    """Titles, captions and the like in what is masked."""
    for span in spans:
        if span.prose:
            yield span.prose
        if text.startswith(("import", "<Translate"), span.start):  # the latter describes itself to translators
            continue
        patterns = (_PROSE, _POSITIONAL) if text.startswith(("{{<", "{{%"), span.start) else (_PROSE,)
        for match in (match for pattern in patterns for match in pattern.finditer(text, span.start, span.end)):
            group = match.lastindex or 0
            if "{{" not in match[group]:
                yield match.span(group)
