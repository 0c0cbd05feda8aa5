"""What the names of files and folders say about which documents are versions of one, and in which languages.

A convention reads a name in one or several ways: the language that it may say, and a key, which is what the name
has in common with those of the other versions. Some name every language, some leave out that of the originals.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from parallelcheck.discover.tags import is_clear, language_tag, primary, words
from parallelcheck.iso639 import language_word
from parallelcheck.model import Head
from parallelcheck.wildcards import absolute

# Suffixes of one format, which the versions of a document may have.
_FAMILIES = {
    ".markdown": ".md",
    ".mdx": ".md",
    ".htm": ".html",
    ".xhtml": ".html",
    ".yml": ".yaml",
    ".adoc": ".asciidoc",
}
# Formats in which a document may be published beside the one that it was written in.
DOCUMENTS = words(".md .html .txt .rst .asciidoc .docx .odt .pdf .epub .tex")
# Codes of countries that are codes of no language: where one stands, its neighbours name countries, too.
COUNTRIES = words("at au bd cl cn cz dk gb gr hk jp kr mx nz pe ph pk sg tw ua us")

_SEPARATOR = r"(?P<separator>[ ._+-]*[(\[]|[ ._+-]+)"
_LAST_WORD = re.compile(rf"(?P<rest>.*[^ ._+(\[-]){_SEPARATOR}(?P<tag>[^\W\d_]+)[)\]]?")
_LAST_TAG = re.compile(rf"(?P<rest>.*[^ ._+(\[-]){_SEPARATOR}(?P<tag>[A-Za-z]{{2,3}}(?:[-_@][A-Za-z0-9]+)+)[)\]]?")
_WORD = re.compile(r"[^\W\d_]+")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_NUMBER = re.compile(r"(\d{1,3})(?=[ ._-])")  # of a chapter; more digits are a year or an id
_LETTERS = {"e": "en", "f": "fr"}  # index-e.html and index-f.html, a habit of Canada's administrations

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """A document: `path` as it was given, `folders` and `stem` of its name below what all documents share, `place`
    where it is, from the root.

    The first `depth` folders lead to the folder that was searched; `walked` says that it was found in there.
    """

    path: str
    folders: tuple[str, ...]
    stem: str
    suffix: str
    place: str = ""
    depth: int = 0
    walked: bool = False
    head: Head = field(default_factory=Head)

    @property
    def family(self) -> str:
        """The suffix, one for all suffixes of a format."""
        return _FAMILIES.get(self.suffix, self.suffix)


class Reading(NamedTuple):
    """A way to read a name. A language of which it is not `sure` may be a word of another kind: `how-to`."""

    key: Key
    language: str | None = None
    sure: bool = True


def files_of(documents: Mapping[Path, Path | None], head: Callable[[Path], Head]) -> list[File]:
    """The documents, given with the folders that they were found in, in the order of their names."""
    places = {path: absolute(path) for path in documents}
    top = Path(os.path.commonpath([place.parent for place in places.values()])) if places else Path()
    files = [
        File(
            path.as_posix(),
            places[path].relative_to(top).parts[:-1],
            places[path].stem,
            places[path].suffix.lower(),
            places[path].as_posix(),
            depth=_depth(absolute(root), top) if root else 0,
            walked=root is not None,
            head=head(path),
        )
        for path, root in documents.items()
    ]
    return sorted(files, key=lambda file: (file.folders, file.stem, file.suffix))


def _depth(root: Path, top: Path) -> int:
    return len(root.relative_to(top).parts) if root.is_relative_to(top) else 0


def by_suffix(file: File) -> Iterator[Reading]:
    """`report.en.md` and `report_fr.md`; without a suffix, the default language (Hugo, MkDocs, Lektor, Rails)."""
    for rest, language, sure in _endings(file.stem):
        yield Reading(_key(file.folders, rest, file), language, sure)
    yield Reading(_key(file.folders, file.stem, file))


def by_folder(file: File) -> Iterator[Reading]:
    """`content/en/a.md` and `content/fr/a.md`; without a folder, the default language (Starlight, MkDocs)."""
    own = primary(_own_language(file.stem))
    for at, folder in enumerate(file.folders):
        for rest, language, sure in _of_folder(folder):
            folders = (*file.folders[:at], *rest, *file.folders[at + 1 :])
            for stem in (file.stem, *_without(language, file.stem)) if own in {None, primary(language)} else ():
                yield Reading(_key(folders, stem, file), language, sure)
    yield Reading(_key(file.folders, file.stem, file))


def by_root(file: File) -> Iterator[Reading]:
    """`content/files/en-us/a.md` and `translated/files/fr/a.md` of two folders that are searched (MDN)."""
    if file.depth:
        yield from by_folder(replace(file, folders=file.folders[file.depth :]))


def by_name(file: File) -> Iterator[Reading]:
    """`en.json` and `fr.json` in one folder."""
    language = language_tag(file.stem)
    if language or file.stem.lower() in COUNTRIES:
        yield Reading(_key(file.folders, "", file), language, is_clear(language))


def by_docusaurus(file: File) -> Iterator[Reading]:
    """`docs/a.md` and `i18n/fr/docusaurus-plugin-content-docs/current/a.md`."""
    yield Reading(_key(file.folders, file.stem, file))
    for at, folder in enumerate(file.folders[:-2]):
        language = language_tag(file.folders[at + 1])
        if folder == "i18n" and language:
            home = _docusaurus_home(file.folders[at + 2], file.folders[at + 3 :])
            if home:
                yield Reading(_key((*file.folders[:at], *home), file.stem, file), language)


def by_region(file: File) -> Iterator[Reading]:
    """`guide-pt-br.md`, which might also be a guide to Portugal in Breton."""
    match = _LAST_TAG.fullmatch(file.stem)
    language = language_tag(match["tag"]) if match else None
    if match and language:
        yield Reading(_key(file.folders, match["rest"], file), language, is_clear(language.partition("-")[0]))
    yield Reading(_key(file.folders, file.stem, file))


def by_word(file: File) -> Iterator[Reading]:
    """`report-english.pdf`, `report_FRA.pdf`, `content/english/a.md`; never without a word for the originals."""
    match = _LAST_WORD.fullmatch(file.stem)
    if match and (language := language_word(match["tag"]) or language_tag(match["tag"])):
        yield Reading(_key(file.folders, match["rest"], file), language)
    for at, folder in enumerate(file.folders):
        if language := language_word(folder):
            yield Reading(_key((*file.folders[:at], "*", *file.folders[at + 1 :]), file.stem, file), language)


def by_part(file: File) -> Iterator[Reading]:
    """`EN_report.docx`, `report-fr-2025.pdf`; never without a code for the originals."""
    for match in _WORD.finditer(file.stem):
        language = language_tag(match[0]) or language_word(match[0])
        if language and match[0] != file.stem:
            rest = f"{file.stem[: match.start()]}*{file.stem[match.end() :]}"
            yield Reading(_key(file.folders, rest, file), language, is_clear(language))


def by_letter(file: File) -> Iterator[Reading]:
    """`index-e.html` and `index-f.html`, with no `index-d.html`: that would be an enumeration."""
    if len(file.stem) > 2 and file.stem[-2] in "-_" and file.stem[-1].isalnum():
        yield Reading(_key(file.folders, file.stem[:-2], file), _LETTERS.get(file.stem[-1].lower()))


def by_format(file: File) -> Iterator[Reading]:
    """`report_en.docx` and `report_fr.pdf`; never without a code for the originals."""
    if file.family in DOCUMENTS:
        any_format = replace(file, suffix="")
        readings = (reading for read in (by_suffix, by_folder) for reading in read(any_format))
        yield from (reading for reading in readings if reading.language)


def by_number(file: File) -> Iterator[Reading]:
    """`en/_posts/2018-05-10-a-name.md` and `fr/_posts/2018-05-10-un-nom.md`, `02-norms.en.md` and `02-normes.fr.md`."""
    date, number = _DATE.search(file.stem), _NUMBER.match(file.stem)
    sign = "-".join(date.groups()) if date else str(int(number[1])) if number else ""
    if not sign:
        return
    for at, folder in enumerate(file.folders):
        for rest, language, sure in _of_folder(folder):
            yield Reading(_key((*file.folders[:at], *rest, *file.folders[at + 1 :]), sign, file), language, sure)
    for _, language, sure in _endings(file.stem):
        yield Reading(_key(file.folders, sign, file), language, sure)


def languages(file: File) -> Iterator[tuple[str, bool]]:
    """The languages that the name may say, the more likely ones first, and whether each of them is sure."""
    for read in (by_suffix, by_folder, by_name):
        yield from ((language, sure) for _, language, sure in read(file) if language)


def language_folder(file: File, language: str | None) -> Key | None:
    """The folders down to the one that says that language, if one does: of `content/fr/a.md`, `content/fr`."""
    for at, folder in enumerate(file.folders if language else ()):
        tags = [tag for _, tag, _ in _of_folder(folder)]
        if primary(tags[0] if tags else language_word(folder)) == primary(language):
            return file.folders[: at + 1]
    return None


def _key(folders: tuple[str, ...], stem: str, file: File) -> Key:
    return (*map(_folded, folders), _folded(stem), file.family)


@lru_cache(maxsize=10_000)
def _folded(part: str) -> str:
    """Upper and lower case, and the ways to write an accent, make no difference."""
    return normalize("NFC", part).casefold()


@lru_cache(maxsize=10_000)
def _endings(name: str) -> tuple[tuple[str, str, bool], ...]:
    """The rest of a name that ends in the code of a language, that language, and whether it can be nothing else.

    `report.pt-BR` is Brazilian; `guide-de-es` is "guide-de" in Spanish rather than German of Spain.
    """
    match = _LAST_TAG.fullmatch(name)
    if match and (language := language_tag(match["tag"])) and _is_one_tag(match["separator"], match["tag"]):
        return ((match["rest"], language, True),)
    match = _LAST_WORD.fullmatch(name)
    if match and (language := language_tag(match["tag"])):
        return ((match["rest"], language, match["separator"] in {".", "+"} or is_clear(language)),)
    return ()


def _own_language(name: str) -> str | None:
    """The language that the name of a file says by itself, whatever the folders say that it is in."""
    endings = [language for _, language, sure in _endings(name) if sure]
    return language_tag(name) or next(iter(endings), None)


def _without(language: str, name: str) -> Iterator[str]:
    """What is left of a name that ends in the language of its folder: `de/guide-de.md`, `pt-br/guide-pt-br.md`."""
    yield from (rest for rest, ending, _ in _endings(name) if ending == language)
    match = _LAST_TAG.fullmatch(name)
    if match and language_tag(match["tag"]) == language:
        yield match["rest"]


def _is_one_tag(separator: str, tag: str) -> bool:
    inner = tag.strip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    region = re.split("[-_@]", tag)[-1]
    return separator not in inner or (region.isupper() and tag[:2].islower()) or len(region) > 2


@lru_cache(maxsize=10_000)
def _of_folder(folder: str) -> tuple[tuple[tuple[str, ...], str, bool], ...]:
    """What is left of a folder's name without the language that it says, that language, and whether it is sure."""
    if language := language_tag(folder.removesuffix(".lproj")):  # iOS
        return (((), language, is_clear(language)),)
    return tuple(((rest,), language, sure) for rest, language, sure in _endings(folder))  # values-fr, Handbook_FR


def _docusaurus_home(plugin: str, folders: tuple[str, ...]) -> tuple[str, ...] | None:
    """The folder of the originals, given that of a plugin and the folders in it."""
    match = re.fullmatch(r"docusaurus-plugin-content-(docs|blog|pages)(?:-(.+))?", plugin)
    if not match:
        return None
    kind, instance = match.groups()
    if kind == "pages":
        return ("src", instance or "pages", *folders)
    if kind == "blog":
        return (instance or "blog", *folders)
    if not folders:
        return None
    version, *rest = folders
    if version == "current":
        return (instance or "docs", *rest)
    return (f"{instance}_versioned_docs" if instance else "versioned_docs", version, *rest)
