"""The JSON form of incidents and the exports, over incidents of every shape."""

from __future__ import annotations

import datetime as dt
import json
import re
from enum import Enum

import attrs
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import incidents

from incidents.export.acled import COLUMNS, event_day, to_acled
from incidents.export.flat import COLUMNS as FLAT
from incidents.export.flat import flat_row
from incidents.export.geojson import to_feature
from incidents.export.jsonl import json_line
from incidents.incident import Incident


def values(record: object) -> list[object]:
    """All values inside a record."""
    if attrs.has(type(record)):
        return [value for one in attrs.fields(type(record)) for value in values(getattr(record, one.name))]
    if isinstance(record, tuple):
        return [value for item in record for value in values(item)]
    return [record]


@given(incidents)
def test_from_dict_gives_back_what_to_dict_gave(incident: Incident) -> None:
    again = Incident.from_dict(incident.to_dict())
    assert again == incident
    assert [type(value) for value in values(again)] == [type(value) for value in values(incident)]


@given(incidents)
def test_the_dict_survives_json(incident: Incident) -> None:
    data = incident.to_dict()
    assert json.loads(json_line(data)) == data
    assert Incident.from_dict(json.loads(json_line(data))) == incident


@given(incidents)
def test_the_dict_holds_plain_values_only(incident: Incident) -> None:
    def walk(value: object) -> None:
        assert not isinstance(value, Enum | dt.date | tuple)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(inner)

    walk(incident.to_dict())


@given(incidents)
def test_a_json_line_encodes_and_is_one_line(incident: Incident) -> None:
    assert json_line(incident.to_dict()).encode().count(b"\n") == 1


@given(incidents)
def test_flat_rows_have_the_declared_columns(incident: Incident) -> None:
    row = flat_row(incident)
    assert list(row) == list(FLAT)
    assert all(value is None or isinstance(value, str | int | float) for value in row.values())


@given(incidents)
def test_a_feature_has_a_point_exactly_when_there_are_coordinates(incident: Incident) -> None:
    feature = to_feature(incident)
    place = incident.location
    if place is None or place.latitude is None or place.longitude is None:
        assert feature["geometry"] is None
    else:
        assert feature["geometry"] == {"type": "Point", "coordinates": [place.longitude, place.latitude]}


@given(st.lists(incidents, max_size=4), st.sampled_from(["text", "numeric"]))
def test_acled_rows_keep_acleds_own_rules(some: list[Incident], inter: str) -> None:
    export = to_acled(some, inter=inter)
    assert len(export.rows) + len(export.dropped) == len(some)
    for row in export.rows:
        assert tuple(row) == COLUMNS
        assert row["actor1"]
        assert not re.fullmatch(r"[A-Z]{3}\d+", str(row["event_id_cnty"]))
        assert row["time_precision"] in (1, 2, 3)
        assert row["geo_precision"] in (1, 2, 3)
        assert all(str(value).isascii() for value in row.values())
        if row["event_type"] == "Battles":
            assert row["actor2"]
        if row["event_type"] == "Violence against civilians":
            assert row["inter2"] in ("Civilians", 7)
            assert row["inter1"] not in ("Civilians", "Rioters", "Protesters", 5, 6, 7)


@given(incidents)
def test_the_coded_day_lies_in_the_interval(incident: Incident) -> None:
    if incident.date is not None and (coded := event_day(incident.date)) is not None:
        assert incident.date.start <= coded[0] <= incident.date.end
