"""What a document says of itself before its text begins: read without reading the rest."""

import re
from collections.abc import Iterator
from pathlib import Path

from parallelcheck.model import Head
from parallelcheck.read.frontmatter import entries
from parallelcheck.read.markup import Tag, tokens

_WITH_SETTINGS = frozenset((".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".txt", ".html", ".htm"))
_PAGES = frozenset((".html", ".htm", ".xhtml"))
_SIZE = 32_000  # bytes: front matter and the head of a page are no longer
# To take front matter apart takes a hundred times as long as to look for what helps to find translations.
_TELLING = re.compile(
    r"^[\"':]?(?:lang|language|locale|translat\w*|page_id|ref|slug|permalink|original|source|alt_?lang_?page|alternates?"
    r"|alternate_url|hreflang|notranslate|lang-exclusive|draft)\b.*[:=]",
    re.IGNORECASE | re.MULTILINE,
)
# Pelican's metadata, and the fields of reStructuredText and AsciiDoc: from the first line to the first other one.
_FIELD = re.compile(r":?(?P<name>[A-Za-z][\w-]*):[ \t]+(?P<value>.+)")
_HTML = re.compile(r"<html\s[^<>]*>", re.IGNORECASE)
_SWITCHES = {
    "deutsch": "de",
    "english": "en",
    "español": "es",
    "espanol": "es",
    "français": "fr",
    "francais": "fr",
    "italiano": "it",
    "português": "pt",
    "portugues": "pt",
}
# Whether it is worth while to look at the links one by one.
_LINKS = re.compile(rf"<(?:link|a)\s[^<>]*\b(?:href)?lang\s*=|>\s*(?:{'|'.join(_SWITCHES)})\s*<", re.IGNORECASE)


def head(path: Path) -> Head:
    """The settings, the language and the addresses of other languages at the head of a document.

    Empty for a format that has no such head, and for a file that cannot be read: whoever reads it will say why.
    """
    suffix = path.suffix.lower()
    if suffix not in _WITH_SETTINGS | _PAGES:
        return Head()
    try:
        with path.open("rb") as file:
            text = file.read(_SIZE).decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    except OSError:
        return Head()
    settings = _settings(text) if suffix in _WITH_SETTINGS else {}
    language = next((settings[name] for name in ("lang", "language", "locale") if name in settings), None)
    if suffix not in _PAGES:
        return Head(language, settings)
    return Head(language or _page_language(text), settings, tuple(dict.fromkeys(_alternates(text))))


def _settings(text: str) -> dict[str, str]:
    if not _TELLING.search(text):
        return {}
    return {name.lower(): value for name, value in entries(text)} or dict(_fields(text))


def _fields(text: str) -> Iterator[tuple[str, str]]:
    lines = text.split("\n")
    below_title = next((at for at, line in enumerate(lines[:4]) if line.startswith(":")), 0)
    for line in lines[below_title:]:
        field = _FIELD.fullmatch(line.rstrip())
        if not field:
            return
        yield field["name"].lower(), field["value"].strip()


def _page_language(text: str) -> str | None:
    match = _HTML.search(text)
    tags = (token for _, token in tokens(match[0]) if isinstance(token, Tag)) if match else iter(())
    return next((tag.attributes.get("lang") for tag in tags), None)


def _alternates(text: str) -> Iterator[tuple[str | None, str]]:
    """Links with hreflang, and those whose text names a language: `<a href="…">Français</a>`."""
    link: Tag | None = None
    for _, token in tokens(text) if _LINKS.search(text) else ():
        if isinstance(token, Tag):
            link = None if token.closing else token
            if link and "hreflang" in link.attributes and link.name in {"link", "a"}:
                yield link.attributes["hreflang"], link.attributes.get("href", "")
        elif link and link.name == "a" and "hreflang" not in link.attributes:
            name, declared = token.strip().lower(), link.attributes.get("lang")
            if name and name in {*_SWITCHES, declared}:
                yield declared or _SWITCHES[name], link.attributes.get("href", "")
