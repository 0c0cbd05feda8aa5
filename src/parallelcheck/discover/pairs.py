"""Which document translates which, by all that is known of them but their texts."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from parallelcheck.discover.claims import Claim, name_claims, number_claims, site_claims
from parallelcheck.discover.keys import key_claims, link_claims, originals
from parallelcheck.discover.names import File, languages
from parallelcheck.discover.patterns import Patterns, Stated, stated
from parallelcheck.discover.sites import Site
from parallelcheck.discover.tags import language_tag, primary
from parallelcheck.discover.versions import Group, Originals, Versions

# How likely it is that those belong together that a number or a date in their names brings together: 27 of 27 do in
# benchmarks/pairing.py, and it is a guess.
_CONFIDENCE = {"number": 0.95}


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before any name is read: what the settings say, what sites say of themselves, and the suffixes
    of files that hold a text and its translation.
    """

    source_language: str | None = None
    target_language: str | None = None
    patterns: Patterns = field(default_factory=dict)
    sites: Sequence[Site] = ()
    bilingual: Collection[str] = ()

    def default(self, file: File) -> str | None:
        """The language of the originals in the site that the file belongs to."""
        named = [site for site in self.sites if site.default]
        place = Path(file.place) if named else Path()
        return next((primary(site.default) for site in named if place.is_relative_to(site.folder)), None)


@dataclass(frozen=True, slots=True)
class Paired:
    """A translation, its original, and their languages without regions, None where nothing says which."""

    source: File
    target: File
    source_language: str | None
    target_language: str | None
    rule: str
    confidence: float = 1.0


class Pairing:
    """What the settings, the documents and their names say about which of `files` translate which."""

    def __init__(self, files: Sequence[File], context: Context) -> None:
        self.files = [file for file in files if file.suffix not in context.bilingual]
        self._context = context
        declared = (primary(language_tag(file.head.language or "")) for file in files)
        self._believed = frozenset((context.source_language, context.target_language, *declared)) - {None}

    def language(self, file: File) -> str | None:
        """The language that the document is in, by its name, by what it declares or as its site says it."""
        for tag, sure in languages(file):
            if sure or primary(tag) in self._believed:
                return tag
        return language_tag(file.head.language or "") or self._context.default(file)

    def language_alone(self, file: File, spoken: Collection[str | None]) -> str | None:
        """The language of a document that comes alone, if that is certain: it is then scanned as one in it.

        `spoken` are the languages of the pairs. Without pairs, it is that of the settings.
        """
        known = {*spoken, *self._believed}
        named = [primary(tag) for tag, _ in languages(file)]
        dotted = language_tag(file.stem.rpartition(".")[2]) if "." in file.stem else None
        otherwise = None if spoken else self._context.target_language
        return next((language for language in named if language in known), primary(dotted) or otherwise)

    def usual_language(self, languages: Collection[str]) -> str | None:
        """Of these, the one that originals are in as a rule: as the settings or a site say, English, or the first."""
        usual = (self._context.source_language, *(primary(site.default) for site in self._context.sites), "en")
        return next((language for language in usual if language in languages), min(languages, default=None))

    @cached_property
    def stated(self) -> list[Stated]:
        """What the settings say."""
        return stated(self._context.patterns, self.files)

    @cached_property
    def direct(self) -> dict[File, Paired]:
        """By the translation: what the settings state, and what translations say of their originals."""
        found: dict[File, Paired] = {}
        for item in self.stated:
            if item.source and item.target:
                found[item.target] = self._paired(item.source, item.target, "settings", item.language)
        for source, target, rule in originals(self.files):
            if target not in found:
                found[target] = self._paired(source, target, rule)
        return found

    def _paired(self, source: File, target: File, rule: str, language: str | None = None) -> Paired:
        return Paired(source, target, primary(self.language(source)), primary(language or self.language(target)), rule)

    @cached_property
    def versions(self) -> Versions:
        """What is put together by keys, links and names."""
        versions = Versions(Originals(self._context.source_language, self._context.default))
        claims = chain(
            site_claims(self.files, self._context.sites),
            key_claims(self.files, self.language),
            link_claims(self.files, self.language),
            name_claims(self.files, self._believed),
        )
        for claim in claims:
            self._add(claim, versions)
        for claim in number_claims([file for file in self.files if file not in versions.homes]):
            self._add(claim, versions)
        return versions

    def _add(self, claim: Claim, versions: Versions) -> None:
        """A claim without the translations whose originals are named elsewhere."""
        left = {
            language: [file for file in files if file not in self.direct] for language, files in claim.versions.items()
        }
        left = {language: files for language, files in left.items() if files}
        if len({primary(language) for language in left}) > 1:
            versions.add(replace(claim, versions=left))

    @cached_property
    def pairs(self) -> list[Paired]:
        """All of them, in the order of the files."""
        order = {file: number for number, file in enumerate(self.files)}
        found = chain(self.direct.values(), *(self._of_group(group) for group in self.versions.groups))
        return sorted(found, key=lambda pair: order[pair.target])

    def _of_group(self, group: Group) -> Iterator[Paired]:
        original = self.versions.source(group)
        source, _ = group.files[original]
        spoken = primary(original) or self._context.default(source) or self._context.source_language
        for language, (file, claim) in group.files.items():
            own = primary(language) or self._context.default(file)
            if own != spoken and primary(language) != primary(original) and not is_entrance(file, group):
                yield Paired(source, file, spoken, own, claim.rule, _CONFIDENCE.get(claim.rule, 1.0))


def is_entrance(file: File, group: Group) -> bool:
    """Whether it is the page above folders of several languages, from which readers choose one."""
    page, claim = group.files.get(None, (None, None))
    return page is file and claim is not None and claim.rule == "folder" and len(group.files) > 2
