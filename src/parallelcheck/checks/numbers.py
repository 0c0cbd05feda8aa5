"""The check `numbers`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from parallelcheck.checks.places import pair_around, sentence_pairs
from parallelcheck.checks.policy import UNTRANSLATED
from parallelcheck.checks.quantities import Quantity, blank, read_quantities
from parallelcheck.checks.wording import listed
from parallelcheck.i18n import _, ngettext
from parallelcheck.model import AlignedPair, Bead, Finding, Kind, MarkKind, Profile, Segment, Severity

_SHOWN = 4  # numbers, or cells, that a message quotes
_NO_PROSE = (MarkKind.CODE, MarkKind.PLACEHOLDER, MarkKind.FOOTNOTE)
_CODE_LIKE = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*|(?<!\w)@\w+|%\d+\$\w|\{\d+\}|&#x?\w+;"
    r"|\((?:PDF|HTML|DOCX?|XLSX?|PPTX?|ODT|MP[34]|ZIP)\b[^)]*\)"  # "(PDF, 47 KB)": a translation has its own file
)


@dataclass(frozen=True)
class Numbers:
    """A number of the source that the translation does not have, or that it has otherwise.

    Percentages, amounts of money, measures, dates, times, versions, telephone numbers, fractions, numbers in words and
    Roman numerals are compared by what they mean in the language they stand in, with their units: six weeks are not six
    months, and 5 euros are not 5 dollars. A slip of the finger in a figure is hard to see and may cost more than a
    clumsy sentence. Numbers are looked for in the whole aligned passage and in its neighbours, for they wander between
    sentences.

    **Example.** “Revenue rose by 12% in 2024” is translated as “Les recettes ont augmenté de 21 % en 2024”.

    **Stays silent** about what a translator changes rightly: 1,234.5 and 1 234,5; 3 p.m. and 15 h; “May 1, 2024”,
    “1er mai 2024” and 2024-05-01; 1.5 billion and “1,5 milliard”; “twelve”, “douze” and 12; “20th century” and
    “XXe siècle”; the 1990s and “années 90”; two thirds and 2/3; fifteen minutes and “un quart d’heure”; two weeks and
    “quinze jours”; 5 miles and 8 km; +33 5 55 01 02 03 and 05 55 01 02 03; about numbers up to twelve in words,
    weekdays, articles, ordinals, fractions and set phrases that have no counterpart; about numbers in code,
    placeholders and addresses, file sizes, the number before an item of a list, the class of a school; about a number
    that a sentence only repeats more often; and about sentences without counterpart, of which other checks speak.

    **A note, no warning,** is a member of a series ("Figure 5", "Figure 6") that stands in the place of another one.

    **Misses** two numbers that changed places, a lost minus sign or unit, a number lost where the sentence repeats it,
    1,234 read as a decimal, small numbers in words that one side put otherwise. Numbers in words are known in English,
    French, Spanish, Portuguese, German and Italian, names of months and days in all languages of the Unicode CLDR.

    **Options.** `convert-units`: whether miles may become kilometres, Fahrenheit Celsius, pounds kilograms, feet metres
    and acres hectares, if the amount is the same within rounding (true).
    """

    name: ClassVar[str] = "numbers"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (*UNTRANSLATED, "weak-match", "truncated-passage")

    convert_units: bool = True

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each sentence, with all its differences."""
        if pair.source is None:
            return
        languages = pair.source.language, pair.target.language
        in_source, in_target = (Counter(map(_in_series, document.segments)) for document in (pair.source, pair.target))
        surplus = [_surplus(bead, languages, convert=self.convert_units) for bead in pair.beads]
        for at, bead in enumerate(pair.beads):
            other = _of_series(bead)
            is_other = other is not None and 0 < in_target[_in_series(bead.target[0])] <= in_source[other]
            beside = surplus[max(0, at - 1) : at] + surplus[at + 1 : at + 2]
            here = surplus[at].without_wandered(beside)
            for index, sentences in enumerate(sentence_pairs(bead)):
                if sentences.source and sentences.target:
                    yield from self._finding(
                        sentences, here.of_pair(index), Severity.NOTE if is_other else self.severity
                    )

    def _finding(self, sentences: Bead, surplus: "_Sides", severity: Severity) -> Iterator[Finding]:
        source, target = _shown(surplus.source, surplus.target), _shown(surplus.target, surplus.source)
        if (source or target) and not surplus.has_same_digits():
            yield Finding(
                self.name,
                severity,
                _message(source, target),
                source=sentences.source,
                target=sentences.target,
                evidence={"source_numbers": source, "target_numbers": target},
            )


