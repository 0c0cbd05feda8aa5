import pytest

from parallelcheck.errors import ReadError
from parallelcheck.model import Document, Kind, MarkKind
from parallelcheck.read import read, read_bilingual

CATALOGUE = r"""# Translators
msgid ""
msgstr ""
"Language: fr_FR\n"
"Content-Type: text/plain; charset=UTF-8\n"
"X-Source-Language: en\n"

#. A comment
#: app.c:12
#, c-format
msgid "Hello %s, you have "
"<b>%d</b> messages at 100%%\n"
msgstr ""
"Bonjour %s, vous avez\n"
"<b>%d</b> messages à 100 %%"

#, fuzzy
msgctxt "menu"
msgid "File"
msgstr "Fichier"
msgid "one \"file\""
msgid_plural "{n} files"
msgstr[0] "un « fichier »"
msgstr[1] "{n} fichiers"

msgid "Not translated"
msgstr ""

#~ msgid "Obsolete"
#~ msgstr "Obsolète"
"""


def both(text: str) -> tuple[Document, Document]:
    documents = read_bilingual(text.encode(), "fr.po")
    assert documents
    return documents


def test_messages_and_translations_share_keys() -> None:
    source, target = both(CATALOGUE)
    assert [(s.key, s.text, s.where.line, s.where.end_line) for s in source.segments] == [
        (
            "Hello %s, you have <b>%d</b> messages at 100%%\n",
            "Hello %s, you have <b>%d</b> messages at 100%%",
            11,
            12,
        ),
        ("menu\x04File", "File", 19, 19),
        ('one "file"[0]', 'one "file"', 21, 21),
        ('one "file"[1]', "{n} files", 22, 22),
        ("Not translated", "Not translated", 26, 26),
    ]
    assert [(s.key, s.text, s.where.line) for s in target.segments] == [
        (source.segments[0].key, "Bonjour %s, vous avez <b>%d</b> messages à 100 %%", 14),
        ("menu\x04File", "Fichier", 20),
        ('one "file"[0]', "un « fichier »", 23),
        ('one "file"[1]', "{n} fichiers", 24),
    ]
    assert (source.language, target.language) == ("en", "fr")
    assert {s.kind for s in (*source.segments, *target.segments)} == {Kind.MESSAGE}


def test_the_lines_of_a_string() -> None:
    _, target = both(CATALOGUE)
    first = target.segments[0]
    assert (first.where.end_line, first.lines) == (15, ((22, 15),))


def test_what_is_not_counted_is_said() -> None:
    _, target = both(CATALOGUE)
    assert target.notes == ("fr.po: 1 message has a translation marked fuzzy",)
    assert read(CATALOGUE.encode(), "fr.po").notes == (
        "fr.po: 1 message has a translation marked fuzzy",
        "fr.po: 1 message has no translation",
    )


def test_what_translators_are_told_goes_with_the_message() -> None:
    source, target = both('#. Shown on a button,\n#. keep it short\n# mine\nmsgid "Save"\nmsgstr "Enregistrer"\n')
    assert [segment.note for segment in source.segments] == ["Shown on a button, keep it short"]
    assert [segment.note for segment in target.segments] == [""]


def test_how_far_translations_are() -> None:
    source, target = both(CATALOGUE)
    assert [s.state for s in source.segments] == [None, "fuzzy", None, None, "untranslated"]
    assert [s.state for s in target.segments] == [None, "fuzzy", None, None]


@pytest.mark.parametrize(
    ("flags", "text", "placeholders"),
    [
        ("c-format", "%s of %1$d, %-5.2f, %%s, 100%", ["%s", "%1$d", "%-5.2f"]),
        ("python-format", "%(name)s has %d", ["%(name)s", "%d"]),
        ("python-brace-format", "{} is {name!r:>10}, {0.x}", ["{}", "{name!r:>10}", "{0.x}"]),
        ("", "%s {name} ${x} {{ y }} 50% d'une", ["%s", "{name}", "${x}", "{{ y }}"]),
        ("", "a < b, {not one}, 10 % de", []),
    ],
)
def test_placeholders(flags: str, text: str, placeholders: list[str]) -> None:
    source, target = both(f'#, {flags}\nmsgid "{text}"\nmsgstr "{text}"\n')
    for segment in (source.segments[0], target.segments[0]):
        assert [m.value for m in segment.marks if m.kind is MarkKind.PLACEHOLDER] == placeholders
        assert all(segment.text[m.start : m.end] == m.value for m in segment.marks)


def test_tags_are_placeholders_and_links_links() -> None:
    source, _ = both("""msgid "See <a href='https://x.org/en'>the page</a><br/>."\nmsgstr ""\n""")
    (segment,) = source.segments
    assert segment.text == "See <a href='https://x.org/en'>the page</a><br/>."
    assert [(m.kind, segment.text[m.start : m.end], m.value) for m in segment.marks] == [
        (MarkKind.PLACEHOLDER, "<a href='https://x.org/en'>", "<a>"),
        (MarkKind.LINK, "the page", "https://x.org/en"),
        (MarkKind.PLACEHOLDER, "</a>", "</a>"),
        (MarkKind.PLACEHOLDER, "<br/>", "<br>"),
    ]


def test_a_message_of_placeholders_only_keeps_its_place() -> None:
    source, target = both('msgid "%s: %s"\nmsgstr "%s : %s"\n')
    assert [s.text for s in source.segments] == ["%s: %s"]
    assert [s.text for s in target.segments] == ["%s : %s"]


def test_a_language_with_one_form_translates_the_plural() -> None:
    source, target = both('msgid "one"\nmsgid_plural "many"\nmsgstr[0] "多数"\n')
    assert [(s.key, s.text) for s in source.segments] == [("one[0]", "many")]
    assert [(s.key, s.text) for s in target.segments] == [("one[0]", "多数")]


def test_a_template_is_one_document() -> None:
    template = b'msgid "Hello"\nmsgstr ""\n'
    assert read_bilingual(template, "app.pot") is None
    assert [s.text for s in read(template, "app.pot").segments] == ["Hello"]


def test_other_formats_hold_one_language() -> None:
    assert read_bilingual(b"# Hello\n", "page.md") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('msgid "a"\nmsgstr "b\n', r"fr\.po, line 2: a string in quotation marks is expected here"),
        ('msgid "a"\nfoo\nmsgstr "b"\n', r"fr\.po, line 2, breaks the syntax of PO"),
        ('msgid "a"\nmsgid_plural "b" "c"\n', r"fr\.po, line 2, breaks the syntax of PO: unescaped double quote found"),
        ("Bonjour\n", r"fr\.po, line 1, breaks the syntax of PO"),
    ],
)
def test_broken_files_are_said_with_their_line(text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(text.encode(), "fr.po")
