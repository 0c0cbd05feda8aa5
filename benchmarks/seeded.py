"""Is what was taken out, put in, doubled or moved found? `python benchmarks/seeded.py [--failures] [PUBLISHER ...]`

Writes `results/seeded.md`. Takes real clean pairs (the folder `pairs/clean`, see `alignment.py`), changes the target at
random but with a fixed seed, and looks whether the checks say just that. Changed are passages of twelve words and more,
or sentences of six, whose bead in the unchanged pair is sure. A finding counts as false when the unchanged pair did not
have it and the change does not explain it. `--failures` prints every text that was missed or wrongly reported.
Constants were chosen on the pairs of cds, mozlegal and osguide; the default publishers are others.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from random import Random

from alignment import corpora
from parallelcheck import checks
from parallelcheck.config import Config
from parallelcheck.model import AlignedPair, Bead, Document, DocumentPair, Kind, Segment, Severity
from parallelcheck.pipeline import scan
from parallelcheck.read import FORMATS, read
from parallelcheck.session import Session

QUOTED = ("gcblog", "letsenc", "innersource", "cncf")
SHARES = (0.01, 0.1, 0.3)  # of the passages that could be changed
SURE = 0.6
SILENT = {Kind.CODE, Kind.METADATA}  # what the checks say nothing about
COVERAGE = frozenset(
    {"missing-passage", "added-passage", "missing-sentence", "added-sentence", "weak-match", "repeated-passage"}
)
RESULTS = Path(__file__).with_name("results") / "seeded.md"

TEXT = """# What is missing, added, doubled or moved, measured

`python benchmarks/seeded.py`: {pairs} pairs of {publishers}, model {model}. Passages have twelve words and more,
sentences six. The last columns are precision / recall when 1, 10 or 30 % of what could be changed is. Of what moved, a
passage counts as found if it is aligned with its translation, and as false if it is said to have moved and did not.

| change | seeded | precision | recall | 1 % | 10 % | 30 % |
|---|---|---|---|---|---|---|
{rows}

Of {strangers} pairs of a source and the target of another document, {refused} were refused as having next to nothing in
common; of the {pairs} true pairs, {wrongly} were.
"""

Key = tuple[str, str]  # what is said ("missing", "added" …), and of which text


@dataclass(frozen=True)
class Pair:
    """A pair of documents as it is: where it stands, aligned, and what the checks say of it."""

    name: str
    paths: DocumentPair
    aligned: AlignedPair
    said: frozenset[Key]

    @property
    def passages(self) -> tuple[Segment, ...]:
        """Those of the target."""
        return self.aligned.target.segments

    @property
    def sure(self) -> list[Bead]:
        """The beads that a change may touch: one long passage of prose on each side."""
        return [bead for bead in sure_beads(self.aligned) if shorter(bead) >= 12]


@dataclass(frozen=True)
class Material:
    """What a change works on: a pair, others whose targets are in the same language, and chance."""

    pair: Pair
    others: Sequence[Pair]
    random: Random

    def chosen(self, beads: Sequence[Bead], share: float) -> list[Bead]:
        """At least one of the beads."""
        return self.random.sample(beads, max(1, round(share * len(beads)))) if beads else []

    @property
    def strangers(self) -> list[Segment]:
        """Passages of the others."""
        return [bead.target[0] for other in self.others for bead in other.sure]


@dataclass(frozen=True)
class Changed:
    """The target's passages as they are now, what should be said of them, and what may be said besides; of passages
    that moved, the texts of source and target that belong together.
    """

    passages: Sequence[Segment]
    seeded: set[Key]
    explained: set[Key] = field(default_factory=set)
    moved: dict[str, str] = field(default_factory=dict)


def main() -> None:
    """Change, check, count, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--failures", action="store_true", help="print what was missed or wrongly reported")
    parser.add_argument("publishers", nargs="*", default=QUOTED)
    arguments = parser.parse_args()
    session = Session(Config())
    pairs = list(read_pairs(corpora() / "pairs" / "clean", tuple(arguments.publishers), session))
    rows = []
    for change, shares in CHANGES.items():
        counts = [tried(pairs, change, share, session, arguments.failures) for share in shares]
        rows.append(row((change.__doc__ or "").rstrip("."), counts))
        print(rows[-1], flush=True)
    strangers = [(pair, other) for at, pair in enumerate(pairs) for other in same_language(pairs, at)[:1]]
    text = TEXT.format(
        pairs=len(pairs),
        publishers=", ".join(arguments.publishers),
        model=session.encoder.name,
        rows="\n".join(rows),
        strangers=len(strangers),
        refused=sum(is_refused(replace(other.paths, source=pair.paths.source)) for pair, other in strangers),
        wrongly=sum(is_refused(pair.paths) for pair in pairs),
    )
    RESULTS.write_text(text, encoding="utf-8")


