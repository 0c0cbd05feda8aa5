"""The check `moved-passage`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.coverage import neighbours
from parallelcheck.checks.policy import WRONG_LANGUAGE, words
from parallelcheck.i18n import marked, ngettext
from parallelcheck.model import AlignedPair, Bead, Document, Finding, Profile, Related, Segment, Severity


@dataclass(frozen=True)
class MovedPassage:
    """Passages that are translated, but stand in another place than in the source.

    The source was rearranged after it was translated, or a paragraph was pasted in the wrong place. What moved
    together, a section with its heading, is one finding.

    **Example.** In the English report the thanks stand at the end; in the French one they follow the first paragraph.

    **Stays silent** where the order says nothing, for one of the passages stands several times, about short ones,
    and about a passage under a wrong heading or in the place of another one: see `shifted-passage`.

    **Misses** sentences that changed places within a passage, and cells and labels, whose counterpart cannot be told
    for certain. An order that was changed on purpose (names by alphabet) is reported too, so it is only a note.

    **Options.** `least-words`: how long one of the passages must be (6).
    """

    name: ClassVar[str] = "moved-passage"
    severity: ClassVar[Severity] = Severity.NOTE
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (*WRONG_LANGUAGE, "shifted-passage")

    least_words: int = 6

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each run of passages that moved together."""
        repeated = _repeated(pair.source) | _repeated(pair.target)
        for run in moved_runs(pair.beads):
            source, target = tuple(b.source[0] for b in run), tuple(b.target[0] for b in run)
            sure = (b for b in run if not {b.source[0].text, b.target[0].text} & repeated)
            if any(min(words(b.source[0].text), words(b.target[0].text)) >= self.least_words for b in sure):
                yield self._finding(source, target, neighbours(pair, source[0], in_source=True))

    def _finding(self, source: tuple[Segment, ...], target: tuple[Segment, ...], before: Segment | None) -> Finding:
        return Finding(
            self.name,
            self.severity,
            ngettext(
                "This passage stands in another place than in the source.",
                "These {number} passages stand in another place than in the source.",
                len(target),
            ).format(number=len(target)),
            source=source,
            target=target,
            also=(Related(marked("would follow"), before),) if before else (),
            evidence={"passages": len(target)},
            suggestion=_advice(len(target), before),
        )


def _advice(passages: int, before: Segment | None) -> str:
    if before is None:
        return ngettext(
            "Move it to the beginning, unless the order was changed on purpose.",
            "Move them to the beginning, unless the order was changed on purpose.",
            passages,
        )
    return ngettext(
        "Move it after {place}, unless the order was changed on purpose.",
        "Move them after {place}, unless the order was changed on purpose.",
        passages,
    ).format(place=before.where.place)


def moved_runs(beads: Sequence[Bead]) -> Iterator[list[Bead]]:
    """Beads that moved, those together that follow one another on both sides; one passage on each side of each."""
    run: list[Bead] = []
    for bead in beads:
        if run and not (bead.moved and bead.source[0].index == run[-1].source[0].index + 1):
            yield run
            run = []
        if bead.moved:
            run.append(bead)
    if run:
        yield run


def _repeated(document: Document | None) -> set[str]:
    texts = Counter(segment.text for segment in document.segments) if document else Counter[str]()
    return {text for text, times in texts.items() if times > 1}
