"""How many documents of real sites are paired, and how many wrongly? `python benchmarks/pairing.py` writes
results/pairing.md.

The documents are those of `pairs/` in the folder that PARALLELCHECK_CORPORA names, or of `../shared/corpora` beside
the checkout. Each is put back to where it stood in its repository; where a translation has a repository of its own,
the two stand side by side.
"""

import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from parallelcheck.discover import Discovery, discover
from parallelcheck.model import Head
from parallelcheck.pipeline import find_pairs
from parallelcheck.read import FORMATS
from parallelcheck.read.head import head

# Repositories that the constants of the comparison of contents were chosen on (training/likeness.py).
CHOSEN = ("cds", "mozlegal", "osguide")
RESULTS = Path(__file__).parent / "results" / "pairing.md"

Rules = Counter[tuple[str, str, bool]]  # how the documents were looked at, rule, right

HEAD = "| repository | {} | pairs | found | wrong | precision | recall | s |\n|---|---|---|---|---|---|---|---|"
TEXT = """# Pairing, measured

`python benchmarks/pairing.py`: the 315 pairs of `pairs/` in the corpora, each document in the place where it stood in
its repository. *found*: pairs that a scan would make and the corpora know; *wrong*: pairs of documents that are no
versions of one.

{places}

By which rules they were found, and how many of those pairs are wrong; by names alone, and by all that there is:

{rules}

The same documents without their names, so that only their contents tell: all documents of a repository in one folder,
numbered. In the second half of the table a part of the documents, drawn at random, is taken away on each side, so
that many have no counterpart. Repositories that the constants were chosen on are left out ({chosen}).

{contents}
"""


@dataclass
class Repository:
    """Documents of a repository, or of several that belong together: contents by path, the pairs among them, and the
    original of each translation, even if it is not among them.
    """

    name: str
    contents: dict[str, bytes] = field(default_factory=dict)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    originals: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What was made of some documents: pairs there are, those found, those made that are none, and the seconds."""

    pairs: int
    found: int
    wrong: int
    seconds: float

    def row(self, *labels: str) -> str:
        """A line of a table."""
        made = self.found + self.wrong
        precision = f"{self.found / made:.1%}" if made else "–"
        recall = f"{self.found / self.pairs:.1%}"
        cells = (*labels, self.pairs, self.found, self.wrong, precision, recall, f"{self.seconds:.1f}")
        return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Measure and write down."""
    folder = Path(os.environ.get("PARALLELCHECK_CORPORA", Path(__file__).resolve().parents[2] / "shared" / "corpora"))
    if not (folder / "pairs").is_dir():
        sys.exit(f"{folder} has no folder pairs: set PARALLELCHECK_CORPORA to the folder of real documents.")
    found = repositories(folder)
    rules: Rules = Counter()
    places = list(in_place(found, rules))
    unseen = [repository for repository in found if repository.name not in CHOSEN]
    text = TEXT.format(
        places="\n".join(places),
        rules="\n".join(by_rule(rules)),
        contents="\n".join(by_content(unseen)),
        chosen=", ".join(CHOSEN),
    )
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def repositories(folder: Path) -> list[Repository]:
    """All of them, by what the ids of their pairs begin with."""
    found: dict[str, Repository] = {}
    for meta in sorted(folder.glob("pairs/*/*/meta.json")):
        about = json.loads(meta.read_text("utf-8"))
        name = about["id"].partition("-")[0].partition(".")[0]
        repository = found.setdefault(name, Repository(name))
        paths = list(_places(about))
        for language, path in zip(about["paths"], paths, strict=True):
            repository.contents.setdefault(path, next(meta.parent.glob(f"{language}.*")).read_bytes())
        repository.pairs.add((paths[0], paths[1]))
        repository.originals[paths[1]] = paths[0]
    return list(found.values())


def _places(about: dict[str, Any]) -> Iterator[str]:
    """Where the two documents stood; those in a format that is not read are taken for plain text."""
    owners = about["repo"] if isinstance(about["repo"], list) else ["", ""]
    for owner, path in zip(owners, about["paths"].values(), strict=True):
        place = Path(owner.rpartition("/")[2], path)
        yield (place if place.suffix in FORMATS else place.with_suffix(".txt")).as_posix()


