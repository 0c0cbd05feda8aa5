"""In which language is this passage? An answer may be "none" (nothing to tell it by) or "undecided".

Two identifiers and a list of function words have to agree before a text is called foreign: short texts and
names fool each of them alone. Measurements: benchmarks/results/language.md.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from parallelcheck import ngrams
from parallelcheck.function_words import CONNECTORS, FUNCTION_WORDS, LOOKALIKES
from parallelcheck.model import NO_VERDICT, Document, Kind, Mark, MarkKind, Segment, Verdict

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

LANGUAGES = ("de", "en", "es", "fr", "it", "pt")


_NOISE = re.compile(
    r"(?<!\S)\S*[\d_@#/\\=]\S*|www\.\S+"  # addresses, codes, paths, numbers, handles
    r"|\{\{[^{}]*\}\}|\{[^{}\s]*\}|%\([^)\s]{0,60}\)\w|</?\w[^<>]*>|&\w{1,30};"  # placeholders, tags, entities
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_QUOTED = re.compile(r"«[^«»]{1,400}»|“[^“”]{1,400}”|„[^“”„]{1,400}[“”]|»[^«»]{1,400}«|(?<!\w)\"[^\"]{1,400}\"(?!\w)")
_ASIDE = re.compile(_QUOTED.pattern + r"|\([^()]{1,200}\)|\[[^\[\]]{1,200}\]")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:«“„\"(\[–—•*-])\s*$")
_CERTAIN = 0.97  # measured: the first identifier is right by itself from here on
_PROBABLE = 0.8  # and from here on if the second identifier agrees, function words or not
_LIKELY = 0.6  # enough for the language that is expected
_ENOUGH = 3000  # characters that the second identifier reads; it is slow
_LITTLE = 5  # of so many words, one beside a quotation or a link says nothing of the whole
_FEW_WORDS = 4  # names and headings of fewer words are a toss-up for every identifier


class Identifier:
    """Tells which of a few candidate languages a text is in; loads its models when first asked.

    `candidates` are ISO 639-1 codes, two or more. The first question raises UsageError if one is unknown.
    """

    def __init__(self, candidates: Iterable[str] = LANGUAGES) -> None:
        self.candidates = tuple(sorted(set(candidates)))

    def __reduce__(self) -> tuple[type["Identifier"], tuple[tuple[str, ...]]]:
        """Travels between processes without its models, which every process loads for itself."""
        return Identifier, (self.candidates,)

    def identify(self, text: str, expected: str | None = None) -> Verdict:
        """The language of a text. Another one than `expected` needs more evidence than `expected` itself."""
        plain = _NOISE.sub(" ", text)
        words = _words(plain)
        if not any(len(word) > 1 for word in words):
            return NO_VERDICT
        shouted = _shouts(words)
        if shouted:
            plain = plain.lower()
        language, confidence = self.rank(plain)[0]
        enough = len(words) >= _FEW_WORDS
        if enough and language == expected and confidence >= _LIKELY:
            return Verdict("decided", language, confidence)
        if enough and self._is_certain(plain, language, shouted, expected):
            return Verdict("decided", language, confidence)
        return Verdict("undecided", language, confidence)

    def rank(self, text: str) -> list[tuple[str, float]]:
        """The candidates and their probabilities by the first identifier alone, best first."""
        return self._first.rank(" ".join(text.split()))  # blanks would count as evidence of nothing

    def _is_certain(self, plain: str, language: str, shouted: bool, expected: str | None) -> bool:
        """Whether the text is in `language` beyond doubt even when its names are left out."""
        unnamed = plain if shouted else _without_names(plain)
        headline = not plain.rstrip().endswith((".", "!", "?", "…")) if shouted else _is_headline(unnamed, language)
        # German writes its nouns in capitals: they are no names, and without them little is left.
        judged = plain if headline or language == "de" else unnamed
        (again, confidence), *rivals = self.rank(judged)
        if again != language:
            return False
        rival = rivals[0][0] if rivals else None
        other = rival if expected in (None, language) else expected
        sure = confidence >= _CERTAIN
        likely = sure or (confidence >= _PROBABLE and len(_words(judged)) > _FEW_WORDS)
        if not _words_agree(judged, language, other, headline, likely):
            return False
        return sure or self._second_opinion(judged) == language

    def _second_opinion(self, text: str) -> str | None:
        from langdetect.lang_detect_exception import LangDetectException

        detector = self._second.create()
        detector.append(text[:_ENOUGH].lower())
        try:
            return str(detector.detect())
        except LangDetectException:  # no letter that it knows
            return None

    @cached_property
    def _first(self) -> ngrams.NgramModel:
        return ngrams.load(self.candidates)

    @cached_property
    def _second(self) -> "DetectorFactory":
        from langdetect.detector_factory import DetectorFactory

        profiles = files("langdetect") / "profiles"
        names = [name for name in (*self.candidates, *LANGUAGES) if (profiles / name).is_file()]
        second = DetectorFactory()
        second.load_json_profile([(profiles / name).read_text("utf-8") for name in dict.fromkeys(names)])
        second.set_seed(0)
        return second


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _shouts(words: Sequence[str]) -> bool:
    letters = "".join(words)
    return sum(letter.isupper() for letter in letters) > 0.6 * len(letters)


@cache
def _telling(language: str | None, other: str | None) -> frozenset[str]:
    """The function words of a language that `other` does not have."""
    if language not in FUNCTION_WORDS:
        return frozenset()
    others = f"{FUNCTION_WORDS.get(other or '', '')} {LOOKALIKES.get(other or '', '')}"
    return frozenset(FUNCTION_WORDS[language].split()) - frozenset(others.split())


def _is_headline(unnamed: str, language: str) -> bool:
    """Whether so little is left without the names that the text may be but a name."""
    words = _words(unnamed)
    if language == "de":
        return sum(word.islower() and word not in CONNECTORS for word in words) < 2
    return len(words) < _FEW_WORDS


def _words_agree(text: str, language: str, other: str | None, headline: bool, sure: bool) -> bool:
    """Whether function words speak for `language` and not for `other`.

    A headline in capitals may be a name, and names have function words too: it needs others, two if it is short.
    """
    words = [word.lower() for word in _words(text)]
    if language not in FUNCTION_WORDS:
        return not headline
    telling = set(words) & _telling(language, other)
    against = set(words) & _telling(other, language)
    if headline:
        return len(telling - CONNECTORS) >= (2 if len(words) < 6 else 1) and not against
    return len(telling) >= len(against) + (not sure)


def _without_names(text: str) -> str:
    """The text without words in capitals, but for the first of a sentence, and without what links two of them."""
    text = text.lstrip()
    words = list(_WORD.finditer(text))
    return " ".join(word[0] for word, name in zip(words, _named(text, words), strict=True) if not name)


def _named(text: str, words: list[re.Match[str]]) -> list[bool]:
    """For each word, whether it is one of a name."""
    names = [_is_name(text, words, at) for at in range(len(words))]
    for at in list(_links(text, words, names)):
        names[at] = True
    return names


def _is_name(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether a word has a capital that it would not have for beginning a sentence."""
    word = words[at]
    if not word[0][0].isupper():
        return False
    if not _SENTENCE_START.search(text, max(0, word.start() - 4), word.start()):
        return True
    after = text[word.end() : word.end() + 2]
    return after[:1].isspace() and after[1:].isupper()


