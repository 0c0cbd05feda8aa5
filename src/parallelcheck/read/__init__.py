"""Readers: the bytes of a file in, a `Document` of segments with exact lines out.

A reader is a module with `read(text, path) -> Document`; one for a format that holds a text and its
translation in one file also has `read_bilingual(text, path)`, or if its languages are on a par, two and more,
`read_versions(text, path)` with a document in each. Where the file is no text, `read_bytes(content, path)` and so on
take their places.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document
from parallelcheck.read.comments import with_ignores
from parallelcheck.read.encoding import decode

FORMATS = {  # suffix: module here, imported when the suffix first turns up
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".po": "po",
    ".pot": "po",
    ".docx": "docx",
    ".docm": "docx",
    ".odt": "odt",
    ".fodt": "odt",
    ".epub": "epub",
    ".pdf": "pdf",
    ".json": "json",
    ".arb": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".tmx": "tmx",
    ".ts": "qt",
    ".resx": "resx",
    ".xml": "android",
    ".properties": "properties",
    ".toml": "toml",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".csv": "table",
    ".tsv": "table",
    ".xlsx": "table",
    ".lr": "lektor",
    ".rst": "rst",
    ".rest": "rst",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".tex": "latex",
}
BILINGUAL = frozenset((".po", ".xlf", ".xliff", ".tmx", ".ts", ".csv", ".tsv", ".xlsx"))
_MAY_BE_BILINGUAL = frozenset((".pdf",))  # set in two languages side by side
_WITH_FRONT_MATTER = frozenset((".md", ".markdown", ".mdx", ".html", ".htm", ".xhtml"))
_DATA = frozenset(  # suffixes of other data, too
    (".json", ".arb", ".yaml", ".yml", ".toml", ".ts", ".xml", ".properties", ".csv", ".tsv", ".xlsx")
)

__all__ = ["BILINGUAL", "FORMATS", "content_of", "decode", "holds_text", "read", "read_bilingual", "with_text"]


def read(content: bytes, path: str, front_matter: Collection[str] = ()) -> Document:
    """The document that `content` is; `path` (posix, relative) names it in places and messages.

    `front_matter` names the settings before a text that its readers see, instead of those that they usually see.
    Raises `ReadError` if the suffix is none of `FORMATS`, or the content cannot be read as what it says.
    """
    options = (front_matter,) if _suffix(path) in _WITH_FRONT_MATTER else ()
    document, note = _made(_reader(path), "read", content, path, *options)
    nothing = None if document.segments else _("{path} has no text in it to check").format(path=path)
    return _noted(_with_ignores(document, content), note, nothing)


def read_bilingual(
    content: bytes, path: str, source_language: str | None = None, target_language: str | None = None
) -> tuple[Document, Document] | None:
    """Source and target of a format that holds both in one file (PO, XLIFF, TMX, Qt's TS, tables), and of a PDF that is
    set in two languages side by side; None for others.

    Of languages on a par they are those that are asked for, else the first two; a note names any others. Raises
    `ReadError` as `read` does, and where a language that is asked for is not among them.
    """
    if _suffix(path) not in BILINGUAL | _MAY_BE_BILINGUAL:
        return None
    reader = _reader(path)
    if hasattr(reader, "read_versions_bytes"):
        versions = reader.read_versions_bytes(content, path)
        if len(versions) < 2 and _suffix(path) in _MAY_BE_BILINGUAL:
            return None
        source, target, *others = _chosen(versions, source_language, target_language)
        beyond = ", ".join(str(other.language) for other in others)
        compared = _("{path}: only {language} and {own_language} were compared; it also holds {beyond}").format(
            path=path, language=source.language, own_language=target.language, beyond=beyond
        )
        return source, _noted(target, compared if others else None)
    (source, target), note = _made(reader, "read_bilingual", content, path)
    return _with_ignores(source, content), _noted(_with_ignores(target, content), note)


def _chosen(
    documents: Sequence[Document], source_language: str | None, target_language: str | None
) -> Sequence[Document]:
    """All the documents, the source and the target first; in their own order if one does not say its language."""
    here = [document.language for document in documents]
    if None in here:
        return documents
    for asked in filter(None, (source_language, target_language)):
        if asked not in here:
            among = ", ".join(map(str, here))
            raise ReadError(
                _("{path} has no text in the language {asked}: ask for two of {among}").format(
                    path=documents[0].path, asked=asked, among=among
                )
            )
    source = source_language or next(language for language in here if language != target_language)
    return sorted(documents, key=lambda document: (document.language != source, document.language != target_language))


def holds_text(path: str, content: Callable[[], bytes]) -> bool:
    """Whether a file in a folder is a document: one in JSON, YAML, TOML or XML, or a table, may hold other data.

    `content` is only called where the path leaves it open. A reader whose suffix does not tell has a function of
    this name.
    """
    reader = _reader(path) if _suffix(path) in _DATA else None
    return reader is None or bool(reader.holds_text(path, content))


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises `ReadError` where they cannot be had."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(
            _("{path} cannot be read: {error}.").format(path=path, error=error.strerror or error)
        ) from error


def with_text(document: Document) -> Document:
    """The document. Raises `ReadError` where it has no text at all."""
    if not document.segments:
        raise ReadError(
            _("{path} holds no text besides markup: there is nothing in it to check").format(path=document.path)
        )
    return document


def _made(
    reader: ModuleType, function: str, content: bytes, path: str, *options: Collection[str]
) -> tuple[Any, str | None]:
    """What a reader's function returns, and a note if the encoding had to be guessed for it."""
    if of_bytes := getattr(reader, f"{function}_bytes", None):
        return of_bytes(content, path), None
    text, note = decode(content, path)
    return getattr(reader, function)(text, path, *options), note


def _with_ignores(document: Document, content: bytes) -> Document:
    """The document with the comments for us that it holds."""
    return with_ignores(document, decode(content, document.path)[0]) if b"parallelcheck:" in content else document


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _reader(path: str) -> ModuleType:
    if _suffix(path) not in FORMATS:
        known = ", ".join(FORMATS)
        raise ReadError(
            _("{path} is in a format that is not read; the formats that are: {known}").format(path=path, known=known)
        )
    return import_module(f"parallelcheck.read.{FORMATS[_suffix(path)]}")


def _noted(document: Document, *notes: str | None) -> Document:
    return replace(document, notes=(*filter(None, notes), *document.notes))
