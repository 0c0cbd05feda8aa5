"""The nouns: parts of segments, languages, fingerprints."""

from dataclasses import replace

from parallelcheck.model import Finding, Kind, Location, Mark, MarkKind, Segment, Severity, language_name


def test_languages_as_people_call_them() -> None:
    assert [language_name(tag) for tag in ("fr", "fr-CA", "pt_br", "x-klingon", None)] == [
        "French",
        "French (CA)",
        "Portuguese (BR)",
        "x-klingon",
        "unknown language",
    ]


WRAPPED = Segment(
    Kind.PARAGRAPH,
    "See the guide. It has two parts.",
    Location("a.md", 4, 6, column=3),
    index=7,
    marks=(Mark(MarkKind.LINK, 8, 13, "/guide"), Mark(MarkKind.FOOTNOTE, 32, 32, "1")),
    lines=((0, 4), (8, 5), (18, 6)),
)


def test_the_line_of_a_place_in_a_text() -> None:
    assert [WRAPPED.line_at(offset) for offset in (0, 7, 8, 17, 18, 31)] == [4, 4, 5, 5, 6, 6]


def test_a_part_has_its_own_place_and_marks() -> None:
    first, second = WRAPPED.part(0, 14), WRAPPED.part(15, 32)
    assert (first.text, first.where.line, first.where.end_line, first.where.column) == ("See the guide.", 4, 5, 3)
    assert (second.text, second.where.line, second.where.end_line, second.where.column) == (
        "It has two parts.", 5, 6, 1,
    )  # fmt: skip
    assert first.marks == (Mark(MarkKind.LINK, 8, 13, "/guide"),)
    assert (second.index, second.offset) == (7, 15)
    assert [second.line_at(offset) for offset in (0, 2, 3)] == [5, 5, 6]


def test_a_part_of_a_part_is_a_part_of_the_whole() -> None:
    assert WRAPPED.part(4, 32).part(4, 28) == WRAPPED.part(8, 32)


def test_a_fingerprint_survives_edits_elsewhere_and_dies_with_the_text() -> None:
    finding = Finding("numbers", Severity.WARNING, "…", target=(WRAPPED,))
    moved = replace(WRAPPED, where=Location("a.md", 90, 92), text="See  the guide. It has two\u0020parts.")
    assert replace(finding, target=(moved,), message="other").fingerprint == finding.fingerprint
    for other in (
        replace(finding, check="links"),
        replace(finding, target=(replace(WRAPPED, text="See the guide. It has three parts."),)),
        replace(finding, target=(), source=(WRAPPED,)),
        replace(finding, target=(replace(WRAPPED, where=Location("b.md", 4, 6)),)),
    ):
        assert other.fingerprint != finding.fingerprint


def test_severities_are_ordered_and_named_as_in_sarif() -> None:
    assert sorted(Severity) == [Severity.NOTE, Severity.WARNING, Severity.ERROR]
    assert [str(severity) for severity in Severity] == ["note", "warning", "error"]


def test_a_place_without_lines_is_named_by_its_label() -> None:
    where = Location("report.docx", 14, 14, label="footnote 2 § 1, under Finances")
    assert str(where) == "report.docx footnote 2 § 1, under Finances"
    assert where.place == "footnote 2 § 1"
    assert (str(Location("a.md", 4, 5)), Location("a.md", 4, 5).place) == ("a.md:4", "line 4")
