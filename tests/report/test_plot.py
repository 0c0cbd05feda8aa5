from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.model import AlignedPair, Bead, Document, Kind, Location, Segment, Twin
from parallelcheck.report.plot import MARGIN, SIZE, Group, Place, Plot, plot
from parallelcheck.report.rows import Layout, lay_out

Shape = tuple[Sequence[int], Sequence[int], bool]  # indices in the source, in the target, whether it moved


def document(path: str, language: str | None, size: int) -> Document:
    segments = [Segment(Kind.PARAGRAPH, f"{path} says {n}", Location(path, n + 1, n + 1), n) for n in range(size)]
    return Document(path, "markdown", tuple(segments), language)


def laid_out(source: int, target: int, shapes: Sequence[Shape], twins: Sequence[tuple[int, int]] = ()) -> Layout:
    english, french = document("a.md", "en", source), document("b.md", "fr", target)
    beads = [
        Bead(tuple(english.segments[i] for i in ours), tuple(french.segments[j] for j in theirs), 0.9, moved=moved)
        for ours, theirs, moved in shapes
    ]
    said = [Twin(french.segments[i], french.segments[j], "repetition", 1.0, 1.0) for i, j in twins]
    return lay_out("p1", AlignedPair(english, french, tuple(beads), tuple(said)))


def drawn(plot: Plot) -> list[tuple[str, str, float, float, float, float]]:
    return [(m.status, m.row, m.box.x, m.box.y, m.box.width, m.box.height) for m in plot.marks]


def test_the_source_runs_down_and_the_target_across() -> None:
    # 100 passages of the source to 50 of the target, one of which has two of the source: 6 and 12 units each.
    shapes: list[Shape] = [((0,), (0,), False), ((1, 2), (1,), False), ((99,), (49,), False)]
    rest: list[Shape] = [((i,), (), False) for i in range(3, 99)] + [((), (j,), False) for j in range(2, 49)]
    marks = drawn(plot(laid_out(100, 50, shapes + rest)))
    assert marks[:3] == [
        ("aligned", "p1-r1", MARGIN, MARGIN, 12, 6),
        ("aligned", "p1-r2", MARGIN + 12, MARGIN + 6, 12, 12),
        ("aligned", "p1-r146", MARGIN + 588, MARGIN + 594, 12, 6),
    ]


def test_what_has_no_counterpart_stands_in_the_margin_of_its_own_side() -> None:
    layout = laid_out(100, 100, [((40,), (), False), ((), (60,), False)])
    missing, added = plot(layout).marks
    assert (missing.status, missing.row) == ("missing", layout.row_id(layout.rows["source", 40]))
    assert (missing.box.x, missing.box.y, missing.box.width, missing.box.height) == (0, MARGIN + 240, MARGIN, 6)
    assert missing.band
    assert (missing.band.x, missing.band.y, missing.band.width, missing.band.height) == (MARGIN, MARGIN + 240, SIZE, 6)
    assert (added.status, added.row) == ("added", layout.row_id(layout.rows["target", 60]))
    assert (added.box.x, added.box.y, added.box.width, added.box.height) == (MARGIN + 360, 0, 6, MARGIN)
    assert added.band
    assert (added.band.x, added.band.y, added.band.width, added.band.height) == (MARGIN + 360, MARGIN, 6, SIZE)


def test_the_first_passage_of_a_document_is_in_the_picture_and_not_in_the_margin() -> None:
    layout = laid_out(5000, 5000, [((0,), (0,), False), ((4999,), (4999,), False)])
    assert [mark.band for mark in plot(layout).marks] == [None, None]


def test_what_moved_is_drawn_over_what_did_not() -> None:
    shapes: list[Shape] = [((0,), (2,), True), ((1,), (0,), False), ((2,), (1,), False)]
    assert [mark.status for mark in plot(laid_out(3, 3, shapes)).marks] == ["aligned", "aligned", "moved"]


def test_words_say_what_is_there() -> None:
    shapes: list[Shape] = [((0,), (2,), True), ((1,), (0,), False), ((2,), (), False), ((), (1,), False)]
    found = plot(laid_out(4, 4, [*shapes, ((3,), (), False), ((), (3,), False)], [(0, 3)]))
    assert found.summary == "4 passages against 4; 2 missing; 1 added; 1 repeated; 1 moved"
    assert found.title == "The alignment of a.md and b.md"
    assert (found.down, found.across) == ("English", "French")
    assert found.groups == (
        Group("missing", 2, (Place("lines 3–4", "p1-r2"),), 0),
        Group("added", 1, (Place("line 2", "p1-r4"),), 0),
        Group("repeated", 1, (Place("line 4", "p1-r6"),), 0),
        Group("moved", 1, (Place("line 1 → line 3", "p1-r5"),), 0),
    )


