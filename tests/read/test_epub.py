import io
import zipfile
from collections.abc import Mapping, Sequence

import pytest

from parallelcheck.errors import ReadError
from parallelcheck.model import Document, Kind, MarkKind
from parallelcheck.read import read

CONTAINER = '<container xmlns="c"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
MARKUP = 'media-type="application/xhtml+xml"'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def epub(
    chapters: Mapping[str, str],
    spine: Sequence[str] = (),
    types: Mapping[str, str] = {},
    metadata: str = "<dc:language>fr-CA</dc:language>",
    **files: str,
) -> bytes:
    """A book of these chapters, which `spine` orders; `types` are attributes of their items in the manifest."""
    items = "".join(
        f'<item id="{name}" href="{name.replace(" ", "%20")}" {types.get(name, MARKUP)}/>' for name in chapters
    )
    order = "".join(f'<itemref idref="{name}"/>' for name in spine or chapters)
    package = (
        f'<package xmlns="p" xmlns:dc="d"><metadata>{metadata}</metadata><manifest>{items}</manifest>'
        f"<spine>{order}</spine></package>"
    )
    pages = {f"OEBPS/{name}": text for name, text in chapters.items() if text}
    return zipped({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package, **pages, **files})


def page(body: str, head: str = "<title>x</title>") -> str:
    return f'<?xml version="1.0"?><html xmlns="h" lang="en"><head>{head}</head><body>{body}</body></html>'


def book(*arguments: object, **files: object) -> Document:
    return read(epub(*arguments, **files), "livre.epub")  # type: ignore[arg-type]


def test_chapters_come_in_the_order_of_the_spine() -> None:
    chapters = {
        "two.xhtml": page("<p>Deux.</p>"),
        "text/one of.xhtml": page("<h1>Un</h1><p>Une.</p><p>Encore.</p>"),
        "left.xhtml": page("<p>Jamais.</p>"),
    }
    document = book(chapters, ["text/one of.xhtml", "two.xhtml"])
    assert [(str(s.where), s.where.line, s.text) for s in document.segments] == [
        ("livre.epub text/one of.xhtml § 1", 1, "Un"),
        ("livre.epub text/one of.xhtml § 2, under Un", 2, "Une."),
        ("livre.epub text/one of.xhtml § 3, under Un", 3, "Encore."),
        ("livre.epub two.xhtml § 1, under Un", 4, "Deux."),
    ]
    assert (document.format, document.language) == ("epub", "fr")


def test_the_title_of_the_book_is_metadata_and_those_of_its_files_are_not_read() -> None:
    metadata = "<dc:title>La mer monte</dc:title><dc:title>Autre</dc:title>"
    document = book({"a.xhtml": page("<p>Texte.</p>")}, metadata=metadata)
    assert [(s.kind, s.where.label, s.text) for s in document.segments] == [
        (Kind.PARAGRAPH, "a.xhtml § 1", "Texte."),
        (Kind.METADATA, "title", "La mer monte"),
    ]
    assert document.language is None


def test_contents_pictures_and_numbers_of_pages_are_not_read() -> None:
    chapters = {
        "nav.xhtml": page("<p>Sommaire</p>"),
        "cover.svg": "<svg><text>Couverture</text></svg>",
        "a.xhtml": page('<nav><ol><li>Un</li></ol></nav><p>Avant<span role="doc-pagebreak">12</span> après.</p>'),
        "empty.xhtml": " ",
    }
    types = {"nav.xhtml": f'{MARKUP} properties="scripted nav"', "cover.svg": 'media-type="image/svg+xml"'}
    assert [s.text for s in book(chapters, types=types).segments] == ["Avant après."]


@pytest.mark.parametrize("reference", ['epub:type="noteref"', 'role="doc-noteref"'])
def test_the_number_of_a_note_is_no_word(reference: str) -> None:
    note = '<aside epub:type="footnote" id="n1"><p><a epub:type="backlink" href="#r1">1</a> Une note.</p></aside>'
    document = book({"a.xhtml": page(f'<p>Un fait<a {reference} href="notes.xhtml#n1">1</a>.</p>{note}')})
    assert [s.text for s in document.segments] == ["Un fait.", "Une note."]
    assert [(mark.kind, mark.value) for mark in document.segments[0].marks] == [(MarkKind.FOOTNOTE, "notes.xhtml#n1")]


def test_what_a_passage_declares_is_kept_and_what_a_file_declares_is_not() -> None:
    document = book({"a.xhtml": page('<p>Texte.</p><p xml:lang="en">Text.</p><p translate="no">Code</p>')})
    assert [(s.language, s.translatable) for s in document.segments] == [(None, True), ("en", True), (None, False)]


def test_what_is_not_there_is_said() -> None:
    document = book({"a.xhtml": page("<p>Texte.</p>"), "b.xhtml": ""}, ["a.xhtml", "b.xhtml", "c"])
    assert [s.text for s in document.segments] == ["Texte."]
    assert document.notes == (
        "livre.epub names a chapter that is not in it: OEBPS/b.xhtml",
        "livre.epub names a chapter that is not in it: c",
    )


def test_an_encoding_that_was_guessed_is_said() -> None:
    latin = "<p>Déjà vu à côté, été comme hiver.</p>".encode("cp1252")
    document = book({"a.xhtml": latin})
    assert document.segments[0].text == "Déjà vu à côté, été comme hiver."
    assert document.notes == ("livre.epub (OEBPS/a.xhtml) is not UTF-8; read as cp1252",)


def test_fonts_may_be_encrypted_and_chapters_not() -> None:
    def encryption(name: str) -> str:
        return f'<encryption><EncryptedData><CipherReference URI="{name}"/></EncryptedData></encryption>'

    chapters = {"a b.xhtml": page("<p>Texte.</p>")}
    assert book(chapters, **{"META-INF/encryption.xml": encryption("OEBPS/font.otf")}).segments
    with pytest.raises(ReadError, match=r"livre\.epub is encrypted: a copy without protection \(DRM\) is needed"):
        book(chapters, **{"META-INF/encryption.xml": encryption("OEBPS/a%20b.xhtml")})


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a": "a"}, r"livre\.epub has no META-INF/container\.xml in it"),
        ({"META-INF/container.xml": "<c/>"}, r"livre\.epub is damaged: .* does not say where the book begins"),
        ({"META-INF/container.xml": CONTAINER}, r"livre\.epub has no OEBPS/book\.opf in it"),
        ({"META-INF/container.xml": "<c>&x;</c>"}, r"livre\.epub is damaged: line 1 of META-INF/container\.xml in it"),
    ],
)
def test_what_is_no_book_is_refused_with_a_reason(files: dict[str, str], reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(zipped(files), "livre.epub")


def test_a_chapter_counts_once() -> None:
    assert [s.text for s in book({"a.xhtml": page("<p>Texte.</p>")}, ["a.xhtml"] * 3).segments] == ["Texte."]


def test_a_chapter_that_no_book_has_is_refused() -> None:
    with pytest.raises(ReadError, match=r"livre\.epub has a chapter of more than 10 MB \(OEBPS/a\.xhtml\): split it"):
        book({"a.xhtml": "".join(f"<p>{n}{n * n}</p>" for n in range(600_000))})


def test_a_chapter_that_is_no_text_is_named() -> None:
    with pytest.raises(ReadError, match=r"livre\.epub \(OEBPS/a\.xhtml\) is not a text"):
        book({"a.xhtml": "\0\1\2" * 100})
