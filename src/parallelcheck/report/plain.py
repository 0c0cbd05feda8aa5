"""Words and texts made fit to be shown to a person, whatever a document holds."""

import re
from collections.abc import Sequence

from parallelcheck.i18n import _, grouped, ngettext
from parallelcheck.model import Finding, Segment, Severity

# Control characters (an escape sequence can rewrite a terminal), the bidirectional embeddings, overrides and
# isolates ("Trojan Source", CVE-2021-42574), line separators, tag characters, lone surrogates and noncharacters.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """`text` with every character that acts instead of showing replaced by one that shows: ␛, <U+202E>."""
    return _UNSAFE.sub(_name, text)


def one_line(text: str) -> str:
    """`visible(text)` on one line."""
    return re.sub(r"[\n\t]", " ", visible(text))


def shorten(text: str, limit: int) -> str:
    """`text`, or its beginning and end around "[…]" where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    head, tail = text[: limit * 2 // 3], text[-(limit // 4) :]
    head = head.rsplit(" ", 1)[0] if " " in head[-30:] else head
    tail = tail.split(" ", 1)[1] if " " in tail[:30] else tail
    return f"{head.rstrip()} […] {tail.lstrip()}"


def joined(segments: Sequence[Segment]) -> str:
    """The text of several segments: sentences of one passage on one line, passages on lines of their own."""
    parts: list[str] = []
    for before, segment in zip((None, *segments), segments, strict=False):
        if before is not None:
            parts.append(" " if before.index == segment.index else "\n")
        parts.append(segment.text)
    return "".join(parts)


def notes(finding: Finding) -> list[str]:
    """What the file tells translators about the messages of a finding."""
    return list(dict.fromkeys(segment.note for segment in finding.source if segment.note))


def shown(value: str | float | bool | tuple[str, ...] | None) -> str:
    """A piece of evidence as a person reads it."""
    if isinstance(value, tuple):
        return ", ".join(value) or _("none")
    if isinstance(value, bool) or value is None:
        return {True: _("yes"), False: _("no"), None: _("none")}[value]
    return f"{value:.3g}".replace(".", _(".")) if isinstance(value, float) else str(value)


def count(number: int, singular: str, plural: str) -> str:
    """`number` with the right form of the noun, in the reader's language: "1 pair", "2 pairs"."""
    return f"{grouped(number)} {ngettext(singular, plural, number)}"


def count_units(number: int, units: str) -> str:
    """How many passages, sentences or lines: `units` is one of the three words."""
    return {
        "passages": count(number, "passage", "passages"),
        "sentences": count(number, "sentence", "sentences"),
        "lines": count(number, "line", "lines"),
    }[units]


def counted(number: int, severity: Severity) -> str:
    """How many findings of a severity: "2 errors"."""
    return {
        Severity.ERROR: count(number, "error", "errors"),
        Severity.WARNING: count(number, "warning", "warnings"),
        Severity.NOTE: count(number, "note", "notes"),
    }[severity]


def word(severity: Severity) -> str:
    """A severity as a person reads it."""
    return {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}[severity]


def lines(first: int, last: int) -> str:
    """The lines of a passage as a person writes them: "41", "41–43"."""
    return str(first) if last <= first else f"{first}–{last}"


def _name(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"
