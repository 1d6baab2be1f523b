"""The table of named actors: every row is sound, every alias is found, and sentences name whom they should."""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from incidents.annotation import AnnotatedDoc, load_annotator
from incidents.gazetteer.countries import country
from incidents.mentions.parties import find_parties
from incidents.mentions.party_lexicon import ActorEntry, actor_entries, actor_trie
from incidents.mentions.party_words import cut_words

CASES = tomllib.loads((Path(__file__).parent / "actors.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("entry", actor_entries(), ids=lambda entry: entry.id)
def test_row_is_sound_and_every_alias_is_found(entry: ActorEntry) -> None:
    for code in filter(None, (entry.country, *entry.countries)):
        assert country(code).code == code
    assert entry.from_year is None or entry.to_year is None or entry.from_year <= entry.to_year
    for name in (entry.name, *entry.aliases):
        assert unicodedata.is_normalized("NFC", name)
        words = cut_words(name)
        found = actor_trie().longest(name, words, 0)
        assert found is not None, name
        assert entry in found.values and found.last == len(words) - 1, name


@pytest.fixture(scope="module")
def documents() -> Mapping[str, AnnotatedDoc]:
    texts = [case["text"] for case in CASES]
    return dict(zip(texts, load_annotator("stanza").annotate(texts), strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_sentence_names_its_parties(case: Mapping[str, Any], documents: Mapping[str, AnnotatedDoc]) -> None:
    published = dt.date.fromisoformat(case["published"]) if "published" in case else None
    found = find_parties(documents[case["text"]], published=published, country_hint=case.get("country"))
    told = [f"{mention.text} = {mention.name} = {mention.kind.value}" for mention in found]
    for expected in case["parties"]:
        assert expected in told
    for name in case.get("absent", ()):
        assert name not in {mention.name for mention in found}
