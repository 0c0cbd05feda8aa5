"""`parallelcheck models`."""

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from parallelcheck.cli.options import format_option
from parallelcheck.cli.output import ExitStatus, as_json, print_text, width_of
from parallelcheck.config import load
from parallelcheck.encode.available import Model, available
from parallelcheck.encode.fitness import Fitness, Pairs, measure
from parallelcheck.errors import UsageError
from parallelcheck.i18n import _, decimal, grouped, marked

EPILOG = """\b
Examples:
  parallelcheck models
  parallelcheck models check intfloat/multilingual-e5-small
  parallelcheck models check ./my-model --pairs en-nl.tsv
  parallelcheck scan content/ --model intfloat/multilingual-e5-small

Nothing is ever downloaded. To fetch a model: hf download NAME."""

HINT = marked("To fetch another one: hf download NAME\nTo see whether one is fit: parallelcheck models check NAME")

CHECK_EPILOG = """\b
Exit status:
  0  the model is fit to compare documents with
  1  it is not
  2  it cannot be used on this machine"""

_LEAST_PAIRS = 20


@click.group("models", invoke_without_command=True, epilog=EPILOG, short_help="List the models on this machine.")
@format_option
@click.pass_context
def command(ctx: click.Context, output_format: str) -> None:
    """List the models that --model can be given on this machine, and what keeps one from being used.

    These are the embedded one, the sentence-transformers models in the model hub's cache, and the one that the
    settings name. Folders with a model can be given too.
    """
    if ctx.invoked_subcommand is None:
        models = available(load(None, Path.cwd()).model)
        print_text(listed_asas_json(models) if output_format == "json" else listed(models, width_of(sys.stdout)))


@command.command("check", epilog=CHECK_EPILOG, short_help="See whether a model is fit to compare documents with.")
@click.argument("name")
@click.option(
    "--pairs",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Sentences and their translations, a pair on each line with a tab between, to use in place of the built-in "
    "ones, which are English with French or Spanish.",
)
@format_option
@click.pass_context
def check(ctx: click.Context, name: str, pairs: Path | None, output_format: str) -> None:
    """See whether the model NAME (`embedded`, a name or a folder) brings sentences and their translations together,
    and how fast it is here.
    """
    found = measure(name, read_pairs(pairs) if pairs else None)
    print_text(checked_asas_json(found) if output_format == "json" else checked(found))
    ctx.exit(ExitStatus.CLEAN if found.is_fit else ExitStatus.FINDINGS)


def listed(models: list[Model], width: int) -> str:
    """A paragraph for each model, and how to come by others."""
    lines = [line for model in models for line in _described(model, width)]
    return "\n".join([*lines, "", _(HINT), ""])


def listed_asas_json(models: list[Model]) -> str:
    """The models as the public format 1 has them: a rename in the code renames no key."""
    rows = [
        {
            "name": model.name,
            "folder": model.folder and model.folder.as_posix(),
            "kind": model.folder and ("static" if model.is_static else "transformer"),
            "bytes": model.size,
            "dimensions": model.dimensions,
            "languages": model.languages,
            "obstacle": model.obstacle and f"It {model.obstacle}.",
        }
        for model in models
    ]
    return as_json({"format": 1, "models": rows})


def checked(found: Fitness) -> str:
    """The verdict, and the figures behind it."""
    return (
        f"{found.verdict}\n"
        f"  {_('translations found (P@1)'):<24}  {decimal(100 * found.precision, 1)}{_('%')}\n"
        f"  {_('cosine of translations'):<24}  {decimal(found.translations, 2)}\n"
        f"  {_('cosine of strangers'):<24}  {decimal(found.strangers, 2)}\n"
        f"  {_('speed'):<24}  {_('{number} sentences a second').format(number=grouped(round(found.speed)))}\n"
        f"  {_('loading'):<24}  {decimal(found.loading, 2)} s\n"
    )


def checked_asas_json(found: Fitness) -> str:
    """The figures as the public format 1 has them: a rename in the code renames no key."""
    figures = {
        "format": 1,
        "model": found.model,
        "fit": found.is_fit,
        "verdict": found.verdict,
        "precision_at_1": round(found.precision, 4),
        "translations": round(found.translations, 4),
        "strangers": round(found.strangers, 4),
        "sentences_a_second": round(found.speed, 1),
        "seconds_to_load": round(found.loading, 2),
    }
    return as_json(figures)


def read_pairs(path: Path) -> Pairs:
    """Sentences and their translations from a file. Raises UsageError where it does not hold enough of them."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        unread = _("{path} cannot be read as UTF-8 text: {error}.")
        raise UsageError(unread.format(path=path, error=error)) from error
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, start=1) if line.strip()]
    for number, row in rows:
        if len(row) != 2 or not all(cell.strip() for cell in row):
            expected = _("{path}, line {number}: a sentence, a tab and its translation are expected here.")
            raise UsageError(expected.format(path=path, number=number))
    if len(rows) < _LEAST_PAIRS:
        few = _("{path} holds {number} pairs, and fewer than {least} say nothing: add some.")
        raise UsageError(few.format(path=path, number=len(rows), least=_LEAST_PAIRS))
    left, right = zip(*(row for _, row in rows), strict=True)
    return left, right


def _described(model: Model, width: int) -> Iterator[str]:
    yield model.name
    if model.folder:
        number = len(model.languages)
        languages = ", ".join(model.languages) if number <= 12 else _("{number} languages").format(number=number)
        facts = [
            "static" if model.is_static else "transformer",
            _("{number} dimensions").format(number=model.dimensions) if model.dimensions else "",
            _("{size} MB").format(size=grouped(round(model.size / 1e6))),
            languages and _("knows {languages}").format(languages=languages),
        ]
        yield _indented(", ".join(filter(None, facts)), width)
    if model.obstacle:
        yield _indented(_("Not usable here, because it {obstacle}.").format(obstacle=model.obstacle), width)


def _indented(text: str, width: int) -> str:
    folding = textwrap.TextWrapper(
        width, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    return folding.fill(text)
