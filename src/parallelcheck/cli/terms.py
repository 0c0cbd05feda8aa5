"""`parallelcheck terms`."""

from pathlib import Path
from typing import Any

import click

from parallelcheck.cli.options import config_option, output_option, settings
from parallelcheck.cli.output import ExitStatus, check_writable, print_text, progress, write_whole
from parallelcheck.encode import load
from parallelcheck.errors import UsageError
from parallelcheck.glossary import read_glossary
from parallelcheck.i18n import _
from parallelcheck.pipeline import scan
from parallelcheck.report.plain import count, one_line
from parallelcheck.terms import as_csv, propose

EPILOG = """\b
Examples:
  parallelcheck terms content/ -o glossary.csv
  parallelcheck terms content/ --glossary glossary.csv -o more.csv

\b
The file has a row for each term, with its name in each language; in how many pairs of sentences and of
passages the two stand together; a score from 0 to 1; and a place where they do. Delete what is no term,
correct what is not the name you want, and tell the settings, for the check `terminology`:
  [tool.parallelcheck]
  glossary = "glossary.csv"

parallelcheck explain terminology describes the other columns that it may have."""


@click.command("terms", epilog=EPILOG, short_help="Propose a glossary from what is translated again and again.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--glossary", metavar="FILE", help="CSV or TBX with terms that are known already; by default that of the settings."
)
@output_option
@click.option("--source-language", metavar="CODE", help="Language of the originals.")
@click.option("--target-language", metavar="CODE", help="Language of the translations; others are left out.")
@config_option
@click.pass_context
def command(
    ctx: click.Context, /, *, paths: tuple[str, ...], output: Path | None, config_file: Path | None, **given: Any
) -> None:
    """Propose a glossary, as CSV, from the documents below PATHS and their translations: words and phrases of the
    originals with what they are translated by, again and again. Without PATHS, the current folder is read.
    """
    paths = paths or (".",)
    config = settings(config_file, paths, **given)
    files = [config.glossary] if isinstance(config.glossary, str) else config.glossary
    if output is not None:
        check_writable(output)
        if any(output.resolve() == Path(file).resolve() for file in files):
            known = _("{path} holds terms that are known already: name another file for the new ones.")
            raise UsageError(known.format(path=output))
    with progress(is_wanted=True) as report_progress:
        result = scan(paths, config=config, progress=report_progress)
    proposals = propose(result.pairs, load().encode, read_glossary(files))
    text = as_csv(proposals)
    if output is None:
        print_text(text, "utf-8")
    else:
        write_whole(output, text)
    for problem in result.problems:
        click.echo(f"parallelcheck: {one_line(f'{problem.path}: {problem.reason}')}", err=True)
    pairs = count(sum(pair.source is not None for pair in result.pairs), "pair", "pairs")
    terms = count(len(proposals), "term", "terms")
    click.echo(_("{terms} proposed from {pairs} of documents.").format(terms=terms, pairs=pairs), err=True)
    ctx.exit(ExitStatus.NOT_CHECKED if result.problems else ExitStatus.CLEAN)
