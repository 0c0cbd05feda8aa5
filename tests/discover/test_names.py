"""What names say: the conventions one by one, and the names that only seem to follow them."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.discover.names import files_of
from parallelcheck.discover.pairs import Context, Pairing
from parallelcheck.discover.tags import language_tag
from parallelcheck.iso639 import language_word
from parallelcheck.model import Head


def pairing(*names: str, **context: Any) -> Pairing:
    return Pairing(files_of({Path(name): Path() for name in names}, lambda _: Head()), Context(**context))


def paired(*names: str, **context: Any) -> set[tuple[str, str, str]]:
    """(source, target, rule) of documents with these names."""
    return {(pair.source.path, pair.target.path, pair.rule) for pair in pairing(*names, **context).pairs}


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [
        ("report.en.md", "report.fr.md", "suffix"),
        ("report_en.md", "report-fr.md", "suffix"),
        ("Report_EN.html", "Report_FR.html", "suffix"),
        ("Report (EN).docx", "Report (FR).docx", "suffix"),
        ("report - EN.pdf", "report - FR.pdf", "suffix"),
        ("about.md", "about.fr.md", "suffix"),
        ("about.md", "about.it.md", "suffix"),
        ("about.md", "about.pt-BR.md", "suffix"),
        ("about.md", "about-pt-br.md", "suffix"),
        ("about.md", "about_zh_Hans.md", "suffix"),
        ("guide-de-en.md", "guide-de-es.md", "suffix"),
        ("_index.en.md", "_index.fr.md", "suffix"),
        ("contents.lr", "contents+fr.lr", "suffix"),
        ("app_en.arb", "app_fr.arb", "suffix"),
        ("Strings.resx", "Strings.fr.resx", "suffix"),
        ("a.markdown", "a.fr.md", "suffix"),
        ("résumé.en.md", "résumé.fr.md", "suffix"),
        ("re\u0301sume\u0301.en.md", "résumé.fr.md", "suffix"),
        ("en/x.md", "fr/x.md", "folder"),
        ("content/en/blog/a.md", "content/fr/blog/a.md", "folder"),
        ("docs/x.md", "docs/fr/x.md", "folder"),
        ("docs/it/en/x.md", "docs/it/fr/x.md", "folder"),
        ("en-us/x.md", "zh-Hans/x.md", "folder"),
        ("guide/03-how.md", "guide/de/03-how-de.md", "folder"),
        ("doc-en/install.md", "doc-fr/install.md", "folder"),
        ("Handbook_EN/01/a.md", "Handbook_ES/01/a.md", "folder"),
        ("values/strings.xml", "values-pt-rBR/strings.xml", "folder"),
        ("en.lproj/a.strings", "fr.lproj/a.strings", "folder"),
        ("i18n/en/code.json", "i18n/fr/code.json", "folder"),
        ("a/en.md", "a/fr.md", "name"),
        ("report-english.pdf", "report-french.pdf", "word"),
        ("Rapport Anglais.docx", "Rapport Français.docx", "word"),
        ("index-eng.html", "index-fra.html", "word"),
        ("content/english/x.md", "content/french/x.md", "word"),
        ("EN_report.docx", "FR_report.docx", "part"),
        ("report-en-2025.pdf", "report-fr-2025.pdf", "part"),
        ("rpt-e.pdf", "rpt-f.pdf", "letter"),
        ("report_en.docx", "report_fr.pdf", "format"),
        ("report.en.md", "rapport.fr.md", "only two documents"),
        ("en/report.md", "fr/rapport.md", "only two documents"),
        ("informe.es.md", "rapport.fr.md", "only two documents"),
        ("en/_posts/2018-05-10-health.md", "fr/_posts/2018-05-10-sante.md", "only two documents"),
        ("docs/a.md", "i18n/fr/docusaurus-plugin-content-docs/current/a.md", "docusaurus"),
        ("versioned_docs/version-2/a.md", "i18n/fr/docusaurus-plugin-content-docs/version-2/a.md", "docusaurus"),
        ("community/a.md", "i18n/fr/docusaurus-plugin-content-docs-community/current/a.md", "docusaurus"),
        ("web/blog/a.md", "web/i18n/fr/docusaurus-plugin-content-blog/a.md", "docusaurus"),
        ("src/pages/a.mdx", "i18n/fr/docusaurus-plugin-content-pages/a.mdx", "docusaurus"),
    ],
)
def test_names_that_say_what_translates_what(source: str, target: str, rule: str) -> None:
    assert paired(source, target) == {(source, target, rule)}


@pytest.mark.parametrize(
    "names",
    [
        ("report.md", "rapport.md"),  # only their content can tell
        ("a/report.en.md", "b/report.fr.md"),
        ("report.en.md", "report.fr.md.txt"),
        ("report.en.md", "rapport.fr.md", "notes.md"),
        ("report.en-GB.md", "report.en-US.md"),
        ("report-2024.en.md", "report-2025.fr.md"),
        ("report-v1.en.md", "report-v2.fr.md"),
        ("v1/en/a.md", "v2/fr/a.md"),
        ("en/news/index.md", "fr/legal/index.md", "x.md"),
        ("en/index.md", "fr/about/index.md", "x.md"),
        ("log-in.md", "log-out.md"),
        ("en.md", "notes.md"),
        ("chapter-1.md", "chapter-2.md"),
        ("chapter.md", "chapter-ii.md"),
        ("how.md", "how-to.md"),
        ("mac.md", "mac-os.md"),
        ("install.md", "install-ts.md", "install-sh.md"),
        ("hello.md", "hello-cs.md"),
        ("policies/index.md", "policies/it/index.md", "policies/hr/index.md"),
        ("it-policy.md", "hr-policy.md"),
        ("what-is.md", "what.md"),
        ("appendix-a.md", "appendix-b.md", "appendix-c.md", "appendix-d.md", "appendix-e.md", "appendix-f.md"),
        ("learn.md", "learn-english.md"),
        ("english.md", "french.md"),
        ("countries/de.md", "countries/fr.md", "countries/us.md"),
        ("countries/de/index.md", "countries/fr/index.md", "countries/us/index.md"),
        ("plan.md", "plan-de-site.md"),
        ("french-keyboard.md", "fr-keyboard.md"),
        ("frame.md", "fr.md"),
        ("package.json", "tsconfig.json", "data/en.csv"),
        ("data/report_en.json", "data/report_fr.yaml"),
        ("en/a.md", "FR_and_more/a.md"),
    ],
)
def test_names_that_do_not(names: tuple[str, ...]) -> None:
    assert paired(*names) == set()


def test_a_code_that_is_a_word_is_believed_in_company() -> None:
    assert paired("a.md", "a-it.md") == set()
    assert paired("a.md", "a-it.md", target_language="it") == {("a.md", "a-it.md", "suffix")}
    assert paired("a-en.md", "a-it.md") == {("a-en.md", "a-it.md", "suffix")}
    assert ("b.md", "b-it.md", "suffix") in paired("a-en.md", "a-it.md", "b.md", "b-it.md")
    assert ("a.md", "it/a.md", "folder") not in paired("a.md", "it/a.md", "b.md", "it/b.md", "c.md")
    assert ("a.md", "it/a.md", "folder") in paired("a.md", "it/a.md", "b.md", "it/b.md", "c.md", "it/c.md")


def test_dates_and_numbers_bring_together_what_is_left() -> None:
    names = ("en/_posts/2018-05-10-health.md", "fr/_posts/2018-05-10-sante.md")
    others = ("en/_posts/2018-05-11-jobs.md", "fr/_posts/2019-01-01-emplois.md")
    assert paired(*names, *others) == {(*names, "number")}
    chapters = ("en/1_Intro.md", "en/2_Open_Standards.md", "fr/1_Intro.md", "fr/02_Normes.md")
    assert paired(*chapters) == {
        ("en/1_Intro.md", "fr/1_Intro.md", "folder"),
        ("en/2_Open_Standards.md", "fr/02_Normes.md", "number"),
    }
    twice = ("fr/_posts/2018-05-10-autre.md",)
    assert paired(*names, *others, *twice) == set()
    assert paired("en/report-2025.pdf", "en/a.pdf", "fr/budget-2025.pdf", "fr/b.pdf") == set()


def test_a_file_that_says_its_language_is_not_in_that_of_its_folder() -> None:
    assert paired("page.es/en.md", "page.es/es.md", "page.fr/en.md", "page.fr/fr.md") == {
        ("page.es/en.md", "page.es/es.md", "name"),
        ("page.fr/en.md", "page.fr/fr.md", "name"),
    }
    assert paired("fr/a.en.md", "fr/a.fr.md", "de/a.en.md", "de/a.de.md") == {
        ("fr/a.en.md", "fr/a.fr.md", "suffix"),
        ("de/a.en.md", "de/a.de.md", "suffix"),
    }


def test_every_translation_is_compared_with_the_source() -> None:
    assert paired("a.de.md", "a.en.md", "a.fr.md") == {
        ("a.en.md", "a.de.md", "suffix"),
        ("a.en.md", "a.fr.md", "suffix"),
    }


def test_versions_are_put_together_from_several_conventions() -> None:
    assert paired("about.md", "about.fr.md", "de/about.md", "es/about.md") == {
        ("about.md", "about.fr.md", "suffix"),
        ("about.md", "de/about.md", "folder"),
        ("about.md", "es/about.md", "folder"),
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
        (("docs/a.md", "i18n/en/docusaurus-plugin-content-docs/current/a.md"), None, "docs/a.md"),
    ],
)
def test_which_is_the_source(names: tuple[str, ...], source_language: str | None, source: str) -> None:
    pairs = pairing(*names, source_language=source_language).pairs
    assert {pair.source.path for pair in pairs} == {source}
    assert {pair.target.path for pair in pairs} == {name for name in names if name != source}


def test_the_page_above_the_folders_of_several_languages_is_no_translation() -> None:
    assert paired("index.html", "en/index.html", "fr/index.html") == {("en/index.html", "fr/index.html", "folder")}


def test_a_catalogue_holds_both_languages() -> None:
    assert paired("locale/fr/x.po", "locale/de/x.po", "fr.po", "en.po", bilingual=(".po",)) == set()


def test_two_folders_that_are_searched_may_hold_a_language_each() -> None:
    documents = {
        Path("content/files/en-us/web/a.md"): Path("content"),
        Path("translated/files/fr/web/a.md"): Path("translated"),
    }
    (pair,) = Pairing(files_of(documents, lambda _: Head()), Context()).pairs
    assert (pair.source.path, pair.target.path) == tuple(path.as_posix() for path in documents)


def test_languages_are_handed_on_without_their_regions() -> None:
    (pair,) = pairing("en-GB/a.md", "pt_br/a.md").pairs
    assert (pair.source_language, pair.target_language) == ("en", "pt")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("pt_br", "pt-BR"),
        ("pt-rBR", "pt-BR"),
        ("es-419", "es-419"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("sr@latin", "sr-latin"),
        ("ca-valencia", "ca-valencia"),
        ("fil", "fil"),
        ("md", None),
        ("doc", None),
        ("fr-blog", None),
        ("english", None),
        ("", None),
    ],
)
def test_language_tags(text: str, tag: str | None) -> None:
    assert language_tag(text) == tag


@pytest.mark.parametrize(
    ("text", "language"), [("English", "en"), ("FRANÇAIS", "fr"), ("fra", "fr"), ("fr", None), ("x", None)]
)
def test_words_that_name_a_language(text: str, language: str | None) -> None:
    assert language_word(text) == language


names = st.from_regex(
    r"((en|fr|a|it|build|doc-fr|i18n)/){0,3}(a|b|en|fr|2024-01-02-x|1-a)([._-](en|fr|de|pt-BR|x)){0,2}\.(md|po|html)",
    fullmatch=True,
)


@given(st.lists(names, unique=True), st.sampled_from([None, "fr"]), st.randoms())
def test_a_document_has_one_source_in_whatever_order_they_come(
    files: list[str], source_language: str | None, random: Random
) -> None:
    found = pairing(*files, source_language=source_language)
    targets = [pair.target.path for pair in found.pairs]
    assert len(targets) == len(set(targets))
    assert not set(targets) & {pair.source.path for pair in found.pairs}
    random.shuffle(files)
    again = pairing(*files, source_language=source_language)
    assert [(p.source.path, p.target.path, p.rule) for p in again.pairs] == [
        (p.source.path, p.target.path, p.rule) for p in found.pairs
    ]
