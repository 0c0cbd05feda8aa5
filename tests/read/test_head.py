"""What is read of a document before its text begins."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.model import Head
from parallelcheck.read.head import head


def of(folder: Path, name: str, content: str | bytes) -> Head:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return head(file)


@pytest.mark.parametrize(
    ("name", "content", "settings"),
    [
        ("a.md", "---\ntranslationKey: k\n---\n", {"translationkey": "k"}),
        ("a.mdx", "---\r\nLang: fr\r\nref: 'x y'\r\n---\r\n", {"lang": "fr", "ref": "x y"}),
        ("a.md", "\ufeff---\nlang: fr\n---\n", {"lang": "fr"}),
        ("a.md", "---\nlang: fr\nl10n:\n  sourceCommit: abc\n---\n", {"lang": "fr", "l10n.sourcecommit": "abc"}),
        ("a.md", "---\nlang-exclusive: ['en', 'fr']\n---\n", {"lang-exclusive[0]": "en", "lang-exclusive[1]": "fr"}),
        ("a.md", '+++\ntranslationKey = "k"\n[params]\nslug = "s"\n+++\n', {"translationkey": "k", "params.slug": "s"}),
        ("a.md", '{\n"slug": "s"\n}\n', {"slug": "s"}),
        ("a.html", "---\npermalink: /a/\n---\n<p>x", {"permalink": "/a/"}),
        ("a.md", "Title: T\nSlug: s\nLang: fr\n\nslug: no\n", {"title": "T", "slug": "s", "lang": "fr"}),
        ("a.rst", "Title\n=====\n\n:lang: fr\n:slug: s\n\nText.\n", {"lang": "fr", "slug": "s"}),
        ("a.adoc", "= Title\n:lang: fr\n:page-x: y\n", {"lang": "fr", "page-x": "y"}),
        ("a.md", "---\ntitle: nothing to tell\n---\n", {}),
        ("a.md", "---\nlang: [\n---\n", {}),
        ("a.md", "Text with lang: fr in it\n\nlang: fr\n", {}),
        ("a.md", "", {}),
        ("a.docx", "---\nlang: fr\n---\n", {}),
    ],
)
def test_the_settings(tmp_path: Path, name: str, content: str, settings: dict[str, str]) -> None:
    found = of(tmp_path, name, content)
    assert found.settings == settings
    assert found.language == settings.get("lang")


@pytest.mark.parametrize(
    ("page", "language", "alternates"),
    [
        ('<html lang="fr-CA"><p>x', "fr-CA", ()),
        ("<HTML class=x lang=fr><p>x", "fr", ()),
        ("<p>x", None, ()),
        ('<html lang="en"><link rel="alternate" hreflang="fr" href="/fr/a.html">', "en", (("fr", "/fr/a.html"),)),
        ('<link rel=alternate hreflang=x-default href="/?a=1&amp;b=2">', None, (("x-default", "/?a=1&b=2"),)),
        ('<nav><a href="a-f.html"> Français\n</a></nav>', None, (("fr", "a-f.html"),)),
        ('<a lang="fr" href="a-f.html">Français</a>', None, (("fr", "a-f.html"),)),
        ('<a lang="fr" href="a-f.html"><span>fr</span></a> <a hreflang="de" href="b">mehr</a>', None, (("de", "b"),)),
        ('<a lang="fr" href="a-f.html"> FR </a>', None, (("fr", "a-f.html"),)),
        ('<a lang="fr" href="x.html">Le Monde</a><a href="y">in English</a>', None, ()),
        ('<a hreflang="fr" href="a">x</a><a hreflang="fr" href="a">x</a>', None, (("fr", "a"),)),
        ('<!-- <a hreflang="fr" href="a">x</a> --><p lang="fr">English</p>', None, ()),
    ],
)
def test_a_page(tmp_path: Path, page: str, language: str | None, alternates: tuple[tuple[str, str], ...]) -> None:
    assert of(tmp_path, "a.html", page) == Head(language, {}, alternates)


def test_the_rest_is_not_read(tmp_path: Path) -> None:
    filler = "x" * 40_000
    assert of(tmp_path, "a.html", f'<html lang="en"><p>{filler}<a hreflang="fr" href="a">x</a>').alternates == ()


def test_what_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    assert head(tmp_path / "gone.md") == Head()
    (tmp_path / "folder.md").mkdir()
    assert head(tmp_path / "folder.md") == Head()


@given(content=st.one_of(st.binary(), st.text(alphabet="-+{}[]:=\"'\n abclangref&*<>!é").map(str.encode)))
def test_any_bytes_have_a_head(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    for name in ("any.md", "any.html", "any.rst"):
        for before in (b"", b"---\nlang: x\n", b"+++\nlang = 1\n"):
            assert isinstance(of(folder, name, before + content), Head)


@pytest.mark.parametrize("text", ["<a ", "<a x", '<a href="', "<html ", "<a lang=x>", "> english", "lang: ", "---\n"])
def test_a_head_that_never_ends_is_read_at_once(tmp_path: Path, text: str) -> None:
    for name in ("a.html", "a.md"):
        assert isinstance(of(tmp_path, name, text * (40_000 // len(text))), Head)
