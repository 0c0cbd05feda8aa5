"""Texts of one document that say the same: an original left beside its translation, a passage said twice."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from parallelcheck.align.documents import Vectors
from parallelcheck.align.score import PASSAGES, Norms, Scorer
from parallelcheck.align.units import Floats, Rarity, Units, units
from parallelcheck.model import Document, Kind, Segment, Twin

# Evidence for a translation: this much, and the log of how many passages there are if it does not stand beside it.
_TRANSLATION = 3.0
_BESIDE = 2  # passages
# Share of the content words of the shorter text that the longer one has too.
_REPEATED = 0.75
# A repetition shorter than this is a formula, a label or a refrain.
_REPEATED_WORDS = 8
_WORD = re.compile(r"[^\W_]+")
_TOO_SHORT = 20  # characters: below, a translation cannot be told from a stranger

# What stands beside them says nothing: messages are shown one by one, and the forms of a plural resemble one another.
_APART = (Kind.CODE, Kind.METADATA, Kind.MESSAGE)


def find_twins(document: Document, vectors: Vectors, norms: Norms, originals: Collection[str] = ()) -> tuple[Twin, ...]:
    """Translations first, then repetitions, each in document order. Needs identified languages.

    `originals` are the texts of the source: what is the same is foreign even where its language is undecided.
    """
    return (*_translations(document, vectors, norms, originals), *_repetitions(document, vectors))


def _translations(document: Document, vectors: Vectors, norms: Norms, originals: Collection[str]) -> Iterator[Twin]:
    """Foreign passages, then foreign sentences in passages of the document's language, with their translations."""
    rarity = Rarity(document.segments)
    foreign = [i for i, segment in enumerate(document.segments) if _is_foreign(segment, document, originals)]
    homes = [i for i, segment in enumerate(document.segments) if _is_home(segment, document)]
    passages = units(document.segments, vectors.passages, rarity)
    yield from _counterparts(document.segments, passages, foreign, homes, norms)
    sentences = [sentence for segment in document.segments for sentence in segment.sentences]
    if not sentences:
        return
    whole = {document.segments[i].index for i in foreign}
    strays = [k for k, s in enumerate(sentences) if s.index not in whole and _is_foreign(s, document)]
    if strays:
        kin = [k for k, sentence in enumerate(sentences) if _is_home(sentence, document)]
        all_units = units(sentences, np.concatenate(vectors.sentences), rarity)
        yield from _counterparts(sentences, all_units, strays, kin, norms)


def _counterparts(
    segments: Sequence[Segment], everything: Units, foreign: list[int], homes: list[int], norms: Norms
) -> Iterator[Twin]:
    if not foreign or not homes:
        return
    left, right = everything.take(foreign), everything.take(homes)
    scorer = Scorer(left, right, norms, PASSAGES)
    places = np.array([segments[j].index for j in homes])
    for row, evidence in enumerate(scorer.by_row()):
        segment = segments[foreign[row]]
        # Beside it a translation is expected; further away it is one of many that might resemble the passage by chance.
        discount = np.where(np.abs(places - segment.index) <= _BESIDE, 0.0, np.log(len(homes)))
        surplus = evidence - discount - _TRANSLATION
        column = int(np.argmax(surplus))
        if surplus[column] < 0:
            continue
        pair = sorted((segment, segments[homes[column]]), key=lambda s: (s.index, s.offset))
        at = np.array([row]), np.array([column])
        similarity, chance = scorer.similarity((1, 1), *at), scorer.chance((1, 1), *at, float(discount[column]))
        yield Twin(pair[0], pair[1], "translation", float(similarity[0]), float(chance[0]))


def _is_foreign(segment: Segment, document: Document, originals: Collection[str] = ()) -> bool:
    found = segment.identified
    decided = found.status == "decided" and found.language != document.language
    copied = found.status == "undecided" and segment.text in originals
    text = segment.translatable and segment.kind is not Kind.MESSAGE and len(segment.text) >= _TOO_SHORT
    return text and (decided or copied)


def _is_home(segment: Segment, document: Document) -> bool:
    return segment.identified.is_(document.language) and len(segment.text) >= _TOO_SHORT


def _repetitions(document: Document, vectors: Vectors) -> Iterator[Twin]:
    """Passages said again, and sentences said again in passages that are not."""
    passages = [segment for segment in document.segments if segment.kind not in _APART]
    rows = {segment.index: row for segment, row in zip(document.segments, vectors.passages, strict=True)}
    repeated: set[int] = set()
    for twin in _repeats(passages, [rows[segment.index] for segment in passages]):
        repeated |= {twin.first.index, twin.second.index}
        yield twin
    sentences = [
        (sentence, row)
        for segment, block in zip(document.segments, vectors.sentences, strict=True)
        if segment.index not in repeated and segment.kind not in _APART
        for sentence, row in zip(segment.sentences, block, strict=True)
    ]
    yield from _repeats([sentence for sentence, _ in sentences], [row for _, row in sentences])


def _repeats(segments: Sequence[Segment], rows: Sequence[Floats]) -> Iterator[Twin]:
    words = [Counter(_content_words(segment.text)) for segment in segments]
    spread = Counter(word for counter in words for word in counter)
    holders: dict[str, list[int]] = defaultdict(list)
    for second, counter in enumerate(words):
        candidates = Counter(first for word in counter if spread[word] <= 20 for first in holders[word])
        best = max(
            ((_containment(words[first], counter, spread, len(words)), -first) for first in candidates),
            default=(0.0, 0),
        )
        if best[0] >= _REPEATED:
            first = -best[1]
            similarity = float(rows[first] @ rows[second])
            yield Twin(segments[first], segments[second], "repetition", similarity, best[0])
        for word in counter:
            holders[word].append(second)


def _containment(left: Counter[str], right: Counter[str], spread: Counter[str], total: int) -> float:
    shorter, longer = sorted((left, right), key=lambda counter: counter.total())
    if shorter.total() < _REPEATED_WORDS:
        return 0.0
    weight = {word: np.log(1 + total / spread[word]) * count for word, count in shorter.items()}
    shared = sum(weight[word] for word in shorter if word in longer)
    return float(shared / sum(weight.values()))


def _content_words(text: str) -> list[str]:
    """Longer words by their first letters, which inflection leaves alone, and every number."""
    return [word[:6].casefold() for word in _WORD.findall(text) if len(word) > 3 or word.isdigit()]
