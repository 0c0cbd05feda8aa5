from parallelcheck.model import AlignedPair, Bead, Document, Finding, Kind, Location, Related, Segment, Severity
from parallelcheck.report.rows import Layout, lay_out, share_out, stretches


def document(path: str, *texts: str) -> Document:
    segments = (
        Segment(Kind.PARAGRAPH, text, Location(path, line, line), line - 1) for line, text in enumerate(texts, 1)
    )
    return Document(path, "text", tuple(segments))


def pair(source: Document | None, target: Document, *beads: tuple[str, str], moved: str = "") -> AlignedPair:
    """Beads by the texts of their passages: ("a", "A"), ("b", "")."""

    def side(document: Document | None, text: str) -> tuple[Segment, ...]:
        return tuple(segment for segment in document.segments if segment.text in text.split()) if document else ()

    made = (Bead(side(source, left), side(target, right), moved=bool(moved) and left == moved) for left, right in beads)
    return AlignedPair(source, target, tuple(made))


def shape(layout: Layout) -> list[tuple[str, str]]:
    return [(" ".join(s.text for s in bead.source), " ".join(s.text for s in bead.target)) for bead in layout.beads]


def test_rows_follow_the_target_and_source_alone_follows_what_precedes_it() -> None:
    source, target = document("s", "a", "b", "c", "d", "e"), document("t", "B", "X", "D", "E")
    layout = lay_out("p1", pair(source, target, ("c", ""), ("", "X"), ("e", "E"), ("d", "D"), ("a", ""), ("b", "B")))
    assert shape(layout) == [("a", ""), ("b", "B"), ("c", ""), ("", "X"), ("d", "D"), ("e", "E")]


def test_a_moved_passage_takes_nothing_along() -> None:
    source, target = document("s", "a", "b", "c"), document("t", "B", "A")
    layout = lay_out("p1", pair(source, target, ("a", "A"), ("b", "B"), ("c", ""), moved="a"))
    assert shape(layout) == [("b", "B"), ("c", ""), ("a", "A")]


def test_passages_that_alignment_left_out_are_shown_all_the_same() -> None:
    source, target = document("s", "a", "code", "b"), document("t", "A", "B", "code")
    layout = lay_out("p1", pair(source, target, ("a", "A"), ("b", "B")))
    assert shape(layout) == [("a", "A"), ("code", ""), ("b", "B"), ("", "code")]
    assert layout.uncompared == {1, 3}


def test_marks_that_overlap_are_cut_where_they_begin_and_end() -> None:
    target = document("t", "one two three four")
    layout = lay_out("p1", pair(None, target))
    whole = target.segments[0]
    note = Finding("names", Severity.NOTE, "", target=(whole.part(0, 13),))
    error = Finding("numbers", Severity.ERROR, "", target=(whole.part(4, 18),))
    assert [
        (stretch.text, stretch.findings, stretch.severity)
        for stretch in stretches(layout, [(1, note), (2, error)])["target", 0]
    ] == [
        ("one ", (1,), Severity.NOTE),
        ("two three", (2, 1), Severity.ERROR),
        (" four", (2,), Severity.ERROR),
    ]


def test_a_finding_about_the_source_goes_to_the_translation_that_lacks_the_passage() -> None:
    source, french, spanish = document("s", "a", "b"), document("fr", "A"), document("es", "A", "B")
    layouts = [
        lay_out("p1", pair(source, spanish, ("a", "A"), ("b", "B"))),
        lay_out("p2", pair(source, french, ("a", "A"), ("b", ""))),
    ]
    missing = Finding("missing-passage", Severity.ERROR, "", source=(source.segments[1],))
    assert share_out([missing], layouts) == [[], [missing], []]


def test_findings_alike_go_to_one_translation_each() -> None:
    source, french, spanish = document("s", "a", "b"), document("fr", "A"), document("es", "A")
    layouts = [lay_out("p1", pair(source, other, ("a", "A"), ("b", ""))) for other in (french, spanish)]
    missing = Finding("missing-passage", Severity.ERROR, "", source=(source.segments[1],))
    assert share_out([missing, missing], layouts) == [[missing], [missing], []]


def test_a_finding_that_names_a_place_in_a_translation_goes_there() -> None:
    source, french, spanish = document("s", "a", "b"), document("fr", "A"), document("es", "A")
    layouts = [lay_out("p1", pair(source, other, ("a", "A"), ("b", ""))) for other in (french, spanish)]
    after = (Related("would follow", spanish.segments[0]),)
    missing = Finding("missing-passage", Severity.ERROR, "", source=(source.segments[1],), also=after)
    assert share_out([missing], layouts) == [[], [missing], []]


def test_a_finding_about_no_document_of_the_scan_comes_last() -> None:
    target = document("t", "A")
    stranger = Finding("orphan", Severity.NOTE, "", target=document("u", "x").segments)
    assert share_out([stranger], [lay_out("p1", pair(None, target))]) == [[], [stranger]]


def test_a_catalogue_has_both_languages_in_one_file() -> None:
    source, target = document("fr.po", "Open", "Close"), document("fr.po", "Ouvrir", "Fermer")
    layout = lay_out("p1", pair(source, target, ("Open", "Ouvrir"), ("Close", "Fermer")))
    finding = Finding("weak-match", Severity.NOTE, "", source=(source.segments[1],), target=(target.segments[1],))
    marked = stretches(layout, [(1, finding)])
    assert {key: [stretch.text for stretch in cut] for key, cut in marked.items()} == {
        ("source", 1): ["Close"],
        ("target", 1): ["Fermer"],
    }
    assert layout.anchor(source.segments[0]) == "p1-r1"
