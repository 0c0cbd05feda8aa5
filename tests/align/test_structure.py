"""What the aligner makes of two documents that are not laid out alike: split, joined, moved, doubled, missing.

Each test changes the Markdown of a translation as editors, converters and publishing systems do, and looks at the
beads and at what the checks of coverage say. `workshop/` holds one report in four languages, block for block alike.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from parallelcheck import checks
from parallelcheck.align import align_documents
from parallelcheck.config import Config
from parallelcheck.model import AlignedPair, Bead, Document, Kind, Severity
from parallelcheck.pipeline import scan
from parallelcheck.read import read, read_bilingual
from parallelcheck.session import Session

WORKSHOP = Path(__file__).parent / "workshop"
TRANSLATIONS = ("fr", "es", "de")
COVERAGE = {"missing-passage", "added-passage", "missing-sentence", "added-sentence", "weak-match", "repeated-passage"}

Texts = tuple[str, ...]


@cache
def session() -> Session:
    return Session(Config())


@cache
def blocks(language: str) -> Texts:
    """What stands between blank lines."""
    return tuple((WORKSHOP / f"{language}.md").read_text(encoding="utf-8").strip().split("\n\n"))


def beginning_with(mark: str) -> list[int]:
    return [i for i, block in enumerate(blocks("en")) if block.startswith(mark)]


HEADINGS = beginning_with("#")
LIST, QUOTATION, IMAGE, TABLE, CODE = (beginning_with(mark)[0] for mark in ("-", ">", "![", "|", "```"))
PARAGRAPHS = [i for i, block in enumerate(blocks("en")) if block[0].isalpha()]
PAIRS_OF_PARAGRAPHS = [i for i in PARAGRAPHS if i + 1 in PARAGRAPHS]
OF_SENTENCES = [i for i in PARAGRAPHS if blocks("en")[i].count(". ") >= 1]


def in_turn(places: Sequence[int]) -> list[tuple[int, str]]:
    """Each place in one of the languages."""
    return [(place, TRANSLATIONS[number % len(TRANSLATIONS)]) for number, place in enumerate(places)]


@cache
def prepared(text: str, language: str, name: str = "text.md") -> Document:
    return session().prepare(read(text.encode(), name), language)


def compare(source: Sequence[str], target: Sequence[str], language: str) -> AlignedPair:
    """Two documents of these blocks, aligned as a scan does."""
    left, right = prepared("\n\n".join(source), "en"), prepared("\n\n".join(target), language)
    return session().compare(left, right, "test")


def translated(target: Sequence[str], language: str) -> AlignedPair:
    """The English report against these blocks."""
    return compare(blocks("en"), target, language)


def with_blocks(language: str, at: int, *new: str, instead_of: int = 1) -> list[str]:
    """The report with these blocks in the place of so many others."""
    return [*blocks(language)[:at], *new, *blocks(language)[at + instead_of :]]


def passages(*some: str) -> Texts:
    """The texts of the passages that blocks hold."""
    return tuple(segment.text for block in some for segment in prepared(block, "en").segments)


def items(language: str) -> list[str]:
    """The lines of the report's list, without its marks."""
    return [line.removeprefix("- ") for line in blocks(language)[LIST].split("\n")]


def texts(bead: Bead) -> tuple[Texts, Texts]:
    return tuple(segment.text for segment in bead.source), tuple(segment.text for segment in bead.target)


def all_texts(pair: AlignedPair) -> list[tuple[Texts, Texts]]:
    return [texts(bead) for bead in pair.beads]


def alone(pair: AlignedPair) -> tuple[Texts, Texts]:
    """Texts without counterpart: of the source, of the target."""
    return (
        tuple(text for source, target in all_texts(pair) if not target for text in source),
        tuple(text for source, target in all_texts(pair) if not source for text in target),
    )


def said(pair: AlignedPair) -> list[tuple[str, str]]:
    """What the checks of coverage say at warning and above, and of which text."""
    found, crashes = checks.run([check for check in checks.configured({}) if check.name in COVERAGE], pair)
    assert not crashes
    return [
        (finding.check, (finding.source if finding.check.startswith("missing") else finding.target)[0].text)
        for finding in found
        if finding.severity >= Severity.WARNING
    ]


