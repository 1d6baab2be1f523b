from pathlib import Path

import pytest


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty user's data folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("INCIDENTS_DATA", str(folder))
    return folder
