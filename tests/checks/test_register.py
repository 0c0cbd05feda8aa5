"""The register of checks: nothing is forgotten, everything is documented, and one cause makes one finding."""

import inspect
import pkgutil
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import pytest

from parallelcheck import checks
from parallelcheck.checks import CHECKS, PAIR_CHECKS, PUBLICATION_CHECKS, Check, PublicationCheck
from parallelcheck.errors import SettingsError, UsageError
from parallelcheck.model import (
    AlignedPair,
    Bead,
    Conflict,
    Document,
    Finding,
    Kind,
    Location,
    Publication,
    Related,
    Segment,
    Severity,
)

CASES = Path(__file__).parent / "cases"
NAMES = [check.name for check in CHECKS]
PAIR_NAMES = [check.name for check in PAIR_CHECKS]


def test_every_check_of_the_package_is_in_the_register() -> None:
    modules = [import_module(f"parallelcheck.checks.{module.name}") for module in pkgutil.iter_modules(checks.__path__)]
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if inspect.isclass(value) and value.__module__ == module.__name__ and hasattr(value, "name")
    }
    assert found == set(CHECKS)


def test_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("check", CHECKS, ids=NAMES)
def test_a_name_is_that_of_its_module(check: type[Check | PublicationCheck]) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.name)
    assert check.__module__ == "parallelcheck.checks." + check.name.replace("-", "_")


@pytest.mark.parametrize("check", CHECKS, ids=NAMES)
def test_the_manual_page_is_whole(check: type[Check | PublicationCheck]) -> None:
    info = checks.info(check)
    assert (info.name, info.severity) == (check.name, check.severity)
    assert info.summary.endswith(".")
    assert "**" not in info.summary
    for part in ("**Example.**", "**Stays silent**", "**Misses**"):
        assert info.explanation.count(part) == 1, part


@pytest.mark.parametrize("check", CHECKS, ids=NAMES)
def test_the_manual_page_names_every_option_and_its_default(check: type[Check | PublicationCheck]) -> None:
    options = checks.info(check).explanation.partition("**Options.**")[2]
    written = re.findall(r"`([a-z-]+)`:[^`]*\(([\d.]+|true|false)\)", options)
    given = [field for field in fields(check) if field.default is not MISSING]  # type: ignore[arg-type]
    assert written == [(field.name.replace("_", "-"), str(field.default).lower()) for field in given]


@pytest.mark.parametrize("check", PAIR_CHECKS, ids=PAIR_NAMES)
def test_there_are_cases_that_fire_and_cases_that_do_not(check: type[Check]) -> None:
    cases = tomllib.loads((CASES / f"{check.name}.toml").read_text("utf-8"))["case"]
    assert any(case["finds"] for case in cases)
    assert any(not case["finds"] for case in cases)


def test_there_are_no_cases_for_anything_else() -> None:
    assert sorted(path.stem for path in CASES.iterdir()) == sorted(PAIR_NAMES)


@pytest.mark.parametrize("check", PAIR_CHECKS, ids=PAIR_NAMES)
def test_a_check_yields_to_those_before_it(check: type[Check]) -> None:
    assert set(check.yields_to) <= set(NAMES[: NAMES.index(check.name)])


def test_a_check_is_found_by_its_name() -> None:
    assert [checks.find(name) for name in NAMES] == list(CHECKS)
    with pytest.raises(UsageError, match="no check “missing-pasage”; did you mean missing-passage"):
        checks.find("missing-pasage")
    with pytest.raises(UsageError, match="`parallelcheck explain` lists them"):
        checks.find("zzz")


