"""What an edit did to the words of a passage, and whether it now says something else."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import IntEnum
from itertools import repeat

from parallelcheck.checks.negation_words import negation_words
from parallelcheck.checks.wording import listed, quoted
from parallelcheck.i18n import _, marked
from parallelcheck.model import Edit, Finding, Related, Severity
from parallelcheck.stems import is_function_word, primary, stem

_WORD = re.compile(r"\w+(?:[.,:'’]\w+)*%?")
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"[\w,;]\s([A-ZÀ-Þ]\w*)")  # a word in capitals, not at the beginning of a sentence
# Cosine from which on two versions of a passage may say the same, unless numbers, names or a negation differ. Of such
# edits in the history of a manual about half asked for nothing of its translations; of the others, one in seven.
_ALIKE = 0.95
_SHOWN = 3  # changes that a message tells

Replaced = tuple[tuple[str, ...], tuple[str, ...]]  # words, and the words in their place


class Weight(IntEnum):
    """How much an edit changes."""

    FORM = 0  # spelling, the form of words
    SMALL_WORDS = 1
    WORDING = 2  # other words, which perhaps say the same
    MEANING = 3


def replaced(edit: Edit) -> tuple[Replaced, ...]:
    """The words of a passage that were replaced, added or deleted, in order; case and punctuation do not count."""
    before, after = _WORD.findall(edit.before.text), _WORD.findall(edit.after.text)
    matcher = SequenceMatcher(None, [w.lower() for w in before], [w.lower() for w in after], autojunk=False)
    return tuple(
        (tuple(before[i:j]), tuple(after[k:n])) for what, i, j, k, n in matcher.get_opcodes() if what != "equal"
    )


def weight(edit: Edit, language: str | None) -> Weight:
    """What the weightiest of the changes in a passage amounts to."""
    found = max((_weight(old, new, language) for old, new in replaced(edit)), default=Weight.FORM)
    if found is not Weight.WORDING:
        return found
    names = {name for segment in (edit.before, edit.after) for name in _NAME.findall(segment.text)}
    renamed = any(names.intersection(old).symmetric_difference(names.intersection(new)) for old, new in replaced(edit))
    return Weight.MEANING if renamed or edit.similarity < _ALIKE else Weight.WORDING


def told(changes: Sequence[Replaced]) -> str:
    """The changes as a sentence tells them: “85 people” became “90”, “today” was added."""
    said = [_told(old, new) for old, new in changes[:_SHOWN]]
    if len(changes) > _SHOWN:
        said.append(_("{number} more").format(number=len(changes) - _SHOWN))
    return listed(said)


def finding(check: str, severity: Severity, message: str, edit: Edit, *, in_source: bool) -> Finding:
    """What a check says about an edit."""
    here, there = (edit.after,), edit.counterpart
    return Finding(
        check,
        severity,
        message,
        source=here if in_source else there,
        target=there if in_source else here,
        also=(Related(marked("as it was"), edit.before),),
        evidence={"commit": edit.commit, "changes": tuple(_told(old, new) for old, new in replaced(edit))},
        suggestion=_("Make the translation say the same, if it does not.")
        if in_source
        else _("Make the source say the same, if it does not."),
    )


def _told(old: Sequence[str], new: Sequence[str]) -> str:
    if not old:
        return _("{text} was added").format(text=quoted(" ".join(new)))
    if not new:
        return _("{text} was deleted").format(text=quoted(" ".join(old)))
    return _("{old} became {new}").format(old=quoted(" ".join(old)), new=quoted(" ".join(new)))


def _weight(old: Sequence[str], new: Sequence[str], language: str | None) -> Weight:
    if "".join(old).lower() == "".join(new).lower():  # "web site", "website"
        return Weight.FORM
    if len(old) == len(new) and all(map(_is_form, old, new, repeat(primary(language)))):
        return Weight.FORM
    words = [word for word in (*old, *new) if not (word in old and word in new)]
    negation = negation_words(primary(language))
    if any((negation is not None and negation.open.search(word.lower())) or _DIGIT.search(word) for word in words):
        return Weight.MEANING
    return Weight.SMALL_WORDS if all(is_function_word(word, language) for word in words) else Weight.WORDING


def _is_form(one: str, other: str, language: str) -> bool:
    """Whether two words are one in another form or spelling."""
    one, other = one.lower(), other.lower()
    if _DIGIT.search(one + other):
        return False
    return stem(one, language) == stem(other, language) or _is_typo(one, other)


def _is_typo(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too much, or two changed places, in a long word, not at its beginning."""
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    exchanged = left[:2] == right[1::-1] and left[2:] == right[2:]
    return exchanged or left[1:] == right[1:] or left[1:] == right or left == right[1:]
