"""The plural forms of messages, which their keys name: `files[one]`, and in gettext's formats `files[0]`."""

import re

from parallelcheck.model import Document, Segment

_NAMED = re.compile(r"(.+)\[(zero|one|two|few|many|other)\]", re.DOTALL)
_NUMBERED = re.compile(r"(.+)\[(\d+)\]", re.DOTALL)
_GETTEXT = frozenset(("po", "qt"))  # elsewhere a number is a place in a list
_SINGULAR = frozenset(("zero", "one", "two", "0"))


def plurals(document: Document) -> dict[str, dict[str, Segment]]:
    """The forms of each message that has several, by what their keys have in common."""
    pattern = _NUMBERED if document.format in _GETTEXT else _NAMED
    found: dict[str, dict[str, Segment]] = {}
    for segment in document.segments:
        if form := pattern.fullmatch(segment.key or ""):
            found.setdefault(form[1], {})[form[2]] = segment
    return found


def is_singular(form: str) -> bool:
    """Whether a form stands for so few that it may name its number in words."""
    return form in _SINGULAR
