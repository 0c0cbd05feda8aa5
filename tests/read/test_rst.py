import csv
from pathlib import Path

import pytest
from docutils.parsers.rst import directives
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.model import Document, Kind, MarkKind, Segment
from parallelcheck.read import read


def rst(text: str) -> Document:
    return read(text.encode(), "page.rst")


def shown(text: str) -> list[tuple[str, str]]:
    return [(segment.kind, segment.text) for segment in rst(text).segments]


def only(text: str) -> Segment:
    (segment,) = rst(text).segments
    return segment


def marks(text: str) -> list[tuple[str, str, str]]:
    segment = only(text)
    return [(mark.kind, segment.text[mark.start : mark.end], mark.value) for mark in segment.marks]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("An *old* and **wet** boat.", "An old and wet boat."),
        (r"Not \*starred\*, one\ s, a \\ b.", r"Not *starred*, ones, a \ b."),
        ("A * star, an_underscore, 2*3*4 and `open.", "A * star, an_underscore, 2*3*4 and `open."),
        ("See `the list`_ and tide_ and `here <https://a.b/>`__.", "See the list and tide and here."),
        ("The :guilabel:`Save all`, :term:`slip` and H\\ :sub:`2`.", "The Save all, slip and H2."),
        (":unheard-of:`several words` stay.", "several words stay."),
        ("The _`target words` and :abbr:`RNLI (lifeboats)`.", "The target words and RNLI (lifeboats)."),
        ("«*Vite*», dit-il ; l'*été*.", "«Vite», dit-il ; l'été."),
    ],
)
def test_a_text_is_what_a_reader_sees(text: str, read_as: str) -> None:
    assert only(text).text == read_as


def test_roles_that_hold_no_prose_are_marks() -> None:
    text = "Call :func:`row`, ``x = 1``, :py:meth:`a.b <c>`, :kbd:`Ctrl C`, :nobody:`knows` and :math:`a + b`."
    assert {kind for kind, _, _ in marks(text)} == {MarkKind.CODE}
    assert [words for _, words, _ in marks(text)] == ["row", "x = 1", "a.b", "Ctrl C", "knows", "a + b"]


def test_references_have_their_title_or_stand_for_one() -> None:
    text = "See :ref:`rules`, :doc:`the manual <man/index>`, |release|, [1]_, [#n]_ and [Noa99]_."
    assert marks(text) == [
        (MarkKind.PLACEHOLDER, "rules", "rules"),
        (MarkKind.LINK, "the manual", "man/index"),
        (MarkKind.PLACEHOLDER, "|release|", "|release|"),
        (MarkKind.FOOTNOTE, "", "1"),
        (MarkKind.FOOTNOTE, "", "#n"),
        (MarkKind.PLACEHOLDER, "[Noa99]", "[Noa99]"),
    ]


def test_links_find_the_addresses_given_elsewhere() -> None:
    text = "`One`_, two_, `three <two_>`_ and `four`__.\n\n.. _one: https://a.b/1\n.. _Two: https://a.b/2\n__ https://a.b/4"
    assert marks(text) == [
        (MarkKind.LINK, "One", "https://a.b/1"),
        (MarkKind.LINK, "two", "https://a.b/2"),
        (MarkKind.LINK, "three", "https://a.b/2"),
        (MarkKind.LINK, "four", "https://a.b/4"),
    ]


def test_a_substitution_is_read_where_it_is_named() -> None:
    text = ".. |office| replace:: the harbour\n   office\n\nAsk\n|office| or |nobody|."
    segment = only(text)
    assert segment.text == "Ask the harbour office or |nobody|."
    assert (segment.where.line, segment.where.end_line) == (4, 5)


def test_substitutions_cannot_make_a_short_file_long() -> None:
    text = ".. |a| replace:: " + "word " * 2000 + "\n\n" + "|a| " * 20_000
    assert len(only(text).text) < 2_000_000


@pytest.mark.parametrize(
    "name", ["note", "warning", "seealso", "container:: wide", "only:: html", "nobody-knows", "hlist"]
)
def test_the_content_of_a_directive_is_prose(name: str) -> None:
    directive = name if "::" in name else f"{name}::"
    assert shown(f".. {directive}\n   :class: x\n\n   Hold *on*.\n\n   - Row.") == [
        (Kind.PARAGRAPH, "Hold on."),
        (Kind.LIST_ITEM, "Row."),
    ]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (".. note:: Begun here\n   and there.", "Begun here and there."),
        (".. versionadded:: 3.1 Kept overnight.", "Kept overnight."),
        (".. deprecated:: 3.1\n   Kept overnight.", "Kept overnight."),
        (".. admonition:: A title", "A title"),
        (".. rubric:: A title", "A title"),
        (".. tab-item:: Rowers", "Rowers"),
        (".. nobody-knows:: What rowers need", "What rowers need"),
    ],
)
def test_an_argument_that_is_prose_is_read(text: str, read_as: str) -> None:
    assert only(text).text == read_as


