"""The check `foreign-passage`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.policy import UNTRANSLATED, words
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Finding, Profile, Severity, language_name


@dataclass(frozen=True)
class ForeignPassage:
    """A passage in a language that the document is not in, and that is not the source's either.

    It came with a template or from another edition of the publication. In a document that is checked alone,
    any passage in another language is one.

    **Example.** A heading of a French report reads “UNA MIRADA RENOVADA AL USO DE LA BIOMÉTRICA”.

    **Stays silent** about quotations, references, names and titles of works, links to documents in other languages
    (beside a source only in the source's), what the file declares (`lang=`), and what the source has in that language
    too.

    **Misses** passages of fewer than four words.

    **Options.** `least-words`: how long the passage must be (4).
    """

    name: ClassVar[str] = "foreign-passage"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = False
    yields_to: ClassVar[tuple[str, ...]] = UNTRANSLATED

    least_words: int = 4

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each passage."""
        in_source = pair.source.texts if pair.source else frozenset()
        for segment in pair.target.segments:
            found = segment.identified
            if (
                found.status == "decided"
                and found.language != pair.target.language
                and words(segment.text) >= self.least_words
                and segment.text not in in_source
                and not segment.may_be_foreign
            ):
                yield Finding(
                    self.name,
                    self.severity,
                    _("This passage is in {language}, in a document in {own_language}.").format(
                        language=language_name(found.language), own_language=language_name(pair.target.language)
                    ),
                    target=(segment,),
                    score=found.confidence,
                    evidence={"language": found.language, "confidence": round(found.confidence, 3)},
                    suggestion=_("Translate it into {language}, or delete it.").format(
                        language=language_name(pair.target.language)
                    ),
                )