# Laid out alike


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_passage_has_its_translation_which_is_of_the_same_kind(language: str) -> None:
    pair = translated(blocks(language), language)
    assert all_texts(pair) == [
        ((source,), (target,))
        for source, target in zip(passages(*blocks("en")), passages(*blocks(language)), strict=True)
    ]
    assert all(bead.source[0].kind is bead.target[0].kind for bead in pair.beads)
    assert said(pair) == []


# Split and joined


@pytest.mark.parametrize(("at", "language"), in_turn(PAIRS_OF_PARAGRAPHS))
def test_two_paragraphs_joined_in_the_translation(at: int, language: str) -> None:
    joined = " ".join(blocks(language)[at : at + 2])
    pair = translated(with_blocks(language, at, joined, instead_of=2), language)
    assert (passages(*blocks("en")[at : at + 2]), passages(joined)) in all_texts(pair)
    assert (alone(pair), said(pair)) == (((), ()), [])


@pytest.mark.parametrize(("at", "language"), in_turn(PAIRS_OF_PARAGRAPHS[::2]))
def test_two_paragraphs_of_the_translation_for_one_of_the_source(at: int, language: str) -> None:
    joined = " ".join(blocks("en")[at : at + 2])
    pair = compare(with_blocks("en", at, joined, instead_of=2), blocks(language), language)
    assert (passages(joined), passages(*blocks(language)[at : at + 2])) in all_texts(pair)
    assert (alone(pair), said(pair)) == (((), ()), [])


@pytest.mark.parametrize(("at", "language"), in_turn(OF_SENTENCES[::2]))
def test_a_paragraph_split_after_its_first_sentence(at: int, language: str) -> None:
    passage = prepared(blocks(language)[at], language).segments[0]
    parts = [passage.sentences[0].text, " ".join(sentence.text for sentence in passage.sentences[1:])]
    pair = translated(with_blocks(language, at, *parts), language)
    assert (passages(blocks("en")[at]), tuple(parts)) in all_texts(pair)
    assert (alone(pair), said(pair)) == (((), ()), [])


@pytest.mark.parametrize(("at", "language"), in_turn(PARAGRAPHS[::2]))
def test_a_paragraph_cut_in_the_middle_of_a_sentence_as_by_a_page(at: int, language: str) -> None:
    words = passages(blocks(language)[at])[0].split()
    halves = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
    pair = translated(with_blocks(language, at, *halves), language)
    assert (alone(pair), said(pair)) == (((), ()), [])


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_list_turned_into_a_paragraph(language: str) -> None:
    paragraph = " ".join(items(language))
    pair = translated(with_blocks(language, LIST, paragraph), language)
    assert (tuple(items("en")), (paragraph,)) in all_texts(pair)
    assert (alone(pair), said(pair)) == (((), ()), [])


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_paragraph_turned_into_a_list(language: str) -> None:
    paragraph = " ".join(items("en"))
    pair = compare(with_blocks("en", LIST, paragraph), blocks(language), language)
    assert ((paragraph,), tuple(items(language))) in all_texts(pair)
    assert (alone(pair), said(pair)) == (((), ()), [])


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_items_of_a_list_set_as_paragraphs(language: str) -> None:
    pair = translated(with_blocks(language, LIST, *items(language)), language)
    assert set(zip(items("en"), items(language), strict=True)) <= {(*s, *t) for s, t in all_texts(pair)}
    assert (alone(pair), said(pair)) == (((), ()), [])


# Headings, items, cells


@pytest.mark.parametrize(("at", "language"), in_turn(HEADINGS[1:]))
def test_a_heading_left_out_is_missing_and_merges_with_no_paragraph(at: int, language: str) -> None:
    pair = translated(with_blocks(language, at), language)
    assert alone(pair) == (passages(blocks("en")[at]), ())
    assert all(len(source) <= 1 for source, _ in all_texts(pair))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_heading_run_into_the_paragraph_below_it_has_no_bead_with_it(language: str) -> None:
    at = HEADINGS[2]
    merged = f"{passages(blocks(language)[at])[0]}. {blocks(language)[at + 1]}"
    pair = translated(with_blocks(language, at, merged, instead_of=2), language)
    assert alone(pair) == (passages(blocks("en")[at]), ())
    assert (passages(blocks("en")[at + 1]), (merged,)) in all_texts(pair)


