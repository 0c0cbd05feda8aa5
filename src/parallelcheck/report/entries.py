"""What the lists of findings for other programs share: which come first, and a finding in a sentence or two."""

from collections import Counter
from collections.abc import Iterable

from parallelcheck.i18n import _
from parallelcheck.model import Finding, Problem, ScanResult, Segment
from parallelcheck.report.plain import visible
from parallelcheck.report.tally import findings_in_order

NOT_CHECKED = "not-checked"  # stands where the name of a check does, for what could not be checked


def worst_first(result: ScanResult) -> list[Finding]:
    """What is not silenced: errors first; of one severity, what is not known yet; then by place."""
    counted = [finding for finding in findings_in_order(result) if finding.silenced is None]
    return sorted(counted, key=lambda finding: (-finding.severity, finding.ruling is not None))


def sentences(finding: Finding) -> str:
    """What is wrong, whether that is known, and what to do about it."""
    known = _("(known)") if finding.ruling else ""
    return visible(" ".join(filter(None, (finding.message, known, finding.suggestion))))


def not_checked(problem: Problem) -> str:
    """What was not checked, and why."""
    sentence = _("Not checked by {check}: {reason}") if problem.check else _("Not checked: {reason}")
    return visible(sentence.format(check=problem.check, reason=problem.reason))


def last_line(finding: Finding) -> int:
    """The last line of the passage to look at first."""
    return max(segment.where.end_line for segment in finding.target or finding.source)


def passages(finding: Finding) -> list[tuple[str, tuple[Segment, ...]]]:
    """All that the finding speaks of, each with its role; what to look at first has none."""
    named: list[tuple[str, tuple[Segment, ...]]] = [("", finding.target or finding.source)]
    if finding.target and finding.source:
        named.append((_("source"), finding.source))
    return named + [(_(related.role), (related.segment,)) for related in finding.also]


def told_apart(names: Iterable[str]) -> list[str]:
    """The names, with a number where another one before is the same: "a", "b", "a (2)"."""
    seen: Counter[str] = Counter()
    apart = []
    for name in names:
        new = name
        while seen[new]:
            seen[name] += 1
            new = f"{name} ({seen[name]})"
        seen[new] += 1
        apart.append(new)
    return apart
