"""A static model of four words, small enough to compute by hand."""

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Vectors: one (3, 0), two (0, 4), three (0, 0); other words are unknown and count nothing."""
    folder = tmp_path / "tiny"
    (folder / "1_Normalize").mkdir(parents=True)
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "one": 1, "two": 2, "three": 3}, unk_token="[UNK]"))  # noqa: S106 - no password
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.save(str(folder / "tokenizer.json"))
    rows = np.array([[0, 0], [3, 0], [0, 4], [0, 0]], np.float16)
    save_file({"embedding.weight": rows}, folder / "model.safetensors")
    (folder / "modules.json").write_text(json.dumps(MODULES))
    return folder


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the model hub's, which is what is looked at."""
    folder = tmp_path / "hub"
    folder.mkdir()
    monkeypatch.delenv("SENTENCE_TRANSFORMERS_HOME", raising=False)
    monkeypatch.setenv("HF_HUB_CACHE", str(folder))
    return folder
