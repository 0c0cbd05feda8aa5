"""How good is the alignment? `python benchmarks/alignment.py [--reference MODEL] [--against-vecalign]`

Writes `results/alignment.md`: the embedded model and, where it is named, a reference model, which tells how much is
the model and how much the aligner; and vecalign's search on the embedded model's vectors, by its maintained
implementation in the package sentweave (not among this project's extras: `pip install sentweave`, needs a C compiler).

Gold: a folder with `gold/*.json` (`{"src": [...], "tgt": [...], "beads": [[[i...], [j...]], ...]}`), from the
environment variable PARALLELCHECK_CORPORA or `../shared/corpora` beside the checkout. Strict and lax F1 as in
vecalign's scorer (Thompson and Koehn 2019): beads with an empty side are left out of both; null precision and
recall are over units that stand alone.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parallelcheck.align import SENTENCES, Norms, Vectors, align_documents, norms_for
from parallelcheck.encode import Encoder, comparable, load
from parallelcheck.encode.sample import sample_vectors
from parallelcheck.model import Document, Kind, Location, Segment

RESULTS = Path(__file__).with_name("results") / "alignment.md"
INTRODUCTION = """# Alignment, measured

`python benchmarks/alignment.py`. Constants were chosen on Alice, Emma and Les Confessions, and on the pairs of cds, \
mozlegal and osguide (see `training/`); the figures of the others stood beside them while that was done, and decided \
nothing. Seconds include embedding.
"""
PUBLISHED = """## What others publish

Strict / lax F1; nobody publishes figures for sentences without counterpart.

| aligner | model | Text+Berg | TransRead |
|---|---|---|---|
| plain aligner after vecalign | multilingual-e5-small | 0.755 / 0.980, development part | 0.794 / 0.983 |
| vecalign (Thompson and Koehn 2019) | LASER | 0.902 / 0.986, test part | |
| SentAlign (Steingrímsson et al. 2023) | LaBSE | 0.932, test part | |
| bertalign (Liu and Zhu 2022) | LaBSE | 0.936 / 0.989, test part | |

