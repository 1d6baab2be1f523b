"""Which incidents a text tells: every case of `stories.toml`, read by the whole way."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from incidents import Article, Extractor, Incident

CASES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))["case"]
PUBLISHED = "2021-04-08"


@pytest.fixture(scope="module")
def incidents(extractor: Extractor) -> Mapping[str, Sequence[Incident]]:
    articles = [
        Article(text=case["text"], published=PUBLISHED, id=case["id"], title=case.get("title")) for case in CASES
    ]
    return dict(zip((case["id"] for case in CASES), extractor.extract_batch(articles), strict=True))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_story(case: dict[str, Any], incidents: Mapping[str, Sequence[Incident]]) -> None:
    found = incidents[case["id"]]
    assert len(found) == len(case["events"]), [(one.trigger.text, one.location) for one in found]
    for incident, (kind, day, place, dead) in zip(found, case["events"], strict=True):
        assert not kind or incident.attack_type.value == kind
        assert (incident.date.start.isoformat() if incident.date is not None else "") == day
        assert incident.location is not None and place in (incident.location.mention or "")
        assert dead < 0 or (incident.fatalities is not None and incident.fatalities.low == dead)
    for key, read in (("actors", lambda incident: incident.actors), ("claimed", lambda incident: incident.claimed_by)):
        for incident, name in zip(found, case[key], strict=True) if key in case else ():
            names = [party.name for party in read(incident)]
            assert names == [] if name == "-" else name in names
