"""Which words of a passage have no counterpart in the other one?

A word counts as rendered when some word of the other side has a similar vector, the same letters at its
beginning (names, cognates) or the same digits.
"""

import re
from collections.abc import Callable, Sequence

from parallelcheck.align.units import Floats

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
# Cosine of two words' vectors from which on one renders the other.
_RENDERED = 0.45


def unmatched_words(
    source: str, target: str, encode: Callable[[Sequence[str]], Floats]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The longer words of each side without counterpart on the other, in order, each once."""
    left, right = _words(source), _words(target)
    if not left or not right:
        return tuple(left), tuple(right)
    similar = encode(left) @ encode(right).T >= _RENDERED
    for i, word in enumerate(left):
        for j, other in enumerate(right):
            similar[i, j] |= word[:5].casefold() == other[:5].casefold()
    return (
        tuple(word for word, row in zip(left, similar, strict=True) if not row.any()),
        tuple(word for word, column in zip(right, similar.T, strict=True) if not column.any()),
    )


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(word for word in _WORD.findall(text) if len(word) > 3 or word.isdigit()))
