"""What most people would write: multilingual-e5-small with a fixed threshold, and langdetect as documented.

A passage of the source is missing when no passage of the target has a cosine of .8 with it, one of the target added
when none of the source has; a passage of the target is untranslated when langdetect says that it is in the language
of the source. Documents are read as the program reads them.
"""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from importlib.util import find_spec

import langdetect
import numpy as np
from numpy.typing import NDArray

from parallelcheck import encode
from parallelcheck.checks import words
from parallelcheck.encode.cached import CachedEncoder
from parallelcheck.model import Finding, Kind, Segment, Severity
from parallelcheck.read import read

from .classes import Class
from .detectors import COVERAGE, LANGUAGE, Detector, Findings, Knob, Setting
from .pairs import RealPair

_COSINE = 0.8
FLAGS = frozenset({"missing", "added", "untranslated"})
_KNOBS = {
    "cosine": Knob(COVERAGE, (0.78, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92), _COSINE, frozenset({"missing", "added"})),
    "words": Knob(LANGUAGE, (1, 2, 3, 4, 6, 9, 14), 1, frozenset({"untranslated"})),
}


def is_possible() -> bool:
    """Whether what it needs is installed."""
    return find_spec("sentence_transformers") is not None


def baseline(model: str) -> Detector:
    """With this sentence-transformers model, a name or a folder. Whatever it says at the place of a defect counts."""
    return Detector("e5-small and langdetect", partial(_look, model), _accepted, _speaks, _KNOBS)


def _look(model: str, pair: RealPair, target: str, settings: Sequence[Setting]) -> Findings:
    sides = _passages(pair.source.read_bytes(), pair.source.name), _passages(target.encode(), pair.target.name)
    vectors = [_encoder(model).encode([segment.text for segment in side]) for side in sides]
    cosines = vectors[0] @ vectors[1].T
    in_source = [s for s in sides[1] if _language(s.text) == pair.source.stem]
    found: dict[Setting | None, Sequence[Finding]] = {None: [*_alone(sides, cosines, _COSINE), *_as_told(in_source)]}
    for name, value in settings:
        long = (segment for segment in in_source if words(segment.text) >= value)
        found[name, value] = list(_alone(sides, cosines, value) if name == "cosine" else _as_told(long))
    return found


def _alone(
    sides: tuple[Sequence[Segment], Sequence[Segment]], cosines: NDArray[np.float32], least: float
) -> Iterator[Finding]:
    """Passages of either side that nothing on the other is near to."""
    for segment, best in zip(sides[0], cosines.max(axis=1, initial=0), strict=True):
        if best < least:
            yield Finding("missing", Severity.WARNING, "", source=(segment,), score=float(best))
    for segment, best in zip(sides[1], cosines.max(axis=0, initial=0), strict=True):
        if best < least:
            yield Finding("added", Severity.WARNING, "", target=(segment,), score=float(best))


def _as_told(segments: Sequence[Segment] | Iterator[Segment]) -> list[Finding]:
    return [Finding("untranslated", Severity.WARNING, "", target=(segment,)) for segment in segments]


def _passages(content: bytes, name: str) -> list[Segment]:
    return [s for s in read(content, name).segments if s.kind not in (Kind.CODE, Kind.METADATA)]


@cache
def _encoder(model: str) -> encode.Encoder:
    return CachedEncoder(encode.load(model))


@cache
def _language(text: str) -> str | None:
    langdetect.DetectorFactory.seed = 0  # as its documentation says, else it answers differently every time
    try:
        return str(langdetect.detect(text))
    except langdetect.LangDetectException:  # no letters
        return None


def _accepted(_of: Class) -> frozenset[str]:
    return FLAGS


def _speaks(_finding: Finding) -> bool:
    return True
