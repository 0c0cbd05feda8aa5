"""The check `weak-match`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.coverage import WEAK, is_weak
from parallelcheck.checks.policy import WRONG_LANGUAGE, words
from parallelcheck.i18n import _, marked
from parallelcheck.model import AlignedPair, Bead, Finding, Kind, Profile, Related, Severity

# Of so few words a text is translated too freely for one measure to decide, unless it leaves no doubt at all.
_FEW_WORDS = 10
_NO_DOUBT = 0.06
_NO_DOUBT_OF_SENTENCES = 0.01


@dataclass(frozen=True)
class WeakMatch:
    """Two passages, or two sentences of them, that stand in each other's place but do not say the same.

    Their similarity is far below what this pair of documents shows elsewhere: the translation was written for
    another version of the passage, or for another passage. The words of each side that the other one does not render
    are quoted, unless they are most of the text.

    **Example.** “The fund supported 14 clinics” stands beside “L'assemblée générale se réunit chaque année”.

    **Stays silent** about headings and short texts, which are translated too freely for a measure of similarity;
    a passage of fewer than ten words is only a note unless there is no doubt at all; so are sentences, and captions
    and metadata, which are often written anew.

    **Misses** what a sum of word meanings cannot see: another order, a negation, one name for another.

    **Options.** `probability`: report below this chance that the two translate one another (0.1); `least-words`: how
    long both passages must be (6).
    """

    name: ClassVar[str] = "weak-match"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (*WRONG_LANGUAGE, "shifted-passage", "repeated-passage")

    probability: float = WEAK
    least_words: int = 6

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each bead, or for each sentence of it that stands in another's place."""
        for bead in pair.beads:
            if bead.source and bead.target and is_weak(bead, self.probability):
                yield from self._findings(
                    [bead], _("These two passages stand in each other's place but do not seem to say the same.")
                )
            else:
                weak = [inner for inner in bead.sentences if inner.target and inner.source]
                yield from self._findings(
                    [b for b in weak if b.score < self.probability],
                    _("These two sentences stand in each other's place but do not seem to say the same."),
                )

    def _findings(self, beads: Sequence[Bead], message: str) -> Iterator[Finding]:
        return (self._finding(bead, message) for bead in beads if self._is_prose(bead))

    def _is_prose(self, bead: Bead) -> bool:
        segments = (*bead.source, *bead.target)
        return not any(s.kind in (Kind.CODE, Kind.HEADING) or not s.translatable for s in segments) and (
            self._length(bead) >= self.least_words
        )

    def _is_loud(self, bead: Bead) -> bool:
        if any(s.kind in (Kind.CAPTION, Kind.METADATA) for s in (*bead.source, *bead.target)):
            return False
        if bead.source[0].kind is Kind.MESSAGE:  # paired by its id, not by what it says
            return True
        if bead.source[0].sentences:
            return self._length(bead) >= _FEW_WORDS or bead.score < _NO_DOUBT
        return bead.score < _NO_DOUBT_OF_SENTENCES

    def _length(self, bead: Bead) -> int:
        return min(sum(words(s.text) for s in side) for side in (bead.source, bead.target))

    def _finding(self, bead: Bead, message: str) -> Finding:
        return Finding(
            self.name,
            self.severity if self._is_loud(bead) else Severity.NOTE,
            message,
            source=bead.source,
            target=bead.target,
            also=tuple(_unmatched(bead)),
            score=bead.score,
            evidence={"similarity": round(bead.similarity, 3)},
            suggestion=_("Compare the two, and translate the source again if they differ."),
        )


def _unmatched(bead: Bead) -> list[Related]:
    """The words that only one side has, unless they are most of the text: then it says so itself."""
    roles = marked("only in the source"), marked("only in the translation")
    found = [Related(role, part) for role, parts in zip(roles, bead.unmatched, strict=True) for part in parts]
    length = sum(len(segment.text) for segment in (*bead.source, *bead.target))
    return found if 2 * sum(len(related.segment.text) for related in found) <= length else []
