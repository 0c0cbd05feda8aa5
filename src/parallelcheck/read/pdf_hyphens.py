"""Hyphens at the ends of lines: which of them were put there by setting the line, and which belong to the word."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_END = re.compile(r"([^\W\d_]+)([-\u00ad])$")
_OWN = re.compile(r"[\w-][-–—/]$")
_START = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SUSPENDED = frozenset({"and", "or", "et", "ou", "und", "oder", "bzw", "y", "o", "e", "i", "en", "of", "u"})  # Ein- und


class Hyphens:
    """Decides by what else stands in the document; `texts` are the lines of each of its blocks."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self._known: Counter[str] = Counter()
        cut: list[tuple[str, str]] = []
        for lines in texts:
            for number, line in enumerate(lines):
                words = [match[0].lower() for match in _WORD.finditer(line)]
                before = number > 0 and _parts(lines[number - 1], line)
                after = number + 1 < len(lines) and _parts(line, lines[number + 1])
                self._known.update(words[1 if before else 0 : -1 if after else None])
                if after:
                    cut.append(after)
        joined = sum(self._knows(left + right) for left, right in cut)
        kept = sum(self._knows(f"{left}-{right}") for left, right in cut)
        self._breaks_words = joined > kept  # this document's lines are set with hyphenation

    def between(self, line: str, following: str) -> tuple[str, str]:
        """What remains of a line, and what stands between it and the line that follows.

        A hyphen goes if it is a soft one, or if the word without it occurs elsewhere; it also goes if lines of this
        document are known to break words and the two parts are not words by themselves. Any other stays.
        """
        parts = _parts(line, following)
        if not parts:  # "Saint-Malo" and "2024–2025" are cut where their own hyphen is
            return (line.rstrip(), "") if _OWN.search(line.rstrip()) and following[:1].isalnum() else (line, "\n")
        left, right = parts
        if right in _SUSPENDED:
            return line, "\n"
        return (line.rstrip()[:-1], "") if self._is_one_word(left, right, line) else (line.rstrip(), "")

    def _is_one_word(self, left: str, right: str, line: str) -> bool:
        if line.rstrip().endswith("\u00ad") or self._knows(left + right):
            return True
        if self._knows(f"{left}-{right}"):
            return False
        return self._breaks_words and not (self._knows(left) and self._knows(right))

    def _knows(self, word: str) -> bool:
        return self._known[word] > 0


def _parts(line: str, following: str) -> tuple[str, str] | None:
    """The two parts, in lower case, of what may be a word cut at the end of a line."""
    left, right = _END.search(line.rstrip()), _START.match(following.lstrip())
    return (left[1].lower(), right[0].lower()) if left and right and right[0][0].islower() else None
