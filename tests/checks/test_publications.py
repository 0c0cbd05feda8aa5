"""What the checks of all documents together say about the folders in publications/, and where they must stay silent.

There is one file for each check, named after it. A case lists files, which hold the text of one and the same page in
the language that their name or their folder says, or what `contents` gives them. `finds` lists every finding of that
check with its severity, the file that it is about and some words of its message. Other checks are not looked at.
"""

from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest

from parallelcheck import Config
from parallelcheck.checks import PUBLICATION_CHECKS
from parallelcheck.pipeline import scan

HERE = Path(__file__).parent / "publications"
PAGES = {
    "en": "# The library\n\nThe library opened its new reading room in spring, and the first visitors came that day.\n",
    "fr": "# La bibliothèque\n\nLa bibliothèque a ouvert sa nouvelle salle de lecture au printemps, et les premiers "
    "visiteurs sont venus le jour même.\n",
    "es": "# La biblioteca\n\nLa biblioteca abrió su nueva sala de lectura en primavera, y los primeros visitantes "
    "llegaron ese mismo día.\n",
}


class Find(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that a case expects."""

    path: str
    says: str
    severity: Literal["error", "warning", "note"]


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A case as its file has it."""

    title: str
    finds: tuple[Find, ...]
    files: tuple[str, ...] = ()
    contents: dict[str, str] = {}
    scanned: tuple[str, ...] = (".",)
    options: dict[str, Any] = {}


class CaseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[Case, ...]


CASES = [
    (path.stem, case)
    for path in sorted(HERE.glob("*.toml"))
    for case in msgspec.toml.decode(path.read_bytes(), type=CaseFile).case
]


@pytest.mark.parametrize(("check", "case"), CASES, ids=[f"{check}: {case.title}" for check, case in CASES])
def test_case(check: str, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in ({name: page(name) for name in case.files} | case.contents).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = scan(case.scanned, config=Config(checks={check: case.options}, select=(check,)))
    found = [(finding.where.path, str(finding.severity), finding.message) for finding in result.findings]
    assert [(path, severity) for path, severity, _ in found] == [(find.path, find.severity) for find in case.finds], (
        found
    )
    for (_, _, message), find in zip(found, case.finds, strict=True):
        assert find.says in message


def page(name: str) -> str:
    """The page in the language that the name says; where it says none, in English."""
    parts = set(name.replace("/", ".").replace("-", ".").split("."))
    return next((text for language, text in PAGES.items() if language in parts), PAGES["en"])


def test_every_check_has_cases_that_fire_and_cases_that_do_not() -> None:
    assert {check for check, _ in CASES} == {check.name for check in PUBLICATION_CHECKS}
    for check in PUBLICATION_CHECKS:
        finds = [bool(case.finds) for name, case in CASES if name == check.name]
        assert {True, False} == set(finds)


def test_titles_are_unique() -> None:
    assert len({(check, case.title) for check, case in CASES}) == len(CASES)
