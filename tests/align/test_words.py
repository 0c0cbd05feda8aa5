"""Words without a counterpart: with a small dictionary for vectors, so that it is plain what renders what, and with the
embedded model.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.align import unmatched_spans, unmatched_words
from parallelcheck.align.units import Floats
from parallelcheck.encode import load
from parallelcheck.model import Kind, Location, Segment

# A word and what renders it; any other word is rendered by itself only.
DICTIONARY = "clock Uhr, guard Wärter, winds zieht, night Abend, large große, opens öffnet, shutters Läden, barn Stall"
RENDERED = {word: number for number, pair in enumerate(DICTIONARY.split(", ")) for word in pair.split()}
ENGLISH = "The guard winds the large clock at night, opens the shutters of the barn"
GERMAN = "Der Wärter zieht am Abend die große Uhr, öffnet die Läden am Stall"


def by_dictionary(words: list[str]) -> Floats:
    """Vectors that are equal for words that render one another, and at right angles for all others."""
    names = sorted({word for word in words if word not in RENDERED})
    rows = [RENDERED.get(word, len(RENDERED) + names.index(word) if word in names else 0) for word in words]
    return np.eye(len(RENDERED) + len(names), dtype=np.float32)[rows]


def quoted(left: str, right: str, encode=by_dictionary) -> tuple[list[str], list[str]]:
    ours, theirs = unmatched_spans(left, right, encode)
    return [left[slice(*span)] for span in ours], [right[slice(*span)] for span in theirs]


def test_a_translation_lacks_nothing_in_whatever_order() -> None:
    assert quoted(ENGLISH, GERMAN) == ([], [])


def test_a_clause_that_was_dropped_is_quoted_as_it_stands() -> None:
    longer = ENGLISH.replace(", opens", ", walks his tired, hungry dog, opens")
    assert quoted(longer, GERMAN) == (["walks his tired, hungry dog"], [])
    assert quoted(GERMAN, longer) == ([], ["walks his tired, hungry dog"])


def test_two_of_them_come_in_order() -> None:
    longer = f"Every long winter's day {ENGLISH}, whistling old songs"
    assert quoted(longer, GERMAN)[0] == ["long winter's day", "whistling old songs"]


@pytest.mark.parametrize("added", ["patiently", "and then he has not been there", "a, the, of", "7"])
def test_a_word_alone_and_function_words_are_no_omission(added: str) -> None:
    assert quoted(f"{ENGLISH} {added}", GERMAN) == ([], [])


def test_names_and_numbers_are_their_own_counterpart() -> None:
    more = ", Dolores Fuentes, 1,482 Rathausgasse, https://example.org/clocks"
    assert quoted(ENGLISH + more, GERMAN + more) == ([], [])


def test_a_word_renders_another_only_once() -> None:
    """The second “large clock” of the source has nothing left to render it."""
    left, right = quoted(f"{ENGLISH}; and there was a second large clock, broken", GERMAN)
    assert (left, right) == (["second large clock, broken"], [])


@pytest.mark.parametrize("text", ["", "…", "1 € & @"])
def test_texts_without_words(text: str) -> None:
    assert quoted(text, "") == ([], [])
    assert quoted(text, "Zieht die Uhr")[1] == ["Zieht die Uhr"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_runs_begin_and_end_with_words_and_do_not_touch(left: str, right: str) -> None:
    ours, theirs = unmatched_spans(left, right, by_dictionary)
    assert unmatched_spans(right, left, by_dictionary) == (theirs, ours)
    for text, spans in ((left, ours), (right, theirs)):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(set(edges))
        assert all(text[start].isalnum() and text[end - 1].strip() for start, end in spans)


@given(st.text(max_size=80))
def test_a_text_renders_itself(text: str) -> None:
    assert unmatched_spans(text, text, by_dictionary) == ([], [])


def test_parts_of_segments_know_their_place() -> None:
    first, second = "The guard winds the large clock at night.", "He opens the barn, then walks his tired dog."
    lines = ((0, 5), (len("He opens the barn, "), 6))
    source = (
        Segment(Kind.PARAGRAPH, first, Location("page.md", 3, 3)),
        Segment(Kind.PARAGRAPH, second, Location("page.md", 5, 6), 1, lines=lines),
    )
    target = (Segment(Kind.PARAGRAPH, GERMAN, Location("seite.md", 1, 1)),)
    (part,), others = unmatched_words(source, target, by_dictionary)
    assert (part.text, part.where) == ("walks his tired dog", Location("page.md", 6, 6))
    assert (part.index, part.offset) == (1, second.index("walks"))
    assert others == ()


def test_a_run_over_two_segments_is_cut_between_them() -> None:
    source = tuple(
        Segment(Kind.PARAGRAPH, text, Location("page.md", line, line), index)
        for index, (line, text) in enumerate([(3, ENGLISH + ", walks his dog."), (5, "Whistles old songs.")])
    )
    target = (Segment(Kind.PARAGRAPH, GERMAN, Location("seite.md", 1, 1)),)
    parts, _ = unmatched_words(source, target, by_dictionary)
    assert [(part.text, part.where.line) for part in parts] == [("walks his dog.", 3), ("Whistles old songs", 5)]


KEPT = "The library stores your name and address{} and deletes them after a year."
CLAUSE = ", which the staff may read at any time,"
TRANSLATIONS = {
    "de": "Die Bibliothek speichert Ihren Namen und Ihre Adresse{} und löscht sie nach einem Jahr.",
    "es": "La biblioteca guarda su nombre y su dirección{} y los borra al cabo de un año.",
    "fr": "La bibliothèque conserve votre nom et votre adresse{} et les efface au bout d’un an.",
    "it": "La biblioteca conserva il nome e l’indirizzo{} e li cancella dopo un anno.",
    "pt": "A biblioteca guarda o seu nome e o seu endereço{} e apaga-os ao fim de um ano.",
}
CLAUSES = {
    "de": ", die das Personal jederzeit lesen darf,",
    "es": ", que el personal puede leer en cualquier momento,",
    "fr": ", que le personnel peut lire à tout moment,",
    "it": ", che il personale può leggere in qualsiasi momento,",
    "pt": ", que os funcionários podem ler a qualquer momento,",
}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_the_embedded_model_knows_what_renders_what(language: str) -> None:
    encode, kept = load().encode, TRANSLATIONS[language]
    whole, translated = KEPT.format(CLAUSE), kept.format(CLAUSES[language])
    assert quoted(whole, translated, encode) == ([], [])
    assert quoted(KEPT.format(""), kept.format(""), encode) == ([], [])
    (found,), nothing = quoted(whole, kept.format(""), encode)
    assert found in CLAUSE
    assert {"staff", "read", "time"} <= set(found.split())
    assert nothing == []
    nothing, (found,) = quoted(KEPT.format(""), translated, encode)
    assert found in CLAUSES[language]
    assert nothing == []


def test_the_embedded_model_knows_numbers_names_and_compounds() -> None:
    source = "The environmental impact assessment of the port of Geneva cost €1,482 in 2024, said the health insurance."
    target = "Die Umweltverträglichkeitsprüfung des Genfer Hafens kostete 2024 1.482 €, sagte die Krankenversicherung."
    assert quoted(source, target, load().encode) == ([], [])
