"""TMX, Qt's TS, .NET's resx, Android's strings, Java's properties."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.model import Document
from parallelcheck.read import holds_text, read, read_bilingual


def both(content: str, path: str) -> tuple[Document, Document]:
    documents = read_bilingual(content.encode(), path)
    assert documents
    return documents


def texts(document: Document) -> list[tuple[str | None, str]]:
    return [(s.key, s.text) for s in document.segments]


def memory(*units: dict[str, str], srclang: str = "en") -> str:
    body = "".join(
        "<tu>" + "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in unit.items()) + "</tu>"
        for unit in units
    )
    return f'<tmx version="1.4"><header srclang="{srclang}"/><body>{body}</body></tmx>'


def test_a_memory_holds_units_in_two_languages() -> None:
    source, target = both(memory({"fr": "La jetée", "en-GB": "The pier"}, {"en": "A boat"}), "m.tmx")
    assert (source.language, target.language) == ("en", "fr")
    assert texts(source) == [("1", "The pier"), ("2", "A boat")]
    assert texts(target) == [("1", "La jetée")]


def test_a_memory_of_all_languages_begins_with_its_source() -> None:
    source, target = both(memory({"de": "Boot", "es": "Barco", "it": "Barca"}, srclang="*all*"), "m.tmx")
    assert (source.language, target.language) == ("de", "es")
    assert target.notes == ("m.tmx: only de and es were compared; it also holds it",)
    chosen = read_bilingual(memory({"de": "Boot", "es": "Barco", "it": "Barca"}).encode(), "m.tmx", "it", "de")
    assert [document.language for document in chosen or ()] == ["it", "de"]


def linguist(*messages: str) -> str:
    return f'<TS language="fr" sourcelanguage="en"><context><name>C</name>{"".join(messages)}</context></TS>'


def test_qt_translates_each_plural_form() -> None:
    forms = "<numerusform>%n fichier</numerusform><numerusform></numerusform>"
    source, target = both(
        linguist(f"<message numerus='yes'><source>%n file(s)</source><translation>{forms}</translation></message>"),
        "a.ts",
    )
    assert [key for key, _ in texts(source)] == ["C\x04%n file(s)[0]", "C\x04%n file(s)[1]"]
    assert texts(target) == [("C\x04%n file(s)[0]", "%n fichier")]


def test_qt_keeps_what_is_gone_apart() -> None:
    message = "<message><source>{0}</source><translation type='{0}'>Fini</translation></message>"
    source, target = both(linguist(*map(message.format, ("obsolete", "vanished", "unfinished"))), "a.ts")
    assert [s.text for s in source.segments] == ["unfinished"]
    assert target.notes == ("a.ts: 1 message has a translation marked unfinished",)
    assert [s.state for s in (*source.segments, *target.segments)] == ["fuzzy", "fuzzy"]


def test_what_qt_tells_translators_goes_with_the_message() -> None:
    message = "<message><source>Save</source><extracomment>On a button</extracomment><translation/></message>"
    source, _ = both(linguist(message), "a.ts")
    assert [segment.note for segment in source.segments] == ["On a button"]


def test_typescript_is_told_from_qt() -> None:
    assert holds_text("fr/a.ts", lambda: b'<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS version="2.1">')
    assert not holds_text("fr/a.ts", lambda: b"export const greeting: string = 'Bonjour';")
    with pytest.raises(ReadError, match="TypeScript"):
        read(b"export const a = 1;", "a.ts")


def test_android_undoes_its_escapes() -> None:
    strings = r"""<resources><string name="a">"L\'eau\u00a0: \"froide\""</string>
    <string name="b">\@home\nfin</string></resources>"""
    assert texts(read(strings.encode(), "values-fr/strings.xml")) == [("a", 'L\'eau\xa0: "froide"'), ("b", "@home fin")]


def test_android_says_what_is_not_to_be_translated() -> None:
    strings = """<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
    <string name="a" translatable="false">Harbour</string>
    <string-array name="b" translatable="false"><item>One</item></string-array>
    <string name="c">Il reste <xliff:g id="n">%d</xliff:g> places</string></resources>"""
    segments = read(strings.encode(), "values/strings.xml").segments
    assert [(s.key, s.translatable) for s in segments] == [("a", False), ("b[0]", False), ("c", True)]
    assert [(m.value, segments[2].text[m.start : m.end]) for m in segments[2].marks] == [("<g n>", "%d")]


@pytest.mark.parametrize(
    ("path", "content", "strings"),
    [
        ("res/values-fr/strings.xml", b"<resources><string name='a'>A</string></resources>", True),
        ("res/values/colors.xml", b"<resources><color name='a'>#fff</color></resources>", False),
        ("pom.xml", b"<project><string>A</string></project>", False),
    ],
)
def test_android_strings_lie_among_values(path: str, content: bytes, strings: bool) -> None:
    assert holds_text(path, lambda: content) is strings


def test_properties_are_read_as_java_reads_them() -> None:
    content = (
        "a=1\n  b : two words\nc three\n! no\n#no\nd\\ e = \\u00e9\\ud83d\\ude00\\\n   more \\\\\nf\\=g=\\tx\n\nlast"
    )
    found = [(s.key, s.text, s.where.line, s.where.end_line) for s in read(content.encode(), "fr.properties").segments]
    assert found == [
        ("a", "1", 1, 1),
        ("b", "two words", 2, 2),
        ("c", "three", 3, 3),
        ("d e", "é😀more \\", 6, 7),
        ("f=g", "x", 8, 8),
    ]


def test_properties_of_a_program_are_no_messages() -> None:
    messages = "greeting=Bonjour à tous\nbye=À bientôt\n".encode()
    assert holds_text("i18n/messages_fr.properties", lambda: messages)
    assert not holds_text("gradle.properties", lambda: messages)
    assert not holds_text("fr/log4j.properties", lambda: b"log4j.rootLogger=warn\nlog4j.appender.a=org.apache.x\n")


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("m.tmx", b"<html/>", r"m\.tmx is XML but not TMX"),
        ("s.xml", b"<project/>", r"s\.xml is XML of a kind that is not read"),
        ("s.resx", b"<a/>", r"s\.resx is XML but holds no resources of \.NET"),
        ("s.resx", b"<root>\n<data>", r"s\.resx, line 2, is not well-formed XML"),
    ],
)
def test_what_cannot_be_read_is_said(path: str, content: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(content, path)


@settings(deadline=None)
@given(st.text(st.sampled_from("a =:#!\\u0é9\n\t")))
def test_any_properties_are_read(content: str) -> None:
    with suppress(ReadError):
        lines = content.count("\n") + 1
        assert all(s.where.end_line <= lines for s in read(content.encode(), "a.properties").segments)


PIECES = [
    "<tu>",
    "</tu>",
    "<tuv xml:lang='fr'>",
    "<tuv lang='en'>",
    "</tuv>",
    "<seg>",
    "</seg>",
    "text",
    "<ph/>",
    "<!--",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "-->", "<message>", "</message>", "<source>", "</source>", "\n"])))
def test_any_catalogue_is_read_or_refused(pieces: list[str]) -> None:
    inside = "".join(pieces)
    for content, path in (
        (f"<tmx><body>{inside}</body></tmx>", "a.tmx"),
        (f"<TS><context>{inside}</context></TS>", "a.ts"),
        (f"<resources>{inside}</resources>", "a.xml"),
        (f"<root>{inside}</root>", "a.resx"),
    ):
        with suppress(ReadError):
            assert read(content.encode(), path).path == path
