"""The check `added-sentence`."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.coverage import is_loud, lone_sentences
from parallelcheck.checks.policy import WRONG_LANGUAGE, words
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Bead, Finding, Profile, Severity, language_name


@dataclass(frozen=True)
class AddedSentence:
    """A sentence of the translation that renders nothing in the aligned passage of the source.

    **Example.** The French paragraph goes on “Cette aide a été prolongée en 2025.”; the English one ends before.

    **Stays silent** where the lengths of the two passages say that the sentence is one half of a split one, where the
    passages as a whole hardly correspond (see `weak-match`), and where a sentence of the source was left beside it.

    **Misses** clauses added inside a sentence, and sentences of fewer than three words. Short sentences, captions and
    metadata are only a note.

    **Options.** `least-words`: from how many words on it is a warning (6).
    """

    name: ClassVar[str] = "added-sentence"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (*WRONG_LANGUAGE, "repeated-passage", "conflicting-repeat")

    least_words: int = 6

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each sentence; `runs.joined` makes one of those that follow one another."""
        source = pair.source.language if pair.source else None
        originals = {s.text for segment in pair.source.segments for s in segment.sentences} if pair.source else set()
        for sentence, bead in lone_sentences(pair, in_source=False):
            if words(sentence.text) >= 3 and not _holds_original(bead, source, originals):
                yield Finding(
                    self.name,
                    self.severity if is_loud(sentence, self.least_words) else Severity.NOTE,
                    _("This sentence renders nothing in the {language} passage on {place}.").format(
                        language=language_name(source), place=bead.source[0].where.place
                    ),
                    source=bead.source,
                    target=(sentence,),
                    score=bead.score,
                    evidence={"words": words(sentence.text), "passage score": round(bead.score, 3)},
                    suggestion=_("Delete it, or add it to the source."),
                )


def _holds_original(bead: Bead, language: str | None, originals: Collection[str]) -> bool:
    """Whether a sentence of the source was left in the passage: what seems to be added may be its translation."""
    sentences = (sentence for passage in bead.target for sentence in passage.sentences)
    return any(sentence.identified.is_(language) and sentence.text in originals for sentence in sentences)


def several(run: Sequence[Finding], pair: AlignedPair) -> tuple[str, str]:
    """Of sentences that follow one another, all in one: the message, and the suggestion."""
    language = language_name(pair.source.language if pair.source else None)
    message = _("These {number} sentences render nothing in the {language} passage on {place}.")
    place = run[0].source[0].where.place
    return message.format(number=len(run), language=language, place=place), _("Delete them, or add them to the source.")
