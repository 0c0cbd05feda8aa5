"""Which documents are there."""

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parallelcheck.discover.git import ignored, in_repository
from parallelcheck.discover.tags import words
from parallelcheck.errors import UsageError, near_miss
from parallelcheck.i18n import _
from parallelcheck.model import Problem
from parallelcheck.wildcards import Pattern, absolute, fits, pattern

TOOL_FOLDERS = words("node_modules bower_components site-packages __pycache__ _build _site")
# Chapters have these names too: they hold what a tool made, templates, or what others wrote, only beside the file of
# that tool.
_HUGO = ("hugo.toml", "hugo.yaml", "hugo.json", "archetypes")
_OUTPUTS = {
    **dict.fromkeys(("build", "dist"), (".git", "pyproject.toml", "package.json")),
    **dict.fromkeys(("_includes", "_layouts"), ("_config.yml",)),
    **dict.fromkeys(("layouts", "public", "resources", "themes"), _HUGO),
    "book": ("book.toml",),
    "out": ("package.json",),
    "site": ("mkdocs.yml",),
    "target": ("Cargo.toml", "pom.xml"),
    "vendor": ("go.mod", "composer.json", "Gemfile"),
}
SITE_FILES = words(
    "hugo.toml hugo.yaml hugo.yml hugo.json config.toml config.yaml config.yml languages.toml languages.yaml"
    " _config.yml mkdocs.yml pelicanconf.py book.toml docusaurus.config.js docusaurus.config.ts docusaurus.config.mjs"
    " astro.config.mjs astro.config.js astro.config.ts"
)
_LEVELS_UP = 3  # from a folder that is scanned to the one that holds the files of its site: site/content/fr


@dataclass(slots=True)
class Found:
    """Documents, each once and with the folder that it was found in, None for one that was given by name; the files
    in which sites say which languages they have; what could not be looked at; what else there is to say.
    """

    documents: dict[Path, Path | None] = field(default_factory=dict)
    site_files: dict[Path, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find(paths: Sequence[Path], suffixes: Collection[str], exclude: Sequence[str]) -> Found:
    """Every document at and below `paths`, in their order and by name in a folder.

    A file that is given by name is taken even where a pattern excludes it or git ignores it.
    """
    patterns = [pattern(text) for text in exclude]
    found = Found()
    places: dict[Path, Path] = {}
    for path in paths:
        before = len(found.problems)
        files = list(_walk(path, suffixes, patterns, found)) if path.is_dir() else [_named(path, suffixes)]
        if not files and len(found.problems) == before:
            raise UsageError(_nothing(path, suffixes, exclude))
        for file in files:
            if places.setdefault(absolute(file), file) is file:
                found.documents[file] = path if path.is_dir() else None
    return found


def _named(path: Path, suffixes: Collection[str]) -> Path:
    if not path.exists():
        raise UsageError(_("{path} is not there{similar}").format(path=path, similar=_similar(path)))
    if path.suffix.lower() not in suffixes:
        suffix = _("{suffix} files").format(suffix=path.suffix) if path.suffix else _("files without a suffix")
        raise UsageError(
            _("{path} cannot be scanned: {suffix} cannot be read, but these can: {listed}.").format(
                path=path, suffix=suffix, listed=_listed(suffixes)
            )
        )
    return path


def _nothing(folder: Path, suffixes: Collection[str], exclude: Sequence[str]) -> str:
    but = _(", or only excluded ones") if exclude else ""
    but += _(", or only what git ignores") if in_repository(absolute(folder)) else ""
    return _("The folder {folder} holds no document that can be read ({listed}){but}.").format(
        folder=folder, listed=_listed(suffixes), but=but
    )


def _listed(suffixes: Collection[str]) -> str:
    return ", ".join(sorted(suffixes))


def _walk(top: Path, suffixes: Collection[str], exclude: Sequence[Pattern], found: Found) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        found.problems.append(
            Problem(Path(error.filename).as_posix(), _("cannot be listed: {error}").format(error=error.strerror))
        )

    real_top = os.path.realpath(top)
    unwanted: frozenset[Path] = _ignored(top, found) if in_repository(absolute(top)) else frozenset()
    _look_up(absolute(top), found)
    for name, folders, names in os.walk(top, onerror=refused):
        folder = Path(name)
        if folder != top and (".git" in folders or ".git" in names):  # a submodule
            unwanted |= _ignored(folder, found)
        found.site_files |= {absolute(folder / entry): None for entry in sorted(SITE_FILES.intersection(names))}
        folders[:] = [
            entry
            for entry in sorted(folders)
            if folder / entry not in unwanted and _is_wanted_folder(folder, entry, names, folders, exclude)
        ]
        files = [
            entry
            for entry in sorted(names)
            if os.path.splitext(entry)[1].lower() in suffixes  # noqa: PTH122 - of many files that are no documents
            and not entry.startswith((".", "~$"))  # the latter say who has a file open in Word
            and folder / entry not in unwanted
            and not fits(folder / entry, exclude)
        ]
        bad_links = [(folder / entry, _bad_link(folder / entry, real_top)) for entry in (*folders, *files)]
        found.problems += [Problem(path.as_posix(), reason) for path, reason in bad_links if reason]
        good = (path for path, reason in bad_links[len(folders) :] if not reason)
        yield from filter(_is_file, good)


def _is_file(path: Path) -> bool:
    """A file, no pipe and no socket. Whoever reads one that cannot be looked at will say why."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _ignored(folder: Path, found: Found) -> frozenset[Path]:
    paths, unknown = ignored(folder)
    if unknown:
        found.notes.append(
            _("What git ignores in {folder} was looked at like the rest: {unknown}.").format(
                folder=folder, unknown=unknown
            )
        )
    return paths


def _look_up(folder: Path, found: Found) -> None:
    """Files of the site above the folder, within its repository."""
    for place in (folder, *folder.parents)[:_LEVELS_UP]:
        if (place / ".git").exists():
            return
        found.site_files |= {file: None for name in sorted(SITE_FILES) if (file := place.parent / name).is_file()}


def _is_wanted_folder(
    parent: Path, name: str, files: Sequence[str], folders: Sequence[str], exclude: Sequence[Pattern]
) -> bool:
    is_environment = os.path.exists(parent / name / "pyvenv.cfg")  # noqa: PTH110 - exists() fails in a closed folder
    if name.startswith(".") or name in TOOL_FOLDERS or is_environment:
        return False
    if any(mark in files or mark in folders for mark in _OUTPUTS.get(name, ())):
        return False
    return not fits(parent / name, exclude)


def _bad_link(path: Path, real_top: str) -> str | None:
    """Why a link is not followed. A folder inside is met where it really is, so a link to it may be left."""
    if not path.is_symlink():
        return None
    if not path.exists():
        return _("is a link that leads nowhere")
    if os.path.commonpath((real_top, os.path.realpath(path))) != real_top:
        return _("is a link that leads out of the scanned folder: name what it leads to, or exclude it")
    return None


def _similar(path: Path) -> str:
    there = (
        sorted(path.with_name(entry.name).as_posix() for entry in path.parent.iterdir()) if path.parent.is_dir() else []
    )
    return near_miss(path.as_posix(), there, _(": check the name and the current folder."))
