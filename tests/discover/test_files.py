"""Which documents there are: what is searched, what is left out, and what is said about it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from parallelcheck.discover import discover
from parallelcheck.errors import UsageError

Site = Callable[..., Path]
SUFFIXES = (".md", ".html", ".po")


def found(*paths: str, exclude: tuple[str, ...] = ()) -> list[str]:
    discovery = discover([Path(path) for path in paths], suffixes=SUFFIXES, exclude=exclude)
    assert discovery.problems == ()
    return [path for pair in discovery.pairs for path in (pair.source, pair.target) if path]


def git(*arguments: str, folder: Path) -> None:
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, env=environment)


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def test_a_folder_is_searched_for_documents_in_a_fixed_order(site: Site) -> None:
    site("b.md", "a/z.MD", "a/picture.png", "A.html")
    assert found(".") == ["A.html", "a/z.MD", "b.md"]


def test_what_tools_keep_is_not_searched(site: Site) -> None:
    site(
        "a.md",
        ".hidden.md",
        ".git/x.md",
        ".venv/x.md",
        "node_modules/x.md",
        "_build/x.md",
        "env/pyvenv.cfg",
        "env/x.md",
    )
    assert found(".") == ["a.md"]


@pytest.mark.parametrize(
    ("output", "mark"),
    [
        ("build", "package.json"),
        ("dist", "pyproject.toml"),
        ("public", "hugo.toml"),
        ("themes", "hugo.yaml"),
        ("layouts", "hugo.toml"),
        ("_includes", "_config.yml"),
        ("site", "mkdocs.yml"),
        ("book", "book.toml"),
        ("target", "Cargo.toml"),
        ("vendor", "go.mod"),
    ],
)
def test_outputs_stand_beside_the_file_of_their_tool_and_chapters_elsewhere(site: Site, output: str, mark: str) -> None:
    site(mark, f"{output}/x.md", f"docs/{output}/install.md")
    assert found(".") == [f"docs/{output}/install.md"]
    assert found(output) == [f"{output}/x.md"]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("drafts", ["a.md", "docs/a.md", "docs/old.md"]),
        ("drafts/", ["a.md", "docs/a.md", "docs/old.md"]),
        ("./drafts", ["a.md", "docs/a.md", "docs/drafts/b.md", "docs/old.md"]),
        ("a.md", ["docs/drafts/b.md", "docs/old.md", "drafts/c.md"]),
        ("docs/a.md", ["a.md", "docs/drafts/b.md", "docs/old.md", "drafts/c.md"]),
        ("docs/*.md", ["a.md", "docs/drafts/b.md", "drafts/c.md"]),
        ("docs/**/b.md", ["a.md", "docs/a.md", "docs/old.md", "drafts/c.md"]),
        ("[!a]*.md", ["a.md", "docs/a.md"]),
    ],
)
def test_patterns_leave_out_files_and_folders(site: Site, pattern: str, left: list[str]) -> None:
    site("a.md", "drafts/c.md", "docs/a.md", "docs/old.md", "docs/drafts/b.md")
    assert found(".", exclude=(pattern,)) == left


def test_a_file_given_by_name_is_scanned_even_if_excluded(site: Site) -> None:
    site("a.md", "b.md")
    assert found("a.md", exclude=("a.md",)) == ["a.md"]


def test_a_file_that_is_given_twice_is_scanned_once(site: Site) -> None:
    site("docs/a.md", "docs/b.md")
    assert found("docs/a.md", ".", "docs/../docs/b.md") == ["docs/a.md", "docs/b.md"]


def test_data_in_a_folder_are_no_documents_and_named_ones_are(site: Site) -> None:
    site("a.md", "data.html")

    def left(*paths: str) -> list[str]:
        found = discover(
            [Path(path) for path in paths], suffixes=SUFFIXES, is_document=lambda path: path.name != "data.html"
        )
        return [pair.target for pair in found.pairs]

    assert left(".") == ["a.md"]
    assert left("data.html") == ["data.html"]


@needs_git
def test_what_git_ignores_is_not_searched(site: Site) -> None:
    root = site(
        "a.md", "out/b.md", "docs/c.md", "docs/private/d.md", "docs/keep.log.md", "é/x.md", "sub/e.md", "sub/f.md"
    )
    git("init", "-q", folder=root)
    (root / ".gitignore").write_text("out/\n*.log.md\n!keep.log.md\né/\n")
    (root / "docs/.gitignore").write_text("private\n")
    git("init", "-q", folder=root / "sub")
    (root / "sub/.gitignore").write_text("f.md\n")
    assert found(".") == ["a.md", "docs/c.md", "docs/keep.log.md", "sub/e.md"]
    assert found("docs") == ["docs/c.md", "docs/keep.log.md"]
    assert found("out") == ["out/b.md"]
    assert found("docs/private/d.md") == ["docs/private/d.md"]


@needs_git
def test_what_git_ignores_but_follows_is_searched(site: Site) -> None:
    root = site("out/a.md", "out/b.md")
    git("init", "-q", folder=root)
    (root / ".gitignore").write_text("out/\n")
    git("add", "-f", "out/a.md", folder=root)
    assert found(".") == ["out/a.md"]


@needs_git
def test_git_is_asked_even_where_a_hook_tells_it_of_another_repository(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site("a.md", "out/b.md")
    git("init", "-q", folder=root)
    (root / ".gitignore").write_text("out\n")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert found(".") == ["a.md"]


@needs_git
def test_a_folder_in_which_all_is_ignored_says_so(site: Site) -> None:
    root = site("out/b.md")
    git("init", "-q", folder=root)
    (root / ".gitignore").write_text("out\n")
    with pytest.raises(UsageError, match=r"holds no document that can be read .* or only what git ignores"):
        found(".")


@needs_git
def test_a_repository_runs_no_program_of_its_own(site: Site, tmp_path: Path) -> None:
    root = site("a.md")
    git("init", "-q", folder=root)
    (tmp_path / "spy").write_text(f"#!/bin/sh\ntouch {tmp_path}/was-run\n")
    (tmp_path / "spy").chmod(0o755)
    git("config", "core.fsmonitor", str(tmp_path / "spy"), folder=root)
    assert found(".") == ["a.md"]
    assert not (tmp_path / "was-run").exists()


def test_without_git_all_is_searched_and_that_is_said(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site("a.md", "out/b.md", ".git/HEAD", contents={".gitignore": "out"})
    monkeypatch.setenv("PATH", "")
    discovery = discover([Path()], suffixes=SUFFIXES)
    assert [pair.target for pair in discovery.pairs] == ["a.md", "out/b.md"]
    assert discovery.notes == ("What git ignores in . was looked at like the rest: git is not installed.",)


@needs_git
def test_a_repository_that_git_cannot_read_is_searched_and_that_is_said(site: Site) -> None:
    root = site("a.md")
    git("init", "-q", folder=root)
    (root / ".git/config").write_text("[core\n")
    discovery = discover([Path()], suffixes=SUFFIXES)
    assert [pair.target for pair in discovery.pairs] == ["a.md"]
    (note,) = discovery.notes
    assert note.startswith("What git ignores in . was looked at like the rest: git says: fatal: bad config")


def test_links_inside_the_folder_are_documents_and_no_loops(site: Site) -> None:
    root = site("en/a.md", "fr/b.md")
    (root / "fr/a.md").symlink_to(root / "en/a.md")
    (root / "fr/loop").symlink_to(root, target_is_directory=True)
    assert found(".") == ["en/a.md", "fr/a.md", "fr/b.md"]


def test_links_that_lead_away_are_not_followed_and_said_so(site: Site, tmp_path: Path) -> None:
    root = site("a.md")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.md").touch()
    (root / "secret.md").symlink_to(tmp_path / "outside/secret.md")
    (root / "other").symlink_to(tmp_path / "outside", target_is_directory=True)
    (root / "gone.md").symlink_to(root / "nowhere.md")
    (root / "round.md").symlink_to(root / "round.md")
    discovery = discover([Path()], suffixes=SUFFIXES)
    assert [pair.target for pair in discovery.pairs] == ["a.md"]
    assert [(problem.path, problem.reason.split(":")[0]) for problem in discovery.problems] == [
        ("other", "is a link that leads out of the scanned folder"),
        ("gone.md", "is a link that leads nowhere"),
        ("round.md", "is a link that leads nowhere"),
        ("secret.md", "is a link that leads out of the scanned folder"),
    ]
    assert found(".", exclude=("other", "gone.md", "secret.md", "round.md")) == ["a.md"]


def test_a_folder_that_cannot_be_listed_is_a_problem(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site("a.md", "closed/b.md")
    listing = os.scandir

    def scandir(path: str) -> object:  # chmod would not keep root out, and tests do run as root
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    discovery = discover([Path()], suffixes=SUFFIXES)
    assert [pair.target for pair in discovery.pairs] == ["a.md"]
    assert [(problem.path, problem.reason) for problem in discovery.problems] == [
        ("closed", "cannot be listed: Permission denied")
    ]


def test_files_that_say_who_has_a_document_open_are_no_documents(site: Site) -> None:
    site("report.md", "~$report.md", ".~lock.report.md#", "~draft.md")
    assert found(".") == ["report.md", "~draft.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_no_document(site: Site) -> None:
    root = site("a.md")
    os.mkfifo(root / "pipe.md")
    assert found(".") == ["a.md"]


@pytest.mark.parametrize(
    ("path", "exclude", "said"),
    [
        ("raport.md", (), "raport.md is not there; did you mean rapport.md?"),
        ("zzz/a.md", (), "zzz/a.md is not there: check the name"),
        ("empty", (), r"The folder empty holds no document that can be read \(.html, .md, .po\)."),
        (".", ("*.md",), "no document that can be read .*, or only excluded ones"),
        ("notes.docx", (), "notes.docx cannot be scanned: .docx files cannot be read, but these can: .html, .md, .po"),
        ("Makefile", (), "files without a suffix cannot be read"),
    ],
)
def test_what_cannot_be_scanned_is_said(site: Site, path: str, exclude: tuple[str, ...], said: str) -> None:
    site("rapport.md", "notes.docx", "Makefile", "empty/picture.png")
    with pytest.raises(UsageError, match=said):
        found(path, exclude=exclude)
