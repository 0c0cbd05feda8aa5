"""The check `untranslated-metadata`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.function_words import FUNCTION_WORDS
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Document, Finding, Kind, Profile, Segment, Severity, language_name

_WORD = re.compile(r"[^\W\d_]{2,}")


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
    yields_to: ClassVar[tuple[str, ...]] = ("mostly-untranslated", "left-beside-translation", "untranslated-passage")

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each text."""
        if pair.source is None or pair.source.language == pair.target.language:
            return
        originals = {segment.text: segment for segment in pair.source.segments if _is_metadata(segment)}
        own, foreign = _vocabulary(pair.target), _vocabulary(pair.source)
        text = "\n".join(_prose(pair.target))
        for segment in filter(_is_metadata, pair.target.segments):
            original = originals.get(segment.text)
            if original and segment.text not in text and not segment.may_be_foreign:
                words = [word.lower() for word in _WORD.findall(segment.text)]
                telling = tuple(word for word in words if word in foreign and word not in own)
                if len(telling) > 1 or 2 * len(telling) >= len(words) > 0:
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
            self.severity if len(_WORD.findall(segment.text)) > 1 else Severity.NOTE,
            message.format(key=segment.key),
            source=(original,),
            target=(segment,),
            evidence={"words": telling},
            suggestion=_("Translate it into {language}.").format(language=language_name(pair.target.language)),
        )


def _is_metadata(segment: Segment) -> bool:
    return segment.kind in (Kind.METADATA, Kind.CAPTION)


def _prose(document: Document) -> Iterator[str]:
    return (
        segment.text for segment in document.segments if segment.kind is not Kind.CODE and not _is_metadata(segment)
    )


def _vocabulary(document: Document) -> frozenset[str]:
    """The words that a document uses in its text, other than names, and the small words of its language."""
    small = FUNCTION_WORDS.get(document.language or "", "").split()
    return frozenset(small) | {word for text in _prose(document) for word in _WORD.findall(text) if word.islower()}
