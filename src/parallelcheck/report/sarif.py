"""SARIF 2.1.0 (OASIS, with errata 01), for code scanning and for editors."""

import json
import math
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from parallelcheck.i18n import _, grouped
from parallelcheck.model import CheckInfo, Finding, Problem, ScanResult, Segment, Silenced
from parallelcheck.report.entries import passages, sentences, worst_first
from parallelcheck.report.plain import visible
from parallelcheck.report.tally import findings_in_order, problems_in_order, tool_version

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# GitHub refuses a file with more results in a run, or more locations in a result, and shows fewer
# (docs.github.com, "SARIF results exceed one or more limits").
_RESULTS, _RESULTS_SHOWN = 25_000, 5_000
_RELATED = 100
_ROOT = "SRCROOT"


def render(result: ScanResult) -> str:
    """One run: a rule for each check, the worst results first, and what was not checked as notifications."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(result)]}
    return json.dumps(log, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _run(result: ScanResult) -> dict[str, object]:
    silenced = [finding for finding in findings_in_order(result) if finding.silenced]
    findings = [*worst_first(result), *silenced]
    notifications = [
        *map(_problem, problems_in_order(result)),
        *map(_note, result.notes),
        *map(_note, _limits(len(findings))),
    ]
    return {
        "tool": {
            "driver": {
                "name": "parallelcheck",
                "version": tool_version(),
                "rules": [_rule(check) for check in result.checks],
            }
        },
        "invocations": [{"executionSuccessful": not result.problems, "toolExecutionNotifications": notifications}],
        "originalUriBaseIds": {_ROOT: _root(result.root)},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for finding in findings[:_RESULTS]],
    }


def _rule(check: CheckInfo) -> dict[str, object]:
    page = visible("\n\n".join(filter(None, (check.summary, check.explanation))))
    return {
        "id": check.name,
        "shortDescription": {"text": visible(check.summary)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": str(check.severity)},
        "properties": {"tags": ["translation"], "profile": check.profile},
    }


def _result(finding: Finding) -> dict[str, object]:
    (_role, first), *others = passages(finding)
    more = " " + _("(and {number} more places)").format(number=len(others) - _RELATED) if len(others) > _RELATED else ""
    written: dict[str, object] = {
        "ruleId": finding.check,
        "level": str(finding.severity),
        "message": _message(sentences(finding) + more),
        "locations": [_location(first)],
        "relatedLocations": [
            {"id": number, "message": _message(visible(role)), **_location(segments)}
            for number, (role, segments) in enumerate(others[:_RELATED], start=1)
        ],
        "partialFingerprints": {
            "parallelcheck/v1": finding.fingerprint,
            "parallelcheckContent/v1": finding.content_fingerprint,
        },
        "suppressions": [_suppression(finding.silenced)] if finding.silenced else [],
    }
    if finding.ruling:
        written["properties"] = {"ruling": finding.ruling}
    if finding.score is not None and math.isfinite(finding.score):
        written["rank"] = round(100 * finding.score, 2)
    return written


def _message(text: str) -> dict[str, object]:
    """A message; what looks like a link in it is none (SARIF 2.1.0, 3.11.6)."""
    return {"text": text.replace("](", "] (")}


def _location(segments: Sequence[Segment]) -> dict[str, object]:
    where = segments[0].where
    last = max(segment.where.end_line for segment in segments)
    region = {"startLine": where.line, "startColumn": where.column, "endLine": last}
    location: dict[str, object] = {"physicalLocation": {"artifactLocation": _artifact(where.path), "region": region}}
    if where.label:
        location["logicalLocations"] = [{"name": visible(where.label)}]
    return location


def _artifact(path: str) -> dict[str, object]:
    return {"uri": _quoted(path), "uriBaseId": _ROOT}


def _quoted(path: str) -> str:
    return quote(path.encode(errors="surrogatepass"))


def _root(root: str) -> dict[str, object]:
    """The folder that paths start from, which has a URI if it is absolute."""
    if not root.startswith("/"):
        return {"description": {"text": _("The folder in which the documents were scanned.")}}
    return {"uri": f"file://{_quoted(root.rstrip('/'))}/"}


def _suppression(silenced: Silenced) -> dict[str, object]:
    written: dict[str, object] = {
        "kind": "inSource" if silenced.by == "inline" else "external",
        "justification": visible(silenced.reason),
    }
    if silenced.where:
        region = {"startLine": silenced.where.line, "endLine": silenced.where.end_line}
        written["location"] = {
            "physicalLocation": {"artifactLocation": _artifact(silenced.where.path), "region": region}
        }
    return written


def _problem(problem: Problem) -> dict[str, object]:
    written: dict[str, object] = {
        "level": "error",
        "message": _message(visible(problem.reason)),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(problem.path)}}],
    }
    if problem.check:
        written["associatedRule"] = {"id": problem.check}
    return written


def _note(text: str) -> dict[str, object]:
    return {"level": "note", "message": _message(visible(text))}


def _limits(found: int) -> Iterator[str]:
    if found > _RESULTS:
        left = _("{number} more findings, none of them worse, are not in this file: it may hold {most}.")
        yield left.format(number=grouped(found - _RESULTS), most=grouped(_RESULTS))
    if found > _RESULTS_SHOWN:
        order = _("GitHub shows {number} results of a file; these are in order, the worst first.")
        yield order.format(number=grouped(_RESULTS_SHOWN))
