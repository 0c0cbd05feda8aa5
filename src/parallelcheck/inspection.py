"""From aligned pairs to findings: what the checks find, then what settings, comments and decisions make of it."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parallelcheck import checks, decisions, glossary
from parallelcheck.config import Config
from parallelcheck.judge import Judge, used_ignores
from parallelcheck.model import AlignedPair, Finding, Kind, Location, Problem, Publication, Segment, Severity

Found = tuple[tuple[Finding, ...], tuple[Problem, ...]]  # findings, and checks that crashed


class Inspection:
    """The checks as they are set. All of them run, since some yield to others, and since a comment that silences one
    of them is of use even where its findings are not wanted.
    """

    def __init__(self, config: Config) -> None:
        """Raises ParallelcheckError for settings of checks, a glossary, or a file of decisions, that cannot be used."""
        self._of_pairs = checks.configured(glossary.options_of(config))
        self._of_all = checks.configured_for_all(config.checks)
        self._judge = Judge(config)
        self._decisions = decisions.load(Path(config.decisions)) if config.decisions else None
        self._wanted = checks.selected(config.select, config.ignore, config.profile, self._judge.switched_on)

    def wants(self, check: str) -> bool:
        """Whether what that check finds is wanted."""
        return check in self._wanted

    def of(self, publication: Publication, root: Path) -> Found:
        """All that is wanted of what is found in the pairs of a publication and in it as a whole, in order."""
        return self.in_all(publication, [self.in_pair(pair, root) for pair in publication.pairs], root)

    def in_pair(self, pair: AlignedPair, root: Path) -> Found:
        """All that is found in one pair, and which checks crashed."""
        findings, crashes = checks.run(self._of_pairs, pair)
        return tuple(checks.joined(self._judge.in_pair(findings, pair, root), pair)), tuple(crashes)

    def in_all(self, publication: Publication, in_pairs: Sequence[Found], root: Path) -> Found:
        """What is wanted of all that was found in pairs, and of what is found in all documents together, in order."""
        of_all, crashes = checks.run_on_publication(self._of_all, publication)
        findings = [finding for found, _ in in_pairs for finding in found]
        findings += self._judge.in_all(of_all, publication, root)
        unused = list(checks.unused_ignores(publication, used_ignores(findings)))
        findings += self._judge.in_all(unused, publication, root)
        findings = self._decided(findings, publication, root)
        crashes = [*(crash for _, crashed in in_pairs for crash in crashed), *crashes]
        return _in_order(finding for finding in findings if finding.check in self._wanted), tuple(crashes)

    def _decided(self, findings: list[Finding], publication: Publication, root: Path) -> list[Finding]:
        """The findings with what people decided about them, and one for each decision that is about nothing now."""
        if self._decisions is None:
            return findings
        ruled, unused = self._decisions.ruled(findings, root)
        scanned = {document.path for pair in publication.pairs for document in (pair.source, pair.target) if document}
        entries = list(_entries(self._decisions, unused, scanned, root))
        return [*ruled, *self._judge.in_all(checks.unused_decisions(entries), publication, root)]


def beyond(findings: Sequence[Finding], before: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that there were not before on the same texts, at the same level and as silent, in their order."""
    known = Counter(map(_identity, before))
    new = []
    for finding in findings:
        if known[_identity(finding)]:
            known[_identity(finding)] -= 1
        else:
            new.append(finding)
    return tuple(new)


def _identity(finding: Finding) -> tuple[str, Severity, bool]:
    return finding.content_fingerprint, finding.severity, finding.silenced is None


def _entries(
    file: decisions.Decisions, unused: Sequence[decisions.Decision], scanned: set[str], root: Path
) -> Iterator[Segment]:
    """Decisions of no use, each as a passage of its file; those about documents that were not scanned may be."""
    folder = file.file.parent
    here = os.path.relpath(file.file, root)
    for entry, line in zip(file.entries, file.lines, strict=True):
        path = folder / entry.path
        if entry in unused and (not path.exists() or os.path.relpath(path, root) in scanned):
            text = f"{entry.check} in {entry.path}: {entry.target or entry.source}"
            yield Segment(Kind.CODE, text, Location(Path(here).as_posix(), line, line), index=-1)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.where.path, f.where.line, f.check, f.where.column)))
