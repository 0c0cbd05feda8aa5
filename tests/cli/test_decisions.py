"""`scan --record`, `--fail-on new` and `parallelcheck decisions`, as one uses them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parallelcheck.cli import cli

Run = Callable[..., Result]

ENGLISH = """\
# The year at the library

The library opened its new reading room in the spring, and the first visitors came on the same day.

Our volunteers repaired 210 books with glue, thread and a great deal of patience.

The children of the neighbouring school now come every Thursday to hear stories read aloud.
"""
FRENCH = """\
# L'année à la bibliothèque

La bibliothèque a ouvert sa nouvelle salle de lecture au printemps, et les premiers visiteurs sont venus le jour même.

Nos bénévoles ont réparé 120 livres avec de la colle, du fil et beaucoup de patience.

Les enfants de l'école voisine viennent maintenant chaque jeudi écouter des histoires lues à voix haute.
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    (tmp_path / ".git").mkdir()
    (tmp_path / "year.en.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "year.fr.md").write_text(FRENCH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(cli, arguments, prog_name="parallelcheck")


def scanned(run: Run, *arguments: str) -> tuple[int, list[tuple[str, bool, str | None]]]:
    """The exit status, and the findings: check, whether silenced, ruling."""
    result = run("scan", "--format", "json", *arguments)
    found = json.loads(result.stdout)["findings"]
    return result.exit_code, [(f["check"], bool(f["silenced"]), f["ruling"]) for f in found]


def edit(path: str, old: str, new: str) -> None:
    text = Path(path).read_text("utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_recorded_is_no_longer_new(run: Run) -> None:
    assert scanned(run, "--fail-on", "new") == (1, [("numbers", False, None)])
    assert scanned(run, "--fail-on", "new", "--record") == (0, [("numbers", False, "later")])
    assert scanned(run, "--fail-on", "new") == (0, [("numbers", False, "later")])
    assert scanned(run, "--fail-on", "warning") == (1, [("numbers", False, "later")])
    assert "warning  numbers  (known)" in run("scan").stdout
    edit("year.fr.md", "la colle", "de la colle forte")
    status, found = scanned(run, "--fail-on", "new")
    assert (status, found) == (1, [("unused-decision", False, None), ("numbers", False, None)])


def test_accepted_by_decision_until_the_passage_changes(run: Run) -> None:
    run("scan", "--record")
    edit("parallelcheck.decisions.toml", 'verdict = "later"', 'verdict = "accepted"\nreason = "a newer count"')
    assert scanned(run, "--fail-on", "note") == (0, [("numbers", True, "accepted")])
    assert "a newer count" in run("scan", "-v").stdout
    edit("year.fr.md", "# L'année", "Une phrase de plus, que rien ne traduit ici et qui est tout à fait nouvelle.\n\n#")
    assert ("numbers", True, "accepted") in scanned(run)[1]
    edit("year.fr.md", "120 livres", "121 livres")
    assert ("numbers", False, None) in scanned(run)[1]


def test_decisions_that_are_about_nothing_can_be_made_fatal_and_deleted(run: Run) -> None:
    run("scan", "--record")
    edit("year.fr.md", "120", "210")
    assert scanned(run, "--fail-on", "warning") == (0, [("unused-decision", False, None)])
    Path("parallelcheck.toml").write_text('severities = { unused-decision = "error" }')
    assert scanned(run)[0] == 1
    assert run("decisions", "prune").stdout == "1 decision deleted, 0 kept.\n"
    assert scanned(run) == (0, [])
    assert run("decisions", "prune").stdout == "0 decisions deleted, 0 kept.\n"


def test_they_are_listed(run: Run) -> None:
    assert "There are no decisions in" in run("decisions", "list").stdout
    run("scan", "--record")
    listed = run("decisions", "list").stdout
    assert "year.fr.md  numbers  later" in listed
    assert "Nos bénévoles ont réparé 120 livres" in listed
    found = json.loads(run("decisions", "list", "--format", "json").stdout)
    assert [(entry["path"], entry["verdict"]) for entry in found["decisions"]] == [("year.fr.md", "later")]


def test_git_can_merge_them(run: Run, tmp_path: Path) -> None:
    run("scan", "--record")
    whole = Path("parallelcheck.decisions.toml").read_text("utf-8")
    Path("base").write_text("")
    Path("ours").write_text("")
    Path("theirs").write_text(whole, encoding="utf-8")
    assert run("decisions", "merge", "base", "ours", "theirs").exit_code == 0
    assert Path("ours").read_text("utf-8") == whole


def test_a_malformed_file_is_said_in_a_sentence_and_nothing_is_lost(run: Run) -> None:
    Path("parallelcheck.decisions.toml").write_text("[[decision]\n")
    for arguments in (["scan"], ["scan", "--record"], ["decisions", "prune"], ["decisions", "list"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "line 1, column 11" in result.stderr
        assert result.stderr.count("\n") == 1
    assert Path("parallelcheck.decisions.toml").read_text() == "[[decision]\n"
