"""MyST's directives, fences that hold Markdown and not code, and its roles.

Syntax: https://mystmd.org/guide/syntax-overview.
"""

import re
from collections.abc import Iterator

from parallelcheck.read.markup import names

_WITH_PROSE = names(
    "admonition attention aside card caution danger deprecated dropdown epigraph error example exercise figure"
    " figure-md glossary grid grid-item grid-item-card hint important margin note pull-quote seealso sidebar solution"
    " tab-item tab-set tip topic versionadded versionchanged warning"
)
_WITHOUT_TITLE = names("figure figure-md tab-set grid")  # what stands there is an address or a number
_FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,}|:{3,})(?P<rest>[^\n]*)$", re.MULTILINE)
_DIRECTIVE = re.compile(r"[ \t]*\{(?P<name>[\w-]+)\}[ \t]*(?P<title>[^`\n]*)")
_OPTIONS = re.compile(r"\n[ \t>]*---\n(?s:.{0,2000}?)\n[ \t>]*---[ \t]*$|(?:\n[ \t>]*:[\w-]+:[^\n]*)+", re.MULTILINE)
_OPTION = re.compile(r"^[ \t>]*:?(?:alt|caption|title|subtitle)[ \t]*:[ \t]*(?P<text>[^\n]+)$", re.MULTILINE)
_ROLE = re.compile(r"\{(?P<name>[a-z][\w:-]*)\}`(?P<title>[^`<\n]*[^`<\s])(?P<target>[ \t]*<[^`>\n]*>)?`")
_ROLES_OF_WORDS = names("abbr del dfn guilabel ins kbd menuselection q sub subscript sup superscript term underline")

Span = tuple[int, int]


def blanked(text: str) -> tuple[str, list[Span]]:
    """The text with spaces for the lines that open and close directives, and where in these there is prose."""
    parts: list[str] = []
    prose: list[Span] = []
    at = 0
    for start, end, title in _directive_lines(text):
        parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        prose += [title] if title else []
        prose += [match.span("text") for match in _OPTION.finditer(text, start, end)]
        at = end
    return "".join([*parts, text[at:]]), prose


def _directive_lines(text: str) -> Iterator[tuple[int, int, Span | None]]:
    """The lines that open directives with prose in them, each with its title; and those that close them."""
    code = ""  # the fence of the code that we are in
    directives: list[str] = []
    for match in _FENCE.finditer(text):
        fence, is_bare = match["fence"], not match["rest"].strip()
        if code:
            code = "" if is_bare and fence.startswith(code) else code
        elif is_bare and directives and fence.startswith(directives[-1]):
            directives.pop()
            yield *match.span(), None
        elif (directive := _DIRECTIVE.fullmatch(text, *match.span("rest"))) and directive["name"] in _WITH_PROSE:
            directives.append(fence)
            options = _OPTIONS.match(text, match.end())
            title = directive.span("title") if directive["name"] not in _WITHOUT_TITLE else None
            yield match.start(), options.end() if options else match.end(), title
        elif fence[0] != ":":
            code = fence


def roles(text: str) -> Iterator[tuple[int, int, bool]]:
    """What to mask of roles, and whether it stays as a placeholder: of one with a text, all but that."""
    for match in _ROLE.finditer(text):
        if match["target"] or match["name"] in _ROLES_OF_WORDS:
            yield match.start(), match.start("title"), False
            yield match.end("title"), match.end(), False
        else:
            yield *match.span(), True
