"""How findings speak."""

from collections.abc import Sequence


def quoted(text: str, limit: int = 60) -> str:
    """A text in quotation marks, cut at a word near `limit` characters."""
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a sentence lists them: "a, b and c"."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))
