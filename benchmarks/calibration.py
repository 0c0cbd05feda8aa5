"""Is a score of .8 right in 80 of 100 cases? `python benchmarks/calibration.py` writes results/calibration.md and .svg.

Measures on documents that no constant was chosen on: `training/candidates.py` says which pairs of texts are true and
which are false, `training/calibration.py` fitted the probabilities on such pairs of other documents. Needs the extra
`benchmarks`, and the folder of real documents as `alignment.py` does.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from numpy.typing import NDArray

from alignment import corpora, full, hit
from parallelcheck.align import Vectors, align_documents
from parallelcheck.config import Config
from parallelcheck.model import Bead, Document, Segment
from parallelcheck.session import Session

sys.path.append(str(Path(__file__).resolve().parents[1] / "training"))
from candidates import (
    CLASSES,
    FALSE,
    PARTIAL,
    TRUE,
    Candidate,
    Couple,
    Sides,
    candidates,
    documents,
    length_class,
    weights,
)

QUOTED = (
    *("gcblog", "letsenc", "innersource", "cncf"),
    *("textberg", "transread-TheLastOfTheMohicans", "transread-VoyageAuCentreDeLaTerre"),
)
RESULTS = Path(__file__).parent / "results"
NAMES = (*(f"{low}-{high - 1} words" for low, high in pairwise(CLASSES)), f"{CLASSES[-1]} words and more")
BINS = 10
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99, 1.01)  # of the scores of beads

TEXT = """# The score as a probability, measured

`python benchmarks/calibration.py`, model {}, on {}.

True pairs weigh twice as much as false ones in each class of lengths; a third each of these are neighbours (the passage
before or after), strangers (any other one) and look-alikes (of all others the one that resembles it most). Expected
calibration error (ECE, ten bins) and Brier score: before, of the bare evidence with the odds of 20 to 1 that it once
was given; after, of the score.

{}

![The share of true pairs over the probability, by length](calibration.svg)

The area of a mark is the share of the pairs that got about this probability.

Mean score, and how many pairs have .5 and more. Partial translations are neither true nor false and took no part in
the fit: `cut` lacks a third to two thirds of the target's words, in `replaced` these are another passage's.

{}

The beads that the aligner makes: of passages, in documents of which a tenth was written over with other passages and
some were left out, and how many of them are right; of sentences, in the hand-aligned documents, and how many of them
are in the gold alignment (strict), or have a sentence of each side in common with a bead of it (lax).

