"""The check `terminology`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from parallelcheck.checks.glossary import Glossary, Occurrence, Term, names_in, prose, stands_in
from parallelcheck.checks.places import pair_around, sentence_pairs
from parallelcheck.checks.policy import WRONG_LANGUAGE
from parallelcheck.checks.renderings import SURE
from parallelcheck.checks.wording import listed, quoted
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Bead, Document, Finding, Kind, Profile, Segment, Severity
from parallelcheck.stems import primary

Side = tuple[Segment, ...]
_BEFORE = re.compile(r"([^\W_]+)[\s'’-]+\Z")
_AFTER = re.compile(r"[\s'’-]+([^\W_]+)")


@dataclass(frozen=True)
class Terminology:
    """A term of the project's glossary that is translated otherwise, a word that it forbids, or a name that it keeps.

    The glossary is a file in CSV or TBX that the settings name: `glossary = "glossary.csv"`. A CSV file has a column
    for each language (`en`, `fr`), with `|` between names that are all right, the preferred one first; and where they
    are wanted, columns `forbidden-fr`, `do-not-translate` (`yes`), `case` (`yes` where capitals matter) and `comment`.
    `parallelcheck terms` proposes one.

    **Example.** The glossary says “certificate authority = autorité de certification”; “Your certificate authority”
    is translated “Votre autorité de certificats”.

    **Stays silent** where the whole passage has an accepted name, whatever its inflection; about terms in quotations,
    code, addresses and placeholders, within a longer term of the glossary, or within a longer name (“the Certificate
    Transparency Forum”); about names in capitals (“IT”) that stand there in small letters (“it”); about passages whose
    alignment is not sure. A forbidden word counts where the source has the term; in a document that comes alone it is
    a note.

    **Misses** a second occurrence in a passage where the first is right, and irregular inflections (“travaux”) that the
    glossary does not list.

    **Options.** None.
    """

    name: ClassVar[str] = "terminology"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = False
    yields_to: ClassVar[tuple[str, ...]] = (*WRONG_LANGUAGE, "weak-match", "missing-sentence")

    glossary: Glossary = field(default_factory=Glossary)  # from the setting of this name

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each term in each passage."""
        if not self.glossary.terms:
            return
        if pair.source is None:
            yield from self._alone(pair.target)
            return
        languages = pair.source.language, pair.target.language
        for bead in pair.beads:
            if bead.source and bead.target and bead.score >= SURE and all(map(_is_text, (*bead.source, *bead.target))):
                yield from self._in_bead(bead, *languages)

    def _alone(self, document: Document) -> Iterator[Finding]:
        """Words that are forbidden, whatever they translate."""
        for segment in filter(_is_text, document.segments):
            for placed in self._forbidden(segment, document.language):
                translates = any(code != primary(document.language) for code in placed.term.names)
                severity = Severity.NOTE if translates else self.severity
                yield self._finding(placed, severity, _not_allowed(placed), ((), (segment,)), document.language)

    def _in_bead(self, bead: Bead, source: str | None, target: str | None) -> Iterator[Finding]:
        wanted: dict[Term, _Placed] = {}  # where each term stands first
        for segment in bead.source:
            for placed in _placed(segment, self.glossary.find(prose(segment), source)):
                wanted.setdefault(placed.term, placed)
        forbidden = {placed.term: placed for segment in bead.target for placed in self._forbidden(segment, target)}
        for term, placed in forbidden.items():
            if term in wanted or not names_in(term, source):
                yield self._finding(
                    placed, self.severity, _not_allowed(placed), (bead.source, (placed.segment,)), target
                )
        text = " ".join(segment.text for segment in bead.target)
        for term, placed in wanted.items():
            if names_in(term, target) and term not in forbidden and not stands_in(term, text, target):
                message = _not_there(placed, names_in(term, target))
                yield self._finding(placed, self.severity, message, _sentences(bead, placed), target)

    def _forbidden(self, segment: Segment, language: str | None) -> Iterator["_Placed"]:
        return _placed(segment, self.glossary.find_forbidden(prose(segment), language))

    def _finding(
        self, placed: "_Placed", severity: Severity, message: str, sides: tuple[Side, Side], language: str | None
    ) -> Finding:
        names, comment = names_in(placed.term, language), placed.term.comment
        write = _("Write {names}.").format(names=_either(names)) if names else _("Write it otherwise.")
        return Finding(
            self.name,
            severity,
            message,
            source=sides[0],
            target=sides[1],
            evidence={"term": placed.found.written, "expected": names},
            suggestion=f"{write} {_('The glossary says: {comment}').format(comment=comment)}" if comment else write,
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A term in a passage."""

    found: Occurrence
    segment: Segment

    @property
    def term(self) -> Term:
        return self.found.term

    @property
    def shown(self) -> str:
        """The term as it is written there."""
        return quoted(self.segment.text[self.found.start : self.found.end])


def _is_text(segment: Segment) -> bool:
    return segment.translatable and segment.kind is not Kind.CODE and segment.state not in ("untranslated", "fuzzy")


def _placed(segment: Segment, occurrences: Iterator[Occurrence]) -> Iterator["_Placed"]:
    """The terms in a passage that are no part of a longer name."""
    return (_Placed(found, segment) for found in occurrences if not _is_part_of_name(found, segment.text))


def _is_part_of_name(found: Occurrence, text: str) -> bool:
    """Whether a term that the glossary has in small letters stands in capitals beside another such word."""
    if found.written[0].isupper() or not text[found.start].isupper():
        return False
    beside = _BEFORE.search(text, 0, found.start), _AFTER.match(text, found.end)
    return any(match is not None and match[1][0].isupper() for match in beside)


def _sentences(bead: Bead, placed: _Placed) -> tuple[Side, Side]:
    """The sentence of the source in which a term stands, with its translation; all, where that is not known."""
    pairs = sentence_pairs(bead)
    around = pairs[pair_around(placed.segment, placed.found.start, [pair.source for pair in pairs])]
    return (around.source, around.target) if around.source and around.target else (bead.source, bead.target)


def _not_allowed(placed: _Placed) -> str:
    return _("{term} stands here, which the glossary forbids.").format(term=placed.shown)


def _not_there(placed: _Placed, names: Sequence[str]) -> str:
    if placed.term.keep:
        kept = _("The glossary keeps {term} as it is, and this passage does not have it.")
        return kept.format(term=quoted(names[0]))
    missing = _("The glossary translates {term} as {names}, which this passage does not have.")
    return missing.format(term=placed.shown, names=_either(names))


def _either(names: Sequence[str]) -> str:
    return listed([quoted(name) for name in names], _("or"))
