"""Encoders: texts in, one unit vector per text out; texts that mean the same come to lie close."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from parallelcheck.encode.folder import is_static, locate
from parallelcheck.errors import ModelError
from parallelcheck.i18n import _

EMBEDDED = Path(__file__).parent / "embedded"


class Encoder(Protocol):
    """A model that turns texts into vectors. It pickles small and loads its weights once per process."""

    @property
    def name(self) -> str:
        """Names the model and its version, such as `embedded:six-1@0a1b2c3d`."""

    @property
    def languages(self) -> frozenset[str] | None:
        """The languages that the model knows, or None where it does not say."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row per text, in order: shape (len(texts), dimensions), float32.

        A row has length 1, or is all zero where the text holds nothing that the model knows.
        """


def load(name: str = "embedded") -> Encoder:
    """The encoder of that name: `embedded`, a folder, or a sentence-transformers model by its name.

    Weights are read at the first call of `encode`. Raises ModelError where the model is not there or
    cannot be used here; never gives another model than the one asked for.
    """
    folder = EMBEDDED if name == "embedded" else locate(name)
    if folder and is_static(folder):
        from parallelcheck.encode.static import StaticEncoder

        return StaticEncoder(folder)
    if name == "embedded":
        raise ModelError(
            _("The embedded model is missing from {folder}: reinstall parallelcheck.").format(folder=folder)
        )
    from parallelcheck.encode.transformer import TransformerEncoder

    return TransformerEncoder(name)


def comparable(encoder: Encoder, *, cache: bool = True, notes: list[str] | None = None) -> Encoder:
    """The encoder as documents are compared with it: its vectors kept on disk where it is slow, unless `cache` is
    false, and what all texts have in common taken out of them. The embedded model needs neither.

    What goes wrong with the cache, and is done without, is added to `notes` in a sentence.
    """
    from parallelcheck.encode.static import StaticEncoder

    if isinstance(encoder, StaticEncoder) and encoder.folder == EMBEDDED:
        return encoder
    from parallelcheck.encode.cached import CachedEncoder
    from parallelcheck.encode.centred import CentredEncoder

    slow = not isinstance(encoder, StaticEncoder)
    return CentredEncoder(CachedEncoder(encoder, notes=notes) if cache and slow else encoder)


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row divided by its length; rows of zeros stay zeros."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    units: NDArray[np.float32] = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return units
