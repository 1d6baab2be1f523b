"""Every text of `qualifiers.toml` founds an incident, or is turned down by the rule that it names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from incidents import Article, Extractor

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("qualifiers.toml").read_text(encoding="utf-8"))[
    "case"
]
PUBLISHED = "2024-06-12"


def article(case: Mapping[str, Any]) -> Article:
    return Article(text=case["text"], published=PUBLISHED)


def parameters() -> list[ParameterSet]:
    return [
        pytest.param(
            case,
            id=case["text"][:60],
            marks=[pytest.mark.xfail(reason=case["gap"], strict=True)] if "gap" in case else [],
        )
        for case in CASES
    ]


@pytest.fixture(scope="module")
def warm(extractor: Extractor) -> Extractor:
    """The extractor with all texts parsed in one batch."""
    extractor.extract_batch([article(case) for case in CASES])
    return extractor


def test_as_many_texts_found_nothing_as_found_something() -> None:
    positive = sum(bool(case.get("founds")) for case in CASES)
    assert len(CASES) >= 120
    assert abs(2 * positive - len(CASES)) <= 10


@pytest.mark.parametrize("case", parameters())
def test_text(case: Mapping[str, Any], warm: Extractor) -> None:
    explained = warm.explain(article(case))
    rules = [rejection.rule for rejection in explained.rejections]
    if case.get("founds"):
        assert len(explained.incidents) > 0, rules
    else:
        assert len(explained.incidents) == 0, [found.trigger.text for found in explained.incidents]
        assert case["rule"] in (rules or ["no_trigger"])
