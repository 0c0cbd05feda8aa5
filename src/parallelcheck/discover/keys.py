"""What documents say of each other in their front matter and in their links."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from parallelcheck.discover.claims import Claim
from parallelcheck.discover.names import File
from parallelcheck.discover.tags import language_tag, primary
from parallelcheck.model import Conflict

# Hugo's translationKey and its cousins (Jekyll's habits, polyglot's page_id).
_KEYS = {name.lower(): name for name in ("translationKey", "translation_key", "translation_id", "page_id", "ref")}
_OWN_KEYS = frozenset(("translationkey", "translation_key"))  # have no other use
# One address in several languages (Pelican, polyglot); any document may have these.
_ADDRESSES = ("slug", "permalink")
_ORIGINALS = ("translation_of", "translated_from", "original", "source")
_ALTERNATE = re.compile(r"altlangpage|alternate_url|(?:translations|alternates|hreflang)\.(?P<tag>[a-z]{2}\b.*)")
_INDEX = frozenset(("index", "_index", "readme"))

LanguageOf = Callable[[File], str | None]


def key_claims(files: Sequence[File], language_of: LanguageOf) -> Iterator[Claim]:
    """Documents with one translation key, and those with one address that declare several languages."""
    for name, shown in _KEYS.items():
        for value, group in _by_setting(files, name).items():
            versions = _by_language(group, language_of)
            if len({primary(language) for language in versions}) > 1:
                yield Claim(shown, versions, stated=True, key=value)
    for name in _ADDRESSES:
        declared = [file for file in files if file.head.settings and file.head.language]
        for group in _by_setting(declared, name).values():
            versions = _by_language(group, language_of)
            if len(versions) == len(group) and len({primary(language) for language in versions}) > 1:
                yield Claim(name, versions, stated=True)


def doubled_keys(files: Sequence[File], language_of: LanguageOf) -> Iterator[Conflict]:
    """Keys that several documents in one language have, and none in another."""
    for name in sorted(_OWN_KEYS):
        for value, group in _by_setting(files, name).items():
            languages = {primary(language_of(file)) for file in group}
            if len(group) > 1 and len(languages) == 1:
                first, *others = (file.path for file in group)
                yield Conflict("same key", first, tuple(others), languages.pop(), key=value)


def link_claims(files: Sequence[File], language_of: LanguageOf) -> Iterator[Claim]:
    """Documents that name each other, or one the other, as the same page in another language."""
    for file, named in _links(files, language_of).items():
        pages: dict[str | None, tuple[File, ...]] = {tag: (page,) for tag, page in named.items()}
        yield Claim("hreflang", {language_of(file): (file,), **pages}, stated=True)


def one_way_links(files: Sequence[File], language_of: LanguageOf) -> Iterator[Conflict]:
    """Documents that name another as their translation and are not named by it."""
    links = _links(files, language_of)
    for file, pages in links.items():
        for language, page in pages.items():
            if file not in links.get(page, {}).values():
                yield Conflict("one way", file.path, (page.path,), language)


def originals(files: Sequence[File]) -> Iterator[tuple[File, File, str]]:
    """(original, translation, name of the setting) where a translation says of which document it is one."""
    named = [
        (file, name) for file in files for name in _ORIGINALS if re.search("[/.]", file.head.settings.get(name, ""))
    ]
    addresses = Addresses(files if named else ())
    for file, name in named:
        value = file.head.settings[name]
        found = addresses.resolve(value, file) or addresses.resolve(f"/{value}", file)
        if found and found is not file:
            yield found, file, name


class Addresses:
    """Finds the file that an address leads to, by the end that both have in common."""

    def __init__(self, files: Sequence[File]) -> None:
        self._by_name: defaultdict[str, list[tuple[tuple[str, ...], File]]] = defaultdict(list)
        for file in files:
            parts = _parts((*file.folders, file.stem))
            self._by_name[parts[-1] if parts else ""].append((parts, file))

    def resolve(self, address: str, page: File) -> File | None:
        """The file at an address that stands in `page`; None where none or several could be meant."""
        try:
            link = urlsplit(address.strip())
        except ValueError:
            return None
        path = unquote(link.path)
        if not path:
            return None
        relative = not link.netloc and not path.startswith("/")
        if relative:
            path = posixpath.normpath("/".join((*page.folders, path)))
        parts = _parts(posixpath.splitext(path)[0].split("/"))
        return self._best(parts, exactly=relative)

    def _best(self, parts: tuple[str, ...], *, exactly: bool) -> File | None:
        candidates = [
            (min(len(own), len(parts)), -len(own), file)
            for own, file in self._by_name.get(parts[-1] if parts else "", ())
            if own == parts or (not exactly and (own[-len(parts) :] == parts or parts[-len(own) :] == own))
        ]
        best = max((rank for *rank, _ in candidates), default=None)
        found = [file for *rank, file in candidates if rank == best]
        return found[0] if len(found) == 1 else None


def _parts(names: Sequence[str]) -> tuple[str, ...]:
    """The address of a file, or of what an address says, name by name; Jekyll's posts stand below their dates."""
    parts = [name.casefold() for name in names if name not in {"", "."} and not re.match("_(?!index)", name)]
    if parts and parts[-1] in _INDEX:
        parts.pop()
    date = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)-(.+)", parts[-1]) if parts else None
    return (*parts[:-1], *date.groups()) if date else tuple(parts)


def _by_setting(files: Sequence[File], name: str) -> dict[str, list[File]]:
    groups: defaultdict[str, list[File]] = defaultdict(list)
    for file in files:
        if value := file.head.settings.get(name, "").strip():
            groups[value].append(file)
    return groups


def _by_language(files: Sequence[File], language_of: LanguageOf) -> dict[str | None, list[File]]:
    versions: defaultdict[str | None, list[File]] = defaultdict(list)
    for file in files:
        versions[language_of(file)].append(file)
    return versions


def _links(files: Sequence[File], language_of: LanguageOf) -> dict[File, dict[str, File]]:
    """The other documents that documents name, by the languages that they say they are in, or else they are in."""
    named = {file: links for file in files if (links := (*file.head.alternates, *_in_settings(file)))}
    addresses = Addresses(files if named else ())
    found: dict[File, dict[str, File]] = {}
    for file, links in named.items():
        for tag, address in links:
            page = addresses.resolve(address, file)
            language = language_tag(tag or "") or (language_of(page) if page else None)
            if page and page is not file and language and primary(language) != primary(language_of(file)):
                found.setdefault(file, {}).setdefault(language, page)
    return found


def _in_settings(file: File) -> Iterator[tuple[str | None, str]]:
    for name, value in file.head.settings.items():
        if match := _ALTERNATE.fullmatch(name):
            yield match["tag"], value
