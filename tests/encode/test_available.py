import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from parallelcheck.encode import EMBEDDED, load, transformer
from parallelcheck.encode.available import available, describe

MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
]
DENSE = {"idx": 2, "name": "2", "path": "2_Dense", "type": "sentence_transformers.models.Dense"}


def write_model(folder: Path, *, card: str = "", dense: bool = False) -> Path:
    """A folder that looks like a transformer's from outside: 384 dimensions, or 256 with a last layer."""
    for name, settings in (("1_Pooling", {"word_embedding_dimension": 384}), ("2_Dense", {"out_features": 256})):
        (folder / name).mkdir(parents=True)
        (folder / name / "config.json").write_text(json.dumps(settings))
    (folder / "modules.json").write_text(json.dumps([*MODULES, DENSE] if dense else MODULES))
    (folder / "README.md").write_text(card, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _without_the_library(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transformer, "find_spec", lambda _name: None)


def test_the_embedded_model_is_always_there() -> None:
    (model,) = available()
    assert (model.name, model.folder, model.is_static, model.obstacle) == ("embedded", EMBEDDED, True, None)
    assert set(model.languages) == load().languages
    assert model.dimensions == load().encode(["one"]).shape[1]
    assert model.size > (EMBEDDED / "model.safetensors").stat().st_size


def test_models_in_the_hubs_cache_are_listed_by_name(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_model(hub / "models--zoe--large/snapshots/0123", dense=True)
    write_model(hub / "models--amy--small/snapshots/4567", card="---\nlanguage:\n- no\n- en\n---\n# Small\n")
    (hub / "models--bert/snapshots/89ab").mkdir(parents=True)  # no sentence-transformers model
    (hub / "datasets--zoe--data/snapshots/89ab").mkdir(parents=True)
    names = [(model.name, model.dimensions, model.languages) for model in available()[1:]]
    assert names == [("amy/small", 384, ("en", "no")), ("zoe/large", 256, ())]
    assert {model.obstacle for model in available()[1:]} == {
        f"needs sentence-transformers: install it with {transformer.INSTALL}"
    }
    monkeypatch.setattr(transformer, "find_spec", lambda _name: object())
    assert {model.obstacle for model in available()} == {None}


def test_the_model_that_the_settings_name_is_listed_whatever_it_is(hub: Path, tmp_path: Path, tiny: Path) -> None:
    write_model(hub / "models--sentence-transformers--LaBSE/snapshots/0123")
    assert [model.name for model in available("embedded")] == ["embedded", "sentence-transformers/LaBSE"]
    assert [model.name for model in available("LaBSE")] == ["embedded", "sentence-transformers/LaBSE"]
    *_, folder = available(str(tiny))
    assert (folder.name, folder.is_static, folder.dimensions, folder.obstacle) == (str(tiny), True, 2, None)
    *_, absent = available("somebody/absent")
    assert (absent.name, absent.folder, absent.size) == ("somebody/absent", None, 0)
    assert "hf download somebody/absent" in str(absent.obstacle)
    *_, other = available(str(tmp_path))
    assert "modules.json is missing" in str(other.obstacle)


@pytest.mark.parametrize(
    ("card", "languages"),
    [
        ("---\nlanguage: en\nlicense: mit\n---\n", ("en",)),
        ("---\nlanguage: [fr, multilingual]\n---\n", ("fr", "multilingual")),
        ("---\nlicense: mit\n---\nlanguage: en\n", ()),
        ("---\nlanguage: [en\n---\n", ()),
        ("---\n- en\n---\n", ()),
        ("# No front matter\n", ()),
    ],
)
def test_languages_are_those_of_the_card(tmp_path: Path, card: str, languages: tuple[str, ...]) -> None:
    assert describe("x", write_model(tmp_path / "x", card=card)).languages == languages


def test_a_static_models_dimensions_are_in_its_weights(tiny: Path) -> None:
    save_file(
        {"embeddings": np.zeros((4, 3), np.float32), "weights": np.zeros(4, np.float32)}, tiny / "model.safetensors"
    )
    assert describe("x", tiny).dimensions == 3
    (tiny / "model.safetensors").write_text("broken")
    assert describe("x", tiny).dimensions is None


def test_listing_needs_neither_torch_nor_the_network() -> None:
    code = (
        "import sys, socket; socket.socket = None; from parallelcheck.encode.available import available; available();"
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
