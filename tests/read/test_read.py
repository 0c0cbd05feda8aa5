import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.model import Document
from parallelcheck.read import FORMATS, read

FRAGMENTS = (
    "Mot mot.", "mot", "# ", "- ", "> ", "1. ", "    ", "\n", "\n\n", "  \n", "```\n", "~~~", "---\n", "+++\n",
    "title: a b\n", "[a](b)", "![c d](e)", "[^1]", "[^1]: ", "**", "*", "_", "`", "~~", "| a | b |\n|---|---|\n",
    "|", "&eacute;", "&", "\\", "<p>", "</p>", "<div lang=en>", "</div>", "<b>", "</b>", "<a href=\"x\">",
    "</a>", "<br>", "<img alt='e f'>", "<td>", "<li>", "<!--", "-->", "<script>", "</script>", "<title>",
    "<main>", "<pre>", "<p translate=no>", "<aside markdown=\"1\">", "</aside>", "{{< x >}}",
    "{{< y text=\"z z\" >}}", "{{ a }}", "{% b %}", "{: .c}", "{#d}", ":::note t\n", ":::\n", "<Foo a={b}>",
    "</Foo>", "!!! note \"e\"\n", "import a from 'b'\n", "$$", "\xab ", " \xbb", "\"", "\xa0", "\xad", "\u2028",
    "\x0c", "\U000f0000", "https://a.b/c", "msgid ", "msgstr ", "\"x\"\n", "#, fuzzy\n", "%s", ": def\n",
    "===\n",
)  # fmt: skip


def check(document: Document, text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for index, segment in enumerate(document.segments):
        assert segment.index == index
        assert segment.text
        assert segment.text == segment.text.strip()
        assert not any(white in segment.text for white in ("\n", "\t", "  "))
        assert 1 <= segment.where.line <= segment.where.end_line <= lines
        assert segment.where.column >= 1
        offsets = [offset for offset, _ in segment.lines]
        assert offsets == sorted(set(offsets))
        assert all(0 < offset < len(segment.text) for offset in offsets)
        assert all(segment.where.line <= line <= segment.where.end_line for _, line in segment.lines)
        assert all(0 <= mark.start <= mark.end <= len(segment.text) for mark in segment.marks)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=40), st.sampled_from(sorted(FORMATS)))
def test_any_text_is_read_or_refused(fragments: list[str], suffix: str) -> None:
    text = "".join(fragments)
    try:
        document = read(text.encode(errors="ignore"), f"page{suffix}")
    except ReadError as refused:
        reason = str(refused)
    else:
        reason = ""
        check(document, text)
    assert not reason or f"page{suffix}" in reason


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(sorted(FORMATS)))
def test_any_bytes_are_read_or_refused(content: bytes, suffix: str) -> None:
    try:
        name = read(content, f"page{suffix}").path
    except ReadError as refused:
        name = str(refused)
    assert f"page{suffix}" in name


WORD = st.text("abcdefghijklmnopqrstuvwxyzàéèç", min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(lambda words: f"X{' '.join(words)}.")
GAPS = st.sampled_from(["\n\n", "\n\n\n", "\r\n\r\n", "\n \n"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.lists(SENTENCE, min_size=1, max_size=3), GAPS), min_size=1, max_size=8))
def test_every_line_of_a_paragraph_is_where_it_is_said_to_be(paragraphs: list[tuple[list[str], str]]) -> None:
    text = "".join("\n".join(lines) + gap for lines, gap in paragraphs)
    rows = text.replace("\r\n", "\n").split("\n")
    document = read(text.encode(), "page.md")
    assert len(document.segments) == len(paragraphs)
    for segment, (lines, _) in zip(document.segments, paragraphs, strict=True):
        assert segment.text == " ".join(lines)
        numbers = [segment.where.line, *(line for _, line in segment.lines)]
        assert [rows[number - 1] for number in numbers] == lines


BLOCKS = (
    "# @\n\n", "@\n===\n\n", "- @\n\n  @\n\n", "> @\n> @\n\n", "| @ | @ |\n|---|---|\n| `@` | **@** |\n\n",
    "@ `@` [@](b \"c\") **@**\n@\n\n", "![@](a.png)\n\n", "@\n: @\n\n", "Un[^1]\n\n[^1]: @\n\n", "*[HTML]: @\n\n",
    ":::note @\n@\n:::\n\n", "::: {.tip title=\"@\"}\n@\n:::\n\n",
    "```{note} @\n:class: x\n@\n```\n\n", "```\n@\n```\n\n",
    "!!! note \"@\"\n    @\n\n", "> [!TIP]\n> @\n\n", "/// tip | @\n@\n///\n\n", "{{< x title=\"@\" alt='@' >}}\n\n",
    "{{% y %}}\n@\n{{% /y %}}\n\n", "{% include a.html caption=\"@\" %}\n\n", "@ {{ z }} @ {{< w text=\"@\" >}}\n\n",
    "<Card\n  title=\"@\"\n>\n@\n</Card>\n\n", "<details><summary>@</summary>\n\n@\n\n</details>\n\n",
    "<p>@<br>@</p>\n\n", "1. [ ] @\n\n",
    "<table><tr><td>@</td>\n<td>@</td></tr></table>\n\n", "## @ {#a-b}\n\n", "@\n{: .c title=\"@\"}\n\n",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=8), st.sampled_from([".md", ".mdx"]))
def test_every_word_is_read_once_and_where_it_stands(blocks: list[str], suffix: str) -> None:
    pieces = "".join(blocks).split("@")
    words = [f"Mot{number:03}" for number in range(len(pieces) - 1)]
    text = "".join(piece + word for piece, word in zip(pieces, [*words, ""], strict=True))
    document = read(text.encode(), f"page{suffix}")
    places = [
        (match[0], segment.line_at(match.start()))
        for segment in document.segments
        for match in re.finditer(r"Mot\d{3}", segment.text)
    ]
    assert sorted(places) == [(word, text[: text.index(word)].count("\n") + 1) for word in words]


def test_an_unknown_format_names_those_that_are_read() -> None:
    with pytest.raises(ReadError, match=r"rapport\.indd is in a format that is not read; .*\.md, .*\.html.*\.po"):
        read(b"PK", "rapport.indd")


def test_suffixes_in_capitals_are_known() -> None:
    assert read(b"# Bonjour\n", "LISEZMOI.MD").format == "markdown"


def test_libraries_are_imported_when_their_format_turns_up() -> None:
    program = (
        "import sys; from parallelcheck.read import read; read(b'Bonjour.', 'a.txt');"
        "heavy = ('markdown_it', 'polib', 'yaml', 'lxml', 'charset_normalizer');"
        "print([name for name in heavy if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
