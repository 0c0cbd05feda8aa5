"""Phrases that may be terms, and how they are used."""

import pytest

from parallelcheck.model import Kind, Location, Mark, MarkKind, Segment
from parallelcheck.terms.phrases import Usage, phrases


def passage(text: str, *marks: Mark) -> Segment:
    return Segment(Kind.PARAGRAPH, text, Location("a.md", 1, 1), marks=marks)


def texts(text: str, language: str = "en", longest: int = 3) -> list[str]:
    return [phrase.text for phrase in phrases(passage(text), language, longest)]


def usage(language: str, *sentences: str, of: str) -> Usage:
    """How the one word `of` is used in these sentences."""
    found = Usage(language)
    for sentence in sentences:
        for phrase in phrases(passage(sentence), language, 1):
            if phrase.text.lower().startswith(of):
                found.add(phrase)
    return found


def test_runs_of_words_that_begin_and_end_with_one_that_says_something() -> None:
    assert texts("the terms of service") == ["terms", "terms of service", "service"]
    assert texts("l’autorité de certification", "fr") == ["autorité", "autorité de certification", "certification"]


def test_no_phrase_goes_beyond_a_break_and_none_is_a_number() -> None:
    assert texts("Water, boards (42)") == ["Water", "boards"]


def test_code_and_addresses_are_no_phrases() -> None:
    code = Mark(MarkKind.CODE, 0, 5)
    assert [phrase.text for phrase in phrases(passage("print water", code), "en", 3)] == ["water"]
    assert texts("see water/board.html") == ["see"]


@pytest.mark.parametrize(
    ("language", "sentences", "of", "may_be"),
    [
        ("en", ["the board meets", "our board", "a board of ten"], "board", True),
        ("en", ["they decided", "she decided it", "nobody decided"], "decided", False),
        ("en", ["a new house", "the new boat", "this new idea"], "new", False),
        ("en", ["the staging environment", "a production environment"], "environment", True),
        ("fr", ["la rivière", "une rivière calme", "des rivières"], "rivi", True),
        ("fr", ["elle coule ici", "qui coule vite", "ne coule pas"], "coule", False),
        ("fr", ["les deux ponts", "des deux rives", "ces deux îles"], "deux", False),
        ("en", ["ask PFAS experts", "no PFAS here", "PFAS again"], "pfas", True),
        ("en", ["Note this.", "Note that it rains."], "note", False),
    ],
)
def test_what_is_used_like_a_noun_or_a_name(language: str, sentences: list[str], of: str, may_be: bool) -> None:
    assert usage(language, *sentences, of=of).may_be_term is may_be


def test_the_name_of_a_phrase_is_its_plainest_usual_spelling() -> None:
    assert usage("en", "Boards", "the boards", "a board", "the board", of="board").name == "board"
    assert usage("en", "the Alder", "our Alder", of="alder").name == "Alder"
    assert usage("fr", *["les rivières"] * 9, "la rivière", of="rivi").name == "rivières"
