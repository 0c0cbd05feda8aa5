"""The defects that really stand in the real documents."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from .classes import NATURAL
from .detectors import Detector, Findings
from .edits import Place
from .pairs import corpora, pairs_in, text_of
from .tables import rate, table

LEAST_CONFIDENCE = 0.9
TEXT = """# Natural defects, measured

`python corpora/measure.py natural`: defects that really stand in the real documents, listed by hand or by exact
comparison with a confidence of {confidence} and more; most untranslated ones are one page that was left in English in
two languages. Found means an accepted finding at its line at warning or above in the default profile; *with notes*, in
any profile. The mean over documents counts a page with many defects once.

{table}

Accepted: {accepted}.
"""


@dataclass(frozen=True)
class Natural:
    """A defect on a line of a file, in `pairs/` of the folder of real documents."""

    of: str
    path: str
    line: int
    excerpt: str

    @property
    def folder(self) -> str:
        """Of its pair."""
        return self.path.rpartition("/")[0]

    @property
    def place(self) -> Place:
        """Its line, in the source if it stands in the English file."""
        line, nowhere = frozenset({self.line}), frozenset[int]()
        return Place(line, nowhere) if Path(self.path).stem == "en" else Place(nowhere, line)


@dataclass(frozen=True)
class Judged:
    """A defect, and whether it is found, without and with notes."""

    defect: Natural
    found: bool
    noted: bool


def listed(lines: Sequence[str]) -> list[Natural]:
    """The defects of which the list is sure enough."""
    rows = [json.loads(line) for line in lines]
    return [
        Natural(row["class"], row["file"], row["line"], row["excerpt"])
        for row in rows
        if row["confidence"] >= LEAST_CONFIDENCE
    ]


def judged(detector: Detector, accepted: Mapping[str, frozenset[str]]) -> list[Judged]:
    """All that is listed, looked for in its pairs."""
    defects = listed((corpora() / "natural_defects.jsonl").read_text("utf-8").splitlines())
    defects.sort(key=lambda defect: (defect.folder, defect.line))
    found: list[Judged] = []
    for folder, of_pair in groupby(defects, key=lambda defect: defect.folder):
        for pair in pairs_in(corpora() / "pairs" / folder):
            findings = detector.look(pair, text_of(pair.target), ())
            found += [_judged(defect, detector, findings, accepted[defect.of]) for defect in of_pair]
    return found


def _judged(defect: Natural, detector: Detector, findings: Findings, accepted: frozenset[str]) -> Judged:
    named = [f for f in findings[None] if f.check in accepted and defect.place.is_touched(f)]
    return Judged(defect, any(map(detector.speaks, named)), bool(named))


def text(judgements: Sequence[Judged], of_baseline: Mapping[str, float]) -> str:
    """The page; the baseline's recall for each class beside it, where it is known."""
    heads = ("class", "defects", "documents", "recall", "mean over documents", "with notes", "baseline")
    accepted = "; ".join(f"{name}: {', '.join(sorted(checks))}" for name, checks in NATURAL.items())
    return TEXT.format(
        confidence=LEAST_CONFIDENCE, table=table(heads, _rows(judgements, of_baseline)), accepted=accepted
    )


def _rows(judgements: Sequence[Judged], of_baseline: Mapping[str, float]) -> Iterator[tuple[object, ...]]:
    for name in NATURAL:
        these = [each for each in judgements if each.defect.of == name]
        if these:
            theirs = f"{of_baseline[name]:.3f}" if name in of_baseline else ""
            documents = {each.defect.folder for each in these}
            means = [recall([each for each in these if each.defect.folder == folder]) for folder in documents]
            noted = sum(each.noted for each in these)
            mean = f"{sum(means) / len(means):.3f}"
            yield name, len(these), len(documents), f"{recall(these):.3f}", mean, rate(noted, len(these)), theirs


def recall(judgements: Sequence[Judged]) -> float:
    """The share that is found."""
    return sum(each.found for each in judgements) / len(judgements)
