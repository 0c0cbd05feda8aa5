import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.read import read
from parallelcheck.read.archive import Archive

SAMPLES = Path(__file__).parent / "samples"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_parts_are_found_whatever_their_case_and_slashes() -> None:
    archive = Archive(zipped({"Word\\Document.xml": b"<a/>"}), "a.docx")
    assert "word/document.xml" in archive
    assert archive.read("/word/DOCUMENT.xml") == b"<a/>"
    assert "word/styles.xml" not in archive


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub"])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty: there is nothing in it to check"),
        (b"%PDF-1.7 ...", "is not what its name says but a PDF: give it the right name"),
        (b"{\\rtf1 Bonjour}", "is not what its name says but a file in Rich Text Format"),
        (b"\n<!DOCTYPE html><p>Bonjour", "is not what its name says but HTML or XML"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted: save it without a password"),
        (OLE + "WordDocument".encode("utf-16-le"), "is in the format of Office before 2007: open it and save it anew"),
        (b"Bonjour", "is not what its name says, or damaged"),
    ],
)
def test_what_is_no_archive_is_said_to_be_what_it_is(suffix: str, content: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"^rapport\.{suffix} {reason}"):
        read(content, f"rapport.{suffix}")


def test_an_archive_that_is_cut_off_is_said_to_be() -> None:
    content = zipped({"word/document.xml": os.urandom(5000)})
    for end in (len(content) // 2, len(content) - 10):
        with pytest.raises(ReadError, match="is damaged, or its end is missing: copy or download it again"):
            Archive(content[:end], "a.docx")


def test_a_part_that_unpacks_into_far_more_than_it_is_is_not_unpacked() -> None:
    bomb = zipped({"word/document.xml": b"\0" * 30_000_000, "small.xml": b"\0" * 500_000})
    archive = Archive(bomb, "a.docx")
    assert len(archive.read("small.xml")) == 500_000
    with pytest.raises(
        ReadError, match=r"unpacks into far more than it is: word/document\.xml in it would be 1,\d\d\d"
    ):
        archive.read("word/document.xml")


def test_all_that_is_read_of_an_archive_is_limited() -> None:
    noise = os.urandom(50_000)
    archive = Archive(zipped({"a": b"".join(noise + bytes(400_000) for _ in range(30))}), "a.epub")
    for _ in range(7):
        archive.read("a")
    with pytest.raises(ReadError, match="too large to be read: the text in it takes more than 100 MB"):
        archive.read("a")


def test_an_archive_of_very_many_files_is_not_opened() -> None:
    with pytest.raises(ReadError, match="holds 20,001 files, more than the 20,000 that are looked into"):
        Archive(b"PK\x03\x04" + b"PK\x01\x02" * 20_001, "a.epub")


def test_a_part_is_never_longer_than_it_says() -> None:
    content = zipped({"word/document.xml": b"a" * 1000})
    lying = content.replace(struct.pack("<I", 1000), struct.pack("<I", 10))
    with pytest.raises(ReadError, match=r"is damaged: word/document\.xml in it cannot be unpacked"):
        Archive(lying, "a.docx").read("word/document.xml")


def test_an_encrypted_part_and_a_method_that_is_not_known() -> None:
    content = bytearray(zipped({"word/document.xml": b"a" * 1000}))
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    with pytest.raises(ReadError, match=r"a\.docx is encrypted: save it without a password"):
        Archive(bytes(content), "a.docx").read("word/document.xml")
    content[entry + 8] &= ~1
    content[entry + 10] = content[10 - 2] = 97
    with pytest.raises(ReadError, match=r"a\.docx is damaged"):
        Archive(bytes(content), "a.docx").read("word/document.xml")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["letter.docx", "letter.odt", "article.epub"]),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), max_size=6),
    st.floats(0, 1),
)
def test_a_damaged_document_is_read_or_refused(name: str, damages: list[tuple[float, bytes]], length: float) -> None:
    content = bytearray((SAMPLES / name).read_bytes())
    for where, damage in damages:
        at = int(where * len(content))
        content[at : at + len(damage)] = damage
    if length < 0.5:
        content = content[: int(2 * length * len(content))]
    try:
        said = read(bytes(content), name).path
    except ReadError as refused:
        said = str(refused)
    assert name in said
