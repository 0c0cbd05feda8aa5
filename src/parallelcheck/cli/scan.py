"""`parallelcheck scan`."""

import glob
import os
import sys
from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from parallelcheck.cli.options import Command, Option, complete_names, names, settings
from parallelcheck.cli.output import (
    ExitStatus,
    check_writable,
    print_text,
    progress,
    wants_colour,
    width_of,
    write_whole,
)
from parallelcheck.config import Config, FailOn
from parallelcheck.errors import UsageError
from parallelcheck.model import Profile, ScanResult, Severity
from parallelcheck.pipeline import scan
from parallelcheck.report import REPORTERS, render
from parallelcheck.report.tally import problems_in_order, summary

EPILOG = """\b
Examples:
  parallelcheck scan --pair report.en.md rapport.fr.md
  parallelcheck scan rapport.fr.md
  parallelcheck scan content/ --fail-on warning --ignore numbers,links
  parallelcheck scan content/ --format html --output report.html
  parallelcheck scan content/ --format json | jq '.findings[].message'

\b
Settings, in parallelcheck.toml or in pyproject.toml under [tool.parallelcheck],
the nearest from the documents upwards:
  source-language = "en"
  target-language = "fr"
  select = ["missing-passage"]
  ignore = ["links"]
  fail-on = "warning"
  exclude = ["drafts", "blog/**/old-*.md"]
  pairs = { "docs/{path}.md" = "docs/{lang}/{path}.md" }
  model = "embedded"
  cache = true
  profile = "strict"
  severities = { numbers = "error", links = "note", names = "off" }
  [[tool.parallelcheck.overrides]]
  paths = ["blog"]
  languages = ["de"]
  severities = { numbers = "off" }
  [tool.parallelcheck.checks.missing-passage]
  least-words = 4

\b
Exit status:
  0  nothing found at or above the level of --fail-on
  1  something found
  2  something could not be checked, or the arguments were wrong"""

WHAT, HOW, REPORT = "What to scan", "What to look for", "Report"


@click.command("scan", cls=Command, epilog=EPILOG, short_help="Scan documents and their translations.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--pair",
    "pairs",
    cls=Option,
    group=WHAT,
    nargs=2,
    multiple=True,
    type=click.Path(),
    metavar="SOURCE TARGET",
    help="A document and its translation. May be repeated.",
)
@click.option("--source-language", cls=Option, group=WHAT, metavar="CODE", help="Language of the originals.")
@click.option(
    "--target-language",
    cls=Option,
    group=WHAT,
    metavar="CODE",
    help="Language of the translations; of several translations, only this one is scanned.",
)
@click.option(
    "--profile",
    cls=Option,
    group=HOW,
    type=click.Choice(get_args(Profile)),
    help="How much to report: what is hardly ever wrong, more, or everything.  [default: default]",
)
@click.option(
    "--select",
    cls=Option,
    group=HOW,
    multiple=True,
    metavar="CHECK",
    callback=names,
    shell_complete=complete_names,
    help="Run this check only. May be repeated, or hold several names with commas between.",
)
@click.option(
    "--ignore",
    cls=Option,
    group=HOW,
    multiple=True,
    metavar="CHECK",
    callback=names,
    shell_complete=complete_names,
    help="Do not run this check. May be repeated, or hold several names with commas between.",
)
@click.option(
    "--model",
    cls=Option,
    group=HOW,
    metavar="NAME",
    help="Name or folder of a sentence-transformers model, in place of the embedded one.",
)
@click.option(
    "--no-cache",
    "cache",
    cls=Option,
    group=HOW,
    flag_value=False,
    default=None,
    help="Neither use nor keep vectors of earlier scans; the embedded model never does.",
)
@click.option(
    "--config",
    "config_file",
    cls=Option,
    group=HOW,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings file, in place of the nearest one.",
)
@click.option(
    "--format",
    "report_format",
    cls=Option,
    group=REPORT,
    type=click.Choice(list(REPORTERS)),
    default="text",
    show_default=True,
    help="For a terminal, for programs, or for a browser.",
)
@click.option(
    "--output",
    cls=Option,
    group=REPORT,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report to this file, whole or not at all.",
)
@click.option(
    "--fail-on",
    cls=Option,
    group=REPORT,
    type=click.Choice(get_args(FailOn)),
    help="The least severe finding that gives exit status 1.  [default: error]",
)
@click.option("-q", "--quiet", cls=Option, group=REPORT, is_flag=True, help="Only the findings, one on a line.")
@click.option("-v", "--verbose", cls=Option, group=REPORT, is_flag=True, help="Also the scores and the reasons.")
@click.pass_context
def command(  # noqa: PLR0913 - click hands over every option by name
    ctx: click.Context,
    /,
    *,
    paths: tuple[str, ...],
    pairs: tuple[tuple[str, str], ...],
    config_file: Path | None,
    report_format: str,
    output: Path | None,
    quiet: bool,
    verbose: bool,
    **given: Any,
) -> None:
    """Scan documents and their translations: files, folders, or pairs named with --pair.

    In a folder, documents are paired by what they say of one another, by their names (report.en.md and
    report.fr.md, en/report.md and fr/report.md), and at last by their contents: `parallelcheck pairs` shows how.
    A document without a counterpart is scanned alone. Without PATHS and --pair, the current folder is scanned.
    """
    _check_output(report_format, output)
    if not paths and not pairs:
        paths = (".",)
    config = settings(config_file, [*paths, *(path for pair in pairs for path in pair)], **given)
    with progress(not quiet) as report_progress:
        result = scan(paths, pairs=pairs, config=_without(output, config), progress=report_progress)
    _write(result, report_format, output, verbose - quiet)
    _tell(result, report_format, output, quiet)
    ctx.exit(_status(result, config))


def _check_output(report_format: str, output: Path | None) -> None:
    if output is not None:
        check_writable(output)
    elif report_format == "html" and sys.stdout.isatty():
        raise UsageError("An HTML report is no use in a terminal: name a file with --output.")


def _without(output: Path | None, config: Config) -> Config:
    """The settings for a scan that does not read its own last report."""
    if output is None:
        return config
    return msgspec.structs.replace(config, exclude=(*config.exclude, glob.escape(output.absolute().as_posix())))


def _write(result: ScanResult, report_format: str, output: Path | None, verbosity: int) -> None:
    if output is not None:
        write_whole(output, render(result, report_format, width=100, verbosity=verbosity))
        return
    colour = wants_colour(sys.stdout, os.environ)
    text = render(result, report_format, width=width_of(sys.stdout), colour=colour, verbosity=verbosity)
    print_text(text, None if report_format == "text" else "utf-8")


def _tell(result: ScanResult, report_format: str, output: Path | None, quiet: bool) -> None:
    """Say on standard error what a report that is not read here and now would tell."""
    if output is None and report_format == "text":
        return
    for problem in problems_in_order(result):
        click.echo(f"parallelcheck: not checked: {problem.path}: {problem.reason}", err=True)
    if output is not None and not quiet:
        click.echo(" ".join([f"{output}:", *summary(result)]), err=True)


def _status(result: ScanResult, config: Config) -> ExitStatus:
    if result.problems:
        return ExitStatus.NOT_CHECKED
    if config.fail_on == "never":
        return ExitStatus.CLEAN
    level = Severity[config.fail_on.upper()]
    found = any(finding.severity >= level for finding in result.findings if finding.silenced is None)
    return ExitStatus.FINDINGS if found else ExitStatus.CLEAN
