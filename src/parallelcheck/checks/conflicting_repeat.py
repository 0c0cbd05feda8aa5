"""The check `conflicting-repeat`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.places import answered, place
from parallelcheck.checks.policy import WRONG_LANGUAGE
from parallelcheck.checks.statements import Conflict, conflicts
from parallelcheck.checks.wording import quoted
from parallelcheck.i18n import _, marked
from parallelcheck.model import AlignedPair, Finding, Profile, Related, Severity


@dataclass(frozen=True)
class ConflictingRepeat:
    """Two statements of one document that say the same but for a number, a date or the spelling of a name.

    One of the two was brought up to date and the other forgotten, or mistyped; readers cannot know which is right.
    Sentences with the same words, and passages nearly alike, are compared word by word; elsewhere, statements of the
    form “85 organisations in 28 countries”, in which one number and the words are the same and the other number is
    not.

    **Example.** “85 organisations dans 28 pays ont reçu des conseils” stands at the beginning of a report, and “un
    soutien à 85 organisations dans 11 pays” in its middle.

    **Stays silent** where both statements translate something in the source, for then `numbers` compares each with
    it; about tables, captions, headings, messages and the items of lists, whose texts are alike on purpose; about the
    numbers of chapters, steps and figures; where any other word differs too, as in “in the north 20 schools … in the
    south 30 schools”; about sentences of few words.

    **Misses** contradictions in other words, names that are not spelled alike, and statements of the source. Where
    nothing but a year differs, it may be a yearly series: that is only a note.

    **Options.** None.
    """

    name: ClassVar[str] = "conflicting-repeat"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = False
    yields_to: ClassVar[tuple[str, ...]] = (*WRONG_LANGUAGE, "repeated-passage")

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each contradiction, on the later statement."""
        in_source = answered(pair)
        seen: set[tuple[int, int]] = set()
        for conflict in conflicts(pair):
            indices = conflict.first.index, conflict.second.index
            both_answered = place(conflict.first) in in_source and place(conflict.second) in in_source
            if not both_answered and indices not in seen:
                seen.add(indices)
                yield self._finding(conflict)

    def _finding(self, conflict: Conflict) -> Finding:
        return Finding(
            self.name,
            Severity.NOTE if conflict.is_of_years else self.severity,
            _("{here} stands here, and {there} in the same statement on {place}.").format(
                here=quoted(conflict.here), there=quoted(conflict.there), place=conflict.first.where.place
            ),
            target=(conflict.second,),
            also=(Related(marked("earlier"), conflict.first),),
            evidence={"here": conflict.here, "there": conflict.there},
            suggestion=_("Find out which is right, and correct the other."),
        )
