"""The git command, run with care: the repository is not ours."""

import os
import subprocess
from pathlib import Path


def run(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """`git -C folder arguments`, whatever a hook has set around us; its messages are English.

    Raises OSError where git is not installed.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}  # a hook sets them
    return subprocess.run(  # noqa: S603 - no shell, and nothing of it comes from a document
        # A repository may name a program for git to run here (core.fsmonitor): it is not ours to trust.
        ["git", "-C", os.fspath(folder), "-c", "core.fsmonitor=false", *arguments],  # noqa: S607 - the user's git
        env=environment | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        input=stdin,
        capture_output=True,
        check=False,
    )


def first_line(output: bytes) -> str:
    """The first line of what git says, or ""."""
    return next(iter(output.decode(errors="replace").strip().splitlines()), "")


def user(folder: Path) -> str:
    """Whoever git says is at work in a folder, or ""."""
    try:
        return first_line(run(folder, "config", "user.name").stdout)
    except OSError:
        return ""