@pytest.mark.parametrize(("number", "language"), in_turn(range(4)))
def test_an_item_left_out(number: int, language: str) -> None:
    rest = [item for item in items(language) if item != items(language)[number]]
    pair = translated(with_blocks(language, LIST, "\n".join(f"- {item}" for item in rest)), language)
    assert alone(pair) == ((items("en")[number],), ())


@pytest.mark.parametrize(("row", "language"), in_turn([2, 3, 4]))
def test_a_row_left_out_of_a_table(row: int, language: str) -> None:
    rows = blocks(language)[TABLE].split("\n")
    pair = translated(with_blocks(language, TABLE, "\n".join([*rows[:row], *rows[row + 1 :]])), language)
    gone = blocks("en")[TABLE].split("\n")[row].strip("| ").split(" | ")
    assert alone(pair) == (tuple(gone), ())


@pytest.mark.parametrize("frame", ["## {}", "- {}", "> {}", "| a | b |\n|---|---|\n| {} | 7 |"])
def test_two_sentences_in_one_whatever_kind_of_passage_they_stand_in(frame: str) -> None:
    source = frame.format("The library is open every day of the week. It is only closed on public holidays.")
    one = "La bibliothèque est ouverte tous les jours de la semaine et n'est fermée que les jours fériés."
    pair = compare([*blocks("en")[:3], source], [*blocks("fr")[:3], frame.format(one)], "fr")
    (bead,) = (bead for bead in pair.beads if texts(bead)[1] == (one,))
    assert [(len(inner.source), len(inner.target)) for inner in bead.sentences] == [(2, 1)]


# Images, code, quotations, numbers, names, links


@pytest.mark.parametrize("at", [IMAGE, CODE])
def test_an_image_and_code_hold_where_all_around_them_was_replaced(at: int) -> None:
    around = CHAPTERS["fr"].split("\n\n")
    pair = translated([blocks("fr")[0], *around, blocks("fr")[at], *around[::-1]], "fr")
    assert (passages(blocks("en")[at]), passages(blocks("fr")[at])) in all_texts(pair)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_an_image_with_another_text(language: str) -> None:
    pair = translated(with_blocks(language, IMAGE, "![Photo : C. Morel, 2023](images/wheel.jpg)"), language)
    assert (passages(blocks("en")[IMAGE]), ("Photo : C. Morel, 2023",)) in all_texts(pair)
    assert (alone(pair), said(pair)) == (((), ()), [])


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("above", [True, False])
def test_the_text_of_an_image_merges_with_no_paragraph_that_names_who_is_on_it(language: str, above: bool) -> None:
    at = QUOTATION + 1
    both = ["![Amina Keller](images/keller.jpg)", blocks(language)[at]]
    pair = translated(with_blocks(language, at, *(both if above else both[::-1])), language)
    assert alone(pair) == ((), ("Amina Keller",))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_quotation_run_into_the_paragraph_that_says_whose_it_is(language: str) -> None:
    joined = " ".join([blocks(language)[QUOTATION].removeprefix("> "), blocks(language)[QUOTATION + 1]])
    pair = translated(with_blocks(language, QUOTATION, joined, instead_of=2), language)
    assert (passages(*blocks("en")[QUOTATION : QUOTATION + 2]), (joined,)) in all_texts(pair)
    assert (alone(pair), said(pair)) == (((), ()), [])


