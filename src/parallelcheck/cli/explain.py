"""`parallelcheck explain`."""

import os
import re
import sys
import textwrap
from collections.abc import Sequence

import click

from parallelcheck.checks import CHECKS, find, info
from parallelcheck.cli.options import complete_names
from parallelcheck.cli.output import print_text, wants_colour, width_of
from parallelcheck.model import CheckInfo

EPILOG = """\b
Examples:
  parallelcheck explain
  parallelcheck explain missing-passage"""


@click.command("explain", epilog=EPILOG, short_help="Say what a check finds, and why.")
@click.argument("check", required=False, shell_complete=complete_names)
def command(check: str | None) -> None:
    """Say what a check finds, why it matters and what it misses; without CHECK, list all checks."""
    width = width_of(sys.stdout)
    page = overview([info(each) for each in CHECKS], width) if check is None else manual(info(find(check)), width)
    shown = "\x1b[1m\\1\x1b[0m" if wants_colour(sys.stdout, os.environ) else "\\1"
    print_text(re.sub(r"\*\*(.+?)\*\*", shown, page, flags=re.DOTALL))


def overview(checks: Sequence[CheckInfo], width: int) -> str:
    """All checks, each with its severity and its summary; what is to stand out is between `**`."""
    blocks = [f"{_title(check)}\n{textwrap.indent(_wrapped(check.summary, width - 2), '  ')}\n" for check in checks]
    return "".join(blocks)


def manual(check: CheckInfo, width: int) -> str:
    """The manual page of a check; what is to stand out is between `**`."""
    paragraphs = [check.summary, *check.explanation.split("\n\n")]
    return "\n\n".join([_title(check), *(_wrapped(text, width) for text in paragraphs if text)]) + "\n"


def _title(check: CheckInfo) -> str:
    return f"**{check.name}** ({check.severity})"


def _wrapped(paragraph: str, width: int) -> str:
    """A paragraph as wide as the terminal; lists and examples of code stay as they stand."""
    if re.search(r"^(\s|[-*] )", paragraph, re.MULTILINE):
        return paragraph
    return textwrap.fill(paragraph, width, break_long_words=False, break_on_hyphens=False)
