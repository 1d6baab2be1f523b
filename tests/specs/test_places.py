"""Sentences with the places they name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from incidents.annotation.doc import AnnotatedDoc
from incidents.gazetteer import Gazetteer
from incidents.gazetteer.cues import CueEntry, cue_entries
from incidents.gazetteer.resolve import resolve_places
from incidents.gazetteer.toponyms import find_places
from incidents.reading.records import Reading

_BRACKET = re.compile(r"\[([~!]?)([^\]]*)\]")
_CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "places.toml").read_text(encoding="utf-8"))[
    "case"
]
_GAPS: dict[str, str] = {}


def _unmark(marked: str) -> tuple[Reading, list[tuple[str, str]]]:
    """The text without brackets, and each bracket's mark and words."""
    text = _BRACKET.sub(r"\2", marked)
    reading = Reading(source=text, text=text, offsets=tuple(range(len(text) + 1)), blocks=())
    return reading, [(match[1], match[2]) for match in _BRACKET.finditer(marked)]


def _case(case: dict[str, Any]) -> Any:
    gap = _GAPS.get(case["id"])
    return pytest.param(case, id=case["id"], marks=[pytest.mark.xfail(reason=gap, strict=True)] if gap else [])


@pytest.mark.parametrize("case", [_case(case) for case in _CASES])
def test_sentence(case: dict[str, Any]) -> None:
    reading, expected = _unmark(case["text"])
    doc = AnnotatedDoc(reading.text, ())
    mentions = find_places(doc, reading, Gazetteer.default())
    marks = [("!" if item.metonym else "" if item.locative else "~", item.text) for item in mentions]
    assert marks == expected
    if "countries" in case:
        resolved = resolve_places(mentions, doc, reading, Gazetteer.default())
        assert [item.location.country for item in resolved] == case["countries"]


def _examples(kind: str) -> list[Any]:
    return [
        pytest.param(entry, example, id=f"{entry.id}-{number}")
        for entry in cue_entries()
        for number, example in enumerate(getattr(entry, kind))
    ]


@pytest.mark.parametrize(("entry", "example"), _examples("matches"))
def test_lexicon_match(entry: CueEntry, example: str) -> None:
    reading, expected = _unmark(example)
    mentions = find_places(AnnotatedDoc(reading.text, ()), reading, Gazetteer.default())
    found = [item.text for item in mentions if not item.metonym]
    assert [text for _, text in expected] == found


@pytest.mark.parametrize(("entry", "example"), _examples("rejects"))
def test_lexicon_reject(entry: CueEntry, example: str) -> None:
    reading, _ = _unmark(example)
    mentions = find_places(AnnotatedDoc(reading.text, ()), reading, Gazetteer.default())
    assert [item.text for item in mentions if not item.metonym] == []
