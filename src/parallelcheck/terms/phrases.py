"""Phrases that may be terms: a few words on end in running text, and how they are used."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from parallelcheck.checks.glossary import prose
from parallelcheck.checks.number_words import number_words
from parallelcheck.model import Segment
from parallelcheck.stems import Word, is_function_word, primary, words_of

Stems = tuple[str, ...]

_JOINS = re.compile(r"\s|\s?['’\u2010\u2011-]\s?")
_SHORT = 2  # letters: alone they are an abbreviation of anything
_USUAL = 0.2  # share of the occurrences in which a phrase is written like this
# Shares of the occurrences of a noun behind a determiner, at least, and before another word, at most; those of verbs
# and of adjectives lie beyond.
_DETERMINED = 0.2
_LEADING = 0.8
# Where adjectives and the like stand before their noun, so many of them may stand behind its determiner.
_MODIFIERS_FIRST = frozenset(("de", "en"))
_MODIFIERS = 2
_DETERMINERS = {
    "de": "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesem diesen jeder jede jedes "
    "kein keine mein meine sein seine seiner ihr ihre ihrer ihren unser unsere unserer zum zur im vom beim am ins",
    "en": "the a an this that these those its their our your his her my each every any no",
    "es": "el la los las un una unos unas al del este esta estos estas ese esa su sus mi mis tu tus nuestro nuestra "
    "nuestros nuestras cada",
    "fr": "le la les l un une des du au aux ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes "
    "chaque",
    "it": "il lo la i gli le l un uno una del dello della dell dei degli delle al allo alla all ai agli alle dal dalla "
    "nel nello nella nell nei nelle sul sulla questo questa questi queste suo sua suoi sue ogni",
    "pt": "o a os as um uma uns umas do da dos das no na nos nas ao aos à às pelo pela este esta estes estas esse essa "
    "seu sua seus suas nosso nossa cada",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in its place. `is_first` in its clause, `is_determined` by an article or the like, `leads` to a
    word that says something.
    """

    stems: Stems
    text: str
    is_first: bool
    is_determined: bool
    leads: bool


def phrases(segment: Segment, language: str | None, longest: int) -> Iterator[Phrase]:
    """All runs of up to so many words of a passage that begin and end with a word that says something."""
    text = prose(segment)
    words = list(words_of(text, language))
    for first in range(len(words)):
        for last in range(first, min(first + longest, len(words))):
            if last > first and not _joined(text, words[last - 1], words[last]):
                break
            if _says(words[first], language) and _says(words[last], language):
                yield _phrase(text, words, (first, last), language)


def _phrase(text: str, words: Sequence[Word], ends: tuple[int, int], language: str | None) -> Phrase:
    first, last = ends
    before = _before(text, words[: first + 1])
    after = words[last + 1] if last + 1 < len(words) and _joined(text, words[last], words[last + 1]) else None
    determiners = _DETERMINERS.get(primary(language), "").split()
    modifiers = _MODIFIERS if primary(language) in _MODIFIERS_FIRST else 0
    return Phrase(
        tuple(word.stem for word in words[first : last + 1]),
        text[words[first].start : words[last].end],
        not before,
        any(word.text.lower() in determiners for word in before[: modifiers + 1]),
        after is not None and _says(after, language),
    )


def _before(text: str, words: Sequence[Word]) -> list[Word]:
    """The words that lead to the last of these without a break, the nearest first."""
    pairs = list(pairwise(words))[::-1]
    return [left for left, _ in takewhile(lambda pair: _joined(text, *pair), pairs)]


def _joined(text: str, left: Word, right: Word) -> bool:
    return _JOINS.fullmatch(text, left.end, right.start) is not None


def _says(word: Word, language: str | None) -> bool:
    return not word.text.isdigit() and not is_function_word(word.text, language)


@dataclass(slots=True)
class Usage:
    """How a phrase is used throughout."""

    language: str
    spellings: Counter[str] = field(default_factory=Counter)
    times: int = 0
    inside: int = 0  # how often after another word of its clause
    determined: int = 0
    leading: int = 0

    def add(self, phrase: Phrase) -> None:
        """Count one more place."""
        self.spellings[phrase.text] += 1
        self.times += 1
        self.inside += not phrase.is_first
        self.determined += phrase.is_determined
        self.leading += phrase.leads

    @property
    def name(self) -> str:
        """How a glossary writes it: in small letters if it ever is, and of the usual forms the shortest."""
        lower = Counter({text: n for text, n in self.spellings.items() if text == text.lower()})
        spellings = lower if lower.total() >= _USUAL * self.times else self.spellings
        usual = [text for text, n in spellings.items() if n >= _USUAL * spellings.total()]
        return min(usual or spellings, key=lambda text: (len(text), -spellings[text], text))

    @property
    def may_be_term(self) -> bool:
        """Whether it is used like a noun or a name, and is no number."""
        words = number_words(primary(self.language))
        spelled = self.name.lower()
        number = spelled in words.cardinals or spelled in words.ordinals or spelled in words.months
        return not number and len(spelled) > _SHORT and (self._is_name or self._is_noun)

    @property
    def _is_name(self) -> bool:
        """Written in capitals, and not because a sentence begins."""
        return self.name != self.name.lower() and (not self.name.istitle() or 2 * self.inside >= self.times)

    @property
    def _is_noun(self) -> bool:
        """The name of a thing stands behind articles, and not only before other words."""
        free = self.leading <= _LEADING * self.times
        return free and self.determined >= _DETERMINED * max(self.inside, 1)
