"""TOML files of the user's, read with a sentence for whatever is wrong with them."""

import tomllib
from pathlib import Path
from typing import Any

from parallelcheck.errors import SettingsError
from parallelcheck.i18n import _


def text_of(file: Path) -> str:
    """The text of a file. Raises SettingsError where it cannot be had."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(
            _("{file} cannot be read: {error}.").format(file=file, error=error.strerror or error)
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            _("{file} is not UTF-8, as TOML must be: save it in that encoding.").format(file=file)
        ) from error


def parsed(text: str, file: Path) -> dict[str, Any]:
    """What the text of a file says. Raises SettingsError, with line and column, where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_("{file} is not valid TOML: {error}.").format(file=file, error=error)) from error
