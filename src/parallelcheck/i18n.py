"""The program's own words in the language of whoever reads them: gettext, with the catalogues in `locale/`.

The msgid of a word is the English one, so a word without a translation is shown in English.
"""

import gettext as stdlib
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DOMAIN = "parallelcheck"
LOCALE = Path(__file__).parent / "locale"
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")  # POSIX: the first one that is set counts


def languages(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The languages that the environment asks for, best first, without English and what comes after it.

    PARALLELCHECK_LANG counts first; then what GNU gettext looks at, and LANGUAGE as there only beside a locale that is
    not C (its manual, 2.3.3).
    """
    own = environment.get("PARALLELCHECK_LANG")
    locale = next(filter(None, map(environment.get, _LOCALES)), "C")
    if not own and locale.partition(".")[0] in {"C", "POSIX"}:
        return ()
    wanted = (own or environment.get("LANGUAGE") or locale).split(":")
    english = [at for at, language in enumerate(wanted) if language.lower().startswith(("en", "c."))]
    return tuple(wanted[: english[0]] if english else wanted)


def gettext(message: str) -> str:
    """A word or a sentence of ours in the reader's language."""
    return _catalogue(languages(os.environ)).gettext(message) if message else ""  # that of "" is the file's header


def ngettext(singular: str, plural: str, number: int) -> str:
    """The same in the form that goes with `number`."""
    return _catalogue(languages(os.environ)).ngettext(singular, plural, number)


def marked(message: str) -> str:
    """The English message itself, marked to be in the catalogue: it is translated where it is shown."""
    return message


def paragraphs(text: str) -> str:
    """A text of several paragraphs, each of them a message of its own."""
    return "\n\n".join(map(gettext, text.split("\n\n")))


def grouped(number: int) -> str:
    """A whole number with its thousands apart: 1,234."""
    return f"{number:,}".replace(",", gettext(","))


def decimal(number: float, digits: int) -> str:
    """A number with so many digits after the point."""
    return f"{number:.{digits}f}".replace(".", gettext("."))


def speak_for_click() -> None:
    """Have click take its own words, in `--help` and in errors, from our catalogue: it asks the standard library's
    gettext, which looks at LANGUAGE.
    """
    stdlib.bindtextdomain(DOMAIN, LOCALE)
    stdlib.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = ":".join(languages(os.environ)) or "C"


@cache
def _catalogue(wanted: tuple[str, ...]) -> stdlib.NullTranslations:
    return stdlib.translation(DOMAIN, LOCALE, languages=wanted, fallback=True)


_ = gettext
