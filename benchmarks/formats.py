"""Are the same defects found in every format? `python benchmarks/formats.py` prints a table and what was missed.

The annual report of `corpora/` is converted by pandoc and LibreOffice, which must be installed, and scanned. A label
names a line of the Markdown; in another format it is answered by a finding in a passage with the same words as one on
that line. The picture becomes one that is there, for pandoc would fetch it; comments go, for it makes pages of them.
"""

import base64
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from parallelcheck import scan
from parallelcheck.model import Document, Finding, Segment, Severity
from parallelcheck.read import read

REPORT = Path(__file__).resolve().parent.parent / "corpora" / "annual-report"
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ALL_OF_IT = 15  # characters: what is shorter is the same words only if it is all of them
MADE = {
    "pandoc": ("html", "docx", "odt", "epub", "rst", "adoc", "tex"),
    "LibreOffice, of pandoc's DOCX": ("docx", "odt", "epub", "pdf"),
}


def main() -> None:
    """Convert, scan, print."""
    labels = [json.loads(line) for line in (REPORT / "expected.jsonl").read_text("utf-8").splitlines()]
    print("| format | made by | passages | labelled defects found | beyond them | in the clean version |")
    print("|---|---|---|---|---|---|")
    missed: list[str] = []
    for maker, formats in MADE.items():
        for suffix in formats:
            with tempfile.TemporaryDirectory() as folder:
                missed += _row(Path(folder), maker, suffix, labels)
    print("\n".join(["", *missed]))


def _row(folder: Path, maker: str, suffix: str, labels: list[dict]) -> list[str]:
    """Prints a row of the table; returns what was missed or is beyond the labels."""
    passages, found = _findings(folder / "defects", maker, suffix)
    _, alarms = _findings(folder / "clean", maker, suffix)
    asked = [(label, set(_words(label))) for label in labels]
    missed = [label for label, words in asked if not any(_answers(finding, label, words) for finding in found)]
    beyond = [finding for finding in found if not any(_answers(finding, *each) for each in asked)]
    count = f"{len(labels) - len(missed)} of {len(labels)}"
    print(f"| {suffix} | {maker} | {passages} | {count} | {len(beyond)} | {len(alarms)} |", flush=True)
    return [
        *(f"- {suffix}, {maker}: missed {label['check']}: {label['note']}" for label in missed),
        *(f"- {suffix}, {maker}: beyond: {finding.where} {finding.check}" for finding in beyond),
        *(f"- {suffix}, {maker}: clean: {finding.where} {finding.check}" for finding in alarms),
    ]


def _findings(folder: Path, maker: str, suffix: str) -> tuple[int, list[Finding]]:
    """Passages of the target, and what is found at warning or above."""
    folder.mkdir()
    pair = [_converted(folder, folder.name, language, maker, suffix) for language in ("en", "fr")]
    result = scan(pairs=[(pair[0], pair[1])])
    if result.problems:
        sys.exit(f"{suffix}, {maker}: {result.problems}")
    findings = [finding for finding in result.findings if finding.severity >= Severity.WARNING]
    return len(result.pairs[0].target.segments), findings


def _converted(folder: Path, version: str, language: str, maker: str, suffix: str) -> Path:
    text = (REPORT / version / f"report.{language}.md").read_text("utf-8")
    text = re.sub(r"<!--.*?-->", "", re.sub(r"\(https://[^()\s]*\.jpg\)", "(picture.png)", text), flags=re.DOTALL)
    (folder / "picture.png").write_bytes(base64.b64decode(PICTURE))
    (folder / f"report.{language}.md").write_text(text, encoding="utf-8")
    first = f"report.{language}.{suffix if maker == 'pandoc' else 'docx'}"
    options = ["--standalone"] if suffix in {"html", "rst", "adoc", "tex"} else []
    subprocess.run([_tool("pandoc"), f"report.{language}.md", "-o", first, *options], cwd=folder, check=True)
    if maker == "pandoc":
        return folder / first
    profile = (folder / "profile").as_uri()
    office = [_tool("soffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix]
    subprocess.run([*office, "--outdir", "office", first], cwd=folder, check=True, capture_output=True)
    return folder / "office" / f"report.{language}.{suffix}"


def _tool(name: str) -> str:
    return shutil.which(name) or sys.exit(f"{name} is not installed")


def _words(label: dict) -> Iterator[str]:
    """The passages on the lines of a label and of its counterpart, as `_plain` has them."""
    for place in (label, *([label["counterpart"]] if "counterpart" in label else [])):
        path = REPORT / "defects" / place["path"]
        document: Document = read(path.read_bytes(), place["path"])
        yield from (_plain(s) for s in document.segments if s.where.line <= place["line"] <= s.where.end_line)


def _answers(finding: Finding, label: dict, words: set[str]) -> bool:
    if finding.check not in (label["check"], *label.get("also_accepted", ())):
        return False
    return any(_are_the_same(_plain(s), passage) for s in (*finding.source, *finding.target) for passage in words)


def _are_the_same(text: str, passage: str) -> bool:
    """Are these the same words, or the one a part of the other: a sentence, a passage that was cut?"""
    shorter, longer = sorted((text, passage), key=len)
    return shorter == longer or (len(shorter) >= ALL_OF_IT and shorter in longer)


def _plain(segment: Segment) -> str:
    return "".join(filter(str.isalnum, segment.text.casefold()))


if __name__ == "__main__":
    main()
