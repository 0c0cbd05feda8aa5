"""How often is the language of a passage right, and how often is silence broken wrongly?

    python benchmarks/language.py > benchmarks/results/language.md
    python benchmarks/language.py --documents     # lists what is called foreign in whole documents, to be read

Needs parallel corpora: the folder in PARALLELCHECK_CORPORA, or ../shared/corpora beside the checkout. Samples are
taken by line number, so that every run measures the same passages.
"""

import argparse
import gzip
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from parallelcheck import split
from parallelcheck.language import LANGUAGES, Identifier, annotate, prose, runs
from parallelcheck.model import Document, Segment
from parallelcheck.read import read

BUCKETS = {"2-3": (2, 3), "4-8": (4, 8), "9-25": (9, 25), "26+": (26, 200)}
PER_BUCKET = 300
OTHERS = tuple(language for language in LANGUAGES if language != "en")
Pairs = list[tuple[str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--documents", action="store_true", help="list what is called foreign in whole documents")
    folder = corpora()
    if parser.parse_args().documents:
        documents_list(folder)
        return
    prose_pairs = {language: pairs(folder / "train" / f"en-{language}.prose.tsv.gz") for language in OTHERS}
    print("# Language identification and sentence splitting, measured\n")
    passages_table(Identifier(), folder / "train", prose_pairs)
    runs_table(prose_pairs)
    sentences_table(folder / "train")


def corpora() -> Path:
    beside = Path(__file__).resolve().parents[2] / "shared" / "corpora"
    folder = Path(os.environ.get("PARALLELCHECK_CORPORA", beside))
    if not (folder / "train").is_dir():
        sys.exit(f"No corpora in {folder}: set PARALLELCHECK_CORPORA to the folder that holds train/ and pairs/.")
    return folder


def rows(path: Path) -> Iterator[tuple[str, str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            english, other, source = line.rstrip("\n").split("\t")
            yield english, other, source


def pairs(path: Path) -> Pairs:
    """The pairs (English, other language) whose sides share at most half of their words: the others may be English."""
    return [(english, other) for english, other, _ in rows(path) if differ(english, other)]


def differ(english: str, other: str) -> bool:
    left, right = set(english.lower().split()), set(other.lower().split())
    return 2 * len(left & right) <= min(len(left), len(right))


def passages_table(identifier: Identifier, train: Path, prose_pairs: dict[str, Pairs]) -> None:
    samples = {language: sample(language, train, prose_pairs) for language in LANGUAGES}
    print(f"## Passages\n\nUp to {PER_BUCKET} for each language and number of words, six candidate languages.\n")
    print(
        "| words | language | n | right % | wrong % | undecided % | none % | own called foreign % | foreign found % |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    changes: list[tuple[str, Callable[[str], str]]] = [(bucket, str) for bucket in BUCKETS]
    for bucket, change in [*changes, ("4-8", str.upper), ("9-25", str.upper)]:
        label = f"{bucket} CAPITALS" if change is str.upper else bucket
        table = {language: judged(identifier, language, samples[language][bucket], change) for language in LANGUAGES}
        for language, counts in table.items():
            print(row(label, language, counts))
        print(row(f"**{label}**", "all", sum(table.values(), Counter())))
    print(
        "\nRight, wrong, undecided and none: asked without an expectation. Own called foreign: asked with the passage's"
        " own language expected. Foreign found: asked with French expected, with English expected for French.\n"
    )


def sample(language: str, train: Path, prose_pairs: dict[str, Pairs]) -> dict[str, list[str]]:
    """Passages of each length, half from catalogues and half from prose: every 37th that fits, from the top."""
    other = "fr" if language == "en" else language
    found: dict[str, list[str]] = {bucket: [] for bucket in BUCKETS}
    for limit, source in ((PER_BUCKET // 2, pairs(train / f"en-{other}.tsv.gz")), (PER_BUCKET, prose_pairs[other])):
        for sides in source[20::37]:
            text = sides[0 if language == "en" else 1]
            for bucket, (least, most) in BUCKETS.items():
                if least <= len(text.split()) <= most and len(found[bucket]) < limit:
                    found[bucket].append(text)
    return found


def judged(identifier: Identifier, language: str, texts: list[str], change: Callable[[str], str]) -> Counter[str]:
    counts: Counter[str] = Counter(n=len(texts))
    for text in map(change, texts):
        verdict = identifier.identify(text)
        decided = "right" if verdict.language == language else "wrong"
        counts[decided if verdict.status == "decided" else verdict.status] += 1
        own = identifier.identify(text, language)
        counts["own"] += own.status == "decided" and own.language != language
        counts["foreign"] += identifier.identify(text, "en" if language == "fr" else "fr").is_(language)
    return counts


def row(label: str, language: str, counts: Counter[str]) -> str:
    names = ("right", "wrong", "undecided", "none", "own", "foreign")
    cells = [f"{100 * counts[name] / max(1, counts['n']):.1f}" for name in names]
    return f"| {label} | {language} | {counts['n']} | " + " | ".join(cells) + " |"


def runs_table(prose_pairs: dict[str, Pairs]) -> None:
    """Sentences with their second half left in the other language, against sentences as they are."""
    print("## Runs\n\nHalf a sentence spliced to the second half of its translation, and sentences as they are.\n")
    print("| language | runs of | spliced | run found % | characters right % | as they are | with a run % | ms each |")
    print("|---|---|---|---|---|---|---|---|")
    for language in OTHERS:
        print(runs_row(language, "en", [(other, english) for english, other in prose_pairs[language]]))
    print(runs_row("en", "fr", prose_pairs["fr"]))
    print("\nCharacters right: intersection over union of the run found and the half spliced in.\n")


def runs_row(language: str, foreign: str, sides: Pairs) -> str:
    began = time.process_time()
    untouched = [own for own, _ in sides[5::7]][:5000]
    false = sum(bool(runs(text, language, foreign)) for text in untouched)
    candidates = [pair for pair in sides[11::20] if all(16 <= len(side.split()) <= 60 for side in pair)][:500]
    overlaps = [overlap(own, other, language, foreign) for own, other in candidates]
    found = [share for share in overlaps if share > 0]
    each = 1000 * (time.process_time() - began) / (len(untouched) + len(candidates))
    return (
        f"| {language} | {foreign} | {len(overlaps)} | {100 * len(found) / len(overlaps):.1f} |"
        f" {100 * sum(found) / len(found):.1f} | {len(untouched)} | {100 * false / len(untouched):.2f} | {each:.2f} |"
    )


def overlap(own: str, other: str, language: str, foreign: str) -> float:
    first = own.split()[: len(own.split()) // 2]
    text = " ".join([*first, *other.split()[len(other.split()) // 2 :]])
    true = set(range(len(" ".join(first)) + 1, len(text)))
    found = {at for start, end in runs(text, language, foreign) for at in range(start, end)}
    return len(true & found) / len(true | found)


def sentences_table(train: Path) -> None:
    """Paragraphs and their translations: how often both have as many sentences."""
    print("## Sentences\n\nParagraphs of the training pairs; translators do join and divide sentences themselves.\n")
    print("| language | paragraphs | as many sentences as in English % | Mchar/s |\n|---|---|---|---|")
    for language in OTHERS:
        paragraphs = [
            (english, other)
            for english, other, source in rows(train / f"en-{language}.prose.tsv.gz")
            if source.endswith("-par")
        ]
        began = time.process_time()
        same = sum(len(split.spans(a, "en")) == len(split.spans(b, language)) for a, b in paragraphs)
        speed = sum(len(a) + len(b) for a, b in paragraphs) / (time.process_time() - began) / 1e6
        print(f"| {language} | {len(paragraphs)} | {100 * same / len(paragraphs):.1f} | {speed:.1f} |")


def documents_list(folder: Path) -> None:
    """Every passage, sentence and run in the translations that is called another language than its document's."""
    identifier = Identifier()
    paths = sorted(folder.glob("seeds/*.txt"))
    paths += [path for path in sorted(folder.glob("pairs/*/*/*.md")) if path.stem in OTHERS]
    for path in paths:
        language = path.stem if path.stem in LANGUAGES else None
        document = annotate(with_sentences(read(path.read_bytes(), path.name)), identifier, language)
        print(f"\n## {path.parent.name}/{path.name}: {document.language}, {len(document.segments)} passages")
        for segment in document.segments:
            for line in foreign_parts(segment, document.language or ""):
                print(f"- {line}")


def with_sentences(document: Document) -> Document:
    segments = []
    for segment in document.segments:
        spans = split.spans(segment.text, document.language)
        segments.append(replace(segment, sentences=tuple(segment.part(start, end) for start, end in spans)))
    return replace(document, segments=tuple(segments))


def foreign_parts(segment: Segment, language: str) -> Iterator[str]:
    whole = segment.identified
    parts = segment.sentences if whole.is_(language) or whole.status != "decided" else (segment,)
    for part in parts:
        if part.identified.status == "decided" and not part.identified.is_(language):
            yield f"{part.where.line} {part.kind} {part.identified.language} `{prose(part).strip()[:200]}`"
    if whole.is_(language):
        for start, end in runs(prose(segment), language, "en"):
            yield f"{segment.line_at(start)} run en `{segment.text[start:end]}`"


if __name__ == "__main__":
    main()
