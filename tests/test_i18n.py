"""The program's own words: which language they are in, and whether the catalogues have them all."""

import inspect
import json
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import polib
import pytest
from click.testing import CliRunner

import catalogues
from parallelcheck.checks import CHECKS, info
from parallelcheck.cli import cli
from parallelcheck.i18n import DOMAIN, LOCALE, decimal, gettext, grouped, languages, ngettext
from parallelcheck.model import language_name
from parallelcheck.pipeline import scan
from parallelcheck.report import render

ROOT = Path(__file__).parent.parent
FRENCH = LOCALE / "fr" / "LC_MESSAGES" / f"{DOMAIN}.po"
MINUTES = str(ROOT / "corpora" / "board-minutes" / "defects")


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARALLELCHECK_LANG", "fr")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ()),
        ({"LANG": "fr_FR.UTF-8"}, ("fr_FR.UTF-8",)),
        ({"LANG": "fr", "LC_MESSAGES": "es"}, ("es",)),
        ({"LANG": "fr", "LC_ALL": "C"}, ()),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "fr"}, ()),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:en"}, ("fr",)),
        ({"LANG": "fr_FR", "LANGUAGE": "en:fr"}, ()),
        ({"LANG": "fr", "PARALLELCHECK_LANG": "en"}, ()),
        ({"PARALLELCHECK_LANG": "fr"}, ("fr",)),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], expected: tuple[str, ...]) -> None:
    assert languages(environment) == expected


def test_without_a_catalogue_it_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARALLELCHECK_LANG", "tlh")
    assert gettext("Translate it.") == "Translate it."
    assert [ngettext("pair", "pairs", number) for number in (1, 2)] == ["pair", "pairs"]


@pytest.mark.usefixtures("french")
def test_words_numbers_and_languages_in_french() -> None:
    assert (gettext("Translate it."), gettext("")) == ("Traduisez-le.", "")
    assert [ngettext("pair", "pairs", number) for number in (0, 1, 2)] == ["paire", "paire", "paires"]
    assert (grouped(12345), decimal(0.5, 2)) == ("12\u202f345", "0,50")
    assert (language_name("fr-CA"), language_name(None)) == ("français (CA)", "langue inconnue")


def catalogue() -> polib.POFile:
    return polib.pofile(str(FRENCH))


def texts(entry: polib.POEntry) -> list[tuple[str, str]]:
    """What an entry translates, with each of its translations."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]


def test_the_french_catalogue_has_all_that_the_program_says_and_nothing_else() -> None:
    known = {(entry.msgid, entry.msgid_plural) for entry in catalogue() if entry.translated() and not entry.fuzzy}
    said = set(catalogues.messages())
    assert (sorted(said - known), sorted(known - said)) == ([], []), "run: python tools/catalogues.py, and translate"


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    compiled = {
        (entry.msgid, entry.msgid_plural): texts(entry) for entry in polib.mofile(str(FRENCH.with_suffix(".mo")))
    }
    assert compiled == {(entry.msgid, entry.msgid_plural): texts(entry) for entry in catalogue()}


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def test_translations_have_the_placeholders_of_the_original() -> None:
    formats = [entry for entry in catalogue() if "python-brace-format" in entry.flags]
    assert len(formats) > 300
    differing = [
        (original, translation)
        for entry in formats
        for original, translation in texts(entry)
        if fields(original) != fields(translation)
    ]
    assert differing == []


def test_french_typography() -> None:
    prose = [
        re.sub(r"`[^`]*`|<[^>]*>|\"[^\"]*\"|jq '.*'|\[[^\]]*\]\([^)]*\)", "", translation)
        for entry in catalogue()
        for _original, translation in texts(entry)
        if not entry.msgid.startswith("\b")
    ]
    wrong = re.compile(r"[^\W\d]'[^\W\d]| [;!?](?=\s|$)| :(?=\s|$)|« | »|[^\s\u00a0«]»|«[^\u00a0]")
    assert [text for text in prose if wrong.search(text)] == []


def test_the_catalogue_passes_its_own_program() -> None:
    result = scan([str(FRENCH)])
    assert [(str(finding.where), finding.message) for finding in result.findings if finding.silenced is None] == []
    assert result.problems == ()


@pytest.mark.usefixtures("french")
def test_findings_and_reports_in_french() -> None:
    result = scan([MINUTES])
    text = str(render(result, "text"))
    assert "n’a pas de pendant" in text
    assert "traduction de" in text
    assert "(anglais → français)" in text
    assert '<html lang="fr">' in str(render(result, "html"))


def test_machine_formats_keep_their_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = {}
    for language in ("en", "fr"):
        monkeypatch.setenv("PARALLELCHECK_LANG", language)
        reports[language] = json.loads(str(render(scan([MINUTES]), "json")))
    assert reports["en"]["findings"][0]["message"] != reports["fr"]["findings"][0]["message"]
    keys = ("check", "severity", "fingerprint", "path", "line", "silenced")
    for finding in (*reports["en"]["findings"], *reports["fr"]["findings"]):
        assert set(finding) >= set(keys)
    assert [[finding[key] for key in keys] for finding in reports["en"]["findings"]] == [
        [finding[key] for key in keys] for finding in reports["fr"]["findings"]
    ]


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_manual_pages_are_translated_whole(check: type) -> None:
    page = info(check)
    english = inspect.cleandoc(check.__doc__ or "").split("\n\n")
    assert len(page.explanation.split("\n\n")) == len(english) - 1
    assert page.summary != " ".join(english[0].split())


@pytest.mark.usefixtures("french")
def test_help_speaks_french_and_then_english_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Vérifier des documents" in CliRunner().invoke(cli, ["scan", "--help"]).stdout
    monkeypatch.setenv("PARALLELCHECK_LANG", "en")
    assert "Scan documents" in CliRunner().invoke(cli, ["scan", "--help"]).stdout


def test_the_program_and_clicks_own_words() -> None:
    program = [sys.executable, "-m", "parallelcheck", "scan", "--colour"]
    environment = {"LANG": "fr_FR.UTF-8", "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(program, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 2
    assert "Erreur\u00a0: Il n’y a pas d’option" in done.stderr


def test_the_french_page_of_checks_is_what_explain_says() -> None:
    page = CliRunner().invoke(cli, ["explain", "--format", "markdown"], env={"PARALLELCHECK_LANG": "fr"}).stdout
    assert (ROOT / "docs" / "fr" / "checks.md").read_text("utf-8") == page, (
        "run: PARALLELCHECK_LANG=fr parallelcheck explain --format markdown > docs/fr/checks.md"
    )


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_every_page_of_documentation_is_there_in_french(page: Path) -> None:
    assert (page.parent / "fr" / page.name).is_file()
