"""Glossaries as files: CSV, which everybody can write, and TBX (ISO 30042), which terminology programs export.

The manual page of the check `terminology` says what the columns are.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from parallelcheck.checks.glossary import Glossary, Term
from parallelcheck.config import Config
from parallelcheck.errors import ReadError, SettingsError, near_miss
from parallelcheck.i18n import _
from parallelcheck.read import content_of, decode

KEEP, CASE, COMMENT = "do-not-translate", "case", "comment"
PROPOSED = ("count", "passages", "score", "place")  # what `parallelcheck terms` says of its proposals

_LANGUAGE = re.compile(r"(forbidden[- ])?([a-z]{2,3})(?:[-_][a-z0-9]+)*")
_YES, _NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", ""}


def options_of(config: Config) -> Mapping[str, Mapping[str, Any]]:
    """The options of the checks, those of `terminology` with what is in the files that the setting `glossary` names.

    Raises:
        SettingsError: a file that is not there or is no glossary, or the setting in the wrong place.
    """
    options = config.checks.get("terminology", {})
    if "glossary" in options:
        raise SettingsError(
            _(
                "The glossary is no option of the check “terminology” but a setting: move it out of "
                "[checks.terminology]."
            )
        )
    if not config.glossary:
        return config.checks
    return {**config.checks, "terminology": {**options, "glossary": read_glossary(config.glossary)}}


def read_glossary(paths: str | Sequence[str]) -> Glossary:
    """The terms in a file, or in several.

    Raises:
        SettingsError: a file that cannot be read or is no glossary; says the line where there is one.
    """
    paths = [paths] if isinstance(paths, str) else paths
    return Glossary(tuple(term for path in paths for term in _terms(path)))


def _terms(path: str) -> list[Term]:
    try:
        content = content_of(Path(path))
        if Path(path).suffix.lower() in {".tbx", ".xml"}:
            from parallelcheck.glossary.tbx import terms_of  # with lxml, which nobody else may need

            terms = list(terms_of(content, path))
        else:
            terms = list(_of_csv(decode(content, path)[0], path))
    except ReadError as error:
        raise SettingsError(_("The glossary cannot be used: {error}.").format(error=error)) from error
    if not terms:
        raise SettingsError(
            _("The glossary {path} holds no terms: give it a row for each, with a column a language.").format(path=path)
        )
    return terms


def _of_csv(text: str, path: str) -> Iterator[Term]:
    for line, cells in _rows(text, path):
        names, forbidden = _names(cells, forbidden=False), _names(cells, forbidden=True)
        try:
            keep, case = (_is_yes(cells.get(column, "")) for column in (KEEP, CASE))
        except ValueError as error:
            raise SettingsError(_("{path}, line {line}: {error}.").format(path=path, line=line, error=error)) from error
        if names or forbidden:
            yield Term(names, forbidden, keep, case, cells.get(COMMENT, ""))


def _rows(text: str, path: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table by their columns, each with the line on which it ends."""
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        header = [cell.strip().lower() for cell in next(rows)]
        _check_header(header, path)
        for row in rows:
            if len(row) > len(header):
                raise SettingsError(
                    _(
                        "{path}, line {line}: there are {number} cells for {columns} columns; a cell that "
                        "holds the delimiter stands in quotation marks."
                    ).format(path=path, line=rows.line_num, number=len(row), columns=len(header))
                )
            yield rows.line_num, {name: cell.strip() for name, cell in zip(header, row, strict=False)}
    except csv.Error as error:
        raise SettingsError(
            _("{path}, line {line}, is not CSV: {error}.").format(path=path, line=rows.line_num, error=error)
        ) from error


def _check_header(header: Sequence[str], path: str) -> None:
    known = (KEEP, CASE, COMMENT, *PROPOSED)
    for name in header:
        if name and name not in known and not _LANGUAGE.fullmatch(name):
            hint = near_miss(name, known, _("; columns are named after languages (en, fr, forbidden-fr)."))
            raise SettingsError(
                _("{path}, line 1: there is no column {name!r}{hint}").format(path=path, name=name, hint=hint)
            )
    if len({*header}) < len(header):
        raise SettingsError(_("{path}, line 1: a column stands there twice; give each name once.").format(path=path))
    if not any(map(_LANGUAGE.fullmatch, (name for name in header if name not in known))):
        raise SettingsError(
            _("{path}, line 1: no column is named after a language, such as en or fr.").format(path=path)
        )


def _names(cells: Mapping[str, str], *, forbidden: bool) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for column, cell in cells.items():
        match = _LANGUAGE.fullmatch(column) if column not in (KEEP, CASE, COMMENT, *PROPOSED) else None
        names = tuple(name.strip() for name in cell.split("|") if name.strip())
        if match and names and bool(match[1]) == forbidden:
            found[match[2]] = found.get(match[2], ()) + names
    return found


def _is_yes(cell: str) -> bool:
    """Raises ValueError where it is neither."""
    if cell.lower() not in _YES | _NO:
        raise ValueError(_("{cell!r} should be yes or no").format(cell=cell))
    return cell.lower() in _YES
