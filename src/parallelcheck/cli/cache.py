"""`parallelcheck cache`."""

import click

from parallelcheck.encode.cached import LIMIT, cache_path, clear, info
from parallelcheck.i18n import _, decimal, grouped

EPILOG = """\b
Examples:
  parallelcheck cache info
  parallelcheck cache clear
  parallelcheck scan content/ --model LaBSE --no-cache"""


@click.group("cache", epilog=EPILOG, short_help="See or delete the kept vectors of slow models.")
def command() -> None:
    """See or delete the vectors that are kept from one scan to the next, where a model other than the embedded one
    computes them: then only new passages take its time.
    """


@command.command("info", short_help="Say where they are, and how much room they take.")
def show() -> None:
    """Say where the vectors are kept, how many there are, and how much room they take."""
    path, entries, size = info()
    room = _("{number} vectors, {size} MB of at most {most} MB")
    said = room.format(number=grouped(entries), size=decimal(size / 1e6, 1), most=grouped(round(LIMIT / 1e6)))
    click.echo(f"{path}\n  {said}")


@command.command("clear", short_help="Delete them all.")
def delete() -> None:
    """Delete them all."""
    path = cache_path()
    said = _("{path} was deleted.") if path.exists() else _("Nothing is kept: there is no {path}.")
    clear(path)
    click.echo(said.format(path=path))
