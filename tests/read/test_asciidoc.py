import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.model import Document, Kind, MarkKind, Segment
from parallelcheck.read import read


def asciidoc(text: str) -> Document:
    return read(text.encode(), "page.adoc")


def shown(text: str) -> list[tuple[str, str]]:
    return [(segment.kind, segment.text) for segment in asciidoc(text).segments]


def only(text: str) -> Segment:
    (segment,) = asciidoc(text).segments
    return segment


def marks(text: str) -> list[tuple[str, str, str]]:
    segment = only(text)
    return [(mark.kind, segment.text[mark.start : mark.end], mark.value) for mark in segment.marks]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("An *old*, _wet_, #red# and **b**oat.", "An old, wet, red and boat."),
        ("*A _wet_ boat* is [.red]#red#.", "A wet boat is red."),
        ("Not \\*starred*, 2*3*4, a_b_c, C# and x == y.", "Not *starred*, 2*3*4, a_b_c, C# and x == y."),
        ("H~2~O, x^2^, +*as it is*+ and `+{x}+`.", "H2O, x2, *as it is* and {x}."),
        ("\"`Quick`\", '`he`' said -- no...", "“Quick”, ‘he’ said — no…"),
        ("One +\ntwo\n// nobody reads this\nthree", "One two three"),
        (
            "Press btn:[OK] and menu:File[Save]; ((boat))s float (((boat, sail))).",
            "Press OK and File Save; boats float .",
        ),
        ("[[here]]Anchored +++<u>words</u>+++ and pass:[<b>more</b>].", "Anchored words and more."),
        ("A{nbsp}b{empty}c {plus} d", "A\xa0bc + d"),
        (
            'See https://a.b/c[the list^], link:d.pdf[a "file"] and <https://e.f>.',
            'See the list, a "file" and https://e.f.',
        ),
        ("#Marked and not marked", "#Marked and not marked"),
    ],
)
def test_a_text_is_what_a_reader_sees(text: str, read_as: str) -> None:
    assert only(text).text == read_as


def test_marks_of_a_text() -> None:
    text = "`a b` kbd:[Ctrl] stem:[x^2] {who} <<id>> <<id,the title>> xref:p.adoc#x[page] xref:q.adoc[] mailto:a@b.c[]"
    assert marks(text) == [
        (MarkKind.CODE, "a b", "a b"),
        (MarkKind.CODE, "Ctrl", "Ctrl"),
        (MarkKind.CODE, "x^2", "x^2"),
        (MarkKind.PLACEHOLDER, "{who}", "{who}"),
        (MarkKind.PLACEHOLDER, "id", "id"),
        (MarkKind.LINK, "the title", "id"),
        (MarkKind.LINK, "page", "p.adoc#x"),
        (MarkKind.PLACEHOLDER, "q.adoc", "q.adoc"),
        (MarkKind.LINK, "a@b.c", "mailto:a@b.c"),
    ]


def test_attributes_stand_for_what_the_document_says() -> None:
    text = (
        ":office: the *Harbour* Office\n:site: https://a.b\n:prices: {site}/prices\n\nAsk {office}, see {prices}[here]."
    )
    assert only(text).text == "Ask the Harbour Office, see here."
    assert marks(text) == [(MarkKind.EMPHASIS, "Harbour", ""), (MarkKind.LINK, "here", "https://a.b/prices")]


def test_attributes_cannot_make_a_short_file_long() -> None:
    bomb = ":a0: " + "word " * 100 + "".join(f"\n:a{n}: " + f"{{a{n - 1}}}" * 50 for n in range(1, 20))
    assert len(only(f"{bomb}\n\nText " + "{a1} " * 100).text) < 2_000_000
    assert len(only(f"{bomb}\n\nText {{a19}}").text) < 2_000_000


def test_the_header_gives_title_language_and_metadata_but_no_authors() -> None:
    document = asciidoc(
        "// draft\n= Guide\nAnne Quay <a@b.c>\nv1, 2025\n:lang: fr\n:description: En bref \\\net en clair\n"
        ":note-caption: Remarque\n\nTexte."
    )
    assert document.language == "fr"
    assert [(s.kind, s.text, s.key, s.where.line, s.where.end_line) for s in document.segments] == [
        (Kind.HEADING, "Guide", None, 2, 2),
        (Kind.METADATA, "En bref et en clair", "description", 6, 7),
        (Kind.METADATA, "Remarque", "note-caption", 8, 8),
        (Kind.PARAGRAPH, "Texte.", None, 10, 10),
    ]


