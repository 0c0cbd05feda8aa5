"""The check `unmarked-language`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.policy import WRONG_LANGUAGE, words
from parallelcheck.i18n import _, marked
from parallelcheck.model import AlignedPair, Finding, Kind, MarkKind, Profile, Segment, Severity, language_name

_FIXES = {
    "html": marked('Add lang="{language}" to its element.'),
    "epub": marked('Add lang="{language}" and xml:lang="{language}" to its element.'),
    "markdown": marked('Put it in <span lang="{language}">…</span>.'),
}


@dataclass(frozen=True)
class UnmarkedLanguage:
    """A passage that is rightly in another language, but does not say so.

    A screen reader reads it with the sounds of the wrong language, a browser offers to translate it, hyphenation and
    spelling go wrong. WCAG 2.2 asks for a `lang` attribute (criterion 3.1.2, level AA).

    **Example.** In a French page stands the quotation “Slow is smooth, and smooth is fast” without `lang="en"`.

    **Stays silent** about what should not stand there in that language at all, of which other checks speak; about
    names, code and references of few words; and in formats other than HTML, EPUB and Markdown.

    **Misses** foreign words inside a sentence.

    **Options.** `least-words`: how long the passage or sentence must be (4).
    """

    name: ClassVar[str] = "unmarked-language"
    severity: ClassVar[Severity] = Severity.NOTE
    profile: ClassVar[Profile] = "review"
    needs_source: ClassVar[bool] = False
    yields_to: ClassVar[tuple[str, ...]] = WRONG_LANGUAGE

    least_words: int = 4

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each passage, or for each sentence of one that is otherwise in the document's language."""
        if pair.target.format not in _FIXES:
            return
        for passage in pair.target.segments:
            if passage.kind in (Kind.CODE, Kind.METADATA) or not passage.translatable:
                continue
            for text in (passage,) if self._is_unmarked(passage, pair) else passage.sentences:
                if self._is_unmarked(text, pair):
                    yield self._finding(text, pair)

    def _is_unmarked(self, text: Segment, pair: AlignedPair) -> bool:
        found = text.identified
        foreign = found.status == "decided" and found.language != pair.target.language
        return foreign and words(text.text) >= self.least_words and not _is_marked(text, found.language)

    def _finding(self, text: Segment, pair: AlignedPair) -> Finding:
        language = text.identified.language
        message = (
            _("This passage is in {language} and does not say so.")
            if text.sentences
            else _("This sentence is in {language} and does not say so.")
        )
        return Finding(
            self.name,
            self.severity,
            message.format(language=language_name(language)),
            target=(text,),
            score=text.identified.confidence,
            evidence={"language": language, "confidence": round(text.identified.confidence, 3)},
            suggestion=_(_FIXES[pair.target.format]).format(language=language),
        )


def _is_marked(text: Segment, language: str | None) -> bool:
    """Whether the file declares the language of the text, or of most of it."""
    declared = sum(
        mark.end - mark.start for mark in text.marks if mark.language == language and mark.kind is not MarkKind.FOREIGN
    )
    return text.language == language or 2 * declared >= len(text.text)
