"""Comments that silence findings: in which form each format has them, and which passages they are about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.model import Ignore
from parallelcheck.read import read, read_bilingual

PASSAGES = "One.\n\n{}Two.\n\nThree.\n"


def ignores(text: str, path: str = "a.md") -> tuple[Ignore, ...]:
    return read(text.encode(), path).ignores


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", PASSAGES.format("<!-- parallelcheck: ignore[numbers, links] meant so -->\n\n")),
        ("a.md", PASSAGES.format("<!-- parallelcheck: ignore[numbers,links] meant so -->\n")),
        ("a.md", PASSAGES.format("{{/* parallelcheck: ignore[numbers, links] meant so */}}\n\n")),
        ("a.mdx", PASSAGES.format("{/* parallelcheck: ignore[numbers, links] meant so */}\n\n")),
        ("a.html", "<p>One.</p>\n<!-- parallelcheck: ignore[numbers, links] meant so -->\n<p>Two.</p>\n<p>Three.</p>"),
        ("a.html", "<p>One.</p>\n<p>Two. <!--parallelcheck: ignore[numbers, links] meant so--></p>\n<p>Three.</p>"),
        ("a.yaml", "a: One.\n# parallelcheck: ignore[numbers, links] meant so\nb: Two.\nc: Three.\n"),
        ("a.properties", "a=One.\n# parallelcheck: ignore[numbers, links] meant so\nb=Two.\nc=Three.\n"),
        (
            "a.xml",
            (
                '<resources><string name="a">One.</string>\n<!-- parallelcheck: ignore[numbers, links] meant so -->\n'
                '<string name="b">Two.</string>\n<string name="c">Three.</string></resources>'
            ),
        ),
    ],
)
def test_the_next_passage_or_the_one_around(path: str, text: str) -> None:
    (ignore,) = ignores(text, path)
    assert (ignore.checks, ignore.reason, ignore.passages) == (("numbers", "links"), "meant so", range(1, 2))
    assert "parallelcheck" in text.splitlines()[ignore.where.line - 1]
    assert not ignore.fault


def test_both_halves_of_a_catalogue() -> None:
    text = 'msgid "One."\nmsgstr ""\n\n# parallelcheck: ignore\nmsgid "Two."\nmsgstr "Deux."\n'
    both = read_bilingual(text.encode(), "fr.po")
    assert both
    assert [[document.segments[i].text for i in document.ignores[0].passages] for document in both] == [
        ["Two."],
        ["Deux."],
    ]


def test_a_whole_document_and_a_part_of_it() -> None:
    assert ignores("<!-- parallelcheck: ignore-file -->\n\nOne.\n\nTwo.\n")[0].passages == range(2)
    text = "A.\n\n<!-- parallelcheck: ignore-start old -->\n\nB.\n\nC.\n\n<!-- parallelcheck: ignore-end -->\n\nD.\n"
    (ignore,) = ignores(text)
    assert (ignore.passages, ignore.reason, ignore.where.line) == (range(1, 3), "old", 3)


def test_at_the_end_it_is_about_nothing() -> None:
    (ignore,) = ignores("One.\n\n<!-- parallelcheck: ignore -->\n")
    assert (ignore.passages.start, len(ignore.passages)) == (1, 0)


@pytest.mark.parametrize(
    ("comment", "fault"),
    [
        ("ignor numbers", "it does not say one of ignore, ignore-start, ignore-end, ignore-file"),
        ("", "it does not say one of ignore, ignore-start, ignore-end, ignore-file"),
        ("ignore-start", "there is no “ignore-end” after it"),
        ("ignore-end", "“ignore-end” has nothing to go with"),
    ],
)
def test_what_is_not_understood_is_said(comment: str, fault: str) -> None:
    (ignore,) = ignores(f"One.\n\n<!-- parallelcheck: {comment} -->\n\nTwo.\n")
    assert ignore.fault == fault


@pytest.mark.parametrize(
    "text",
    [
        "One.\n\n```\n<!-- parallelcheck: ignore -->\n```\n",
        "Write `<!-- parallelcheck: ignore -->` above it.\n",
        "The word parallelcheck: ignore is no comment.\n",
        "<!-- parallelcheck is a tool -->\n\nOne.\n",
    ],
)
def test_examples_silence_nothing(text: str) -> None:
    assert ignores(text) == ()


@given(st.text(alphabet="<!->{}/* \npaige[]:-end", max_size=80))
def test_any_text_around_it(text: str) -> None:
    ignores(f"One.\n\n<!-- parallelcheck: ignore {text}\n\n<!-- parallelcheck: ignore-start[a\n{text} -->\n\nTwo.\n")
