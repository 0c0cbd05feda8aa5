import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from parallelcheck import checks, encode
from parallelcheck.bitext import align_files
from parallelcheck.cli import cli
from parallelcheck.config import Config
from parallelcheck.encode import cached, transformer
from parallelcheck.encode.static import StaticEncoder
from parallelcheck.errors import ModelError, ReadError, SettingsError, UsageError
from parallelcheck.model import AlignedPair, Document, ScanResult, Segment
from parallelcheck.pipeline import recheck, scan
from parallelcheck.read import markdown

CORPORA = Path(__file__).parent.parent / "corpora"

ENGLISH = """\
# The year at the library

The library opened its new reading room in the spring, and the first visitors came on the same day.

Our volunteers repaired more than two hundred books with glue, thread and a great deal of patience.

The children of the neighbouring school now come every Thursday to hear stories read aloud.

Our volunteers repaired more than two hundred books with glue, thread and a great deal of patience.
"""
FRENCH = """\
# L'année à la bibliothèque

La bibliothèque a ouvert sa nouvelle salle de lecture au printemps, et les premiers visiteurs sont venus le jour même.

Our volunteers repaired more than two hundred books with glue, thread and a great deal of patience.

Nos bénévoles ont réparé plus de deux cents livres avec de la colle, du fil et beaucoup de patience.

Les enfants de l'école voisine viennent maintenant chaque jeudi écouter des histoires lues à voix haute.
"""
DUTCH = """\
# Het jaar in de bibliotheek

De bibliotheek heeft in het voorjaar haar nieuwe leeszaal geopend, en de eerste bezoekers kwamen dezelfde dag.

Onze vrijwilligers hebben meer dan tweehonderd boeken gerepareerd met lijm, draad en veel geduld.
"""
# What a document alone has: a passage twice, and one left beside its translation.
FOUND_ALONE = {"year.en.md": ("repeated-passage", 9), "year.fr.md": ("left-beside-translation", 5)}

Report = tuple[int, dict[str, Any], str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a pair of documents."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "year.en.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "year.fr.md").write_text(FRENCH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def report(folder: Path) -> Callable[..., Report]:
    """Exit status, JSON and standard error of a scan on the command line."""

    def run(*arguments: str) -> Report:
        result = CliRunner().invoke(cli, ["scan", *arguments, "--format", "json"], prog_name="parallelcheck")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, json.loads(result.stdout), result.stderr

    return run


@pytest.fixture(scope="module")
def corpora() -> ScanResult:
    """The documents of corpora/, all in one scan."""
    return scan(CORPORA)


def reasons(result: ScanResult) -> list[str]:
    return [problem.reason for problem in result.problems]


def names(pair: AlignedPair) -> tuple[str | None, str]:
    return pair.source and pair.source.path, pair.target.path


# --- documents that cannot be read

CUT_OFF = FRENCH.encode()[: FRENCH.encode().index("é".encode()) + 1]
UNREADABLE = [
    (b"", "{} is empty: "),
    (b" \n\t\r\n\xc2\xa0\n", "{} is empty: "),
    (b"---\nlayout: page\nweight: 3\n---\n\n<!-- to do -->\n", "{} holds no text besides markup: "),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "{} is not a text: it holds NUL bytes"),
    (bytes(range(1, 9)) * 40, "{} is not a text: it is mostly control characters"),
    (CUT_OFF, "{} ends in the middle of a UTF-8 character, at byte 7: is it cut off?"),
    (b"\xff\xfe\x00\xd8\x41", "{} begins as utf-16-le but is not: "),
]


@pytest.mark.parametrize("bad", ["year.en.md", "year.fr.md"])
@pytest.mark.parametrize(("content", "reason"), UNREADABLE)
def test_of_two_documents_the_one_that_can_be_read_is_checked_alone(
    report: Callable[..., Report], folder: Path, bad: str, content: bytes, reason: str
) -> None:
    (folder / bad).write_bytes(content)
    status, found, errors = report("--pair", "year.en.md", "year.fr.md")
    (problem,) = found["problems"]
    assert problem["path"] == bad
    assert problem["reason"].startswith(reason.format(bad))
    assert errors.count("\n") == 1
    assert errors.startswith(f"parallelcheck: not checked: {bad}: ")
    (other,) = {"year.en.md", "year.fr.md"} - {bad}
    assert [(pair["source"], pair["target"]["path"]) for pair in found["pairs"]] == [(None, other)]
    assert [(finding["check"], finding["line"]) for finding in found["findings"]] == [FOUND_ALONE[other]]
    assert status == 2


@pytest.mark.parametrize(("content", "reason"), UNREADABLE)
def test_a_document_alone_that_cannot_be_read(folder: Path, content: bytes, reason: str) -> None:
    (folder / "year.fr.md").write_bytes(content)
    result = scan(["year.fr.md"])
    assert (result.pairs, result.findings) == ((), ())
    (said,) = reasons(result)
    assert said.startswith(reason.format("year.fr.md"))
    assert "\n" not in said


