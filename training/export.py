"""Writes a trained table as a sentence-transformers folder, small enough for a wheel.

The rows are rounded to 63 steps but kept as float16, because StaticEmbedding computes in the rows' own type:
the file takes 2 bytes a number on disk and deflates to less than one in a wheel or in git.
"""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

_MODULE = "sentence_transformers.models."


def rounded(table: NDArray[np.float32], levels: int = 31) -> NDArray[np.float16]:
    """The table in whole steps from -levels to levels, each step 1/64, which float16 holds exactly.

    Only directions matter, so the scale is free. The few numbers beyond the range (one in ten thousand) are cut.
    """
    step = np.quantile(np.abs(table), 0.9999) / levels
    return (np.clip(np.rint(table / step), -levels, levels) / 64).astype(np.float16)


def export(table: NDArray[np.float32], tokenizer: Tokenizer, folder: Path, name: str, languages: list[str]) -> str:
    """Writes the folder, whole or not at all, and returns the hash of its contents."""
    new = folder.with_name(folder.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    (new / "1_Normalize").mkdir(parents=True)
    save_file({"embedding.weight": rounded(table)}, new / "model.safetensors")
    (new / "model.safetensors").chmod(0o644)  # safetensors makes it readable for its owner only
    tokenizer.save(str(new / "tokenizer.json"), pretty=False)
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": f"{_MODULE}StaticEmbedding"},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{_MODULE}Normalize"},
    ]
    sha256 = _hash(new)
    _write_json(new / "modules.json", modules)
    settings = {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine"}
    _write_json(new / "config_sentence_transformers.json", settings)
    sides = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
    _write_json(new / "1_Normalize" / "config.json", sides)
    _write_json(new / "parallelcheck.json", {"name": name, "sha256": sha256, "languages": sorted(languages)})
    if (folder / "README.md").exists():
        shutil.copy(folder / "README.md", new / "README.md")
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)
    return sha256


def _hash(folder: Path) -> str:
    """The same as `parallelcheck.encode.static.fingerprint`."""
    contents = [(folder / name).read_bytes() for name in ("tokenizer.json", "model.safetensors")]
    return hashlib.sha256(b"".join(contents)).hexdigest()


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
