"""Where models are on this machine, and what their folders say they are. Nothing is loaded, and nothing fetched."""

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from parallelcheck.i18n import _

# Set to 1, it lets the code run that a model brings along. No setting: settings may come with strangers' documents.
TRUST = "PARALLELCHECK_TRUST_MODEL_CODE"
_NUMBERS = frozenset({"F16", "F32"})  # the formats of numbers that static models are read in without the library
_LONGEST_HEADER = 100_000_000  # bytes: what the format allows


class Module(NamedTuple):
    """One part of a model: its class, and the folder of its settings and weights."""

    kind: str
    folder: Path


def locate(name: str) -> Path | None:
    """The folder that holds the model: the name itself, or where the model hub's cache has it; None without one."""
    try:
        folder = Path(name).expanduser()
        if folder.is_dir():
            return folder
    except (OSError, RuntimeError):  # too long for a path; the home of nobody
        return None
    places = (hub_cache() / f"models--{each.replace('/', '--')}" for each in (name, f"sentence-transformers/{name}"))
    return next((found for place in places if (found := snapshot(place))), None)


def title(folder: Path) -> str:
    """The name on the hub of a model in its cache; the folder's name of any other."""
    if folder.parent.name == "snapshots":
        return folder.parents[1].name.removeprefix("models--").replace("--", "/")
    return folder.name


def hub_cache() -> Path:
    """The folder where the model hub's library keeps models, or sentence-transformers if it was told another one.

    By the environment variables that huggingface_hub documents: the library itself comes only with an extra.
    """
    told = os.environ.get("SENTENCE_TRANSFORMERS_HOME") or os.environ.get("HF_HUB_CACHE")
    caches = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    home = os.environ.get("HF_HOME") or f"{caches}/huggingface"
    return Path(told or f"{home}/hub").expanduser()


def snapshot(repository: Path) -> Path | None:
    """Of the versions of a model in the hub's cache the one that is its `main`, else the newest."""
    main = repository / "refs" / "main"
    current = main.read_text(encoding="utf-8").strip() if main.is_file() else ""
    versions = [version for version in (repository / "snapshots").glob("*") if version.is_dir()]
    return max(versions, key=lambda version: (version.name == current, version.stat().st_mtime_ns), default=None)


def unfit(folder: Path) -> str | None:
    """Why the folder holds no model for sentence-transformers, as the end of a sentence; None where it does."""
    listed = modules(folder)
    if not listed:
        return _(
            "its modules.json is missing or broken, so it is no sentence-transformers model, or not the whole of one"
        )
    kind = _settings(folder).get("model_type", "SentenceTransformer")
    if kind != "SentenceTransformer":
        return _("it is a {kind}, which does not give one vector for a text").format(kind=kind)
    if not is_trusted() and any(not module.kind.startswith("sentence_transformers.") for module in listed):
        return _("it brings code of its own, which is not run unless the environment says {name}=1").format(name=TRUST)
    return None


def is_trusted() -> bool:
    """Whether whoever started the program lets it run code that comes with models."""
    return os.environ.get(TRUST) == "1"


def is_static(folder: Path) -> bool:
    """Whether the model is a table of token vectors, laid out so that it can be used without the library."""
    folders = {module.kind.rpartition(".")[2]: module.folder for module in modules(folder)}
    weights = tensors(folder / "model.safetensors")
    return (
        folders.keys() <= {"StaticEmbedding", "Normalize"}
        and folders.get("StaticEmbedding") == folder
        and not _settings(folder).get("default_prompt_name")
        and (not weights or weights.get("embedding.weight", {}).get("dtype") in _NUMBERS)
    )


def modules(folder: Path) -> list[Module]:
    """The parts of the model, in order; none where the folder does not list them as sentence-transformers does."""
    try:
        listed = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        return [Module(str(each["type"]), folder / str(each["path"])) for each in listed]
    except (OSError, ValueError, LookupError, TypeError):
        return []


def tensors(path: Path) -> dict[str, dict[str, Any]]:
    """What a safetensors file says of its tensors: 8 bytes of length, then JSON. Empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(min(int.from_bytes(file.read(8), "little"), _LONGEST_HEADER)))
        return {name: said for name, said in found.items() if isinstance(said, dict)}
    except (OSError, ValueError, AttributeError):
        return {}


def read_json(path: Path) -> dict[str, Any]:
    """The object that a file holds; empty where there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _settings(folder: Path) -> dict[str, Any]:
    return read_json(folder / "config_sentence_transformers.json")
