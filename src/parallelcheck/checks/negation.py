"""The check `negation`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.negation_words import NegationWords, negation_words
from parallelcheck.checks.places import sentence_pairs
from parallelcheck.checks.policy import WRONG_LANGUAGE
from parallelcheck.checks.quantities import blank
from parallelcheck.checks.wording import listed, quoted
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Bead, Finding, Kind, MarkKind, Profile, Segment, Severity

# Probability from which on two sentences are sure to translate one another.
_SURE = 0.5


@dataclass(frozen=True)
class Negation:
    """A sentence that denies something, while its translation does not, or the reverse.

    A “not” that was lost turns a sentence into its opposite, and nothing else gives it away: the words, the figures
    and the length agree. Known for German, English, French, Italian, Portuguese and Spanish.

    **Example.** “Do not open the valve” is translated as “Ouvrez la vanne”.

    **Stays silent** where the other side denies with a prefix or the meaning of a word (unknown, without, refuse,
    until, few), about phrases that deny nothing (not only, whether or not, no problem, plus que jamais, avant qu'il
    ne), and where a neighbouring sentence makes up for it.

    **Misses** a sentence with several negations of which one was lost, and one where another word might hide a
    negation. Much of what it finds is a free but right translation (“That's not all” for “But there's more”), so it
    is only a note.

    **Options.** None.
    """

    name: ClassVar[str] = "negation"
    severity: ClassVar[Severity] = Severity.NOTE
    profile: ClassVar[Profile] = "review"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (*WRONG_LANGUAGE, "weak-match", "truncated-passage")

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each pair of sentences."""
        if pair.source is None:
            return
        source, target = negation_words(pair.source.language), negation_words(pair.target.language)
        if source is None or target is None:
            return
        for bead in pair.beads:
            denials = [_Denials.of(sentences, source, target) for sentences in sentence_pairs(bead)]
            for at, here in enumerate(denials):
                beside = denials[max(0, at - 1) : at] + denials[at + 1 : at + 2]
                made_up_for = any(other.surplus == -here.surplus and not other.hidden for other in beside)
                if here.surplus and not here.hidden and not made_up_for and _is_comparable(here.sentences, pair):
                    yield self._finding(here)

    def _finding(self, here: "_Denials") -> Finding:
        says, denies = listed([quoted(word) for word in here.source or here.target]), bool(here.source)
        message = (
            _("The source denies ({words}), the translation does not.")
            if denies
            else _("The translation denies ({words}), the source does not.")
        )
        return Finding(
            self.name,
            self.severity,
            message.format(words=says),
            source=here.sentences.source,
            target=here.sentences.target,
            score=here.sentences.score,
            evidence={"source_words": here.source, "target_words": here.target},
            suggestion=_("Make sure that the two say the same."),
        )


@dataclass(frozen=True, slots=True)
class _Denials:
    """The openly negative words of two sentences; `hidden`: the side without one denies by the meaning of its words."""

    sentences: Bead
    source: tuple[str, ...]
    target: tuple[str, ...]
    hidden: bool

    @classmethod
    def of(cls, sentences: Bead, source: NegationWords, target: NegationWords) -> "_Denials":
        """Those of a pair of sentences."""
        ours, our_hidden = _denials(sentences.source, source)
        theirs, their_hidden = _denials(sentences.target, target)
        hidden = their_hidden > our_hidden if ours else our_hidden > their_hidden
        return cls(sentences, ours, theirs, hidden)

    @property
    def surplus(self) -> int:
        """1 where only the source denies, -1 where only the translation does, 0 where both do or neither."""
        return bool(self.source) - bool(self.target)


def _denials(segments: Sequence[Segment], words: NegationWords) -> tuple[tuple[str, ...], int]:
    """The words that deny openly, and how many others may deny by their meaning."""
    text = words.harmless.sub(" ", " ".join(map(_prose, segments)))
    found = dict.fromkeys(match.group() for match in words.open.finditer(text))
    return tuple(found), len(words.hidden.findall(words.open.sub(" ", text)))


def _prose(segment: Segment) -> str:
    """The text as the patterns have it, without code."""
    spans = [(mark.start, mark.end) for mark in segment.marks if mark.kind in (MarkKind.CODE, MarkKind.PLACEHOLDER)]
    return blank(segment.text, spans).lower().replace("’", "'").replace("\xa0", " ")


def _is_comparable(sentences: Bead, pair: AlignedPair) -> bool:
    """Whether the two are sure to translate one another, and are prose in the languages of their documents."""
    sides = sentences.source, sentences.target
    if not all(sides) or sentences.score < _SURE or pair.source is None:
        return False
    segments = (*sentences.source, *sentences.target)
    foreign = any(segment.identified.is_(pair.source.language) for segment in sentences.target)
    same = sentences.source[0].text == sentences.target[0].text
    return not foreign and not same and all(s.translatable and s.kind is not Kind.CODE for s in segments)
