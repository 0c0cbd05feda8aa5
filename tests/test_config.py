from collections.abc import Callable
from pathlib import Path

import pytest

from parallelcheck.config import DECISIONS, Config, Override, load, override
from parallelcheck.discover import discover
from parallelcheck.errors import SettingsError

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    (tmp_path / ".git").mkdir()

    def write_file(name: str, content: str) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
        return file

    return write_file


def test_without_a_file_every_setting_has_its_default(tmp_path: Path, write: Write) -> None:
    assert load(None, tmp_path) == Config(decisions=(tmp_path / DECISIONS).as_posix())
    assert Config().fail_on == "error"
    assert Config().model == "embedded"


def test_every_setting_can_be_given_in_a_file(write: Write) -> None:
    file = write(
        "parallelcheck.toml",
        """
        model = "models/mine"
        source-language = "en"
        target-language = "fr"
        select = ["numbers", "links"]
        ignore = ["links"]
        fail-on = "note"
        exclude = ["/srv/old"]
        cache = false
        profile = "strict"
        decisions = "review/decided.toml"
        [severities]
        links = "off"
        [[overrides]]
        paths = ["blog"]
        languages = ["de"]
        severities = { links = "note" }
        [checks.numbers]
        least-digits = 2
        """,
    )
    assert load(file, file.parent) == Config(
        model="models/mine",
        source_language="en",
        target_language="fr",
        select=("numbers", "links"),
        ignore=("links",),
        fail_on="note",
        exclude=("/srv/old",),
        cache=False,
        profile="strict",
        decisions=(file.parent / "review/decided.toml").as_posix(),
        severities={"links": "off"},
        overrides=(Override(paths=(f"{file.parent}/**/blog",), languages=("de",), severities={"links": "note"}),),
        checks={"numbers": {"least-digits": 2}},
    )


def test_the_nearest_file_upwards_counts(tmp_path: Path, write: Write) -> None:
    write("parallelcheck.toml", 'model = "far"')
    write("docs/pyproject.toml", '[tool.parallelcheck]\nmodel = "near"')
    write("docs/fr/pyproject.toml", '[tool.other]\nmodel = "none of ours"')
    assert load(None, tmp_path / "docs/fr/guide").model == "near"
    assert load(None, tmp_path).model == "far"


def test_parallelcheck_toml_goes_before_pyproject_toml(tmp_path: Path, write: Write) -> None:
    write("pyproject.toml", '[tool.parallelcheck]\nmodel = "second"')
    write("parallelcheck.toml", 'model = "first"')
    assert load(None, tmp_path).model == "first"


def test_the_search_ends_at_the_repository(tmp_path: Path, write: Write) -> None:
    write("parallelcheck.toml", 'model = "outside"')
    write("repository/.git/HEAD", "")
    config = load(None, tmp_path / "repository/docs")
    assert config == Config(decisions=(tmp_path / "repository" / DECISIONS).as_posix())


def test_a_byte_order_mark_is_no_content(write: Write) -> None:
    file = write("parallelcheck.toml", '\ufeffmodel = "mine"')
    assert load(file, file.parent).model == "mine"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("fail_on = 'note'", "there is no setting 'fail_on'; did you mean fail-on?"),
        ("cache = 'no'", "cache should be true or false, not 'no'"),
        ("slect = []", "did you mean select?"),
        ("zzz = 1", "there is no setting 'zzz'; there are model, source-language"),
        ("[tool.parallelcheck]\nmodel = 'x'", "outside pyproject.toml the settings stand at the top"),
        ("fail-on = 'errors'", "fail-on should be one of error, warning, note, new and never, not 'errors'."),
        ("select = 'numbers'", "select should be a list of names of checks, not 'numbers'."),
        ("front-matter = 'title'", "front-matter should be a list of names of settings, such as title, not 'title'."),
        ("exclude = [1]", "exclude should be a list of patterns of paths, not [1]."),
        ("model = ''", "model should be the name or the folder of a model, not ''."),
        ("target-language = 'French'", "target-language should be the code of a language, such as en, fr or pt"),
        ("[checks]\nnumbers = 3", "checks should be a table with one table of options for each check"),
        ("model = \n", "is not valid TOML: Invalid value (at line 1, column 9)."),
    ],
)
def test_what_cannot_be_used_is_refused_with_file_and_key(write: Write, content: str, said: str) -> None:
    file = write("parallelcheck.toml", content)
    with pytest.raises(SettingsError) as error:
        load(file, file.parent)
    assert str(file) in str(error.value)
    assert said in str(error.value)