@pytest.mark.parametrize(
    "text",
    [
        ".. raw:: html\n\n   <b>no</b>",
        ".. highlight:: c",
        ".. youtube:: a1b2",
        ".. py:function:: row(a, b)",
        ".. option:: --wet sail",
        ".. autofunction:: boat.row\n   :members: all of them",
        ".. index:: boat\n   single: oar",
        ".. a comment\n   in two lines",
        ".. _target:",
        ":orphan:",
    ],
)
def test_what_nobody_reads_is_not_read(text: str) -> None:
    assert shown(f"{text}\n\nText.") == [(Kind.PARAGRAPH, "Text.")]


@pytest.mark.parametrize(
    "text", [".. code-block:: c\n   :linenos:\n\n   int x;", "::\n\n   int x;", ".. math:: int x;", ">>> int x;"]
)
def test_code_is_code(text: str) -> None:
    (kind, code) = shown(f"{text}\n\nText.")[0]
    assert (kind, code.removeprefix(">>> ")) == (Kind.CODE, "int x;")


def test_captions_titles_and_descriptions_in_options_are_read() -> None:
    text = (
        ".. toctree::\n   :caption: Contents\n\n   The rules <rules>\n   prices\n\n"
        ".. figure:: slip.png\n   :alt: A slip\n\n   The *slip*\n\n   in winter\n\n"
        ".. figure:: oar.png\n   :alt: An oar\n\n   An oar\n"
    )
    document = rst(text)
    assert [(s.kind, s.text, s.where.line) for s in document.segments] == [
        (Kind.CAPTION, "Contents", 2),
        (Kind.LIST_ITEM, "The rules", 4),
        (Kind.CAPTION, "A slip", 8),
        (Kind.CAPTION, "The slip", 10),
        (Kind.PARAGRAPH, "in winter", 12),
        (Kind.CAPTION, "An oar", 17),
    ]
    assert [m.value for s in document.segments for m in s.marks if m.kind is MarkKind.IMAGE] == ["slip.png", "oar.png"]


def test_tables_of_every_kind_are_cells() -> None:
    tables = (
        "===== =====\na     b\n===== =====\nc     d\n===== =====\n\n"
        "+---+-----+\n| a | b   |\n+---+-----+\n| c | d   |\n+---+-----+\n\n"
        ".. list-table::\n\n   * - a\n     - b\n   * - c\n     - d\n\n"
        '.. csv-table::\n   :header: "a", b\n\n   c, "d"\n'
    )
    assert shown(tables) == [(Kind.TABLE_CELL, cell) for cell in "abcd" * 4]
    assert [s.where.line for s in rst(tables).segments] == [2, 2, 4, 4, 8, 8, 10, 10, 15, 16, 17, 18, 21, 21, 23, 23]


def test_a_table_of_separated_values_has_the_lines_of_its_cells() -> None:
    text = '.. csv-table:: Boats\n   :delim: ;\n\n   Auk;"four\n   or five"\n   Puffin;two\n'
    assert [(s.text, s.where.line, s.where.end_line) for s in rst(text).segments] == [
        ("Boats", 1, 1),
        ("Auk", 4, 4),
        ("four or five", 4, 5),
        ("Puffin", 6, 6),
        ("two", 6, 6),
    ]


def test_a_broken_table_is_said_to_be_unread() -> None:
    too_long = "x" * (csv.field_size_limit() + 1)
    for text in ("+---+\n| a\n+---+\n\nText.", f".. csv-table::\n\n   {too_long}\n\nText."):
        document = rst(text)
        assert [segment.text for segment in document.segments] == ["Text."]
        assert len(document.notes) == 1
        assert document.notes[0].startswith(("page.rst:1: not read: ", "page.rst:2: not read: "))


def test_headings_have_levels_also_inside_directives() -> None:
    text = "A\n=\n\nB\n-\n\n.. only:: html\n\n   C\n   *\n\n   In C.\n\nD\n-\n\nIn D.\n"
    segments = {segment.text: segment for segment in rst(text).segments}
    assert [segments[name].level for name in "ABCD"] == [1, 2, 3, 2]
    assert segments["In C."].section == ("A", "B", "C")
    assert segments["In D."].section == ("A", "D")


