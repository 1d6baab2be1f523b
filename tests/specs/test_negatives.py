"""No text of `negatives.jsonl` tells an incident: sport, markets, politics, accidents, crime, books, history, plans.

A row has an id, what it is about, its day, title and text; gap says why the rules do not get there yet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from incidents import Article, Extractor

ROWS: list[dict[str, str]] = [
    json.loads(line) for line in Path(__file__).with_name("negatives.jsonl").read_text(encoding="utf-8").splitlines()
]


def _parameters() -> list[ParameterSet]:
    return [
        pytest.param(
            row,
            id=f"{row['about']}-{row['id']}",
            marks=[pytest.mark.xfail(reason=row["gap"], strict=True)] if "gap" in row else [],
        )
        for row in ROWS
    ]


@pytest.fixture(scope="module")
def found(extractor: Extractor) -> Mapping[str, list[str]]:
    """The triggers of the incidents found in each text, all texts parsed in one batch."""
    articles = [Article(text=row["text"], title=row["title"], published=row["published"], id=row["id"]) for row in ROWS]
    results = extractor.extract_batch(articles)
    return {row["id"]: [item.trigger.text for item in result] for row, result in zip(ROWS, results, strict=True)}


@pytest.mark.parametrize("row", _parameters())
def test_text_tells_no_incident(row: Mapping[str, str], found: Mapping[str, list[str]]) -> None:
    assert found[row["id"]] == []
