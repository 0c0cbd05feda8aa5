"""`parallelcheck pairs`: what it shows, to people and to programs."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parallelcheck.cli import cli
from parallelcheck.cli.pairs import as_text
from parallelcheck.discover import Discovery
from parallelcheck.model import Conflict, DocumentPair, Problem

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `pairs` in a folder with some documents."""
    for name in ("en/a.md", "fr/a.md", "en/b.md", "fr/b.md", "en/c.md", "locale/fr.po"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(cli, ["pairs", *arguments], prog_name="parallelcheck")


def test_pairs_and_what_has_no_partner(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    assert result.stdout == (
        "source   target   rule    confidence\n"
        "en/a.md  fr/a.md  folder  1.00\n"
        "en/b.md  fr/b.md  folder  1.00\n"
        "\n"
        "Without a counterpart\n"
        "  en/c.md (English)\n"
        "  locale/fr.po (French, catalogue)\n"
        "\n"
        "2 pairs (2 by folder), 2 documents alone.\n"
        "No French translation: 1 of 3 documents.\n"
    )


def test_what_is_not_in_every_language(run: Run) -> None:
    for name in ("es/a.md", "es/b.md", "de/a.md", "de/c.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).touch()
    shown = run().stdout
    assert (
        "Not in every language\n  en/b.md: no German translation\n  en/c.md: no Spanish or French translation\n\n"
    ) in shown
    assert "No German translation: 1 of 3 documents.\n" in shown


def test_for_programs(run: Run) -> None:
    shown = json.loads(run("--format", "json").stdout)
    assert shown["pairs"][0] == {
        "source": "en/a.md",
        "target": "fr/a.md",
        "source_language": "en",
        "target_language": "fr",
        "rule": "folder",
        "confidence": 1.0,
    }
    assert shown["alone"] == [
        {"path": "en/c.md", "language": "en", "because": "alone"},
        {"path": "locale/fr.po", "language": "fr", "because": "catalogue"},
    ]
    assert shown["missing_translations"] == [{"path": "en/c.md", "language": "fr"}]
    empty = ("missing_originals", "contradictions", "problems", "notes")
    assert [shown[key] for key in empty] == [[], [], [], []]
    assert shown["format"] == 1


def test_settings_and_options_count(run: Run) -> None:
    Path("parallelcheck.toml").write_text('exclude = ["locale"]\n[pairs]\n"en/c.md" = { fr = "fr/b.md" }\n')
    shown = run().stdout
    assert "en/c.md  fr/b.md  settings  1.00" in shown
    assert "locale" not in shown
    assert "fr/a.md  en/a.md  folder    1.00" in run("--source-language", "fr").stdout


def test_what_could_not_be_looked_at_gives_another_status(run: Run) -> None:
    Path("en/gone.md").symlink_to("nowhere.md")
    result = run()
    assert result.exit_code == 2
    assert "Not looked at\n  en/gone.md: is a link that leads nowhere\n" in result.stdout


def test_arguments_that_make_no_sense(run: Run) -> None:
    result = run("nowhere")
    assert result.exit_code == 2
    assert result.stderr == "parallelcheck: nowhere is not there: check the name and the current folder.\n"


LONG = DocumentPair("content/fr/" + "y" * 50 + "/b.md", "content/en/" + "x" * 50 + "/a.md", "content", confidence=0.93)


def test_long_names_lose_their_beginnings_in_a_terminal_only() -> None:
    found = Discovery((LONG,))
    row = as_text(found, 80).splitlines()[1]
    assert len(row) <= 80
    assert re.fullmatch(r"…x+/a\.md  …y+/b\.md  content  0\.93", row)
    assert LONG.target in as_text(found, None)


def test_contradictions_remarks_and_names_that_would_act_on_the_terminal() -> None:
    conflict = Conflict("same counterpart", "b.fr.md", ("a\x1b[2J.fr.md",), "fr", "a.md")
    shown = as_text(Discovery((), (Problem("x", "y"),), conflicts=(conflict,), notes=("A remark.",)), 80)
    assert "Contradictions\n  b.fr.md: This document and a␛[2J.fr.md both claim to be the French" in shown
    assert "Remarks\n  A remark.\n" in shown
    assert "0 pairs, 0 documents alone." in shown
