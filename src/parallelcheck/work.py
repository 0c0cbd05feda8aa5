"""What there is to do: which documents are compared with which."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from parallelcheck.config import Config
from parallelcheck.discover import Discovery, discover
from parallelcheck.errors import ReadError, UsageError
from parallelcheck.history import Change
from parallelcheck.i18n import _
from parallelcheck.language import annotate, identifier_for
from parallelcheck.likeness import PASSAGES as BEGINNING
from parallelcheck.likeness import alike
from parallelcheck.model import Document, DocumentPair, Kind, Problem
from parallelcheck.read import BILINGUAL, FORMATS, content_of, holds_text, read
from parallelcheck.read.head import head
from parallelcheck.session import Session

Content = Callable[[Path], bytes]


def work_of(
    paths: Sequence[str | Path],
    pairs: Sequence[tuple[str | Path, str | Path]],
    session: Session,
    before: Change | None = None,
) -> tuple[list[DocumentPair], Discovery]:
    """What there is to do, or was `before` a change, in a fixed order, and what was discovered in the paths."""
    work = [_named(Path(source), Path(target), session.config) for source, target in pairs]
    found = discovered(paths, session, before) if paths else Discovery(())
    named = {Path(path).resolve() for pair in work for path in pair.paths}
    work += [pair for pair in found.pairs if Path(pair.target).resolve() not in named]
    return sorted(work, key=lambda pair: pair.paths), found


def discovered(paths: Sequence[str | Path], session: Session, before: Change | None = None) -> Discovery:
    config = session.config
    places = [Path(path) for path in paths]
    content = before.content if before else content_of
    return discover(
        places,
        suffixes=FORMATS,
        bilingual=BILINGUAL,
        exclude=config.exclude,
        source_language=config.source_language,
        target_language=config.target_language,
        patterns=config.pairs,
        head=head,
        is_document=lambda path: holds_text(path.as_posix(), lambda: content(path)),
        alike=lambda lone: alike(lone, partial(beginning, content=content), session.encoder, session.norms),
        is_there=lambda path: not (before and before.is_new(path)),
        also=before.gone_from(places) if before else None,
    )


def beginning(path: str, language: str | None, content: Content = content_of) -> Document | None:
    """The first passages of a document with their language; None if it cannot be read: a scan will say why."""
    with as_problem(path, []):
        document = read(content(Path(path)), path)
        prose = [segment for segment in document.segments if segment.kind is not Kind.CODE]
        document = replace(document, segments=tuple(prose[:BEGINNING]), language=document.language)
        return annotate(document, identifier_for(), language) if prose else None
    return None


def _named(source: Path, target: Path, config: Config) -> DocumentPair:
    if source.resolve() == target.resolve():
        raise UsageError(_("{source} is named as source and as target: name two files.").format(source=source))
    return DocumentPair(target.as_posix(), source.as_posix(), "named", *named_languages(source, target, config))


def named_languages(source: Path, target: Path, config: Config) -> tuple[str | None, str | None]:
    """The languages of two files that belong together: as the settings say, else as their names do."""
    for path in (source, target):
        if path.is_dir():
            raise UsageError(
                _("{path} is a folder, and a pair is two files; to scan a folder, name it alone.").format(path=path)
            )
    told: dict[str | None, str | None] = {}
    for pair in discover([source, target], suffixes=FORMATS, bilingual=BILINGUAL).pairs:
        if pair.paired_by == "catalogue":
            raise UsageError(
                _("{target} holds messages and their translations: name it alone, not in a pair.").format(
                    target=pair.target
                )
            )
        told |= {pair.source: pair.source_language, pair.target: pair.target_language}
    return config.source_language or told[source.as_posix()], config.target_language or told[target.as_posix()]


@contextmanager
def as_problem(path: str, problems: list[Problem]) -> Iterator[None]:
    """What makes a document impossible to check is kept as a problem, and the others go on."""
    try:
        yield
    except ReadError as error:
        problems.append(Problem(path, str(error)))
    except Exception as error:  # noqa: BLE001 - a bug that one document brings out must not hide the others' findings
        problems.append(
            Problem(
                path,
                _("reading it failed ({name}: {error}); please report it").format(
                    name=type(error).__name__, error=error
                ),
            )
        )
