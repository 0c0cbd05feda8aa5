"""The pipeline: paths in, a `ScanResult` out. The only module that knows every stage."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os.path import commonpath
from pathlib import Path

from parallelcheck import checks, encode
from parallelcheck.align import (
    PASSAGES,
    SENTENCES,
    Vectors,
    align_documents,
    calibration,
    find_twins,
    norms_for,
    unmatched_words,
)
from parallelcheck.config import Config
from parallelcheck.discover import discover
from parallelcheck.encode.sample import sample_vectors
from parallelcheck.errors import ReadError, UsageError, near_miss
from parallelcheck.language import LANGUAGES, annotate, prose, runs, shared_identifier
from parallelcheck.model import (
    AlignedPair,
    Bead,
    Document,
    DocumentPair,
    Finding,
    Kind,
    Location,
    Mark,
    MarkKind,
    Problem,
    ScanResult,
    Segment,
    language_name,
)
from parallelcheck.read import FORMATS, decode, read, read_bilingual
from parallelcheck.split import spans

Progress = Callable[[int, int, str], None]

UNITS = ("passages", "sentences", "lines")

# Less of the text of either document than this in beads that hold: they have nothing to do with each other.
# Measured on 24 pairs: 0.03 at most for strangers, 0.76 at least for translations cut to a tenth.
_IN_COMMON = 0.2
_HOLDS = 0.95


def scan(
    paths: str | Path | Sequence[str | Path] = (),
    *,
    pairs: Sequence[tuple[str | Path, str | Path]] = (),
    config: Config | None = None,
    progress: Progress | None = None,
) -> ScanResult:
    """Check documents against what they translate.

    `paths` are files and folders, in which documents are paired by their names; `pairs` are (source, target)
    files that belong together. A document that is named twice is checked once. `progress(done, total, path)` is
    called before each pair and at the end. The result does not depend on the order of `paths` and `pairs`.

    Raises:
        ParallelcheckError: arguments, settings or a model that cannot be used. A document that cannot be
            checked is a `Problem` in the result instead.
    """
    began = time.perf_counter()
    session = Session(config or Config())
    work, unseen = _work([paths] if isinstance(paths, str | Path) else paths, pairs, session.config)
    root = _root([*(path for pair in work for path in _paths(pair)), *(problem.path for problem in unseen)])
    problems = [replace(problem, path=_relative(problem.path, root)) for problem in unseen]
    checked: dict[tuple[str, ...], _Checked] = {}  # by its paths: what is named twice counts once
    for done, pair in enumerate(work):
        if progress:
            progress(done, len(work), pair.target)
        found, why_not = session.check(pair, root)
        problems += why_not
        if found:
            checked[tuple(document.path for document in _documents(found.pair))] = found
    if progress:
        progress(len(work), len(work), "")
    findings = [finding for each in checked.values() for finding in each.findings]
    documents = [document for each in checked.values() for document in _documents(each.pair)]
    return ScanResult(
        root=root.as_posix(),
        findings=tuple(sorted(findings, key=lambda f: (f.where.path, f.where.line, f.check, f.where.column))),
        problems=tuple(dict.fromkeys(problems)),
        pairs=tuple(each.pair for each in checked.values()),
        checks=tuple(checks.info(check) for check in checks.CHECKS),
        model=session.encoder.name,
        notes=tuple(dict.fromkeys(note for document in documents for note in document.notes)),
        seconds=time.perf_counter() - began,
    )


@dataclass(frozen=True)
class Bitext:
    """Two texts as units and the beads between them: (source indices, target indices, score)."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[tuple[tuple[int, ...], tuple[int, ...], float], ...]


def align_files(
    source: str | Path, target: str | Path, units: str = "passages", config: Config | None = None
) -> Bitext:
    """Align two files by `passages` or `sentences` as a scan does, or by the `lines` of plain text.

    Raises:
        ParallelcheckError: a file that cannot be read, or units that do not exist.
    """
    if units not in UNITS:
        hint = near_miss(units, UNITS, f"; there are {', '.join(UNITS)}.")
        raise UsageError(f"There are no units {units!r}{hint}")
    session = Session(config or Config())
    paths = Path(source), Path(target)
    contents = [_content(path) for path in paths]
    if units == "lines":
        languages = session.config.source_language, session.config.target_language
        documents = [_lines(content, path.as_posix()) for content, path in zip(contents, paths, strict=True)]
    else:
        languages = _languages(*paths, session.config)
        documents = [_text(content, path.as_posix()) for content, path in zip(contents, paths, strict=True)]
    left, right = (
        session.prepare(document, language, split=units != "lines")
        for document, language in zip(documents, languages, strict=True)
    )
    if units == "sentences":
        left, right = _of_sentences(left), _of_sentences(right)
    priors = PASSAGES if units == "passages" else SENTENCES
    beads, _ = align_documents(left, right, (session.vectors(left), session.vectors(right)), session.norms, priors)
    return Bitext(
        tuple(segment.text for segment in left.segments),
        tuple(segment.text for segment in right.segments),
        tuple((_indices(bead.source), _indices(bead.target), round(bead.score, 4)) for bead in beads),
    )


