"""How good is the alignment? `python benchmarks/alignment.py [--model NAME]` prints a table.

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
from collections.abc import Iterable, Sequence
from pathlib import Path

from parallelcheck.align import SENTENCES, Vectors, align_documents, norms_for
from parallelcheck.encode import Encoder, comparable, load
from parallelcheck.encode.sample import sample_vectors
from parallelcheck.model import Document, Kind, Location, Segment

Bead = tuple[tuple[int, ...], tuple[int, ...]]


def main() -> None:
    """Align every gold document and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="embedded")
    arguments = parser.parse_args()
    gold = corpora() / "gold"
    encoder = comparable(load(arguments.model))
    print("| document | beads | strict F1 | lax F1 | null P | null R | null F1 | seconds |")
    print("|---|---|---|---|---|---|---|---|")
    groups: dict[str, list[tuple[list[Bead], list[Bead]]]] = {}
    for path in sorted(gold.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        began = time.perf_counter()
        test = align(data["src"], data["tgt"], encoder)
        seconds = time.perf_counter() - began
        beads = [(tuple(source), tuple(target)) for source, target in data["beads"]]
        groups.setdefault(path.name.split("-")[0], []).append((beads, test))
        print(row(path.stem, [(beads, test)]) + f" {seconds:.2f} |")
    for name, results in groups.items():
        print(row(f"**{name}, all**", results) + " |")


def corpora() -> Path:
    """The folder of real documents, or a sentence that says how to name it."""
    folder = Path(os.environ.get("PARALLELCHECK_CORPORA", Path(__file__).resolve().parents[2] / "shared" / "corpora"))
    if not (folder / "gold").is_dir():
        sys.exit(f"{folder} has no folder gold: set PARALLELCHECK_CORPORA to the folder of real documents.")
    return folder


def align(source: Sequence[str], target: Sequence[str], encoder: Encoder) -> list[Bead]:
    """The beads of two lists of sentences."""
    documents = [
        Document(name, "lines", tuple(
            Segment(Kind.PARAGRAPH, text, Location(name, i + 1, i + 1), index=i) for i, text in enumerate(texts)
        ))
        for name, texts in (("source", source), ("target", target))
    ]  # fmt: skip
    vectors = [Vectors(encoder.encode(texts), ()) for texts in (source, target)]
    norms = norms_for(encoder.name, lambda: sample_vectors(encoder))
    beads, _ = align_documents(*documents, (vectors[0], vectors[1]), norms, SENTENCES)
    return [(tuple(s.index for s in b.source), tuple(s.index for s in b.target)) for b in beads]


def row(name: str, results: Sequence[tuple[list[Bead], list[Bead]]]) -> str:
    """One line of the table, figures over all of `results`."""
    strict, lax = [], []
    for counts, exact in ((strict, True), (lax, False)):
        hits = [
            (
                sum(hit(b, gold, exact) for b in full(test)),
                len(full(test)),
                sum(hit(b, test, exact) for b in full(gold)),
                len(full(gold)),
            )
            for gold, test in results
        ]
        counts.append(f1(*(sum(column) for column in zip(*hits, strict=True))))
    found = [(nulls(gold) & nulls(test), nulls(test), nulls(gold)) for gold, test in results]
    right, said, there = (sum(len(column[k]) for column in found) for k in range(3))
    precision, recall = right / max(said, 1), right / max(there, 1)
    null = 2 * precision * recall / max(precision + recall, 1e-9)
    beads = sum(len(gold) for gold, _ in results)
    return f"| {name} | {beads} | {strict[0]:.3f} | {lax[0]:.3f} | {precision:.2f} | {recall:.2f} | {null:.2f} |"


def full(beads: Iterable[Bead]) -> list[Bead]:
    """The beads that have both sides."""
    return [bead for bead in beads if bead[0] and bead[1]]


def hit(bead: Bead, others: Sequence[Bead], exact: bool) -> bool:
    """Whether the bead stands among the others, or (lax) shares a source and a target unit with one of them."""
    if exact:
        return bead in others
    return any(set(bead[0]) & set(other[0]) and set(bead[1]) & set(other[1]) for other in full(others))


def f1(right: int, said: int, found: int, there: int) -> float:
    """Harmonic mean of precision right/said and recall found/there."""
    precision, recall = right / said, found / there
    return 2 * precision * recall / (precision + recall)


def nulls(beads: Iterable[Bead]) -> set[tuple[str, int]]:
    """The units that stand alone, each with its side."""
    return {("source", i) for source, target in beads if not target for i in source} | {
        ("target", j) for source, target in beads if not source for j in target
    }


if __name__ == "__main__":
    main()
