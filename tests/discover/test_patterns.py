"""Pairs that the settings state."""

from collections.abc import Callable
from pathlib import Path

import pytest

from parallelcheck.discover import Discovery, discover
from parallelcheck.discover.patterns import Patterns
from parallelcheck.errors import SettingsError

Site = Callable[..., Path]
SUFFIXES = (".md", ".pdf")


def look(patterns: Patterns) -> Discovery:
    return discover([Path()], suffixes=SUFFIXES, patterns=patterns)


def stated(patterns: Patterns) -> set[tuple[str | None, str, str | None]]:
    """(source, target, language of the target) of the pairs that the settings state."""
    return {(p.source, p.target, p.target_language) for p in look(patterns).pairs if p.paired_by == "settings"}


@pytest.mark.parametrize(
    ("names", "patterns", "expected"),
    [
        (
            ("docs/a.md", "docs/x/b.md", "traductions/fr/a.md", "traductions/oc/x/b.md"),
            {"docs/{path}.md": "traductions/{lang}/{path}.md"},
            {("docs/a.md", "traductions/fr/a.md", "fr"), ("docs/x/b.md", "traductions/oc/x/b.md", "oc")},
        ),
        (
            ("report-2024.pdf", "report-2025.pdf", "rapport-2024.pdf", "informe-2025.pdf"),
            {"./report-{year}.pdf": {"fr": "rapport-{year}.pdf", "es": "informe-{year}.pdf"}},
            {("report-2024.pdf", "rapport-2024.pdf", "fr"), ("report-2025.pdf", "informe-2025.pdf", "es")},
        ),
        (
            ("en/a.md", "fr/a.md", "fr-CA/a.md"),
            {"fr/{path}.md": {"fr-CA": "fr-CA/{path}.md"}, "en/{path}.md": "{lang}/{path}.md"},
            {("fr/a.md", "fr-CA/a.md", "fr"), ("en/a.md", "fr/a.md", "fr")},
        ),
        (("a/x.md", "b/x.md"), {"a/{name}.md": "b/{name}.md"}, {("a/x.md", "b/x.md", None)}),
        (("a/y/x.md", "b/y/x.md"), {"a/{name}.md": "b/{name}.md"}, set()),
        (("{a}.md", "b.md"), {"{{a}}.md": {"fr": "b.md"}}, {("{a}.md", "b.md", "fr")}),
        (("x/1/1.md", "y/1.md", "x/1/2.md"), {"x/{n}/{n}.md": "y/{n}.md"}, {("x/1/1.md", "y/1.md", None)}),
        (("en/a.md", "notes/a.md"), {"en/{path}.md": "{lang}/{path}.md"}, set()),
    ],
)
def test_patterns_say_what_translates_what(
    site: Site, names: tuple[str, ...], patterns: Patterns, expected: set[tuple[str, str, str | None]]
) -> None:
    site(*names)
    assert stated(patterns) == expected


def test_what_the_settings_state_goes_before_all_else(site: Site) -> None:
    site("en/a.md", "fr/a.md", "en/b.md", "fr/b.md", "en/c.md", "fr/c.md")
    found = look({"en/a.md": {"fr": "fr/b.md"}})
    assert {(pair.source, pair.target, pair.paired_by) for pair in found.pairs} == {
        ("en/a.md", "fr/b.md", "settings"),
        ("en/c.md", "fr/c.md", "folder"),
        ("en/a.md", "fr/a.md", "folder"),
        (None, "en/b.md", "alone"),
    }


def test_what_is_not_there_is_expected(site: Site) -> None:
    site("docs/a.md", "docs/b.md", "translated/fr/a.md", "translated/de/a.md", "translated/fr/gone.md")
    found = look({"docs/{path}.md": "translated/{lang}/{path}.md"})
    missing = {(each.path, each.language) for each in found.translations if each.counterpart is None}
    assert missing == {("docs/b.md", "fr"), ("docs/b.md", "de")}
    assert [each.path for each in found.originals if each.counterpart is None] == ["translated/fr/gone.md"]


@pytest.mark.parametrize(
    ("patterns", "said"),
    [
        ({"docs/**/*.md": "fr/{path}.md"}, r"“docs/\*\*/\*.md” has a “\*”: write {path} or {name} for what varies"),
        ({"{lang}/a.md": "fr/a.md"}, "“{lang}/a.md” holds {lang}, but originals are in one language"),
        ({"en/{path}.md": "fr/{name}.md"}, "must both hold {name}, or neither"),
        ({"en/{path}.md": "fr.md"}, "must both hold {path}, or neither"),
        ({"en/{Path}.md": "fr/{Path}.md"}, "has a “{”"),
        ({"en/a.md": {"french": "fr/a.md"}}, "“french”, which is no code of a language such as fr"),
    ],
)
def test_patterns_that_make_no_sense(site: Site, patterns: Patterns, said: str) -> None:
    site("a.md")
    with pytest.raises(SettingsError, match=said):
        look(patterns)
