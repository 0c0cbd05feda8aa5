from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.read import holds_text, read
from parallelcheck.read.messages import lies_among_messages, placeholders


def values(text: str) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.value) for mark in placeholders(text)]


def keys(content: str, path: str) -> list[tuple[str | None, str]]:
    return [(s.key, s.text) for s in read(content.encode(), path).segments]


def test_placeholders_are_named_without_their_formats() -> None:
    assert values("{{- html }} {{ price, currency }} %{name} {when, date, short} $t(a.b) @:c.d ${e} %1$s %(f)s") == [
        ("{{- html }}", "{{html}}"),
        ("{{ price, currency }}", "{{price}}"),
        ("%{name}", "%{name}"),
        ("{when, date, short}", "{when}"),
        ("$t(a.b)", "$t(a.b)"),
        ("@:c.d", "@:c.d"),
        ("${e}", "${e}"),
        ("%1$s", "%1$s"),
        ("%(f)s", "%(f)s"),
    ]
    assert values("50 % de la côte, 50% d’eau, a@b.fr, #port, {") == []


def test_the_branches_of_a_choice_are_text() -> None:
    text = "{g, select, male {Il a {n, plural, =1 {# ami} other {# amis}}} other {Elle part}} demain"
    marks = list(placeholders(text))
    prose = "".join(
        text[before.end : after.start] for before, after in zip(marks, [*marks[1:], marks[-1]], strict=True)
    )
    assert prose == "Il a  ami amisElle part"
    assert [mark.value for mark in marks if mark.value not in ("", "#")] == ["{g}", "{n}"]


def test_keys_are_paths_and_plural_forms_belong_together() -> None:
    content = '{"a": {"b": ["one two", {"c": "three"}]}, "n_one": "a file", "n_other": "files", "x": {"few": "y z"}}'
    assert keys(content, "fr.json") == [
        ("a.b[0]", "one two"),
        ("a.b[1].c", "three"),
        ("n[one]", "a file"),
        ("n[other]", "files"),
        ("x[few]", "y z"),
    ]


def test_what_is_no_text_is_left_out() -> None:
    assert keys('{"a": 1, "b": true, "c": null, "d": "", "e": "text", "f": [1.5, "more"]}', "fr.json") == [
        ("e", "text"),
        ("f[1]", "more"),
    ]
    assert keys("a: 1\nb: yes\nc: ~\nd: 2026-01-01\ne: text\nf: '1'\n", "fr.yml") == [("e", "text"), ("f", "1")]


def test_what_is_said_to_translators_is_left_out() -> None:
    chrome = '{"home.title": {"message": "Accueil", "description": "Title of the page"}}'
    assert keys(chrome, "messages.json") == [("home.title", "Accueil")]
    ordinary = '{"error": {"message": "Raté", "description": "Il y a eu une erreur"}, "ok": "Bien"}'
    assert [key for key, _ in keys(ordinary, "fr.json")] == ["error.message", "error.description", "ok"]


@pytest.mark.parametrize(("content", "path"), [("pt-BR:\n  a: Olá\n", "x.yml"), ('{"pt-BR": {"a": "Olá"}}', "x.json")])
def test_a_language_at_the_root_is_that_of_the_document(content: str, path: str) -> None:
    document = read(content.encode(), path)
    assert (document.language, [s.key for s in document.segments]) == ("pt", ["a"])


def test_several_languages_at_the_root_are_those_of_their_messages() -> None:
    document = read(b"en:\n  a: Hello\nfr:\n  a: Bonjour\n", "all.yml")
    assert document.language is None
    assert [(s.key, s.language) for s in document.segments] == [("en.a", "en"), ("fr.a", "fr")]


def test_a_name_at_the_root_is_no_language() -> None:
    assert keys("app:\n  a: text\n", "x.yml") == [("app.a", "text")]
    assert keys("ui:\n  a: text\n", "x.yml") == [("ui.a", "text")]


