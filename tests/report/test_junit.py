from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase
from lxml import etree

from parallelcheck.model import Problem, ScanResult, Silenced
from parallelcheck.report.junit import render

# What the schema of Jenkins' xUnit plugin lets each element have, of what is used here.
ALLOWED = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "classname"},
    **{outcome: {"type", "message"} for outcome in ("failure", "error", "skipped")},
}


def read(result: ScanResult) -> JUnitXml:
    """The report as another program reads it; its counts agree with what is in it, its tests differ in name."""
    assert all(
        set(element.attrib) <= ALLOWED[element.tag] for element in etree.fromstring(render(result).encode()).iter()
    )
    report = JUnitXml.fromstring(render(result).encode())
    tests = [(suite.name, test.name) for suite in report for test in suite]
    outcomes = Counter(type(outcome) for suite in report for test in suite for outcome in test.result)
    assert (report.tests, report.failures, report.errors) == (len(tests), outcomes[Failure], outcomes[Error])
    assert sum(suite.skipped for suite in report) == outcomes[Skipped]
    assert len(set(tests)) == len(tests)
    return report


def only(result: ScanResult) -> TestCase:
    ((test,),) = read(result)
    return test


@pytest.mark.parametrize("name", ["report", "clean", "hostile"])
def test_the_report_is_as_promised(
    name: str, reports: dict[str, ScanResult], golden: Callable[[str, str], None]
) -> None:
    golden(f"{name}.junit.xml", render(reports[name]))


def test_every_document_is_a_suite(result: ScanResult) -> None:
    report = read(result)
    assert [(suite.name, suite.tests, suite.failures, suite.errors, suite.skipped) for suite in report] == [
        ("annexe.fr.pdf", 1, 0, 1, 0),
        ("avis.fr.txt", 1, 1, 0, 0),
        ("rapport.fr.md", 6, 4, 0, 2),
        ("report.en.md", 1, 1, 0, 0),
    ]


def test_a_clean_document_passes(clean: ScanResult) -> None:
    test = only(clean)
    assert (test.name, test.classname, test.is_passed) == ("translation of report.en.md", "rapport.fr.md", True)


def test_a_finding_fails_with_its_passages(result: ScanResult, clean: ScanResult) -> None:
    finding = result.findings[1]
    report = read(replace(clean, findings=(replace(finding, ruling="later"),)))
    ((test,),) = report
    (failure,) = test.result
    assert test.name == "left-beside-translation: This English passage was left beside its French translation."
    assert (failure.type, "(known)" in failure.message) == ("error", True)
    assert failure.text.splitlines()[0] == "rapport.fr.md:9"
    assert failure.text.splitlines()[2] == "translation rapport.fr.md:11"


def test_what_is_silenced_is_skipped_with_the_reason(result: ScanResult, clean: ScanResult) -> None:
    finding = replace(result.findings[1], silenced=Silenced("decision", "agreed with the editor"))
    (skipped,) = only(replace(clean, findings=(finding,))).result
    assert isinstance(skipped, Skipped)
    assert skipped.message == "silenced by a decision: agreed with the editor"


def test_a_check_that_crashed_is_an_error(clean: ScanResult) -> None:
    (error,) = only(replace(clean, problems=(Problem("rapport.fr.md", "it failed", "numbers"),))).result
    assert isinstance(error, Error)
    assert error.message == "Not checked by numbers: it failed"


def test_findings_that_say_the_same_are_tests_of_their_own(result: ScanResult, clean: ScanResult) -> None:
    ((first, second),) = read(replace(clean, findings=(result.findings[1],) * 2))
    assert second.name == f"{first.name} (2)"


def test_a_passage_of_any_length_is_quoted_in_a_few_lines(result: ScanResult, clean: ScanResult) -> None:
    finding = result.findings[1]
    long = replace(finding, target=(replace(finding.target[0], text="The light shone. " * 12_000),))
    (failure,) = only(replace(clean, findings=(long,))).result
    assert len(failure.text) < 2000
    assert "[…]" in failure.text


def test_a_name_of_any_length_is_shortened(huge: ScanResult) -> None:
    assert max(len(test.name) for suite in read(huge) for test in suite) < 320


@settings(deadline=None, max_examples=50)
@given(text=st.text(st.characters(codec=None)))
def test_any_text_is_read_back(everywhere: Callable[[str], ScanResult], text: str) -> None:
    report = read(everywhere(text))
    assert (report.failures, report.errors) == (1, 1)
