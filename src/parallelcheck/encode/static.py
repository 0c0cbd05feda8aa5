"""Static models: a text's vector is the sum of its tokens' vectors. Needs no torch, only numpy."""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from parallelcheck.encode import pieces
from parallelcheck.encode.folder import title
from parallelcheck.errors import ModelError
from parallelcheck.i18n import _

_TYPES: dict[str, type[np.floating]] = {"F16": np.float16, "F32": np.float32}
_CARD = "parallelcheck.json"  # name, hash and languages of a model that `training/` made
_Tokenise = Callable[[Sequence[str]], list[list[int]]]
_BATCH = 1024  # texts at a time: bounds the memory for the rows of all their tokens


class _Model(NamedTuple):
    tokenise: _Tokenise
    table: NDArray[np.floating]  # one row per token, read-only


class StaticEncoder:
    """A sentence-transformers folder with a StaticEmbedding, such as the embedded model.

    `languages` comes from the model's `parallelcheck.json` and is None where there is none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def name(self) -> str:
        """`embedded:NAME@HASH`, or the folder's name and hash for another model."""
        return _describe(self.folder)[0]

    @property
    def languages(self) -> frozenset[str] | None:
        """The languages that the model was trained on, None where it does not say."""
        return _describe(self.folder)[1]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row per text; a text without tokens gives a zero row."""
        model = _load(self.folder)
        vectors = np.zeros((len(texts), model.table.shape[1]), np.float32)
        for start in range(0, len(texts), _BATCH):
            _sum_tokens(model, texts[start : start + _BATCH], vectors[start : start + _BATCH])
        lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors


@lru_cache(maxsize=4)
def _load(folder: Path) -> _Model:
    try:
        tokenise = pieces.read(folder / "tokenizer.json") or _library(folder / "tokenizer.json")
        return _Model(tokenise, _map_table(folder / "model.safetensors"))
    except (OSError, ValueError, LookupError, TypeError, msgspec.DecodeError) as error:
        raise ModelError(
            _("The model in {folder} cannot be read ({error}): put it there again.").format(folder=folder, error=error)
        ) from error


def _library(path: Path) -> _Tokenise:
    """How the tokenizers library cuts texts into tokens. Raises ValueError; ModelError where it is not installed."""
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelError(
            _(
                "The model in {parent} needs the tokenizers library: install it with pip install "
                '"parallelcheck[transformers]".'
            ).format(parent=path.parent)
        ) from error
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # a bare one, for a file that it cannot parse
        raise ValueError(error) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return lambda texts: [found.ids for found in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]


def _map_table(path: Path) -> NDArray[np.floating]:
    """The token rows, mapped rather than read: only the rows in use take time and memory.

    The format is 8 bytes of length, a header in JSON, then the numbers.
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > path.stat().st_size:
            raise ValueError("model.safetensors has no header")
        header = json.loads(file.read(length))["embedding.weight"]
    start, _end = header["data_offsets"]
    rows, columns = header["shape"]
    return np.memmap(path, _TYPES[header["dtype"]], "r", 8 + length + start, (rows, columns))


def _sum_tokens(model: _Model, texts: Sequence[str], sums: NDArray[np.float32]) -> None:
    """Writes the sum of each text's token rows into its row of `sums`."""
    tokens = model.tokenise(texts)
    ids, places = np.unique(np.fromiter(chain.from_iterable(tokens), np.int64), return_inverse=True)
    rows = model.table[ids].astype(np.float32)  # float16 on disk: only what this batch needs becomes float32
    start = 0
    for row, own in zip(sums, tokens, strict=True):
        rows.take(places[start : start + len(own)], axis=0).sum(axis=0, out=row)
        start += len(own)


@lru_cache(maxsize=4)
def _describe(folder: Path) -> tuple[str, frozenset[str] | None]:
    """Name and languages. The embedded model's hash stands in its card; hashing the file takes time."""
    try:
        card = json.loads((folder / _CARD).read_text(encoding="utf-8"))
        return f"embedded:{card['name']}@{card['sha256'][:8]}", frozenset(card["languages"])
    except FileNotFoundError:
        return f"{title(folder)}@{fingerprint(folder)[:8]}", None


def fingerprint(folder: Path) -> str:
    """SHA-256 of the files that decide a static model's vectors, in hexadecimal. Raises ModelError."""
    digest = hashlib.sha256()
    try:
        for name in ("tokenizer.json", "model.safetensors"):
            digest.update((folder / name).read_bytes())
    except OSError as error:
        raise ModelError(
            _("The model in {folder} cannot be read ({error}): put it there again.").format(folder=folder, error=error)
        ) from error
    return digest.hexdigest()
