"""Qt Linguist's TS files. TypeScript has the same suffix."""

import re
from collections.abc import Callable, Iterator

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _, marked
from parallelcheck.model import Document, Mark, MarkKind
from parallelcheck.read.catalogue import Catalogue, Pair, counted, target_of, text_of, with_marks, with_state
from parallelcheck.read.elements import language_of
from parallelcheck.read.passage import Passage
from parallelcheck.read.xml import Element, child, children

_PLACEHOLDER = re.compile(r"%L?\d{1,2}|%n\b|</?[a-zA-Z][^<>]{0,500}>")
_TS = re.compile(rb"<TS[\s>]|<!DOCTYPE TS\b")


def holds_text(_: str, content: Callable[[], bytes]) -> bool:
    """Whether it is Qt's, and not TypeScript."""
    return bool(_TS.search(content()[:4000]))


def read_bytes(content: bytes, path: str) -> Document:
    """The translations. Raises `ReadError` where the file is not Qt Linguist's."""
    return target_of(read_bilingual_bytes(content, path))


def read_bilingual_bytes(content: bytes, path: str) -> tuple[Document, Document]:
    """The messages and their translations, keyed by context, id or text, and comment. Raises `ReadError` as
    `read_bytes` does.
    """
    if not _TS.search(content[:4000]):
        raise ReadError(
            _("{path} is not a file of Qt Linguist; TypeScript, which has the same suffix, is not read").format(
                path=path
            )
        )
    catalogue = Catalogue(content, path)
    root = catalogue.root
    pairs: list[Pair] = []
    unfinished = 0
    for context in children(root, "context"):
        for message in children(context, "message"):
            kind = _kind(message)
            if kind not in ("vanished", "obsolete"):
                found = list(_pairs(catalogue, message, text_of(child(context, "name"))))
                unfinished += kind == "unfinished" and any(translation for _, translation in found)
                pairs += [with_state(pair, "fuzzy" if kind == "unfinished" else None) for pair in found]
    languages = language_of(root.get("sourcelanguage")), language_of(root.get("language"))
    return catalogue.documents(
        pairs, "qt", languages, counted(path, unfinished, marked("a translation marked unfinished"))
    )


def _kind(message: Element) -> str | None:
    translation = child(message, "translation")
    return None if translation is None else translation.get("type")


def _pairs(catalogue: Catalogue, message: Element, context: str) -> Iterator[Pair]:
    """The message with its translation, or with each plural form of it."""
    source, translation = child(message, "source"), child(message, "translation")
    if source is None:
        return
    key = "\x04".join(filter(None, (context, message.get("id") or text_of(source), text_of(child(message, "comment")))))
    forms = list(children(translation, "numerusform"))
    for number, form in enumerate(forms or [translation]):
        own = f"{key}[{number}]" if forms else key
        translated = form is not None and text_of(form).strip()
        original = _message(catalogue, source, own)
        original.note = text_of(child(message, "extracomment"))
        yield original, _message(catalogue, form, own) if form is not None and translated else None


def _message(catalogue: Catalogue, element: Element, key: str) -> Passage:
    passage = catalogue.message(element, key)
    found = _PLACEHOLDER.finditer(passage.text)
    return with_marks(passage, (Mark(MarkKind.PLACEHOLDER, *match.span(), match[0]) for match in found))
