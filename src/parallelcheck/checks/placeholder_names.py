"""What a placeholder is called, however it is formatted: "%-5i" and "%d" are one, "{price:,.2f}" and "{price}" too."""

import re
from collections import Counter
from collections.abc import Iterable

from parallelcheck.model import MarkKind, Segment

_TAG = re.compile(r"<(/?)([\w-]+)(?: [^<>]*)?>")
_ELEMENTS = (
    "a abbr b bdi bdo big blockquote br button center cite code dd del dfn div dl dt em font form h1 h2 h3 h4 h5 h6 hr"
    " i img input ins kbd label li mark nobr ol option p pre q s samp script select small span strike strong style"
    " sub sup table tbody td textarea th thead time tr tt u ul var video wbr"
)
_HTML = frozenset(_ELEMENTS.split())
_NO_CODE = frozenset(("br", "mrk", "wbr"))  # where a line may break, and what a tool of translators noted
_PRINTF = re.compile(
    r"%(?:(?P<number>\d+)\$|(?P<name>\(\w+\)))?[-+0# ']*(?:\d+|\*)?(?:\.(?:\d+|\*))?"
    r"(?P<type>(?:hh?|ll?|[jztL])?[a-zA-Z@])"
)
_IN_TAG = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")  # <a href="%(address)s">
_QT = re.compile(r"(%)L?(\d+)")
_ARGUMENT = re.compile(r"(\$?\{)\s*([\w.\[\]-]*)\s*(?:[,!:][^{}]*)?(?:\}|\{)")
_SHORTCODE = re.compile(r"(\{\{[<%]|\{%)-?\s*(/?)\s*([\w./-]+)")
_VARIABLE = re.compile(r"\{\{\{?-?([^{}|]*)")
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_WHOLE = ("%{", "%n", "$t(", "@")


def placeholders(segments: Iterable[Segment]) -> dict[str, str]:
    """The placeholders of some texts by name, and as the first one of that name is written.

    Where arguments have no numbers the first is the first: "%s: %d" has the names of "%1$s: %2$d".
    """
    found: dict[str, str] = {}
    for segment in segments:
        closed = frozenset(mark.value[2:-1] for mark in segment.marks if mark.value.startswith("</"))
        numbers: Counter[str] = Counter({"{": -1})  # C counts its arguments from one, Python from nought
        for mark in sorted(segment.marks, key=lambda mark: mark.start):
            if mark.kind is MarkKind.PLACEHOLDER:
                text = segment.text[mark.start : mark.end]
                name = _name(mark.value, text, closed)
                if "?" in name:
                    numbers[name[0]] += 1
                    name = name.replace("?", str(numbers[name[0]]))
                found.setdefault(name, mark.value if mark.value.startswith("<") else text)
                found.update({name: name for name in _IN_TAG.findall(text) if mark.value.startswith("<")})
    found.pop("", None)
    return found


def open_tags(segments: Iterable[Segment]) -> Counter[str]:
    """How many more times each tag is opened than closed."""
    balance: Counter[str] = Counter()
    for mark in (mark for segment in segments for mark in segment.marks if mark.kind is MarkKind.PLACEHOLDER):
        if tag := _TAG.fullmatch(mark.value):
            balance[tag[2]] += -1 if tag[1] else 1
    return balance


def is_html(name: str) -> bool:
    """Whether a placeholder is a tag of HTML."""
    tag = _TAG.fullmatch(name)
    return tag is not None and tag[2] in _HTML


def _name(value: str, text: str, closed: frozenset[str]) -> str:
    """The name, with `?` for the number that it does not have; nothing for what is no placeholder after all."""
    if tag := _TAG.fullmatch(value):
        return value if _is_tag(tag[2], text, closed) else ""
    if found := _PRINTF.fullmatch(value):
        kind = re.sub("[iu]$", "d", found["type"])
        return f"%{found['name'] or (found['number'] or '?') + '$'}{kind}"
    if found := _SHORTCODE.match(value) or _QT.fullmatch(value):
        return "".join(found.groups())
    return _in_braces(value, text) or _as_it_is(value)


def _in_braces(value: str, text: str) -> str:
    if value.startswith("{{") and (found := _VARIABLE.match(value)):
        return "{{" + _LITERAL.sub("…", found[1]).replace(" ", "")
    if value and (found := _ARGUMENT.match(text)):
        return f"{found[1]}{found[2] or '?'}}}"
    return ""


def _as_it_is(value: str) -> str:
    return value if value == "#" or value.startswith(_WHOLE) else ""


def _is_tag(name: str, text: str, closed: frozenset[str]) -> bool:
    """Whether a name in angle brackets is code, and not a word that the reader of "ls <folder>" is to replace."""
    if name in _NO_CODE:
        return False
    return name in _HTML or name in closed or text.endswith("/>") or not text.startswith(f"<{name}")
