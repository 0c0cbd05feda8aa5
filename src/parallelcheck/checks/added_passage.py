"""The check `added-passage`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.coverage import lone_passages
from parallelcheck.checks.policy import UNTRANSLATED, words
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Finding, Kind, Profile, Segment, Severity, Twin, language_name


@dataclass(frozen=True)
class AddedPassage:
    """A passage of the translation that translates nothing in the source.

    Left over from an older version of the source, or written into the translation only.

    **Example.** The French report still has the paragraph on a programme that the English one no longer mentions.

    **Stays silent** about code and front matter, text without words, what translates another passage of the document
    that was left in the language of the source, and passages that another finding explains (a repetition).

    **Misses** content added inside a passage: see `added-sentence`. Short passages are only a note.

    **Options.** `least-words`: from how many words on it is a warning (6).
    """

    name: ClassVar[str] = "added-passage"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (
        *UNTRANSLATED,
        "foreign-passage",
        "shifted-passage",
        "repeated-passage",
        "conflicting-repeat",
    )

    least_words: int = 6

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each passage; `runs.joined` makes one of those that follow one another."""
        translations = {segment.index for twin in pair.twins for segment in _translation(twin, pair)}
        for segment in lone_passages(pair, in_source=False):
            if segment.index not in translations:
                yield self._finding(segment, pair)

    def _finding(self, segment: Segment, pair: AlignedPair) -> Finding:
        source = pair.source.language if pair.source else None
        heading = segment.kind is Kind.HEADING and words(segment.text) >= 3
        return Finding(
            self.name,
            self.severity if heading or words(segment.text) >= self.least_words else Severity.NOTE,
            _("This passage translates nothing in the {language} document.").format(language=language_name(source)),
            target=(segment,),
            evidence={"words": words(segment.text)},
            suggestion=_("Delete it, or add it to the source."),
        )


def _translation(twin: Twin, pair: AlignedPair) -> Iterator[Segment]:
    """The passage that translates another one of the document, which was left there."""
    both = twin.first, twin.second
    if twin.relation == "translation" and all(segment.sentences for segment in both):
        yield from (segment for segment in both if segment.identified.is_(pair.target.language))


def several(run: Sequence[Finding], pair: AlignedPair) -> tuple[str, str]:
    """Of passages that follow one another, all in one: the message, and the suggestion."""
    language = language_name(pair.source.language if pair.source else None)
    message = _("These {number} passages translate nothing in the {language} document.")
    return message.format(number=len(run), language=language), _("Delete them, or add them to the source.")
