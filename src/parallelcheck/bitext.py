"""Two files into their alignment alone, without checks."""

from dataclasses import replace
from pathlib import Path

from parallelcheck.align import PASSAGES, SENTENCES, align_documents, calibration, find_twins
from parallelcheck.config import Config
from parallelcheck.discover import discover
from parallelcheck.errors import ReadError, UsageError, near_miss
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Document, Kind, Location, Segment
from parallelcheck.read import BILINGUAL, FORMATS, content_of, decode, read, read_bilingual, with_text
from parallelcheck.session import Session
from parallelcheck.work import named_languages

UNITS = ("passages", "sentences", "lines")


def align_files(
    source: str | Path, target: str | Path | None = None, units: str = "passages", config: Config | None = None
) -> AlignedPair:
    """Align two files by `passages` or `sentences` as a scan does, or by the `lines` of plain text; or the messages
    and translations of one catalogue. What the target says twice is looked for among passages only.

    Raises:
        ParallelcheckError: a file that cannot be read, or units that do not exist.
    """
    if units not in UNITS:
        hint = near_miss(units, UNITS, _("; there are {names}.").format(names=", ".join(UNITS)))
        raise UsageError(_("There are no units {units!r}{hint}").format(units=units, hint=hint))
    session = Session(config or Config())
    if target is None:
        left, right = _halves(session, Path(source), units)
    else:
        left, right = _both(session, (Path(source), Path(target)), units)
    if unknown := session.not_understood():
        raise ReadError(unknown[0].reason)
    vectors = session.vectors(left), session.vectors(right)
    priors = PASSAGES if units == "passages" else SENTENCES
    beads, norms = align_documents(left, right, vectors, session.norms, priors)
    twins = find_twins(right, vectors[1], norms) if units == "passages" else ()
    return AlignedPair(left, right, beads, twins, calibration(norms), "catalogue" if target is None else "named")


def _both(session: Session, paths: tuple[Path, Path], units: str) -> tuple[Document, Document]:
    """Two files that translate one another, made of these units."""
    contents = [content_of(path) for path in paths]
    if units == "lines":
        languages = session.config.source_language, session.config.target_language
        documents = [_lines(content, path.as_posix()) for content, path in zip(contents, paths, strict=True)]
    else:
        languages = named_languages(*paths, session.config)
        settings = session.config.front_matter
        documents = [
            with_text(read(content, path.as_posix(), settings)) for content, path in zip(contents, paths, strict=True)
        ]
    left, right = (
        session.prepare(document, language, split=units != "lines")
        for document, language in zip(documents, languages, strict=True)
    )
    return (_of_sentences(left), _of_sentences(right)) if units == "sentences" else (left, right)


def _halves(session: Session, path: Path, units: str) -> tuple[Document, Document]:
    """The messages of a catalogue and their translations."""
    pair, *_others = discover([path], suffixes=FORMATS, bilingual=BILINGUAL).pairs
    languages = session.config.source_language, session.config.target_language or pair.target_language
    both = read_bilingual(content_of(path), path.as_posix(), *languages)
    if both is None:
        raise UsageError(
            _("{path} has no translations in it: name the file that translates it, too.").format(path=path)
        )
    if units != "passages":
        raise UsageError(_("The messages of {path} are aligned as they stand: leave --units out.").format(path=path))
    with_text(both[0])
    return session.prepare(both[0], languages[0]), session.prepare(both[1], languages[1])


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
