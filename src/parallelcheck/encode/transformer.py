"""Models of the sentence-transformers library, taken only from what is on this machine.

The library brings torch and takes seconds to import: that waits until the first text is encoded.
"""

import hashlib
import logging
import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parallelcheck.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

INSTALL = 'pip install "parallelcheck[transformers]"'
# Models that were trained with a prefix which their own settings do not mention.
_PREFIX = dict.fromkeys(("multilingual-e5-small", "multilingual-e5-base", "multilingual-e5-large"), "query: ")


class TransformerEncoder:
    """A sentence-transformers model, by folder or by its name on the model hub.

    Raises ModelError where the library is not installed or the model not on this machine: nothing is
    downloaded.
    """

    languages: frozenset[str] | None = None  # the library's models do not say

    def __init__(self, name: str) -> None:
        if find_spec("sentence_transformers") is None:
            raise ModelError(f"The model {name!r} needs sentence-transformers: install it with {INSTALL}.")
        self._name = name
        self._folder = _find(name)

    @property
    def name(self) -> str:
        """The name that was asked for, and which version of the model it is: `NAME@HASH`."""
        return f"{self._name}@{version(self._folder)}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row per text; a blank text gives a zero row.

        The model's prompt is put before each text; batches are made of texts of like length.
        """
        model = _load(self._folder)
        progress = sys.stderr.isatty() and len(texts) > 500
        prompt = _prompt(model, self._name)
        given = [*texts, ""]  # one more, so that no texts give no rows of the right length
        vectors = model.encode(given, prompt=prompt, normalize_embeddings=True, show_progress_bar=progress)
        rows = np.array(vectors[:-1], np.float32)
        rows[[not text.strip() for text in texts]] = 0
        return rows


def _find(name: str) -> Path:
    """The folder that holds the model: the name itself, or where the hub's cache keeps it."""
    from huggingface_hub import snapshot_download

    if Path(name).expanduser().is_dir():
        return Path(name).expanduser()
    for repository in (name, f"sentence-transformers/{name}"):
        try:
            return Path(snapshot_download(repository, local_files_only=True))
        except (OSError, ValueError):  # not in the cache, or not a name of the hub
            continue
    raise ModelError(
        f"The model {name!r} is neither a folder nor in this machine's model cache: "
        f"fetch it with `hf download {name}`, or leave --model out to use the embedded one."
    )


@lru_cache(maxsize=2)
def _load(folder: Path) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar  # type: ignore[import-not-found,unused-ignore]

    disable_progress_bar()  # its bar for a second's reading of weights, and the library's word on the prompt
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    try:
        return SentenceTransformer(str(folder), local_files_only=True)
    except (OSError, ValueError, ImportError, RuntimeError, KeyError, AttributeError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(f"The model in {folder} cannot be loaded ({reason}): fetch it again.") from error


def _prompt(model: "SentenceTransformer", name: str) -> str:
    """What goes before each text: both sides get the same, because neither asks and neither answers."""
    chosen = model.default_prompt_name or "query"
    return model.prompts.get(chosen) or _PREFIX.get(Path(name).name, "")


@lru_cache(maxsize=4)
def version(folder: Path) -> str:
    """The revision of a model from the hub, or a hash over a folder's files: eight characters."""
    if folder.parent.name == "snapshots":
        return folder.name[:8]
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".json", ".safetensors", ".bin", ".model"}:
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:8]
