"""Statements of one document that say the same but for a number, a date or the spelling of a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, pairwise

from parallelcheck.checks.quantities import Quantity, read_quantities
from parallelcheck.model import AlignedPair, Document, Kind, Segment
from parallelcheck.stems import Word, content_stems, is_function_word, words_of

# Alike on purpose.
_PARALLEL = frozenset((Kind.HEADING, Kind.TABLE_CELL, Kind.CAPTION, Kind.CODE, Kind.METADATA, Kind.MESSAGE))
_FORMULA = 3  # words that say something: sentences with so few of them come back with other numbers
_NAMES_ALIKE = 0.6  # share of letters: "Dubois" and "Dupont" may be one person, "Peru" and "Chile" are two countries
_IN_ONE_PHRASE = re.compile(r"[^.,;:!?()]{1,40}")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERING = re.compile(r"\W*(?:[^\W\d]+\W)?\Z")
_AFTER_NUMBERING = re.compile(r"\s?[.:)–—]|\Z")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements, the earlier one first, and what each has in the place where they differ."""

    first: Segment
    second: Segment
    there: str
    here: str

    @property
    def is_of_years(self) -> bool:
        """Whether nothing but a year differs: this may be a yearly series."""
        return bool(_YEAR.fullmatch(self.there) and _YEAR.fullmatch(self.here))


def conflicts(pair: AlignedPair) -> Iterator[Conflict]:
    """Statements of the target that contradict one another, in whatever way they were found; some of them twice."""
    language = pair.target.language
    repeated = ((twin.first, twin.second) for twin in pair.twins if twin.relation == "repetition")
    for first, second in chain(repeated, _alike(pair.target)):
        differing = _only_difference(first.text, second.text, language) if _may_conflict(first, second) else None
        if differing:
            yield Conflict(first, second, *differing)
    yield from _between_figures(pair.target)


def _may_conflict(first: Segment, second: Segment) -> bool:
    kinds = {first.kind, second.kind}
    return not kinds & _PARALLEL and kinds != {Kind.LIST_ITEM}


def _alike(document: Document) -> Iterator[tuple[Segment, Segment]]:
    """Sentences that have the same words but for numbers in digits, each with the first one like it."""
    first: dict[tuple[str, ...], Segment] = {}
    for sentence in _with_figures(document):
        stems = content_stems(sentence.text, document.language)
        key = tuple(stem for stem in stems if not _DIGIT.search(stem))
        if len(key) > _FORMULA:
            before = first.setdefault(key, sentence)
            if before is not sentence:
                yield before, sentence


def _with_figures(document: Document) -> Iterator[Segment]:
    """The sentences of running text that have a number in digits."""
    for segment in document.segments:
        yield from (s for s in segment.sentences if segment.kind not in _PARALLEL and _DIGIT.search(s.text))


def _only_difference(first: str, second: str, language: str | None) -> tuple[str, str] | None:
    """What two texts have in the one place where they differ, if that is a number or a name."""
    texts = first, second
    sides = [list(words_of(text, language)) for text in texts]
    found: list[tuple[str, str]] = []
    for parts in _differences(*sides):
        if all(is_function_word(word.text, language) for part in parts for word in part):
            continue
        numbers = [_number(text, part, language) for text, part in zip(texts, parts, strict=True)]
        if numbers[0] and numbers[1] and not numbers[0].values & numbers[1].values:
            found.append((numbers[0].shown, numbers[1].shown))
        elif _may_be_one_name(*parts):
            found.append((parts[0][0].text, parts[1][0].text))
        else:
            return None
    return found[0] if len(found) == 1 else None


def _differences(left: Sequence[Word], right: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """The words of two texts that are not the same, by place."""
    matcher = SequenceMatcher(None, [word.stem for word in left], [word.stem for word in right], autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            yield left[start:end], right[other_start:other_end]


def _number(text: str, words: Sequence[Word], language: str | None) -> Quantity | None:
    """The number that these words of a text are, or are a part of."""
    if not words:
        return None
    around = (q for q in read_quantities(text, language) if q.start <= words[0].start and words[-1].end <= q.end)
    return next((q for q in around if q.firm and not _is_numbering(text, q)), None)


def _is_numbering(text: str, number: Quantity) -> bool:
    """Whether it only says which chapter, step or figure this is: "3.", "Step 2:", at the beginning."""
    return bool(_NUMBERING.match(text[: number.start]) and _AFTER_NUMBERING.match(text, number.end))


def _may_be_one_name(left: Sequence[Word], right: Sequence[Word]) -> bool:
    if len(left) != 1 or len(right) != 1:
        return False
    names = left[0], right[0]
    alike = SequenceMatcher(None, left[0].stem, right[0].stem, autojunk=False).ratio()
    return all(word.start and word.text.istitle() and len(word.text) > 3 for word in names) and alike >= _NAMES_ALIKE


@dataclass(frozen=True, slots=True)
class _Figures:
    """So many of these in so many of those: what two such statements have in common, and the number to compare."""

    segment: Segment
    key: tuple[object, ...]
    number: Quantity


def _between_figures(document: Document) -> Iterator[Conflict]:
    first: dict[object, _Figures] = {}
    for sentence in _with_figures(document):
        for said in _figures(sentence, document.language):
            before = first.setdefault(said.key, said)
            if _may_conflict(before.segment, said.segment) and not before.number.values & said.number.values:
                yield Conflict(before.segment, said.segment, before.number.shown, said.number.shown)


def _figures(sentence: Segment, language: str | None) -> Iterator[_Figures]:
    numbers = [q for q in read_quantities(sentence.text, language) if q.form == "digits"]
    words = list(words_of(sentence.text, language)) if len(numbers) > 1 else []
    for one, other in pairwise(numbers):
        between = [word for word in words if one.end <= word.start < other.start]
        after = next((word for word in words if word.start >= other.end), None)
        said = [word for word in between if not is_function_word(word.text, language)]
        together = _IN_ONE_PHRASE.fullmatch(sentence.text, one.end, other.start)
        if together and said and after and one.firm and not (_is_year(one) or _is_year(other)):
            key = one.values, tuple(word.stem for word in between), after.stem
            yield _Figures(sentence, key, other)


def _is_year(number: Quantity) -> bool:
    return bool(_YEAR.fullmatch(number.shown))
