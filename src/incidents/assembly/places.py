"""Comparing the places of two mentions of an event."""

from __future__ import annotations

import math

from incidents.gazetteer.matching import fold
from incidents.gazetteer.resolve import ResolvedPlace
from incidents.gazetteer.senses import BUILT
from incidents.incident import Location
from incidents.types import COUNTRY, REGION, PlaceKind

NEAR_KM = 30.0
"""Places nearer than this may be two names of where one event happened."""
NEXT_KM = 4.0
"""Two towns farther apart than this are two places."""


AREA_KM = 250.0
"""Kilometres from its midst to which an area without borders reaches, such as a desert."""
DISTRICT_KM = 80.0
"""Kilometres to which a district reaches."""


def distance_km(first: Location, second: Location) -> float | None:
    """Great-circle distance in kilometres; None where a coordinate is missing."""
    if first.latitude is None or first.longitude is None or second.latitude is None or second.longitude is None:
        return None
    lat1, lat2 = math.radians(first.latitude), math.radians(second.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(second.longitude - first.longitude) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def _names(place: ResolvedPlace) -> set[str]:
    location = place.location
    return {fold(text) for text in (place.mention.name, location.name, location.mention) if text}


def _contains(outer: Location, inner: Location) -> bool:
    """Whether a region or country holds a place, as far as the records say."""
    if outer.country is not None and inner.country is not None and outer.country != inner.country:
        return False
    if outer.precision == COUNTRY or (outer.precision == REGION and outer.kind is PlaceKind.COUNTRY):
        return True
    if outer.precision == REGION:
        if outer.kind is PlaceKind.AREA:
            return _lies_within(outer, inner, AREA_KM)
        if outer.kind is PlaceKind.DISTRICT and inner.precision < REGION:
            if inner.admin2 is not None:
                return fold(outer.name or "") == fold(inner.admin2)
            return outer.admin1 == inner.admin1 and _lies_within(outer, inner, DISTRICT_KM)
        unknown = outer.name is None or inner.admin1 is None
        return unknown or fold(outer.name or "") == fold(inner.admin1 or "")
    return _is_site_of(inner, outer)


def _lies_within(outer: Location, inner: Location, radius: float) -> bool:
    """Whether a place lies no farther from another one's midst than such places reach."""
    apart = distance_km(outer, inner)
    return apart is not None and apart <= radius


def _is_site_of(site: Location, town: Location) -> bool:
    """Whether a building of which only the name is known may stand in a town: "l'hôtel Afrik", "à Mogadiscio"."""
    unplaced = site.kind in BUILT and site.gazetteer_id is None and site.latitude is None
    return unplaced and town.kind is PlaceKind.SETTLEMENT


def same_place(first: ResolvedPlace | None, second: ResolvedPlace | None) -> float | None:
    """How well two places agree: 2 the same, less for near or containing, 0 where one is missing, else None."""
    if first is None or second is None:
        return 0.0
    if _names(first) & _names(second):
        return 2.0
    one, two = first.location, second.location
    if one.gazetteer_id is not None and one.gazetteer_id == two.gazetteer_id:
        return 2.0
    if _contains(one, two) or _contains(two, one):
        return 0.5
    if one.country is not None and two.country is not None and one.country != two.country:
        return None
    if _are_parts(one, two):
        return None
    apart = distance_km(one, two)
    if apart is not None and apart <= (NEXT_KM if _are_towns(one, two) else NEAR_KM):
        return 1.0
    return None


def _are_towns(first: Location, second: Location) -> bool:
    """Whether both are towns or villages that the text names as the place itself."""
    return all(
        location.precision == 1 and location.kind in (PlaceKind.SETTLEMENT, None) for location in (first, second)
    )


def _are_parts(first: Location, second: Location) -> bool:
    """Whether two names stand for two parts of a town: quarters, or sites of which only the town's point is known."""
    both = (first, second)
    return all(location.kind is PlaceKind.QUARTER for location in both) or all(
        location.kind in BUILT and location.gazetteer_id is None for location in both
    )


def is_part_of(part: Location, town: Location) -> bool:
    """Whether a place is a quarter or site of a town: what happened there happened in the town, told more finely."""
    if part.kind not in BUILT or town.kind is not PlaceKind.SETTLEMENT or town.precision != 1:
        return False
    apart = distance_km(part, town)
    return apart is not None and apart <= NEAR_KM
