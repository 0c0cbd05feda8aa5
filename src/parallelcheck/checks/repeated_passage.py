"""The check `repeated-passage`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.places import answered, place
from parallelcheck.checks.policy import WRONG_LANGUAGE, words
from parallelcheck.checks.wording import quoted
from parallelcheck.i18n import _, marked
from parallelcheck.model import AlignedPair, Finding, Kind, Profile, Related, Segment, Severity, Twin

# Cosine from which on two texts with nearly the same words say the same; inside one passage less is enough to
# whisper about.
_ALIKE = 0.8
_IN_ONE_PASSAGE = 0.6
# Words from which on a text that stands twice, however far apart, is no formula.
_NO_FORMULA = 20
# What may stand twice by mistake, be it ever so short.
_PROSE = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTATION)
_LEAST_WORDS = 4
_WORD = re.compile(r"\d+|[^\W\d_]+")
_NEGATIONS = {
    "de": "nicht kein keine keinen keiner keinem nie niemals niemand ohne",
    "en": "not t no none never nor nobody without cannot",
    "es": "no ni nunca ningún ninguna ninguno nadie sin tampoco",
    "fr": "ne n pas ni jamais aucun aucune personne rien sans",
    "it": "non né mai nessun nessuno nessuna senza",
    "pt": "não nem nunca nenhum nenhuma ninguém sem tampouco",
}


@dataclass(frozen=True)
class RepeatedPassage:
    """A passage or sentence that says again what another one in the document already says.

    Pasted twice, or translated twice in two ways with both left standing.

    **Example.** “Les membres ont fait part de changements notables dans leur travail, aux niveaux régional,
    national et local. Les membres ont fait part de l'impact notable du rassemblement sur leur travail aux
    niveaux régional, national et local.”

    **Stays silent** when the source says it twice too, when the two differ in a figure or a negation, and about
    headings, table cells and list labels. A repetition that is not word for word and stands far away (a summary) is a
    note. In a document alone, so is one word for word that stands far away, and formulas of fewer than eight longer
    words are no repetition.

    **Misses** repetitions in altogether different words.

    **Options.** `near`: within how many passages of each other a repetition is more than a summary (5).
    """

    name: ClassVar[str] = "repeated-passage"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = False
    yields_to: ClassVar[tuple[str, ...]] = (*WRONG_LANGUAGE, "shifted-passage")

    near: int = 5

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each repetition, on the later text."""
        said_in_source = answered(pair)
        repetitions = [twin for twin in pair.twins if twin.relation == "repetition"]
        for twin in [*repetitions, *_formulas(pair, repetitions)]:
            if (
                not {twin.first.kind, twin.second.kind} & {Kind.HEADING, Kind.TABLE_CELL}
                and twin.similarity >= (_IN_ONE_PASSAGE if twin.first.index == twin.second.index else _ALIKE)
                and _facts(twin.first, pair.target.language) == _facts(twin.second, pair.target.language)
                and not (place(twin.first) in said_in_source and place(twin.second) in said_in_source)
            ):
                yield self._finding(twin, compared=pair.source is not None)

    def _finding(self, twin: Twin, *, compared: bool) -> Finding:
        verbatim = twin.first.text == twin.second.text
        apart = twin.second.index - twin.first.index
        if verbatim:
            loud = compared or apart <= self.near or words(twin.second.text) >= _NO_FORMULA
        elif apart:
            loud = apart <= self.near and twin.score >= 0.95 and twin.similarity >= 0.9
        else:
            loud = twin.similarity >= 0.86
        return Finding(
            self.name,
            self.severity if loud else Severity.NOTE,
            _message(twin).format(place=twin.first.where.place, text=quoted(twin.first.text)),
            target=(twin.second,),
            also=(Related(marked("earlier"), twin.first),),
            score=twin.score,
            evidence={"words in common": round(twin.score, 3), "similarity": round(twin.similarity, 3)},
            suggestion=_("Delete one of the two."),
        )


def _formulas(pair: AlignedPair, known: Sequence[Twin]) -> Iterator[Twin]:
    """Passages of a few words that stand twice, other than those that are known: no formulas, where the source does
    not have them twice, too.
    """
    done = {twin.second.index for twin in known}
    earlier: dict[str, Segment] = {}
    for passage in pair.target.segments if pair.source else ():
        if passage.kind in _PROSE and words(passage.text) >= _LEAST_WORDS:
            first = earlier.setdefault(passage.text, passage)
            if first is not passage and passage.index not in done:
                yield Twin(first, passage, "repetition", 1.0, 1.0)


def _message(twin: Twin) -> str:
    verbatim = twin.first.text == twin.second.text
    if twin.second.offset or not twin.second.sentences:
        return (
            _("This sentence repeats word for word what {place} says: {text}.")
            if verbatim
            else _("This sentence repeats in nearly the same words what {place} says: {text}.")
        )
    return (
        _("This passage repeats word for word what {place} says: {text}.")
        if verbatim
        else _("This passage repeats in nearly the same words what {place} says: {text}.")
    )


def _facts(segment: Segment, language: str | None) -> list[str]:
    """The figures and negations of a text: where these differ, two texts do not say the same in other words."""
    negations = _NEGATIONS.get(language or "", "").split()
    return [word for word in _WORD.findall(segment.text.lower()) if word.isdigit() or word in negations]
