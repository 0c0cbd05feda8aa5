"""How do time and memory grow with the documents? `python benchmarks/growth.py` writes results/growth.md and .svg.

The novels of the gold alignments (see `alignment.py`), joined end to end, over and over and in another order each
time, until there are as many sentences as wanted. Every copy lacks a tenth of its beads, drawn anew, so that no two
are alike, and is cut: runs of one to twenty beads lose their target, in the first half of a novel, or their source, in
the second half (never both, or a sentence without counterpart would find that of another copy). Each document runs in
a process of its own, on one thread. Needs the extra `benchmarks`.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from random import Random

import numpy as np

from alignment import Bead, align_vectors, bead_f1, corpora, null_precision_recall, read_gold
from parallelcheck.align import norms_for
from parallelcheck.encode import load
from parallelcheck.encode.sample import sample_vectors

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
DROPPED = 0.1  # of the beads of every copy, both sides
CUT = 0.01  # chance that a run of beads that lose one side begins
LONGEST_CUT = 20
RESULTS = Path(__file__).parent / "results"

TEXT = """# Growth with the length of documents, measured

`python benchmarks/growth.py`, embedded model. Five novels, English and French, joined end to end again and again; every
copy lacks a tenth of its beads, and runs of one to twenty beads lose one side, about a tenth of all. That the novels
come again does not make the search for the path easier, since it never looks far; it makes the second look at what
was left alone harder, since there a sentence may find its like in another copy.

{table}

Seconds of computing are processor time on one thread, which other work on the machine changes little; those on the
clock were taken on {cores} cores that others used too. Memory is the most that the process held, Python and all.
With embedding, computing grows with the number of sentences to the power of {exponent:.2f} (least squares on the
logarithms).

![Growth](growth.svg)

Documents that hardly agree: `half` has two novels in its middle half that are not translated, and three others around
them; of `strangers`, the source is the English of two novels and the target the French of two others, and all that is
aligned is wrong.

