"""The check `left-beside-translation`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.policy import words
from parallelcheck.i18n import _, marked
from parallelcheck.model import AlignedPair, Finding, Profile, Related, Severity, Twin, language_name


@dataclass(frozen=True)
class LeftBesideTranslation:
    """The original of a passage still stands in the document that also has its translation.

    A translator worked above or below the original and forgot to delete it. Readers see the same paragraph
    twice, once in a language that is not the document's. Found with and without the source document: the
    passage is in another language, and another passage of the document means the same.

    **Example.** Line 30: “Un dernier événement saillant de l'année a été notre première Rencontre …”; line 32:
    “One highlight last year was our first in-person Gathering …”.

    **Stays silent** about quotations that stand in both languages on purpose, and about what the file declares
    to be in that language (`lang=`).

    **Misses** originals of fewer than four words.

    **Options.** `least-words`: how long the original must be (4).
    """

    name: ClassVar[str] = "left-beside-translation"
    severity: ClassVar[Severity] = Severity.ERROR
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = False
    yields_to: ClassVar[tuple[str, ...]] = ("mostly-untranslated",)

    least_words: int = 4

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each original, which names its translation."""
        for twin in pair.twins:
            if twin.relation == "translation":
                yield from self._finding(twin, pair)

    def _finding(self, twin: Twin, pair: AlignedPair) -> Iterator[Finding]:
        home = pair.target.language
        original, translation = (
            (twin.second, twin.first) if twin.first.identified.is_(home) else (twin.first, twin.second)
        )
        if original.may_be_foreign or words(original.text) < self.least_words:
            return
        language = language_name(original.identified.language)
        yield Finding(
            self.name,
            self.severity,
            _("This {language} text was left beside its {own_language} translation on {place}.").format(
                language=language, own_language=language_name(home), place=translation.where.place
            ),
            target=(original,),
            also=(Related(marked("translation"), translation),),
            score=twin.score,
            evidence={
                "similarity": round(twin.similarity, 3),
                "language": original.identified.language,
                "confidence": round(original.identified.confidence, 3),
            },
            suggestion=_("Delete the {language} text.").format(language=language),
        )
