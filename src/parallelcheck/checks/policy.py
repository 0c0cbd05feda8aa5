"""What checks of language and coverage share."""

import re

# The checks that say that a text was not translated, or is in a wrong language, the first ones before the later ones.
UNTRANSLATED = ("mostly-untranslated", "left-beside-translation", "untranslated-passage")
WRONG_LANGUAGE = (*UNTRANSLATED, "foreign-passage", "partly-untranslated")
_LETTER = re.compile(r"[^\W\d_]")


def words(text: str) -> int:
    """How many words a text has."""
    return sum(1 for word in text.split() if _LETTER.search(word))
