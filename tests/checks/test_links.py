from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.checks.links import Links
from parallelcheck.model import (
    AlignedPair,
    Bead,
    Document,
    Finding,
    Kind,
    Location,
    Mark,
    MarkKind,
    Segment,
    Severity,
)

# A passage is a list of sentences, a sentence the addresses in it.
Passage = Sequence[Sequence[str]]


def mark_of(value: str, at: int) -> Mark:
    """`!address` is an image, `^label` a footnote, everything else a link."""
    kinds = {"!": MarkKind.IMAGE, "^": MarkKind.FOOTNOTE}
    kind = kinds.get(value[:1], MarkKind.LINK)
    return Mark(kind, at, at + (1 if kind is MarkKind.LINK else 0), value.lstrip("!^"))


def passage(sentences: Passage, index: int, words: str = "x") -> Segment:
    text, marks, ends = "", [], []
    for addresses in sentences:
        start = len(text)
        for value in addresses:
            marks.append(mark_of(value, len(text)))
            text += f"{words} "
        text += "end. "
        ends.append((start, len(text) - 1))
    segment = Segment(Kind.PARAGRAPH, text, Location("x.md", index + 1, index + 1), index, marks=tuple(marks))
    parts = tuple(segment.part(start, end) for start, end in ends)
    return Segment(segment.kind, text, segment.where, index, marks=segment.marks, sentences=parts)


def bead(source: Segment, target: Segment) -> Bead:
    left, right = source.sentences, target.sentences
    inner = [Bead(left[i : i + 1], right[i : i + 1], 0.9, 0.9) for i in range(max(len(left), len(right)))]
    return Bead((source,), (target,), 0.9, 0.9, tuple(inner))


def run(beads: Sequence[Bead], check: Links | None = None) -> list[Finding]:
    left = Document("a.md", "markdown", tuple(segment for one in beads for segment in one.source), "en")
    right = Document("b.md", "markdown", tuple(segment for one in beads for segment in one.target), "fr")
    return list((check or Links()).run(AlignedPair(left, right, tuple(beads))))


def find(source: Sequence[Passage], target: Sequence[Passage]) -> list[Finding]:
    pairs = enumerate(zip(source, target, strict=True))
    return run([bead(passage(left, index), passage(right, index)) for index, (left, right) in pairs])


def one_each(source: str, target: str) -> list[Finding]:
    """What is said about a single link in a single passage."""
    return find([[[source]]], [[[target]]])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("https://example.org/help", "https://example.org/help"),
        ("https://example.org/en/help", "https://example.org/fr/help"),
        ("https://example.org/en/benefits", "https://example.org/fr/prestations"),
        ("https://en.wikipedia.org/wiki/Library", "https://fr.wikipedia.org/wiki/Biblioth%C3%A8que"),
        ("http://example.org/a", "https://www.example.org/a/"),
        ("https://design.example.ca/patterns", "https://conception.example.ca/configurations"),
        ("https://example.org/a?utm_source=mail", "https://example.org/a"),
        ("https://example.org/a#top", "https://example.org/a#haut"),
        ("https://example.org/old/annual-report-20240131", "https://example.com/new/annual-report-20240131"),
        ("https://doi.org/10.1038/nature10836", "https://www.nature.com/articles/nature10836"),
        ("#how", "#comment"),
        ("/2017/08/24/picking-projects/", "/2017/08/24/choisir-nos-projets/"),
        ("/meet-the-team/", "/rencontrez-lequipe/"),
        ("mailto:info@example.org", "mailto:Info@example.org"),
        ("mailto:info-en@example.org", "mailto:info-fr@example.org"),
        ('{{ "/a" | prepend: base }}', '{{ "/b" | prepend: base }}'),
        ("!/img/map-en.png", "!/img/map-fr.png"),
        ("!/img/map.png", "!/img/carte.png"),
        ("^1", "^7"),
        ("#", "javascript:void(0)"),
    ],
)
def test_counterparts(source: str, target: str) -> None:
    assert one_each(source, target) == []
    assert one_each(target, source) == []


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (
            "https://example.org/a",
            "https://other.example/b",
            "The link to https://example.org/a goes to https://other.example/b in the translation.",
        ),
        (
            "https://example.org/forms/delete",
            "https://example.org/forms/order",
            "The link to https://example.org/forms/delete goes to https://example.org/forms/order in the translation.",
        ),
        (
            "https://example.org/a",
            "https://www.https://example.org/a",
            "The link to https://example.org/a goes to https://www.https://example.org/a in the translation.",
        ),
        (
            "mailto:privacy@example.org",
            "mailto:kitchen@example.org",
            "The e-mail address privacy@example.org is kitchen@example.org in the translation.",
        ),
        (
            "tel:+18005551234",
            "tel:+18005551243",
            "The telephone number +18005551234 is +18005551243 in the translation.",
        ),
    ],
)
def test_links_that_lead_elsewhere(source: str, target: str, message: str) -> None:
    (finding,) = one_each(source, target)
    assert (finding.severity, finding.message) == (Severity.WARNING, message)
    assert finding.evidence == {"source_links": (source,), "target_links": (target,)}


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        ("https://example.org/a", "The link to https://example.org/a is missing from the translation."),
        ("mailto:a@example.org", "The e-mail address a@example.org is missing from the translation."),
        ("#part", "The link to #part is missing from the translation."),
        ("!/img/map.png", "The image /img/map.png is missing from the translation."),
        ("^1", "The footnote 1 is missing from the translation."),
    ],
)
def test_what_is_lost_and_what_is_added(lost: str, message: str) -> None:
    (finding,) = find([[[lost]]], [[[]]])
    assert (finding.severity, finding.message) == (Severity.WARNING, message)
    (finding,) = find([[[]]], [[[lost]]])
    assert finding.severity is Severity.NOTE
    assert finding.message.endswith("is not in the source.")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("https://twitter.com/CDS_GC", "https://twitter.com/SNC_GC"),
        ("https://youtu.be/abcdefghijk", "https://www.youtube.com/watch?v=lmnopqrstuv"),
        ("https://health.example/advice", "https://sante.example.fr/conseils"),
    ],
)
def test_what_may_well_be_a_counterpart_is_a_note(source: str, target: str) -> None:
    (finding,) = one_each(source, target)
    assert finding.severity is Severity.NOTE


