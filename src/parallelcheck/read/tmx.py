"""TMX: translation memories."""

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document
from parallelcheck.read.catalogue import Catalogue, target_of, text_of, with_marks
from parallelcheck.read.elements import language_of
from parallelcheck.read.messages import placeholders
from parallelcheck.read.passage import Passage, segments
from parallelcheck.read.xml import Element, attribute, child, children, local

# Inline elements that stand for code; all others hold text (TMX 1.4b, 3.2).
_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))


def read_bytes(content: bytes, path: str) -> Document:
    """The translations into the first other language. Raises `ReadError` where the file is not TMX."""
    source, target, *_ = read_versions_bytes(content, path)
    return target_of((source, target))


def read_versions_bytes(content: bytes, path: str) -> tuple[Document, ...]:
    """The texts in each language, two at least, keyed by the ids or numbers of their units; the language of the
    originals first. Raises `ReadError` as `read_bytes` does.
    """
    catalogue = Catalogue(content, path)
    if local(str(catalogue.root.tag)) != "tmx":
        raise ReadError(
            _("{path} is XML but not TMX: its root is <{tag}>").format(path=path, tag=local(str(catalogue.root.tag)))
        )
    units = [
        (str(unit.get("tuid") or number), _versions(unit))
        for number, unit in enumerate(children(child(catalogue.root, "body"), "tu"), 1)
    ]
    header = child(catalogue.root, "header")
    declared = language_of(None if header is None else header.get("srclang"))
    spoken = dict.fromkeys(language for _, versions in units for language in versions)
    found = [
        Document(
            path,
            "tmx",
            segments(
                (_message(catalogue, said[language], key) for key, said in units if language in said), catalogue.source
            ),
            language,
            catalogue.notes,
        )
        for language in sorted(spoken, key=lambda language: language != declared)
    ]
    return (*found, *[Document(path, "tmx", ())] * (2 - len(found)))


def _versions(unit: Element) -> dict[str | None, Element]:
    """What a unit says in each language; the first text of each."""
    found: dict[str | None, Element] = {}
    for version in children(unit, "tuv"):
        segment = child(version, "seg")
        if segment is not None:
            found.setdefault(language_of(attribute(version, "lang")), segment)
    return found


def _message(catalogue: Catalogue, element: Element, key: str) -> Passage:
    passage = catalogue.message(element, key, _shown)
    return with_marks(passage, placeholders(passage.text))


def _shown(element: Element) -> str | None:
    return text_of(element) if local(str(element.tag)) in _CODES else None
