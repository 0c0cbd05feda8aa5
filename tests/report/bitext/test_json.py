import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.model import AlignedPair
from parallelcheck.report.bitext import export


def written(pair: AlignedPair, units: str = "passages") -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(export(pair, "json", units).content)
    return whole


def test_beads_are_indices_into_the_units(unlike: AlignedPair) -> None:
    whole = written(unlike, "sentences")
    assert whole["format"] == 1
    assert whole["units"] == "sentences"
    assert whole["beads"][:2] == [[[0, 1], [0], 0.5124], [[2], [], 0.0]]
    assert whole["source"][1] == "+41 22 000 00 00"
    assert whole["source_lines"][:2] == [[1, 2], [3, 4]]
    assert len(whole["source_lines"]) == len(whole["source"])
    assert len(whole["target_lines"]) == len(whole["target"])
    assert whole["documents"] == {
        "source": {"path": "a.md", "language": "en"},
        "target": {"path": "b.md", "language": "fr"},
    }


def test_each_bead_has_a_status(pair: AlignedPair) -> None:
    whole = written(pair)
    assert len(whole["status"]) == len(whole["beads"])
    assert {status for status in whole["status"] if status != "aligned"} == {"moved", "missing", "repeated"}


@given(text=st.text(st.characters(codec=None)))
def test_any_text_comes_back_as_it_was(saying: Callable[[str], AlignedPair], text: str) -> None:
    content = export(saying(text), "json").content
    assert json.loads(content)["source"] == [text]
    assert not set(content.decode()) & set("\x1b\x9b\u202e\u2066\u2028")
    assert content.count(b"\n") == 1
