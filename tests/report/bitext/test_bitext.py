from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.errors import UsageError
from parallelcheck.model import AlignedPair
from parallelcheck.report.bitext import WRITERS, export


def test_an_unknown_format_names_those_there_are(pair: AlignedPair) -> None:
    with pytest.raises(UsageError, match=r"'csv' for an alignment; choose one of json, tsv, html, tmx, xlsx\.$"):
        export(pair, "csv")


@pytest.mark.parametrize("bitext_format", WRITERS)
def test_a_document_alone_has_no_alignment(pair: AlignedPair, bitext_format: str) -> None:
    with pytest.raises(UsageError, match=r"^rapport\.fr\.md stands alone: there is nothing that it is aligned with\.$"):
        export(replace(pair, source=None), bitext_format)


@pytest.mark.parametrize("bitext_format", ["json", "tsv", "html", "tmx"])
def test_the_file_is_as_it_was(pair: AlignedPair, golden: Callable[[str, str], None], bitext_format: str) -> None:
    golden(f"alignment.{bitext_format}", export(pair, bitext_format).content.decode())


@pytest.mark.parametrize("bitext_format", WRITERS)
def test_the_same_alignment_gives_the_same_bytes(unlike: AlignedPair, bitext_format: str) -> None:
    assert export(unlike, bitext_format) == export(unlike, bitext_format)


@pytest.mark.parametrize("bitext_format", ["json", "html"])
def test_formats_that_leave_nothing_out_say_nothing(unlike: AlignedPair, bitext_format: str) -> None:
    assert export(unlike, bitext_format).remarks == ()


def test_one_bead_is_one_line_of_tsv(unlike: AlignedPair) -> None:
    lines = export(unlike, "tsv").content.decode().splitlines()
    assert lines[:2] == [
        "=1+1 +41 22 000 00 00\tmailto:a@b.org\t0.5124\t1-4\t1-2\taligned",
        "-5 °C\t\t0.0000\t5-6\t\tmissing",
    ]
    assert len(lines) == len(unlike.beads)


@given(text=st.text(st.characters(codec=None)))
def test_no_text_breaks_a_line_of_tsv_or_acts_on_a_terminal(saying: Callable[[str], AlignedPair], text: str) -> None:
    line = export(saying(text), "tsv").content.decode()
    assert line.endswith("\n")
    assert len(line.removesuffix("\n").split("\t")) == 6
    controls = {*map(chr, range(32)), *map(chr, range(127, 160))} - {"\t"}
    assert not set(line.removesuffix("\n")) & controls
