"""Which documents are there."""

import glob
import os
from collections.abc import Collection, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from parallelcheck.errors import UsageError, near_miss
from parallelcheck.model import Problem

TOOL_FOLDERS = frozenset({"node_modules", "site-packages", "__pycache__", "_build", "_site"})
# Chapters have these names too: they hold what a build made only at the top of a project.
OUTPUT_FOLDERS = frozenset({"build", "dist"})
PROJECT_MARKS = (".git", "pyproject.toml", "package.json")

Pattern = tuple[str, ...]  # of a path, folder by folder


def find(paths: Sequence[Path], suffixes: Collection[str], exclude: Sequence[str]) -> tuple[list[Path], list[Problem]]:
    """Every document once, in the order of `paths` and by name in a folder, and what could not be looked at.

    A file that is given by name is taken even where a pattern excludes it.
    """
    patterns = [_pattern(text) for text in exclude]
    problems: list[Problem] = []
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _documents(path, suffixes, patterns, problems):
            found.setdefault(absolute(file), file)
    return list(found.values()), problems


def absolute(path: Path) -> Path:
    """The path from the root, without `..` and with its links: a link is a document in its own right."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the links


def _documents(
    path: Path, suffixes: Collection[str], exclude: Sequence[Pattern], problems: list[Problem]
) -> list[Path]:
    readable = ", ".join(sorted(suffixes))
    if path.is_dir():
        before = len(problems)
        files = list(_walk(path, suffixes, exclude, problems))
        if not files and len(problems) == before:
            but = ", or only excluded ones" if exclude else ""
            raise UsageError(f"The folder {path} holds no document that can be read ({readable}){but}.")
        return files
    if not path.exists():
        raise UsageError(f"{path} is not there{_similar(path)}")
    if path.suffix.lower() not in suffixes:
        suffix = f"{path.suffix} files" if path.suffix else "files without a suffix"
        raise UsageError(f"{path} cannot be scanned: {suffix} cannot be read, but these can: {readable}.")
    return [path]


def _walk(top: Path, suffixes: Collection[str], exclude: Sequence[Pattern], problems: list[Problem]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        problems.append(Problem(Path(error.filename).as_posix(), f"cannot be listed: {error.strerror}"))

    real_top = os.path.realpath(top)
    for name, folders, names in os.walk(top, onerror=refused):
        folder = Path(name)
        folders[:] = [entry for entry in sorted(folders) if _is_wanted_folder(folder / entry, exclude)]
        files = [entry for entry in sorted(names) if _is_wanted_file(folder / entry, suffixes, exclude)]
        for path in (folder / entry for entry in (*folders, *files)):
            reason = _bad_link(path, real_top)
            if reason:
                problems.append(Problem(path.as_posix(), reason))
            elif path.is_file():
                yield path


def _is_wanted_folder(folder: Path, exclude: Sequence[Pattern]) -> bool:
    if folder.name.startswith(".") or folder.name in TOOL_FOLDERS or (folder / "pyvenv.cfg").exists():
        return False
    if folder.name in OUTPUT_FOLDERS and any((folder.parent / mark).exists() for mark in PROJECT_MARKS):
        return False
    return not _is_excluded(folder, exclude)


def _is_wanted_file(file: Path, suffixes: Collection[str], exclude: Sequence[Pattern]) -> bool:
    return not file.name.startswith(".") and file.suffix.lower() in suffixes and not _is_excluded(file, exclude)


def _bad_link(path: Path, real_top: str) -> str | None:
    """Why a link is not followed. A folder inside is met where it really is, so a link to it may be left."""
    if not path.is_symlink():
        return None
    if not path.exists():
        return "is a link that leads nowhere"
    if os.path.commonpath((real_top, os.path.realpath(path))) != real_top:
        return "is a link that leads out of the scanned folder: name what it leads to, or exclude it"
    return None


def _pattern(text: str) -> Pattern:
    """Folder by folder from the root: `/a` is a path, `./a` is in the current folder, `a` at or below it."""
    if not text.startswith("/"):
        here = glob.escape(Path.cwd().as_posix().rstrip("/"))
        text = here + (text[1:] if text.startswith("./") else f"/**/{text}")
    return tuple(text.strip("/").split("/"))


def _is_excluded(path: Path, exclude: Sequence[Pattern]) -> bool:
    parts = tuple(absolute(path).as_posix().strip("/").split("/"))
    return any(_matches(parts, pattern) for pattern in exclude)


def _matches(parts: tuple[str, ...], pattern: Pattern) -> bool:
    """`**` stands for any number of folders; a folder that matches takes along all that is in it."""
    if not pattern:
        return True
    if pattern[0] == "**":
        return any(_matches(parts[at:], pattern[1:]) for at in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])


def _similar(path: Path) -> str:
    there = (
        sorted(path.with_name(entry.name).as_posix() for entry in path.parent.iterdir()) if path.parent.is_dir() else []
    )
    return near_miss(path.as_posix(), there, ": check the name and the current folder.")
