"""How findings speak."""


def quoted(text: str, limit: int = 60) -> str:
    """A text in quotation marks, cut at a word near `limit` characters."""
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"
