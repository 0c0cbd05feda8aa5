"""What does `scan --since` cost, and does it report what a change did and nothing else? `python benchmarks/since.py`.

Time: a repository of a thousand pages in two languages, each with a dozen passages of the library report in `corpora/`,
drawn anew; in three pages a passage is edited. Whole processes, start to exit; the median of five. Then: the real pairs
of PARALLELCHECK_CORPORA (else `../shared/corpora`, beside the checkout), each in a repository of its own, in which one
paragraph of the translation is deleted, or a word of one paragraph of the source is exchanged. Writes results/since.md.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from parallelcheck import Config, Finding, scan
from parallelcheck.model import Kind, Severity
from parallelcheck.read import read

ROOT = Path(__file__).resolve().parent.parent
PAIRS = Path(os.environ.get("PARALLELCHECK_CORPORA", ROOT.parent / "shared" / "corpora")) / "pairs" / "clean"
PAGES, CHANGED, PASSAGES, RUNS = 1000, 3, 12, 5
LEAST_WORDS = 12  # of a paragraph that is deleted or edited
TEXT = """# `scan --since`, measured

`python benchmarks/since.py`, embedded model, one thread. Times are of whole processes on a machine that others used
too; of computing, those of `git` included.

{times}

One paragraph of {least} words and more in each of the real pairs ({publishers}), in a repository of its own:

{table}

