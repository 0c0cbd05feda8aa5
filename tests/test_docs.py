"""What the documentation shows is what the program does."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from parallelcheck.checks import CHECKS
from parallelcheck.cli import cli
from parallelcheck.pipeline import scan
from parallelcheck.report import render

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("readme", ["README.md", "README.fr.md"])
def test_the_finding_in_the_readme_is_one_of_those_that_its_command_prints(
    readme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    (example,) = re.findall(r"```text\n(.*?)```", (ROOT / readme).read_text(encoding="utf-8"), re.DOTALL)
    assert example in render(scan(["corpora/annual-report/defects"]), "text")


@pytest.mark.parametrize("readme", ["README.md", "README.fr.md"])
def test_the_readme_names_every_check(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert [check.name for check in CHECKS if f"`{check.name}`" not in text] == []


def test_ci_runs_the_readmes_test_command() -> None:
    (command,) = re.findall(r"^python3 -m venv .*pytest$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert command in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_page_of_checks_is_what_explain_says() -> None:
    page = CliRunner().invoke(cli, ["explain", "--format", "markdown"]).stdout
    assert (ROOT / "docs" / "checks.md").read_text("utf-8") == page, (
        "run: parallelcheck explain --format markdown > docs/checks.md"
    )
