import json
import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.read import holds_text, read


def found(text: str) -> list[tuple[str | None, str, int, int]]:
    return [(s.key, s.text, s.where.line, s.where.column) for s in read(text.encode(), "fr.toml").segments]


def test_texts_of_all_kinds_are_where_they_are_said_to_be() -> None:
    text = """# "no" = "text"
a = "un \\u00e9l\\u00e9ment"  # 'b = 1'
'b c'.d = 'deux'
when = 1979-05-27 07:32:00
list = [ 1.5, "trois", # "x"
  ["quatre"], {e.f = "cinq", g = true}]
[h . "i.j"]
k = \"\"\"
six
  ""sept""\"\"\"
l = '''
huit'''
"""
    assert found(text) == [
        ("a", "un élément", 2, 6),
        ("b c.d", "deux", 3, 12),
        ("list[1]", "trois", 5, 16),
        ("list[2][0]", "quatre", 6, 5),
        ("list[3].e.f", "cinq", 6, 23),
        ("h.i.j.k", 'six ""sept""', 9, 1),
        ("h.i.j.l", "huit", 12, 1),
    ]


def test_tables_in_arrays_are_numbered() -> None:
    text = '[[a]]\nb = "1"\n[[a.c]]\nd = "2"\n[[a.c]]\nd = "3"\n[a.e]\nf = "4"\n[[a]]\n[[a.c]]\nd = "5"\n'
    assert [key for key, *_ in found(text)] == ["a[0].b", "a[0].c[0].d", "a[0].c[1].d", "a[0].e.f", "a[1].c[0].d"]


def test_go_i18n_says_more_than_messages() -> None:
    text = '[cats]\ndescription = "Not shown"\nhash = "sha1-0"\none = "Un chat"\nother = "{{.Count}} chats"\n'
    assert [(key, text) for key, text, *_ in found(text)] == [
        ("cats[one]", "Un chat"),
        ("cats[other]", "{{.Count}} chats"),
    ]
    described = '[page]\ntitle = "Titre"\ndescription = "Une page"\n'
    assert [key for key, *_ in found(described)] == ["page.title", "page.description"]


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (
            '[[x]]\nid="home"\ntranslation="Accueil"\n[[x]]\nid="b"\n[x.translation]\none="Un"\nother="Des"\n',
            "fr.toml",
        ),
        (
            '[{"id": "home", "translation": "Accueil"}, {"id": "b", "translation": {"one": "Un", "other": "Des"}}]',
            "fr.json",
        ),
        ("- id: home\n  translation: Accueil\n- id: b\n  translation:\n    one: Un\n    other: Des\n", "fr.yaml"),
    ],
)
def test_old_lists_of_hugo_are_keyed_by_their_ids(content: str, path: str) -> None:
    segments = read(content.encode(), path).segments
    assert [(s.key, s.text) for s in segments] == [("home", "Accueil"), ("b[one]", "Un"), ("b[other]", "Des")]


def test_settings_are_no_messages() -> None:
    messages = b'home = "Accueil du port"\n[boats]\nother = "Des bateaux"\n'
    assert holds_text("i18n/fr.toml", lambda: messages)
    assert not holds_text("hugo.toml", lambda: messages)
    assert not holds_text("fr/pyproject.toml", lambda: b'[build-system]\nrequires = ["A tool"]\n')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\nb = x\n", r"fr\.toml, line 2, is not TOML: Invalid value; correct it"),
        ('a = "x', r"fr\.toml is not TOML: Unterminated string; correct it|fr\.toml, line 1, is not TOML"),
        ("a = " + "9" * 5000, r"fr\.toml is not TOML: Exceeds the limit"),
        ("a = " + "[" * 300 + "]" * 300, r"fr\.toml is nested more than 200 levels deep"),
        ("a = " + "[" * 9000, r"fr\.toml is nested too deep"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        found(text)


TEXT = st.text("ab é.,=#[]{}\"'\\\n", max_size=12)
VALUE = st.recursive(
    TEXT | st.integers(-5, 5) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(TEXT, VALUE, max_size=4), st.dictionaries(TEXT, VALUE, max_size=3))
def test_what_is_read_is_what_tomllib_reads(top: dict[str, object], table: dict[str, object]) -> None:
    text = "".join(f"{_quoted(key)} = {_written(value)}\n" for key, value in top.items())
    text += '["c"]\n' + "".join(f"{_quoted(key)} = {_written(value)} # d\n" for key, value in table.items())
    expected = [" ".join(value.split()) for value in _strings(tomllib.loads(text))]
    assert [segment.text for segment in read(text.encode(), "a.toml").segments] == list(filter(None, expected))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)} = {_written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",\n".join(map(_written, value)) + "]"
    return _quoted(value) if isinstance(value, str) else str(value).lower()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value
