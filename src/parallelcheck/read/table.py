"""Tables with a column for each language: CSV, TSV, and Excel's workbooks."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.iso639 import language_word
from parallelcheck.model import Document, Kind, Segment
from parallelcheck.read.catalogue import target_of
from parallelcheck.read.markup import names
from parallelcheck.read.messages import locale, placeholders
from parallelcheck.read.passage import Passage, segments
from parallelcheck.read.sheets import FIRST, Cell, Row, Sheets, separated, text_of, workbook

_KEYS = names("id ids key keys identifier name msgid code ref no nr n° # string_id label")
_ROLES = {  # of columns that do not say their languages
    **dict.fromkeys(("source", "source text", "original", "texte source", "texto fuente"), "source"),
    **dict.fromkeys(("target", "target text", "translation", "traduction", "traducción"), "target"),
}
_GAP = re.compile(r"[\W_]+")
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")  # French (Canada)
_LONG = 60  # characters; the name of a column is no longer

Columns = dict[str, dict[str, int]]  # by language or role, and by what the column is named for beside it


def read_bytes(content: bytes, path: str) -> Document:
    """The texts in the second language. Raises `ReadError` as `read_versions_bytes` does."""
    source, target, *_ = read_versions_bytes(content, path)
    return target_of((source, target))


def read_versions_bytes(content: bytes, path: str) -> tuple[Document, ...]:
    """The texts in each language, in the order of their columns, under the same keys: what stands in a column such as
    `id` or `key`, else the place of the row.

    One of the first rows names the columns, such as en and fr, French, title_en and title_fr, or source and target;
    other columns are not read. Raises `ReadError` where there are none, and where a workbook cannot be read.
    """
    sheets = _sheets(content, path)
    passages, notes = _passages(sheets)
    if not passages:
        named = _("name them in its first row, such as en and fr, or source and target")
        raise ReadError(_("{path} has no columns for two languages: {named}").format(path=path, named=named))
    return tuple(
        Document(
            path,
            "table",
            tuple(_labelled(segments(found, sheets.source), sheets.labels, language)),
            None if language in _ROLES else language,
            tuple(notes),
        )
        for language, found in passages.items()
    )


def holds_text(path: str, content: Callable[[], bytes]) -> bool:
    """Whether a table in a folder has texts in two languages, and not the figures of two countries."""
    try:
        passages, _ = _passages(_sheets(content(), path))
    except ReadError:
        return False
    texts = [passage.text for found in passages.values() for passage in found]
    return 2 * sum(any(map(str.isalpha, text)) for text in texts) > len(texts)


def _sheets(content: bytes, path: str) -> Sheets:
    if path.lower().endswith(".xlsx"):
        return workbook(content, path)
    signs = "\t" if path.lower().endswith(".tsv") else ",;\t|"
    return separated(content, path, signs, _likeness)


def _likeness(rows: Sequence[Row]) -> int:
    """How much rows are like those of a table: by its columns with a language, then by how early their heads stand."""
    at, columns = _header(rows)
    return len(columns) * FIRST - at if columns else 0


def _passages(sheets: Sheets) -> tuple[dict[str, list[Passage]], list[str]]:
    """The texts in each language, in the order of the columns, and what there is to say about the others."""
    found: dict[str, list[Passage]] = {}
    unread: list[str] = []
    doubled: list[str] = []
    for name, rows in sheets.rows.items():
        at, columns = _header(rows)
        unread += [] if columns else [name]
        doubled += _doubled(rows[at], columns) if columns else []
        keys = _key_column(rows[at]) if columns else None
        for language, texts in columns.items():
            found.setdefault(language, []).extend(
                _message(row[column], _key(name, row, keys, sheets), text)
                for row in rows[at + 1 :]
                for text, column in texts.items()
                if column in row
            )
    path = sheets.source.path
    notes = [sheets.note] if sheets.note else []
    if unread:
        notes.append(
            _("{path}: not read, for want of columns for two languages: {unread}").format(
                path=path, unread=", ".join(unread)
            )
        )
    if doubled:
        notes.append(
            _("{path}: not read, for other columns are in the same language: {doubled}").format(
                path=path, doubled=", ".join(doubled)
            )
        )
    return found, notes


def _key(sheet: str, row: Row, column: int | None, sheets: Sheets) -> str:
    if column is None or column not in row:
        return sheets.place(row)
    return f"{sheet}\x04{text_of(row[column])}" if sheet else text_of(row[column])


def _message(cell: Cell, key: str, text: str) -> Passage:
    passage = Passage(Kind.MESSAGE, key=f"{key}.{text}" if text else key)
    for piece, at in cell:
        passage.add(piece, at)
    passage.marks = list(placeholders(passage.text))
    return passage


def _labelled(found: Iterable[Segment], labels: Sequence[str], language: str) -> Iterator[Segment]:
    for segment in found:
        where = segment.where
        if labels:
            where = replace(where, column=1, label=f"{labels[where.line - 1]}, {language}")
        yield replace(segment, where=where)


def _header(rows: Sequence[Row]) -> tuple[int, Columns]:
    """Which row names columns of two languages, and these columns."""
    for at, row in enumerate(rows[:FIRST]):
        if columns := _columns(row):
            return at, columns
    return 0, {}


def _columns(row: Row) -> Columns:
    """The columns by language, in their order; the first where one text has several in a language."""
    keys = _key_column(row)
    headers = {column: text_of(cell) for column, cell in sorted(row.items()) if column != keys}
    named = {column: name for column, header in headers.items() if (name := _named(header))}
    if not named or not _in_several(named):
        named = {c: ("", _ROLES[header.casefold()]) for c, header in headers.items() if header.casefold() in _ROLES}
    texts = _in_several(named)
    found: Columns = {}
    for column, (text, language) in named.items():
        if text in texts:
            found.setdefault(language, {}).setdefault(text, column)
    return {role: found[role] for role in ("source", "target")} if "source" in found else found


def _doubled(row: Row, columns: Columns) -> Iterator[str]:
    """The names of further columns for a text and a language that have one already."""
    for column, cell in row.items():
        text, language = _named(text_of(cell)) or ("", "")
        if columns.get(language, {}).get(text, column) != column:
            yield text_of(cell)


def _in_several(named: dict[int, tuple[str, str]]) -> set[str]:
    """What there are columns for in several languages: a comment is in one."""
    languages = Counter(text for text, _ in set(named.values()))
    return {text for text, number in languages.items() if number > 1}


def _named(header: str) -> tuple[str, str] | None:
    """What a column is named for beside a language, and that language: `fr`, `French (Canada)`, `title_fr`."""
    if len(header) > _LONG:
        return None
    if language := _language(header) or language_word(_REMARK.sub("", header)):
        return "", language
    for gap in _GAP.finditer(header):
        before, after = header[: gap.start()], header[gap.end() :]
        for text, tag in ((before, after), (after, before)):
            if language := _language(tag):
                return text.strip(" ()[]").casefold(), language
    return None


def _language(text: str) -> str | None:
    tag = text.strip(" ()[]:.")
    return locale(tag) or language_word(tag)


def _key_column(row: Row) -> int | None:
    return next((column for column, cell in row.items() if text_of(cell).casefold() in _KEYS), None)