def _links(text: str, words: list[re.Match[str]], names: list[bool]) -> Iterator[int]:
    """Positions of up to three small words between two names: "Center for the Advancement"."""
    for left, right in pairwise(at for at, name in enumerate(names) if name):
        between = range(left + 1, right)
        gap = text[words[left].end() : words[right].start()]
        if len(between) <= 3 and not re.search(r"[.!?:;,]", gap) and all(words[i][0] in CONNECTORS for i in between):
            yield from between


def identifier_for(languages: Collection[str] = ()) -> Identifier:
    """One that tells the usual languages from one another, and from these if it has heard of them; the same one for
    the whole process, since it takes a moment to load.
    """
    return _identifier((ngrams.languages() & set(languages)) - set(LANGUAGES))


@cache
def _identifier(further: frozenset[str]) -> Identifier:
    return Identifier((*LANGUAGES, *further))


def prose(segment: Segment) -> str:
    """The text of a segment with what does not count for its language blanked out: offsets stay right.

    Links, quotations, code and what the file marks as another language are judged apart from the prose around
    them, unless there is little else; a quotation that begins the text and is most of it counts.
    """
    rest = _without_links(segment)
    unquoted = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), rest)
    unquoted = _blanked(unquoted, (mark for mark in segment.marks if mark.kind is MarkKind.QUOTE))
    begins = len(unquoted) - len(unquoted.lstrip()) > len(rest) - len(rest.lstrip())
    least = len(_words(rest)) / (2 if begins else _LITTLE)
    return unquoted if len(_words(unquoted)) >= least else rest


