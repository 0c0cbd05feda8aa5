"""What MDX adds to Markdown: components, imports and exports, expressions in braces."""

import re
from collections.abc import Iterator
from itertools import islice

_BRACES = r"\{[^{}]*+\}"
for _ in range(5):  # as deep as they are nested; every part is possessive, so that time stays linear
    _BRACES = rf"\{{(?:[^{{}}]++|{_BRACES})*+\}}"
TAG = re.compile(
    rf"""</?(?![A-Z]+[\s/>])[A-Z][\w.]*+(?=[\s/>])(?:[^<>{{}}"'`]++|"[^"]*+"|'[^']*+'|{_BRACES})*+>""",
)
FRAGMENT = re.compile(r"</?>")
_IMPORT = re.compile(
    r"""^import\s(?:[\w*$, \t]*(?:\{[^{}]*\})?[\w*$, \t]*from\s*)?["'][^"'\n]+["'];?[ \t]*$""", re.MULTILINE
)
_EXPORT = re.compile(r"^export[ ](?:const|let|var|async|function|class|default|\{|\*)[^\n]*", re.MULTILINE)
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_PARTS = 50  # of an export, with blank lines between
_END = re.compile(r"\n\s*\n|\Z")
_EXPRESSION = re.compile(rf"(?<!\\)(?!\{{\{{[<%]){_BRACES}")
_STRING = re.compile(r"""\{\s*(["'`])([^"'`{}]*)\1\s*\}""")

__all__ = ["FRAGMENT", "TAG", "expressions", "modules"]


def modules(text: str) -> Iterator[tuple[int, int]]:
    """Where imports and exports stand; an export goes on to the first blank line outside its brackets."""
    for match in _IMPORT.finditer(text):
        yield match.span()
    done = 0
    for match in _EXPORT.finditer(text):
        if match.start() >= done:
            done = _end_of_export(text, match.start())
            yield match.start(), done


def _end_of_export(text: str, start: int) -> int:
    depth, at = 0, start
    ends = [blank.start() for blank in islice(_END.finditer(text, start), _PARTS)]
    for end in ends:
        depth += sum(text.count(opening, at, end) - text.count(closing, at, end) for opening, closing in _BRACKETS)
        at = end
        if depth <= 0:
            return end
    return ends[0]


def expressions(text: str) -> Iterator[tuple[int, int, bool]]:
    """What to mask of expressions, and whether it stays as a placeholder; of a string, all but what it says."""
    for match in _EXPRESSION.finditer(text):
        if string := _STRING.fullmatch(match[0]):
            at = match.start()
            yield at, at + string.start(2), False
            yield at + string.end(2), match.end(), False
        else:
            yield *match.span(), not match[0].startswith("{/*")
