"""Tells when two entries of gazetteer files are one place."""

from __future__ import annotations

import math
from typing import Final

from incidents.gazetteer.matching import match_score
from incidents.types import PlaceKind

SAME_NAME: Final = 0.9
"""From this match score on, spellings differ only as romanisations of one name do."""

_LIVED_IN: Final = frozenset((PlaceKind.SETTLEMENT, PlaceKind.QUARTER, PlaceKind.CAMP))
_LANDED_ON: Final = frozenset((PlaceKind.AIRPORT, PlaceKind.BASE))
_NEAR_KM: Final = 5.0
_CITY_KM: Final = 12.0
_CITY: Final = 50_000
_REACH_KM: Final = {PlaceKind.REGION: math.inf, PlaceKind.DISTRICT: 60.0}
"""Sources put a region at its centre or at its chief town; a country has one region of a name."""

_EARTH_RADIUS_KM: Final = 6371.0


def distance_km(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points, in kilometres."""
    phi, psi = math.radians(left[0]), math.radians(right[0])
    half = math.sin((psi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(psi) * math.sin(math.radians(right[1] - left[1]) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def are_alike(left: PlaceKind, right: PlaceKind) -> bool:
    """Whether two sources may give one place these kinds."""
    return left is right or any({left, right} <= group for group in (_LIVED_IN, _LANDED_ON))


def reach_km(kind: PlaceKind, population: int) -> float:
    """How far apart two sources may put one place."""
    return _REACH_KM.get(kind, _CITY_KM if population >= _CITY else _NEAR_KM)


def share_name(left: str, right: str) -> bool:
    """Whether two folded names are one, however romanised."""
    return match_score(left, right) >= SAME_NAME
