"""Measures what it says of two documents that their beginnings are alike: `_ODDS` in
`src/parallelcheck/align/likeness.py`, which this prints.

    python training/likeness.py FOLDER [NAME ...]

FOLDER holds `pairs/`. Only repositories whose name begins with one of the names are looked at (by default those that
constants are chosen on): keep the others for quoting figures, which `benchmarks/pairing.py` prints.

The documents of a repository are compared as if they had no names: all of them, then many times over a part of those
in each language, so that what is closest often is a stranger.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import numpy as np

from calibration import logistic
from parallelcheck.config import Config
from parallelcheck.discover import Lone
from parallelcheck.likeness import Beginning, beginnings, likenesses
from parallelcheck.session import Session
from parallelcheck.work import beginning

CHOSEN = ("cds", "mozlegal", "osguide")
DRAWS = 20

Begun = Mapping[str, Sequence[Beginning]]


def main() -> None:
    """Compare, fit, print."""
    folder, names = Path(sys.argv[1]), tuple(sys.argv[2:]) or CHOSEN
    session = Session(Config())
    rows: list[tuple[float, float]] = []
    truth: list[float] = []
    for originals in repositories(folder, names):
        lone = [Lone(path, Path(path).name.partition(".")[0], frozenset()) for path in originals]
        begun = beginnings(lone, beginning, session.encoder)
        for draw in drawn(begun):
            for each in likenesses(draw, session.norms):
                rows.append((1.0, each.held))
                truth.append(originals[each.first.lone.path] == originals[each.second.lone.path])
    odds = logistic(np.array(rows), np.array(truth, np.float64), np.ones(len(truth)))
    print(f"{len(truth)} pairs, {sum(truth)} of them translations")
    print("_ODDS:", [round(float(value), 1) for value in odds])


def repositories(folder: Path, names: Sequence[str]) -> list[dict[str, str]]:
    """The documents of each repository, with the original that each of them is or translates."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for meta in sorted(folder.glob("pairs/*/*/meta.json")):
        about = json.loads(meta.read_text("utf-8"))
        name = about["id"].partition("-")[0].partition(".")[0]
        source, target = (next(meta.parent.glob(f"{language}.*")).as_posix() for language in about["paths"])
        if name in names:
            original = about["paths"]["en"]
            if original not in found[name].values():
                found[name][source] = original
            found[name][target] = original
    return list(found.values())


def drawn(begun: Begun) -> Iterator[Begun]:
    """All documents, then several times those that are left of every language by chance."""
    yield begun
    random = Random(1)
    for _ in range(DRAWS):
        shares = {language: random.uniform(0.1, 1.0) for language in begun}
        yield {
            language: random.sample(list(group), round(shares[language] * len(group)) or 1)
            for language, group in begun.items()
        }


if __name__ == "__main__":
    main()
