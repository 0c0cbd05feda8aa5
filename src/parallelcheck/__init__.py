"""Does a publication say the same thing in every language?

from parallelcheck import Config, scan

result = scan(pairs=[("report.en.md", "rapport.fr.md")])
for finding in result.findings:
    print(finding.where, finding.check, finding.message)
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parallelcheck.config import Config
    from parallelcheck.errors import ParallelcheckError
    from parallelcheck.model import Finding, Problem, ScanResult
    from parallelcheck.pipeline import recheck, scan

__version__ = "0.1.0"
__all__ = ["Config", "Finding", "ParallelcheckError", "Problem", "ScanResult", "__version__", "recheck", "scan"]

_HOMES = {
    "Config": "config",
    "Finding": "model",
    "ParallelcheckError": "errors",
    "Problem": "model",
    "ScanResult": "model",
    "recheck": "pipeline",
    "scan": "pipeline",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: `parallelcheck --version` needs none of them (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
