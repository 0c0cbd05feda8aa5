"""Settings, and where they are found: `parallelcheck.toml`, or `[tool.parallelcheck]` in `pyproject.toml`."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from parallelcheck.errors import SettingsError, near_miss
from parallelcheck.i18n import _
from parallelcheck.model import Exemption, Profile
from parallelcheck.toml_file import parsed, text_of
from parallelcheck.wildcards import anchored

FailOn = Literal["error", "warning", "note", "new", "never"]
Level = Literal["error", "warning", "note", "off"]
Severities = Mapping[str, Level]
LanguageCode = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")]
DECISIONS = "parallelcheck.decisions.toml"
LANGUAGE_CODE = "the code of a language, such as en, fr or pt"


class Override(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Severities for some documents only: those that fit one of `paths`, patterns as in `exclude`, and whose
    language is one of `languages`; empty means any.
    """

    severities: Severities
    paths: tuple[str, ...] = ()
    languages: tuple[LanguageCode, ...] = ()


class Foreign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What may stand in another language than its document; see docs/foreign.md.

    `allowed` are kinds of passages, `names` words and titles that are the same in all languages.
    """

    allowed: tuple[Exemption, ...] = get_args(Exemption)
    names: tuple[str, ...] = ()


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Every setting with its default. A settings file writes the names with hyphens: `fail-on`.

    `profile` says how much is reported, `select` empty means every check that is part of it. `severities` maps names
    of checks to the level at which they report, and switches those on that are no part of the profile; an `Override`
    does so for some documents, and of several the last one counts. `exclude` holds patterns of files and folders
    that a scan of a folder leaves out: `drafts` at any depth, `./drafts` here only, `blog/**/old-*.md`;
    "here" is the folder of the settings file, elsewhere the current folder. `front_matter` names the settings before
    a text that its readers see, each a path or the end of one (`hero.title`), instead of the usual ones. `glossary`
    names files of terms, CSV or TBX. `cache` keeps the vectors of slow models on disk. `pairs` maps patterns of
    originals, paths from here, to those of their translations. `checks` maps the name of a check to its options.
    """

    model: Annotated[str, Meta(min_length=1, description="the name or the folder of a model")] = "embedded"
    source_language: Annotated[LanguageCode | None, Meta(description=LANGUAGE_CODE)] = None
    target_language: Annotated[LanguageCode | None, Meta(description=LANGUAGE_CODE)] = None
    profile: Annotated[Profile, Meta(description="one of default, strict and review")] = "default"
    select: Annotated[tuple[str, ...], Meta(description="a list of names of checks")] = ()
    ignore: Annotated[tuple[str, ...], Meta(description="a list of names of checks")] = ()
    fail_on: Annotated[FailOn, Meta(description="one of error, warning, note, new and never")] = "error"
    severities: Annotated[
        Severities, Meta(description="a table of checks, each with one of error, warning, note and off")
    ] = msgspec.field(default_factory=dict)
    overrides: Annotated[
        tuple[Override, ...],
        Meta(
            description="a list of tables, [[overrides]], with severities and the paths or languages that they are for"
        ),
    ] = ()
    foreign: Annotated[
        Foreign,
        Meta(description=f"a table with two lists, names, and allowed with some of {', '.join(get_args(Exemption))}"),
    ] = Foreign()
    exclude: Annotated[tuple[str, ...], Meta(description="a list of patterns of paths")] = ()
    front_matter: Annotated[tuple[str, ...], Meta(description="a list of names of settings, such as title")] = ()
    cache: Annotated[bool, Meta(description="true or false")] = True
    glossary: Annotated[
        str | tuple[str, ...], Meta(description="the path of a file of terms, or a list of such paths")
    ] = ()
    decisions: Annotated[str, Meta(description="the path of a file")] = ""
    pairs: Annotated[
        Mapping[str, str | Mapping[str, str]],
        Meta(
            description="a table of patterns of originals, each with that of its translations, such as "
            '"content/en/{path}.md" = "content/{lang}/{path}.md"'
        ),
    ] = msgspec.field(default_factory=dict)
    checks: Annotated[
        Mapping[str, Mapping[str, object]],
        Meta(description="a table with one table of options for each check, such as [checks.numbers]"),
    ] = msgspec.field(default_factory=dict)