def test_documents_without_the_right_to_read_them(
    report: Callable[..., Report], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "year.fr.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    status, found, _ = report(".")
    assert found["problems"] == [{"path": "year.fr.md", "reason": "year.fr.md cannot be read: Permission denied."}]
    assert [pair["target"]["path"] for pair in found["pairs"]] == ["year.en.md"]
    assert status == 2
    with pytest.raises(ReadError, match=r"year\.fr\.md cannot be read: Permission denied"):
        align_files("year.en.md", "year.fr.md")


def test_a_source_whose_translations_cannot_be_read_is_checked_once(folder: Path) -> None:
    for language in ("fr", "es"):
        (folder / f"year.{language}.md").write_bytes(b"")
    result = scan(".")
    assert [problem.path for problem in result.problems] == ["year.es.md", "year.fr.md"]
    assert [names(pair) for pair in result.pairs] == [(None, "year.en.md")]
    assert [finding.check for finding in result.findings] == ["repeated-passage"]


def test_another_encoding_is_read_and_said(folder: Path) -> None:
    (folder / "year.fr.md").write_bytes(FRENCH.encode("latin-1"))
    result = scan(".")
    assert result.problems == ()
    assert result.notes == ("year.fr.md is not UTF-8; read as cp1252",)
    assert result.pairs[0].target.segments[0].text == "L'année à la bibliothèque"
    assert any(finding.check == "left-beside-translation" for finding in result.findings)


def test_a_link_that_leads_nowhere_is_a_problem_even_by_itself(folder: Path) -> None:
    (folder / "links").mkdir()
    (folder / "links/page.fr.md").symlink_to("gone.md")
    result = scan("links")
    assert [(problem.path, problem.reason) for problem in result.problems] == [
        ("links/page.fr.md", "is a link that leads nowhere")
    ]


def test_problems_have_their_place_below_the_root_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("elsewhere", "links", "texts"):
        (folder / name).mkdir()
    (folder / "texts/page.fr.md").write_text(FRENCH, encoding="utf-8")
    (folder / "links/page.fr.md").symlink_to("gone.md")
    monkeypatch.chdir(folder / "elsewhere")
    result = scan([folder / "texts", folder / "links"])
    assert result.root == folder.as_posix()
    assert [problem.path for problem in result.problems] == ["links/page.fr.md"]
    assert [names(pair) for pair in result.pairs] == [(None, "texts/page.fr.md")]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('msgid "Save\nmsgstr 12\n', "page.po, line 1: a string in quotation marks is expected here"),
        ('msgid ""\nmsgstr ""\n"Language: fr\\n"\n', "page.po holds no text besides markup: "),
    ],
)
def test_a_catalogue_that_cannot_be_checked(folder: Path, broken: str, said: str) -> None:
    (folder / "page.po").write_text(broken)
    result = scan("page.po")
    assert result.pairs == ()
    (reason,) = reasons(result)
    assert reason.startswith(said)


# --- documents that cannot be compared


WRONG_PAIRS = [
    ("annual-report/clean/report.en.md", "policy/clean/fr/privacy.md"),
    ("policy/clean/en/privacy.md", "annual-report/clean/report.fr.md"),
    ("press-release/clean/release.en.md", "web-article/clean/article.fr.html"),
]


@pytest.mark.parametrize(("source", "target"), WRONG_PAIRS)
def test_two_documents_that_have_nothing_in_common(source: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CORPORA)
    result = scan(pairs=[(source, target)])
    (problem,) = result.problems
    assert problem.path == target
    assert problem.reason == (
        f"{source} and {target} have next to nothing in common, so they were not compared; is this the right pair?"
    )
    assert [names(pair) for pair in result.pairs] == [(None, target)]
    assert result.findings == ()


def test_the_wrong_pair_gives_exit_status_2(report: Callable[..., Report]) -> None:
    status, found, errors = report("--pair", *(str(CORPORA / path) for path in WRONG_PAIRS[0]))
    assert status == 2
    assert found["summary"]["findings"] == {"error": 0, "warning": 0, "note": 0}
    assert errors.count("\n") == 1
    assert "is this the right pair?" in errors


def test_not_a_sentence_in_common_but_the_right_language(folder: Path) -> None:
    (folder / "year.fr.md").write_text(
        "# Recette du pain\n\nMélangez la farine, l'eau tiède et une pincée de sel dans un grand saladier.\n\n"
        "Pétrissez la pâte dix minutes, puis laissez-la lever sous un torchon humide.\n\n"
        "Enfournez une demi-heure, jusqu'à ce que la croûte soit bien dorée.\n",
        encoding="utf-8",
    )
    result = scan(".")
    assert [reason.partition(",")[0] for reason in reasons(result)] == [
        "year.en.md and year.fr.md have next to nothing in common"
    ]
    assert result.findings == ()


