"""Documents that nothing but their texts can bring together: `report-2025.pdf` and `rapport-2025.pdf`."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parallelcheck.discover.names import DOCUMENTS, File
from parallelcheck.discover.pairs import Paired, Pairing
from parallelcheck.discover.tags import primary
from parallelcheck.i18n import _, grouped, marked

_MOST = 400  # documents that are read only to be compared: more would take minutes
_TOO_MANY = marked(
    "{number} documents without a counterpart are too many to compare their contents: say in the settings, under "
    "pairs, which translate which, or look at parts of the folder."
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Lone:
    """A document to be compared with others: its language, where that is known, and the years in its name.

    Documents with different years are no translations of one another, however much alike they are.
    """

    path: str
    language: str | None
    years: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """Two documents that say the same with the probability `confidence`, and the languages that they are in."""

    paths: tuple[str, str]
    languages: tuple[str, str]
    confidence: float


Alike = Callable[[Sequence[Lone]], Sequence[Match]]


def by_content(lone: Sequence[File], pairing: Pairing, alike: Alike, notes: list[str]) -> list[Paired]:
    """Pairs of these documents, or of one of them with an original that has no translation in its language.

    Each is in one pair of a language at most; the likeliest are made first. A remark says so where there are too many
    documents to compare.
    """
    languages = {file: primary(pairing.language(file)) for file in lone}
    languages |= _originals_without(frozenset(languages.values()) - {None}, pairing)
    spoken = frozenset(languages.values())
    if not lone or len(languages) < 2 or (len(spoken) < 2 and None not in spoken):
        return []
    if len(languages) > _MOST:
        notes += [_(_TOO_MANY).format(number=grouped(len(languages)))] if len(spoken - {None}) > 1 else []
        return []
    asked = [Lone(file.path, own, frozenset(_YEAR.findall(file.stem))) for file, own in languages.items()]
    matches = sorted(alike(asked), key=lambda match: (-match.confidence, match.paths))
    return list(_best(matches, {file.path: file for file in languages}, pairing))


def _originals_without(languages: Collection[str | None], pairing: Pairing) -> dict[File, str | None]:
    """The originals, with their languages, that have no translation in one of these."""
    translated = {(pair.source, pair.target_language) for pair in pairing.pairs}
    return {
        pair.source: pair.source_language
        for pair in pairing.pairs
        if pair.source.family in DOCUMENTS
        and any(pair.source_language != other and (pair.source, other) not in translated for other in languages)
    }


def _best(matches: Sequence[Match], files: Mapping[str, File], pairing: Pairing) -> Iterator[Paired]:
    original = pairing.usual_language({language for match in matches for language in match.languages})
    paired = {pair.source.path for pair in pairing.pairs}
    taken = {
        (pair.source.path, pair.target_language) for pair in pairing.pairs
    }  # a document, its counterpart's language
    for match in matches:
        sides = sorted(zip(match.languages, match.paths, strict=True), key=lambda side: side[0] != original)
        (own, source), (other, target) = sides
        claims = {(source, other), (target, own)}
        if own == original and target not in paired and not claims & taken:
            taken |= claims
            yield Paired(files[source], files[target], own, other, "content", round(match.confidence, 2))
