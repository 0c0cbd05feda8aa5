"""Which documents are missed, and which are rightly in one language only."""

from collections.abc import Callable
from pathlib import Path

import pytest

from parallelcheck.discover import discover
from parallelcheck.read.head import head

Site = Callable[..., Path]


def missed(*paths: str, target_language: str | None = None) -> tuple[set[tuple[str, str | None]], set[str]]:
    """The originals with the languages that they lack, and the translations that lack their original."""
    found = discover(
        [Path(path) for path in paths or (".",)],
        suffixes=(".md", ".txt", ".json"),
        head=head,
        target_language=target_language,
    )
    originals = {(each.path, each.language) for each in found.translations if each.counterpart is None}
    return originals, {each.path for each in found.originals if each.counterpart is None}


@pytest.mark.parametrize(
    ("names", "translations", "originals"),
    [
        (("content/en/a.md", "content/fr/a.md", "content/en/b.md"), {("content/en/b.md", "fr")}, set()),
        (("content/en/a.md", "content/fr/a.md", "content/fr/b.md"), set(), {"content/fr/b.md"}),
        (
            ("content/en/a.md", "content/fr/a.md", "content/en/blog/new/b.md"),
            {("content/en/blog/new/b.md", "fr")},
            set(),
        ),
        (("a.en.md", "a.fr.md", "b.en.md", "c.fr.md"), {("b.en.md", "fr")}, {"c.fr.md"}),
        (("docs/a.md", "docs/a.fr.md", "docs/b.md"), {("docs/b.md", "fr")}, set()),
        (("docs/a.md", "docs/fr/a.md", "docs/new/b.md", "docs/fr/c.md"), {("docs/new/b.md", "fr")}, {"docs/fr/c.md"}),
        (("en/a.md", "fr/a.md", "es/a.md", "en/b.md", "fr/b.md"), {("en/b.md", "es")}, set()),
        (("en/a.json", "fr/a.json", "en/b.json"), {("en/b.json", "fr")}, set()),
        (("pt-BR/a.md", "en/a.md", "en/b.md"), {("en/b.md", "pt")}, set()),
    ],
)
def test_what_is_missed(
    site: Site, names: tuple[str, ...], translations: set[tuple[str, str]], originals: set[str]
) -> None:
    site(*names)
    assert missed() == (translations, originals)


@pytest.mark.parametrize(
    "names",
    [
        ("a.md", "b.md", "c/d.md"),  # one language
        ("content/en/a.md", "content/en/b.md"),
        ("content/en/a.md", "content/fr/a.md", "README.md", "tests/x.md"),  # outside
        ("content/en/a.md", "content/fr/a.md", "src/stemmer/en/notes.md", "src/stemmer/fr/notes.txt"),
        ("docs/a.md", "docs/a.fr.md", "tests/data/x.md", "x.md"),
        ("README.md", "README.fr.md", "CHANGELOG.md", "LICENSE.md", "requirements-dev.txt", "SECURITY.md"),
        ("index.md", "en/index.md", "fr/index.md"),  # the entrance
        ("en-GB/a.md", "en-US/a.md", "fr/a.md"),
    ],
)
def test_what_is_not_missed(site: Site, names: tuple[str, ...]) -> None:
    site(*names)
    assert missed() == (set(), set())


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (
            ("locale/de/LC_MESSAGES/a.po", "locale/fr/LC_MESSAGES/a.po", "locale/fr/LC_MESSAGES/b.po"),
            {("locale/fr/LC_MESSAGES/b.po", "de")},
        ),
        (("po/de/a.po", "po/es/a.po", "po/fr/a.po", "po/de/b.po", "po/fr/b.po"), {("po/fr/b.po", "es")}),
        (("l/a.fr.xlf", "l/a.de.xlf", "l/a.xlf", "l/b.de.xlf"), {("l/b.de.xlf", "fr")}),
        (("po/de.po", "po/fr.po", "memory.tmx"), set()),
        (("po/de/a.po", "po/de/b.po"), set()),
    ],
)
def test_catalogues_that_are_missed(site: Site, names: tuple[str, ...], missing: set[tuple[str, str]]) -> None:
    site(*names)
    suffixes = (".po", ".xlf", ".tmx")
    found = discover([Path()], suffixes=suffixes, bilingual=suffixes)
    assert {(each.path, each.language) for each in found.translations if each.counterpart is None} == missing
    assert found.originals == ()


def test_files_given_by_name_have_no_neighbours(site: Site) -> None:
    site("en/a.md", "fr/a.md", "en/b.md", "fr/c.md")
    assert missed("en/a.md", "fr/a.md", "en/b.md", "fr/c.md") == (set(), set())


def test_of_one_language_only_that_is_missed(site: Site) -> None:
    site("en/a.md", "fr/a.md", "es/a.md", "en/b.md")
    assert missed(target_language="fr") == ({("en/b.md", "fr")}, set())


@pytest.mark.parametrize("setting", ["notranslate: true", "translate: false", "draft: true", "lang-exclusive: [en]"])
def test_what_says_that_it_is_not_translated_is_not_missed(site: Site, setting: str) -> None:
    site("en/a.md", "fr/a.md", contents={"en/b.md": f"---\n{setting}\n---\n", "fr/c.md": f"---\n{setting}\n---\n"})
    assert missed() == (set(), set())


def test_a_content_page_about_security_is_missed(site: Site) -> None:
    site("docs/a.md", "docs/a.fr.md", "docs/security.md", "docs/security-basics.md")
    assert missed() == ({("docs/security.md", "fr"), ("docs/security-basics.md", "fr")}, set())
