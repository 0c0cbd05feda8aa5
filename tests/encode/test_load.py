import json
import shutil

import pytest

from parallelcheck import encode
from parallelcheck.encode import load, transformer
from parallelcheck.encode.static import StaticEncoder
from parallelcheck.encode.transformer import TransformerEncoder
from parallelcheck.errors import ModelError


def test_embedded_is_the_default():
    assert load().name == load("embedded").name
    assert load().name.startswith("embedded:")


def test_a_folder_with_a_static_model_needs_no_extra(tiny, monkeypatch):
    monkeypatch.setattr(transformer, "find_spec", lambda _name: None)
    assert isinstance(load(str(tiny)), StaticEncoder)


def test_a_missing_embedded_model_is_an_error_not_another_model(tmp_path, monkeypatch):
    monkeypatch.setattr(encode, "EMBEDDED", tmp_path / "nothing")
    with pytest.raises(ModelError, match="reinstall parallelcheck"):
        load()


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(transformer, "find_spec", lambda _name: None)
    with pytest.raises(ModelError, match=r'needs sentence-transformers: .*pip install "parallelcheck\[transformers\]"'):
        load("LaBSE")


@pytest.mark.parametrize("modules", ["", "{}", "[1]", '[{"idx": 0}]', "[]"])
def test_a_folder_that_holds_no_model_is_refused_whether_the_library_is_there_or_not(tiny, monkeypatch, modules):
    (tiny / "modules.json").write_text(modules)
    for found in (None, object()):
        monkeypatch.setattr(transformer, "find_spec", lambda _name, found=found: found)
        with pytest.raises(ModelError, match=r"cannot be used: its modules\.json is missing or broken"):
            load(str(tiny))


def test_a_static_model_that_wants_a_prompt_needs_the_library(tiny, monkeypatch):
    _add_prompt(tiny, "two ")
    monkeypatch.setattr(transformer, "find_spec", lambda _name: None)
    with pytest.raises(ModelError, match=r'needs sentence-transformers: install it with .*\[transformers\]"\.$'):
        load(str(tiny))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nobody/no-such-model", "fetch it with `hf download nobody/no-such-model`, or leave --model out"),
        ("no-such-model", "fetch it with `hf download sentence-transformers/no-such-model`"),
        ("not a name!", "fetch it with"),
        ("x" * 5000, "fetch it with"),
        ("nul\0", "fetch it with"),
        ("/no/such/folder", "is not there: check the name of the folder"),
        ("./no-such-folder", "is not there"),
        ("~nobody-here/model", "is not there"),
        ("a/b/c", "is not there"),
    ],
)
def test_a_model_that_is_not_on_this_machine_is_not_downloaded(hub, monkeypatch, name, said):
    monkeypatch.setattr(transformer, "find_spec", lambda _name: object())
    with pytest.raises(ModelError) as raised:
        load(name)
    assert said in str(raised.value)


def test_a_model_in_the_hubs_cache_is_found_by_its_name(hub, tiny):
    repository = hub / "models--somebody--tiny"
    (repository / "snapshots").mkdir(parents=True)
    tiny.rename(repository / "snapshots" / "0123abcd")
    found = load("somebody/tiny")
    assert found.name.startswith("somebody/tiny@")
    assert found.encode(["one two"]).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)]]


def test_a_library_model_is_taken_as_it_is(tiny):
    pytest.importorskip("sentence_transformers", reason="needs parallelcheck[transformers]")
    _add_prompt(tiny, "")
    plain = TransformerEncoder(str(tiny)).encode(["one", "", "two"])
    assert plain.tolist() == [[1, 0], [0, 0], [0, 1]]


def test_a_models_prompt_is_put_before_each_text(tiny, tmp_path):
    pytest.importorskip("sentence_transformers", reason="needs parallelcheck[transformers]")
    prompted = shutil.copytree(tiny, tmp_path / "prompted")
    _add_prompt(prompted, "two ")
    vectors = TransformerEncoder(str(prompted)).encode(["one", " "])
    assert vectors[0].tolist() == pytest.approx([0.6, 0.8], abs=1e-3)
    assert vectors[1].tolist() == [0, 0]


def test_a_library_models_name_tells_its_version(tiny):
    pytest.importorskip("sentence_transformers", reason="needs parallelcheck[transformers]")
    before = TransformerEncoder(str(tiny)).name
    assert before.startswith(f"{tiny}@")
    _add_prompt(tiny, "two ")
    assert TransformerEncoder(str(tiny)).name == before  # the version is found once per process
    transformer.version.cache_clear()
    assert TransformerEncoder(str(tiny)).name != before


def _add_prompt(folder, prompt):
    settings = {"prompts": {"query": prompt}, "default_prompt_name": "query"}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(settings))
