"""`scan --since`, in repositories as they are: with branches, renames, files not committed, and too little history."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parallelcheck.cli import cli

Scan = Callable[..., Result]

ENGLISH = """\
# The year at the library

The library opened its new reading room in the spring, and the first visitors came on the same day.

Our volunteers repaired 210 books with glue, thread and a great deal of patience.

The children of the neighbouring school now come every Thursday to hear stories read aloud.

The roof of the old wing still leaks, and the council has promised to have it mended before the winter.
"""
FRENCH = """\
# L'année à la bibliothèque

La bibliothèque a ouvert sa nouvelle salle de lecture au printemps, et les premiers visiteurs sont venus le jour même.

Nos bénévoles ont réparé 210 livres avec de la colle, du fil et beaucoup de patience.

Les enfants de l'école voisine viennent maintenant chaque jeudi écouter des histoires lues à voix haute.

Le toit de l'aile ancienne fuit toujours, et la commune a promis de le faire réparer avant l'hiver.
"""
IN_LAGOS = "In March we opened a second branch in Lagos, with 4,000 books and a garden.\n"
A_LAGOS = "En mars, nous avons ouvert une seconde annexe à Lagos, avec 4 000 livres et un jardin.\n"


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scan:
    """The command, in a clone on a new branch, which has two pages; one of them has a defect of long standing."""
    origin = tmp_path / "origin"
    write(origin / "year.en.md", ENGLISH)
    write(origin / "year.fr.md", FRENCH)
    write(origin / "old.en.md", ENGLISH.replace("The year", "The old year"))
    write(origin / "old.fr.md", FRENCH.replace("210", "120").replace("L'année", "L'année passée"))
    monkeypatch.chdir(origin)
    git("init", "-q", "-b", "main")
    commit("The year")
    git("clone", "-q", ".", "../clone")
    monkeypatch.chdir(tmp_path / "clone")
    git("checkout", "-q", "-b", "topic")
    return lambda *arguments: CliRunner().invoke(cli, ("scan", *arguments), prog_name="parallelcheck")


def git(*arguments: str) -> str:
    name = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **name, "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(["git", *arguments], env=environment, capture_output=True, check=True, text=True).stdout


def commit(message: str) -> None:
    git("add", "--all")
    git("commit", "-q", "-m", message)


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def edit(path: str, *changes: tuple[str, str]) -> None:
    text = Path(path).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    write(Path(path), text)


def found(scan: Scan, *arguments: str) -> list[tuple[str, str]]:
    """The checks that report, and where."""
    result = scan("--format", "json", "--since", "main", *arguments)
    assert result.exit_code < 2, result.output
    places = []
    for finding in json.loads(result.stdout)["findings"]:
        assert finding["path"] == (finding["target"] or finding["source"])["path"]
        places.append((finding["check"], f"{finding['path']}:{finding['line']}"))
    return places


PASSAGE = FRENCH.split("\n\n")[2]
DELETED = (PASSAGE + "\n\n", "")


def test_from_an_edit_that_nobody_translates_to_a_decision(scan: Scan) -> None:
    assert found(scan) == []
    edit("year.en.md", ("210 books", "235 books"))
    assert found(scan) == [("source-edited", "year.fr.md:5")]
    commit("More books")
    assert found(scan) == [("source-edited", "year.fr.md:5")]
    edit("year.fr.md", ("210 livres", "235 livres"))
    assert found(scan) == []
    edit("year.fr.md", (PASSAGE.replace("210", "235") + "\n\n", ""))
    assert found(scan) == [("missing-passage", "year.en.md:5")]
    assert scan("--since", "main").exit_code == 1
    scan("--since", "main", "--record")
    edit("parallelcheck.decisions.toml", ("later", "accepted"))
    commit("No word of the books in French")
    assert scan("--since", "main", "--fail-on", "note").exit_code == 0
    edit("year.en.md", ("a great deal of patience", "a great deal of tea"))
    assert ("missing-passage", "year.en.md:5") in found(scan)
    assert scan("--since", "main").exit_code == 1


def test_what_was_wrong_before_is_not_reported(scan: Scan) -> None:
    edit("old.fr.md", ("chaque jeudi", "tous les jeudis"))
    assert found(scan, "--ignore", "source-edited") == []
    edit("old.fr.md", ("120 livres", "130 livres"))
    assert found(scan, "--ignore", "source-edited") == [("numbers", "old.fr.md:5")]


def test_what_main_did_since_is_no_part_of_the_change(scan: Scan) -> None:
    edit("year.en.md", ("Thursday", "Friday"))
    commit("Friday")
    git("checkout", "-q", "main")
    edit("old.en.md", ("the spring", "the autumn"))
    commit("Something else")
    git("checkout", "-q", "topic")
    assert found(scan) == [("source-edited", "year.fr.md:7")]


def test_edits_that_say_nothing_new_need_no_translation(scan: Scan) -> None:
    edit("year.en.md", ("neighbouring", "neighboring"), ("day.\n", "day!\n"), ("glue, thread", "glue,\nthread"))
    assert found(scan) == []


def test_a_translation_that_is_improved_is_a_note(scan: Scan) -> None:
    edit("year.fr.md", ("beaucoup de patience", "une patience infinie"))
    result = scan("--since", "main", "--fail-on", "warning")
    assert result.exit_code == 0
    assert "note  source-edited" in result.stdout
    assert "This translation was edited, and its source was not" in result.stdout


def test_a_new_passage_without_translation_is_missing(scan: Scan) -> None:
    edit("year.en.md", ("Our volunteers", IN_LAGOS + "\nOur volunteers"))
    assert found(scan) == [("missing-passage", "year.en.md:5")]
    edit("year.fr.md", ("Nos bénévoles", A_LAGOS + "\nNos bénévoles"))
    assert found(scan) == []


def test_a_renamed_document_is_the_same_one(scan: Scan) -> None:
    for language in ("en", "fr"):
        git("mv", f"old.{language}.md", f"past.{language}.md")
    commit("Another name")
    assert found(scan) == []
    edit("past.en.md", ("the spring", "the autumn"))
    assert found(scan) == [("source-edited", "past.fr.md:3")]


def test_documents_that_come_and_go(scan: Scan) -> None:
    write(Path("news.en.md"), "# News\n\n" + IN_LAGOS)
    assert found(scan) == [("missing-document", "news.en.md:1")]
    write(Path("news.fr.md"), "# Nouvelles\n\n" + A_LAGOS.replace("4 000", "5 000"))
    assert found(scan) == [("numbers", "news.fr.md:3")]
    Path("news.en.md").unlink()
    Path("news.fr.md").unlink()
    Path("old.fr.md").unlink()
    assert found(scan) == [("missing-document", "old.en.md:1")]


def test_files_named_as_a_pair_and_documents_without_lines(scan: Scan) -> None:
    edit("year.en.md", ("in the spring", "in the autumn"))
    pair = "--pair", "year.en.md", "year.fr.md"
    assert found(scan, *pair) == [("source-edited", "year.fr.md:3")]
    assert found(scan, "old.en.md", "old.fr.md") == []


def test_messages_are_followed_by_their_keys(scan: Scan) -> None:
    write(Path("app/en.json"), json.dumps({"save": "Save the whole document", "quit": "Quit without saving anything"}))
    write(
        Path("app/fr.json"),
        json.dumps({"save": "Enregistrer tout le document", "quit": "Quitter sans rien enregistrer"}),
    )
    commit("An app")
    git("branch", "-f", "main")
    write(
        Path("app/en.json"), json.dumps({"save": "Store a copy in the cloud", "quit": "Quit without saving anything"})
    )
    assert found(scan) == [("source-edited", "app/fr.json:1")]


def test_a_comment_in_the_change_silences(scan: Scan) -> None:
    edit("year.en.md", ("210 books", "235 books"))
    edit("year.fr.md", ("Nos bénévoles", "<!-- parallelcheck: ignore[source-edited] a slip -->\n\nNos bénévoles"))
    assert "1 by a comment" in scan("--since", "main").stdout
    assert scan("--since", "main", "--fail-on", "note").exit_code == 0


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("mian", "no commit or branch mian in .*; did you mean main"),
        ("zzz", "no commit or branch zzz in .*; there are main, topic"),
        ("-x", "no commit or branch -x"),
        ("feature", "did you mean origin/feature"),
    ],
)
def test_a_revision_that_is_not_there(scan: Scan, revision: str, said: str) -> None:
    git("update-ref", "refs/remotes/origin/feature", "HEAD")
    result = scan("--since", revision)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert re.search(said, result.stderr)


@pytest.mark.parametrize("revision", ["main", "HEAD~1"])
def test_too_little_history(scan: Scan, revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit("year.en.md", ("210", "235"))
    commit("More books")
    git("clone", "-q", "--depth", "1", f"file://{tmp_path}/clone", "../shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    result = scan("--since", revision)
    assert result.exit_code == 2
    assert "fetch-depth: 0" in result.stderr


def test_branches_without_a_common_commit(scan: Scan) -> None:
    git("checkout", "-q", "--orphan", "other")
    commit("A new beginning")
    result = scan("--since", "main")
    assert result.exit_code == 2
    assert "no commit in common" in result.stderr


def test_outside_a_repository(scan: Scan, tmp_path: Path) -> None:
    write(tmp_path / "year.en.md", ENGLISH)
    for paths, said in (
        (["../year.en.md"], "is in no git repository"),
        ([".", "../year.en.md"], "is not in the repository"),
    ):
        result = scan(*paths, "--since", "main")
        assert result.exit_code == 2
        assert said in result.stderr
