"""What becomes of a finding: how severe it is by the settings, and what silences it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from parallelcheck import checks
from parallelcheck.config import Config, Level
from parallelcheck.model import AlignedPair, Document, Finding, Ignore, Location, Publication, Severity, Silenced
from parallelcheck.wildcards import Pattern, fits, pattern


@dataclass(frozen=True)
class _Rule:
    """Severities of checks in some documents only, where there are patterns or languages."""

    severities: Mapping[str, Level]
    paths: tuple[Pattern, ...] = ()
    languages: frozenset[str] = frozenset()

    def holds(self, path: Path, language: str | None) -> bool:
        """Whether it is about this document; a language with a region, too (`pt-BR`)."""
        return (not self.paths or fits(path, self.paths)) and (
            not self.languages or (language or "").partition("-")[0] in self.languages
        )


class Judge:
    """The settings about severities and silence, applied to findings; what is silenced stays in the report."""

    def __init__(self, config: Config) -> None:
        """Raises UsageError for severities of a check that does not exist."""
        rules = [
            _Rule(config.severities),
            *(_Rule(o.severities, tuple(map(pattern, o.paths)), frozenset(o.languages)) for o in config.overrides),
        ]
        for name in (name for rule in rules for name in rule.severities):
            checks.find(name)
        self._rules = [rule for rule in rules if rule.severities]

    @property
    def switched_on(self) -> frozenset[str]:
        """The checks to which the settings give a level, whatever the profile is."""
        return frozenset(name for rule in self._rules for name, level in rule.severities.items() if level != "off")

    def in_pair(self, findings: Iterable[Finding], pair: AlignedPair, root: Path) -> Iterator[Finding]:
        """The findings of one pair. `root` is the folder that the paths of findings start from."""
        for finding in findings:
            ignore = _ignoring(finding, pair.source, pair.target)
            yield self._judged(finding, ignore, root, pair.target.language)

    def in_all(self, findings: Iterable[Finding], publication: Publication, root: Path) -> Iterator[Finding]:
        """The findings about the whole publication."""
        sources = {pair.source.path: pair.source for pair in publication.pairs if pair.source}
        documents = sources | {pair.target.path: pair.target for pair in publication.pairs}
        for finding in findings:
            document = documents.get(finding.where.path)
            ignore = _ignoring(finding, document, document) if document else None
            yield self._judged(finding, ignore, root, document.language if document else None)

    def _judged(self, finding: Finding, ignore: Ignore | None, root: Path, language: str | None) -> Finding:
        path = root / finding.where.path
        levels = [
            rule.severities[finding.check]
            for rule in self._rules
            if finding.check in rule.severities and rule.holds(path, language)
        ]
        if ignore:
            finding = replace(finding, silenced=Silenced("inline", ignore.reason, ignore.where))
        elif levels and levels[-1] == "off":
            finding = replace(finding, silenced=Silenced("config"))
        return _at(finding, levels[-1]) if levels else finding


def _at(finding: Finding, level: Level) -> Finding:
    """The finding at that level, or below it as far as the check itself said less than it usually does."""
    if level == "off":
        return finding
    severity, usual = Severity[level.upper()], checks.find(finding.check).severity
    return replace(finding, severity=severity if finding.severity >= usual else min(finding.severity, severity))


def _ignoring(finding: Finding, source: Document | None, target: Document | None) -> Ignore | None:
    """The comment that silences a finding: in either document, about one of its passages, or in the place where
    what is missing would stand.
    """
    for document, passages in ((target, finding.target), (source, finding.source)):
        for ignore in document.ignores if document else ():
            named = not ignore.checks or finding.check in ignore.checks
            if named and not ignore.fault and any(segment.index in ignore.passages for segment in passages):
                return ignore
    return _ignoring_gap(finding, target)


def _ignoring_gap(finding: Finding, target: Document | None) -> Ignore | None:
    before = [related.segment for related in finding.also if related.role == "would follow"]
    for ignore in target.ignores if target and before and not finding.target else ():
        if ignore.checks and finding.check in ignore.checks and ignore.passages.start == before[0].index + 1:
            return ignore
    return None


def used_ignores(findings: Iterable[Finding]) -> frozenset[Location]:
    """Where the comments stand that silence these findings."""
    return frozenset(f.silenced.where for f in findings if f.silenced and f.silenced.where)
