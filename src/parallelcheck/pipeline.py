"""The pipeline: paths in, a `ScanResult` out. The only module that knows every stage."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from os.path import commonpath
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parallelcheck import checks, encode
from parallelcheck.align import (
    PASSAGES,
    SENTENCES,
    Vectors,
    align_documents,
    calibration,
    find_twins,
    held,
    norms_for,
    unmatched_words,
)
from parallelcheck.config import Config
from parallelcheck.discover import Discovery, Lone, Match, discover
from parallelcheck.encode.fitness import LEAST, precision
from parallelcheck.encode.sample import sample_vectors
from parallelcheck.errors import ReadError, UsageError, near_miss
from parallelcheck.language import LANGUAGES, Identifier, annotate, prose, runs, shared_identifier
from parallelcheck.likeness import PASSAGES as BEGINNING
from parallelcheck.likeness import alike
from parallelcheck.model import (
    AlignedPair,
    Bead,
    Document,
    DocumentPair,
    Expected,
    Finding,
    Kind,
    Location,
    Mark,
    MarkKind,
    Problem,
    Publication,
    ScanResult,
    Segment,
    language_name,
)
from parallelcheck.read import BILINGUAL, FORMATS, decode, holds_text, read, read_bilingual
from parallelcheck.read.head import head
from parallelcheck.split import spans

Progress = Callable[[int, int, str], None]

UNITS = ("passages", "sentences", "lines")

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
    session = Session(config or Config())
    work, found = _work([paths] if isinstance(paths, str | Path) else paths, pairs, session)
    root = _root([*(path for pair in work for path in _paths(pair)), *(problem.path for problem in found.problems)])
    problems = [replace(problem, path=_relative(problem.path, root)) for problem in found.problems]
    checked: dict[tuple[str, ...], _Checked] = {}  # by its paths: what is named twice counts once
    for done, pair in enumerate(work):
        if progress:
            progress(done, len(work), pair.target)
        each, why_not = session.check(pair, root)
        problems += why_not
        if each:
            checked[tuple(document.path for document in _documents(each.pair))] = each
    if progress:
        progress(len(work), len(work), "")
    problems += session.not_understood()
    documents = [document for each in checked.values() for document in _documents(each.pair)]
    publication = _publication(found, [each.pair for each in checked.values()], root)
    of_all, crashes = _findings_in_all(publication, session.checks_of_all, session.wanted)
    notes = [*found.notes, *_guessed(publication.pairs), *session.notes]
    notes += [note for document in documents for note in document.notes]
    return ScanResult(
        root=root.as_posix(),
        findings=_in_order([*(finding for each in checked.values() for finding in each.findings), *of_all]),
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

    Only `checks`, `select` and `ignore` of the `config` matter here; the model and the languages stay those of the
    `result`.

    Raises:
        ParallelcheckError: a check or an option that does not exist, or an option of the wrong type.
    """
    began = time.perf_counter()
    configured, wanted = checks.configured(config.checks), checks.selected(config.select, config.ignore)
    found = [_findings(pair, configured, wanted) for pair in result.pairs]
    found.append(_findings_in_all(result.publication, checks.configured_for_all(config.checks), wanted))
    unseen = [problem for problem in result.problems if problem.check is None]
    return replace(
        result,
        findings=_in_order(finding for findings, _ in found for finding in findings),
        problems=tuple(dict.fromkeys([*unseen, *(crash for _, crashes in found for crash in crashes)])),
        seconds=time.perf_counter() - began,
    )


def _findings(
    pair: AlignedPair, configured: Sequence[checks.Check], wanted: frozenset[str]
) -> tuple[tuple[Finding, ...], list[Problem]]:
    """What those checks find that are wanted, and which checks crashed; all run, since some yield to others."""
    findings, crashes = checks.run(configured, pair)
    return tuple(finding for finding in findings if finding.check in wanted), crashes


def _findings_in_all(
    publication: Publication, configured: Sequence[checks.PublicationCheck], wanted: frozenset[str]
) -> tuple[tuple[Finding, ...], list[Problem]]:
    """The same for the checks that look at all documents together."""
    findings, crashes = checks.run_on_publication(configured, publication)
    return tuple(finding for finding in findings if finding.check in wanted), crashes


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.where.path, f.where.line, f.check, f.where.column)))


