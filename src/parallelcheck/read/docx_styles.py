"""What the styles of a Word document make of its paragraphs and of the runs of text in them."""

import re
from collections.abc import Iterable, Iterator

from parallelcheck.read.office import LINEAGE, element_of, is_code
from parallelcheck.read.xml import Element, attribute, child, children

_BODY_TEXT = 9  # the outline level of what is no heading (ECMA-376-1, 17.3.1.20)


class Styles:
    """The styles in the part `root`; a style has what it does not say itself from the one that it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {attribute(style, "styleId"): style for style in children(root, "style")}
        self._elements: dict[str | None, tuple[str, bool]] = {}

    def element(self, properties: Element | None) -> str:
        """The HTML element that a paragraph with these properties is; "" if a program wrote it."""
        name = value(properties, "pStyle")
        if name not in self._elements:
            self._elements[name] = self._element(name)
        element, listed = self._elements[name]
        level, number = _outline(properties), value(properties, "numPr", "numId")
        if level is not None:
            return _heading(level)
        return "li" if element == "p" and (listed if number is None else number != "0") else element

    def look(self, properties: Element | None) -> str:
        """How a run with these properties looks: "hidden", "em", "code" or ""."""
        chain = list(self._chain(value(properties, "rStyle")))
        said = [properties, *(child(style, "rPr") for style in chain)]
        if is_on(said, "vanish"):
            return "hidden"
        if any(is_code(value(style, "name") or "") for style in chain):
            return "code"
        return "em" if is_on(said, "b") or is_on(said, "i") else ""

    def hides(self, properties: Element | None) -> bool:
        """Does the style of a paragraph with these properties hide it?"""
        return is_on((child(style, "rPr") for style in self._chain(value(properties, "pStyle"))), "vanish")

    def _chain(self, name: str | None) -> Iterator[Element]:
        """A style, the one that it is based on, and so on."""
        for _ in range(LINEAGE):
            if name not in self._styles:
                return
            yield self._styles[name]
            name = value(self._styles[name], "basedOn")

    def _element(self, name: str | None) -> tuple[str, bool]:
        """What a style makes of a paragraph, and whether it makes it an item of a list."""
        chain = list(self._chain(name))
        numbers = (value(child(style, "pPr"), "numPr", "numId") for style in chain)
        listed = next((number for number in numbers if number is not None), "0") != "0"
        for style in chain:
            level, element = _outline(child(style, "pPr")), element_of(value(style, "name") or "")
            if level is not None or element is not None:
                return _heading(level) if level is not None else element or "", listed
        named = None if chain else element_of(name or "")  # some programs name styles that they do not define
        return "p" if named is None else named, listed


def value(properties: Element | None, *path: str) -> str | None:
    """The `val` of the element at the end of this path; None where there is no such element."""
    element = child(properties, *path)
    return None if element is None else attribute(element, "val") or ""


def is_on(properties: Iterable[Element | None], switch: str) -> bool:
    """Is a switch on in the first of these properties that say anything about it? Without a value it is."""
    said = next((found for found in (value(each, switch) for each in properties) if found is not None), "off")
    return said not in ("0", "false", "off", "none")


def _outline(properties: Element | None) -> int | None:
    level = value(properties, "outlineLvl")
    return int(level) if level and re.fullmatch("[0-9]", level) else None


def _heading(level: int) -> str:
    return "p" if level >= _BODY_TEXT else f"h{min(level + 1, 6)}"