NAMES = ("Amina Keller", "Jonas Brandt", "Lucía Ferrer", "Oyelaran Bello", "Greta Lindqvist", "Pavel Novotny")
ROOMS = ("101", "102", "103", "104", "205", "206")
PLACES = ("minutes/1", "minutes/2", "minutes/3", "letters/1", "letters/2", "letters/3")
DATES = {
    "en": ("3 January", "14 February", "9 March", "27 April", "6 May", "18 June"),
    "fr": ("3 janvier", "14 février", "9 mars", "27 avril", "6 mai", "18 juin"),
    "es": ("3 de enero", "14 de febrero", "9 de marzo", "27 de abril", "6 de mayo", "18 de junio"),
    "de": ("3. Januar", "14. Februar", "9. März", "27. April", "6. Mai", "18. Juni"),
}
BOILERPLATE = {
    "names": {
        "en": "{} sits on the committee and answers questions about the accounts.",
        "fr": "{} siège au comité et répond aux questions sur les comptes.",
        "es": "{} forma parte del comité y responde a las preguntas sobre las cuentas.",
        "de": "{} sitzt im Komitee und beantwortet Fragen zu den Konten.",
    },
    "numbers": {
        "en": "Room {} is closed for cleaning every Monday morning, and the caretaker has the key.",
        "fr": "La salle {} est fermée pour le ménage chaque lundi matin, et le gardien a la clé.",
        "es": "El aula {} se cierra cada lunes por la mañana para la limpieza, y el conserje tiene la llave.",
        "de": "Raum {} ist jeden Montagmorgen wegen Reinigung geschlossen, und der Hausmeister hat den Schlüssel.",
    },
    "links": {
        "en": "A [copy](https://example.org/{}) lies in the office, where every member can read it.",
        "fr": "Une [copie](https://example.org/{}) se trouve au bureau, où chaque membre peut la lire.",
        "es": "Hay una [copia](https://example.org/{}) en la oficina, donde cualquier socio puede leerla.",
        "de": "Eine [Kopie](https://example.org/{}) liegt im Büro, wo jedes Mitglied sie lesen kann.",
    },
    "dates": {
        "en": "On {} the workshop opens an hour later, because the volunteers meet first.",
        "fr": "Le {}, l'atelier ouvre une heure plus tard, car les bénévoles se réunissent d'abord.",
        "es": "El {} el taller abre una hora más tarde, porque antes se reúnen los voluntarios.",
        "de": "Am {} öffnet die Werkstatt eine Stunde später, weil sich zuerst die Freiwilligen treffen.",
    },
}


def alike(what: str, language: str) -> list[str]:
    """Six texts of which only a name, a number, an address or a date differs."""
    values = {"names": NAMES, "numbers": ROOMS, "links": PLACES, "dates": DATES[language]}[what]
    return [BOILERPLATE[what][language].format(value) for value in values]


@pytest.mark.parametrize("what", BOILERPLATE)
@pytest.mark.parametrize(("gone", "language"), in_turn([0, 2, 5]))
def test_of_texts_alike_the_one_that_is_missing_is_told_by_what_differs(what: str, gone: int, language: str) -> None:
    source = [*blocks("en")[:2], *alike(what, "en"), *blocks("en")[4:6]]
    target = [*blocks(language)[:2], *alike(what, language), *blocks(language)[4:6]]
    pair = compare(source, [*target[: 2 + gone], *target[3 + gone :]], language)
    assert [bead.source[0].index for bead in pair.beads if not bead.target] == [2 + gone]
    assert alone(pair)[1] == ()


MORE = {"en": "Read more", "fr": "Lire la suite", "es": "Leer más", "de": "Weiterlesen"}


@pytest.mark.parametrize(("gone", "language"), in_turn([-1, 0, 1, 2, 3, 4, 5]))
def test_labels_that_all_read_the_same_stay_with_their_paragraphs(gone: int, language: str) -> None:
    source, target = (
        [block for at in PARAGRAPHS[:6:2] for block in (blocks(code)[at], MORE[code])] for code in ("en", language)
    )
    pair = compare(source, [block for at, block in enumerate(target) if at != gone], language)
    assert [bead.source[0].index for bead in pair.beads if not bead.target] == ([gone] if gone >= 0 else [])
    assert alone(pair)[1] == ()
    assert all(len(source) <= 1 for source, _ in all_texts(pair))


# Moved


