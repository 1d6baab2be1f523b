"""The gold documents keep to their guide."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from incidents.evaluation import Document, read_documents
from incidents.types import AttackType, DatePrecision, PartyKind

GOLD = Path(__file__).parent.parent / "benchmarks" / "gold"
DOCUMENTS = read_documents(GOLD)


def test_ids_are_unique() -> None:
    ids = [document.id for document in DOCUMENTS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_a_document_has_a_text_and_a_day(document: Document) -> None:
    assert document.data["text"].strip()
    dt.date.fromisoformat(document.data["published"])
    assert (document.data["genre"] == "negative") <= (not document.incidents)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_its_incidents_keep_to_the_closed_sets(document: Document) -> None:
    for incident in document.incidents:
        assert incident["attack_type"] and set(incident["attack_type"]) <= {kind.value for kind in AttackType}
        for side in ("actor_kind", "target_kind"):
            assert incident[side] is None or incident[side] in {kind.value for kind in PartyKind}
        dated = incident["date_start"] is not None
        assert dated == (incident["date_precision"] in {precision.value for precision in DatePrecision})
        if dated:
            assert dt.date.fromisoformat(incident["date_start"]) <= dt.date.fromisoformat(incident["date_end"])
        low, high = incident["fatalities_min"], incident["fatalities_max"]
        assert high is None or low <= high
