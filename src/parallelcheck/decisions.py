"""Decisions about findings: a file in the repository with one entry for each that a person has made.

An entry names a finding by its check and its texts, and by its document, with a path from the folder of the file. It
holds wherever the passage moves in its document, and when the document is renamed, until the passage itself changes.
"""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import msgspec
import tomli_w
from msgspec import Meta

from parallelcheck.errors import SettingsError
from parallelcheck.i18n import _
from parallelcheck.model import Finding, Ruling, Segment, Silenced
from parallelcheck.toml_file import parsed, text_of

HEADER = """\
# What was decided about findings of parallelcheck. An entry is for a text, not for a line: it holds until the text
# changes. `accepted` and `false alarm` silence a finding, `later` keeps it in the reports as known.

"""
_SHOWN = 300  # characters of a text that are enough for a person to know it by


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was decided about a finding, or about `count` findings of one document that look the same.

    `source` and `target` are its texts, shortened, for whoever reads the file.
    """

    path: str
    check: str
    fingerprint: Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
    verdict: Ruling
    reason: str = ""
    who: str = ""
    when: date | None = None
    count: Annotated[int, Meta(ge=1)] = 1
    source: str = ""
    target: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    decision: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class Decisions:
    """The entries of a file of decisions, which need not be there yet; `lines` says where each of them begins."""

    file: Path
    entries: tuple[Decision, ...] = ()
    lines: tuple[int, ...] = ()

    def ruled(self, findings: Sequence[Finding], root: Path) -> tuple[list[Finding], list[Decision]]:
        """The findings with what was decided about them, and the decisions that are about none of them.

        `root` is the folder that the paths of findings start from. A decision is first for the document that it
        names; where that is gone, for any other that has the text.
        """
        left = Counter({entry: entry.count for entry in self.entries})
        here: defaultdict[tuple[str, str], list[Decision]] = defaultdict(list)
        gone: defaultdict[str, list[Decision]] = defaultdict(list)
        for entry in self.entries:
            here[entry.path, entry.fingerprint].append(entry)
            if not (self.file.parent / entry.path).exists():
                gone[entry.fingerprint].append(entry)
        found = [_ruled(f, here[self._path(f, root), f.content_fingerprint], left) for f in findings]
        found = [f if f.ruling else _ruled(f, gone[f.content_fingerprint], left) for f in found]
        return found, [entry for entry in self.entries if left[entry] == entry.count]

    def with_findings(self, findings: Iterable[Finding], root: Path, **by: Any) -> "Decisions":
        """The decisions, and `later` for every finding about which nothing was decided and that nothing silences.

        `by` says `who` decided and `when`.
        """
        entries = {(entry.path, entry.fingerprint): entry for entry in self.entries}
        for finding in findings:
            if not finding.ruling and not finding.silenced:
                key = self._path(finding, root), finding.content_fingerprint
                new = _entry(finding, key[0], by)
                known = entries.get(key)
                entries[key] = msgspec.structs.replace(known, count=known.count + 1) if known else new
        return Decisions(self.file, tuple(entries.values()))

    def as_text(self) -> str:
        """What the file should hold, in an order in which two people's additions seldom meet."""
        ordered = sorted(self.entries, key=lambda entry: (entry.path, entry.check, entry.fingerprint))
        plain = [msgspec.to_builtins(entry, builtin_types=(date,)) for entry in ordered]
        return HEADER + tomli_w.dumps({"decision": plain})

    def _path(self, finding: Finding, root: Path) -> str:
        return Path(os.path.relpath(root / finding.where.path, self.file.parent)).as_posix()


def load(file: Path) -> Decisions:
    """The decisions in a file. Raises SettingsError for one that cannot be used."""
    if not file.exists():
        return Decisions(file)
    text = text_of(file)
    try:
        entries = msgspec.convert(parsed(text, file), _File).decision
    except msgspec.ValidationError as error:
        raise SettingsError(
            _("{file}{place}: {error}; correct the entry or delete it.").format(
                file=file, place=_place(str(error), text), error=error
            )
        ) from error
    return Decisions(file, entries, tuple(_line(text, at) for at in _starts(text)))


def merged(ours: Sequence[Decision], theirs: Sequence[Decision], base: Sequence[Decision] = ()) -> list[Decision]:
    """What two people decided on top of a common `base`: everything that neither of them took out; of two decisions
    about one finding the younger one.
    """
    mine, other, old = ({(d.path, d.fingerprint): d for d in side} for side in (ours, theirs, base))
    both = [_younger(mine[key], other[key], old.get(key)) for key in mine if key in other]
    alone = [
        decision
        for side, against in ((mine, other), (other, mine))
        for key, decision in side.items()
        if key not in against and old.get(key) != decision
    ]
    return [*both, *alone]


def _younger(one: Decision, other: Decision, old: Decision | None) -> Decision:
    """The one that was changed; the younger one if both were."""
    if old in (one, other):
        return other if old == one else one
    return other if (other.when or date.min) > (one.when or date.min) else one


def _ruled(finding: Finding, decisions: Sequence[Decision], left: Counter[Decision]) -> Finding:
    decision = next((decision for decision in decisions if left[decision]), None)
    if decision is None:
        return finding
    left[decision] -= 1
    silenced = None if decision.verdict == "later" else Silenced("decision", decision.reason or decision.verdict)
    return replace(finding, ruling=decision.verdict, silenced=finding.silenced or silenced)


def _entry(finding: Finding, path: str, by: Mapping[str, Any]) -> Decision:
    return Decision(
        path=path,
        check=finding.check,
        fingerprint=finding.content_fingerprint,
        verdict="later",
        source=_shown(finding.source),
        target=_shown(finding.target),
        **by,
    )


def _shown(segments: Sequence[Segment]) -> str:
    text = " ".join(segment.text for segment in segments)
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + " …"


def _starts(text: str) -> list[int]:
    return [match.start(1) for match in re.finditer(r"^[ \t]*(\[\[\s*decision\s*\]\])", text, re.MULTILINE)]


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _place(error: str, text: str) -> str:
    """Line and column of what an error is about: "`$.decision[2].verdict`"."""
    place = re.search(r"\$\.decision\[(\d+)\](?:\.(\w+))?", error)
    if place is None:
        return ""
    start = _starts(text)[int(place[1])]
    key = re.compile(rf"^[ \t]*(?={place[2]}\b)", re.MULTILINE).search(text, start) if place[2] else None
    at = key.end() if key else start
    return f", line {_line(text, at)}, column {at - text.rfind(chr(10), 0, at)}"
