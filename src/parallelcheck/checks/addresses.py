"""What an address in a document leads to, apart from the language it asks for.

`https://www.example.org/en/help/?utm_source=x` and `http://example.org/fr/help` are one page in two languages.
"""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart.

    `page` is what remains of it without scheme, language, tracking and fragment: it is the same for the same
    page in another language, unless its name is translated. `site` is who publishes it: the registered
    domain, "" for the site of the document itself, "mailto" or "tel". `host` is empty for relative addresses,
    `language` is None where the address names none.
    """

    site: str
    host: str
    page: str
    language: str | None = None

    @property
    def country(self) -> str | None:
        """The country of its domain."""
        top = self.site.rpartition(".")[2]
        return top if top in _COUNTRIES and top != "com" else None

    def is_on_site_of(self, other: "Address") -> bool:
        """The same publisher, perhaps under the domain of another country: amazon.com, amazon.fr."""
        if self.site == other.site:
            return True
        (brand, _, top), (other_brand, _, other_top) = self.site.partition("."), other.site.partition(".")
        return brand == other_brand and {top, other_top} <= _COUNTRIES


@cache
def read_address(value: str) -> Address | None:
    """An address taken apart; None for one that leads nowhere ("#", "javascript:…")."""
    value = _ARCHIVE.sub("", value.strip())
    scheme, _, rest = value.partition(":")
    if _EMAIL.fullmatch(value):
        scheme, rest = "mailto", value
    if scheme.lower() in {"mailto", "tel"}:
        return _contact(scheme.lower(), rest)
    try:
        parts = urlsplit(f"https://{value}" if value.lower().startswith("www.") else value)
    except ValueError:  # "http://[…": a placeholder
        return Address("", "", value)
    if parts.scheme not in {"", "http", "https", "ftp"} or not any(
        (parts.netloc, parts.path, parts.query, parts.fragment)
    ):
        return None
    if parts.netloc.lower() == "youtu.be":
        return _page("www.youtube.com", "/watch", f"v={parts.path.strip('/')}", "")
    return _page(parts.netloc, parts.path, parts.query, parts.fragment)


def _contact(scheme: str, rest: str) -> Address:
    who = unquote(rest.partition("?")[0]).strip().lower()
    if scheme == "tel":
        return Address(scheme, "", re.sub(r"\D", "", who))
    name, _, domain = who.partition("@")
    stem, language = _without_language(name)
    return Address(scheme, "", f"{stem}@{domain}", language)


def _page(host: str, path: str, query: str, fragment: str) -> Address:
    """`page` is "#" for a place in the very page of the link: the name of the place is often translated."""
    labels = [label for label in host.lower().split(":")[0].split(".") if label and label != "www"]
    languages = [_LANGUAGES[label] for label in labels[:-2] if label in _LANGUAGES]
    host = ".".join([label for label in labels[:-2] if label not in _LANGUAGES] + labels[-2:])
    segments, languages_there = _path(unquote(path).lower())
    asked, languages_asked = _query(query)
    page = "/".join([host, *segments]) + ("?" + "&".join(sorted(asked)) if asked else "")
    if not page.strip("/") and fragment:
        page = "#"
    named = [*languages, *languages_there, *languages_asked]
    return Address(_site(labels), host, page, named[-1] if named else None)


def _path(path: str) -> tuple[list[str], list[str]]:
    """The parts of a path that tell pages apart, and the languages that it names."""
    parts = [_without_language(_SUFFIX.sub("", part)) for part in path.strip("/").split("/")]
    return (
        [name for name, _ in parts if name not in {"", "index", ".", ".."}],
        [language for _, language in parts if language],
    )


def _query(query: str) -> tuple[list[str], list[str]]:
    """What a query asks for, and in which languages."""
    asked, languages = [], []
    for key, value in parse_qsl(query, keep_blank_values=True):
        about_language = _LANGUAGE_KEY.search(key)
        name, language = _without_language(value.lower())
        languages += [language] if language else []
        if not _TRACKING.match(key) and not about_language:
            asked.append(f"{key}={name}")
    return asked, languages


def _without_language(name: str) -> tuple[str, str | None]:
    """A part of a path without the language that it names: "en-us", "index-fra", "rapport_f"."""
    if match := _LOCALE.fullmatch(name):
        return "", _LANGUAGES[match[1]]
    if match := _LANGUAGE_AT_END.fullmatch(name):
        return match[1] + (match[3] or ""), _LANGUAGES[match[2]]
    return name, None


def _site(labels: list[str]) -> str:
    shared = len(labels) > 2 and (labels[-2] in _GENERIC or ".".join(labels[-2:]) in _HOSTERS)
    return ".".join(labels[-3:] if shared else labels[-2:])


_LANGUAGES = {
    name: code
    for code, names in {
        "en": "en eng english anglais ingles englisch inglese e",
        "fr": "fr fra fre french francais français frances französisch francese f",
        "es": "es spa spanish espanol español espagnol spanisch spagnolo",
        "pt": "pt por portuguese portugues português portugais portugiesisch portoghese",
        "de": "de deu ger german deutsch allemand aleman alemao tedesco",
        "it": "it ita italian italiano italien italienisch",
    }.items()
    for name in names.split()
}
_NAMES = "|".join(sorted(_LANGUAGES, key=len, reverse=True))
_LOCALE = re.compile(rf"({_NAMES})(?:[-_](?:[a-z]{{2}}|\d{{3}}))?")
_LANGUAGE_AT_END = re.compile(rf"(.+)[-_.]({_NAMES})(\.\w{{2,4}})?")
_LANGUAGE_KEY = re.compile(r"lang|locale|^(?:hl|l|lng|idioma|sprache)$", re.IGNORECASE)
_TRACKING = re.compile(r"(?:utm_\w+|_ga|fbclid|gclid|trackingid|mc_[ce]id|wbdisable|feature|ref)$", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|jsp|cfm|md)$")
_EMAIL = re.compile(r"[^\s/@:]+@[^\s/@]+\.\w+")
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/\w+/(?=https?:)")
# Second levels below which names are registered, and hosts whose subdomains belong to different people.
_GENERIC = {"co", "com", "org", "net", "ac", "edu"}
_HOSTERS = {"github.io", "gitlab.io", "wordpress.com", "blogspot.com", "netlify.app", "vercel.app", "substack.com"}
_COUNTRIES = {"com", "fr", "de", "es", "it", "pt", "com.br", "com.mx", "com.ar", "ca", "ch", "at", "be", "co.uk", "us"}
