"""GeoJSON, as RFC 7946 has it."""

from __future__ import annotations

import json

import attrs
from support.records import make_incident, make_incidents

from incidents.export.flat import COLUMNS, flat_row
from incidents.export.geojson import to_feature, to_geojson


def test_a_point_has_its_longitude_first() -> None:
    assert to_feature(make_incident())["geometry"] == {"type": "Point", "coordinates": [-0.2345, 14.4429]}


def test_the_null_island_is_a_place() -> None:
    place = make_incident().location
    assert place is not None
    zero = make_incident(location=attrs.evolve(place, latitude=0.0, longitude=0.0))
    assert to_feature(zero)["geometry"]["coordinates"] == [0.0, 0.0]


def test_an_incident_without_coordinates_keeps_its_properties() -> None:
    feature = to_feature(make_incident(location=None))
    assert feature["geometry"] is None
    assert feature["properties"]["place_name"] is None and feature["properties"]["fatalities_low"] == 12


def test_properties_are_the_flat_columns() -> None:
    properties = to_feature(make_incident())["properties"]
    assert list(properties) == [name for name in COLUMNS if name not in ("id", "latitude", "longitude")]
    assert list(flat_row(make_incident())) == list(COLUMNS)


def test_a_collection_is_json() -> None:
    collection = json.loads(json.dumps(make_incidents(make_incident()).to_geojson()))
    assert (collection["type"], [feature["id"] for feature in collection["features"]]) == (
        "FeatureCollection",
        ["0f3a9c"],
    )
    assert to_geojson([])["features"] == []
