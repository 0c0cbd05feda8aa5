import pickle
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from parallelcheck.encode import cached, comparable
from parallelcheck.encode.cached import CachedEncoder
from parallelcheck.errors import ModelError


@dataclass
class Counting:
    """Gives each text a vector of its own and remembers what it was asked."""

    name: str = "counting@1"
    languages: frozenset[str] | None = frozenset({"en"})
    asked: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[len(text), sum(map(ord, text)), 1 / 3] for text in texts], np.float32).reshape(len(texts), 3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "vectors.sqlite3"


def test_it_gives_what_the_encoder_gives_and_asks_once(path):
    texts = ["a", "bb", "a", "", "ç\ud800"]
    expected = Counting().encode(texts)
    for asked in (["", "a", "bb", "ç\ud800"], []):
        inner = Counting()
        np.testing.assert_array_equal(CachedEncoder(inner, path).encode(texts), expected)
        assert inner.asked == asked


def test_it_passes_name_and_languages_on(path):
    encoder = CachedEncoder(Counting(), path)
    assert (encoder.name, encoder.languages) == ("counting@1", {"en"})


def test_only_new_texts_are_encoded(path):
    CachedEncoder(Counting(), path).encode(["a", "b"])
    inner = Counting()
    np.testing.assert_array_equal(CachedEncoder(inner, path).encode(["c", "b"]), Counting().encode(["c", "b"]))
    assert inner.asked == ["c"]


def test_another_model_or_another_preparation_has_its_own_vectors(path, monkeypatch):
    CachedEncoder(Counting(), path).encode(["a"])
    other = Counting(name="counting@2")
    CachedEncoder(other, path).encode(["a"])
    monkeypatch.setattr(cached, "PREPARATION", cached.PREPARATION + 1)
    prepared = Counting()
    CachedEncoder(prepared, path).encode(["a"])
    assert other.asked == prepared.asked == ["a"]
    assert cached.info(path).entries == 3


def test_no_texts_give_no_rows(path):
    assert CachedEncoder(Counting(), path).encode([]).shape == (0, 3)


def test_more_texts_than_sqlite_takes_parameters(path):
    texts = [str(number) for number in range(2500)]
    CachedEncoder(Counting(), path).encode(texts)
    inner = Counting()
    np.testing.assert_array_equal(CachedEncoder(inner, path).encode(texts), Counting().encode(texts))
    assert inner.asked == []


def test_what_was_encoded_before_an_interruption_is_kept(path, monkeypatch):
    class Interrupted(Counting):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if self.asked:
                raise KeyboardInterrupt
            return super().encode(texts)

    monkeypatch.setattr(cached, "_AT_ONCE", 2)
    texts = ["dddd", "a", "ccc", "bb"]
    with pytest.raises(KeyboardInterrupt):
        CachedEncoder(Interrupted(), path).encode(texts)
    inner = Counting()
    np.testing.assert_array_equal(CachedEncoder(inner, path).encode(texts), Counting().encode(texts))
    assert inner.asked == ["ccc", "dddd"]


def test_documents_are_compared_with_kept_vectors_unless_that_is_not_wanted(path, monkeypatch):
    monkeypatch.setattr(cached, "cache_path", lambda: path)
    comparable(Counting(), cache=False).encode(["a"])
    assert not path.exists()
    comparable(Counting()).encode(["a"])
    assert cached.info(path).entries > 1  # with the sample


def test_what_goes_wrong_is_noted_where_it_is_read(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(cached, "cache_path", lambda: tmp_path / "file" / "vectors.sqlite3")
    notes: list[str] = []
    comparable(Counting(), notes=notes).encode(["a"])
    assert len(notes) == 1
    assert "was not used" in notes[0]


@pytest.mark.parametrize("content", [b"no database at all " * 50, b"SQLite format 3\0" + bytes(4000)])
def test_a_broken_file_is_set_aside_with_a_note(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    encoder = CachedEncoder(Counting(), path)
    np.testing.assert_array_equal(encoder.encode(["a"]), Counting().encode(["a"]))
    assert "begun anew" in encoder.notes[0]
    assert path.with_name("vectors.sqlite3.broken-1").read_bytes() == content
    assert cached.info(path).entries == 1


def test_another_programs_database_is_set_aside_unharmed(path):
    path.parent.mkdir()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE theirs (x)")
    database.close()
    CachedEncoder(Counting(), path).encode(["a"])
    aside = sqlite3.connect(path.with_name("vectors.sqlite3.broken-1"))
    assert aside.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    aside.close()


def test_a_cache_that_cannot_be_opened_is_done_without(tmp_path):
    (tmp_path / "file").touch()
    encoder = CachedEncoder(Counting(), tmp_path / "file" / "vectors.sqlite3")
    np.testing.assert_array_equal(encoder.encode(["a"]), Counting().encode(["a"]))
    assert "was not used" in encoder.notes[0]


def test_it_stays_below_its_limit_and_keeps_the_newest(path):
    encoder = CachedEncoder(Counting(), path, limit=200_000)
    for start in range(0, 5000, 500):
        encoder.encode([str(number) for number in range(start, start + 500)])
        assert cached.info(path).size <= 200_000
    inner = Counting()
    CachedEncoder(inner, path).encode(["4999", "0"])
    assert inner.asked == ["0"]


def _encode(path: Path, start: int) -> list[str]:
    encoder = CachedEncoder(Counting(), path)
    for number in range(start, start + 40):
        encoder.encode([str(number)])
    return encoder.notes


def test_several_processes_share_one_file(path):
    with ProcessPoolExecutor(3) as pool:
        notes = list(pool.map(partial(_encode, path), (0, 20, 40)))
    assert notes == [[], [], []]
    assert cached.info(path).entries == 80


def test_it_pickles(path):
    copy = pickle.loads(pickle.dumps(CachedEncoder(Counting(), path)))  # noqa: S301
    np.testing.assert_array_equal(copy.encode(["a"]), Counting().encode(["a"]))


def test_info_and_clear(path):
    assert cached.info(path) == (path, 0, 0)
    CachedEncoder(Counting(), path).encode(["a", "b"])
    assert cached.info(path).entries == 2
    assert cached.info(path).size > 0
    cached.clear(path)
    assert not path.exists()
    cached.clear(path)


def test_a_cache_that_cannot_be_deleted_is_named(tmp_path):
    (tmp_path / "vectors.sqlite3").mkdir()
    with pytest.raises(ModelError, match=r"vectors\.sqlite3 cannot be deleted: "):
        cached.clear(tmp_path / "vectors.sqlite3")


def test_info_on_a_broken_file_says_how_to_go_on(path):
    path.parent.mkdir()
    path.write_bytes(b"no database at all " * 50)
    with pytest.raises(ModelError, match="parallelcheck cache clear"):
        cached.info(path)
    cached.clear(path)
    assert cached.info(path).entries == 0
