import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parallelcheck.errors import UsageError
from parallelcheck.model import AlignedPair
from parallelcheck.report.bitext import export

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The element and attribute declarations of TMX 1.4b's DTD, for the elements without markup inside segments:
# children in order, attributes that must be there, those that may.
DECLARED = {
    "tmx": ("header body ", {"version"}, set()),
    "header": (
        "((note|prop|ude) )*",
        {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"},
        {"o-encoding", "creationdate", "creationid", "changedate", "changeid"},
    ),
    "body": ("(tu )*", set(), set()),
    "tu": ("((note|prop) )*(tuv )+", set(), {"tuid", "datatype", "creationdate", "segtype", "srclang"}),
    "tuv": ("((note|prop) )*seg ", {LANG}, {"o-encoding", "datatype", "creationdate", "changedate", "o-tmf"}),
    "seg": ("", set(), set()),
    "prop": ("", {"type"}, {LANG, "o-encoding"}),
}


def memory(pair: AlignedPair, units: str = "passages") -> etree._Element:
    """The memory, read back; its structure is that of TMX."""
    root = etree.fromstring(export(pair, "tmx", units).content)
    assert root.tag == "tmx"
    for element in root.iter():
        children, required, optional = DECLARED[element.tag]
        assert re.fullmatch(children, "".join(f"{child.tag} " for child in element)), element.tag
        assert required <= set(element.attrib) <= required | optional
        if element.tag not in {"seg", "prop"}:
            assert not (element.text or "").strip()
        assert not (element.tail or "").strip()
    return root


def segments(root: etree._Element, language: str) -> list[str]:
    return [tuv.findtext("seg", "") for tuv in root.iter("tuv") if tuv.get(LANG) == language]


def test_every_pair_is_a_unit_in_both_languages(unlike: AlignedPair) -> None:
    root = memory(unlike)
    assert root.get("version") == "1.4"
    assert segments(root, "en")[:2] == ["=1+1 +41 22 000 00 00", "@SUM(A1)"]
    assert segments(root, "fr")[0] == "mailto:a@b.org"
    assert [prop.text for prop in root.iterfind("body/tu[1]/prop")] == ["0.5124", "aligned"]
    assert [prop.text for prop in root.iterfind("body/tu[1]/tuv/prop")] == ["1-4", "1-2"]


def test_the_header_says_what_is_in_it(unlike: AlignedPair, version: None) -> None:
    header = memory(unlike, "sentences").find("header")
    assert header is not None
    assert dict(header.attrib) == {
        "creationtool": "parallelcheck",
        "creationtoolversion": "1.2.3",
        "segtype": "sentence",
        "o-tmf": "parallelcheck",
        "adminlang": "en",
        "srclang": "en",
        "datatype": "plaintext",
    }


@pytest.mark.parametrize(("units", "segtype"), [("passages", "paragraph"), ("lines", "block")])
def test_units_are_called_by_tmx_s_names(unlike: AlignedPair, units: str, segtype: str) -> None:
    assert memory(unlike, units).xpath("header/@segtype") == [segtype]


def test_what_has_no_counterpart_is_left_out_and_counted(pair: AlignedPair) -> None:
    root = memory(pair)
    assert len(root.findall("body/tu")) == len(pair.beads) - 2
    (remark,) = export(pair, "tmx").remarks
    assert remark.endswith("1 passage of the source and 1 of the target without counterpart were left out.")


def test_nothing_is_said_where_nothing_is_left_out(saying: Callable[[str], AlignedPair]) -> None:
    assert export(saying("A day."), "tmx").remarks == ()


def test_a_language_that_cannot_be_told_is_asked_for(pair: AlignedPair) -> None:
    silent = replace(pair, target=replace(pair.target, language=None))
    with pytest.raises(
        UsageError,
        match=r"^TMX names both languages, and that of rapport\.fr\.md cannot be told: say --target-language\.$",
    ):
        export(silent, "tmx")


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_text_is_in_it_whatever_it_looks_like(saying: Callable[[str], AlignedPair], text: str) -> None:
    root = memory(saying(f"<seg>&amp; “{text}” ]]>"))
    assert segments(root, "en") == segments(root, "fr") == [" ".join(f"<seg>&amp; “{text}” ]]>".split())]


@given(text=st.text(st.characters(codec=None)))
def test_what_xml_cannot_hold_breaks_nothing(saying: Callable[[str], AlignedPair], text: str) -> None:
    (found,) = segments(memory(saying(f"a{text}z")), "fr")
    assert (found[0], found[-1]) == ("a", "z")


def test_what_xml_cannot_hold_is_replaced_and_white_space_folded(saying: Callable[[str], AlignedPair]) -> None:
    text = "a\x00b\x1b[2J\ud800c\x0b\x85 \n\td\ufffe"
    assert segments(memory(saying(text)), "en") == ["a\ufffdb\ufffd[2J\ufffdc d\ufffd"]
