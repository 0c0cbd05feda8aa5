"""Comments that tell what to be silent about, in the form that comments have in each format.

`parallelcheck: ignore[numbers, links] the reason` silences these checks, or all of them without brackets, in the
passage that it stands in or else in the next one; `ignore-start` and `ignore-end` enclose passages; `ignore-file`
is for the whole document.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parallelcheck.i18n import _
from parallelcheck.model import Document, Ignore, Kind, Location, Segment

_BETWEEN_TAGS = r"<!--{}-->"
_AFTER_HASH = r"^[ \t]*\#{}$"
_FORMS = {  # by the name of the format; what is between the signs of a comment is {}
    **dict.fromkeys(("html", "xliff", "tmx", "qt", "resx", "android", "lektor"), (_BETWEEN_TAGS,)),
    **dict.fromkeys(("po", "yaml", "toml", "properties"), (_AFTER_HASH,)),
    "markdown": (_BETWEEN_TAGS, r"\{{/\*{}\*/\}}", r"\{{\{{<?/\*{}\*/>?\}}\}}"),
    "rst": (r"^[ \t]*\.\.{}$",),
    "asciidoc": (r"^//{}$",),
    "latex": (r"^[ \t]*%+{}$",),
    "subtitles": (r"^NOTE{}$",),
}
_TEXT = r"\s*parallelcheck:(?P<text{}>[^\n]{{0,1000}}?)\s*"
_COMMAND = re.compile(r"\s*(?P<command>[\w-]+)\s*(?:\[(?P<checks>[^\]]*)\])?\s*(?P<reason>.*)", re.DOTALL)
_COMMANDS = ("ignore", "ignore-start", "ignore-end", "ignore-file")


def with_ignores(document: Document, text: str) -> Document:
    """The document with the comments in its text that silence findings. Formats without comments have none."""
    if "parallelcheck:" not in text or document.format not in _FORMS:
        return document
    code = [(s.where.line, s.where.end_line) for s in document.segments if s.kind is Kind.CODE]
    found = [each for each in _comments(text, document) if not any(a <= each[0].line <= b for a, b in code)]
    return replace(document, ignores=tuple(_ignores(found, document.segments)))


def _comments(text: str, document: Document) -> Iterator[tuple[Location, str]]:
    """Where each comment for us stands, and what it says. One in backticks is an example."""
    forms = _FORMS[document.format]
    pattern = "|".join(form.format(_TEXT.format(number)) for number, form in enumerate(forms))
    for match in re.finditer(pattern, text, re.MULTILINE):
        if text[match.start() - 1 : match.start()] != "`":
            line = text.count("\n", 0, match.start(match.lastgroup or 0)) + 1
            yield Location(document.path, line, line), match[match.lastgroup or 0]


def _ignores(comments: Sequence[tuple[Location, str]], segments: Sequence[Segment]) -> Iterator[Ignore]:
    begun: Ignore | None = None
    for where, text in comments:
        ignore, command = _understood(where, text)
        here = _passages(where.line, segments)
        if command == "ignore":
            yield replace(ignore, passages=here)
        elif command == "ignore-file":
            yield replace(ignore, passages=range(len(segments)))
        elif command == "ignore-start" and begun is None:
            begun = replace(ignore, passages=range(here.start, len(segments)))
        elif command == "ignore-end" and begun is not None:
            yield replace(begun, passages=range(begun.passages.start, here.start))
            begun = None
        else:
            yield replace(ignore, fault=ignore.fault or _("“{command}” has nothing to go with").format(command=command))
    if begun is not None:
        yield replace(begun, fault=_("there is no “ignore-end” after it"))


def _understood(where: Location, text: str) -> tuple[Ignore, str]:
    """What a comment asks for, still without passages, and its command; its fault if it makes no sense."""
    match = _COMMAND.fullmatch(text)
    if match is None or match["command"] not in _COMMANDS:
        return Ignore(where, fault=_("it does not say one of {names}").format(names=", ".join(_COMMANDS))), ""
    checks = tuple(name.strip() for name in (match["checks"] or "").split(",") if name.strip())
    return Ignore(where, checks, " ".join(match["reason"].split())), match["command"]


def _passages(line: int, segments: Sequence[Segment]) -> range:
    """The passages on that line, or else the next one; empty at the end."""
    here = [s.index for s in segments if s.where.line <= line <= s.where.end_line]
    if here:
        return range(here[0], here[-1] + 1)
    following = next((s.index for s in segments if s.where.line > line), len(segments))
    return range(following, min(following + 1, len(segments)))
