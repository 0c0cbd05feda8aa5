from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.checks.quantities import blank, read_quantities


def values(text: str, language: str) -> list[set[Decimal]]:
    """What every firm quantity of a text may stand for, in order."""
    return [set(quantity.values) for quantity in read_quantities(text, language) if quantity.firm]


def numbers(text: str, language: str) -> list[float]:
    """The firm quantities of a text that have one value."""
    found = values(text, language)
    assert all(len(each) == 1 for each in found), found
    return [float(next(iter(each))) for each in found]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1,234.5 litres", "en", [1234.5]),
        ("1 234,5 litres", "fr", [1234.5]),
        ("1\u00a0234\u00a0567,5 litres", "fr", [1234567.5]),
        ("1\u202f234 litres", "fr", [1234]),
        ("1.234,5 litros", "es", [1234.5]),
        ("1.234.567 Liter", "de", [1234567]),
        ("1'234'567 Liter", "de", [1234567]),
        ("12,345 people", "en", [12345]),
        ("12.345 seconds", "en", [12.345]),
        ("0.125 and 0,125", "en", [0.125, 0.125]),
        (".08% of all", "en", [0.08]),
        ("12,5 %", "fr", [12.5]),
        ("version 2.3.4", "en", [2, 3, 4]),
        ("from 1 500 to 2 000", "fr", [1500, 2000]),
        ("2019–2020", "en", [2019, 2020]),
        ("$5 million", "en", [5e6]),
        ("5 millions de dollars", "fr", [5e6]),
        ("1.5 billion", "en", [1.5e9]),
        ("1,5 milliard", "fr", [1.5e9]),
        ("1,5 billion", "fr", [1.5e12]),
        ("2 mil millones", "es", [2e9]),
        ("2,5 bilhões", "pt", [2.5e9]),
        ("2 mil milhões", "pt", [2e9]),
        ("3,5 Mrd. Euro", "de", [3.5e9]),
        ("3 Mio. Euro", "de", [3e6]),
        ("2 miliardi", "it", [2e9]),
        ("5 mila", "it", [5000]),
        ("twenty-one", "en", [21]),
        ("two hundred and five thousand", "en", [205000]),
        ("twenty-five hundred", "en", [2500]),
        ("one thousand eight hundred and seventy-one", "en", [1871]),
        ("vingt et un", "fr", [21]),
        ("soixante et onze", "fr", [71]),
        ("quatre-vingt-dix-sept", "fr", [97]),
        ("quatre-vingts", "fr", [80]),
        ("mil neuf cent quatre-vingt-quatre", "fr", [1984]),
        ("deux cent mille", "fr", [200000]),
        ("treinta y cinco", "es", [35]),
        ("mil doscientas", "es", [1200]),
        ("veintitrés", "es", [23]),
        ("vinte e cinco", "pt", [25]),
        ("einundzwanzig", "de", [21]),
        ("zweihundertfünfzig", "de", [250]),
        ("dreißigtausend", "de", [30000]),
        ("ventotto e trentatré", "it", [28, 33]),
        ("centonovantadue", "it", [192]),
        ("un milione e duecentomila", "it", [1200000]),
        ("between fifteen and twenty", "en", [15, 20]),
        ("XXe siècle", "fr", [20]),
        ("Louis XIV", "en", [14]),
        ("chapitre V", "fr", [5]),
        ("siglo XIX", "es", [19]),
        ("21st and 22nd", "en", [21, 22]),
        ("la 3e fois", "fr", [3]),
        ("12 de octubre de 2024", "es", [12, 10, 2024]),
        ("am 12. Oktober 2024", "de", [12, 10, 2024]),
    ],
)
def test_what_is_read(text: str, language: str, expected: list[float]) -> None:
    assert numbers(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1.234", "fr", {"1234", "1.234"}),
        ("1,234", "de", {"1234", "1.234"}),
        ("10.000", "en", {"10000", "10"}),
        ("3 p.m.", "en", {"3", "15"}),
        ("5k", "en", {"5", "5000"}),
        ("'24", "en", {"24", "1924", "2024"}),
        ("1990s", "en", {"1990", "90"}),
        ("années 90", "fr", {"90", "1990", "2090"}),
        ("quatorze cents", "fr", {"14", "1400"}),
        ("30 mois et demi", "fr", {"30", "30.5"}),
    ],
)
def test_an_ambiguous_notation_has_several_values(text: str, language: str, expected: set[str]) -> None:
    assert values(text, language) == [{Decimal(value) for value in expected}]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("05 55 01 02 03", "fr", {555010203}),
        ("(0555) 010-203", "en", {555010203}),
        ("+33 5 55 01 02 03", "fr", {33555010203, 3555010203, 555010203, 55010203}),
        ("+33 (0)5 55 01 02 03", "en", {33555010203, 3555010203, 555010203, 55010203}),
        ("0049 30 1234567", "de", {49301234567, 9301234567, 301234567, 1234567}),
        ("1-800-555-1234", "en", {18005551234, 8005551234}),
        ("(800) 555-1234", "en", {8005551234}),
    ],
)
def test_a_telephone_number_is_one_number_at_home_and_abroad(text: str, language: str, expected: set[int]) -> None:
    assert expected <= {int(value) for value in values(text, language)[0]}
    assert len(read_quantities(text, language)) == 1