The development part of Text+Berg is the one that was measured here; the test part was never looked at.
"""

Bead = tuple[tuple[int, ...], tuple[int, ...]]
Floats = NDArray[np.float32]
Aligner = Callable[[Sequence[str], Sequence[str]], list[Bead]]


def main() -> None:
    """Align every gold document with every model, and write the figures down."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--reference", metavar="MODEL", help="a second table with another model")
    parser.add_argument("--against-vecalign", action="store_true", help="a third with vecalign's search (sentweave)")
    arguments = parser.parse_args()
    gold = corpora() / "gold"
    encoder = comparable(load(arguments.model))
    aligners: dict[str, Aligner] = {f"parallelcheck, {short(encoder)}": partial(align, encoder=encoder)}
    if arguments.reference:
        reference = comparable(load(arguments.reference))
        aligners[f"parallelcheck, {short(reference)}"] = partial(align, encoder=reference)
    if arguments.against_vecalign:
        aligners[f"vecalign, {short(encoder)}"] = partial(vecalign, encoder=encoder)
    tables = [f"## {name}\n\n{table(aligner, gold)}" for name, aligner in aligners.items()]
    RESULTS.write_text("\n".join([INTRODUCTION, *tables, PUBLISHED]), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def short(encoder: Encoder) -> str:
    """The name of a model without the folder that it stands in."""
    return encoder.name.rpartition("/")[2]


def corpora() -> Path:
    """The folder of real documents, or a sentence that says how to name it."""
    folder = Path(os.environ.get("PARALLELCHECK_CORPORA", Path(__file__).resolve().parents[2] / "shared" / "corpora"))
    if not (folder / "gold").is_dir():
        sys.exit(f"{folder} has no folder gold: set PARALLELCHECK_CORPORA to the folder of real documents.")
    return folder


def table(aligner: Aligner, gold: Path) -> str:
    """One line for each gold document, and one for all of the same collection."""
    lines = [
        "| document | beads | strict F1 | lax F1 | null P | null R | null F1 | seconds |",
        "|---|---|---|---|---|---|---|---|",
    ]
    aligner(["warm up"], ["warm up"])
    groups: dict[str, list[tuple[list[Bead], list[Bead]]]] = {}
    for path in sorted(gold.glob("*.json")):
        source, target, beads = read_gold(path)
        began = time.perf_counter()
        found = aligner(source, target)
        seconds = time.perf_counter() - began
        groups.setdefault(path.name.split("-")[0], []).append((beads, found))
        lines.append(row(path.stem, [(beads, found)]) + f" {seconds:.2f} |")
    lines += [row(f"**{name}, all**", results) + " |" for name, results in groups.items()]
    return "\n".join(lines) + "\n"


def read_gold(path: Path) -> tuple[list[str], list[str], list[Bead]]:
    """Source sentences, target sentences and the beads between them."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return data["src"], data["tgt"], [(tuple(source), tuple(target)) for source, target in data["beads"]]


def align(source: Sequence[str], target: Sequence[str], encoder: Encoder) -> list[Bead]:
    """The beads of two lists of sentences."""
    norms = norms_for(encoder.name, lambda: sample_vectors(encoder))
    return align_vectors((source, target), (encoder.encode(source), encoder.encode(target)), norms)


def align_vectors(texts: tuple[Sequence[str], Sequence[str]], rows: tuple[Floats, Floats], norms: Norms) -> list[Bead]:
    """The beads of two lists of sentences that have their vectors."""
    source, target = (
        Document(side, "lines", tuple(
            Segment(Kind.PARAGRAPH, text, Location(side, i + 1, i + 1), index=i) for i, text in enumerate(sentences)
        ))
        for side, sentences in zip(("source", "target"), texts, strict=True)
    )  # fmt: skip
    beads, _ = align_documents(source, target, (Vectors(rows[0], ()), Vectors(rows[1], ())), norms, SENTENCES)
    return [(tuple(s.index for s in b.source), tuple(s.index for s in b.target)) for b in beads]


def vecalign(source: Sequence[str], target: Sequence[str], encoder: Encoder) -> list[Bead]:
    """The beads of two lists of sentences as vecalign finds them, with its usual settings."""
    try:
        import sentweave
    except ImportError:
        sys.exit("vecalign's search is missing: pip install sentweave.")
    found = sentweave.align(source, target, encoder=encoder).alignments
    return [(tuple(block.src_indices), tuple(block.tgt_indices)) for block in found]


def row(name: str, results: Sequence[tuple[Sequence[Bead], Sequence[Bead]]]) -> str:
    """One line of the table, figures over all of `results`: pairs of the gold and the found beads."""
    strict, lax = (bead_f1(results, exact) for exact in (True, False))
    precision, recall = null_precision_recall(results)
    null = harmonic_mean(precision, recall)
    beads = sum(len(gold) for gold, _ in results)
    return f"| {name} | {beads} | {strict:.3f} | {lax:.3f} | {precision:.2f} | {recall:.2f} | {null:.2f} |"


def bead_f1(results: Sequence[tuple[Sequence[Bead], Sequence[Bead]]], exact: bool) -> float:
    """F1 over the beads that have both sides."""
    right = [hit for gold, found in results for hit in hits(full(found), gold, exact)]
    there = [hit for gold, found in results for hit in hits(full(gold), found, exact)]
    return harmonic_mean(sum(right) / max(len(right), 1), sum(there) / max(len(there), 1))


def null_precision_recall(results: Sequence[tuple[Sequence[Bead], Sequence[Bead]]]) -> tuple[float, float]:
    """Of the units that are said to stand alone, how many do; of those that do, how many are said to."""
    alone = [(nulls(gold), nulls(found)) for gold, found in results]
    right = sum(len(there & said) for there, said in alone)
    said, there = sum(len(said) for _, said in alone), sum(len(there) for there, _ in alone)
    return right / max(said, 1), right / max(there, 1)


def harmonic_mean(precision: float, recall: float) -> float:
    """F1."""
    return 2 * precision * recall / max(precision + recall, 1e-9)


def full(beads: Iterable[Bead]) -> list[Bead]:
    """The beads that have both sides."""
    return [bead for bead in beads if bead[0] and bead[1]]


def hits(beads: Iterable[Bead], others: Sequence[Bead], exact: bool) -> list[bool]:
    """Whether each bead stands among the others, or (lax) shares a source and a target unit with one of them."""
    if exact:
        known = set(others)
        return [bead in known for bead in beads]
    pairs = {(i, j) for source, target in others for i in source for j in target}
    return [any((i, j) in pairs for i in source for j in target) for source, target in beads]


def hit(bead: Bead, others: Sequence[Bead], exact: bool) -> bool:
    """The same for one bead."""
    return hits([bead], others, exact)[0]


def nulls(beads: Iterable[Bead]) -> set[tuple[str, int]]:
    """The units that stand alone, each with its side."""
    return {("source", i) for source, target in beads if not target for i in source} | {
        ("target", j) for source, target in beads if not source for j in target
    }


if __name__ == "__main__":
    main()