{hard}
"""
HEAD = """| document | sentences | computing s, embedding | alignment | clock s | MB | strict F1 | null P | null R |
|---|---|---|---|---|---|---|---|---|"""


@dataclass
class Text:
    """Sentences of both sides and the beads between them."""

    source: list[str]
    target: list[str]
    beads: list[Bead]

    def add(self, source: Sequence[str], target: Sequence[str]) -> None:
        """One more bead at the end; without a side, its sentences stand alone."""
        i, j = len(self.source), len(self.target)
        self.beads.append((tuple(range(i, i + len(source))), tuple(range(j, j + len(target)))))
        self.source += source
        self.target += target


@dataclass(frozen=True)
class Run:
    """What one document took: seconds, megabytes; and how good its alignment is."""

    document: str
    sentences: tuple[int, int]
    embedding: float
    alignment: float
    clock: float
    memory: int
    strict: float
    null_precision: float
    null_recall: float

    def row(self) -> str:
        """A line of the table."""
        strict = f"{self.strict:.3f}" if self.document != "strangers" else ""
        return (
            f"| {self.document} | {self.sentences[0]:,} × {self.sentences[1]:,} | {self.embedding:.1f} |"
            f" {self.alignment:.1f} | {self.clock:.1f} | {self.memory:,} | {strict} | {self.null_precision:.3f} |"
            f" {self.null_recall:.3f} |"
        )


def main() -> None:
    """Run every document in a process of its own, and write down what it took."""
    if len(sys.argv) == 3:
        print(json.dumps(asdict(measure(sys.argv[1], int(sys.argv[2])))))
        return
    runs = [apart("joined", size) for size in SIZES]
    hard = [apart(document, size) for document in ("half", "strangers") for size in SIZES[:-1]]
    sizes, seconds = zip(*((run.sentences[0], run.embedding + run.alignment) for run in runs), strict=True)
    text = TEXT.format(
        table="\n".join([HEAD, *(run.row() for run in runs)]),
        hard="\n".join([HEAD, *(run.row() for run in hard)]),
        exponent=np.polyfit(np.log(sizes), np.log(seconds), 1)[0],
        cores=os.cpu_count(),
    )
    (RESULTS / "growth.md").write_text(text, encoding="utf-8")
    draw(runs, RESULTS / "growth.svg")


def apart(document: str, size: int) -> Run:
    """Measured in another process."""
    command = [sys.executable, __file__, document, str(size)]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    run = Run(**json.loads(done.stdout))
    print(run.row(), flush=True)
    return run


def measure(document: str, size: int) -> Run:
    """Embed and align one document."""
    text = MAKERS[document](size, Random(size))
    encoder = load()
    norms = norms_for(encoder.name, lambda: sample_vectors(encoder))
    encoder.encode(["weights are read"])
    began, clock = time.process_time(), time.perf_counter()
    rows = encoder.encode(text.source), encoder.encode(text.target)
    embedded = time.process_time()
    found = align_vectors((text.source, text.target), rows, norms)
    ended, seconds = time.process_time(), time.perf_counter() - clock
    return Run(
        document,
        (len(text.source), len(text.target)),
        embedded - began,
        ended - embedded,
        seconds,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,  # Linux counts kilobytes
        bead_f1([(text.beads, found)], exact=True),
        *null_precision_recall([(text.beads, found)]),
    )


def joined(size: int, random: Random) -> Text:
    """Novels with a run of sentences missing here and there."""
    text = Text([], [], [])
    for novel in copies(novels(), random):
        cut = 0
        for number, (source, target) in enumerate(novel):
            if len(text.source) >= size:
                return text
            if not cut and random.random() < CUT:
                cut = random.randint(1, LONGEST_CUT)
            if random.random() < DROPPED:
                continue
            if not cut:
                text.add(source, target)
            elif number < len(novel) / 2:
                text.add(source, [])
            else:
                text.add([], target)
            cut = max(cut - 1, 0)
    return text


def half(size: int, random: Random) -> Text:
    """Three novels, with two others in the middle half that are not translated."""
    text = Text([], [], [])
    translated, untranslated = (chain.from_iterable(copies(part, random)) for part in (novels()[:3], novels()[3:]))
    while len(text.source) < size:
        is_translated = not size / 4 <= len(text.source) < 3 * size / 4
        source, target = next(translated if is_translated else untranslated)
        if random.random() >= DROPPED:
            text.add(source, target if is_translated else [])
    return text


def strangers(size: int, random: Random) -> Text:
    """Two novels in English, two others in French."""
    text = Text([], [], [])
    ours, theirs = copies(novels()[:2], random), copies(novels()[-2:], random)
    while len(text.source) < size:
        text.add([sentence for source, _ in next(ours) for sentence in source], [])
    while len(text.target) < size:
        text.add([], [sentence for _, target in next(theirs) for sentence in target])
    return text


MAKERS: dict[str, Callable[[int, Random], Text]] = {"joined": joined, "half": half, "strangers": strangers}


Novel = list[tuple[list[str], list[str]]]  # the sentences of its beads


def novels() -> list[Novel]:
    """The gold alignments English-French."""
    return [
        [([source[i] for i in ours], [target[j] for j in theirs]) for ours, theirs in beads]
        for source, target, beads in map(read_gold, sorted((corpora() / "gold").glob("transread-*.json")))
    ]


def copies(originals: Sequence[Novel], random: Random) -> Iterator[Novel]:
    """Without end, each round in another order."""
    while True:
        yield from random.sample(originals, len(originals))


def draw(runs: Sequence[Run], path: Path) -> None:
    """Computing and memory over sentences, both axes logarithmic."""
    import matplotlib as mpl  # here, since its memory is not to count in `measure`
    from matplotlib import pyplot as plt

    mpl.rcParams |= {"svg.hashsalt": "parallelcheck", "svg.fonttype": "none", "font.size": 9}
    sizes = np.array([run.sentences[0] for run in runs], np.float64)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
    total = np.array([run.embedding + run.alignment for run in runs])
    left.loglog(sizes, total, marker="o", label="with embedding")
    left.loglog(sizes, [run.alignment for run in runs], marker="o", label="alignment")
    left.loglog(sizes, total[0] * sizes / sizes[0], color="0.7", linewidth=1, label="linear")
    left.set(xlabel="sentences a side", ylabel="seconds of computing")
    left.legend()
    right.loglog(sizes, [run.memory for run in runs], marker="o")
    right.set(xlabel="sentences a side", ylabel="memory, MB")
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main()
