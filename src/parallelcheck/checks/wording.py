"""How findings speak."""

from collections.abc import Sequence

from parallelcheck.i18n import _


def quoted(text: str, limit: int = 60) -> str:
    """A text in quotation marks, cut at a word near `limit` characters."""
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0] + " …"
    return _("“{text}”").format(text=text)


def listed(words: Sequence[str], last: str = "") -> str:
    """Words as a sentence lists them: "a, b and c", or with another word before the `last`."""
    return f" {last or _('and')} ".join(filter(None, (", ".join(words[:-1]), words[-1])))
