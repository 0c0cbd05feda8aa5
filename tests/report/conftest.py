"""Results of scans, written by hand: what each reporter is shown."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from parallelcheck.model import (
    AlignedPair,
    Bead,
    Calibration,
    CheckInfo,
    Document,
    Finding,
    Kind,
    Location,
    Problem,
    Related,
    ScanResult,
    Segment,
    Severity,
    Silenced,
    Verdict,
)

GOLDEN = Path(__file__).parent / "golden"

NOTICE = (
    (1, Kind.HEADING, 1, "Avis aux visiteurs"),
    (3, Kind.PARAGRAPH, 0, "Le phare est ouvert tous les jours de juin à septembre, sauf par grand vent."),
    (5, Kind.PARAGRAPH, 0, "Les chiens tenus en laisse sont les bienvenus sur le sentier."),
    (7, Kind.PARAGRAPH, 0, "Le phare est ouvert chaque jour de juin à septembre, sauf par grand vent."),
)

CHECKS = (
    CheckInfo("left-beside-translation", Severity.ERROR, "The original still stands beside its translation.", "…"),
    CheckInfo("missing-passage", Severity.ERROR, "A passage of the source has no counterpart in the target.", "…"),
    CheckInfo("numbers", Severity.WARNING, "Numbers differ between a passage and its translation.", "…"),
    CheckInfo(
        "partly-untranslated", Severity.WARNING, "A translated passage has words left in the source language.", ""
    ),
    CheckInfo("repeated-passage", Severity.WARNING, "A document says the same thing twice.", "…"),
    CheckInfo("untranslated-passage", Severity.ERROR, "A passage is still in the source language.", "…"),
    CheckInfo("weak-match", Severity.WARNING, "A passage and its translation may not say the same.", "…"),
)


def verdict(text: str, language: str) -> Verdict:
    return Verdict("decided", language, 0.99) if len(text) > 20 else Verdict("undecided", language, 0.4)


def report_pair() -> AlignedPair:
    """The pair of rapport.tsv: one row a bead, a side left empty has no counterpart."""
    english: list[Segment] = []
    french: list[Segment] = []
    beads = []
    rows = Path(__file__).with_name("rapport.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for kind, level, source_line, source, target_line, target in (row.split("\t") for row in rows):
        sides: list[tuple[Segment, ...]] = []
        for path, line, text, segments in (
            ("report.en.md", source_line, source, english),
            ("rapport.fr.md", target_line, target, french),
        ):
            language = "en" if segments is english or text.startswith(("In autumn", "Every")) else "fr"
            where = Location(path, int(line or 0), int(line or 0))
            new = Segment(Kind(kind), text, where, len(segments), int(level), identified=verdict(text, language))
            sides.append((new,) if text else ())
            segments.extend(sides[-1])
        score, similarity = (0.97, 0.81) if all(sides) else (0.0, 0.0)
        beads.append(Bead(sides[0], sides[1], score, similarity))
    return AlignedPair(
        source=Document("report.en.md", "markdown", tuple(english), "en"),
        target=Document("rapport.fr.md", "markdown", tuple(french), "fr"),
        # nothing promises that beads come in the order of the page
        beads=tuple(sorted(beads, key=lambda bead: not bead.target)),
        calibration=Calibration(0.7912345, 0.08, 0.12, 0.0711119, 1.18),
        paired_by="given",
    )


def notice() -> AlignedPair:
    """A document alone, which aligns with nothing."""
    segments = tuple(
        Segment(kind, text, Location("avis.fr.txt", at, at), index, level, identified=verdict(text, "fr"))
        for index, (at, kind, level, text) in enumerate(NOTICE)
    )
    return AlignedPair(None, Document("avis.fr.txt", "text", segments, "fr"), ())


def found(pair: AlignedPair, line: int, side: str = "target") -> Segment:
    document = pair.source if side == "source" else pair.target
    assert document is not None
    return next(segment for segment in document.segments if segment.where.line == line)


def cut(segment: Segment, words: str) -> Segment:
    start = segment.text.index(words)
    return segment.part(start, start + len(words))


def findings(pair: AlignedPair, alone: AlignedPair) -> tuple[Finding, ...]:
    bilingual = found(pair, 20)
    return (
        Finding(
            "missing-passage",
            Severity.ERROR,
            "Nothing in the French document says what this passage says.",
            source=(found(pair, 14, "source"),),
            score=0.94,
            evidence={"best_similarity": 0.3141592, "threshold": 0.52},
            suggestion="Translate it after line 15 of rapport.fr.md.",
        ),
        Finding(
            "left-beside-translation",
            Severity.ERROR,
            "This English passage was left beside its French translation.",
            target=(found(pair, 9),),
            also=(Related("translation", found(pair, 11)),),
            score=0.98,
            evidence={"language": "en", "similarity": 0.87},
            suggestion="Delete it: line 11 says the same in French.",
        ),
        Finding(
            "numbers",
            Severity.WARNING,
            "The source says 48, the translation says 84.",
            source=(cut(found(pair, 7, "source"), "We restored three lanterns and trained 48 volunteers."),),
            target=(cut(found(pair, 7), "Nous avons restauré trois lanternes et formé 84 bénévoles."),),
            evidence={"only_in_source": ("48",), "only_in_target": ("84",)},
        ),
        Finding(
            "partly-untranslated",
            Severity.WARNING,
            "These words are still in English.",
            target=(cut(bilingual, "a room for a second workshop"),),
            score=0.77,
        ),
        Finding(
            "untranslated-passage",
            Severity.ERROR,
            "This passage is still in English, word for word as in the source.",
            source=(found(pair, 26, "source"),),
            target=(found(pair, 27),),
            score=1.0,
            evidence={"identical": True},
        ),
        Finding(
            "weak-match",
            Severity.NOTE,
            "This heading is less close to its source than the others are.",
            source=(found(pair, 21, "source"),),
            target=(found(pair, 22),),
            score=0.41,
        ),
        Finding(
            "partly-untranslated",
            Severity.WARNING,
            "These words are still in English.",
            target=(cut(bilingual, "Volunteer Programme of the Year"),),
            silenced=Silenced("inline", "the name of a prize"),
        ),
        Finding(
            "repeated-passage",
            Severity.WARNING,
            "This passage says again what line 3 says.",
            target=(found(alone, 7),),
            also=(Related("earlier copy", found(alone, 3)),),
            score=0.96,
        ),
    )


@pytest.fixture
def version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Golden files show one version of the program for ever."""
    monkeypatch.setattr("parallelcheck.__version__", "1.2.3", raising=False)


