"""What came of the trials, in numbers."""

from collections import Counter
from collections.abc import Sequence
from typing import TypedDict

from .detectors import PANELS, Detector
from .trials import Outcome, Trial, Untouched


class OfClass(TypedDict):
    """Of one class of defects: how many were seeded, at how many a finding speaks, at how many a note counts too, how
    many findings there are besides; per language pair seeded and found; how often each check was right.
    """

    seeded: int
    found: int
    noted: int
    extra: int
    languages: dict[str, tuple[int, int]]
    checks: dict[str, int]


class Summary(TypedDict):
    """All that tables and picture show of a detector: classes, findings on untouched pairs, and per picture the points
    of its curve (threshold, findings per hundred passages of untouched pairs, recall) and the threshold by default.
    """

    name: str
    passages: int
    untouched: int
    classes: dict[str, OfClass]
    curves: dict[str, list[tuple[float, float, float]]]
    defaults: dict[str, float]


def summary(detector: Detector, trials: Sequence[Trial], untouched: Sequence[Untouched]) -> Summary:
    """All of it."""
    return Summary(
        name=detector.name,
        passages=sum(each.passages for each in untouched),
        untouched=sum(each.checks.total() for each in untouched),
        classes={name: _of_class([t for t in trials if t.of == name]) for name in dict.fromkeys(t.of for t in trials)},
        curves={knob.panel: _curve(detector, name, trials, untouched) for name, knob in detector.knobs.items()},
        defaults={knob.panel: knob.default for knob in detector.knobs.values()},
    )


def _of_class(trials: Sequence[Trial]) -> OfClass:
    outcomes = [outcome for trial in trials for outcome in trial.outcomes]
    return OfClass(
        seeded=len(outcomes),
        found=_found(outcomes),
        noted=sum(bool(outcome.all) for outcome in outcomes),
        extra=sum(len(trial.extra) for trial in trials),
        languages=_by_languages(trials),
        checks=dict(Counter(check for outcome in outcomes for check in sorted(outcome.all)).most_common()),
    )


def _by_languages(trials: Sequence[Trial]) -> dict[str, tuple[int, int]]:
    seeded, found = Counter[str](), Counter[str]()
    for trial in trials:
        seeded[trial.pair.languages] += len(trial.outcomes)
        found[trial.pair.languages] += _found(trial.outcomes)
    return {languages: (seeded[languages], found[languages]) for languages in sorted(seeded)}


def _found(outcomes: Sequence[Outcome]) -> int:
    return sum(bool(outcome.loud) for outcome in outcomes)


def _curve(
    detector: Detector, name: str, trials: Sequence[Trial], untouched: Sequence[Untouched]
) -> list[tuple[float, float, float]]:
    knob = detector.knobs[name]
    outcomes = [outcome for trial in trials if trial.of in PANELS[knob.panel] for outcome in trial.outcomes]
    passages = sum(each.passages for each in untouched)
    return [
        (
            value,
            100 * sum(each.settings[name, value] for each in untouched) / max(passages, 1),
            sum((name, value) in outcome.settings for outcome in outcomes) / max(len(outcomes), 1),
        )
        for value in knob.values
    ]
