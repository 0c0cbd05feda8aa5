"""Which documents are there, and which of them translate one another.

A scan takes the files and folders that it is given (`files`) and brings documents together by what the settings
state (`patterns`), by what documents say of one another (`keys`), by their names (`names`, `claims`), and at last by
a comparison of their contents, for which the caller brings a function. What has no counterpart is scanned alone.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parallelcheck.discover.contents import Alike, Lone, Match, by_content
from parallelcheck.discover.expected import expected, expected_catalogues
from parallelcheck.discover.files import find
from parallelcheck.discover.keys import doubled_keys, one_way_links
from parallelcheck.discover.names import DOCUMENTS, File, files_of
from parallelcheck.discover.pairs import Context, Paired, Pairing, is_entrance
from parallelcheck.discover.patterns import Patterns
from parallelcheck.discover.sites import sites
from parallelcheck.discover.tags import primary
from parallelcheck.model import Conflict, DocumentPair, Expected, Head, Problem
from parallelcheck.wildcards import fits, pattern

__all__ = ["Alike", "Discovery", "Lone", "Match", "discover"]

# What the front matter of a document says that is not to be translated, or not to be published yet.
_NOT_TRANSLATED = (("notranslate", "true"), ("translate", "false"), ("draft", "true"))


@dataclass(frozen=True, slots=True)
class Discovery:
    """What there is to scan, in a fixed order; what could not be looked at; which documents should be there as their
    neighbours are (`translations` of originals, `originals` of translations); who contradicts whom; remarks.
    """

    pairs: tuple[DocumentPair, ...]
    problems: tuple[Problem, ...] = ()
    translations: tuple[Expected, ...] = ()
    originals: tuple[Expected, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()


def discover(  # noqa: PLR0913 - each is a thing of its own that the settings or the readers know
    paths: Sequence[Path],
    *,
    suffixes: Collection[str],
    bilingual: Collection[str] = (),
    exclude: Sequence[str] = (),
    source_language: str | None = None,
    target_language: str | None = None,
    patterns: Patterns | None = None,
    head: Callable[[Path], Head] = lambda _: Head(),
    is_document: Callable[[Path], bool] = lambda _: True,
    alike: Alike | None = None,
    is_there: Callable[[Path], bool] = lambda _: True,
    also: Mapping[Path, Path] | None = None,
) -> Discovery:
    """The documents at and below `paths`, each in a pair with what it translates, or alone.

    `suffixes`, with their dots, are those that can be read, `bilingual` those of files with a text and its
    translation. `exclude` holds patterns of files and folders to leave out of folders, relative to the current folder
    or any below it, `patterns` those of pairs. `head` reads what a document says of itself, `is_document` tells a
    document in a folder from data of another kind, and `alike` compares the documents that are left at the end. For a
    look at another time than now, `is_there` says which of the files there were, and `also` names those that no
    longer are, each with the folder of `paths` that it was in.

    Of the versions of one document, the source is the one in `source_language`, else in the language that its site
    says is its own, else in English, else the one whose name says no language, else the first by its code.
    `target_language` takes that one of several translations only.

    Raises UsageError for a path that is not there or not a document, and for a folder without documents;
    SettingsError for a pattern that makes no sense. What could not be looked at inside a folder is a Problem.
    """
    found = find(paths, suffixes, exclude)
    there = {path: root for path, root in found.documents.items() if is_there(path)}
    there |= _documents(also, suffixes, exclude)
    documents = {path: root for path, root in there.items() if root is None or is_document(path)}
    files = files_of(documents, head)
    context = Context(source_language, target_language, patterns or {}, sites(found.site_files), bilingual)
    pairing = Pairing(files, context)
    pairs = [*pairing.pairs, *_compared(pairing, alike, found.notes)]
    kept = _into(primary(target_language), pairs)
    stated = [each for each in pairing.stated if target_language in {None, primary(each.language)}]
    translations, originals = expected(kept, _lone(pairing, pairs), stated)
    catalogues = Pairing([file for file in files if file.suffix in bilingual], replace(context, bilingual=()))
    of_catalogues = [e for e in expected_catalogues(catalogues) if target_language in {None, e.language}]
    return Discovery(
        pairs=tuple(sorted([*map(_pair, kept), *_alone(pairing, files, pairs, kept)], key=_in_order)),
        problems=tuple(found.problems),
        translations=(*translations, *of_catalogues),
        originals=tuple(originals),
        conflicts=tuple(_conflicts(pairing)),
        notes=tuple(found.notes),
    )


def _documents(
    files: Mapping[Path, Path] | None, suffixes: Collection[str], exclude: Sequence[str]
) -> dict[Path, Path | None]:
    """Those of the files that a scan of their folders takes."""
    patterns = [pattern(text) for text in exclude]
    return {
        path: folder
        for path, folder in (files or {}).items()
        if path.suffix.lower() in suffixes and not fits(path, patterns)
    }


def _in_order(pair: DocumentPair) -> tuple[str, str]:
    return pair.target, pair.source or ""


def _pair(pair: Paired) -> DocumentPair:
    return DocumentPair(
        target=pair.target.path,
        source=pair.source.path,
        paired_by=pair.rule,
        source_language=pair.source_language,
        target_language=pair.target_language,
        confidence=pair.confidence,
    )


def _compared(pairing: Pairing, alike: Alike | None, notes: list[str]) -> list[Paired]:
    """What the contents of the documents say that are left."""
    if alike is None:
        return []
    left = [file for file in _lone(pairing, pairing.pairs) if file.family in DOCUMENTS]
    return by_content(left, pairing, alike, notes)


def _lone(pairing: Pairing, pairs: Sequence[Paired]) -> dict[File, str | None]:
    """The documents that might well have a counterpart, but have none; with their languages."""
    paired = {file for pair in pairs for file in (pair.source, pair.target)}
    return {
        file: primary(pairing.language(file))
        for file in pairing.files
        if file not in paired and _reason(file, pairing) == "alone"
    }


def _reason(file: File, pairing: Pairing) -> str:
    """Why a document comes alone."""
    settings = file.head.settings
    group = pairing.versions.homes.get(file)
    if group:
        return "entrance" if is_entrance(file, group) else "variant"
    says_so = any(settings.get(name, "").lower() == value for name, value in _NOT_TRANSLATED)
    return "not translated" if says_so or "lang-exclusive[0]" in settings else "alone"


def _into(language: str | None, pairs: Sequence[Paired]) -> list[Paired]:
    """The pairs whose target is, or may be, in this language; all of them where it is None."""
    if language is None:
        return list(pairs)
    return [replace(pair, target_language=language) for pair in pairs if pair.target_language in {None, language}]


def _alone(
    pairing: Pairing, files: Sequence[File], pairs: Sequence[Paired], kept: Sequence[Paired]
) -> Iterator[DocumentPair]:
    """The documents to be scanned without a counterpart. `kept` are those of the pairs that are scanned."""
    paired = {pair.target for pair in pairs} | {pair.source for pair in kept}
    spoken = {language for pair in pairs for language in (pair.source_language, pair.target_language)}
    here = frozenset(pairing.files)
    for file in files:
        if file not in paired:
            reason = _reason(file, pairing) if file in here else "catalogue"
            yield DocumentPair(file.path, paired_by=reason, target_language=pairing.language_alone(file, spoken))


def _conflicts(pairing: Pairing) -> Iterator[Conflict]:
    yield from pairing.versions.conflicts()
    yield from doubled_keys(pairing.files, pairing.language)
    yield from one_way_links(pairing.files, pairing.language)
