"""Models of the sentence-transformers library, taken only from what is on this machine.

The library brings torch and takes seconds to import: that waits until the first text is encoded.
"""

import hashlib
import logging
import sys
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parallelcheck.encode import unit_rows
from parallelcheck.encode.folder import TRUST, is_trusted, locate, unfit
from parallelcheck.errors import ModelError
from parallelcheck.i18n import _

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
        folder = locate(name)
        reason = obstacle(name, folder)
        if folder is None or reason:
            raise ModelError(_("The model {name!r} {reason}.").format(name=name, reason=reason))
        self._name = name
        self._folder = folder

    @property
    def name(self) -> str:
        """The name that was asked for, which version of the model it is, and whether it computes with half of the
        digits: `NAME@HASH`, `NAME@HASH-bf16`.
        """
        return f"{self._name}@{version(self._folder)}{'-bf16' if multiplies_bfloat16() else ''}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row per text; a blank text gives a zero row.

        The model's prompt is put before each text; batches are made of texts of like length.
        """
        model = _load(self._folder, multiplies_bfloat16())
        stream = sys.stderr
        progress = len(texts) > 200 and stream.isatty() and stream is sys.__stderr__  # no bar of a scan's is there
        prompt = _prompt(model, self._name)
        given = [*texts, ""]  # one more, so that no texts give no rows of the right length
        rows = np.array(model.encode(given, prompt=prompt, show_progress_bar=progress)[:-1], np.float32)
        rows[[not text.strip() for text in texts]] = 0
        return unit_rows(rows)


def obstacle(name: str, folder: Path | None) -> str | None:
    """Why the model cannot be used with the library here, as a sentence that its name begins; None if it can."""
    fetch = f"`hf download {name if '/' in name else f'sentence-transformers/{name}'}`"
    if folder is None and (name.startswith((".", "/", "~")) or name.count("/") > 1):
        return _("is not there: check the name of the folder")
    if folder is not None and (reason := unfit(folder)):
        return _("cannot be used: {reason}").format(reason=reason)
    if find_spec("sentence_transformers") is None:
        return _("needs sentence-transformers: install it with {command}").format(command=INSTALL) + (
            "" if folder else _(", and fetch the model with {fetch}").format(fetch=fetch)
        )
    if folder is None:
        return _(
            "is neither a folder nor in this machine's model cache: fetch it with {fetch}, or leave "
            "--model out to use the embedded one"
        ).format(fetch=fetch)
    return None


@cache
def multiplies_bfloat16() -> bool:
    """Whether the processor multiplies matrices of 16-bit numbers (AMX): then models run in these, 2.5 times as fast.

    Other processors, also those that know such numbers (AVX-512), are slower with them.
    """
    try:
        return "amx_bf16" in Path("/proc/cpuinfo").read_text(encoding="utf-8").split()
    except OSError:
        return False


@lru_cache(maxsize=2)
def _load(folder: Path, bfloat16: bool) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar  # type: ignore[import-not-found,unused-ignore]

    disable_progress_bar()  # its bar for a second's reading of weights, and the library's word on the prompt
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    try:
        return SentenceTransformer(
            str(folder),
            local_files_only=True,
            trust_remote_code=is_trusted(),
            model_kwargs={"dtype": "bfloat16" if bfloat16 else "float32"},
        )
    except Exception as error:  # whatever files from elsewhere bring out in three libraries
        if "trust_remote_code" in str(error):
            raise ModelError(
                _(
                    "The model in {folder} brings code of its own, which is not run unless the environment "
                    "says {name}=1."
                ).format(folder=folder, name=TRUST)
            ) from error
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(
            _("The model in {folder} cannot be loaded ({reason}): fetch it again.").format(folder=folder, reason=reason)
        ) from error


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
