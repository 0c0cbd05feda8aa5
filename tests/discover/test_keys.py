"""What documents say of one another: keys, addresses, and contradictions."""

from pathlib import Path
from typing import Any

import pytest

from parallelcheck.discover.keys import Addresses
from parallelcheck.discover.names import File, files_of
from parallelcheck.discover.pairs import Context, Pairing
from parallelcheck.model import Head


def files(heads: dict[str, Head]) -> list[File]:
    return files_of({Path(name): Path() for name in heads}, lambda path: heads[path.as_posix()])


def head(language: str | None = None, *links: tuple[str | None, str], **settings: str) -> Head:
    return Head(language, settings, links)


def paired(heads: dict[str, Head], **context: Any) -> set[tuple[str, str, str]]:
    return {(pair.source.path, pair.target.path, pair.rule) for pair in Pairing(files(heads), Context(**context)).pairs}


def resolved(address: str, page: str, *names: str) -> str | None:
    there = {file.path: file for file in files(dict.fromkeys((page, *names), Head()))}
    found = Addresses(list(there.values())).resolve(address, there[page])
    return found.path if found else None


@pytest.mark.parametrize(
    ("address", "page", "found"),
    [
        ("a-propos.html", "fr/index.html", "fr/a-propos.html"),
        ("../en/about.html", "fr/index.html", "en/about.html"),
        ("../en/", "fr/index.html", "en/index.html"),
        ("/en/about.html", "fr/index.html", "en/about.html"),
        ("/en/about/", "fr/index.html", "en/about.html"),
        ("https://example.org/en/about", "fr/index.html", "en/about.html"),
        ("https://example.org/base/en/about?x=1#top", "fr/index.html", "en/about.html"),
        ("/en/caf%C3%A9.html", "fr/index.html", "en/café.html"),
        ("/2018/05/10/health", "fr/index.html", "en/_posts/2018-05-10-health.md"),
        ("/about.html", "fr/index.html", "en/about.html"),
        ("/same.html", "fr/index.html", None),  # there are two
        ("same.html", "fr/index.html", "fr/same.html"),
        ("/nowhere.html", "fr/index.html", None),
        ("about.html", "fr/index.html", None),
        ("#top", "fr/index.html", None),
        ("http://[", "fr/index.html", None),
        ("", "fr/index.html", None),
    ],
)
def test_the_document_at_an_address(address: str, page: str, found: str | None) -> None:
    names = ("fr/a-propos.html", "en/about.html", "en/index.html", "en/café.html", "en/_posts/2018-05-10-health.md")
    assert resolved(address, page, *names, "fr/same.html", "en/same.html") == found


def test_a_key_goes_before_names_and_joins_what_names_bring() -> None:
    assert paired(
        {
            "en/a.md": head(translationkey="k"),
            "fr/b.md": head(translationkey="k"),
            "fr/a.md": head(),
            "de/a.md": head(),
        }
    ) == {("en/a.md", "fr/b.md", "translationKey"), ("en/a.md", "de/a.md", "folder")}


def test_a_key_that_all_documents_have_brings_none_together() -> None:
    assert paired({"a.md": head("en", ref="x"), "b.md": head("en", ref="x"), "c.md": head("en", ref="x")}) == set()


def test_an_address_counts_where_languages_are_declared_and_each_has_one() -> None:
    one = {"a.md": head("en", slug="x"), "b.md": head("fr", slug="x")}
    assert paired(one) == {("a.md", "b.md", "slug")}
    assert paired(one | {"c.md": head("fr", slug="x")}) == set()
    assert paired({"en/a.md": head(slug="x"), "fr/b.md": head(slug="x"), "c.md": head()}) == set()


def test_the_language_of_a_page_counts_where_its_name_says_none() -> None:
    assert paired({"a.html": head("fr", translation_id="1"), "b.html": head("en-GB", translation_id="1")}) == {
        ("b.html", "a.html", "translation_id")
    }


@pytest.mark.parametrize(
    "heads",
    [
        {"a.html": head("en", ("fr", "b.html")), "b.html": head("fr", ("en", "a.html"))},
        {"a.html": head("en", ("en", "a.html"), ("fr", "b.html"), ("x-default", "a.html")), "b.html": head("fr")},
        {"a.html": head("en", **{"translations.fr": "b.html"}), "b.html": head("fr")},
        {"a.html": head("en"), "b.html": head("fr", (None, "a.html"))},
    ],
)
def test_links_bring_documents_together(heads: dict[str, Head]) -> None:
    assert paired(heads) == {("a.html", "b.html", "hreflang")}


def test_links_within_a_language_do_not() -> None:
    assert paired({"a.html": head("en", ("en", "b.html")), "b.html": head("en")}) == set()


def test_a_translation_of_a_translation() -> None:
    heads = {"a.en.md": head(), "a.fr.md": head(), "oc.md": head("oc", translation_of="a.fr.md")}
    assert paired(heads) == {("a.en.md", "a.fr.md", "suffix"), ("a.fr.md", "oc.md", "translation_of")}


def test_a_translation_that_names_its_original_is_the_translation_of_no_other() -> None:
    heads = {"a.md": head(), "b.md": head(), "a.fr.md": head(original="b.md")}
    assert paired(heads) == {("b.md", "a.fr.md", "original")}
