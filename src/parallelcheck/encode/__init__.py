"""Encoders: texts in, one unit vector per text out; texts that mean the same come to lie close."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from parallelcheck.errors import ModelError

EMBEDDED = Path(__file__).parent / "embedded"
_STATIC_MODULES = {"StaticEmbedding", "Normalize"}


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
    folder = EMBEDDED if name == "embedded" else Path(name).expanduser()
    if _is_static(folder):
        from parallelcheck.encode.static import StaticEncoder

        return StaticEncoder(folder)
    if name == "embedded":
        raise ModelError(f"The embedded model is missing from {folder}: reinstall parallelcheck.")
    from parallelcheck.encode.transformer import TransformerEncoder

    return TransformerEncoder(name)


def comparable(encoder: Encoder) -> Encoder:
    """The encoder as documents are compared with it: its vectors kept on disk, and what all texts have in common
    taken out of them. The embedded model needs neither.
    """
    from parallelcheck.encode.static import StaticEncoder

    if isinstance(encoder, StaticEncoder) and encoder.folder == EMBEDDED:
        return encoder
    from parallelcheck.encode.cached import CachedEncoder
    from parallelcheck.encode.centred import CentredEncoder

    return CentredEncoder(encoder if isinstance(encoder, StaticEncoder) else CachedEncoder(encoder))


def _is_static(folder: Path) -> bool:
    """A sentence-transformers folder whose model is a table of token vectors, usable without torch."""
    try:
        kinds = {module["type"].rpartition(".")[2] for module in _read_json(folder / "modules.json")}
        settings = folder / "config_sentence_transformers.json"
        prompt = settings.exists() and _read_json(settings).get("default_prompt_name")
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False
    return "StaticEmbedding" in kinds and kinds <= _STATIC_MODULES and not prompt


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
