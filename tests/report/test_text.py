import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from parallelcheck.model import Finding, Kind, Location, Problem, ScanResult, Segment, Severity
from parallelcheck.report.text import render

Golden = Callable[[str, str], None]


def passages(number: int) -> tuple[Segment, ...]:
    return tuple(
        Segment(Kind.PARAGRAPH, f"Passage {index}.", Location("a.fr.md", index, index, label=f"p. {index}"), index)
        for index in range(1, number + 1)
    )


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("report.txt", {}),
        ("report-verbose.txt", {"verbosity": 1}),
        ("report-quiet.txt", {"verbosity": -1}),
        ("report-narrow.txt", {"width": 44}),
        ("report-colour.txt", {"colour": True}),
    ],
)
def test_the_report_reads_like_this(result: ScanResult, golden: Golden, name: str, options: dict[str, Any]) -> None:
    golden(name, render(result, **options))


def test_a_clean_report_says_what_was_checked(clean: ScanResult, golden: Golden) -> None:
    golden("clean.txt", render(clean))


def test_quiet_and_clean_is_silent(clean: ScanResult) -> None:
    assert render(clean, verbosity=-1) == ""


def test_quiet_still_says_what_was_not_checked(clean: ScanResult) -> None:
    unread = replace(clean, problems=(Problem("annexe.fr.md", "annexe.fr.md is empty"),))
    assert render(unread, verbosity=-1) == "annexe.fr.md: not checked: annexe.fr.md is empty\n"


def test_colours_change_nothing_else(result: ScanResult) -> None:
    coloured = render(result, colour=True, verbosity=1)
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(result, verbosity=1)


@pytest.mark.parametrize("width", [1, 30, 50, 120])
def test_lines_keep_within_the_width_but_for_places_and_long_words(result: ScanResult, width: int) -> None:
    lines = render(result, width=width, verbosity=1).splitlines()
    long = [line for line in lines if len(line) > max(width, 30)]
    place = re.compile(r" +([a-z ]+  )?\S+:\d+(  (error|warning|note)  [a-z-]+)?")
    assert all(place.fullmatch(line) or len(line.split()) == 1 for line in long)


def test_a_passage_of_any_length_is_quoted_in_a_few_lines(clean: ScanResult) -> None:
    text = "The light shone. " * 10_000
    finding = replace(passages(1)[0], text=text)
    report = render(replace(clean, findings=(Finding("numbers", Severity.ERROR, "Too long.", target=(finding,)),)))
    assert report.count("│") == 3
    assert "The light shone. The […] shone. The light shone." in re.sub(r"\s+│? *", " ", report)


def test_of_many_passages_the_first_are_quoted(clean: ScanResult) -> None:
    finding = Finding("added-passage", Severity.WARNING, "Nothing says this.", target=passages(7))
    report = render(replace(clean, findings=(finding,)))
    assert "  a.fr.md p. 1  warning  added-passage\n" in report
    assert re.findall(r"│ Passage (\d)", report) == ["1", "2", "3"]
    assert "and 4 more passages, to p. 7" in report


def test_only_what_is_not_silenced_counts(result: ScanResult) -> None:
    assert "3 errors, 3 warnings, 1 note in 1 pair" in render(result)
    assert render(result).count("partly-untranslated") == 1
    assert "Silenced: 1 by a comment in the text." in render(result)
    assert "the name of a prize" in " ".join(render(result, verbosity=1).split())


def test_a_model_that_is_not_the_usual_one_is_named(result: ScanResult, clean: ScanResult) -> None:
    assert "Model: sentence-transformers/LaBSE." in render(clean)
    assert "Model:" not in render(result)
