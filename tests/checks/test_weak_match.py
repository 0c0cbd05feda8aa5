"""What only one of two passages says is quoted beside them; when they are a weak match is for its cases to say."""

import tomllib
from dataclasses import replace
from pathlib import Path

from parallelcheck import scan
from parallelcheck.checks import WEAK
from parallelcheck.checks.weak_match import WeakMatch
from parallelcheck.model import AlignedPair, Bead, Document, Finding, Kind, Location, Segment, Severity

ENGLISH = "The fund supported fourteen clinics, which treated children for free all through the winter."
FRENCH = "Le fonds a soutenu quatorze cliniques pendant toute l’année, qui ont vendu des livres d’occasion."


def finding(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Finding:
    """About a bead of the two passages with these words unmatched."""
    segments = [
        Segment(Kind.PARAGRAPH, text, Location(path, 3, 3)) for path, text in (("a.md", ENGLISH), ("b.md", FRENCH))
    ]
    source, target = (replace(segment, sentences=(segment,)) for segment in segments)
    unmatched = tuple(
        tuple(segment.part(at, at + len(words)) for words in side for at in [segment.text.index(words)])
        for segment, side in ((source, ours), (target, theirs))
    )
    bead = Bead((source,), (target,), score=0.001, unmatched=(unmatched[0], unmatched[1]))
    documents = (Document("a.md", "markdown", (source,)), Document("b.md", "markdown", (target,)))
    (found,) = WeakMatch().run(AlignedPair(*documents, (bead,)))
    return found


def test_what_only_one_side_says_is_quoted_with_its_place() -> None:
    found = finding(("treated children", "for free"), ("livres d’occasion",))
    assert found.severity is Severity.WARNING
    assert [(related.role, related.segment.text, str(related.segment.where)) for related in found.also] == [
        ("only in the source", "treated children", "a.md:3"),
        ("only in the source", "for free", "a.md:3"),
        ("only in the translation", "livres d’occasion", "b.md:3"),
    ]


def test_nothing_is_quoted_where_that_would_be_most_of_it() -> None:
    assert finding((ENGLISH,), (FRENCH,)).also == ()
    assert finding((ENGLISH,), ("livres",)).also == ()


def test_a_scan_looks_for_the_words(tmp_path: Path) -> None:
    around = tomllib.loads(Path(__file__).with_name("surroundings.toml").read_text("utf-8"))["report"]
    other = "L’assemblée générale se réunit une fois par an au siège de l’association et élit les membres du bureau."
    (tmp_path / "page.en.md").write_text(around["en"].replace("{case}", ENGLISH), "utf-8")
    (tmp_path / "page.fr.md").write_text(around["fr"].replace("{case}", other), "utf-8")
    (pair,) = scan(tmp_path).pairs
    weak = [bead for bead in pair.beads if bead.score < WEAK]
    assert [(bead.source[0].text, bead.target[0].text) for bead in weak] == [(ENGLISH, other)]
    ours, theirs = weak[0].unmatched
    assert any("treated children" in part.text for part in ours)
    assert any("élit les membres" in part.text for part in theirs)
    assert all(bead.unmatched == ((), ()) for bead in pair.beads if bead not in weak)
