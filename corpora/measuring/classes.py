"""The classes of defects: how they are made, which checks an editor would accept for them, and what is aimed at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from . import details, passages
from .edits import Defect
from .pairs import Original

Maker = Callable[[Original, passages.Stock, Random], Iterator[Defect]]


@dataclass(frozen=True)
class Class:
    """A class of defects. `aim` is the recall to reach, `by_notes` says that the check for it is a note by nature, and
    `alone` that a document gets only one at a time.
    """

    name: str
    defects: Maker
    accepted: frozenset[str]
    aim: float | None = None
    by_notes: bool = False
    alone: bool = False


def _class(name: str, maker: Maker, accepted: str, aim: float | None = None, **more: bool) -> Class:
    return Class(name, maker, frozenset(accepted.split()), aim, **more)


_LESS = "missing-sentence truncated-passage weak-match"
CLASSES = (
    _class("untranslated passage", passages.untranslated, "untranslated-passage mostly-untranslated", 0.98),
    _class("untranslated heading", passages.untranslated_heading, "untranslated-passage mostly-untranslated", 0.93),
    _class("left beside translation", passages.left_beside, "left-beside-translation untranslated-passage", 0.98),
    _class("missing passage", passages.missing, "missing-passage missing-sentence weak-match", 0.96),
    _class("added passage", passages.added, "added-passage added-sentence weak-match", 0.96),
    _class("repeated passage", passages.repeated, "repeated-passage added-passage shifted-passage", 0.98),
    _class("foreign passage", passages.foreign, "foreign-passage", 0.98),
    _class("moved section", passages.moved, "moved-passage", 0.90, by_notes=True, alone=True),
    _class("truncated passage", details.truncated, _LESS, 0.90),
    _class("sentence missing", details.sentence_missing, _LESS, 0.85),
    _class("sentence untranslated", details.sentence_untranslated, "partly-untranslated untranslated-passage", 0.93),
    _class("number changed", details.number, "numbers", 0.97),
    _class("link changed", details.link, "links", 0.97),
    _class("negation added", details.negation_added, "negation"),
    _class("negation dropped", details.negation_dropped, "negation"),
    _class("name changed", details.name, "names", by_notes=True),
)

# Which checks an editor would accept for the defects that stand in real documents.
NATURAL = {
    "untranslated": frozenset({"untranslated-passage", "partly-untranslated", "mostly-untranslated"}),
    "partially-untranslated": frozenset({"partly-untranslated", "untranslated-passage", "mostly-untranslated"}),
    "duplicated-cross-language": frozenset({"left-beside-translation", "untranslated-passage"}),
    "missing": frozenset({"missing-passage", "missing-sentence", "truncated-passage", "weak-match"}),
    "extra": frozenset({"added-passage", "added-sentence"}),
}
