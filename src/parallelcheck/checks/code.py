"""The check `code`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from parallelcheck.checks.code_lines import Change, changes, is_diagram, is_reworded, lines
from parallelcheck.checks.renderings import contrasted
from parallelcheck.checks.wording import quoted
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Document, Finding, Kind, Profile, Segment, Severity


@dataclass(frozen=True)
class Code:
    """A block of code that differs from that of the source in more than what people read in it.

    Readers copy code. A line that was lost, an option that is an older one or a keyword that was translated fails
    in their hands, and nobody who only reads the translation sees why.

    **Example.** `curl -fsS https://example.org/install` is `curl https://example.org/install` in the translation.

    **Stays silent** about white space, comments, strings that read like text, prompts and output in words, names that
    are to be replaced (`<your-name>`), the code of the language (`/en/` and `/fr/`), diagrams, and about a block that
    stands in another place.

    **A note, no warning,** are single words that were replaced by others, as one translates the names in a sample
    (`/srv/shared`, `/srv/partage`), and lines or blocks that only the translation has.

    **Misses** what was changed inside a comment, a string or the words that a program prints, and a command after the
    prompt `#`, which looks like a comment.

    **Options.** None.
    """

    name: ClassVar[str] = "code"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = ("mostly-untranslated",)

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each pair of blocks, and for each block that stands alone."""
        if pair.source is None:
            return
        languages = (pair.source.language, pair.target.language)
        for bead in pair.beads:
            source, target = _blocks(bead.source), _blocks(bead.target)
            if source and target:
                yield from self._compared(source, target, languages)
            elif source and not _stands_in(source, pair.target):
                message = _("This block of code is missing from the translation.")
                yield Finding(self.name, self.severity, message, source=tuple(source))
            elif target and not _stands_in(target, pair.source):
                message = _("This block of code is not in the source.")
                yield Finding(self.name, Severity.NOTE, message, target=tuple(target))

    def _compared(
        self, source: Sequence[Segment], target: Sequence[Segment], languages: tuple[str | None, str | None]
    ) -> Iterator[Finding]:
        if any(map(is_diagram, source)):
            return
        left, right = (list(chain.from_iterable(map(lines, side))) for side in (source, target))
        found = changes(left, right, languages)
        if found:
            yield Finding(
                self.name,
                Severity.NOTE if all(map(_is_slight, found)) else self.severity,
                _message(found),
                source=tuple(source),
                target=tuple(target),
                evidence={
                    "source_code": tuple(line.text for change in found for line in change.source),
                    "target_code": tuple(line.text for change in found for line in change.target),
                },
                suggestion=_("Copy the code from the source, and translate only what people read in it."),
            )


def _blocks(segments: Sequence[Segment]) -> list[Segment]:
    return [segment for segment in segments if segment.kind is Kind.CODE]


def _stands_in(blocks: Sequence[Segment], document: Document) -> bool:
    """Whether most of its lines stand in the code of a document."""
    there = {line.tokens for segment in _blocks(document.segments) for line in lines(segment)}
    here = [line.tokens in there for block in blocks for line in lines(block)]
    return 2 * sum(here) >= len(here)


def _is_slight(change: Change) -> bool:
    """Lines were added, or words of a sample translated."""
    return not change.source or is_reworded(change)


def _message(changes: Sequence[Change]) -> str:
    first, more = _in_words(changes[0]), len(changes) - 1
    if not more:
        return _("The code differs: {change}").format(change=first)
    return _("The code differs here and in {number} more places: {change}").format(number=more, change=first)


def _in_words(change: Change) -> str:
    source, target = (" ".join(line.text for line in side) for side in (change.source, change.target))
    if not change.target:
        return _("{text} is missing from the translation.").format(text=quoted(source))
    if not change.source:
        return _("{text} is not in the source.").format(text=quoted(target))
    source, target = contrasted(source, target)
    return _("{source} is {target} in the translation.").format(source=source, target=target)