def test_options_reach_their_check_and_no_other() -> None:
    plain = checks.configured({})
    given = checks.configured({"repeated-passage": {"near": 2}, "weak-match": {"least-words": 9, "probability": 0.25}})
    changed = {check.name: check for check, before in zip(given, plain, strict=True) if check != before}
    assert [check.name for check in given] == PAIR_NAMES
    assert changed.keys() == {"repeated-passage", "weak-match"}
    assert vars(changed["weak-match"]) == {"least_words": 9, "probability": 0.25}
    assert vars(changed["repeated-passage"]) == {"near": 2}


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"missing-passage": {"least-word": 3}}, SettingsError, "did you mean least-words"),
        ({"missing-passage": {"least_words": 3}}, SettingsError, "did you mean least-words"),
        ({"missing-passage": {"zzz": 3}}, SettingsError, "it has least-words"),
        ({"missing-passage": {"name": "other"}}, SettingsError, "no option “name”"),
        ({"missing-passage": {"least-words": "three"}}, SettingsError, "“missing-passage” cannot be used.*least.words"),
        ({"weak-match": {"probability": True}}, SettingsError, "“weak-match” cannot be used"),
        ({"missing-pasage": {}}, UsageError, "did you mean missing-passage"),
    ],
)
def test_settings_that_cannot_be_used(options: dict[str, dict[str, Any]], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        checks.configured(options)


DEFAULT = {check.name for check in CHECKS if check.profile == "default"}


@pytest.mark.parametrize(
    ("select", "ignore", "wanted"),
    [
        ([], [], DEFAULT),
        (["links"], [], {"links"}),
        ([], ["links"], DEFAULT - {"links"}),
        (["links", "numbers"], ["links"], {"numbers"}),
    ],
)
def test_which_checks_are_wanted(select: list[str], ignore: list[str], wanted: set[str]) -> None:
    assert checks.selected(select, ignore, "default", ()) == wanted


def test_a_profile_has_those_of_the_one_before_it_and_what_is_switched_on() -> None:
    strict = checks.selected((), (), "strict", ())
    assert DEFAULT <= strict <= checks.selected((), (), "review", ()) == set(NAMES)
    assert checks.selected((), (), "default", NAMES) == set(NAMES)
    assert checks.selected(("links",), (), "review", ("numbers",)) == {"links"}


@pytest.mark.parametrize(
    ("select", "ignore", "named"), [(["number"], [], []), ([], ["number"], []), ([], [], ["number"])]
)
def test_a_wanted_check_that_does_not_exist(select: list[str], ignore: list[str], named: list[str]) -> None:
    with pytest.raises(UsageError, match="did you mean numbers"):
        checks.selected(select, ignore, "default", named)


# What follows runs checks made up for the purpose.


@dataclass(frozen=True)
class Made:
    """A check that says what it is told to; `name` and the like are fields here, set by each test."""

    name: str
    says: Callable[[AlignedPair], Iterator[Finding]]
    yields_to: tuple[str, ...] = ()
    needs_source: bool = False
    severity: ClassVar[Severity] = Severity.WARNING

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        return self.says(pair)


def saying(name: str, *yields_to: str, **findings: Any) -> Made:
    """A check with one finding on these texts."""
    return Made(name, lambda _: iter([Finding(name, Severity.WARNING, "", **findings)]), yields_to)


def passage(text: str, index: int) -> Segment:
    return Segment(Kind.PARAGRAPH, text, Location("page.md", index + 1, index + 1), index=index)


HERE, THERE = passage("Un texte. Un autre.", 0), passage("Un troisième.", 1)
FIRST, SECOND = HERE.part(0, 9), HERE.part(10, 19)
PAIR = AlignedPair(
    Document("page.en.md", "markdown", (HERE,), "en"), Document("page.md", "markdown", (HERE, THERE), "fr"), ()
)
ALONE = AlignedPair(None, PAIR.target, (Bead((), (HERE,)), Bead((), (THERE,))))


def names_of(pair: AlignedPair, *made: Made) -> list[str]:
    findings, problems = checks.run(made, pair)  # type: ignore[arg-type]
    assert not problems
    return [finding.check for finding in findings]


def test_a_finding_that_another_one_explains_is_left_out() -> None:
    assert names_of(PAIR, saying("a", target=(HERE,)), saying("b", "a", target=(HERE,))) == ["a"]


def test_it_stays_if_its_check_yields_to_others_only() -> None:
    made = saying("a", target=(HERE,)), saying("b", target=(HERE,)), saying("c", "b", target=(THERE,))
    assert names_of(PAIR, *made) == ["a", "b", "c"]


def test_it_stays_if_the_other_finding_is_on_another_text() -> None:
    assert names_of(PAIR, saying("a", target=(HERE,)), saying("b", "a", target=(THERE,))) == ["a", "b"]


def test_a_sentence_is_explained_by_its_passage_and_a_passage_by_its_sentence() -> None:
    assert names_of(PAIR, saying("a", target=(HERE,)), saying("b", "a", target=(SECOND,))) == ["a"]
    assert names_of(PAIR, saying("a", target=(SECOND,)), saying("b", "a", target=(HERE,))) == ["a"]


def test_two_sentences_of_one_passage_explain_nothing_about_each_other() -> None:
    assert names_of(PAIR, saying("a", target=(FIRST,)), saying("b", "a", target=(SECOND,))) == ["a", "b"]


def test_texts_of_the_source_explain_those_of_the_source_only() -> None:
    assert names_of(PAIR, saying("a", source=(HERE,)), saying("b", "a", source=(HERE,))) == ["a"]
    assert names_of(PAIR, saying("a", source=(HERE,)), saying("b", "a", target=(HERE,))) == ["a", "b"]


@pytest.mark.parametrize(("role", "left"), [("translation", ["a"]), ("earlier", ["a"]), ("would follow", ["a", "b"])])
def test_the_other_half_of_a_twin_is_explained_too(role: str, left: list[str]) -> None:
    one = saying("a", target=(HERE,), also=(Related(role, THERE),))
    assert names_of(PAIR, one, saying("b", "a", target=(THERE,))) == left


def test_a_check_that_needs_a_source_does_not_run_without() -> None:
    def fails(pair: AlignedPair) -> Iterator[Finding]:
        raise AssertionError

    assert names_of(ALONE, Made("a", fails, needs_source=True), saying("b", target=(HERE,))) == ["b"]


def test_a_check_that_crashes_is_a_problem_and_the_others_go_on() -> None:
    def crashes(pair: AlignedPair) -> Iterator[Finding]:
        yield Finding("a", Severity.WARNING, "", target=(HERE,))
        raise ZeroDivisionError("by nought")

    made = Made("a", crashes), saying("b", "a", target=(HERE,))
    findings, problems = checks.run(made, PAIR)  # type: ignore[arg-type]
    assert [finding.check for finding in findings] == ["b"]
    (problem,) = problems
    assert problem.path == "page.md"
    assert "“a” failed" in problem.reason
    assert "ZeroDivisionError: by nought" in problem.reason


@pytest.mark.parametrize("check", PAIR_CHECKS, ids=PAIR_NAMES)
@pytest.mark.parametrize("pair", [PAIR, ALONE, AlignedPair(None, Document("empty.md", "markdown", ()), ())])
def test_no_check_trips_over_passages_that_nothing_is_known_of(check: type[Check], pair: AlignedPair) -> None:
    findings, problems = checks.run([check()], pair)
    assert (findings, problems) == ([], [])


def test_options_reach_the_checks_of_all_documents_together() -> None:
    given = checks.configured_for_all({"pairing": {"few": 2}})
    assert [check.name for check in given] == [check.name for check in PUBLICATION_CHECKS]
    assert [vars(check) for check in given if check.name == "pairing"] == [{"few": 2}]
    with pytest.raises(SettingsError, match="it has few"):
        checks.configured_for_all({"pairing": {"zzz": 2}})


@pytest.mark.parametrize("check", PUBLICATION_CHECKS)
def test_a_publication_without_documents_has_no_findings(check: type[PublicationCheck]) -> None:
    assert checks.run_on_publication([check()], Publication(())) == ([], [])


def test_a_check_of_all_documents_that_crashes_is_a_problem_and_the_others_go_on() -> None:
    @dataclass(frozen=True)
    class Crashing:
        name: ClassVar[str] = "crashing"
        severity: ClassVar[Severity] = Severity.WARNING

        def run(self, _publication: Publication) -> Iterator[Finding]:
            raise ZeroDivisionError("by nought")

    conflict = Conflict("same key", "b.md", ("a.md",), "fr", key="one")
    found = [Crashing(), *checks.configured_for_all({})]
    findings, (problem,) = checks.run_on_publication(found, Publication((), conflicts=(conflict,)))
    assert [finding.check for finding in findings] == ["pairing"]
    assert (problem.path, problem.check) == (".", "crashing")
    assert "ZeroDivisionError: by nought" in problem.reason
