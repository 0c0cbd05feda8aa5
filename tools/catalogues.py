"""The catalogues of the program's own words, brought up to date: `python tools/catalogues.py`.

Gathers what the program says, adds to each catalogue what is new, without a translation, takes out what is gone, and
compiles it. Translate in a PO editor, or in the file itself, and run it again.
"""

import ast
import inspect
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args, get_type_hints

import click
import polib
from jinja2 import Environment, nodes

from parallelcheck.checks import CHECKS
from parallelcheck.cli import COMMANDS, cli
from parallelcheck.cli.explain import PAGE
from parallelcheck.cli.options import Option
from parallelcheck.config import Config
from parallelcheck.i18n import DOMAIN, LOCALE
from parallelcheck.report.table import HEADER

PACKAGE = Path(__file__).parent.parent / "src" / "parallelcheck"
KEYWORDS = {"_", "gettext", "marked", "ngettext", "count"}

# Of click's own words those that our users meet.
OF_CLICK: tuple["Message", ...] = (
    ("Usage: ", ""),
    ("Options", ""),
    ("Commands", ""),
    ("default: {default}", ""),
    ("required", ""),
    ("Show this message and exit.", ""),
    ("Show the version and exit.", ""),
    ("Error: {message}", ""),
    ("Try '{command} {option}' for help.", ""),
    ("Invalid value: {message}", ""),
    ("Invalid value for {param_hint}: {message}", ""),
    ("Missing argument", ""),
    ("Missing option", ""),
    ("Missing command.", ""),
    ("No such option {name!r}.", ""),
    ("No such command {name!r}.", ""),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} does not take a value.", ""),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Choose from:\n\t{choices}", ""),
)

Message = tuple[str, str]  # the singular or the only form, and the plural or ""


def messages() -> dict[Message, list[str]]:
    """All that the program says, each with the files that say it."""
    found: dict[Message, list[str]] = {}
    of_click = (("click", message) for message in OF_CLICK)
    for place, message in [
        *_marked(),
        *_manual_pages(),
        *_page(),
        *_help(),
        *_settings(),
        *_columns(),
        *_evidence(),
        *of_click,
    ]:
        places = found.setdefault(message, [])
        if place not in places:
            places.append(place)
    for singular in [singular for singular, plural in found if plural and (singular, "") in found]:
        del found[singular, ""]  # in a catalogue they are one
    return found


def update(file: Path) -> list[str]:
    """Bring one catalogue up to date, and compile it; returns what it leaves without a translation."""
    old = {(entry.msgid, entry.msgid_plural): entry for entry in polib.pofile(str(file))}
    new = polib.POFile(wrapwidth=100)
    new.metadata = polib.pofile(str(file)).metadata
    for (singular, plural), places in sorted(messages().items(), key=lambda item: (item[1][0], item[0])):
        entry = old.get((singular, plural)) or polib.POEntry(msgid=singular, msgid_plural=plural)
        entry.occurrences = [(place, "") for place in places]
        entry.flags = ["python-brace-format"] if _has_fields(singular) else []
        new.append(entry)
    new.save(str(file))
    new.save_as_mofile(str(file.with_suffix(".mo")))
    return [entry.msgid for entry in new.untranslated_entries()]


def _has_fields(message: str) -> bool:
    try:
        fields = [field for _, field, _, _ in Formatter().parse(message) if field is not None]
    except ValueError:  # braces of a manual page
        return False
    return bool(fields) and all(map(str.isidentifier, fields))


def _marked() -> Iterator[tuple[str, Message]]:
    """What the sources mark."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                texts = [
                    part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
                ]
                if texts and texts[0]:
                    yield _name(file), (texts[0], texts[1] if len(texts) > 1 else "")
    for file in sorted(PACKAGE.rglob("*.j2")):
        for call in Environment(autoescape=True).parse(file.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "_" and isinstance(call.args[0], nodes.Const):
                yield _name(file), (call.args[0].value, "")


def _name(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def _manual_pages() -> Iterator[tuple[str, Message]]:
    """The paragraphs of the checks' docstrings; the first is a line."""
    for check in CHECKS:
        summary, *paragraphs = inspect.cleandoc(check.__doc__ or "").split("\n\n")
        for text in (" ".join(summary.split()), *paragraphs):
            yield f"checks/{inspect.getmodule(check).__name__.rpartition('.')[2]}.py", (text.strip(), "")


def _help() -> Iterator[tuple[str, Message]]:
    """What `--help` says of the commands."""
    context = click.Context(cli)
    for name, command in [("__init__", cli), *((name, cli.get_command(context, name)) for name in COMMANDS)]:
        for text in _said_of(command):
            yield f"cli/{name}.py", (text, "")


def _said_of(command: click.Command | None) -> Iterator[str]:
    if command is None:
        return
    for text in (command.help, command.epilog):
        yield from filter(None, inspect.cleandoc(text or "").split("\n\n"))
    yield from filter(None, [command.short_help])
    for option in command.params:
        if isinstance(option, click.Option):
            yield from filter(None, [option.help])
        if isinstance(option, Option):
            yield option.group
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _said_of(below)


def _page() -> Iterator[tuple[str, Message]]:
    """The beginning of docs/checks.md."""
    for text in PAGE.split("\n\n"):
        yield "cli/explain.py", (text, "")


def _settings() -> Iterator[tuple[str, Message]]:
    """What the settings should be, for the errors that say so."""
    for hint in get_type_hints(Config, include_extras=True).values():
        for part in get_args(hint):
            if description := getattr(part, "description", None):
                yield "config.py", (description, "")


def _columns() -> Iterator[tuple[str, Message]]:
    """The columns of the workbook."""
    for name in HEADER:
        yield "report/table.py", (name.replace("_", " ").capitalize(), "")


def _evidence() -> Iterator[tuple[str, Message]]:
    """What the checks call the reasons of their findings."""
    for file in sorted((PACKAGE / "checks").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "evidence" and isinstance(node.value, ast.Dict):
                for key in node.value.keys:
                    if isinstance(key, ast.Constant):
                        yield _name(file), (str(key.value).replace("_", " "), "")


if __name__ == "__main__":
    os.environ["PARALLELCHECK_LANG"] = "en"
    missing = [(file, msgid) for file in sorted(LOCALE.rglob(f"{DOMAIN}.po")) for msgid in update(file)]
    for file, msgid in missing:
        sys.stdout.write(f"{file}: no translation: {msgid!r}\n")
    sys.exit(1 if missing else 0)
