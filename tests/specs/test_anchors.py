"""Short texts: the day and the place of every event they tell, and no other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from incidents import Article, Extractor, Incident

_CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "anchors.toml").read_text(encoding="utf-8"))[
    "case"
]
_GAPS: dict[str, str] = {}


def _days(incident: Incident) -> str:
    if incident.date is None:
        return ""
    start, end = str(incident.date.start), str(incident.date.end)
    return start if start == end else f"{start}/{end}"


def _case(case: dict[str, Any]) -> Any:
    gap = _GAPS.get(case["id"])
    return pytest.param(case, id=case["id"], marks=[pytest.mark.xfail(reason=gap, strict=True)] if gap else [])


@pytest.mark.parametrize("case", [_case(case) for case in _CASES])
def test_events_have_their_day_and_place(case: dict[str, Any], extractor: Extractor) -> None:
    published = case.get("published", "2021-04-07") or None
    found = extractor(Article(text=case["text"], published=published))
    told = {(_days(incident), incident.location and incident.location.mention) for incident in found}
    assert told == {tuple(event) for event in case["events"]}
