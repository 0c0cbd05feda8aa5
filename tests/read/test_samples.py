"""The files in samples/ are read as the golden files beside them say; UPDATE_GOLDEN=1 writes those anew.

samples/NAME.segments.json is for samples/NAME. A file that holds both languages is two documents.
"""

import json
import os
from pathlib import Path

import pytest

from parallelcheck.model import Document, Mark, Segment
from parallelcheck.read import FORMATS, read, read_bilingual

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix in FORMATS and ".segments." not in path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sample_is_read_as_its_golden_file_says(path: Path) -> None:
    content = path.read_bytes()
    documents = read_bilingual(content, path.name) or (read(content, path.name),)
    lines = ",\n".join(line for document in documents for line in _shown(document))
    shown = f"[\n{lines}\n]\n"
    golden = path.with_name(f"{path.name}.segments.json")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_its_sample() -> None:
    names = {f"{path.name}.segments.json" for path in FILES}
    assert {path.name for path in SAMPLES.glob("*.segments.json")} == names


def _shown(document: Document) -> list[str]:
    """A line for the document and one for each of its segments, what is usual left out."""
    about = {"format": document.format, "language": document.language, "notes": document.notes}
    lines = [about, *map(_segment, document.segments)]
    return [json.dumps(line, ensure_ascii=False) for line in lines]


def _segment(segment: Segment) -> dict[str, object]:
    where = segment.where
    shown = {
        "kind": segment.kind,
        "level": segment.level,
        "text": segment.text,
        "line": where.line if where.end_line == where.line else [where.line, where.end_line],
        "column": where.column,
        "label": where.label,
        "section": segment.section,
        "key": segment.key,
        "language": segment.language,
        "marks": [_mark(mark, segment.text) for mark in segment.marks],
        "kept": not segment.translatable,
        "state": segment.state,
    }
    usual = {"level": 0, "column": 1, "kept": False}
    return {key: value for key, value in shown.items() if value not in (usual.get(key), None, [], ())}


def _mark(mark: Mark, text: str) -> list[object]:
    shown = [mark.kind, text[mark.start : mark.end], mark.value, mark.language]
    return [value for value in shown if value is not None]
