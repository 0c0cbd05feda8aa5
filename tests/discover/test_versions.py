"""Who contradicts whom about which translates which."""

from collections.abc import Callable
from pathlib import Path

import pytest

from parallelcheck.discover import discover
from parallelcheck.model import Conflict
from parallelcheck.read.head import head

Site = Callable[..., Path]


def conflicts(site: Site, *names: str, **contents: str) -> tuple[Conflict, ...]:
    site(*names, contents={name.replace("__", "/").replace("_", "."): text for name, text in contents.items()})
    return discover([Path()], suffixes=(".md", ".html", ".htm", ".pdf", ".docx"), head=head).conflicts


@pytest.mark.parametrize(
    ("names", "conflict"),
    [
        (("a.en.md", "a-fr.md", "a.fr.md"), ("a.fr.md", ("a-fr.md",), "fr", "a.en.md")),
        (("about.md", "about.fr.md", "fr/about.md"), ("fr/about.md", ("about.fr.md",), "fr", "about.md")),
        (("a.html", "a.htm", "a.fr.html"), ("a.html", ("a.htm",), None, None)),
    ],
)
def test_two_documents_that_claim_to_be_one_translation(
    site: Site, names: tuple[str, ...], conflict: tuple[str, tuple[str, ...], str | None, str | None]
) -> None:
    assert conflicts(site, *names) == (Conflict("same counterpart", *conflict),)


@pytest.mark.parametrize(
    "names",
    [
        ("a.en.md", "a.pt-BR.md", "a.pt-PT.md"),
        ("a.en-GB.md", "a.en-US.md", "a.fr.md"),
        ("a_en.pdf", "a_fr.pdf", "a_fr.docx"),
        ("index.html", "en/index.html", "fr/index.html"),
        ("x/index.md", "x/index.fr.md", "y/index.md", "y/index.fr.md"),
        ("v1/en/a.md", "v1/fr/a.md", "v2/en/a.md", "v2/fr/a.md"),
    ],
)
def test_documents_that_do_not_contradict_each_other(site: Site, names: tuple[str, ...]) -> None:
    assert conflicts(site, *names) == ()


def key(value: str) -> str:
    return f"---\ntranslationKey: {value}\n---\n"


def test_one_key_twice_in_a_language(site: Site) -> None:
    found = conflicts(site, en__a_md=key("x"), en__b_md=key("x"), fr__a_md=key("x"), fr__c_md=key("y"))
    assert found == (Conflict("same key", "en/b.md", ("en/a.md",), "en", None, "x"),)


def test_one_key_in_one_language_only(site: Site) -> None:
    found = conflicts(site, en__a_md=key("x"), en__b_md=key("x"), fr__c_md=key("y"))
    assert found == (Conflict("same key", "en/a.md", ("en/b.md",), "en", None, "x"),)


def test_a_link_that_is_not_returned(site: Site) -> None:
    link = '<html lang="en"><link rel="alternate" hreflang="fr" href="b.html">'
    found = conflicts(site, a_html=link, b_html='<html lang="fr"><p>x</p>')
    assert found == (Conflict("one way", "a.html", ("b.html",), "fr"),)
