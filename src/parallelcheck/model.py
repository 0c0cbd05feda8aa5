"""The nouns that every stage shares. Frozen data; nothing of ours but this is imported by all.

The flow: a reader makes a `Document` of `Segment`s, identification and splitting fill in
`Segment.identified` and `Segment.sentences`, alignment makes an `AlignedPair` of `Bead`s, checks make
`Finding`s, and a `ScanResult` carries it all to the reporters.
"""

import hashlib
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from typing import Literal

from parallelcheck.i18n import _, marked

Evidence = Mapping[str, str | int | float | bool | tuple[str, ...] | None]
Ruling = Literal["accepted", "false alarm", "later"]  # what a person decides about a finding
Exemption = Literal["quotations", "references", "credits", "titles", "links"]  # from the document's language
Profile = Literal["default", "strict", "review"]  # how much a scan says; each says what the one before it does
State = Literal["untranslated", "fuzzy", "needs-review", "translated", "final"]  # of the translation of a message


class Kind(StrEnum):
    """What a segment is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    QUOTATION = "quotation"
    CODE = "code"
    METADATA = "metadata"
    MESSAGE = "message"


class MarkKind(StrEnum):
    """What a part of a segment's text is, other than prose."""

    LINK = "link"
    IMAGE = "image"
    CODE = "code"
    PLACEHOLDER = "placeholder"
    EMPHASIS = "emphasis"  # in italics, as titles are
    STRONG = "strong"
    QUOTE = "quote"
    FOOTNOTE = "footnote"
    NAME = "name"  # one that the settings know, the same in all languages
    FOREIGN = "foreign"  # a run of words in another language, found by identification


class Severity(IntEnum):
    """SARIF's levels (SARIF 2.1.0, 3.27.10), ordered."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Location:
    """Where a text stands: lines are 1-based and inclusive, columns 1-based characters.

    `path` is posix and relative to the root of the scan. `label` names the place where lines mean
    little to a person: a page, a paragraph number, a message id; after a comma, what else helps to find it.
    """

    path: str
    line: int
    end_line: int
    column: int = 1
    label: str | None = None

    def __str__(self) -> str:
        return f"{self.path} {self.label}" if self.label else f"{self.path}:{self.line}"

    @property
    def place(self) -> str:
        """Where in its document it is, as a sentence names it: "line 12", or the label up to its first comma."""
        return self.label.partition(",")[0] if self.label else _("line {line}").format(line=self.line)


@dataclass(frozen=True, slots=True)
class Mark:
    """A part `text[start:end]` of a segment that is a link, code, a quotation …; `value` is its address,
    code or name. An image or a footnote reference may cover no text at all (`start == end`).
    """

    kind: MarkKind
    start: int
    end: int
    value: str = ""
    language: str | None = None  # what the file declares about this part (`lang=`)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which language a text is in.

    `none`: there is nothing to tell a language by (numbers, names, code). `undecided`: too short, or the
    identifiers disagree; `language` then holds the best guess. `confidence` is in 0..1.
    """

    status: Literal["decided", "undecided", "none"]
    language: str | None = None
    confidence: float = 0.0

    def is_(self, language: str | None) -> bool:
        """Decided, and for this language."""
        return self.status == "decided" and self.language == language


NO_VERDICT = Verdict("none")


