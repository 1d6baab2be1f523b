"""Points that lie some way from a place, or between places."""

from __future__ import annotations

import math
from collections.abc import Sequence


def displace(latitude: float, longitude: float, *, kilometres: float, bearing: float) -> tuple[float, float]:
    """The point that lies `kilometres` away in the direction `bearing` (degrees from north, clockwise).

    >>> displace(12.37, -1.52, kilometres=30, bearing=90)
    (12.3699, -1.2438)
    """
    from geopy.distance import great_circle

    if kilometres > 2000:
        return latitude, longitude
    point = great_circle(kilometers=kilometres).destination((latitude, longitude), bearing=bearing)
    return round(point.latitude, 4), round(point.longitude, 4)


def midpoint(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The middle of one or two points, along the great circle.

    >>> midpoint([(10.0, 0.0), (12.0, 0.0)])
    (11.0, 0.0)
    """
    from geopy.distance import great_circle

    first, last = points[0], points[-1]
    if first == last:
        return first
    span = great_circle(first, last).kilometers
    point = great_circle(kilometers=span / 2).destination(first, bearing=initial_bearing(first, last))
    return round(point.latitude, 4), round(point.longitude, 4)


def initial_bearing(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Direction of the great circle from one point to another, degrees from north."""
    phi, psi = math.radians(start[0]), math.radians(end[0])
    turn = math.radians(end[1] - start[1])
    across = math.sin(turn) * math.cos(psi)
    along = math.cos(phi) * math.sin(psi) - math.sin(phi) * math.cos(psi) * math.cos(turn)
    return math.degrees(math.atan2(across, along)) % 360
