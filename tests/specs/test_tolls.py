"""Sentences and what they say of people killed, wounded and taken; every case of `tolls.toml` is a test of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from incidents.annotation import AnnotatedDoc, Annotator
from incidents.assembly.toll_choice import endorsed_toll
from incidents.mentions.tolls import find_tolls
from incidents.mentions.triggers import Casualty, find_triggers

CASES = tomllib.loads((Path(__file__).parent / "tolls.toml").read_text(encoding="utf-8"))["case"]
KEYS = {Casualty.FATALITIES: "dead", Casualty.INJURED: "injured", Casualty.ABDUCTED: "taken"}


def _params() -> list[ParameterSet]:
    return [
        pytest.param(
            case["text"],
            {key: case[key] for key in KEYS.values() if key in case},
            id=case["id"],
            marks=[pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else [],
        )
        for case in CASES
    ]


@pytest.fixture(scope="module")
def docs(stanza_annotator: Annotator) -> dict[str, AnnotatedDoc]:
    texts = [case["text"] for case in CASES]
    return dict(zip(texts, stanza_annotator.annotate(texts), strict=True))


def _spelled(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"


def _told(doc: AnnotatedDoc) -> dict[str, str]:
    tolls = [toll for toll in find_tolls(doc, find_triggers(doc)) if not toll.aggregate]
    found = {}
    for casualty, key in KEYS.items():
        chosen = endorsed_toll(doc, [toll for toll in tolls if toll.casualty is casualty])
        if chosen is not None:
            found[key] = _spelled(chosen.low, chosen.high)
    return found


@pytest.mark.parametrize(("text", "expected"), _params())
def test_toll(text: str, expected: dict[str, str], docs: dict[str, AnnotatedDoc]) -> None:
    assert _told(docs[text]) == expected
