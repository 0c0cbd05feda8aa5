"""The check `orphan-document`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.documents import Documents, Gap, gaps
from parallelcheck.i18n import _
from parallelcheck.model import Finding, Profile, Publication, Severity, language_name


@dataclass(frozen=True)
class OrphanDocument:
    """A translation whose original is gone.

    The original was deleted, renamed or moved, and its translation stayed behind: readers of one language find a
    page that the others no longer have. Looked for in folders that are scanned, among documents whose neighbours
    have originals.

    **Example.** `content/fr/tarifs-2019.md` is there; `content/en/` no longer has a page that it translates.

    **Stays silent** about folders in one language, about files that were given by name, and about pages that say
    `translate: false`, `notranslate: true` or `draft: true` in their front matter. Where most documents of a folder
    have no original, they were written in that language: a single note says so; where many have none, a single finding.

    **Misses** a translation whose original was replaced by another text under the same name: see `weak-match`.

    **Options.** `share`: the part of the documents in a folder that must have an original for every other one to be
    reported (0.5). `few`: how many documents of a folder are reported one by one, and not all in one (10).
    """

    name: ClassVar[str] = "orphan-document"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"

    share: float = 0.5
    few: int = 10

    def run(self, publication: Publication) -> Iterator[Finding]:
        """One finding for each document, and one for each folder in which most have no original."""
        documents = Documents(publication)
        for gap in gaps(publication.originals, self.share, self.few):
            language = next(each.language for each in publication.originals if each.path == gap.path)
            yield self._finding(gap, language, documents)

    def _finding(self, gap: Gap, language: str | None, documents: Documents) -> Finding:
        if gap.total:
            return Finding(
                self.name,
                self.severity if gap.meant else Severity.NOTE,
                _many(language).format(documents=gap.counted, language=language_name(language)),
                target=(documents.first_passage(gap.path),),
                evidence={"missing": gap.missing, "documents": gap.total},
            )
        return Finding(
            self.name,
            self.severity,
            _one(language).format(language=language_name(language)),
            target=(documents.first_passage(gap.path),),
            suggestion=_(
                "Delete it if its original is gone; if the original has another name, give both one translationKey, or "
                "state the pair in the settings, under pairs."
            ),
        )


def _one(language: str | None) -> str:
    return _("This translation has no {language} original.") if language else _("This translation has no original.")


def _many(language: str | None) -> str:
    if language:
        return _("{documents} have no {language} original; this is the first. `parallelcheck pairs` lists them.")
    return _("{documents} have no original; this is the first. `parallelcheck pairs` lists them.")
