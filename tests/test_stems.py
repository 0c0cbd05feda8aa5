"""Words by their stems."""

import pytest

from parallelcheck.stems import content_stems, primary, stem, words_of


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "certificate certificates"),
        ("fr", "certificat certificats"),
        ("es", "contraseña contraseñas"),
        ("pt", "senha senhas"),
        ("it", "orologio orologi"),
        ("de", "Brücke Brücken"),
        ("nl", "boek boeken"),
        ("ca", "ciutat ciutats"),
    ],
)
def test_inflected_forms_share_a_stem(language: str, forms: str) -> None:
    assert len({stem(form.lower(), language) for form in forms.split()}) == 1


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert [word.stem for word in words_of("Kirjat Kirja", "fi")] == ["kirjat", "kirja"]
    assert [word.stem for word in words_of("Books", None)] == ["books"]


def test_words_stand_where_they_say() -> None:
    text = "L’eau de l’Alder, 42 fois."
    assert [text[word.start : word.end] for word in words_of(text, "fr")] == [
        "L",
        "eau",
        "de",
        "l",
        "Alder",
        "42",
        "fois",
    ]


def test_only_what_says_something_counts_unless_nothing_does() -> None:
    assert content_stems("Les heures d’ouverture :", "fr") == content_stems("heures ouverture", "fr")
    assert content_stems("Et ensuite ?", "fr") != ()
    assert content_stems("Et de la", "fr") == ("et", "de", "la")
    assert content_stems("…", "fr") == ()


def test_the_language_of_a_tag() -> None:
    assert [primary(tag) for tag in ("fr-CA", "pt_BR", "EN", None)] == ["fr", "pt", "en", ""]
