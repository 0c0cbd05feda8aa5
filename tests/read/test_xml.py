import pytest

from parallelcheck.errors import ReadError
from parallelcheck.read.xml import attribute, child, children, local, parse

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


def test_elements_are_found_by_their_local_names() -> None:
    root = parse(b'<a xmlns:x="u"><!-- c --><x:b x:k="1"/><?p i?><c k="2"><d/></c><c/></a>', "a.xml")
    assert [local(element.tag) for element in root] == ["b", "c", "c"]
    assert [attribute(element, "k") for element in children(root)] == ["1", "2", None]
    assert len(list(children(root, "c", "z"))) == 2
    found = child(root, "c", "d")
    assert found is not None
    assert child(root, "d") is None
    assert child(None, "c") is None
    assert list(children(None)) == []


def test_text_around_comments_stays_whole() -> None:
    assert parse(b"<a>un <!-- c -->deux<?p i?> trois</a>", "a.xml").text == "un deux trois"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", r"a\.xlf, line 1, is not well-formed XML \(.*\); correct it, or export it again"),
        (
            b"<a>\n<b></a>",
            r"a\.xlf, line 2, is not well-formed XML \(Opening and ending tag mismatch: b line 2 and a\)",
        ),
        (b"<a>\0</a>", r"a\.xlf, line 1, is not well-formed XML \(Invalid character: Char 0x0 out of allowed range\)"),
        (b"<a>&#xD800;</a>", r"a\.xlf, line 1, is not well-formed"),
        (b"<a>\xed\xa0\x80</a>", r"a\.xlf, line 1, is not well-formed"),
        (b'<?xml version="1.0" encoding="never"?><a/>', r"a\.xlf, line 1, is not well-formed"),
        (b"<a>" * 300 + b"</a>" * 300, r"a\.xlf, line 1, is not well-formed XML \(Excessive depth"),
        (b"<a>" + b"x" * 11_000_000 + b"</a>", r"a\.xlf, line \d+, is not well-formed"),
        (
            b"<a>" + b"<b/>" * 5_000_000 + b"</a>",
            r"a\.xlf holds more than 5,000,000 tags, too many to be read: split it",
        ),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>\n&b;</a>', r"a\.xlf, line 2, uses the entity &b;"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', r"a\.xlf, line 1, uses the entity &b;"),
        (
            f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><a>&a11;</a>'.encode(),
            r"a\.xlf, line 1, (uses the ent|is not well)",
        ),
        (f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><a b="&a11;"/>'.encode(), r"a\.xlf, line 1, is not well-formed"),
    ],
    ids=range(13),
)
def test_what_is_broken_or_hostile_is_refused_with_its_line(content: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        parse(content, "a.xlf")


def test_a_part_of_an_archive_is_named() -> None:
    with pytest.raises(
        ReadError, match=r"a\.docx is damaged: line 1 of b\.xml in it is not well-formed .*; save it again"
    ):
        parse(b"<a", "a.docx", "b.xml")
