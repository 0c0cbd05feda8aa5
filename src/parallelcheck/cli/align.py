"""`parallelcheck align`."""

import sys
from pathlib import Path
from typing import Any

import click

from parallelcheck.bitext import UNITS, align_files
from parallelcheck.cli.options import config_option, output_option, settings
from parallelcheck.cli.output import check_writable, print_bytes, write_whole
from parallelcheck.errors import UsageError
from parallelcheck.i18n import _, marked
from parallelcheck.report.bitext import WRITERS, export

EPILOG = """\b
Examples:
  parallelcheck align report.en.md rapport.fr.md --format tsv > report.tsv
  parallelcheck align report.en.md rapport.fr.md --format html -o report.html
  parallelcheck align report.en.md rapport.fr.md --format tmx -o report.tmx
  parallelcheck align fr.po --format xlsx -o fr.xlsx
  parallelcheck align --units lines novel.de.txt novel.fr.txt

\b
Formats:
  json  one object: the units of each document, and beads of their indices
  tsv   one bead a line: source, target, score, lines, lines, status
  html  a page: the alignment as a picture, then row by row
  tmx   a translation memory; what has no counterpart is left out
  xlsx  a workbook; needs pip install "parallelcheck[xlsx]"

All of them are described in docs/formats.md."""

_NOT_FOR_A_TERMINAL = {"html": marked("An HTML page"), "xlsx": marked("A workbook")}


@click.command("align", epilog=EPILOG, short_help="Say which passages translate which.")
@click.argument("source", type=click.Path())
@click.argument("target", type=click.Path(), required=False)
@click.option(
    "--units",
    type=click.Choice(UNITS),
    default="passages",
    show_default=True,
    help="What to align: every line of a text file, or what `scan` makes of the documents.",
)
@click.option(
    "--format",
    "bitext_format",
    type=click.Choice(list(WRITERS)),
    default="json",
    show_default=True,
    help="For programs, for tables, for a browser, for translation memories, for spreadsheets.",
)
@output_option
@click.option("--source-language", metavar="CODE", help="Language of SOURCE.")
@click.option("--target-language", metavar="CODE", help="Language of TARGET.")
@click.option("--model", metavar="NAME", help="Name or folder of a model, in place of the embedded one.")
@click.option(
    "--no-cache", "cache", flag_value=False, default=None, help="Neither use nor keep vectors of earlier runs."
)
@config_option
def command(  # noqa: PLR0913 - click hands over every option by name
    *,
    source: str,
    target: str | None,
    units: str,
    bitext_format: str,
    output: Path | None,
    config_file: Path | None,
    **given: Any,
) -> None:
    """Say which units of SOURCE and TARGET translate one another, and which have no counterpart.

    A PO catalogue holds messages and their translations: it comes alone, as SOURCE.
    """
    _check_output(bitext_format, output)
    pair = align_files(source, target, units, settings(config_file, [source, *([target] if target else [])], **given))
    written = export(pair, bitext_format, units)
    if output is None:
        print_bytes(written.content)
    else:
        write_whole(output, written.content)
    notes = (note for document in (pair.source, pair.target) if document for note in document.notes)
    for remark in dict.fromkeys((*notes, *written.remarks)):
        click.echo(f"parallelcheck: {remark}", err=True)


def _check_output(bitext_format: str, output: Path | None) -> None:
    if output is not None:
        check_writable(output)
    elif bitext_format in _NOT_FOR_A_TERMINAL and sys.stdout.isatty():
        useless = _("{what} is no use in a terminal: name a file with --output.")
        raise UsageError(useless.format(what=_(_NOT_FOR_A_TERMINAL[bitext_format])))
