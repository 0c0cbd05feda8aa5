"""Which units of two documents translate one another: for programs, for tables, for translation memories, as a page."""

from importlib import import_module
from types import MappingProxyType

from parallelcheck.errors import UsageError
from parallelcheck.model import AlignedPair
from parallelcheck.report.bitext.export import Export, sides

# Format -> the module whose `render(pair, units) -> Export` writes it, imported when first asked for.
WRITERS = MappingProxyType(
    {name: f"parallelcheck.report.bitext.{name}" for name in ("json", "tsv", "html", "tmx", "xlsx")}
)

__all__ = ["WRITERS", "Export", "export"]


def export(pair: AlignedPair, bitext_format: str, units: str = "passages") -> Export:
    """The alignment of `pair`, whose segments are `units`, in one of `WRITERS`.

    Raises UsageError for another format, for a document alone, and where the format cannot hold this alignment.
    """
    if bitext_format not in WRITERS:
        raise UsageError(f"There is no format {bitext_format!r} for an alignment; choose one of {', '.join(WRITERS)}.")
    sides(pair)
    written: Export = import_module(WRITERS[bitext_format]).render(pair, units)
    return written
