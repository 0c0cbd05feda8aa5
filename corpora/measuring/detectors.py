"""What finds defects: the program itself, under several thresholds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parallelcheck.config import Config
from parallelcheck.model import Finding
from parallelcheck.pipeline import recheck

from .classes import CLASSES, Class
from .pairs import RealPair, is_loud, scanned

Setting = tuple[str, float]  # a threshold and its value; None stands for the defaults
Findings = Mapping[Setting | None, Sequence[Finding]]

# The two pictures: what is there and what is not, and what is in the wrong language.
PANELS = {
    "text missing, added or cut": ("missing passage", "added passage", "truncated passage", "sentence missing"),
    "text in the source's language": ("untranslated passage", "untranslated heading", "sentence untranslated"),
}


@dataclass(frozen=True)
class Knob:
    """A threshold that is moved to draw a curve; `counted` are the checks whose findings are its."""

    panel: str
    values: tuple[float, ...]
    default: float
    counted: frozenset[str]


@dataclass(frozen=True)
class Detector:
    """`look` gives the findings in a pair whose target has this text, by default and under other settings; `accepted`
    are the checks that may name a defect of a class, and `speaks` tells whether a finding is more than a note.
    """

    name: str
    look: Callable[[RealPair, str, Sequence[Setting]], Findings]
    accepted: Callable[[Class], frozenset[str]]
    speaks: Callable[[Finding], bool]
    knobs: Mapping[str, Knob]

    def settings(self, of: Class | None = None) -> Iterator[Setting]:
        """Those that matter for a class, or all."""
        for name, knob in self.knobs.items():
            if of is None or of.name in PANELS[knob.panel]:
                yield from ((name, value) for value in knob.values)


def _accepted_in(panel: str) -> frozenset[str]:
    return frozenset().union(*(each.accepted for each in CLASSES if each.name in PANELS[panel]))


COVERAGE, LANGUAGE = PANELS
KNOBS = {
    "probability": Knob(COVERAGE, (0.01, 0.03, 0.1, 0.2, 0.35, 0.5, 0.7), 0.1, _accepted_in(COVERAGE)),
    "least-words": Knob(LANGUAGE, (1, 2, 3, 4, 6, 9, 14), 4, _accepted_in(LANGUAGE)),
}
_OPTIONS_OF = {"probability": ("weak-match",), "least-words": ("untranslated-passage", "partly-untranslated")}


def _look(pair: RealPair, target: str, settings: Sequence[Setting]) -> Findings:
    result = scanned(pair, target)
    return {None: result.findings} | {setting: recheck(result, _config(*setting)).findings for setting in settings}


def _config(option: str, value: float) -> Config:
    number = int(value) if option == "least-words" else value
    return Config(profile="review", checks={check: {option: number} for check in _OPTIONS_OF[option]})


def _accepted(of: Class) -> frozenset[str]:
    return of.accepted


PROGRAM = Detector("parallelcheck", _look, _accepted, is_loud, KNOBS)
