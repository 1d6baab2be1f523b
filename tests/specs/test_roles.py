"""Who did it, who was struck, who claims it: every case of `roles.toml`, read by the whole way."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from incidents import Article, Extractor, Incident
from incidents.incident import Party

CASES = tomllib.loads((Path(__file__).parent / "roles.toml").read_text(encoding="utf-8"))["case"]
PUBLISHED = "2023-05-10"


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@pytest.fixture(scope="module")
def incidents(extractor: Extractor) -> Mapping[str, Sequence[Incident]]:
    articles = [Article(text=case["text"], published=PUBLISHED, id=case["id"]) for case in CASES]
    return dict(zip((case["id"] for case in CASES), extractor.extract_batch(articles), strict=True))


def _holds(parties: Sequence[Party], expected: str) -> bool:
    return any(_fold(expected) in _fold(f"{party.name} | {party.mention}") for party in parties)


def _check(parties: Sequence[Party], expected: Sequence[str] | None) -> None:
    if expected is None:
        return
    if not expected:
        assert not parties
    for name in expected:
        assert _holds(parties, name), (name, [(party.name, party.mention) for party in parties])


def _cases() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(reason=case["known_gap"], strict=True)] if "known_gap" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", _cases())
def test_roles(case: dict[str, Any], incidents: Mapping[str, Sequence[Incident]]) -> None:
    found = incidents[case["id"]]
    assert found, "no incident"
    lead = found[0]
    _check(lead.actors, case.get("actor"))
    _check(lead.targets, case.get("target"))
    _check(lead.claimed_by, case.get("claimed_by"))
    assert not [name for name in case.get("not_actor", ()) if _holds(lead.actors, name)]
    assert not [name for name in case.get("not_target", ()) if _holds(lead.targets, name)]
    if "first_actor" in case:
        assert _holds(lead.actors[:1], case["first_actor"])
