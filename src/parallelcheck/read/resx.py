""".NET's resource files."""

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document
from parallelcheck.read.catalogue import Catalogue, with_marks
from parallelcheck.read.messages import placeholders
from parallelcheck.read.passage import segments
from parallelcheck.read.xml import attribute, child, children, local


def read_bytes(content: bytes, path: str) -> Document:
    """The strings, keyed by their names; pictures, sizes and what designers note (`>>`) are left out.

    Raises `ReadError` where the file is not one of resources.
    """
    catalogue = Catalogue(content, path)
    if local(str(catalogue.root.tag)) != "root":
        raise ReadError(
            _("{path} is XML but holds no resources of .NET: its root is <{tag}>").format(
                path=path, tag=local(str(catalogue.root.tag))
            )
        )
    passages = []
    for data in children(catalogue.root, "data"):
        name, value = data.get("name", ""), child(data, "value")
        if value is not None and not name.startswith(">>") and not attribute(data, "type") and not data.get("mimetype"):
            passage = catalogue.message(value, str(name))
            passages.append(with_marks(passage, placeholders(passage.text)))
    return Document(path, "resx", segments(passages, catalogue.source), notes=catalogue.notes)
