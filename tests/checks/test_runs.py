"""What follows one another is one finding, and what stands apart, or was silenced, is not."""

from pathlib import Path

from parallelcheck import Config
from parallelcheck.model import Finding, Severity
from parallelcheck.pipeline import scan

SOURCE = """\
# The year at the library

The library opened its new reading room in the spring, and the first visitors came on the same day.

Our volunteers repaired more than two hundred books with glue, thread and a great deal of patience.

The children of the neighbouring school now come every Thursday to hear stories read aloud.

In the autumn a storm tore the roof off the shed where we keep the old newspapers.

The fire brigade helped us carry all of them to the town hall before the rain came.

Nothing was lost, and the town has promised to pay for a new roof next year.
"""
TARGET = """\
# L'année à la bibliothèque

La bibliothèque a ouvert sa nouvelle salle de lecture au printemps, et les premiers visiteurs sont venus le jour même.

Nos bénévoles ont réparé plus de deux cents livres avec de la colle, du fil et beaucoup de patience.

Les enfants de l'école voisine viennent maintenant chaque jeudi écouter des histoires lues à voix haute.

À l'automne, une tempête a arraché le toit du hangar où nous gardons les vieux journaux.

Les pompiers nous ont aidés à les porter tous à la mairie avant l'arrivée de la pluie.

Rien n'a été perdu, et la ville a promis de payer un nouveau toit l'année prochaine.
"""


def findings(folder: Path, source: str, target: str) -> list[Finding]:
    (folder / "en.md").write_text(source, "utf-8")
    (folder / "fr.md").write_text(target, "utf-8")
    result = scan(pairs=[(folder / "en.md", folder / "fr.md")], config=Config(ignore=("unused-ignore",)))
    assert not result.problems
    return list(result.findings)


def without(text: str, *numbers: int) -> str:
    """The text without some of its paragraphs, by number."""
    return "\n\n".join(part for at, part in enumerate(text.split("\n\n")) if at not in numbers)


def texts(finding: Finding) -> int:
    return len(finding.target or finding.source)


def test_passages_that_are_missing_one_after_the_other(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, SOURCE, without(TARGET, 3, 4, 5))
    assert (finding.check, finding.severity, texts(finding)) == ("missing-passage", Severity.ERROR, 3)
    assert finding.message == "These 3 passages of the source have no counterpart in the French document."
    assert finding.suggestion == "Translate them and insert them after line 5."
    assert [segment.where.line for segment in finding.source] == [7, 9, 11]


def test_passages_that_are_missing_here_and_there(tmp_path: Path) -> None:
    found = findings(tmp_path, SOURCE, without(TARGET, 2, 4))
    assert [(finding.check, texts(finding)) for finding in found] == [("missing-passage", 1)] * 2


def test_passages_that_were_added_one_after_the_other(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, without(SOURCE, 4, 5), TARGET)
    assert (finding.check, finding.severity, texts(finding)) == ("added-passage", Severity.WARNING, 2)
    assert finding.message == "These 2 passages translate nothing in the English document."


def test_what_is_silenced_stays_by_itself(tmp_path: Path) -> None:
    silent = "<!-- parallelcheck: ignore[added-passage] for our readers only -->\n\nÀ l'automne"
    found = findings(tmp_path, without(SOURCE, 3, 4, 5), TARGET.replace("À l'automne", silent))
    assert [(texts(f), f.silenced is not None) for f in found] == [(1, False), (1, True), (1, False)]


def test_sentences_of_one_passage(tmp_path: Path) -> None:
    source, target = ("\n\n".join([*t.split("\n\n")[:3], " ".join(t.split("\n\n")[3:])]) for t in (SOURCE, TARGET))
    lost = target.replace(TARGET.split("\n\n")[4] + " ", "").replace(TARGET.split("\n\n")[5] + " ", "")
    (finding,) = findings(tmp_path, source, lost)
    assert finding.message == "The French passage on line 7 does not render these 2 sentences of the source."
    (finding,) = findings(tmp_path, source.replace(" ".join(SOURCE.split("\n\n")[4:6]) + " ", ""), target)
    assert finding.message == "These 2 sentences render nothing in the English passage on line 7."


def test_links_of_one_passage(tmp_path: Path) -> None:
    source = SOURCE.replace(
        "reading room",
        "[reading room](https://library.example/room). It is [open]"
        "(https://library.example/hours) to all. We lent books there",
    ).replace("Our volunteers", "[Our volunteers](https://volunteers.example)")
    target = TARGET.replace(
        "salle de lecture", "salle de lecture. Elle est ouverte à tous. Nous y avons prêté des livres"
    )
    found = findings(tmp_path, source, target)
    assert [finding.check for finding in found] == ["links", "links"]
    assert found[0].message.count("is missing from the translation") == 2
    assert found[0].evidence["source_links"] == ("https://library.example/room", "https://library.example/hours")


def test_cells_of_one_table(tmp_path: Path) -> None:
    table = "| Month | Readers |\n| --- | --- |\n| May | 3,409 |\n| June | 2,417 |\n| July | 1,188 |\n"
    french = "| Mois | Lecteurs |\n| --- | --- |\n| Mai | 593 |\n| Juin | 245 |\n| Juillet | 1 188 |\n"
    (finding,) = findings(tmp_path, f"{SOURCE}\n{table}", f"{TARGET}\n{french}")
    assert finding.message == (
        "2 cells of this table have other numbers than in the source: “3,409” is “593” and “2,417” is “245”."
    )
    assert finding.evidence["target_numbers"] == ("593", "245")
