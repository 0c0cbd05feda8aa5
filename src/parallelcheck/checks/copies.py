"""What a translation copies word for word from its source, and by which words one knows that it was left there.

Short texts are often in no language for sure. One that is the same on both sides, in words that the source uses and
the translation does not, was not translated.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from parallelcheck.checks.quantities import blank
from parallelcheck.function_words import FUNCTION_WORDS
from parallelcheck.model import AlignedPair, Document, Kind, MarkKind, Segment

# Words, and no parts of addresses, paths and identifiers.
WORD = re.compile(r"(?<![\w/@.:_-])[^\W\d_]{2,}(?![\w/@_-]|\.\w)")
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]*[”\"»“]")
_UNREADABLE = (MarkKind.QUOTE, MarkKind.CODE, MarkKind.NAME, MarkKind.PLACEHOLDER)
_APART = (*_UNREADABLE, MarkKind.LINK)
_FEW = 3  # words beside a link that say too little of the language
METADATA = (Kind.METADATA, Kind.CAPTION)


class Copies:
    """The passages and sentences of a translation that its source has too."""

    def __init__(self, pair: AlignedPair) -> None:
        source = pair.source.segments if pair.source else ()
        self.originals = {part.text: part for segment in source for part in (*segment.sentences, segment)}
        own = [s for s in pair.target.segments if s.text not in self.originals and not _is_elsewhere(s, pair)]
        self._own = _vocabulary(own, pair.target.language)
        self._foreign = _vocabulary(source, pair.source.language if pair.source else None)
        self._small = frozenset(FUNCTION_WORDS.get(pair.source.language or "", "").split() if pair.source else ())
        self._texts = [segment.text for document in pair.documents for segment in document.segments]

    def telling(self, segment: Segment) -> tuple[str, ...]:
        """The words by which a copy was left untranslated, if they are enough; none for what is no copy, or a name."""
        if segment.text not in self.originals or segment.may_be_foreign or self._is_name(segment):
            return ()
        return telling_words(_own_text(segment), self._foreign, self._own)

    def _is_name(self, segment: Segment) -> bool:
        """Whether its words all have capitals but for the small ones: a heading of such words is no name, unless it
        stands inside another text, too.
        """
        words = [word for word in WORD.findall(_own_text(segment)) if word.lower() not in self._small]
        if any(word.islower() for word in words):
            return False
        inside = any(segment.text in other and segment.text != other for other in self._texts)
        return segment.kind is not Kind.HEADING or inside


def _own_text(segment: Segment) -> str:
    """A text without quotations, links and code in it, which may well stay as they are; with its links, if they are
    nearly all that there is.
    """
    own = _without(segment, _APART)
    return own if len(WORD.findall(own)) >= _FEW else _without(segment, _UNREADABLE)


def _without(segment: Segment, kinds: Collection[MarkKind]) -> str:
    spans = [(mark.start, mark.end) for mark in segment.marks if mark.kind in kinds]
    return _QUOTED.sub(" ", blank(segment.text, spans))


def telling_words(text: str, foreign: Collection[str], own: Collection[str]) -> tuple[str, ...]:
    """The words of a text that only the other language uses: two of them, or half of all, else none."""
    words = [word.lower() for word in WORD.findall(text)]
    telling = tuple(word for word in words if word in foreign and word not in own)
    return telling if len(telling) > 1 or 2 * len(telling) >= len(words) > 0 else ()


def vocabulary(document: Document) -> frozenset[str]:
    """The words that a document uses in its text, other than names, and the small words of its language."""
    return _vocabulary(document.segments, document.language)


def _vocabulary(segments: Iterable[Segment], language: str | None) -> frozenset[str]:
    small = FUNCTION_WORDS.get(language or "", "").split()
    return frozenset(small) | {word for text in prose(segments) for word in WORD.findall(text) if word.islower()}


def prose(segments: Iterable[Segment]) -> Iterator[str]:
    """The texts that are neither code nor beside the text."""
    return (segment.text for segment in segments if segment.kind not in (Kind.CODE, *METADATA))


def _is_elsewhere(segment: Segment, pair: AlignedPair) -> bool:
    """Whether a passage is in another language than the translation."""
    return segment.identified.status == "decided" and segment.identified.language != pair.target.language
