"""Defects inside a passage: sentences, numbers, links, names and negation, changed where they stand in the file."""

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random

from parallelcheck.model import Bead, MarkKind, Segment

from .couples import Couple, couples, own_words, sentences_of
from .edits import Defect
from .pairs import Original
from .passages import Stock

_NUMBER = re.compile(r"(?<![\w.,/:-])\d+(?:[.,  \u00a0\u202f]\d{3})*(?:[.,]\d+)?(?![\w/-])")
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][\w’'-]{3,}(?: [A-Z][\w’'-]+)*")


def truncated(original: Original, _stock: Stock, random: Random) -> Iterator[Defect]:
    """Truncated passage: 30 to 60 % of its words are left."""
    for couple in couples(original, least_words=20):
        text = couple.target.text
        spaces = [match.start() for match in re.finditer(r"\s", text) if 0.3 <= match.start() / len(text) <= 0.6]
        inside = {at for mark in couple.target.marks for at in range(mark.start, mark.end + 1)}
        for at in random.sample(spaces, len(spaces)):
            before = _found(couple, " ".join(text[:at].split()[-5:]))
            if before and at not in inside:
                yield couple.replaced(_raw(couple)[: before.end()].split("\n"), couple.target.text)
                break


def sentence_missing(original: Original, _stock: Stock, random: Random) -> Iterator[Defect]:
    """Sentence missing inside a passage."""
    for couple in couples(original):
        bead = _any_sentence(couple, random)
        if bead:
            yield from _with(couple, bead.target[0].text, "", bead.source[0].text)


def sentence_untranslated(original: Original, _stock: Stock, random: Random) -> Iterator[Defect]:
    """Sentence left untranslated inside a passage."""
    for couple in couples(original):
        bead = _any_sentence(couple, random)
        if bead and own_words(bead.source[0].text, bead.target[0].text) >= 4:
            yield from _with(couple, bead.target[0].text, bead.source[0].text, bead.source[0].text)


def number(original: Original, _stock: Stock, random: Random) -> Iterator[Defect]:
    """Number changed: one digit of a number that both sides have."""
    for couple in couples(original):
        known = {_digits(match.group()) for match in _NUMBER.finditer(couple.source.text)}
        shared = [token for token in _NUMBER.findall(couple.target.text) if _digits(token) in known]
        if shared:
            token = random.choice(shared)
            yield from _with(couple, token, _other_number(token, random), token)


def link(original: Original, _stock: Stock, random: Random) -> Iterator[Defect]:
    """Link changed: it leads where another link of the document does, or is a link no more."""
    everywhere = sorted({address for segment in original.aligned.target.segments for address in _links(segment)})
    for couple in couples(original):
        shared = sorted(_links(couple.source) & _links(couple.target))
        others = [address for address in everywhere if address not in shared]
        if shared and others:
            address, raw = random.choice(shared), _raw(couple)
            unlinked = re.sub(rf"\[([^\[\]]+)\]\({re.escape(address)}\)", r"\1", raw)
            changed = random.choice([unlinked, raw.replace(address, random.choice(others))])
            if raw.count(address) == 1 and changed != raw:
                yield couple.replaced(changed.split("\n"), address)


def name(original: Original, _stock: Stock, random: Random) -> Iterator[Defect]:
    """Name changed: a name that both sides have becomes another one of the document."""
    everywhere = sorted({name for couple in couples(original) for name in _names(couple)})
    for couple in couples(original):
        shared = sorted(_names(couple))
        others = [name for name in everywhere if name.split()[0] not in couple.target.text]
        if shared and others:
            known = random.choice(shared)
            yield from _with(couple, known, random.choice(others), known)


def negation_dropped(original: Original, _stock: Stock, random: Random) -> Iterator[Defect]:
    """Negation dropped."""
    return _negation(original, random, lambda source: bool(_NOT.search(source)), _DROPPED)


def negation_added(original: Original, _stock: Stock, random: Random) -> Iterator[Defect]:
    """Negation added."""
    return _negation(original, random, lambda source: not _NEGATIVE.search(source), _ADDED)


