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
from parallelcheck.i18n import _, paragraphs
from parallelcheck.model import CheckInfo
from parallelcheck.report.plain import word

EPILOG = """\b
Examples:
  parallelcheck explain
  parallelcheck explain missing-passage
  parallelcheck explain --format markdown > docs/checks.md"""

PAGE = """# What is looked for

One section for each check, as `parallelcheck explain NAME` shows it. A check has a severity, which single findings may
fall short of, and a profile: `default` reports what is hardly ever wrong, `strict` more, `review` everything
(`--profile`). [Silencing](silencing.md) says how to choose checks, change severities and silence findings.

| check | severity | profile | finds |
|---|---|---|---|
{rows}
"""


@click.command("explain", epilog=EPILOG, short_help="Say what a check finds, and why.")
@click.argument("check", required=False, shell_complete=complete_names)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="For a terminal, or for a page of documentation.",
)
def command(check: str | None, output_format: str) -> None:
    """Say what a check finds, why it matters and what it misses; without CHECK, list all checks."""
    width = width_of(sys.stdout)
    wanted = [info(each) for each in CHECKS] if check is None else [info(find(check))]
    if output_format == "markdown":
        print_text(documentation(wanted), "utf-8")
        return
    page = overview(wanted, width) if check is None else manual(wanted[0], width)
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


def documentation(checks: Sequence[CheckInfo]) -> str:
    """The manual pages of all these checks as one page in Markdown."""
    rows = "\n".join(f"| [`{c.name}`](#{c.name}) | {word(c.severity)} | {c.profile} | {c.summary} |" for c in checks)
    pages = [f"## {c.name}\n\n*{_nature(c).capitalize()}.* {c.summary}\n\n{c.explanation}\n" for c in checks]
    return "\n".join([paragraphs(PAGE).format(rows=rows), *pages])


def _title(check: CheckInfo) -> str:
    return f"**{check.name}** ({_nature(check)})"


def _nature(check: CheckInfo) -> str:
    profile = "" if check.profile == "default" else _(", profile {name}").format(name=check.profile)
    return f"{word(check.severity)}{profile}"


def _wrapped(paragraph: str, width: int) -> str:
    """A paragraph as wide as the terminal; lists and examples of code stay as they stand."""
    if re.search(r"^(\s|[-*] )", paragraph, re.MULTILINE):
        return paragraph
    return textwrap.fill(paragraph, width, break_long_words=False, break_on_hyphens=False)
