"""The pipeline: paths in, a `ScanResult` out. The only module that knows every stage."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from os.path import commonpath
from pathlib import Path

from parallelcheck import checks
from parallelcheck.align import held
from parallelcheck.config import Config
from parallelcheck.discover import Discovery, discover
from parallelcheck.errors import ReadError, UsageError
from parallelcheck.history import Change, History, change_since, one_sided, unlike
from parallelcheck.inspection import Found, Inspection, beyond
from parallelcheck.language import annotate, identifier_for
from parallelcheck.likeness import PASSAGES as BEGINNING
from parallelcheck.likeness import alike
from parallelcheck.model import (
    AlignedPair,
    Document,
    DocumentPair,
    Edit,
    Expected,
    Kind,
    Problem,
    Publication,
    ScanResult,
    language_name,
)
from parallelcheck.read import BILINGUAL, FORMATS, content_of, holds_text, read, read_bilingual, with_text
from parallelcheck.read.head import head
from parallelcheck.session import Session

Progress = Callable[[int, int, str], None]
Content = Callable[[Path], bytes]

# Less of the text of either document than this in beads that hold: they have nothing to do with each other.
# Measured on 24 pairs: 0.03 at most for strangers, 0.76 at least for translations cut to a tenth.
_IN_COMMON = 0.2
_NAMED = 5  # of the pairs that a remark names


def scan(
    paths: str | Path | Sequence[str | Path] = (),
    *,
    pairs: Sequence[tuple[str | Path, str | Path]] = (),
    config: Config | None = None,
    since: str | None = None,
    progress: Progress | None = None,
) -> ScanResult:
    """Check documents against what they translate.

    `paths` are files and folders, in which documents are paired as docs/pairing.md says; `pairs` are (source, target)
    files that belong together. A document that is named twice is checked once. `progress(done, total, path)` is
    called before each pair and at the end. The result does not depend on the order of `paths` and `pairs`.

    With `since`, a commit or a branch of their git repository, only documents that changed since what is checked out
    parted from it are compared, and only findings that were not there before are reported.

    Raises:
        ParallelcheckError: arguments, settings or a model that cannot be used. A document that cannot be
            checked is a `Problem` in the result instead.
    """
    began = time.perf_counter()
    config = config or Config()
    session, chosen = Session(config), Inspection(config)
    paths = [paths] if isinstance(paths, str | Path) else paths
    work, found = _work(paths, pairs, session)
    if not work and not found.problems:
        raise UsageError("There is nothing to scan: name files, a folder, or a pair of files.")
    root = _root([*(path for pair in work for path in _paths(pair)), *(problem.path for problem in found.problems)])
    past = _Past(session, root, looks_back=chosen.wants("stale-translation"))
    if since:
        files = [*map(Path, paths), *(Path(file) for pair in pairs for file in pair)]
        past.change = change_since(since, files)
        past.before = _before(past.change, (paths, pairs), (work, found), root, config)
        work = [pair for pair in work if past.change.touches(_paths(pair))]
    compared, in_pairs, problems = _checked(work, session, chosen, past, progress)
    problems += [replace(problem, path=_relative(problem.path, root)) for problem in found.problems]
    problems += [*past.history.problems, *session.not_understood()]
    publication = _publication(found, compared, root)
    findings, crashes = chosen.in_all(publication, in_pairs, root)
    if past.before:
        findings = beyond(findings, chosen.of(past.before, root)[0])
    notes = [*found.notes, *_guessed(publication.pairs), *session.notes, *past.history.notes]
    notes += [note for aligned in publication.pairs for document in _documents(aligned) for note in document.notes]
    return ScanResult(
        root=root.as_posix(),
        findings=findings,
        problems=tuple(dict.fromkeys([*problems, *crashes])),
        pairs=publication.pairs,
        checks=tuple(checks.info(check) for check in checks.CHECKS),
        model=session.encoder.name,
        notes=tuple(dict.fromkeys(notes)),
        seconds=time.perf_counter() - began,
        publication=publication,
        before=past.before,
    )


def find_pairs(paths: Sequence[str | Path], config: Config | None = None) -> Discovery:
    """What a scan of these files and folders would compare with what; nothing is checked, and little is read.

    Raises:
        ParallelcheckError: paths or settings that cannot be used.
    """
    return _discovered(paths, Session(config or Config()))


def recheck(result: ScanResult, config: Config) -> ScanResult:
    """The findings in what was scanned under other settings: as a new scan would find them, but without reading,
    embedding or aligning again.

    Only what the `config` says about checks matters here (`checks`, `profile`, `select`, `ignore`, `severities`,
    `overrides`); the model and the languages stay those of the `result`.

    Raises:
        ParallelcheckError: a check or an option that does not exist, or an option of the wrong type.
    """
    began = time.perf_counter()
    chosen, root = Inspection(config), Path(result.root)
    findings, crashes = chosen.of(result.publication, root)
    if result.before:
        findings = beyond(findings, chosen.of(result.before, root)[0])
    unseen = [problem for problem in result.problems if problem.check is None]
    return replace(
        result,
        findings=findings,
        problems=tuple(dict.fromkeys([*unseen, *crashes])),
        seconds=time.perf_counter() - began,
    )


def _checked(
    work: Sequence[DocumentPair], session: Session, chosen: Inspection, past: "_Past", progress: Progress | None
) -> tuple[list[AlignedPair], list[Found], list[Problem]]:
    """Every pair aligned, with what is found in it; and what could not be checked."""
    problems: list[Problem] = []
    checked: dict[tuple[str, ...], tuple[AlignedPair, Found]] = {}  # by its paths: what is named twice counts once
    for done, pair in enumerate(work):
        if progress:
            progress(done, len(work), pair.target)
        aligned, why_not = _aligned(session, pair, past.root)
        problems += why_not
        if aligned:
            aligned = past.added_to(aligned)
            paths = tuple(document.path for document in _documents(aligned))
            checked[paths] = aligned, chosen.in_pair(aligned, past.root)
    if progress:
        progress(len(work), len(work), "")
    return [aligned for aligned, _ in checked.values()], [in_pair for _, in_pair in checked.values()], problems


class _Past:
    """What was before: everything as it was `before` the `change` under review, if there is one, and, where it
    `looks_back`, what was edited since it was translated.
    """

    def __init__(self, session: Session, root: Path, *, looks_back: bool) -> None:
        self.change: Change | None = None
        self.before: Publication | None = None
        self.history = History(partial(read, front_matter=session.config.front_matter), session.encoder.encode)
        self._session = session
        self.root = root
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
        documents = (each for pair in (self.before.pairs if self.before else ()) for each in _documents(pair))
        return next((each for each in documents if each.path == path), None)


def _before(
    change: Change,
    what: tuple[Sequence[str | Path], Sequence[tuple[str | Path, str | Path]]],
    now: tuple[list[DocumentPair], Discovery],
    root: Path,
    config: Config,
) -> Publication:
    """What a change touched, as it was; what could not be read then is left out."""
    session = Session(config)
    work, found = _work(*what, session, change) if change.came_or_went else now
    touched = [pair for pair in work if change.touches(_paths(pair))]
    aligned = (_aligned(session, pair, root, change.content)[0] for pair in touched)
    return _publication(found, [pair for pair in aligned if pair], root)


def _aligned(
    session: Session, pair: DocumentPair, root: Path, content: Content = content_of
) -> tuple[AlignedPair | None, list[Problem]]:
    """One pair read and aligned; whatever is wrong with its files comes out as problems. `content` reads the files.

    One that cannot be compared with the other is there alone.
    """
    problems: list[Problem] = []
    source, target = _read(session, pair, root, problems, content)
    if target is None:
        source, target = None, source
    if target is None:
        return None, problems
    aligned = session.compare(source, target, pair.paired_by)
    reason = aligned.source and _incomparable(aligned.source, aligned)
    if reason:
        problems.append(Problem(target.path, reason))
        aligned = session.compare(None, target, pair.paired_by)
    return replace(aligned, confidence=pair.confidence), problems


def _read(
    session: Session, pair: DocumentPair, root: Path, problems: list[Problem], load: Content
) -> tuple[Document | None, Document | None]:
    """Source and target; None for one that is not there, or that cannot be checked: then a problem says why."""
    source = target = None
    path = _relative(pair.target, root)
    with _as_problem(path, problems):
        content = load(Path(pair.target))
        both = None
        if not pair.source or Path(path).suffix.lower() in BILINGUAL:
            wanted = pair.target_language or session.config.target_language
            both = read_bilingual(content, path, session.config.source_language, wanted)
        if both:
            source = session.prepare(with_text(both[0]), pair.source_language, pair.target_language)
            return source, session.prepare(both[1], pair.target_language, pair.source_language)
        text = with_text(read(content, path, session.config.front_matter))
        target = session.prepare(text, pair.target_language, pair.source_language)
    if pair.source:
        path = _relative(pair.source, root)
        with _as_problem(path, problems):
            text = with_text(read(load(Path(pair.source)), path, session.config.front_matter))
            source = session.prepare(text, pair.source_language, pair.target_language)
    return source, target


def _incomparable(source: Document, pair: AlignedPair) -> str | None:
    """Why it makes no sense to compare the two, in a sentence; None if it does."""
    target = pair.target
    is_catalogue = source.path == target.path
    both = f"The messages and translations in {target.path}" if is_catalogue else f"{source.path} and {target.path}"
    if source.language and source.language == target.language:
        return (
            f"{both} are both in {language_name(source.language)}, so they were not compared; if that is wrong, say "
            "--source-language and --target-language."
        )
    if not is_catalogue and max(held(pair.beads, in_source=True), held(pair.beads, in_source=False)) < _IN_COMMON:
        return f"{both} have next to nothing in common, so they were not compared; is this the right pair?"
    return None


def _work(
    paths: Sequence[str | Path],
    pairs: Sequence[tuple[str | Path, str | Path]],
    session: Session,
    before: Change | None = None,
) -> tuple[list[DocumentPair], Discovery]:
    """What there is to do, or was `before` a change, in a fixed order, and what was discovered in the paths."""
    work = [_named(Path(source), Path(target), session.config) for source, target in pairs]
    found = _discovered(paths, session, before) if paths else Discovery(())
    named = {Path(path).resolve() for pair in work for path in _paths(pair)}
    work += [pair for pair in found.pairs if Path(pair.target).resolve() not in named]
    return sorted(work, key=_paths), found


def _discovered(paths: Sequence[str | Path], session: Session, before: Change | None = None) -> Discovery:
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
    with _as_problem(path, []):
        document = read(content(Path(path)), path)
        prose = [segment for segment in document.segments if segment.kind is not Kind.CODE]
        document = replace(document, segments=tuple(prose[:BEGINNING]), language=document.language)
        return annotate(document, identifier_for(), language) if prose else None
    return None


def _guessed(pairs: Sequence[AlignedPair]) -> Iterator[str]:
    """A remark about pairs that are only likely."""
    named = [
        f"{pair.source.path} and {pair.target.path} ({pair.confidence:.0%})"
        for pair in sorted(pairs, key=lambda pair: pair.confidence)
        if pair.source and pair.confidence < 1
    ]
    if named:
        more = f", and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        yield (
            f"Taken for translations by likeness, not by their names: {', '.join(named[:_NAMED])}{more}. If that is "
            "wrong, say in the settings, under pairs, which translate which."
        )


def _publication(found: Discovery, pairs: Sequence[AlignedPair], root: Path) -> Publication:
    """All that was scanned, with paths below the root."""

    def below(path: str | None) -> str | None:
        return path and _relative(path, root)

    def expected(each: Expected) -> Expected:
        return replace(each, path=_relative(each.path, root), counterpart=below(each.counterpart))

    conflicts = (
        replace(
            each,
            path=_relative(each.path, root),
            others=tuple(_relative(path, root) for path in each.others),
            source=below(each.source),
        )
        for each in found.conflicts
    )
    return Publication(
        tuple(pairs), tuple(map(expected, found.translations)), tuple(map(expected, found.originals)), tuple(conflicts)
    )


def _paths(pair: DocumentPair) -> tuple[str, ...]:
    return (pair.target, pair.source) if pair.source else (pair.target,)


def _documents(pair: AlignedPair) -> tuple[Document, ...]:
    return (pair.source, pair.target) if pair.source else (pair.target,)


def _named(source: Path, target: Path, config: Config) -> DocumentPair:
    if source.resolve() == target.resolve():
        raise UsageError(f"{source} is named as source and as target: name two files.")
    return DocumentPair(target.as_posix(), source.as_posix(), "named", *named_languages(source, target, config))


def named_languages(source: Path, target: Path, config: Config) -> tuple[str | None, str | None]:
    """The languages of two files that belong together: as the settings say, else as their names do."""
    for path in (source, target):
        if path.is_dir():
            raise UsageError(f"{path} is a folder, and a pair is two files; to scan a folder, name it alone.")
    told: dict[str | None, str | None] = {}
    for pair in discover([source, target], suffixes=FORMATS, bilingual=BILINGUAL).pairs:
        if pair.paired_by == "catalogue":
            raise UsageError(f"{pair.target} holds messages and their translations: name it alone, not in a pair.")
        told |= {pair.source: pair.source_language, pair.target: pair.target_language}
    return config.source_language or told[source.as_posix()], config.target_language or told[target.as_posix()]


def _root(paths: Sequence[str]) -> Path:
    """The current folder if everything is below it, else the folder that everything has in common."""
    here = Path.cwd()
    files = [Path(path).absolute() for path in paths]
    if all(file.is_relative_to(here) for file in files):
        return here
    return Path(commonpath([file.parent for file in files]))


def _relative(path: str, root: Path) -> str:
    return Path(path).absolute().relative_to(root).as_posix()


@contextmanager
def _as_problem(path: str, problems: list[Problem]) -> Iterator[None]:
    """What makes a document impossible to check is kept as a problem, and the others go on."""
    try:
        yield
    except ReadError as error:
        problems.append(Problem(path, str(error)))
    except Exception as error:  # noqa: BLE001 - a bug that one document brings out must not hide the others' findings
        problems.append(Problem(path, f"reading it failed ({type(error).__name__}: {error}); please report it"))
