"""Whether two places may be one event's."""

from __future__ import annotations

import pytest

from incidents.assembly.places import distance_km, same_place
from incidents.gazetteer.mention import PlaceMention
from incidents.gazetteer.resolve import ResolvedPlace
from incidents.incident import Location
from incidents.types import PlaceKind


def _place(name: str, **facts: object) -> ResolvedPlace:
    location = Location(mention=name, name=name, **{"country": "ML", "precision": 1, **facts})
    return ResolvedPlace(
        mention=PlaceMention(start=0, end=len(name), text=name, cue_start=0, name=name, rule="test"), location=location
    )


def _town(name: str, latitude: float, **facts: object) -> ResolvedPlace:
    return _place(name, kind=PlaceKind.SETTLEMENT, latitude=latitude, longitude=0.0, **facts)


def test_one_name_is_one_place() -> None:
    assert same_place(_place("Tessalit"), _place("tessalit")) == 2.0


def test_a_missing_place_says_nothing() -> None:
    assert same_place(None, _place("Gao")) == 0.0


def test_a_region_may_hold_a_town() -> None:
    region = _place("Gao", kind=PlaceKind.REGION, precision=3)
    assert same_place(region, _place("Ansongo", admin1="Gao")) == 0.5


def test_a_region_excludes_a_town_of_another() -> None:
    region = _place("Kidal", kind=PlaceKind.REGION, precision=3)
    assert same_place(region, _place("Ansongo", admin1="Gao")) is None


def test_another_country_excludes() -> None:
    assert same_place(_place("Gao"), _place("Diffa", country="NE")) is None


def test_a_site_near_a_town_may_be_its_own() -> None:
    site = _place("base", kind=PlaceKind.BASE, latitude=16.1, longitude=0.0)
    assert same_place(_town("Gao", 16.0), site) == 1.0


@pytest.mark.parametrize(("apart", "expected"), [(0.02, 1.0), (0.15, None)])
def test_two_towns_are_two_places_unless_they_touch(apart: float, expected: float | None) -> None:
    assert same_place(_town("Nawadjè", 16.0), _town("Tanfadala", 16.0 + apart)) == expected


def test_a_place_told_as_near_a_town_may_be_another_town() -> None:
    assert same_place(_town("Dağlıca", 37.5), _town("Hakkari", 37.6, precision=2)) == 1.0


def test_distance_needs_both_points() -> None:
    assert distance_km(_place("Gao").location, _town("Kidal", 18.0).location) is None


def test_a_degree_of_latitude() -> None:
    assert distance_km(_town("A", 0.0).location, _town("B", 1.0).location) == pytest.approx(111.2, abs=0.1)
