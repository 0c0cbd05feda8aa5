"""How two blocks of code differ, once what people read in them is left out."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck.checks.code_lines import Change, changes, is_diagram, is_reworded, lines
from parallelcheck.model import Kind, Location, Segment
from parallelcheck.read import read

LANGUAGES = ("en", "fr")


def block(code: str) -> Segment:
    (segment,) = read(f"~~~~~\n{code}\n~~~~~\n".encode(), "page.md").segments
    return segment


def compared(source: str, target: str) -> list[Change]:
    return changes(lines(block(source)), lines(block(target)), LANGUAGES)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a = 1  # one\nb = 2", "a=1  # un\n\nb = 2"),
        ("f(x) // as above\n/* two\nlines */ g()", "f(x) // comme ci-dessus\n/* deux */ g()"),
        ("say('two words')", "say('deux mots')"),
        ("get /en/page?lang=en", "get /fr/page?lang=fr"),
        ("ls <the folder>", "ls <le dossier>"),
        ("$ count\nThere are 3 boats in the harbour.", "$ count\nIl y a 3 bateaux dans le port."),
        ("tool: no file matches the pattern /etc/x", "tool : aucun fichier ne correspond au motif /etc/x"),
        ("Password:", "Mot de passe :"),
    ],
)
def test_what_people_read_makes_no_difference(source: str, target: str) -> None:
    assert compared(source, target) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("git clean --force", "git clean --hard"),
        ("npm install boats", "npm installer boats"),
        ("retry = 3", "retry = 5"),
        ("key = 'max_age'", "key = 'age_max'"),
        ("<b>x</b>", "<i>x</i>"),
        ("a()\nb()\nc()", "a()\nc()"),
        ("-----BEGIN KEY-----", "----- DÉBUT DE CLÉ -----"),
        ("print(“boat”)", 'print("boat")'),
    ],
)
def test_what_programs_read_does(source: str, target: str) -> None:
    assert compared(source, target) != []


@pytest.mark.parametrize(
    ("source", "target", "reworded"),
    [
        ("cd /srv/shared", "cd /srv/partage", True),
        ("f(option1)", "f(opcion1)", True),
        ("f(option1)", "f(opcion2)", False),
        ("ls --all /srv", "ls --most /srv", False),
        ("wait 30", "wait 60", False),
        ("f(x, y)", "f(x)", False),
    ],
)
def test_words_of_a_sample_may_be_translated(source: str, target: str, reworded: bool) -> None:
    (change,) = compared(source, target)
    assert is_reworded(change) == reworded


def test_a_tree_of_folders_is_no_diagram() -> None:
    assert not is_diagram(block("src\n└── boats\n    └── sails"))
    assert is_diagram(block("+----+\n| A  |\n+----+"))


TEXTS = st.lists(st.text(), min_size=1)


@given(TEXTS, TEXTS)
def test_any_block_is_equal_to_itself(one: list[str], other: list[str]) -> None:
    source, target = lines(in_rows(one)), lines(in_rows(other))
    assert changes(source, source, LANGUAGES) == []
    if changes(source, target, LANGUAGES):
        assert one != other


def in_rows(rows: list[str]) -> Segment:
    """A block with these texts on its lines."""
    starts = [0, *accumulate(len(row) + 1 for row in rows)]
    places = tuple((at, line) for line, at in enumerate(starts[1:-1], 2))
    return Segment(Kind.CODE, " ".join(rows), Location("page.md", 1, len(rows)), lines=places)
