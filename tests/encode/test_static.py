import json
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from parallelcheck.encode import EMBEDDED, load
from parallelcheck.encode.static import fingerprint
from parallelcheck.errors import ModelError

SENTENCES = [
    "The report was published in May.",
    "Le rapport a été publié en mai.",
    "Der Bericht wurde im Mai veröffentlicht.",
    "El informe se publicó en mayo.",
    "O relatório foi publicado em maio.",
    "Il rapporto è stato pubblicato a maggio.",
]
TOKENIZER = Tokenizer.from_file(str(EMBEDDED / "tokenizer.json"))
ROWS = load_file(EMBEDDED / "model.safetensors")["embedding.weight"]
OTHERS = ["My sister has three black cats.", "Il pleut depuis hier soir.", "Die Kirche steht neben dem Bahnhof."]


def test_a_vector_is_the_normalised_sum_of_its_words(tiny):
    vectors = load(str(tiny)).encode(["one", "one two", "two unheard one one"])
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(vectors, [[1, 0], [0.6, 0.8], [6 / np.hypot(6, 4), 4 / np.hypot(6, 4)]], rtol=1e-6)


def test_texts_without_tokens_give_zero_rows_and_leave_their_neighbours_alone(tiny):
    vectors = load(str(tiny)).encode(["", "one", "", "three", "unheard", "two", ""])
    np.testing.assert_array_equal(vectors, [[0, 0], [1, 0], [0, 0], [0, 0], [0, 0], [0, 1], [0, 0]])


def test_no_texts_give_no_rows(tiny):
    assert load(str(tiny)).encode([]).shape == (0, 2)


def test_many_texts_come_back_in_order(tiny):
    texts = ["one", "two", ""] * 1500
    np.testing.assert_array_equal(load(str(tiny)).encode(texts), [[1, 0], [0, 1], [0, 0]] * 1500)


def test_the_embedded_model_brings_translations_together():
    vectors = load().encode(SENTENCES + OTHERS)
    cosines = vectors @ vectors.T
    translations, strangers = cosines[:6, :6], cosines[:6, 6:]
    assert translations.min() > strangers.max() + 0.2


def test_the_embedded_model_names_itself_and_its_languages():
    encoder = load()
    card = json.loads((EMBEDDED / "parallelcheck.json").read_text(encoding="utf-8"))
    assert encoder.name == f"embedded:{card['name']}@{fingerprint(EMBEDDED)[:8]}"
    assert encoder.languages == {"en", "fr", "es", "pt", "de", "it"}


def test_another_static_model_does_not_say_its_languages(tiny):
    encoder = load(str(tiny))
    assert encoder.name == f"tiny@{fingerprint(tiny)[:8]}"
    assert encoder.languages is None


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_text_gives_a_unit_or_a_zero_row_whatever_its_neighbours(texts):
    encoder = load()
    vectors = encoder.encode(texts)
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all((lengths == 0) | (abs(lengths - 1) < 1e-5))
    for text, vector in zip(texts, vectors, strict=True):
        np.testing.assert_array_equal(encoder.encode([text])[0], vector)


@given(st.text(st.one_of(st.characters(max_codepoint=0x5FF), st.sampled_from(" \u0301\u3000éÉ'-a.")), max_size=60))
def test_the_embedded_model_sums_the_tokens_of_its_tokenizer(text):
    total = ROWS[TOKENIZER.encode(text, add_special_tokens=False).ids].astype(np.float32).sum(axis=0)
    np.testing.assert_allclose(load().encode([text])[0], total / (np.linalg.norm(total) or 1), atol=1e-6)


def test_it_pickles_small_and_encodes_the_same_elsewhere():
    parcel = pickle.dumps(load())
    assert len(parcel) < 1000
    np.testing.assert_array_equal(pickle.loads(parcel).encode(SENTENCES), load().encode(SENTENCES))  # noqa: S301


def test_the_embedded_model_needs_numpy_and_nothing_else_that_is_heavy():
    code = "import sys; from parallelcheck.encode import load; load().encode(['a b']); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"torch", "tokenizers", "sentence_transformers"} & set(run.stdout.split())


def test_another_model_says_that_it_needs_the_tokenizers_library(tiny, monkeypatch):
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(ModelError, match=r"needs the tokenizers library: install it with pip install"):
        load(str(tiny)).encode(["one"])


@pytest.mark.parametrize("content", ["{}", "[]", "{", '{"model": {"type": "Unheard"}, "normalizer": null}'])
@pytest.mark.parametrize("broken", ["tokenizer.json", "model.safetensors"])
def test_a_broken_file_is_named(tiny, broken, content):
    (tiny / broken).write_text(content)
    with pytest.raises(ModelError, match=f"in {tiny} cannot be read"):
        load(str(tiny)).encode(["one"])


def test_a_missing_file_is_named(tiny):
    (tiny / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        _ = load(str(tiny)).name


def test_sentence_transformers_gives_the_same_vectors():
    library = pytest.importorskip("sentence_transformers", reason="needs parallelcheck[transformers]")
    model = library.SentenceTransformer(str(EMBEDDED), device="cpu").float()
    texts = [*SENTENCES, *OTHERS, "", "L’« école » — 1 956 Übungen №1 ﬁn", "Straße\tÉTÉ\u00a0!"]
    np.testing.assert_allclose(load().encode(texts), model.encode(texts), atol=1e-5)


def test_a_changed_model_has_another_name(tiny, tmp_path):
    other = Path(shutil.copytree(tiny, tmp_path / "other"))
    (other / "tokenizer.json").write_text((other / "tokenizer.json").read_text() + "\n")
    assert fingerprint(other) != fingerprint(tiny)
