"""A glossary proposed from documents and their translations."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from parallelcheck.checks.glossary import Glossary, Term
from parallelcheck.encode import load
from parallelcheck.glossary import read_glossary
from parallelcheck.model import AlignedPair
from parallelcheck.pipeline import scan
from parallelcheck.terms import Proposal, as_csv, propose

SENTENCES = [
    (
        "The water meter stands in the cellar of the house.",
        "Le compteur d’eau se trouve à la cave de la maison.",
        "El contador de agua está en el sótano de la casa.",
    ),
    (
        "Read the water meter once a year and write the figure down.",
        "Relevez le compteur d’eau une fois par an et notez le chiffre.",
        "Lea el contador de agua una vez al año y anote la cifra.",
    ),
    (
        "Rivulet sends a letter to every member of the association in winter.",
        "Rivulet envoie en hiver une lettre à chaque membre de l’association.",
        "Rivulet envía en invierno una carta a cada miembro de la asociación.",
    ),
    (
        "Nobody may open a water meter without the permission of Rivulet.",
        "Personne ne peut ouvrir un compteur d’eau sans la permission de Rivulet.",
        "Nadie puede abrir un contador de agua sin el permiso de Rivulet.",
    ),
    (
        "Anyone who visits the office of Rivulet finds a friendly neighbour there.",
        "Quiconque passe au bureau de Rivulet y trouve un voisin aimable.",
        "Quien pasa por la oficina de Rivulet encuentra allí a un vecino amable.",
    ),
]


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Sequence[AlignedPair]:
    folder = tmp_path_factory.mktemp("site")
    for at, language in enumerate(("en", "fr", "es")):
        (folder / f"page.{language}.md").write_text("\n\n".join(said[at] for said in SENTENCES), "utf-8")
    return scan([folder]).pairs


def terms(proposals: Sequence[Proposal], target: str = "fr") -> dict[str, str]:
    return {each.source: each.target for each in proposals if each.languages[1] == target}


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    return load().encode(texts)


def test_what_recurs_with_its_translation_is_proposed(pairs: Sequence[AlignedPair]) -> None:
    found = propose(pairs, encode)
    assert terms(found) == {"water meter": "compteur d’eau", "Rivulet": "Rivulet"}
    assert terms(found, "es") == {"water meter": "contador de agua", "Rivulet": "Rivulet"}


def test_it_is_counted_and_placed_and_names_are_kept(pairs: Sequence[AlignedPair]) -> None:
    found = {each.source: each for each in propose(pairs, encode)}
    meter, rivulet = found["water meter"], found["Rivulet"]
    assert (meter.count, meter.passages, meter.place.line, meter.keep) == (3, 3, 1, False)
    assert (rivulet.count, rivulet.passages, rivulet.place.line, rivulet.keep) == (3, 3, 5, True)
    assert rivulet.score == pytest.approx(1, abs=1e-6)
    assert 0.5 < meter.score <= 1


def test_what_is_known_is_left_out(pairs: Sequence[AlignedPair]) -> None:
    known = Glossary((Term({"en": ("water meters",), "fr": ("compteur",)}),))
    assert terms(propose(pairs, encode, known)) == {"Rivulet": "Rivulet"}


def test_what_stands_there_twice_only_is_not_proposed(pairs: Sequence[AlignedPair]) -> None:
    fewer = [pair for pair in pairs if pair.target.language == "fr"]
    beads = fewer[0].beads[:3]
    alone = AlignedPair(fewer[0].source, fewer[0].target, beads)
    assert propose([alone], encode) == []


def test_documents_that_come_alone_have_nothing_to_say(pairs: Sequence[AlignedPair]) -> None:
    alone = AlignedPair(None, pairs[0].target, ())
    assert propose([alone], encode) == []
    assert propose([], encode) == []


def test_the_file_is_a_glossary_as_it_is(pairs: Sequence[AlignedPair], tmp_path: Path) -> None:
    found = propose(pairs, encode)
    text = as_csv(found)
    assert text.splitlines()[0] == "en,es,fr,do-not-translate,comment,count,passages,score,place"
    (tmp_path / "glossary.csv").write_text(text, "utf-8")
    read = read_glossary((tmp_path / "glossary.csv").as_posix()).terms
    written = [{"en": (each.source,), each.languages[1]: (each.target,)} for each in found]
    assert [term.names for term in read] == written
    assert [term.keep for term in read] == [each.keep for each in found]


def test_the_same_documents_give_the_same_file(pairs: Sequence[AlignedPair]) -> None:
    assert as_csv(propose(pairs, encode)) == as_csv(propose(pairs, encode))
