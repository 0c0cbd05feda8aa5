from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.model import Finding, Kind, Location, Segment, Severity
from parallelcheck.report.plain import count, joined, lines, notes, one_line, shorten, shown, visible

ANYTHING = st.text(st.characters(codec=None))


def test_control_characters_and_bidirectional_overrides_are_named() -> None:
    assert visible("a\x1b[31mb\x00c\x7fd\x9be") == "a␛[31mb␀c␡d<U+009B>e"
    assert visible("access \u202enimda\u202c \u2066x\u2069") == "access <U+202E>nimda<U+202C> <U+2066>x<U+2069>"
    assert visible("lone \ud800, tag \U000e0041") == "lone <U+D800>, tag <U+E0041>"


def test_typography_and_scripts_are_left_alone() -> None:
    text = "« Œuvre », 1 000 €, n° 3 — l’été\u00ad ; עברית\u200f, 日本語, 👩\u200d🚀, a\u200cb"
    assert visible(text) == text


@given(ANYTHING)
def test_whatever_comes_in_can_be_encoded_and_shown_again(text: str) -> None:
    once = visible(text)
    once.encode()
    assert visible(once) == once
    assert "\n" not in one_line(text)


@given(ANYTHING, st.integers(20, 400))
def test_a_shortened_text_is_the_text_or_its_two_ends(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= max(limit, len("[…]")) + 5
    if len(text) <= limit:
        assert short == text
    else:
        head, _, tail = short.partition(" […] ")
        assert text.startswith(head)
        assert text.endswith(tail)


def test_a_text_is_shortened_between_words() -> None:
    text = "The Harbour Lights Trust looks after eleven lighthouses and opens their doors to the public all year."
    assert shorten(text, 60) == "The Harbour Lights Trust looks after […] all year."


def test_sentences_of_a_passage_share_a_line_and_passages_do_not() -> None:
    where = Location("a.md", 1, 1)
    first = Segment(Kind.PARAGRAPH, "One. Two.", where)
    second = Segment(Kind.PARAGRAPH, "Three.", where, index=1)
    assert joined([first.part(0, 4), first.part(5, 9), second]) == "One. Two.\nThree."


def test_evidence_as_people_read_it() -> None:
    assert [shown(value) for value in ("x", 3, 0.123456, True, False, None, ("a", "b"), ())] == [
        "x",
        "3",
        "0.123",
        "yes",
        "no",
        "none",
        "a, b",
        "none",
    ]


def test_numbers_as_people_write_them() -> None:
    counted = [count(1, "pair", "pairs"), count(2, "pair", "pairs"), count(1200, "passage", "passages")]
    assert counted == ["1 pair", "2 pairs", "1,200 passages"]
    assert [lines(3, 3), lines(3, 5)] == ["3", "3–5"]


def test_what_translators_are_told_is_said_once() -> None:
    where = Location("fr.po", 3, 3)
    messages = tuple(Segment(Kind.MESSAGE, "Save", where, note=note) for note in ("on a button", "", "on a button"))
    assert notes(Finding("numbers", Severity.NOTE, "…", source=messages)) == ["on a button"]
