"""A glossary proposed from what is translated again and again: phrases of the source with the phrases that keep turning
up in their translations.

Phrases that occur in the same pairs of sentences are associated by Dice's coefficient (Smadja, McKeown and
Hatzivassiloglou 1996), and compared in meaning by the model; kept are those that are each other's best.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parallelcheck.checks.glossary import Glossary
from parallelcheck.checks.places import sentence_pairs
from parallelcheck.checks.renderings import SURE
from parallelcheck.glossary import COMMENT, KEEP, PROPOSED
from parallelcheck.model import AlignedPair, Kind, Location, Segment
from parallelcheck.terms.phrases import Stems, Usage, phrases

Encode = Callable[[Sequence[str]], NDArray[np.float32]]

_LONGEST = 4  # words of a phrase of the source; with articles and prepositions a translation may have more
_LONGEST_TRANSLATION = 5
_LEAST = 3  # pairs of sentences that have both
_PASSAGES = 2
# Dice's coefficient, at least. A single word that is often put otherwise is a word of everyday language; a phrase that
# is may be a term that somebody should decide on.
_OF_WORDS = 0.8
_OF_PHRASES = 0.4
_INSIDE = 0.8  # share of the occurrences within one longer term from which on a phrase is nothing in itself


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term, what it seems to be called in the other language, and where it stands first.

    `count` is how many pairs of sentences have both, in so many `passages`; `score`, 0..1, is how sure it is. One to
    `keep` is a name that both languages write alike.
    """

    languages: tuple[str, str]
    source: str
    target: str
    keep: bool
    count: int
    passages: int
    score: float
    place: Location


def propose(pairs: Iterable[AlignedPair], encode: Encode, known: Glossary | None = None) -> list[Proposal]:
    """The terms of aligned documents that are not `known`, the most frequent and sure ones first, by languages.

    `encode` gives one unit row for each text.
    """
    bitexts: dict[tuple[str, str], _Bitext] = {}
    for pair in pairs:
        if pair.source and pair.source.language and pair.target.language:
            languages = pair.source.language, pair.target.language
            bitexts.setdefault(languages, _Bitext(languages)).add(pair)
    return [
        proposal
        for languages in sorted(bitexts)
        for proposal in _proposals(bitexts[languages], encode)
        if not (known and _is_known(proposal, known))
    ]


def _is_known(proposal: Proposal, known: Glossary) -> bool:
    found = known.find(proposal.source, proposal.languages[0])
    return any(each.start == 0 and each.end == len(proposal.source) for each in found)


def as_csv(proposals: Sequence[Proposal]) -> str:
    """A glossary as the check `terminology` reads it, with what there is to say for each term."""
    languages = list(dict.fromkeys(language for each in proposals for language in each.languages))
    written = io.StringIO()
    rows = csv.DictWriter(written, [*languages, KEEP, COMMENT, *PROPOSED], lineterminator="\n")
    rows.writeheader()
    for each in proposals:
        row = dict(zip(each.languages, (each.source, each.target), strict=True))
        said = (each.count, each.passages, f"{each.score:.2f}", each.place)
        rows.writerow({**row, KEEP: "yes" if each.keep else "", **dict(zip(PROPOSED, said, strict=True))})
    return written.getvalue()


@dataclass(frozen=True, slots=True)
class _Sentences:
    """A pair of sentences by their phrases; `passage` tells the pairs of passages apart."""

    sides: tuple[frozenset[Stems], frozenset[Stems]]
    passage: tuple[str, int]
    place: Location


