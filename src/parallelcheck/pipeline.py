"""The pipeline: paths in, a `ScanResult` out. The only module that knows every stage."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os.path import commonpath
from pathlib import Path

from parallelcheck import checks
from parallelcheck.align import held
from parallelcheck.config import Config
from parallelcheck.discover import Discovery, discover
from parallelcheck.errors import ReadError, UsageError
from parallelcheck.judge import Judge, used_ignores
from parallelcheck.language import annotate, identifier_for
from parallelcheck.likeness import PASSAGES as BEGINNING
from parallelcheck.likeness import alike
from parallelcheck.model import (
    AlignedPair,
    Document,
    DocumentPair,
    Expected,
    Finding,
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
Found = tuple[tuple[Finding, ...], tuple[Problem, ...]]  # findings, and checks that crashed

# Less of the text of either document than this in beads that hold: they have nothing to do with each other.
# Measured on 24 pairs: 0.03 at most for strangers, 0.76 at least for translations cut to a tenth.
_IN_COMMON = 0.2
_NAMED = 5  # of the pairs that a remark names


def scan(
    paths: str | Path | Sequence[str | Path] = (),
    *,
    pairs: Sequence[tuple[str | Path, str | Path]] = (),
    config: Config | None = None,
    progress: Progress | None = None,
) -> ScanResult:
    """Check documents against what they translate.

    `paths` are files and folders, in which documents are paired as docs/pairing.md says; `pairs` are (source, target)
    files that belong together. A document that is named twice is checked once. `progress(done, total, path)` is
    called before each pair and at the end. The result does not depend on the order of `paths` and `pairs`.

    Raises:
        ParallelcheckError: arguments, settings or a model that cannot be used. A document that cannot be
            checked is a `Problem` in the result instead.
    """
    began = time.perf_counter()
    config = config or Config()
    session, chosen = Session(config), _Checks.of(config)
    work, found = _work([paths] if isinstance(paths, str | Path) else paths, pairs, session)
    root = _root([*(path for pair in work for path in _paths(pair)), *(problem.path for problem in found.problems)])
    problems = [replace(problem, path=_relative(problem.path, root)) for problem in found.problems]
    checked: dict[tuple[str, ...], tuple[AlignedPair, Found]] = {}  # by its paths: what is named twice counts once
    for done, pair in enumerate(work):
        if progress:
            progress(done, len(work), pair.target)
        aligned, why_not = _aligned(session, pair, root)
        problems += why_not
        if aligned:
            checked[tuple(document.path for document in _documents(aligned))] = aligned, chosen.in_pair(aligned, root)
    if progress:
        progress(len(work), len(work), "")
    problems += session.not_understood()
    publication = _publication(found, [aligned for aligned, _ in checked.values()], root)
    findings, crashes = chosen.in_all(publication, [in_pair for _, in_pair in checked.values()], root)
    notes = [*found.notes, *_guessed(publication.pairs), *session.notes]
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
    chosen, root = _Checks.of(config), Path(result.root)
    in_pairs = [chosen.in_pair(pair, root) for pair in result.pairs]
    findings, crashes = chosen.in_all(result.publication, in_pairs, root)
    unseen = [problem for problem in result.problems if problem.check is None]
    return replace(
        result,
        findings=findings,
        problems=tuple(dict.fromkeys([*unseen, *crashes])),
        seconds=time.perf_counter() - began,
    )


@dataclass(frozen=True)
class _Checks:
    """The checks as they are set. All of them run, since some yield to others, and since a comment that silences one
    of them is of use even where it is not `wanted`.
    """

    of_pairs: tuple[checks.Check, ...]
    of_all: tuple[checks.PublicationCheck, ...]
    judge: Judge
    wanted: frozenset[str]

    @classmethod
    def of(cls, config: Config) -> "_Checks":
        judge = Judge(config)
        return cls(
            tuple(checks.configured(config.checks)),
            tuple(checks.configured_for_all(config.checks)),
            judge,
            checks.selected(config.select, config.ignore, config.profile, judge.switched_on),
        )

    def in_pair(self, pair: AlignedPair, root: Path) -> Found:
        """All that is found in one pair, and which checks crashed."""
        findings, crashes = checks.run(self.of_pairs, pair)
        return tuple(self.judge.in_pair(findings, pair, root)), tuple(crashes)

    def in_all(self, publication: Publication, in_pairs: Sequence[Found], root: Path) -> Found:
        """What is wanted of all that was found in pairs, and of what is found in all documents together."""
        of_all, crashes = checks.run_on_publication(self.of_all, publication)
        findings = [finding for found, _ in in_pairs for finding in found]
        findings += self.judge.in_all(of_all, publication, root)
        unused = list(checks.unused_ignores(publication, used_ignores(findings)))
        findings += self.judge.in_all(unused, publication, root)
        return _in_order(f for f in findings if f.check in self.wanted), (
            *(c for _, cs in in_pairs for c in cs),
            *crashes,
        )


def _aligned(session: Session, pair: DocumentPair, root: Path) -> tuple[AlignedPair | None, list[Problem]]:
    """One pair read and aligned; whatever is wrong with its files comes out as problems.

    One that cannot be compared with the other is there alone.
    """
    problems: list[Problem] = []
    source, target = _read(session, pair, root, problems)
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
    session: Session, pair: DocumentPair, root: Path, problems: list[Problem]
) -> tuple[Document | None, Document | None]:
    """Source and target; None for one that is not there, or that cannot be checked: then a problem says why."""
    source = target = None
    path = _relative(pair.target, root)
    with _as_problem(path, problems):
        content = content_of(Path(pair.target))
        both = read_bilingual(content, path)
        if both:
            source = session.prepare(with_text(both[0]), pair.source_language, pair.target_language)
            return source, session.prepare(both[1], pair.target_language, pair.source_language)
        target = session.prepare(with_text(read(content, path)), pair.target_language, pair.source_language)
    if pair.source:
        path = _relative(pair.source, root)
        with _as_problem(path, problems):
            text = with_text(read(content_of(Path(pair.source)), path))
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
    paths: Sequence[str | Path], pairs: Sequence[tuple[str | Path, str | Path]], session: Session
) -> tuple[list[DocumentPair], Discovery]:
    """What there is to do, in a fixed order, and what was discovered in the paths."""
    work = [_named(Path(source), Path(target), session.config) for source, target in pairs]
    found = _discovered(paths, session) if paths else Discovery(())
    named = {Path(path).resolve() for pair in work for path in _paths(pair)}
    work += [pair for pair in found.pairs if Path(pair.target).resolve() not in named]
    if not work and not found.problems:
        raise UsageError("There is nothing to scan: name files, a folder, or a pair of files.")
    return sorted(work, key=_paths), found


def _discovered(paths: Sequence[str | Path], session: Session) -> Discovery:
    config = session.config
    return discover(
        [Path(path) for path in paths],
        suffixes=FORMATS,
        bilingual=BILINGUAL,
        exclude=config.exclude,
        source_language=config.source_language,
        target_language=config.target_language,
        patterns=config.pairs,
        head=head,
        is_document=lambda path: holds_text(path.as_posix(), lambda: content_of(path)),
        alike=lambda lone: alike(lone, beginning, session.encoder, session.norms),
    )


def beginning(path: str, language: str | None) -> Document | None:
    """The first passages of a document with their language; None if it cannot be read: a scan will say why."""
    with _as_problem(path, []):
        document = read(content_of(Path(path)), path)
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


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.where.path, f.where.line, f.check, f.where.column)))
