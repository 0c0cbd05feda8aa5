"""Terms in texts: in any inflection, and nothing else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parallelcheck.checks.glossary import Glossary, Term, prose, stands_in
from parallelcheck.model import Kind, Location, Mark, MarkKind, Segment


def term(name: str, language: str = "en", **more: bool) -> Term:
    return Term({language: tuple(name.split("|"))}, **more)


def found(text: str, *names: str, language: str = "en") -> list[str]:
    glossary = Glossary(tuple(term(name, language) for name in names))
    return [text[each.start : each.end] for each in glossary.find(text, language)]


@pytest.mark.parametrize(
    ("text", "name", "stands"),
    [
        ("Renew your certificates now.", "certificate", ["certificates"]),
        ("A certificate, and another certificate.", "certificate", ["certificate", "certificate"]),
        ("We certify nothing, certified or not.", "certificate", []),
        ("Subscribe here.", "subscriber", []),
        ("The domain names of a domain.", "domain name", ["domain names"]),
        ("This is your domain. Name it.", "domain name", []),
        ("A Wild-card certificate", "wild card", ["Wild-card"]),
        ("They like it.", "IT", []),
        ("Ask IT.", "IT", ["IT"]),
        ("Many CAs exist.", "CA", ["CAs"]),
        ("Nothing here.", "certificate", []),
        ("", "certificate", []),
    ],
)
def test_where_a_term_stands(text: str, name: str, stands: list[str]) -> None:
    assert found(text, name) == stands


def test_of_one_term_inside_another_the_longer_is_found() -> None:
    text = "A root certificate is a certificate."
    assert found(text, "certificate", "root certificate") == ["root certificate", "certificate"]


def test_capitals_count_where_the_glossary_says_so() -> None:
    glossary = Glossary((Term({"en": ("Commons",)}, case=True),))
    assert [each.start for each in glossary.find("commons and Commons", "en")] == [12]


def test_a_region_changes_nothing_and_another_language_everything() -> None:
    glossary = Glossary((term("station", "fr"),))
    assert len(list(glossary.find("Les stations", "fr-CA"))) == 1
    assert not list(glossary.find("The stations", "en"))
    assert not list(glossary.find("Les stations", None))


def test_forbidden_names_are_found_apart() -> None:
    glossary = Glossary((Term({"fr": ("courriel",)}, {"fr": ("mail",)}),))
    assert [each.written for each in glossary.find("Un courriel, un mail.", "fr")] == ["courriel"]
    assert [each.written for each in glossary.find_forbidden("Un courriel, des mails.", "fr")] == ["mail"]


@pytest.mark.parametrize(
    ("text", "name", "language", "stands"),
    [
        ("Les autorités de certification", "autorité de certification", "fr", True),
        ("Une autorité privée de certification", "autorité de certification", "fr", True),
        ("Une autorité qui ne s’occupe jamais d’aucune certification", "autorité de certification", "fr", False),
        ("une certification", "autorité de certification", "fr", False),
        ("Die Zertifikatskette", "Zertifikat", "de", True),
        ("Die Schlossbibliotheken", "Bibliothek", "de", True),
        ("la contrasena", "arena", "es", False),
        ("una contraseña", "clave|contraseña", "es", True),
        ("informatique", "TI", "fr", False),
    ],
)
def test_what_counts_as_a_translation(text: str, name: str, language: str, stands: bool) -> None:
    assert stands_in(term(name, language), text, language) is stands


def test_what_is_kept_stands_there_as_it_is_in_any_language() -> None:
    assert stands_in(term("Certbot", keep=True), "Le programme certbot", "fr")
    assert not stands_in(term("River Watch", keep=True), "La Guardia del Río", "es")


def test_what_is_no_prose_is_blanked() -> None:
    text = "See “card” in card.txt or /card, a card."
    segment = Segment(Kind.PARAGRAPH, text, Location("a.md", 1, 1), marks=(Mark(MarkKind.QUOTE, 4, 10),))
    assert len(prose(segment)) == len(text)
    assert prose(segment).count("card") == 1


@example("0:D", "D", "fr")  # a name that is a function word, too
@given(st.text(max_size=60), st.text(max_size=12), st.sampled_from(["de", "en", "fr", None]))
def test_any_text_and_any_term(text: str, name: str, language: str | None) -> None:
    for each in Glossary((Term({language or "en": (name,)}),)).find(text, language):
        assert 0 <= each.start < each.end <= len(text)
        assert stands_in(each.term, text, language)
