"""The command line: arguments in, exit status out.

Each command is a module of its own, imported when it is first asked for: `--version` needs none of them.
"""

import inspect
import os
from copy import copy
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from parallelcheck import __version__
from parallelcheck.cli.output import ExitStatus
from parallelcheck.errors import ParallelcheckError, near_miss
from parallelcheck.i18n import _, paragraphs, speak_for_click

COMMANDS = ("scan", "pairs", "align", "explain", "terms", "decisions", "models", "cache", "completion")

EPILOG = """\b
Examples:
  parallelcheck scan --pair report.en.md rapport.fr.md
  parallelcheck scan content/ --format html --output report.html
  parallelcheck explain left-beside-translation

\b
Exit status:
  0  nothing found at or above the level of --fail-on
  1  something found
  2  something could not be checked, or the arguments were wrong

Settings are read from parallelcheck.toml, or from [tool.parallelcheck] in pyproject.toml; see
parallelcheck scan --help. Completion for your shell: parallelcheck completion --help."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature, here and below
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"parallelcheck.cli.{cmd_name}").command
        return in_readers_language(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            ctx.fail(_("There is no command {name!r}{hint}").format(name=name, hint=_hint(name)))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ParallelcheckError as error:
            click.echo(f"parallelcheck: {error}", err=True)
            ctx.exit(ExitStatus.NOT_CHECKED)
        except KeyboardInterrupt:
            click.echo(_("parallelcheck: interrupted"), err=True)
            ctx.exit(ExitStatus.INTERRUPTED)


@click.group(cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="parallelcheck", message="%(prog)s %(version)s")
def cli() -> None:
    """Does your publication say the same thing in every language?

    Finds passages that are missing from a translation, left untranslated, left beside their translation,
    repeated, or that do not say the same.
    """


def in_readers_language(command: click.Command) -> click.Command:
    """A copy of the command whose `--help` speaks the language of whoever asks."""
    shown = copy(command)
    shown.help = paragraphs(inspect.cleandoc(command.help or ""))
    shown.short_help = _(command.short_help or "")
    shown.epilog = paragraphs(command.epilog or "")
    shown.params = [copy(parameter) for parameter in command.params]
    for option in shown.params:
        if isinstance(option, click.Option):
            option.help = _(option.help or "")
    if isinstance(shown, click.Group):
        shown.commands = {name: in_readers_language(below) for name, below in shown.commands.items()}
    return shown


def _hint(name: str) -> str:
    if Path(name).exists():
        return _("; to scan it: parallelcheck scan {path}").format(path=name)
    return near_miss(name, COMMANDS, _("; there are {names}.").format(names=", ".join(COMMANDS)))


def main() -> None:
    """The program `parallelcheck`."""
    # Its matrix products are small: more threads than one only wait for each other, and for their neighbours in CI.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    speak_for_click()
    in_readers_language(cli)(prog_name="parallelcheck")
