import textwrap
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.model import Document
from parallelcheck.read import read


def srt(*cues: str, gap: float = 0.1) -> str:
    """Cues of a second each, with a gap between them."""
    shown = []
    for number, cue in enumerate(cues):
        begin = number * (1 + gap)
        shown.append(f"{number + 1}\n{_time(begin)} --> {_time(begin + 1)}\n{cue}\n")
    return "\n".join(shown)


def _time(seconds: float) -> str:
    return f"{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}:{seconds % 60:06.3f}".replace(".", ",")


def texts(text: str, path: str = "a.srt") -> list[str]:
    return [segment.text for segment in subtitles(text, path).segments]


def subtitles(text: str, path: str = "a.srt") -> Document:
    return read(text.encode(), path)


WORD = st.text("abcdefghijklmnopqrstuvwxyzàéèç", min_size=1, max_size=8)
SENTENCE = st.tuples(st.lists(WORD, min_size=2, max_size=20), st.sampled_from([".", "!", " ?", "…", ".»", '."'])).map(
    lambda parts: f"Xyzy {' '.join(parts[0])}{parts[1]}"
)


@settings(max_examples=100, deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=8), st.integers(12, 60), st.integers(1, 3))
def test_it_makes_no_difference_how_sentences_are_cut_into_cues(sentences: list[str], width: int, lines: int) -> None:
    wrapped = textwrap.wrap(" ".join(sentences), width)
    assume(all(line != following for line, following in pairwise(wrapped)))  # as in live captions
    cues = ["\n".join(wrapped[at : at + lines]) for at in range(0, len(wrapped), lines)]
    text = srt(*cues)
    document = subtitles(text)
    assert [segment.text for segment in document.segments] == sentences
    rows = text.split("\n")
    for segment in document.segments:
        assert segment.text.startswith(rows[segment.where.line - 1][segment.where.column - 1 :].split()[0])
        assert segment.text.split()[-1] in rows[segment.where.end_line - 1]


def test_a_pause_ends_a_passage() -> None:
    assert texts(srt("He had", "gone")) == ["He had gone"]
    assert texts(srt("He had", "gone", gap=2.1)) == ["He had", "gone"]


def test_each_speaker_has_a_passage_without_the_dash() -> None:
    assert texts(srt("- Who goes there\n– It's me", "-5 degrees")) == ["Who goes there", "It's me -5 degrees"]


def test_an_abbreviation_ends_no_sentence() -> None:
    assert texts(srt("I met Mr.\nBrown in the U.S. Army. She saw J. Smith.")) == [
        "I met Mr. Brown in the U.S. Army.",
        "She saw J. Smith.",
    ]


def test_sounds_stand_by_themselves() -> None:
    assert texts(srt("[door slams]", "Come in!", "(laughs)", "♪ la la ♪", "Bye")) == [
        "[door slams]",
        "Come in!",
        "(laughs)",
        "♪ la la ♪",
        "Bye",
    ]


def test_speech_without_marks_is_cut_where_a_line_ends() -> None:
    found = texts(srt(*["and so it went on and on"] * 40, gap=1))
    assert all(300 < len(text) <= 325 for text in found[:-1])
    assert len(found) == 4


def test_codes_are_not_read() -> None:
    text = srt(r"{\an8}<i>One</i> w{\b1}or{\b0}d", '<font color="red">and</font> {y:i}<b>two', "3 < 4 <3")
    assert texts(text) == ["One word and two 3 < 4 <3"]
    marks = subtitles(text).segments[0].marks
    assert [(mark.kind, mark.start, mark.end) for mark in marks] == [("emphasis", 0, 3), ("strong", 13, 16)]


def test_numbers_that_are_said_are_no_numbers_of_cues() -> None:
    assert texts(srt("42", "43\n\n44")) == ["42 43 44"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_ends_of_lines(end: str) -> None:
    document = read(b"\xef\xbb\xbf" + srt("First.", "Then\nlast.").replace("\n", end).encode(), "a.srt")
    assert [(s.text, s.where.line, s.where.end_line) for s in document.segments] == [
        ("First.", 3, 3),
        ("Then last.", 7, 8),
    ]


def test_the_label_is_the_time() -> None:
    document = subtitles("1\n00:59:59,900 --> 01:00:01,000\nFirst.\n\n2\n01:00:02,000 --> 01:00:03,000\nTwo.\n")
    assert [str(segment.where) for segment in document.segments] == ["a.srt 00:59:59", "a.srt 01:00:02"]


def test_webvtt_says_what_is_no_text() -> None:
    vtt = "WEBVTT\nLanguage: fr-CA\n\nSTYLE\n::cue\n\nNOTE\nNot this\n\nintro\n00:01.000 --> 00:02.000\n{}\n"
    document = subtitles(vtt.format("<v Ann>Bonjour &amp; merci.\n\nNot this either"), "a.vtt")
    assert (document.language, [s.text for s in document.segments]) == ("fr", ["Bonjour & merci."])
    document = subtitles(vtt.format("<lang en>Good night,</lang> <ruby>port<rt>por</rt></ruby><v Bob>Oui"), "a.vtt")
    assert [(s.text, s.language) for s in document.segments] == [("Good night, port", None), ("Oui", None)]
    assert document.segments[0].marks[0].language == "en"


def test_live_captions_that_roll_up_are_read_once() -> None:
    vtt = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\n \ngood<00:01.000><c> evening</c>\n\n"
        "00:02.000 --> 00:02.010\ngood evening\n \n\n00:02.010 --> 00:04.000\ngood evening\n<c>and welcome</c>\n"
    )
    assert texts(vtt, "a.vtt") == ["good evening and welcome"]
    assert texts(srt("No!", "No!", gap=1)) == ["No!", "No!"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Bonjour à tous.", r"a\.srt has no subtitles in it: they begin with times such as 00:01:02,500"),
        ("1\n00:00:01,000 --> 00:00:O2,000\nOne\n", r"a\.srt, line 2: times such as .* are expected here"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        subtitles(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["1\n", "\n", "00:01 --> 00:02\n", "a.", " B", "- C", "<i>", "</i>", "<v D>", "&amp;"]))
)
def test_any_subtitles_have_their_lines(pieces: list[str]) -> None:
    text = "00:00 --> 00:01\nOne.\n" + "".join(pieces)
    for segment in subtitles(text).segments:
        assert 2 <= segment.where.line <= segment.where.end_line <= text.count("\n") + 1
        assert segment.where.label in ("00:00:00", "00:00:01")
