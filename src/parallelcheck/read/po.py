"""PO and POT: gettext's catalogues, which hold a text and its translation, message by message."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import polib

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _, marked, ngettext
from parallelcheck.model import Document, Kind, Mark, MarkKind, State
from parallelcheck.read.elements import language_of
from parallelcheck.read.passage import Passage, Source, segments

_STRING = re.compile(r"\s*(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*)?\"(.*)\"\s*$")
_SPOKEN = re.compile(r"\s*(?:msg|\")")  # a line that must hold a string
_LINE_ENDS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")  # for polib, which cuts lines at them; we do not
_TAG = r"</?[a-zA-Z][^<>]*>"
_LINK = re.compile(r"""<a\s[^<>]*?href=["']([^"'<>]*)["'][^<>]*>([^<]*)</a>""", re.IGNORECASE)
_C = r"%(?:\d+\$)?[-+0#']*(?:\d+|\*)?(?:\.\d+)?(?:hh|h|ll|l|j|z|t|L)?[diouxXeEfFgGcrsaAp@]"
_NAMED = r"%\(\w+\)[-+0# ]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]"
_BRACES = r"\{[\w.\[\]]*(?:![rsa])?(?::[^{}]*)?\}"
# What may be put into a message, by the flag that says so; a message without a flag may hold what is
# hardly ever anything else. "%%" is only a percent sign, but must not be taken for the beginning of one.
_PLACEHOLDERS = {
    flag: re.compile(f"%%|{_TAG}|{pattern}")
    for flag, pattern in {
        "c-format": _C,
        "objc-format": _C,
        "php-format": _C,
        "python-format": f"{_NAMED}|{_C}",
        "javascript-format": f"{_NAMED}|{_C}",
        "python-brace-format": _BRACES,
        "qt-format": r"%L?(?:\d{1,2}|n)",
        "kde-format": r"%\d+",
        "": rf"{_NAMED}|%(?:\d+\$)?[sd]\b|\$?\{{\{{?\s?[\w.-]+\s?\}}\}}?",
    }.items()
}

Piece = tuple[int, str]  # where in the file a quoted string begins, and what it holds
Strings = dict[str, list[Piece]]  # by keyword: msgid, msgid_plural, msgstr, msgstr[0] ...


def read(text: str, path: str) -> Document:
    """The translations of a PO file; the messages themselves of a POT file, which has no translations.

    Raises `ReadError` where the file breaks PO's syntax.
    """
    source, target = read_bilingual(text, path)
    if path.lower().endswith(".pot"):
        return source
    missing = len(source.segments) - len(target.segments)
    return (
        replace(target, notes=(*target.notes, *_counted(path, missing, marked("no translation"))))
        if missing
        else target
    )


def read_bilingual(text: str, path: str) -> tuple[Document, Document]:
    """The messages and their translations, under the same keys. Raises `ReadError` as `read` does."""
    source = Source(text, path)
    catalogue = _parsed(source)
    messages: list[Passage] = []
    translations: list[Passage] = []
    fuzzy = 0
    for entry in catalogue:
        if not entry.obsolete:
            for message, translation in _forms(entry, _strings(source, entry.linenum - 1)):
                message.state = translation.state = _state(entry, translation)
                message.note = " ".join(entry.comment.split())
                messages.append(message)
                translations += [translation] if translation.text.strip() else []
            fuzzy += entry.fuzzy
    header = catalogue.metadata
    notes = _counted(path, fuzzy, marked("a translation marked fuzzy"))
    return (
        Document(path, "po", segments(messages, source), language_of(header.get("X-Source-Language"))),
        Document(path, "po", segments(translations, source), language_of(header.get("Language")), notes),
    )


def _state(entry: polib.POEntry, translation: Passage) -> State | None:
    if not translation.text.strip():
        return "untranslated"
    return "fuzzy" if entry.fuzzy else None


def _counted(path: str, number: int, what: str) -> tuple[str, ...]:
    if not number:
        return ()
    sentence = ngettext("{path}: {number} message has {what}", "{path}: {number} messages have {what}", number)
    return (sentence.format(path=path, number=number, what=_(what)),)


def _parsed(source: Source) -> polib.POFile:
    for number, line in enumerate(source.text.split("\n"), 1):
        if _SPOKEN.match(line) and not _STRING.match(line):
            raise ReadError(
                _("{path}, line {number}: a string in quotation marks is expected here").format(
                    path=source.path, number=number
                )
            )
    try:
        # With a line feed at its end it cannot be taken for the name of a file.
        return polib.pofile(_LINE_ENDS.sub(" ", source.text) + "\n")
    except (OSError, ValueError, IndexError, AttributeError) as error:
        place = re.search(r"\(line (\d+)\)(?:: (.+))?", str(error))
        where = (
            _(", line {place}, breaks the syntax of PO: {fault}").format(place=place[1], fault=place[2] or "unexpected")
            if place
            else _(" is not PO")
        )
        raise ReadError(_("{path}{where}").format(path=source.path, where=where)) from error


def _strings(source: Source, first: int) -> Strings:
    """The strings of the message that begins on row `first` (from 0), comments first."""
    found: Strings = {}
    keyword = ""
    for row in range(max(first, 0), len(source.starts)):
        line = _STRING.match(source.text, *source.span(row))
        if line is None and keyword.startswith("msgstr"):
            break
        if line is None:
            continue
        if line[1] and line[1] in found:
            break  # of the next message
        keyword = line[1] or keyword
        found.setdefault(keyword, []).append((line.start(2), polib.unescape(line[2])))
    return found


def _forms(entry: polib.POEntry, strings: Strings) -> Iterator[tuple[Passage, Passage]]:
    """The message with its translation, for each plural form the two belong to one another."""
    key = entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}\x04{entry.msgid}"
    pattern = next((_PLACEHOLDERS[flag] for flag in entry.flags if flag in _PLACEHOLDERS), _PLACEHOLDERS[""])
    if not entry.msgid_plural:
        yield _message(strings["msgid"], key, pattern), _message(strings.get("msgstr", []), key, pattern)
        return
    last = max(entry.msgstr_plural, default=0)
    for form in range(last + 1):
        # A language with one form has the plural's translation in it.
        singular = form == 0 and last > 0
        yield (
            _message(strings["msgid" if singular else "msgid_plural"], f"{key}[{form}]", pattern),
            _message(strings.get(f"msgstr[{form}]", []), f"{key}[{form}]", pattern),
        )


def _message(pieces: Sequence[Piece], key: str, placeholder: re.Pattern[str]) -> Passage:
    passage = Passage(Kind.MESSAGE, key=key)
    for at, piece in pieces:
        passage.add(piece, at)
    text = passage.text
    passage.marks = [
        Mark(MarkKind.PLACEHOLDER, *match.span(), _name(match[0]))
        for match in placeholder.finditer(text)
        if match[0] != "%%"
    ]
    passage.marks += [Mark(MarkKind.LINK, *link.span(2), link[1]) for link in _LINK.finditer(text)]
    return passage


def _name(placeholder: str) -> str:
    """A tag without its attributes, for addresses and titles in them are translated, or the placeholder as it is."""
    tag = re.match(r"</?\w+", placeholder)
    return f"{tag[0]}>" if tag else placeholder
