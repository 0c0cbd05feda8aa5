"""XML formats of messages: where each element's text stands in the file, and messages made of it."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from parallelcheck.i18n import _, marked, ngettext
from parallelcheck.model import Document, Kind, Mark, MarkKind, State
from parallelcheck.read.encoding import decode
from parallelcheck.read.passage import Passage, Source, segments
from parallelcheck.read.xml import Element, local, parse

# Tags in the order of the file; what is between them and is none is passed over.
_TAG = re.compile(
    r"""<!--.*?--> | <!\[CDATA\[.*?\]\]> | <\?.*?\?> | <!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*(?:\[.*?\]\s*)?>
    | (?P<end></[^>]*>) | (?P<start><(?:[^>"'/]|"[^"]*"|'[^']*'|/(?!>))*(?P<empty>/)?>)""",
    re.VERBOSE | re.DOTALL,
)

Pair = tuple[Passage, Passage | None]  # a message, and its translation where there is one
Code = Callable[[Element], str | None]  # what an inline element shows; None where its content is text


class Catalogue:
    """An XML file: its `root`, its `source` text, and where in it the content of each element stands."""

    def __init__(self, content: bytes, path: str) -> None:
        self.root = parse(content, path)
        text, note = decode(content, path)
        self.source = Source(text, path)
        self.notes = (note,) if note else ()
        self._starts: dict[Element, int] = {}
        self._ends: dict[Element, int] = {}  # where what follows it begins
        self._tags: list[int] = []  # where each begins
        self._locate()

    def _locate(self) -> None:
        elements = iter(self.root.iter())
        open_elements: list[Element] = []
        for tag in _TAG.finditer(self.source.text):
            if tag["start"] or tag["end"]:
                self._tags.append(tag.start())
            if tag["start"] and (element := next(elements, None)) is not None:
                self._starts[element] = tag.end()
                open_elements.append(element)
            if (tag["end"] or tag["empty"]) and open_elements:
                self._ends[open_elements.pop()] = tag.end()

    def message(
        self, element: Element, key: str, code: Code = lambda _: None, unescape: Callable[[str], str] = str
    ) -> Passage:
        """The text of an element, with what its inline elements show as placeholders.

        A code's value is its name and id; it covers what it shows, and no text where it shows nothing. An element
        around text is two codes, its tags.
        """
        passage = Passage(Kind.MESSAGE, key=key)
        self._add(element, passage, code, unescape)
        return passage

    def _add(self, element: Element, passage: Passage, code: Code, unescape: Callable[[str], str]) -> None:
        start = self._starts.get(element, 0)
        self._text(unescape(element.text or ""), start, passage)
        for child in element:
            shown = code(child)
            before = passage.length
            name = _named(child)
            if shown is None:
                passage.mark(MarkKind.PLACEHOLDER, before, f"<{name}>")
                self._add(child, passage, code, unescape)
                passage.mark(MarkKind.PLACEHOLDER, passage.length, f"</{name}>")
            else:
                passage.add(shown, self._starts.get(child, start))
                passage.mark(MarkKind.PLACEHOLDER, before, f"<{name}>")
            self._text(unescape(child.tail or ""), self._ends.get(child, start), passage)

    def _text(self, text: str, start: int, passage: Passage) -> None:
        tag = bisect_left(self._tags, start)
        end = self._tags[tag] if tag < len(self._tags) else len(self.source.text)
        passage.add_words(text, self.source, start, end)

    def documents(
        self, pairs: Sequence[Pair], name: str, languages: tuple[str | None, str | None], notes: Sequence[str] = ()
    ) -> tuple[Document, Document]:
        """The messages and their translations as two documents."""
        messages = [message for message, _ in pairs]
        translations = [translation for _, translation in pairs if translation is not None]
        path = self.source.path
        return (
            Document(path, name, segments(messages, self.source), languages[0]),
            Document(path, name, segments(translations, self.source), languages[1], (*self.notes, *notes)),
        )


def target_of(documents: tuple[Document, Document]) -> Document:
    """The translations alone, with a note of how many messages have none."""
    source, target = documents
    missing = len(source.segments) - len(target.segments)
    return replace(target, notes=(*target.notes, *counted(target.path, missing, marked("no translation"))))


def counted(path: str, number: int, what: str) -> tuple[str, ...]:
    """A note on how many messages have something, none where none has; `what` is marked where it is said."""
    if number <= 0:
        return ()
    sentence = ngettext("{path}: {number} message has {what}", "{path}: {number} messages have {what}", number)
    return (sentence.format(path=path, number=number, what=_(what)),)


def with_marks(passage: Passage, marks: Iterator[Mark]) -> Passage:
    """The passage with the placeholders that its text itself shows, where there are none yet."""
    taken = bytearray(passage.length)
    for mark in passage.marks:
        taken[mark.start : mark.end] = b"1" * (mark.end - mark.start)
    passage.marks += [mark for mark in marks if not any(taken[mark.start : mark.end])]
    return passage


def with_state(pair: Pair, state: State | None) -> Pair:
    """The message and its translation, whose state this is; untranslated where there is no translation."""
    message, translation = pair
    message.state = state if translation else "untranslated"
    if translation:
        translation.state = state
    return pair


def text_of(element: Element | None) -> str:
    """All text in an element."""
    return "" if element is None else "".join(map(str, element.itertext()))


def _named(element: Element) -> str:
    number = next((value for name in ("id", "i", "x", "rid", "name") if (value := element.get(name))), None)
    return f"{local(str(element.tag))} {number}" if number else local(str(element.tag))
