"""Which documents translate one another, by their names."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parallelcheck.discover.files import absolute
from parallelcheck.model import DocumentPair

BILINGUAL = frozenset({".po"})  # formats that hold both languages in one file

# ISO 639-1
_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is
    it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms
    mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si
    sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh
    yi yo za zh zu"""
LANGUAGES = frozenset(_CODES.split())
_REGION = r"[-_](?:[a-z]{2}|[a-z]{4}|[0-9]{3})"
_TAG = re.compile(rf"([a-z]{{2}})({_REGION})?", re.IGNORECASE)
_ENDINGS = (  # report.pt-BR is Brazilian, but guide-de-es may be "guide-de" in Spanish: both are tried
    re.compile(r"(.+)[._-]([a-z]{2})", re.IGNORECASE),
    re.compile(rf"(.+)[._-]([a-z]{{2}}{_REGION})", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class File:
    """A document: `path` as it was given, `folders` and `stem` of its name below what all documents share."""

    path: str
    folders: tuple[str, ...]
    stem: str
    suffix: str


Reading = tuple[tuple[str, ...], str | None]
"""What a name may say: what it shares with the other versions of the document, and the language of this one."""

Group = Mapping[str | None, File]
"""The versions of one document by language; None is the one whose name says none."""


def by_suffix(file: File) -> Iterator[Reading]:
    """`report.en.md` and `report_fr.md`; without a suffix, the default language (Hugo, MkDocs)."""
    for ending in _ENDINGS:
        match = ending.fullmatch(file.stem)
        if match and (language := language_tag(match[2])):
            yield (*file.folders, match[1], file.suffix), language
    yield (*file.folders, file.stem, file.suffix), None


def by_folder(file: File) -> Iterator[Reading]:
    """`content/en/a.md` and `content/fr/a.md`; without a folder, the default language (Starlight, MkDocs)."""
    for at, folder in enumerate(file.folders):
        if language := language_tag(folder):
            yield (*file.folders[:at], *file.folders[at + 1 :], file.stem, file.suffix), language
    yield (*file.folders, file.stem, file.suffix), None


def by_name(file: File) -> Iterator[Reading]:
    """`en.md` and `fr.md` in one folder."""
    if language := language_tag(file.stem):
        yield (*file.folders, file.suffix), language


CONVENTIONS: tuple[tuple[str, Callable[[File], Iterator[Reading]]], ...] = (
    ("suffix", by_suffix),
    ("folder", by_folder),
    ("name", by_name),
)
"""The ways of naming translations, the more telling ones first; the word goes into `paired_by`."""


def pair_up(
    paths: Sequence[Path], source_language: str | None = None, target_language: str | None = None
) -> list[DocumentPair]:
    """Every document in a pair with the one that it translates, or alone; in the order of their paths.

    With a `target_language`, translations into others are left out.
    """
    files = _files(paths)
    groups = list(_groups([file for file in files if file.suffix not in BILINGUAL]))
    pairs = [pair for name, group in groups for pair in _translations(name, group, source_language)]
    kept = _into(_primary(target_language), pairs)
    paired = {pair.target for pair in pairs} | {pair.source for pair in kept}
    in_play = {_primary(language) for _, group in groups for language in (*group, source_language, target_language)}
    otherwise = None if groups else target_language  # among translations stand pages of no language in particular
    alone = [_alone(file, in_play, otherwise) for file in files if file.path not in paired]
    return sorted(kept + alone, key=lambda pair: (pair.target, pair.source or ""))


def language_tag(text: str) -> str | None:
    """The language that `text` is the code of, such as `fr` or `pt-BR`; None if it is something else."""
    match = _TAG.fullmatch(text)
    if not match or match[1].lower() not in LANGUAGES:
        return None
    return match[1].lower() + (match[2] or "").replace("_", "-").upper()


def _primary(language: str | None) -> str | None:
    """`pt` of `pt-BR`."""
    return language.partition("-")[0].lower() if language else None


def _files(paths: Sequence[Path]) -> list[File]:
    places = {path: absolute(path) for path in paths}
    if not places:
        return []
    top = os.path.commonpath([place.parent for place in places.values()])
    files = [
        File(path.as_posix(), place.relative_to(top).parts[:-1], place.stem, place.suffix.lower())
        for path, place in places.items()
    ]
    return sorted(files, key=lambda file: (file.folders, file.stem, file.suffix))


def _groups(files: Sequence[File]) -> Iterator[tuple[str, Group]]:
    """The documents that are there in several languages, each file in one group at most."""
    taken: set[File] = set()
    for name, readings in CONVENTIONS:
        versions: defaultdict[tuple[str, ...], dict[str | None, File]] = defaultdict(dict)
        for file in files:
            for key, language in readings(file):
                versions[key].setdefault(language, file)
        for found in versions.values():
            group = {language: file for language, file in found.items() if file not in taken}
            if len({_primary(language) for language in group}) > 1:
                taken.update(group.values())
                yield name, group
    for group in _only_two(files):
        if taken.isdisjoint(group.values()):
            yield "only two documents", group


def _only_two(files: Sequence[File]) -> Iterator[dict[str | None, File]]:
    """`report.en.md` and `rapport.fr.md`, or `en/report.md` and `fr/rapport.md`, with no others beside them."""
    folders: defaultdict[tuple[str, ...], list[tuple[str | None, File]]] = defaultdict(list)
    for file in files:
        (key, language), *_ = by_folder(file)
        (_, ending), *_ = by_suffix(file)
        folders[(*key[:-2], file.suffix)].append((ending or language, file))
    for both in folders.values():
        languages = {_primary(language) for language, _ in both}
        if len(both) == len(languages) == 2 and None not in languages:
            yield dict(both)


def _translations(name: str, group: Group, source_language: str | None) -> Iterator[DocumentPair]:
    source = _source(group, source_language)
    for language, file in group.items():
        # Above folders of several languages stands a page to choose one from.
        is_entrance = name == "folder" and language is None and len(group) > 2
        if _primary(language) != _primary(source) and not is_entrance:
            yield DocumentPair(
                target=file.path,
                source=group[source].path,
                paired_by=name,
                source_language=_primary(source or source_language),
                target_language=_primary(language),
            )


def _source(group: Group, wanted: str | None) -> str | None:
    """The language of the version that the others translate."""
    for language in (wanted, None, "en") if wanted else ("en", None):
        found = [version for version in group if _primary(version) == _primary(language)]
        if found:
            return min(found, key=str)
    return min(version for version in group if version)


def _into(language: str | None, pairs: Sequence[DocumentPair]) -> list[DocumentPair]:
    """The pairs whose target is, or may be, in this language; all of them where it is None."""
    if language is None:
        return list(pairs)
    return [replace(pair, target_language=language) for pair in pairs if pair.target_language in {None, language}]


def _alone(file: File, in_play: Container[str | None], otherwise: str | None) -> DocumentPair:
    told = [language for _, readings in CONVENTIONS for _, language in readings(file) if language]
    likely = [language for language in told if _primary(language) in in_play]
    dotted = language_tag(file.stem.rpartition(".")[2]) if "." in file.stem else None
    return DocumentPair(
        target=file.path,
        paired_by="catalogue" if file.suffix in BILINGUAL else "alone",
        target_language=_primary(next(iter(likely), dotted or otherwise)),
    )