@pytest.mark.parametrize("side", ["source", "target"])
def test_a_tenth_of_a_document_is_still_compared(folder: Path, side: str) -> None:
    """A translation that was only begun is no stranger: what is missing is listed."""
    paths = [CORPORA / "annual-report/clean" / f"report.{language}.md" for language in ("en", "fr")]
    texts = [path.read_text("utf-8") for path in paths]
    short = texts[side == "target"].split("\n\n")
    texts[side == "target"] = "\n\n".join(short[: len(short) // 10]) + "\n"
    for language, text in zip(("en", "fr"), texts, strict=True):
        (folder / f"report.{language}.md").write_text(text, encoding="utf-8")
    result = scan(pairs=[("report.en.md", "report.fr.md")])
    assert result.problems == ()
    check = "missing-passage" if side == "target" else "added-passage"
    assert any(finding.check == check for finding in result.findings)


def test_half_of_another_document_is_still_compared(folder: Path) -> None:
    ours, theirs = (CORPORA / name for name in ("policy/clean/fr/privacy.md", "article-alone/clean/article.fr.md"))
    begun, other = (path.read_text("utf-8").split("\n\n") for path in (ours, theirs))
    text = "\n\n".join([*begun[: len(begun) // 2], *other[len(other) // 2 :]])
    (folder / "privacy.fr.md").write_text(text, encoding="utf-8")
    result = scan(pairs=[(CORPORA / "policy/clean/en/privacy.md", "privacy.fr.md")])
    assert result.problems == ()
    assert {"missing-passage", "added-passage"} <= {finding.check for finding in result.findings}


def test_the_same_file_twice(folder: Path) -> None:
    (folder / "link.md").symlink_to("year.en.md")
    for other in ("year.en.md", "./year.en.md", folder / "year.en.md", "link.md"):
        with pytest.raises(UsageError, match=r"^year\.en\.md is named as source and as target: name two files\.$"):
            scan(pairs=[("year.en.md", other)])


def test_two_documents_in_one_language(report: Callable[..., Report], folder: Path) -> None:
    (folder / "copy.md").write_text(ENGLISH)
    status, found, _ = report("--pair", "year.en.md", "copy.md")
    reason = (
        "year.en.md and copy.md are both in English, so they were not compared; if that is wrong, say "
        "--source-language and --target-language."
    )
    assert found["problems"] == [{"path": "copy.md", "reason": reason}]
    assert status == 2


def test_a_copy_that_is_named_as_a_translation_is_untranslated(folder: Path) -> None:
    (folder / "year.fr.md").write_text(ENGLISH)
    result = scan(".")
    assert result.problems == ()
    assert "mostly-untranslated" in {finding.check for finding in result.findings}


def test_languages_that_are_not_known_are_not_the_same(folder: Path) -> None:
    (folder / "a.md").write_text("# Welcome\n")
    (folder / "b.md").write_text("# Bienvenue\n")
    result = scan(pairs=[("a.md", "b.md")])
    assert result.problems == ()
    assert [(len(bead.source), len(bead.target)) for bead in result.pairs[0].beads] == [(1, 1)]


def test_a_table_in_several_languages(folder: Path) -> None:
    rows = "The old pier is closed.,La vieille jetée est fermée.,Die alte Mole ist geschlossen.\n"
    (folder / "texts.csv").write_text(f"en,fr,de\n{rows}", encoding="utf-8")
    (folder / "figures.csv").write_text("year,FR,DE\n2025,1,2\n")

    def languages(**settings: str) -> list[tuple[str | None, ...]]:
        result = scan(".", config=Config(**settings))
        assert not result.problems
        tables = [pair for pair in result.pairs if pair.target.format == "table"]
        return [(pair.source and pair.source.language, pair.target.language) for pair in tables]

    assert languages() == [("en", "fr")]
    assert languages(target_language="de") == [("en", "de")]
    assert languages(source_language="fr") == [("fr", "en")]


def test_a_catalogue_in_one_language(folder: Path) -> None:
    text = "The file could not be saved because the disk is full and nobody has emptied the bin."
    (folder / "en.po").write_text(f'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "{text}"\nmsgstr "{text}"\n')
    (reason,) = reasons(scan("en.po"))
    assert reason.startswith("The messages and translations in en.po are both in English, so they were not compared")


# --- languages that the model does not know

UNKNOWN = (
    "which the model does not know (it knows de, en, es, fr, it, pt), so only what needs no understanding was checked: "
    "choose another model with --model, or leave these documents out with exclude."
)
CATALOGUE = """
msgid ""
msgstr "Language: {language}\\n"

msgid "The reading room has 14 chairs. They are green."
msgstr "De leeszaal heeft 15 stoelen. Ze zijn groen en zacht."

msgid "Nobody has translated this sentence yet, and nobody ever will."
msgstr "Nobody has translated this sentence yet, and nobody ever will."

msgid "Our opening hours, our prices and our address are on the last page of this brochure."
msgstr "{nonsense}."

msgid "Bring your own cup of tea and a slice of cake."
msgstr ""
"""


@pytest.mark.parametrize(("source", "target"), [("year.en.md", "year.nl.md"), ("year.nl.md", "year.en.md")])
def test_a_pair_in_a_language_that_the_model_does_not_know(
    report: Callable[..., Report], folder: Path, source: str, target: str
) -> None:
    (folder / "year.nl.md").write_text(DUTCH)
    status, found, errors = report("--pair", source, target)
    reason = f"year.nl.md is in Dutch, {UNKNOWN}"
    assert found["problems"] == [{"path": "year.nl.md", "reason": reason}]
    assert [(pair["source"], pair["target"]["path"]) for pair in found["pairs"]] == [(None, target)]
    assert errors.count("\n") == 1
    assert status == 2
    with pytest.raises(ReadError, match=r"^year\.nl\.md is in Dutch, which the model does not know"):
        align_files(source, target)


def test_it_is_said_once_for_all_documents(folder: Path) -> None:
    for name in ("year.nl.md", "other.nl.md", "year.pl.md"):
        (folder / name).write_text(DUTCH)
    result = scan(".")
    assert reasons(result) == [f"other.nl.md and 2 more are in Dutch, pl, {UNKNOWN}"]
    assert (None, "year.nl.md") in map(names, result.pairs)
    assert ("year.en.md", "year.fr.md") in map(names, result.pairs)
    checks_that_spoke = [finding.check for finding in result.findings]
    assert checks_that_spoke == ["orphan-document", "left-beside-translation", "moved-passage"]


def test_what_needs_no_understanding_is_found(folder: Path) -> None:
    said, left = DUTCH.split("\n\n")[2].strip(), ENGLISH.split("\n\n")[3]
    (folder / "year.nl.md").write_text(f"{DUTCH}\n{left}\n\n{said}\n")
    assert [(finding.check, finding.where.line) for finding in scan("year.nl.md").findings] == [
        ("foreign-passage", 7),
        ("repeated-passage", 9),
    ]


def test_messages_are_compared_by_their_ids(folder: Path) -> None:
    nonsense = "Wij houden helemaal niet van boeken en nog minder van mensen die ze lezen"
    (folder / "nl.po").write_text(CATALOGUE.format(language="nl", nonsense=nonsense))
    result = scan("nl.po")
    assert reasons(result) == [f"nl.po is in Dutch, {UNKNOWN}"]
    assert [(finding.check, finding.where.line) for finding in result.findings] == [
        ("numbers", 6),
        ("untranslated-passage", 9),
        ("catalogue", 14),
    ]
    assert [bead.score for bead in result.pairs[0].beads] == [1, 1, 1, 0]


def test_in_a_language_that_the_model_knows_nonsense_is_found_too(folder: Path) -> None:
    nonsense = "Wir mögen überhaupt keine Bücher, und Menschen, die sie lesen, mögen wir noch weniger"
    (folder / "de.po").write_text(CATALOGUE.format(language="de", nonsense=nonsense), encoding="utf-8")
    assert ("weak-match", 12) in {(finding.check, finding.where.line) for finding in scan("de.po").findings}


def test_a_pair_in_a_language_that_nothing_names_is_said_once(folder: Path) -> None:
    (folder / "page.md").write_text(DUTCH)
    result = scan(pairs=[("year.en.md", "page.md")])
    assert (len(result.problems), result.findings) == (1, ())


def test_a_language_that_the_file_declares_or_the_settings_give(folder: Path) -> None:
    (folder / "page.html").write_text(f"<html lang=nl><body><p>{DUTCH.split(chr(10))[2]}</p></body></html>")
    (folder / "page.md").write_text(DUTCH)
    assert reasons(scan("page.html")) == [f"page.html is in Dutch, {UNKNOWN}"]
    assert reasons(scan("page.md", config=Config(target_language="nl"))) == [f"page.md is in Dutch, {UNKNOWN}"]


def test_a_region_is_no_language_of_its_own(folder: Path) -> None:
    (folder / "year.fr.md").rename(folder / "year.fr-CA.md")
    french = "".join(f"<p>{passage}</p>" for passage in FRENCH.split("\n\n")[1:])
    (folder / "page.html").write_text(f"<html lang='fr-CA'><body>{french}</body></html>", encoding="utf-8")
    (folder / "some.po").write_text(
        'msgid ""\nmsgstr "Language: pt_BR\\n"\n\nmsgid "Open the folder"\nmsgstr "Abrir a pasta"\n'
    )
    result = scan(".")
    assert result.problems == ()
    languages = {pair.target.path: pair.target.language for pair in result.pairs}
    assert languages == {"page.html": "fr", "some.po": "pt", "year.fr-CA.md": "fr"}
    assert {"page.html", "year.fr-CA.md"} <= {finding.where.path for finding in result.findings}


def test_a_model_that_does_not_say_its_languages_takes_them_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "year.nl.md").write_text(DUTCH)
    monkeypatch.setattr(StaticEncoder, "languages", None)
    result = scan("year.nl.md")
    assert (result.problems, result.findings, result.notes) == ((), (), ())
    assert [names(pair) for pair in result.pairs] == [(None, "year.nl.md")]
    assert {s.identified.language for s in result.pairs[0].target.segments} == {"nl"}


def test_a_language_that_cannot_be_identified_is_not_taken_for_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StaticEncoder, "languages", None)
    for name in ("a.xh.md", "b.xh.md"):
        (folder / name).write_text(f"{DUTCH}\n{ENGLISH}")
    result = scan(["a.xh.md", "b.xh.md"], config=Config(ignore=("repeated-passage",)))
    assert (result.problems, result.findings) == ((), ())
    (note,) = result.notes
    assert note == (
        "Text left in another language was not looked for in documents in xh, which the identifier of languages does "
        "not know."
    )


# --- other models


class Apart:
    """A model that knows nothing of translations."""

    name = "apart@1"
    languages = None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array([np.random.default_rng(sum(map(ord, text))).normal(size=64) for text in texts], np.float32)
        return rows.reshape(len(texts), 64)


@pytest.fixture
def apart(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scan asks that model, and keeps vectors in this file."""
    monkeypatch.setattr(encode, "load", lambda _name: Apart())
    monkeypatch.setattr(cached, "cache_path", lambda: folder / "cache/vectors.sqlite3")
    return folder / "cache/vectors.sqlite3"


def test_the_report_names_the_model_and_says_if_it_is_of_no_use(apart: Path, report: Callable[..., Report]) -> None:
    _, found, _ = report(".", "--model", "apart")
    assert found["tool"]["model"] == "apart@1"
    (note,) = found["notes"]
    assert note == (
        "The model apart cannot tell which French or Spanish sentence translates which English one: see `parallelcheck "
        "models check apart`."
    )


def test_vectors_are_kept_unless_that_is_not_wanted(apart: Path, report: Callable[..., Report], folder: Path) -> None:
    report(".", "--no-cache")
    (folder / "parallelcheck.toml").write_text("cache = false")
    report(".")
    assert not apart.exists()
    (folder / "parallelcheck.toml").unlink()
    report(".")
    assert apart.exists()
    align_files("year.en.md", "year.fr.md", config=Config(cache=False))


def test_a_cache_that_cannot_be_used_is_said_once(apart: Path, report: Callable[..., Report]) -> None:
    apart.parent.mkdir()
    apart.write_bytes(b"no database at all " * 50)
    _, found, _ = report(".")
    assert ["was begun anew" in note for note in found["notes"]] == [True, False]


# --- what is asked for cannot be done


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("no-such-folder",), "no-such-folder is not there: check the name and the current folder."),
        (("year.fr.dm",), "year.fr.dm is not there; did you mean year.fr.md?"),
        (("--pair", "year.en.md", "absent"), "absent is not there: check the name and the current folder."),
        (("empty",), "The folder empty holds no document that can be read ("),
        (("empty.md",), "The folder empty.md holds no document that can be read ("),
        (("--pair", "empty", "year.fr.md"), "empty is a folder, and a pair is two files; to scan a folder, name "),
        (("--pair", "year.en.md", "empty.md"), "empty.md is a folder, and a pair is two files; to scan a folder, "),
        (("picture.png",), "picture.png cannot be scanned: .png files cannot be read, but these can: ."),
        (("--pair", "year.en.md", "picture.png"), "picture.png cannot be scanned: .png files cannot be read, but "),
        (("--pair", "year.en.md", "fr.po"), "fr.po holds messages and their translations: name it alone, not in a "),
        (("--pair", "fr.po", "year.fr.md"), "fr.po holds messages and their translations: name it alone, not in a "),
        ((".", "--select", "missing-pasage"), "There is no check “missing-pasage”; did you mean missing-passage?"),
        ((".", "--ignore", "zzz"), "There is no check “zzz”; `parallelcheck explain` lists them."),
        ((".", "--model", "LaBSE"), "The model 'LaBSE' needs sentence-transformers: install it with pip install "),
        ((".", "--config", "absent.toml"), "absent.toml cannot be read: No such file or directory."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str], sentence: str
) -> None:
    monkeypatch.setattr(transformer, "find_spec", lambda _name: None)
    for name in ("empty", "empty.md"):
        (folder / name).mkdir()
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "fr.po").write_text('msgid "Save the file"\nmsgstr "Enregistrer le fichier"\n', encoding="utf-8")
    (folder / "report.json").write_text("the old report")
    result = CliRunner().invoke(cli, ["scan", *arguments, "--output", "report.json"], prog_name="parallelcheck")
    assert result.stderr.startswith(f"parallelcheck: {sentence}")
    assert (result.stdout, result.stderr.count("\n"), result.exit_code) == ("", 1, 2)
    assert (folder / "report.json").read_text() == "the old report"


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("sellect = []", "parallelcheck.toml: there is no setting 'sellect'; did you mean select?"),
        ('fail-on = "errors"', "parallelcheck.toml: fail-on should be one of error, warning, note, new and never"),
        ('select = ["number"]', "There is no check “number”; did you mean numbers?"),
        ('ignore = ["number"]', "There is no check “number”; did you mean numbers?"),
        ("[checks.numberz]", "There is no check “numberz”; did you mean numbers?"),
        ("[checks.missing-passage]\nleast-word = 4", "The check “missing-passage” has no option “least-word”; did you"),
        ("[checks.missing-passage]\nleast-words = 'x'", "An option of the check “missing-passage” cannot be used: "),
        ("checks = 3", "parallelcheck.toml: checks should be a table"),
        ("model = ''", "parallelcheck.toml: model should be the name or the folder of a model, not ''."),
        ("select = [", "parallelcheck.toml is not valid TOML: "),
    ],
)
def test_settings_that_cannot_be_used(folder: Path, setting: str, sentence: str) -> None:
    (folder / "parallelcheck.toml").write_text(setting)
    result = CliRunner().invoke(cli, ["scan"], prog_name="parallelcheck")
    assert sentence in result.stderr
    assert (result.stdout, result.stderr.count("\n"), result.exit_code) == ("", 1, 2)


def test_nothing_to_scan() -> None:
    with pytest.raises(UsageError, match=r"^There is nothing to scan: name files, a folder, or a pair of files\.$"):
        scan()


def test_the_settings_say_what_readers_see_of_front_matter(folder: Path) -> None:
    for name, text in (("year.en.md", ENGLISH), ("year.fr.md", FRENCH)):
        (folder / name).write_text(f"---\ntitle: A title\ncta: Come and read\n---\n{text}", encoding="utf-8")
    (pair,) = scan(folder, config=Config(front_matter=("cta",))).pairs
    assert pair.source is not None
    keys = [[segment.key for segment in document.segments if segment.key] for document in (pair.source, pair.target)]
    assert keys == [["cta"], ["cta"]]


def test_a_document_in_two_columns_is_compared_with_itself(folder: Path) -> None:
    privacy = Path(__file__).parent / "read/samples/side-by-side.pdf"
    (folder / "privacy.pdf").write_bytes(privacy.read_bytes())
    (pair,) = scan(folder / "privacy.pdf").pairs
    assert pair.source is not None
    assert (pair.source.language, pair.target.language) == ("en", "fr")
    assert all(bead.source and bead.target for bead in pair.beads)
    (folder / "year.en.pdf").write_bytes(privacy.read_bytes())
    (named,) = scan(pairs=[("year.en.md", "year.en.pdf")]).pairs
    assert len(named.target.segments) > len(pair.target.segments)


def test_settings_from_python_are_checked_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="There is no check “zzz”"):
        scan(".", config=Config(checks={"zzz": {}}))
    with pytest.raises(SettingsError, match="has no option “zzz”"):
        scan(".", config=Config(checks={"missing-passage": {"zzz": 1}}))
    monkeypatch.setattr(encode, "EMBEDDED", folder / "gone")
    with pytest.raises(ModelError, match="embedded model is missing"):
        scan(".")


# --- what is scanned


def test_a_document_that_is_named_twice_is_scanned_once(folder: Path) -> None:
    pair = ("year.en.md", "year.fr.md")
    ways: list[dict[str, Any]] = [
        {"paths": ["year.fr.md", "year.en.md", "./year.fr.md", folder / "year.fr.md"]},
        {"paths": ".", "pairs": [pair]},
        {"paths": ["year.fr.md", "year.en.md"], "pairs": [pair]},
        {"paths": ["year.en.md"], "pairs": [pair]},
        {"pairs": [pair, pair, ("./year.en.md", folder / "year.fr.md")]},
    ]
    for way in ways:
        result = scan(**way)
        assert [names(pair) for pair in result.pairs] == [pair]
        assert Counter(finding.check for finding in result.findings)["left-beside-translation"] == 1


def test_one_path_needs_no_list(folder: Path) -> None:
    assert [names(pair) for pair in scan("year.fr.md").pairs] == [(None, "year.fr.md")]
    assert [names(pair) for pair in scan(folder / "year.fr.md").pairs] == [(None, "year.fr.md")]


def test_a_pair_has_the_languages_that_its_folders_say(folder: Path) -> None:
    for language in ("en", "fr"):
        (folder / language).mkdir()
        (folder / language / "page.md").write_text(ENGLISH)
    (pair,) = scan(pairs=[("en/page.md", "fr/page.md")]).pairs
    assert (pair.source and pair.source.language, pair.target.language) == ("en", "fr")


def test_the_settings_go_before_the_names(folder: Path) -> None:
    config = Config(source_language="es", target_language="it")
    (pair,) = scan(pairs=[("year.en.md", "year.fr.md")], config=config).pairs
    assert (pair.source and pair.source.language, pair.target.language) == ("es", "it")


def test_progress_is_told_before_each_pair_and_at_the_end(folder: Path) -> None:
    (folder / "alone.fr.md").write_text(FRENCH, encoding="utf-8")
    told: list[tuple[int, int, str]] = []
    scan(".", progress=lambda *news: told.append(news))
    assert told == [(0, 2, "alone.fr.md"), (1, 2, "year.fr.md"), (2, 2, "")]


def test_selected_checks_only(folder: Path) -> None:
    everything = scan(".")
    chosen = scan(".", config=Config(select=("left-beside-translation",)))
    without = scan(".", config=Config(ignore=("left-beside-translation",)))
    assert {finding.check for finding in chosen.findings} == {"left-beside-translation"}
    assert sorted((str(finding.where), finding.check) for finding in (*chosen.findings, *without.findings)) == sorted(
        (str(finding.where), finding.check) for finding in everything.findings
    )


def test_a_reader_that_crashes_is_a_problem_and_the_others_go_on(
    report: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(text: str, path: str, front_matter: Collection[str]) -> Document:
        if path == "year.fr.md":
            raise ZeroDivisionError("division by zero")
        return read(text, path, front_matter)

    read = markdown.read
    monkeypatch.setattr(markdown, "read", crash)
    status, found, _ = report(".")
    reason = "reading it failed (ZeroDivisionError: division by zero); please report it"
    assert found["problems"] == [{"path": "year.fr.md", "reason": reason}]
    assert [pair["target"]["path"] for pair in found["pairs"]] == ["year.en.md"]
    assert status == 2


def test_a_check_that_crashes_is_a_problem_and_the_others_go_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(checks.Numbers, "run", crash)
    result = scan(".")
    assert reasons(result) == [
        "the check “numbers” failed here (ZeroDivisionError: division by zero); please report it"
    ]
    assert any(finding.check == "left-beside-translation" for finding in result.findings)


# --- other settings, without aligning again

OTHER_SETTINGS = [
    Config(),
    Config(select=("weak-match", "missing-passage")),
    Config(ignore=("left-beside-translation",)),
    Config(checks={"weak-match": {"probability": 0.9, "least-words": 1}, "missing-passage": {"least-words": 50}}),
]


@pytest.mark.parametrize("config", OTHER_SETTINGS, ids=["none", "select", "ignore", "options"])
def test_other_settings_find_what_a_new_scan_with_them_finds(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [CORPORA / "policy/defects", CORPORA / "article-alone/defects"]
    before, fresh = scan(paths), scan(paths, config=config)
    assert before.findings

    def again(*_: object) -> None:
        raise AssertionError("nothing is read or embedded again")

    for owner, name in ((encode, "load"), (StaticEncoder, "encode"), (markdown, "read")):
        monkeypatch.setattr(owner, name, again)
    assert replace(recheck(before, config), seconds=0.0) == replace(fresh, seconds=0.0)


def test_a_lower_threshold_finds_less(corpora: ScanResult) -> None:
    found = [
        {
            finding.fingerprint
            for finding in recheck(corpora, Config(checks={"weak-match": options})).findings
            if finding.check == "weak-match"  # others yield to it
        }
        for options in ({"probability": 0.001}, {}, {"probability": 0.7})
    ]
    assert found[0] < found[1] < found[2]
    assert recheck(recheck(corpora, OTHER_SETTINGS[1]), Config()).findings == corpora.findings


def test_other_settings_keep_what_could_not_be_read_and_forget_what_crashed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    (folder / "empty.fr.md").write_text("")
    whole = scan(".")
    with monkeypatch.context() as broken:
        broken.setattr(checks.Numbers, "run", crash)
        crashed = scan(".")
        assert [problem.check for problem in crashed.problems] == [None, "numbers"]
        assert recheck(whole, Config()).problems == crashed.problems
    assert recheck(crashed, Config()).problems == whole.problems


def test_other_settings_that_cannot_be_used(corpora: ScanResult) -> None:
    with pytest.raises(UsageError, match="There is no check “numbres”"):
        recheck(corpora, Config(ignore=("numbres",)))
    with pytest.raises(SettingsError, match="has no option “probabilty”"):
        recheck(corpora, Config(checks={"weak-match": {"probabilty": 0.5}}))


# --- small and strange documents


def test_one_passage_on_each_side(folder: Path) -> None:
    (folder / "a.en.md").write_text("The library opened its new reading room in the spring.\n")
    (folder / "a.fr.md").write_text("La bibliothèque a ouvert sa nouvelle salle de lecture au printemps.\n")
    result = scan(pairs=[("a.en.md", "a.fr.md")])
    assert (result.findings, result.problems) == ((), ())
    (bead,) = result.pairs[0].beads
    assert bead.score > 0.95


def test_documents_that_hold_only_code(folder: Path) -> None:
    code = "```\nx = 1\n```\n\n```\nprint(x)\n```\n"
    for language in ("en", "fr"):
        (folder / f"code.{language}.md").write_text(code)
    result = scan(pairs=[("code.en.md", "code.fr.md")])
    assert (result.findings, result.problems) == ((), ())
    assert len(result.pairs[0].beads) == 2
    (reason,) = reasons(scan(pairs=[("year.en.md", "code.fr.md")]))
    assert "have next to nothing in common" in reason


def test_a_catalogue_without_header_and_one_without_translations(folder: Path) -> None:
    messages = {"Open the folder": "Ouvrir le dossier", "The file was saved.": "Le fichier a été enregistré."}
    (folder / "some.po").write_text(
        "".join(f'msgid "{message}"\nmsgstr "{messages[message]}"\n\n' for message in messages), encoding="utf-8"
    )
    (folder / "none.po").write_text("".join(f'msgid "{message}"\nmsgstr ""\n\n' for message in messages))
    some, none = scan("some.po"), scan("none.po")
    assert (some.findings, some.problems) == ((), ())
    assert [bead.target[0].text for bead in some.pairs[0].beads] == list(messages.values())
    assert none.problems == ()
    assert [finding.check for finding in none.findings] == ["catalogue"] * 2


def test_a_line_of_a_megabyte_is_read_in_bounded_time(folder: Path) -> None:
    (folder / "line.fr.md").write_text("a" * 1_000_000)
    (folder / "words.fr.txt").write_text("Une ligne sans fin, 12 fois plus longue. " * 2_500)
    began = time.perf_counter()
    result = scan(["line.fr.md", "words.fr.txt"])
    assert result.problems == ()
    assert [len(pair.target.segments) for pair in result.pairs] == [1, 1]
    assert time.perf_counter() - began < 60  # 4 s when nothing else runs; hours if anything were quadratic


PIECES = st.sampled_from(
    [
        *"#*_`[](){}<>|-+=:.\"'«»&%\\~^!0123456789 \n\t\f\u202f\u2028\ufeff",
        *("\n\n", "---\n", "```", ":::", "<p>", "<!--", "{% x %}", "{{< y >}}", '\nmsgid "', '\nmsgstr "', '"\n'),
        *("http://a.example/b", "été", "The library opened in 2024. ", "La bibliothèque a ouvert en 2024 ! "),
    ]
)
CONTENTS = st.one_of(st.binary(max_size=80), st.lists(PIECES).map("".join).map(str.encode))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(suffix=st.sampled_from([".md", ".html", ".txt", ".po"]), contents=st.tuples(CONTENTS, CONTENTS))
def test_no_content_makes_it_crash(folder: Path, suffix: str, contents: tuple[bytes, bytes]) -> None:
    paths = [Path(f"x.en{suffix}"), Path(f"x.fr{suffix}")]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    result = scan(paths)
    assert result.pairs or result.problems
    assert not [problem.reason for problem in result.problems if "please report it" in problem.reason]
    for pair in result.pairs:
        assert_every_passage_is_in_one_bead(pair)


# --- beads


def assert_every_passage_is_in_one_bead(pair: AlignedPair) -> None:
    source = [segment.index for bead in pair.beads for segment in bead.source]
    target = [segment.index for bead in pair.beads for segment in bead.target]
    assert sorted(source) == [segment.index for segment in (pair.source.segments if pair.source else ())]
    assert sorted(target) == [segment.index for segment in pair.target.segments]


def sentences(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    return [(sentence.index, sentence.offset) for segment in segments for sentence in segment.sentences]


def test_every_passage_is_in_one_bead(corpora: ScanResult) -> None:
    assert sum(pair.source is not None for pair in corpora.pairs) >= 12
    for pair in corpora.pairs:
        assert_every_passage_is_in_one_bead(pair)


def test_no_sentence_is_in_two_beads(corpora: ScanResult) -> None:
    for pair in corpora.pairs:
        inner = [sentence for bead in pair.beads for sentence in bead.sentences]
        for side, document in (("source", pair.source), ("target", pair.target)):
            held = Counter((s.index, s.offset) for bead in inner for s in getattr(bead, side))
            assert max(held.values(), default=1) == 1, names(pair)
            assert set(held) <= set(sentences(document.segments if document else ()))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_however_the_passages_are_mixed(folder: Path, data: st.DataObject) -> None:
    paths = Path("mixed.en.md"), Path("mixed.fr.md")
    for path, language in zip(paths, ("en", "fr"), strict=True):
        passages = (CORPORA / "policy/clean" / language / "privacy.md").read_text("utf-8").split("\n\n")
        chosen = data.draw(st.lists(st.sampled_from(passages), min_size=1, max_size=30))
        path.write_text("\n\n".join(chosen), encoding="utf-8")
    result = scan(pairs=[paths])
    assert not [reason for reason in reasons(result) if "please report it" in reason]
    (pair,) = result.pairs
    assert_every_passage_is_in_one_bead(pair)
    if pair.source:
        assert places(align_files(*paths)) == places(pair)


def places(pair: AlignedPair) -> list[tuple[tuple[int, ...], tuple[int, ...], float]]:
    """The beads as the places of their passages, and their scores."""
    return [(indices(bead.source), indices(bead.target), bead.score) for bead in pair.beads]


def indices(segments: Sequence[Segment]) -> tuple[int, ...]:
    return tuple(segment.index for segment in segments)


# --- the same input gives the same output

DEFECTS = [CORPORA / "annual-report/defects", CORPORA / "web-article/defects"]


def as_json(*paths: Path, **environment: str) -> str:
    """The report of a scan in a process of its own, without the time that it took."""
    command = [sys.executable, "-m", "parallelcheck", "scan", *map(str, paths), "--format", "json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=os.environ | environment)
    assert (done.returncode, done.stderr) == (1, "")
    report, count = re.subn(r'"seconds": [\d.]+', '"seconds": 0', done.stdout)
    assert count == 1
    return report


def test_neither_hashes_nor_the_order_of_paths_change_the_report() -> None:
    first = as_json(*DEFECTS, PYTHONHASHSEED="0")
    assert len(json.loads(first)["findings"]) >= 20
    assert as_json(*DEFECTS, PYTHONHASHSEED="1") == first
    assert as_json(*reversed(DEFECTS), PYTHONHASHSEED="4294967295") == first


def test_neither_earlier_scans_nor_the_order_of_pairs_change_the_result(folder: Path) -> None:
    defects = CORPORA / "policy/defects"
    ours, theirs = ("year.en.md", "year.fr.md"), (defects / "en/privacy.md", defects / "fr/privacy.md")
    first, again = scan(pairs=[ours, theirs]), scan(pairs=[theirs, ours])
    assert len(first.findings) > 5
    assert replace(again, seconds=first.seconds) == first


def test_documents_that_were_exchanged_are_said_to_be(folder: Path) -> None:
    Path("code.md").write_text(FRENCH.replace("Our volunteers repaired", "Nos bénévoles, disent-ils,"), "utf-8")
    Path("code.fr.md").write_text(ENGLISH, "utf-8")
    (problem,) = scan(["code.md", "code.fr.md"]).problems
    assert problem.reason == (
        "code.fr.md is named as French, but its text is in English, and code.md is in French, so they were not "
        "compared: were the two exchanged?"
    )
