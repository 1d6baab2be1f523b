"""Every example of `parties.toml`: a bracketed party is found whole by its entry, a rejected text is not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from incidents.annotation import AnnotatedDoc, load_annotator
from incidents.mentions.parties import PartyMention, find_parties
from incidents.mentions.party_lexicon import Part, PartyEntry, party_entries

MATCHES = [(entry, text) for entry in party_entries() for text in entry.matches]
REJECTS = [(entry, text) for entry in party_entries() for text in entry.rejects]
SILENT = {
    Part.QUANTITY,
    Part.TRAIT,
    Part.BOND,
    Part.TIME,
    Part.PARTICLE,
    Part.OUTCOME,
    Part.OTHER,
    Part.VAGUE,
    Part.NAME,
}


def plain(text: str) -> str:
    return text.replace("[", "").replace("]", "")


@pytest.fixture(scope="module")
def documents() -> Mapping[str, AnnotatedDoc]:
    texts = list(dict.fromkeys(plain(text) for _entry, text in (*MATCHES, *REJECTS)))
    return dict(zip(texts, load_annotator("stanza").annotate(texts), strict=True))


def told_by(entry: PartyEntry, mention: PartyMention) -> bool:
    return entry.part in SILENT or entry.id in mention.rule.split("+")


@pytest.mark.parametrize(("entry", "text"), MATCHES, ids=lambda value: getattr(value, "id", None))
def test_example_is_found(entry: PartyEntry, text: str, documents: Mapping[str, AnnotatedDoc]) -> None:
    start, end = text.index("["), text.index("]") - 1
    found = find_parties(documents[plain(text)])
    assert any((mention.start, mention.end) == (start, end) and told_by(entry, mention) for mention in found), found


@pytest.mark.parametrize(("entry", "text"), REJECTS, ids=lambda value: getattr(value, "id", None))
def test_reject_is_not_found(entry: PartyEntry, text: str, documents: Mapping[str, AnnotatedDoc]) -> None:
    found = find_parties(documents[plain(text)])
    assert not any(entry.id in mention.rule.split("+") for mention in found), found
