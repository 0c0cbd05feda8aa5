"""A comment for a pull request in Markdown, as GitHub, GitLab, Gitea and Forgejo show it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parallelcheck.i18n import _, grouped
from parallelcheck.model import Finding, Location, ScanResult, Severity, Silenced
from parallelcheck.report.entries import passages, worst_first
from parallelcheck.report.plain import count, counted, joined, one_line, shorten
from parallelcheck.report.tally import findings_in_order, problems_in_order, said, silenced_by, summary, with_reason

MARKER = "<!-- parallelcheck -->"  # by which the comment of an earlier run is found again
LIMIT = 64_000  # characters; GitHub takes 65,536, and the titles of sections without room come on top
_QUOTED = 300  # characters of a passage
_SENTENCE = 500  # characters of a message, a reason, a path
_PASSAGES = 4  # of a finding
_DOCUMENTS = 30  # in the table
_END = 200  # characters that the end of a section may take

_PUNCTUATION = re.compile(r"[!#$&()*+\-./:<=>@\[\\\]^_`{|}~]")
# Names, issues, merge requests: a comment must not call them because a document says “@all” or “#1”.
_REFERENCE = re.compile(r"(?<=[@#!~%$&^])(?=[\w\"])|(?<=\bGH)(?=-\d)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Section:
    """Blocks under a title, folded away or not; of those for which there is no room only the number is said."""

    title: str
    blocks: Sequence[str]
    folded: bool = False


def render(result: ScanResult) -> str:
    """The summary, a table of the documents, and the findings, the gravest in sight and the others folded away."""
    head = [MARKER, "### parallelcheck", *map(_text, summary(result)), *_table(worst_first(result))]
    comment = "\n\n".join(head) + "\n"
    for section in _sections(result):
        comment += _fitting(section, LIMIT - len(comment))
    return comment


def _text(text: str, limit: int = _SENTENCE) -> str:
    """A text on one line, in which nothing is Markdown (CommonMark 2.4), HTML, a link or a mention."""
    called = _REFERENCE.sub("\u200b", shorten(one_line(text), limit))
    return _PUNCTUATION.sub(r"\\\g<0>", called)


def _table(findings: Iterable[Finding]) -> Iterator[str]:
    counts: defaultdict[str, Counter[Severity]] = defaultdict(Counter)
    for finding in findings:
        counts[finding.where.path][finding.severity] += 1
    if not counts:
        return
    severities = tuple(reversed(Severity))
    worst = sorted(counts, key=lambda path: ([-counts[path][severity] for severity in severities], path))
    rows = [[_text(path, 200), *(str(counts[path][each] or "") for each in severities)] for path in worst[:_DOCUMENTS]]
    header = [_("Document"), _("Errors"), _("Warnings"), _("Notes")]
    lines = [header, ["---", *["--:"] * 3], *rows]
    yield "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    if len(worst) > _DOCUMENTS:
        yield _("… and {more}.").format(more=count(len(worst) - _DOCUMENTS, "more document", "more documents"))


def _sections(result: ScanResult) -> Iterator[_Section]:
    yield _Section(_("Not checked"), [f"- {_text(said(problem))}" for problem in problems_in_order(result)])
    worst = worst_first(result)
    for severity in reversed(Severity):
        found = [_finding(finding) for finding in worst if finding.severity == severity]
        yield _Section(counted(len(found), severity), found, folded=severity < worst[0].severity if worst else False)
    silenced = [_silenced(f.where, f.check, f.silenced) for f in findings_in_order(result) if f.silenced]
    yield _Section(count(len(silenced), "silenced", "silenced"), silenced, folded=True)
    yield _Section(
        count(len(result.notes), "remark", "remarks"), [f"- {_text(note)}" for note in result.notes], folded=True
    )


def _finding(finding: Finding) -> str:
    known = f" {_('(known)')}" if finding.ruling else ""
    head = f"**{_place(finding.where)}** `{finding.check}`{known}"
    parts = [with_reason(head, _text(finding.message))]
    quoted = passages(finding)
    for role, segments in quoted[:_PASSAGES]:
        if role:
            parts.append(_("{role}, {place}:").format(role=_text(role), place=_place(segments[0].where)))
        parts.append(f"> {_text(joined(segments), _QUOTED)}")
    if len(quoted) > _PASSAGES:
        parts.append(_("… and {more}.").format(more=count(len(quoted) - _PASSAGES, "more place", "more places")))
    if finding.suggestion:
        parts.append(f"→ {_text(finding.suggestion)}")
    return "\n\n".join(parts)


def _silenced(where: Location, check: str, silenced: Silenced) -> str:
    return f"- {_place(where)} `{check}`, {with_reason(silenced_by(silenced.by), _text(silenced.reason))}"


def _place(where: Location) -> str:
    return _text(str(where), 200)


def _fitting(section: _Section, room: int) -> str:
    """The section, or as much of it as there is room for; the rest is counted."""
    if not section.blocks:
        return ""
    start = f"\n<details><summary>{section.title}</summary>\n" if section.folded else f"\n#### {section.title}\n"
    end = "\n</details>\n" if section.folded else ""
    room -= len(start) + _END
    shown: list[str] = []
    for block in section.blocks:
        room -= len(block) + 2
        if room < 0:
            break
        shown.append(f"\n{block}\n")
    left = len(section.blocks) - len(shown)
    rest = (
        "\n" + _("… and {number} more, for which a comment has no room.").format(number=grouped(left)) + "\n"
        if left
        else ""
    )
    return start + "".join(shown) + rest + end
