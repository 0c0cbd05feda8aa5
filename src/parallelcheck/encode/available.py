"""Which models there are on this machine, and what is known of each without loading it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from parallelcheck.encode import EMBEDDED
from parallelcheck.encode.folder import hub_cache, is_static, locate, modules, read_json, snapshot, tensors, title
from parallelcheck.encode.transformer import obstacle

_FRONT_MATTER = re.compile(r"---\s*\n(.*?)\n---\s*\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Model:
    """A model and what its files say of it.

    `size` is the bytes that they take. `dimensions` is None, and `languages` empty, where they do not say.
    `obstacle` says why the model cannot be used here, as a sentence that its name begins.
    """

    name: str
    folder: Path | None
    is_static: bool
    size: int
    dimensions: int | None
    languages: tuple[str, ...]
    obstacle: str | None


def available(named: str = "embedded") -> list[Model]:
    """The embedded model, the sentence-transformers models in the model hub's cache by name, and the one that is
    `named` in the settings, usable or not.
    """
    found = {"embedded": EMBEDDED, **dict(_in_hub_cache())}
    if named != "embedded" and locate(named) not in found.values():
        return [*(describe(name, folder) for name, folder in found.items()), describe(named, locate(named))]
    return [describe(name, folder) for name, folder in found.items()]


def describe(name: str, folder: Path | None) -> Model:
    """The model of that name, which is in `folder`, or nowhere."""
    if folder is None:
        return Model(name, None, False, 0, None, (), obstacle(name, None))
    static = is_static(folder)
    return Model(
        name=name,
        folder=folder,
        is_static=static,
        size=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        dimensions=_dimensions(folder),
        languages=_languages(folder),
        obstacle=None if static else obstacle(name, folder),
    )


def _in_hub_cache() -> Iterator[tuple[str, Path]]:
    """Names and folders of the models in the hub's cache that are of sentence-transformers' making."""
    for repository in sorted(hub_cache().glob("models--*")):
        folder = snapshot(repository)
        if folder and modules(folder):
            yield title(folder), folder


def _dimensions(folder: Path) -> int | None:
    """How long the vectors are: as the last of the modules says that says it."""
    found = None
    for kind, place in modules(folder):
        if kind.endswith(".StaticEmbedding"):
            shapes = [said.get("shape", ()) for said in tensors(place / "model.safetensors").values()]
            found = next((shape[1] for shape in shapes if len(shape) == 2), None)
        elif kind.endswith((".Pooling", ".Dense")):
            settings = read_json(place / "config.json")
            keys = ("out_features", "embedding_dimension", "word_embedding_dimension")
            found = next((settings[key] for key in keys if key in settings), found)
    return found


def _languages(folder: Path) -> tuple[str, ...]:
    """The codes of the languages that the model's card names."""
    said = read_json(folder / "parallelcheck.json").get("languages") or _card(folder).get("language") or ()
    return tuple(sorted(map(str, [said] if isinstance(said, str) else said)))


def _card(folder: Path) -> dict[str, Any]:
    """What the README says of the model before its text."""
    try:
        front = _FRONT_MATTER.match((folder / "README.md").read_text(encoding="utf-8"))
        # Nothing but strings: to YAML the code of Norwegian, `no`, is a falsehood.
        found = yaml.load(front[1], yaml.BaseLoader) if front else None  # noqa: S506
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return found if isinstance(found, dict) else {}
