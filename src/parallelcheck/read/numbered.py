"""Formats without lines: a passage is found by its number, and by the headings above it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _, grouped
from parallelcheck.model import Kind, Segment
from parallelcheck.read.passage import Passage, Source, segments

_MANY = 300_000  # passages; a thousand pages have ten thousand
_TITLE = 60  # characters of a heading: enough to know it again

Group = tuple[
    str, Sequence[Passage]
]  # where in the document ("", "footnote 2", "chapter.xhtml"), and what stands there


def numbered(groups: Iterable[Group], path: str) -> tuple[Segment, ...]:
    """The segments that passages make. Their line is the number of the passage in the document; their label says
    where it is, its number there and the headings right above it: "footnote 2 § 1, under Finances › Income".

    Raises `ReadError` if there are too many.
    """
    placed: list[tuple[str, Passage]] = []
    for place, passages in groups:
        placed += [(place, passage) for passage in passages if _says(passage)]
        if len(placed) > _MANY:
            raise ReadError(
                _("{path} has more than {most} passages: split it into several files").format(
                    path=path, most=grouped(_MANY)
                )
            )
    source = _one_a_line([passage for _, passage in placed], path)
    counts: Counter[str] = Counter()
    numbers = []
    for place, passage in placed:
        counts[place] += passage.kind is not Kind.METADATA
        numbers.append(counts[place])
    return tuple(
        _labelled(segment, placed[segment.where.line - 1][0], numbers[segment.where.line - 1])
        for segment in segments((passage for _, passage in placed), source)
    )


def _says(passage: Passage) -> bool:
    return any(map(str.isalnum, passage.text))


def _one_a_line(passages: Sequence[Passage], path: str) -> Source:
    """A text with every passage on a line of its own; the passages learn where in it they stand."""
    at = 0
    for passage in passages:
        passage.pieces = [(offset, at + offset, text) for offset, _, text in passage.pieces]
        at += passage.length + 1
    return Source("\n".join(passage.text.replace("\n", " ") for passage in passages), path)


def _labelled(segment: Segment, place: str, number: int) -> Segment:
    if segment.kind is Kind.METADATA:
        return replace(segment, section=(), where=replace(segment.where, label=place))
    under = " › ".join(map(_short, segment.section[-2:]))
    label = f"{place} § {number}".lstrip() + (_(", under {headings}").format(headings=under) if under else "")
    return replace(segment, where=replace(segment.where, label=label))


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[:_TITLE].rsplit(' ', 1)[0]} …"
