"""The terms of a project, and where they stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from parallelcheck.checks.quantities import blank
from parallelcheck.model import MarkKind, Segment
from parallelcheck.stems import Word, is_function_word, primary, stem, words_of

_NO_PROSE = (MarkKind.QUOTE, MarkKind.CODE, MarkKind.PLACEHOLDER, MarkKind.IMAGE)
_CODE_LIKE = re.compile(r"\S*(?:[/\\_@=<>{}#]|\w\.\w)\S*")  # addresses, paths and names of files
_JOINS = re.compile(r"[\s'’\u2010\u2011-]*")  # what may stand between the words of one term
# Letters that inflection adds at most to a name without the s of its plural; what is longer or shorter and has the same
# stem is another word: who subscribes is no subscriber.
_LONGER = 4
_WITHIN = 1  # other words that may stand inside a term in a translation: "certificats TLS valides" for TLS certificates
_COMPOUNDING = frozenset(("de", "nl"))  # languages that write "Zertifikatskette" as one word
_LONG_STEM = 4


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """What one thing is called: by language, its names with the preferred one first, and those that must not be used.

    One to `keep` is not translated. `case` says that capitals matter, as they always do in names like "ACME".
    """

    names: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keep: bool = False
    case: bool = False
    comment: str = ""

    def is_exact(self, name: str) -> bool:
        """Whether capitals matter in this name: "IT" is no pronoun."""
        return self.case or any(len(word) > 1 and word.isupper() for word in name.split())


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term that stands in `text[start:end]`, as the glossary has it `written`."""

    term: Term
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Name:
    term: Term
    written: str
    words: tuple[Word, ...]


_Index = Mapping[str, Sequence[_Name]]  # by the stem of the first word, the longest names first


@dataclass(frozen=True)
class Glossary:
    """The terms of a project."""

    terms: tuple[Term, ...] = ()

    def find(self, text: str, language: str | None) -> Iterator[Occurrence]:
        """The terms in a text, in its order; of one inside another, the longer."""
        return _found(text, language, self._names.get(primary(language), {}))

    def find_forbidden(self, text: str, language: str | None) -> Iterator[Occurrence]:
        """The same for names that must not be used."""
        return _found(text, language, self._forbidden.get(primary(language), {}))

    @cached_property
    def _names(self) -> Mapping[str, _Index]:
        return _indices((term, term.names) for term in self.terms)

    @cached_property
    def _forbidden(self) -> Mapping[str, _Index]:
        return _indices((term, term.forbidden) for term in self.terms)


def prose(segment: Segment) -> str:
    """The text of a passage with quotations, code, placeholders and addresses blanked out; every offset stays."""
    spans = [(mark.start, mark.end) for mark in segment.marks if mark.kind in _NO_PROSE]
    return blank(segment.text, [*spans, *(match.span() for match in _CODE_LIKE.finditer(segment.text))])


def stands_in(term: Term, text: str, language: str | None) -> bool:
    """Whether any name of the term in this language stands in a text: inflected, or with a word in between."""
    return any(_is_in(name, term, text, language) for name in names_in(term, language))


def names_in(term: Term, language: str | None) -> tuple[str, ...]:
    """What the term is called in a language; one to keep is called everywhere the same."""
    if term.keep:
        return tuple(dict.fromkeys(name for names in term.names.values() for name in names))
    return term.names.get(primary(language), ())


def _is_in(name: str, term: Term, text: str, language: str | None) -> bool:
    if term.keep or term.is_exact(name):
        flags = re.NOFLAG if term.is_exact(name) else re.IGNORECASE
        return re.search(rf"(?<!\w){re.escape(name)}", text, flags) is not None
    small = _is_small(name, language)
    wanted, stems = _stems(name, language, small=small), _stems(text, language, small=small)
    size = len(wanted) + (_WITHIN if len(wanted) > 1 else 0)
    windows = (stems[at : at + size] for at in range(max(len(stems) - len(wanted), 0) + 1))
    return any(all(_has(window, stem, language) for stem in wanted) for window in windows)


def _has(stems: Sequence[str], wanted: str, language: str | None) -> bool:
    if primary(language) in _COMPOUNDING and len(wanted) >= _LONG_STEM:
        return any(wanted in stem for stem in stems)
    return wanted in stems


def _is_small(name: str, language: str | None) -> bool:
    """Whether it is made of function words only: "D" in French."""
    return all(is_function_word(word.text, language) for word in words_of(name, language))


def _stems(text: str, language: str | None, *, small: bool) -> list[str]:
    """Of its words; the `small` ones count only on demand."""
    return [word.stem for word in words_of(text, language) if small or not is_function_word(word.text, language)]


def _indices(names: Iterator[tuple[Term, Mapping[str, tuple[str, ...]]]]) -> Mapping[str, _Index]:
    indices: defaultdict[str, defaultdict[str, list[_Name]]] = defaultdict(lambda: defaultdict(list))
    for term, by_language in names:
        for language, written in by_language.items():
            for name in written:
                words = tuple(words_of(name, language))
                for key in _keys(words, language):
                    indices[primary(language)][key].append(_Name(term, name, words))
    for index in indices.values():
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry.words))
    return indices


def _keys(words: Sequence[Word], language: str) -> set[str]:
    """The stems that a name may begin with: the plural of an abbreviation, "CAs", has one of its own."""
    first = words[0].text.lower() if words else ""
    return {stem(form, primary(language)) for form in (first, f"{first}s") if first}


def _found(text: str, language: str | None, index: _Index) -> Iterator[Occurrence]:
    words = list(words_of(text, language)) if index else []
    at = 0
    while at < len(words):
        entry = next(
            (e for e in index.get(words[at].stem, ()) if _stands_at(e, words[at : at + len(e.words)], text)), None
        )
        if entry:
            yield Occurrence(entry.term, entry.written, words[at].start, words[at + len(entry.words) - 1].end)
        at += len(entry.words) if entry else 1


def _stands_at(entry: _Name, words: Sequence[Word], text: str) -> bool:
    """Whether these words of a text begin with the name, in any inflection, on one line of thought."""
    exact = entry.term.is_exact(entry.written)
    return (
        len(words) == len(entry.words)
        and all(_is_form(word, name, exact=exact) for word, name in zip(words, entry.words, strict=True))
        and all(_JOINS.fullmatch(text, one.end, other.start) for one, other in pairwise(words))
    )


def _is_form(word: Word, name: Word, *, exact: bool) -> bool:
    if exact:
        return word.text in (name.text, f"{name.text}s")
    longer = len(word.text) - len(name.text.rstrip("s"))
    return word.stem == name.stem and 0 <= longer <= _LONGER
