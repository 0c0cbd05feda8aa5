"""Words and their translations from FreeDict's dictionaries, and inflected words with their dictionary form.

FreeDict comes as pairs of files `freedict-XXX-YYY.dict.dz` (the entries) and `.index` (where each begins).
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from wordfreq import word_frequency

from data import Pair

LANGUAGES = {"eng": "en", "fra": "fr", "spa": "es", "por": "pt", "deu": "de", "ita": "it"}
_REMARK = re.compile(r"\s*(<[^>]*>|\[[^\]]*\]|\([^)]*\)|/[^/]*/|\{[^}]*\})")  # grammar, register, pronunciation
_EXAMPLE = re.compile(r'\s+"(.+)"\s+- (.+)')
_DIGITS = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}


def dictionary_pairs(folder: Path) -> tuple[list[Pair], list[Pair]]:
    """Word pairs, and pairs of example sentences, of all dictionaries in a folder."""
    words: dict[Pair, None] = {}
    examples: dict[Pair, None] = {}
    for path in sorted(folder.rglob("freedict-*-*.dict.dz")):
        _, source, target = path.name.removesuffix(".dict.dz").split("-")
        if source in LANGUAGES and target in LANGUAGES:
            languages = (LANGUAGES[source], LANGUAGES[target])
            for entry in _entries(path):
                words |= dict.fromkeys(Pair(*pair, languages) for pair in _translations(entry))
                examples |= dict.fromkeys(Pair(*pair, languages) for pair in _examples(entry))
    if not words:
        raise SystemExit(f"{folder} has no files freedict-XXX-YYY.dict.dz")
    return list(words), list(examples)


def lemma_pairs(least_frequency: float = 1e-7) -> list[Pair]:
    """Inflected words and their dictionary form ("répondit", "répondre"), the rare ones left out."""
    factory = DefaultDictionaryFactory()
    return [
        Pair(word, lemma, (language, language))
        for language in LANGUAGES.values()
        for word, lemma in sorted(_decoded(factory.get_dictionary(language)))
        if word != lemma and word_frequency(word, language) > least_frequency
    ]


def _decoded(words: object) -> Iterator[tuple[str, str]]:
    for word, lemma in words._dict.items():  # noqa: SLF001 - the only way to all of its words
        yield word.decode(), lemma.decode()


def _entries(path: Path) -> Iterator[list[str]]:
    """The lines of each entry: first the word, then its translations, examples and remarks."""
    with gzip.open(path) as file:
        text = file.read()
    index = path.with_name(path.name.replace(".dict.dz", ".index")).read_text(encoding="utf-8")
    places = {tuple(map(_number, line.split("\t")[1:3])) for line in index.splitlines()}
    for start, length in sorted(places):
        entry = text[start : start + length].decode("utf-8", "replace").split("\n")
        if not entry[0].startswith("00"):  # remarks on the dictionary itself
            yield entry


def _translations(entry: list[str]) -> Iterator[tuple[str, str]]:
    """The word with each translation: the line after it, and the numbered ones; others are definitions."""
    word = _REMARK.sub("", entry[0].split(" /")[0]).strip()
    lines = [line for line in entry[1:] if line.strip() and not line.startswith(" ")]
    for at, line in enumerate(lines):
        if at == 0 or re.match(r"\d+\. ", line):
            for translation in re.sub(r"^\d+\. ", "", _REMARK.sub("", line)).split(","):
                text = translation.strip(" ;.")
                if word and text and text.count(" ") < 6:
                    yield word, text


def _examples(entry: list[str]) -> Iterator[tuple[str, str]]:
    """Example sentences with the first of their translations."""
    for line in entry[1:]:
        if match := _EXAMPLE.match(line):
            first, second = _REMARK.sub("", match[1]).strip(), _REMARK.sub("", match[2]).split("., ")[0].strip()
            if first and second:
                yield first, second


def _number(digits: str) -> int:
    """The numbers of dictd's index: base 64, the highest digit first."""
    value = 0
    for digit in digits:
        value = value * 64 + _DIGITS[digit]
    return value