def load(path: Path | None, start: Path) -> Config:
    """The settings in `path`; without it, those of the nearest settings file from `start` upwards.

    The way up ends at the folder that holds `.git`. In one folder `parallelcheck.toml` goes before
    `pyproject.toml`. Raises SettingsError for a file that is not there or cannot be used.
    """
    if path is not None:
        table = _table(path)
        if table is None:
            raise SettingsError(
                _("{path} has no [tool.parallelcheck] table; write one, or leave out --config.").format(path=path)
            )
        return _config(table, path)
    for file in _candidates(start):
        table = _table(file)
        if table is not None:
            return _config(table, file)
    return Config(decisions=(_repository(start) / DECISIONS).as_posix())


def override(config: Config, **given: object) -> Config:
    """`config` with the values that are given, that is, those that are not None.

    Raises SettingsError for a value that the setting cannot have.
    """
    values = {name: value for name, value in given.items() if value is not None}
    for field in msgspec.structs.fields(Config):
        if field.name in values:
            _convert(field, values[field.name], "--" + field.encode_name)
    return msgspec.structs.replace(config, **values)


def _candidates(start: Path) -> Iterator[Path]:
    start = start.absolute()
    for folder in (start, *start.parents):
        for name in ("parallelcheck.toml", "pyproject.toml"):
            if (folder / name).is_file():
                yield folder / name
        if (folder / ".git").exists():
            return


def _repository(start: Path) -> Path:
    """The folder from `start` upwards that holds `.git`, or else `start`."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)


def _table(file: Path) -> dict[str, object] | None:
    """Our settings in `file`, or None for a `pyproject.toml` that has none."""
    content = parsed(text_of(file), file)
    if file.name != "pyproject.toml":
        return content
    tools = content.get("tool")
    table = tools.get("parallelcheck") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError(_("{file}: tool.parallelcheck should be a table, [tool.parallelcheck].").format(file=file))
    return table


def _config(table: Mapping[str, object], file: Path) -> Config:
    fields = {field.encode_name: field for field in msgspec.structs.fields(Config)}
    for key in table:
        if key not in fields:
            raise SettingsError(
                _("{file}: there is no setting {key!r}{hint}").format(file=file, key=key, hint=_hint(key, list(fields)))
            )
    values = {fields[key].name: _convert(fields[key], value, f"{file}: {key}") for key, value in table.items()}
    config = msgspec.structs.replace(Config(), **values)
    folder = file.absolute().parent
    return msgspec.structs.replace(
        config,
        exclude=_anchored(config.exclude, folder),
        glossary=_files_below(folder, config.glossary),
        decisions=(folder / (config.decisions or DECISIONS)).as_posix(),
        overrides=tuple(msgspec.structs.replace(o, paths=_anchored(o.paths, folder)) for o in config.overrides),
        pairs={_below(folder, source): _targets_below(folder, target) for source, target in config.pairs.items()},
    )


def _convert(field: msgspec.structs.FieldInfo, value: object, place: str) -> object:
    try:
        return msgspec.convert(value, field.type)
    except msgspec.ValidationError as error:
        expected = next(part.description for part in field.type.__metadata__ if part.description)
        raise SettingsError(
            _("{place} should be {expected}, not {value!r}.").format(place=place, expected=_(expected), value=value)
        ) from error


def _anchored(patterns: Sequence[str], folder: Path) -> tuple[str, ...]:
    """The patterns as they read wherever the program is started; see `Config`."""
    return tuple(anchored(pattern, folder) for pattern in patterns)


def _files_below(folder: Path, paths: str | Sequence[str]) -> tuple[str, ...]:
    return tuple((folder / path).as_posix() for path in ([paths] if isinstance(paths, str) else paths))


def _targets_below(folder: Path, targets: str | Mapping[str, str]) -> str | Mapping[str, str]:
    if isinstance(targets, str):
        return _below(folder, targets)
    return {language: _below(folder, pattern) for language, pattern in targets.items()}


def _below(folder: Path, pattern: str) -> str:
    """The pattern of a pair from the root; braces in the name of the folder are doubled, they are no fields."""
    if pattern.startswith("/"):
        return pattern
    return folder.as_posix().rstrip("/").replace("{", "{{").replace("}", "}}") + "/" + pattern.removeprefix("./")


def _hint(key: str, known: list[str]) -> str:
    if key == "tool":
        return "; outside pyproject.toml the settings stand at the top, without [tool.parallelcheck]."
    return near_miss(key, known, f"; there are {', '.join(known)}.")
