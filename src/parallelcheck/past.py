"""Documents as they were: before a change under review, and when they were translated."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from parallelcheck.comparison import compare, publication_of
from parallelcheck.config import Config
from parallelcheck.discover import Discovery
from parallelcheck.history import Change, History, one_sided, unlike
from parallelcheck.model import AlignedPair, Document, DocumentPair, Edit, Publication
from parallelcheck.read import read
from parallelcheck.session import Session
from parallelcheck.work import work_of


class Past:
    """What was before: everything as it was `before` the `change` under review, if there is one, and, where it
    `looks_back`, what was edited since it was translated.
    """

    def __init__(
        self, session: Session, root: Path, change: Change | None, before: Publication | None, *, looks_back: bool
    ) -> None:
        self.root = root
        self.change = change
        self.before = before
        self.history = History(partial(read, front_matter=session.config.front_matter), session.encoder.encode)
        self._session = session
        self._looks_back = looks_back

    def added_to(self, pair: AlignedPair) -> AlignedPair:
        """The pair with what was edited on one side only."""
        if pair.source is None:
            return pair
        if self._looks_back:
            outdated = self.history.outdated(pair, self.root / pair.source.path, self.root / pair.target.path)
            pair = replace(pair, outdated=outdated)
        return replace(pair, edited=tuple(self._edited(pair))) if self.change else pair

    def _edited(self, pair: AlignedPair) -> Iterator[Edit]:
        """The passages that the change left without an answer on the other side."""
        if self.change is None or pair.source is None or pair.source.path == pair.target.path:
            return
        source, target = self._as_it_was(pair.source), self._as_it_was(pair.target)
        if source and target:
            encode = self._session.encoder.encode
            in_source, in_target = unlike(source, pair.source, encode), unlike(target, pair.target, encode)
            yield from one_sided(pair, in_source, in_target, self.change.repository.named(self.change.commit))

    def _as_it_was(self, document: Document) -> Document | None:
        name = self.change.name_then(self.root / document.path) if self.change else None
        path = name and os.path.relpath(os.path.realpath(name), os.path.realpath(self.root))
        documents = (each for pair in (self.before.pairs if self.before else ()) for each in pair.documents)
        return next((each for each in documents if each.path == path), None)


def publication_before(
    change: Change,
    what: tuple[Sequence[str | Path], Sequence[tuple[str | Path, str | Path]]],
    now: tuple[list[DocumentPair], Discovery],
    root: Path,
    config: Config,
) -> Publication:
    """What a change touched, as it was; what could not be read then is left out."""
    session = Session(config)
    work, found = work_of(*what, session, change) if change.came_or_went else now
    touched = [pair for pair in work if change.touches(pair.paths)]
    aligned = (compare(session, pair, root, change.content)[0] for pair in touched)
    return publication_of(found, [pair for pair in aligned if pair], root)