def removed(material: Material, share: float) -> Changed:
    """Passage removed."""
    beads = material.chosen(material.pair.sure, share)
    gone = {bead.target[0].index for bead in beads}
    rest = [s for s in material.pair.passages if s.index not in gone]
    return Changed(rest, {("missing", bead.source[0].text) for bead in beads})


def added(material: Material, share: float) -> Changed:
    """Passage added."""
    after = {bead.target[0].index for bead in material.chosen(material.pair.sure, share)}
    strangers = iter(material.random.choices(material.strangers, k=len(after)))
    passages, seeded = [], set()
    for segment in material.pair.passages:
        passages.append(segment)
        if segment.index in after:
            passages.append(next(strangers))
            seeded.add(("added", passages[-1].text))
    return Changed(passages, seeded)


def doubled(material: Material, share: float) -> Changed:
    """Passage doubled."""
    beads = material.chosen(material.pair.sure, share)
    twice = {bead.target[0].index for bead in beads}
    passages = [copy for s in material.pair.passages for copy in ((s, s) if s.index in twice else (s,))]
    return Changed(passages, {("added", bead.target[0].text) for bead in beads})


def sentence_removed(material: Material, share: float) -> Changed:
    """Sentence removed."""
    rewritten, seeded = {}, set()
    for bead in material.chosen([bead for bead in material.pair.sure if sentences_of(bead)], share):
        inner = material.random.choice(sentences_of(bead))
        rest = [s.text for s in bead.target[0].sentences if s is not inner.target[0]]
        rewritten[bead.target[0].index] = " ".join(rest)
        seeded.add(("missing", inner.source[0].text))
    return Changed(_rewrite(material.pair.passages, rewritten), seeded)


def sentence_added(material: Material, share: float) -> Changed:
    """Sentence added."""
    rewritten, seeded = {}, set()
    sentences = [t.text for s in material.strangers for t in s.sentences if checks.words(t.text) >= 6]
    for bead in material.chosen([bead for bead in material.pair.sure if sentences_of(bead)], share):
        texts = [s.text for s in bead.target[0].sentences]
        stranger = material.random.choice(sentences)
        texts.insert(material.random.randrange(1, len(texts) + 1), stranger)
        rewritten[bead.target[0].index] = " ".join(texts)
        seeded.add(("added", stranger))
    return Changed(_rewrite(material.pair.passages, rewritten), seeded)


def swapped(material: Material, share: float) -> Changed:
    """Neighbouring passages exchanged."""
    couples = [(a, b) for a, b in pairwise(material.pair.sure) if _distance(a, b) == 1]
    chosen: list[tuple[Bead, Bead]] = []
    for couple in material.random.sample(couples, len(couples)):
        touched = {bead.target[0].index for pair in chosen for bead in pair}
        if len(chosen) < max(1, share * len(couples)) and not touched & {bead.target[0].index for bead in couple}:
            chosen.append(couple)
    return _exchanged(material, chosen)


def swapped_far(material: Material, share: float) -> Changed:
    """Distant passages exchanged, two and more apart."""
    beads = material.random.sample(material.pair.sure, len(material.pair.sure))
    couples = [(a, b) for a, b in zip(beads[::2], beads[1::2], strict=False) if _distance(a, b) > 2]
    return _exchanged(material, couples[: max(1, round(share * len(beads) / 2))])


def _distance(one: Bead, other: Bead) -> int:
    return abs(one.target[0].index - other.target[0].index)


def _exchanged(material: Material, couples: Sequence[tuple[Bead, Bead]]) -> Changed:
    passages = list(material.pair.passages)
    for one, other in couples:
        i, j = one.target[0].index, other.target[0].index
        passages[i], passages[j] = passages[j], passages[i]
    return _moved(passages, [bead for couple in couples for bead in couple], set())


