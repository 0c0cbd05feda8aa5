"""The check `names`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.name_words import (
    Run,
    common_words,
    folded,
    is_like_one_of,
    is_territory,
    runs,
    territories,
    words,
)
from parallelcheck.checks.policy import UNTRANSLATED
from parallelcheck.checks.wording import listed, quoted
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Bead, Document, Finding, Kind, Profile, Segment, Severity


@dataclass(frozen=True)
class Names:
    """A name of the source in whose place the translation has another name.

    A person, a place or a product was mistaken for another one, or left over from an older version. Names are looked
    at within aligned passages.

    **Example.** “Mary Okafor opened the meeting” is translated as “Mary Okonkwo a ouvert la réunion”; “in Niger” as
    “au Nigeria”.

    **Stays silent** about names that are translated: organisations, offices and titles (“Treasury Board”, “Conseil du
    Trésor”), abbreviations, countries under their name in the other language (from the Unicode CLDR: “Germany”,
    “Allemagne”), names in another form (“London”, “Londres”); about names that are only left out, and about headings.
    So it speaks only where another name stands in the place: of a country; of a name that the translation keeps
    elsewhere, or one that both documents have elsewhere; or of a part, or all, of a name of several words.

    **Misses** a name of one word that stands only once and is no country, in whose place stands one that the documents
    do not have elsewhere, either; two names that changed places; names at the beginning of a sentence, in capitals, or
    in a script without them; transliteration; where one of the languages is German, which writes all nouns with a
    capital, all but countries and parts of a name.

    **Options.** None.
    """

    name: ClassVar[str] = "names"
    severity: ClassVar[Severity] = Severity.NOTE
    profile: ClassVar[Profile] = "strict"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (*UNTRANSLATED, "partly-untranslated", "weak-match")

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each pair of passages, with all names that changed."""
        if pair.source is None or pair.source.language == pair.target.language:
            return
        names = _Names(pair.source, pair.target)
        for bead in pair.beads:
            if _is_prose(bead.source) and _is_prose(bead.target):
                found = list(dict.fromkeys([*_other_countries(bead, pair), *names.replaced(bead)]))
                if found:
                    yield self._finding(bead, found)

    def _finding(self, bead: Bead, found: Sequence[tuple[str, str]]) -> Finding:
        change = _("{source} is {target}")
        changes = [change.format(source=quoted(source), target=quoted(target)) for source, target in found]
        return Finding(
            self.name,
            self.severity,
            _("{changes} in the translation: another name?").format(changes=listed(changes)),
            source=bead.source,
            target=bead.target,
            evidence={
                "source_names": tuple(source for source, _target in found),
                "target_names": tuple(target for _source, target in found),
            },
        )


def _is_prose(segments: Sequence[Segment]) -> bool:
    return bool(segments) and not any(s.kind in (Kind.HEADING, Kind.METADATA, Kind.CODE) for s in segments)


def _other_countries(bead: Bead, pair: AlignedPair) -> Iterator[tuple[str, str]]:
    """A country that only the source names, and one that only the translation names."""
    source = territories(bead.source, pair.source.language if pair.source else None)
    target = territories(bead.target, pair.target.language)
    lost = [name for code, name in source.items() if code not in target]
    new = [name for code, name in target.items() if code not in source]
    if len(lost) == len(new) == 1:
        yield lost[0], new[0]


class _Names:
    """Which names of two documents may stand for one another."""

    def __init__(self, source: Document, target: Document) -> None:
        self._languages = source.language, target.language
        self._words = words(source.segments), words(target.segments)
        self._common = common_words(source), common_words(target)
        self._nouns_are_names = "de" in self._languages
        self._kept = frozenset(runs(source.segments)) & frozenset(runs(target.segments))

    def replaced(self, bead: Bead) -> Iterator[tuple[str, str]]:
        """Names of the source that the translation does not have, each with the one in its place."""
        here = words(bead.source), words(bead.target)
        lost = [run for run in self._runs(bead.source, 0) if self._is_strange(run, here[1], self._common[0])]
        new = [run for run in self._runs(bead.target, 1) if self._is_new(run, here[0])]
        for name in lost:
            for other in new:
                if self._is_other(name, other, here):
                    yield " ".join(name), " ".join(other)

    def _runs(self, segments: Sequence[Segment], side: int) -> Iterator[Run]:
        return (run for run in runs(segments) if not is_territory(" ".join(run), self._languages[side]))

    def _is_strange(self, run: Run, others: frozenset[str], common: frozenset[str]) -> bool:
        """Whether the other side does not have all of this name, nor anything like what it does not have."""
        strange = [word for word in run if folded(word) not in others]
        return bool(strange) and not any(
            len(word) < 3 or word.isupper() or folded(word) in common or is_like_one_of(folded(word), others)
            for word in strange
        )

    def _is_new(self, run: Run, others: frozenset[str]) -> bool:
        """Whether the source does not even have it in another place, or both documents have the very same."""
        strange = [folded(word) for word in run if folded(word) not in others]
        unknown = run in self._kept or self._words[0].isdisjoint(strange)
        return unknown and self._is_strange(run, others, self._common[1])

    def _is_other(self, name: Run, other: Run, here: tuple[frozenset[str], frozenset[str]]) -> bool:
        if other in self._kept:
            return True
        kept = [folded(word) in here[1] for word in name]
        alike = kept == [folded(word) in here[0] for word in other]
        if not alike or (self._nouns_are_names and not (kept[0] and len(name) > 1)):
            return False
        elsewhere = any(folded(word) in self._words[1] - here[1] for word in name)
        return elsewhere or (len(name) > 1 and (kept[0] or not any(kept)))
