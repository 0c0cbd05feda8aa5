"""Text that stands in several lines of a file, taken out of their indentation or what else is around them."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial

from parallelcheck.i18n import _
from parallelcheck.read.elements import Flow, Place

Row = tuple[int, str]  # a line, or what of it counts, with its offset in the file


def joined(rows: Sequence[Row]) -> tuple[str, Place]:
    """The rows with line ends between them, and where in the file an offset of that is."""
    inside, outside = [0], [0]
    for at, line in rows:
        outside.append(at)
        inside.append(inside[-1] + len(line) + 1)
    return "\n".join(line for _, line in rows), partial(_outside, inside[:-1], outside[1:])


def _outside(inside: Sequence[int], outside: Sequence[int], at: int) -> int:
    nearest = max(bisect_right(inside, at) - 1, 0)
    return outside[nearest] + at - inside[nearest] if outside else 0


def shifted(place: Place, by: int) -> Place:
    """The same for what begins at `by`."""
    return partial(_shifted, place, by)


def _shifted(place: Place, by: int, at: int) -> int:
    return place(by + at)


def say(flow: Flow, text: str, place: Place) -> None:
    """Tell `flow` a text line by line, for only within a line do places go on as the text does."""
    at = 0
    for line in text.splitlines(keepends=True):
        flow.text(line, place(at))
        at += len(line)


def not_followed(path: str, included: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The note that other files, each included on some line, are not read with this one; none if there are none."""
    listed = ", ".join(f"{other} (line {line})" for line, other in included)
    return (
        (_("{path}: what it includes is not read with it: {listed}").format(path=path, listed=listed),)
        if listed
        else ()
    )
