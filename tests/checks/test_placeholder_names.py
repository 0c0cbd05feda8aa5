"""What a placeholder is called: the same name means the same thing to the program that fills it in."""

import pytest

from parallelcheck.checks.placeholder_names import open_tags, placeholders
from parallelcheck.model import Document
from parallelcheck.read import read


def message(text: str, flag: str = "") -> Document:
    content = f'#, {flag}\nmsgid "x"\nmsgstr "{text}"\n' if flag else f'msgid "x"\nmsgstr "{text}"\n'
    return read(content.encode(), "fr.po")


def names(text: str, flag: str = "") -> list[str]:
    return sorted(placeholders(message(text, flag).segments))


def in_json(text: str) -> list[str]:
    return sorted(placeholders(read(f'{{"key": "{text}"}}'.encode(), "locales/fr.json").segments))


@pytest.mark.parametrize(
    ("one", "other", "flag"),
    [
        ("%s then %d", "%2$d after %1$s", "c-format"),
        ("%5.1f of %-3i", "%.2f of %u", "c-format"),
        ("%(n)d files", "%(n)i fichiers", "python-format"),
        ("{} and {:>4}", "{1} et {0}", "python-brace-format"),
        ("{price:,.2f} for {who!r}", "{who} : {price}", "python-brace-format"),
        ("%1 of %L2", "%2 de %1", "qt-format"),
        ("<b>%s</b>", "%s <b>%%</b>", "c-format"),
        ("one line<br>two lines", "one line, two lines", ""),
    ],
)
def test_one_thing_has_one_name(one: str, other: str, flag: str) -> None:
    assert names(one, flag) == names(other, flag)


@pytest.mark.parametrize(
    ("one", "other", "flag"),
    [
        ("%s then %d", "%d then %s", "c-format"),
        ("%d", "%s", "c-format"),
        ("%ld", "%d", "c-format"),
        ("%(a)s", "%(b)s", "python-format"),
        ("{} and {}", "{} alone", "python-brace-format"),
        ("<b>so</b>", "<i>so</i>", ""),
        ("<a href='%(here)s'>here</a>", "<a href='/'>here</a>", "python-format"),
    ],
)
def test_two_things_have_two_names(one: str, other: str, flag: str) -> None:
    assert names(one, flag) != names(other, flag)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Costs {price, number, currency} now", "Kostet jetzt {price}"),
        ("{n, plural, one {# day} other {# days}}", "{n, plural, other {# Tage}}"),
        ("Hello {{ name }}", "Hallo {{name}}"),
    ],
)
def test_formats_and_branches_are_not_part_of_a_name(one: str, other: str) -> None:
    assert in_json(one) == in_json(other) != []


@pytest.mark.parametrize("text", ["harbour <name> <berth>", "Note {see below}", "100 % of it", "100%%"])
def test_what_is_no_placeholder_has_no_name(text: str) -> None:
    assert names(text) == in_json(text) == []


def test_a_placeholder_is_shown_as_it_is_written() -> None:
    assert placeholders(message("%-5s and %2$.1f", "c-format").segments) == {"%1$s": "%-5s", "%2$f": "%2$.1f"}


def test_tags_that_are_still_open() -> None:
    left = open_tags(message("<b>so <i>on</i> and <b>on</b>").segments)
    assert (left["b"], left["i"], left["p"]) == (1, 0, 0)
