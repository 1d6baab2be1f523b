"""Every case of a specification has an identifier of its own: two of one name would hide each other."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

SPECS = sorted(Path(__file__).parent.rglob("*.toml"))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_identifiers_are_unique(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for cases in data.values():
        counts = Counter(case["id"] for case in cases if isinstance(case, dict) and "id" in case)
        assert [name for name, count in counts.items() if count > 1] == []
