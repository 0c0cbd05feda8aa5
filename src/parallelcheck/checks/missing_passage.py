"""The check `missing-passage`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.coverage import lone_passages, neighbours
from parallelcheck.checks.policy import words
from parallelcheck.i18n import _, marked
from parallelcheck.model import AlignedPair, Finding, Kind, Profile, Related, Segment, Severity, language_name


@dataclass(frozen=True)
class MissingPassage:
    """A passage of the source that has no counterpart anywhere in the translation.

    The translation was not brought up to date, or a paragraph was skipped. Readers of the translation never
    learn what it says.

    **Example.** The English report has a paragraph on the new office in Lagos; the French one goes from the
    paragraph before it straight to the one after it.

    **Stays silent** about code and front matter, about text without words, and about passages whose counterpart
    stands elsewhere (moved) or is merged into another one.

    **Misses** content dropped from inside a passage: see `missing-sentence`. A passage of fewer than six words is
    only a note: a short label may well have been dropped on purpose; a caption or alternative text is a warning.

    **Options.** `least-words`: from how many words on it is an error (6).
    """

    name: ClassVar[str] = "missing-passage"
    severity: ClassVar[Severity] = Severity.ERROR
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = ("mostly-untranslated", "shifted-passage")

    least_words: int = 6

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each passage; `runs.joined` makes one of those that follow one another."""
        for segment in lone_passages(pair, in_source=True):
            yield self._finding(segment, pair)

    def _finding(self, segment: Segment, pair: AlignedPair) -> Finding:
        before = neighbours(pair, segment, in_source=True)
        heading = segment.kind is Kind.HEADING and words(segment.text) >= 3
        loud = heading or words(segment.text) >= self.least_words
        severity = Severity.WARNING if segment.kind is Kind.CAPTION else self.severity
        return Finding(
            self.name,
            severity if loud else Severity.NOTE,
            _message(segment.kind).format(language=language_name(pair.target.language)),
            source=(segment,),
            also=(Related(marked("would follow"), before),) if before else (),
            evidence={"words": words(segment.text)},
            suggestion=_("Translate it and insert it after {place}.").format(place=_end(before))
            if before
            else _("Translate it and insert it at the beginning."),
        )


def _message(kind: Kind) -> str:
    of_kind = {
        Kind.HEADING: _("This heading of the source has no counterpart in the {language} document."),
        Kind.LIST_ITEM: _("This list item of the source has no counterpart in the {language} document."),
        Kind.TABLE_CELL: _("This table cell of the source has no counterpart in the {language} document."),
    }
    return of_kind.get(kind, _("This passage of the source has no counterpart in the {language} document."))


def several(run: Sequence[Finding], pair: AlignedPair) -> tuple[str, str]:
    """Of passages that follow one another, all in one: the message, and the suggestion."""
    before = next((related.segment for related in run[0].also), None)
    return _("These {number} passages of the source have no counterpart in the {language} document.").format(
        number=len(run), language=language_name(pair.target.language)
    ), (
        _("Translate them and insert them after {place}.").format(place=_end(before))
        if before
        else _("Translate them and insert them at the beginning.")
    )


def _end(passage: Segment) -> str:
    return passage.where.place if passage.where.label else _("line {line}").format(line=passage.where.end_line)
