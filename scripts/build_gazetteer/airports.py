"""Airports and air bases under the French names of the towns that they are named after."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from incidents.gazetteer.gazetteer import distance_km
from incidents.gazetteer.matching import fold, loose_key
from incidents.gazetteer.raw import RawPlace
from incidents.types import PlaceKind

_GENERIC = re.compile(r"\b(?:international|airport|airfield|airstrip|air ?base|military)\b|\([^)]*\)", re.IGNORECASE)
_INTERNATIONAL = re.compile(r"\binternational\b", re.IGNORECASE)
_NAMESAKE_KM = 32.0
_ONLY_ONE_KM = 25.0
_TOWN = 10_000
"""Inhabitants of a town whose airfield French news may name after it."""
_LARGE = 300_000
"""Inhabitants of a town whose only airport is its airport, whatever it is called."""


class AirportNames:
    """Names airports by their towns.

    Args:
        cities: The populated places, in French where known.
    """

    def __init__(self, cities: Iterable[RawPlace]) -> None:
        self._towns: dict[tuple[str | None, str], list[RawPlace]] = defaultdict(list)
        self._large: list[RawPlace] = []
        for city in cities:
            for key in {loose_key(fold(name)) for name in (city.name, *city.aliases)}:
                self._towns[city.country, key].append(city)
            if city.population >= _LARGE:
                self._large.append(city)

    def rename(self, airports: Iterable[RawPlace]) -> None:
        """Gives each airport the name of its town; the one it had stays an alias."""
        unnamed: list[RawPlace] = []
        served: set[int] = set()
        for airport in airports:
            town = self._namesake(airport)
            if town is None:
                unnamed.append(airport)
                continue
            served.add(id(town))
            self._name(airport, town)
        for town in self._large:
            near = [airport for airport in unnamed if _distance(airport, town) <= _ONLY_ONE_KM]
            if id(town) not in served and len(near) == 1:
                near[0].aliases.append(town.name)

    def _namesake(self, airport: RawPlace) -> RawPlace | None:
        """The largest town near an airport that its name, or else its address, names."""
        for name in (_GENERIC.sub(" ", airport.name), *airport.aliases):
            towns = self._towns.get((airport.country, loose_key(fold(name))), ())
            near = [town for town in towns if _distance(airport, town) <= _NAMESAKE_KM]
            town = max(near, key=lambda town: town.population, default=None)
            if town is not None:
                return town if town.population >= _TOWN else None
        return None

    def _name(self, airport: RawPlace, town: RawPlace) -> None:
        names_it = loose_key(fold(_GENERIC.sub(" ", airport.name))) in {
            loose_key(fold(name)) for name in (town.name, *town.aliases)
        }
        airport.aliases += [airport.name, town.name]
        if names_it:
            airport.aliases.append(f"{_what(airport)} {_of(town.name)}")
            airport.name = french_name(airport, town.name)


def french_name(airport: RawPlace, town: str) -> str:
    """What French calls an airport or air base by its town: "Aéroport international du Caire"."""
    international = airport.kind is PlaceKind.AIRPORT and _INTERNATIONAL.search(airport.name)
    return f"{_what(airport)} {'international ' if international else ''}{_of(town)}"


def _what(airport: RawPlace) -> str:
    return "Base aérienne" if airport.kind is PlaceKind.BASE else "Aéroport"


def _of(name: str) -> str:
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d'{name}" if fold(name)[:1] in set("aeiou") else f"de {name}"


def _distance(one: RawPlace, other: RawPlace) -> float:
    return distance_km((one.latitude, one.longitude), (other.latitude, other.longitude))
