"""XML from strangers: no entity is resolved, nothing is fetched, no tree is huge."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree
from lxml.etree import _Element as Element

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _, grouped

_TAGS = 5_000_000  # that make a tree of less than 1 GB at worst; a thousand pages have a million

__all__ = ["Element", "attribute", "child", "children", "local", "parse"]


def parse(content: bytes, path: str, part: str = "") -> Element:
    """The root of an XML document, without comments and processing instructions.

    `part` names the file in an archive that `content` is. Raises `ReadError` with the line if it is not well-formed,
    uses entities of its own, holds too much, or has a text of more than 10 MB or elements nested deeper than 255
    (libxml2's limits).
    """
    if content.count(b"<") > _TAGS:
        raise ReadError(
            _("{path} holds more than {most} tags, too many to be read: split it into several files").format(
                path=path, most=grouped(_TAGS)
            )
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(re.sub(r", line \d+, column \d+$", "", error.msg or "there is nothing in it").split())
        raise ReadError(
            _refusal(path, part, error.lineno or 1, _("is not well-formed XML ({reason})").format(reason=reason))
        ) from error
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        reason = _("uses the entity {text}, and entities that a file declares itself are not resolved").format(
            text=entity.text
        )
        raise ReadError(_refusal(path, part, entity.sourceline or 1, reason))
    return root


def _refusal(path: str, part: str, line: int, reason: str) -> str:
    if part:
        return _(
            "{path} is damaged: line {line} of {part} in it {reason}; save it again with the program that made it"
        ).format(path=path, line=line, part=part, reason=reason)
    return _("{path}, line {line}, {reason}; correct it, or export it again").format(
        path=path, line=line, reason=reason
    )


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """The value of the attribute of that local name, whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if local(str(key)) == name), None)


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these local names, in order; all children without a name, none without an element."""
    for child in () if element is None else element:
        if not names or local(str(child.tag)) in names:
            yield child


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a local name, or with several names the first child of the first child …"""
    for name in path:
        element = next(children(element, name), None)
    return element
