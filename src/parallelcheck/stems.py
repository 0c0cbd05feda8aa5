"""Words by their stems, which inflection leaves alone: "certificats" and "certificat" are one word.

The stemmers are those of Snowball (Porter 2001); a language without one has its words compared in lower case.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from parallelcheck.function_words import FUNCTION_WORDS

_STEMMERS = {
    "ca": "catalan",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}
_WORD = re.compile(r"[^\W_]+")
_FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in FUNCTION_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]` of a text, as it is written and by its stem."""

    start: int
    end: int
    text: str
    stem: str


def words_of(text: str, language: str | None) -> Iterator[Word]:
    """The words and numbers of a text in that language, in its order."""
    code = primary(language)
    for match in _WORD.finditer(text):
        yield Word(match.start(), match.end(), match.group(), stem(match.group().lower(), code))


def content_stems(text: str, language: str | None) -> tuple[str, ...]:
    """The stems of the words that say something; of all words, where none does."""
    stems = tuple(word.stem for word in words_of(text, language))
    return tuple(word.stem for word in words_of(text, language) if not is_function_word(word.text, language)) or stems


def is_function_word(word: str, language: str | None) -> bool:
    """Whether it is one of the small words of the language."""
    return word.lower() in _FUNCTION_WORDS.get(primary(language), ())


def primary(language: str | None) -> str:
    """The language of a tag without its region: "fr" of "fr-CA"; empty for None."""
    return (language or "").replace("_", "-").partition("-")[0].lower()


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of a word in lower case; the word itself in a language without a stemmer."""
    if language not in _STEMMERS:
        return word
    return str(_stemmer(_STEMMERS[language]).stemWord(word))


@lru_cache
def _stemmer(name: str):  # type: ignore[no-untyped-def]
    import snowballstemmer  # type: ignore[import-untyped]

    return snowballstemmer.stemmer(name)
