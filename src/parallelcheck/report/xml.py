"""XML as text."""

from xml.etree import ElementTree as ET


def as_text(root: ET.Element) -> str:
    """A document, indented. `plain.visible` must have replaced what XML cannot hold."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
