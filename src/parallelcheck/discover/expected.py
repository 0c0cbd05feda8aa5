"""Which documents should be there, as their neighbours are: translations of originals, originals of translations."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from parallelcheck.discover.names import File, language_folder
from parallelcheck.discover.pairs import Paired, Pairing
from parallelcheck.discover.patterns import Stated
from parallelcheck.discover.tags import primary
from parallelcheck.model import Expected

# What stands beside documents and is rarely translated.
_HOUSEKEEPING = re.compile(
    r"(?i:changelog|requirements|licen[cs]e)(?:[._-].*)?"
    r"|(?i:contributing|contributors|copying|authors|code[_-]of[_-]conduct|robots|humans|ads)"
    r"|SECURITY|SUPPORT|MAINTAINERS|GOVERNANCE"
)


def expected(
    pairs: Sequence[Paired], alone: Mapping[File, str | None], stated: Sequence[Stated] = ()
) -> tuple[list[Expected], list[Expected]]:
    """The originals with every language of their neighbours, and the translations, with what there is of them.

    `alone` are the documents without a counterpart, with their languages. Only what was found in folders counts: of
    files that are given by name nobody said that they are all. What the settings state counts always.
    """
    walked = [pair for pair in pairs if pair.source.walked and pair.target.walked]
    lone = {file: own for file, own in alone.items() if file.walked and not _HOUSEKEEPING.fullmatch(file.stem)}
    translations, originals = list(_translations(walked, lone)), list(_originals(walked, lone))
    known, orphans = {(each.path, each.language) for each in translations}, {each.path for each in originals}
    for each in stated:
        language = primary(each.language)
        if each.source and not each.target and (each.source.path, language) not in known:
            translations.append(Expected(each.source.path, language, None))
        if each.target and each.target in alone and each.target.path not in orphans:
            originals.append(Expected(each.target.path, None, None))
    return translations, originals


def expected_catalogues(pairing: Pairing) -> Iterator[Expected]:
    """The files with a text and its translation, each with every language that its neighbours are translated into.

    None of them is the original of the others: of those in several languages one stands for all.
    """
    versions = pairing.versions
    groups = [{primary(tag): file for tag, (file, _) in group.files.items() if tag} for group in versions.groups]
    lone = [file for file in pairing.files if file not in versions.homes]
    groups += [{primary(tag): file} for file in lone if (tag := pairing.language(file))]
    walked = [group for group in groups if all(file.walked for file in group.values())]
    pairs = [
        Paired(source, target, own, language, "catalogue")
        for group in walked
        for (own, source), (language, target) in permutations(group.items(), 2)
    ]
    alone = {file: language for group in walked if len(group) == 1 for language, file in group.items()}
    standing = {file.path: min(each.path for each in group.values()) for group in walked for file in group.values()}
    found = {(standing[each.path], each.language): each for each in _translations(pairs, alone)}
    yield from found.values()


def _translations(pairs: Sequence[Paired], alone: Mapping[File, str | None]) -> Iterator[Expected]:
    originals = {pair.source: pair.source_language for pair in pairs}
    for language in sorted({pair.target_language for pair in pairs if pair.target_language}):
        found = {pair.source: pair.target for pair in pairs if pair.target_language == language}
        scope = _Scope({file: originals[file] for file in found})
        yield from (Expected(source.path, language, target.path) for source, target in found.items())
        for file, own in (originals | dict(alone)).items():
            if file not in found and own != language and scope.holds(file, own):
                yield Expected(file.path, language, None)


def _originals(pairs: Sequence[Paired], alone: Mapping[File, str | None]) -> Iterator[Expected]:
    for language in sorted({pair.target_language for pair in pairs if pair.target_language}):
        found = {pair.target: pair for pair in pairs if pair.target_language == language}
        scope = _Scope(dict.fromkeys(found, language))
        original = next(iter(found.values())).source_language
        yield from (Expected(file.path, pair.source_language, pair.source.path) for file, pair in found.items())
        for file, own in alone.items():
            if own == language and scope.holds(file, own):
                yield Expected(file.path, original, None)


class _Scope:
    """Where documents are expected to be as some others are: below the folder of their language; without such a
    folder, beside them or below.
    """

    def __init__(self, files: Mapping[File, str | None]) -> None:
        homes = {file: language_folder(file, language) for file, language in files.items()}
        self._languages = frozenset(files.values()) | {None}
        self._homes = {home for home in homes.values() if home}
        self._beside = {file.folders for file, home in homes.items() if not home}

    def holds(self, file: File, language: str | None) -> bool:
        """Whether a file in that language is one that is expected."""
        if language not in self._languages:
            return False
        home = language_folder(file, language)
        if home:
            return home in self._homes
        return any(file.folders[:depth] in self._beside for depth in range(len(file.folders) + 1))
