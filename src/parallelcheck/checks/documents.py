"""What checks of a whole publication share: its documents as passages to point at, and which of them are missing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import commonpath

from parallelcheck.i18n import _, grouped
from parallelcheck.model import Expected, Kind, Location, Publication, Segment

_SMALL = 3  # a folder with fewer documents is looked at together with the one that it is in


Side = tuple[Segment, ...]


class Documents:
    """The documents of a publication by their paths."""

    def __init__(self, publication: Publication) -> None:
        self._sources = {pair.source.path: pair.source for pair in publication.pairs if pair.source}
        self._targets = {pair.target.path: pair.target for pair in publication.pairs}

    def first_passage(self, path: str) -> Segment:
        """The passage to point at where a finding is about the whole document; its name, where it was not read."""
        document = self._sources.get(path) or self._targets.get(path)
        if document and document.segments:
            return document.segments[0]
        return Segment(Kind.METADATA, PurePosixPath(path).name, Location(path, 1, 1))

    def sides(self, path: str) -> tuple[Side, Side]:
        """Source and target of a finding about this document: on the side on which reports show it."""
        passage = (self.first_passage(path),)
        return (passage, ()) if path in self._sources else ((), passage)


@dataclass(frozen=True, slots=True)
class Gap:
    """A document without its counterpart; or with a `total`, the first of the many in a `folder` that have none.

    It is `meant` to have one if most of its neighbours have.
    """

    path: str
    missing: int = 1
    total: int = 0
    folder: str = ""
    meant: bool = True

    @property
    def counted(self) -> str:
        """How many lack a counterpart, and where: "9 of 10 documents in docs"."""
        counted = (
            _("{missing} of {total} documents in {folder}") if self.folder else _("{missing} of {total} documents")
        )
        return counted.format(missing=grouped(self.missing), total=grouped(self.total), folder=self.folder)


def gaps(expected: Sequence[Expected], share: float, few: int) -> Iterator[Gap]:
    """The documents that have no counterpart, one by one; in a folder where they are more than `few`, or where less
    than this share of all documents have one, together.
    """
    yield from _gaps(expected, 0, share, few)


def _gaps(expected: Sequence[Expected], depth: int, share: float, few: int) -> Iterator[Gap]:
    if not _any_covered(expected, depth, share):
        yield from _together(expected, meant=False)
        return
    here, below = _by_folder(expected, depth)
    meant = len(here) < _SMALL or _covered(here) >= share
    missing = sum(each.counterpart is None for each in here)
    yield from _one_by_one(here) if meant and missing <= few else _together(here, meant=meant)
    for inner in below:
        yield from _gaps(inner, depth + 1, share, few)


def _any_covered(expected: Sequence[Expected], depth: int, share: float) -> bool:
    """Whether most documents have a counterpart in this folder or in one of those below."""
    here, below = _by_folder(expected, depth)
    return _covered(here) >= share or any(_any_covered(inner, depth + 1, share) for inner in below)


def _by_folder(expected: Sequence[Expected], depth: int) -> tuple[list[Expected], list[list[Expected]]]:
    """The documents in a folder that lies so deep, and those of each large folder in it."""
    folders: defaultdict[str, list[Expected]] = defaultdict(list)
    for each in expected:
        inside = each.path.split("/")[depth:]
        folders[inside[0] if len(inside) > 1 else ""].append(each)
    large = [name for name in sorted(folders) if name and len(folders[name]) >= _SMALL]
    return [each for name in folders if name not in large for each in folders[name]], [folders[name] for name in large]


def _covered(expected: Sequence[Expected]) -> float:
    return sum(each.counterpart is not None for each in expected) / len(expected) if expected else 0.0


def _one_by_one(expected: Sequence[Expected]) -> Iterator[Gap]:
    yield from (Gap(each.path) for each in expected if each.counterpart is None)


def _together(expected: Sequence[Expected], *, meant: bool) -> Iterator[Gap]:
    missing = sorted(each.path for each in expected if each.counterpart is None)
    if missing:
        folder = commonpath([PurePosixPath(each.path).parent for each in expected])
        yield Gap(missing[0], len(missing), len(expected), "" if folder == "." else folder, meant)
