from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.model import Kind, Segment
from parallelcheck.read import read


def found(text: str) -> list[tuple[Kind, str, int]]:
    return [(s.kind, s.text, s.where.line) for s in _segments(text)]


def _segments(text: str) -> tuple[Segment, ...]:
    return read(text.encode(), "contents.lr").segments


def test_fields_on_one_line_are_metadata_and_others_markdown() -> None:
    text = "title: A: b\n---\nteaser:\n\nSome *text*\nof two lines.\n---\nbody:\n\n# One\n\n- Two\n"
    assert found(text) == [
        (Kind.METADATA, "A: b", 1),
        (Kind.PARAGRAPH, "Some text of two lines.", 5),
        (Kind.HEADING, "One", 10),
        (Kind.LIST_ITEM, "Two", 12),
    ]
    assert [segment.key for segment in _segments(text)][:2] == ["title", None]
    assert [segment.index for segment in _segments(text)] == [0, 1, 2, 3]


def test_settings_are_not_read() -> None:
    text = "_model: page\n---\n_slug: Some words that are long\n---\ntags:\n\nsea\nblue boats\n---\nbody: Text here.\n"
    assert found(text) == [(Kind.PARAGRAPH, "Text here.", 10)]


def test_blocks_have_fields_of_their_own() -> None:
    text = """body:

#### text ####
text: One **two**.
----
class: wide
##### not a block #####
#### quote ####
quote:

Words of somebody
over lines.
----
caption: Below
---
description: The last
"""
    assert found(text) == [
        (Kind.PARAGRAPH, "One two.", 4),
        (Kind.PARAGRAPH, "Words of somebody over lines.", 11),
        (Kind.METADATA, "Below", 14),
        (Kind.METADATA, "The last", 16),
    ]


def test_a_heading_like_a_block_is_one_behind_other_text() -> None:
    text = "body:\n\nFirst a paragraph.\n\n#### Heading ####\n\nThen another.\n"
    assert [kind for kind, *_ in found(text)] == [Kind.PARAGRAPH, Kind.HEADING, Kind.PARAGRAPH]


def test_more_dashes_than_end_a_field_are_text() -> None:
    text = "body:\n\nOne\n\n----\n\nTwo\n---\ntitle: Three\n"
    assert found(text) == [
        (Kind.PARAGRAPH, "One", 3),
        (Kind.PARAGRAPH, "Two", 7),
        (Kind.METADATA, "Three", 9),
    ]


PIECES = [
    "---\n",
    "----\n",
    "body:",
    "title: ",
    "key: ",
    "\n",
    "Some words here now\n",
    "# H\n",
    "#### b ####\n",
    "- i\n",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_the_first_word_of_a_text_is_on_its_line(pieces: list[str]) -> None:
    text = "title: x\n" + "".join(pieces)
    rows = text.split("\n")
    for segment in _segments(text):
        row = rows[segment.where.line - 1]
        assert row[segment.where.column - 1 :].startswith(segment.text.split()[0])
