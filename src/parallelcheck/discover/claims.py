"""Which documents are versions of one document, by the conventions of their names."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parallelcheck.discover import names
from parallelcheck.discover.names import COUNTRIES, File, Key, Reading, language_folder
from parallelcheck.discover.sites import Site
from parallelcheck.discover.tags import primary

# A name that says no language counts where a convention leaves out that of the originals. The more telling ones first.
_CONVENTIONS: tuple[tuple[str, Callable[[File], Iterator[Reading]], bool], ...] = (
    ("docusaurus", names.by_docusaurus, True),
    ("suffix", names.by_suffix, True),
    ("folder", names.by_folder, True),
    ("folder", names.by_root, True),
    ("name", names.by_name, False),
    ("suffix", names.by_region, True),
    ("word", names.by_word, False),
    ("part", names.by_part, False),
    ("letter", names.by_letter, False),
    ("format", names.by_format, False),
)
_SYSTEMATIC = 3  # documents that stand under one name in a folder and in its `it/`: that is no chance

Versions = Mapping[str | None, Sequence[File]]


@dataclass(frozen=True, slots=True)
class Claim:
    """Documents that `rule` takes for versions of one: by language, None where the name says none; one each as a rule.

    One that is not `sure` says languages only by codes that are other words, too. One that is `stated` stands in the
    documents, where their names say nothing; with the `key` that they have in common, if that is how.
    """

    rule: str
    versions: Versions
    sure: bool = True
    stated: bool = False
    key: str | None = None

    @property
    def languages(self) -> frozenset[str]:
        """Their languages, without regions."""
        return frozenset(language for language in map(primary, self.versions) if language)


def number_claims(files: Sequence[File]) -> list[Claim]:
    """Documents whose names begin with one number or hold one date, if that is so of one only in each language."""
    found = _claims("number", names.by_number, files, bare=False)
    return [claim for claim in found if claim.sure and all(len(group) == 1 for group in claim.versions.values())]


def site_claims(files: Sequence[File], sites: Sequence[Site]) -> Iterator[Claim]:
    """Documents with one name in the folders that a site names for its languages (Hugo's contentDir)."""
    folders = {folder: language for site in sites for folder, language in site.folders.items()}

    def read(file: File) -> Iterator[Reading]:
        place = Path(file.place)
        for folder, language in folders.items():
            if place.is_relative_to(folder):
                yield Reading((*place.relative_to(folder).parts,), language)

    return _claims("folder", read, files, bare=False)


def name_claims(files: Sequence[File], believed: Collection[str | None]) -> list[Claim]:
    """What the names of the files claim, the more telling ones first.

    `believed` are languages that the documents are known to be in, so that their codes are taken for what they are.
    """
    found = [claim for rule, read, bare in _CONVENTIONS for claim in _claims(rule, read, files, bare=bare)]
    found += _only_two(files)
    abroad = _parents_of_countries(files)
    found = [claim for claim in found if not _is_abroad(claim, abroad)]
    known = frozenset(believed).union(*(claim.languages for claim in found if claim.sure))
    folders = _systematic(found)
    return [c for c in found if c.sure or known & c.languages or folders.intersection(_language_folders(c))]


def _claims(
    rule: str, read: Callable[[File], Iterator[Reading]], files: Sequence[File], *, bare: bool
) -> Iterator[Claim]:
    versions: defaultdict[Key, defaultdict[str | None, list[File]]] = defaultdict(lambda: defaultdict(list))
    sure: set[Key] = set()
    without: list[tuple[Key, File]] = []
    for file in files:
        for key, language, is_sure in read(file):
            if language is None:
                without.append((key, file))
            elif file not in versions[key][language]:
                versions[key][language].append(file)
                sure |= {key} if is_sure else set()
    for key, file in without:
        if key in versions:
            versions[key][None].append(file)
    for key, found in versions.items():
        if len({primary(language) for language in found}) > 1 and (bare or None not in found):
            yield Claim(rule, found, key in sure)


def _only_two(files: Sequence[File]) -> Iterator[Claim]:
    """`report.en.md` and `rapport.fr.md`, or `en/report.md` and `fr/rapport.md`, with no others beside them."""
    beside: defaultdict[Key, list[tuple[File, str | None, bool]]] = defaultdict(list)
    for file in files:
        language, sure = next(names.languages(file), (None, False))
        home = language_folder(file, language) or ()
        beside[(*home[:-1], *file.folders[len(home) :], file.family)].append((file, language, sure))
    for both in beside.values():
        spoken = {primary(language) for _, language, _ in both}
        if len(both) == len(spoken) == 2 and None not in spoken and _same_digits([file for file, *_ in both]):
            versions = {language: [file] for file, language, _ in both}
            yield Claim("only two documents", versions, any(sure for *_, sure in both))


def _same_digits(files: Sequence[File]) -> bool:
    """Whether no name has a number that is not in the others that have numbers: `report-2024`, `rapport-2025`."""
    return len({tuple(digits) for file in files if (digits := re.findall(r"\d+", file.stem))}) <= 1


def _language_folders(claim: Claim) -> list[tuple[str, ...]]:
    """The folders that say the languages of its documents."""
    named = ((file, language) for language, files in claim.versions.items() for file in files if language)
    return [folder for file, language in named if (folder := language_folder(file, language))]


def _systematic(claims: Sequence[Claim]) -> set[tuple[str, ...]]:
    """Folders that say a language by a code that could be a word, in which one document after another has a version."""
    unsure = [claim for claim in claims if not claim.sure and claim.rule == "folder"]
    counts = Counter(folder for claim in unsure for folder in _language_folders(claim))
    return {folder for folder, count in counts.items() if count >= _SYSTEMATIC}


def _parents_of_countries(files: Sequence[File]) -> set[tuple[str, ...]]:
    places = ((file.folders, at) for file in files for at in range(len(file.folders)))
    return {folders[:at] for folders, at in places if folders[at].lower() in COUNTRIES}


def _is_abroad(claim: Claim, abroad: Collection[tuple[str, ...]]) -> bool:
    """Whether the codes that it rests on stand among those of countries: `de/`, `fr/` and `uk/` beside `us/`."""
    return bool(abroad) and any(folder[:-1] in abroad for folder in _language_folders(claim))
