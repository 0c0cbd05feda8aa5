"""Pairs of texts as token numbers, all in one long array for each side."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from data import Pair

_MOST_CHARACTERS = 700  # a longer paragraph's end says nothing that its beginning does not
_BATCH = 20_000


class Texts(NamedTuple):
    """Text number i is `ids[starts[i]:starts[i + 1]]`."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]

    def bag(self, chosen: NDArray[np.int64], kept: float, rng: np.random.Generator) -> tuple[NDArray, NDArray]:
        """The tokens of the chosen texts, and for each the place of its text in `chosen`.

        A share of `kept` tokens stays, at random; texts of three tokens or fewer stay whole.
        """
        starts = self.starts[chosen]
        lengths = self.starts[chosen + 1] - starts
        row = np.repeat(np.arange(len(chosen)), lengths)
        at = np.arange(len(row)) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        stays = (rng.random(len(row), np.float32) < kept) | (lengths[row] <= 3)
        return self.ids[at[stays]], row[stays]


def tokenise(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> tuple[Texts, Texts]:
    """Both sides of the pairs; a pair with an empty side is left out."""
    sides = [_ids(tokenizer, [pair[side] for pair in pairs]) for side in (0, 1)]
    full = [bool(len(a) and len(b)) for a, b in zip(*sides, strict=True)]
    return tuple(_joined([ids for ids, good in zip(side, full, strict=True) if good]) for side in sides)


def _ids(tokenizer: Tokenizer, texts: Sequence[str]) -> list[NDArray[np.int32]]:
    found = []
    for start in range(0, len(texts), _BATCH):
        some = [text[:_MOST_CHARACTERS] for text in texts[start : start + _BATCH]]
        encodings = tokenizer.encode_batch_fast(some, add_special_tokens=False)
        found += [np.array(encoding.ids, np.int32) for encoding in encodings]
    return found


def _joined(ids: list[NDArray[np.int32]]) -> Texts:
    lengths = np.fromiter(chain([0], map(len, ids)), np.int64)
    return Texts(np.concatenate(ids), np.cumsum(lengths))
