"""The check `shifted-passage`."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from parallelcheck.checks.policy import WRONG_LANGUAGE, words
from parallelcheck.checks.sections import aligned_headings, headings_above
from parallelcheck.checks.wording import quoted
from parallelcheck.i18n import _, marked, ngettext
from parallelcheck.model import AlignedPair, Bead, Finding, Kind, Profile, Related, Segment, Severity

# Probability from which on two passages are sure to translate one another.
_SURE = 0.5
_IN_ANY_ORDER = {Kind.HEADING, Kind.LIST_ITEM, Kind.TABLE_CELL, Kind.MESSAGE}


@dataclass(frozen=True)
class ShiftedPassage:
    """A passage that translates another passage of the source than the one in whose place it stands.

    It was pasted in the wrong place: under the heading of another section, or instead of another passage, whose
    translation is now missing. Every sentence is right, and the document is wrong.

    **Example.** Under “Qui peut s'inscrire ?” stands the answer to “When are we open?”, and the reverse.

    **Stays silent** about a section that moved with its heading, about headings in PDFs, and about what stands in
    another place but in nobody else's: see `moved-passage`. Items of a list and rows of a table may change places.

    **Misses** short passages, and copies that were changed. Two passages of one section that only changed places are
    a warning, and so are short messages exchanged in a catalogue; two neighbours are a note of `moved-passage`.

    **Options.** `least-words`: how long the passage must be (6).
    """

    name: ClassVar[str] = "shifted-passage"
    severity: ClassVar[Severity] = Severity.ERROR
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = WRONG_LANGUAGE

    least_words: int = 6

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each passage, or for those together that stand under one wrong heading."""
        known = [bead for bead in pair.beads if self._is_known(bead)]
        once = _standing_once(known)
        misplaced = list(self._under_wrong_headings(once, pair))
        told = {segment.index for finding in misplaced for segment in finding.target}
        places = _places(pair.beads)
        yield from misplaced
        yield from self._exchanged([bead for bead in once if bead.target[0].index not in told], places)
        yield from self._copied(known, places, pair.beads)
        yield from (self._of_another_message(b, b.belongs_to) for b in pair.beads if b.belongs_to)

    def _is_known(self, bead: Bead) -> bool:
        """One passage on each side, which translate one another beyond doubt."""
        if len(bead.source) != 1 or len(bead.target) != 1 or bead.score < _SURE:
            return False
        return min(words(bead.source[0].text), words(bead.target[0].text)) >= self.least_words

    def _under_wrong_headings(self, beads: Sequence[Bead], pair: AlignedPair) -> Iterator[Finding]:
        """Passages whose heading is the translation of another one than theirs."""
        if pair.source is None:
            return
        if any(document.format == "pdf" for document in pair.documents):
            return  # footnotes stand at the end of a page, and pages end elsewhere in a translation
        above_source, above_target = headings_above(pair.source), headings_above(pair.target)
        translations = {source.index: target for source, target in aligned_headings(pair)}
        aligned = {target.index for target in translations.values()}

        def headings(bead: Bead) -> tuple[Segment, Segment] | None:
            source, here = above_source.get(bead.source[0].index), above_target.get(bead.target[0].index)
            right = translations.get(source.index) if source else None
            return (right, here) if right and here and here.index in aligned and here != right else None

        for found, run in groupby((bead for bead in beads if bead.source[0].kind is not Kind.HEADING), headings):
            if found:
                yield self._under_wrong_heading(list(run), *found)

    def _under_wrong_heading(self, run: Sequence[Bead], right: Segment, here: Segment) -> Finding:
        message = ngettext(
            "This passage belongs under the heading {right} ({place}), not under {here}.",
            "These {number} passages belong under the heading {right} ({place}), not under {here}.",
            len(run),
        )
        return Finding(
            self.name,
            self.severity,
            message.format(number=len(run), right=quoted(right.text), place=right.where.place, here=quoted(here.text)),
            source=tuple(bead.source[0] for bead in run),
            target=tuple(bead.target[0] for bead in run),
            also=(Related(marked("belongs under"), right),),
            score=min(bead.score for bead in run),
            suggestion=ngettext("Move it there.", "Move them there.", len(run)),
        )

    def _exchanged(self, beads: Sequence[Bead], places: Mapping[int, set[int]]) -> Iterator[Finding]:
        """Two passages each of which stands in the place of the other, with others between them."""
        by_source = {
            bead.source[0].index: bead
            for bead in beads
            if bead.source[0].kind not in _IN_ANY_ORDER and bead.source[0].index not in places[bead.target[0].index]
        }
        for bead in by_source.values():
            for other in filter(None, map(by_source.get, sorted(places[bead.target[0].index]))):
                apart = other.target[0].index - bead.target[0].index > 1
                if apart and bead.source[0].index in places[other.target[0].index]:
                    yield Finding(
                        self.name,
                        Severity.WARNING,
                        _("This passage and the one on {place} have changed places.").format(
                            place=other.target[0].where.place
                        ),
                        source=(bead.source[0], other.source[0]),
                        target=(bead.target[0], other.target[0]),
                        score=min(bead.score, other.score),
                        suggestion=_("Exchange the two."),
                    )

    def _copied(
        self, known: Sequence[Bead], places: Mapping[int, set[int]], beads: Sequence[Bead]
    ) -> Iterator[Finding]:
        """A translation that stands several times, once of them where another passage should be translated."""
        missing = {bead.source[0].index: bead.source for bead in beads if bead.source and not bead.target}
        loose = {b.target[0].index: b.source for b in beads if len(b.target) == 1 and b.source and b.score < _SURE}
        copies: dict[str, list[Segment]] = defaultdict(list)
        for passage in (passage for bead in beads for passage in bead.target):
            copies[passage.text].append(passage)
        translates = {bead.target[0].text: bead.source[0] for bead in known}
        answered = Counter(bead.target[0].text for bead in known)
        for text, source in translates.items():
            for copy in copies[text] if len(copies[text]) > answered[text] else ():
                beside = [missing[at] for at in sorted(places[copy.index]) if at in missing]
                lost = loose.get(copy.index) or next(iter(beside), None)
                if lost:
                    yield self._copy(copy, lost, source, next(one for one in copies[text] if one is not copy))

    def _of_another_message(self, bead: Bead, owner: Segment) -> Finding:
        long_enough = words(bead.target[0].text) >= self.least_words
        return Finding(
            self.name,
            self.severity if long_enough else Severity.WARNING,
            _("This is the translation of another message, {text} ({place}).").format(
                text=quoted(owner.text), place=owner.where.place
            ),
            source=bead.source,
            target=bead.target,
            also=(Related(marked("translates"), owner),),
            score=bead.score,
            suggestion=_("Give each message its own translation."),
        )

    def _copy(self, copy: Segment, lost: tuple[Segment, ...], translates: Segment, other: Segment) -> Finding:
        return Finding(
            self.name,
            self.severity,
            _(
                "This is the translation of another passage, which also stands on {place}; that of {text} is missing."
            ).format(place=other.where.place, text=quoted(lost[0].text)),
            source=lost,
            target=(copy,),
            also=(Related(marked("translates"), translates), Related(marked("translation"), other)),
            suggestion=_("Replace it with the translation of the passage that belongs here."),
        )


def _standing_once(beads: Sequence[Bead]) -> list[Bead]:
    """Those of which neither text stands anywhere else: what stands several times belongs to all of its places."""
    sources, targets = Counter(b.source[0].text for b in beads), Counter(b.target[0].text for b in beads)
    return [bead for bead in beads if sources[bead.source[0].text] == targets[bead.target[0].text] == 1]


def _places(beads: Sequence[Bead]) -> Mapping[int, set[int]]:
    """In the place of which source passages each target passage stands, by index: the one after that of its
    predecessor and the one before that of its successor; the first and the last one in that of the first and the last.
    """
    places: dict[int, set[int]] = defaultdict(set)
    places[0].add(0)
    places[max((segment.index for bead in beads for segment in bead.target), default=0)].add(
        max((segment.index for bead in beads for segment in bead.source), default=0)
    )
    for bead in beads:
        if bead.source and bead.target:
            places[bead.target[-1].index + 1].add(bead.source[-1].index + 1)
            places[bead.target[0].index - 1].add(bead.source[0].index - 1)
    return places