def in_place(found: Sequence[Repository], rules: Rules) -> Iterator[str]:
    """The rows of the first table; counts by rule whether the pairs are right."""
    yield HEAD.format("by")
    totals: dict[str, list[Outcome]] = {}
    for repository in found:
        for label, look in LOOKS.items():
            outcome = measured(repository, look, rules, label)
            totals.setdefault(label, []).append(outcome)
            yield outcome.row(repository.name, label)
    for label, outcomes in totals.items():
        yield total(outcomes).row("**together**", label)


def by_rule(rules: Rules) -> Iterator[str]:
    """The rows of the second table."""
    yield "| rule | right, names | wrong, names | right, all | wrong, all |\n|---|---|---|---|---|"
    for rule in sorted({rule for _, rule, _ in rules}):
        counts = [rules[label, rule, right] for label in ("names", "all") for right in (True, False)]
        yield f"| {rule} | {' | '.join(map(str, counts))} |"


def by_content(found: Sequence[Repository]) -> Iterator[str]:
    """The rows of the third table."""
    yield HEAD.format("documents")
    random = Random(1)
    for label, draws in (("all", 1), ("some", 5)):
        outcomes = []
        for repository in found:
            drawn = [measured(nameless(repository, random, draws > 1), LOOKS["all"]) for _ in range(draws)]
            outcomes += drawn
            yield total(drawn).row(repository.name, label)
        yield total(outcomes).row("**together**", label)


def nameless(repository: Repository, random: Random, partly: bool) -> Repository:
    """The documents with numbers for names; or of each side of the pairs a part, drawn anew for each side."""
    sides = [sorted({pair[side] for pair in repository.pairs}) for side in (0, 1)]
    kept = {
        path
        for paths in sides
        for path in (random.sample(paths, round(random.uniform(0.2, 0.9) * len(paths)) or 1) if partly else paths)
    }
    names = {path: f"{at:03}{Path(path).suffix}" for at, path in enumerate(random.sample(sorted(kept), len(kept)), 100)}
    return Repository(
        repository.name,
        contents={names[path]: repository.contents[path] for path in kept},
        pairs={(names[a], names[b]) for a, b in repository.pairs if a in names and b in names},
        originals={names[b]: names.get(a, a) for b, a in repository.originals.items() if b in names},
    )


def measured(
    repository: Repository, look: Callable[[Path], Discovery], rules: Rules | None = None, label: str = ""
) -> Outcome:
    """What is made of these documents, counted in `rules`."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for path, content in repository.contents.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        began = perf_counter()
        made = [pair for pair in look(root).pairs if pair.source]
        seconds = perf_counter() - began
        named = [(_below(root, pair.source or ""), _below(root, pair.target)) for pair in made]
    right = [repository.originals.get(a, a) == repository.originals.get(b, b) for a, b in named]
    if rules is not None:
        rules.update((label, pair.paired_by, is_right) for pair, is_right in zip(made, right, strict=True))
    return Outcome(len(repository.pairs), len(repository.pairs & set(named)), right.count(False), seconds)


def _below(root: Path, path: str) -> str:
    return Path(path).relative_to(root).as_posix()


def total(outcomes: Sequence[Outcome]) -> Outcome:
    """Several outcomes together."""
    return Outcome(
        *(sum(column) for column in zip(*((o.pairs, o.found, o.wrong, o.seconds) for o in outcomes), strict=True))
    )


def by_names(folder: Path) -> Discovery:
    """What names alone say."""
    return discover([folder], suffixes=FORMATS, head=lambda _: Head())


def without_texts(folder: Path) -> Discovery:
    """What names and front matter say."""
    return discover([folder], suffixes=FORMATS, head=head)


LOOKS: dict[str, Callable[[Path], Discovery]] = {
    "names": by_names,
    "front matter": without_texts,
    "all": lambda folder: find_pairs([folder]),
}

if __name__ == "__main__":
    main()
