"""Documents brought together by what they say, with the embedded model."""

from collections.abc import Callable
from pathlib import Path

import pytest

from parallelcheck.config import Config
from parallelcheck.pipeline import find_pairs, recheck, scan

ROOT = Path(__file__).parent.parent
POLICY = ROOT / "corpora/policy/clean/en/privacy.md", ROOT / "corpora/policy/clean/fr/privacy.md"
REPORT = ROOT / "corpora/annual-report/clean/report.en.md", ROOT / "corpora/annual-report/clean/report.fr.md"
RELEASE = ROOT / "corpora/press-release/clean/release.en.md", ROOT / "corpora/press-release/clean/release.es.md"
WORKSHOP = ROOT / "tests/align/workshop"

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Makes copies of documents under other names in an empty folder that becomes the current one."""
    monkeypatch.chdir(tmp_path)

    def make(**copies: Path) -> Path:
        for name, original in copies.items():
            (tmp_path / f"{name}{original.suffix}").write_bytes(original.read_bytes())
        return tmp_path

    return make


def pairs(**settings: str) -> dict[tuple[str | None, str], float]:
    found = find_pairs(["."], Config(**settings))
    return {(pair.source, pair.target): pair.confidence for pair in found.pairs if pair.source}


def test_documents_without_telling_names_are_paired(folder: Folder) -> None:
    folder(one=POLICY[0], two=REPORT[1], three=REPORT[0], four=POLICY[1], five=RELEASE[0], six=RELEASE[1])
    found = pairs()
    assert set(found) == {("one.md", "four.md"), ("three.md", "two.md"), ("five.md", "six.md")}
    assert all(0.9 <= confidence <= 1 for confidence in found.values())


def test_two_documents_need_no_third(folder: Folder) -> None:
    folder(politique=POLICY[1], policy=POLICY[0])
    assert set(pairs()) == {("policy.md", "politique.md")}


def test_strangers_are_not_paired(folder: Folder) -> None:
    folder(one=POLICY[0], two=REPORT[1], three=RELEASE[1])
    assert pairs() == {}


def test_every_language_is_compared_with_that_of_the_originals(folder: Folder) -> None:
    folder(a=WORKSHOP / "fr.md", b=WORKSHOP / "en.md", c=WORKSHOP / "de.md", d=WORKSHOP / "es.md")
    assert set(pairs()) == {("b.md", "a.md"), ("b.md", "c.md"), ("b.md", "d.md")}
    assert set(pairs(source_language="de")) == {("c.md", "a.md"), ("c.md", "b.md"), ("c.md", "d.md")}


def test_years_in_the_names_keep_documents_apart(folder: Folder) -> None:
    copies = {"report-2024": REPORT[0], "rapport-2025": REPORT[1]}
    folder(**copies)
    assert pairs() == {}
    folder(**{"rapport-2024": REPORT[1]})
    assert set(pairs()) == {("report-2024.md", "rapport-2024.md")}


def test_a_document_that_cannot_be_read_keeps_no_others_from_being_compared(folder: Folder) -> None:
    root = folder(policy=POLICY[0], politique=POLICY[1])
    (root / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    (root / "empty.md").write_bytes(b"")
    assert set(pairs()) == {("policy.md", "politique.md")}


def test_a_scan_says_which_pairs_are_only_likely(folder: Folder) -> None:
    folder(policy=POLICY[0], politique=POLICY[1])
    result = scan(["."])
    (pair,) = result.pairs
    assert (pair.paired_by, 0.9 <= pair.confidence < 1) == ("content", True)
    (note,) = result.notes
    assert note == (
        f"Taken for translations by likeness, not by their names: policy.md and politique.md ({pair.confidence:.0%}). "
        "If that is wrong, say in the settings, under pairs, which translate which."
    )


def test_other_settings_find_in_all_documents_together_what_a_scan_finds(tmp_path: Path) -> None:
    for name in ("en/a.md", "en/b.md", "en/c.md", "fr/a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(POLICY[name.startswith("fr")].read_bytes())
    result = scan(tmp_path)
    assert [finding.check for finding in result.findings] == ["missing-document"]
    strict = Config(checks={"missing-document": {"share": 0.1}})
    assert recheck(result, strict).findings == scan(tmp_path, config=strict).findings
    assert len(recheck(result, strict).findings) == 2
    assert recheck(result, Config(ignore=("missing-document",))).findings == ()
