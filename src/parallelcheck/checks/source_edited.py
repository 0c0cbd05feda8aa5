"""The check `source-edited`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.policy import WRONG_LANGUAGE
from parallelcheck.checks.rewording import Weight, finding, replaced, told, weight
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Finding, Profile, Severity


@dataclass(frozen=True)
class SourceEdited:
    """A passage of the source that a change under review edited, while its translation stayed as it was.

    Whoever edits one language often forgets the other. Looked for where `scan --since` says what the change is. A
    translation that was edited while its source was not is a note, since translations get improved.

    **Example.** A pull request changes “open on Mondays” to “open on Tuesdays” in the English page; the French page
    still says “ouvert le lundi”.

    **Stays silent** about spelling, inflection, punctuation and links, about passages that were only moved or
    wrapped anew, and about new passages: see `missing-passage`. Where only small words changed (“that” became
    “which”), it is a note.

    **Misses** a passage of which two sentences were edited and the translation of one; a passage that was rewritten
    from beginning to end, which is a new one.

    **Options.** None.
    """

    name: ClassVar[str] = "source-edited"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = WRONG_LANGUAGE

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each passage that was edited on one side only."""
        if pair.source is None:
            return
        for edit in pair.edited:
            in_source = edit.after.where.path == pair.source.path
            weighs = weight(edit, (pair.source if in_source else pair.target).language)
            if in_source and weighs is not Weight.FORM:
                severity = self.severity if weighs >= Weight.WORDING else Severity.NOTE
                message = _("The source was edited, and its translation was not: {changes}.")
                yield finding(self.name, severity, message.format(changes=told(replaced(edit))), edit, in_source=True)
            elif not in_source and weighs >= Weight.WORDING:
                message = _("This translation was edited, and its source was not: {changes}.")
                yield finding(
                    self.name, Severity.NOTE, message.format(changes=told(replaced(edit))), edit, in_source=False
                )
