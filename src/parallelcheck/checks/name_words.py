"""Names in a text: runs of capitalised words, and the countries that CLDR has names for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache

from parallelcheck.checks.quantities import blank
from parallelcheck.model import Document, MarkKind, Segment

Run = tuple[str, ...]

_WORD = re.compile(r"(?:[DO]['’](?=[A-ZÀ-Þ]))?[^\W\d_][\w-]*")
_ADDRESS = re.compile(r"\S*(?:@|://|\w\.\w)\S*")
_TITLES = frozenset(
    (
        *("dr", "miss", "mr", "mrs", "ms", "m", "mlle", "mme", "madame", "mademoiselle", "monsieur"),
        *("doctor", "docteur", "don", "dona", "senor", "senora", "sr", "sra", "senhor", "senhora"),
        *("signor", "signora", "herr", "frau"),
    )
)
_BEFORE_A_SENTENCE = re.compile(r"(?:^|[.!?:…«»“”„‘’'\"()\[\]–—•*|/>-])\s*\Z")
_NO_PROSE = (MarkKind.CODE, MarkKind.PLACEHOLDER)


def folded(word: str) -> str:
    """Without case and accents; all ways to address a person are one."""
    plain = unicodedata.normalize("NFD", word.lower())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return "mr" if letters in _TITLES else letters


def words(segments: Iterable[Segment]) -> frozenset[str]:
    """All words of some texts, folded, and the parts of those with a hyphen."""
    whole = {folded(word) for segment in segments for word in _WORD.findall(segment.text)}
    return frozenset(whole.union(*(word.split("-") for word in whole)))


def common_words(document: Document) -> frozenset[str]:
    """The words that a document writes without a capital somewhere, folded."""
    texts = (_ADDRESS.sub(" ", segment.text) for segment in document.segments)
    found = (word for text in texts for word in _WORD.findall(text))
    return frozenset(folded(word) for word in found if word[0].islower())


def runs(segments: Iterable[Segment]) -> Iterator[Run]:
    """The runs of capitalised words inside the sentences of some passages, but for the first word of a sentence."""
    for segment in segments:
        for sentence in segment.sentences or (segment,):
            yield from _runs(_prose(sentence))


def _runs(text: str) -> Iterator[Run]:
    run: list[str] = []
    end = -1
    for word in _WORD.finditer(text):
        starts = _BEFORE_A_SENTENCE.search(text, max(0, word.start() - 3), word.start())
        named = word[0][0].isupper() and not (starts and (word.start() < 3 or starts[0].strip()))
        if run and not (named and text[end : word.start()] == " "):
            yield tuple(run)
            run = []
        if named:
            run.append(word[0])
        end = word.end()
    if run:
        yield tuple(run)


def _prose(segment: Segment) -> str:
    return blank(segment.text, ((mark.start, mark.end) for mark in segment.marks if mark.kind in _NO_PROSE))


def is_like_one_of(word: str, others: Iterable[str]) -> bool:
    """Whether a folded word may be another form of one of these: “canadian” and “canadienne”, “london” and
    “londres”, “jerusalem” and “gerusalemme”.
    """
    return any(_likeness(word, other) >= _least_likeness(word, other) for other in others)


def _least_likeness(word: str, other: str) -> float:
    if word[:3] == other[:3]:
        return 0.5
    return 0.7 if word[:1] == other[:1] else 0.8


@lru_cache(maxsize=100_000)
def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word, other).ratio()


@cache
def _territories(language: str | None) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """What finds the names of countries and territories in a language, and for each name its code (CLDR)."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language).territories if language else {}
    except (UnknownLocaleError, ValueError):
        names = {}
    if not names:
        return None
    codes = {name: code for code, name in sorted(names.items()) if code.isalpha()}
    longest_first = sorted(codes, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])"), codes


def territories(segments: Iterable[Segment], language: str | None) -> dict[str, str]:
    """The countries and territories that some texts name: the code of each, and how it is written."""
    known = _territories(language)
    if known is None:
        return {}
    pattern, codes = known
    return {codes[name]: name for segment in segments for name in pattern.findall(_prose(segment))}


def is_territory(name: str, language: str | None) -> bool:
    """Whether a country or territory has this name."""
    known = _territories(language)
    return known is not None and name in known[1]
