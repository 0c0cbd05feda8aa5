"""Which documents are there, and which of them translate one another.

A scan takes the files and folders that it is given (`files`) and brings documents together by their names
(`names`). What has no counterpart is scanned alone.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from parallelcheck.discover.files import find
from parallelcheck.discover.names import pair_up
from parallelcheck.model import DocumentPair, Problem


def discover(
    paths: Sequence[Path],
    *,
    suffixes: Collection[str],
    exclude: Sequence[str] = (),
    source_language: str | None = None,
    target_language: str | None = None,
) -> tuple[list[DocumentPair], list[Problem]]:
    """The documents at and below `paths`, each in a pair with what it translates, or alone; in a fixed order.

    `suffixes`, with their dots, are those that can be read. `exclude` holds patterns of files and folders to
    leave out of folders, relative to the current folder or any below it. Of the versions of one document, the
    source is the one in `source_language`, else in English, else the one whose name says no language, else
    the first by its code. `target_language` takes that one of several translations only.

    Raises UsageError for a path that is not there or not a document, and for a folder without documents.
    What could not be looked at inside a folder is a Problem.
    """
    files, problems = find(paths, suffixes, exclude)
    return pair_up(files, source_language, target_language), problems
