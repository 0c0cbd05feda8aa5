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


def primary(tag: str | None) -> str | None:
    """`pt` of `pt-BR`."""
    return tag.partition("-")[0] if tag else None


def is_clear(tag: str | None) -> bool:
    """Whether it can hardly be anything but a language: `fr`, `pt-BR` and `it-IT`, but not `it`."""
    return tag is not None and ("-" in tag or tag in CLEAR)
