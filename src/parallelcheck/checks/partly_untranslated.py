"""The check `partly-untranslated`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.copies import Copies
from parallelcheck.checks.policy import UNTRANSLATED, words
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Document, Finding, MarkKind, Profile, Segment, Severity, language_name


@dataclass(frozen=True)
class PartlyUntranslated:
    """A sentence, or a run of words, in another language inside a passage that is otherwise translated.

    **Example.** “(b) Firefox Relay allows you to keep your address private. Ofrece alias de correo …”

    **Stays silent** about quotations, titles and links in another language, names, code, and what the source has in a
    third language too.

    **Misses** sentences of fewer than four words and runs of fewer than seven.

    **Options.** `least-words`: how long a sentence must be (4).
    """

    name: ClassVar[str] = "partly-untranslated"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = False
    yields_to: ClassVar[tuple[str, ...]] = (*UNTRANSLATED, "foreign-passage")

    least_words: int = 4

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each sentence or run."""
        in_source, copies = _in_third_languages(pair.source), Copies(pair)
        for passage in pair.target.segments:
            if passage.may_be_foreign or _is_foreign(passage, pair):
                continue
            for sentence in passage.sentences:
                if sentence.text not in in_source:
                    yield from self._in_sentence(sentence, copies, pair)

    def _in_sentence(self, sentence: Segment, copies: Copies, pair: AlignedPair) -> Iterator[Finding]:
        if _is_foreign(sentence, pair):
            if words(sentence.text) >= self.least_words and not sentence.may_be_foreign:
                found = sentence.identified
                yield self._finding(sentence, found.language, found.confidence, pair, is_sentence=True)
            return
        if self._is_copy(sentence, copies) and pair.source:
            yield self._finding(sentence, pair.source.language, None, pair, is_sentence=True)
            return
        for mark in sentence.marks:
            if mark.kind is MarkKind.FOREIGN:
                part = sentence.part(mark.start, mark.end)
                yield self._finding(part, mark.language, None, pair, is_sentence=False)

    def _is_copy(self, sentence: Segment, copies: Copies) -> bool:
        """Whether it stands in the source like this, in words that only the source uses."""
        undecided = sentence.identified.status != "decided" and words(sentence.text) >= self.least_words
        return undecided and len(copies.telling(sentence)) > 1

    def _finding(
        self, segment: Segment, language: str | None, confidence: float | None, pair: AlignedPair, *, is_sentence: bool
    ) -> Finding:
        message = (
            _("This sentence is in {language}, inside a passage in {target_language}.")
            if is_sentence
            else _("These words are in {language}, inside a passage in {target_language}.")
        )
        names = {"language": language_name(language), "target_language": language_name(pair.target.language)}
        return Finding(
            self.name,
            self.severity,
            message.format(**names),
            target=(segment,),
            score=confidence,
            evidence={"language": language},
            suggestion=_("Translate the {language} words into {target_language}.").format(**names),
        )


def _is_foreign(segment: Segment, pair: AlignedPair) -> bool:
    return segment.identified.status == "decided" and segment.identified.language != pair.target.language


def _in_third_languages(source: Document | None) -> frozenset[str]:
    """The sentences of the source that are not in its language: a translation may well keep them."""
    if source is None:
        return frozenset()
    sentences = (sentence for passage in source.segments for sentence in passage.sentences)
    return frozenset(s.text for s in sentences if s.identified.language not in (None, source.language))
