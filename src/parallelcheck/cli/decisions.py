"""`parallelcheck decisions`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import msgspec

from parallelcheck.cli.options import config_option, format_option, settings
from parallelcheck.cli.output import as_json, print_text, write_whole
from parallelcheck.decisions import Decision, Decisions, load, merged
from parallelcheck.i18n import _, grouped
from parallelcheck.pipeline import scan
from parallelcheck.report.plain import count, one_line, shorten

EPILOG = """\b
Examples:
  parallelcheck scan content/ --record            # what is found today is known from now on
  parallelcheck scan content/ --fail-on new       # fails on what is not
  parallelcheck decisions list
  parallelcheck decisions prune content/

\b
For a decision on one finding, change its entry in parallelcheck.decisions.toml:
  verdict = "accepted"      # meant so; or "false alarm"; both silence it
  reason = "the French edition is a year younger"

\b
To have git merge the file:
  echo 'parallelcheck.decisions.toml merge=parallelcheck' >> .gitattributes
  git config merge.parallelcheck.driver 'parallelcheck decisions merge %O %A %B'"""


@click.group("decisions", epilog=EPILOG, short_help="See and tidy up what was decided about findings.")
def command() -> None:
    """See and tidy up what was decided about findings: the entries of parallelcheck.decisions.toml, beside the
    settings or in the repository's folder.
    """


@command.command("list", short_help="List the decisions.")
@config_option
@format_option
def show(config_file: Path | None, output_format: str) -> None:
    """List the decisions, by document."""
    found = load(Path(settings(config_file, ()).decisions))
    print_text(_as_json(found) if output_format == "json" else _listed(found))


@command.command("prune", short_help="Delete decisions about what is no longer found.")
@click.argument("paths", nargs=-1, type=click.Path())
@config_option
def prune(paths: tuple[str, ...], config_file: Path | None) -> None:
    """Scan PATHS, or the current folder, and delete the decisions about what is no longer found there."""
    paths = paths or (".",)
    config = settings(config_file, paths)
    result = scan(paths, config=msgspec.structs.replace(config, select=("unused-decision",), ignore=()))
    unused = {finding.where.line for finding in result.findings}
    file = load(Path(config.decisions))
    kept = [entry for entry, line in zip(file.entries, file.lines, strict=True) if line not in unused]
    if unused:
        write_whole(file.file, Decisions(file.file, tuple(kept)).as_text())
    done = _("{decisions} deleted, {number} kept.")
    click.echo(done.format(decisions=count(len(unused), "decision", "decisions"), number=grouped(len(kept))))


@command.command("merge", short_help="Bring together what two people decided, for git.")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
def merge(base: Path, ours: Path, theirs: Path) -> None:
    """Write into OURS what it and THEIRS decided on top of BASE: everything that neither took out, and of two
    decisions about one finding the younger one.
    """
    entries = merged(load(ours).entries, load(theirs).entries, load(base).entries)
    write_whole(ours, Decisions(ours, tuple(entries)).as_text())


def _listed(found: Decisions) -> str:
    if not found.entries:
        return _("There are no decisions in {file}.").format(file=found.file) + "\n"
    lines = [line for entry in found.entries for line in _entry(entry)]
    decisions = count(len(found.entries), "decision", "decisions")
    return "\n".join([*lines, _("{decisions} in {file}").format(decisions=decisions, file=found.file), ""])


def _entry(entry: Decision) -> Iterable[str]:
    by = ", ".join(str(part) for part in (entry.who, entry.when) if part)
    times = f" × {entry.count}" if entry.count > 1 else ""
    yield one_line(f"{entry.path}  {entry.check}{times}  {entry.verdict}" + (f"  ({by})" if by else ""))
    for text in filter(None, (entry.reason, shorten(entry.target or entry.source, 100))):
        yield f"    {one_line(text)}"


def _as_json(found: Decisions) -> str:
    """One object; its keys are those of the file."""
    entries: Sequence[object] = [msgspec.to_builtins(entry) for entry in found.entries]
    return as_json({"format": 1, "file": found.file.as_posix(), "decisions": entries})
