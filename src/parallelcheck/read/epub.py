"""EPUB: the chapters of a book in the order in which it is read (EPUB 3.3 and 2.0.1)."""

from collections.abc import Iterable, Iterator
from itertools import chain
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document, Kind
from parallelcheck.read.archive import Archive
from parallelcheck.read.elements import Flow, language_of
from parallelcheck.read.encoding import decode
from parallelcheck.read.layout import repaired
from parallelcheck.read.markup import names
from parallelcheck.read.numbered import numbered
from parallelcheck.read.passage import Passage, Source
from parallelcheck.read.xml import Element, attribute, child, children, parse

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_LONG = 10_000_000  # bytes of a chapter; all of "War and Peace" has three million
_UNSEEN = names("nav button select textarea option dialog doc-pagebreak doc-toc doc-pagelist")


def read_bytes(content: bytes, path: str) -> Document:
    """The book. Raises `ReadError` if it is none, is encrypted, damaged or too large."""
    archive = Archive(content, path)
    package, root = _package(archive, path)
    spine = list(dict.fromkeys(_spine(root, package)))
    _refuse_encrypted(archive, path, spine)
    metadata = child(root, "metadata")
    notes: list[str] = []
    chapters = ((relpath(name, dirname(package) or "."), _chapter(archive, path, name, notes)) for name in spine)
    segments = numbered(chain(chapters, [("title", list(_title(metadata)))]), path)
    language = child(metadata, "language")
    declared = language_of(None if language is None else language.text)
    return Document(path, "epub", segments, declared, tuple(notes))


def _package(archive: Archive, path: str) -> tuple[str, Element]:
    """The name and the root of the file that says what belongs to the book."""
    container = parse(archive.read(_CONTAINER), path, _CONTAINER)
    files = children(child(container, "rootfiles"), "rootfile")
    name = next((attribute(file, "full-path") for file in files), None)
    if not name:
        raise ReadError(
            _("{path} is damaged: {file} in it does not say where the book begins").format(path=path, file=_CONTAINER)
        )
    return name, parse(archive.read(name), path, name)


def _spine(root: Element, package: str) -> Iterator[str]:
    """The files of the book in reading order, without pictures and its table of contents."""
    items = {attribute(item, "id"): item for item in children(child(root, "manifest"), "item")}
    for reference in children(child(root, "spine"), "itemref"):
        name = attribute(reference, "idref") or ""
        item = items.get(name)
        if item is None:
            yield name
        elif not _is_passed_over(item):
            address = unquote(attribute(item, "href") or "").partition("#")[0]
            yield normpath(join(dirname(package), address))


def _is_passed_over(item: Element) -> bool:
    is_picture = (attribute(item, "media-type") or "").startswith("image/")
    return is_picture or "nav" in (attribute(item, "properties") or "").split()


def _refuse_encrypted(archive: Archive, path: str, spine: Iterable[str]) -> None:
    """Fonts may be encrypted, chapters not."""
    if _ENCRYPTION in archive:
        references = parse(archive.read(_ENCRYPTION), path, _ENCRYPTION).iter("{*}CipherReference")
        if {unquote(attribute(reference, "URI") or "") for reference in references}.intersection(spine):
            raise ReadError(_("{path} is encrypted: a copy without protection (DRM) is needed").format(path=path))


def _chapter(archive: Archive, path: str, name: str, notes: list[str]) -> list[Passage]:
    """The passages of a chapter; `notes` grow by what is to be said about it."""
    if name not in archive:
        notes.append(_("{path} names a chapter that is not in it: {name}").format(path=path, name=name))
        return []
    content = archive.read(name)
    if len(content) > _LONG:
        raise ReadError(
            _("{path} has a chapter of more than {most} MB ({name}): split it").format(
                path=path, most=_LONG // 1000000, name=name
            )
        )
    if not content.strip():
        return []
    text, note = decode(content, f"{path} ({name})")
    notes += [note] if note else []
    flow = Flow(Source(text, path), None, _UNSEEN)
    flow.markup(text, lambda at: at)
    flow.flush()
    return repaired(passage for passage in flow.passages if passage.kind is not Kind.METADATA)


def _title(metadata: Element | None) -> Iterator[Passage]:
    title = child(metadata, "title")
    if title is not None and title.text:
        passage = Passage(Kind.METADATA, key="title")
        passage.add(title.text, 0)
        yield passage
