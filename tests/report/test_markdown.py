import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from parallelcheck.model import Finding, Problem, ScanResult, Severity
from parallelcheck.report.markdown import MARKER, render
from parallelcheck.report.plain import one_line, shorten

LIMIT = 65_536  # of a comment on GitHub
COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = re.compile(r"<!-- parallelcheck -->|</?details>|<details><summary>[\d,]+ [a-z]+</summary>")


def tokens(parsed: Sequence[Token]) -> Iterator[Token]:
    for token in parsed:
        yield token
        yield from tokens(token.children or [])


def quotations(comment: str) -> list[str]:
    """What stands in the quotations, as a reader sees it."""
    parsed = COMMONMARK.parse(comment)
    opened = [at for at, token in enumerate(parsed) if token.type == "blockquote_open"]
    return ["".join(token.content for token in tokens(parsed[at + 2].children or [])) for at in opened]


def sections(comment: str) -> Iterator[tuple[str, int | None, int, int]]:
    """Title, the number in it, blocks, and how many are said to be left."""
    for section in re.split(r"^(?:#### |<details><summary>)", comment, flags=re.MULTILINE)[1:]:
        title = re.match(r"(?:([\d,]+) )?([\w ]+?)(?=</|\n)", section)
        assert title
        left = re.search(r"^… and ([\d,]+) more, for", section, re.MULTILINE)
        blocks = len(re.findall(r"^(?:\*\*.*?\*\* `|- )", section, re.MULTILINE))
        yield title[2], number(title[1]) if title[1] else None, blocks, number(left[1]) if left else 0


def number(text: str) -> int:
    return int(text.replace(",", ""))


def many(result: ScanResult, times: int) -> ScanResult:
    findings = (replace(finding, silenced=None) for finding in result.findings * times)
    return replace(result, findings=tuple(findings), problems=result.problems * times, notes=result.notes * times)


@pytest.mark.parametrize("name", ["report", "clean", "hostile"])
def test_the_comment_is_as_promised(
    name: str, reports: dict[str, ScanResult], golden: Callable[[str, str], None]
) -> None:
    golden(f"{name}.md", render(reports[name]))


def test_a_comment_can_be_found_again(result: ScanResult, clean: ScanResult) -> None:
    assert render(result).startswith(MARKER)
    assert render(clean).startswith(MARKER)


def test_the_table_has_every_document_the_worst_first(result: ScanResult) -> None:
    rows = re.findall(r"^\| (\S+) \| (\d*) \| (\d*) \| (\d*) \|$", render(result), re.MULTILINE)
    assert rows == [
        ("rapport\\.fr\\.md", "2", "2", "1"),
        ("report\\.en\\.md", "1", "", ""),
        ("avis\\.fr\\.txt", "", "1", ""),
    ]


def test_of_many_documents_the_rest_is_counted(result: ScanResult) -> None:
    finding = result.findings[1]
    where = finding.target[0].where
    findings = tuple(
        replace(finding, target=(replace(finding.target[0], where=replace(where, path=f"{number}.md")),))
        for number in range(35)
    )
    assert "… and 5 more documents." in render(replace(result, findings=findings))


def test_the_gravest_are_in_sight_and_the_others_folded_away(result: ScanResult) -> None:
    comment = render(result)
    assert re.findall(r"^#### (.*)|<summary>(.*)</summary>", comment, re.MULTILINE) == [
        ("Not checked", ""),
        ("3 errors", ""),
        ("", "3 warnings"),
        ("", "1 note"),
        ("", "1 silenced"),
        ("", "1 remark"),
    ]
    warnings = tuple(finding for finding in result.findings if finding.severity == Severity.WARNING)
    assert "#### 3 warnings" in render(replace(result, findings=warnings))


def test_a_finding_quotes_its_passages(result: ScanResult) -> None:
    comment = render(replace(result, findings=(replace(result.findings[1], ruling="later"),)))
    assert "**rapport\\.fr\\.md\\:9** `left-beside-translation` (known): " in comment
    quoted = quotations(comment)
    assert quoted[0].startswith("In autumn a storm tore the roof")
    assert quoted[1].startswith("À l’automne, une tempête")
    assert "translation, rapport\\.fr\\.md\\:11:" in comment


def test_nobody_is_called(clean: ScanResult) -> None:
    text = "Ask @all or @ada-l in #12, org/repo#12, !7, ~bug, %3 or GH-12; 50 % @ 5 €."
    comment = render(replace(clean, notes=(text,)))
    said = "".join(token.content for token in tokens(COMMONMARK.parse(comment)))
    assert not re.search(r"@\w|#\d|!\d|~\w|%\d|GH-\d", said)
    assert text in said.replace("\u200b", "")


@pytest.mark.parametrize("times", [2, 50, 1000])
def test_a_comment_fits_and_what_does_not_is_counted(result: ScanResult, times: int) -> None:
    comment = render(many(result, times))
    assert len(comment) < LIMIT
    found = list(sections(comment))
    assert [title for title, *_ in found] == ["Not checked", "errors", "warnings", "notes", "remarks"]
    assert [blocks + left for _, _, blocks, left in found] == [times, 3 * times, 4 * times, times, times]
    assert [total for _, total, _, _ in found] == [None, 3 * times, 4 * times, times, times]


def test_what_was_not_checked_is_said_even_where_there_is_much_of_it(result: ScanResult) -> None:
    problems = tuple(Problem(f"{number}.md", "it is empty " * 50) for number in range(500))
    comment = render(replace(result, problems=problems))
    assert len(comment) < LIMIT
    assert re.search(r"… and \d+ more, for which a comment has no room\.", comment)


def test_texts_of_any_size_fit(huge: ScanResult) -> None:
    assert len(render(huge)) < LIMIT


@settings(deadline=None)
@given(text=st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~&$@:/\"'^=%1aG H\n\t") | st.characters(codec=None)))
def test_no_text_is_markdown(everywhere: Callable[[str], ScanResult], text: str) -> None:
    comment = render(everywhere(f"a{text}z"))
    parsed = list(tokens(COMMONMARK.parse(comment)))
    assert all(OURS.fullmatch(token.content.strip()) for token in parsed if token.type.startswith("html"))
    assert not {token.type for token in parsed} & {"link_open", "image", "em_open", "s_open", "fence", "code_block"}
    assert {token.content for token in parsed if token.type == "code_inline"} == {"numbers"}
    wanted = shorten(one_line(f"a{text}z"), 300)
    assert fold(quotations(comment)[1]) == fold(wanted)


def fold(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def test_a_finding_of_many_places_counts_the_rest(result: ScanResult) -> None:
    finding: Finding = result.findings[1]
    comment = render(replace(result, findings=(replace(finding, also=finding.also * 9),)))
    assert len(quotations(comment)) == 4
    assert "… and 6 more places." in comment
