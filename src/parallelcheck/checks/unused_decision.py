"""The check `unused-decision`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.i18n import _
from parallelcheck.model import Finding, Profile, Segment, Severity


@dataclass(frozen=True)
class UnusedDecision:
    """An entry of the file of decisions that is about nothing that is found now.

    The passage was mended, changed or deleted, and with it went the reason for the decision.

    **Example.** An editor accepted a number in the French report; a year later the paragraph was written anew.

    **Stays silent** about entries for documents that are there but were not scanned.

    **Misses** an entry for several findings that look the same, some of which are gone.
    """

    name: ClassVar[str] = "unused-decision"
    severity: ClassVar[Severity] = Severity.NOTE
    profile: ClassVar[Profile] = "default"

    def run(self, entries: Iterable[Segment]) -> Iterator[Finding]:
        """One finding for each entry."""
        for entry in entries:
            yield Finding(
                self.name,
                self.severity,
                _("This decision is about nothing that is found now."),
                target=(entry,),
                suggestion=_("Delete it: `parallelcheck decisions prune`."),
            )