def test_words_say_that_nothing_stands_out() -> None:
    found = plot(laid_out(1, 1, [((0,), (0,), False)]), "sentences")
    assert found.summary == "1 sentence against 1; none missing, none added, none moved"
    assert found.groups == ()


def test_documents_in_one_language_are_told_apart_by_their_paths() -> None:
    pair = AlignedPair(document("a.md", None, 1), document("b.md", None, 1), ())
    found = plot(lay_out("p1", pair))
    assert (found.down, found.across) == ("a.md", "b.md")


def test_a_section_that_moved_is_one_place() -> None:
    shapes: list[Shape] = [((i,), (i + 20,), True) for i in range(10)] + [((30,), (5,), True)]
    (moved,) = plot(laid_out(31, 31, shapes)).groups
    assert [place.label for place in moved.places] == ["lines 1–10 → lines 21–30", "line 31 → line 6"]
    assert moved.number == 11


def test_of_many_places_the_first_are_named() -> None:
    (missing,) = plot(laid_out(100, 0, [((i,), (), False) for i in range(0, 100, 2)])).groups
    assert (missing.number, len(missing.places), missing.more) == (50, 12, 38)
    assert missing.places[-1].label == "line 23"


def test_a_title_shows_where_both_texts_are_and_how_they_begin() -> None:
    english, french = document("a.md", "en", 1), document("b.md", "fr", 1)
    bead = Bead((Segment(Kind.PARAGRAPH, "word " * 50, Location("a.md", 3, 5)),), french.segments, moved=True)
    (mark,) = plot(lay_out("p1", AlignedPair(english, french, (bead,)))).marks
    assert mark.title == f"Moved\nlines 3–5: {'word ' * 7}word…\nline 1: b.md says 0"


@pytest.mark.parametrize("size", [600, 3000, 20_000])
def test_a_long_document_has_no_more_marks_than_can_be_seen(size: int) -> None:
    shapes: list[Shape] = [((n,), (n,), False) if n % 3 else ((n,), (), False) for n in range(size)]
    shapes += [((), (n,), False) for n in range(0, size, 3)]
    marks = plot(laid_out(size, size, shapes)).marks
    assert 600 <= len(marks) <= 1500
    assert {mark.status for mark in marks} == {"aligned", "missing", "added"}
    assert max(mark.box.y + mark.box.height for mark in marks) <= MARGIN + SIZE + 1
    if size > 600:
        assert marks[0].title.startswith(f"{4 if size == 3000 else 26} rows; the first:\nline 2: a.md says 1\n")


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Whatever alignment: the passages of either side cut into groups, and these paired at random."""
    sizes = [draw(st.integers(1, 700)), draw(st.integers(1, 700))]
    groups = [_groups(draw, size) for size in sizes]
    paired = draw(st.integers(0, min(map(len, groups))))
    theirs = draw(st.permutations(groups[1]))
    shapes: list[Shape] = [(groups[0][n], theirs[n], draw(st.booleans())) for n in range(paired)]
    shapes += [((i,), (), False) for group in groups[0][paired:] for i in group]
    shapes += [((), (j,), False) for group in theirs[paired:] for j in group]
    return laid_out(*sizes, shapes)


def _groups(draw: st.DrawFn, size: int) -> list[list[int]]:
    cuts = sorted(draw(st.sets(st.integers(1, size), max_size=30)) | {size})
    return [list(range(start, end)) for start, end in zip([0, *cuts], cuts, strict=False)]


@given(layout=layouts())
def test_whatever_the_alignment_the_picture_holds_it(layout: Layout) -> None:
    found = plot(layout)
    rows = {layout.row_id(number) for number in range(len(layout.beads))}
    assert {mark.row for mark in found.marks} <= rows
    assert {place.row for group in found.groups for place in group.places} <= rows
    for mark in found.marks:
        assert 0 < mark.box.width <= SIZE
        assert 0 < mark.box.height <= SIZE
        assert -8 <= mark.box.x <= MARGIN + SIZE
        assert -8 <= mark.box.y <= MARGIN + SIZE
    numbers = {group.status: group.number for group in found.groups}
    alone = [bead for bead in layout.beads if not (bead.source and bead.target)]
    assert numbers.get("missing", 0) == sum(len(bead.source) for bead in alone)
    assert numbers.get("added", 0) == sum(len(bead.target) for bead in alone)
    kinds = {mark.status for mark in found.marks}
    assert kinds - {"aligned"} == set(numbers)
    assert ("aligned" in kinds) == any(bead.source and bead.target and not bead.moved for bead in layout.beads)
