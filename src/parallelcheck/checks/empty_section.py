"""The check `empty-section`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.sections import aligned_sections
from parallelcheck.i18n import _, ngettext
from parallelcheck.model import AlignedPair, Document, Finding, Kind, Profile, Segment, Severity


@dataclass(frozen=True)
class EmptySection:
    """A heading of the translation with nothing under it, where the source has content.

    The frame of the page was copied and never filled, or the text went to another section.

    **Example.** Under “Opening hours” the source has a table; under “Heures d'ouverture” follows the next heading.

    **Stays silent** where the source has nothing under the heading either, where subheadings follow, and where a
    missing passage says it all: see `missing-passage`.

    **Misses** a section that holds something, but less than it should, and a heading that was translated by something
    that is no heading.

    **Options.** None.
    """

    name: ClassVar[str] = "empty-section"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"
    needs_source: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = ("mostly-untranslated", "shifted-passage", "missing-passage")

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """One finding for each heading."""
        for source, target in aligned_sections(pair):
            content = tuple(passage for passage in source.passages if passage.kind is not Kind.METADATA)
            if content and not target.passages and not _has_subsections(target.heading, pair.target):
                yield Finding(
                    self.name,
                    self.severity,
                    ngettext(
                        "Nothing stands under this heading; in the source there is one passage.",
                        "Nothing stands under this heading; in the source there are {number} passages.",
                        len(content),
                    ).format(number=len(content)),
                    source=content,
                    target=(target.heading,),
                    evidence={"passages": len(content)},
                    suggestion=_("Translate what the source has under it."),
                )


def _has_subsections(heading: Segment, document: Document) -> bool:
    return any(passage.level > heading.level for passage in document.segments[heading.index + 1 : heading.index + 2])