def _without_links(segment: Segment) -> str:
    code = {MarkKind.CODE, MarkKind.PLACEHOLDER, MarkKind.NAME}
    readable = _blanked(segment.text, (mark for mark in segment.marks if mark.kind in code))
    beside = {MarkKind.LINK, MarkKind.IMAGE}
    apart = _blanked(readable, (mark for mark in segment.marks if mark.kind in beside or mark.language))
    return apart if _LITTLE * len(_words(apart)) >= len(_words(readable)) else readable


def _blanked(text: str, marks: Iterable[Mark]) -> str:
    for mark in marks:
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


def annotate(document: Document, identifier: Identifier, language: str | None = None) -> Document:
    """The document with `identified` filled for every passage and sentence, and with its language.

    That is the one given, else what the file declares if some of it is in that language, else the language of
    most of its text. What a passage declares for itself (`lang=`) is believed.
    """
    declared = _primary(document.language)
    found = _primary(language) or _plausible(declared, _amounts(document, identifier))
    names = _names(document)
    segments = tuple(_annotated(segment, identifier, found, declared, names) for segment in document.segments)
    return replace(document, segments=segments, language=found)


def _primary(language: str | None) -> str | None:
    """`fr` of `fr-CA` and of `fr_FR.UTF-8`."""
    return re.split(r"[-_.]", language)[0].lower() or None if language else None


def _amounts(document: Document, identifier: Identifier) -> Counter[str]:
    """Characters in each language, counting the passages that are long and clear enough."""
    amounts: Counter[str] = Counter()
    for segment in document.segments:
        text = prose(segment)
        if segment.kind is not Kind.CODE and len(_words(text)) >= _FEW_WORDS:
            language, confidence = identifier.rank(text)[0]
            if confidence >= _LIKELY:
                amounts[language] += len(text)
    return amounts


def _plausible(declared: str | None, amounts: Counter[str]) -> str | None:
    """What is declared, unless the text is in another language altogether."""
    if declared and (not amounts or 10 * amounts[declared] > amounts.total()):
        return declared
    return max(sorted(amounts), key=amounts.__getitem__) if amounts else declared


def _annotated(
    segment: Segment, identifier: Identifier, expected: str | None, declared: str | None, names: Collection[str]
) -> Segment:
    sentences = tuple(_annotated(part, identifier, expected, declared, names) for part in segment.sentences)
    own = _primary(segment.language)
    if segment.kind is Kind.CODE:
        verdict = NO_VERDICT
    elif own and own != declared:
        verdict = Verdict("decided", own, 1.0)
    else:
        verdict = _of_sentences(sentences, expected) or _identified(segment, identifier, expected, names)
    return replace(segment, identified=verdict, sentences=sentences)


def _identified(segment: Segment, identifier: Identifier, expected: str | None, names: Collection[str]) -> Verdict:
    """By the prose; where that is too short to decide, together with the quotations in it."""
    text = _without_known(prose(segment), names)
    verdict = identifier.identify(text, expected)
    if verdict.status == "undecided" and verdict.confidence >= _LIKELY and len(_words(text)) > 1:
        whole = identifier.identify(_without_links(segment), expected)
        return whole if whole.is_(verdict.language) else verdict
    return verdict


def _of_sentences(sentences: Sequence[Segment], expected: str | None) -> Verdict | None:
    """The one language in which most of the sentences (by characters) were found to be; where they are in several,
    the expected one, if a quarter of them are: it is then the others that are to be looked at.
    """
    decided = [sentence for sentence in sentences if sentence.identified.status == "decided"]
    languages = {sentence.identified.language for sentence in decided}
    size = sum(len(sentence.text) for sentence in decided)
    if not decided or 2 * size < sum(len(sentence.text) for sentence in sentences):
        return None
    language = languages.pop() if len(languages) == 1 else expected
    ours = [sentence for sentence in decided if sentence.identified.is_(language)]
    if 4 * sum(len(sentence.text) for sentence in ours) < size:
        return None
    confidence = sum(sentence.identified.confidence * len(sentence.text) for sentence in ours) / size
    return Verdict("decided", language, confidence)