def test_a_table_of_ours_that_is_none(write: Write) -> None:
    file = write("pyproject.toml", "[tool]\nparallelcheck = true")
    with pytest.raises(SettingsError, match=r"tool\.parallelcheck should be a table"):
        load(None, file.parent)


def test_an_explicit_file_must_hold_settings(tmp_path: Path, write: Write) -> None:
    with pytest.raises(SettingsError, match=r"absent.toml cannot be read: No such file or directory"):
        load(tmp_path / "absent.toml", tmp_path)
    file = write("pyproject.toml", "[tool.other]")
    with pytest.raises(SettingsError, match=r"has no \[tool.parallelcheck\] table"):
        load(file, tmp_path)


def test_a_file_in_another_encoding(tmp_path: Path, write: Write) -> None:
    file = write("parallelcheck.toml", "")
    file.write_bytes("model = 'modèle'".encode("latin-1"))
    with pytest.raises(SettingsError, match="is not UTF-8"):
        load(file, tmp_path)


def test_patterns_of_a_file_are_relative_to_its_folder(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "site [1]/docs/old/a.md",
        "site [1]/docs/b.md",
        "site [1]/docs/c.md",
        "site [1]/c.md",
        "site [1]/old.md",
    ):
        write(name, "")
    file = write("site [1]/parallelcheck.toml", 'exclude = ["docs/old", "./c.md"]')
    monkeypatch.chdir(tmp_path / "site [1]/docs")
    config = load(None, Path.cwd())
    assert config == load(file, tmp_path)
    found = discover([Path("..")], suffixes=[".md"], exclude=config.exclude)
    assert [pair.target for pair in found.pairs] == ["../docs/b.md", "../docs/c.md", "../old.md"]


def test_patterns_of_pairs_are_relative_to_the_folder_of_the_file(tmp_path: Path, write: Write) -> None:
    file = write(
        "a {b}/parallelcheck.toml",
        """
        [pairs]
        "en/{path}.md" = "{lang}/{path}.md"
        "./report.md" = { fr = "/srv/rapport.md" }
        """,
    )
    here = f"{tmp_path.as_posix()}/a {{{{b}}}}"
    assert load(file, tmp_path).pairs == {
        f"{here}/en/{{path}}.md": f"{here}/{{lang}}/{{path}}.md",
        f"{here}/report.md": {"fr": "/srv/rapport.md"},
    }


@pytest.mark.parametrize("pairs", ['["a", "b"]', '{ "a.md" = 1 }', '{ "a.md" = { fr = ["b.md"] } }'])
def test_pairs_that_are_no_patterns(tmp_path: Path, write: Write, pairs: str) -> None:
    file = write("parallelcheck.toml", f"pairs = {pairs}")
    with pytest.raises(SettingsError, match="pairs should be a table of patterns of originals"):
        load(file, tmp_path)


def test_what_is_given_goes_before_the_settings() -> None:
    config = Config(model="mine", fail_on="note")
    assert override(config, fail_on="never", model=None) == Config(model="mine", fail_on="never")


def test_what_is_given_is_looked_at_too() -> None:
    with pytest.raises(SettingsError, match=r"^--source-language should be the code of a language.*, not 'English'\.$"):
        override(Config(), source_language="English")
