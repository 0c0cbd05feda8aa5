"""A change under review: what differs between a commit and the files as they are."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parallelcheck.errors import UsageError
from parallelcheck.history.repository import Repository
from parallelcheck.i18n import _
from parallelcheck.read import content_of


@dataclass(frozen=True)
class Change:
    """Everything since `commit`. Of every file that is new or not as it was, `was` says what it was called then, None
    for a new one; `then` are the names that those which are gone, or not as they were, had then.
    """

    repository: Repository
    commit: str
    was: Mapping[Path, Path | None]
    then: frozenset[Path]

    def touches(self, paths: Iterable[str]) -> bool:
        """Whether one of these files, as it is or as it was, differs."""
        return any(path in self.was or path in self.then for path in map(_real, paths))

    def content(self, path: Path) -> bytes:
        """What a file held, under the name that it had or has. Raises ReadError if it was not there, or where it
        cannot be had.
        """
        real = _real(path)
        if real not in self.was and real not in self.then:
            return content_of(path)
        return self.repository.content(self.commit, real if real in self.then else self.was[real] or real)

    def name_then(self, path: Path) -> Path | None:
        """What a file was called; None if it was not there."""
        return self.was.get(_real(path), path)

    def gone_from(self, folders: Sequence[Path]) -> dict[Path, Path]:
        """The files that were in these folders and no longer are, as paths through them, each with its folder."""
        found: dict[Path, Path] = {}
        for folder in folders:
            real = _real(folder)
            inside = sorted(path for path in self.then - self.was.keys() if path.is_relative_to(real))
            found |= {folder / path.relative_to(real): folder for path in inside}
        return found

    def is_new(self, path: Path) -> bool:
        """Whether nothing was at this path."""
        real = _real(path)
        return real in self.was and real not in self.then

    @property
    def came_or_went(self) -> bool:
        """Whether there are other files than there were."""
        return self.was.keys() != self.then


def change_since(revision: str, paths: Sequence[Path]) -> Change:
    """What changed in the repository of these files and folders since it and `revision` parted.

    Raises UsageError where they are not in one repository, or for a revision that is not there.
    """
    repository = _repository([_real(path) for path in paths], revision)
    commit = repository.merge_base(revision)
    differences = list(repository.differences(commit))
    was = {now: then for then, now in differences if now}
    return Change(repository, commit, was, frozenset(then for then, _ in differences if then))


def _repository(paths: Sequence[Path], revision: str) -> Repository:
    here = next(folder for folder in (paths[0], *paths[0].parents) if folder.is_dir())
    repository = Repository.around(here)
    if repository is None:
        raise UsageError(
            _("{here} is in no git repository, so nothing is known of {revision}: leave out --since.").format(
                here=here, revision=revision
            )
        )
    outside = [path for path in paths if not path.is_relative_to(repository.top)]
    if outside:
        raise UsageError(
            _("{outside} is not in the repository {top}: with --since, scan one repository.").format(
                outside=outside[0], top=repository.top
            )
        )
    return repository


def _real(path: str | Path) -> Path:
    return Path(os.path.realpath(path))
