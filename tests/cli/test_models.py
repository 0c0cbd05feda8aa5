import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parallelcheck.cli import cli
from parallelcheck.cli import models as models_command
from parallelcheck.encode import transformer
from parallelcheck.encode.fitness import Fitness

Run = Callable[..., Result]

LARGE = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
]
FIT = Fitness("some@0123", 280, 0.9, 0.7123, 0.0519, 12345.6, 0.04)
UNFIT = Fitness("some@0123", 280, 0.5, 0.2, 0.1, 12.3, 20.5)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program in an empty folder, without the library, with one large model in the hub's cache."""
    large = tmp_path / "hub/models--somebody--large/snapshots/0123"
    large.mkdir(parents=True)
    (large / "modules.json").write_text(json.dumps(LARGE))
    (large / "README.md").write_text(f"---\nlanguage: [{', '.join(chr(97 + i) + 'x' for i in range(20))}]\n---\n")
    (tmp_path / "here/.git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.delenv("SENTENCE_TRANSFORMERS_HOME", raising=False)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(transformer, "find_spec", lambda _name: None)

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(cli, ["models", *arguments], prog_name="parallelcheck")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


def test_the_models_are_listed_with_what_is_known_of_them(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    embedded, large = result.stdout.split("somebody/large\n")
    assert embedded.startswith("embedded\n  static, 256 dimensions, ")
    assert "knows de, en, es, fr, it, pt\n" in embedded
    assert large.startswith("  transformer, 0 MB, knows 20 languages\n")
    assert "Not usable here, because it needs sentence-transformers: install it" in " ".join(large.split())
    assert "hf download NAME" in large


def test_the_list_for_programs(run: Run) -> None:
    embedded, large = json.loads(run("--format", "json").stdout)["models"]
    assert (embedded["name"], embedded["kind"], embedded["dimensions"], embedded["obstacle"]) == (
        "embedded",
        "static",
        256,
        None,
    )
    assert embedded["languages"] == ["de", "en", "es", "fr", "it", "pt"]
    assert embedded["bytes"] > 10_000_000
    assert (large["name"], large["kind"], large["dimensions"]) == ("somebody/large", "transformer", None)
    assert large["obstacle"].startswith("It needs sentence-transformers: ")
    assert Path(large["folder"], "modules.json").exists()


def test_the_model_that_the_settings_name_is_there_too(run: Run) -> None:
    Path("parallelcheck.toml").write_text('model = "somebody/absent"')
    *_, absent = json.loads(run("--format", "json").stdout)["models"]
    assert (absent["name"], absent["folder"], absent["kind"]) == ("somebody/absent", None, None)
    assert "hf download somebody/absent" in absent["obstacle"]
    Path("parallelcheck.toml").write_text('model = "somebody/large"')
    assert len(json.loads(run("--format", "json").stdout)["models"]) == 2


@pytest.mark.parametrize(("found", "status"), [(FIT, 0), (UNFIT, 1)])
def test_a_verdict_with_its_figures(run: Run, monkeypatch: pytest.MonkeyPatch, found: Fitness, status: int) -> None:
    monkeypatch.setattr(models_command, "measure", lambda _name, _pairs: found)
    told = run("check", "some")
    assert told.exit_code == status
    assert told.stdout.startswith(f"{found.verdict}\n")
    assert f"{found.speed:,.0f} sentences a second" in told.stdout
    figures = json.loads(run("check", "some", "--format", "json").stdout)
    assert figures == {
        "format": 1,
        "model": "some@0123",
        "fit": found.is_fit,
        "verdict": found.verdict,
        "precision_at_1": found.precision,
        "translations": found.translations,
        "strangers": found.strangers,
        "sentences_a_second": found.speed,
        "seconds_to_load": found.loading,
    }


def test_the_embedded_model_passes_its_own_test(run: Run) -> None:
    result = run("check", "embedded")
    assert result.exit_code == 0
    assert "is fit to compare documents with" in result.stdout


def test_a_model_that_cannot_be_used_is_neither_fit_nor_unfit(run: Run) -> None:
    for name in ("somebody/large", "somebody/absent", "./nowhere", "."):
        result = run("check", name)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert result.stderr.startswith(f"parallelcheck: The model '{name}' ")


def test_sentences_of_other_languages_may_be_brought(run: Run) -> None:
    pairs = Path("pairs.tsv")
    pairs.write_text("".join(f"Room {i} is open.\tRaum {i} ist offen.\n" for i in range(20)), encoding="utf-8-sig")
    assert "40 translations" in run("check", "embedded", "--pairs", "pairs.tsv").stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("one\tun\n" * 19, "pairs.tsv holds 19 pairs, and fewer than 20 say nothing: add some."),
        ("one\tun\n\ntwo deux\n", "pairs.tsv, line 3: a sentence, a tab and its translation are expected here."),
        ("one\t \n", "pairs.tsv, line 1: a sentence, a tab and"),
        ("one\tun\tuno\n", "pairs.tsv, line 1: a sentence, a tab and"),
        (b"\xff\xfe", "pairs.tsv cannot be read as UTF-8 text: "),
        (None, "pairs.tsv cannot be read as UTF-8 text: "),
    ],
)
def test_sentences_that_cannot_be_used(run: Run, content: str | bytes | None, said: str) -> None:
    if content is not None:
        Path("pairs.tsv").write_bytes(content.encode() if isinstance(content, str) else content)
    result = run("check", "embedded", "--pairs", "pairs.tsv")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert said in result.stderr


def test_listing_imports_no_torch() -> None:
    code = (
        "import sys; from parallelcheck.cli import main; sys.argv = ['parallelcheck', 'models']\n"
        "try: main()\n"
        "except SystemExit: print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("set()\n")
