import codecs

import pytest

from parallelcheck.errors import ReadError
from parallelcheck.read import decode, read

FRENCH = (
    "Où étaient-ils ? Les élèves français ont été très appliqués à l'école, et leurs équipes ont déjà préparé"
    " la fête de l'été : « c'est là que naîtra, peut-être, l'idée », a répété la présidente.\n"
)


@pytest.mark.parametrize(
    "content",
    [
        FRENCH.encode(),
        codecs.BOM_UTF8 + FRENCH.encode(),
        codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + FRENCH.encode("utf-32-le"),
    ],
)
def test_unicode_is_read_without_a_note(content: bytes) -> None:
    assert decode(content, "a.txt") == (FRENCH, None)


def test_other_encodings_are_guessed_and_said() -> None:
    text, note = decode(FRENCH.encode("cp1252"), "rapport.fr.md")
    assert text == FRENCH
    assert note == "rapport.fr.md is not UTF-8; read as cp1252"
    assert read(FRENCH.encode("cp1252"), "rapport.fr.md").notes == (note,)


def test_a_declared_encoding_is_believed() -> None:
    page = f'<meta charset="ISO-8859-15"><p>{FRENCH} 5 €</p>'
    assert decode(page.encode("iso-8859-15"), "a.html") == (page, "a.html is not UTF-8; read as iso-8859-15")


def test_latin_1_is_windows() -> None:
    page = "<meta charset=iso-8859-1><p>L\u2019été à 5\u00a0€</p>"
    assert decode(page.encode("cp1252"), "a.html") == (page, "a.html is not UTF-8; read as cp1252")


@pytest.mark.parametrize("declared", ["punycode", "utf-16", "rot13", "cp99999"])
def test_a_declared_encoding_is_not_believed_blindly(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{FRENCH}</p>'
    assert decode(page.encode("cp1252"), "a.html")[0] == page


def test_lines_end_in_line_feeds() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt")[0] == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"a\.txt is empty"),
        (b" \n\t\xc2\xa0", r"a\.txt is empty"),
        (codecs.BOM_UTF8, r"a\.txt is empty"),
        (b"PK\x03\x04\x00\x00", r"a\.txt is not a text: it holds NUL bytes"),
        (b"\x01\x02\x03\x04 text", r"a\.txt is not a text: it is mostly control characters"),
        ("été".encode()[:-1], r"a\.txt ends in the middle of a UTF-8 character, at byte 3"),
        (codecs.BOM_UTF16_LE + b"a", r"a\.txt begins as utf-16-le but is not"),
    ],
)
def test_what_is_not_text_is_said(content: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        decode(content, "a.txt")
