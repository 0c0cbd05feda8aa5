"""The rows of tables: CSV, TSV, and Excel's workbooks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _, grouped
from parallelcheck.read.encoding import decode
from parallelcheck.read.opc import Package
from parallelcheck.read.passage import Source
from parallelcheck.read.xml import Element, attribute, child, children, local

FIRST = 10  # rows, one of which names the columns
_TOTAL = 50_000_000  # characters: every cell of a workbook may repeat the same long text
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")  # of a cell: AB12
_ESCAPE = re.compile(r"_x(00[0-9A-Fa-f]{2})_")  # of a control character (ECMA-376-1, 22.9.2.19)

Cell = Sequence[tuple[str, int]]  # pieces of text, each with its place in the source
Row = Mapping[int, Cell]  # by column; empty cells are left out


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sheets by name, and where they stand; `labels` name the lines of a source that is not the file itself."""

    source: Source
    rows: Mapping[str, Sequence[Row]]
    labels: Sequence[str] = ()
    note: str | None = None

    def place(self, row: Row) -> str:
        """Which row it is."""
        line = self.source.line(next(at for cell in row.values() for _, at in cell))
        return self.labels[line - 1] if self.labels else f"line {line}"


def text_of(cell: Cell) -> str:
    """What stands in a cell."""
    return "".join(text for text, _ in cell).strip()


def separated(content: bytes, path: str, signs: str, likeness: Callable[[Sequence[Row]], int]) -> Sheets:
    """The one sheet of a text (RFC 4180) with one of these signs between the cells: the one with which its first rows
    are most like a table. It is empty where they are not at all.
    """
    text, note = decode(content, path)
    source = Source(text, path)
    like = {sign: likeness(list(islice(_rows(source, sign), FIRST))) for sign in signs}
    sign = max(signs, key=lambda sign: like[sign])
    return Sheets(source, {"": list(_rows(source, sign)) if like[sign] else []}, note=note)


def _rows(source: Source, sign: str) -> Iterator[Row]:
    cell = re.compile(rf'"((?:[^"]++|"")*+)"(?=[{sign}\n]|\Z)|[^{sign}\n]*')
    row: dict[int, Cell] = {}
    column = at = 0
    while match := cell.match(source.text, at):
        if match[0].strip():
            row[column] = [(match[0], at)] if match[1] is None else list(_unquoted(match[1], at + 1))
        column, at = column + 1, match.end() + 1
        if not source.text.startswith(sign, match.end()):
            yield row
            row, column = {}, 0
            if at >= len(source.text):
                return


def _unquoted(text: str, at: int) -> Iterator[tuple[str, int]]:
    """What stands between quotation marks, each of two such marks once."""
    parts = text.split('""')
    for part in parts[:-1]:
        yield f'{part}"', at
        at += len(part) + 2
    yield parts[-1], at


def workbook(content: bytes, path: str) -> Sheets:
    """The sheets of a workbook (ECMA-376-1, 18). Raises `ReadError` where it cannot be read, or holds too much."""
    package = Package(content, path)
    book = package.related("", "officeDocument") or ""
    if not book.startswith("xl/"):
        raise ReadError(_("{path} has no workbook in it{looks}").format(path=path, looks=package.archive.looks()))
    shared = children(package.related_xml(book, "sharedStrings"), "si")
    strings = {str(number): _shown(item) for number, item in enumerate(shared)}
    writer = _Writer(strings, path)
    relations = package.relations(book)
    listed = list(children(child(package.xml(book), "sheets"), "sheet"))
    rows: dict[str, Sequence[Row]] = {}
    for sheet in listed:
        relation = relations.get(attribute(sheet, "id") or "")
        if relation and relation.kind == "worksheet":
            name = sheet.get("name", "") if len(listed) > 1 else ""
            rows[name] = [writer.row(row, name) for row in children(child(package.xml(relation.target), "sheetData"))]
    return Sheets(Source("".join(writer.parts), path), rows, writer.labels)


class _Writer:
    """Writes the rows of all sheets into one text, a line each: then their cells have a place."""

    def __init__(self, strings: Mapping[str, str], path: str) -> None:
        self.parts: list[str] = []
        self.labels: list[str] = []
        self._strings = strings
        self._path = path
        self._at = 0

    def row(self, element: Element, sheet: str) -> Row:
        """The cells of a row of a sheet."""
        cells: dict[int, Cell] = {}
        column = -1
        number = element.get("r", "")
        for cell in children(element, "c"):
            reference = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(reference[1]) if reference else column + 1
            number = number or (reference[2] if reference else "")
            text = self._text(cell)
            if text.strip():
                cells[column] = [(text, self._at)]
                self._write(f"{text}\t")
        self._write("\n")
        self.labels.append(f"{sheet} row {number}".strip())
        return cells

    def _text(self, cell: Element) -> str:
        value = child(cell, "v")
        said = "" if value is None else value.text or ""
        match cell.get("t"):
            case "s":
                said = self._strings.get(said, "")
            case "inlineStr":
                said = _shown(child(cell, "is"))
        return said.replace("\n", " ")

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self._at += len(text)
        if self._at > _TOTAL:
            raise ReadError(
                _("{path} holds more than {most} characters: split it into several files").format(
                    path=self._path, most=grouped(_TOTAL)
                )
            )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _shown(item: Element | None) -> str:
    """The text of a string, without how it is pronounced (`rPh`)."""
    parts: Iterable[Element] = () if item is None else children(item, "t", "r")
    texts = (part if local(str(part.tag)) == "t" else child(part, "t") for part in parts)
    said = "".join(text.text or "" for text in texts if text is not None)
    return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), said).replace("\r", "")
