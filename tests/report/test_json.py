import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.model import ScanResult
from parallelcheck.report.json import render

FORMATS = Path(__file__).parents[2] / "docs" / "formats.md"


def paths(value: object, path: str = "") -> Iterator[str]:
    """The keys of a JSON value, "findings[].also[].path"; what is in the evidence depends on the check."""
    yield path
    if isinstance(value, dict) and path != ".findings[].evidence":
        for key, inner in value.items():
            yield from paths(inner, f"{path}.{key}")
    if isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{path}[]")


def test_the_report_is_as_promised(result: ScanResult, golden: Callable[[str, str], None]) -> None:
    golden("report.json", render(result))


def test_the_manual_shows_the_keys_that_are_written(result: ScanResult) -> None:
    example = FORMATS.read_text(encoding="utf-8").split("```json\n")[1].split("```")[0]
    assert set(paths(json.loads(example))) == set(paths(json.loads(render(result))))


def test_a_finding_points_into_the_translation_where_it_can(result: ScanResult) -> None:
    findings = {
        (finding["check"], finding["path"], finding["line"]) for finding in json.loads(render(result))["findings"]
    }
    assert ("untranslated-passage", "rapport.fr.md", 27) in findings
    assert ("missing-passage", "report.en.md", 14) in findings


def test_what_stands_alone_on_either_side_is_counted(result: ScanResult) -> None:
    notice, report = json.loads(render(result))["pairs"]
    assert (report["beads"], report["unaligned"]) == (17, [1, 1])
    assert (notice["source"], notice["beads"], notice["unaligned"]) == (None, 0, [0, 0])


def test_findings_cover_all_their_lines(result: ScanResult) -> None:
    first, second = result.pairs[0].target.segments[1:3]
    finding = replace(result.findings[1], target=(first, second))
    written = json.loads(render(replace(result, findings=(finding,))))["findings"][0]
    assert (written["line"], written["end_line"]) == (3, 5)
    assert written["target"]["text"] == f"{first.text}\n{second.text}"


def test_numbers_that_json_cannot_hold_are_null(result: ScanResult) -> None:
    finding = replace(result.findings[0], score=float("nan"), evidence={"ratio": float("inf"), "near": 0.123456})
    written = json.loads(render(replace(result, findings=(finding,))))["findings"][0]
    assert (written["score"], written["evidence"]) == (None, {"ratio": None, "near": 0.1235})


@settings(deadline=None)
@given(text=st.text(st.characters(codec=None)))
def test_every_text_comes_out_as_it_went_in(everywhere: Callable[[str], ScanResult], text: str) -> None:
    report = json.loads(render(everywhere(text)).encode())
    assert report["root"] == text
    assert report["problems"] == [{"path": text, "reason": text}]
    assert report["findings"][0]["source"]["text"] == text
    assert report["findings"][0]["evidence"] == {text: text, "words": [text, text]}
    assert report["findings"][1]["silenced"] == {"by": "decision", "reason": text}
