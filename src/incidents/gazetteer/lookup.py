"""What finding and resolving need of a gazetteer, and when a match counts as exact."""

from __future__ import annotations

from typing import Final, Protocol

from incidents.gazetteer.matching import fold, match_score
from incidents.gazetteer.places import Place
from incidents.types import PlaceKind

EXACT: Final = 0.95
"""Least match score of a gazetteer entry whose name is the one that the text writes, spelling of articles aside."""

_CITY: Final = 300_000


class PlaceLookup(Protocol):
    """What is needed of a gazetteer."""

    def lookup(
        self, name: str, *, country: str | None = None, near: tuple[float, float] | None = None
    ) -> tuple[Place, ...]:
        """Places of that name, best first."""
        ...


def bears_name(place: Place, name: str) -> bool:
    """Whether a name is the place's own, and not that of another spelling or tongue."""
    return match_score(fold(name), fold(place.name)) >= EXACT


def is_city(place: Place | None) -> bool:
    """Whether a place is a city that needs no context to be known."""
    return place is not None and place.kind is PlaceKind.SETTLEMENT and (place.population or 0) > _CITY
