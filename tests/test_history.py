"""What was edited since a translation was last touched, in repositories as people have them."""

import os
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from parallelcheck import Config
from parallelcheck.encode import load
from parallelcheck.history import unlike
from parallelcheck.model import Document, Kind, Location, ScanResult, Segment, Severity
from parallelcheck.pipeline import recheck, scan

STRICT = Config(profile="strict")
ENGLISH = """\
The certificates are valid for 90 days, and we advise you to renew them in good time.

Write to the office in Lagos if you have lost the key, and you will get a new one.

Nobody may use the machines without having read the manual and passed the short test.
"""
FRENCH = """\
Les certificats sont valables 90 jours, et nous vous conseillons de les renouveler à temps.

Écrivez au bureau de Lagos si vous avez perdu la clé, et vous en recevrez une nouvelle.

Personne ne peut utiliser les machines sans avoir lu le manuel et réussi le petit test.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one page in two languages; every commit is a minute younger than the one before."""
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    git("init", "-q", "-b", "main")
    write("page.en.md", ENGLISH)
    write("page.fr.md", FRENCH)
    commit(0)
    return tmp_path / "site"


def git(*arguments: str, minute: int = 0) -> str:
    somebody = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {f"GIT_{who}_DATE": f"2024-05-01T12:{minute:02}:00Z" for who in ("AUTHOR", "COMMITTER")}
    environment = {**os.environ, **somebody, **dates, "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(["git", *arguments], env=environment, capture_output=True, check=True, text=True).stdout


def commit(minute: int) -> str:
    git("add", "--all")
    git("commit", "-q", "-m", "An edit", minute=minute)
    return git("rev-parse", "HEAD").strip()


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def edit(name: str, old: str, new: str) -> None:
    text = Path(name).read_text("utf-8")
    assert old in text
    write(name, text.replace(old, new))


def stale(result: ScanResult) -> list[str]:
    """The passages that are out of date, by the line of the translation; nothing else may be found."""
    assert not result.problems, result.problems
    assert {finding.check for finding in result.findings} <= {"stale-translation"}
    return [f"{finding.where.path}:{finding.where.line}" for finding in result.findings]


def test_it_is_known_by_passage_when_it_was_translated(folder: Path) -> None:
    edit("page.en.md", "90 days", "45 days")
    commit(1)
    edit("page.fr.md", "petit test", "bref examen")  # another passage was touched since
    commit(2)
    result = scan(".", config=STRICT)
    assert stale(result) == ["page.fr.md:1"]
    (finding,) = result.findings
    assert finding.severity is Severity.WARNING
    assert "“90” became “45”" in finding.message
    assert "of 2024-05-01" in finding.message
    (was,) = finding.also
    assert (was.role, was.segment.text) == ("as it was", ENGLISH.split("\n", maxsplit=1)[0])
    edit("page.fr.md", "90 jours", "45 jours")
    assert stale(scan(".", config=STRICT)) == []  # not committed yet


def test_it_is_looked_for_only_where_it_is_wanted(folder: Path) -> None:
    edit("page.en.md", "the key", "the badge")
    commit(1)
    assert scan(".").findings == ()
    assert stale(scan(".", config=Config(select=("stale-translation",)))) == ["page.fr.md:3"]
    (found,) = scan(".", config=Config(severities={"stale-translation": "note"})).findings
    assert found.severity is Severity.NOTE


def test_a_new_check_of_the_result_says_the_same(folder: Path) -> None:
    edit("page.en.md", "the key", "the badge")
    result = scan(".", config=STRICT)
    assert recheck(result, STRICT).findings == result.findings != ()
    changed = scan(".", since="HEAD")
    assert [finding.check for finding in changed.findings] == ["source-edited"]
    assert recheck(changed, Config()).findings == changed.findings


def test_the_source_may_have_had_another_name(folder: Path) -> None:
    Path("en").mkdir()
    Path("fr").mkdir()
    git("mv", "page.en.md", "en/page.md")
    git("mv", "page.fr.md", "fr/page.md")
    commit(1)
    edit("en/page.md", "Lagos", "Accra")
    commit(2)
    assert stale(scan(".", config=STRICT)) == ["fr/page.md:3"]


@pytest.mark.parametrize("hint", ["l10n:\n  sourceCommit: {}", "default_lang_commit: {}", "source_commit: '{}'"])
def test_what_the_translation_says_is_believed(folder: Path, hint: str) -> None:
    first = git("rev-parse", "HEAD").strip()
    edit("page.en.md", "90 days", "45 days")
    now = commit(1)
    write("page.fr.md", f"---\n{hint.format(first)}\n---\n{FRENCH}".replace("valables 90", "valides 90"))
    commit(2)
    assert stale(scan(".", config=STRICT)) == [f"page.fr.md:{3 + hint.count(chr(10)) + 1}"]
    edit("page.fr.md", first, now[:12])
    assert [finding.check for finding in scan(".", config=STRICT).findings] == ["numbers"]


def test_a_comment_may_say_it_too_and_a_commit_that_is_not_there_is_no_use(folder: Path) -> None:
    first = git("rev-parse", "HEAD").strip()
    edit("page.en.md", "the key", "the badge")
    commit(1)
    write("page.fr.md", f"<!-- EN-Revision: {first} Maintainer: nobody -->\n\n{FRENCH}")
    commit(2)
    assert stale(scan(".", config=STRICT)) == ["page.fr.md:5"]
    edit("page.fr.md", first, "0123456789abcdef")
    result = scan(".", config=STRICT)
    assert stale(result) == ["page.fr.md:5"]
    assert any("translates commit 0123456789abcdef" in note for note in result.notes)


def test_a_format_without_lines_is_as_old_as_its_file(folder: Path) -> None:
    def fodt(text: str) -> str:
        names = ":".join(("urn", "oasis", "names", "tc", "opendocument", "xmlns"))
        spaces = f'xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0"'
        passages = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n\n"))
        body = f"<office:body><office:text>{passages}</office:text></office:body>"
        return f"<office:document {spaces}>{body}</office:document>"

    def odt(name: str, text: str) -> None:
        with zipfile.ZipFile(name, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", fodt(text))

    odt("form.en.odt", ENGLISH)
    odt("form.fr.odt", FRENCH)
    commit(1)
    odt("form.en.odt", ENGLISH.replace("Lagos", "Accra"))
    (found,) = scan(["form.en.odt", "form.fr.odt"], since="HEAD").findings
    assert found.check == "source-edited"
    commit(2)
    (found,) = scan(["form.en.odt", "form.fr.odt"], config=STRICT).findings
    assert found.check == "stale-translation"
    assert found.target[0].text.startswith("Écrivez")
    odt("form.fr.odt", FRENCH.replace("machines", "appareils"))
    commit(3)
    assert scan(["form.en.odt", "form.fr.odt"], config=Config(select=("stale-translation",))).findings == ()


def test_a_shallow_clone_is_a_problem_and_no_repository_is_none(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("page.en.md", "the key", "the badge")
    commit(1)
    write("other.en.md", ENGLISH)
    write("other.fr.md", FRENCH)
    commit(2)
    git("clone", "-q", "--depth", "1", f"file://{folder}", str(tmp_path / "shallow"))
    result = scan(tmp_path / "shallow", config=STRICT)
    (problem,) = result.problems
    assert "fetch-depth: 0" in problem.reason
    assert "stale-translation" not in {finding.check for finding in result.findings}
    assert scan(tmp_path / "shallow").problems == ()
    (tmp_path / "plain").mkdir()
    for name in ("page.en.md", "page.fr.md"):
        (tmp_path / "plain" / name).write_bytes(Path(name).read_bytes())
    assert stale(scan(tmp_path / "plain", config=STRICT)) == []


def test_a_page_that_git_has_not_got_is_as_young_as_it_can_be(folder: Path) -> None:
    write("new.en.md", ENGLISH)
    commit(1)
    edit("new.en.md", "Lagos", "Accra")
    write("new.fr.md", FRENCH.replace("Lagos", "Accra"))
    assert stale(scan(".", config=STRICT)) == []


# What became of the passages of a document, whatever they are.

ENCODER = load("embedded")
WORDS = ("the lock is closed", "boats go on Monday", "fish", "we count the otters", "a map of the mill", "")


def document(texts: Sequence[str]) -> Document:
    segments = (Segment(Kind.PARAGRAPH, t, Location("a.md", n + 1, n + 1), index=n) for n, t in enumerate(texts))
    return Document("a.md", "markdown", tuple(segments), "en")


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    return ENCODER.encode(texts)


TEXTS = st.lists(st.sampled_from(WORDS), max_size=8)


@given(TEXTS, TEXTS)
def test_passages_that_are_as_they_were_are_not_named(before: list[str], after: list[str]) -> None:
    found = unlike(document(before), document(after), encode)
    same = [text for index, text in enumerate(after) if index not in found]
    assert all(same.count(text) <= before.count(text) for text in same)
    assert len(found) == sum(max(after.count(text) - before.count(text), 0) for text in set(after))
    old = [was[0].index for was in found.values() if was]
    assert len(old) == len(set(old))
    assert all(was[0].text != after[index] for index, was in found.items() if was)


@given(st.permutations(WORDS))
def test_what_only_moved_was_not_edited(texts: list[str]) -> None:
    assert unlike(document(WORDS), document(texts), encode) == {}


@pytest.mark.parametrize(
    ("before", "after", "was"),
    [
        (
            ["We open the lock at nine."],
            ["Fish.", "We open the lock at ten."],
            {0: None, 1: "We open the lock at nine."},
        ),
        (["We open the lock at nine."], ["The otters have left the valley."], {0: None}),
        ([], ["Fish."], {0: None}),
        (["Fish."], [], {}),
        (
            ["The lock opens at nine.", "The lock opens at nine on Sundays and holidays."],
            ["The lock opens at ten on Sundays and holidays.", "The lock opens at ten."],
            {0: "The lock opens at nine on Sundays and holidays.", 1: "The lock opens at nine."},
        ),
    ],
)
def test_what_a_passage_was(before: list[str], after: list[str], was: dict[int, str | None]) -> None:
    found = unlike(document(before), document(after), encode)
    assert {index: each and each[0].text for index, each in found.items()} == was
