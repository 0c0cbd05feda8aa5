from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from parallelcheck.model import ScanResult
from parallelcheck.report.checkstyle import render
from parallelcheck.report.plain import visible


def errors(result: ScanResult) -> list[tuple[str, dict[str, str]]]:
    """The file and the attributes of every error; there is nothing else in the document."""
    root = etree.fromstring(render(result).encode())
    assert root.tag == "checkstyle"
    assert {file.tag for file in root} <= {"file"}
    assert {error.tag for error in root.iterfind("file/*")} <= {"error"}
    return [(str(file.get("name")), dict(error.attrib)) for file in root for error in file]


@pytest.mark.parametrize("name", ["report", "clean", "hostile"])
def test_the_report_is_as_promised(
    name: str, reports: dict[str, ScanResult], golden: Callable[[str, str], None]
) -> None:
    golden(f"{name}.checkstyle.xml", render(reports[name]))


def test_findings_are_under_their_document(result: ScanResult) -> None:
    found = errors(result)
    assert [(path, error["line"], error["severity"]) for path, error in found] == [
        ("annexe.fr.pdf", "1", "error"),
        ("avis.fr.txt", "7", "warning"),
        ("rapport.fr.md", "9", "error"),
        ("rapport.fr.md", "27", "error"),
        ("rapport.fr.md", "7", "warning"),
        ("rapport.fr.md", "20", "warning"),
        ("rapport.fr.md", "22", "info"),
        ("report.en.md", "14", "error"),
    ]
    assert found[0][1]["source"] == "parallelcheck.not-checked"
    assert found[1][1]["source"] == "parallelcheck.repeated-passage"


def test_what_is_known_is_marked(result: ScanResult) -> None:
    ((_, error),) = errors(replace(result, findings=(replace(result.findings[0], ruling="later"),), problems=()))
    assert "(known)" in error["message"]


@settings(deadline=None, max_examples=50)
@given(text=st.text(st.characters(codec=None)))
def test_any_text_is_in_it(everywhere: Callable[[str], ScanResult], text: str) -> None:
    (_, problem), (path, finding) = sorted(errors(everywhere(text)), key=lambda error: "column" in error[1])
    assert path == visible(text + "x")
    assert finding["message"] == visible(f"{text} {text}" if text else "")
    assert problem["message"] == visible(f"Not checked: {text}")
