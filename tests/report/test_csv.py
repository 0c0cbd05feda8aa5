import csv
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.model import ScanResult
from parallelcheck.report.csv import render
from parallelcheck.report.plain import visible
from parallelcheck.report.table import HEADER


def rows(result: ScanResult, delimiter: str = ",") -> list[list[str]]:
    text = render(result)
    assert text.startswith("\ufeff")
    return list(csv.reader(text[1:].splitlines(keepends=True), delimiter=delimiter))


@pytest.mark.parametrize("name", ["report", "clean", "hostile"])
def test_the_table_is_as_promised(
    name: str, reports: dict[str, ScanResult], golden: Callable[[str, str], None]
) -> None:
    golden(f"{name}.csv", render(reports[name]))


def test_a_finding_is_a_row(result: ScanResult) -> None:
    header, problem, *findings = rows(result)
    assert len(findings) == len(result.findings)
    assert problem[:3] == ["not-checked", "", "annexe.fr.pdf"]
    numbers = dict(zip(header, next(row for row in findings if row[1] == "numbers"), strict=True))
    assert (numbers["path"], numbers["line"], numbers["end_line"]) == ("rapport.fr.md", "7", "7")
    assert numbers["source"].endswith("trained 48 volunteers.")
    assert numbers["target"].endswith("formé 84 bénévoles.")


def test_the_manual_describes_every_column() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    section = manual.split("## csv and xlsx")[1].split("\n## ")[0]
    columns = re.findall(r"^\| (`.*`) \|", section, re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", " ".join(columns))) == sorted(HEADER)


def test_what_is_silenced_is_there_with_its_reason(result: ScanResult) -> None:
    header, *found = rows(replace(result, problems=()))
    silenced = [dict(zip(header, row, strict=True)) for row in found]
    assert [(row["silenced"], row["reason"]) for row in silenced if row["silenced"]] == [
        ("inline", "the name of a prize")
    ]


def test_a_score_that_is_none_is_empty(result: ScanResult) -> None:
    header, row = rows(replace(result, findings=(replace(result.findings[0], score=float("nan")),), problems=()))
    assert row[header.index("score")] == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "a;=1+1", 'x"=1', "a\n=1", "|@x"])
def test_a_formula_is_a_text(everywhere: Callable[[str], ScanResult], text: str) -> None:
    assert "'" in rows(everywhere(text))[1][2]


@settings(deadline=None)
@given(
    text=st.text(st.sampled_from(";|=+-@\t\n\"',1a") | st.characters(codec=None)),
    delimiter=st.sampled_from(",;\t|"),
)
def test_no_cell_is_a_formula_whatever_the_separator(
    everywhere: Callable[[str], ScanResult], text: str, delimiter: str
) -> None:
    cells = [cell for row in rows(everywhere(text), delimiter) for cell in row]
    assert not [cell for cell in cells if re.match("[=+@\t＝＋－＠-]", cell)]


@settings(deadline=None)
@given(text=st.text(st.characters(codec=None)))
def test_but_for_the_apostrophe_every_text_is_as_a_person_sees_it(
    everywhere: Callable[[str], ScanResult], text: str
) -> None:
    assert rows(everywhere(text))[1][2].replace("'", "") == visible(text).replace("'", "")
