from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes files in an empty folder that becomes the current one: by their names alone, or with contents."""
    root = tmp_path / "site"
    root.mkdir()
    monkeypatch.chdir(root)

    def make(*names: str, contents: dict[str, str] | None = None) -> Path:
        for name, content in (dict.fromkeys(names, "") | (contents or {})).items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(content, encoding="utf-8")
        return root

    return make
