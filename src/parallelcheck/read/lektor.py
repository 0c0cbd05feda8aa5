"""Lektor's contents.lr: fields between lines of dashes, some of which hold Markdown, and some blocks of fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parallelcheck.model import Document, Kind
from parallelcheck.read import markdown
from parallelcheck.read.frontmatter import is_shown
from parallelcheck.read.passage import Passage, Source, segments

_BLOCK = re.compile(r"(#{4,})[ \t]*[^#\n]+?[ \t]*\1[ \t]*$")  # "#### text ####" begins a block of that kind
_DASHES = re.compile(r"-{3,}[ \t]*$")  # "---" ends a field, and "----" one in a block
_NAME = re.compile(r"([^\n:]+?)[ \t]*:[ \t]*")
_ESCAPED = re.compile(r"^[-#](?=-{3,}[ \t]*$|####[^#\n]+####)", re.MULTILINE)
_TEXTS = frozenset(("text", "body", "content"))
_UNSEEN = "\u200b"  # of no width, and for Markdown no indentation


@dataclass(slots=True)
class _Field:
    """`start` and `end` are where its value stands."""

    name: str
    start: int
    end: int = 0


def read(text: str, path: str) -> Document:
    """The fields that readers see: those that have the names of such in front matter, and those of several lines with
    more than single words in them. What stands on the line of its field's name is metadata, the rest is Markdown.
    """
    source = Source(text, path)
    passages, parts = [], []
    at = 0
    for field in _fields(source):
        value = text[field.start : field.end]
        if _is_text(field.name, value):
            begins = source.starts[source.line(field.start) - 1]
            parts += [re.sub(r"[^\n]", " ", text[at:begins]), _UNSEEN * (field.start - begins)]
            parts.append(_ESCAPED.sub(" ", value))
            at = field.end
        elif is_shown(field.name, value):
            passages.append(_metadata(field, value, source))
    document = markdown.read("".join(parts), path)
    found = sorted([*segments(passages, source), *document.segments], key=lambda segment: segment.where.line)
    numbered = tuple(replace(segment, index=index) for index, segment in enumerate(found))
    return replace(document, format="lektor", segments=numbered)


def _fields(source: Source) -> Iterator[_Field]:
    """The fields of the page and of the blocks in them. What stands before a field's name belongs to none."""
    depth = 0  # of blocks in blocks
    field: _Field | None = None
    for at, line in zip(source.starts, source.text.split("\n"), strict=True):
        block = _BLOCK.match(line)
        deeper = len(block[1]) - 3 if block else len(line.rstrip()) - 3 if _DASHES.match(line) else None
        begins = field is None or depth > 0 or not source.text[field.start : at].strip()
        if deeper is not None and (deeper <= depth or (block and begins)):
            if field:
                field.end = at
                yield field
            field, depth = None, deeper
        elif field is None and (name := _NAME.match(line)):
            field = _Field(name[1].strip(), at + name.end())
    if field:
        field.end = len(source.text)
        yield field


def _is_text(name: str, value: str) -> bool:
    """Whether it is Markdown: by its name, or because it has lines of its own that are more than a list of words."""
    worded = is_shown(name, value) or any(len(line.split()) > 3 for line in value.split("\n"))
    return name in _TEXTS or ("\n" in value.rstrip() and worded)


def _metadata(field: _Field, value: str, source: Source) -> Passage:
    passage = Passage(Kind.METADATA, key=field.name)
    passage.add_words(value, source, field.start, field.end)
    return passage
