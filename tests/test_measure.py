"""corpora/measure.py: defects are what they say, stand where they say, and are counted right."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import measure
from measuring import labelled, natural, silence
from measuring.baseline import baseline
from measuring.classes import CLASSES, NATURAL
from measuring.couples import Couple
from measuring.detectors import COVERAGE, PANELS, PROGRAM, Detector, Findings, Knob, Setting
from measuring.edits import Defect, Edit, apply
from measuring.pairs import Original, RealPair, text_of
from measuring.summary import summary
from measuring.trials import chosen, measured, originals, stock_for
from parallelcheck.checks import CHECKS
from parallelcheck.model import Bead, Finding, Kind, Location, Segment, Severity
from parallelcheck.read import read

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
CLASS = {each.name: each for each in CLASSES}


def _copied(folder: Path, name: str, document: str, language: str) -> RealPair:
    """A document of corpora/ as a real pair of that name."""
    place = folder / "pairs" / "clean" / name
    place.mkdir(parents=True)
    for code in ("en", language):
        (file,) = (CORPORA / document / "clean").glob(f"*.{code}.md")
        (place / f"{code}.md").write_bytes(file.read_bytes())
    (place / "meta.json").write_text("{}")
    return RealPair(name, place / "en.md", place / f"{language}.md")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> list[Original]:
    folder = tmp_path_factory.mktemp("corpora")
    pairs = [
        _copied(folder, "cncf-minutes", "board-minutes", "fr"),
        _copied(folder, "cncf-notice", "recall-notice", "fr"),
        _copied(folder, "letsenc-release.es", "press-release", "es"),  # wrapped at 80 columns
    ]
    return originals(pairs, 1)


# Defects --------------------------------------------------------------------------------------------------------------

Lines = list[str]


@st.composite
def edited(draw: st.DrawFn) -> tuple[Lines, list[Defect]]:
    """Lines, and defects that claim no line twice: each replaces some lines, or puts some in."""
    lines = [f"line {number}" for number in range(draw(st.integers(1, 15)))]
    defects: list[Defect] = []
    at = 0
    while at < len(lines):
        at += draw(st.integers(0, 3))
        stop = min(at + draw(st.integers(0, 2)), len(lines))
        new = tuple(f"new {at} {number}" for number in range(draw(st.integers(0, 3))))
        also = draw(st.frozensets(st.integers(1, len(lines)), max_size=2))
        if at < len(lines):
            defects.append(Defect((Edit(at, stop, new),), frozenset(), "", also))
        at = max(stop, at + 1)
    return lines, defects


@given(edited())
def test_a_place_is_where_the_new_lines_and_those_that_answer_besides_stand(case: tuple[Lines, list[Defect]]) -> None:
    lines, defects = case
    changed, places = apply(lines, defects)
    gone = {line for defect in defects for edit in defect.edits for line in range(edit.start + 1, edit.stop + 1)}
    for defect, place in zip(defects, places, strict=True):
        expected = [*defect.edits[0].lines, *(lines[line - 1] for line in defect.target - gone)]
        assert sorted(changed[line - 1] for line in place.target) == sorted(expected)
    new = {line for defect in defects for line in defect.edits[0].lines}
    assert [line for line in changed if line not in new] == [
        lines[n - 1] for n in range(1, len(lines) + 1) if n not in gone
    ]


def _is_source(_old: str, new: str, defect: Defect) -> bool:
    return new == defect.shown


def _is_cut(old: str, new: str, _defect: Defect) -> bool:
    return old.startswith(new) and 0.25 < len(new) / len(old) < 0.65


def _has_lost(old: str, new: str, _defect: Defect) -> bool:
    return not Counter(new.split()) - Counter(old.split()) and len(new) < len(old)


def _has_one_other_digit(old: str, new: str, defect: Defect) -> bool:
    return defect.shown in old and [a.isdigit() and b.isdigit() for a, b in zip(old, new, strict=True) if a != b] == [
        True
    ]


def _says_another_name(old: str, new: str, defect: Defect) -> bool:
    return defect.shown in old and old.replace(defect.shown, "") != new.replace(defect.shown, "")


def _has_more_words(old: str, new: str, defect: Defect) -> bool:
    return len(new.split()) > len(old.split()) and defect.shown in new


def _has_fewer_words(old: str, new: str, defect: Defect) -> bool:
    return len(new.split()) < len(old.split()) and defect.shown in new


Is = Callable[[str, str, Defect], bool]
REPLACED: dict[str, Is] = {
    "untranslated passage": _is_source,
    "untranslated heading": _is_source,
    "foreign passage": _is_source,
    "truncated passage": _is_cut,
    "sentence missing": _has_lost,
    "sentence untranslated": lambda _old, new, defect: defect.shown in new,
    "number changed": _has_one_other_digit,
    "negation added": _has_more_words,
    "negation dropped": _has_fewer_words,
    "name changed": _says_another_name,
}
PUT_IN = ("left beside translation", "added passage", "repeated passage")


def _defects(known: Sequence[Original], name: str) -> list[tuple[Original, Defect]]:
    """Defects of a class that the documents can have, some dozen of each at most."""
    random = Random(1)  # noqa: S311 - decides which, no secret
    return [
        (original, defect)
        for original in known
        for defect in islice(CLASS[name].defects(original, stock_for(original, known), random), 12)
    ]


def _changed(original: Original, defect: Defect) -> tuple[Counter[str], Counter[str]]:
    """The passages that the target loses and gains by the defect; those gained stand in its place."""
    lines, (place,) = apply(original.pair.lines, [defect])
    before, after = (
        read(text.encode(), "target.md").segments for text in (text_of(original.pair.target), "\n".join(lines))
    )
    gained = Counter(s.text for s in after) - Counter(s.text for s in before)
    touched = [s.text for s in after if place.is_touched(Finding("any", Severity.NOTE, "", target=(s,)))]
    assert not gained - Counter(touched)
    return Counter(s.text for s in before) - Counter(s.text for s in after), gained


def test_every_class_is_tested() -> None:
    assert set(CLASS) == {*REPLACED, *PUT_IN, "missing passage", "moved section", "link changed"}


@pytest.mark.parametrize("name", REPLACED)
def test_one_passage_becomes_what_the_class_says(name: str, known: list[Original]) -> None:
    found = _defects(known, name)
    assert found
    for original, defect in found:
        lost, gained = _changed(original, defect)
        (old,), (new,) = lost.elements(), gained.elements()
        assert REPLACED[name](old, new, defect), (old, new, defect.shown)


@pytest.mark.parametrize("name", PUT_IN)
def test_one_passage_more_and_none_less(name: str, known: list[Original]) -> None:
    found = _defects(known, name)
    assert found
    for original, defect in found:
        lost, gained = _changed(original, defect)
        assert (list(lost), list(gained.elements())) == ([], [defect.shown])


def test_one_passage_less_and_none_more(known: list[Original]) -> None:
    for original, defect in _defects(known, "missing passage"):
        lost, gained = _changed(original, defect)
        source = original.aligned.source
        assert source
        assert (lost.total(), gained.total()) == (1, 0)
        assert defect.shown in {s.text for s in source.segments if s.where.line in defect.source}


def test_a_section_moves_and_keeps_its_order(known: list[Original]) -> None:
    found = _defects(known, "moved section")
    assert found
    for original, defect in found:
        lines, _ = apply(original.pair.lines, [defect])
        before, after = (read("\n".join(each).encode(), "t.md").segments for each in (original.pair.lines, lines))
        assert Counter(s.text for s in before) == Counter(s.text for s in after)
        assert [s.text for s in before] != [s.text for s in after]


def test_a_link_leads_elsewhere_or_is_gone(known: list[Original]) -> None:
    found = _defects(known, "link changed")
    assert found
    for original, defect in found:
        lines, (place,) = apply(original.pair.lines, [defect])
        before, after = (
            [m.value for s in read("\n".join(each).encode(), "t.md").segments for m in s.marks]
            for each in (original.pair.lines, lines)
        )
        assert before.count(defect.shown) == after.count(defect.shown) + 1
        assert place.source


@pytest.mark.parametrize(
    ("place", "lines", "expected"),
    [
        ("* ici", ("    * là", "      encore"), ("* là", "  encore")),
        ("    * ici", ("* là", "", "  encore"), ("    * là", "", "      encore")),
        ("Ici", ("Là", "encore"), ("Là", "encore")),
    ],
)
def test_lines_of_another_passage_are_indented_as_the_place_is(
    place: str, lines: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert Couple(Bead((), ()), (), (place,)).indented(lines) == expected


def test_the_same_defects_are_chosen_again_few_and_apart(known: list[Original]) -> None:
    original = known[0]
    for of in CLASSES:
        stock = stock_for(original, known)
        defects = chosen(original, of, stock)
        assert [d.edits for d in defects] == [d.edits for d in chosen(original, of, stock)]
        assert len(defects) <= max(1, round(0.1 * len(original.aligned.target.segments)))
        claims = Counter(line for defect in defects for line in defect.claimed)
        assert not claims or max(claims.values()) == 1


def test_the_stock_is_of_other_documents(known: list[Original]) -> None:
    stock = stock_for(known[0], known)
    assert {couple.target.where.path for couple in stock.third} == {"es.md"}
    own = {segment.text for segment in known[0].aligned.target.segments}
    assert stock.same
    assert not own & {couple.target.text for couple in stock.same}


# Counting -------------------------------------------------------------------------------------------------------------


def _segment(text: str, line: int, path: str = "fr.md") -> Segment:
    return Segment(Kind.PARAGRAPH, text, Location(path, line, line), index=line)


def _finding(check: str, line: int, severity: Severity = Severity.WARNING, text: str = "text") -> Finding:
    return Finding(check, severity, "", target=(_segment(text, line),))


def _detector(look: Callable[[list[str]], list[Finding]]) -> Detector:
    """One that is asked with the lines of the target; its threshold makes it deaf."""

    def both(_pair: RealPair, target: str, settings: Sequence[Setting]) -> Findings:
        found = look(target.split("\n"))
        return {None: found} | {setting: found[: int(setting[1])] for setting in settings}

    knobs = {"number": Knob(COVERAGE, (0, 100), 100, frozenset({"missing-passage", "truncated-passage"}))}
    return Detector("a fake", both, lambda of: of.accepted, PROGRAM.speaks, knobs)


def test_a_finding_counts_where_the_defect_is_and_elsewhere_if_it_is_new(known: list[Original]) -> None:
    lines = known[0].pair.lines

    def look(changed: list[str]) -> list[Finding]:
        """Finds every changed line by its right name, a known trouble anywhere, and a new one in line 1."""
        found = [_finding("truncated-passage", n, text=t) for n, t in enumerate(changed, 1) if t not in lines]
        new = [_finding("numbers", 1, text="new"), _finding("numbers", 1, Severity.NOTE, "a note")]
        return [*found, _finding("links", 3, text="known"), *(new if found else [])]

    trials, untouched = measured(_detector(look), known[:1], 1)
    figures = summary(_detector(look), trials, untouched)
    cut = figures["classes"]["truncated passage"]
    assert cut["seeded"] == cut["found"] == cut["noted"] > 0
    assert cut["checks"] == {"truncated-passage": cut["seeded"]}
    assert cut["extra"] == 1
    assert cut["languages"] == {"en-fr": (cut["seeded"], cut["seeded"])}
    assert figures["classes"]["untranslated passage"]["found"] == 0
    assert figures["untouched"] == 1
    assert [(value, noise) for value, noise, _ in figures["curves"][COVERAGE]] == [(0, 0), (100, 0)]
    deaf, hearing = (recall for _, _, recall in figures["curves"][COVERAGE])
    assert deaf == 0 < hearing < 1


def test_notes_are_counted_apart(known: list[Original]) -> None:
    lines = known[0].pair.lines

    def look(changed: list[str]) -> list[Finding]:
        return [_finding("numbers", n, Severity.NOTE, t) for n, t in enumerate(changed, 1) if t not in lines]

    trials, untouched = measured(_detector(look), known[:1], 1)
    numbers = summary(_detector(look), trials, untouched)["classes"]["number changed"]
    assert (numbers["found"], numbers["noted"], numbers["extra"]) == (0, numbers["seeded"], 0)


def test_the_baseline_flags_what_no_passage_is_near_to(
    known: list[Original], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    pair = known[0].pair
    english = "Nobody had expected that so many people would come to the meeting on such a cold evening."
    target = f"{text_of(pair.target)}\n\n{english}\n"
    found = baseline("embedded").look(pair, target, [("cosine", 0.0), ("words", 30)])
    assert [f.check for f in found[None] if f.target and f.target[0].text == english] == ["added", "untranslated"]
    assert found["cosine", 0.0] == []
    assert not any(f.check == "untranslated" for f in found["words", 30])


# Labels, natural defects, silence -------------------------------------------------------------------------------------


def test_precision_and_recall_of_labels() -> None:
    label = {"check": "numbers", "also_accepted": ["weak-match"], "path": "fr.md", "line": 5, "end_line": 6}
    missed = {"check": "links", "instead": ["weak-match"], "path": "en.md", "line": 1}
    clean = [_finding("numbers", 9, text="a false alarm")]
    defects = [*clean, _finding("weak-match", 6), _finding("numbers", 7), _finding("numbers", 5, Severity.NOTE)]
    counts = labelled.Counts()
    labelled.count(counts, [label, missed | {"counterpart": {"path": "fr.md", "line": 6}}], clean, defects)
    assert counts.labels == {"numbers": 1, "links": 1}
    assert +counts.found == +counts.noted == {"numbers": 1}
    assert counts.findings == {"numbers": 2, "weak-match": 1}
    assert +counts.right == {"weak-match": 1}
    assert +counts.notes == +counts.right_notes == {"numbers": 1}


def test_what_only_a_note_says_of_a_label_is_counted_apart() -> None:
    label = {"check": "names", "path": "fr.md", "line": 5}
    counts = labelled.Counts()
    labelled.count(counts, [label], [], [_finding("names", 5, Severity.NOTE), _finding("names", 8)])
    assert (counts.found["names"], counts.noted["names"]) == (0, 1)
    assert (counts.notes["names"], counts.right_notes["names"]) == (2, 1)  # strict: no warning by default


def test_natural_defects_of_which_the_list_is_sure_on_their_side() -> None:
    row = {"class": "missing", "file": "clean/a/en.md", "line": 4, "excerpt": "words", "confidence": 0.9}
    sure, other = natural.listed(
        [json.dumps(row | more) for more in ({}, {"file": "clean/a/fr.md"}, {"confidence": 0.8})]
    )
    assert sure.folder == other.folder == "clean/a"
    assert (set(sure.place.source), set(sure.place.target)) == ({4}, set())
    assert (set(other.place.source), set(other.place.target)) == (set(), {4})


def test_many_defects_of_one_document_weigh_once_in_the_mean() -> None:
    defects = [natural.Natural("missing", f"clean/{folder}/en.md", n, "") for n, folder in enumerate("aaab")]
    judgements = [natural.Judged(defect, defect.folder == "clean/b", True) for defect in defects]
    (line,) = [row for row in natural.text(judgements, {"missing": 0.5}).splitlines() if row.startswith("| missing")]
    assert line == "| missing | 4 | 2 | 0.250 | 0.500 | 1.000 | 0.500 |"


def test_the_sample_takes_two_of_a_document_and_keeps_verdicts(known: list[Original], tmp_path: Path) -> None:
    loud = tuple(_finding("numbers", line, text=f"text {line} " + "x" * 300) for line in range(9))
    some = [Original(original.pair, original.aligned, loud) for original in known]
    rows = silence.drawn(some, 50, [])
    assert Counter(row["pair"] for row in rows) == dict.fromkeys((original.pair.name for original in known), 2)
    assert all(row["verdict"] == "" for row in rows)
    rows[0] |= {"verdict": "right", "why": "it is"}
    path = tmp_path / "sample.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert silence.drawn(some, 50, silence.read_sample(path)) == rows
    assert [row["where"] for row in silence.drawn(some, 4, [])] == [row["where"] for row in rows[:4]]


def test_the_sample_hardly_changes_when_a_finding_goes(known: list[Original]) -> None:
    loud = tuple(_finding("numbers", line, text=f"text {line}") for line in range(9))
    before, after = (
        {(row["pair"], row["where"]) for row in silence.drawn(some, 50, [])}
        for some in ([Original(o.pair, o.aligned, findings) for o in known] for findings in (loud, loud[1:]))
    )
    assert before - after == {each for each in before if each[1] == "fr.md:0"}


def test_an_unknown_verdict_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sample.jsonl"
    path.write_text(json.dumps({"where": "fr.md:1", "verdict": "perhaps"}))
    with pytest.raises(ValueError, match=r"fr\.md:1: a verdict is one of right, debatable, wrong, not 'perhaps'"):
        silence.read_sample(path)


def test_silence_counts_what_the_default_profile_says(known: list[Original]) -> None:
    findings = (_finding("numbers", 1), _finding("links", 2, Severity.NOTE), _finding("links", 3, Severity.ERROR))
    some = [Original(known[0].pair, known[0].aligned, findings)]
    rows = [{"verdict": verdict} for verdict in ("right", "right", "wrong", "")]
    text = silence.text(some, ["cncf"], rows)
    per_hundred = 100 / len(known[0].aligned.target.segments)
    assert f"2 findings, **{2 * per_hundred:.2f} for each hundred passages**" in text
    assert "Of 3 drawn by lot, at most two of a document, a reader found 2 right, 0 debatable and 1 wrong" in text
    assert f"| links | 1 | {per_hundred:.2f} | 0 | 0.00 | 1 | {per_hundred:.2f} |" in text


# The command ----------------------------------------------------------------------------------------------------------

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("PARALLELCHECK_CORPORA", str(tmp_path))
    monkeypatch.setattr(measure, "RESULTS", tmp_path)

    def called(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["measure.py", "--processes", "1", *arguments])
        measure.main()
        return capsys.readouterr().out

    return called


def test_without_real_documents_it_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARALLELCHECK_CORPORA", "nowhere")
    assert "There are no real documents in nowhere, so silence was left out" in run("silence")


def test_a_quick_run_prints_and_a_whole_run_writes(run: Run, tmp_path: Path) -> None:
    _copied(tmp_path, "cncf-notice", "recall-notice", "fr")
    _copied(tmp_path, "cncf-release", "press-release", "es")
    _copied(tmp_path, "cds-notice", "recall-notice", "fr")
    (tmp_path / "natural_defects.jsonl").write_text("")
    assert "1 pairs of gcblog, letsenc" in run("silence", "--quick")
    assert "1 pairs of cds, mozlegal" in run("silence", "--choosing")
    assert run("silence", "natural", "--sample", "5") == ""
    assert "2 pairs of gcblog" in (tmp_path / "silence.md").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.glob("*.*")) == [
        *("natural.md", "natural_defects.jsonl", "silence-sample.jsonl", "silence.md")
    ]


def test_seeded_defects_end_to_end(run: Run, tmp_path: Path) -> None:
    _copied(tmp_path, "cncf-notice", "recall-notice", "fr")
    out = run("seeded", "--quick", "--failures")
    (line,) = [row for row in out.splitlines() if row.startswith("| untranslated passage | ") and "0.98" in row]
    assert line.split(" | ")[1:5] == ["1", "1.000", "0.98", "met"]


def test_every_accepted_check_and_every_class_of_a_picture_exists() -> None:
    assert set().union(*PANELS.values()) <= set(CLASS)
    accepted = set().union(*(of.accepted for of in CLASSES), *NATURAL.values())
    assert accepted <= {check.name for check in CHECKS}