def test_headings_have_levels_and_sections() -> None:
    document = asciidoc("= A\n\n== B ==\n\nC\n~\n\nMarine\n~~~~~~\n\n[discrete]\n## D\n\nEnd.")
    headings = [(s.text, s.level) for s in document.segments if s.kind is Kind.HEADING]
    assert headings == [("A", 1), ("B", 2), ("Marine", 3), ("D", 2)]
    assert document.segments[-1].section == ("A", "D")


def test_lists_of_every_kind_are_items() -> None:
    text = "* a\ngoes on\n** b\n- c\n. d\n.. e\n1. f\n* [x] g\n* [ ] h\n<1> i\nj:: k\nl::\n  m\nn;;\n\no\n"
    assert shown(text) == [(Kind.LIST_ITEM, item) for item in ["a goes on", *"bcdefghijklmno"]]


def test_what_is_attached_to_an_item_is_part_of_it() -> None:
    assert shown("* a\n+\nb\n+\n----\nc\n----\n* d\n+\n--\ne\n\nf\n--\n\ng") == [
        (Kind.LIST_ITEM, "a"),
        (Kind.LIST_ITEM, "b"),
        (Kind.CODE, "c"),
        (Kind.LIST_ITEM, "d"),
        (Kind.LIST_ITEM, "e"),
        (Kind.LIST_ITEM, "f"),
        (Kind.PARAGRAPH, "g"),
    ]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("NOTE: Hold *on*.\nNow.", (Kind.PARAGRAPH, "Hold on. Now.")),
        ("[WARNING]\n====\nHold on.\n====", (Kind.PARAGRAPH, "Hold on.")),
        ("****\nHold on.\n****", (Kind.PARAGRAPH, "Hold on.")),
        ("--\nHold on.\n--", (Kind.PARAGRAPH, "Hold on.")),
        ("[quote, Anne]\n____\nHold on.\n____", (Kind.QUOTATION, "Hold on.")),
        ("[quote]\nHold on.", (Kind.QUOTATION, "Hold on.")),
        ("[verse]\n____\nHold\non\n____", (Kind.QUOTATION, "Hold on")),
        ("[verse, Anne]\nHold\non", (Kind.QUOTATION, "Hold on")),
        ("----\nx = *1*\n----", (Kind.CODE, "x = *1*")),
        ("....\nx = *1*\n....", (Kind.CODE, "x = *1*")),
        ("```ruby\nx = *1*\n```", (Kind.CODE, "x = *1*")),
        ("[source,ruby]\nx = *1*", (Kind.CODE, "x = *1*")),
        ("[source]\n--\nx = *1*\n--", (Kind.CODE, "x = *1*")),
        ("[[id]]\n[stem]\n++++\nx = *1*\n++++", (Kind.CODE, "x = *1*")),
        (" x = *1*", (Kind.CODE, "x = *1*")),
        ("++++\n<p>Hold <b>on</b></p>\n++++", (Kind.PARAGRAPH, "Hold on")),
        (".A title", (Kind.CAPTION, "A title")),
        ("image::slip.png[A slip, 400]", (Kind.CAPTION, "A slip")),
        ('image::slip.png["A slip, wet", alt=x]', (Kind.CAPTION, "A slip, wet")),
        ("ifdef::x[]\nHold on.\nendif::[]", (Kind.PARAGRAPH, "Hold on.")),
        ("ifdef::x[Hold on.]", (Kind.PARAGRAPH, "Hold on.")),
    ],
)
def test_blocks(text: str, read_as: tuple[str, str]) -> None:
    assert shown(text) == [read_as]


@pytest.mark.parametrize(
    "text",
    [
        "////\nnobody\n////",
        "// nobody",
        "'''",
        "<<<",
        "toc::[]",
        ":nobody: x",
        ":!nobody:",
        "[#nobody]",
        "ifeval::[1 == 1]",
    ],
)
def test_what_nobody_reads_is_not_read(text: str) -> None:
    assert shown(f"{text}\n\nText.") == [(Kind.PARAGRAPH, "Text.")]


def test_tables_are_cells() -> None:
    text = '[cols="1,2"]\n|===\n|a |b\n\n|c\nd 2+^|e\\|f\n3*|*g* l|h  i\n| \n|===\n'
    document = asciidoc(text)
    assert [(s.kind, s.text, s.where.line, s.where.end_line) for s in document.segments] == [
        (Kind.TABLE_CELL, "a", 3, 3),
        (Kind.TABLE_CELL, "b", 3, 3),
        (Kind.TABLE_CELL, "c d", 5, 6),
        (Kind.TABLE_CELL, "e|f", 6, 6),
        (Kind.TABLE_CELL, "g", 7, 7),
        (Kind.CODE, "h i", 7, 7),
    ]


