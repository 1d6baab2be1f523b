"""The gazetteer as one of geopy's geocoders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import asdict
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from incidents.errors import ArgumentError
from incidents.gazetteer.countries import country, country_by_name
from incidents.gazetteer.gazetteer import Gazetteer
from incidents.gazetteer.places import Place
from incidents.types import PlaceKind


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """Geocodes offline, with geopy's interface; answers are `geopy.Location`, their `raw` the place's fields.

    Args:
        gazetteer: Where to look; the embedded gazetteer when not given.

    >>> GazetteerGeocoder().geocode("Bagdad").address
    'Bagdad, Bagdad, Irak'
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        super().__init__()
        self.gazetteer = Gazetteer.default() if gazetteer is None else gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        country_codes: str | Iterable[str] | None = None,
        limit: int | None = None,
        timeout: object = None,
    ) -> Location | list[Location] | None:
        """The location of a place name; None when the gazetteer has none.

        Args:
            query: The name, as French copy writes it; a country may follow after a comma ("Bamako, Mali").
            exactly_one: The best location alone, or else a list of all, best first.
            country_codes: ISO 3166-1 alpha-2 code or codes to keep to.
            limit: The most locations of a list.
            timeout: Taken for geopy's sake; nothing here waits.

        Raises:
            ArgumentError: When `query` is no string.
        """
        if not isinstance(query, str):
            raise ArgumentError(f"query must be a str, not {type(query).__name__} {query!r}")
        name, comma, last = query.rpartition(",")
        named = country_by_name(last.strip()) if comma and country_codes is None else None
        if named is not None:
            return _answer(self.gazetteer.lookup(name.split(",")[0], country=named, limit=limit), exactly_one)
        if country_codes is None or isinstance(country_codes, str):
            return _answer(self.gazetteer.lookup(query, country=country_codes, limit=limit), exactly_one)
        wanted = {code.upper() for code in country_codes}
        found = tuple(place for place in self.gazetteer.lookup(query, limit=None) if place.country in wanted)
        if not found:
            found = tuple(
                place for code in sorted(wanted) for place in self.gazetteer.lookup(query, country=code, limit=limit)
            )
        return _answer(found[:limit], exactly_one)

    def reverse(
        self, query: Any, *, exactly_one: bool = True, limit: int | None = None, timeout: object = None
    ) -> Location | list[Location] | None:
        """The populated place nearest to a point; None when there is none within some 300 km.

        Args:
            query: A `geopy.Point`, a (latitude, longitude) pair in degrees, or a string that geopy reads as a point.
            exactly_one: The nearest location alone, or else a list, nearest first.
            limit: The most locations of a list; 10 when not given.
            timeout: Taken for geopy's sake; nothing here waits.

        Raises:
            ArgumentError: When `query` is no point.
        """
        try:
            point = Point(query)
        except (TypeError, ValueError) as error:
            raise ArgumentError(f"query must be a point such as (33.3, 44.4), not {query!r}") from error
        wanted = 1 if exactly_one else (10 if limit is None else limit)
        return _answer(self.gazetteer.nearest((point.latitude, point.longitude), limit=wanted), exactly_one)


def _answer(places: tuple[Place, ...], exactly_one: bool) -> Location | list[Location] | None:
    if not places:
        return None
    locations = [_location(place) for place in places]
    return locations[0] if exactly_one else locations


def _location(place: Place) -> Location:
    parts = [place.name]
    if place.kind is not PlaceKind.COUNTRY:
        parts += [place.admin1 or "", country(place.country).name if place.country else ""]
    raw = asdict(place) | {"kind": place.kind.value}
    return Location(", ".join(filter(None, parts)), (place.latitude, place.longitude), raw)
