"""`parallelcheck pairs`."""

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from parallelcheck.checks.pairing import contradiction
from parallelcheck.checks.wording import listed
from parallelcheck.cli.options import config_option, format_option, settings
from parallelcheck.cli.output import ExitStatus, as_json, print_text, width_of
from parallelcheck.discover import Discovery
from parallelcheck.i18n import _, decimal, grouped
from parallelcheck.model import DocumentPair, Expected, language_name
from parallelcheck.pipeline import find_pairs
from parallelcheck.report.plain import count, one_line

FORMAT = 1  # goes up when a key changes meaning or goes away

EPILOG = """\b
Examples:
  parallelcheck pairs
  parallelcheck pairs content/ i18n/
  parallelcheck pairs reports/ --format json | jq '.pairs[] | select(.confidence < 1)'

\b
Pairs are stated in parallelcheck.toml, or in pyproject.toml under [tool.parallelcheck]:
  [tool.parallelcheck.pairs]
  "content/en/{path}.md" = "content/{lang}/{path}.md"
  "reports/report-{year}.pdf" = { fr = "reports/rapport-{year}.pdf" }

docs/pairing.md describes them, and the rules by which documents are paired without them."""


@click.command("pairs", epilog=EPILOG, short_help="Say which documents would be compared with which.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--source-language", metavar="CODE", help="Language of the originals.")
@click.option("--target-language", metavar="CODE", help="Language of the translations; others are left out.")
@config_option
@format_option
@click.pass_context
def command(
    ctx: click.Context, /, *, paths: tuple[str, ...], config_file: Path | None, output_format: str, **given: Any
) -> None:
    """Say which documents below PATHS a scan would compare with which, by which rule, and which it would check
    alone. Nothing is scanned. Without PATHS, the current folder is looked at.
    """
    paths = paths or (".",)
    found = find_pairs(paths, settings(config_file, paths, **given))
    if output_format == "json":
        print_text(listed_as_json(found), "utf-8")
    else:
        print_text(as_text(found, width_of(sys.stdout) if sys.stdout.isatty() else None))
    ctx.exit(ExitStatus.NOT_CHECKED if found.problems else ExitStatus.CLEAN)


def as_text(found: Discovery, width: int | None) -> str:
    """A table of the pairs, then what comes alone, what is missing, and what contradicts what.

    Names too long for a terminal of this `width` lose their beginnings; None is for a file, where nothing is cut.
    """
    pairs = [pair for pair in found.pairs if pair.source]
    alone = [pair for pair in found.pairs if not pair.source]
    blocks = [
        _table(pairs, width),
        _section(_("Without a counterpart"), map(_alone, alone)),
        _section(_("Not in every language"), _lacking(found.translations, {pair.target for pair in alone})),
        _section(_("Contradictions"), (f"{each.path}: {contradiction(each)}" for each in found.conflicts)),
        _section(_("Not looked at"), (f"{problem.path}: {problem.reason}" for problem in found.problems)),
        _section(_("Remarks"), found.notes),
        "\n".join([_summary(pairs, alone), *_gaps(found)]),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def listed_as_json(found: Discovery) -> str:
    """One object, described in docs/pairing.md; its keys are written out, so that a rename in the code renames none."""
    shown = {
        "format": FORMAT,
        "pairs": [
            {
                "source": pair.source,
                "target": pair.target,
                "source_language": pair.source_language,
                "target_language": pair.target_language,
                "rule": pair.paired_by,
                "confidence": pair.confidence,
            }
            for pair in found.pairs
            if pair.source
        ],
        "alone": [
            {"path": pair.target, "language": pair.target_language, "because": pair.paired_by}
            for pair in found.pairs
            if not pair.source
        ],
        "missing_translations": _missing(found.translations),
        "missing_originals": _missing(found.originals),
        "contradictions": [
            {"path": each.path, "others": list(each.others), "message": contradiction(each)} for each in found.conflicts
        ],
        "problems": [{"path": problem.path, "reason": problem.reason} for problem in found.problems],
        "notes": list(found.notes),
    }
    return as_json(shown)


def _missing(expected: Sequence[Expected]) -> list[dict[str, str | None]]:
    return [{"path": each.path, "language": each.language} for each in expected if each.counterpart is None]


def _table(pairs: Sequence[DocumentPair], width: int | None) -> str:
    if not pairs:
        return ""
    rows = [(_("source"), _("target"), _("rule"), _("confidence")), *map(_row, pairs)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    if width is not None:
        left = max(width - sum(widths[2:]) - 6, 20)
        widths[0] = min(widths[0], max(left // 2, left - widths[1]))
        widths[1] = min(widths[1], left - widths[0])
    return "\n".join(
        "  ".join(_cut(cell, size).ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _row(pair: DocumentPair) -> tuple[str, str, str, str]:
    return one_line(pair.source or ""), one_line(pair.target), pair.paired_by, decimal(pair.confidence, 2)


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else "…" + text[len(text) - size + 1 :]


def _alone(pair: DocumentPair) -> str:
    because = "" if pair.paired_by == "alone" else pair.paired_by
    language = language_name(pair.target_language) if pair.target_language else ""
    remarks = ", ".join(filter(None, (language, because)))
    return f"{pair.target} ({remarks})" if remarks else pair.target


def _lacking(translations: Sequence[Expected], alone: Collection[str]) -> Iterator[str]:
    """Originals that have translations, with the languages in which they have none."""
    lacking: dict[str, list[str]] = {}
    for each in translations:
        if each.counterpart is None and each.path not in alone:
            lacking.setdefault(each.path, []).append(language_name(each.language))
    yield from (
        _("{path}: no {languages} translation").format(path=path, languages=listed(languages, _("or")))
        for path, languages in sorted(lacking.items())
    )


def _section(title: str, items: Iterable[str]) -> str:
    shown = [f"  {one_line(item)}" for item in items]
    return "\n".join([title, *shown]) if shown else ""


def _summary(pairs: Sequence[DocumentPair], alone: Sequence[DocumentPair]) -> str:
    rules = Counter(pair.paired_by for pair in pairs)
    of_rule = _("{number} by {rule}")
    by = ", ".join(of_rule.format(number=grouped(number), rule=rule) for rule, number in rules.most_common())
    paired = count(len(pairs), "pair", "pairs") + (f" ({by})" if by else "")
    documents = count(len(alone), "document", "documents")
    return _("{pairs}, {documents} alone.").format(pairs=paired, documents=documents)


def _gaps(found: Discovery) -> Iterator[str]:
    for side, expected in (("translation", found.translations), ("original", found.originals)):
        totals = Counter(each.language for each in expected)
        missing = Counter(each.language for each in expected if each.counterpart is None)
        for language, number in missing.items():
            yield _gap(side, language).format(
                language=language_name(language),
                number=grouped(number),
                documents=count(totals[language], "document", "documents"),
            )


def _gap(side: str, language: str | None) -> str:
    if side == "translation":
        return (
            _("No {language} translation: {number} of {documents}.")
            if language
            else _("No translation: {number} of {documents}.")
        )
    return (
        _("No {language} original: {number} of {documents}.")
        if language
        else _("No original: {number} of {documents}.")
    )
