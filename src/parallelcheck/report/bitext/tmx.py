"""The alignment as a translation memory: TMX 1.4b (LISA OSCAR, 2005), which holds no text without a translation."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from parallelcheck.errors import UsageError
from parallelcheck.i18n import _, grouped
from parallelcheck.model import AlignedPair, Document
from parallelcheck.report.bitext.export import Export, Row, rows, sides
from parallelcheck.report.plain import count_units
from parallelcheck.report.tally import tool_version

_SEGMENTS = {"passages": "paragraph", "sentences": "sentence", "lines": "block"}  # TMX's names


def render(pair: AlignedPair, units: str) -> Export:
    """One unit for each bead, with the score, the status and the lines as properties.

    Raises UsageError where a side's language is unknown: TMX has to name it.
    """
    source, target = (
        _language(document, side) for document, side in zip(sides(pair), ("source", "target"), strict=True)
    )
    every = list(rows(pair))
    whole = [row for row in every if row.source and row.target]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        _header(source, units),
        "<body>",
        *(line for row in whole for line in _unit(row, source, target)),
        "</body>",
        "</tmx>",
    ]
    return Export(("\n".join(lines) + "\n").encode(), tuple(_left_out(every, units)))


def _language(document: Document, side: str) -> str:
    if document.language is None:
        unknown = _("TMX names both languages, and that of {path} cannot be told: say {option}.")
        raise UsageError(unknown.format(path=document.path, option=f"--{side}-language"))
    return document.language


def _header(source: str, units: str) -> str:
    return (
        f'<header creationtool="parallelcheck" creationtoolversion={quoteattr(tool_version())}'
        f' segtype="{_SEGMENTS[units]}" o-tmf="parallelcheck" adminlang="en" srclang={quoteattr(source)}'
        ' datatype="plaintext"/>'
    )


def _unit(row: Row, source: str, target: str) -> Iterator[str]:
    yield "<tu>"
    yield f'<prop type="x-score">{row.score:.4f}</prop>'
    yield f'<prop type="x-status">{row.status}</prop>'
    yield _variant(source, row.source, row.source_lines)
    yield _variant(target, row.target, row.target_lines)
    yield "</tu>"


def _variant(language: str, text: str, lines: str) -> str:
    place = f'<prop type="x-lines">{lines}</prop>'
    return f"<tuv xml:lang={quoteattr(language)}>{place}<seg>{escape(text)}</seg></tuv>"


def _left_out(every: list[Row], units: str) -> Iterator[str]:
    sources = sum(bool(row.source) and not row.target for row in every)
    targets = sum(bool(row.target) and not row.source for row in every)
    if sources or targets:
        sentence = _(
            "A translation memory holds pairs only: {of_source} of the source and {of_target} of the target without "
            "counterpart were left out."
        )
        yield sentence.format(of_source=count_units(sources, units), of_target=grouped(targets))
