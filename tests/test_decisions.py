"""Decisions about findings: what they silence, how long they hold, and what a person reads of them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.decisions import Decision, Decisions, load, merged
from parallelcheck.errors import SettingsError
from parallelcheck.model import Finding, Kind, Location, Segment, Severity

TODAY = date(2026, 11, 22)
ENTRY = Decision(path="a.md", check="numbers", fingerprint="0" * 16, verdict="accepted")


def finding(text: str = "Douze.", path: str = "a.md", line: int = 3, check: str = "numbers") -> Finding:
    return Finding(check, Severity.WARNING, "…", target=(Segment(Kind.PARAGRAPH, text, Location(path, line, line)),))


def decided(folder: Path, *findings: Finding, verdict: str = "accepted") -> Decisions:
    """All these findings on record in a file that was written and read again."""
    file = folder / "decisions.toml"
    recorded = Decisions(file).with_findings(findings, folder, who="Ada", when=TODAY)
    file.write_text(recorded.as_text().replace('"later"', f'"{verdict}"'), encoding="utf-8")
    return load(file)


def test_what_is_on_record_is_known(tmp_path: Path) -> None:
    (ruled,), unused = decided(tmp_path, finding(), verdict="later").ruled([finding()], tmp_path)
    assert (ruled.ruling, ruled.silenced, unused) == ("later", None, [])


@pytest.mark.parametrize("verdict", ["accepted", "false alarm"])
def test_a_verdict_silences(tmp_path: Path, verdict: str) -> None:
    (ruled,), _ = decided(tmp_path, finding(), verdict=verdict).ruled([finding()], tmp_path)
    assert ruled.silenced
    assert (ruled.silenced.by, ruled.silenced.reason) == ("decision", verdict)


@pytest.mark.parametrize("changed", [finding(line=90), finding("Douze. "), finding("Douze.\n")])
def test_it_holds_while_the_passage_moves_and_is_wrapped_anew(tmp_path: Path, changed: Finding) -> None:
    (ruled,), _ = decided(tmp_path, finding()).ruled([changed], tmp_path)
    assert ruled.silenced


@pytest.mark.parametrize("changed", [finding("Treize."), finding(check="links")])
def test_it_ends_with_the_passage(tmp_path: Path, changed: Finding) -> None:
    found = decided(tmp_path, finding())
    assert found.ruled([changed], tmp_path) == ([changed], list(found.entries))


def test_it_follows_a_document_that_was_renamed_but_not_a_copy(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    found = decided(tmp_path, finding())
    assert found.ruled([finding(path="b.md")], tmp_path)[0][0].silenced is None
    (tmp_path / "a.md").unlink()
    assert found.ruled([finding(path="b.md")], tmp_path)[0][0].silenced


def test_paths_do_not_depend_on_what_was_scanned(tmp_path: Path) -> None:
    found = decided(tmp_path, finding(path="docs/a.md"))
    assert [entry.path for entry in found.entries] == ["docs/a.md"]
    assert found.ruled([finding(path="a.md")], tmp_path / "docs")[0][0].silenced


def test_equal_findings_are_counted(tmp_path: Path) -> None:
    found = decided(tmp_path, finding(line=3), finding(line=9))
    assert [entry.count for entry in found.entries] == [2]
    ruled, _ = found.ruled([finding(line=line) for line in (3, 9, 20)], tmp_path)
    assert [bool(each.silenced) for each in ruled] == [True, True, False]


def test_recording_again_adds_only_what_is_new(tmp_path: Path) -> None:
    found = decided(tmp_path, finding())
    ruled, _ = found.ruled([finding(), finding("Treize.")], tmp_path)
    more = found.with_findings(ruled, tmp_path, who="Bob", when=TODAY)
    assert [(entry.target, entry.who, entry.verdict) for entry in more.entries] == [
        ("Douze.", "Ada", "accepted"),
        ("Treize.", "Bob", "later"),
    ]


def test_what_a_person_reads(tmp_path: Path) -> None:
    text = decided(tmp_path, finding(path="z.md"), finding("« Douze »\x1b[31m" + "x" * 500, "b.md")).as_text()
    entries = text.partition("\n\n")[2]
    assert entries.index('path = "b.md"') < entries.index('path = "z.md"')
    assert "when = 2026-11-22" in entries
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) < 400


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "absent.toml").entries == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[decision]\n", r"not valid TOML: .*line 1, column 11"),
        ("a = 1\n", "unknown field `a`"),
        ('\n[[decision]]\npath = "a"\n', r", line 2, column 1: .*missing required field `check`"),
        (
            '[[decision]]\npath = "a"\ncheck = "x"\nfingerprint = "zz"\nverdict = "later"',
            r", line 4, column 1: .*match",
        ),
        (
            f'[[decision]]\npath = "a"\ncheck = "x"\nfingerprint = "{"0" * 16}"\n  verdict = "yes"',
            r"line 5, column 3: ",
        ),
        ("[[decision]]\ncolour = 1\n", "line 1, column 1"),
    ],
)
def test_what_is_malformed_is_said_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "decisions.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=words) as raised:
        load(file)
    assert str(raised.value).startswith(str(file))


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "decisions.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not UTF-8"):
        load(tmp_path / "decisions.toml")


def entry(number: int, **changes: object) -> Decision:
    return Decision(**{"path": f"{number}.md", "check": "x", "fingerprint": "0" * 16, "verdict": "later", **changes})  # type: ignore[arg-type]


def test_merging_keeps_what_neither_took_out() -> None:
    base = [entry(1), entry(2), entry(3)]
    ours = [entry(1), entry(3, reason="seen"), entry(4)]
    theirs = [entry(1, verdict="accepted"), entry(2), entry(5)]
    found = merged(ours, theirs, base)
    assert sorted(found, key=lambda d: d.path) == [
        entry(1, verdict="accepted"),
        entry(3, reason="seen"),  # they deleted it, but here it was changed
        entry(4),
        entry(5),
    ]


def test_of_two_changes_the_younger_one_stays() -> None:
    old, new = entry(1, verdict="accepted", when=date(2026, 1, 1)), entry(1, verdict="false alarm", when=TODAY)
    assert merged([old], [new], [entry(1)]) == merged([new], [old], [entry(1)]) == [new]


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(st.lists(st.tuples(texts, st.sampled_from("ab"), st.integers(1, 3)), max_size=8))
def test_whatever_is_recorded_is_known_afterwards(tmp_path_factory: pytest.TempPathFactory, rows: list) -> None:  # type: ignore[type-arg]
    folder = tmp_path_factory.getbasetemp()
    findings = [finding(text, path) for text, path, times in rows for _ in range(times)]
    ruled, unused = decided(folder, *findings, verdict="later").ruled(findings, folder)
    assert [each.ruling for each in ruled] == ["later"] * len(findings)
    assert unused == []