def sections(language: str) -> list[Texts]:
    starts = [*HEADINGS, len(blocks(language))]
    return [blocks(language)[start:end] for start, end in pairwise(starts)]


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("count", [5, 6])
def test_a_long_list_turned_into_a_paragraph(language: str, count: int) -> None:
    english, other = ([BOILERPLATE["names"][code].format(name) for name in NAMES[:count]] for code in ("en", language))
    paragraph = " ".join(other)
    source = with_blocks("en", LIST, "\n".join(f"- {item}" for item in english))
    pair = compare(source, with_blocks(language, LIST, paragraph), language)
    assert (tuple(english), (paragraph,)) in all_texts(pair)
    assert (alone(pair), said(pair)) == (((), ()), [])


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("count", [5, 6])
def test_a_paragraph_turned_into_a_long_list(language: str, count: int) -> None:
    english, other = ([BOILERPLATE["names"][code].format(name) for name in NAMES[:count]] for code in ("en", language))
    paragraph = " ".join(english)
    target = with_blocks(language, LIST, "\n".join(f"- {item}" for item in other))
    pair = compare(with_blocks("en", LIST, paragraph), target, language)
    assert ((paragraph,), tuple(other)) in all_texts(pair)
    assert (alone(pair), said(pair)) == (((), ()), [])


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("huge", ["source", "target"])
def test_one_huge_paragraph_and_sixteen(language: str, huge: str) -> None:
    english, other = ([blocks(code)[at] for at in PARAGRAPHS] for code in ("en", language))
    sides = ([" ".join(english)], other) if huge == "source" else (english, [" ".join(other)])
    pair = compare(*sides, language)
    assert len(pair.beads) == 1
    assert (alone(pair), said(pair)) == (((), ()), [])


@pytest.mark.parametrize(("number", "language"), in_turn([2, 1, 4, 5, 6]))
def test_a_section_that_moved_whole(number: int, language: str) -> None:
    order = [at for at in range(7) if at != number]
    order.insert(1 if number > 3 else 6, number)
    pair = translated([block for at in order for block in sections(language)[at]], language)
    assert (alone(pair), said(pair)) == (((), ()), [])
    assert {texts(bead) for bead in pair.beads if bead.moved} == set(
        zip(
            ((text,) for text in passages(*sections("en")[number])),
            ((text,) for text in passages(*sections(language)[number])),
            strict=True,
        )
    )


@pytest.mark.parametrize(("at", "language"), in_turn([PARAGRAPHS[i] for i in (0, 2, 3, 6, 7, 9)]))
def test_a_paragraph_that_moved(at: int, language: str) -> None:
    rest, to = with_blocks(language, at), 1 if at > 12 else 26
    pair = translated([*rest[:to], blocks(language)[at], *rest[to:]], language)
    assert [texts(bead)[1] for bead in pair.beads if bead.moved] == [passages(blocks(language)[at])]
    assert (alone(pair), said(pair)) == (((), ()), [])


# Missing, added, doubled


CHAPTERS = {
    "fr": """## La fête de l'hiver

Le 12 janvier, la rue a été fermée aux voitures et les voisins ont installé des tables devant leurs maisons. Un \
boulanger a offert quarante pains, et la chorale du quartier a chanté jusqu'à la nuit.

Plus de trois cents personnes ont mangé la soupe préparée par les élèves du lycée hôtelier. La pluie n'est venue qu'à \
la fin, quand les musiciens rangeaient déjà leurs instruments.

L'an prochain, la fête aura lieu au bord du lac, si la mairie nous en donne l'autorisation.""",
    "es": """## La fiesta de invierno

El 12 de enero la calle se cerró a los coches y los vecinos pusieron mesas delante de sus casas. Un panadero regaló \
cuarenta panes, y el coro del barrio cantó hasta la noche.

Más de trescientas personas comieron la sopa que prepararon los alumnos de la escuela de hostelería. La lluvia no \
llegó hasta el final, cuando los músicos ya guardaban sus instrumentos.

El próximo año la fiesta será a la orilla del lago, si el ayuntamiento nos da permiso.""",
    "de": """## Das Winterfest

Am 12. Januar wurde die Straße für Autos gesperrt, und die Nachbarn stellten Tische vor ihre Häuser. Ein Bäcker \
schenkte uns vierzig Brote, und der Chor des Viertels sang bis in die Nacht.

Mehr als dreihundert Menschen aßen die Suppe, die die Schüler der Hotelfachschule gekocht hatten. Der Regen kam erst \
am Ende, als die Musiker schon ihre Instrumente einpackten.

Im nächsten Jahr soll das Fest am Seeufer stattfinden, wenn das Rathaus es erlaubt.""",
}


