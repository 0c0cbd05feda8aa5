"""The check `stale-translation`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.policy import WRONG_LANGUAGE, words
from parallelcheck.checks.rewording import Weight, finding, replaced, told, weight
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Finding, Profile, Severity


@dataclass(frozen=True)
class StaleTranslation:
    """A passage of the source that was edited after its translation was last touched.

    Readers of the translation are told what was true a year ago. The history of the git repository says which passage
    it is, what it said then and what it says now. What a translation says in its front matter of the commit that it
    translates (`sourceCommit`, `default_lang_commit`, `EN-Revision`) is believed; otherwise it is the commit in which
    the lines of the passage were last edited.

    **Example.** The English page was changed from “90 days” to “45 days” in March. The last commit to that paragraph of
    the French page, which says “90 jours”, is of the year before.

    **Stays silent** outside a git repository, about spelling, inflection, punctuation, small words and links, about
    other words that hardly change a passage, unless they are numbers, names or a negation, about new passages (see
    `missing-passage`), and about catalogues, which say themselves what is `fuzzy`. In a shallow clone nothing is known,
    which is a problem.

    **Misses** a passage whose lines were touched for another reason since, such as a link; in Word, OpenDocument, EPUB
    and PDF files, which have no lines, one of a document that was touched at all since.

    **Options.** `least-words`: from how many words on it is a warning, not a note (4).
    """

    name: ClassVar[str] = "stale-translation"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "strict"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (*WRONG_LANGUAGE, "source-edited")

    least_words: int = 4

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each passage of the source."""
        for edit in pair.outdated:
            if pair.source and weight(edit, pair.source.language) is Weight.MEANING:
                message = _("The source was edited after this was translated ({commit}): {changes}.").format(
                    commit=edit.commit, changes=told(replaced(edit))
                )
                severity = self.severity if words(edit.after.text) >= self.least_words else Severity.NOTE
                yield finding(self.name, severity, message, edit, in_source=True)
