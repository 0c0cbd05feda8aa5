"""XLIFF 1.2 and 2.x: texts and their translations, unit by unit."""

from collections.abc import Iterator

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _, marked
from parallelcheck.model import Document, State
from parallelcheck.read.catalogue import Catalogue, Pair, counted, target_of, text_of, with_marks, with_state
from parallelcheck.read.elements import language_of
from parallelcheck.read.messages import placeholders
from parallelcheck.read.passage import Passage
from parallelcheck.read.xml import Element, child, children, local

# Inline elements that stand for code; all others hold text (XLIFF 1.2, 2.3; XLIFF 2.1, 4.2.3).
_CODES = frozenset(("x", "bx", "ex", "ph", "bpt", "ept", "it", "sc", "ec", "cp", "sm", "em"))
_SHOWN = ("equiv-text", "equiv", "disp")
_OUTER = ("body", "group", "trans-unit", "unit")
_STATES: dict[str | None, State] = {  # XLIFF 1.2, "state"; XLIFF 2.1, 4.3.1.26
    **dict.fromkeys(("new", "initial", "needs-translation"), "untranslated"),
    **dict.fromkeys(("needs-adaptation", "needs-l10n"), "needs-review"),
    **{f"needs-review-{what}": "needs-review" for what in ("adaptation", "l10n", "translation")},
    "translated": "translated",
    **dict.fromkeys(("reviewed", "signed-off", "final"), "final"),
}
_QUALIFIERS: dict[str | None, State] = {  # XLIFF 1.2, "state-qualifier": made by a machine, or sent back
    "fuzzy-match": "fuzzy",
    **dict.fromkeys(("leveraged-mt", "mt-suggestion", "tm-suggestion"), "needs-review"),
    **{f"rejected-{why}": "needs-review" for why in ("grammar", "inaccurate", "length", "spelling")},
}


def read_bytes(content: bytes, path: str) -> Document:
    """The translations. Raises `ReadError` where the file is not XLIFF."""
    return target_of(read_bilingual_bytes(content, path))


def read_bilingual_bytes(content: bytes, path: str) -> tuple[Document, Document]:
    """The texts and their translations, under the same keys: the ids of their units, with that of the file where
    there are several. Raises `ReadError` as `read_bytes` does.
    """
    catalogue = Catalogue(content, path)
    root = catalogue.root
    if local(str(root.tag)) != "xliff":
        raise ReadError(
            _("{path} is XML but not XLIFF: its root is <{tag}>").format(path=path, tag=local(str(root.tag)))
        )
    files = list(children(root, "file"))
    pairs: list[Pair] = []
    waiting = 0
    for number, file in enumerate(files):
        place = f"{file.get('original') or file.get('id') or number}\x04" if len(files) > 1 else ""
        for unit, translatable in _units(file, translatable=True):
            for (source, target), is_waiting in _pairs(catalogue, unit, place):
                waiting += is_waiting
                pairs.append((_kept(source, translatable), target and _kept(target, translatable)))
    first = files[0] if files else root
    languages = (
        language_of(root.get("srcLang") or first.get("source-language")),
        language_of(root.get("trgLang") or first.get("target-language")),
    )
    return catalogue.documents(
        pairs, "xliff", languages, counted(path, waiting, marked("a translation marked as not done"))
    )


def _units(element: Element, *, translatable: bool) -> Iterator[tuple[Element, bool]]:
    """The units in a file, and whether they are to be translated."""
    pending = [(element, translatable)]
    while pending:
        at, inherited = pending.pop()
        here = {"yes": True, "no": False}.get(at.get("translate", ""), inherited)
        if local(str(at.tag)) in ("trans-unit", "unit"):
            yield at, here
        else:
            pending += [(inner, here) for inner in reversed(list(children(at, *_OUTER)))]


def _pairs(catalogue: Catalogue, unit: Element, place: str) -> Iterator[tuple[Pair, bool]]:
    """What a unit holds, one text (1.2) or segments (2.x), and whether a translation is there that is not done."""
    key = place + str(unit.get("id", ""))
    segments = list(children(unit, "segment")) or [unit]
    for number, segment in enumerate(segments):
        own = f"{key}[{segment.get('id') or number}]" if len(segments) > 1 else key
        source, target = child(segment, "source"), child(segment, "target")
        if source is None:
            continue
        translation = None if target is None or _is_empty(target) else _message(catalogue, target, own)
        state = _state(segment, target)
        message = _message(catalogue, source, own)
        message.note = _note(unit)
        pair = _with_state((message, translation), state)
        yield pair, translation is not None and state in ("untranslated", "fuzzy", "needs-review")


def _note(unit: Element) -> str:
    """What translators are told: `<note>` in the unit (1.2), or in its `<notes>` (2.x)."""
    notes = [*children(unit, "note"), *(note for group in children(unit, "notes") for note in children(group, "note"))]
    return " ".join(" ".join(map(text_of, notes)).split())


def _is_empty(target: Element) -> bool:
    return not len(target) and not text_of(target).strip()


def _state(segment: Element, target: Element | None) -> State | None:
    """How far the file says that a translation is: its state, or what it was made from if nobody has approved it."""
    state = _STATES.get(segment.get("state") or (None if target is None else target.get("state")))
    if segment.get("approved") == "yes" or state == "final":
        return "final"
    return _QUALIFIERS.get(None if target is None else target.get("state-qualifier"), state)


def _with_state(pair: Pair, state: State | None) -> Pair:
    """The pair with its state; a copy of the message that nobody has begun to translate is no translation."""
    message, translation = pair
    if state == "untranslated" and translation and translation.text.split() != message.text.split():
        state = "needs-review"
    return with_state((message, None if state == "untranslated" else translation), state)


def _message(catalogue: Catalogue, element: Element, key: str) -> Passage:
    passage = catalogue.message(element, key, _shown)
    return with_marks(passage, placeholders(passage.text))


def _shown(element: Element) -> str | None:
    """What is to be seen of an inline code; None if it holds text."""
    if local(str(element.tag)) not in _CODES:
        return None
    return next((str(element.get(name)) for name in _SHOWN if element.get(name)), text_of(element))


def _kept(passage: Passage, translatable: bool) -> Passage:
    passage.translatable = translatable
    return passage
