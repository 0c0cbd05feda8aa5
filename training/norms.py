"""Measures what is normal for translations and for strangers, and writes `src/parallelcheck/align/norms.json`.

    python training/norms.py FOLDER [PUBLISHER ...]

FOLDER holds one folder per pair with `meta.json` (`{"langs": ["en", "fr"]}`) and the two documents. Beads of one
passage or sentence on each side that the aligner is sure of count as translations, random pairs of the same two
documents as strangers. Only pairs whose name begins with one of the publishers are looked at (all by default): keep
the others for quoting figures. Run it again whenever the model changes, and twice: the aligner learns from it. What
the evidence under the new norms is worth, `calibration.py` measures after that.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from parallelcheck.align import PASSAGES, SENTENCES, Norms
from parallelcheck.align.norms import sample_figures
from parallelcheck.align.score import Scorer
from parallelcheck.align.search import align_units
from parallelcheck.align.units import Rarity, Units, units
from parallelcheck.config import Config
from parallelcheck.encode.sample import sample_vectors
from parallelcheck.model import Document
from parallelcheck.read import FORMATS, read
from parallelcheck.session import Session

OUTPUT = Path(__file__).parent.parent / "src" / "parallelcheck" / "align" / "norms.json"
# Characters: the ends of the bins, and between them the knots at which the norms are written down.
EDGES = (1, 12, 24, 48, 96, 192, 384, 4000)
KNOTS = (8, 18, 36, 72, 140, 280, 600)
SURE = 0.5


def main() -> None:
    """Measure, smooth, write."""
    folder, publishers = Path(sys.argv[1]), tuple(sys.argv[2:])
    session = Session(Config())
    translations, strangers = [], []
    for pair in sorted(folder.iterdir()):
        if pair.name.startswith(publishers or ("",)):
            for sides in _levels(pair, session):
                found = _measure(*sides, session.norms)
                translations.append(found[0])
                strangers.append(found[1])
    table = _table(np.concatenate(translations), np.concatenate(strangers)) | {"odds": asdict(session.norms.odds)}
    figures = sample_figures(*sample_vectors(session.encoder))
    content = {"model": session.encoder.name, "sample": asdict(figures), "norms": table}
    OUTPUT.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(OUTPUT.read_text(encoding="utf-8"))


def prepared(pair: Path, session: Session) -> tuple[Document, Document] | None:
    """The two documents of a pair, English first; None where one of them cannot be read or is not translated."""
    languages = json.loads((pair / "meta.json").read_text(encoding="utf-8"))["langs"]
    paths = [path for code in ("en", *(c for c in languages if c != "en")) for path in pair.glob(f"{code}.*")]
    if len(paths) != 2 or any(path.suffix not in FORMATS for path in paths):
        return None
    source, target = (session.prepare(read(path.read_bytes(), path.name), path.stem) for path in paths)
    return None if _is_untranslated(source) or _is_untranslated(target) else (source, target)


def _levels(pair: Path, session: Session) -> Iterator[tuple[Units, Units, bool]]:
    """The units of a pair as passages, and as sentences (True)."""
    documents = prepared(pair, session)
    if documents is None:
        return
    vectors = [session.vectors(document) for document in documents]
    passages = [document.segments for document in documents]
    sentences = [[sentence for segment in segments for sentence in segment.sentences] for segments in passages]
    for segments, rows, is_sentences in (
        (passages, [v.passages for v in vectors], False),
        (sentences, [np.concatenate(v.sentences) for v in vectors], True),
    ):
        if min(map(len, segments)) >= 10:
            rarity = Rarity(*segments)
            left, right = (units(s, r, rarity) for s, r in zip(segments, rows, strict=True))
            yield left, right, is_sentences


def _is_untranslated(document: Document) -> bool:
    decided = [s for s in document.segments if s.identified.status == "decided"]
    return sum(s.identified.is_(document.language) for s in decided) < 0.9 * len(decided)


def _measure(left: Units, right: Units, is_sentences: bool, start: Norms) -> tuple[np.ndarray, np.ndarray]:
    """(length, cosine, log ratio of lengths about its median) of translations; (length, cosine) of strangers."""
    matches, _ = align_units(left, right, start, SENTENCES if is_sentences else PASSAGES)
    ones = [m for m in matches if len(m.source) == len(m.target) == 1 and m.score >= SURE]
    scorer = Scorer(left, right, start, PASSAGES)
    mates = np.array([(*m.source, *m.target) for m in ones]).reshape(-1, 2)
    random = np.random.default_rng(0)
    others = np.stack([random.integers(0, len(left), 300), random.integers(0, len(right), 300)], axis=1)
    far = [pair for pair in others if not any(abs(pair[0] - i) <= 1 and abs(pair[1] - j) <= 1 for i, j in mates)]
    ratios = np.log(right.lengths[mates[:, 1]] / left.lengths[mates[:, 0]])
    return (
        np.column_stack([*_cosines(scorer, mates), ratios - np.median(ratios) if len(ratios) else ratios]),
        np.column_stack(_cosines(scorer, np.array(far).reshape(-1, 2))),
    )


def _cosines(scorer: Scorer, pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = pairs[:, 0], pairs[:, 1]
    shorter = np.minimum(scorer.source.lengths[rows], scorer.target.lengths[columns])
    return shorter, scorer.cosine((1, 1), rows, columns)


def _table(translations: np.ndarray, strangers: np.ndarray) -> dict[str, Any]:
    """Figures by length, robust (median, median absolute deviation), and monotone as `Norms` wants them."""
    bins = list(pairwise(EDGES))
    ours = [translations[(translations[:, 0] >= low) & (translations[:, 0] < high)] for low, high in bins]
    theirs = [strangers[(strangers[:, 0] >= low) & (strangers[:, 0] < high)] for low, high in bins]
    columns = {
        "translation_mean": _rising([np.median(b[:, 1]) for b in ours]),
        "translation_deviation": _falling([_deviation(b[:, 1]) for b in ours]),
        "stranger_mean": _rising([b[:, 1].mean() for b in theirs]),
        "stranger_deviation": _falling([b[:, 1].std() for b in theirs]),
        "length_variance": _falling([_deviation(b[:, 2]) ** 2 for b in ours]),
    }
    return {"knots": list(KNOTS), **{name: [round(float(v), 4) for v in values] for name, values in columns.items()}}


def _rising(values: list[float]) -> np.ndarray:
    """Made monotone from the long end, where figures are steadier than at labels of a word or two."""
    return np.minimum.accumulate(values[::-1])[::-1]


def _falling(values: list[float]) -> np.ndarray:
    return np.maximum.accumulate(values[::-1])[::-1]


def _deviation(values: np.ndarray) -> float:
    return float(1.4826 * np.median(np.abs(values - np.median(values))))


if __name__ == "__main__":
    main()
