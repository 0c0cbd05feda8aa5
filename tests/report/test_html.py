import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from parallelcheck.model import AlignedPair, Bead, Document, Kind, Location, ScanResult, Segment
from parallelcheck.report import html
from parallelcheck.report.html import render
from parallelcheck.report.plain import visible

TEMPLATES = Path(html.__file__).parent / "templates"
LEFT_OVER = "In autumn a storm tore the roof off the keeper’s house; neighbours brought tarpaulins the same night."
STYLE = (TEMPLATES / "report.css").read_text(encoding="utf-8")


def parsed(result: ScanResult) -> HtmlElement:
    return lxml.html.document_fromstring(render(result))


def texts(page: HtmlElement, selector: str) -> list[str]:
    return [element.text_content() for element in page.xpath(selector)]


def has(name: str) -> str:
    """The XPath for a class."""
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


def words(page: HtmlElement, side: str) -> list[str]:
    return texts(page, f"//*[{has(side)}]//*[{has('words')}]")


def check_structure(page: HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for href in page.xpath("//@href"):
        assert href.startswith("#")
        assert href[1:] in ids
    for references in page.xpath("//@aria-labelledby"):
        assert set(references.split()) <= set(ids)
    assert [len(page.xpath(f"//{tag}")) for tag in ("h1", "main", "footer", "script", "style")] == [1] * 5
    assert not page.xpath("//@src | //@style | //@*[starts-with(name(), 'on')] | //link | //img | //iframe | //object")


def test_the_page_is_as_it_was(result: ScanResult, golden: Callable[[str, str], None]) -> None:
    golden("report.html", render(result))


def test_a_page_without_findings_is_as_it_was(clean: ScanResult, golden: Callable[[str, str], None]) -> None:
    golden("clean.html", render(clean))


def test_the_structure_is_sound(result: ScanResult, clean: ScanResult) -> None:
    for shown in (result, clean, replace(result, pairs=()), replace(clean, pairs=())):
        check_structure(parsed(shown))


def test_tags_are_closed_in_order(result: ScanResult) -> None:
    """The HTML parser forgives; what it would have to forgive is found as XML."""
    page = render(result).removeprefix("<!DOCTYPE html>")
    page = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)
    page = re.sub(r"<(meta|input)([^>]*)>", r"<\1\2/>", page)
    page = re.sub(r" (hidden|checked)(?=[ />])", r' \1=""', page)
    lxml.html.etree.fromstring(page.strip().encode())


def test_both_documents_are_there_whole_and_in_order(result: ScanResult) -> None:
    page = parsed(result)
    pair, notice = result.pairs
    assert pair.source is not None
    assert words(page, "source") == [segment.text for segment in pair.source.segments]
    assert words(page, "target") == [
        segment.text for document in (notice.target, pair.target) for segment in document.segments
    ]


def test_what_was_found_is_marked_and_nothing_else(result: ScanResult) -> None:
    page = parsed(result)
    marked = [mark.text_content() for mark in page.xpath(f"//*[{has('words')}]//mark")]
    assert marked == [
        "Le phare est ouvert chaque jour de juin à septembre, sauf par grand vent.",
        "We restored three lanterns and trained 48 volunteers.",
        "Nous avons restauré trois lanternes et formé 84 bénévoles.",
        LEFT_OVER,
        "A lamp that nobody visits is a lamp that nobody repairs.",
        "a room for a second workshop",
        "Money",
        "Finances",
        "Every dollar given by a visitor stays in the lighthouse where it was given.",
        "Every dollar given by a visitor stays in the lighthouse where it was given.",
    ]
    rows = page.xpath("//mark[@data-findings]/ancestor::*[contains(@class, 'row')]")
    assert {row.get("id") for row in rows} == set(page.xpath("//article/parent::*/@id"))


def test_the_list_leads_to_the_findings_and_back(result: ScanResult) -> None:
    page = parsed(result)
    listed = page.xpath("//nav//li")
    assert [item.get("value") for item in listed] == [str(number) for number in range(1, 8)]
    for item in listed:
        link = item.xpath(".//a")[0]
        finding = page.get_element_by_id(link.get("href")[1:])
        assert link.text_content() in texts(finding, f".//*[{has('message')}]")
        assert finding.xpath(f".//a[{has('back')}]/@href") == [f"#{item.get('id')}"]
    assert page.xpath("//article/@id") == [f"f{number}" for number in range(1, 8)]


def test_severity_is_told_in_words(result: ScanResult) -> None:
    page = parsed(result)
    for severity in ("error", "warning", "note"):
        badges = page.xpath(f"//article[{has(severity)}]//*[{has('badge')}]")
        assert badges
        assert all(severity.capitalize() in badge.text_content() for badge in badges)


