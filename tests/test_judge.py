"""What the settings and comments make of findings: severities, silence, profiles."""

from pathlib import Path
from typing import Any

import pytest

from parallelcheck.checks import CHECKS
from parallelcheck.config import load
from parallelcheck.errors import SettingsError, UsageError
from parallelcheck.model import Finding, ScanResult
from parallelcheck.pipeline import recheck, scan

ENGLISH = """\
# The year at the library

The library opened its new reading room in the spring, and the first visitors came on the same day.

Our volunteers repaired 210 books with glue, thread and a great deal of patience.

In autumn the roof of the old hall was mended, which had been leaking for eleven years.

The children of the neighbouring school now come every Thursday to hear stories read aloud.
"""
FRENCH = """\
# L'année à la bibliothèque

La bibliothèque a ouvert sa nouvelle salle de lecture au printemps, et les premiers visiteurs sont venus le jour même.

{numbers}Nos bénévoles ont réparé 120 livres avec de la colle, du fil et beaucoup de patience.

{missing}Les enfants de l'école voisine viennent maintenant chaque jeudi écouter des histoires lues à voix haute.{end}
"""


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Scans a pair with a changed number and a missing passage, with comments and settings."""
    monkeypatch.chdir(tmp_path)

    def run(numbers: str = "", missing: str = "", end: str = "", settings: str = "", source: str = ENGLISH) -> Any:
        Path("year.en.md").write_text(source, "utf-8")
        Path("year.fr.md").write_text(FRENCH.format(numbers=numbers, missing=missing, end=end), "utf-8")
        Path("parallelcheck.toml").write_text(settings, "utf-8")
        config = load(None, tmp_path)
        result = scan(["."], config=config)
        assert not result.problems
        assert recheck(result, config).findings == result.findings
        return {finding.check: said(finding) for finding in result.findings}

    return run


def said(finding: Finding) -> str:
    silenced = f", silenced {finding.silenced.by} {finding.silenced.reason}".rstrip() if finding.silenced else ""
    return f"{finding.severity}{silenced}"


FOUND = {"missing-passage": "error", "numbers": "warning"}


def test_without_any_of_it(found: Any) -> None:
    assert found() == FOUND


@pytest.mark.parametrize("check", ["[numbers]", "", "[links, numbers]"])
def test_a_comment_silences_a_passage(found: Any, check: str) -> None:
    comment = f"<!-- parallelcheck: ignore{check} a newer count -->\n\n"
    assert found(numbers=comment) == FOUND | {"numbers": "warning, silenced inline a newer count"}


def test_a_comment_in_the_source_does_too(found: Any) -> None:
    source = ENGLISH.replace("Our vol", "<!-- parallelcheck: ignore[numbers] ok -->\n\nOur vol")
    assert found(source=source) == FOUND | {"numbers": "warning, silenced inline ok"}


def test_what_is_missing_is_silenced_where_it_would_stand(found: Any) -> None:
    comment = "<!-- parallelcheck: ignore[missing-passage] not in France -->\n\n"
    assert found(missing=comment) == FOUND | {"missing-passage": "error, silenced inline not in France"}


def test_a_comment_for_another_check_or_place_is_unused(found: Any) -> None:
    comment = "<!-- parallelcheck: ignore[links] -->\n\n"
    assert found(numbers=comment) == FOUND | {"unused-ignore": "note"}
    assert found(end="\n\n<!-- parallelcheck: ignore[numbers] -->") == FOUND | {"unused-ignore": "note"}


def test_a_comment_that_silences_is_used_whatever_is_selected(found: Any) -> None:
    comment = "<!-- parallelcheck: ignore[numbers] -->\n\n"
    assert found(numbers=comment, settings='ignore = ["numbers"]') == {"missing-passage": "error"}


def test_an_unused_comment_for_the_whole_file_is_said(found: Any) -> None:
    comment = "<!-- parallelcheck: ignore-file[links] -->\n\n"
    assert found(numbers=comment) == FOUND | {"unused-ignore": "note"}


def test_what_is_wrong_with_a_comment_is_said(found: Any, tmp_path: Path) -> None:
    found(numbers="<!-- parallelcheck: ignore[number] -->\n\n", missing="<!-- parallelcheck: ignored -->\n\n")
    messages = [finding.message for finding in unused(scan(["."]))]
    assert messages == [
        "This comment is not understood: there is no check “number”; did you mean numbers?",
        "This comment is not understood: it does not say one of ignore, ignore-start, ignore-end, ignore-file.",
    ]


def test_nothing_is_said_of_comments_in_documents_alone(tmp_path: Path) -> None:
    (tmp_path / "a.fr.md").write_text(FRENCH.format(numbers="<!-- parallelcheck: ignore -->\n", missing="", end=""))
    assert not unused(scan([tmp_path]))


def unused(result: ScanResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.check == "unused-ignore"]


@pytest.mark.parametrize(
    ("settings", "changed"),
    [
        ('severities = { numbers = "error" }', {"numbers": "error"}),
        ('severities = { missing-passage = "note" }', {"missing-passage": "note"}),
        ('severities = { numbers = "off" }', {"numbers": "warning, silenced config"}),
        ('[[overrides]]\npaths = ["*.fr.md"]\nseverities = { numbers = "note" }', {"numbers": "note"}),
        ('[[overrides]]\npaths = ["./other"]\nseverities = { numbers = "note" }', {}),
        ('[[overrides]]\nlanguages = ["fr", "de"]\nseverities = { missing-passage = "warning" }', {}),
        ('[[overrides]]\nlanguages = ["de"]\nseverities = { numbers = "note" }', {}),
        (
            'severities = { numbers = "error" }\n[[overrides]]\nlanguages = ["fr"]\nseverities = { numbers = "note" }',
            {"numbers": "note"},
        ),
    ],
)
def test_severities_by_check_path_and_language(found: Any, settings: str, changed: dict[str, str]) -> None:
    if 'missing-passage = "warning"' in settings:
        changed = {"missing-passage": "warning"}
    assert found(settings=settings) == FOUND | changed


def test_a_profile_holds_what_the_one_before_it_does(found: Any) -> None:
    names = [set(found(settings=f'profile = "{profile}"')) for profile in ("default", "strict", "review")]
    assert set(FOUND) <= names[0] <= names[1] <= names[2]


def test_selected_checks_run_whatever_the_profile() -> None:
    assert {check.profile for check in CHECKS} <= {"default", "strict", "review"}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ('severities = { number = "off" }', "There is no check “number”; did you mean numbers?"),
        (
            'severities = { numbers = "loud" }',
            (
                "parallelcheck.toml: severities should be a table of checks, each with one of error, warning, note and "
                "off, not {'numbers': 'loud'}."
            ),
        ),
        ('profile = "all"', "parallelcheck.toml: profile should be one of default, strict and review, not 'all'."),
        (
            "overrides = [{ paths = ['a'] }]",
            (
                "parallelcheck.toml: overrides should be a list of tables, [[overrides]], with severities and the "
                "paths or languages that they are for, not [{'paths': ['a']}]."
            ),
        ),
    ],
)
def test_settings_that_make_no_sense(found: Any, settings: str, sentence: str) -> None:
    with pytest.raises((SettingsError, UsageError)) as raised:
        found(settings=settings)
    assert str(raised.value).removeprefix(f"{Path.cwd()}/") == sentence
