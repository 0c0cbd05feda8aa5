"""Options that commands share, and how they are shown."""

import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from parallelcheck.checks import CHECKS
from parallelcheck.config import Config, load, override
from parallelcheck.i18n import _


class Option(click.Option):
    """An option that `--help` shows under the heading `group`."""

    def __init__(self, *args: Any, group: str, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.group = group


class Command(click.Command):
    """A command whose `--help` shows the options by group."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx)
            if record is not None and isinstance(option, click.Option):
                groups[_(option.group) if isinstance(option, Option) else _("Help")].append(record)
        for name, records in groups.items():
            with formatter.section(name):
                formatter.write_dl(records)


config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings file, in place of the nearest one.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to this file, whole or not at all.",
)
format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For a terminal, or for programs.",
)


def names(_ctx: click.Context, _param: click.Parameter, value: Sequence[str]) -> tuple[str, ...]:
    """The names of checks in an option that may be repeated and may hold several, with commas between."""
    return tuple(name.strip() for text in value for name in text.split(",") if name.strip())


def complete_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The checks whose names begin with what is typed, after the last comma."""
    before, comma, last = incomplete.rpartition(",")
    return [CompletionItem(before + comma + check.name) for check in CHECKS if check.name.startswith(last)]


def settings(
    file: Path | None,
    paths: Sequence[str],
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    **given: Any,
) -> Config:
    """The settings for documents at `paths`, and in their place what was given on the command line.

    `ignore` adds to what the settings ignore, but a check that is asked for by name runs.
    """
    config = load(file, _common_folder(paths))
    ignored = tuple(name for name in config.ignore if name not in select) + ignore
    return override(config, select=select or config.select, ignore=ignored, **given)


def _common_folder(paths: Sequence[str]) -> Path:
    places = [Path(path).absolute() for path in paths] or [Path.cwd()]
    return Path(os.path.commonpath([place if place.is_dir() else place.parent for place in places]))
