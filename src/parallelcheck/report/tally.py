"""What a result amounts to: the numbers and the closing sentences that every report shares."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module

from parallelcheck.i18n import _, decimal, grouped, marked
from parallelcheck.model import AlignedPair, Finding, Problem, ScanResult, Severity, language_name
from parallelcheck.report.plain import count, counted

_SILENCED_BY = {
    "inline": marked("by a comment in the text"),
    "decision": marked("by a decision"),
    "config": marked("by the settings"),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was checked and found. `passages` counts those of all documents, each document once;
    `findings` and `silenced` have every severity and every reason as a key.
    """

    pairs: int
    alone: int
    documents: int
    passages: int
    findings: Mapping[Severity, int]
    silenced: Mapping[str, int]
    problems: int


def tally(result: ScanResult) -> Tally:
    """Count what `result` holds; silenced findings count as silenced only."""
    documents = {document.path: document for pair in result.pairs for document in pair.documents}
    counted = Counter(finding.severity for finding in result.findings if finding.silenced is None)
    silenced: Counter[str] = Counter(finding.silenced.by for finding in result.findings if finding.silenced is not None)
    pairs = sum(pair.source is not None for pair in result.pairs)
    return Tally(
        pairs=pairs,
        alone=len(result.pairs) - pairs,
        documents=len(documents),
        passages=sum(len(document.segments) for document in documents.values()),
        findings={severity: counted[severity] for severity in reversed(Severity)},
        silenced={by: silenced[by] for by in _SILENCED_BY},
        problems=len(result.problems),
    )


def summary(result: ScanResult) -> list[str]:
    """The sentences that close a report: what was found in what, what was silenced, what was not checked."""
    counts = tally(result)
    sentences = [_found(result, counts)]
    known = sum(finding.ruling is not None and finding.silenced is None for finding in result.findings)
    if known:
        sentences.append(_("Known from the decisions: {number} of them.").format(number=grouped(known)))
    if any(counts.silenced.values()):
        reasons = [f"{grouped(number)} {silenced_by(by)}" for by, number in counts.silenced.items() if number]
        sentences.append(_("Silenced: {reasons}.").format(reasons=", ".join(reasons)))
    if counts.problems:
        documents = count(len({problem.path for problem in result.problems}), "document", "documents")
        sentences.append(
            _("{documents} not checked, wholly or in part: see “Not checked”.").format(documents=documents)
        )
    if not result.model.startswith("embedded:"):
        sentences.append(_("Model: {model}.").format(model=result.model))
    return sentences


def silenced_by(by: str) -> str:
    """What silenced a finding, in words."""
    return _(_SILENCED_BY[by])


def with_reason(what: str, reason: str) -> str:
    """What was said, and why where that is known: "by a decision: the reason"."""
    return _("{what}: {reason}").format(what=what, reason=reason) if reason else what


def findings_in_order(result: ScanResult) -> list[Finding]:
    """All findings, silenced ones too, by path, line and check."""
    return sorted(
        result.findings,
        key=lambda finding: (
            finding.where.path,
            finding.where.line,
            finding.check,
            (finding.target or finding.source)[0].offset,
            finding.message,
        ),
    )


def pairs_in_order(result: ScanResult) -> list[AlignedPair]:
    """All pairs by the path of their target, then of their source."""
    return sorted(result.pairs, key=lambda pair: (pair.target.path, pair.source.path if pair.source else ""))


def problems_in_order(result: ScanResult) -> list[Problem]:
    """All problems by path and reason."""
    return sorted(result.problems, key=lambda problem: (problem.path, problem.reason))


def said(problem: Problem) -> str:
    """A problem as one sentence; its reason often names the path already."""
    if problem.path in problem.reason:
        return problem.reason
    return _("{path}: {reason}").format(path=problem.path, reason=problem.reason)


def tool_version() -> str:
    """The version of the program."""
    # The package's own module imports every stage. Named at run time it makes no arrow from here to them.
    return str(import_module("parallelcheck").__version__)


def _found(result: ScanResult, counts: Tally) -> str:
    if not result.pairs and not result.findings:
        return _("No document was checked.")
    kinds = [counted(number, severity) for severity, number in counts.findings.items() if number]
    sentence = (
        _("{findings} in {documents}; {seconds} s.") if kinds else _("No findings. Checked: {documents}; {seconds} s.")
    )
    documents = _checked(result, counts)
    return sentence.format(findings=", ".join(kinds), documents=documents, seconds=decimal(result.seconds, 1))


def _checked(result: ScanResult, counts: Tally) -> str:
    ordered = pairs_in_order(result)
    parts = []
    if counts.pairs:
        pairs = _languages(pair for pair in ordered if pair.source)
        parts.append(f"{count(counts.pairs, 'pair', 'pairs')} ({pairs})")
    if counts.alone:
        alone = _languages(pair for pair in ordered if not pair.source)
        parts.append(f"{count(counts.alone, 'document alone', 'documents alone')} ({alone})")
    documents = _(" and ").join(parts) or _("no document")
    return f"{documents}, {count(counts.passages, 'passage', 'passages')}"


def _languages(pairs: Iterable[AlignedPair]) -> str:
    """Which languages the pairs are in, each combination once, the common case being one."""
    names = list(dict.fromkeys(" → ".join(language_name(side.language) for side in pair.documents) for pair in pairs))
    if len(names) <= 4:
        return ", ".join(names)
    return _("{names} and {number} more").format(names=", ".join(names[:3]), number=len(names) - 3)
