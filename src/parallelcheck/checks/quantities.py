"""The quantities of a text: numbers in digits, in words and in Roman numerals, whatever the language's typography.

Dates, times, ranges, versions and telephone numbers are taken apart into the numbers they are written with:
"May 1, 2024", "1er mai 2024", "01/05/2024" and "2024-05-01" are the same three numbers. Where a notation is
ambiguous a quantity has several values; two quantities agree when they share one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from parallelcheck.checks.number_words import NumberWords, number_words
from parallelcheck.checks.units import Unit, unit_beside

Values = frozenset[Decimal]
Readings = tuple[tuple[int, int], ...]  # factor and addend of each
Form = Literal["digits", "words", "ordinal", "fraction", "month", "weekday", "name", "other"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]` of the text that was read, and every value that it may stand for.

    `shown` is what to call it in a message: the whole notation of which it is a part ("1.2.3", "May 1").
    A `firm` quantity is one that a faithful translation repeats. Numbers up to ten in words, ordinals, fractions,
    set phrases ("24/7") and the digits of a name ("X11") are not firm: a translator may well put it otherwise.
    `unit` is what it counts, and `measure` how the text writes it together with that ("six weeks").
    """

    start: int
    end: int
    values: Values
    shown: str
    firm: bool = True
    form: Form = "digits"
    unit: Unit | None = None
    measure: str = ""

    def agrees_with(self, other: "Quantity") -> bool:
        """They may stand for the same number, and count the same or are one amount in two units."""
        if self.unit and other.unit and self.unit.rivals(other.unit):
            return any(
                self.unit.is_same_amount(float(one), other.unit, float(two))
                for one in self.values
                for two in other.values
            )
        return bool(self.values & other.values)


def read_quantities(text: str, language: str | None) -> tuple[Quantity, ...]:
    """The quantities of a text, in its order. Words are read in en, fr, es, pt, de and it, digits in any language."""
    words = number_words((language or "").partition("-")[0].lower())
    found = [*_telephone_numbers(text), *_fractions(text, words)]
    rest = blank(text, _spans(found))
    found += [*_literals(rest, words), *_roman_numerals(rest)]
    rest = blank(text, [*_spans(found), *(match.span() for match in _PER_CENT.finditer(text))])
    for month, span in _months(text, rest, words):
        found = [_shown_as(quantity, text, span) for quantity in found] + [month]
    for date in _ISO_DATE.finditer(text):
        found = [_shown_as(quantity, text, date.span()) for quantity in found]
    found += _weekdays(rest, words)
    found += _in_words(blank(rest, _spans(found)), words)
    phrases = [match.span() for match in _SET_PHRASE.finditer(text)]
    loose = (_loose_inside(quantity, phrases) for quantity in found)
    return tuple(sorted((_with_unit(quantity, text) for quantity in loose), key=lambda it: (it.start, it.end)))


def _spans(quantities: Iterable[Quantity]) -> list[tuple[int, int]]:
    return [(quantity.start, quantity.end) for quantity in quantities]


def _shown_as(quantity: Quantity, text: str, span: tuple[int, int]) -> Quantity:
    inside = span[0] <= quantity.start and quantity.end <= span[1]
    return replace(quantity, shown=text[span[0] : span[1]]) if inside else quantity


def _loose_inside(quantity: Quantity, spans: Iterable[tuple[int, int]]) -> Quantity:
    inside = any(start <= quantity.start and quantity.end <= end for start, end in spans)
    return replace(quantity, firm=False) if inside else quantity


def _with_unit(quantity: Quantity, text: str) -> Quantity:
    found = unit_beside(text, quantity.start, quantity.end)
    if found is None or quantity.form in {"month", "weekday", "name"}:
        return quantity
    unit, start, end = found
    return replace(quantity, unit=unit, measure=text[start:end])


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with bars in these places, which join no words: every offset stays."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = "|" * (end - start)
    return "".join(characters)


# Telephone numbers and fractions ---------------------------------------------------------------------------

_TELEPHONE = re.compile(
    r"""(?<![\w+])(?:
      (?P<abroad>\+|00(?=[1-9]))\d{1,3}[\s./-]{0,2}(?:\(0\)\s?)?\(?\d+\)?(?:[\s./-]{1,2}\d{2,})*
    | \(?0\d{1,4}\)?(?:[\s./-]{1,2}\d{2,})+
    | (?:1[\s.-])?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}
    )(?![\w/-]|[.,:]\d)""",
    re.VERBOSE,
)
_FEWEST, _MOST = 9, 15  # digits; a date in digits has eight (ITU-T E.164, 6: fifteen at most)


