"""What git ignores, as git itself says it."""

import os
from pathlib import Path

from parallelcheck.git import first_line, run
from parallelcheck.i18n import _

_LIST = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
# What git says of a folder that is ignored with the one that it is in, and of one with an empty `.git`.
_NOTHING_IGNORED = (b"not superset of prefix", b"not a git repository")


def in_repository(folder: Path) -> bool:
    """Whether the folder, an absolute path, is in a repository."""
    return any(os.path.exists(place / ".git") for place in (folder, *folder.parents))  # noqa: PTH110 - closed folders


def ignored(folder: Path) -> tuple[frozenset[Path], str | None]:
    """The files and folders in `folder` that git ignores there, and why that is not known, if so.

    A folder that is ignored stands for all that is in it. In a folder that is ignored itself, nothing is.
    """
    try:
        done = run(folder, *_LIST)
    except OSError:
        return frozenset(), _("git is not installed")
    if done.returncode and not any(words in done.stderr for words in _NOTHING_IGNORED):
        said = first_line(done.stderr)
        return frozenset(), _("git says: {said}").format(said=said) if said else _("git failed")
    names = (os.fsdecode(name).rstrip("/") for name in done.stdout.split(b"\0") if name not in {b"", b"./"})
    return frozenset(folder / name for name in names), None
