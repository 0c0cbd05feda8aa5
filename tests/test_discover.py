import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.discover import discover
from parallelcheck.discover.names import language_tag, pair_up
from parallelcheck.errors import UsageError
from parallelcheck.model import DocumentPair

SUFFIXES = (".md", ".html", ".po")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes files, with nothing in them, in an empty folder that becomes the current one."""
    root = tmp_path / "site"
    root.mkdir()
    monkeypatch.chdir(root)

    def make(*names: str) -> Path:
        for name in names:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).touch()
        return root

    return make


def paired(*names: str, **languages: str) -> set[tuple[str | None, str, str]]:
    """(source, target, paired by) of documents with these names."""
    pairs = pair_up([Path(name) for name in names], **languages)
    return {(pair.source, pair.target, pair.paired_by) for pair in pairs}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("report.en.md", "report.fr.md"), ("report.en.md", "report.fr.md", "suffix")),
        (("report_en.md", "report-fr.md"), ("report_en.md", "report-fr.md", "suffix")),
        (("Report_EN.html", "Report_FR.html"), ("Report_EN.html", "Report_FR.html", "suffix")),
        (("about.md", "about.fr.md"), ("about.md", "about.fr.md", "suffix")),
        (("about.md", "about.pt-BR.md"), ("about.md", "about.pt-BR.md", "suffix")),
        (("guide-de-en.md", "guide-de-es.md"), ("guide-de-en.md", "guide-de-es.md", "suffix")),
        (("_index.en.md", "_index.fr.md"), ("_index.en.md", "_index.fr.md", "suffix")),
        (("en/x.md", "fr/x.md"), ("en/x.md", "fr/x.md", "folder")),
        (("content/en/blog/a.md", "content/fr/blog/a.md"), ("content/en/blog/a.md", "content/fr/blog/a.md", "folder")),
        (("docs/x.md", "docs/fr/x.md"), ("docs/x.md", "docs/fr/x.md", "folder")),
        (("docs/it/en/x.md", "docs/it/fr/x.md"), ("docs/it/en/x.md", "docs/it/fr/x.md", "folder")),
        (("en-us/x.md", "zh-Hans/x.md"), ("en-us/x.md", "zh-Hans/x.md", "folder")),
        (("a/en.md", "a/fr.md"), ("a/en.md", "a/fr.md", "name")),
        (("report.en.md", "rapport.fr.md"), ("report.en.md", "rapport.fr.md", "only two documents")),
        (("en/report.md", "fr/rapport.md"), ("en/report.md", "fr/rapport.md", "only two documents")),
        (("informe.es.md", "rapport.fr.md"), ("informe.es.md", "rapport.fr.md", "only two documents")),
    ],
)
def test_names_that_say_what_translates_what(names: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert paired(*names) == {expected}


@pytest.mark.parametrize(
    "names",
    [
        ("report.md", "rapport.md"),  # only their content can tell
        ("report.en.md", "report.fr.html"),
        ("a/report.en.md", "b/report.fr.md"),
        ("report.en.md", "rapport.fr.md", "notes.md"),
        ("report.en-GB.md", "report.en-US.md"),
        ("log-in.md", "log-out.md"),
        ("en.md", "notes.md"),
        ("chapter-1.md", "chapter-2.md"),
    ],
)
def test_names_that_do_not(names: tuple[str, ...]) -> None:
    assert paired(*names) == {(None, name, "alone") for name in names}


def test_every_translation_is_compared_with_the_source() -> None:
    assert paired("a.de.md", "a.en.md", "a.fr.md") == {
        ("a.en.md", "a.de.md", "suffix"),
        ("a.en.md", "a.fr.md", "suffix"),
    }


@pytest.mark.parametrize(
    ("names", "source_language", "source"),
    [
        (("a.de.md", "a.en.md", "a.fr.md"), None, "a.en.md"),
        (("a.de.md", "a.en.md", "a.fr.md"), "fr", "a.fr.md"),
        (("a.md", "a.de.md", "a.fr.md"), None, "a.md"),
        (("a.md", "a.en.md"), None, "a.en.md"),
        (("a.md", "a.en.md"), "fr", "a.md"),
        (("a.de.md", "a.fr.md"), None, "a.de.md"),
        (("a.de.md", "a.fr.md"), "es", "a.de.md"),
    ],
)
def test_which_is_the_source(names: tuple[str, ...], source_language: str | None, source: str) -> None:
    pairs = pair_up([Path(name) for name in names], source_language)
    assert {pair.source for pair in pairs} == {source}
    assert {pair.target for pair in pairs} == {name for name in names if name != source}


def test_a_target_language_takes_one_translation_of_several() -> None:
    found = paired("a.de.md", "a.en.md", "a.fr.md", "b.en.md", "b.de.md", target_language="fr")
    assert found == {("a.en.md", "a.fr.md", "suffix"), (None, "b.en.md", "alone")}


def test_the_page_above_the_folders_of_several_languages_is_no_translation() -> None:
    assert paired("index.html", "en/index.html", "fr/index.html") == {
        ("en/index.html", "fr/index.html", "folder"),
        (None, "index.html", "alone"),
    }


def test_a_catalogue_holds_both_languages() -> None:
    assert paired("locale/fr/x.po", "locale/de/x.po", "fr.po", "en.md", "fr.md") == {
        (None, "locale/fr/x.po", "catalogue"),
        (None, "locale/de/x.po", "catalogue"),
        (None, "fr.po", "catalogue"),
        ("en.md", "fr.md", "name"),
    }


@pytest.mark.parametrize(
    ("names", "target_language", "expected"),
    [
        (("rapport.fr.md",), None, "fr"),
        (("rapport.fr.md",), "de", "fr"),
        (("rapport.md",), "fr", "fr"),
        (("check-it.md",), None, None),
        (("fr/only.md", "fr/a.md", "en/a.md"), None, "fr"),
        (("README.md", "fr/a.md", "en/a.md"), "fr", None),
    ],
)
def test_the_language_of_a_document_alone(
    names: tuple[str, ...], target_language: str | None, expected: str | None
) -> None:
    pairs = pair_up([Path(name) for name in names], None, target_language)
    assert [pair.target_language for pair in pairs if pair.target == names[0]] == [expected]


def test_languages_are_handed_on_without_their_regions() -> None:
    (pair,) = pair_up([Path("en-GB/a.md"), Path("pt_br/a.md")])
    assert pair == DocumentPair("pt_br/a.md", "en-GB/a.md", "folder", "en", "pt")


@pytest.mark.parametrize(
    ("text", "tag"),
    [("fr", "fr"), ("FR", "fr"), ("pt_br", "pt-BR"), ("es-419", "es-419"), ("md", None), ("english", None), ("", None)],
)
def test_language_tags(text: str, tag: str | None) -> None:
    assert language_tag(text) == tag


names = st.from_regex(r"((en|fr|a|it|build)/){0,2}(a|b|en|fr)([._-](en|fr|de|pt-BR|x)){0,2}\.(md|po)", fullmatch=True)


@given(st.lists(names, unique=True), st.sampled_from([None, "fr"]), st.randoms())
def test_every_document_is_scanned_in_whatever_order_they_come(
    files: list[str], source_language: str | None, random: Random
) -> None:
    pairs = pair_up([Path(file) for file in files], source_language)
    assert {path for pair in pairs for path in (pair.source, pair.target) if path} == set(files)
    targets = [pair.target for pair in pairs]
    assert len(targets) == len(set(targets))
    assert not set(targets) & {pair.source for pair in pairs}
    random.shuffle(files)
    assert pair_up([Path(file) for file in files], source_language) == pairs


def found(*paths: str, exclude: tuple[str, ...] = ()) -> list[str]:
    pairs, problems = discover([Path(path) for path in paths], suffixes=SUFFIXES, exclude=exclude)
    assert problems == []
    return [pair.target for pair in pairs]


def test_a_folder_is_searched_for_documents_in_a_fixed_order(site: Callable[..., Path]) -> None:
    site("b.md", "a/z.MD", "a/picture.png", "A.html")
    assert found(".") == ["A.html", "a/z.MD", "b.md"]


def test_what_tools_keep_is_not_searched(site: Callable[..., Path]) -> None:
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


def test_outputs_stand_beside_the_project_file_and_chapters_elsewhere(site: Callable[..., Path]) -> None:
    site("package.json", "build/x.md", "dist/x.md", "docs/build/install.md")
    assert found(".") == ["docs/build/install.md"]
    assert found("build") == ["build/x.md"]


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
def test_patterns_leave_out_files_and_folders(site: Callable[..., Path], pattern: str, left: list[str]) -> None:
    site("a.md", "drafts/c.md", "docs/a.md", "docs/old.md", "docs/drafts/b.md")
    assert found(".", exclude=(pattern,)) == left


def test_a_file_given_by_name_is_scanned_even_if_excluded(site: Callable[..., Path]) -> None:
    site("a.md", "b.md")
    assert found("a.md", exclude=("a.md",)) == ["a.md"]


def test_a_file_that_is_given_twice_is_scanned_once(site: Callable[..., Path]) -> None:
    site("docs/a.md", "docs/b.md")
    assert found("docs/a.md", ".", "docs/../docs/b.md") == ["docs/a.md", "docs/b.md"]


def test_documents_of_several_folders_are_paired(site: Callable[..., Path]) -> None:
    site("en/a.md", "fr/a.md", "x.md")
    pairs, _ = discover([Path("fr"), Path("en")], suffixes=SUFFIXES)
    assert pairs == [DocumentPair("fr/a.md", "en/a.md", "folder", "en", "fr")]


def test_names_above_what_is_scanned_say_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "it" / "docs"
    folder.mkdir(parents=True)
    (folder / "a.md").touch()
    pairs, _ = discover([folder], suffixes=SUFFIXES)
    assert [pair.target_language for pair in pairs] == [None]


def test_links_inside_the_folder_are_documents_and_no_loops(site: Callable[..., Path]) -> None:
    root = site("en/a.md", "fr/b.md")
    (root / "fr/a.md").symlink_to(root / "en/a.md")
    (root / "fr/loop").symlink_to(root, target_is_directory=True)
    assert found(".") == ["fr/a.md", "fr/b.md"]


def test_links_that_lead_away_are_not_followed_and_said_so(site: Callable[..., Path], tmp_path: Path) -> None:
    root = site("a.md")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.md").touch()
    (root / "secret.md").symlink_to(tmp_path / "outside/secret.md")
    (root / "other").symlink_to(tmp_path / "outside", target_is_directory=True)
    (root / "gone.md").symlink_to(root / "nowhere.md")
    pairs, problems = discover([Path()], suffixes=SUFFIXES)
    assert [pair.target for pair in pairs] == ["a.md"]
    assert [(problem.path, problem.reason.split(":")[0]) for problem in problems] == [
        ("other", "is a link that leads out of the scanned folder"),
        ("gone.md", "is a link that leads nowhere"),
        ("secret.md", "is a link that leads out of the scanned folder"),
    ]
    assert found(".", exclude=("other", "gone.md", "secret.md")) == ["a.md"]


def test_a_folder_that_cannot_be_listed_is_a_problem(
    site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site("a.md", "closed/b.md")
    listing = os.scandir

    def scandir(path: str) -> object:  # chmod would not keep root out, and tests do run as root
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    pairs, problems = discover([Path()], suffixes=SUFFIXES)
    assert [pair.target for pair in pairs] == ["a.md"]
    assert [(problem.path, problem.reason) for problem in problems] == [
        ("closed", "cannot be listed: Permission denied")
    ]


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
def test_what_cannot_be_scanned_is_said(
    site: Callable[..., Path], path: str, exclude: tuple[str, ...], said: str
) -> None:
    site("rapport.md", "notes.docx", "Makefile", "empty/picture.png")
    with pytest.raises(UsageError, match=said):
        found(path, exclude=exclude)
