"""`parallelcheck scan`."""

import os
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click

from parallelcheck.cli.options import Command, Option, complete_names, names, settings
from parallelcheck.cli.output import ExitStatus, progress, write_whole
from parallelcheck.cli.reports import annotate, complete_formats, tell, wanted, without, write
from parallelcheck.config import Config, FailOn
from parallelcheck.decisions import load
from parallelcheck.git import user
from parallelcheck.i18n import marked
from parallelcheck.model import Profile, ScanResult, Severity
from parallelcheck.pipeline import recheck, scan
from parallelcheck.report import REPORTERS
from parallelcheck.report.plain import count

EPILOG = """\b
Examples:
  parallelcheck scan --pair report.en.md rapport.fr.md
  parallelcheck scan rapport.fr.md
  parallelcheck scan content/ --fail-on warning --ignore numbers,links
  parallelcheck scan content/ --since main
  parallelcheck scan content/ --format html --output report.html
  parallelcheck scan content/ --format sarif=scan.sarif --format markdown=comment.md
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

WHAT, HOW, REPORT = marked("What to scan"), marked("What to look for"), marked("Report")


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
@click.option(
    "--since",
    cls=Option,
    group=WHAT,
    metavar="REV",
    help="Only what changed since the branch or commit REV, and what that brought, as a pull request shows it.",
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
    "formats",
    cls=Option,
    group=REPORT,
    multiple=True,
    metavar="NAME[=FILE]",
    shell_complete=complete_formats,
    help=f"How to report, and to which file: {', '.join(REPORTERS)}. May be repeated, with a file for all but one; "
    "where all have a file, text is printed.  [default: text]",
)
@click.option(
    "--output",
    cls=Option,
    group=REPORT,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report that names no file to this one, whole or not at all.",
)
@click.option(
    "--fail-on",
    cls=Option,
    group=REPORT,
    type=click.Choice(get_args(FailOn)),
    help="The least severe finding that gives exit status 1, or every new error and warning.  [default: error]",
)
@click.option(
    "--record",
    cls=Option,
    group=REPORT,
    is_flag=True,
    help="Write what is found to the file of decisions, as known; see `parallelcheck decisions --help`.",
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
    since: str | None,
    config_file: Path | None,
    formats: tuple[str, ...],
    output: Path | None,
    record: bool,
    quiet: bool,
    verbose: bool,
    **given: Any,
) -> None:
    """Scan documents and their translations: files, folders, or pairs named with --pair.

    In a folder, documents are paired by what they say of one another, by their names (report.en.md and
    report.fr.md, en/report.md and fr/report.md), and at last by their contents: `parallelcheck pairs` shows how.
    A document without a counterpart is scanned alone. Without PATHS and --pair, the current folder is scanned.
    """
    reports = wanted(formats, output)
    if not paths and not pairs:
        paths = (".",)
    config = settings(config_file, [*paths, *(path for pair in pairs for path in pair)], **given)
    with progress(not quiet) as report_progress:
        result = scan(paths, pairs=pairs, config=without(reports, config), since=since, progress=report_progress)
    if record:
        result = _recorded(result, config)
    write(result, reports, verbose - quiet)
    if reports[0].is_read_here:
        annotate(result, os.environ)
    else:
        tell(result, reports, quiet)
    ctx.exit(_status(result, config))


def _recorded(result: ScanResult, config: Config) -> ScanResult:
    """The result with all that it holds on record."""
    file = load(Path(config.decisions))
    decided = file.with_findings(result.findings, Path(result.root), who=user(file.file.parent), when=date.today())
    write_whole(file.file, decided.as_text())
    click.echo(f"{file.file}: {count(len(decided.entries), 'decision', 'decisions')}.", err=True)
    return recheck(result, config)


def _status(result: ScanResult, config: Config) -> ExitStatus:
    if result.problems:
        return ExitStatus.NOT_CHECKED
    if config.fail_on == "never":
        return ExitStatus.CLEAN
    level = Severity.WARNING if config.fail_on == "new" else Severity[config.fail_on.upper()]
    counted = [f for f in result.findings if f.silenced is None and (config.fail_on != "new" or f.ruling is None)]
    found = any(finding.severity >= level for finding in counted)
    return ExitStatus.FINDINGS if found else ExitStatus.CLEAN