def test_an_empty_side_says_so(result: ScanResult) -> None:
    page = parsed(result)
    assert [" ".join(text.split()) for text in texts(page, f"//*[{has('cell')} and {has('blank')}]")] == [
        "English: no counterpart",
        "French: no counterpart",
    ]
    row = page.xpath(f"//*[{has('blank')}]/ancestor::*[{has('row')}]")[1]
    before = row.getprevious()
    assert "Salt air ruins copper" in before.text_content()


def test_each_text_says_which_language_it_is_in(result: ScanResult) -> None:
    page = parsed(result)
    languages = {element.text_content(): element.get("lang") for element in page.xpath(f"//*[{has('words')}]")}
    assert languages["Rapport annuel 2025"] == "fr"
    assert languages["Dons"] == "fr"
    assert languages[LEFT_OVER] == "en"
    assert page.get("lang") == "en"


def test_kinds_are_elements_of_their_own(result: ScanResult) -> None:
    page = parsed(result)
    assert texts(page, f"//h3[{has('words')}]") == ["Avis aux visiteurs", "Annual report 2025", "Rapport annuel 2025"]
    assert texts(page, f"//h4[{has('words')}]")[:2] == ["Our year", "Notre année"]
    assert len(page.xpath(f"//li[{has('words')}]")) == 5
    assert len(page.xpath(f"//blockquote[{has('words')}]")) == 2
    assert "line 24 · table cell" in " ".join(" ".join(texts(page, f"//*[{has('place')}]")).split())


def test_a_document_alone_has_one_column(result: ScanResult) -> None:
    page = parsed(replace(result, pairs=result.pairs[1:]))
    assert page.xpath("//h1")[0].text_content() == "avis.fr.txt"
    assert not page.xpath(f"//*[{has('cell')} and {has('blank')}]")
    assert len(page.xpath(f"//*[{has('cell')}]")) == 4


def test_what_was_not_checked_is_said_before_anything_else(result: ScanResult) -> None:
    header = parsed(result).xpath("//header")[0].text_content()
    assert "annexe.fr.pdf: it is protected by a password" in header
    assert "read as Windows-1252" in header


def test_findings_without_a_row_are_shown_too(result: ScanResult) -> None:
    page = parsed(replace(result, pairs=result.pairs[1:]))
    check_structure(page)
    assert len(page.xpath("//article")) == 7
    assert "A lamp that nobody visits" in page.xpath("//main")[0].text_content()


def test_what_is_silenced_is_listed_with_its_reason(result: ScanResult) -> None:
    silenced = parsed(result).get_element_by_id("silenced").getparent()
    assert "Silenced by a comment in the text: the name of a prize" in silenced.text_content()
    assert silenced.xpath(".//a/@href") == ["#p2-r12"]


def test_a_moved_passage_says_so(result: ScanResult) -> None:
    pair = result.pairs[0]
    beads = tuple(replace(bead, moved=True) if bead is pair.beads[0] else bead for bead in pair.beads)
    page = parsed(replace(result, pairs=(replace(pair, beads=beads),)))
    assert texts(page, f"//*[{has('moved')}]") == ["In another order than the original."]


def test_the_alignment_is_drawn_and_described(result: ScanResult) -> None:
    page = parsed(result)
    (picture,) = page.xpath("//svg[@role='img']")
    names = [page.get_element_by_id(name).text_content() for name in picture.get("aria-labelledby").split()]
    assert names[0] == "The alignment of report.en.md and rapport.fr.md"
    assert names[1].startswith("18 passages against 18; 1 missing; 1 added. The original runs from top to bottom, ")
    assert texts(page, "//details[@class='picture']/summary") == ["18 passages against 18; 1 missing; 1 added"]
    assert len(picture.xpath("./a")) == 19


def test_every_mark_of_the_picture_leads_to_its_row(result: ScanResult) -> None:
    page = parsed(result)
    (missing,) = page.xpath("//svg//a[@class='bead-missing']")
    assert missing.xpath("./title")[0].text_content() == (
        "No counterpart\nline 14: A lamp that nobody visits is a lamp tha…"
    )
    assert "A lamp that nobody visits" in page.get_element_by_id(missing.get("href")[1:]).text_content()
    for mark in page.xpath("//svg//a"):
        assert page.get_element_by_id(mark.get("href")[1:]).xpath(f"self::*[{has('row')}]")


def test_who_cannot_use_the_picture_has_links_to_the_same_rows(result: ScanResult) -> None:
    """Its marks are no stops for the keyboard, and nothing to a screen reader, which has the description."""
    page = parsed(result)
    assert set(page.xpath("//svg//a/@tabindex")) == {"-1"}
    listed = {(link.get("href"), link.text_content()) for link in page.xpath("//figcaption//a")}
    assert {text for _, text in listed} == {"line 14", "line 9"}
    assert {row for row, _ in listed} == set(page.xpath("//svg//a[not(@class='bead-aligned')]/@href"))


