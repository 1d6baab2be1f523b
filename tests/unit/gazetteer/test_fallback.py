"""A geocoder of the caller's, asked for what the gazetteer lacks."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from geopy.location import Location as GeopyLocation

from incidents import ArgumentError, Article, Extractor, ValueNotAllowedError
from incidents.annotation.doc import AnnotatedDoc
from incidents.errors import IncidentsWarning
from incidents.gazetteer import Gazetteer
from incidents.gazetteer.fallback import GeocoderFallback
from incidents.gazetteer.resolve import ResolvedPlace, resolve_places
from incidents.gazetteer.toponyms import find_places
from incidents.reading.records import Reading
from incidents.types import PlaceKind


class Atlas:
    """A geocoder that knows one village and counts what it is asked."""

    def __init__(self, known: dict[str, tuple[float, float]] | None = None) -> None:
        self.known = {"Zorgobougou, Burkina Faso": (12.9, -1.1)} if known is None else known
        self.asked: list[str] = []

    def geocode(self, query: str) -> GeopyLocation | None:
        self.asked.append(query)
        point = self.known.get(query)
        return None if point is None else GeopyLocation(query, point, {})


class Broken:
    def geocode(self, query: str) -> Any:
        raise OSError("no network")


TEXT = "Deux villages ont été attaqués au Burkina Faso : le village de Zorgobougou a été incendié."


def resolve(text: str, geocoder: Any) -> dict[str, ResolvedPlace]:
    reading = Reading(source=text, text=text, offsets=tuple(range(len(text) + 1)), blocks=())
    doc = AnnotatedDoc(text, ())
    gazetteer = Gazetteer.default()
    fallback = None if geocoder is None else GeocoderFallback(geocoder, seconds=0)
    places = resolve_places(find_places(doc, reading, gazetteer), doc, reading, gazetteer, fallback=fallback)
    return {place.mention.name: place for place in places}


def test_an_unknown_village_gets_the_geocoders_point() -> None:
    atlas = Atlas()
    location = resolve(TEXT, atlas)["Zorgobougou"].location
    assert (location.latitude, location.longitude, location.country) == (12.9, -1.1, "BF")
    assert location.gazetteer_id == "atlas:Zorgobougou"
    assert atlas.asked == ["Zorgobougou, Burkina Faso"]


def test_without_a_geocoder_the_village_keeps_its_country_alone() -> None:
    location = resolve(TEXT, None)["Zorgobougou"].location
    assert (location.latitude, location.country) == (None, "BF")


def test_an_answer_in_another_country_is_refused() -> None:
    location = resolve(TEXT, Atlas({"Zorgobougou, Burkina Faso": (48.8, 2.3)}))["Zorgobougou"].location
    assert (location.latitude, location.country) == (None, "BF")


def test_a_question_is_asked_once() -> None:
    atlas = Atlas()
    fallback = GeocoderFallback(atlas, seconds=0)
    for _ in range(3):
        assert fallback.place("Zorgobougou", country="BF", kind=PlaceKind.SETTLEMENT) is not None
        assert fallback.place("Nulle-Part", country="BF", kind=None) is None
    assert atlas.asked == ["Zorgobougou, Burkina Faso", "Nulle-Part, Burkina Faso"]


def test_a_geocoder_that_fails_costs_a_warning() -> None:
    fallback = GeocoderFallback(Broken(), seconds=0)
    with pytest.warns(IncidentsWarning, match="did not answer for 'Gao, Mali': no network"):
        assert fallback.place("Gao", country="ML", kind=None) is None


def test_what_is_no_geocoder_is_refused_at_once() -> None:
    with pytest.raises(ArgumentError, match="geocode"):
        Extractor(geocoder="nominatim")


def test_with_a_geocoder_work_stays_in_one_process() -> None:
    extractor = Extractor(geocoder=Atlas())
    with pytest.raises(ValueNotAllowedError, match="workers must be 1"):
        extractor.pipe([Article(text="Rien.", published=None)], workers=2)


def test_it_can_be_pickled() -> None:
    again = pickle.loads(pickle.dumps(GeocoderFallback(Atlas(), seconds=0.5)))
    assert again.seconds == 0.5 and again.place("Zorgobougou", country="BF", kind=None) is not None
