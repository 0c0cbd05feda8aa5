"""Keeps vectors on disk: an encoder around an encoder, worth it where encoding is slow.

One SQLite file for all models; a text is found by the model's name and version, the version of the text's
preparation, and the text itself. What cannot be read or written is done without, and `notes` says so.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from parallelcheck.encode import Encoder
from parallelcheck.errors import ModelError
from parallelcheck.i18n import _

T = TypeVar("T")

PREPARATION = 1  # raise it when texts are prepared differently before they are encoded
LIMIT = 512 * 2**20  # bytes; e5-small takes 1.6 kB for a text
_MARK = 0x70636B31  # SQLite's application id: tells our file from another program's
_TABLE = "CREATE TABLE vectors (id INTEGER PRIMARY KEY, key BLOB UNIQUE NOT NULL, vector BLOB NOT NULL)"
_BATCH = 500  # SQLite allows a limited number of parameters in one statement
_AT_ONCE = 1000  # texts encoded before they are kept: what an interrupted run loses


class CacheInfo(NamedTuple):
    """Where the cache is, how many vectors it holds and the bytes that they take."""

    path: Path
    entries: int
    size: int


class CachedEncoder:
    """Encodes with `encoder` only those texts that the cache does not hold, and keeps their vectors.

    Several processes may use one file at once. A sentence for each thing that goes wrong is added to `notes`.
    """

    def __init__(
        self, encoder: Encoder, path: Path | None = None, limit: int = LIMIT, notes: list[str] | None = None
    ) -> None:
        self.encoder = encoder
        self.path = path or cache_path()
        self.limit = limit
        self.notes = [] if notes is None else notes

    @property
    def name(self) -> str:
        """The name of the encoder inside."""
        return self.encoder.name

    @property
    def languages(self) -> frozenset[str] | None:
        """The languages of the encoder inside."""
        return self.encoder.languages

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row per text, the same as the encoder inside gives."""
        keys = [self._key(text) for text in texts]
        known = self._read(list(dict.fromkeys(keys)))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for some in _batched(sorted(missing, key=lambda key: len(missing[key])), _AT_ONCE):
            rows = self.encoder.encode([missing[key] for key in some])
            fresh = dict(zip(some, rows, strict=True))
            self._write(fresh)
            known |= fresh
        return np.stack([known[key] for key in keys]) if keys else self.encoder.encode([])

    def _key(self, text: str) -> bytes:
        parts = f"{self.name}\0{PREPARATION}\0{text}"
        return hashlib.sha256(parts.encode(errors="surrogatepass")).digest()

    def _read(self, keys: list[bytes]) -> dict[bytes, NDArray[np.float32]]:
        def work(database: sqlite3.Connection) -> dict[bytes, NDArray[np.float32]]:
            found: dict[bytes, NDArray[np.float32]] = {}
            for some in _batched(keys, _BATCH):
                query = f"SELECT key, vector FROM vectors WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608
                found |= {key: np.frombuffer(vector, "<f4") for key, vector in database.execute(query, some)}
            return found

        return self._attempt(work, {})

    def _write(self, rows: dict[bytes, NDArray[np.float32]]) -> None:
        def work(database: sqlite3.Connection) -> None:
            values = [(key, row.astype("<f4").tobytes()) for key, row in rows.items()]
            with database:
                database.executemany("INSERT OR IGNORE INTO vectors (key, vector) VALUES (?, ?)", values)
                _forget_oldest(database, self.limit)

        self._attempt(work, None)

    def _attempt(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What `work` gives on the open cache. A file that is broken or not ours is set aside and begun anew."""
        for _time in range(2):
            try:
                with closing(_open(self.path)) as database:
                    return work(database)
            except (sqlite3.OperationalError, OSError) as error:  # locked, full, read-only: not broken
                self._note(_("The cache {path} was not used: {error}.").format(path=self.path, error=error))
                return otherwise
            except (sqlite3.DatabaseError, _ForeignError) as error:
                aside = _set_aside(self.path)
                self._note(
                    _("The cache {path} was begun anew, the old file is now {name}: {error}.").format(
                        path=self.path, name=aside.name, error=error
                    )
                )
        return otherwise

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)


def cache_path() -> Path:
    """The file in the user's cache folder."""
    return user_cache_path("parallelcheck", appauthor=False) / "vectors.sqlite3"


def info(path: Path | None = None) -> CacheInfo:
    """What the cache holds. Raises ModelError where the file cannot be read or is not a cache."""
    path = path or cache_path()
    if not path.exists():
        return CacheInfo(path, 0, 0)
    try:
        with closing(_open(path)) as database:
            return CacheInfo(path, database.execute("SELECT count(*) FROM vectors").fetchone()[0], _size(database))
    except (sqlite3.Error, OSError, _ForeignError) as error:
        raise ModelError(
            _("The cache {path} cannot be read ({error}): delete it with `parallelcheck cache clear`.").format(
                path=path, error=error
            )
        ) from error


def clear(path: Path | None = None) -> None:
    """Deletes the cache, whatever state it is in. Raises ModelError where the file cannot be deleted."""
    path = path or cache_path()
    try:
        for file in _files(path):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise ModelError(
            _("The cache {path} cannot be deleted: {error}.").format(path=path, error=error.strerror or error)
        ) from error


class _ForeignError(Exception):
    """A database, but not our cache."""


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=30)
    try:
        if _mark(database) != _MARK:
            _begin(database)
        database.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        database.close()
        raise
    return database


def _begin(database: sqlite3.Connection) -> None:
    """Makes an empty database our cache, once: another process may be doing the same."""
    database.execute("BEGIN IMMEDIATE")
    if _mark(database) != _MARK:
        if database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise _ForeignError(_("it is not a cache of this program"))
        database.execute(_TABLE)
        database.execute(f"PRAGMA application_id = {_MARK}")
    database.commit()
    with suppress(sqlite3.OperationalError):  # the other process is at it
        database.execute("PRAGMA journal_mode = WAL")  # readers do not wait for a writer


def _mark(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA application_id").fetchone()[0])


def _forget_oldest(database: sqlite3.Connection, limit: int) -> None:
    """Keeps the cache below `limit` bytes: the oldest quarter goes, until it fits."""
    while _size(database) > limit:
        gone = database.execute(
            "DELETE FROM vectors WHERE id <= (SELECT min(id) + (max(id) - min(id)) / 4 FROM vectors)"
        ).rowcount
        if not gone:
            return


def _size(database: sqlite3.Connection) -> int:
    pages, free, size = (
        database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _set_aside(path: Path) -> Path:
    """Renames the file and what SQLite keeps beside it: a left-over journal would spoil the next file."""
    aside = next(new for n in count(1) if not (new := path.with_name(f"{path.name}.broken-{n}")).exists())
    for old, new in zip(_files(path), _files(aside), strict=True):
        if old.exists():
            old.replace(new)
    return aside


def _files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "")]


def _batched(keys: list[bytes], size: int) -> Iterator[list[bytes]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
