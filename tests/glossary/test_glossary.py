"""Glossaries as files: CSV and TBX, and what is said of those that cannot be used."""

import csv
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelcheck import Config
from parallelcheck.config import load
from parallelcheck.errors import SettingsError
from parallelcheck.glossary import options_of, read_glossary

TBX_2 = """<?xml version="1.0"?>
<martif type="TBX-Basic" xml:lang="en"><text><body>
  <termEntry id="1">
    <note>Of rivers, not of money.</note>
    <langSet xml:lang="en"><tig><term>bank</term></tig></langSet>
    <langSet xml:lang="fr-CA">
      <tig><term>bord</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
      <tig><term>berge</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
      <ntig><termGrp><term>banque</term>
        <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
    </langSet>
  </termEntry>
</body></text></martif>
"""
TBX_3 = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min"><text><body>
  <conceptEntry id="1">
    <langSec xml:lang="en"><termSec><term>bank</term></termSec></langSec>
    <langSec xml:lang="fr"><termSec><term>berge</term></termSec>
      <termSec><term>banque</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
    </langSec>
  </conceptEntry>
</body></text></tbx>
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "glossary.csv"


def test_a_table_with_every_column(file: Path) -> None:
    file.write_text(
        "en,fr-CA,forbidden-fr,do-not-translate,case,comment\n"
        "water board,syndicat des eaux | régie des eaux,comité d’eau,,,\n"
        '\nAlder,,,YES,x,"A river, and a tree"\n'
    )
    board, alder = read_glossary(file.as_posix()).terms
    assert board.names == {"en": ("water board",), "fr": ("syndicat des eaux", "régie des eaux")}
    assert (board.forbidden, board.keep, board.case, board.comment) == ({"fr": ("comité d’eau",)}, False, False, "")
    assert (alder.names, alder.keep, alder.case, alder.comment) == (
        {"en": ("Alder",)},
        True,
        True,
        "A river, and a tree",
    )


@pytest.mark.parametrize(
    "text", ["en;fr\nbank;berge, rive\n", "en\tfr\nbank\tberge, rive\n", "\ufeffEN;FR\r\nbank;berge, rive\r\n"]
)
def test_as_spreadsheets_write_it(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    (term,) = read_glossary([file.as_posix()]).terms
    assert term.names == {"en": ("bank",), "fr": ("berge, rive",)}


@pytest.mark.parametrize("text", [TBX_2, TBX_3])
def test_tbx(tmp_path: Path, text: str) -> None:
    (tmp_path / "terms.tbx").write_text(text)
    (term,) = read_glossary((tmp_path / "terms.tbx").as_posix()).terms
    assert (term.names["en"], term.names["fr"][0], term.forbidden) == (("bank",), "berge", {"fr": ("banque",)})
    assert term.comment == ("Of rivers, not of money." if text is TBX_2 else "")


def test_several_files_are_one_glossary(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("en,fr\nbank,berge\n")
    (tmp_path / "b.csv").write_text("en,es\nboat,barca\n")
    both = read_glossary([(tmp_path / name).as_posix() for name in ("a.csv", "b.csv")])
    assert [term.names["en"] for term in both.terms] == [("bank",), ("boat",)]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", "en,fr,coment\nbank,berge,\n", "line 1: there is no column 'coment'; did you mean comment"),
        ("a.csv", "source,target\nbank,berge\n", "line 1: there is no column 'source'; columns are named after"),
        ("a.csv", "en,en\nbank,bank\n", "line 1: a column stands there twice"),
        ("a.csv", "comment,case\nbank,yes\n", "line 1: no column is named after a language"),
        ("a.csv", "en,fr\nbank,berge,rive\n", "line 2: there are 3 cells for 2 columns"),
        ("a.csv", "en,case\nbank,perhaps\n", "line 2: 'perhaps' should be yes or no"),
        ("a.csv", 'en,fr\nbank,"berge\n', "is not CSV"),
        ("a.csv", "en,fr\n", "holds no terms"),
        ("a.csv", "", "is empty"),
        ("a.csv", "en,fr\nb\0nk,berge\n", "NUL bytes"),
        ("a.tbx", "<tbx><text>", "line 1, is not well-formed XML"),
        ("a.tbx", "<tmx/>", "not TBX: its root is <tmx>"),
        ("a.tbx", "<tbx/>", "holds no terms"),
        ("a.tbx", '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><tbx>&e;</tbx>', "entit"),
    ],
)
def test_what_cannot_be_used(tmp_path: Path, name: str, content: str, words: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(SettingsError) as raised:
        read_glossary((tmp_path / name).as_posix())
    assert words in str(raised.value)
    assert name in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"The glossary cannot be used: .*none\.csv cannot be read"):
        read_glossary((tmp_path / "none.csv").as_posix())


@given(st.text(max_size=80))
def test_any_text_is_a_glossary_or_refused_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("any") / "glossary.csv"
    file.write_bytes(("en,fr\n" + text).encode(errors="surrogatepass"))
    with suppress(SettingsError):
        assert read_glossary(file.as_posix()).terms


def test_the_setting_reads_from_the_folder_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    with (tmp_path / "words" / "glossary.csv").open("w", newline="") as opened:
        csv.writer(opened).writerows([["en", "fr"], ["bank", "berge"]])
    settings = tmp_path / "parallelcheck.toml"
    for value in ('"words/glossary.csv"', '["words/glossary.csv"]'):
        settings.write_text(f"glossary = {value}\n")
        given = options_of(load(settings, tmp_path))["terminology"]["glossary"]
        assert [term.names["fr"] for term in given.terms] == [("berge",)]


def test_without_a_glossary_the_options_stay_what_they_are() -> None:
    assert options_of(Config(checks={"numbers": {}})) == {"numbers": {}}


def test_the_setting_in_the_wrong_place() -> None:
    with pytest.raises(SettingsError, match=r"move it out of \[checks.terminology\]"):
        options_of(Config(checks={"terminology": {"glossary": "glossary.csv"}}))
