"""Are the words without a counterpart named? `python benchmarks/words.py [choose] [--reference MODEL]`

Writes `results/words.md`. Takes sentence pairs from the folder of real documents (see `alignment.py`): those aligned by
hand, and sentences of `pairs/clean` and `pairs/articles` that alignment is sure of. Where both sides have the same
number of clauses (between commas, semicolons and colons), each of which resembles the one in its place far more than
any other, one clause is dropped on one side: then the words of its counterpart are those to be marked, and no others.
A clause that is dropped holds two words or more that are no function words; only such words are counted.

The constants of `align/words.py` were chosen with `choose`, on other documents than those quoted; it prints only.
With a reference the same is measured with the words' vectors of another model.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

import numpy as np

from alignment import corpora, read_gold
from parallelcheck.align import unmatched_spans
from parallelcheck.config import Config
from parallelcheck.encode import Encoder, comparable, load
from parallelcheck.function_words import FUNCTION_WORDS
from parallelcheck.model import Kind
from parallelcheck.read import FORMATS, read
from parallelcheck.session import Session

CHOOSING = ("cds", "mozlegal", "osguide", *(f"transread-{name}" for name in ("Alice", "Emma", "LesConfessions")))
SURE = 0.9  # score of the sentence pairs that count as true
CLEAR = 0.2  # by how much a clause resembles the one in its place more than any other
SIZES = (2, 4, 7, 11)  # words dropped, function words not counted
WORD = re.compile(r"[^\W_]+(?:[-.,][^\W_]+)*")
SMALL = frozenset(" ".join(FUNCTION_WORDS.values()).split())

TEXT = """# Words without a counterpart, measured

`python benchmarks/words.py`: a clause is dropped on one side of a true sentence pair, and the words marked on the other
side are counted, function words aside. A clause is found when more than half of its words are marked. False marks are
those in the unchanged pairs, for a hundred words; some of these translations are free or leave something out
themselves. The last column is the share marked of a sentence that stands beside the translation of the next one.

{tables}
"""
TABLE = """## {model}

| documents | clauses dropped | precision | recall | found | unchanged pairs | false marks | of the wrong sentence |
|---|---|---|---|---|---|---|---|
{groups}

| | clauses dropped | precision | recall | found |
|---|---|---|---|---|
{others}"""

Span = tuple[int, int]
Mark = Callable[[str, str], list[Span]]  # a text and the other one: what the other one does not render


@dataclass(frozen=True)
class Pair:
    """Two sentences that translate one another; `group` is what the table calls such documents."""

    group: str
    document: str
    texts: tuple[str, str]


@dataclass(frozen=True)
class Trial:
    """A text and the other one without what renders `dropped`, a part of the text."""

    labels: tuple[str, ...]
    text: str
    other: str
    dropped: Span


def main() -> None:
    """Drop, mark, count, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("half", nargs="?", choices=["choose", "quote"], default="quote")
    parser.add_argument("--reference", metavar="MODEL", help="a model to compare the words' vectors with")
    arguments = parser.parse_args()
    pairs = list(dict.fromkeys(sentence_pairs(corpora(), choosing=arguments.half == "choose")))
    trials = [trial for pair in pairs for trial in dropped(pair, load())]
    names = ["embedded", *([arguments.reference] if arguments.reference else [])]
    text = TEXT.format(tables="\n\n".join(table(comparable(load(name)), pairs, trials) for name in names))
    print(text)
    if arguments.half == "quote":
        Path(__file__).with_name("results").joinpath("words.md").write_text(text, encoding="utf-8")


def sentence_pairs(folder: Path, *, choosing: bool) -> Iterator[Pair]:
    """True ones, of the documents that constants are chosen on or of the others."""
    for path in sorted((folder / "gold").glob("*.json")):
        if path.stem.startswith(CHOOSING) == choosing:
            source, target, beads = read_gold(path)
            ones = [(source[i[0]], target[j[0]]) for i, j in beads if len(i) == len(j) == 1]
            group = f"{path.stem.split('-')[0]}, {path.stem[-5:]}"
            yield from (Pair(group, path.stem, texts) for texts in ones)
    session = Session(Config())
    for place in sorted([*(folder / "pairs" / "clean").iterdir(), *(folder / "pairs" / "articles").iterdir()]):
        if (place / "meta.json").exists() and place.name.startswith(CHOOSING) == choosing:
            yield from _aligned(place, session)


def _aligned(place: Path, session: Session) -> Iterator[Pair]:
    """The sentences of a pair of documents that are sure to translate one another."""
    languages = json.loads((place / "meta.json").read_text(encoding="utf-8"))["langs"]
    paths = [path for code in ("en", *(c for c in languages if c != "en")) for path in place.glob(f"{code}.*")]
    if len(paths) != 2 or any(path.suffix not in FORMATS for path in paths):
        return
    source, target = (session.prepare(read(path.read_bytes(), path.name), path.stem) for path in paths)
    for bead in chain.from_iterable(bead.sentences for bead in session.compare(source, target, place.name).beads):
        sentences = (*bead.source, *bead.target)
        prose = all(sentence.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) for sentence in sentences)
        if len(bead.source) == len(bead.target) == 1 and bead.score >= SURE and prose and not bead.moved:
            yield Pair(f"en-{paths[1].stem}", place.name, (sentences[0].text, sentences[1].text))


