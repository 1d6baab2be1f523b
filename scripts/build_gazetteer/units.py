"""Regions and districts as places: French names, and the chief town's coordinates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from readers import Subdivision

from incidents.gazetteer.gazetteer import distance_km
from incidents.gazetteer.matching import fold, loose_key, match_score
from incidents.gazetteer.raw import RawPlace
from incidents.gazetteer.unit_names import plain_name
from incidents.types import PlaceKind

_SAME_NAME = 0.9
_CHIEF_SHARE = 0.2
"""A namesake smaller than this share of the unit's largest town is a village, not its chief town."""


class UnitBuilder:
    """Turns units and their member cities into places.

    Args:
        units: The units of both levels.
        cities: The populated places.
        french: French names by GeoNames number or region code, the first table that has one wins.
        kept: Hand-kept French names and aliases by region code.
        centres: Coordinates by ISO 3166-2 code, for units without a member city.
        seats: Hand-kept chief towns by country code and folded name of the region.
    """

    def __init__(
        self,
        units: list[Subdivision],
        cities: list[RawPlace],
        french: list[Mapping[str, str]],
        kept: Mapping[str, tuple[str, list[str]]],
        centres: Mapping[str, tuple[float, float]],
        seats: Mapping[tuple[str, str], str],
    ) -> None:
        self._units = units
        self._french = french
        self._kept = kept
        self._centres = centres
        self._seats = dict(seats)
        self._members: dict[str, list[RawPlace]] = defaultdict(list)
        for city in cities:
            for code in (city.admin1, city.admin2):
                if code:
                    self._members[code].append(city)
        self.names: dict[str, str] = {}

    def build(self) -> list[RawPlace]:
        places = []
        for unit in self._units:
            name, aliases = self._naming(unit)
            self.names[unit.code] = name
            place = self._place(unit, name, aliases)
            if place is not None:
                places.append(place)
        for country, region in self._seats:
            print(f"seats: no region {region!r} in {country}")
        return places

    def _naming(self, unit: Subdivision) -> tuple[str, list[str]]:
        aliases = [plain_name(unit.name), *(plain_name(alias) for alias in unit.aliases)]
        kept = self._kept.get(unit.code)
        if kept is not None:
            return kept[0], [*kept[1], *aliases]
        for table in self._french:
            name = table.get(unit.code) or table.get(str(unit.geoname))
            if name:
                return plain_name(name), [*aliases, plain_name(name)]
        chief = self._namesake(unit, aliases)
        return (chief.name if chief is not None else aliases[0]), aliases

    def _namesake(self, unit: Subdivision, aliases: list[str]) -> RawPlace | None:
        """The largest member city that bears the unit's name."""
        wanted = {fold(alias) for alias in aliases} - {""}
        keys = {loose_key(name) for name in wanted}
        members = sorted(self._members[unit.code], key=lambda city: -city.population)
        for city in members[:60]:
            for name in {fold(name) for name in (city.name, *city.aliases)}:
                if loose_key(name) in keys and any(match_score(name, other) >= _SAME_NAME for other in wanted):
                    return city
        return None

    @staticmethod
    def _member(members: list[RawPlace], seat: str) -> RawPlace | None:
        """The member city of a name; says so when there is none."""
        wanted = fold(seat)
        for city in sorted(members, key=lambda city: -city.population):
            if any(match_score(fold(name), wanted) >= _SAME_NAME for name in (city.name, *city.aliases)):
                return city
        print(f"seats: no town {seat!r} among those of its region")
        return None

    def _place(self, unit: Subdivision, name: str, aliases: list[str]) -> RawPlace | None:
        members = self._members[unit.code]
        seat = self._seats.pop((unit.code[:2], fold(name)), None) if unit.level == 1 else None
        largest = max((city.population for city in members), default=0)
        chief = self._namesake(unit, [name, *aliases])
        if chief is not None and chief.population < largest * _CHIEF_SHARE:
            chief = None
        if seat is not None:
            chief = self._member(members, seat) or chief
        if chief is not None and unit.level == 2:
            return None
        if chief is None and members:
            chief = max(members, key=lambda city: (city.population, -int(city.reference)))
        if chief is not None:
            point = (chief.latitude, chief.longitude)
        elif unit.iso in self._centres:
            point = self._centres[unit.iso]
        else:
            return None
        return RawPlace(
            name=name,
            kind=PlaceKind.REGION if unit.level == 1 else PlaceKind.DISTRICT,
            country=unit.code[:2],
            latitude=point[0],
            longitude=point[1],
            reference=unit.geoname or f"unit:{unit.code}",
            population=sum(city.population for city in members),
            admin1=".".join(unit.code.split(".")[:2]),
            admin2=unit.code if unit.level == 2 else None,
            aliases=aliases,
        )


class RegionFinder:
    """Finds the region of a point by the nearest populated place of the same country."""

    def __init__(self, cities: list[RawPlace]) -> None:
        self._cells: dict[tuple[str | None, int, int], list[RawPlace]] = defaultdict(list)
        for city in cities:
            self._cells[(city.country, round(city.latitude), round(city.longitude))].append(city)

    def region_of(self, place: RawPlace) -> str | None:
        """The region's code; None when no place of the country lies within a degree or so."""
        row, column = round(place.latitude), round(place.longitude)
        near = [
            city
            for y in (row - 1, row, row + 1)
            for x in (column - 1, column, column + 1)
            for city in self._cells.get((place.country, y, x), ())
        ]
        point = (place.latitude, place.longitude)
        closest = min(near, key=lambda city: distance_km(point, (city.latitude, city.longitude)), default=None)
        return closest.admin1 if closest is not None else None
