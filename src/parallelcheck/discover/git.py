"""What git ignores, as git itself says it."""

import os
import subprocess
from pathlib import Path

# A repository may name a program for git to run here (core.fsmonitor): it is not ours to trust.
_LIST = ("-c", "core.fsmonitor=false", "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
# What git says of a folder that is ignored with the one that it is in, and of one with an empty `.git`.
_NOTHING_IGNORED = (b"not superset of prefix", b"not a git repository")


def in_repository(folder: Path) -> bool:
    """Whether the folder, an absolute path, is in a repository."""
    return any(os.path.exists(place / ".git") for place in (folder, *folder.parents))  # noqa: PTH110 - closed folders


def ignored(folder: Path) -> tuple[frozenset[Path], str | None]:
    """The files and folders in `folder` that git ignores there, and why that is not known, if so.

    A folder that is ignored stands for all that is in it. In a folder that is ignored itself, nothing is.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}  # a hook sets them
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and nothing of it comes from a document
            ["git", "-C", os.fspath(folder), *_LIST],  # noqa: S607 - whichever git the user has
            env=environment | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            capture_output=True,
            check=False,
        )
    except OSError:
        return frozenset(), "git is not installed"
    if done.returncode and not any(words in done.stderr for words in _NOTHING_IGNORED):
        return frozenset(), _reason(done.stderr)
    names = (os.fsdecode(name).rstrip("/") for name in done.stdout.split(b"\0") if name not in {b"", b"./"})
    return frozenset(folder / name for name in names), None


def _reason(stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines()
    return f"git says: {lines[0]}" if lines else "git failed"