def _names(document: Document) -> frozenset[str]:
    """The names of two to eight words that the document writes with capitals, in lower case."""
    found: set[str] = set()
    for segment in document.segments:
        if not _shouts(_words(segment.text)):
            found.update(_capitalised_runs(segment.text))
    return frozenset(found)


def _capitalised_runs(text: str) -> Iterator[str]:
    words = list(_WORD.finditer(text))
    names = _named(text, words)
    run: list[str] = []
    for at, word in enumerate(words):
        glued = at > 0 and text[words[at - 1].end() : word.start()].isspace()
        if not (names[at] and glued):
            if 2 <= len(run) <= 8:
                yield " ".join(run)
            run = []
        if names[at]:
            run.append(word[0].lower())
    if 2 <= len(run) <= 8:
        yield " ".join(run)


def _without_known(text: str, names: Collection[str]) -> str:
    """A line in capitals without the names that the document writes elsewhere in small letters."""
    words = list(_WORD.finditer(text))
    if not _shouts([word[0] for word in words]):
        return text
    for size in range(min(8, len(words)), 1, -1):
        for at in range(len(words) - size + 1):
            if " ".join(word[0].lower() for word in words[at : at + size]) in names:
                start, end = words[at].start(), words[at + size - 1].end()
                text = text[:start] + " " * (end - start) + text[end:]
    return text


def runs(text: str, language: str, foreign: str) -> list[tuple[int, int]]:
    """The (start, end) of runs of six words or more that are evidently in `foreign` in a text in `language`.

    Quotations, parentheses and names are no runs. Only languages that have a list of function words are told
    apart: with any other there are no runs. Precise rather than complete; an end may be off by a few words.
    """
    theirs, ours = _telling(foreign, language), _telling(language, foreign)
    found: list[tuple[int, int]] = []
    open_text = _ASIDE.sub(lambda aside: "\n" * len(aside[0]), _NOISE.sub(lambda noise: " " * len(noise[0]), text))
    for clause in re.finditer(r"[^\n]+", open_text):
        words = list(_WORD.finditer(open_text, clause.start(), clause.end()))
        signs = [(word[0] in theirs) - (word[0].lower() in ours) for word in words]
        for start, end in _stretches(signs):
            if _is_evident(words[start:end], signs[start:end]):
                joins = found and words[start].start() <= found[-1][1]
                found.append((found.pop()[0] if joins else words[start].start(), words[end - 1].end()))
    rest = [word[0].lower() for word in _WORD.finditer(text) if not any(a <= word.start() < b for a, b in found)]
    return found if len(ours.intersection(rest)) >= 2 else []


def _stretches(signs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where words of the one language outweigh those of the other: the best piece of each positive stretch."""
    start, end, total, best = 0, 0, 0.0, 0.0
    for at, sign in enumerate([*signs, -9]):
        total += sign if sign > 0 else 3 * sign - 0.2
        if total > best:
            best, end = total, at + 1
        if total <= 0 or at == len(signs):
            if best > 0:
                yield _widened(signs, start, end)
            start, end, total, best = at + 1, at + 1, 0.0, 0.0


def _widened(signs: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """With the words that may be of either language: two before, where ours were, all after, up to ours."""
    first = start
    while start > max(0, first - 2) and signs[start - 1] == 0:
        start -= 1
    while end < len(signs) and signs[end] == 0:
        end += 1
    return start, end


def _is_evident(words: Sequence[re.Match[str]], signs: Sequence[int]) -> bool:
    """Whether there are enough words to be no name, no title and no term: not the proverbial "state of the art"."""
    telling = [word.group() for word, sign in zip(words, signs, strict=True) if sign > 0]
    others = [word.group() for word, sign in zip(words, signs, strict=True) if sign <= 0]
    plain = [word for word in others if word[0].islower()]
    enough = len(words) >= 6 and len(telling) >= 3 and len(set(telling)) >= 2
    return enough and len(set(plain)) >= 3 and 2 * len(plain) > len(others)
