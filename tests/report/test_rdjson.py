import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from parallelcheck.model import ScanResult
from parallelcheck.report.plain import visible
from parallelcheck.report.rdjson import render


def thing(required: str, **properties: object) -> dict[str, object]:
    return {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}


POSITION = thing("line", line={"type": "integer", "minimum": 1})
# The messages of reviewdog.proto, as far as they are used.
FORMAT = Draft202012Validator(
    thing(
        "source diagnostics",
        source=thing("name", name={"const": "parallelcheck"}),
        diagnostics={
            "type": "array",
            "items": thing(
                "message location severity code",
                message={"type": "string", "minLength": 1},
                location=thing("path", path={"type": "string"}, range=thing("start end", start=POSITION, end=POSITION)),
                severity={"enum": ["ERROR", "WARNING", "INFO"]},
                code=thing("value", value={"type": "string", "pattern": "^[a-z-]+$"}),
            ),
        },
    )
)


def diagnostics(result: ScanResult) -> list[dict[str, Any]]:
    report = json.loads(render(result))
    FORMAT.validate(report)
    return list(report["diagnostics"])


@pytest.mark.parametrize("name", ["report", "clean", "hostile"])
def test_the_report_is_as_promised(
    name: str, reports: dict[str, ScanResult], golden: Callable[[str, str], None]
) -> None:
    diagnostics(reports[name])
    golden(f"{name}.rdjson", render(reports[name]))


def test_what_was_not_checked_and_the_worst_come_first(result: ScanResult) -> None:
    found = diagnostics(result)
    assert found[0]["code"] == {"value": "not-checked"}
    assert "range" not in found[0]["location"]
    assert [each["severity"] for each in found] == ["ERROR"] * 4 + ["WARNING"] * 3 + ["INFO"]


def test_a_finding_is_about_whole_lines(result: ScanResult) -> None:
    first, second = result.pairs[0].target.segments[1:3]
    one = diagnostics(replace(result, findings=(replace(result.findings[1], target=(first, second)),), problems=()))
    assert [each["location"]["range"] for each in one] == [{"start": {"line": 3}, "end": {"line": 5}}]


@settings(deadline=None, max_examples=30)
@given(text=st.text(st.characters(codec=None), min_size=1))
def test_any_text_makes_a_valid_report(everywhere: Callable[[str], ScanResult], text: str) -> None:
    assert [each["location"]["path"] for each in diagnostics(everywhere(text))] == [visible(text), visible(text) + "x"]