@pytest.fixture
def result(version: None) -> ScanResult:
    """A report in two languages and a notice alone, with one finding of each kind and a file not read."""
    pair, alone = report_pair(), notice()
    return ScanResult(
        root=".",
        findings=findings(pair, alone),
        problems=(Problem("annexe.fr.pdf", "it is protected by a password; save a copy without one"),),
        pairs=(pair, alone),
        checks=CHECKS,
        model="embedded:harbour@0123abcd",
        notes=("rapport.fr.md was read as Windows-1252, since it is not UTF-8.",),
        seconds=0.42,
    )


@pytest.fixture
def clean(result: ScanResult) -> ScanResult:
    """A pair in which nothing was found, compared with a model that is not the embedded one."""
    return replace(result, findings=(), problems=(), pairs=result.pairs[:1], model="sentence-transformers/LaBSE")


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with tests/report/golden/<name>; UPDATE_GOLDEN=1 in the environment writes it instead.

    The style sheet and the script, and their hashes, are left out of pages: they stand in the templates, whole.
    """

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        text = re.sub(r"(<(style|script)[^>]*>).*?(</\2>)", r"\1\3", text, flags=re.DOTALL)
        text = re.sub(r"sha256-[\w+/=]+", "sha256-", text)
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text, (
            f"{name} changed; UPDATE_GOLDEN=1 pytest tests/report accepts it"
        )

    return compare


@pytest.fixture(scope="session")
def everywhere() -> Callable[[str], ScanResult]:
    """A result with one text in every place where a document, a path or a person can put one."""

    def build(text: str) -> ScanResult:
        where = Location(text, 1, 1, label=text)
        segments = tuple(Segment(kind, text, where, index, 1, language=text) for index, kind in enumerate(Kind))
        source = Document(text, text, segments, text)
        target = Document(text + "x", text, tuple(replace(s, where=replace(where, path=text + "x")) for s in segments))
        finding = Finding(
            "numbers",
            Severity.ERROR,
            text,
            source=(segments[0],),
            target=(target.segments[1], target.segments[2]),
            also=(Related(text, target.segments[3]),),
            evidence={text: text, "words": (text, text)},
            suggestion=text,
        )
        return ScanResult(
            root=text,
            findings=(finding, replace(finding, silenced=Silenced("decision", text))),
            problems=(Problem(text, text),),
            pairs=(AlignedPair(source, target, (Bead(segments[:2], target.segments[:2]),), paired_by=text),),
            checks=(CheckInfo("numbers", Severity.ERROR, text, text),),
            model=text,
            notes=(text,),
        )

    return build


@pytest.fixture
def hostile(everywhere: Callable[[str], ScanResult], version: None) -> ScanResult:
    """What has broken reports of other programs, everywhere."""
    return everywhere(
        '<script>alert(1) %0A::error::boom\n::error::boom\r\x1b[31m ]]> \x00 \u202eevil\u202c | `code` "quoted";=1+1 '
        "@all #1 [x](https://evil.example) &amp; <!-- --> \ud800 **bold** \\ C:\\a,b"
    )


@pytest.fixture
def reports(result: ScanResult, clean: ScanResult, hostile: ScanResult) -> dict[str, ScanResult]:
    """What every format has golden files of."""
    return {"report": result, "clean": clean, "hostile": hostile}


@pytest.fixture
def huge(everywhere: Callable[[str], ScanResult]) -> ScanResult:
    """Passages of 200 kB."""
    return everywhere("Le phare est ouvert. " * 10_000)
