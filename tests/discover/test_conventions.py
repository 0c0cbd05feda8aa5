"""A skeleton of a site in each convention: every pair is found, and no other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from parallelcheck.discover import Discovery, discover
from parallelcheck.read import holds_text
from parallelcheck.read.head import head

Site = Callable[..., Path]
SUFFIXES = (".md", ".mdx", ".rst", ".html", ".txt", ".json", ".yml", ".po", ".pot", ".xliff", ".lr", ".pdf", ".docx")


@dataclass(frozen=True)
class Skeleton:
    """Files without contents, and files with; the pairs and what comes alone, with the reason."""

    files: tuple[str, ...]
    pairs: set[tuple[str, str, str]]
    alone: dict[str, str] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    search: tuple[str, ...] = (".",)


def look(site: Site, skeleton: Skeleton) -> Discovery:
    site(*skeleton.files, contents=skeleton.contents)
    paths = [Path(path) for path in skeleton.search]
    return discover(
        paths,
        suffixes=SUFFIXES,
        bilingual=(".po", ".xliff"),
        head=head,
        is_document=lambda path: holds_text(path.as_posix(), path.read_bytes),
    )


def matter(**settings: str) -> str:
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in settings.items()) + "---\n\nText.\n"


def page(language: str, **alternates: str) -> str:
    links = "".join(f'<link rel="alternate" hreflang="{tag}" href="{href}">' for tag, href in alternates.items())
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><title>x</title>{links}</head>\n<body><p>x</p></body></html>'
    )


SKELETONS = {
    "Hugo, by the names of files": Skeleton(
        files=(
            "content/_index.md",
            "content/_index.fr.md",
            "content/blog/post/index.md",
            "content/blog/post/index.fr.md",
        ),
        contents={"hugo.toml": 'defaultContentLanguage = "en"\n', "content/about.en.md": "", "content/about.fr.md": ""},
        pairs={
            ("content/_index.md", "content/_index.fr.md", "suffix"),
            ("content/about.en.md", "content/about.fr.md", "suffix"),
            ("content/blog/post/index.md", "content/blog/post/index.fr.md", "suffix"),
        },
    ),
    "Hugo, by folders": Skeleton(
        files=("content/paris/a.md", "content/paris/blog/b.md", "content/london/a.md", "content/london/blog/b.md"),
        contents={
            "config/_default/hugo.toml": 'defaultContentLanguage = "fr"\n',
            "config/_default/languages.toml": """
                [en]
                contentDir = "content/london"
                [fr]
                contentDir = "content/paris"
                """,
            "content/london/only.md": "",
        },
        pairs={
            ("content/paris/a.md", "content/london/a.md", "folder"),
            ("content/paris/blog/b.md", "content/london/blog/b.md", "folder"),
        },
        alone={"content/london/only.md": "alone"},
    ),
    "Hugo, by translationKey": Skeleton(
        files=(),
        contents={
            "content/en/blog/gardeners.md": matter(title="Gardeners", translationKey="blog-gardeners"),
            "content/fr/blog/jardiniers.md": matter(title="Jardiniers", translationKey="blog-gardeners"),
            "content/en/same.md": matter(translationKey="one"),
            "content/fr/same.md": matter(translationKey="other"),
            "content/fr/different.md": '+++\ntranslationKey = "one"\n+++\n',
            "content/es/same.md": matter(title="sin llave"),
        },
        pairs={
            ("content/en/blog/gardeners.md", "content/fr/blog/jardiniers.md", "translationKey"),
            ("content/en/same.md", "content/fr/different.md", "translationKey"),
            ("content/en/same.md", "content/es/same.md", "folder"),
        },
        alone={"content/fr/same.md": "alone"},
    ),
    "Jekyll with polyglot": Skeleton(
        files=(),
        contents={
            "_config.yml": 'languages: ["en", "sv"]\ndefault_lang: "sv"\n',
            "_pages/about.md": matter(lang="en", page_id="about", permalink="/about/"),
            "_pages/om.md": matter(lang="sv", page_id="about", permalink="/om/"),
            "_pages/contact.md": matter(lang="en", permalink="/contact/"),
            "_pages/kontakt.md": matter(lang="sv", permalink="/contact/"),
            "_pages/only.md": matter(**{"lang": "en", "lang-exclusive": "['en']"}),
        },
        pairs={("_pages/om.md", "_pages/about.md", "page_id"), ("_pages/kontakt.md", "_pages/contact.md", "permalink")},
        alone={"_pages/only.md": "not translated"},
    ),
    "Jekyll, by ref": Skeleton(
        files=("_posts/2024-01-02-news.md", "_posts/2024-01-02-news-fr.md"),
        contents={"en/about.md": matter(lang="en", ref="about"), "fr/a-propos.md": matter(lang="fr", ref="about")},
        pairs={
            ("en/about.md", "fr/a-propos.md", "ref"),
            ("_posts/2024-01-02-news.md", "_posts/2024-01-02-news-fr.md", "suffix"),
        },
    ),
    "Jekyll, by altLangPage": Skeleton(
        files=(),
        contents={
            "en/_posts/2018-05-10-collab-health.md": matter(altLangPage='"/2018/05/10/concerte-sante"'),
            "fr/_posts/2018-05-10-concerte-sante.md": matter(altLangPage='"/2018/05/10/collab-health"'),
            "fr/_posts/2018-05-10-autre.md": matter(title="autre"),
        },
        pairs={("en/_posts/2018-05-10-collab-health.md", "fr/_posts/2018-05-10-concerte-sante.md", "hreflang")},
        alone={"fr/_posts/2018-05-10-autre.md": "alone"},
    ),
    "Docusaurus": Skeleton(
        files=(
            "docs/intro.md",
            "docs/guide/install.mdx",
            "blog/2024-01-02-hello.md",
            "src/pages/about.mdx",
            "versioned_docs/version-1.0/intro.md",
            "i18n/fr/docusaurus-plugin-content-docs/current/intro.md",
            "i18n/fr/docusaurus-plugin-content-docs/current/guide/install.mdx",
            "i18n/fr/docusaurus-plugin-content-docs/version-1.0/intro.md",
            "i18n/fr/docusaurus-plugin-content-blog/2024-01-02-hello.md",
            "i18n/fr/docusaurus-plugin-content-pages/about.mdx",
            "i18n/fr/docusaurus-plugin-content-docs/current/gone.md",
            "i18n/de/docusaurus-plugin-content-docs/current/intro.md",
            "i18n/fr/code.json",
            "i18n/en/code.json",
        ),
        pairs={
            ("docs/intro.md", "i18n/fr/docusaurus-plugin-content-docs/current/intro.md", "docusaurus"),
            ("docs/intro.md", "i18n/de/docusaurus-plugin-content-docs/current/intro.md", "docusaurus"),
            (
                "docs/guide/install.mdx",
                "i18n/fr/docusaurus-plugin-content-docs/current/guide/install.mdx",
                "docusaurus",
            ),
            (
                "versioned_docs/version-1.0/intro.md",
                "i18n/fr/docusaurus-plugin-content-docs/version-1.0/intro.md",
                "docusaurus",
            ),
            ("blog/2024-01-02-hello.md", "i18n/fr/docusaurus-plugin-content-blog/2024-01-02-hello.md", "docusaurus"),
            ("src/pages/about.mdx", "i18n/fr/docusaurus-plugin-content-pages/about.mdx", "docusaurus"),
            ("i18n/en/code.json", "i18n/fr/code.json", "folder"),
        },
        alone={"i18n/fr/docusaurus-plugin-content-docs/current/gone.md": "alone"},
    ),
    "MkDocs, by suffixes": Skeleton(
        files=("docs/index.md", "docs/index.en.md", "docs/guide/a.md", "docs/guide/a.en.md", "docs/guide/b.md"),
        contents={
            "mkdocs.yml": """
