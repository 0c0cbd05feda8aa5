"""How good and how fast is the embedded model? `python benchmarks/model.py --reference MODEL_OR_FOLDER`.

Both models are measured in one run on the same texts, from the folder of real documents that the environment
variable PARALLELCHECK_CORPORA names, or `../shared/corpora` beside the checkout:

- P@1: a sentence of a gold 1-1 pair has its own translation as the nearest among those of all 1-1 pairs of its
  document; from source to target / from target to source.
- Short passages: headings and list items of 2 to 8 words of documents with the same structure on both sides.
- Near misses: the area under the curve between the true targets' cosines and those of altered targets.
- Speed, loading and memory: in a process of its own, on one core. The seconds of the speed are those of computing,
  so that a busy machine gives the same figures.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parallelcheck.encode import Encoder, load
from parallelcheck.encode.cached import CachedEncoder
from parallelcheck.errors import ReadError
from parallelcheck.model import Kind, Segment
from parallelcheck.read import read

Pairs = list[tuple[str, str]]
RESULT = Path(__file__).parent / "results" / "model.md"
NEGATIONS = {"fr": "ne pas", "de": "nicht"}


def main() -> None:
    """Measure, print the table and write it to benchmarks/results/model.md."""
    arguments = _arguments()
    documents = gold_documents(arguments.gold)
    if arguments.speed_of:
        print(json.dumps(speed(arguments.speed_of, _sentences(documents))))
        return
    short = short_passages(arguments.pairs)
    names = ["embedded", *([arguments.reference] if arguments.reference else [])]
    columns = [quality(name, documents, short) | _apart(name, arguments.gold) for name in names]
    table = markdown([load(name).name.rpartition("/")[2] for name in names], columns)
    print(table)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(table, encoding="utf-8")


def quality(name: str, documents: dict[str, Pairs], short: Sequence[Pairs]) -> dict[str, str]:
    """What one model finds, by the name of the row in the table."""
    encoder = CachedEncoder(load(name))  # another run with the same model takes its vectors from there
    figures = {}
    for group in sorted({document.split("-")[0] for document in documents}):
        own = [pairs for document, pairs in documents.items() if document.startswith(group)]
        figures[f"P@1, {group} ({_size(own)} pairs in {len(own)} documents)"] = p1(encoder, own)
        if len(own) > 1:
            figures[f"P@1, {group}, all as one document"] = p1(encoder, [[pair for pairs in own for pair in pairs]])
    row = f"P@1, headings and list items of 2-8 words ({_size(short)} pairs in {len(short)} documents)"
    figures[row] = p1(encoder, short)
    return figures | near_misses(encoder, documents)


def gold_documents(folder: Path) -> dict[str, Pairs]:
    """The 1-1 sentence pairs of each hand-aligned document."""
    documents = {}
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        ones = [(source[0], target[0]) for source, target in data["beads"] if len(source) == len(target) == 1]
        documents[path.stem] = [(data["src"][i], data["tgt"][j]) for i, j in ones]
    return documents


def short_passages(folder: Path) -> list[Pairs]:
    """Headings and list items of documents that have the same ones in the same order on both sides.

    A text that stands twice in a document is left out: nothing could tell the two apart.
    """
    found = []
    for meta in sorted((folder / "clean").glob("*/meta.json")):
        languages = json.loads(meta.read_text(encoding="utf-8"))["langs"]
        source, target = (_outline(meta.parent, language) for language in languages)
        if [segment.kind for segment in source] != [segment.kind for segment in target]:
            continue
        pairs = dict.fromkeys((a.text, b.text) for a, b in zip(source, target, strict=True))
        sources, targets = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
        once = [(a, b) for a, b in pairs if sources[a] == targets[b] == 1 and 2 <= len(a.split()) <= 8]
        if len(once) > 1:
            found.append(once)
    return found


def p1(encoder: Encoder, documents: Sequence[Pairs]) -> str:
    """How many texts have their own translation as the nearest of their document: from the source, from the target."""
    hits = np.zeros(2)
    for pairs in documents:
        sources, targets = (encoder.encode(texts) for texts in zip(*pairs, strict=True))
        cosines, own = sources @ targets.T, np.arange(len(pairs))
        hits += (cosines.argmax(axis=1) == own).sum(), (cosines.argmax(axis=0) == own).sum()
    return " / ".join(f"{share:.3f}" for share in hits / _size(documents))


def without_a_clause(pairs: Pairs, at: int) -> str | None:
    """The target without what stands between two commas, or after the last one."""
    clauses = re.split(r"(?<=[,;:])\s", pairs[at][1])
    if len(clauses) < 2:
        return None
    dropped = max(range(1, len(clauses)), key=lambda i: len(clauses[i]))
    return " ".join(clauses[:dropped] + clauses[dropped + 1 :])


def with_a_neighbours_end(pairs: Pairs, at: int) -> str | None:
    """The first half of the target, and the second half of the one that follows it."""
    words, others = pairs[at][1].split(), pairs[(at + 1) % len(pairs)][1].split()
    if min(len(words), len(others)) < 6:
        return None
    return " ".join(words[: len(words) // 2] + others[len(others) // 2 :])


def with_a_negation(pairs: Pairs, at: int, language: str) -> str | None:
    """The target with a word of negation after its third word."""
    words = pairs[at][1].split()
    return " ".join([*words[:3], NEGATIONS[language], *words[3:]]) if len(words) > 3 else None


def with_another_name(pairs: Pairs, at: int) -> str | None:
    """The target with its first name inside the sentence changed for one of another sentence."""
    own = _names(pairs[at][1])
    others = [name for step in range(1, 20) for name in _names(pairs[(at + step) % len(pairs)][1]) if name not in own]
    return pairs[at][1].replace(own[0], others[0]) if own and others else None


def area_under_curve(higher: NDArray[np.float32], lower: NDArray[np.float32]) -> float:
    """The probability that one of `higher` is above one of `lower`; ties count half (Mann and Whitney 1947)."""
    ranked = np.sort(lower)
    below = np.searchsorted(ranked, higher, "left") + np.searchsorted(ranked, higher, "right")
    return float(below.mean() / 2 / len(lower))


def near_misses(encoder: Encoder, documents: dict[str, Pairs]) -> dict[str, str]:
    """The area under the curve for each way to alter a target, over the targets that can be altered so."""
    figures = {}
    for what, alter in {
        "a clause dropped": lambda pairs, at, _: without_a_clause(pairs, at),
        "half of it the neighbour's": lambda pairs, at, _: with_a_neighbours_end(pairs, at),
        "a negation added": with_a_negation,
        "a name changed": lambda pairs, at, _: with_another_name(pairs, at),
    }.items():
        triples = [
            (*pair, altered)
            for name, pairs in documents.items()
            for at, pair in enumerate(pairs)
            if (altered := alter(pairs, at, name[-2:])) is not None
        ]
        source, target, other = (encoder.encode(texts) for texts in zip(*triples, strict=True))
        area = area_under_curve((source * target).sum(axis=1), (source * other).sum(axis=1))
        figures[f"AUC, true target against {what} ({len(triples)})"] = f"{area:.3f}"
    return figures


def speed(name: str, sentences: list[str]) -> dict[str, str]:
    """Of this process: seconds to load, sentences of 25 words a second, and the most memory it had."""
    began = time.perf_counter()
    encoder = load(name)
    encoder.encode(sentences[:1])
    loaded = time.perf_counter()
    new, again = pace(encoder, sentences), pace(encoder, sentences * 50)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "loading and first sentence, seconds": f"{loaded - began:.2f}",
        "sentences of 25 words a second, new text / words met before": f"{new:,.0f} / {again:,.0f}",
        "memory, MB": f"{memory:.0f}",
    }


def pace(encoder: Encoder, sentences: list[str]) -> float:
    """Sentences a second of computing, over at most five of them."""
    began, done = time.process_time(), 0
    while (seconds := time.process_time() - began) < 5 and done < len(sentences):
        encoder.encode(sentences[done : done + 256])
        done = min(done + 256, len(sentences))
    return done / seconds


def markdown(names: Sequence[str], columns: Sequence[dict[str, str]]) -> str:
    """The table: a row for each figure, a column for each model."""
    lines = ["# The embedded model, measured", "", f"| | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    lines += [f"| {row} | {' | '.join(column[row] for column in columns)} |" for row in columns[0]]
    return "\n".join(lines) + "\n"


def _arguments() -> argparse.Namespace:
    default = os.environ.get("PARALLELCHECK_CORPORA", Path(__file__).resolve().parents[2] / "shared" / "corpora")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", metavar="MODEL_OR_FOLDER", help="a sentence-transformers model to compare with")
    parser.add_argument("--gold", type=Path, default=Path(default, "gold"), help="hand-aligned documents, *.json")
    parser.add_argument("--pairs", type=Path, default=Path(default, "pairs"), help="documents and their translations")
    parser.add_argument("--speed-of", metavar="MODEL", help=argparse.SUPPRESS)  # the process that `_apart` starts
    arguments = parser.parse_args()
    for folder in (arguments.gold, arguments.pairs / "clean"):
        if not folder.is_dir():
            sys.exit(f"{folder} is not there: set PARALLELCHECK_CORPORA to the folder of real documents.")
    return arguments


def _apart(name: str, gold: Path) -> dict[str, str]:
    """`speed` in a new process that has one core."""
    command = [sys.executable, __file__, "--speed-of", name, "--gold", str(gold), "--pairs", str(gold.parent / "pairs")]
    one = {"RAYON_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    run = subprocess.run(command, env=os.environ | one, capture_output=True, text=True, check=True)
    return dict(json.loads(run.stdout))


def _sentences(documents: dict[str, Pairs]) -> list[str]:
    """The documents' text in pieces of 25 words."""
    words = " ".join(text for pairs in documents.values() for pair in pairs for text in pair).split()
    return [" ".join(words[at : at + 25]) for at in range(0, len(words) - 24, 25)]


def _outline(folder: Path, language: str) -> list[Segment]:
    path = next(path for path in sorted(folder.glob(f"{language}.*")))
    try:
        segments = read(path.read_bytes(), path.name).segments
    except ReadError:
        return []
    return [segment for segment in segments if segment.kind in {Kind.HEADING, Kind.LIST_ITEM}]


def _names(text: str) -> list[str]:
    """Words with a capital that do not begin the sentence."""
    return re.findall(r"(?<=[\w,] )[A-ZÀ-Þ]\w{2,}", text)


def _size(documents: Sequence[Pairs]) -> int:
    return sum(len(pairs) for pairs in documents)


if __name__ == "__main__":
    main()