def align_files(
    source: str | Path, target: str | Path | None = None, units: str = "passages", config: Config | None = None
) -> AlignedPair:
    """Align two files by `passages` or `sentences` as a scan does, or by the `lines` of plain text; or the messages
    and translations of one catalogue. What the target says twice is looked for among passages only.

    Raises:
        ParallelcheckError: a file that cannot be read, or units that do not exist.
    """
    if units not in UNITS:
        hint = near_miss(units, UNITS, f"; there are {', '.join(UNITS)}.")
        raise UsageError(f"There are no units {units!r}{hint}")
    session = Session(config or Config())
    if target is None:
        left, right = _halves(session, Path(source), units)
    else:
        left, right = _both(session, (Path(source), Path(target)), units)
    for problem in session.not_understood():
        raise ReadError(problem.reason)
    vectors = session.vectors(left), session.vectors(right)
    priors = PASSAGES if units == "passages" else SENTENCES
    beads, norms = align_documents(left, right, vectors, session.norms, priors)
    twins = find_twins(right, vectors[1], norms) if units == "passages" else ()
    return AlignedPair(left, right, beads, twins, calibration(norms), "catalogue" if target is None else "named")


@dataclass(frozen=True)
class _Checked:
    pair: AlignedPair
    findings: tuple[Finding, ...]


class Session:
    """What one run needs again for every pair: settings, checks, encoder; and what there is to say of all pairs."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.checks = checks.configured(config.checks)
        self.checks_of_all = checks.configured_for_all(config.checks)
        self.wanted = checks.selected(config.select, config.ignore)
        self.notes: list[str] = []
        self.foreign: dict[str, str] = {}  # documents in languages that the model does not know: path, language
        self.encoder = encode.comparable(encode.load(config.model), cache=config.cache, notes=self.notes)
        self.norms = norms_for(self.encoder.name, self._sample)

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
        reason = aligned.source and _incomparable(aligned.source, aligned)
        if reason:
            problems.append(Problem(target.path, reason))
            aligned = self.compare(None, target, pair.paired_by)
        aligned = replace(aligned, confidence=pair.confidence)
        findings, crashes = _findings(aligned, self.checks, self.wanted)
        return _Checked(aligned, findings), [*problems, *crashes]

    def _read(self, pair: DocumentPair, root: Path, problems: list[Problem]) -> tuple[Document | None, Document | None]:
        """Source and target; None for one that is not there, or that cannot be checked: then a problem says why."""
        source = target = None
        path = _relative(pair.target, root)
        with _as_problem(path, problems):
            content = _content(Path(pair.target))
            both = read_bilingual(content, path)
            if both:
                _refuse_empty(both[0])
                return self.prepare(both[0], pair.source_language, pair.target_language), self.prepare(
                    both[1], pair.target_language, pair.source_language
                )
            target = self.prepare(_text(content, path), pair.target_language, pair.source_language)
        if pair.source:
            path = _relative(pair.source, root)
            with _as_problem(path, problems):
                text = _text(_content(Path(pair.source)), path)
                source = self.prepare(text, pair.source_language, pair.target_language)
        return source, target

    def prepare(
        self, document: Document, language: str | None, other: str | None = None, *, split: bool = True
    ) -> Document:
        """The document with sentences and languages; `other` is the language of what it is compared with."""
        own = language or document.language
        if split:
            document = replace(document, segments=tuple(_with_sentences(s, own) for s in document.segments))
        identifier = _identifier(frozenset(filter(None, (own, other))))
        if own and own not in identifier.candidates:
            note = (
                f"Text left in another language was not looked for in documents in {language_name(own)}, which the "
                "identifier of languages does not know."
            )
            document = replace(document, language=own, notes=(*document.notes, note))
        else:
            document = annotate(document, identifier, language)
        if document.language and not self.understands(document):
            self.foreign[document.path] = document.language
        return document

    def understands(self, document: Document) -> bool:
        """Whether the model knows the document's language, or does not say which ones it knows."""
        known = self.encoder.languages
        return known is None or document.language is None or document.language in known

    def alike(self, lone: Sequence[Lone]) -> list[Match]:
        """The documents that are likely to be translations of one another, by what they say."""
        return alike(lone, self._beginning, self.encoder, self.norms)

    def _beginning(self, path: str, language: str | None) -> Document | None:
        """The first passages of a document with their language; None if it cannot be read: a scan will say why."""
        with _as_problem(path, []):
            document = read(_content(Path(path)), path)
            prose = [segment for segment in document.segments if segment.kind is not Kind.CODE]
            document = replace(document, segments=tuple(prose[:BEGINNING]), language=document.language)
            return annotate(document, shared_identifier(), language) if prose else None
        return None

    def not_understood(self) -> list[Problem]:
        """One problem that names all documents in languages that the model does not know."""
        if not self.foreign:
            return []
        first, *others = sorted(self.foreign)
        documents = f"{first} and {len(others)} more are" if others else f"{first} is"
        languages = ", ".join(sorted({language_name(language) for language in self.foreign.values()}))
        known = ", ".join(sorted(self.encoder.languages or ()))
        reason = (
            f"{documents} in {languages}, which the model does not know (it knows {known}), so only what needs no "
            "understanding was checked: choose another model with --model, or leave these documents out with exclude."
        )
        return [Problem(first, reason)]

    def _sample(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The sample's vectors, and a note where they say that the model is of no use."""
        left, right = sample_vectors(self.encoder)
        if precision(left, right) < LEAST:
            self.notes.append(
                f"The model {self.config.model} cannot tell which French or Spanish sentence translates which English "
                f"one: see `parallelcheck models check {self.config.model}`."
            )
        return left, right

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
        understood = all(self.understands(document) for document in (source, target) if document)
        if source and not understood and not (_is_keyed(source) and _is_keyed(target)):
            source = None
        if source:
            target = _with_foreign_runs(target, source.language)
            beads, norms = align_documents(source, target, (self.vectors(source), target_vectors), norms)
            words = self._for_words(source, target)
            beads = tuple(_explained(bead, words) if understood else _as_told(bead) for bead in beads)
        twins = find_twins(target, target_vectors, norms)
        if not understood:
            twins = tuple(twin for twin in twins if twin.relation == "repetition")
        return AlignedPair(source, target, beads, twins, calibration(norms), paired_by)

    def _for_words(self, *documents: Document) -> encode.Encoder:
        """The model that compares single words: the embedded one if it knows the languages, whichever compares texts.

        It finds 95 % of the words that were left out, a transformer of sentences 60 % (benchmarks/words.py).
        """
        embedded = encode.load("embedded")
        known = embedded.languages or frozenset()
        return embedded if all(document.language in known for document in documents) else self.encoder


def _explained(bead: Bead, words: encode.Encoder) -> Bead:
    """A weak bead, or one with weak beads of sentences, with the words that have no counterpart."""
    bead = replace(bead, sentences=tuple(_explained(inner, words) for inner in bead.sentences))
    if not bead.source or not bead.target or bead.score >= checks.WEAK:
        return bead
    return replace(bead, unmatched=unmatched_words(bead.source, bead.target, words.encode))


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
        is_document=lambda path: holds_text(path.as_posix(), lambda: _content(path)),
        alike=session.alike,
    )


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
    return DocumentPair(target.as_posix(), source.as_posix(), "named", *_languages(source, target, config))