def test_lines_and_columns_are_those_of_the_text() -> None:
    yaml = 'fr:\n  a: |\n    Une ligne.\n\n    Une autre.\n  b: "é\\t{x}"\n  c: sur\n    deux lignes\n'
    found = [(s.text, s.where.line, s.where.end_line, s.where.column) for s in read(yaml.encode(), "fr.yml").segments]
    assert found == [
        ("Une ligne. Une autre.", 3, 5, 5),
        ("é {x}", 6, 6, 7),
        ("sur deux lignes", 7, 8, 6),
    ]
    json = '{\n  "a": "caf\\u00e9 \\ud83d\\ude00",\n\n  "b":\n    "x\\ny"}'
    found = [(s.text, s.where.line, s.where.end_line, s.where.column) for s in read(json.encode(), "fr.json").segments]
    assert found == [("café 😀", 2, 2, 9), ("x y", 5, 5, 6)]


def test_an_alias_is_read_where_its_anchor_stands() -> None:
    assert keys("a: &x\n  b: text\nc: *x\nd:\n  <<: *x\n  e: more\n", "fr.yml") == [("a.b", "text"), ("d.e", "more")]


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("a.json", b'{"a": "b",\n}', r"a\.json, line 2, is not JSON"),
        ("a.json", b"[" * 100_000, "nested"),
        ("a.yml", b"[" * 100_000, "nested"),
        ("a.yml", b"a: 'b\n", r"a\.yml, line 2, is not YAML"),
        ("a.yml", b"a: b\n---\nc: d\n", "several documents"),
    ],
)
def test_what_cannot_be_read_is_said(path: str, content: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(content, path)


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.json", "a.yml", "a.arb"]))
def test_any_bytes_are_a_document_or_an_error(content: bytes, path: str) -> None:
    with suppress(ReadError):
        assert read(content, path).path == path


WORDS = st.text(st.sampled_from('abcé"\\\n\t 😀'))
TREES = st.recursive(
    WORDS | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner),
    max_leaves=12,
)


@settings(deadline=None)
@given(TREES, st.sampled_from([None, 2]))
def test_every_text_of_a_json_file_is_found_in_its_line(tree: object, indent: int | None) -> None:
    import json

    content = json.dumps({"top": {"tree": tree}}, indent=indent)
    lines = content.split("\n")
    for segment in read(content.encode(), "x.json").segments:
        first = json.dumps(segment.text.split()[0])[1:-1]
        assert first in lines[segment.where.line - 1]


@pytest.mark.parametrize(
    "path",
    [
        "public/locales/fr/a.json",
        "messages/fr.json",
        "l10n/app_fr.json",
        "_locales/en/m.json",
        "a.pt-BR.json",
        "fr.yml",
    ],
)
def test_messages_lie_among_messages(path: str) -> None:
    assert lies_among_messages(path)


@pytest.mark.parametrize("path", ["package.json", "js/data.json", "mkdocs.yml", "docs/openapi.yaml", "lang.json"])
def test_other_data_lie_elsewhere(path: str) -> None:
    assert not lies_among_messages(path)
    assert not holds_text(path, lambda: pytest.fail("it need not be read"))


@pytest.mark.parametrize(
    ("path", "content", "messages"),
    [
        ("locales/fr.json", b'{"title": "Le port", "ok": "Bien", "no": "non"}', True),
        ("locales/fr.json", b'{"title": "Le port",', True),  # whoever reads it says what is wrong
        ("i18n/config.json", b'{"default": "en", "locales": ["en", "fr"], "debug": false}', False),
        (
            "fr/openapi.json",
            b'{"openapi": "3.0.0", "info": {"title": "The harbour"}}',
            False,
        ),
        ("fr/sizes.json", b'{"a": 1, "b": 2, "c": "Le port"}', False),
        ("config/locales/fr.yml", b"fr:\n  a: Le port\n", True),
        ("fr/mkdocs.yml", b"theme: material\nplugins: [search, tags]\nstrict: true\nnav: [a.md, b.md]\n", False),
        ("app.arb", b"{}", True),
        ("page.md", b"# Text", True),
    ],
)
def test_messages_are_told_from_other_data(path: str, content: bytes, messages: bool) -> None:
    assert holds_text(path, lambda: content) is messages
