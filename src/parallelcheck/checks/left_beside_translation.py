"""The check `left-beside-translation`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.places import Place, counterparts, place
from parallelcheck.checks.policy import words
from parallelcheck.i18n import _, marked
from parallelcheck.model import (
    AlignedPair,
    Bead,
    Document,
    Finding,
    MarkKind,
    Profile,
    Related,
    Segment,
    Severity,
    Twin,
    language_name,
)

# Passages between which another one may stand: so close to it an original in whatever language was left.
_BESIDE = 2
# From this probability on what a passage is aligned with is what it translates.
_SURE = 0.5


@dataclass(frozen=True)
class LeftBesideTranslation:
    """The original of a passage still stands in the document that also has its translation.

    A translator worked above or below the original and forgot to delete it. Readers see the same paragraph
    twice, once in a language that is not the document's. Found with and without the source document: the
    passage is in another language, and another passage of the document means the same.

    **Example.** Line 30: “Un dernier événement saillant de l'année a été notre première Rencontre …”; line 32:
    “One highlight last year was our first in-person Gathering …”.

    **Stays silent** about an untranslated passage near the translation of a similar one, about quotations that stand in
    both languages on purpose, and about what the file declares to be in that language (`lang=`). An original whose
    language is in doubt, but that the source has word for word, is a warning.

    **Misses** originals of fewer than four words.

    **Options.** `least-words`: how long the original must be (4).
    """

    name: ClassVar[str] = "left-beside-translation"
    severity: ClassVar[Severity] = Severity.ERROR
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = False
    yields_to: ClassVar[tuple[str, ...]] = ("mostly-untranslated",)

    least_words: int = 4

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each original, which names its translation."""
        found = counterparts(pair)
        for twin in pair.twins:
            if twin.relation == "translation" and not (_are_of_two(twin, found) or _is_of_third(twin, pair)):
                yield from self._finding(twin, pair)

    def _finding(self, twin: Twin, pair: AlignedPair) -> Iterator[Finding]:
        home = pair.target.language
        original, translation = (
            (twin.second, twin.first) if twin.first.identified.is_(home) else (twin.first, twin.second)
        )
        exempt = original.may_be_foreign and (_is_far(twin) or not _is_link_of(original, pair.source))
        if exempt or words(original.text) < self.least_words:
            return
        found = original.identified
        decided = found.status == "decided"  # otherwise it is what the source says, word for word
        code = found.language if decided or not pair.source else pair.source.language
        language = language_name(code)
        yield Finding(
            self.name,
            self.severity if decided else Severity.WARNING,
            _("This {language} text was left beside its {own_language} translation on {place}.").format(
                language=language, own_language=language_name(home), place=translation.where.place
            ),
            target=(original,),
            also=(Related(marked("translation"), translation),),
            score=twin.score,
            evidence={
                "similarity": round(twin.similarity, 3),
                "language": code,
                "confidence": round(found.confidence, 3),
            },
            suggestion=_("Delete the {language} text.").format(language=language),
        )


def _are_of_two(twin: Twin, counterparts: Mapping[Place, Bead]) -> bool:
    """Whether they stand for two texts of the source that differ, or are far from each other: the one was left
    untranslated, and the other translates what resembles it.
    """
    first, second = (counterparts.get(place(segment)) for segment in (twin.first, twin.second))
    if first is None or second is None or min(first.score, second.score) < _SURE:
        return False
    texts = [[segment.text for segment in bead.source] for bead in (first, second)]
    return texts[0] != texts[1] or (first is not second and _is_far(twin))


def _is_of_third(twin: Twin, pair: AlignedPair) -> bool:
    """Whether it is in another language than the source's, and far from what resembles it: it came from elsewhere."""
    found = {twin.first.identified, twin.second.identified}
    third = pair.source and all(v.status == "decided" and v.language != pair.source.language for v in found)
    return bool(third) and _is_far(twin)


def _is_link_of(segment: Segment, source: Document | None) -> bool:
    """Whether it is all link, and stands in the source like this: beside its translation it is no title to be kept."""
    linked = any(mark.kind is MarkKind.LINK and mark.end - mark.start == len(segment.text) for mark in segment.marks)
    return linked and source is not None and segment.text in source.texts


def _is_far(twin: Twin) -> bool:
    return twin.second.index - twin.first.index > _BESIDE
