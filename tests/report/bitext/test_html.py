import re
from collections.abc import Callable
from dataclasses import replace

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from parallelcheck.model import AlignedPair, Bead, Document, Kind, Location, Segment
from parallelcheck.report.bitext import export
from parallelcheck.report.plain import visible


def parsed(pair: AlignedPair, units: str = "passages") -> HtmlElement:
    return lxml.html.document_fromstring(export(pair, "html", units).content)


def check_structure(page: HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//@href")} <= set(ids)
    assert all(name in ids for names in page.xpath("//@aria-labelledby") for name in names.split())
    assert not page.xpath("//@src | //@style | //@*[starts-with(name(), 'on')] | //script | //link | //img")


def folded(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_picture_stands_before_the_rows(pair: AlignedPair) -> None:
    page = parsed(pair)
    check_structure(page)
    assert folded(page.xpath("//p[@class='verdict']")[0]) == "18 passages against 18; 1 missing; 1 repeated; 1 moved."
    assert page.xpath("//svg[@role='img']/following::main")


def test_a_mark_leads_to_the_row_that_it_stands_for(pair: AlignedPair) -> None:
    page = parsed(pair)
    for status, text in (("missing", "A lamp that nobody visits"), ("repeated", "In autumn"), ("moved", "Notre année")):
        (mark,) = page.xpath(f"//svg/a[@class='bead-{status}']")
        assert text in mark.text_content()
        assert text in page.get_element_by_id(mark.get("href")[1:]).text_content()


def test_a_row_has_both_texts_their_places_and_the_score(pair: AlignedPair) -> None:
    rows = [folded(row) for row in parsed(pair).xpath("//main/div[@id]")]
    assert rows[0] == "English, line 1 Annual report 2025 French, line 1 Rapport annuel 2025 Score: 0.97"
    assert rows[2].startswith("In another place than in the original.")
    assert rows[4].startswith("Said twice in the translation. English: no counterpart French, line 9 In autumn a storm")
    assert rows[8] == (
        "English, line 14 A lamp that nobody visits is a lamp that nobody repairs. French: no counterpart"
    )
    assert len(rows) == len(pair.beads)


def test_sentences_are_called_so(pair: AlignedPair) -> None:
    assert "18 sentences against 18" in parsed(pair, "sentences").text_content()


def test_nothing_may_act_on_the_page(pair: AlignedPair) -> None:
    (policy,) = parsed(pair).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'", policy)
    assert not re.search(rb"url\(|@import|https?:", export(pair, "html").content)


@settings(deadline=None)
@given(text=st.text(st.characters(codec=None)))
def test_any_text_is_shown_as_it_is(saying: Callable[[str], AlignedPair], text: str) -> None:
    page = parsed(saying(text))
    check_structure(page)
    shown = [words.text_content().strip() for words in page.xpath("//p[@class='words']")]
    assert shown == [visible(text).strip()] * 2


@pytest.mark.parametrize("text", ["</title></svg><script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_hostile_text_is_shown_and_nothing_more(saying: Callable[[str], AlignedPair], text: str) -> None:
    page = parsed(saying(text))
    check_structure(page)
    assert page.xpath("//svg/a/title")[0].text_content().endswith(text)


def test_a_long_document_is_a_page_that_can_be_sent(pair: AlignedPair) -> None:
    words = "It was a long day and nobody in the village had seen the lamp since the storm of the autumn before. "
    sides = [
        Document(path, "text", tuple(Segment(Kind.PARAGRAPH, words * 2, Location(path, n, n), n) for n in range(3000)))
        for path in ("a.txt", "b.txt")
    ]
    beads = tuple(
        Bead((ours,), (theirs,), 0.9) for ours, theirs in zip(sides[0].segments, sides[1].segments, strict=True)
    )
    content = export(replace(pair, source=sides[0], target=sides[1], beads=beads, twins=()), "html").content
    picture = content[content.index(b"<figure") : content.index(b"</figure>")]
    assert len(picture) < 250_000
    assert len(content) - len(picture) < 3 * sum(len(segment.text) for side in sides for segment in side.segments)
