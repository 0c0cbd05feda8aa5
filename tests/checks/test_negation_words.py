"""Which words deny, in six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.checks.negation_words import NegationWords, negation_words


def words(language: str) -> NegationWords:
    found = negation_words(language)
    assert found
    return found


def denies(language: str, text: str) -> bool:
    return words(language).open.search(words(language).harmless.sub(" ", text)) is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "das ist nicht wahr geworden"),
        ("de", "es gibt keinen strom"),
        ("de", "weder heute noch morgen"),
        ("en", "we don't know"),
        ("en", "if not, write to us"),
        ("en", "nobody came"),
        ("en", "how you should (or shouldn't) write"),
        ("es", "si no funciona"),
        ("es", "no estás solo"),
        ("es", "ninguna de ellas"),
        ("fr", "il n'a jamais plu"),
        ("fr", "elle ne viendra plus"),
        ("fr", "pas de fumée sans feu"),
        ("fr", "aucune des deux"),
        ("it", "se non hai un account"),
        ("it", "nessuno lo sa"),
        ("it", "né oggi né domani"),
        ("pt", "não somos responsáveis"),
        ("pt", "nenhuma delas"),
        ("pt", "nunca mais"),
    ],
)
def test_it_denies(language: str, text: str) -> None:
    assert denies(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "nicht nur am sonntag"),
        ("de", "kein problem"),
        ("de", "das war er, nicht wahr?"),
        ("de", "die nichte kam zu besuch"),
        ("en", "not only on sundays"),
        ("en", "whether or not you come"),
        ("en", "please don't hesitate to write"),
        ("en", "a not-for-profit club"),
        ("en", "receipt no. 12"),
        ("en", "a notable knot"),
        ("es", "no solo los domingos"),
        ("es", "una entidad notable"),
        ("fr", "le premier pas"),
        ("fr", "il ne vient que le lundi"),
        ("fr", "plus que jamais"),
        ("fr", "avant qu'il ne soit trop tard"),
        ("fr", "un·e bon·ne gestionnaire"),
        ("fr", "n'hésitez pas à écrire"),
        ("fr", "non seulement le lundi"),
        ("it", "non solo la domenica"),
        ("it", "il nonno dorme"),
        ("pt", "não só aos domingos"),
        ("pt", "quer venha ou não"),
    ],
)
def test_it_denies_nothing(language: str, text: str) -> None:
    assert not denies(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "unbekannt"),
        ("de", "kabellos"),
        ("en", "unknown"),
        ("en", "he refused to pay"),
        ("es", "sin agua"),
        ("fr", "il ne saurait le dire"),
        ("fr", "introuvable"),
        ("it", "senza acqua"),
        ("pt", "desconhecido"),
    ],
)
def test_it_may_deny_by_its_meaning(language: str, text: str) -> None:
    assert not denies(language, text)
    assert words(language).hidden.search(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "unser unternehmen und unter"), ("en", "under a united university"), ("fr", "une information importante")],
)
def test_it_only_begins_like_a_denial(language: str, text: str) -> None:
    assert not words(language).hidden.search(text)


def test_other_languages_are_not_known() -> None:
    assert negation_words("nl") is None
    assert negation_words(None) is None


@given(
    st.sampled_from([("de", "nicht"), ("en", "not"), ("es", "nunca"), ("fr", "pas"), ("it", "non"), ("pt", "não")]),
    st.text("0123456789.,;:!?()[]{}«»“”\"'*+/\\ \n"),
    st.text("0123456789.,;:!?()[]{}«»“”\"'*+/\\ \n"),
)
def test_what_is_no_word_changes_nothing(denial: tuple[str, str], before: str, after: str) -> None:
    language, word = denial
    assert denies(language, f"{before} {word} {after}")
    assert not denies(language, before + after)
