"""Codes and names of languages, as they stand in the names of files and folders."""

import re

from parallelcheck.iso639 import CODES


def words(listed: str) -> frozenset[str]:
    """Words that are listed with spaces between them."""
    return frozenset(listed.split())


# Without codes that in file names are something else, and with some languages that have no code of two letters.
LANGUAGES = (CODES - words("ii io os sh ts vo")) | words("ast ckb cmn dsb fil gsw haw hsb kab tzm yue")

# Those of them that are no words, no abbreviations and no kinds of files in the names of documents. Any other needs
# company to be believed: `how-to`, `policies/it`, `hello-cs` and `my-report` name no language.
CLEAR = words("de en es fi fr hu ja ko nl pl pt ro ru sk sv tr zh")

_WORDS = {
    "en": "eng english anglais inglés ingles englisch inglese inglês",
    "fr": "fra fre french français francais französisch franzoesisch francés francese francês",
    "es": "spa esp spanish español espanol espagnol spanisch spagnolo espanhol",
    "de": "deu ger german deutsch allemand alemán aleman tedesco alemão alemao",
    "it": "ita italian italiano italien italienisch",
    "pt": "por portuguese português portugues portugais portugués portugiesisch portoghese",
    "nl": "nld dut dutch nederlands néerlandais neerlandais",
    "ar": "ara arabic arabe",
    "ca": "catalan català",
    "ja": "jpn japanese",
    "pl": "pol polish polski",
    "ru": "rus russian russe",
    "zh": "zho chi chinese chinois",
}
_BY_WORD = {word: language for language, listed in _WORDS.items() for word in listed.split()}

_SCRIPTS = "latn|cyrl|hans|hant|arab|deva|beng|guru"
_TAG = re.compile(
    rf"(?P<language>[a-z]{{2,3}})(?:[-_](?P<script>{_SCRIPTS}))?"
    r"(?:[-_]r?(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variant>@[a-z]{5,8}|-valencia)?",  # r as in Android's pt-rBR
    re.IGNORECASE,
)


def language_tag(text: str) -> str | None:
    """The language that `text` is the code of, such as `fr`, `pt-BR` or `zh-Hans`; None if it is something else."""
    match = _TAG.fullmatch(text)
    if not match or match["language"].lower() not in LANGUAGES:
        return None
    script, region, variant = (match[part] or "" for part in ("script", "region", "variant"))
    return "-".join(filter(None, (match["language"].lower(), script.title(), region.upper(), variant[1:].lower())))


def language_word(text: str) -> str | None:
    """The language that `text` names in a word or by three letters, such as `French`, `français` or `fra`."""
    return _BY_WORD.get(text.casefold())


def primary(tag: str | None) -> str | None:
    """`pt` of `pt-BR`."""
    return tag.partition("-")[0] if tag else None


def is_clear(tag: str | None) -> bool:
    """Whether it can hardly be anything but a language: `fr`, `pt-BR` and `it-IT`, but not `it`."""
    return tag is not None and ("-" in tag or tag in CLEAR)
