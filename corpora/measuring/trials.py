"""Defects are put into real pairs, a few at a time, and what finds them is asked what it says now."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TypeVar

from parallelcheck.model import Finding, Kind

from .classes import CLASSES, Class
from .couples import PROSE, Couple, couples, share_words
from .detectors import Detector, Findings, Setting
from .edits import Defect, Place, apply
from .pairs import Original, RealPair, scanned, text_of
from .passages import Stock

T = TypeVar("T")
S = TypeVar("S")
SHARES = (0.02, 0.05, 0.1)  # of the places where a document can have a defect
_STOCK = 200  # passages of other documents to choose from


@dataclass(frozen=True)
class Outcome:
    """One seeded defect, at a line of the changed target, or of the source if it has none there: which accepted checks
    speak, which do if notes of every profile count, and under which other settings one of them speaks.
    """

    line: int
    shown: str
    loud: frozenset[str]
    all: frozenset[str]
    settings: frozenset[Setting]


@dataclass(frozen=True)
class Trial:
    """The defects that one document was given at once, and what was said besides: that the document as it is does not
    bring out, and not at the place of a defect.
    """

    of: str
    pair: RealPair
    outcomes: tuple[Outcome, ...]
    extra: tuple[str, ...]


@dataclass(frozen=True)
class Untouched:
    """What is said of a document as it is: the numbers of findings of each check, and of those that a threshold is
    about under its settings.
    """

    languages: str
    passages: int
    checks: Counter[str]
    settings: Counter[Setting]


def originals(pairs: Sequence[RealPair], processes: int) -> list[Original]:
    """All pairs as they are, aligned."""
    return _mapped(_original, pairs, processes)


def measured(detector: Detector, known: Sequence[Original], processes: int) -> tuple[list[Trial], list[Untouched]]:
    """All classes of defects tried on all pairs that are translated, and the pairs untouched."""
    known = [original for original in known if not _is_untranslated(original)]
    tasks = [(original, stock_for(original, known)) for original in known]
    results = _mapped(partial(_tried, detector), tasks, processes)
    return [trial for trials, _ in results for trial in trials], [untouched for _, untouched in results]


def _is_untranslated(original: Original) -> bool:
    return any(finding.check == "mostly-untranslated" for finding in original.findings)


def _mapped(function: Callable[[T], S], items: Sequence[T], processes: int) -> list[S]:
    if processes == 1:
        return list(map(function, items))
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(function, items))


def stock_for(original: Original, known: Sequence[Original]) -> Stock:
    """Passages of other documents: of the same publisher where it has others in this language."""
    pair = original.pair
    others = [other for other in known if other.pair.languages == pair.languages and other is not original]
    own = [other for other in others if other.pair.publisher == pair.publisher]
    third = [other for other in known if other.pair.target.stem != pair.target.stem]
    random = Random(pair.name)  # noqa: S311 - decides which, no secret
    return Stock(_some(own or others, random), _some(third, random))


def _some(originals: Sequence[Original], random: Random) -> list[Couple]:
    everything = (couple for original in originals for couple in couples(original, (*PROSE, Kind.HEADING)))
    found = [couple for couple in everything if not share_words(couple.source.text, couple.target.text)]
    return random.sample(found, min(_STOCK, len(found)))


def _original(pair: RealPair) -> Original:
    result = scanned(pair, text_of(pair.target))
    return Original(pair, result.pairs[0], result.findings)


def _tried(detector: Detector, task: tuple[Original, Stock]) -> tuple[list[Trial], Untouched]:
    """All classes of defects in one pair."""
    original, stock = task
    before = detector.look(original.pair, text_of(original.pair.target), list(detector.settings()))
    known = frozenset(finding.fingerprint for finding in before[None])
    trials = [_trial(detector, original, of, chosen(original, of, stock), known) for of in CLASSES]
    return [trial for trial in trials if trial.outcomes], _untouched(detector, original, before)


def _untouched(detector: Detector, original: Original, findings: Findings) -> Untouched:
    def loud(setting: Setting) -> int:
        counted = detector.knobs[setting[0]].counted
        return sum(finding.check in counted for finding in findings[setting] if detector.speaks(finding))

    return Untouched(
        original.pair.languages,
        len(original.aligned.target.segments),
        Counter(finding.check for finding in findings[None] if detector.speaks(finding)),
        Counter({setting: loud(setting) for setting in detector.settings()}),
    )


def chosen(original: Original, of: Class, stock: Stock) -> list[Defect]:
    """Some of the defects of a class that the document can have, which do not touch one another; a moved section comes
    alone.
    """
    random = Random(f"{of.name} {original.pair.name}")  # noqa: S311 - decides which, no secret
    possible = list(of.defects(original, stock, random))
    number = 1 if of.alone else max(1, round(random.choice(SHARES) * len(possible)))
    defects: list[Defect] = []
    claimed: set[int] = set()
    for defect in random.sample(possible, len(possible)):
        if len(defects) < number and not defect.claimed & claimed:
            defects.append(defect)
            claimed |= defect.claimed
    return defects


def _trial(
    detector: Detector, original: Original, of: Class, defects: Sequence[Defect], known: frozenset[str]
) -> Trial:
    """What is said of the document with these defects."""
    if not defects:
        return Trial(of.name, original.pair, (), ())
    lines, places = apply(original.pair.lines, defects)
    found = detector.look(original.pair, "\n".join(lines), list(detector.settings(of)))
    new = [finding for finding in found[None] if finding.fingerprint not in known and detector.speaks(finding)]
    extra = [finding for finding in new if not any(place.is_touched(finding) for place in places)]
    accepted = detector.accepted(of)
    outcomes = [
        _outcome(detector, accepted, defect, place, found) for defect, place in zip(defects, places, strict=True)
    ]
    return Trial(of.name, original.pair, tuple(outcomes), tuple(f"{f.where} {f.check}" for f in extra))


def _outcome(detector: Detector, accepted: frozenset[str], defect: Defect, place: Place, found: Findings) -> Outcome:
    """Which accepted findings stand where the defect is."""

    def named(setting: Setting | None) -> list[Finding]:
        return [finding for finding in found[setting] if finding.check in accepted and place.is_touched(finding)]

    return Outcome(
        min(place.target or place.source),
        defect.shown,
        frozenset(finding.check for finding in named(None) if detector.speaks(finding)),
        frozenset(finding.check for finding in named(None)),
        frozenset(setting for setting in found if setting and any(map(detector.speaks, named(setting)))),
    )
