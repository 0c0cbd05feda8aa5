"""Patterns of paths as settings write them: `drafts` at any depth, `./drafts` here only, `blog/**/old-*.md`."""

import glob
import os
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

Pattern = tuple[str, ...]  # of a path, folder by folder


def pattern(text: str) -> Pattern:
    """Folder by folder from the root: `/a` is a path, `./a` is in the current folder, `a` at or below it."""
    return tuple(anchored(text, Path.cwd()).strip("/").split("/"))


def anchored(text: str, folder: Path) -> str:
    """The pattern, relative to a folder, from the root."""
    if text.startswith("/"):
        return text
    here = glob.escape(folder.as_posix().rstrip("/"))
    return here + (text[1:] if text.startswith("./") else f"/**/{text}")


def fits(path: Path, patterns: Sequence[Pattern]) -> bool:
    """Whether one of the patterns names the path or a folder that it is in."""
    if not patterns:
        return False
    parts = tuple(absolute(path).as_posix().strip("/").split("/"))
    return any(_matches(parts, each) for each in patterns)


def absolute(path: Path) -> Path:
    """The path from the root, without `..` and with its links: a link is a document in its own right."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the links


def _matches(parts: tuple[str, ...], pattern: Pattern) -> bool:
    """`**` stands for any number of folders; a folder that matches takes along all that is in it."""
    if not pattern:
        return True
    if pattern[0] == "**":
        return any(_matches(parts[at:], pattern[1:]) for at in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])
