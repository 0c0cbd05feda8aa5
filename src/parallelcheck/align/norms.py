"""What the similarities of translations and of strangers usually are, for each model, and what evidence is worth.

Measured at length for the embedded model (`norms.json`, made by `training/norms.py` and `training/calibration.py`).
Any other model is asked for the vectors of a small sample of translations, and the embedded model's norms are scaled
to what it says of them; its evidence then counts in the same unit, and is taken to be worth the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from parallelcheck.align.score import Norms
from parallelcheck.align.units import Floats

Sample = Callable[[], tuple[Floats, Floats]]  # vectors of sentences, and of their translations


@dataclass(frozen=True)
class SampleFigures:
    """Means and deviations of the cosines in the sample: of its translations, and of all its other pairs."""

    translation_mean: float
    translation_deviation: float
    stranger_mean: float
    stranger_deviation: float


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    model: str
    sample: SampleFigures
    norms: Norms


def norms_for(model: str, sample: Sample) -> Norms:
    """The norms to start from for the model of that name; `sample` gives its vectors where they are needed."""
    table = _table()
    if model == table.model:
        return table.norms
    return _scaled(table.norms, table.sample, sample_figures(*sample()))


def sample_figures(left: Floats, right: Floats) -> SampleFigures:
    """What a model says of a sample: unit rows of sentences and of their translations."""
    cosines = left @ right.T
    same = np.eye(len(left), dtype=bool)
    return SampleFigures(
        translation_mean=float(cosines[same].mean()),
        translation_deviation=float(cosines[same].std()),
        stranger_mean=float(cosines[~same].mean()),
        stranger_deviation=float(cosines[~same].std()),
    )


@cache
def _table() -> _Table:
    return msgspec.json.decode(Path(__file__).with_name("norms.json").read_bytes(), type=_Table)


def _scaled(norms: Norms, usual: SampleFigures, found: SampleFigures) -> Norms:
    """The norms on another model's scale: strangers and translations of the sample come to lie where it has them."""
    stretch = (found.translation_mean - found.stranger_mean) / (usual.translation_mean - usual.stranger_mean)
    closeness = found.translation_deviation / usual.translation_deviation
    looseness = found.stranger_deviation / usual.stranger_deviation

    def moved(means: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(found.stranger_mean + stretch * (mean - usual.stranger_mean) for mean in means)

    return replace(
        norms,
        translation_mean=moved(norms.translation_mean),
        translation_deviation=tuple(closeness * deviation for deviation in norms.translation_deviation),
        stranger_mean=moved(norms.stranger_mean),
        stranger_deviation=tuple(looseness * deviation for deviation in norms.stranger_deviation),
    )