def test_the_picture_is_open_where_one_pair_has_something_to_see_in_it(result: ScanResult, clean: ScanResult) -> None:
    assert not parsed(result).xpath("//details[@class='picture']/@open")
    assert parsed(clean).xpath("//details[@class='picture']/@open")
    (pair,) = clean.pairs
    whole = replace(pair, beads=tuple(bead for bead in pair.beads if bead.source and bead.target))
    assert parsed(replace(clean, pairs=(whole,))).xpath("//details[@class='picture'][not(@open)]")


def test_a_document_alone_has_no_picture(result: ScanResult) -> None:
    assert not parsed(replace(result, pairs=result.pairs[1:])).xpath("//svg")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</mark></style></script><img src=x onerror=alert(1)>",
        '" onmouseover="alert(1)" x="',
        "' autofocus onfocus='alert(1)",
        "javascript:alert(1)",
        "]]> --> <!-- {{ 7 * 7 }} {% raw %} &lt;b&gt;",
        "\x00\x1b[2J\u202egnp.exe\u202c\ud800",
    ],
)
def test_hostile_text_is_shown_and_nothing_more(everywhere: Callable[[str], ScanResult], text: str) -> None:
    page = parsed(everywhere(text))
    check_structure(page)
    assert words(page, "source")[0] == visible(text)
    assert page.xpath("//title")[0].text_content() == f"{visible(text)}x: translation check"


@settings(deadline=None)
@given(text=st.text(st.characters(codec=None)))
def test_any_text_is_shown_as_it_is(everywhere: Callable[[str], ScanResult], text: str) -> None:
    page = parsed(everywhere(text))
    check_structure(page)
    assert {shown.strip() for shown in words(page, "source")} == {visible(text).strip()}


def test_nothing_but_the_page_s_own_style_and_script_may_act(result: ScanResult) -> None:
    page = parsed(result)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        content = page.xpath(f"//{tag}")[0].text
        assert f"{tag}-src 'sha256-{b64encode(sha256(content.encode()).digest()).decode()}';" in policy
    assert not re.search(r"url\(|@import|https?:", render(result))


def test_a_long_passage_is_whole_in_its_row_and_short_in_the_list(huge: ScanResult) -> None:
    page = parsed(huge)
    assert len(words(page, "source")[0]) == 210_000
    assert all(len(quote) < 200 for quote in texts(page, f"//nav//*[{has('what')}]//q"))


def test_a_long_document_is_laid_out_as_it_is_scrolled(result: ScanResult) -> None:
    segments = tuple(Segment(Kind.PARAGRAPH, str(n), Location("long.md", n + 1, n + 1), n) for n in range(2000))
    beads = tuple(Bead((), (segment,)) for segment in segments)
    page = parsed(
        replace(result, pairs=(AlignedPair(None, Document("long.md", "markdown", segments), beads),), findings=())
    )
    assert words(page, "target") == [segment.text for segment in segments]
    assert page.xpath(f"//section[{has('pair')} and {has('large')}]")
    assert not parsed(result).xpath(f"//section[{has('large')}]")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_all_text_has_the_contrast_that_wcag_aa_asks_for(scheme: str) -> None:
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[["light", "dark", "print"].index(scheme)]))
    grounds = ["page", "panel", *(f"{severity}-tint" for severity in ("error", "warning", "note"))]
    text = [("text", ground) for ground in grounds] + [("muted", ground) for ground in grounds]
    text += [("link", "page"), ("muted", "hatch")]
    for severity in ("error", "warning", "note"):
        text += [("text", f"{severity}-mark"), (severity, "page"), (severity, "panel")]
    low = {
        (a, b): round(contrast(colours[a], colours[b]), 2) for a, b in text if contrast(colours[a], colours[b]) < 4.5
    }
    assert not low
    # what is not text: the marks of the picture, the line under a mark, the border of a row (WCAG 2.2, 1.4.11)
    marks = re.findall(r"\.bead-\w+ \{ (?:fill: var\(--page\); stroke|fill): var\(--([a-z]+)\)", STYLE)
    assert len(marks) == 5
    assert all(contrast(colours[mark], colours["page"]) >= 3 for mark in marks)
    for severity in ("error", "warning", "note"):
        assert contrast(colours[severity], colours[f"{severity}-mark"]) >= 3
        assert contrast(colours[severity], colours[f"{severity}-tint"]) >= 3


def test_headings_skip_no_level_of_ours(result: ScanResult) -> None:
    own = parsed(result).xpath(f"//*[self::h1 or self::h2 or self::h3][not({has('words')})]")
    levels = [int(heading.tag[1]) for heading in own]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
