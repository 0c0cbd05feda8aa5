import time
from textwrap import dedent

import pytest

from parallelcheck.model import Document, Kind
from parallelcheck.read import read


def plain(text: str) -> Document:
    return read(dedent(text).lstrip("\n").encode(), "notes.txt")


def outline(document: Document) -> list[tuple[int, Kind, str]]:
    return [(segment.where.line, segment.kind, segment.text) for segment in document.segments]


def test_passages_between_blank_lines() -> None:
    document = plain("""
        Notre rapport annuel souligne ce que
        nous avons fait ensemble.
        \u00a0
        Un autre passage.
        """)
    assert document.format == "text"
    assert outline(document) == [
        (1, Kind.PARAGRAPH, "Notre rapport annuel souligne ce que nous avons fait ensemble."),
        (4, Kind.PARAGRAPH, "Un autre passage."),
    ]
    assert document.segments[0].lines == ((37, 2),)


def test_a_paragraph_on_each_line() -> None:
    lines = [f"Le paragraphe numéro {number} est assez long pour n'avoir pas été coupé. " * 3 for number in (1, 2, 3)]
    assert [segment.where.line for segment in plain("\n".join(lines)).segments] == [1, 2, 3]
    assert [s.text for s in plain("Une phrase.\nUne deuxième phrase.\nUne troisième !\n").segments] == [
        "Une phrase.",
        "Une deuxième phrase.",
        "Une troisième !",
    ]


def test_evident_headings() -> None:
    document = plain("""
        RAPPORT ANNUEL

        Introduction
        ============
        Un texte qui suit le titre.

        Élaborer des capacités et des ressources communes

        Pour que l'association puisse soutenir son réseau, nous avons veillé à ses ressources.

        Une phrase courte.

        Sans suite
        """)
    assert outline(document) == [
        (1, Kind.HEADING, "RAPPORT ANNUEL"),
        (3, Kind.HEADING, "Introduction"),
        (5, Kind.PARAGRAPH, "Un texte qui suit le titre."),
        (7, Kind.HEADING, "Élaborer des capacités et des ressources communes"),
        (9, Kind.PARAGRAPH, "Pour que l'association puisse soutenir son réseau, nous avons veillé à ses ressources."),
        (11, Kind.PARAGRAPH, "Une phrase courte."),
        (13, Kind.PARAGRAPH, "Sans suite"),
    ]
    assert document.segments[4].section == ("Élaborer des capacités et des ressources communes",)


def test_lists() -> None:
    document = plain("""
        Trois priorités :
        - la sécurité
          numérique ;
        • l'accès
        1. la parole
        2) la terre

        Ford Foundation
        Luminate
        """)
    assert outline(document) == [
        (1, Kind.PARAGRAPH, "Trois priorités :"),
        (2, Kind.LIST_ITEM, "la sécurité numérique ;"),
        (4, Kind.LIST_ITEM, "l'accès"),
        (5, Kind.LIST_ITEM, "la parole"),
        (6, Kind.LIST_ITEM, "la terre"),
        (8, Kind.LIST_ITEM, "Ford Foundation"),
        (9, Kind.LIST_ITEM, "Luminate"),
    ]


def test_a_dash_inside_a_wrapped_sentence_is_no_list() -> None:
    assert [
        s.text for s in plain("Un projet commun entre deux pays\n- la France et le Sénégal -\ndepuis 2020.\n").segments
    ] == ["Un projet commun entre deux pays - la France et le Sénégal - depuis 2020."]


def test_passages_that_a_page_cut_in_two_are_joined() -> None:
    (segment,) = plain(
        "Ses conclusions, longuement attendues par toutes les équipes, ont\n\négalement été reprises.\n"
    ).segments
    assert segment.text.endswith("équipes, ont également été reprises.")
    assert segment.lines == ((66, 3),)


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("# Titre\n\nUn **gras** mot.\n", "markdown"),
        ("# Titre\n\nUn [lien](x.html).\n", "markdown"),
        ("# un\n# deux\n# trois\n# quatre\n", "markdown"),
        ("# une remarque\n\nDu texte [1] (2).\n", "text"),
        ("Un [poète] * et ** d'autres.\n", "text"),
    ],
)
def test_markdown_is_known_whatever_the_file_is_called(text: str, format_: str) -> None:
    assert plain(text).format == format_


@pytest.mark.parametrize("hostile", ["](", "- a\n", "A b\n", "mot ", "\u00a0", "**a", "a\n\n"])
def test_hostile_text_is_read_in_bounded_time(hostile: str) -> None:
    started = time.process_time()
    assert plain(f"Début.\n\n{hostile * 20_000}").segments[0].text.startswith("Début.")
    assert time.process_time() - started < 5
