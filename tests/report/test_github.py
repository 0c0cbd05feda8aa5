import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.model import Problem, ScanResult
from parallelcheck.report.github import render
from parallelcheck.report.plain import visible

COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")
ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def unescaped(text: str) -> str:
    return re.sub("%(25|0D|0A|3A|2C)", lambda match: ESCAPES[match[0]], text)


def commands(result: ScanResult) -> list[dict[str, str]]:
    """Level, message and properties of each command, as the runner reads them."""
    found = []
    for line in render(result).splitlines():
        match = COMMAND.fullmatch(line)
        assert match
        pairs = [pair.split("=", 1) for pair in match["properties"].split(",")]
        found.append({"level": match["level"], "message": unescaped(match["message"])})
        found[-1] |= {name: unescaped(value) for name, value in pairs}
    return found


@pytest.mark.parametrize("name", ["report", "clean", "hostile"])
def test_the_commands_are_as_promised(
    name: str, reports: dict[str, ScanResult], golden: Callable[[str, str], None]
) -> None:
    golden(f"{name}.github.txt", render(reports[name]))


def test_there_is_nothing_to_say_of_a_clean_scan(clean: ScanResult) -> None:
    assert render(clean) == ""


def test_an_annotation_stands_at_its_passage(result: ScanResult) -> None:
    (one,) = commands(replace(result, findings=(replace(result.findings[1], ruling="later"),), problems=()))
    assert one == {
        "level": "error",
        "file": "rapport.fr.md",
        "line": "9",
        "endLine": "9",
        "col": "1",
        "title": "left-beside-translation",
        "message": "This English passage was left beside its French translation. (known) "
        "Delete it: line 11 says the same in French.",
    }


def test_several_lines_have_no_column(result: ScanResult) -> None:
    target = result.pairs[0].target.segments[1:3]
    (one,) = commands(replace(result, findings=(replace(result.findings[1], target=target),), problems=()))
    assert (one["line"], one["endLine"], "col" in one) == ("3", "5", False)


def test_what_is_silenced_is_not_annotated(result: ScanResult) -> None:
    assert [one["level"] for one in commands(result)] == ["error"] * 4 + ["warning"] * 3 + ["notice"]


def test_ten_of_each_level_the_worst_first_and_the_rest_counted(result: ScanResult) -> None:
    problems = tuple(Problem(f"{number}.md", "it is empty") for number in range(3))
    error, warning, note = result.findings[1], result.findings[2], result.findings[5]
    known = replace(error, ruling="later")
    findings = (known,) * 4 + (error,) * 6 + (warning,) * 10 + (note,) * 30
    found = commands(replace(result, findings=findings, problems=problems))
    assert [one["level"] for one in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert [one["message"].startswith("Not checked") for one in found[:9]] == [True] * 3 + [False] * 6
    assert not any("(known)" in one["message"] for one in found[:9])
    assert found[9]["message"].startswith("4 more errors: ")
    assert found[19]["message"] == "The source says 48, the translation says 84."
    assert found[29]["message"].startswith("21 more notices: ")


def test_a_message_of_any_length_is_shortened(huge: ScanResult) -> None:
    assert all(len(one["message"]) < 4100 for one in commands(huge))


@settings(deadline=None)
@given(text=st.text(st.sampled_from("%:,=\r\n25ADC0x]") | st.characters(codec=None)))
def test_no_text_makes_a_command_of_its_own(everywhere: Callable[[str], ScanResult], text: str) -> None:
    problem, finding = commands(everywhere(text))
    assert problem["message"] == visible(f"Not checked: {text}")
    lines = text.replace("\r", "\x00").replace("\n", "\x00")  # a path is one line, whatever it is made of
    assert visible(problem["file"].replace("\r", "\x00").replace("\n", "\x00")) == visible(lines)
    assert finding["title"] == "numbers"