def test_a_long_address_is_shortened_in_the_message_and_whole_in_the_evidence() -> None:
    long = "https://example.org/" + "a" * 100
    (finding,) = find([[[long]]], [[[]]])
    assert len(finding.message) < 140
    assert "…" in finding.message
    assert finding.evidence["source_links"] == (long,)


def test_a_finding_names_the_sentence_and_all_that_is_wrong_in_it() -> None:
    source, target = [[], ["https://a.org/1", "https://b.org/2"]], [[], ["https://c.net/3"]]
    (finding,) = find([source], [target])
    assert finding.message == (
        "The link to https://a.org/1 goes to https://c.net/3 in the translation. "
        "The link to https://b.org/2 is missing from the translation."
    )
    assert [segment.offset for segment in finding.target] == [5]


def test_links_may_change_places() -> None:
    first, second = "https://example.org/a", "https://example.org/b"
    assert find([[[first, second]]], [[[second, first]]]) == []
    assert find([[[first], [second]]], [[[second], [first]]]) == []
    assert find([[[first]], [[]], [[]]], [[[]], [[]], [[first]]]) == []


def test_a_link_that_is_only_repeated_less_often_is_not_lost() -> None:
    link = "https://example.org/a"
    assert find([[[link, link]]], [[[link]]]) == []
    assert find([[[link]]], [[[link, link]]]) == []
    (finding,) = find([[[link, link]]], [[[link, "https://other.example/"]]])
    assert finding.severity is Severity.WARNING


def test_passages_and_sentences_without_counterpart_are_left_out() -> None:
    link = "https://example.org/a"
    assert run([Bead((passage([[link]], 0),), ()), Bead((), (passage([["https://b.org/c"]], 0),))]) == []
    assert run([bead(passage([[], [link]], 0), passage([[]], 0))]) == []


def test_without_aligned_sentences_the_passages_are_compared() -> None:
    source, target = passage([["https://example.org/a"]], 0), passage([[]], 0)
    (finding,) = run([Bead((source,), (target,), 0.9, 0.9)])
    assert (finding.source, finding.target) == ((source,), (target,))


def links(*addresses: str) -> list[Passage]:
    return [[[address]] for address in addresses]


def test_a_site_that_keeps_its_addresses_is_held_to_them() -> None:
    kept = [f"/docs/{name}" for name in ("start", "install", "help")]
    (finding,) = find(links(*kept, "/docs/limits"), links(*kept, "/docs/other"))
    assert finding.evidence["target_links"] == ("/docs/other",)
    in_french = [address.replace("/docs", "/fr/docs") for address in kept]
    assert find(links(*kept), links(*in_french)) == []
    outside = [f"https://example.org/en/{name}" for name in ("start", "install", "help")]
    outside_in_french = [address.replace("/en/", "/fr/") for address in outside]
    (finding,) = find(
        links(*outside, "https://example.org/en/limits"), links(*outside_in_french, "https://example.org/fr/autre")
    )
    assert finding.evidence["target_links"] == ("https://example.org/fr/autre",)


def test_a_site_that_translates_its_addresses_is_let_do_so() -> None:
    english = links("https://example.org/features", "https://example.org/prices", "https://example.org/help")
    french = links("https://example.org/fonctions", "https://example.org/tarifs", "https://example.org/aide")
    assert find(english, french) == []


