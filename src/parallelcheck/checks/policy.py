"""What may stand in another language: a policy, not a heuristic of each check."""

import re

from parallelcheck.model import Kind, MarkKind, Segment

# The checks that say that a text is in the wrong language, the first ones before the later ones.
WRONG_LANGUAGE = (
    "mostly-untranslated",
    "left-beside-translation",
    "untranslated-passage",
    "foreign-passage",
    "partly-untranslated",
)
# Share of a text that must be marked for the whole of it to count as a quotation or a link.
_NEARLY_ALL = 0.8
_LETTERS = re.compile(r"[^\W\d_]")
_REFERENCES = re.compile(
    r"""[\W\d]*(?:(?:selected|notes?|notas)\W+(?:(?:and|et|und|y|e)\W+)?)?
    (?:bibliogra\w+|references|références|referencias|referências|riferimenti|works\ cited|further\ reading
    |literatur(?:verzeichnis|hinweise)?|quellen(?:verzeichnis)?|sources|fuentes|fontes|fonti)
    (?:\W+bibliogr\w+)?\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_CAPITALISED = r"[A-ZÀ-Þ][\w.’'-]*"
_YEAR = r"(?:1[5-9]|20)\d\d"
# An entry of a list of references: an identifier, or authors and a year that is no part of a sentence.
_CITATION = re.compile(
    rf"""\bdoi(?:\.org|\W)|\bIS[BS]N\W{{0,2}}\d
    |^(?:\w+\s?:)?[\W\d]*(?:{_CAPITALISED},\ ?[A-Z]\.|(?:[A-Z]\.\ ?)+{_CAPITALISED}|{_CAPITALISED},?\ et\ al\b)
    .{{0,150}}(?:\({_YEAR}[a-z]?\)[.,:;]|\.\ {_YEAR}[a-z]?\.|\b{_YEAR}\.?$)""",
    re.VERBOSE,
)
# Who said or made something: "— @dana on writing things down", "– Nadim Nashif, directeur exécutif". What begins with
# a dash and goes on as a sentence is an item of a list or, in French, a dialogue.
_CREDIT = re.compile(
    rf"[–—-]\s*(?:@\w[^.!?…]*|{_CAPITALISED}(?:\s(?:[a-z]{{1,3}}[\s’']){{0,2}}{_CAPITALISED})*(?:\s?[,(][^.!?…]*)?)$"
)


def may_be_foreign(segment: Segment) -> bool:
    """A quotation or its credit, a title or link in another language, a reference, or what the file declares."""
    return (
        not segment.translatable
        or segment.identified.is_(segment.language)
        or segment.kind in (Kind.QUOTATION, Kind.CODE)
        or _CITATION.search(segment.text) is not None
        or _CREDIT.match(segment.text) is not None
        or any(_REFERENCES.fullmatch(heading) for heading in segment.section)
        or _covered(segment, (MarkKind.QUOTE, MarkKind.LINK, MarkKind.CODE))
    )


def words(text: str) -> int:
    """How many words a text has."""
    return sum(1 for word in text.split() if _LETTERS.search(word))


def _covered(segment: Segment, kinds: tuple[MarkKind, ...]) -> bool:
    covered = {at for mark in segment.marks if mark.kind in kinds for at in range(mark.start, mark.end)}
    letters = [match.start() for match in _LETTERS.finditer(segment.text)]
    return bool(letters) and sum(at in covered for at in letters) >= _NEARLY_ALL * len(letters)
