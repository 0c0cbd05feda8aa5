"""How texts are translated across a publication: what the checks of its consistency share."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from parallelcheck.checks.wording import quoted
from parallelcheck.model import AlignedPair, Bead, Kind, Publication, Related, Segment

SHOWN = 5  # places that a finding names
_LONG = 60  # characters: of a longer text a message quotes a part
_AROUND = 2  # words
_LETTERS_AROUND = 15
# Beads that are less likely than this say more about the alignment than about the translation.
SURE = 0.5
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PLURAL_FORM = re.compile(r"\[\w+\]\Z")  # of a message: languages have other forms


@dataclass(frozen=True, slots=True)
class Rendering:
    """A passage or a sentence with its translation, and the languages of the two.

    `context` is what the author of a message says to tell it from others of the same text (gettext's msgctxt).
    """

    source: Segment
    target: Segment
    languages: tuple[str | None, str | None]
    context: str = ""


Variants = list[list[Rendering]]


def passages(publication: Publication) -> Iterator[Rendering]:
    """Every passage that has exactly one as its sure translation."""
    for pair in publication.pairs:
        yield from _renderings(pair, pair.beads)


def sentences(publication: Publication, known: Collection[str]) -> Iterator[Rendering]:
    """The same for the sentences of passages that have several, but for passages whose folded text is `known`."""
    for pair in publication.pairs:
        for bead in pair.beads:
            if len(bead.sentences) > 1 and not any(fold(segment.text) in known for segment in bead.source):
                parts = (inner for inner in bead.sentences if not _is_whole(inner, bead))
                yield from _renderings(pair, parts)


def variants(
    renderings: Iterable[Rendering], by: Callable[[Rendering], Hashable], told_by: Callable[[Rendering], Hashable]
) -> Iterator[Variants]:
    """The renderings that are one `by` something and are told apart by another, the most common variant first."""
    groups: defaultdict[Hashable, list[Rendering]] = defaultdict(list)
    for each in renderings:
        groups[by(each)].append(each)
    for group in groups.values():
        told: defaultdict[Hashable, list[Rendering]] = defaultdict(list)
        for each in group if len(group) > 1 else ():
            told[told_by(each)].append(each)
        if len(told) > 1:
            yield sorted(told.values(), key=len, reverse=True)


def contrasted(text: str, other: str) -> tuple[str, str]:
    """Two texts as a message quotes them: of long ones, the part in which they differ and a word or two around it; of
    long words, some letters.
    """
    if max(len(text), len(other)) <= _LONG:
        return quoted(text), quoted(other)
    left, right = text.split(), other.split()
    begin = max(_alike(left, right) - _AROUND, 0)
    end = max(_alike(left[begin:][::-1], right[begin:][::-1]) - _AROUND, 0)
    text, other = _inside(left, begin, end), _inside(right, begin, end)
    begin = max(_alike(text, other) - _LETTERS_AROUND, 0) if max(len(text), len(other)) > _LONG else 0
    return _from(text, begin), _from(other, begin)


def _alike(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words, or letters, two texts begin with alike."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(left), len(right)))


def _inside(words: Sequence[str], begin: int, end: int) -> str:
    return ("… " if begin else "") + " ".join(words[begin : len(words) - end]) + (" …" if end else "")


def _from(text: str, begin: int) -> str:
    """From that letter on, as much as a message quotes."""
    if not begin:
        return quoted(text)
    part = text[begin : begin + _LONG]
    return quoted(f"…{part}…" if begin + _LONG < len(text) else f"…{part}", limit=_LONG + 2)


def places(role: str, segments: Sequence[Segment]) -> tuple[Related, ...]:
    """The first of many places."""
    return tuple(Related(role, segment) for segment in segments[:SHOWN])


def fold(text: str) -> str:
    """A text without case, punctuation and white space."""
    return " ".join(_WORD.findall(text.casefold()))


def _renderings(pair: AlignedPair, beads: Iterable[Bead]) -> Iterator[Rendering]:
    if pair.source is None:
        return
    for bead in beads:
        if len(bead.source) == len(bead.target) == 1 and bead.score >= SURE and _is_text(*bead.source, *bead.target):
            source = bead.source[0]
            languages = pair.source.language, pair.target.language
            yield Rendering(source, bead.target[0], languages, _context(source))


def _is_whole(inner: Bead, bead: Bead) -> bool:
    """Whether it is about all that a passage of the source says, of which the bead speaks."""
    return len(bead.source) == len(inner.source) == 1 and bead.source[0].text == inner.source[0].text


def _is_text(source: Segment, target: Segment) -> bool:
    return (
        source.kind is not Kind.CODE
        and source.translatable
        and target.translatable
        and target.state not in ("untranslated", "fuzzy")
        and bool(_LETTERS.search(source.text))
        and not (source.kind is Kind.MESSAGE and _PLURAL_FORM.search(source.key or ""))
    )


def _context(segment: Segment) -> str:
    return (segment.key or "").partition("\x04")[0] if "\x04" in (segment.key or "") else ""
