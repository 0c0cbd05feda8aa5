"""The check `untranslated-metadata`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.copies import METADATA, WORD, prose, telling_words, vocabulary
from parallelcheck.checks.policy import UNTRANSLATED
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Finding, Kind, Profile, Segment, Severity, language_name


@dataclass(frozen=True)
class UntranslatedMetadata:
    """A title, description, caption or alternative text that is still as the source has it.

    Few see it while they translate: it stands in the front matter, in the head of the page or behind a picture. Search
    engines show it before anything else, and screen readers read it aloud.

    **Example.** Below `title: Our opening hours` stands the French page, with its heading “Nos horaires”.

    **Stays silent** about names, numbers and words that are the same in both languages: some words, and at least one
    of two, must be such as the source uses in its text, without a capital, and the translation does not; about titles
    and names that stand in the text of the translation too; about what the file declares to be foreign. Longer texts,
    whose language is beyond doubt by itself, are findings of `untranslated-passage`.

    **Misses** titles of which no word stands in the text, and short ones that were edited before they were left. A
    single word is only a note.

    **Options.** None.
    """

    name: ClassVar[str] = "untranslated-metadata"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = UNTRANSLATED

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each text."""
        if pair.source is None or pair.source.language == pair.target.language:
            return
        originals = {segment.text: segment for segment in pair.source.segments if segment.kind in METADATA}
        own, foreign = vocabulary(pair.target), vocabulary(pair.source)
        text = "\n".join(prose(pair.target.segments))
        for segment in (segment for segment in pair.target.segments if segment.kind in METADATA):
            original = originals.get(segment.text)
            if original and segment.text not in text and not segment.may_be_foreign:
                telling = telling_words(segment.text, foreign, own)
                if telling:
                    yield self._finding(segment, original, telling, pair)

    def _finding(self, segment: Segment, original: Segment, telling: tuple[str, ...], pair: AlignedPair) -> Finding:
        message = (
            _(
                "This caption or alternative text is the same as in the source, in words that the translation does not "
                "use."
            )
            if segment.kind is Kind.CAPTION
            else _("This text ({key}) is the same as in the source, in words that the translation does not use.")
        )
        return Finding(
            self.name,
            self.severity if len(WORD.findall(segment.text)) > 1 else Severity.NOTE,
            message.format(key=segment.key),
            source=(original,),
            target=(segment,),
            evidence={"words": telling},
            suggestion=_("Translate it into {language}.").format(language=language_name(pair.target.language)),
        )
