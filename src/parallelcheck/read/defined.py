"""Texts that a document defines once and names in many places: attributes, substitutions, macros."""

import re

from parallelcheck.read.elements import Flow

_MOST = 1_000_000  # characters that all names together may stand for, or a short file could make a very long text


class Defined:
    """The texts by their names."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._left = _MOST

    def __setitem__(self, name: str, text: str) -> None:
        self._texts[name] = text

    def get(self, name: str) -> str | None:
        """What a name stands for; None if nobody said it, or more was asked for than any real document holds."""
        text = self._texts.get(name)
        self._left -= len(text or "") + 1
        return text if self._left > 0 else None


def say_at(flow: Flow, text: str, at: int) -> None:
    """Tell `flow` a text all of which stands at one place of the file."""
    for piece in re.findall(r"\S+|\s+", text):
        flow.text(piece, at)
