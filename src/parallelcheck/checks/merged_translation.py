"""The check `merged-translation`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.policy import words
from parallelcheck.checks.renderings import Rendering, Variants, fold, passages, places, variants
from parallelcheck.checks.wording import listed, quoted
from parallelcheck.i18n import _, marked
from parallelcheck.model import Finding, Kind, Profile, Publication, Severity
from parallelcheck.stems import content_stems


@dataclass(frozen=True)
class MergedTranslation:
    """Different texts of the source that have one and the same translation.

    One of them may have been pasted over the other, or a difference that the source makes was lost: two settings with
    the same label, two headings that nobody can tell apart.

    **Example.** “Mozilla gives you certain rights” and “You give Mozilla certain rights” are both translated “Mozilla
    vous accorde certains droits”.

    **Stays silent** about sources that differ only in case, punctuation, articles or inflection, about single words,
    front matter and captions, and about passages that were merged or split, or whose alignment is not sure.

    **Misses** sentences within passages. Two ways of saying the same in the source (“for example”, “for instance”) are
    reported although nothing was lost.

    **Options.** `least-words`: how many words each of the sources must have (2).
    """

    name: ClassVar[str] = "merged-translation"
    severity: ClassVar[Severity] = Severity.NOTE
    profile: ClassVar[Profile] = "strict"

    least_words: int = 2

    def run(self, publication: Publication) -> Iterator[Finding]:
        """One finding for each translation, on the rarest of its sources."""
        wanted = (
            each
            for each in passages(publication)
            if words(each.source.text) >= self.least_words and each.source.kind not in (Kind.METADATA, Kind.CAPTION)
        )
        for found in variants(wanted, _translation, _source):
            yield self._finding(found)

    def _finding(self, found: Variants) -> Finding:
        rarest = found[-1][0]
        others = [quoted(variant[0].source.text) for variant in found[:-1]]
        return Finding(
            self.name,
            self.severity,
            _("{text} translates {source} here and {others} elsewhere.").format(
                text=quoted(rarest.target.text), source=quoted(rarest.source.text), others=listed(others[:3])
            ),
            source=(rarest.source,),
            target=(rarest.target,),
            also=places(marked("elsewhere"), [each.target for variant in found[:-1] for each in variant]),
            evidence={"sources": len(found), "places": sum(map(len, found))},
            suggestion=_("Translate them differently where they mean different things."),
        )


def _translation(rendering: Rendering) -> tuple[object, ...]:
    return *rendering.languages, rendering.context, fold(rendering.target.text)


def _source(rendering: Rendering) -> tuple[str, ...]:
    return content_stems(rendering.source.text, rendering.languages[0])
