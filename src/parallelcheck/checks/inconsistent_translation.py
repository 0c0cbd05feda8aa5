"""The check `inconsistent-translation`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from parallelcheck.checks.policy import words
from parallelcheck.checks.renderings import (
    Rendering,
    Variants,
    contrasted,
    fold,
    passages,
    places,
    sentences,
    variants,
)
from parallelcheck.checks.wording import quoted
from parallelcheck.i18n import _, marked
from parallelcheck.model import Finding, Profile, Publication, Severity
from parallelcheck.stems import content_stems

_SHORT = 3  # words up to which a text that stands there untranslated is for nobody else to find


@dataclass(frozen=True)
class InconsistentTranslation:
    """A text of the source that is translated in different ways in one publication.

    Readers take two names for two things: a heading, a button or a definition that comes back should come back in
    the same words. Passages of all kinds and their sentences are compared, in all documents of a scan.

    **Example.** “Validity period” is “Période de validité” in a table and “Durée de validité” in the heading below it.

    **Stays silent** about differences in case, punctuation, articles and inflection; about messages whose authors gave
    them different contexts (msgctxt), plural forms and fuzzy translations; about passages that were merged or split,
    or whose alignment is not sure.

    **Misses** phrases within sentences: see `terminology`.

    **Options.** `least-words`: how many words the source must have (1).
    """

    name: ClassVar[str] = "inconsistent-translation"
    severity: ClassVar[Severity] = Severity.NOTE
    profile: ClassVar[Profile] = "default"

    least_words: int = 1

    def run(self, publication: Publication) -> Iterator[Finding]:
        """One finding for each text, on the rarest of its translations; the sentences in it have none of their own."""
        found = list(self._variants(passages(publication)))
        known = {fold(group[0][0].source.text) for group in found}
        rest = chain(passages(publication), sentences(publication, known))
        found += self._variants(each for each in rest if fold(each.source.text) not in known)
        yield from map(self._finding, found)

    def _variants(self, renderings: Iterable[Rendering]) -> Iterator[Variants]:
        wanted = (each for each in renderings if words(each.source.text) >= self.least_words and _is_translated(each))
        return variants(wanted, _text, _wording)

    def _finding(self, found: Variants) -> Finding:
        usual, rarest = found[0][0], found[-1][0]
        here, elsewhere = contrasted(rarest.target.text, usual.target.text)
        times = " " + _("({number} times)").format(number=len(found[0])) if len(found[0]) > 1 else ""
        more = _(", and in {number} more ways").format(number=len(found) - 2) if len(found) > 2 else ""
        sentence = _("{text} is translated {here} here and {elsewhere} elsewhere{times}{more}.")
        return Finding(
            self.name,
            self.severity,
            sentence.format(text=quoted(rarest.source.text), here=here, elsewhere=elsewhere, times=times, more=more),
            source=(rarest.source,),
            target=(rarest.target,),
            also=places(marked("elsewhere"), [each.target for variant in found[:-1] for each in variant]),
            evidence={"translations": len(found), "places": sum(map(len, found)), "usual": usual.target.text},
            suggestion=_("Use one translation for all, unless they mean different things."),
        )


def _text(rendering: Rendering) -> tuple[object, ...]:
    return *rendering.languages, rendering.context, fold(rendering.source.text)


def _wording(rendering: Rendering) -> tuple[str, ...]:
    return content_stems(rendering.target.text, rendering.languages[1])


def _is_translated(rendering: Rendering) -> bool:
    """Longer texts that were left as they are have findings of other checks."""
    same = fold(rendering.source.text) == fold(rendering.target.text)
    return not same or words(rendering.source.text) <= _SHORT
