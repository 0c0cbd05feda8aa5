from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelcheck.errors import ReadError
from parallelcheck.model import Document
from parallelcheck.read import read, read_bilingual


def unit(inside: str, attributes: str = 'id="1"') -> str:
    return f"<trans-unit {attributes}>{inside}</trans-unit>"


def both(units: str, path: str = "a.xlf") -> tuple[Document, Document]:
    file = f'<file source-language="en-GB" target-language="fr_CA"><body>\n{units}</body></file>'
    documents = read_bilingual(f'<xliff version="1.2">{file}</xliff>'.encode(), path)
    assert documents
    return documents


def test_texts_and_translations_share_the_ids_of_units() -> None:
    source, target = both(unit("<source>The pier</source><target>La jetée</target>", 'id="pier"'))
    assert (source.language, target.language) == ("en", "fr")
    assert [(s.key, s.text) for s in (*source.segments, *target.segments)] == [
        ("pier", "The pier"),
        ("pier", "La jetée"),
    ]


def test_what_is_not_translated_has_no_translation() -> None:
    source, target = both(
        unit("<source>One</source>")
        + unit("<source>Two</source><target/>", 'id="2"')
        + unit("<source>Three</source><alt-trans><target>Trois</target></alt-trans>", 'id="3"')
    )
    assert [s.text for s in source.segments] == ["One", "Two", "Three"]
    assert target.segments == ()
    assert read(b"<xliff><file><trans-unit id='1'><source>One</source></trans-unit></file></xliff>", "a.xlf").notes == (
        "a.xlf has no text in it to check",
        "a.xlf: 1 message has no translation",
    )


def test_inline_codes_are_placeholders() -> None:
    inside = (
        'Read <bpt id="1">&lt;b></bpt>all<ept id="1">&lt;/b></ept> <g id="2">of it</g>, '
        '<x id="3" equiv-text="{{ name }}"/><x id="4"/> and {count}'
    )
    segment = both(unit(f"<source>{inside}</source>"))[0].segments[0]
    assert segment.text == "Read <b>all</b> of it, {{ name }} and {count}"
    assert [(segment.text[m.start : m.end], m.value) for m in segment.marks] == [
        ("<b>", "<bpt 1>"),
        ("</b>", "<ept 1>"),
        ("", "<g 2>"),
        ("", "</g 2>"),
        ("{{ name }}", "<x 3>"),
        ("", "<x 4>"),
        ("{count}", "{count}"),
    ]


@pytest.mark.parametrize("outer", ["group", "trans-unit"])
def test_what_is_not_to_be_translated_is_kept(outer: str) -> None:
    units = unit("<source>ABC</source>", 'id="1" translate="no"' if outer == "trans-unit" else 'id="1"')
    source, _ = both(f'<group translate="no">{units}</group>' if outer == "group" else units)
    assert [s.translatable for s in source.segments] == [False]


@pytest.mark.parametrize("notes", ["<note>On a</note><note> button</note>", "<notes><note>On a button</note></notes>"])
def test_what_translators_are_told_goes_with_the_message(notes: str) -> None:
    source, _ = both(unit(f"<source>Save</source><target>Enregistrer</target>{notes}"))
    assert [segment.note for segment in source.segments] == ["On a button"]


def test_two_files_may_use_the_same_ids() -> None:
    file = '<file original="{}"><body><trans-unit id="1"><source>Text</source></trans-unit></body></file>'
    documents = read_bilingual(f"<xliff>{file.format('a')}{file.format('b')}</xliff>".encode(), "a.xlf")
    assert documents
    assert [s.key for s in documents[0].segments] == ["a\x041", "b\x041"]