# What says no in an English sentence for sure, and whatever may.
_NOT = re.compile(r"\b(?:not|cannot)\b|n['’]t\b")
_NEGATIVE = re.compile(
    r"\b(?:not?|cannot|never|none|nothing|nobody|nor|neither|without|un\w+|in\w+able|fail\w*|lack\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
# Per language, what is replaced by what: only what leaves a sentence that a hasty writer might have written.
_DROPPED = {
    "en": (r"(?<=\w) not (?!only\b)", " "),
    "fr": (r"\b(?:ne |n['’])(\w+) pas\b", r"\1"),
    "es": (r"(?<=\w )no (?!s[oó]lo\b|solamente\b)(?=[a-zé])", ""),
    "pt": (r"(?<=\w )não (?!s[oó]\b|apenas\b|somente\b)(?=[a-zé])", ""),
    "de": (r" nicht (?!nur\b)", " "),
    "it": (r"(?<=\w )non (?!solo\b|soltanto\b)(?=[a-zè])", ""),
}
_ADDED = {
    "en": (r"\b(is|are|can|should|must|will|has|have)(?= \w)", r"\1 not"),
    "fr": (r"(?<=\w )(sont|peut|peuvent|doit|doivent|sera|seront|permet|permettent)(?= \w)", r"ne \1 pas"),
    "es": (r"(?<=\w )(es|son|está|están|puede|pueden|debe|deben|tiene|tienen)(?= \w)", r"no \1"),
    "pt": (r"(?<=\w )(é|são|está|estão|pode|podem|deve|devem|tem|têm)(?= \w)", r"não \1"),
    "de": (r"\b(ist|sind|kann|können|muss|müssen|wird|werden|sollte|sollten)(?= \w)", r"\1 nicht"),
    "it": (r"(?<=\w )(è|sono|può|possono|deve|devono|ha|hanno)(?= \w)", r"non \1"),
}
_REMAINS = re.compile(
    r"\b(?:pas|n['’]|ne|no|não|nicht|kein\w*|non|nunca|jamais|nie|mai|sin|sem|sans|ohne|senza)\b", re.IGNORECASE
)


def _negation(
    original: Original, random: Random, fits: Callable[[str], bool], rules: Mapping[str, tuple[str, str]]
) -> Iterator[Defect]:
    """One sentence of each passage whose source fits and to whose translation the rule of its language applies once."""
    pattern, new = rules.get(original.pair.target.stem, (r"(?!)", ""))
    for couple in couples(original):
        for bead in random.sample(_certain(couple), len(_certain(couple))):
            text = bead.target[0].text
            changed, times = re.subn(pattern, new, text)
            is_one = not _REMAINS.search(changed if rules is _DROPPED else text)
            if times == 1 and is_one and fits(bead.source[0].text):
                yield from _with(couple, text, changed, changed)
                break


def _certain(couple: Couple) -> list[Bead]:
    """Sentences of the passage that surely translate one another."""
    return [b for b in couple.bead.sentences if len(b.source) == len(b.target) == 1 and b.score >= 0.6]


def _any_sentence(couple: Couple, random: Random) -> Bead | None:
    """One that can be taken out or exchanged without anything else changing."""
    found = sentences_of(couple.bead)
    return random.choice(found) if found else None


def _with(couple: Couple, old: str, new: str, shown: str) -> Iterator[Defect]:
    """The passage with other words in the place of these, if they stand in the file as they are, and once."""
    found = _found(couple, old)
    if found:
        before, after = _raw(couple)[: found.start()], _raw(couple)[found.end() :]
        yield couple.replaced((before + (new + after if new else after.lstrip(" "))).split("\n"), shown)


def _found(couple: Couple, text: str) -> re.Match[str] | None:
    """Where these words stand among the lines of the translation, if they do so exactly once."""
    words = r"\s+".join(map(re.escape, text.split()))
    found = list(re.finditer(rf"(?<!\w){words}(?!\w)", _raw(couple)))
    return found[0] if len(found) == 1 else None


def _raw(couple: Couple) -> str:
    return "\n".join(couple.target_lines)


def _digits(token: str) -> str:
    return re.sub(r"\D", "", token)


def _other_number(token: str, random: Random) -> str:
    """The number with another digit somewhere; none becomes a zero at the beginning."""
    at = random.choice([match.start() for match in re.finditer(r"\d", token)])
    digit = random.choice([digit for digit in "123456789" if digit != token[at]])
    return token[:at] + digit + token[at + 1 :]


def _links(segment: Segment) -> set[str]:
    """Where the links of a passage lead, but for places in the page itself."""
    return {mark.value for mark in segment.marks if mark.kind is MarkKind.LINK and mark.value.strip("#") == mark.value}


def _names(couple: Couple) -> set[str]:
    """Capitalised words inside sentences of the translation that the source has, too."""
    return {match.group() for match in _NAME.finditer(couple.target.text) if match.group() in couple.source.text}
