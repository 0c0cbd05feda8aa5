"""Readers: the bytes of a file in, a `Document` of segments with exact lines out.

A reader is a module with `read(text, path) -> Document`; one for a format that holds a text and its
translation in one file also has `read_bilingual(text, path)`.
"""

from dataclasses import replace
from importlib import import_module
from pathlib import PurePosixPath
from types import ModuleType

from parallelcheck.errors import ReadError
from parallelcheck.model import Document
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
}
_BILINGUAL = frozenset((".po",))

__all__ = ["FORMATS", "decode", "read", "read_bilingual"]


def read(content: bytes, path: str) -> Document:
    """The document that `content` is; `path` (posix, relative) names it in places and messages.

    Raises `ReadError` if the suffix is none of `FORMATS`, or the content cannot be read as what it says.
    """
    reader = _reader(path)
    text, note = decode(content, path)
    document: Document = reader.read(text, path)
    nothing = None if document.segments else f"{path} has no text in it to check"
    return _noted(document, note, nothing)


def read_bilingual(content: bytes, path: str) -> tuple[Document, Document] | None:
    """Source and target of a format that holds both in one file (PO); None for other formats."""
    if _suffix(path) not in _BILINGUAL:
        return None
    text, note = decode(content, path)
    source, target = _reader(path).read_bilingual(text, path)
    return source, _noted(target, note)


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _reader(path: str) -> ModuleType:
    if _suffix(path) not in FORMATS:
        known = ", ".join(FORMATS)
        raise ReadError(f"{path} is in a format that is not read; the formats that are: {known}")
    return import_module(f"parallelcheck.read.{FORMATS[_suffix(path)]}")


def _noted(document: Document, *notes: str | None) -> Document:
    return replace(document, notes=(*filter(None, notes), *document.notes))