def test_a_file_of_the_document_named_in_the_words_of_its_text_is_translated() -> None:
    kept = bead(passage([["notes.md", "terms.md"]], 1), passage([["notes.md", "terms.md"]], 1))
    source = passage([["5_Open_Markets.md"]], 0, "previous page: open markets")
    target = passage([["5_Marchés_ouverts.md"]], 0, "page précédente : marchés ouverts")
    assert run([bead(source, target), kept]) == []
    elsewhere = passage([["5_Normes_communes.md"]], 0, "page précédente : marchés ouverts")
    assert len(run([bead(source, elsewhere), kept])) == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("https://example.ca/en/grants", "https://other.example.ca/report"),
        ("mailto:us@example.org", "https://other.example.ca/report"),
        ("https://example.org/code", "https://other.example.ca/report"),
    ],
)
def test_the_address_of_another_link_of_the_document_is_wrong(source: str, target: str) -> None:
    report = "https://other.example.ca/report"
    (finding,) = find(links(report, source), links(report, target))
    assert (finding.severity, finding.evidence["source_links"]) == (Severity.WARNING, (source,))


def test_the_address_of_a_translated_link_of_the_document_is_wrong_elsewhere() -> None:
    known = [("https://example.ca/2019/who-we-are", "https://exemple.example.ca/2019/qui-nous-sommes")]
    source, target = links(known[0][0], "https://code.example/us"), links(known[0][1], known[0][1])
    (finding,) = find(source, target)
    assert finding.evidence["source_links"] == ("https://code.example/us",)


def test_a_page_whose_site_moved_is_the_same_page_though_another_link_has_its_new_address() -> None:
    old, new = "https://example.ca/policy?id=32593", "https://example.org/policy?id=32593"
    assert find(links(old, new), links(new, new)) == []


def test_a_page_of_another_year_is_another_page() -> None:
    (finding,) = one_each("https://example.org/fr/bilan-2023/", "https://example.org/en/review-2021/")
    assert finding.severity is Severity.WARNING
    assert one_each("https://example.org/fr/bilan-2023/", "https://example.org/en/review-2023/") == []


def test_a_page_named_after_what_the_translation_names_keeps_that_name() -> None:
    source, target = "https://example.org/en/linette/", "https://example.org/fr/paulette/"
    boat = passage([[source]], 0, "Linette"), passage([[target]], 0, "la Linette")
    assert len(run([bead(*boat)])) == 1
    no_name = passage([[source]], 0, "the boat"), passage([[target]], 0, "le bateau")
    assert run([bead(*no_name)]) == []


def test_the_first_page_of_a_folder_may_be_named() -> None:
    kept = [f"https://example.org/{name}" for name in ("a", "b", "c")]
    assert find(links(*kept, "https://example.org/guide/"), links(*kept, "https://example.org/guide/accueil/")) == []


def test_an_address_in_the_words_of_its_text_is_translated() -> None:
    source = passage([["https://notify.example/features"]], 0, "the features of it")
    target = passage([["https://notify.example/fonctionnalites"]], 0, "les fonctionnalités de cela")
    assert run([bead(source, target)]) == []
    wrong = passage([["https://notify.example/contact"]], 0, "les fonctionnalités de cela")
    assert len(run([bead(source, wrong)])) == 1


def test_an_address_that_is_its_own_text_does_not_explain_itself() -> None:
    source = passage([["mailto:anna@example.org"]], 0, "anna@example.org")
    target = passage([["mailto:peter@example.org"]], 0, "peter@example.org")
    assert len(run([bead(source, target)])) == 1
    source = passage([["https://example.org/anna"]], 0, "https://example.org/anna")
    target = passage([["https://example.org/peter"]], 0, "https://example.org/peter")
    assert len(run([bead(source, target)])) == 1


def test_a_page_that_lost_most_of_its_links_is_one_finding() -> None:
    addresses = [f"https://example.org/{number}" for number in range(9)]
    kept = links(*addresses[:3]) + [[[]]] * 6
    (finding,) = find(links(*addresses), kept)
    assert finding.message == "6 of the 9 links, images and footnotes of the source are missing from the translation."
    assert finding.evidence["source_links"] == tuple(addresses[3:])
    assert [segment.where.line for segment in finding.target] == [4]
    assert [related.segment.where.line for related in finding.also] == [5, 6, 7, 8, 9]
    pairs = [
        bead(passage(left, i), passage(right, i))
        for i, (left, right) in enumerate(zip(links(*addresses), kept, strict=True))
    ]
    assert len(run(pairs, Links(together=6))) == 6


def test_code_is_left_out() -> None:
    mark = Mark(MarkKind.LINK, 0, 1, "https://example.org/a")
    source = Segment(Kind.CODE, "x", Location("x.md", 1, 1), marks=(mark,))
    target = Segment(Kind.CODE, "x", Location("x.md", 1, 1))
    assert run([Bead((source,), (target,), 0.9, 0.9)]) == []


ADDRESSES = st.sampled_from(
    [
        "https://example.org/a",
        "https://example.org/en/a",
        "/b",
        "#c",
        "mailto:d@example.org",
        "!/e.png",
        "^1",
        "#",
        "http://[",
    ]
)


@given(st.lists(st.lists(st.lists(ADDRESSES, max_size=3), min_size=1, max_size=2), max_size=4))
def test_a_document_does_not_differ_from_itself(passages: list[Passage]) -> None:
    assert find(passages, passages) == []
