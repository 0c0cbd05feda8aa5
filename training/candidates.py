"""Pairs of texts that translate one another, pairs that do not, and how much evidence the aligner has for each.

True pairs are the beads of hand-made alignments, and passages and sentences of documents with the same structure on
both sides, by their position. False ones are what a checker must not take for a translation: a source with, in place
of its target, that of the passage before or after it (`neighbour`; also a sentence without counterpart with what
stands beside it), that of any other passage (`stranger`) and of all others the one that resembles it most
(`look-alike`). A target of which a third to two thirds were left out (`cut`), or written over with another passage's
words (`replaced`), is neither true nor false.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from norms import prepared
from parallelcheck.align import PASSAGES, SENTENCES, Norms
from parallelcheck.align.score import Priors, Scorer
from parallelcheck.align.search import align_units
from parallelcheck.align.units import Rarity, units
from parallelcheck.checks import words
from parallelcheck.model import Document, Kind, Location, Segment
from parallelcheck.session import Session

TRUE = "true"
FALSE = ("neighbour", "stranger", "look-alike")
PARTIAL = ("cut", "replaced")

CLASSES = (1, 4, 9, 21)  # words of the shorter side from which on each class of lengths begins
# How many true pairs there are for a false one: fewer than in most documents, so that the score is rather too low
# than too high where something is wrong.
TRUE_FOR_FALSE = 2.0

_LEAST = 6  # passages of a document: with fewer, the same structure says little

Run = tuple[int, ...]  # neighbouring units of one side
Couple = tuple[Run, Run]  # one side is empty where there is no counterpart
Alter = Callable[[list[str], list[str], Random], list[str]]


@dataclass(frozen=True)
class Candidate:
    """What a pair of texts is (`kind`), the words and the log characters of its shorter side, and what the aligner
    says of it. `level`: "gold" sentences, "passages", or "sentences" inside a passage.
    """

    document: str
    level: str
    kind: str
    words: int
    log_length: float
    evidence: float
    score: float


@dataclass(frozen=True)
class Sides:
    """Two lists of segments and their beads, and the norms to score them with."""

    document: str
    level: str
    source: Sequence[Segment]
    target: Sequence[Segment]
    beads: Sequence[Couple]
    priors: Priors
    norms: Norms

    def scorer(self, session: Session) -> Scorer:
        """Scores blocks of the two."""
        rarity = Rarity(self.source, self.target)
        left, right = (
            units(segments, session.encoder.encode([segment.text for segment in segments]), rarity)
            for segments in (self.source, self.target)
        )
        return Scorer(left, right, self.norms, self.priors)

    def shifted(self, session: Session) -> "Sides":
        """With the norms that the aligner finds for this pair of documents."""
        scorer = self.scorer(session)
        _, norms = align_units(scorer.source, scorer.target, self.norms, self.priors)
        return replace(self, norms=norms)


def documents(folder: Path, names: tuple[str, ...], session: Session) -> Iterator[Sides]:
    """Those in `gold` and `pairs/clean` of the folder whose names begin with one of `names`, as far as it is known
    what translates what.
    """
    for path in sorted((folder / "gold").glob("*.json")):
        if path.stem.startswith(names):
            yield _gold(path, session)
    for place in sorted((folder / "pairs" / "clean").iterdir()):
        pair = prepared(place, session) if place.name.startswith(names) else None
        if pair and _same_structure(*pair):
            yield _by_position(place.name, *pair, session)


def candidates(sides: Sides, session: Session) -> Iterator[Candidate]:
    """Those of a document."""
    sides = sides.shifted(session)
    yield from _as_it_is(sides, session)
    yield from _altered(sides, "cut", _cut, session)
    yield from _altered(sides, "replaced", _replaced, session)
    if sides.level == "passages":
        yield from _of_sentences(sides, session)


def weights(cases: Sequence[Candidate]) -> NDArray[np.float64]:
    """In each class of lengths of each level the true pairs weigh twice as much as the false ones, and the kinds of
    these the same: no class and no kind decides because there is more of it.
    """
    cells = [(case.level, length_class(case.words), case.kind) for case in cases]
    counts = Counter(cells)
    kinds = Counter((level, length) for level, length, kind in counts if kind != TRUE)
    shares = [TRUE_FOR_FALSE if kind == TRUE else 1 / kinds[level, length] for level, length, kind in cells]
    return np.array([share / counts[cell] for share, cell in zip(shares, cells, strict=True)])


def length_class(words: int) -> int:
    """Which of the classes a text of so many words is in; one of numbers only is in the first."""
    return max(int(np.searchsorted(CLASSES, words, "right")) - 1, 0)


def _gold(path: Path, session: Session) -> Sides:
    data = json.loads(path.read_text(encoding="utf-8"))
    source, target = (
        [Segment(Kind.PARAGRAPH, text, Location(path.stem, i + 1, i + 1), index=i) for i, text in enumerate(data[side])]
        for side in ("src", "tgt")
    )
    beads = [(tuple(ours), tuple(theirs)) for ours, theirs in data["beads"]]
    return Sides(path.stem, "gold", source, target, beads, SENTENCES, session.norms)


def _same_structure(source: Document, target: Document) -> bool:
    kinds = [[segment.kind for segment in document.segments] for document in (source, target)]
    return kinds[0] == kinds[1] and len(kinds[0]) >= _LEAST


def _by_position(name: str, source: Document, target: Document, session: Session) -> Sides:
    beads = [
        ((i,), (i,))
        for i, (ours, theirs) in enumerate(zip(source.segments, target.segments, strict=True))
        if ours.kind not in (Kind.CODE, Kind.METADATA)
        and min(words(ours.text), words(theirs.text))
        and (theirs.identified.status != "decided" or theirs.identified.is_(target.language))
    ]
    return Sides(name, "passages", source.segments, target.segments, beads, PASSAGES, session.norms)


def _of_sentences(sides: Sides, session: Session) -> Iterator[Candidate]:
    """Those of passages with as many sentences on both sides, scored inside their passage as the aligner does it."""
    for (i,), (j,) in sides.beads:
        source, target = sides.source[i].sentences, sides.target[j].sentences
        if len(source) == len(target) > 1:
            beads = [((k,), (k,)) for k in range(len(source))]
            yield from _as_it_is(
                Sides(f"{sides.document} {i}", "sentences", source, target, beads, SENTENCES, sides.norms), session
            )


def _as_it_is(sides: Sides, session: Session) -> Iterator[Candidate]:
    scorer = sides.scorer(session)
    beads = [bead for bead in sides.beads if _is_scored(bead)]
    yield from (_candidate(sides, scorer, TRUE, bead) for bead in beads)
    yield from (_candidate(sides, scorer, kind, couple) for kind, couple in _false(sides, scorer, beads))
    yield from (_candidate(sides, scorer, "neighbour", couple) for couple in _beside_nulls(sides.beads))


def _is_scored(bead: Couple) -> bool:
    """Both sides are there, short and without gaps."""
    return all(0 < len(run) <= 4 and run[-1] - run[0] == len(run) - 1 for run in bead)


def _false(sides: Sides, scorer: Scorer, beads: Sequence[Couple]) -> Iterator[tuple[str, Couple]]:
    """Up to one pair of each false kind for each bead; a text that says the same as its own target is none."""
    random = Random(sides.document)
    ours, theirs = ([_text(side, bead[k]) for bead in beads] for k, side in enumerate((sides.source, sides.target)))
    similarity = scorer.source.vectors @ scorer.target.vectors.T
    for at, (run, _) in enumerate(beads):
        others = [k for k in range(len(beads)) if ours[k] != ours[at] and theirs[k] != theirs[at]]
        near, far = ([k for k in others if (abs(k - at) == 1) is is_near] for is_near in (True, False))
        alike = [(similarity[run[0], beads[k][1][0]], -k) for k in others if len(run) == len(beads[k][1]) == 1]
        chosen = {
            "neighbour": random.choice(near) if near else None,
            "stranger": random.choice(far) if far else None,
            "look-alike": -max(alike)[1] if alike else None,
        }
        yield from ((kind, (run, beads[k][1])) for kind, k in chosen.items() if k is not None)


def _text(segments: Sequence[Segment], run: Run) -> str:
    return " ".join(segments[k].text for k in run).casefold()


def _beside_nulls(beads: Sequence[Couple]) -> Iterator[Couple]:
    """Each unit without counterpart with the nearest unit of the bead before it."""
    for (before, opposite), (source, target) in pairwise(beads):
        if before and opposite and not target:
            yield from (((i,), opposite[-1:]) for i in source)
        if before and opposite and not source:
            yield from ((before[-1:], (j,)) for j in target)


def _altered(sides: Sides, kind: str, alter: Alter, session: Session) -> Iterator[Candidate]:
    """The 1-1 beads with every target altered that has two words and more."""
    random = Random(f"{sides.document} {kind}")
    ones = [bead for bead in sides.beads if len(bead[0]) == len(bead[1]) == 1]
    texts = [sides.target[j].text.split() for _, (j,) in ones]
    target, changed = list(sides.target), []
    for bead, text in zip(ones, texts, strict=True):
        new = " ".join(alter(text, random.choice(texts), random)) if len(text) > 1 else " ".join(text)
        if new != " ".join(text):
            target[bead[1][0]] = replace(target[bead[1][0]], text=new)
            changed.append(bead)
    altered = replace(sides, target=target)
    scorer = altered.scorer(session)
    yield from (_candidate(altered, scorer, kind, bead) for bead in changed)


def _cut(text: list[str], _: list[str], random: Random) -> list[str]:
    start, end = _part(text, random)
    return text[:start] + text[end:]


def _replaced(text: list[str], other: list[str], random: Random) -> list[str]:
    start, end = _part(text, random)
    return text[:start] + other[: end - start] + text[end:]


def _part(text: list[str], random: Random) -> tuple[int, int]:
    """From a third to two thirds of the words, but not all, anywhere."""
    size = min(max(1, round(len(text) * random.uniform(1 / 3, 2 / 3))), len(text) - 1)
    start = random.randrange(len(text) - size + 1)
    return start, start + size


def _candidate(sides: Sides, scorer: Scorer, kind: str, couple: Couple) -> Candidate:
    shape = len(couple[0]), len(couple[1])
    at = np.array([couple[0][0]]), np.array([couple[1][0]])
    return Candidate(
        document=sides.document,
        level=sides.level,
        kind=kind,
        words=min(words(_text(sides.source, couple[0])), words(_text(sides.target, couple[1]))),
        log_length=float(scorer.shorter(shape, *at)[0]),
        evidence=float(scorer.evidence(shape, *at)[0]),
        score=float(scorer.chance(shape, *at)[0]),
    )