@dataclass(frozen=True, slots=True)
class Segment:
    """One passage of a document (heading, paragraph, list item, cell …), or one sentence of a passage.

    `text` is what a reader sees, with white space folded. `index` is the position of the passage in its
    document; a sentence keeps its passage's index and says with `offset` where in it it begins. `lines`
    holds (offset in `text`, line in the file) for every line on which the text goes on. `key` is the
    message id in keyed formats. `language` is what the file itself declares, `identified` what was found, and
    `may_be_foreign` whether it may rightly be in another language than the document.
    `state` is how far the file says that the translation is, on the message and on its translation: `fuzzy` is made
    from that of a similar message, `final` is approved; None where the file does not say. `note` is what it
    tells translators about a message.
    """

    kind: Kind
    text: str
    where: Location
    index: int = 0
    level: int = 0
    section: tuple[str, ...] = ()
    language: str | None = None
    key: str | None = None
    marks: tuple[Mark, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    offset: int = 0
    translatable: bool = True
    may_be_foreign: bool = False
    state: State | None = None
    note: str = ""
    identified: Verdict = NO_VERDICT
    sentences: tuple["Segment", ...] = ()

    def line_at(self, offset: int) -> int:
        """The line in the file on which `text[offset]` stands."""
        at = bisect_right(self.lines, offset, key=lambda pair: pair[0]) - 1
        return self.lines[at][1] if at >= 0 else self.where.line

    def part(self, start: int, end: int) -> "Segment":
        """The segment that `text[start:end]` is, with its own place and marks."""
        marks = tuple(
            replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
            for mark in self.marks
            if (mark.start < end and mark.end > start) or start <= mark.start == mark.end < end
        )
        lines = tuple((max(at - start, 0), line) for at, line in self.lines if at < end)
        first = self.line_at(start)
        where = replace(
            self.where,
            line=first,
            end_line=self.line_at(max(start, end - 1)),
            column=self.where.column if first == self.where.line and start == 0 else 1,
        )
        return replace(
            self,
            text=self.text[start:end],
            where=where,
            marks=marks,
            lines=tuple(pair for pair in lines if pair[1] >= first),
            offset=self.offset + start,
            identified=NO_VERDICT,
            sentences=(),
        )


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment in a document that silences findings: `parallelcheck: ignore[numbers] the reason`.

    `checks` are those that it names, empty for all; `passages` the range of indices that it is about, empty at the
    end of the document. `fault` says what cannot be understood about it.
    """

    where: Location
    checks: tuple[str, ...] = ()
    reason: str = ""
    passages: range = range(0)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. `language` is what it declares, or after identification what it is in."""

    path: str
    format: str
    segments: tuple[Segment, ...]
    language: str | None = None
    notes: tuple[str, ...] = ()  # what the reader wants said: an encoding that was guessed
    ignores: tuple[Ignore, ...] = ()

    @property
    def texts(self) -> frozenset[str]:
        """What its passages say."""
        return frozenset(segment.text for segment in self.segments)

    @property
    def is_keyed(self) -> bool:
        """Whether every text is a message with an id, by which it finds its translation."""
        return all(segment.kind is Kind.MESSAGE and segment.key for segment in self.segments)


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """The unit of work: a document to check and, where there is one, what it translates.

    Paths are as given to the program; `paired_by` says which rule brought the two together, or why a document
    comes alone, and `confidence` how likely that rule is right, 0..1.
    """

    target: str
    source: str | None = None
    paired_by: str = "alone"
    source_language: str | None = None
    target_language: str | None = None
    confidence: float = 1.0

    @property
    def paths(self) -> tuple[str, ...]:
        """The document to check, and what it translates where there is such."""
        return (self.target, self.source) if self.source else (self.target,)


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of itself before its text begins, as far as that helps to find its translations.

    `settings` are those of its front matter, with the paths to them in lower case (`l10n.sourcecommit`);
    `alternates` the addresses at which it stands in other languages, each with its language where that is said.
    """

    language: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    alternates: tuple[tuple[str | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """A document that should be there in `language`, as its neighbours are, and the file that is it, if any.

    Of an original `language` is one that others are translated into; of a translation, that of the originals.
    """

    path: str
    language: str | None
    counterpart: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Documents whose names or front matter cannot all be right about which translates which.

    `same counterpart`: `path` and `others` all claim to be `source` in one language. `same key`: they have one
    translation key and one language. `one way`: `path` names the other as its translation, but not the reverse.
    """

    kind: Literal["same counterpart", "same key", "one way"]
    path: str
    others: tuple[str, ...]
    language: str | None = None
    source: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments that translate one another (Brown et al. 1991); either side may be empty.

    `score` is the probability, 0..1, that the two sides translate one another, `similarity` the cosine of
    their vectors. For a sentence alone `similarity` is that to the sentence of the aligned passage that
    resembles it most; otherwise both are 0 for a side alone. `sentences` are the beads of the sentences inside.
    `moved` marks a bead that crosses the order of the others. `belongs_to` is the message whose translation stands
    here, where that is another one than the message with this id.
    """

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    score: float = 0.0
    similarity: float = 0.0
    sentences: tuple["Bead", ...] = ()
    moved: bool = False
    unmatched: tuple[tuple[Segment, ...], tuple[Segment, ...]] = ((), ())  # words without counterpart, each side
    belongs_to: Segment | None = None


@dataclass(frozen=True, slots=True)
class Twin:
    """Two texts of one document that say the same: in two languages, or twice in one.

    `first` stands before `second`. `similarity` is the cosine of their vectors and `score` the
    probability, 0..1, that they say the same.
    """

    first: Segment
    second: Segment
    relation: Literal["translation", "repetition"]
    similarity: float
    score: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is normal for this pair of documents.

    Cosines (margin-corrected) of its translations and of random cross pairs, and the ratio of lengths,
    target characters for one source character.
    """

    translations: float = 0.0
    translations_deviation: float = 1.0
    strangers: float = 0.0
    strangers_deviation: float = 1.0
    length_ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class Edit:
    """A passage that was edited while its `counterpart`, the passages that it is aligned with, was not.

    `before` is it as it was in `commit` ("3f2a1bc of 2024-05-01"), `after` as it is, `similarity` the cosine of both.
    """

    before: Segment
    after: Segment
    counterpart: tuple[Segment, ...]
    commit: str
    similarity: float


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Everything a check may look at, whole. `source` is None for a document that came alone.

    `edited` are the passages, of either side, that a change under review left without an answer on the other side;
    `outdated` those of the source that were edited after their translation was. Both are empty without git.
    """

    source: Document | None
    target: Document
    beads: tuple[Bead, ...]
    twins: tuple[Twin, ...] = ()  # in the target document
    calibration: Calibration = Calibration()
    paired_by: str = "alone"
    confidence: float = 1.0  # that these two belong together
    edited: tuple[Edit, ...] = ()
    outdated: tuple[Edit, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """Source and target, or the target that came alone."""
        return (self.source, self.target) if self.source else (self.target,)


@dataclass(frozen=True, slots=True)
class Publication:
    """All that was scanned together, for checks that look beyond one pair of documents.

    `translations` says for every original and every language of its neighbours whether it is translated,
    `originals` for every translation whether there is something that it translates.
    """

    pairs: tuple[AlignedPair, ...]
    translations: tuple[Expected, ...] = ()
    originals: tuple[Expected, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """Another text that a finding speaks of; `role` says what it is to the finding ("translation")."""

    role: str
    segment: Segment


@dataclass(frozen=True, slots=True)
class Silenced:
    """Why a finding does not count."""

    by: Literal["inline", "decision", "config"]
    reason: str = ""
    where: Location | None = None  # of the comment


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. At least one of `source` and `target` holds segments."""

    check: str
    severity: Severity
    message: str
    source: tuple[Segment, ...] = ()
    target: tuple[Segment, ...] = ()
    also: tuple[Related, ...] = ()
    score: float | None = None
    evidence: Evidence = field(default_factory=dict)
    suggestion: str | None = None
    silenced: Silenced | None = None
    ruling: Ruling | None = None  # what the decisions on record say; all but `later` silence it

    @property
    def where(self) -> Location:
        """Where to look first: the target if the finding has a place in it."""
        return (self.target or self.source)[0].where

    @property
    def fingerprint(self) -> str:
        """Names the finding by check, path and texts, never by line: it survives edits elsewhere."""
        return self._hash(self.where.path)

    @property
    def content_fingerprint(self) -> str:
        """The same without the path: it survives a new name of the document, too."""
        return self._hash()

    def _hash(self, *also: str) -> str:
        texts = (" ".join(_folded(s.text) for s in side) for side in (self.source, self.target))
        parts = [self.check, *also, *texts]
        return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not checked, and why: a document, or with `check` what one check would have found in it."""

    path: str
    reason: str
    check: str | None = None


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """A check as reports and `explain` show it; the texts come from its docstring."""

    name: str
    severity: Severity
    summary: str
    explanation: str
    profile: Profile = "default"


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a scan found, and what it could not check."""

    root: str
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    pairs: tuple[AlignedPair, ...]
    checks: tuple[CheckInfo, ...]
    model: str
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    publication: Publication = Publication(())  # what the checks of all pairs together looked at
    before: Publication | None = None  # the same before the change under review, where only that is reported


_LANGUAGES = {
    "ca": marked("Catalan"),
    "de": marked("German"),
    "en": marked("English"),
    "es": marked("Spanish"),
    "fr": marked("French"),
    "it": marked("Italian"),
    "nl": marked("Dutch"),
    "pt": marked("Portuguese"),
}


def language_name(language: str | None) -> str:
    """The name of a language tag: "French", "French (CA)"; the tag itself for a language unheard of."""
    if language is None:
        return _("unknown language")
    primary, _dash, region = language.replace("_", "-").partition("-")
    name = _LANGUAGES.get(primary.lower())
    if name is None:
        return language
    return f"{_(name)} ({region.upper()})" if region else _(name)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