def _languages(source: Path, target: Path, config: Config) -> tuple[str | None, str | None]:
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


@cache
def _identifier(languages: frozenset[str]) -> Identifier:
    """One that tells the usual languages from one another and from these, if it has heard of them."""
    known = set(LANGUAGES)
    for language in languages - known:
        with suppress(UsageError):
            Identifier((*LANGUAGES, language)).rank("")
            known.add(language)
    return Identifier(known) if known > set(LANGUAGES) else shared_identifier()


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
    if not is_catalogue and max(held(pair.beads, in_source=True), held(pair.beads, in_source=False)) < _IN_COMMON:
        return f"{both} have next to nothing in common, so they were not compared; is this the right pair?"
    return None


def _is_keyed(document: Document) -> bool:
    return all(segment.kind is Kind.MESSAGE and segment.key for segment in document.segments)


def _as_told(bead: Bead) -> Bead:
    """A message and its translation as the file has them, in languages that the model does not know: that they
    belong together is certain, and which of their sentences do nobody can tell.
    """
    return replace(bead, score=1.0 if bead.source and bead.target else 0.0, similarity=0.0, sentences=())


def _both(session: Session, paths: tuple[Path, Path], units: str) -> tuple[Document, Document]:
    """Two files that translate one another, made of these units."""
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
    return (_of_sentences(left), _of_sentences(right)) if units == "sentences" else (left, right)


def _halves(session: Session, path: Path, units: str) -> tuple[Document, Document]:
    """The messages of a catalogue and their translations."""
    both = read_bilingual(_content(path), path.as_posix())
    if both is None:
        raise UsageError(f"{path} has no translations in it: name the file that translates it, too.")
    if units != "passages":
        raise UsageError(f"The messages of {path} are aligned as they stand: leave --units out.")
    _refuse_empty(both[0])
    pair, *_ = discover([path], suffixes=FORMATS, bilingual=BILINGUAL).pairs
    return (
        session.prepare(both[0], session.config.source_language),
        session.prepare(both[1], session.config.target_language or pair.target_language),
    )


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