def test_lines_and_columns_are_those_of_the_text() -> None:
    source, target = both(
        "<!-- <source>no</source> -->\n"
        + unit("<source><![CDATA[a <b>\nword]]></source>\n<target state='new'>\n  un &amp;\n  deux</target>")
    )
    assert [(s.text, s.where.line, s.where.end_line, s.where.column) for s in source.segments] == [
        ("a <b> word", 3, 4, 37)
    ]
    assert [(s.text, s.where.line, s.where.end_line, s.where.column) for s in target.segments] == [
        ("un & deux", 6, 7, 3)
    ]
    assert target.notes == ("a.xlf: 1 message has a translation marked as not done",)


@pytest.mark.parametrize(
    ("unit_says", "target_says", "state"),
    [
        ("", "", None),
        ("", "state='new'", "needs-review"),
        ("", "state='needs-review-translation'", "needs-review"),
        ("", "state='translated'", "translated"),
        ("", "state='translated' state-qualifier='fuzzy-match'", "fuzzy"),
        ("", "state='translated' state-qualifier='exact-match'", "translated"),
        ("", "state-qualifier='rejected-grammar'", "needs-review"),
        ("", "state='signed-off' state-qualifier='leveraged-mt'", "final"),
        ("approved='yes'", "state='needs-review-l10n'", "final"),
        ("", "state='x-mine'", None),
    ],
)
def test_how_far_a_translation_is(unit_says: str, target_says: str, state: str | None) -> None:
    source, target = both(unit(f"<source>One</source><target {target_says}>Un</target>", f"id='1' {unit_says}"))
    assert [s.state for s in (*source.segments, *target.segments)] == [state, state]
    waits = state in ("fuzzy", "needs-review")
    assert target.notes == (("a.xlf: 1 message has a translation marked as not done",) if waits else ())


def test_a_copy_of_the_text_that_waits_is_no_translation() -> None:
    source, target = both(
        unit("<source>One <x/></source><target state='new'>One\n<x/></target>")
        + unit("<source>Two</source><target state='final'>Two</target>", "id='2'")
        + unit("<source>Three</source><target state='translated'> </target>", "id='3'")
    )
    assert [s.state for s in source.segments] == ["untranslated", "final", "untranslated"]
    assert [(s.text, s.state) for s in target.segments] == [("Two", "final")]
    assert target.notes == ("a.xlf: 1 message has a translation marked as not done",)


@pytest.mark.parametrize(
    ("attributes", "text", "state"),
    [
        ("state='initial'", "Un", "needs-review"),
        ("state='initial'", "One", None),
        ("state='reviewed'", "One", "final"),
        ("", "One", None),
    ],
)
def test_a_segment_of_xliff_2_says_its_state(attributes: str, text: str, state: str | None) -> None:
    segment = f"<segment {attributes}><source>One</source><target>{text}</target></segment>"
    notes = "<notes><note>Not this</note></notes>"
    documents = read_bilingual(
        f"<xliff srcLang='en' trgLang='fr'><file><unit id='1'>{notes}{segment}</unit></file></xliff>".encode(), "a.xlf"
    )
    assert documents
    untranslated = "initial" in attributes and text == "One"
    assert [s.state for s in documents[1].segments] == ([] if untranslated else [state])
    assert [s.state for s in documents[0].segments] == ["untranslated" if untranslated else state]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html/>", r"a\.xlf is XML but not XLIFF"),
        (b"<xliff>\n<file>", r"a\.xlf, line 2, is not well-formed XML"),
        (b'<!DOCTYPE xliff [<!ENTITY e "v">]><xliff>&e;</xliff>', "entity"),
        (b'<!DOCTYPE xliff [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff>&e;</xliff>', "entity"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(content, "a.xlf")


PIECES = [
    "<source>",
    "</source>",
    "<target>",
    "</target>",
    "<g id='1'>",
    "</g>",
    "<x/>",
    "text ",
    "<!--",
    "-->",
    "&lt;",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "<!--", "-->", "&lt;", "<![CDATA[", "]]>", "<?p", "?>", "\n"])))
def test_any_file_is_read_or_refused(pieces: list[str]) -> None:
    with suppress(ReadError):
        for document in both(unit("".join(pieces))):
            assert all(s.where.line >= 2 for s in document.segments)
