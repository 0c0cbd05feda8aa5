"""Documents brought together by what they say, where nothing else tells which translates which.

Their beginnings are compared: what each document is about with what all those in another language are about, and
then passage by passage those that are each other's closest.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from parallelcheck.align import Norms, Vectors, align_documents, candidates, chance, direction, held
from parallelcheck.discover import Lone, Match
from parallelcheck.encode import Encoder
from parallelcheck.model import Document

PASSAGES = 40  # of each document: enough to know it by
_LIKELY = 0.9  # less likely pairs are not made

Read = Callable[[str, str | None], Document | None]


@dataclass(frozen=True, eq=False)
class Beginning:
    """The first passages of a document with their vectors."""

    lone: Lone
    document: Document
    vectors: NDArray[np.float32]

    @property
    def direction(self) -> NDArray[np.float32]:
        """What it is about, shape (d,)."""
        return direction(self.vectors, [len(segment.text) for segment in self.document.segments])


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two documents that are each other's closest, and the share of their texts that could be aligned."""

    first: Beginning
    second: Beginning
    held: float


def alike(lone: Sequence[Lone], read: Read, encoder: Encoder, norms: Norms) -> list[Match]:
    """The documents that are likely to be translations of one another.

    `read` gives the beginning of a document with its language, or None for one that cannot be read.
    """
    found = [(each, chance(each.held)) for each in likenesses(beginnings(lone, read, encoder), norms)]
    return [_match(each, confidence) for each, confidence in found if confidence >= _LIKELY]


def beginnings(lone: Sequence[Lone], read: Read, encoder: Encoder) -> dict[str, list[Beginning]]:
    """How the documents begin, by their languages; empty where they are all in one, or in none that the model knows."""
    spoken: defaultdict[str, list[tuple[Lone, Document]]] = defaultdict(list)
    for each in lone:
        document = read(each.path, each.language)
        if document and document.language and (encoder.languages is None or document.language in encoder.languages):
            spoken[document.language].append((each, document))
    if len(spoken) < 2:
        return {}
    return {language: [_begun(*each, encoder) for each in spoken[language]] for language in sorted(spoken)}


def _begun(lone: Lone, document: Document, encoder: Encoder) -> Beginning:
    return Beginning(lone, document, encoder.encode([segment.text for segment in document.segments]))


def likenesses(begun: Mapping[str, Sequence[Beginning]], norms: Norms) -> Iterator[Likeness]:
    """The documents in two languages that are each other's closest, by pairs of languages."""
    for one, other in combinations(begun.values(), 2):
        yield from _between(one, other, norms)


def _between(first: Sequence[Beginning], second: Sequence[Beginning], norms: Norms) -> Iterator[Likeness]:
    directions = [np.stack([each.direction for each in side]) for side in (first, second)]
    possible = np.array([[_may_pair(a.lone, b.lone) for b in second] for a in first])
    for i, j in candidates(directions[0], directions[1], possible):
        a, b = first[i], second[j]
        beads, _ = align_documents(a.document, b.document, (Vectors(a.vectors, ()), Vectors(b.vectors, ())), norms)
        share = (held(beads, in_source=True) + held(beads, in_source=False)) / 2
        yield Likeness(a, b, share)


def _may_pair(first: Lone, second: Lone) -> bool:
    return not first.years or not second.years or first.years == second.years


def _match(found: Likeness, confidence: float) -> Match:
    sides = found.first, found.second
    return Match(
        (sides[0].lone.path, sides[1].lone.path),
        (sides[0].document.language or "", sides[1].document.language or ""),
        confidence,
    )
