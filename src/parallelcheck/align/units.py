"""What alignment knows about the passages or sentences of one side, as arrays.

A bead may join several neighbours: the vector of a block is the length-weighted sum of the vectors of its
units (Thompson and Koehn 2019 embed every concatenation; the sum has the same F1 at an eighth of the cost).
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parallelcheck.model import Kind, MarkKind, Segment

Floats = NDArray[np.float32]

KINDS = tuple(Kind)
# Passages that a translator may split or join; a heading, a table cell, the text of an image stays what it is.
_JOINABLE = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTATION})

# Dimensions of the hashed anchor vectors: collisions between two random tokens stay near 1/sqrt(128).
_ANCHOR_SIZE = 128
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_NAME = re.compile(r"(?<![.!?:»”\"]\s)(?<!^)\b[^\W\d_a-z][\w-]*\w")


@dataclass(frozen=True, eq=False)
class Units:
    """`n` units of one side: unit vectors (n, d), anchor vectors (n, a), characters (n,), kinds (n,)."""

    vectors: Floats
    anchors: Floats
    lengths: Floats
    kinds: NDArray[np.int8]
    joinable: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def weighted(self) -> Floats:
        """The vectors by the lengths of their units: the sum of these is the direction of several units together."""
        rows: Floats = self.vectors * self.lengths[:, None]
        return rows

    def take(self, indices: Sequence[int]) -> "Units":
        """Only these units."""
        at = np.array(indices, np.int64)
        return Units(self.vectors[at], self.anchors[at], self.lengths[at], self.kinds[at], self.joinable[at])

    def joined(self, indices: Sequence[int]) -> "Units":
        """These units as one."""
        some = self.take(indices)
        return Units(
            vectors=unit_rows(some.weighted.sum(axis=0, keepdims=True)),
            anchors=some.anchors.sum(axis=0, keepdims=True),
            lengths=some.lengths.sum(axis=0, keepdims=True),
            kinds=some.kinds[:1],
            joinable=np.array([some.joinable.all()]),
        )

    def halved(self) -> "Units":
        """Neighbours joined two by two: the coarser view of a long document."""
        pairs = range(0, len(self), 2)
        return Units(
            vectors=unit_rows(np.add.reduceat(self.weighted, pairs)),
            anchors=np.add.reduceat(self.anchors, pairs),
            lengths=np.add.reduceat(self.lengths, pairs),
            kinds=self.kinds[::2],
            joinable=np.ones(len(pairs), np.bool_),
        )


def units(segments: Sequence[Segment], vectors: Floats, rarity: "Rarity") -> Units:
    """The units that these segments are; `vectors` has one unit row per segment."""
    return Units(
        vectors=vectors.astype(np.float32, copy=False),
        anchors=rarity.vectors(segments),
        lengths=np.array([max(len(segment.text), 1) for segment in segments], np.float32),
        kinds=np.array([KINDS.index(segment.kind) for segment in segments], np.int8),
        joinable=np.array([segment.kind in _JOINABLE for segment in segments], np.bool_) | _of_several(segments),
    )


def _of_several(segments: Sequence[Segment]) -> NDArray[np.bool_]:
    """Which are sentences of a passage that has several: these may be joined whatever the passage is."""
    several = np.array([segment.offset > 0 for segment in segments], np.bool_)
    several[:-1] |= several[1:]
    return several


class Rarity:
    """Turns the tokens that a translation keeps as they are (numbers, names, addresses, code) into vectors in
    which a rare token weighs more than one that stands everywhere in the two documents.
    """

    def __init__(self, *sides: Sequence[Segment]) -> None:
        counts = [Counter(token for segment in side for token in _anchor_tokens(segment)) for side in sides]
        total = sum(len(side) for side in sides)
        self._weights = {
            token: float(np.log((total + 1) / (sum(count[token] for count in counts) + 0.5)))
            for token in set().union(*counts)
        }

    def vectors(self, segments: Sequence[Segment]) -> Floats:
        """Shape (n, 128); a row of zeros where a segment has no such token."""
        rows = np.zeros((len(segments), _ANCHOR_SIZE), np.float32)
        for number, segment in enumerate(segments):
            for token in sorted(_anchor_tokens(segment)):  # in one order, so that sums are the same to the last bit
                rows[number] += max(self._weights[token], 0.0) * _signs(token)
        return rows


@lru_cache(maxsize=100_000)
def _signs(token: str) -> Floats:
    """A random but fixed direction for a token (feature hashing with signs, Weinberger et al. 2009)."""
    digest = hashlib.blake2b(token.encode(errors="surrogatepass"), digest_size=_ANCHOR_SIZE // 8).digest()
    bits = np.unpackbits(np.frombuffer(digest, np.uint8))
    signs: Floats = (bits.astype(np.float32) * 2 - 1) / np.float32(np.sqrt(_ANCHOR_SIZE))
    return signs


def _anchor_tokens(segment: Segment) -> set[str]:
    tokens = {re.sub(r"\D", "", number) for number in _NUMBER.findall(segment.text)}
    tokens |= {name.casefold() for name in _NAME.findall(segment.text)}
    tokens |= {mark.value for mark in segment.marks if mark.kind in _KEPT_MARKS and mark.value}
    return tokens


_KEPT_MARKS = frozenset({MarkKind.LINK, MarkKind.IMAGE, MarkKind.CODE, MarkKind.PLACEHOLDER, MarkKind.FOOTNOTE})


def unit_rows(rows: Floats) -> Floats:
    """Each row divided by its length; rows of zeros stay zeros."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    units: Floats = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0)
    return units