{}
"""

Array = NDArray[np.float64]


class Sample:
    """Candidates with their truth, their weight, and two probabilities: what the evidence is as it stands (a
    logarithm of odds, with twenty translations for one stranger beforehand), and the score.
    """

    def __init__(self, cases: Sequence[Candidate]) -> None:
        self.cases = cases
        self.truth = np.array([case.kind == TRUE for case in cases], np.float64)
        self.weight = weights(cases)
        self.bare = 1 / (1 + np.exp(-np.array([case.evidence for case in cases]) - 3.0))
        self.score = np.array([case.score for case in cases])

    def of(self, wanted: Callable[[Candidate], bool]) -> "Sample":
        """Those that are wanted."""
        return Sample([case for case in self.cases if wanted(case)])

    def of_length(self, which: int) -> "Sample":
        """Those in a class of lengths."""
        return self.of(lambda case: length_class(case.words) == which)

    def error(self, chance: Array) -> float:
        """Expected calibration error: by how much, on average, a probability is off the share that is true, in ten
        bins of equal width (Naeini et al. 2015).
        """
        return sum(weight * abs(mean - share) for mean, share, weight in self.bins(chance))

    def brier(self, chance: Array) -> float:
        """Mean squared difference between the probability and the truth (Brier 1950)."""
        return float(np.average((chance - self.truth) ** 2, weights=self.weight))

    def bins(self, chance: Array) -> Iterator[tuple[float, float, float]]:
        """Mean probability, share that is true, and share of the weight, of each bin that is not empty."""
        number = np.minimum((chance * BINS).astype(int), BINS - 1)
        for each in np.unique(number):
            weight = self.weight * (number == each)
            mean, share = (float(np.average(values, weights=weight)) for values in (chance, self.truth))
            yield mean, share, float(weight.sum() / self.weight.sum())


def main() -> None:
    """Measure, print the tables and write them, and draw."""
    session = Session(Config())
    everything = list(documents(corpora(), QUOTED, session))
    cases = [case for sides in everything for case in candidates(sides, session)]
    sample = Sample([case for case in cases if case.kind in (TRUE, *FALSE)])
    tables = ("\n".join(rows) for rows in (_errors(sample), _kinds(cases), _beads(everything, session)))
    text = TEXT.format(session.encoder.name, ", ".join(QUOTED), *tables)
    print(text)
    RESULTS.joinpath("calibration.md").write_text(text, encoding="utf-8")
    draw(sample, RESULTS / "calibration.svg")


def _errors(sample: Sample) -> Iterator[str]:
    yield "| shorter side | true pairs | false pairs | ECE before | after | Brier before | after |"
    yield "|---|---|---|---|---|---|---|"
    for name, part in {
        **{name: sample.of_length(which) for which, name in enumerate(NAMES)},
        "sentences of hand-made alignments": sample.of(lambda case: case.level == "gold"),
        "passages": sample.of(lambda case: case.level == "passages"),
        "sentences inside passages": sample.of(lambda case: case.level == "sentences"),
        "all, without look-alikes": sample.of(lambda case: case.kind != "look-alike"),
        "all": sample,
    }.items():
        true = int(part.truth.sum())
        figures = [measure(chance) for measure in (part.error, part.brier) for chance in (part.bare, part.score)]
        yield f"| {name} | {true} | {len(part.cases) - true} | {' | '.join(f'{figure:.3f}' for figure in figures)} |"


def _kinds(cases: Sequence[Candidate]) -> Iterator[str]:
    yield f"| pair | {' | '.join(NAMES)} |\n|---{'|---' * len(NAMES)}|"
    for kind in (TRUE, *FALSE, *PARTIAL):
        cells = []
        for which in range(len(NAMES)):
            scores = np.array([c.score for c in cases if c.kind == kind and length_class(c.words) == which])
            cells.append(f"{scores.mean():.2f}, {(scores >= 0.5).mean():.0%} of {len(scores)}")
        yield f"| {kind} | {' | '.join(cells)} |"


def _beads(everything: Sequence[Sides], session: Session) -> Iterator[str]:
    passages = np.concatenate([_made(_damaged(sides), session) for sides in everything if sides.level == "passages"])
    sentences = np.concatenate([_made(sides, session) for sides in everything if sides.level == "gold"])
    yield "| score | passages | mean score | right | sentences | mean score | strict | lax |"
    yield "|---|---|---|---|---|---|---|---|"
    for low, high in [*pairwise(EDGES), (EDGES[0], EDGES[-1])]:
        cells = []
        for found, figures in ((passages, 2), (sentences, 3)):
            inside = found[(found[:, 0] >= low) & (found[:, 0] < high), :figures]
            cells += [str(len(inside)), *(f"{figure:.2f}" for figure in inside.mean(axis=0))]
        yield f"| {low} to {min(high, 1.0)} | {' | '.join(cells)} |"


def _damaged(sides: Sides) -> Sides:
    """The target with one passage in ten written over with another one of its kind, and a few left out."""
    random = Random(sides.document)
    target: list[Segment] = []
    beads = []
    for at, segment in enumerate(sides.target):
        others = [s.text for s in sides.target if s.kind is segment.kind and _alike_long(s.text, segment.text)]
        fate = random.random()
        if fate < 0.03:
            continue
        replaced = fate < 0.13 and others
        if not replaced:
            beads.append(((at,), (len(target),)))
        text = random.choice(others) if replaced else segment.text
        target.append(replace(segment, text=text, index=len(target), sentences=()))
    return replace(sides, source=[replace(s, sentences=()) for s in sides.source], target=target, beads=beads)


def _alike_long(text: str, other: str) -> bool:
    return text != other and 0.5 < len(text) / len(other) < 2


def _made(sides: Sides, session: Session) -> Array:
    """Score, strict and lax truth of each bead that the aligner makes, shape (beads, 3)."""
    source, target = (Document(sides.document, "", tuple(segments)) for segments in (sides.source, sides.target))
    vectors = [Vectors(session.encoder.encode([s.text for s in side.segments]), ()) for side in (source, target)]
    beads, _ = align_documents(source, target, (vectors[0], vectors[1]), session.norms, sides.priors)
    return np.array(
        [(bead.score, *_right(bead, sides.beads)) for bead in beads if bead.source and bead.target], np.float64
    ).reshape(-1, 3)


def _right(bead: Bead, beads: Sequence[Couple]) -> tuple[bool, bool]:
    made = tuple(s.index for s in bead.source), tuple(s.index for s in bead.target)
    return hit(made, full(beads), True), hit(made, full(beads), False)


def draw(sample: Sample, path: Path) -> None:
    """The reliability diagram: the share that is true over the mean probability, bin by bin; the area of a mark is
    the share of the pairs.
    """
    mpl.rcParams |= {"svg.hashsalt": "parallelcheck", "svg.fonttype": "none", "font.size": 9}
    figure, axes = plt.subplots(1, 2, figsize=(9, 4.4), sharey=True, layout="constrained")
    for axis, title in zip(axes, ("bare evidence", "score"), strict=True):
        axis.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        for which, name in enumerate(NAMES):
            part = sample.of_length(which)
            means, shares, sizes = zip(*part.bins(part.score if title == "score" else part.bare), strict=True)
            (line,) = axis.plot(means, shares, linewidth=0.8, label=name)
            axis.scatter(means, shares, [5 + 300 * size for size in sizes], color=line.get_color(), alpha=0.7)
        axis.set(title=title, xlabel="probability said", aspect="equal")
    axes[0].set_ylabel("share that is true")
    axes[1].legend(title="shorter side", loc="upper left")
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main()
