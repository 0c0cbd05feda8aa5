"""Real documents with their translations, and the scan of one of them with its target as it is or changed."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from parallelcheck.checks import CHECKS
from parallelcheck.config import Config
from parallelcheck.model import AlignedPair, Finding, ScanResult, Severity
from parallelcheck.pipeline import scan
from parallelcheck.read import FORMATS

# Every publisher is in one half only. Constants are chosen on the first, figures quoted of the second.
CHOOSING = ("cds", "mozlegal", "osguide", "cnil", "datenanfragen", "open-first")
QUOTED = ("gcblog", "letsenc", "innersource", "cncf", "gc-da11yn", "osth")
BY_DEFAULT = frozenset(check.name for check in CHECKS if check.profile == "default")


@dataclass(frozen=True)
class RealPair:
    """A document and its translation, as files named by their languages (`en.md`, `fr.md`)."""

    name: str
    source: Path
    target: Path

    @property
    def languages(self) -> str:
        """Such as "en-fr"."""
        return f"{self.source.stem}-{self.target.stem}"

    @property
    def publisher(self) -> str:
        """The beginning of the name that says whose it is."""
        return next(name for name in (*CHOOSING, *QUOTED) if self.name.startswith(name))

    @cached_property
    def lines(self) -> list[str]:
        """Of the target."""
        return text_of(self.target).split("\n")

    @cached_property
    def source_lines(self) -> list[str]:
        """Of the source."""
        return text_of(self.source).split("\n")


@dataclass(frozen=True, eq=False)
class Original:
    """A pair as it is, and what the program makes of it."""

    pair: RealPair
    aligned: AlignedPair
    findings: tuple[Finding, ...]


def text_of(path: Path) -> str:
    """The file's text with its line ends."""
    return path.read_bytes().decode()


def corpora() -> Path:
    """The folder of real documents; it need not be there."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "corpora"
    return Path(os.environ.get("PARALLELCHECK_CORPORA", beside))


def real_pairs(publishers: Sequence[str], *, one_each: bool = False) -> list[RealPair]:
    """The clean pairs of these publishers that can be read, or the first one of each; none where the folder is not."""
    places = [*corpora().glob("pairs/clean/*"), *corpora().glob("pairs/articles/*")]
    pairs = [pair for place in sorted(places) if place.name.startswith(tuple(publishers)) for pair in pairs_in(place)]
    return list({pair.publisher: pair for pair in reversed(pairs)}.values()) if one_each else pairs


def pairs_in(place: Path) -> Iterator[RealPair]:
    """The pair in a folder, if both of its files can be read; English is the source."""
    files = sorted((path for path in place.iterdir() if path.stem != "meta"), key=lambda path: path.stem != "en")
    if len(files) == 2 and all(path.suffix in FORMATS for path in files):
        yield RealPair(place.name, *files)


def scanned(pair: RealPair, target: str) -> ScanResult:
    """What a scan says of the source beside a target with this text, in every profile."""
    config = Config(profile="review", source_language=pair.source.stem, target_language=pair.target.stem)
    with tempfile.TemporaryDirectory() as folder:
        source, changed = (Path(folder) / path.name for path in (pair.source, pair.target))
        source.write_bytes(pair.source.read_bytes())
        changed.write_bytes(target.encode())
        return scan(pairs=[(source, changed)], config=config)


def is_loud(finding: Finding) -> bool:
    """Whether a scan says it at warning or above without being asked for more than by default."""
    return finding.severity >= Severity.WARNING and finding.check in BY_DEFAULT and not finding.silenced
