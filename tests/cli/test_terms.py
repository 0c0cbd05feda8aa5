"""`parallelcheck terms`: what it writes, and what it refuses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parallelcheck.cli import cli

POLICY = Path(__file__).parent.parent.parent / "corpora" / "policy" / "clean"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `terms` in an empty repository."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(cli, ["terms", *arguments], prog_name="parallelcheck")


def test_a_table_on_standard_output(run: Run) -> None:
    result = run(str(POLICY))
    assert result.exit_code == 0
    header, *rows = result.stdout.splitlines()
    assert header == "en,fr,do-not-translate,comment,count,passages,score,place"
    assert {"data,données", "account,compte"} <= {",".join(row.split(",")[:2]) for row in rows}
    assert result.stderr == f"{len(rows)} terms proposed from 1 pair of documents.\n"


def test_the_file_that_it_writes_is_a_glossary_for_a_scan(run: Run) -> None:
    assert run(str(POLICY), "-o", "glossary.csv").stdout == ""
    Path("parallelcheck.toml").write_text('glossary = "glossary.csv"\nselect = ["terminology"]\n')
    result = CliRunner().invoke(cli, ["scan", str(POLICY), "--config", "parallelcheck.toml"])
    assert result.exit_code == 0, result.output


def test_known_terms_are_left_out(run: Run) -> None:
    Path("known.csv").write_text("en,fr\naccount,compte\n")
    assert ",compte," not in run(str(POLICY), "--glossary", "known.csv").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--glossary", "none.csv"), "none.csv cannot be read"),
        (("--glossary", "known.csv", "-o", "known.csv"), "name another file for the new ones"),
        (("-o", "none/terms.csv"), "there is no folder none"),
    ],
)
def test_what_cannot_be_done(run: Run, arguments: tuple[str, ...], words: str) -> None:
    Path("known.csv").write_text("en,fr\naccount,compte\n")
    result = run(str(POLICY), *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert Path("known.csv").read_text() == "en,fr\naccount,compte\n"


def test_a_document_that_cannot_be_read_is_said(run: Run) -> None:
    Path("page.en.md").write_text("# A page\n\nIt has a word.\n")
    Path("page.fr.md").write_bytes(b"")
    result = run()
    assert result.exit_code == 2
    assert "page.fr.md" in result.stderr
    assert "0 terms proposed" in result.stderr
