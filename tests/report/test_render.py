import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import UsageError
from parallelcheck.model import ScanResult
from parallelcheck.report import REPORTERS, render

WRITTEN = [name for name in REPORTERS if name != "xlsx"]


def test_an_unknown_format_names_those_there_are(result: ScanResult) -> None:
    with pytest.raises(UsageError, match=r"'pdf'; choose one of text, json, html, .* rdjson\.$"):
        render(result, "pdf")


@pytest.mark.parametrize("report_format", REPORTERS)
def test_the_manual_has_a_section_on_every_format(report_format: str) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| .*\[`{report_format}`\]\(#", manual, re.MULTILINE)
    assert re.search(rf"^## .*\b{report_format}\b", manual, re.MULTILINE)


@pytest.mark.parametrize("report_format", WRITTEN)
def test_every_report_ends_with_one_line_break(result: ScanResult, report_format: str) -> None:
    report = render(result, report_format)
    assert report.endswith("\n")
    assert not report.endswith("\n\n")


@pytest.mark.parametrize("report_format", REPORTERS)
def test_the_order_in_which_a_scan_finds_things_is_of_no_consequence(result: ScanResult, report_format: str) -> None:
    backwards = replace(
        result, findings=result.findings[::-1], pairs=result.pairs[::-1], problems=result.problems[::-1]
    )
    assert render(backwards, report_format) == render(result, report_format)


@pytest.mark.parametrize("report_format", WRITTEN)
@settings(deadline=None)
@given(text=st.text(st.characters(codec=None)))
def test_no_text_can_act_on_a_terminal_or_break_the_encoding(
    everywhere: Callable[[str], ScanResult], report_format: str, text: str
) -> None:
    report = render(everywhere(text), report_format, verbosity=1)
    report.encode()
    assert not set(report) & ({*map(chr, range(32)), *map(chr, range(0x7F, 0xA0))} - {"\n", "\t"})
    assert not set(report) & set("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_the_text_report_is_written_without_the_libraries_of_the_others() -> None:
    program = """
import sys
from parallelcheck.model import ScanResult
from parallelcheck.report import render
assert render(ScanResult("", (), (), (), (), "embedded:x"), "text") == "No document was checked.\\n"
assert not {"jinja2", "json", "rich"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True)
