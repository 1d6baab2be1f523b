"""`Incident.to_dict` and `Incident.from_dict`."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from support.records import make_incident

from incidents import Incident, IncidentsError, RecordError

KEYS = [
    "id", "attack_type", "date", "location", "actors", "targets", "claimed_by", "attributed_by", "fatalities",
    "injured", "abducted", "acled", "trigger", "background", "confidence", "evidence", "source",
]  # fmt: skip


def test_keys_stand_in_the_order_of_the_contract() -> None:
    data = make_incident().to_dict()
    assert list(data) == KEYS
    assert list(data["location"]) == [
        "mention", "name", "kind", "admin1", "admin2", "country", "latitude", "longitude", "precision", "gazetteer_id",
    ]  # fmt: skip
    assert list(data["date"]) == ["start", "end", "precision", "mention"]
    assert list(data["fatalities"]) == ["low", "high", "mention"]
    assert list(data["actors"][0]) == ["mention", "name", "kind", "country"]
    assert list(data["evidence"][0]) == ["field", "start", "end", "text", "rule"]
    assert list(data["source"]) == ["id", "title", "publisher", "url", "published"]


def test_values_are_written_as_the_contract_says() -> None:
    data = make_incident().to_dict()
    assert data["attack_type"] == "armed_assault"
    assert data["date"] == {"start": "2021-04-05", "end": "2021-04-05", "precision": "day", "mention": "Lundi"}
    assert data["fatalities"] == {"low": 12, "high": None, "mention": "au moins douze"}
    assert data["injured"] is None
    assert data["source"]["published"] == "2021-04-06"


def test_losing_candidates_are_left_out() -> None:
    incident = make_incident()
    assert incident.location is not None
    location = attrs.evolve(incident.location, alternatives=(object(),))  # type: ignore[arg-type]
    assert "alternatives" not in attrs.evolve(incident, location=location).to_dict()["location"]


def spoil(**changes: Any) -> dict[str, Any]:
    return {**make_incident().to_dict(), **changes}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (spoil(attack_type="bagarre"), "'bagarre' @ incident.attack_type"),
        (spoil(actors="GSIM"), "expected a list, got 'GSIM' @ incident.actors"),
        (spoil(targets=[3]), "expected an object, got 3 @ incident.targets[0]"),
        (spoil(background=0), "expected true or false, got 0 @ incident.background"),
        (spoil(confidence="0.5"), "expected a finite number, got '0.5' @ incident.confidence"),
        (spoil(confidence=float("nan")), "expected a finite number, got nan @ incident.confidence"),
        (spoil(confidence=1.5), "1.5 @ incident"),
        (spoil(fatalities={"low": True, "high": None, "mention": ""}), "got True @ incident.fatalities.low"),
        (spoil(fatalities={"low": 3, "high": 2, "mention": ""}), "high 2 is less than low 3 @ incident.fatalities"),
        (spoil(date={"start": "2021-02-30", "end": "2021-03-01", "precision": "day", "mention": None}),
         "expected an ISO date, got '2021-02-30' @ incident.date.start"),
        (spoil(source=None), "expected an object, got None @ incident.source"),
        (spoil(surprise=1), "unknown key 'surprise' @ incident"),
        ({key: value for key, value in spoil().items() if key != "date"}, "missing key @ incident.date"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(data: dict[str, Any], fault: str) -> None:
    with pytest.raises(RecordError) as caught:
        Incident.from_dict(data)
    assert fault in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    data = spoil(attack_type="x", background=1, actors=[{"mention": "a", "name": 3, "kind": "rebel", "country": None}])
    with pytest.raises(RecordError) as caught:
        Incident.from_dict(data)
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.parametrize("data", [None, [], "texte", 3])
def test_what_is_no_mapping_is_refused(data: Any) -> None:
    with pytest.raises(IncidentsError, match="mapping"):
        Incident.from_dict(data)
