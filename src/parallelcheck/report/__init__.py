"""What a scan found, as text for a terminal, as JSON for programs, as one HTML page for editors."""

from importlib import import_module
from types import MappingProxyType

from parallelcheck.errors import UsageError
from parallelcheck.model import ScanResult

# Format -> the module whose `render(result) -> str` writes it, imported when first asked for.
REPORTERS = MappingProxyType(
    {
        "text": "parallelcheck.report.text",
        "json": "parallelcheck.report.json",
        "html": "parallelcheck.report.html",
    }
)


def render(result: ScanResult, report_format: str, *, width: int = 80, colour: bool = False, verbosity: int = 0) -> str:
    """The report on `result` in one of `REPORTERS`; it always ends with a line break and encodes as UTF-8.

    Only "text" looks at the last three: columns to wrap at, ANSI colours, and how much to say (-1: one line
    for each finding and nothing else; 0; 1: with evidence and scores).
    """
    if report_format not in REPORTERS:
        raise UsageError(f"There is no report format {report_format!r}; choose one of {', '.join(REPORTERS)}.")
    module = import_module(REPORTERS[report_format])
    options = {"width": width, "colour": colour, "verbosity": verbosity} if report_format == "text" else {}
    report: str = module.render(result, **options)
    return report