@pytest.mark.parametrize(("place", "language"), in_turn([HEADINGS[1], HEADINGS[5], len(blocks("en"))]))
def test_a_chapter_too_many(place: int, language: str) -> None:
    chapter = CHAPTERS[language].split("\n\n")
    pair = translated(with_blocks(language, place, *chapter, instead_of=0), language)
    assert alone(pair) == ((), passages(*chapter))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_half_of_the_translation_is_missing(language: str) -> None:
    half = HEADINGS[4]
    for kept, gone in ((slice(half), slice(half, None)), (slice(half, None), slice(half))):
        pair = translated(blocks(language)[kept], language)
        assert alone(pair) == (passages(*blocks("en")[gone]), ())


@pytest.mark.parametrize(("at", "language"), in_turn(OF_SENTENCES[1::3]))
def test_a_paragraph_rendered_twice(at: int, language: str) -> None:
    twice = blocks(language)[at]
    pair = translated(with_blocks(language, at, twice, twice), language)
    assert alone(pair) == ((), passages(twice))
    assert said(pair) == [("repeated-passage", *passages(twice))]


@pytest.mark.parametrize(("at", "language"), in_turn(OF_SENTENCES[::3]))
def test_a_sentence_left_out_of_a_paragraph(at: int, language: str) -> None:
    source, passage = (prepared(blocks(code)[at], code).segments[0] for code in ("en", language))
    rest = " ".join(sentence.text for sentence in passage.sentences[1:])
    pair = translated(with_blocks(language, at, rest), language)
    assert said(pair) == [("missing-sentence", source.sentences[0].text)]


# Next to nothing to align


@pytest.mark.parametrize(("at", "language"), in_turn([at for at in range(28) if at not in (LIST, TABLE)]))
def test_one_passage_on_each_side(at: int, language: str) -> None:
    pair = compare([blocks("en")[at]], [blocks(language)[at]], language)
    assert all_texts(pair) == [(passages(blocks("en")[at]), passages(blocks(language)[at]))]


@pytest.mark.parametrize(("kept", "language"), in_turn([0, IMAGE, CODE, HEADINGS[5], TABLE]))
def test_hardly_anything_is_left_of_the_translation(kept: int, language: str) -> None:
    pair = translated([blocks(language)[kept]], language)
    rest = [block for at, block in enumerate(blocks("en")) if at != kept]
    assert alone(pair) == (passages(*rest), ())


def test_two_documents_that_have_nothing_to_do_with_each_other_are_not_compared(tmp_path: Path) -> None:
    source, target = tmp_path / "report.en.md", tmp_path / "report.fr.md"
    source.write_text("\n\n".join(blocks("en")), encoding="utf-8")
    target.write_text(CHAPTERS["fr"], encoding="utf-8")
    result = scan(pairs=[(source, target)])
    (problem,) = result.problems
    assert "report.en.md and report.fr.md have next to nothing in common" in problem.reason
    assert result.pairs[0].source is None


# Keyed


PO = """\
msgid ""
msgstr "Language: fr\\n"

""" + "\n".join(
    f'msgid "{english}"\nmsgstr "{french}"\n'
    for english, french in [
        *zip(alike("names", "en"), alike("names", "fr"), strict=True),
        *zip(items("en"), items("fr"), strict=True),
        ("Save", "Enregistrer"),
        ("Send", ""),
    ]
)


@pytest.mark.parametrize("order", [slice(None, None, -1), slice(3, None)])
def test_messages_align_by_their_ids_in_whatever_order_they_stand(order: slice) -> None:
    both = read_bilingual(PO.encode(), "app.po")
    assert both
    segments = [*both[1].segments[order], *(s for s in both[1].segments if s not in both[1].segments[order])]
    reordered = replace(both[1], segments=tuple(replace(s, index=i) for i, s in enumerate(segments)))
    source, target = session().prepare(both[0], "en"), session().prepare(reordered, "fr")
    beads, _ = align_documents(source, target, (session().vectors(source), session().vectors(target)), session().norms)
    assert [texts(bead) for bead in beads] == [
        *(((english,), (french,)) for english, french in zip(alike("names", "en"), alike("names", "fr"), strict=True)),
        *(((english,), (french,)) for english, french in zip(items("en"), items("fr"), strict=True)),
        (("Save",), ("Enregistrer",)),
        (("Send",), ()),
    ]
    assert {segment.kind for bead in beads for segment in (*bead.source, *bead.target)} == {Kind.MESSAGE}