@pytest.mark.parametrize(
    "text", ["01 02 2024", "08:30 09:45", "0.125 and 0.25", "2024-05-01", "00 12 34", "12 345 678"]
)
def test_dates_and_times_are_no_telephone_numbers(text: str) -> None:
    assert all(quantity.shown != text or len(text) == 10 for quantity in read_quantities(text, "en"))


@pytest.mark.parametrize(
    ("text", "language", "share"),
    [
        ("two thirds", "en", "0.67"),
        ("two-thirds", "en", "0.67"),
        ("2/3", "en", "0.67"),
        ("trois quarts", "fr", "0.75"),
        ("tres cuartas partes", "es", "0.75"),
        ("dois terços", "pt", "0.67"),
        ("drei Viertel", "de", "0.75"),
        ("due terzi", "it", "0.67"),
    ],
)
def test_a_fraction_is_one_quantity(text: str, language: str, share: str) -> None:
    (fraction,) = read_quantities(text, language)
    assert fraction.form == "fraction"
    assert {round(value, 2) for value in fraction.values} >= {Decimal(share), Decimal(share) * 100}


@pytest.mark.parametrize(
    ("text", "language", "measures"),
    [
        ("six weeks", "en", [("week", "six weeks")]),
        ("1,2 million d’euros", "fr", [("euro", "1,2 million d’euros")]),
        ("€5 and EUR 6, 7 € and $8", "en", [("euro", "€5"), ("euro", "EUR 6"), ("euro", "7 €"), ("dollar", "$8")]),
        ("1,8 millones de dólares", "es", [("dollar", "1,8 millones de dólares")]),
        ("25 °C", "de", [("Celsius", "25 °C")]),
        ("12 people", "en", []),
        ("May 1, 2024", "en", []),
    ],
)
def test_units(text: str, language: str, measures: list[tuple[str, str]]) -> None:
    found = [quantity for quantity in read_quantities(text, language) if quantity.unit]
    assert [(quantity.unit.noun, quantity.measure) for quantity in found if quantity.unit] == measures


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("5 miles", "8 km", True),
        ("5 miles", "5 km", False),
        ("68 °F", "20 °C", True),
        ("68 °F", "25 °C", False),
        ("100 lb", "45 kg", True),
        ("40 acres", "16 hectares", True),
        ("48 hours", "2 days", True),
        ("2 weeks", "15 days", True),
        ("14 days", "15 days", False),
        ("6 weeks", "6 months", False),
        ("24 months", "2 years", True),
        ("5 euros", "$5", False),
        ("5 euros", "5", True),
        ("5 euros", "5 days", True),
    ],
)
def test_amounts(one: str, other: str, agree: bool) -> None:
    (first,), (second,) = read_quantities(one, "en"), read_quantities(other, "en")
    assert first.agrees_with(second) is second.agrees_with(first) is agree


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [("5 stycznia", "pl", [5, 1]), ("12 augustus 2024", "nl", [12, 8, 2024]), ("12 elokuuta", "fi", [12, 8])],
)
def test_names_of_months_are_known_in_all_languages_of_cldr(text: str, language: str, numbers: list[int]) -> None:
    assert values(text, language) == [{Decimal(number)} for number in numbers]


