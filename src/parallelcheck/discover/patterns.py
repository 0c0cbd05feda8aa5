"""Pairs that the settings state: `"content/en/{path}.md" = "content/{lang}/{path}.md"`.

A name in braces stands for some text, the same on both sides: `{path}` may hold slashes, `{lang}` is the code of the
translation's language, any other name is text without a slash. `{{` and `}}` are braces. Patterns are paths, from the
current folder if they do not begin with a slash.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parallelcheck.discover.names import File
from parallelcheck.discover.tags import language_tag
from parallelcheck.errors import SettingsError
from parallelcheck.i18n import _

Patterns = Mapping[str, str | Mapping[str, str]]

_PART = re.compile(r"(\{\{|\}\}|\{[a-z]+\})")
_BRACES = {"{{": "{", "}}": "}"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A translation and its original as the settings name them; one of them may not be there."""

    source: File | None
    target: File | None
    language: str | None  # of the translation


@dataclass(frozen=True, slots=True)
class _Rule:
    """Translations into one language, or into those that `{lang}` says."""

    source: str
    target: str
    language: str | None


def stated(patterns: Patterns, files: Sequence[File]) -> list[Stated]:
    """What the settings say about these files; of several patterns that fit a translation the first counts.

    Raises SettingsError for a pattern that makes no sense.
    """
    places = {file.place: file for file in files}
    taken: set[File | None] = {None}
    found: list[Stated] = []
    for rule in list(_rules(patterns)):
        pairs = [pair for pair in _pairs(rule, places) if pair.target not in taken]
        taken |= {pair.target for pair in pairs}
        found += [*pairs, *_missing(rule, places, pairs)]
    return found


def _rules(patterns: Patterns) -> Iterator[_Rule]:
    for source, targets in patterns.items():
        for language, target in targets.items() if isinstance(targets, Mapping) else [(None, targets)]:
            _refuse(source, target, language)
            yield _Rule(_from_root(source), _from_root(target), language and language_tag(language))


def _from_root(pattern: str) -> str:
    if pattern.startswith("/"):
        return pattern
    here = Path.cwd().as_posix().rstrip("/").replace("{", "{{").replace("}", "}}")
    return f"{here}/{pattern.removeprefix('./')}"


def _refuse(source: str, target: str, language: str | None) -> None:
    """Raise SettingsError where the two patterns cannot say what translates what."""
    where = _("In the settings under pairs, the pattern")
    for pattern in (source, target):
        rest = "".join(part for part in _PART.split(pattern) if not _PART.fullmatch(part))
        if wrong := re.search(r"[*{}]", rest):
            raise SettingsError(
                _("{where} “{pattern}” has a “{wrong}”: write {{path}} or {{name}} for what varies.").format(
                    where=where, pattern=pattern, wrong=wrong[0]
                )
            )
    if language and not language_tag(language):
        raise SettingsError(
            _("{where} “{target}” is given for “{language}”, which is no code of a language such as fr.").format(
                where=where, target=target, language=language
            )
        )
    if "lang" in _fields(source):
        raise SettingsError(
            _("{where} “{source}” holds {{lang}}, but originals are in one language: write its name.").format(
                where=where, source=source
            )
        )
    if odd := _fields(source) ^ (_fields(target) - {"lang"}):
        raise SettingsError(
            _(
                "{where} “{source}” and that of its translations, “{target}”, must both hold {{{name}}}, or neither."
            ).format(where=where, source=source, target=target, name=min(odd))
        )


def _fields(pattern: str) -> set[str]:
    return {part[1:-1] for part in _PART.findall(pattern) if part not in _BRACES}


def _pairs(rule: _Rule, places: Mapping[str, File]) -> Iterator[Stated]:
    shape = _regex(rule.target)
    for place, file in places.items():
        match = shape.fullmatch(place)
        fields = match.groupdict() if match else {}
        language = rule.language or language_tag(fields.get("lang", ""))
        if match and ("lang" not in fields or language):
            source = _filled(rule.source, fields)
            if source != place:
                yield Stated(places.get(source), file, language)


def _missing(rule: _Rule, places: Mapping[str, File], pairs: Sequence[Stated]) -> Iterator[Stated]:
    """The originals that are not there in a language of the rule, in which others are."""
    shape = _regex(rule.source)
    there = {(pair.source, pair.language) for pair in pairs}
    languages = sorted({pair.language or "" for pair in pairs if pair.source})
    for place, file in places.items():
        if match := shape.fullmatch(place):
            for language in languages:
                target = _filled(rule.target, match.groupdict() | {"lang": language})
                if (file, language or None) not in there and target != place:
                    yield Stated(file, None, language or None)


def _regex(pattern: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def part(text: str) -> str:
        if not _PART.fullmatch(text) or text in _BRACES:
            return re.escape(_BRACES.get(text, text))
        name = text[1:-1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>{'.+' if name == 'path' else '[^/]+'})"

    return re.compile("".join(map(part, _PART.split(pattern))))


def _filled(pattern: str, fields: Mapping[str, str]) -> str:
    return "".join(
        _BRACES.get(part, fields[part[1:-1]] if _PART.fullmatch(part) and part not in _BRACES else part)
        for part in _PART.split(pattern)
    )