plugins:
  - i18n:
      languages:
        - locale: en
        - locale: fr
          default: true
"""
        },
        pairs={("docs/index.md", "docs/index.en.md", "suffix"), ("docs/guide/a.md", "docs/guide/a.en.md", "suffix")},
        alone={"docs/guide/b.md": "alone"},
    ),
    "MkDocs, by folders": Skeleton(
        files=(
            "docs/en/index.md",
            "docs/en/guide/a.md",
            "docs/fr/index.md",
            "docs/fr/guide/a.md",
            "site/en/index.html",
        ),
        contents={"mkdocs.yml": "docs_structure: folder"},
        pairs={
            ("docs/en/index.md", "docs/fr/index.md", "folder"),
            ("docs/en/guide/a.md", "docs/fr/guide/a.md", "folder"),
        },
    ),
    "Sphinx": Skeleton(
        files=("docs/index.rst", "docs/locale/fr/LC_MESSAGES/index.po", "docs/locale/de/LC_MESSAGES/index.po"),
        pairs=set(),
        alone={
            "docs/index.rst": "alone",
            "docs/locale/fr/LC_MESSAGES/index.po": "catalogue",
            "docs/locale/de/LC_MESSAGES/index.po": "catalogue",
        },
    ),
    "Starlight": Skeleton(
        files=(
            "src/content/docs/index.mdx",
            "src/content/docs/guides/start.md",
            "src/content/docs/zh-cn/index.mdx",
            "src/content/docs/zh-cn/guides/start.md",
            "src/content/docs/fr/guides/start.md",
            "src/content/i18n/en.json",
            "src/content/i18n/fr.json",
        ),
        contents={"astro.config.mjs": "starlight({ defaultLocale: 'root', locales: { root: { lang: 'en' } } })"},
        pairs={
            ("src/content/docs/index.mdx", "src/content/docs/zh-cn/index.mdx", "folder"),
            ("src/content/docs/guides/start.md", "src/content/docs/zh-cn/guides/start.md", "folder"),
            ("src/content/docs/guides/start.md", "src/content/docs/fr/guides/start.md", "folder"),
            ("src/content/i18n/en.json", "src/content/i18n/fr.json", "name"),
        },
    ),
    "Lektor": Skeleton(
        files=(
            "content/contents.lr",
            "content/contents+fr.lr",
            "content/about/contents.lr",
            "content/about/contents+fr.lr",
        ),
        pairs={
            ("content/contents.lr", "content/contents+fr.lr", "suffix"),
            ("content/about/contents.lr", "content/about/contents+fr.lr", "suffix"),
        },
    ),
    "Pelican": Skeleton(
        files=(),
        contents={
            "pelicanconf.py": "DEFAULT_LANG = 'fr'\n",
            "content/bonjour.md": "Title: Bonjour\nSlug: hello\nLang: fr\n\nTexte.\n",
            "content/hello.md": "Title: Hello\nSlug: hello\nLang: en\n\nText.\n",
            "content/a-fr.rst": "Un titre\n########\n\n:lang: fr\n:slug: titled\n\nTexte.\n",
            "content/titled.rst": "A title\n#######\n\n:lang: en\n:slug: titled\n\nText.\n",
            "content/alone.md": "Title: x\nSlug: alone\n\nTexte.\n",
        },
        pairs={("content/bonjour.md", "content/hello.md", "slug"), ("content/a-fr.rst", "content/titled.rst", "slug")},
        alone={"content/alone.md": "alone"},
    ),
    "XLIFF": Skeleton(
        files=("src/messages.fr.xliff", "src/messages.de.xliff"),
        pairs=set(),
        alone={"src/messages.fr.xliff": "catalogue", "src/messages.de.xliff": "catalogue"},
    ),
    "i18next": Skeleton(
        files=(
            "public/locales/en/common.json",
            "public/locales/en/home.json",
            "public/locales/fr/common.json",
            "public/locales/fr/home.json",
            "public/locales/pt-BR/common.json",
        ),
        pairs={
            ("public/locales/en/common.json", "public/locales/fr/common.json", "folder"),
            ("public/locales/en/home.json", "public/locales/fr/home.json", "folder"),
            ("public/locales/en/common.json", "public/locales/pt-BR/common.json", "folder"),
        },
    ),
    "next-intl": Skeleton(
        files=("messages/en.json", "messages/fr.json", "messages/it.json"),
        pairs={("messages/en.json", "messages/fr.json", "name"), ("messages/en.json", "messages/it.json", "name")},
    ),
    "Rails": Skeleton(
        files=(
            "config/locales/en.yml",
            "config/locales/fr.yml",
            "config/locales/devise.en.yml",
            "config/locales/devise.fr.yml",
        ),
        pairs={
            ("config/locales/en.yml", "config/locales/fr.yml", "name"),
            ("config/locales/devise.en.yml", "config/locales/devise.fr.yml", "suffix"),
        },
    ),
    "Kubernetes": Skeleton(
        files=("content/en/docs/a/_index.md", "content/zh-cn/docs/a/_index.md", "content/ko/docs/a/_index.md"),
        pairs={
            ("content/en/docs/a/_index.md", "content/zh-cn/docs/a/_index.md", "folder"),
            ("content/en/docs/a/_index.md", "content/ko/docs/a/_index.md", "folder"),
        },
    ),
    "MDN, two repositories": Skeleton(
        files=(
            "content/files/en-us/web/api/index.md",
            "content/files/en-us/web/css/index.md",
            "translated/files/fr/web/api/index.md",
            "translated/files/es/web/api/index.md",
        ),
        search=("content", "translated"),
        pairs={
            ("content/files/en-us/web/api/index.md", "translated/files/fr/web/api/index.md", "folder"),
            ("content/files/en-us/web/api/index.md", "translated/files/es/web/api/index.md", "folder"),
        },
        alone={"content/files/en-us/web/css/index.md": "alone"},
    ),
    "repositories side by side": Skeleton(
        files=("doc-en/install/a.md", "doc-fr/install/a.md", "book-en/src/b.md", "book-fr/src/b.md"),
        pairs={
            ("doc-en/install/a.md", "doc-fr/install/a.md", "folder"),
            ("book-en/src/b.md", "book-fr/src/b.md", "folder"),
        },
    ),
    "GitBook": Skeleton(
        files=("LANGS.md", "en/README.md", "en/chapter/index.md", "fr/README.md", "fr/chapter/index.md"),
        pairs={("en/README.md", "fr/README.md", "folder"), ("en/chapter/index.md", "fr/chapter/index.md", "folder")},
        alone={"LANGS.md": "alone"},
    ),
    "HTML, by hreflang": Skeleton(
        files=(),
        contents={
            "about-us.html": page("en", en="/about-us.html", fr="/a-propos.html", es="https://x.org/sobre.html"),
            "a-propos.html": page("fr", en="about-us.html", es="sobre.html"),
            "sobre.html": page("es", en="about-us.html", fr="a-propos.html"),
            "contact.html": page("en"),
        },
        pairs={("about-us.html", "a-propos.html", "hreflang"), ("about-us.html", "sobre.html", "hreflang")},
        alone={"contact.html": "alone"},
    ),
    "HTML, by a switch for readers": Skeleton(
        files=(),
        contents={
            "en/team.html": page("en").replace("<p>x</p>", '<a lang="fr" href="../fr/equipe.html">Français</a>'),
            "fr/equipe.html": page("fr").replace("<p>x</p>", '<a lang="en" href="../en/team.html">English</a>'),
            "fr/autre.html": page("fr").replace("<p>x</p>", '<a lang="en" href="../en/team.html">The team</a>'),
        },
        pairs={("en/team.html", "fr/equipe.html", "hreflang")},
        alone={"fr/autre.html": "alone"},
    ),
    "HTML, as Canada's administrations name it": Skeleton(
        files=("index-e.html", "index-f.html", "a/report-eng.html", "a/report-fra.html", "a/x.html"),
        pairs={("index-e.html", "index-f.html", "letter"), ("a/report-eng.html", "a/report-fra.html", "word")},
        alone={"a/x.html": "alone"},
    ),
    "a translation names its original": Skeleton(
        files=("docs/guide.md",),
        contents={
            "handbuch/anleitung.md": matter(lang="de", translation_of="docs/guide.md"),
            "handbuch/leitfaden.md": matter(lang="de", source="Reuters"),
            "nl/handleiding.md": matter(lang="nl", original="/handbuch/anleitung.md"),
        },
        pairs={
            ("docs/guide.md", "handbuch/anleitung.md", "translation_of"),
            ("handbuch/anleitung.md", "nl/handleiding.md", "original"),
        },
        alone={"handbuch/leitfaden.md": "alone"},
    ),
    "a folder of reports": Skeleton(
        files=("Budget_EN.docx", "Budget_FR.docx", "Plan 2025 (EN).pdf", "Plan 2025 (FR).pdf", "Plan 2024 (EN).pdf"),
        pairs={
            ("Budget_EN.docx", "Budget_FR.docx", "suffix"),
            ("Plan 2025 (EN).pdf", "Plan 2025 (FR).pdf", "suffix"),
        },
        alone={"Plan 2024 (EN).pdf": "alone"},
    ),
    "folders with chapters in translation": Skeleton(
        files=("en/01_Intro.md", "en/02_Norms.md", "fr/01_Introduction.md", "fr/02_Normes.md", "en/notes.md"),
        pairs={("en/01_Intro.md", "fr/01_Introduction.md", "number"), ("en/02_Norms.md", "fr/02_Normes.md", "number")},
        alone={"en/notes.md": "alone"},
    ),
    "a README in several languages": Skeleton(
        files=("README.md", "README.fr.md", "README.zh-CN.md", "CHANGELOG.md", "src/en/README.md", "docs/index.md"),
        pairs={("README.md", "README.fr.md", "suffix"), ("README.md", "README.zh-CN.md", "suffix")},
        alone={"CHANGELOG.md": "alone", "src/en/README.md": "alone", "docs/index.md": "alone"},
    ),
}


@pytest.mark.parametrize("skeleton", SKELETONS.values(), ids=SKELETONS)
def test_every_pair_and_no_other(site: Site, skeleton: Skeleton) -> None:
    found = look(site, skeleton)
    assert {(pair.source, pair.target, pair.paired_by) for pair in found.pairs if pair.source} == skeleton.pairs
    alone = {pair.target: pair.paired_by for pair in found.pairs if not pair.source}
    assert alone == skeleton.alone
    assert (found.problems, found.notes) == ((), ())


@pytest.mark.parametrize("skeleton", SKELETONS.values(), ids=SKELETONS)
def test_no_document_of_a_sound_site_is_contradicted(site: Site, skeleton: Skeleton) -> None:
    assert look(site, skeleton).conflicts == ()


def test_the_documentation_names_every_rule() -> None:
    described = (Path(__file__).parents[2] / "docs/pairing.md").read_text("utf-8")
    rules = {rule for skeleton in SKELETONS.values() for _, _, rule in skeleton.pairs}
    because = {reason for skeleton in SKELETONS.values() for reason in skeleton.alone.values()}
    others = {"settings", "part", "format", "only two documents", "content", "variant", "entrance"}
    assert [rule for rule in sorted(rules | because | others) if f"`{rule}`" not in described] == []