def _in_series(segment: Segment) -> tuple[str, ...]:
    """What the members of a series have in common, and then the digits: "Let's Encrypt E#", 5, 6 and 7."""
    return re.sub(r"\d+", "#", segment.text), *re.findall(r"\d+", segment.text)


def _of_series(bead: Bead) -> tuple[str, ...] | None:
    """What a passage would be if it had the digits of its translation: another one that differs in nothing else."""
    if len(bead.source) != 1 or len(bead.target) != 1:
        return None
    (frame, *own), (_frame, *digits) = _in_series(bead.source[0]), _in_series(bead.target[0])
    return (frame, *digits) if digits != own and len(digits) == len(own) else None


def several(run: Sequence[Finding], _pair: AlignedPair) -> tuple[str, str | None]:
    """Of sentences of one passage, or cells of one table, all in one: the message, and the suggestion."""
    if len({finding.target[0].index for finding in run}) == 1:
        return " ".join(finding.message for finding in run), run[0].suggestion
    message = _("{number} cells of this table have other numbers than in the source: {changes}.")
    return message.format(number=len(run), changes=_few([_replaced(finding) for finding in run])), run[0].suggestion


def _replaced(finding: Finding) -> str:
    """The numbers of a cell, and what they became."""
    sides = (finding.evidence[side] for side in ("source_numbers", "target_numbers"))
    source, target = (_listed(side) if isinstance(side, tuple) else "" for side in sides)
    return _("{source} is {target}").format(source=source, target=target) if source and target else source or target


@dataclass(frozen=True, slots=True)
class _Placed:
    """A quantity, how its passage writes it, and the pair of sentences in which it stands, by index.

    `repeated`: the other sentence has this value too, but fewer times.
    """

    quantity: Quantity
    text: str
    pair: int
    repeated: bool = False

    def agrees_with(self, other: "_Placed") -> bool:
        """They may stand for the same number."""
        return self.quantity.agrees_with(other.quantity)

    def is_like(self, other: "_Placed") -> bool:
        """They are written in the same way."""
        return self.quantity.form == other.quantity.form


@dataclass(frozen=True, slots=True)
class _Sides:
    """Quantities of the two sides of a bead."""

    source: list[_Placed]
    target: list[_Placed]

    def of_pair(self, index: int) -> "_Sides":
        """Those of one pair of sentences."""
        source, target = ([one for one in side if one.pair == index] for side in (self.source, self.target))
        return _Sides(source, target)

    def without_wandered(self, beside: Sequence["_Sides"]) -> "_Sides":
        """Without those that turn up on the other side of a neighbouring bead."""
        source, target = self.source, self.target
        for other in beside:
            source, target = _unmatched(source, other.target)[0], _unmatched(target, other.source)[0]
        return _Sides(source, target)

    def has_same_digits(self) -> bool:
        """The same digits, only grouped otherwise: a telephone number, a version, 13.30 for 13:30."""
        source, target = _digits(self.source), _digits(self.target)
        return len(source) != len(target) and "".join(source) == "".join(target)


def _surplus(bead: Bead, languages: tuple[str | None, str | None], *, convert: bool) -> _Sides:
    """The quantities of a bead that the other side does not have, or has fewer times."""
    pairs = sentence_pairs(bead)
    source = _read(bead.source, [pair.source for pair in pairs], languages[0], convert=convert)
    target = _read(bead.target, [pair.target for pair in pairs], languages[1], convert=convert)
    whole, left = _Sides(source, target), _Sides([], [])
    for index in range(len(pairs)):  # first within the sentences, then across them
        here = whole.of_pair(index)
        source_left, target_left = _unmatched(here.source, here.target)
        left.source.extend(source_left)
        left.target.extend(target_left)
    left = _Sides(*_unmatched(left.source, left.target))
    return _Sides(_with_repeated(left.source, target), _with_repeated(left.target, source))


