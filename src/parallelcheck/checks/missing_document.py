"""The check `missing-document`."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.documents import Documents, Gap, gaps
from parallelcheck.checks.wording import listed
from parallelcheck.i18n import _
from parallelcheck.model import Finding, Profile, Publication, Severity, language_name


@dataclass(frozen=True)
class MissingDocument:
    """A document that its neighbours' translators have not translated.

    A page was added in the language of the originals and forgotten in another one: readers get an error, or the
    original. Looked for in folders that are scanned, among documents whose neighbours are translated.

    **Example.** `content/en/` and `content/fr/` hold 40 pages; `content/en/refunds.md` is the only one that has no
    counterpart.

    **Stays silent** about folders in one language, about files that were given by name, about changelogs, licences and
    the like, and about pages that say `translate: false`, `notranslate: true` or `draft: true` in their front matter.
    Where most documents of a folder have no translation, a single note says so; where many have none, a single finding.

    **Misses** a document whose counterpart is there but empty, and the first document of a new language.

    **Options.** `share`: the part of the documents in a folder that must be translated for every other one to be
    reported (0.5). `few`: how many documents of a folder are reported one by one, and not all in one (10).
    """

    name: ClassVar[str] = "missing-document"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"

    share: float = 0.5
    few: int = 10

    def run(self, publication: Publication) -> Iterator[Finding]:
        """One finding for each document, and one for each folder that is mostly untranslated."""
        documents = Documents(publication)
        lacking: defaultdict[str, list[str]] = defaultdict(list)
        for language in sorted({each.language for each in publication.translations if each.language}):
            expected = [each for each in publication.translations if each.language == language]
            for gap in gaps(expected, self.share, self.few):
                if gap.total:
                    yield self._of_folder(gap, language, documents)
                else:
                    lacking[gap.path].append(language)
        for path, languages in lacking.items():
            yield self._of_document(path, languages, documents)

    def _of_document(self, path: str, languages: list[str], documents: Documents) -> Finding:
        source, target = documents.sides(path)
        return Finding(
            self.name,
            self.severity,
            _("This document has no {languages} translation.").format(
                languages=listed([language_name(language) for language in languages], _("or"))
            ),
            source=source,
            target=target,
            evidence={"languages": tuple(languages)},
            suggestion=_(
                "Translate it. If it is not meant to be translated, say `translate: false` in its front matter, or "
                "exclude it."
            ),
        )

    def _of_folder(self, gap: Gap, language: str, documents: Documents) -> Finding:
        source, target = documents.sides(gap.path)
        return Finding(
            self.name,
            self.severity if gap.meant else Severity.NOTE,
            _(
                "{documents} have no {language} translation; this is the first. `parallelcheck pairs` lists them."
            ).format(documents=gap.counted, language=language_name(language)),
            source=source,
            target=target,
            evidence={"language": language, "missing": gap.missing, "documents": gap.total},
        )
