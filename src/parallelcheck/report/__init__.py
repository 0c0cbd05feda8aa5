"""What a scan found: for a terminal, for editors, for spreadsheets, for CI and other programs."""

from importlib import import_module
from types import MappingProxyType

from parallelcheck.errors import UsageError
from parallelcheck.i18n import _
from parallelcheck.model import ScanResult

_FORMATS = (
    "text",
    "json",
    "html",
    "markdown",
    "csv",
    "xlsx",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
)
# Format -> the module whose `render(result) -> str | bytes` writes it, imported when first asked for.
REPORTERS = MappingProxyType({name: f"parallelcheck.report.{name}" for name in _FORMATS})


def render(
    result: ScanResult, report_format: str, *, width: int = 80, colour: bool = False, verbosity: int = 0
) -> str | bytes:
    """The report on `result` in one of `REPORTERS`: bytes for "xlsx"; else text that encodes as UTF-8, and that is
    empty or ends with a line break.

    Only "text" looks at the last three: columns to wrap at, ANSI colours, and how much to say (-1: one line
    for each finding and nothing else; 0; 1: with evidence and scores).
    """
    if report_format not in REPORTERS:
        raise UsageError(
            _("There is no report format {name!r}; choose one of {formats}.").format(
                name=report_format, formats=", ".join(REPORTERS)
            )
        )
    module = import_module(REPORTERS[report_format])
    options = {"width": width, "colour": colour, "verbosity": verbosity} if report_format == "text" else {}
    report: str | bytes = module.render(result, **options)
    return report
