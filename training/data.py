"""Reads the pairs of texts that a model is trained on, always in the same order.

A folder of pairs holds files `en-XX*.tsv.gz`: English, tab, the other language, tab, the name of the source.
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# A full stop after a single letter is more often an abbreviation than an end.
_SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\b\w\.)[»”\"')]*\s+(?=[«“\"'(¿¡]?\s?[A-ZÀ-ÖØ-Þ0-9])")


class Pair(NamedTuple):
    """Two texts that translate one another, and their languages."""

    first: str
    second: str
    languages: tuple[str, str]


def sentence_pairs(folder: Path) -> list[Pair]:
    """All pairs of a folder, the sentences of its paragraphs, and pairs without English, none twice."""
    pairs = [pair for path in sorted(folder.glob("en-*.tsv.gz")) for pair in _read_file(path)]
    if not pairs:
        raise SystemExit(f"{folder} has no files en-XX*.tsv.gz")
    cuts = [sentence for pair in pairs for sentence in cut(pair)]
    return list(dict.fromkeys(pairs + cuts + pivoted(pairs)))


def cut(pair: Pair) -> list[Pair]:
    """The sentence pairs of a paragraph pair, where both sides have the same number of sentences."""
    first, second = _SENTENCE_END.split(pair.first), _SENTENCE_END.split(pair.second)
    if len(first) != len(second) or len(first) == 1:
        return []
    return [Pair(a, b, pair.languages) for a, b in zip(first, second, strict=True)]


def pivoted(pairs: list[Pair]) -> list[Pair]:
    """Pairs without English, such as German-French: two translations of one English text of five words or more."""
    translations: dict[str, dict[str, str]] = {}
    for pair in pairs:
        if pair.first.count(" ") >= 4:
            translations.setdefault(pair.first, {}).setdefault(pair.languages[1], pair.second)
    return [
        Pair(texts[one], texts[other], (one, other))
        for texts in translations.values()
        for one in sorted(texts)
        for other in sorted(texts)
        if one < other
    ]


def _read_file(path: Path) -> Iterator[Pair]:
    languages = ("en", path.name[3:5])
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            first, second, _source = line.rstrip("\n").split("\t")
            yield Pair(first, second, languages)
