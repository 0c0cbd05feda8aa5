"""The packages that Office's documents are: parts in a zip file, and what relates them (ECMA-376-2)."""

from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from parallelcheck.read.archive import Archive
from parallelcheck.read.xml import Element, children, parse


@dataclass(frozen=True, slots=True)
class Relation:
    """What another part is to a part: "styles", "hyperlink"; `target` is its name, or if `external` an address."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a package, read one by one; names as in the zip file. Raises `ReadError` as `Archive` does."""

    def __init__(self, content: bytes, path: str) -> None:
        self.path = path
        self.archive = Archive(content, path)
        self._relations: dict[str, dict[str, Relation]] = {}

    def xml(self, part: str) -> Element:
        """The root of a part."""
        return parse(self.archive.read(part), self.path, part)

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part, or with "" of the package, by their ids."""
        if part not in self._relations:
            name = join(dirname(part), "_rels", f"{basename(part)}.rels")
            found = children(self.xml(name), "Relationship") if name in self.archive else ()
            self._relations[part] = {relation.get("Id", ""): _relation(relation, part) for relation in found}
        return self._relations[part]

    def related(self, part: str, kind: str) -> str | None:
        """The first part in the package that is this to `part`."""
        targets = [relation.target for relation in self.relations(part).values() if relation.kind == kind]
        return next((target for target in targets if target in self.archive), None)

    def related_xml(self, part: str, kind: str) -> Element | None:
        """The root of that part."""
        name = self.related(part, kind)
        return None if name is None else self.xml(name)


def _relation(element: Element, part: str) -> Relation:
    target, kind = element.get("Target", ""), element.get("Type", "").rpartition("/")[2]
    if element.get("TargetMode") == "External":
        return Relation(kind, target, external=True)
    return Relation(kind, normpath(join("/", dirname(part), target)).lstrip("/"), external=False)
