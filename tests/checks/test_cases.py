"""What every check says about the texts in cases/, and about which of them it must stay silent.

There is one file for each check, named after it. A case gives the text of a document (Markdown, or another `format`)
and, unless the document comes alone or holds both languages, of its source; `around` places both in one of the
publications of surroundings.toml. `finds` lists every finding of that check with its severity, the line that it stands
on, counted within the case, and some words of that text. No other check may report at warning or above, but for those
named in `also_finds`.

`source_before` and `target_before` are what the two said in the last commit of a git repository; with `since`, only
what changed since then is looked at. `glossary` is what the setting of that name leads to.
"""

from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest

from parallelcheck import Config
from parallelcheck.git import run
from parallelcheck.model import Finding, ScanResult, Segment, Severity
from parallelcheck.pipeline import scan

Side = Literal["source", "target"]

HERE = Path(__file__).parent
SURROUNDINGS = msgspec.toml.decode((HERE / "surroundings.toml").read_bytes(), type=dict[str, dict[str, str]])


class Find(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that a case expects. `line` is one of the target's, or of the source's where `side` says so."""

    line: int
    text: str
    severity: Literal["error", "warning", "note"]
    side: Side = "target"

    def __str__(self) -> str:
        return f"{self.side} line {self.line}: {self.severity}: {self.text}"


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A case as its file has it; a language that is left out is for the program to find."""

    title: str
    target: str
    finds: tuple[Find, ...]
    source: str | None = None
    source_language: str | None = None
    target_language: str | None = None
    around: str | None = None
    format: str = "md"
    source_before: str | None = None
    target_before: str | None = None
    since: bool = False
    also_finds: tuple[str, ...] = ()
    options: dict[str, Any] = {}
    glossary: str = ""  # in CSV

    def document(self, side: Side) -> tuple[str, int]:
        """The whole text of one side, and how many lines of it stand before the case."""
        text = (self.source or "") if side == "source" else self.target
        if self.around is None:
            return text, 0
        language = self.source_language if side == "source" else self.target_language
        around = SURROUNDINGS[self.around][language or ""]
        return around.replace("{case}", text.strip("\n")), around.partition("{case}")[0].count("\n")


class CaseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[Case, ...]


CASES = [
    (path.stem, case)
    for path in sorted((HERE / "cases").glob("*.toml"))
    for case in msgspec.toml.decode(path.read_bytes(), type=CaseFile).case
]


@pytest.mark.parametrize(("check", "case"), CASES, ids=[f"{check}: {case.title}" for check, case in CASES])
def test_case(check: str, case: Case, tmp_path: Path) -> None:
    result = scan_case(case, tmp_path, {check: case.options})
    findings = [finding for finding in result.findings if finding.check == check]
    others = [finding for finding in result.findings if finding.check != check]
    assert not result.problems
    assert sorted(in_words(finding, case) for finding in findings) == sorted(str(find) for find in case.finds)
    loud = [finding for finding in others if finding.severity >= Severity.WARNING]
    assert sorted({finding.check for finding in loud}) == sorted(case.also_finds), loud


@pytest.mark.parametrize("name", SURROUNDINGS)
@pytest.mark.parametrize("languages", ["en fr", "en es", "en de", "en pt", "en it", "fr es", "fr en"])
def test_surroundings_are_translations(name: str, languages: str, tmp_path: Path) -> None:
    source, target = languages.split()
    case = Case("nothing in it", "", (), "", source, target, around=name)
    result = scan_case(case, tmp_path, {})
    assert (result.findings, result.problems) == ((), ())
    assert all(len(bead.source) == len(bead.target) == 1 for bead in result.pairs[0].beads)


def test_titles_are_unique() -> None:
    names = [(check, case.title) for check, case in CASES]
    assert len(names) == len(set(names))


def scan_case(case: Case, folder: Path, options: dict[str, dict[str, Any]]) -> ScanResult:
    languages = case.source_language, case.target_language
    config = Config(profile="review", source_language=languages[0], target_language=languages[1], checks=options)
    if case.glossary:
        (folder / "glossary.csv").write_text(case.glossary, "utf-8")
        config = msgspec.structs.replace(config, glossary=(folder / "glossary.csv").as_posix())
    source, target = folder / f"source.{case.format}", folder / f"target.{case.format}"
    target.write_text(case.document("target")[0], "utf-8")
    if case.source is None:
        return scan([target], config=config)
    source.write_text(case.document("source")[0], "utf-8")
    if case.source_before or case.target_before:
        commit_before(case, source, target)
    return scan(pairs=[(source, target)], config=config, since="HEAD" if case.since else None)


def commit_before(case: Case, source: Path, target: Path) -> None:
    """Make their folder a repository in which both files were committed as they were before."""
    now = {source: source.read_text("utf-8"), target: target.read_text("utf-8")}
    for file, text, before in ((source, case.source, case.source_before), (target, case.target, case.target_before)):
        file.write_text(now[file].replace((text or "").strip("\n"), (before or text or "").strip("\n")), "utf-8")
    somebody = ("-c", "user.name=Somebody", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "."), (*somebody, "commit", "-q", "-m", "Before")):
        assert run(source.parent, *arguments).returncode == 0
    for file, text in now.items():
        file.write_text(text, "utf-8")


def in_words(finding: Finding, case: Case) -> str:
    """The expectation that a finding meets, or what it says and where if it meets none."""
    for find in case.finds:
        line = find.line + case.document(find.side)[1]
        severity = str(finding.severity)
        texts = [segment.text for segment in getattr(finding, find.side) if segment.where.line == line]
        if severity == find.severity and any(find.text in text for text in texts):
            return str(find)
    sides: list[tuple[Side, Segment]] = [("source", segment) for segment in finding.source]
    sides += [("target", segment) for segment in finding.target]
    places = [f"{side} line {s.where.line - case.document(side)[1]} {s.text!r}" for side, s in sides]
    return f"{finding.severity}: {finding.message} ({'; '.join(places)})"
