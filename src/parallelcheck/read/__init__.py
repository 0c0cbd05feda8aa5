"""Readers: the bytes of a file in, a `Document` of segments with exact lines out.

A reader is a module with `read(text, path) -> Document`; one for a format that holds a text and its
translation in one file also has `read_bilingual(text, path)`. Where the file is no text, they are
`read_bytes(content, path)` and `read_bilingual_bytes(content, path)` instead.
"""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any

from parallelcheck.errors import ReadError
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
}
BILINGUAL = frozenset((".po", ".xlf", ".xliff", ".tmx", ".ts"))
_DATA = frozenset((".json", ".arb", ".yaml", ".yml", ".ts", ".xml", ".properties"))  # suffixes of other data, too

__all__ = ["BILINGUAL", "FORMATS", "content_of", "decode", "holds_text", "read", "read_bilingual", "with_text"]


def read(content: bytes, path: str) -> Document:
    """The document that `content` is; `path` (posix, relative) names it in places and messages.

    Raises `ReadError` if the suffix is none of `FORMATS`, or the content cannot be read as what it says.
    """
    document, note = _made(_reader(path), "read", content, path)
    nothing = None if document.segments else f"{path} has no text in it to check"
    return _noted(_with_ignores(document, content), note, nothing)


def read_bilingual(content: bytes, path: str) -> tuple[Document, Document] | None:
    """Source and target of a format that holds both in one file (PO, XLIFF, TMX, Qt's TS); None for other formats."""
    if _suffix(path) not in BILINGUAL:
        return None
    (source, target), note = _made(_reader(path), "read_bilingual", content, path)
    return _with_ignores(source, content), _noted(_with_ignores(target, content), note)


def holds_text(path: str, content: Callable[[], bytes]) -> bool:
    """Whether a file in a folder is a document: one in JSON, YAML or XML may hold other data.

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
        raise ReadError(f"{path} cannot be read: {error.strerror or error}.") from error


def with_text(document: Document) -> Document:
    """The document. Raises `ReadError` where it has no text at all."""
    if not document.segments:
        raise ReadError(f"{document.path} holds no text besides markup: there is nothing in it to check")
    return document


def _made(reader: ModuleType, function: str, content: bytes, path: str) -> tuple[Any, str | None]:
    """What a reader's function returns, and a note if the encoding had to be guessed for it."""
    if of_bytes := getattr(reader, f"{function}_bytes", None):
        return of_bytes(content, path), None
    text, note = decode(content, path)
    return getattr(reader, function)(text, path), note


def _with_ignores(document: Document, content: bytes) -> Document:
    """The document with the comments for us that it holds."""
    return with_ignores(document, decode(content, document.path)[0]) if b"parallelcheck:" in content else document


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _reader(path: str) -> ModuleType:
    if _suffix(path) not in FORMATS:
        known = ", ".join(FORMATS)
        raise ReadError(f"{path} is in a format that is not read; the formats that are: {known}")
    return import_module(f"parallelcheck.read.{FORMATS[_suffix(path)]}")


def _noted(document: Document, *notes: str | None) -> Document:
    return replace(document, notes=(*filter(None, notes), *document.notes))
