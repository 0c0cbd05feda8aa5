import pytest

from parallelcheck.errors import ReadError
from parallelcheck.model import Kind
from parallelcheck.read.numbered import numbered
from parallelcheck.read.passage import Passage


def passage(text: str, kind: Kind = Kind.PARAGRAPH, level: int = 0) -> Passage:
    made = Passage(kind, level)
    made.add(text, 0)
    return made


def test_lines_count_through_and_numbers_begin_anew_in_each_place() -> None:
    one = [passage("Un", Kind.HEADING, 1), passage("* * *"), passage("Avant\net après.")]
    found = numbered([("a.xhtml", one), ("b.xhtml", [passage("Deux.")]), ("a.xhtml", [passage("Trois.")])], "a.epub")
    assert [(s.where.line, s.where.column, s.where.label, s.text) for s in found] == [
        (1, 1, "a.xhtml § 1", "Un"),
        (2, 1, "a.xhtml § 2, under Un", "Avant et après."),
        (3, 1, "b.xhtml § 1, under Un", "Deux."),
        (4, 1, "a.xhtml § 3, under Un", "Trois."),
    ]


def test_metadata_is_named_by_what_it_is_and_stands_under_nothing() -> None:
    groups = [("", [passage("Un", Kind.HEADING, 1)]), ("header", [passage("Rapport", Kind.METADATA)])]
    _, header = numbered(groups, "a.docx")
    assert (header.where.label, header.section) == ("header", ())


def test_more_passages_than_any_document_has_are_refused() -> None:
    with pytest.raises(ReadError, match=r"a\.epub has more than 300,000 passages: split it into several files"):
        numbered([("", [passage("Un.")] * 300_001)], "a.epub")