def dropped(pair: Pair, encoder: Encoder) -> Iterator[Trial]:
    """Every clause that can be dropped on either side."""
    source, target = (clauses(text) for text in pair.texts)
    if len(source) != len(target) or len(source) < 2:
        return
    left, right = (
        encoder.encode([text[start:end] for start, end in side])
        for text, side in zip(pair.texts, (source, target), strict=True)
    )
    cosines = left @ right.T
    for k, (ours, theirs) in enumerate(zip(source, target, strict=True)):
        others = np.concatenate([np.delete(cosines[k], k), np.delete(cosines[:, k], k)])
        if cosines[k, k] - others.max() >= CLEAR:
            yield from _trial(pair.group, "dropped from the translation", pair.texts, ours, theirs)
            yield from _trial(pair.group, "dropped from the original", pair.texts[::-1], theirs, ours)


def _trial(group: str, side: str, texts: tuple[str, str], kept: Span, dropped: Span) -> Iterator[Trial]:
    text, whole = texts
    other = (whole[: dropped[0]] + whole[dropped[1] :]).strip()
    words = [sum(kept[0] <= at < kept[1] for at in says_something(text)), len(says_something(whole[slice(*dropped)]))]
    if min(words) >= 2 <= len(says_something(other)):
        low = max(size for size in SIZES if size <= words[0])
        high = next((size for size in SIZES if size > words[0]), None)
        size = f"{low} to {high - 1} words dropped" if high else f"{low} words and more dropped"
        yield Trial(("all", group, side, size), text, other, kept)


def clauses(text: str) -> list[Span]:
    """The (start, end) of what stands between commas, semicolons and colons."""
    cuts = [match.end() for match in re.finditer(r"[,;:]\s+", text)]
    return [(start, end) for start, end in pairwise([0, *cuts, len(text)]) if start < end]


def says_something(text: str) -> list[int]:
    """Where the words begin that are no function words."""
    words = [word for word in WORD.finditer(text) if len(word[0]) > 2 or word[0].isdigit()]
    return [word.start() for word in words if word[0].casefold() not in SMALL]


def table(encoder: Encoder, pairs: Sequence[Pair], trials: Sequence[Trial]) -> str:
    """What is found with the vectors of a model."""

    def mark(text: str, other: str) -> list[Span]:
        return unmatched_spans(text, other, encoder.encode)[0]

    found, unchanged, wrong = count(mark, trials), _false(mark, pairs), _wrong(mark, pairs)
    groups = ["all", *sorted({pair.group for pair in pairs})]
    others = sorted(set(found) - set(groups), key=lambda label: (label[0].isdigit(), len(label), label))
    return TABLE.format(
        model=encoder.name.rpartition("/")[2],
        groups="\n".join(f"| {name} | {_row(found[name])} | {unchanged[name]} | {wrong[name]} |" for name in groups),
        others="\n".join(f"| {name} | {_row(found[name])} |" for name in others),
    )


def count(mark: Mark, trials: Sequence[Trial]) -> dict[str, Counter[str]]:
    """By label: clauses dropped, words to be marked, words marked, both, clauses found."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for trial in trials:
        marked = _within(trial.text, mark(trial.text, trial.other))
        wanted = _within(trial.text, [trial.dropped])
        right = len(marked & wanted)
        found = Counter(clauses=1, wanted=len(wanted), marked=len(marked), right=right, found=2 * right > len(wanted))
        for label in trial.labels:
            counts[label] += found
    return counts


def _row(found: Counter[str]) -> str:
    precision, recall = found["right"] / max(found["marked"], 1), found["right"] / found["wanted"]
    return f"{found['clauses']} | {precision:.3f} | {recall:.3f} | {found['found'] / found['clauses']:.3f}"


def _false(mark: Mark, pairs: Sequence[Pair]) -> dict[str, str]:
    """By group: unchanged pairs, and words marked for a hundred in them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        for text, other in (pair.texts, pair.texts[::-1]):
            found = Counter(pairs=1, marked=len(_within(text, mark(text, other))), words=len(WORD.findall(text)))
            for label in ("all", pair.group):
                counts[label] += found
    return {name: f"{c['pairs'] // 2} | {100 * c['marked'] / c['words']:.2f}" for name, c in counts.items()}


def _wrong(mark: Mark, pairs: Sequence[Pair]) -> dict[str, str]:
    """By group: the share of a text's words that are marked when the other one is the next pair's."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, following in pairwise(pairs):
        text, other = pair.texts[0], following.texts[1]
        if pair.document == following.document:
            for label in ("all", pair.group):
                counts[label] += Counter(marked=len(_within(text, mark(text, other))), words=len(says_something(text)))
    return {name: f"{c['marked'] / max(c['words'], 1):.3f}" for name, c in counts.items()}


def _within(text: str, spans: Sequence[Span]) -> set[int]:
    return {at for at in says_something(text) if any(start <= at < end for start, end in spans)}


if __name__ == "__main__":
    main()