def test_fields_are_metadata_at_the_head_only() -> None:
    document = rst(
        "Title\n=====\n\n:language: fr\n:summary: En bref\n:date: 2025\n\nTexte.\n\n:Prix: dix euros\n:param x: un mot"
    )
    assert document.language == "fr"
    assert [(s.kind, s.text, s.key) for s in document.segments] == [
        (Kind.HEADING, "Title", None),
        (Kind.METADATA, "En bref", "summary"),
        (Kind.PARAGRAPH, "Texte.", None),
        (Kind.LIST_ITEM, "Prix", None),
        (Kind.LIST_ITEM, "dix euros", None),
        (Kind.LIST_ITEM, "un mot", None),
    ]


def test_meta_describes_the_document() -> None:
    segment = only(".. meta::\n   :description: In short\n   :keywords: boat")
    assert (segment.kind, segment.text, segment.key) == (Kind.METADATA, "In short", "description")


def test_footnotes_terms_options_lines_and_quotations_are_read() -> None:
    text = "t : kind\n   d\n\n-o  output\n\n| one\n| two\n\nText\n\n   Quoted.\n\n   -- Author\n\n.. [1] Note."
    assert shown(text) == [
        (Kind.LIST_ITEM, "t : kind"),
        (Kind.LIST_ITEM, "d"),
        (Kind.LIST_ITEM, "output"),
        (Kind.PARAGRAPH, "one two"),
        (Kind.PARAGRAPH, "Text"),
        (Kind.QUOTATION, "Quoted."),
        (Kind.QUOTATION, "Author"),
        (Kind.PARAGRAPH, "Note."),
    ]


def test_no_other_file_is_opened(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secret.txt").write_text("Secret text.", encoding="utf-8")
    Path("docutils.conf").write_text("[general]\nreport_level: 1\nwarning_stream: log\n", encoding="utf-8")
    document = rst(
        "Text.\n\n.. include:: secret.txt\n.. literalinclude:: secret.txt\n.. csv-table::\n   :file: secret.txt\n\n"
        ".. raw:: html\n   :file: secret.txt\n\n* bad\nlist :nope:`x`\n"
    )
    assert all("Secret" not in segment.text for segment in document.segments)
    assert document.notes == (
        "page.rst: what it includes is not read with it: secret.txt (line 3), secret.txt (line 5)",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docutils.conf", "secret.txt"]
    assert capfd.readouterr() == ("", "")


def test_docutils_is_left_as_it_was() -> None:
    before = directives.directive
    rst(".. nobody-knows::\n\n   Text.")
    assert directives.directive is before


def test_without_docutils_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parallelcheck.read.rst.find_spec", lambda _: None)
    with pytest.raises(ReadError, match=r'page\.rst needs docutils to be read: pip install "parallelcheck\[rst\]"'):
        rst("Text.")


@pytest.mark.parametrize("text", ["- " * 1000 + "x", "".join(f"{'  ' * depth}a\n\n" for depth in range(400))])
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match=r"page\.rst has lists, quotations or directives nested too deep"):
        rst(text)


def test_what_takes_docutils_quadratic_time_is_refused() -> None:
    with pytest.raises(ReadError, match=r"page\.rst has too many lines that end in ::"):
        rst("a::\n\n" * 20_000)


def test_a_long_line_is_read() -> None:
    assert only("word " * 20_000).text == ("word " * 20_000).strip()


def test_characters_that_end_lines_for_python_do_not_shift_them() -> None:
    assert [s.where.line for s in rst("a\x0bb\u2028c\x85d\n\nlast\n").segments] == [1, 3]


FRAGMENTS = (
    "Mot mot.", "mot", "\n", "\n\n", "   ", "- ", "1. ", ".. note:: ", ".. x::\n", ".. code::\n\n   ",
    "::\n\n   ", "=====\n", "-----\n", "*", "**", "``", "`", ":r:`a b`", ":r:`a <b>`", "|s|",
    ".. |s| replace:: t\n", "[1]_", ".. [1] ", "a_", "`a`__", ".. _a: b\n", "+---+\n", "| a |\n", "=== ===\n",
    ":f: ", "\\", "\t", "\u2028", ".. csv-table::\n\n   \"", ">>> ", ".. list-table::\n\n   * - ", "-o  ",
    ".. toctree::\n\n   a <b>\n", ".. figure:: a\n   :alt: c\n\n   ", ".. include:: a\n",
)  # fmt: skip
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | PRINTABLE, max_size=30))
def test_any_text_is_read_in_its_lines(fragments: list[str]) -> None:
    text = "".join(fragments)
    lines = text.count("\n") + 1
    for segment in rst(text).segments if text.strip() else ():
        assert segment.text == " ".join(segment.text.split(" "))
        assert 1 <= segment.where.line <= segment.where.end_line <= lines
        assert all(0 <= mark.start <= mark.end <= len(segment.text) for mark in segment.marks)
