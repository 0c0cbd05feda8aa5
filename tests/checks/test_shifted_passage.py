"""The check `shifted-passage` in files whose texts find their translations by their ids."""

import json
from dataclasses import replace
from pathlib import Path

from parallelcheck.checks.shifted_passage import ShiftedPassage
from parallelcheck.model import Finding
from parallelcheck.pipeline import scan

ENGLISH = {
    "open": "The museum is open every day except Monday.",
    "dogs": "Dogs are welcome as long as they are not afraid of bells.",
    "children": "Children pay nothing, and they may wind up the small clocks.",
    "trains": "The last train to the city leaves ten minutes after we close.",
    "soup": "The café on the ground floor serves soup, bread and apple cake.",
}
FRENCH = {
    "open": "Le musée est ouvert tous les jours sauf le lundi.",
    "dogs": "Les chiens sont les bienvenus pourvu qu’ils n’aient pas peur des cloches.",
    "children": "Les enfants ne paient rien et peuvent remonter les petites horloges.",
    "trains": "Le dernier train pour la ville part dix minutes après notre fermeture.",
    "soup": "Le café du rez-de-chaussée sert de la soupe, du pain et du gâteau aux pommes.",
}


def shifted(folder: Path, french: dict[str, str]) -> list[Finding]:
    (folder / "en.json").write_text(json.dumps(ENGLISH), "utf-8")
    (folder / "fr.json").write_text(json.dumps(french), "utf-8")
    result = scan([folder])
    assert not result.problems
    assert {finding.check for finding in result.findings} <= {"shifted-passage"}
    return list(result.findings)


def test_messages_in_their_places_are_silent(tmp_path: Path) -> None:
    assert shifted(tmp_path, FRENCH) == []


def test_two_messages_that_were_exchanged(tmp_path: Path) -> None:
    found = shifted(tmp_path, FRENCH | {"dogs": FRENCH["trains"], "trains": FRENCH["dogs"]})
    assert [(f.target[0].key, f.also[0].segment.text) for f in found] == [
        ("dogs", ENGLISH["trains"]),
        ("trains", ENGLISH["dogs"]),
    ]
    assert "the translation of another message, “The last train" in found[0].message


def test_messages_that_slipped_by_one(tmp_path: Path) -> None:
    slipped = {"dogs": FRENCH["trains"], "children": FRENCH["dogs"], "trains": FRENCH["children"]}
    found = shifted(tmp_path, FRENCH | slipped)
    owners = {f.target[0].key: f.also[0].segment.key for f in found}
    assert owners == {"dogs": "trains", "children": "dogs", "trains": "children"}


def test_a_message_with_the_translation_of_another_one(tmp_path: Path) -> None:
    (finding,) = shifted(tmp_path, FRENCH | {"dogs": FRENCH["soup"]})
    assert (finding.source[0].key, finding.also[0].segment.key) == ("dogs", "soup")
    assert finding.message.endswith("that of “Dogs are welcome as long as they are not afraid of bells.” is missing.")


PAGE = """\
# {title}

## {open}

{hours}

## {join}

{wrong}
"""


def test_a_pdf_has_no_order_that_headings_could_be_held_against(tmp_path: Path) -> None:
    english = {"title": "The museum of clocks", "open": "When are we open?", "join": "How can one become a member?"}
    french = {"title": "Le musée des horloges", "open": "Quand sommes-nous ouverts ?", "join": "Comment adhérer ?"}
    ours = f"{ENGLISH['open']} {ENGLISH['trains']}", f"{ENGLISH['children']} {ENGLISH['dogs']}"
    theirs = f"{FRENCH['open']} {FRENCH['trains']}", f"{FRENCH['children']} {FRENCH['dogs']}"
    (tmp_path / "a.en.md").write_text(PAGE.format(**english, hours=ours[0], wrong=ours[1]), "utf-8")
    (tmp_path / "a.fr.md").write_text(PAGE.format(**french, hours=theirs[1], wrong=theirs[0]), "utf-8")
    (pair,) = scan([tmp_path]).pairs
    in_pdf = replace(pair, target=replace(pair.target, format="pdf"))
    assert [finding.also[0].role for finding in ShiftedPassage().run(pair)] == ["belongs under"] * 2
    assert [finding.also for finding in ShiftedPassage().run(in_pdf)] == [()]  # the two only changed places
