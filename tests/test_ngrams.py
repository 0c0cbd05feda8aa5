"""py3langid is where the weights come from: what it says of a text is what must come out here."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from parallelcheck import ngrams
from parallelcheck.errors import UsageError

LANGUAGES = ("de", "en", "es", "fr", "it", "pt")
OTHERS = ("ca", "fr", "nl")
TEXTS = [
    "We opened three centres this year and we want to open more of them.",
    "Nous avons ouvert trois centres cette année\u202f: « enfin » !",
    "In diesem Jahr haben wir drei Zentren eröffnet.",
    "ESTE AÑO HEMOS ABIERTO TRES CENTROS",
    "E\u0301te\u0301 comme hiver",
    "85",
    "",
]


@pytest.fixture(scope="module")
def reference() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


SIX = ngrams.load(LANGUAGES)
THREE = ngrams.load(OTHERS)


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(max_size=60), st.text("aeinrst lécüÑ.’\n", max_size=60), st.binary(max_size=9).map(repr)))
def test_any_text_is_ranked_as_py3langid_ranks_it(reference: LanguageIdentifier, text: str) -> None:
    for languages, model in ((LANGUAGES, SIX), (OTHERS, THREE)):
        reference.set_languages(languages)
        assert model.rank(text) == reference.rank(text)


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_are_ranked_as_py3langid_ranks_them(reference: LanguageIdentifier, text: str) -> None:
    reference.set_languages(LANGUAGES)
    assert SIX.rank(text) == reference.rank(text)


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(UsageError, match=r"'xx': the identifier knows ca, de, en, es, fr, it, nl, pt\."):
        ngrams.load(["fr", "xx"])
