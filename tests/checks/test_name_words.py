"""Names in a text, and what counts as another form of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.checks.name_words import common_words, folded, is_like_one_of, is_territory, runs, territories
from parallelcheck.model import Document, Kind, Location, Segment
from parallelcheck.read import read


def document(text: str) -> Document:
    return read(text.encode(), "page.md")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We met Mary Okafor in Lagos.", [("Mary", "Okafor"), ("Lagos",)]),
        ("Nobody came. Then rain fell on Fintan O’Dowd.", [("Fintan", "O’Dowd")]),
        ("She said: “Come in.” We did.", []),
        ("The key of `Main Door` is with Ruth.", [("Ruth",)]),
        ("we saw Ana, Luis and Eva", [("Ana",), ("Luis",), ("Eva",)]),
    ],
)
def test_names_are_runs_of_capitalised_words_inside_sentences(text: str, found: list[tuple[str, ...]]) -> None:
    assert list(runs(document(text).segments)) == found


@pytest.mark.parametrize(
    ("name", "other"), [("London", "Londres"), ("Canadian", "canadienne"), ("Egypt", "Égypte"), ("Mme", "Mrs")]
)
def test_another_form_of_a_name(name: str, other: str) -> None:
    assert is_like_one_of(folded(name), [folded(other)])


@pytest.mark.parametrize(("name", "other"), [("Okafor", "Okonkwo"), ("Boston", "Bordeaux"), ("Owen", "when")])
def test_another_name(name: str, other: str) -> None:
    assert not is_like_one_of(folded(name), [folded(other)])


def test_words_that_are_written_without_a_capital_somewhere() -> None:
    common = common_words(document("The Office is open. Ask the office, or mail Brunel: office@brunel.example"))
    assert "office" in common
    assert "brunel" not in common


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("from Niger to the United Kingdom", "en", {"NE", "GB"}),
        ("du Nigeria au Royaume-Uni", "fr", {"NG", "GB"}),
        ("von Österreich nach Guinea-Bissau", "de", {"AT", "GW"}),
        ("from here to there", "en", set()),
        ("from Niger", None, set()),
        ("from Niger", "xx", set()),
    ],
)
def test_countries_have_a_name_in_each_language(text: str, language: str | None, codes: set[str]) -> None:
    assert set(territories(document(text).segments, language)) == codes


def test_what_is_a_country_depends_on_the_language() -> None:
    assert is_territory("Germany", "en")
    assert not is_territory("Germany", "fr")
    assert not is_territory("Germany", None)


@given(st.text())
def test_any_text_has_runs_of_words_that_it_holds(text: str) -> None:
    segment = Segment(Kind.PARAGRAPH, text, Location("page.md", 1, 1))
    assert all(word in text for run in runs([segment]) for word in run)
