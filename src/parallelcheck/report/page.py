"""HTML pages made from templates: every value in them is escaped, and `visible`."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from parallelcheck.i18n import gettext, grouped
from parallelcheck.report.plain import visible

TEMPLATES = Path(__file__).parent / "templates"


def fill(template: str, page: object, script: str = "") -> str:
    """The page that `template` makes of the view `page`, whole: it needs no other file.

    The template's `style_hash` and `script_hash` are for a content security policy that lets nothing else act.
    """
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template(template)
        .render(page=page, style=style, style_hash=_hash(style), script=script, script_hash=_hash(script))
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"_": gettext, "grouped": grouped}
    return environment


def _harmless(value: object) -> object:
    return visible(value) if type(value) is str else value


def _hash(text: str) -> str:
    """`text` as a content security policy names it: nothing but this style and this script may act."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