def section_moved(material: Material, _share: float) -> Changed:
    """Section moved: a heading and what stands under it."""
    passages = list(material.pair.passages)
    movable = [(start, stop) for start, stop in sections(passages) if _held(material.pair, start, stop)]
    if len(movable) < 2:
        return Changed(passages, set())
    start, stop = material.random.choice(movable)
    goals = [goal for section in movable for goal in section if goal < start or goal > stop]
    if not goals:
        return Changed(passages, set())
    goal = material.random.choice(goals)
    rest = [*passages[:start], *passages[stop:]]
    at = goal if goal < start else goal - (stop - start)
    # To move a section up and to move down what it passes is one and the same.
    passed = {s.text for s in passages[min(start, goal) : max(stop, goal)]}
    explained = {
        ("moved", s.text) for bead in material.pair.aligned.beads if passed & _texts(bead.target) for s in bead.source
    }
    return _moved([*rest[:at], *passages[start:stop], *rest[at:]], _held(material.pair, start, stop), explained)


def _moved(passages: Sequence[Segment], beads: Sequence[Bead], explained: set[Key]) -> Changed:
    moved = {bead.source[0].text: bead.target[0].text for bead in beads}
    return Changed(
        passages, {("beside", text) for text in moved}, explained | {("moved", text) for text in moved}, moved
    )


def half_missing(material: Material, _share: float) -> Changed:
    """Half of the target missing."""
    start = len(material.pair.passages) // 2
    lost = [bead for bead in material.pair.aligned.beads if any(s.index >= start for s in bead.target)]
    texts = {part.text for bead in lost for s in bead.source for part in (s, *s.sentences)}
    seeded = {("missing", bead.source[0].text) for bead in _held(material.pair, start, len(material.pair.passages))}
    return Changed(material.pair.passages[:start], seeded, {("missing", text) for text in texts})


def chapter_added(material: Material, _share: float) -> Changed:
    """Chapter too many: a section of another document."""
    chapters = [
        (other, start, stop)
        for other in material.others
        for start, stop in sections(other.passages)
        if _held(other, start, stop)
    ]
    if not chapters:
        return Changed(material.pair.passages, set())
    other, start, stop = material.random.choice(chapters)
    chapter = other.passages[start:stop]
    places = [i for i, s in enumerate(material.pair.passages) if s.kind is Kind.HEADING]
    at = material.random.choice([*places, len(material.pair.passages)])
    seeded = {("added", bead.target[0].text) for bead in _held(other, start, stop)}
    explained = {("added", part.text) for s in chapter for part in (s, *s.sentences)}
    return Changed([*material.pair.passages[:at], *chapter, *material.pair.passages[at:]], seeded, explained)


CHANGES: dict[Callable[[Material, float], Changed], tuple[float, ...]] = {
    removed: SHARES,
    added: SHARES,
    doubled: SHARES,
    swapped: SHARES,
    swapped_far: SHARES,
    sentence_removed: SHARES,
    sentence_added: SHARES,
    section_moved: (0.0,),
    half_missing: (0.0,),
    chapter_added: (0.0,),
}


def _rewrite(passages: Sequence[Segment], texts: dict[int, str]) -> list[Segment]:
    return [replace(s, text=texts[s.index], marks=(), lines=()) if s.index in texts else s for s in passages]


def sentences_of(bead: Bead) -> list[Bead]:
    """Sentences of a passage of three and more that can be taken out without anything else changing."""
    ones = [b for b in bead.sentences if len(b.source) == len(b.target) == 1 and b.score >= SURE]
    long = [b for b in ones if shorter(b) >= 6]
    return long if len(ones) == len(bead.sentences) >= 3 else []


