"""`scan --format`: several reports at once, and what GitHub Actions get by themselves."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parallelcheck.cli import cli
from parallelcheck.cli import scan as scan_command
from parallelcheck.config import Config
from parallelcheck.model import Finding, Kind, Location, Problem, ScanResult, Segment, Severity
from parallelcheck.report import REPORTERS

Run = Callable[..., Result]
PASSAGE = Segment(Kind.PARAGRAPH, "Le phare est ouvert.", Location("avis.fr.md", 3, 3))
FOUND = Finding("numbers", Severity.ERROR, "The source says 48, the translation says 84.", target=(PASSAGE,))
RESULT = ScanResult("/srv", (FOUND,), (Problem("annexe.fr.md", "it is empty"),), (), (), "embedded:x")


@pytest.fixture
def used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Config]:
    """The settings of the scans that were made; each of them has found `RESULT`."""
    configs: list[Config] = []

    def scan(*_: object, config: Config, **__: object) -> ScanResult:
        configs.append(config)
        return RESULT

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setattr(scan_command, "scan", scan)
    return configs


@pytest.fixture
def run(used: list[Config]) -> Run:
    return lambda *arguments: CliRunner().invoke(cli, ["scan", *arguments], prog_name="parallelcheck")


def test_several_reports_and_text_for_the_terminal(run: Run) -> None:
    result = run("--format", "sarif=out.sarif", "--format", "markdown=comment.md")
    assert "avis.fr.md:3  error  numbers" in result.stdout
    assert result.stderr == ""
    assert json.loads(Path("out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert Path("comment.md").read_text("utf-8").startswith("<!-- parallelcheck -->")
    assert sorted(path.name for path in Path().iterdir()) == ["comment.md", "out.sarif"]


@pytest.mark.parametrize("name", REPORTERS)
def test_every_format_is_written_the_same_to_a_file_and_to_a_pipe(run: Run, name: str) -> None:
    printed = run("--format", name, "--format", f"json={name}.json").stdout_bytes
    run("--format", f"{name}=out")
    run("--format", name, "--output", "too")
    assert Path("out").read_bytes() == Path("too").read_bytes()
    if name != "text":  # which is as wide as where it is read
        assert Path("out").read_bytes() == printed


def test_the_report_without_a_file_goes_to_output(run: Run) -> None:
    result = run("--format", "sarif=out.sarif", "--output", "report.txt")
    assert result.stdout == ""
    assert "report.txt: " in result.stderr
    assert "out.sarif: " in result.stderr
    assert "parallelcheck: not checked: annexe.fr.md: it is empty" in result.stderr
    assert "numbers" in Path("report.txt").read_text("utf-8")


def test_the_last_reports_are_not_scanned(run: Run, used: list[Config], tmp_path: Path) -> None:
    run("--format", "markdown=a.md", "--format", "html", "--output", "b.html")
    assert used[0].exclude == (f"{tmp_path.as_posix()}/b.html", f"{tmp_path.as_posix()}/a.md")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "sarf"), "There is no format “sarf”; did you mean sarif?"),
        (("--format", "zzz=x"), "There is no format “zzz”; there are text, json, html, "),
        (("--format", "json", "--format", "csv"), "name a file for one of them, --format csv=FILE."),
        (("--format", "json="), "--format json= names no file: write --format json=FILE."),
        (("--format", "json=x", "--format", "csv=x"), "Two reports cannot go to x: "),
        (("--format", "json=x", "--output", "./x"), "Two reports cannot go to x: "),
        (("--format", "json=absent/x"), "there is no folder absent; create it first"),
        (("--format", "json=."), ". is a folder: give --format json= the name of a file."),
    ],
)
def test_what_cannot_be_written_is_said_before_the_scan(
    run: Run, used: list[Config], arguments: tuple[str, ...], said: str
) -> None:
    result = run(*arguments)
    assert said in result.stderr
    assert (result.stdout, result.exit_code, used) == ("", 2, [])


def test_a_package_that_is_not_there_is_missed_before_the_scan(
    run: Run, used: list[Config], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = run("--format", "xlsx=x.xlsx")
    assert "install it with pip install" in result.stderr
    assert (result.exit_code, used) == (2, [])


def test_one_report_that_cannot_be_made_leaves_all_old_ones(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.json").write_text("old")
    monkeypatch.setattr("parallelcheck.report.csv.rows", lambda _: {}["bug"])
    result = run("--format", "csv=a.csv", "--format", "json=a.json")
    assert isinstance(result.exception, KeyError)
    assert [(path.name, path.read_text()) for path in Path().iterdir()] == [("a.json", "old")]


# --- GitHub Actions


@pytest.fixture
def action(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the summary of the job is written; a step before has written to it already."""
    summary = tmp_path_factory.mktemp("runner") / "summary.md"
    summary.write_text("Built.\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    return summary


def test_annotations_and_the_summary_come_by_themselves(run: Run, action: Path) -> None:
    result = run("--format", "sarif=out.sarif")
    assert "avis.fr.md:3  error  numbers" in result.stdout
    assert result.stderr.splitlines() == [
        "::error file=annexe.fr.md,title=parallelcheck::Not checked: it is empty",
        "::error file=avis.fr.md,line=3,endLine=3,col=1,title=numbers::The source says 48, the translation says 84.",
    ]
    assert action.read_text("utf-8").startswith("Built.\n<!-- parallelcheck -->")


@pytest.mark.parametrize("arguments", [("--format", "json"), ("--format", "github"), ("--output", "report.txt")])
def test_only_beside_a_report_that_is_read_in_the_log(run: Run, action: Path, arguments: tuple[str, ...]) -> None:
    assert "::" not in run(*arguments).stderr
    assert action.read_text("utf-8") == "Built.\n"


def test_without_a_place_for_the_summary_there_are_annotations(
    run: Run, action: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    assert run().stderr.startswith("::error ")


def test_a_summary_that_cannot_be_written_is_said(run: Run, action: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "absent/summary.md")
    result = run()
    assert result.stderr.endswith(
        "The summary of the job cannot be written to absent/summary.md: No such file or directory.\n"
    )
    assert result.exit_code == 2
