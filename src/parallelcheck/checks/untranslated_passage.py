"""The check `untranslated-passage`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.policy import words
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Bead, Finding, Profile, Segment, Severity, language_name


@dataclass(frozen=True)
class UntranslatedPassage:
    """A passage of the translation that is still in the language of the source.

    Identical to the source passage, edited, or from an older version of it.

    **Example.** Under the French heading “Nos résultats” stands “We trained 340 teachers in nine districts.”

    **Stays silent** about what has nothing to translate (names, code, numbers, addresses), about quotations,
    references and passages that are all link, and about what the file declares to be foreign (`lang=`).

    **Misses** passages of fewer than four words, which it only whispers about (a note) when they are identical
    to the source and their language is beyond doubt.

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
        for bead in pair.beads:
            for segment in bead.target:
                if pair.source and segment.identified.is_(pair.source.language) and not segment.may_be_foreign:
                    yield from self._finding(segment, bead, pair)

    def _finding(self, segment: Segment, bead: Bead, pair: AlignedPair) -> Iterator[Finding]:
        if pair.source is None or pair.source.language == pair.target.language:
            return
        identical = any(segment.text == source.text for source in bead.source)
        long_enough = words(segment.text) >= self.least_words
        if not long_enough and not identical:
            return
        message = (
            _("This passage is still in {language}, as in the source.")
            if identical
            else _("This passage is still in {language}.")
        )
        yield Finding(
            self.name,
            self.severity if long_enough else Severity.NOTE,
            message.format(language=language_name(pair.source.language)),
            source=bead.source,
            target=(segment,),
            score=segment.identified.confidence,
            evidence={
                "language": pair.source.language,
                "confidence": round(segment.identified.confidence, 3),
                "identical": identical,
            },
            suggestion=_("Translate it into {language}.").format(language=language_name(pair.target.language)),
        )
