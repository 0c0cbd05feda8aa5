"""The check `catalogue`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.plurals import plurals
from parallelcheck.checks.policy import words
from parallelcheck.checks.quantities import blank
from parallelcheck.i18n import _, marked
from parallelcheck.model import AlignedPair, Bead, Document, Finding, MarkKind, Profile, Segment, Severity

# What to say of one message, and of many; a state that is not here needs nothing more.
_ONE = {
    "untranslated": marked("This message has no translation."),
    "plural": marked("This plural form has no translation."),
    "fuzzy": marked("This translation is marked as fuzzy: it was made from that of a similar message."),
    "needs-review": marked("This translation is marked as not yet reviewed."),
}
_MANY = {
    "untranslated": marked("{number} messages have no translation; this is the first."),
    "plural": marked("{number} plural forms have no translation; this is the first."),
    "fuzzy": marked(
        "{number} translations are marked as fuzzy, made from those of similar messages; this is the first."
    ),
    "needs-review": marked("{number} translations are marked as not yet reviewed; this is the first."),
}


@dataclass(frozen=True)
class Catalogue:
    """A message of a catalogue that is not done: without translation, fuzzy, to be reviewed, or without a plural form.

    Programs show the original in the place of a translation that is empty, and most of them in the place of one that
    is marked as fuzzy; a plural form that is not there shows the wrong one. Where there are many of one kind, one
    finding counts them.

    **Example.** `#, fuzzy` stands above a message of `fr.po`; its `msgstr[1]` is empty.

    **Stays silent** about messages without words, and those that are not to be translated; about plural forms that the
    other messages of the translation do not have either (French has “many”, English has not).

    **Misses** obsolete messages, and what the header of a file says wrongly: its encoding, its number of plural forms.

    **Options.** `few`: up to how many messages of one kind are findings of their own (3).
    """

    name: ClassVar[str] = "catalogue"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = ("mostly-untranslated",)

    few: int = 3

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each message, or for each kind of which there are many."""
        if pair.source is None:
            return
        halves = _half_translated(pair.source, pair.target)
        waiting: dict[str, list[Bead]] = {reason: [] for reason in _ONE}
        for bead in pair.beads:
            reason = _reason(bead, halves)
            if reason in waiting:
                waiting[reason].append(bead)
        for reason, beads in waiting.items():
            shown = beads if len(beads) <= self.few else beads[:1]
            yield from (self._finding(reason, bead, len(beads)) for bead in shown)

    def _finding(self, reason: str, bead: Bead, number: int) -> Finding:
        return Finding(
            self.name,
            self.severity,
            _(_ONE[reason]) if number <= self.few else _(_MANY[reason]).format(number=number),
            source=bead.source,
            target=bead.target,
            evidence={"messages": number},
            suggestion=_("Compare the two, and take the mark away.") if bead.target else _("Translate it."),
        )


def _half_translated(source: Document, target: Document) -> frozenset[str | None]:
    """The keys of plural forms of the source that lack a translation, while another form of the message has one."""
    translated = plurals(target)
    usual = _usual_forms(list(translated.values()))
    return frozenset(
        segment.key
        for base, forms in plurals(source).items()
        for form, segment in forms.items()
        if base in translated and form not in translated[base] and (segment.state or form in usual)
    )


def _usual_forms(messages: Sequence[dict[str, Segment]]) -> frozenset[str]:
    """The forms that most plural messages have."""
    counts = Counter(form for forms in messages for form in forms)
    return frozenset(form for form, count in counts.items() if 2 * count > len(messages))


def _reason(bead: Bead, halves: frozenset[str | None]) -> str | None:
    if len(bead.source) != 1 or not _is_to_be_translated(bead.source[0]):
        return None
    message = bead.source[0]
    return "plural" if message.key in halves and not bead.target else message.state


def _is_to_be_translated(message: Segment) -> bool:
    spans = [(mark.start, mark.end) for mark in message.marks if mark.kind is MarkKind.PLACEHOLDER]
    return message.translatable and words(blank(message.text, spans)) > 0
