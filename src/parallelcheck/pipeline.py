"""The pipeline: paths in, a `ScanResult` out. The only module that knows every stage."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from os.path import commonpath
from pathlib import Path

from parallelcheck import checks
from parallelcheck.comparison import compare, publication_of, relative
from parallelcheck.config import Config
from parallelcheck.discover import Discovery
from parallelcheck.errors import UsageError
from parallelcheck.history import change_since
from parallelcheck.i18n import _
from parallelcheck.inspection import Found, Inspection, beyond
from parallelcheck.model import AlignedPair, DocumentPair, Problem, ScanResult
from parallelcheck.past import Past, publication_before
from parallelcheck.session import Session
from parallelcheck.work import discovered, work_of

Progress = Callable[[int, int, str], None]

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
    work, found = work_of(paths, pairs, session)
    if not work and not found.problems:
        raise UsageError(_("There is nothing to scan: name files, a folder, or a pair of files."))
    root = _root([*(path for pair in work for path in pair.paths), *(problem.path for problem in found.problems)])
    change = change_since(since, [Path(file) for file in (*paths, *sum(pairs, ()))]) if since else None
    before = publication_before(change, (paths, pairs), (work, found), root, config) if change else None
    past = Past(session, root, change, before, looks_back=chosen.wants("stale-translation"))
    work = [pair for pair in work if not change or change.touches(pair.paths)]
    compared, in_pairs, problems = _checked(work, session, chosen, past, progress)
    problems += [replace(problem, path=relative(problem.path, root)) for problem in found.problems]
    problems += [*past.history.problems, *session.not_understood()]
    publication = publication_of(found, compared, root)
    findings, crashes = chosen.in_all(publication, in_pairs, root)
    if before:
        findings = beyond(findings, chosen.of(before, root)[0])
    notes = [*found.notes, *_guessed(publication.pairs), *session.notes, *past.history.notes]
    notes += [note for aligned in publication.pairs for document in aligned.documents for note in document.notes]
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
        before=before,
    )


def find_pairs(paths: Sequence[str | Path], config: Config | None = None) -> Discovery:
    """What a scan of these files and folders would compare with what; nothing is checked, and little is read.

    Raises:
        ParallelcheckError: paths or settings that cannot be used.
    """
    return discovered(paths, Session(config or Config()))


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
    work: Sequence[DocumentPair], session: Session, chosen: Inspection, past: "Past", progress: Progress | None
) -> tuple[list[AlignedPair], list[Found], list[Problem]]:
    """Every pair aligned, with what is found in it; and what could not be checked."""
    problems: list[Problem] = []
    checked: dict[tuple[str, ...], tuple[AlignedPair, Found]] = {}  # by its paths: what is named twice counts once
    for done, pair in enumerate(work):
        if progress:
            progress(done, len(work), pair.target)
        aligned, why_not = compare(session, pair, past.root)
        problems += why_not
        if aligned:
            aligned = past.added_to(aligned)
            paths = tuple(document.path for document in aligned.documents)
            checked[paths] = aligned, chosen.in_pair(aligned, past.root)
    if progress:
        progress(len(work), len(work), "")
    return [aligned for aligned, _ in checked.values()], [in_pair for _, in_pair in checked.values()], problems


def _guessed(pairs: Sequence[AlignedPair]) -> Iterator[str]:
    """A remark about pairs that are only likely."""
    named = [
        f"{pair.source.path} and {pair.target.path} ({pair.confidence:.0%})"
        for pair in sorted(pairs, key=lambda pair: pair.confidence)
        if pair.source and pair.confidence < 1
    ]
    if named:
        more = _(", and {number} more").format(number=len(named) - _NAMED) if len(named) > _NAMED else ""
        yield (
            _(
                "Taken for translations by likeness, not by their names: {named}{more}. If that is "
                "wrong, say in the settings, under pairs, which translate which."
            ).format(named=", ".join(named[:_NAMED]), more=more)
        )


def _root(paths: Sequence[str]) -> Path:
    """The current folder if everything is below it, else the folder that everything has in common."""
    here = Path.cwd()
    files = [Path(path).absolute() for path in paths]
    if all(file.is_relative_to(here) for file in files):
        return here
    return Path(commonpath([file.parent for file in files]))
