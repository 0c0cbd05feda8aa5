"""What is compared by contents, and what is made of the answer."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from parallelcheck.discover import Discovery, Lone, Match, contents, discover

Site = Callable[..., Path]


class Likeness:
    """Answers with these matches, and keeps what it was asked."""

    def __init__(self, *matches: tuple[str, str, str, str, float]) -> None:
        self.matches = [Match((a, b), (one, other), confidence) for a, one, b, other, confidence in matches]
        self.asked: list[Lone] = []

    def __call__(self, lone: Sequence[Lone]) -> list[Match]:
        self.asked += lone
        return self.matches


def look(likeness: Likeness, **settings: str) -> Discovery:
    return discover([Path()], suffixes=(".md", ".pdf", ".json"), alike=likeness, **settings)  # type: ignore[arg-type]


def pairs(found: Discovery) -> set[tuple[str, str, str, float]]:
    return {(p.source, p.target, p.paired_by, p.confidence) for p in found.pairs if p.source}


def test_documents_are_paired_by_what_they_say(site: Site) -> None:
    site("report-2025.pdf", "rapport-2025.pdf", "notes.pdf")
    likeness = Likeness(("rapport-2025.pdf", "fr", "report-2025.pdf", "en", 0.954))
    found = look(likeness)
    assert pairs(found) == {("report-2025.pdf", "rapport-2025.pdf", "content", 0.95)}
    (pair,) = [pair for pair in found.pairs if pair.source]
    assert (pair.source_language, pair.target_language) == ("en", "fr")
    assert [pair.target for pair in found.pairs if not pair.source] == ["notes.pdf"]


def test_what_is_asked(site: Site) -> None:
    site("a-2024.pdf", "b.fr.md", "data.json", "x.en.md", "x.fr.md")
    likeness = Likeness()
    look(likeness)
    assert likeness.asked == [Lone("a-2024.pdf", None, frozenset({"2024"})), Lone("b.fr.md", "fr", frozenset())]


@pytest.mark.parametrize(
    "names", [(), ("a.en.md", "a.fr.md"), ("en/a.md", "fr/a.md", "en/b.md", "en/c.md"), ("a.json", "b.json")]
)
def test_nothing_is_asked_where_the_answer_is_known(site: Site, names: tuple[str, ...]) -> None:
    site("README.en.md", *names)
    likeness = Likeness()
    look(likeness)
    assert likeness.asked == []


def test_an_original_that_lacks_a_language_is_compared_too(site: Site) -> None:
    site("en/a.md", "es/a.md", "en/b.md", "es/b.md", "fr/x.md", "fr/y.md", "fr/b.md")
    likeness = Likeness(("en/a.md", "en", "fr/y.md", "fr", 0.99), ("en/b.md", "en", "fr/x.md", "fr", 0.97))
    found = look(likeness)
    assert {lone.path for lone in likeness.asked} == {"en/a.md", "fr/x.md", "fr/y.md"}
    assert ("en/a.md", "fr/y.md", "content", 0.99) in pairs(found)


def test_each_document_is_in_one_pair_of_a_language_the_likeliest(site: Site) -> None:
    site("a.md", "b.md", "c.md", "d.md")
    likeness = Likeness(
        ("a.md", "en", "b.md", "fr", 0.92),
        ("a.md", "en", "c.md", "fr", 0.98),
        ("a.md", "en", "d.md", "de", 0.95),
        ("c.md", "fr", "d.md", "de", 0.99),
    )
    assert pairs(look(likeness)) == {("a.md", "c.md", "content", 0.98), ("a.md", "d.md", "content", 0.95)}


def test_the_settings_say_which_is_the_original(site: Site) -> None:
    site("a.md", "b.md")
    likeness = Likeness(("a.md", "en", "b.md", "fr", 0.95))
    assert pairs(look(likeness, source_language="fr")) == {("b.md", "a.md", "content", 0.95)}


def test_too_many_are_not_compared_and_that_is_said(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "_MOST", 3)
    site("en/a.md", "en/b.md", "fr/c.md", "fr/d.md")
    likeness = Likeness()
    found = look(likeness)
    assert likeness.asked == []
    (note,) = found.notes
    assert note.startswith("4 documents without a counterpart are too many to compare their contents")


def test_nothing_is_said_of_many_documents_in_one_language(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "_MOST", 3)
    site("a.md", "b.md", "c.md", "d.md")
    assert look(Likeness()).notes == ()