@dataclass(frozen=True)
class _Checked:
    pair: AlignedPair
    findings: tuple[Finding, ...]


class Session:
    """What one run needs again for every pair: settings, checks, encoder, identifier."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.checks = checks.configured(config.checks)
        self.wanted = checks.selected(config.select, config.ignore)
        self.identifier = shared_identifier()
        self.identifier.warm()
        self.encoder = encode.comparable(encode.load(config.model))
        self.encoder.encode(["weights are read while the identifier loads in the background"])
        self.norms = norms_for(self.encoder.name, lambda: sample_vectors(self.encoder))

    def check(self, pair: DocumentPair, root: Path) -> tuple[_Checked | None, list[Problem]]:
        """Read, align and check one pair; whatever is wrong with its files comes out as problems.

        One that cannot be compared with the other is checked alone.
        """
        problems: list[Problem] = []
        source, target = self._read(pair, root, problems)
        if target is None:
            source, target = None, source
        if target is None:
            return None, problems
        aligned = self.compare(source, target, pair.paired_by)
        reason = source and _incomparable(source, aligned)
        if reason:
            problems.append(Problem(target.path, reason))
            aligned = self.compare(None, target, pair.paired_by)
        findings, crashes = checks.run(self.checks, aligned)
        wanted = tuple(finding for finding in findings if finding.check in self.wanted)
        return _Checked(aligned, wanted), [*problems, *crashes]

    def _read(self, pair: DocumentPair, root: Path, problems: list[Problem]) -> tuple[Document | None, Document | None]:
        """Source and target; None for one that is not there, or that cannot be checked: then a problem says why."""
        source = target = None
        path = _relative(pair.target, root)
        with _as_problem(path, problems):
            content = _content(Path(pair.target))
            both = read_bilingual(content, path)
            if both:
                _refuse_empty(both[0])
                return self.prepare(both[0], pair.source_language), self.prepare(both[1], pair.target_language)
            target = self.prepare(_text(content, path), pair.target_language)
        if pair.source:
            path = _relative(pair.source, root)
            with _as_problem(path, problems):
                source = self.prepare(_text(_content(Path(pair.source)), path), pair.source_language)
        return source, target

    def prepare(self, document: Document, language: str | None, *, split: bool = True) -> Document:
        """The document with sentences and languages. Raises ReadError if the model does not know its language."""
        known = language or document.language
        self._refuse_unknown(document.path, known)
        if split:
            document = replace(document, segments=tuple(_with_sentences(s, known) for s in document.segments))
        return annotate(document, self.identifier, language)

    def _refuse_unknown(self, path: str, language: str | None) -> None:
        known = self.encoder.languages
        if language and known and language.partition("-")[0] not in known:
            raise ReadError(
                f"{path} is in a language ({language}) that the model does not know (it knows "
                f"{', '.join(sorted(known))}): choose another one with --model."
            )

    def vectors(self, document: Document) -> Vectors:
        """Vectors of the passages and of their sentences; equal texts are encoded once."""
        texts = [text for s in document.segments for text in (s.text, *(sentence.text for sentence in s.sentences))]
        rows = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        encoded = self.encoder.encode(list(rows))
        return Vectors(
            encoded[[rows[s.text] for s in document.segments]],
            tuple(encoded[[rows[sentence.text] for sentence in s.sentences]] for s in document.segments),
        )

    def compare(self, source: Document | None, target: Document, paired_by: str) -> AlignedPair:
        """Two prepared documents aligned, or one alone, with all that the checks look at."""
        target_vectors = self.vectors(target)
        beads: tuple[Bead, ...] = tuple(Bead((), (segment,)) for segment in target.segments)
        norms = self.norms
        if source:
            target = _with_foreign_runs(target, source.language)
            beads, norms = align_documents(source, target, (self.vectors(source), target_vectors), norms)
            beads = tuple(self._explained(bead) for bead in beads)
        twins = find_twins(target, target_vectors, norms)
        return AlignedPair(source, target, beads, twins, calibration(norms), paired_by)

    def _explained(self, bead: Bead) -> Bead:
        """A weak bead with the words that have no counterpart."""
        bead = replace(bead, sentences=tuple(self._explained(inner) for inner in bead.sentences))
        if not bead.source or not bead.target or bead.score >= checks.WEAK:
            return bead
        source = " ".join(segment.text for segment in bead.source)
        target = " ".join(segment.text for segment in bead.target)
        return replace(bead, unmatched=unmatched_words(source, target, self.encoder.encode))


def _work(
    paths: Sequence[str | Path], pairs: Sequence[tuple[str | Path, str | Path]], config: Config
) -> tuple[list[DocumentPair], list[Problem]]:
    """What there is to do, in a fixed order, and what could not be looked at."""
    work = [_named(Path(source), Path(target), config) for source, target in pairs]
    problems: list[Problem] = []
    if paths:
        found, problems = discover(
            [Path(path) for path in paths],
            suffixes=FORMATS,
            exclude=config.exclude,
            source_language=config.source_language,
            target_language=config.target_language,
        )
        named = {Path(path).resolve() for pair in work for path in _paths(pair)}
        work += [pair for pair in found if Path(pair.target).resolve() not in named]
    if not work and not problems:
        raise UsageError("There is nothing to scan: name files, a folder, or a pair of files.")
    return sorted(work, key=_paths), problems


def _paths(pair: DocumentPair) -> tuple[str, ...]:
    return (pair.target, pair.source) if pair.source else (pair.target,)


def _documents(pair: AlignedPair) -> tuple[Document, ...]:
    return (pair.source, pair.target) if pair.source else (pair.target,)


def _named(source: Path, target: Path, config: Config) -> DocumentPair:
    if source.resolve() == target.resolve():
        raise UsageError(f"{source} is named as source and as target: name two files.")
    return DocumentPair(target.as_posix(), source.as_posix(), "named", *_languages(source, target, config))


def _languages(source: Path, target: Path, config: Config) -> tuple[str | None, str | None]:
    """The languages of two files that belong together: as the settings say, else as their names do."""
    for path in (source, target):
        if path.is_dir():
            raise UsageError(f"{path} is a folder, and a pair is two files; to scan a folder, name it alone.")
    found, _ = discover([source, target], suffixes=FORMATS)
    told: dict[str | None, str | None] = {}
    for pair in found:
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


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror or error}.") from error


def _text(content: bytes, path: str) -> Document:
    document = read(content, path)
    _refuse_empty(document)
    return document


def _refuse_empty(document: Document) -> None:
    if not document.segments:
        raise ReadError(f"{document.path} holds no text besides markup: there is nothing in it to check")


def _with_sentences(segment: Segment, language: str | None) -> Segment:
    if segment.kind is Kind.CODE:
        return segment
    parts = spans(segment.text, (segment.language or language or "").partition("-")[0] or None)
    return replace(segment, sentences=tuple(segment.part(start, end) for start, end in parts))


def _with_foreign_runs(document: Document, foreign: str | None) -> Document:
    """Runs of words in the source's language marked in the sentences of the target's."""
    if foreign is None or foreign == document.language or not {foreign, document.language} <= set(LANGUAGES):
        return document

    def marked(sentence: Segment) -> Segment:
        if not sentence.identified.is_(document.language):
            return sentence
        found = runs(prose(sentence), document.language or "", foreign)
        marks = tuple(Mark(MarkKind.FOREIGN, start, end, language=foreign) for start, end in found)
        return replace(sentence, marks=(*sentence.marks, *marks)) if marks else sentence

    segments = tuple(replace(s, sentences=tuple(marked(t) for t in s.sentences)) for s in document.segments)
    return replace(document, segments=segments)


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
    if not is_catalogue and max(_held(pair.beads, in_source=True), _held(pair.beads, in_source=False)) < _IN_COMMON:
        return f"{both} have next to nothing in common, so they were not compared; is this the right pair?"
    return None


def _held(beads: Sequence[Bead], *, in_source: bool) -> float:
    """The share of the text of one side that clearly has a counterpart."""
    total = held = 0
    for bead in beads:
        size = sum(len(segment.text) for segment in (bead.source if in_source else bead.target))
        total += size
        held += size if bead.score >= _HOLDS else 0
    return held / total if total else 0.0


def _indices(segments: Sequence[Segment]) -> tuple[int, ...]:
    return tuple(segment.index for segment in segments)


def _lines(content: bytes, path: str) -> Document:
    """Every line of a text as one unit: gold standards come already split."""
    text, _ = decode(content, path)
    segments = [
        Segment(Kind.PARAGRAPH, line.strip(), Location(path, number, number), index=number - 1)
        for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1)
    ]
    return Document(path, "lines", tuple(segments))


def _of_sentences(document: Document) -> Document:
    """The sentences of a document as its units."""
    sentences = [sentence for segment in document.segments for sentence in segment.sentences]
    return replace(document, segments=tuple(replace(s, index=i) for i, s in enumerate(sentences)))
