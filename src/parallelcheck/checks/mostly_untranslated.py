"""The check `mostly-untranslated`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.copies import Copies
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Finding, Profile, Segment, Severity, language_name


@dataclass(frozen=True)
class MostlyUntranslated:
    """A document that is still mostly in another language than its own.

    A page was created for the translation, and the original was pasted in to be translated later. One finding
    says so, instead of one for every passage.

    **Example.** `page.fr.md` has 32 passages of prose; 26 of them are English.

    **Stays silent** when the language of the document is not known from its name, its markup or the settings and
    the whole of it is in one language: then it simply is a document in that language.

    **Misses** a document with a single passage in the other language, and passages too short to tell their language.

    **Options.** `share`: the part of the letters of the prose that must be in the other language (0.5).
    """

    name: ClassVar[str] = "mostly-untranslated"
    severity: ClassVar[Severity] = Severity.ERROR
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = False
    yields_to: ClassVar[tuple[str, ...]] = ()

    share: float = 0.5

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding or none."""
        prose = [s for s in pair.target.segments if s.identified.status == "decided" and not s.may_be_foreign]
        foreign = [s for s in prose if s.identified.language != pair.target.language]
        if len(foreign) < 2 or _letters(foreign) < self.share * _letters(prose):
            return
        share = _letters(foreign) / _letters(prose)
        copies = Copies(pair)
        copied = [s for s in pair.target.segments if s.identified.status != "decided" and copies.telling(s)]
        language = Counter(s.identified.language for s in foreign).most_common(1)[0][0]
        yield Finding(
            self.name,
            self.severity,
            _(
                "Most of this document is still in {language}: {share}% of its text, {number} of {total} passages of "
                "prose, are not in {own_language}."
            ).format(
                language=language_name(language),
                share=round(100 * share),
                number=len(foreign),
                total=len(prose),
                own_language=language_name(pair.target.language),
            ),
            target=tuple(s for s in pair.target.segments if s in foreign or s in copied),
            evidence={"share": round(share, 3), "language": language},
            suggestion=_("Translate the document, or do not publish it as {language} yet.").format(
                language=language_name(pair.target.language)
            ),
        )


def _letters(segments: list[Segment]) -> int:
    return sum(len(segment.text) for segment in segments)
