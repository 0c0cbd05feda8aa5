"""What the similarities of translations and of strangers usually are, for each model."""

from functools import cache
from pathlib import Path

import msgspec

from parallelcheck.align.score import Norms


@cache
def norms_for(model: str) -> Norms:  # noqa: ARG001 - one table so far
    """The norms to start from for a model, by its name; measured by `training/norms.py`."""
    table = msgspec.json.decode(Path(__file__).with_name("norms.json").read_bytes())
    return msgspec.convert(table, Norms)
