"""Versions of one document, put together from what names, keys and links claim."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from parallelcheck.discover.claims import Claim
from parallelcheck.discover.names import File
from parallelcheck.discover.tags import primary
from parallelcheck.model import Conflict


@dataclass(slots=True, eq=False)
class Group:
    """The versions of one document by language, None being that of a name that says none, each with the claim that
    brought it in. `late` are those that came when there already was one in their language.
    """

    files: dict[str | None, tuple[File, Claim]] = field(default_factory=dict)
    late: list[tuple[str | None, File, Claim]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Originals:
    """Which version the others translate: that in the language `wanted`, else in the one that a site says is its
    own, else in English, else the one whose name says no language, else the first by its code.
    """

    wanted: str | None
    default: Callable[[File], str | None]

    def language(self, versions: Collection[str | None], file: File, rule: str) -> tuple[str | None, bool]:
        """The language of the original among these `versions`, of which `file` is one, and whether that is no guess."""
        default = self.default(file)
        unnamed_first = rule == "docusaurus" or default is not None
        usual = (default, None, "en") if unnamed_first else ("en", None)
        for language in (self.wanted, None, "en") if self.wanted else usual:
            found = [version for version in versions if primary(version) == language]
            if found:
                return min(found, key=str), True
        return min(version for version in versions if version), False


class Versions:
    """Grows claim by claim: a file is in one group, and what an earlier claim says stands."""

    def __init__(self, originals: Originals) -> None:
        self.groups: list[Group] = []
        self.homes: dict[File, Group] = {}
        self._originals = originals

    def source(self, group: Group) -> str | None:
        """The language of the version that the others translate."""
        return self._source(group)[0]

    def add(self, claim: Claim) -> None:
        """Take a claim, unless an earlier one says otherwise."""
        files = [file for versions in claim.versions.values() for file in versions]
        homes = {id(home): home for file in files if (home := self.homes.get(file))}
        if len(homes) > 1 or any(self._contradicts(files, home) for home in homes.values()):
            return
        if not homes:
            self.groups.append(Group())
        group = next(iter(homes.values()), self.groups[-1])
        for language, versions in claim.versions.items():
            for file in versions:
                if file not in self.homes:
                    self._put(file, language, claim, group)

    def _contradicts(self, files: Sequence[File], group: Group) -> bool:
        """Whether a claim about these files leaves out what the group knows to be the original."""
        language, is_known = self._source(group)
        return is_known and group.files[language][0] not in files

    def _source(self, group: Group) -> tuple[str | None, bool]:
        file, claim = next(iter(group.files.values()))
        return self._originals.language(group.files, file, claim.rule)

    def _put(self, file: File, language: str | None, claim: Claim, group: Group) -> None:
        earlier = group.files.setdefault(language, (file, claim))
        if earlier[0] is not file:
            if earlier[1].stated and not claim.stated:
                return  # what documents say of themselves goes before their names
            group.late.append((language, file, claim))
        self.homes[file] = group

    def conflicts(self) -> Iterator[Conflict]:
        """Of documents that claim to be the same version of one."""
        for group in self.groups:
            source = group.files[self.source(group)][0]
            for language, file, claim in group.late:
                first = group.files[language][0]
                if first.family == file.family:  # a Word file beside its PDF is none
                    other = None if source is first else source.path
                    yield Conflict(
                        kind="same key" if claim.key else "same counterpart",
                        path=file.path,
                        others=(first.path,),
                        language=primary(language),
                        source=other,
                        key=claim.key,
                    )
