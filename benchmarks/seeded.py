"""Is what was taken out, put in or doubled found? `python benchmarks/seeded.py [PUBLISHER ...]` prints a table.

Takes real clean pairs (the folder `pairs/clean`, see `alignment.py`), changes the target at random but with a fixed
seed, and looks whether the checks say just that. Changed are passages of twelve words and more, or sentences of six,
whose bead in the unchanged pair is sure. A finding counts as false when the unchanged pair did not have it.
Constants were chosen on the pairs of cds, mozlegal and osguide; the default publishers are others.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from alignment import corpora
from parallelcheck import checks
from parallelcheck.config import Config
from parallelcheck.model import AlignedPair, Bead, Document, Kind, Segment, Severity
from parallelcheck.pipeline import Session
from parallelcheck.read import FORMATS, read

QUOTED = ("gcblog", "letsenc", "innersource", "cncf")
SHARES = (0.01, 0.1, 0.3)  # of the passages that could be changed
SURE = 0.95
COVERAGE = frozenset(
    {"missing-passage", "added-passage", "missing-sentence", "added-sentence", "weak-match", "repeated-passage"}
)

Key = tuple[str, str]  # what is said ("missing", "added"), and of which text


@dataclass(frozen=True)
class Material:
    """What a change works on: the passages of the target, the beads that it may touch, and foreign passages."""

    passages: tuple[Segment, ...]
    sure: Sequence[Bead]
    strangers: Sequence[Segment]
    random: Random
    before: set[Key]  # what the checks say of the unchanged pair

    def chosen(self, beads: Sequence[Bead], share: float) -> list[Bead]:
        """At least one of the beads."""
        return self.random.sample(beads, max(1, round(share * len(beads)))) if beads else []


Change = Callable[[Material, float], tuple[list[Segment], set[Key]]]


def main() -> None:
    """Change, check, count, print."""
    publishers = tuple(sys.argv[1:]) or QUOTED
    session = Session(Config())
    pairs = [
        (name, session.compare(source, target, name))
        for name, source, target in _documents(corpora() / "pairs" / "clean", publishers, session)
    ]
    print(f"{len(pairs)} pairs of {', '.join(publishers)}\n")
    print("| change | seeded | precision | recall |\n|---|---|---|---|")
    for change in (removed, added, doubled, sentence_removed, sentence_added):
        counts: Counter[str] = Counter()
        for at, (name, pair) in enumerate(pairs):
            strangers, before = _strangers(pairs, at), _said(pair, session)
            for share in SHARES:
                material = Material(pair.target.segments, _sure(pair), strangers, Random(f"{name} {share}"), before)
                counts += _trial(pair, change, share, material, session)
        recall = counts["found"] / max(counts["seeded"], 1)
        precision = counts["found"] / max(counts["found"] + counts["false"], 1)
        title = (change.__doc__ or "").rstrip(".")
        print(f"| {title} | {counts['seeded']} | {precision:.3f} | {recall:.3f} |", flush=True)


def removed(material: Material, share: float) -> tuple[list[Segment], set[Key]]:
    """Passage removed."""
    beads = material.chosen(material.sure, share)
    gone = {bead.target[0].index for bead in beads}
    return [s for s in material.passages if s.index not in gone], {("missing", b.source[0].text) for b in beads}


def added(material: Material, share: float) -> tuple[list[Segment], set[Key]]:
    """Passage added."""
    after = {bead.target[0].index for bead in material.chosen(material.sure, share)}
    strangers = iter(material.random.choices(material.strangers, k=len(after)))
    passages, seeded = [], set()
    for segment in material.passages:
        passages.append(segment)
        if segment.index in after:
            passages.append(next(strangers))
            seeded.add(("added", passages[-1].text))
    return passages, seeded


def doubled(material: Material, share: float) -> tuple[list[Segment], set[Key]]:
    """Passage doubled."""
    beads = material.chosen(material.sure, share)
    twice = {bead.target[0].index for bead in beads}
    passages = [copy for s in material.passages for copy in ((s, s) if s.index in twice else (s,))]
    return passages, {("added", bead.target[0].text) for bead in beads}


def sentence_removed(material: Material, share: float) -> tuple[list[Segment], set[Key]]:
    """Sentence removed."""
    rewritten, seeded = {}, set()
    for bead in material.chosen([bead for bead in material.sure if _sentences(bead)], share):
        inner = material.random.choice(_sentences(bead))
        rest = [s.text for s in bead.target[0].sentences if s is not inner.target[0]]
        rewritten[bead.target[0].index] = " ".join(rest)
        seeded.add(("missing", inner.source[0].text))
    return _rewrite(material.passages, rewritten), seeded


def sentence_added(material: Material, share: float) -> tuple[list[Segment], set[Key]]:
    """Sentence added."""
    rewritten, seeded = {}, set()
    sentences = [t.text for s in material.strangers for t in s.sentences if checks.words(t.text) >= 6]
    for bead in material.chosen([bead for bead in material.sure if _sentences(bead)], share):
        texts = [s.text for s in bead.target[0].sentences]
        stranger = material.random.choice(sentences)
        texts.insert(material.random.randrange(1, len(texts) + 1), stranger)
        rewritten[bead.target[0].index] = " ".join(texts)
        seeded.add(("added", stranger))
    return _rewrite(material.passages, rewritten), seeded


def _rewrite(passages: Sequence[Segment], texts: dict[int, str]) -> list[Segment]:
    return [replace(s, text=texts[s.index], marks=(), lines=()) if s.index in texts else s for s in passages]


def _sentences(bead: Bead) -> list[Bead]:
    """Sentences of a passage of three and more that can be taken out without anything else changing."""
    ones = [b for b in bead.sentences if len(b.source) == len(b.target) == 1 and b.score >= SURE]
    long = [b for b in ones if min(checks.words(b.source[0].text), checks.words(b.target[0].text)) >= 6]
    return long if len(ones) == len(bead.sentences) >= 3 else []


def _sure(pair: AlignedPair) -> list[Bead]:
    ones = [b for b in pair.beads if len(b.source) == len(b.target) == 1 and b.score >= SURE and not b.moved]
    prose = [b for b in ones if Kind.METADATA not in (b.source[0].kind, b.target[0].kind)]
    return [b for b in prose if min(checks.words(b.source[0].text), checks.words(b.target[0].text)) >= 12]


def _strangers(pairs: Sequence[tuple[str, AlignedPair]], at: int) -> list[Segment]:
    """Passages of another document in the language of the target."""
    language = pairs[at][1].target.language
    others = [pair for _, pair in (*pairs[at + 1 :], *pairs[:at]) if pair.target.language == language]
    return [bead.target[0] for pair in others[:5] for bead in _sure(pair)]


def _trial(pair: AlignedPair, change: Change, share: float, material: Material, session: Session) -> Counter[str]:
    if not (material.sure and material.strangers):
        return Counter()
    passages, seeded = change(material, share)
    renumbered = tuple(replace(s, index=i, sentences=()) for i, s in enumerate(passages))
    target = session.prepare(replace(pair.target, segments=renumbered), pair.target.language)
    after = _said(session.compare(pair.source, target, "seeded"), session)
    return Counter(seeded=len(seeded), found=len(seeded & after), false=len(after - seeded - material.before))


def _said(pair: AlignedPair, session: Session) -> set[Key]:
    """What the coverage checks say at warning and above."""
    findings, _ = checks.run([check for check in session.checks if check.name in COVERAGE], pair)
    said: set[Key] = set()
    for finding in findings:
        if finding.severity < Severity.WARNING:
            continue
        if finding.check in ("missing-passage", "missing-sentence"):
            said |= {("missing", segment.text) for segment in finding.source}
        elif finding.check in ("added-passage", "added-sentence", "repeated-passage"):
            said |= {("added", segment.text) for segment in finding.target}
        elif finding.check == "weak-match":
            said |= {("weak", segment.text) for segment in finding.target}
    return said


def _documents(folder: Path, publishers: tuple[str, ...], session: Session) -> Iterator[tuple[str, Document, Document]]:
    for place in sorted(folder.iterdir()):
        if not place.name.startswith(publishers):
            continue
        languages = json.loads((place / "meta.json").read_text(encoding="utf-8"))["langs"]
        paths = [path for code in ("en", *(c for c in languages if c != "en")) for path in place.glob(f"{code}.*")]
        if len(paths) == 2 and all(path.suffix in FORMATS for path in paths):
            source, target = (session.prepare(read(p.read_bytes(), p.name), p.stem) for p in paths)
            yield place.name, source, target


if __name__ == "__main__":
    main()
