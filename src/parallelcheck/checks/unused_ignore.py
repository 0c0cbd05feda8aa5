"""The check `unused-ignore`."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.errors import near_miss
from parallelcheck.i18n import _
from parallelcheck.model import Finding, Ignore, Kind, Location, Profile, Publication, Segment, Severity


@dataclass(frozen=True)
class UnusedIgnore:
    """A comment `parallelcheck: ignore` that silences nothing, or that cannot be understood.

    What it was written for is mended or gone, and one day it would hide something else.

    **Example.** `<!-- parallelcheck: ignore[numbers] the French figures are newer -->` stands above a paragraph whose
    figures are now the same.

    **Stays silent** about comments in a document that was not compared with another one, or whose comparison is a
    problem.

    **Misses** a comment one of whose several checks has nothing to silence any more.
    """

    name: ClassVar[str] = "unused-ignore"
    severity: ClassVar[Severity] = Severity.NOTE
    profile: ClassVar[Profile] = "default"

    def run(self, publication: Publication, used: Collection[Location], known: Collection[str]) -> Iterator[Finding]:
        """One finding for each comment whose place is not among those `used`, or that names a check not `known`."""
        compared = [document for pair in publication.pairs if pair.source for document in (pair.source, pair.target)]
        ignores = {ignore.where: ignore for document in compared for ignore in document.ignores}
        for where in sorted(ignores, key=lambda where: (where.path, where.line)):
            ignore = ignores[where]
            fault = f"{ignore.fault}." if ignore.fault else _unknown(ignore, known)
            if fault:
                message = _("This comment is not understood: {fault}").format(fault=fault)
                yield self._finding(ignore, message, _("Correct or delete it."))
            elif where not in used:
                yield self._finding(ignore, _("This comment silences nothing."), _("Delete it."))

    def _finding(self, ignore: Ignore, message: str, suggestion: str) -> Finding:
        named = f"[{', '.join(ignore.checks)}]" if ignore.checks else ""
        comment = Segment(Kind.CODE, f"parallelcheck: ignore{named} {ignore.reason}".strip(), ignore.where, index=-1)
        return Finding(self.name, self.severity, message, target=(comment,), suggestion=suggestion)


def _unknown(ignore: Ignore, known: Collection[str]) -> str:
    """What is wrong with the checks that a comment names."""
    for name in ignore.checks:
        if name not in known:
            hint = near_miss(name, sorted(known), ".")
            return _("there is no check “{name}”{hint}").format(name=name, hint=hint)
    return ""