def test_cells_may_hold_blocks_and_tables() -> None:
    text = "|===\na|\n* b\n* c\n\n!===\n!d !e\n!===\n\n|f\n\ng\n|===\n"
    assert shown(text) == [
        (Kind.LIST_ITEM, "b"),
        (Kind.LIST_ITEM, "c"),
        (Kind.TABLE_CELL, "d"),
        (Kind.TABLE_CELL, "e"),
        (Kind.TABLE_CELL, "f"),
        (Kind.TABLE_CELL, "g"),
    ]


@pytest.mark.parametrize(
    "table", [',===\na,"b, c"\nd\n,===', '[format=csv]\n|===\na,"b, c"\nd\n|===', ":===\na:b, c\nd\n:==="]
)
def test_tables_of_separated_values_are_cells(table: str) -> None:
    assert shown(table) == [(Kind.TABLE_CELL, "a"), (Kind.TABLE_CELL, "b, c"), (Kind.TABLE_CELL, "d")]


def test_footnotes_and_images_in_a_line_follow_its_passage() -> None:
    document = asciidoc("One footnote:[A *note*\nhere.] two\nimage:https://a.b/oar.png[An oar,20] three.")
    assert [(s.kind, s.text, s.where.line, s.where.end_line) for s in document.segments] == [
        (Kind.PARAGRAPH, "One two three.", 1, 3),
        (Kind.CAPTION, "An oar", 3, 3),
        (Kind.PARAGRAPH, "A note here.", 1, 2),
    ]
    assert document.segments[1].marks[0].value == "https://a.b/oar.png"
    assert [mark.kind for mark in document.segments[0].marks] == [MarkKind.FOOTNOTE]


def test_what_is_included_is_named_unless_it_is_code() -> None:
    document = asciidoc("Text.\n\ninclude::partial$prices.adoc[]\n\n----\ninclude::example$a.rb[]\n----\n")
    assert document.notes == ("page.adoc: what it includes is not read with it: partial$prices.adoc (line 3)",)


def test_deep_nesting_is_refused() -> None:
    blocks = "\n".join("=" * length for length in range(4, 60))
    with pytest.raises(ReadError, match=r"page\.adoc has blocks nested too deep to be read"):
        asciidoc(f"{blocks}\nText.")


def test_marks_in_marks_end_somewhere() -> None:
    assert "x" in only("*_" * 400 + "x" + "_*" * 400).text


FRAGMENTS = (
    "Mot mot.", "mot", "\n", "\n\n", " ", "* ", "** ", ". ", "a:: ", "+\n", "= ", "== ", "----\n", "====\n",
    "--\n", "____\n", "++++\n", "////\n", "// ", "|===\n", "|", "2+|", "a|", "!===\n", ",===\n", "[source]\n",
    "[quote]\n", "[cols=\"a\"]\n", "[[a]]", ".Mot\n", "NOTE: ", ":a: b\n", "{a}", "{b}", "*", "_", "`", "#",
    "+", "++", "+++", "^", "~", "\"`", "`\"", "\\", "<<a>>", "<<a,b>>", "https://a.b[", "link:a[b]", "xref:a[]",
    "image::a[b]", "image:a[b]", "]", "footnote:[", "((a))", "include::a.adoc[]\n", "ifdef::a[]\n",
    "endif::[]\n", " +\n", "<b>", "'''\n", "~~~\n", "\u2028",
)  # fmt: skip
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | PRINTABLE, max_size=40))
def test_any_text_is_read_in_its_lines(fragments: list[str]) -> None:
    text = "".join(fragments)
    lines = text.count("\n") + 1
    for segment in asciidoc(text).segments if text.strip() else ():
        assert 1 <= segment.where.line <= segment.where.end_line <= lines
        assert all(segment.where.line <= line <= segment.where.end_line for _, line in segment.lines)
        assert all(0 <= mark.start <= mark.end <= len(segment.text) for mark in segment.marks)


WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzàéèç", min_size=2, max_size=8), min_size=1, max_size=6)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(WORDS.map(lambda words: f"X{' '.join(words)}."), min_size=1, max_size=3), min_size=1, max_size=5)
)
def test_every_line_of_a_paragraph_is_where_it_is_said_to_be(paragraphs: list[list[str]]) -> None:
    text = "\n// hidden\n\n".join("\n// hidden\n".join(lines) for lines in paragraphs)
    rows = text.split("\n")
    for segment, lines in zip(asciidoc(text).segments, paragraphs, strict=True):
        numbers = [segment.where.line, *(line for _, line in segment.lines)]
        assert [rows[number - 1] for number in numbers] == lines
