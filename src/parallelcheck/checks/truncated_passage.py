"""The check `truncated-passage`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import log, sqrt
from typing import ClassVar

from parallelcheck.checks.coverage import length_variance, moved_characters
from parallelcheck.checks.policy import WRONG_LANGUAGE
from parallelcheck.function_words import FUNCTION_WORDS
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Bead, Document, Finding, Kind, Profile, Segment, Severity

# How many standard deviations shorter than its source leads one to expect a passage must be: one that ends in the
# middle of a sentence, and one of which only the length speaks.
_UNFINISHED, _FINISHED = 1.0, 2.0
_END = re.compile(r"[.!?:;…][\W\d]*$")  # of a sentence: a footnote's number or a quotation mark may follow
_LAST_WORD = re.compile(r"([^\W\d_]+)[^\w.!?:;…]*$")


@dataclass(frozen=True)
class TruncatedPassage:
    """A passage whose translation breaks off, or is far too short to say all that the source says.

    The end was lost in copying, or only the beginning was translated. How long a translation should be is learned
    from the other passages of the two documents.

    **Example.** “The fund supported 14 clinics, two schools and the library of the university.” stands beside “Le
    fonds a soutenu 14 cliniques, deux”.

    **Stays silent** about headings, captions and metadata, which are often put more briefly, and where the
    sentences that are missing are named one by one: see `missing-sentence`.

    **Misses** the loss of a few words, and a loss that leaves whole sentences of a usual length.

    **Options.** `least-characters`: how many characters must seem to be missing (20).
    """

    name: ClassVar[str] = "truncated-passage"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = (
        *WRONG_LANGUAGE,
        "shifted-passage",
        "weak-match",
        "missing-sentence",
    )

    least_characters: int = 20

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each passage."""
        gone, come = (moved_characters(pair, in_source=in_source) for in_source in (True, False))
        for bead in pair.beads:
            if bead.source and bead.target and all(_is_prose(s) for s in (*bead.source, *bead.target)):
                expected = sum(len(s.text) - gone[s.index] for s in bead.source) * pair.calibration.length_ratio
                length = sum(len(s.text) - come[s.index] for s in bead.target)
                if 0 < length < expected - self.least_characters:
                    yield from self._finding(bead, pair, length, expected)

    def _finding(self, bead: Bead, pair: AlignedPair, length: int, expected: float) -> Iterator[Finding]:
        breaks_off = _breaks_off(bead, pair)
        shortness = _shortness(length, expected)
        if shortness < (_UNFINISHED if breaks_off else _FINISHED):
            return
        message = (
            _(
                "This passage breaks off: it is much shorter than its source leads one to expect ({number} characters "
                "instead of about {expected})."
            )
            if breaks_off
            else _(
                "This passage is much shorter than its source leads one to expect ({number} characters instead of "
                "about {expected})."
            )
        )
        yield Finding(
            self.name,
            self.severity,
            message.format(number=length, expected=round(expected)),
            source=bead.source,
            target=bead.target,
            evidence={"characters": length, "expected": round(expected), "deviations": round(shortness, 2)},
            suggestion=_("Compare it with the source, and translate what is missing."),
        )


def _is_prose(segment: Segment) -> bool:
    return segment.translatable and segment.kind not in (Kind.HEADING, Kind.CAPTION, Kind.METADATA, Kind.CODE)


def _breaks_off(bead: Bead, pair: AlignedPair) -> bool:
    """Whether the target ends without the mark that the source ends with, or with "the", "of" where it does not."""
    source, target = bead.source[-1].text, bead.target[-1].text
    if _END.search(target):
        return False
    hangs = _hangs(target, pair.target) and not (pair.source and _hangs(source, pair.source))
    return hangs or _END.search(source) is not None


def _hangs(text: str, document: Document) -> bool:
    last = _LAST_WORD.search(text)
    return last is not None and last[1].lower() in FUNCTION_WORDS.get(document.language or "", "").split()


def _shortness(length: int, expected: float) -> float:
    """By how many standard deviations the log of the length is too small (Gale and Church 1993)."""
    return log(expected / length) / sqrt(length_variance(length, expected))