class _Bitext:
    """The pairs of sentences of documents in two languages, and how their phrases are used."""

    def __init__(self, languages: tuple[str, str]) -> None:
        self.languages = languages
        self.sentences: list[_Sentences] = []
        self.usage: tuple[defaultdict[Stems, Usage], defaultdict[Stems, Usage]] = (
            defaultdict(lambda: Usage(languages[0])),
            defaultdict(lambda: Usage(languages[1])),
        )

    def add(self, pair: AlignedPair) -> None:
        """Add the sure beads of two documents."""
        for number, bead in enumerate(pair.beads):
            if bead.score < SURE or any(
                s.kind is Kind.CODE or not s.translatable for s in (*bead.source, *bead.target)
            ):
                continue
            for inner in sentence_pairs(bead):
                if inner.source and inner.target:
                    sides = (
                        self._phrases(inner.source, 0, _LONGEST),
                        self._phrases(inner.target, 1, _LONGEST_TRANSLATION),
                    )
                    place = inner.source[0].where
                    self.sentences.append(_Sentences(sides, (place.path, number), place))

    def _phrases(self, segments: Sequence[Segment], side: int, longest: int) -> frozenset[Stems]:
        found = [phrase for segment in segments for phrase in phrases(segment, self.languages[side], longest)]
        for phrase in found:
            self.usage[side][phrase.stems].add(phrase)
        return frozenset(phrase.stems for phrase in found)

    def counts(self, side: int) -> dict[Stems, int]:
        """In how many sentences of a side each phrase stands that may be a term."""
        counts = Counter(stems for pair in self.sentences for stems in pair.sides[side])
        return {stems: n for stems, n in counts.items() if n >= _LEAST and self.usage[side][stems].may_be_term}


@dataclass(frozen=True, slots=True)
class _Link:
    """Two phrases that stand together in so many pairs of sentences."""

    source: Stems
    target: Stems
    together: int
    dice: float
    score: float = 0.0


def _proposals(bitext: _Bitext, encode: Encode) -> list[Proposal]:
    links = _best(_with_scores(list(_links(bitext)), bitext, encode))
    links = [link for link in links if not any(_is_part(link, other) for other in links)]
    places: defaultdict[Stems, list[_Sentences]] = defaultdict(list)
    for pair in bitext.sentences:
        for stems in pair.sides[0] & {link.source for link in links}:
            places[stems].append(pair)
    found = [_proposal(link, bitext, places[link.source]) for link in links]
    found.sort(key=lambda each: (-each.score * np.log1p(each.count), each.source))
    return [each for each in found if each.passages >= _PASSAGES]


def _links(bitext: _Bitext) -> Iterator[_Link]:
    sources, targets = bitext.counts(0), bitext.counts(1)
    together: defaultdict[Stems, Counter[Stems]] = defaultdict(Counter)
    for pair in bitext.sentences:
        others = pair.sides[1] & targets.keys()
        for stems in pair.sides[0] & sources.keys():
            together[stems].update(others)
    for source, others_of in together.items():
        for target, times in others_of.items():
            dice = 2 * times / (sources[source] + targets[target])
            if times >= _LEAST and dice >= (_OF_WORDS if len(source) == 1 else _OF_PHRASES):
                yield _Link(source, target, times, dice)


def _with_scores(links: Sequence[_Link], bitext: _Bitext, encode: Encode) -> list[_Link]:
    """The links with the geometric mean of association and likeness."""
    sides = [
        [bitext.usage[0][link.source].name for link in links],
        [bitext.usage[1][link.target].name for link in links],
    ]
    if not links:
        return []
    cosines = np.einsum("ij,ij->i", encode(sides[0]), encode(sides[1]))
    return [
        replace(link, score=float(np.sqrt(link.dice * max(cosine, 0.0))))
        for link, cosine in zip(links, cosines, strict=True)
    ]


def _best(links: Sequence[_Link]) -> list[_Link]:
    """Those that are the best of both their sides."""
    by_source: dict[Stems, _Link] = {}
    by_target: dict[Stems, _Link] = {}
    for link in sorted(links, key=lambda link: (link.score, link.source, link.target)):
        by_source[link.source] = by_target[link.target] = link
    return [link for link in by_source.values() if by_target[link.target] is link]


def _is_part(link: _Link, other: _Link) -> bool:
    """Whether a phrase hardly ever stands outside a longer one."""
    inside = len(other.source) > len(link.source) and " ".join(link.source) in " ".join(other.source)
    return inside and other.together >= _INSIDE * link.together


def _proposal(link: _Link, bitext: _Bitext, places: Sequence[_Sentences]) -> Proposal:
    both = [pair for pair in places if link.target in pair.sides[1]]
    names = bitext.usage[0][link.source].name, bitext.usage[1][link.target].name
    keep = names[0] == names[1] and names[0] != names[0].lower()
    passages = len({pair.passage for pair in both})
    return Proposal(bitext.languages, *names, keep, link.together, passages, link.score, both[0].place)
