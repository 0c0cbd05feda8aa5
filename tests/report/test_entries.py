from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.model import Finding, ScanResult, Segment
from parallelcheck.report.entries import last_line, passages, sentences, told_apart, worst_first


def found(result: ScanResult, check: str) -> Finding:
    return next(finding for finding in result.findings if finding.check == check)


def test_errors_come_first_and_what_is_known_last(result: ScanResult) -> None:
    known = [replace(f, ruling="later") if f.check == "missing-passage" else f for f in result.findings]
    assert [finding.check for finding in worst_first(replace(result, findings=tuple(known)))] == [
        "left-beside-translation",
        "untranslated-passage",
        "missing-passage",
        "repeated-passage",
        "numbers",
        "partly-untranslated",
        "weak-match",
    ]


def test_a_finding_says_what_is_wrong_whether_it_is_known_and_what_to_do(result: ScanResult) -> None:
    finding = found(result, "missing-passage")
    assert sentences(replace(finding, ruling="later")) == f"{finding.message} (known) {finding.suggestion}"
    assert sentences(found(result, "numbers")) == "The source says 48, the translation says 84."


def test_the_passages_of_a_finding_have_roles(result: ScanResult) -> None:
    finding = found(result, "left-beside-translation")
    source: tuple[Segment, ...] = found(result, "numbers").source
    assert [role for role, _ in passages(replace(finding, source=source))] == ["", "source", "translation"]
    assert passages(replace(finding, source=source, target=()))[0] == ("", source)


def test_a_finding_ends_where_its_last_passage_does(result: ScanResult) -> None:
    first, second = result.pairs[0].target.segments[1:3]
    assert last_line(replace(result.findings[1], target=(first, second))) == second.where.end_line


@given(st.lists(st.sampled_from(["a", "b", "a (2)", "a (3)"])))
def test_names_are_told_apart(names: list[str]) -> None:
    apart = told_apart(names)
    assert len(set(apart)) == len(names)
    assert all(new.startswith(name) for new, name in zip(apart, names, strict=True))
