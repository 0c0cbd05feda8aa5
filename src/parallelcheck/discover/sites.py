"""What the files of a site say about its languages: which is that of the originals, which folder holds which."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from parallelcheck.discover.tags import language_tag

# Hugo; Jekyll polyglot; Docusaurus, Astro and Starlight; Pelican.
_DEFAULT = re.compile(
    r"""\b(?:defaultContentLanguage|default_lang|defaultLocale|DEFAULT_LANG)["']?\s*[:=]\s*["']?([A-Za-z]{2,3}[\w-]*)"""
)
_MKDOCS_LOCALE = re.compile(r"-\s+locale:\s*[\"']?([\w-]+)(?=(?:(?!locale:)[\s\S])*?\bdefault:\s*true)")
_SIZE = 200_000  # characters of such a file that are looked at


@dataclass(frozen=True, slots=True)
class Site:
    """The languages of a site below `folder`: of its originals, and of the folders that it names."""

    folder: Path
    default: str | None
    folders: Mapping[Path, str]


def sites(files: Iterable[Path]) -> list[Site]:
    """What the files say, those deepest in the tree first; files that say nothing, or cannot be read, are none."""
    found = (_site(file, text) for file in files if (text := _text(file)))
    known = [site for site in found if site.default or site.folders]
    return sorted(known, key=lambda site: len(site.folder.parts), reverse=True)


def _text(file: Path) -> str | None:
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            return stream.read(_SIZE)
    except OSError:
        return None


def _site(file: Path, text: str) -> Site:
    match = _DEFAULT.search(text) or (_MKDOCS_LOCALE.search(text) if file.name == "mkdocs.yml" else None)
    folder = file.parent.parent.parent if file.parent.name == "_default" else file.parent  # Hugo's config/_default
    folders = {folder / place: language for language, place in _content_folders(file, text)}
    return Site(folder, language_tag(match[1]) if match else None, folders)


def _content_folders(file: Path, text: str) -> Iterator[tuple[str, str]]:
    """Hugo's (language, contentDir), from `[languages.fr]` or, in a file of languages, from `[fr]`."""
    if "contentdir" not in text.lower():
        return
    settings = _settings(file, text)
    languages = settings if file.stem == "languages" else _entry(settings, "languages")
    for code, options in languages.items() if isinstance(languages, dict) else ():
        language, place = language_tag(str(code)), _entry(options, "contentdir")
        if language and isinstance(place, str):
            yield language, place


def _settings(file: Path, text: str) -> object:
    import yaml

    try:
        return tomllib.loads(text) if file.suffix == ".toml" else yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, RecursionError):
        return {}


def _entry(table: object, name: str) -> object:
    """The entry of that name, whether Hugo's user wrote contentDir or contentdir; None if there is none."""
    entries = table.items() if isinstance(table, dict) else ()
    return next((value for key, value in entries if str(key).lower() == name), None)
