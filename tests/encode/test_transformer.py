"""With real transformers, made on the spot: two layers of random weights."""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parallelcheck.encode import load, transformer
from parallelcheck.encode.folder import TRUST
from parallelcheck.encode.transformer import TransformerEncoder
from parallelcheck.errors import ModelError

library = pytest.importorskip("sentence_transformers", reason="needs parallelcheck[transformers]")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")

TEXTS = ["the cat sat on the mat", "", "a dog", "the cat and the dog sat on a mat " * 5, " \n"]
CUSTOM = """
from sentence_transformers.models import Normalize

class Custom(Normalize):
    pass
"""


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformer with mean pooling and, as LaBSE has it, a dense layer after that."""
    import torch
    from sentence_transformers import SentenceTransformer, models
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("bert")
    words = sorted({*"".join(TEXTS).split(), "query", ":"})
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]))
    config = BertConfig(
        vocab_size=5 + len(words), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    BertModel(config).save_pretrained(folder / "hf")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "hf")
    parts = [models.Transformer(str(folder / "hf")), models.Pooling(32), models.Dense(32, 16)]
    SentenceTransformer(modules=parts, device="cpu").save_pretrained(str(folder / "whole"))
    return folder / "whole"


@pytest.fixture
def copy(bert: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    import shutil

    return Path(shutil.copytree(bert, tmp_path / "multilingual-e5-small"))


@pytest.fixture(autouse=True)
def _whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transformer, "multiplies_bfloat16", lambda: False)


def test_it_gives_what_the_library_gives_and_nothing_for_blank_texts(bert: Path) -> None:
    rows = load(str(bert)).encode(TEXTS)
    model = library.SentenceTransformer(str(bert), device="cpu")
    expected = np.array([model.encode([text], normalize_embeddings=True)[0] for text in TEXTS])
    expected[[1, 4]] = 0
    assert rows.dtype == np.float32
    np.testing.assert_allclose(rows, expected, atol=1e-5)
    assert load(str(bert)).encode([]).shape == (0, 16)


def test_half_of_the_digits_give_nearly_the_same_vectors_under_another_name(
    bert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = TransformerEncoder(str(bert))
    name, rows = whole.name, whole.encode(TEXTS)
    monkeypatch.setattr(transformer, "multiplies_bfloat16", lambda: True)
    half = TransformerEncoder(str(bert))
    assert half.name == f"{name}-bf16"
    found = half.encode(TEXTS)
    assert not np.array_equal(found, rows)
    assert np.einsum("nd,nd->n", found, rows)[[0, 2, 3]].min() > 0.999
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), [1, 0, 1, 1, 0], atol=1e-6)


def test_a_model_that_keeps_quiet_about_its_prefix_gets_it(bert: Path, copy: Path) -> None:
    prefixed = [f"query: {text}" for text in TEXTS]
    np.testing.assert_allclose(
        load(str(copy)).encode(TEXTS)[[0, 2, 3]], load(str(bert)).encode(prefixed)[[0, 2, 3]], atol=1e-5
    )


def test_a_model_that_was_not_fetched_whole_is_named(copy: Path) -> None:
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    with pytest.raises(ModelError, match=f"in {copy} cannot be loaded .*: fetch it again"):
        load(str(copy)).encode(["a"])
    weights.unlink()
    transformer._load.cache_clear()
    with pytest.raises(ModelError, match=f"in {copy} cannot be loaded .*: fetch it again"):
        load(str(copy)).encode(["a"])


def test_code_that_comes_with_a_model_waits_for_leave(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modules: list[dict[str, Any]] = json.loads((copy / "modules.json").read_text())
    (copy / "custom_module.py").write_text(CUSTOM)
    custom = {"idx": 3, "name": "3", "path": "3_Custom", "type": "custom_module.Custom"}
    (copy / "3_Custom").mkdir()
    (copy / "3_Custom/config.json").write_text("{}")
    (copy / "modules.json").write_text(json.dumps([*modules, custom]))
    with pytest.raises(ModelError, match=f"brings code of its own, which is not run unless .* {TRUST}=1"):
        load(str(copy))
    monkeypatch.setenv(TRUST, "1")
    assert load(str(copy)).encode(["a dog"]).shape == (1, 16)


def test_a_transformer_with_code_of_its_own_waits_for_leave(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = json.loads((copy / "config.json").read_text())
    own = {"model_type": "brand-new", "auto_map": {"AutoConfig": "own.OwnConfig", "AutoModel": "own.OwnModel"}}
    (copy / "config.json").write_text(json.dumps(config | own))
    (copy / "own.py").write_text("raise SystemExit('this code must not run')")
    with pytest.raises(ModelError, match=f"brings code of its own, which is not run unless .* {TRUST}=1"):
        load(str(copy)).encode(["a dog"])


def test_nothing_is_imported_before_the_first_text(bert: Path) -> None:
    import subprocess

    code = (
        "import sys; from parallelcheck.encode import comparable, load; comparable(load(sys.argv[1])).name;"
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(bert)], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
