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
        ("1-800-555-1234", "en", [800, 555, 1234]),
        ("1 800 555 1234", "fr", [800, 555, 1234]),
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
