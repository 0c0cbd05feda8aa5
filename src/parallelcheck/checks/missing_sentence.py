"""The check `missing-sentence`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.coverage import is_loud, lone_sentences
from parallelcheck.checks.policy import words
from parallelcheck.i18n import _, marked
from parallelcheck.model import AlignedPair, Finding, Profile, Related, Severity, language_name


@dataclass(frozen=True)
class MissingSentence:
    """A sentence of the source that the aligned passage of the translation does not render.

    **Example.** The English paragraph ends with “Two of them have since closed.”; the French one has everything
    but that.

    **Stays silent** where the lengths of the two passages say that the sentence was merged into another one, and
    where the passages as a whole hardly correspond: see `weak-match`.

    **Misses** clauses dropped from inside a sentence, and sentences of fewer than three words. Short sentences,
    captions and metadata are only a note.

    **Options.** `least-words`: from how many words on it is a warning (6).
    """

    name: ClassVar[str] = "missing-sentence"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = ("mostly-untranslated", "untranslated-passage")

    least_words: int = 6

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each sentence; `runs.joined` makes one of those that follow one another."""
        for sentence, bead in lone_sentences(pair, in_source=True):
            if words(sentence.text) >= 3:
                yield Finding(
                    self.name,
                    self.severity if is_loud(sentence, self.least_words) else Severity.NOTE,
                    _("The {language} passage on {place} does not render this sentence of the source.").format(
                        language=language_name(pair.target.language), place=bead.target[0].where.place
                    ),
                    source=(sentence,),
                    also=tuple(Related(marked("belongs in"), segment) for segment in bead.target),
                    score=bead.score,
                    evidence={"words": words(sentence.text), "passage score": round(bead.score, 3)},
                    suggestion=_("Translate the sentence."),
                )


def several(run: Sequence[Finding], pair: AlignedPair) -> tuple[str, str]:
    """Of sentences that follow one another, all in one: the message, and the suggestion."""
    message = _("The {language} passage on {place} does not render these {number} sentences of the source.")
    language, place = language_name(pair.target.language), run[0].also[0].segment.where.place
    return message.format(number=len(run), language=language, place=place), _("Translate the sentences.")