def _telephone_numbers(text: str) -> Iterator[Quantity]:
    """Each as one number, without the 0 that stands before it at home, and with or without the code of its country."""
    for match in _TELEPHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group().replace("(0)", ""))[2 if match["abroad"] == "00" else 0 :]
        if _FEWEST <= len(digits) <= _MOST:
            codes = (1, 2, 3) if match["abroad"] else (1,) if digits[0] == "1" else ()
            values = frozenset(Decimal(int(digits[code:])) for code in (0, *codes))
            yield Quantity(*match.span(), values, match.group())


_WORD = re.compile(r"[^\W\d_]+")
_TWO_WORDS = re.compile(r"(?<!\w)([^\W\d_]+)[\s-](?=([^\W\d_]+))")
_FRACTION_IN_DIGITS = re.compile(r"(?<![\w./-])([1-9])/(2|3|4|5|6|8|10)(?![\w/-]|[.,]\d)")


def _fractions(text: str, words: NumberWords) -> Iterator[Quantity]:
    """Two thirds, 2/3: as parts of one, of a hundred, or of an hour."""
    for match in _FRACTION_IN_DIGITS.finditer(text):
        if int(match[1]) < int(match[2]):
            yield _fraction(match, int(match[1]), int(match[2]))
    for match in _TWO_WORDS.finditer(text):
        number, parts = words.cardinals.get(match[1].lower(), 0), words.fractions.get(match[2].lower(), 0)
        if 1 < number < parts:
            yield _fraction(match, number, parts)


