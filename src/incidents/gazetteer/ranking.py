"""How well a stored place answers a name: the match, what the words say of its kind, renown, and where it lies."""

from __future__ import annotations

import math
from typing import Final

from incidents.gazetteer.places import Place
from incidents.gazetteer.store import StoredPlace
from incidents.gazetteer.twins import distance_km
from incidents.types import PlaceKind

_RENOWN: Final = 0.12
_CURATED: Final = 0.12
_UNHEARD_OF: Final = 0.08
"""What an imported hamlet loses while the country is open: a well-known place spelled a bit otherwise comes first."""
_KIND_TOLD: Final = 0.2
_NEIGHBOUR: Final = 0.1
_FAR: Final = 0.15
_IN_HOST: Final = 0.25
_HOST_KM: Final = 300.0
_KIND_BONUS: Final = {
    PlaceKind.COUNTRY: 0.3,
    PlaceKind.REGION: -0.05,
    PlaceKind.DISTRICT: -0.1,
    PlaceKind.AIRPORT: -0.15,
}
_ADMINISTRATIVE: Final = (PlaceKind.REGION, PlaceKind.DISTRICT)
_ALIKE: Final = {
    PlaceKind.REGION: _ADMINISTRATIVE,
    PlaceKind.DISTRICT: _ADMINISTRATIVE,
    PlaceKind.AIRPORT: (PlaceKind.AIRPORT, PlaceKind.BASE),
    PlaceKind.BASE: (PlaceKind.BASE, PlaceKind.AIRPORT),
}


def relevance_of(
    score: float,
    place: StoredPlace,
    kind: PlaceKind | None,
    country: str | None,
    near: tuple[float, float] | None,
) -> float:
    """Ranks candidates: the match first, then what the phrase says of its kind, renown, and distance."""
    relevance = score + _RENOWN * place.renown
    if kind is not None and place.kind in _ALIKE.get(kind, (kind,)):
        relevance += _KIND_TOLD
    else:
        relevance += _KIND_BONUS.get(place.kind, 0.0)
    if place.is_curated:
        relevance += _CURATED
    if country is None and place.is_unheard_of:
        relevance -= _UNHEARD_OF
    if country is not None and place.country != country:
        relevance -= _NEIGHBOUR
    if near is not None:
        relevance -= _FAR * min(1.0, math.log10(1 + distance_km(near, place.point) / 25) / 2)
    return relevance


def fit(place: StoredPlace, host: Place | None) -> float:
    """What speaks for a place when it must lie in another one."""
    if host is None or place.country is None or place.country != host.country:
        return 0.0
    if host.kind is PlaceKind.COUNTRY:
        return _IN_HOST
    away = distance_km(place.point, (host.latitude, host.longitude))
    return _IN_HOST * (2.0 - min(1.0, away / _HOST_KM))
