"""Which words of a text have no counterpart in the other one?

Every word of the other text goes to the words here that resemble it, by itself and by what stands around it: to the
most similar of them for the most part, or to none. A clause that was left out is a run of words to which nothing
goes. What lacks a counterpart all alone is a free translation rather than an omission, and is not named.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from parallelcheck.align.units import Floats, unit_rows
from parallelcheck.function_words import FUNCTION_WORDS
from parallelcheck.model import Segment

Encode = Callable[[Sequence[str]], Floats]
Span = tuple[int, int]  # (start, end) in a text

_WORD = re.compile(r"https?://\S+|\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?|[^\W_]+")
_FUNCTION_WORDS = frozenset(word for words in FUNCTION_WORDS.values() for word in words.split())
# The constants were chosen by `benchmarks/words.py choose`, see there.
_AROUND = 4  # words on either side that say in which part of a text a word stands
_ALIKE = 0.3  # a word goes to another one from this similarity on (the mean of two cosines), rather than to none
_TEMPERATURE = 0.04  # and, of two words, to one that is more similar by this e times more
_ENOUGH = 0.3  # of a word must have come for a word to have a counterpart
_SHORTAGE = 0.5  # a run lacks more than this of a word: two words at least that get next to nothing


def unmatched_words(
    source: Sequence[Segment], target: Sequence[Segment], encode: Encode
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """The runs of words on each side that the other one does not render, as parts of their segments, in order.

    `encode` gives one unit row for each word.
    """
    left, right = (" ".join(segment.text for segment in side) for side in (source, target))
    runs = unmatched_spans(left, right, encode)
    return tuple(_parts(source, runs[0])), tuple(_parts(target, runs[1]))


def unmatched_spans(left: str, right: str, encode: Encode) -> tuple[list[Span], list[Span]]:
    """The (start, end) of the runs of words in each of two texts that the other one does not render."""
    words = list(_WORD.finditer(left)), list(_WORD.finditer(right))
    if not words[0] and not words[1]:
        return [], []
    ours, theirs = ([word[0] for word in side] for side in words)
    similar = _similarities(ours, theirs, encode([*ours, *theirs]))
    return _spans(words[0], _received(similar)), _spans(words[1], _received(similar.T))


def _similarities(ours: Sequence[str], theirs: Sequence[str], vectors: Floats) -> Floats:
    """For each two words the mean cosine of the words, 1 if they are equal, and of what stands around them."""
    left, right = vectors[: len(ours)], vectors[len(ours) :]
    equal = np.array([word.lower() for word in ours], str)[:, None] == np.array([word.lower() for word in theirs], str)
    mean: Floats = np.mean([np.maximum(left @ right.T, equal), _surroundings(left) @ _surroundings(right).T], axis=0)
    return mean


def _surroundings(vectors: Floats) -> Floats:
    """A unit row for each word and the words around it."""
    sums = np.pad(np.cumsum(vectors, axis=0), ((1, 0), (0, 0)))
    at = np.arange(len(vectors))
    return unit_rows(sums[np.minimum(at + _AROUND + 1, len(vectors))] - sums[np.maximum(at - _AROUND, 0)])


def _received(similar: Floats) -> Floats:
    """How much of the other side's words (columns) comes to each word (row)."""
    best = similar.max(axis=0, initial=_ALIKE)
    shares = np.exp((similar - best) / _TEMPERATURE)
    received: Floats = (shares / (shares.sum(axis=0) + np.exp((_ALIKE - best) / _TEMPERATURE))).sum(axis=1)
    return received


def _spans(words: Sequence[re.Match[str]], received: Floats) -> list[Span]:
    """The runs of words that received too little; function words do not count."""
    missing = (_ENOUGH - received).tolist()
    lacks = [lack if _says_something(word[0]) else 0.0 for word, lack in zip(words, missing, strict=True)]
    return [(words[first].start(), words[last].end()) for first, last in _runs(lacks)]


def _says_something(word: str) -> bool:
    return word[0].isdigit() or (len(word) > 2 and word.casefold() not in _FUNCTION_WORDS)


def _runs(lacks: Sequence[float]) -> tuple[Span, ...]:
    """The (first, last) of the runs with the highest sum, less `_SHORTAGE` for each of them (Viterbi 1967)."""
    outside: tuple[float, tuple[Span, ...]] = (0.0, ())
    inside = (float("-inf"), outside[1])
    for at, lack in enumerate(lacks):
        begun = (outside[0] - _SHORTAGE, (*outside[1], (at, at)))
        score, runs = max(begun, inside, key=lambda state: state[0])
        inside = (score + lack, (*runs[:-1], (runs[-1][0], at)))
        outside = max(outside, inside, key=lambda state: state[0])
    return outside[1]


def _parts(segments: Sequence[Segment], runs: Sequence[Span]) -> Iterator[Segment]:
    """What the runs, which count in the joined texts, cover of each segment; a mere full stop is left out."""
    offset = 0
    for segment in segments:
        for start, end in runs:
            first, last = max(start - offset, 0), min(max(end - offset, 0), len(segment.text))
            if _WORD.search(segment.text[first:last]):
                yield segment.part(first, last)
        offset += len(segment.text) + 1