def _fraction(match: re.Match[str], number: int, parts: int) -> Quantity:
    share, whole = Decimal(number) / parts, Decimal(number * 100)
    rounded = {(whole / parts).quantize(Decimal(10) ** -places) for places in (0, 1, 2)}
    values = frozenset({share, *rounded, Decimal(int(whole) // parts), share * 60})
    start, end = match.start(), match.end(2)
    return Quantity(start, end, values, match.string[start:end], firm=False, form="fraction")


# Numbers in digits -----------------------------------------------------------------------------------------

_LITERAL = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\s?\d|-\d{4})(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*|(?<![\w.])\.\d+"
)
_SYMBOL_BEFORE = re.compile(r"(?:US|CA|R)?[$€£¥]\s?\Z")
_SYMBOL_AFTER = re.compile(r"\s?(?:%|‰|°[CF]?|[€$£¥])")
_PER_CENT = re.compile(r"\b(?:pour|per|por) cent\w*", re.IGNORECASE)
_MERIDIEM = re.compile(r"\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"[-\s]?([^\W\d_]+)\b(?:(?<=mio|mrd|tsd|mln|mld)\.)?", re.IGNORECASE)
_LETTERS = {"k": 1000, "K": 1000, "m": 10**6, "M": 10**6, "b": 10**9, "B": 10**9, "mn": 10**6, "bn": 10**9, "Md": 10**9}
_RANGE = re.compile(r"\s?(?:[-–—/:]|to|and|or|à|et|ou|a|y|o|e|bis|und|oder)\s?[$€£]?", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?:\d[-–/.]|['’])\Z")
_BEFORE_DECADE = re.compile(r"\b(?:années|années|años|anos|anni|the|los|gli|die|der)\s['’]?\Z", re.IGNORECASE)
_AFTER_DECADE = re.compile(r"['’]?s\b|-?er[ -]|er\b", re.IGNORECASE)
_AND_A_HALF = re.compile(r"(?:\s\w+)?\s(?:and a half|et demie?|y medi[ao]|e mei[ao]|e mezz[ao])\b", re.IGNORECASE)
_QUARTERS = re.compile(r"\s?h\s?(15|30|45)\b", re.IGNORECASE)  # 2h30 are two hours and a half
_AFTER_HOURS = re.compile(r"\d\s?h\s?\Z", re.IGNORECASE)
_FULL_HOUR = re.compile(r"\d\s?[:h.]\s?00\Z", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?<!\d)[^\W\d_]\Z|[^\W\d_]{2}\Z")  # X11, but not 15h30
# What a translation puts in its own way or leaves away: the number of an item, round the clock, one-on-one …
_SET_PHRASE = re.compile(
    r"""^\W*\d{1,2}[.)]\s
    | 24\s?(?:h\w*)?\s?(?:/|x|sur|su)\s?(?:24|7)(?:\s?h\b)? | 7\s?(?:j\w*|d\w*|tage\w*)?\s?(?:/|sur|su)\s?7
    | 24\s(?:horas|ore|stunden)\s(?:al\sdía|por\sdia|al\sgiorno|am\stag)
    | \b(?:year|grade|class|key\sstage)\s\d{1,2}\b | \b\d{1,2}e\s(?:année|secondaire) # schools count otherwise
    | \b(?:1|one)[- ](?:on|to|a)[- ](?:1|one)\b | \b101\b | \b100\s?% | \b3rd | COVID[- \u2011]?19 | SARS-CoV-2""",
    re.IGNORECASE | re.VERBOSE,
)


def _literals(text: str, words: NumberWords) -> list[Quantity]:
    found: list[Quantity] = []
    for match in _LITERAL.finditer(text):
        *parts, last = (_in_context(part, text) for part in _parts(match, words.language))
        readings, end = _scale(text, match.end(), words)
        if found and readings and _RANGE.fullmatch(text, found[-1].end, match.start()):
            found[-1] = _scaled(found[-1], ((1, 0), *readings))  # "5 to 10 million", "3–5 p.m."
        shown = _with_symbols(text, match.start(), end)
        last = _scaled(replace(last, end=end), readings)
        found += [replace(part, shown=shown) for part in (*parts, last)]
    return found


def _parts(match: re.Match[str], language: str) -> list[Quantity]:
    """A literal as one quantity, or as several if its separators are neither decimal nor thousands."""
    literal, start = match.group(), match.start()
    values = _values(literal, language)
    if values:
        return [Quantity(start, match.end(), values, literal)]
    return [
        Quantity(start + part.start(), start + part.end(), frozenset([Decimal(part.group())]), literal)
        for part in re.finditer(r"\d+", literal)
    ]


def _values(literal: str, language: str) -> Values:
    """What one number with these separators may stand for; nothing if it is not one number ("1.2.3")."""
    literal = f"0{literal}" if literal.startswith(".") else literal
    groups, marks = re.split(r"\D", literal), re.findall(r"\D", literal)
    whole, decimal = Decimal("".join(groups)), Decimal(f"{''.join(groups[:-1])}.{groups[-1]}") if marks else None
    in_thousands = groups[0] != "0" and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if decimal is None or (in_thousands and len(set(marks)) == 1 and (len(marks) > 1 or marks[0] not in ".,")):
        return frozenset([whole])
    if len(marks) == 1:
        return _of_one_mark(whole, decimal, marks[0], language) if in_thousands else frozenset([decimal])
    before = marks[:-1]
    mixed = marks[-1] in ".," and marks[-1] not in before and len(set(before)) == 1
    return frozenset([decimal]) if mixed and all(len(group) == 3 for group in groups[1:-1]) else frozenset()


def _of_one_mark(whole: Decimal, decimal: Decimal, mark: str, language: str) -> Values:
    """What "1,234" or "1.234" is: clear in English, but for "10.000"; elsewhere each is met in both uses."""
    if language != "en" or (mark == "." and whole % 1000 == 0):
        return frozenset([whole, decimal])
    return frozenset([whole if mark == "," else decimal])


def _scale(text: str, end: int, words: NumberWords) -> tuple[Readings, int]:
    """The readings of what follows a number ("million", "k", "p.m."), and where it ends."""
    if match := _MERIDIEM.match(text, end):
        return ((1, 0), (1, 12 if match[1] in "pP" else -12)), match.end()
    factor = 1
    while (match := _AFTER_NUMBER.match(text, end)) and (value := words.magnitudes.get(match[1].lower())):
        factor, end = factor * value, match.end()
    if factor > 1:
        return ((factor, 0),), end
    if (match := _AFTER_NUMBER.match(text, end)) and (value := _LETTERS.get(match[1])):
        return ((1, 0), (value, 0)), match.end()
    return (), end


def _scaled(quantity: Quantity, readings: Readings) -> Quantity:
    if not readings:
        return quantity
    values = frozenset(value * factor + addend for value in quantity.values for factor, addend in readings)
    firm = quantity.firm or (quantity.form == "digits" and not values & {0, 1})  # "1" is loose, "1 million" is not
    return replace(quantity, values=values, firm=firm)


def _in_context(quantity: Quantity, text: str) -> Quantity:
    """What the characters beside a number make of it: a short year, a decade, full hours, a part of a name."""
    start, end = quantity.start, quantity.end
    before, value = text[max(0, start - 12) : start], min(quantity.values)
    decade = _BEFORE_DECADE.search(before) or _AFTER_DECADE.match(text, end)
    values = set(quantity.values)
    if end - start == 2 and (decade or _SHORT_YEAR.search(before)):
        values |= {value + 1900, value + 2000}
    if end - start == 4 and decade:
        values.add(value % 100)
    if _AND_A_HALF.match(text, end):
        values.add(value + Decimal("0.5"))
    if quarters := _QUARTERS.match(text, end):
        values.add(value + Decimal(quarters[1]) / 60)
    named = bool(_NAME_BEFORE.search(before))
    said_with_hours = value in {15, 30, 45} and _AFTER_HOURS.search(before)
    loose = named or value in {0, 1} or _FULL_HOUR.search(before + text[start:end]) or said_with_hours
    return replace(quantity, values=frozenset(values), firm=not loose, form="name" if named else "digits")


def _with_symbols(text: str, start: int, end: int) -> str:
    before = _SYMBOL_BEFORE.search(text[max(0, start - 4) : start])
    after = _SYMBOL_AFTER.match(text, end)
    return (before.group() if before else "") + text[start:end] + (after.group() if after else "")


# Roman numerals --------------------------------------------------------------------------------------------

_ROMAN = re.compile(
    r"(?<![\w.'’&/])(?!Le\b)(?=[IVXL])((?:XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?:er|e|ème|th|[ºª°ᵉ])?(?![\w'’&/])"
    r"|(?<=\()([ivx]+)(?=\))"
)
_DIVISION = re.compile(
    r"\b(?:chap\w+|cap[ií]\w+|kapitel|part\w*|teil|t[ií]t\w+|section|anne\w+|anexo|anhang|allegato|vol\w*|tom[eo])\s\Z",
    re.IGNORECASE,
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


def _roman_numerals(text: str) -> Iterator[Quantity]:
    """One letter alone may be anything, and so may (v) or V-: those are read, for the other side may have a number."""
    for match in _ROMAN.finditer(text):
        start, end = match.span(match.lastindex or 0)
        numeral, beside = text[start:end], text[max(0, start - 1) : start] + text[end : end + 1]
        firm = numeral.isupper() and "-" not in beside and len(numeral) > 1 and numeral != "XL" and not text.isupper()
        division = numeral in {"V", "X", "L"} and _DIVISION.search(text[max(0, start - 12) : start])
        sure = firm or bool(division)
        yield Quantity(start, end, _roman_value(numeral), numeral, sure, "digits" if sure else "other")


def _roman_value(numeral: str) -> Values:
    digits = [_ROMAN_DIGITS[digit] for digit in numeral.upper()]
    return frozenset([Decimal(sum(-one if one < following else one for one, following in pairwise([*digits, 0])))])


# Dates -----------------------------------------------------------------------------------------------------

_ISO_DATE = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])")
_BEFORE_MONTH = re.compile(r"\d{1,2}(?:st|nd|rd|th|er|re|[.ºª°])?\s(?:de\s|of\s)?\Z|\d-\Z")
_NOT_ALONE = {"may", "march", "mar"}  # in lower case other words too
_WEEKDAY = re.compile(r"[^\W\d_]+(?:-feira)?")
_YEAR_NEXT = re.compile(r"[\s-]\d{4}\b")
_AFTER_MONTH = re.compile(r"(?:\.?,?\s(?:del?\s)?|-)\d{1,4}\b(?:(?:st|nd|rd|th)?,\s\d{4}\b)?")


def _months(text: str, rest: str, words: NumberWords) -> Iterator[tuple[Quantity, tuple[int, int]]]:
    """Names of months, each with the span of its date; a name that stands beside no number is not firm."""
    for match in _WORD.finditer(rest):
        start, end = match.span()
        number = words.months.get(match.group().lower())
        if number is None:
            continue
        before = _BEFORE_MONTH.search(text, max(0, start - 10), start)
        if match.group() in _NOT_ALONE and not _YEAR_NEXT.match(text, end):
            continue
        after = _AFTER_MONTH.match(text, end)
        span = (before.start() if before else start, after.end() if after else end)
        dated = span != (start, end)
        if dated or match.group().lower() not in words.cardinals:  # "sept" is also seven
            yield Quantity(start, end, frozenset([Decimal(number)]), text[slice(*span)], dated, "month"), span


def _weekdays(text: str, words: NumberWords) -> Iterator[Quantity]:
    """Names of the days of the week; a translator may leave them out, but not put another one."""
    for match in _WEEKDAY.finditer(text):
        number = words.weekdays.get(match.group().lower())
        if number is not None:
            value = Decimal(-1 - number)  # below zero, so that no number agrees with it
            yield Quantity(*match.span(), frozenset([value]), match.group(), firm=False, form="weekday")


# Numbers in words ------------------------------------------------------------------------------------------

_POWERS = {10**power for power in (3, 6, 9, 12, 18)}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A number in words as far as it has been read: "two hundred thousand and five" is 200 000 and 5."""

    start: int
    end: int
    thousands: int
    rest: int
    unit: int = 1
    ordinal: bool = False

    def then(self, value: int, end: int) -> "_Spoken | None":
        """The number continued by the next word, or None where that word begins another number."""
        if value in _POWERS:
            below = self.rest or (0 if self.thousands else 1)
            thousands = self.thousands + below * value if below else self.thousands * value
            return _Spoken(self.start, end, thousands, 0, unit=value)
        if value == 100 and 1 <= self.rest < 100:
            return replace(self, end=end, rest=self.rest * 100)
        if value == 20 and self.rest % 100 == 4:  # quatre-vingts
            return replace(self, end=end, rest=self.rest + 76)
        if value >= 1000:  # un milione e duecentomila
            return replace(self, end=end, thousands=self.thousands + value) if self.thousands > value else None
        return replace(self, end=end, rest=self.rest + value) if self._has_room_for(value) else None

    def _has_room_for(self, value: int) -> bool:
        if value < 10:
            return self.rest % 10 == 0
        if value < 20:
            return self.rest % 100 in {0, 60, 80}  # soixante-dix, quatre-vingt-dix
        return self.rest % 100 == 0 if value < 100 else self.rest == 0

    def quantity(self, text: str) -> Quantity:
        value, shown = self.thousands + self.rest, text[self.start : self.end]
        values = {Decimal(value)}
        if _AND_A_HALF.match(text, self.end):
            values.add(value + Decimal(self.unit) / 2)
        if shown.endswith(" cents"):  # hundreds, or money
            values.add(Decimal(value) / 100)
        firm = value > 12 and value not in {100, 1000, self.unit} and not self.ordinal
        form: Form = "other" if shown.lower() in _HOMONYMS else "ordinal" if self.ordinal else "words"
        return Quantity(self.start, self.end, frozenset(values), shown, firm, form)


_ARTICLES = {"a", "an"}
_HOMONYMS = {"sei", "neuf"}  # (you) are, new
_AFTER_CARDINAL = re.compile(r"(?:th|ième)s?\Z|^(?:first|second|third)\Z")


def _joins(word: str, spoken: _Spoken, *, ordinal: bool) -> bool:
    """Twenty-first and vigésimo primero are one number, dix premiers and vinte segundos are not."""
    return ordinal == spoken.ordinal or (ordinal and bool(_AFTER_CARDINAL.search(word)))


def _in_words(text: str, words: NumberWords) -> Iterator[Quantity]:
    """Cardinals and ordinals, composed or not, then multiples and fractions."""
    spoken: list[_Spoken] = []
    for match in _WORD.finditer(text):
        word, (start, end) = match.group().lower(), match.span()
        if values := words.loosely(word):
            yield Quantity(start, end, values, match.group(), firm=False, form="other")
        ordinal = word in words.ordinals
        value = words.ordinals.get(word) or words.cardinals.get(word) or words.magnitudes.get(word)
        if not value:
            continue
        follows = spoken and word not in _ARTICLES and words.joint.fullmatch(text, spoken[-1].end, start)
        if follows and _joins(word, spoken[-1], ordinal=ordinal) and (longer := spoken[-1].then(value, end)):
            spoken[-1] = replace(longer, ordinal=ordinal)
        elif ordinal or word in words.cardinals:
            spoken.append(_Spoken(start, end, *((value, 0) if value >= 1000 else (0, value)), ordinal=ordinal))
    yield from (number.quantity(text) for number in spoken)
