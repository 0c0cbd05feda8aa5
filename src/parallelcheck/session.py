"""What one run needs for every document and pair: settings, model, norms; documents prepared, and compared."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parallelcheck import checks, decisions, encode
from parallelcheck.align import Vectors, align_documents, calibration, find_twins, norms_for, unmatched_words
from parallelcheck.config import Config
from parallelcheck.encode.fitness import LEAST, precision
from parallelcheck.encode.sample import sample_vectors
from parallelcheck.i18n import _
from parallelcheck.language import LANGUAGES, annotate, identifier_for, prose, runs
from parallelcheck.model import (
    AlignedPair,
    Bead,
    Document,
    Kind,
    Mark,
    MarkKind,
    Problem,
    Segment,
    language_name,
)
from parallelcheck.policy import Policy
from parallelcheck.split import spans

_NAME = 8  # words that a name or a title has at most


class Session:
    """The model with its norms; and what there is to say of all documents together."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.notes: list[str] = []
        self.encoder = encode.comparable(encode.load(config.model), cache=config.cache, notes=self.notes)
        self.norms = norms_for(self.encoder.name, self._sample)
        self.policy = Policy(config.foreign.allowed, (*config.foreign.names, *_accepted(config)))
        self._foreign: dict[str, str] = {}  # documents in languages that the model does not know: path, language

    def prepare(
        self, document: Document, language: str | None, other: str | None = None, *, split: bool = True
    ) -> Document:
        """The document with sentences and languages; `other` is the language of what it is compared with."""
        own = language or document.language
        document = self.policy.with_names(document)
        if split:
            document = replace(document, segments=tuple(_with_sentences(s, own) for s in document.segments))
        identifier = identifier_for(frozenset(filter(None, (own, other))))
        if own and own not in identifier.candidates:
            note = _(
                "Text left in another language was not looked for in documents in {language}, which the "
                "identifier of languages does not know."
            ).format(language=language_name(own))
            document = replace(document, language=own, notes=(*document.notes, note))
        else:
            document = self.policy.applied(annotate(document, identifier, language))
        if document.language and not self.understands(document):
            self._foreign[document.path] = document.language
        return document

    def understands(self, document: Document) -> bool:
        """Whether the model knows the document's language, or does not say which ones it knows."""
        known = self.encoder.languages
        return known is None or document.language is None or document.language in known

    def not_understood(self) -> list[Problem]:
        """One problem that names all documents in languages that the model does not know."""
        if not self._foreign:
            return []
        first, *others = sorted(self._foreign)
        documents = _("{path} is") if not others else _("{path} and {number} more are")
        documents = documents.format(path=first, number=len(others))
        languages = ", ".join(sorted({language_name(language) for language in self._foreign.values()}))
        known = ", ".join(sorted(self.encoder.languages or ()))
        reason = _(
            "{documents} in {languages}, which the model does not know (it knows {known}), so only "
            "what needs no understanding was checked: choose another model with --model, or leave "
            "these documents out with exclude."
        ).format(documents=documents, languages=languages, known=known)
        return [Problem(first, reason)]

    def vectors(self, document: Document) -> Vectors:
        """Vectors of the passages and of their sentences; equal texts are encoded once."""
        texts = [text for s in document.segments for text in (s.text, *(sentence.text for sentence in s.sentences))]
        rows = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        encoded = self.encoder.encode(list(rows))
        return Vectors(
            encoded[[rows[s.text] for s in document.segments]],
            tuple(encoded[[rows[sentence.text] for sentence in s.sentences]] for s in document.segments),
        )

    def compare(self, source: Document | None, target: Document, paired_by: str) -> AlignedPair:
        """Two prepared documents aligned, or one alone, with all that the checks look at."""
        target_vectors = self.vectors(target)
        beads: tuple[Bead, ...] = tuple(Bead((), (segment,)) for segment in target.segments)
        norms = self.norms
        understood = all(self.understands(document) for document in (source, target) if document)
        if source and not understood and not (source.is_keyed and target.is_keyed):
            source = None
        if source:
            target = _with_foreign_runs(self.policy.as_practised(target, source), source.language)
            beads, norms = align_documents(source, target, (self.vectors(source), target_vectors), norms)
            words = self._for_words(source, target)
            beads = tuple(_explained(bead, words) if understood else _as_told(bead) for bead in beads)
        twins = find_twins(target, target_vectors, norms, source.texts if source else ())
        if not understood:
            twins = tuple(twin for twin in twins if twin.relation == "repetition")
        return AlignedPair(source, target, beads, twins, calibration(norms), paired_by)

    def _sample(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The sample's vectors, and a note where they say that the model is of no use."""
        left, right = sample_vectors(self.encoder)
        if precision(left, right) < LEAST:
            self.notes.append(
                _(
                    "The model {model} cannot tell which French or Spanish sentence translates which English "
                    "one: see `parallelcheck models check {model}`."
                ).format(model=self.config.model)
            )
        return left, right

    def _for_words(self, *documents: Document) -> encode.Encoder:
        """The model that compares single words: the embedded one if it knows the languages, whichever compares texts.

        It finds 95 % of the words that were left out, a transformer of sentences 60 % (benchmarks/words.py).
        """
        embedded = encode.load("embedded")
        known = embedded.languages or frozenset()
        return embedded if all(document.language in known for document in documents) else self.encoder


def _accepted(config: Config) -> list[str]:
    """Short texts in another language that somebody accepted in one document: they are accepted in all."""
    entries = decisions.load(Path(config.decisions)).entries if config.decisions else ()
    return [
        entry.target
        for entry in entries
        if entry.verdict != "later" and entry.check in checks.WRONG_LANGUAGE and checks.words(entry.target) <= _NAME
    ]


def _with_sentences(segment: Segment, language: str | None) -> Segment:
    if segment.kind is Kind.CODE:
        return segment
    parts = spans(segment.text, (segment.language or language or "").partition("-")[0] or None)
    return replace(segment, sentences=tuple(segment.part(start, end) for start, end in parts))


def _with_foreign_runs(document: Document, foreign: str | None) -> Document:
    """Runs of words in the source's language marked in the sentences of the target's."""
    if foreign is None or foreign == document.language or not {foreign, document.language} <= set(LANGUAGES):
        return document

    def marked(sentence: Segment) -> Segment:
        if not sentence.identified.is_(document.language):
            return sentence
        found = runs(prose(sentence), document.language or "", foreign)
        titles = [mark for mark in sentence.marks if mark.kind in (MarkKind.EMPHASIS, MarkKind.STRONG)]
        marks = tuple(
            Mark(MarkKind.FOREIGN, start, end, language=foreign)
            for start, end in found
            if not any(title.start <= start and end <= title.end for title in titles)
        )
        return replace(sentence, marks=(*sentence.marks, *marks)) if marks else sentence

    segments = tuple(replace(s, sentences=tuple(marked(t) for t in s.sentences)) for s in document.segments)
    return replace(document, segments=segments)


def _explained(bead: Bead, words: encode.Encoder) -> Bead:
    """A weak bead, or one with weak beads of sentences, with the words that have no counterpart."""
    bead = replace(bead, sentences=tuple(_explained(inner, words) for inner in bead.sentences))
    if not bead.source or not bead.target or bead.score >= checks.WEAK:
        return bead
    return replace(bead, unmatched=unmatched_words(bead.source, bead.target, words.encode))


def _as_told(bead: Bead) -> Bead:
    """A message and its translation as the file has them, in languages that the model does not know: that they
    belong together is certain, and which of their sentences do nobody can tell.
    """
    return replace(bead, score=1.0 if bead.source and bead.target else 0.0, similarity=0.0, sentences=())
