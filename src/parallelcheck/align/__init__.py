"""Which passages and sentences translate one another, which have no counterpart, which are said twice."""

from parallelcheck.align.documents import Vectors, align_documents, calibration
from parallelcheck.align.likeness import candidates, chance, direction, held
from parallelcheck.align.norms import norms_for
from parallelcheck.align.score import PASSAGES, SENTENCES, Norms
from parallelcheck.align.twins import find_twins
from parallelcheck.align.words import unmatched_spans, unmatched_words

__all__ = [
    "PASSAGES",
    "SENTENCES",
    "Norms",
    "Vectors",
    "align_documents",
    "calibration",
    "candidates",
    "chance",
    "direction",
    "find_twins",
    "held",
    "norms_for",
    "unmatched_spans",
    "unmatched_words",
]
