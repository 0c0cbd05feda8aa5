"""The check `untranslated-passage`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from parallelcheck.checks.copies import METADATA, Copies
from parallelcheck.checks.policy import words
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Bead, Finding, Kind, Profile, Segment, Severity, language_name

_HEADING = 3  # words of a heading that are as telling as a longer passage


@dataclass(frozen=True)
class UntranslatedPassage:
    """A passage of the translation that is still in the language of the source.

    Identical to the source passage, edited, or from an older version of it.

    **Example.** Under the French heading “Nos résultats” stands “We trained 340 teachers in nine districts.”

    **Stays silent** about what has nothing to translate (names, code, numbers, addresses), about quotations,
    references and passages that are all link, and about what the file declares to be foreign (`lang=`). A quotation or
    a link that is the source's is reported where the document translates three others for each one that it leaves, and
    a link to another page of the same publication always.

    Short texts are often in no language for sure. One that is the same as in the source is reported by its words: at
    least two of them must be such as the source uses in its text, without a capital, and the translation does not.
    Below four words (a heading, three) that is a warning, and so is a caption, an alternative text or metadata.

    **Misses** short passages that were edited before they were left, and titles of capitalised words: they
    are taken for names, unless they are headings and stand nowhere else.

    **Options.** `least-words`: from how many words on it is an error (4).
    """

    name: ClassVar[str] = "untranslated-passage"
    severity: ClassVar[Severity] = Severity.ERROR
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = ("mostly-untranslated", "left-beside-translation")

    least_words: int = 4

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each passage."""
        if pair.source is None or pair.source.language == pair.target.language:
            return
        copies = Copies(pair)
        for bead in pair.beads:
            for segment in bead.target:
                if segment.identified.is_(pair.source.language) and not segment.may_be_foreign:
                    yield from self._in_language(segment, bead, pair)
                elif segment.kind not in (Kind.CODE, *METADATA) and segment.identified.status != "decided":
                    yield from self._copied(segment, copies, pair)

    def _in_language(self, segment: Segment, bead: Bead, pair: AlignedPair) -> Iterator[Finding]:
        """A passage whose language is beyond doubt."""
        identical = any(segment.text == source.text for source in bead.source)
        long_enough = self._is_long(segment) if identical else words(segment.text) >= self.least_words
        if long_enough or identical:
            evidence = {"confidence": round(segment.identified.confidence, 3), "identical": identical}
            found = self._finding(segment, bead.source, pair, evidence)
            level = Severity.WARNING if segment.kind in METADATA else self.severity
            yield replace(found, severity=level if long_enough else Severity.NOTE)

    def _copied(self, segment: Segment, copies: Copies, pair: AlignedPair) -> Iterator[Finding]:
        """A passage that is the source's, word for word, and whose words say what language it is in."""
        telling = copies.telling(segment)
        if len(telling) > 1:
            evidence = {"words": telling, "identical": True}
            found = self._finding(segment, (copies.originals[segment.text],), pair, evidence)
            yield found if self._is_long(segment) else replace(found, severity=Severity.WARNING)

    def _is_long(self, segment: Segment) -> bool:
        return words(segment.text) >= (_HEADING if segment.kind is Kind.HEADING else self.least_words)

    def _finding(
        self, segment: Segment, source: tuple[Segment, ...], pair: AlignedPair, evidence: dict[str, Any]
    ) -> Finding:
        language = pair.source.language if pair.source else None
        message = (
            _("This passage is still in {language}, as in the source.")
            if evidence["identical"]
            else _("This passage is still in {language}.")
        )
        return Finding(
            self.name,
            self.severity,
            message.format(language=language_name(language)),
            source=source,
            target=(segment,),
            score=evidence.get("confidence"),
            evidence={"language": language, **evidence},
            suggestion=_("Translate it into {language}.").format(language=language_name(pair.target.language)),
        )