def sections(passages: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """From each heading but a document's title to before the next one of its level or above."""
    for start, heading in enumerate(passages):
        if heading.kind is Kind.HEADING and heading.level > 1:
            ends = (
                i for i, s in enumerate(passages) if i > start and s.kind is Kind.HEADING and s.level <= heading.level
            )
            yield start, next(ends, len(passages))


def _held(pair: Pair, start: int, stop: int) -> list[Bead]:
    """The sure beads of a part of the target."""
    return [bead for bead in pair.sure if start <= bead.target[0].index < stop]


def _texts(segments: Sequence[Segment]) -> set[str]:
    return {segment.text for segment in segments}


def same_language(pairs: Sequence[Pair], at: int) -> list[Pair]:
    """The next five pairs whose target is in the same language."""
    language = pairs[at].aligned.target.language
    return [pair for pair in (*pairs[at + 1 :], *pairs[:at]) if pair.aligned.target.language == language][:5]


def tried(
    pairs: Sequence[Pair], change: Callable[[Material, float], Changed], share: float, session: Session, tell: bool
) -> Counter[str]:
    """What was seeded, found and said without reason in all pairs."""
    counts: Counter[str] = Counter()
    for at, pair in enumerate(pairs):
        material = Material(pair, same_language(pairs, at), Random(f"{pair.name} {share}"))
        if not (pair.sure and material.strangers):
            continue
        changed = change(material, share)
        if not changed.seeded:
            continue
        after = said_of(changed, pair.aligned, session)
        false = after - changed.seeded - changed.explained - pair.said
        counts += Counter(seeded=len(changed.seeded), found=len(changed.seeded & after), false=len(false))
        if tell:
            for title, keys in (("missed", changed.seeded - after), ("false", false)):
                for what, text in sorted(keys):
                    print(f"  {pair.name} {share:.0%} {title}: {what}: {text}")
    return counts


def said_of(changed: Changed, original: AlignedPair, session: Session) -> set[Key]:
    """What the checks say of the changed pair, and where what moved has come to stand."""
    renumbered = tuple(replace(s, index=i, sentences=()) for i, s in enumerate(changed.passages))
    target = session.prepare(replace(original.target, segments=renumbered), original.target.language)
    pair = session.compare(original.source, target, "seeded")
    said = coverage_said(pair)
    if changed.moved:
        said |= moved_said(pair)
        for bead in pair.beads:
            theirs = _texts(bead.target)
            said |= {("beside", s.text) for s in bead.source if changed.moved.get(s.text) in theirs}
    return said


def moved_said(pair: AlignedPair) -> set[Key]:
    """What the alignment says has moved."""
    return {("moved", segment.text) for bead in pair.beads if bead.moved for segment in bead.source}


def coverage_said(pair: AlignedPair) -> set[Key]:
    """What the coverage checks say at warning and above."""
    findings, _ = checks.run([check for check in checks.configured({}) if check.name in COVERAGE], pair)
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


def row(title: str, counts: Sequence[Counter[str]]) -> str:
    """One line of the table: all shares, then each."""
    total = sum(counts, Counter[str]())
    precision, recall = rates(total)
    each = [" / ".join(f"{rate:.3f}" for rate in rates(one)) for one in counts] if len(counts) > 1 else ["", "", ""]
    return f"| {title} | {total['seeded']} | {precision:.3f} | {recall:.3f} | {' | '.join(each)} |"


def rates(counts: Counter[str]) -> tuple[float, float]:
    """Precision and recall."""
    said = counts["found"] + counts["false"]
    return counts["found"] / max(said, 1), counts["found"] / max(counts["seeded"], 1)


def is_refused(paths: DocumentPair) -> bool:
    """Whether the program refuses to compare the two."""
    config = Config(source_language=paths.source_language, target_language=paths.target_language)
    problems = scan(pairs=[(str(paths.source), paths.target)], config=config).problems
    return any("next to nothing in common" in problem.reason for problem in problems)


def sure_beads(pair: AlignedPair) -> list[Bead]:
    """One passage of prose on each side, in its place, and surely a translation."""
    ones = [b for b in pair.beads if len(b.source) == len(b.target) == 1 and not b.moved and b.score >= SURE]
    return [b for b in ones if not {b.source[0].kind, b.target[0].kind} & SILENT]


def shorter(bead: Bead) -> int:
    """Words of the shorter side of a bead of one and one."""
    return min(checks.words(bead.source[0].text), checks.words(bead.target[0].text))


def read_pairs(folder: Path, publishers: tuple[str, ...], session: Session) -> Iterator[Pair]:
    """The pairs of these publishers, aligned."""
    for place in sorted(folder.iterdir()):
        if not place.name.startswith(publishers):
            continue
        languages = json.loads((place / "meta.json").read_text(encoding="utf-8"))["langs"]
        paths = [path for code in ("en", *(c for c in languages if c != "en")) for path in place.glob(f"{code}.*")]
        if len(paths) == 2 and all(path.suffix in FORMATS for path in paths):
            source, target = (_document(path, session) for path in paths)
            aligned = session.compare(source, target, place.name)
            names = DocumentPair(str(paths[1]), str(paths[0]), "named", paths[0].stem, paths[1].stem)
            yield Pair(place.name, names, aligned, frozenset(coverage_said(aligned) | moved_said(aligned)))


def _document(path: Path, session: Session) -> Document:
    return session.prepare(read(path.read_bytes(), path.name), path.stem)


if __name__ == "__main__":
    main()
