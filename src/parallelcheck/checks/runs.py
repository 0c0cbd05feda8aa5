"""Findings about texts that follow one another, as one: a section that was added, a table with other figures."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from parallelcheck.checks import added_passage, added_sentence, links, missing_passage, missing_sentence, numbers
from parallelcheck.model import AlignedPair, Evidence, Finding, Kind, Segment

# What each check says of a run of its findings: the message, and the suggestion.
Several = Callable[[Sequence[Finding], AlignedPair], tuple[str, str | None]]
_SEVERAL: Mapping[str, Several] = {
    added_passage.AddedPassage.name: added_passage.several,
    added_sentence.AddedSentence.name: added_sentence.several,
    links.Links.name: links.several,
    missing_passage.MissingPassage.name: missing_passage.several,
    missing_sentence.MissingSentence.name: missing_sentence.several,
    numbers.Numbers.name: numbers.several,
}
_DIFFERENT = (links.Links.name, numbers.Numbers.name)  # they are about texts that have a counterpart


def joined(findings: Iterable[Finding], pair: AlignedPair) -> Iterator[Finding]:
    """The findings of a pair, in their order; those of a run of missing or added texts, or of what differs in one
    passage or table, stand where the first one stood. What is silenced stays by itself.
    """
    run: list[Finding] = []
    for finding in findings:
        if run and not _goes_on(run[-1], finding, pair):
            yield _one(run, pair)
            run = []
        run.append(finding)
    if run:
        yield _one(run, pair)


def _goes_on(before: Finding, finding: Finding, pair: AlignedPair) -> bool:
    """Whether it is about the next text, in the same way."""
    if finding.check not in _SEVERAL or finding.check != before.check or before.silenced or finding.silenced:
        return False
    last, first = ((each.target or each.source)[-1] for each in (before, finding))
    if finding.check in _DIFFERENT:
        between = pair.target.segments[last.index : first.index + 1]
        return len(between) == 1 or (finding.check == numbers.Numbers.name and _is_table(between))
    if first.sentences or last.sentences:
        return first.index == last.index + 1
    return first.index == last.index and last.offset < first.offset <= last.offset + len(last.text) + 1


def _is_table(passages: Sequence[Segment]) -> bool:
    return len(passages) > 0 and all(passage.kind is Kind.TABLE_CELL for passage in passages)


def _one(run: Sequence[Finding], pair: AlignedPair) -> Finding:
    if len(run) == 1:
        return run[0]
    message, suggestion = _SEVERAL[run[0].check](run, pair)
    source = tuple(dict.fromkeys(segment for finding in run for segment in finding.source))
    target = tuple(dict.fromkeys(segment for finding in run for segment in finding.target))
    return replace(
        run[0],
        severity=max(finding.severity for finding in run),
        message=message,
        source=source,
        target=target,
        evidence=_evidence(run),
        suggestion=suggestion,
    )


def _evidence(run: Sequence[Finding]) -> Evidence:
    """What speaks for all of them: words counted together, links and numbers one after the other."""
    together = dict(run[0].evidence)
    for finding in run[1:]:
        for key, value in finding.evidence.items():
            match together.get(key), value:
                case (tuple() as known, tuple() as more):
                    together[key] = known + more
                case (int() as number, int() as others) if key == "words":
                    together[key] = number + others
    return together
