"""What folders say they are, from the layouts that the libraries write."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from parallelcheck.encode import EMBEDDED
from parallelcheck.encode.folder import TRUST, hub_cache, is_static, locate, snapshot, unfit

TRANSFORMER = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
]


def write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content))


def cached_model(hub: Path, name: str, *versions: str, main: str = "") -> Path:
    repository = hub / f"models--{name.replace('/', '--')}"
    for version in versions:
        write(repository / "snapshots" / version / "modules.json", TRANSFORMER)
    if main:
        (repository / "refs").mkdir()
        (repository / "refs/main").write_text(main)
    return repository / "snapshots"


# --- where models are


def test_a_folder_goes_before_a_model_of_that_name(hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached_model(hub, "LaBSE", "aa")
    (tmp_path / "LaBSE").mkdir()
    monkeypatch.chdir(tmp_path)
    assert locate("LaBSE") == Path("LaBSE")


def test_a_name_without_an_owner_may_be_of_the_librarys_own(hub: Path) -> None:
    snapshots = cached_model(hub, "sentence-transformers/LaBSE", "aa")
    assert locate("LaBSE") == locate("sentence-transformers/LaBSE") == snapshots / "aa"
    assert locate("somebody/LaBSE") is None


def test_the_version_is_that_of_main_else_the_newest(hub: Path) -> None:
    main = cached_model(hub, "a/main", "11", "22", "33", main="22\n")
    gone = cached_model(hub, "a/gone", "11", main="44")
    cached_model(hub, "a/empty")
    (hub / "models--a--empty" / "snapshots").mkdir(parents=True)
    assert locate("a/main") == main / "22"
    assert locate("a/gone") == gone / "11"
    assert locate("a/empty") is None
    (main.parent / "refs/main").unlink()
    newest = main / "11"
    write(newest / "more.json", [])
    assert snapshot(main.parent) == newest


def test_sentence_transformers_may_have_a_cache_of_its_own(
    hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path / "own"))
    assert hub_cache() == tmp_path / "own"


# --- which models there are


def test_models_of_sentence_transformers_are_fit(tmp_path: Path) -> None:
    assert unfit(EMBEDDED) is None
    write(tmp_path / "modules.json", TRANSFORMER)
    assert unfit(tmp_path) is None
    write(tmp_path / "config_sentence_transformers.json", {"model_type": "SentenceTransformer"})
    assert unfit(tmp_path) is None


def test_a_plain_transformer_is_not_made_into_a_model_in_silence(tmp_path: Path) -> None:
    write(tmp_path / "config.json", {"model_type": "bert"})
    assert "its modules.json is missing" in str(unfit(tmp_path))


def test_what_gives_no_vectors_is_named(tmp_path: Path) -> None:
    write(tmp_path / "modules.json", TRANSFORMER)
    write(tmp_path / "config_sentence_transformers.json", {"model_type": "CrossEncoder"})
    assert str(unfit(tmp_path)).startswith("it is a CrossEncoder")


def test_code_that_comes_with_a_model_is_run_only_for_who_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "modules.json", [{"idx": 0, "name": "0", "path": "", "type": "custom_module.Custom"}])
    for said in ("", "0", "yes"):
        monkeypatch.setenv(TRUST, said)
        assert f"unless the environment says {TRUST}=1" in str(unfit(tmp_path))
    monkeypatch.setenv(TRUST, "1")
    assert unfit(tmp_path) is None


# --- static models that need no library


def test_a_static_model_at_the_top_of_its_folder_is_read_without_the_library(tiny: Path) -> None:
    assert is_static(EMBEDDED)
    assert is_static(tiny)
    modules = json.loads((tiny / "modules.json").read_text())
    write(tiny / "modules.json", [{**modules[0], "path": "."}, modules[1]])
    assert is_static(tiny)


@pytest.mark.parametrize("content", ["{}", "", "[1]"])
def test_a_static_model_with_broken_weights_is_still_one(tiny: Path, content: str) -> None:
    (tiny / "model.safetensors").write_text(content)
    assert is_static(tiny)


def test_other_layouts_are_left_to_the_library(tiny: Path) -> None:
    table = np.eye(4, dtype=np.float32)
    modules = json.loads((tiny / "modules.json").read_text())
    save_file({"embeddings": table}, tiny / "model.safetensors")  # as model2vec writes it
    assert not is_static(tiny)
    save_file({"embedding.weight": table.astype(np.float64)}, tiny / "model.safetensors")
    assert not is_static(tiny)
    save_file({"embedding.weight": table}, tiny / "model.safetensors")
    assert is_static(tiny)
    write(tiny / "modules.json", [{**modules[0], "path": "0_StaticEmbedding"}, modules[1]])
    assert not is_static(tiny)
    write(tiny / "modules.json", [*modules, {**TRANSFORMER[1], "type": "sentence_transformers.models.Dense"}])
    assert not is_static(tiny)
    write(tiny / "modules.json", TRANSFORMER)
    assert not is_static(tiny)