“Found” is a finding at warning or above on that paragraph; “elsewhere” are all other findings that are reported, notes
too, where nothing was touched: what comes of the alignment of the whole document being another one.
"""


def main() -> None:
    """Measure, write."""
    with tempfile.TemporaryDirectory() as folder:
        times = _times(Path(folder))
    pairs = sorted(path for path in PAIRS.glob("*/") if (path / "en.md").exists()) if PAIRS.exists() else []
    rows = ["| change | pairs | found | by | elsewhere |", "|---|---|---|---|---|"]
    for name, change in (
        ("a paragraph deleted in the translation", _deleted),
        ("a word exchanged in the source", _edited),
    ):
        rows.append(_row(name, change, pairs))
    publishers = ", ".join(
        f"{name} {n}" for name, n in sorted(Counter(p.name.partition("-")[0] for p in pairs).items())
    )
    text = TEXT.format(times=times, least=LEAST_WORDS, publishers=publishers or "not here", table="\n".join(rows))
    (ROOT / "benchmarks" / "results" / "since.md").write_text(text, "utf-8")
    print(text)


def _times(folder: Path) -> str:
    """A table of how long the scans of a large repository take."""
    random = Random(1)
    texts = {language: _report(language) for language in ("en", "fr")}
    for page in range(PAGES):
        chosen = [random.randrange(len(texts["en"])) for _ in range(PASSAGES)]
        for language, passages in texts.items():
            _write(folder / language / f"page-{page}.md", "\n\n".join(passages[at] for at in chosen))
    _commit(folder)
    for page in range(CHANGED):
        file = folder / "en" / f"page-{page * 300}.md"
        _write(file, file.read_text("utf-8").replace(" the ", " any other ", 1))
    rows = ["| command | seconds, median (least to most) | of computing, median |", "|---|---|---|"]
    for arguments, runs in ((["--since", "HEAD"], RUNS), ([], 1)):
        seconds, computing = zip(*(_run(folder, arguments) for _ in range(runs)), strict=True)
        spread = f"{statistics.median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f})"
        name = " ".join(["`scan", *arguments]) + "`"
        rows.append(f"| {name}, {PAGES:,} pairs, {CHANGED} changed | {spread} | {statistics.median(computing):.2f} |")
    return "\n".join(rows)


def _report(language: str) -> list[str]:
    (file,) = (ROOT / "corpora" / "library-report" / "clean").glob(f"*{language}.md")
    return file.read_text("utf-8").strip().split("\n\n")


def _run(folder: Path, arguments: Sequence[str]) -> tuple[float, float]:
    """Seconds, and seconds of computing, of one process and its own."""
    command = [sys.executable, "-m", "parallelcheck", "scan", "--quiet", "--fail-on", "never", *arguments, "."]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime


def _row(name: str, change: Callable[[Path, Random], str | None], pairs: Sequence[Path]) -> str:
    """A row of the table: what a scan says about one change in every pair."""
    seen, found, elsewhere = 0, Counter[str](), Counter[str]()
    for pair in pairs:
        with tempfile.TemporaryDirectory() as folder:
            text = _changed(pair, Path(folder), change)
            if text:
                seen += 1
                findings = scan(folder, since="HEAD", config=Config(source_language="en")).findings
                about = [finding for finding in findings if _is_about(finding, text)]
                found.update({min(f.check for f in about if f.severity >= Severity.WARNING)} if _loud(about) else ())
                elsewhere.update(finding.check for finding in findings if finding not in about)
    by, others = (", ".join(f"{check} {n}" for check, n in each.most_common()) or "–" for each in (found, elsewhere))
    return f"| {name} | {seen} | {found.total()} | {by} | {elsewhere.total()}: {others} |"


def _loud(findings: Sequence[Finding]) -> bool:
    return any(finding.severity >= Severity.WARNING for finding in findings)


def _is_about(finding: Finding, text: str) -> bool:
    """Whether it speaks of this text of the English side."""
    return any(segment.text in text or text in segment.text for segment in finding.source)


def _changed(pair: Path, folder: Path, change: Callable[[Path, Random], str | None]) -> str | None:
    """The English text that the change in a copy of a pair is about; None where there is nothing to change."""
    target = next(file for file in sorted(pair.glob("??.md")) if file.name != "en.md")
    for file in (pair / "en.md", target):
        _write(folder / f"page.{file.name}", file.read_text("utf-8"))
    _commit(folder)
    return change(folder, Random(pair.name))


def _deleted(folder: Path, random: Random) -> str | None:
    """Deletes a paragraph of the translation; returns what it translates, as a scan before that has it."""
    (aligned,) = scan(folder, config=Config(source_language="en")).pairs
    sure = [bead for bead in aligned.beads if len(bead.source) == len(bead.target) == 1 and bead.score > 0.9]
    sure = [bead for bead in sure if _is_long(bead.source[0].kind, bead.source[0].text)]
    if not sure:
        return None
    bead = random.choice(sure)
    file = folder / Path(bead.target[0].where.path).name
    lines = file.read_text("utf-8").splitlines(keepends=True)
    del lines[bead.target[0].where.line - 1 : bead.target[0].where.end_line]
    _write(file, "".join(lines))
    return bead.source[0].text


def _edited(folder: Path, random: Random) -> str | None:
    """Exchanges a long word of a paragraph of the source with that of another one; returns the paragraph."""
    file = folder / "page.en.md"
    document = read(file.read_bytes(), file.name)
    passages = [s for s in document.segments if _is_long(s.kind, s.text)]
    words = sorted({word for s in passages for word in s.text.split() if word.isalpha() and len(word) > 6})
    if not passages or len(words) < 2:
        return None
    passage = random.choice(passages)
    old = next((word for word in passage.text.split() if word in words), None)
    new = random.choice([word for word in words if word != old])
    lines = file.read_text("utf-8").splitlines(keepends=True)
    at = next((n for n in range(passage.where.line - 1, passage.where.end_line) if old and old in lines[n]), None)
    if old is None or at is None:
        return None
    lines[at] = lines[at].replace(old, new, 1)
    _write(file, "".join(lines))
    return passage.text.replace(old, new, 1)


def _is_long(kind: Kind, text: str) -> bool:
    return kind is Kind.PARAGRAPH and len(text.split()) >= LEAST_WORDS


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _commit(folder: Path) -> None:
    somebody = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "."], [*somebody, "commit", "-q", "-m", "As it is"]):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)  # noqa: S607 - the git there is


if __name__ == "__main__":
    main()