@pytest.mark.parametrize("text_and_language", ["sexta-feira pt", "Freitag de", "vendredi fr", "piątek pl", "friday en"])
def test_weekdays_are_the_same_in_all_languages(text_and_language: str) -> None:
    text, language = text_and_language.split()
    (day,) = read_quantities(text, language)
    assert (day.form, day.values, day.firm) == ("weekday", read_quantities("Friday", "en")[0].values, False)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("between 5 and 10 million", "en", [{5, 5_000_000}, {10_000_000}]),
        ("from 3 to 5 p.m.", "en", [{3, 15}, {5, 17}]),
        ("from 3 to 5:30 p.m.", "en", [{3}, {5, 17}, {30, 42}]),
        ("entre 5 y 10 millones", "es", [{5, 5_000_000}, {10_000_000}]),
        ("at 9:00", "en", [{9}]),
        ("2024-10-12", "en", [{2024}, {10, 1910, 2010}, {12, 1912, 2012}]),
        ("12/10/2024", "en", [{12}, {10, 1910, 2010}, {2024}]),
    ],
)
def test_ranges_times_and_dates_are_taken_apart(text: str, language: str, expected: list[set[int]]) -> None:
    assert values(text, language) == [{Decimal(value) for value in each} for each in expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("one of them has three, a few have a dozen", "en"),
        ("l'un d'eux en a trois, une dizaine", "fr"),
        ("the second half of the third quarter", "en"),
        ("open 24/7", "en"),
        ("ouvert 24 h sur 24, 7 jours sur 7", "fr"),
        ("abierto 24 horas al día", "es"),
        ("i18n of H2O under X11", "en"),
        ("COVID-19", "en"),
        ("1 of them", "en"),
        ("2) the following item", "en"),
        ("You may, in May, march.", "en"),
        ("I am in, and so is the XL size", "en"),
        ("Il a des mots, mais le VI est en majuscules".upper(), "fr"),
        ("die vierseitige Elf", "de"),
        ("nothing at all", "en"),
        ("", "en"),
    ],
)
def test_what_a_translator_may_put_otherwise_is_not_firm(text: str, language: str) -> None:
    assert [quantity.shown for quantity in read_quantities(text, language) if quantity.firm] == []


def test_a_date_and_its_parts_are_shown_whole() -> None:
    assert {quantity.shown for quantity in read_quantities("Le 12 mai 2024", "fr")} == {"12 mai 2024"}
    assert [quantity.shown for quantity in read_quantities("US$1,234.50 and 12 %", "en")] == ["US$1,234.50", "12 %"]


def test_words_are_read_in_known_languages_only_and_digits_in_all() -> None:
    assert [quantity.shown for quantity in read_quantities("twenty 12", None)] == ["12"]
    assert [quantity.shown for quantity in read_quantities("twenty 12", "nl")] == ["12"]
    assert [quantity.shown for quantity in read_quantities("vingt 12", "fr-CA")] == ["vingt", "12"]


def test_blank_keeps_every_offset() -> None:
    assert blank("see v2 here", [(4, 6)]) == "see || here"
    assert blank("abc", []) == "abc"


SCRAPS = st.sampled_from(
    ["1", "23", "456", " ", "\u00a0", ".", ",", "-", "/", ":", "%", "$", "million", " mil ", "vingt", " et ", "XX",
     " p.m.", "mai ", "quatre-", "e", "'", "zwanzig", "\n", "½", "٣"]
)  # fmt: skip


@given(
    st.lists(SCRAPS, max_size=12).map("".join) | st.text(max_size=60), st.sampled_from(["en", "fr", "de", "it", "xx"])
)
def test_any_text_is_read_without_error_and_every_quantity_has_its_place(text: str, language: str) -> None:
    for quantity in read_quantities(text, language):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.values
        assert quantity.shown
        assert quantity.shown in text