def _read(
    passages: Sequence[Segment], sides: Sequence[Sequence[Segment]], language: str | None, *, convert: bool
) -> list[_Placed]:
    return [
        _Placed(
            quantity if convert else _unconverted(quantity),
            passage.text[quantity.start : quantity.end],
            pair_around(passage, quantity.start, sides),
        )
        for passage in passages
        if passage.translatable and passage.kind is not Kind.CODE
        for quantity in read_quantities(_prose(passage), language)
    ]


def _unconverted(quantity: Quantity) -> Quantity:
    return replace(quantity, unit=quantity.unit and quantity.unit.fixed())


def _prose(segment: Segment) -> str:
    """The text with code, placeholders, footnote marks and addresses blanked out; every offset stays."""
    spans = [(mark.start, mark.end) for mark in segment.marks if mark.kind in _NO_PROSE]
    spans += [match.span() for match in _CODE_LIKE.finditer(segment.text)]
    return blank(segment.text, spans)


def _unmatched(source: Sequence[_Placed], target: Sequence[_Placed]) -> tuple[list[_Placed], list[_Placed]]:
    """What is left on each side when the quantities that agree are paired, those written alike first."""
    left, free = _pair_off(source, target, alike=True)
    return _pair_off(left, free, alike=False)


def _pair_off(
    source: Sequence[_Placed], target: Sequence[_Placed], *, alike: bool
) -> tuple[list[_Placed], list[_Placed]]:
    left, free = [], list(target)
    for one in sorted(source, key=lambda one: len(one.quantity.values)):  # the ambiguous ones last
        match = next((o for o in free if one.agrees_with(o) and (not alike or one.is_like(o))), None)
        if match:
            free.remove(match)
        else:
            left.append(one)
    return left, free


def _with_repeated(left: list[_Placed], others: list[_Placed]) -> list[_Placed]:
    in_order = sorted(left, key=lambda one: (one.pair, one.quantity.start))
    return [
        replace(one, repeated=any(one.pair == other.pair and one.agrees_with(other) for other in others))
        for one in in_order
    ]


def _digits(placed: list[_Placed]) -> list[str]:
    written = (one for one in placed if one.quantity.form in {"digits", "month"})
    return [re.sub(r"\D", "", one.text) or str(min(one.quantity.values)) for one in written]


def _shown(placed: list[_Placed], others: list[_Placed]) -> tuple[str, ...]:
    """What to report, each notation once: what a translator must keep, and what was replaced by something else."""
    replaced = {other.quantity.form for other in others if not _is_vague(other)} - {"other"}
    return tuple(
        dict.fromkeys(
            _in_words(one, others)
            for one in placed
            if (one.quantity.firm and not one.repeated) or (one.quantity.form in replaced and not _is_vague(one))
        )
    )


def _in_words(placed: _Placed, others: list[_Placed]) -> str:
    """With its unit where that is what differs."""
    unit = placed.quantity.unit
    rivals = unit is not None and any(unit.rivals(other.quantity.unit) for other in others)
    return placed.quantity.measure if rivals else placed.quantity.shown


def _is_vague(placed: _Placed) -> bool:
    """An article ("un"), or an ordinal that is other words too ("second", "prima", "segundo")."""
    vague = {"words": 1, "ordinal": 2}.get(placed.quantity.form)
    return vague is not None and min(placed.quantity.values) <= vague


def _message(source: tuple[str, ...], target: tuple[str, ...]) -> str:
    if not source:
        sentence = ngettext(
            "{target} in the translation has no counterpart in the source.",
            "{target} in the translation have no counterpart in the source.",
            len(target),
        )
    elif not target:
        sentence = ngettext(
            "{source} in the source has no counterpart in the translation.",
            "{source} in the source have no counterpart in the translation.",
            len(source),
        )
    else:
        sentence = ngettext(
            "{source} in the source has no counterpart; the translation has {target}.",
            "{source} in the source have no counterpart; the translation has {target}.",
            len(source),
        )
    return sentence.format(source=_listed(source), target=_listed(target))


def _listed(shown: tuple[str, ...]) -> str:
    return _few([_("“{text}”").format(text=one) for one in shown])


def _few(named: Sequence[str]) -> str:
    """The first ones of a list, and how many more there are."""
    more = [_("{number} more").format(number=len(named) - _SHOWN)] if len(named) > _SHOWN else []
    return listed([*named[:_SHOWN], *more]) if named else ""
