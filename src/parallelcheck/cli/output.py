"""What leaves the program: reports whole or not at all, a clean standard output, colours where they are wanted."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, TextIO

from parallelcheck.errors import UsageError
from parallelcheck.i18n import _

if TYPE_CHECKING:
    from rich.progress import Progress


class ExitStatus(IntEnum):
    """What the program's exit status says."""

    CLEAN = 0
    FINDINGS = 1
    NOT_CHECKED = 2  # something could not be checked, or the arguments were wrong
    INTERRUPTED = 130  # as shells say it: 128 + SIGINT


def wants_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to write colours to `stream`: https://no-color.org and https://force-color.org first."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """The columns of a terminal, within what is easily read; 80 for anything else."""
    return min(shutil.get_terminal_size().columns, 120) if stream.isatty() else 80


def print_text(text: str, encoding: str | None = None) -> None:
    """Write a report to standard output; characters that its encoding lacks are written as escapes.

    Raises UsageError where nothing can be written.
    """
    print_bytes(text.encode(encoding or sys.stdout.encoding, "backslashreplace"))


def as_json(value: object) -> str:
    """JSON for other programs, with the characters escaped that could act on a terminal."""
    from parallelcheck.report.json import escaped

    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def print_bytes(content: bytes) -> None:
    """Write to standard output; a reader that goes away early (`| head`) is no error.

    Raises UsageError where nothing can be written.
    """
    stream = sys.stdout.buffer
    try:
        stream.write(content)
        stream.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end: give it somewhere to write to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError as error:
        unwritten = _("The report cannot be written to standard output: {error}.")
        raise UsageError(unwritten.format(error=error.strerror)) from error


def check_writable(path: Path, option: str = "--output") -> None:
    """Raise UsageError, before any work is done, where no file can be written at `path`, which `option` names."""
    if path.is_dir():
        folder = _("{path} is a folder: give {option} the name of a file.")
        raise UsageError(folder.format(path=path, option=option))
    if not path.parent.is_dir():
        missing = _("{path} cannot be written: there is no folder {folder}; create it first.")
        raise UsageError(missing.format(path=path, folder=path.parent))


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: whoever opens it sees the old text or the new one.

    Raises UsageError where the file cannot be written.
    """
    if isinstance(content, str):
        content = content.encode("utf-8", "backslashreplace")
    place = path.resolve()  # of a link, what it leads to is replaced
    try:
        if place.exists() and not place.is_file():
            place.write_bytes(content)  # a device or a pipe
        else:
            _replace(place, content)
    except OSError as error:
        unwritten = _("{path} cannot be written: {error}.")
        raise UsageError(unwritten.format(path=path, error=error.strerror)) from error


def _replace(place: Path, content: bytes) -> None:
    beside = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        if place.exists():
            shutil.copymode(place, beside)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


class ProgressBar:
    """A bar on standard error, which comes up when the work has taken a second."""

    def __init__(self) -> None:
        self._state: tuple[int, int, str] = (0, 0, "")
        self._bar: Progress | None = None
        self._timer = Timer(1, self._show)
        self._timer.daemon = True
        self._timer.start()

    def __call__(self, done: int, total: int, name: str) -> None:
        """Say that `done` of `total` are done, and that `name` is next."""
        self._state = (done, total, name)
        self._update()

    def close(self) -> None:
        """Take the bar away."""
        self._timer.cancel()
        self._timer.join()
        if self._bar is not None:
            self._bar.stop()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}", markup=False),
        )
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._bar.add_task("", total=None)
        self._update()
        self._bar.start()

    def _update(self) -> None:
        if self._bar is not None and self._bar.task_ids:
            done, total, name = self._state
            self._bar.update(self._bar.task_ids[0], completed=done, total=total, description=name)


@contextmanager
def progress(is_wanted: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """What to call as work goes on, or None where nobody looks at it."""
    if not (is_wanted and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        yield None
        return
    bar = ProgressBar()
    try:
        yield bar
    finally:
        bar.close()
