"""TMX: translation memories."""

from parallelcheck.errors import ReadError
from parallelcheck.model import Document
from parallelcheck.read.catalogue import Catalogue, Pair, target_of, text_of, with_marks
from parallelcheck.read.elements import language_of
from parallelcheck.read.messages import placeholders
from parallelcheck.read.passage import Passage
from parallelcheck.read.xml import Element, attribute, child, children, local

# Inline elements that stand for code; all others hold text (TMX 1.4b, 3.2).
_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))


def read_bytes(content: bytes, path: str) -> Document:
    """The translations. Raises `ReadError` where the file is not TMX."""
    return target_of(read_bilingual_bytes(content, path))


def read_bilingual_bytes(content: bytes, path: str) -> tuple[Document, Document]:
    """The texts and their translations into the first other language, keyed by the ids or numbers of their units.

    A note names the languages beyond these. Raises `ReadError` as `read_bytes` does.
    """
    catalogue = Catalogue(content, path)
    if local(str(catalogue.root.tag)) != "tmx":
        raise ReadError(f"{path} is XML but not TMX: its root is <{local(str(catalogue.root.tag))}>")
    units = [
        (str(unit.get("tuid") or number), _versions(unit))
        for number, unit in enumerate(children(child(catalogue.root, "body"), "tu"), 1)
    ]
    header = child(catalogue.root, "header")
    spoken = list(dict.fromkeys(language for _, versions in units for language in versions))
    declared = language_of(None if header is None else header.get("srclang"))
    source = declared if declared in spoken else next(iter(spoken), None)
    target = next((language for language in spoken if language != source), None)
    pairs: list[Pair] = []
    for key, versions in units:
        if source in versions:
            translation = versions.get(target) if target else None
            pairs.append(
                (
                    _message(catalogue, versions[source], key),
                    None if translation is None else _message(catalogue, translation, key),
                )
            )
    others = ", ".join(str(language) for language in spoken if language not in (source, target))
    note = (f"{path}: only {source} and {target} were compared; it also holds {others}",) if others else ()
    return catalogue.documents(pairs, "tmx", (source, target), note)


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
