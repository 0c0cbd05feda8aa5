"""What may go wrong, in words for the person who typed the command.

Every :class:`ParallelcheckError` is printed as one sentence and ends the program with exit status 2.
Anything else that escapes is a bug and keeps its traceback.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from parallelcheck.i18n import _


def near_miss(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """“; did you mean X?” where one of the known names is near, else `otherwise`: the end of a sentence."""
    close = get_close_matches(name, list(known), n=1)
    return _("; did you mean {name}?").format(name=close[0]) if close else otherwise


class ParallelcheckError(Exception):
    """Something the user can put right: the message names the place and the way out."""


class UsageError(ParallelcheckError):
    """Arguments that make no sense together, or a name that does not exist."""


class SettingsError(ParallelcheckError):
    """A settings file that cannot be used."""


class ReadError(ParallelcheckError):
    """A document that cannot be read. A scan turns it into a `Problem` and goes on with the others."""


class ModelError(ParallelcheckError):
    """An embedding model that is not there, or cannot be used here."""
