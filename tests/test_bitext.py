from pathlib import Path

import pytest

from parallelcheck.bitext import align_files
from parallelcheck.errors import ParallelcheckError
from parallelcheck.model import AlignedPair, Document
from parallelcheck.pipeline import scan

CORPORA = Path(__file__).parent.parent / "corpora"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a pair of documents."""
    (tmp_path / "year.en.md").write_text("# The year\n\nThe library opened its reading room.\n", encoding="utf-8")
    (tmp_path / "year.fr.md").write_text("# L'année\n\nLa bibliothèque a ouvert sa salle.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def places(pair: AlignedPair) -> list[tuple[tuple[int, ...], tuple[int, ...], float]]:
    """The beads as the places of their passages, and their scores."""
    return [
        (tuple(s.index for s in bead.source), tuple(s.index for s in bead.target), bead.score) for bead in pair.beads
    ]


def wording(document: Document | None) -> list[str]:
    return [segment.text for segment in document.segments] if document else []


def test_passages_are_those_of_a_scan() -> None:
    paths = [CORPORA / "policy/clean" / language / "privacy.md" for language in ("en", "fr")]
    aligned = align_files(*paths)
    (pair,) = scan(pairs=[(paths[0], paths[1])]).pairs
    assert pair.source
    assert wording(aligned.source) == wording(pair.source)
    assert wording(aligned.target) == wording(pair.target)
    assert aligned.twins == pair.twins


def test_sentences_are_split_as_the_language_of_the_name_wants(folder: Path) -> None:
    (folder / "a.en.md").write_text("Mr. Dupont came. He saw.\n")
    (folder / "a.fr.md").write_text("M. Dupont est venu. Il a vu.\n")
    aligned = align_files("a.en.md", "a.fr.md", "sentences")
    assert wording(aligned.source) == ["Mr. Dupont came.", "He saw."]
    assert wording(aligned.target) == ["M. Dupont est venu.", "Il a vu."]
    assert [place[:2] for place in places(aligned)] == [((0,), (0,)), ((1,), (1,))]


def test_lines_are_those_of_the_file_whatever_its_name(folder: Path) -> None:
    (folder / "left").write_text("The first line.\n\nThe\x0cthird\u2028line.\r\n")
    (folder / "right.xyz").write_text("La première ligne.\n\nLa troisième ligne.", encoding="utf-8")
    aligned = align_files("left", "right.xyz", "lines")
    assert wording(aligned.source) == ["The first line.", "", "The\x0cthird\u2028line."]
    assert wording(aligned.target) == ["La première ligne.", "", "La troisième ligne."]
    assert sorted(i for source, _, _ in places(aligned) for i in source) == [0, 1, 2]


def test_the_messages_of_a_catalogue_are_aligned_as_a_scan_does() -> None:
    catalogue = CORPORA / "catalogue/defects/fr.po"
    aligned = align_files(catalogue)
    (pair,) = scan(catalogue).pairs
    assert places(aligned) == places(pair)
    assert (aligned.paired_by, aligned.target.language) == (pair.paired_by, pair.target.language)


@pytest.mark.parametrize(
    ("source", "target", "units", "sentence"),
    [
        ("absent.md", "year.fr.md", "passages", "absent.md cannot be read: No such file or directory."),
        ("year.en.md", ".", "lines", ". cannot be read: Is a directory."),
        ("year.en.md", "empty.md", "sentences", "empty.md is empty: there is nothing in it to check"),
        ("year.en.md", "bare.md", "passages", "bare.md holds no text besides markup: there is nothing in it to check"),
        ("year.en.md", "year.fr.md", "passage", "There are no units 'passage'; did you mean passages?"),
        ("year.en.md", "year.fr.md", "words", "There are no units 'words'; there are passages, sentences, lines."),
    ],
)
def test_what_cannot_be_aligned(folder: Path, source: str, target: str, units: str, sentence: str) -> None:
    (folder / "empty.md").touch()
    (folder / "bare.md").write_text("<!-- to do -->\n")
    with pytest.raises(ParallelcheckError) as raised:
        align_files(source, target, units)
    assert str(raised.value) == sentence
