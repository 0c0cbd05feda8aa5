"""What may stand in another language: one policy, which the settings can change; docs/foreign.md describes it."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from parallelcheck.model import Document, Exemption, Kind, Mark, MarkKind, Segment

# Share of a text that must be marked for the whole of it to count as a quotation or a link.
_NEARLY_ALL = 0.8
_MOSTLY = 0.7  # of the words of a title that begin with a capital, "and" and the like apart
_SHORT = 3
_TITLE = 20  # words of a title at most, its subtitle included
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
_AUTHORS = rf"{_CAPITALISED}(?:,?\ (?:{_CAPITALISED}|and|et|und|y|e|&|al\.)){{0,6}}"
_CITATION = re.compile(
    rf"""\bdoi(?:\.org|\W)|\bIS[BS]N\W{{0,2}}\d
    |^(?:\w+\s?:)?[\W\d]*(?:{_CAPITALISED},\ ?[A-Z]\.|(?:[A-Z]\.\ ?)+{_CAPITALISED}|{_CAPITALISED},?\ et\ al\b)
    .{{0,150}}(?:\({_YEAR}[a-z]?\)[.,:;]|\.\ {_YEAR}[a-z]?\.|\b{_YEAR}\.?$)
    |^[\W\d]*{_AUTHORS}\ \({_YEAR}[a-z]?\)\.""",
    re.VERBOSE,
)
# An office as author, and the year: "European Commission, Directorate-General for Research (RTD) (2016). Open …".
_OFFICE = re.compile(rf"[\W\d]*(\S[^.!?]{{2,150}}?)\s\({_YEAR}[a-z]?\)\.\s")
# Who said or made something: "— @dana on writing things down", "– Nadim Nashif, directeur exécutif". What begins with
# a dash and goes on as a sentence is an item of a list or, in French, a dialogue.
_CREDIT = re.compile(
    rf"""[–—-]\s*(?:@\w[^.!?…]*?(?:[“"«][^“”"«»]*[”"»])?
    |{_CAPITALISED}(?:\s(?:[a-z]{{1,3}}[\s’']){{0,2}}{_CAPITALISED})*(?:\s?[,(][^.!?…]*)?)$""",
    re.VERBOSE,
)
# So many quotations, or links, that are translated make it a practice, for each that is left so many.
_BY_PRACTICE: tuple[Exemption, ...] = ("quotations", "links")
_PRACTICE = 3
_FOR_EACH_LEFT = 3
_OUTSIDE = re.compile(r"\w+:|//|www\.")

Test = Callable[[Segment], bool]


class Policy:
    """Which passages are exempt from being in the language of their document, and which names are."""

    def __init__(self, exempt: Iterable[Exemption], names: Iterable[str] = ()) -> None:
        self.exempt = frozenset(exempt)
        known = sorted({" ".join(name.split()) for name in names if name.strip()}, key=lambda name: (-len(name), name))
        pattern = "|".join(re.escape(name).replace("\\ ", r"\s+") for name in known)
        self._names = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if known else None

    def with_names(self, document: Document) -> Document:
        """The document with the names that are exempt marked, wherever they stand."""
        if self._names is None:
            return document
        return replace(document, segments=tuple(map(self._with_names, document.segments)))

    def applied(self, document: Document) -> Document:
        """The document with `may_be_foreign` filled for every passage and sentence, after identification."""
        return replace(document, segments=tuple(map(self._applied, document.segments)))

    def as_practised(self, target: Document, source: Document) -> Document:
        """The target, judged beside its source: what it copies is exempt only as far as the document itself goes, not
        where its other quotations, or links, are translated, and no link to another place of the same publication; and
        a link in a third language, that the source does not have, is not.
        """
        originals = frozenset(s.text for s in source.segments if not s.identified.is_(target.language))
        held = frozenset(each for each in self.exempt if not _is_translated(each, target, originals))
        of_copies = [_leads_outside if each == "links" else _TESTS[each] for each in held]
        of_others = [_TESTS[each] for each in self.exempt if each != "links"]
        known = (source.language, target.language)

        def judged(segment: Segment) -> Segment:
            found = segment.identified
            if segment.may_be_foreign and segment.text in originals:
                return replace(segment, may_be_foreign=_may_be_foreign(segment, of_copies))
            if segment.may_be_foreign and found.status == "decided" and found.language not in known:
                return replace(segment, may_be_foreign=_may_be_foreign(segment, of_others))
            return segment

        return replace(target, segments=tuple(map(judged, target.segments)))

    def _with_names(self, segment: Segment) -> Segment:
        found = self._names.finditer(segment.text) if self._names else ()
        marks = tuple(Mark(MarkKind.NAME, *match.span(), match[0]) for match in found)
        return replace(segment, marks=(*segment.marks, *marks)) if marks else segment

    def _applied(self, segment: Segment) -> Segment:
        sentences = tuple(map(self._applied, segment.sentences))
        tests = [_TESTS[each] for each in self.exempt]
        return replace(segment, sentences=sentences, may_be_foreign=_may_be_foreign(segment, tests))


def _may_be_foreign(segment: Segment, tests: Iterable[Test]) -> bool:
    declared = not segment.translatable or segment.identified.is_(segment.language) or segment.kind is Kind.CODE
    return declared or _covered(segment, _NO_PROSE) or any(test(segment) for test in tests)


def _is_translated(exemption: Exemption, target: Document, originals: Collection[str]) -> bool:
    """Whether a document translates what might have been left as it is."""
    if exemption not in _BY_PRACTICE:
        return False
    found = [segment.text in originals for segment in target.segments if _TESTS[exemption](segment)]
    left = sum(found)
    return len(found) - left >= max(_PRACTICE, _FOR_EACH_LEFT * left)


def _is_quotation(segment: Segment) -> bool:
    """Whether it is a block quotation, or all in quotation marks; a block with a label in bold ("**Note**") is none."""
    labelled = any(mark.kind is MarkKind.STRONG and mark.start == 0 for mark in segment.marks)
    block = segment.kind is Kind.QUOTATION and not labelled
    return block or _covered(segment, {MarkKind.QUOTE, *_NO_PROSE})


def _is_reference(segment: Segment) -> bool:
    office = _OFFICE.match(segment.text)
    cited = bool(_CITATION.search(segment.text)) or (office is not None and _is_capitalised(office[1].split()))
    return cited or any(_REFERENCES.fullmatch(heading) for heading in segment.section)


def _is_credit(segment: Segment) -> bool:
    return _CREDIT.match(segment.text) is not None


def _is_link(segment: Segment) -> bool:
    """Whether it is nearly all link, and not to other places of the same page."""
    away = any(mark.kind is MarkKind.LINK and not mark.value.startswith("#") for mark in segment.marks)
    return away and _covered(segment, {MarkKind.LINK, MarkKind.QUOTE, *_NO_PROSE})


def _leads_outside(segment: Segment) -> bool:
    """Whether it is nearly all link, and to somewhere else than its own publication."""
    links = [mark.value for mark in segment.marks if mark.kind is MarkKind.LINK]
    return _is_link(segment) and any(_OUTSIDE.match(address) for address in links)


def _is_title(segment: Segment) -> bool:
    """A title of a work: set in italics, with most of its longer words capitalised."""
    words = segment.text.split()
    in_italics = _has(segment, MarkKind.EMPHASIS) and _covered(segment, {MarkKind.EMPHASIS, MarkKind.QUOTE})
    return in_italics and len(words) <= _TITLE and _is_capitalised(words)


def _is_capitalised(words: Sequence[str]) -> bool:
    """Whether most of the longer words have a capital."""
    longer = [word for word in words if len(word) > _SHORT]
    capitalised = sum(word[:1].isupper() or not word[:1].isalpha() for word in longer)
    return capitalised >= _MOSTLY * len(longer) > 0


_NO_PROSE = frozenset((MarkKind.CODE, MarkKind.NAME))
_TESTS: Mapping[Exemption, Test] = {
    "quotations": _is_quotation,
    "references": _is_reference,
    "credits": _is_credit,
    "links": _is_link,
    "titles": _is_title,
}


def _has(segment: Segment, kind: MarkKind) -> bool:
    return any(mark.kind is kind for mark in segment.marks)


def _covered(segment: Segment, kinds: Collection[MarkKind]) -> bool:
    """Whether nearly all letters of a text are in marks of these kinds."""
    covered = {at for mark in segment.marks if mark.kind in kinds for at in range(mark.start, mark.end)}
    letters = [match.start() for match in _LETTERS.finditer(segment.text)]
    return bool(letters) and sum(at in covered for at in letters) >= _NEARLY_ALL * len(letters)
