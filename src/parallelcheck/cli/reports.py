"""Which reports a scan writes and where to: `--format NAME`, `--format NAME=FILE` and `--output FILE`."""

import glob
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import msgspec
from click.shell_completion import CompletionItem

from parallelcheck.cli.output import check_writable, print_bytes, print_text, wants_colour, width_of, write_whole
from parallelcheck.config import Config
from parallelcheck.errors import UsageError, near_miss
from parallelcheck.i18n import _, marked
from parallelcheck.model import ScanResult
from parallelcheck.report import REPORTERS, render
from parallelcheck.report.tally import problems_in_order, summary
from parallelcheck.report.workbook import library

_NOT_FOR_A_TERMINAL = {"html": marked("An HTML report"), "xlsx": marked("A workbook")}


@dataclass(frozen=True, slots=True)
class Report:
    """A report, and the file that it goes to; without one it is printed."""

    name: str
    file: Path | None = None

    @property
    def is_read_here(self) -> bool:
        """Whether it is for whoever is at the terminal, or reads what CI keeps of one."""
        return self.name == "text" and self.file is None


def complete_formats(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The formats whose names begin with what is typed."""
    return [CompletionItem(name) for name in REPORTERS if name.startswith(incomplete)]


def wanted(formats: Sequence[str], output: Path | None) -> list[Report]:
    """The reports that are asked for. The first is the one that names no file, text if all do: it goes to `output`,
    or is printed.

    Raises UsageError for a format that does not exist, for two reports in one place, and for a place where nothing
    can be written.
    """
    reports = [_report(text) for text in formats]
    without_file = [report.name for report in reports if report.file is None] or ["text"]
    if len(without_file) > 1:
        one_place = _("Two reports cannot go to one place: name a file for one of them, {option}.")
        raise UsageError(one_place.format(option=f"--format {without_file[1]}=FILE"))
    reports = [Report(without_file[0], output), *(report for report in reports if report.file)]
    _check_places(reports)
    if any(report.name == "xlsx" for report in reports):
        library()  # is it there? Better said now than after the scan
    return reports


def without(reports: Sequence[Report], config: Config) -> Config:
    """The settings for a scan that does not read its own last reports."""
    files = [glob.escape(report.file.absolute().as_posix()) for report in reports if report.file]
    return msgspec.structs.replace(config, exclude=(*config.exclude, *files))


def write(result: ScanResult, reports: Sequence[Report], verbosity: int) -> None:
    """Write all reports, those in files first; none, if one of them cannot be made."""
    for report, content in [(report, _content(result, report, verbosity)) for report in reversed(reports)]:
        if report.file is not None:
            write_whole(report.file, content)
        elif isinstance(content, bytes):
            print_bytes(content)
        else:
            print_text(content, None if report.name == "text" else "utf-8")


def annotate(result: ScanResult, environment: Mapping[str, str]) -> None:
    """On GitHub Actions, and where its commands are understood: annotations, and a summary of the job."""
    if environment.get("GITHUB_ACTIONS") != "true":
        return
    click.echo(render(result, "github"), nl=False, err=True)  # read there, too, and never part of a report
    file = environment.get("GITHUB_STEP_SUMMARY")
    if file:
        try:
            with Path(file).open("ab") as summary_of_job:
                summary_of_job.write(str(render(result, "markdown")).encode())
        except OSError as error:
            unwritten = _("The summary of the job cannot be written to {file}: {error}.")
            raise UsageError(unwritten.format(file=file, error=error.strerror)) from error


def tell(result: ScanResult, reports: Sequence[Report], quiet: bool) -> None:
    """Say on standard error what reports that are not read here and now would tell."""
    for problem in problems_in_order(result):
        click.echo(
            _("parallelcheck: not checked: {path}: {reason}").format(path=problem.path, reason=problem.reason), err=True
        )
    for report in reports:
        if report.file and not quiet:
            click.echo(" ".join([f"{report.file}:", *summary(result)]), err=True)


def _report(text: str) -> Report:
    name, named, file = text.partition("=")
    if name not in REPORTERS:
        hint = near_miss(name, REPORTERS, _("; there are {names}.").format(names=", ".join(REPORTERS)))
        raise UsageError(_("There is no format “{name}”{hint}").format(name=name, hint=hint))
    if named and not file:
        unnamed = _("--format {text} names no file: write --format {name}=FILE.")
        raise UsageError(unnamed.format(text=text, name=name))
    return Report(name, Path(file) if file else None)


def _check_places(reports: Sequence[Report]) -> None:
    taken: set[Path] = set()
    for report in reports:
        if report.file is None:
            if report.name in _NOT_FOR_A_TERMINAL and sys.stdout.isatty():
                useless = _("{what} is no use in a terminal: name a file with --output.")
                raise UsageError(useless.format(what=_(_NOT_FOR_A_TERMINAL[report.name])))
            continue
        check_writable(report.file, "--output" if report is reports[0] else f"--format {report.name}=")
        if report.file.absolute() in taken:
            twice = _("Two reports cannot go to {file}: name another file for one of them.")
            raise UsageError(twice.format(file=report.file))
        taken.add(report.file.absolute())


def _content(result: ScanResult, report: Report, verbosity: int) -> str | bytes:
    if report.file is not None:
        return render(result, report.name, width=100, verbosity=verbosity)
    colour = wants_colour(sys.stdout, os.environ)
    return render(result, report.name, width=width_of(sys.stdout), colour=colour, verbosity=verbosity)
