from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from numpy.typing import NDArray

from parallelcheck.cli import cache as cache_command
from parallelcheck.cli import cli
from parallelcheck.encode import cached
from parallelcheck.encode.cached import CachedEncoder


class Ones:
    name = "ones@1"
    languages = None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 256), np.float32)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where vectors are kept."""
    path = tmp_path / "vectors.sqlite3"
    for module in (cached, cache_command):
        monkeypatch.setattr(module, "cache_path", lambda: path)
    return path


@pytest.fixture
def run(path: Path) -> Callable[..., Result]:
    return lambda *arguments: CliRunner().invoke(cli, ["cache", *arguments], prog_name="parallelcheck")


def test_it_says_what_is_kept_and_forgets_it(run: Callable[..., Result], path: Path) -> None:
    CachedEncoder(Ones(), path).encode([str(number) for number in range(1234)])
    assert run("info").stdout == f"{path}\n  1,234 vectors, {cached.info(path).size / 1e6:,.1f} MB of at most 537 MB\n"
    assert run("clear").stdout == f"{path} was deleted.\n"
    assert not path.exists()
    assert run("info").stdout == f"{path}\n  0 vectors, 0.0 MB of at most 537 MB\n"
    assert run("clear").stdout == f"Nothing is kept: there is no {path}.\n"


def test_a_file_that_is_no_cache_is_named_and_can_be_deleted(run: Callable[..., Result], path: Path) -> None:
    path.write_bytes(b"no database at all " * 50)
    result = run("info")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "delete it with `parallelcheck cache clear`" in result.stderr
    assert run("clear").exit_code == 0
    assert not path.exists()
