"""`parallelcheck align`."""

import json
from pathlib import Path
from typing import Any

import click

from parallelcheck.cli.options import settings
from parallelcheck.cli.output import print_text
from parallelcheck.pipeline import Bitext, align_files

EPILOG = """\b
Examples:
  parallelcheck align report.en.md rapport.fr.md --format tsv > report.tsv
  parallelcheck align --units lines novel.de.txt novel.fr.txt

\b
The JSON holds one object:
  source, target  the units of each document
  beads           [[indices in source], [indices in target], score]; one of
                  the two lists is empty where nothing corresponds
The TSV has one bead a line: its source text, its target text and its score."""


@click.command("align", epilog=EPILOG, short_help="Say which passages translate which.")
@click.argument("source", type=click.Path())
@click.argument("target", type=click.Path())
@click.option(
    "--units",
    type=click.Choice(["lines", "sentences", "passages"]),
    default="passages",
    show_default=True,
    help="What to align: every line of a text file, or what `scan` makes of the documents.",
)
@click.option("--format", "output_format", type=click.Choice(["json", "tsv"]), default="json", show_default=True)
@click.option("--source-language", metavar="CODE", help="Language of SOURCE.")
@click.option("--target-language", metavar="CODE", help="Language of TARGET.")
@click.option("--model", metavar="NAME", help="Name or folder of a model, in place of the embedded one.")
@click.option("--config", "config_file", type=click.Path(path_type=Path), metavar="FILE", help="Settings file.")
def command(source: str, target: str, units: str, output_format: str, config_file: Path | None, **given: Any) -> None:
    """Say which units of SOURCE and TARGET translate one another."""
    bitext = align_files(source, target, units, settings(config_file, [source, target], **given))
    print_text(as_json(bitext) if output_format == "json" else as_tsv(bitext), "utf-8")


def as_json(bitext: Bitext) -> str:
    """The alignment as the public format 1 has it: a rename in the code renames no key."""
    beads = [[list(source), list(target), round(score, 4)] for source, target, score in bitext.beads]
    whole = {"format": 1, "beads": beads, "source": bitext.source, "target": bitext.target}
    return json.dumps(whole, ensure_ascii=False) + "\n"


def as_tsv(bitext: Bitext) -> str:
    """One bead a line: source, target, score; the units of a side with spaces between."""
    lines = [
        f"{_cell(bitext.source, source)}\t{_cell(bitext.target, target)}\t{score:.4f}\n"
        for source, target, score in bitext.beads
    ]
    return "".join(lines)


def _cell(units: tuple[str, ...], indices: tuple[int, ...]) -> str:
    return " ".join(" ".join(units[index].split()) for index in indices)
