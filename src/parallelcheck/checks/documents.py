"""What checks of a whole publication share: its documents as passages to point at, and which of them are missing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from parallelcheck.model import Expected, Kind, Location, Publication, Segment

_SMALL = 3  # a folder with fewer documents is looked at together with the one that it is in


class Documents:
    """The documents of a publication by their paths."""

    def __init__(self, publication: Publication) -> None:
        self._all = {side.path: side for pair in publication.pairs for side in (pair.source, pair.target) if side}

    def first_passage(self, path: str) -> Segment:
        """The passage to point at where a finding is about the whole document; its name, where it was not read."""
        document = self._all.get(path)
        if document and document.segments:
            return document.segments[0]
        return Segment(Kind.METADATA, PurePosixPath(path).name, Location(path, 1, 1))

    def language(self, path: str) -> str | None:
        """The language that the document is in."""
        document = self._all.get(path)
        return document.language if document else None


@dataclass(frozen=True, slots=True)
class Gap:
    """A document without its counterpart; or with a `folder`, the first of the many there that have none."""

    path: str
    folder: str | None
    missing: int
    total: int


def gaps(expected: Sequence[Expected], share: float) -> Iterator[Gap]:
    """Every document that has no counterpart. Where less than this share of those in a folder have one, they are
    evidently not meant to have: one gap for the folder says so.
    """
    yield from _gaps(expected, PurePosixPath(), share)


def _gaps(expected: Sequence[Expected], folder: PurePosixPath, share: float) -> Iterator[Gap]:
    below: defaultdict[str, list[Expected]] = defaultdict(list)
    here: list[Expected] = []
    for each in expected:
        inside = PurePosixPath(each.path).relative_to(folder).parts
        (below[inside[0]] if len(inside) > 1 else here).append(each)
    here += [each for name in list(below) if len(below[name]) < _SMALL for each in below.pop(name)]
    if _covered(expected) < share and not any(_covered(inner) >= share for inner in below.values()):
        yield from _together(expected, folder)
        return
    yield from _one_by_one(here) if len(here) < _SMALL or _covered(here) >= share else _together(here, folder)
    for name in sorted(below):
        yield from _gaps(below[name], folder / name, share)


def _covered(expected: Sequence[Expected]) -> float:
    return sum(each.counterpart is not None for each in expected) / len(expected) if expected else 0.0


def _one_by_one(expected: Sequence[Expected]) -> Iterator[Gap]:
    yield from (Gap(each.path, None, 1, len(expected)) for each in expected if each.counterpart is None)


def _together(expected: Sequence[Expected], folder: PurePosixPath) -> Iterator[Gap]:
    missing = sorted(each.path for each in expected if each.counterpart is None)
    if missing:
        yield Gap(missing[0], folder.as_posix(), len(missing), len(expected))
