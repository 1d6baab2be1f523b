"""Makes places of a dump's rows: names, units, and what the embedded gazetteer knows of them already."""

from __future__ import annotations

import csv
import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

from attrs import define, field, frozen

from incidents.gazetteer.imports.rows import Dump, DumpRow, FrenchName
from incidents.gazetteer.matching import fold, loose_key
from incidents.gazetteer.raw import RawPlace, is_latin, usable_alias
from incidents.gazetteer.store import PlaceStore, StoredPlace
from incidents.gazetteer.twins import are_alike, distance_km, reach_km, share_name
from incidents.gazetteer.unit_names import plain_name
from incidents.types import PlaceKind

_NAMESAKE_KM: Final = 60.0
_WITNESSES: Final = 3
_UNITS: Final = (PlaceKind.REGION, PlaceKind.DISTRICT)
_SEATS: Final = {"A.ADM1": "P.PPLA", "A.ADM2": "P.PPLA2", "A.ADM3": "P.PPLA3", "A.ADM4": "P.PPLA4"}
_NAMED: Final = "="
"""Before the name of a unit that stands for its code."""


@cache
def _no_names() -> frozenset[str]:
    """What names no place by itself: generic words such as "village", folded, and nothing."""
    text = (resources.files("incidents.gazetteer") / "data" / "heads.csv").read_text(encoding="utf-8")
    return frozenset({"", *(fold(row["head"]) for row in csv.DictReader(text.splitlines()))})


def _by_name(unit: str | None) -> str | None:
    return None if unit is None else _NAMED + unit


class KnownPlaces:
    """The places of one country in a gazetteer file, by reference and by name.

    Args:
        store: The file.
        country: ISO 3166-1 alpha-2.
    """

    def __init__(self, store: PlaceStore, country: str) -> None:
        self._store = store
        self._by_reference: dict[int | str, StoredPlace] = {}
        self._by_key: dict[str, list[tuple[str, StoredPlace]]] = defaultdict(list)
        self._by_cell: dict[tuple[int, int], list[tuple[float, float, str]]] = defaultdict(list)
        places = {place.number: place for place in store.of_country(country)}
        for place in places.values():
            self._by_reference[place.reference] = place
            if place.kind is PlaceKind.SETTLEMENT and place.region is not None:
                self._by_cell[_half_degrees(place.point)].append((*place.point, place.region))
        for key, folded, number in store.names_of_country(country):
            self._by_key[key].append((folded, places[number]))

    def find(self, place: RawPlace) -> StoredPlace | None:
        """The entry that is the same place: by GeoNames number, or by name, point and kind."""
        found = self._by_reference.get(place.reference)
        if found is not None and (are_alike(found.kind, place.kind) or found.kind in _UNITS):
            return found
        point = (place.latitude, place.longitude)
        near: list[tuple[float, int, StoredPlace]] = []
        for folded in {fold(name) for name in (place.name, *place.aliases)} - {""}:
            for other, candidate in self._by_key.get(loose_key(folded), ()):
                if are_alike(place.kind, candidate.kind) and share_name(folded, other):
                    away = distance_km(point, candidate.point)
                    if away <= reach_km(place.kind, max(place.population, candidate.population)):
                        near.append((away, candidate.number, candidate))
        return min(near, default=(0.0, 0, None), key=lambda item: item[:2])[2]

    def by_reference(self, number: int) -> StoredPlace | None:
        """The entry of a GeoNames number."""
        return self._by_reference.get(number)

    def adopt(self, known: StoredPlace, place: RawPlace) -> RawPlace:
        """The known entry with the further names of its twin."""
        latitude, longitude = known.point
        return RawPlace(
            name=known.name,
            kind=known.kind,
            country=known.country,
            latitude=latitude,
            longitude=longitude,
            reference=known.reference,
            population=max(known.population, place.population),
            admin1=_by_name(known.region) or place.admin1,
            admin2=_by_name(known.district) or place.admin2,
            aliases=[place.name, *place.aliases],
        )

    def region_around(self, point: tuple[float, float]) -> str | None:
        """The region of a point, where the nearest places all lie in one."""
        latitude, longitude = point
        row, column = _half_degrees(point)
        narrow = math.cos(math.radians(latitude))
        near = heapq.nsmallest(
            _WITNESSES,
            (
                ((y - latitude) ** 2 + (narrow * (x - longitude)) ** 2, region)
                for cell in itertools.product((row - 1, row, row + 1), (column - 1, column, column + 1))
                for y, x, region in self._by_cell.get(cell, ())
            ),
        )
        regions = {region for _away, region in near}
        return regions.pop() if len(near) == _WITNESSES and len(regions) == 1 else None


def _half_degrees(point: tuple[float, float]) -> tuple[int, int]:
    """The half-degree cell of a point."""
    return math.floor(2 * point[0]), math.floor(2 * point[1])


@frozen
class CountryPlaces:
    """What is written of one country.

    Attributes:
        places: Its places.
        units: Names of its regions and districts by code.
    """

    places: list[RawPlace]
    units: dict[str, str]


@define
class Merger:
    """Turns the rows of one country into places.

    Attributes:
        dump: The rows.
        known: What the embedded gazetteer has of the country.
        french: French names by GeoNames number.
        unit_names: Name and GeoNames number of units by code.
    """

    dump: Dump
    known: KnownPlaces
    french: Mapping[int, Sequence[FrenchName]]
    unit_names: Mapping[str, tuple[str, int]]
    _seats: dict[tuple[str, tuple[str, ...]], DumpRow] = field(factory=dict, init=False)
    _lived_in: dict[str, list[RawPlace]] = field(factory=lambda: defaultdict(list), init=False)

    def merge(self) -> CountryPlaces:
        """The places of the country, each once."""
        merged: dict[int | str, RawPlace] = {}
        units: dict[str, str] = {}
        rows = sorted(self.dump.rows, key=lambda row: (row.feature.kind in _UNITS, row.number))
        self._seats = {(row.code, row.units): row for row in rows if row.code in _SEATS.values()}
        for row in rows:
            place = self._place(row)
            if place is None:
                continue
            twin = self.known.find(place)
            if twin is not None:
                place = self.known.adopt(twin, place)
            elif place.admin1 is None and place.kind not in _UNITS:
                place.admin1 = _by_name(self.known.region_around((place.latitude, place.longitude)))
            units.update((code, code[1:]) for code in (place.admin1, place.admin2) if code and code[0] == _NAMED)
            self._name_unit(row, place, units)
            if twin is None and place.kind is PlaceKind.DISTRICT and self._has_namesake(place):
                continue
            earlier = merged.setdefault(place.reference, place)
            if earlier is not place:
                earlier.aliases += [place.name, *place.aliases]
                earlier.population = max(earlier.population, place.population)
                earlier.admin1 = earlier.admin1 or place.admin1
                earlier.admin2 = earlier.admin2 or place.admin2
            elif place.kind is PlaceKind.SETTLEMENT:
                self._lived_in[loose_key(fold(place.name))].append(place)
        for code, (name, number) in self.unit_names.items():
            if code.startswith(f"{self.dump.country}."):
                units.setdefault(code, self._unit_name(number, name))
        return CountryPlaces(list(merged.values()), units)

    def _place(self, row: DumpRow) -> RawPlace | None:
        """A row as a place; None when it has no name in Latin script, or none but a generic word."""
        is_unit = row.feature.kind in _UNITS
        french = [name.name for name in sorted(self.french.get(row.number, ()))]
        own = [name for name in (row.name, row.plain) if is_latin(name)]
        others = [name for name in row.others if usable_alias(name)]
        empty = frozenset(("",)) if is_unit else _no_names()  # a region may well be called Centre
        names = [name for name in (*french, *own, *others) if fold(name) not in empty]
        if not names:
            return None
        if is_unit:
            names = [plain_name(name) for name in names]
        point = (row.latitude, row.longitude)
        if is_unit:
            seat = self._seats.get((_SEATS.get(row.code, ""), row.units))
            point = point if seat is None else (seat.latitude, seat.longitude)
        codes = [".".join((row.country, *row.units[:length])) for length in (1, 2) if len(row.units) >= length]
        return RawPlace(
            name=names[0],
            kind=row.feature.kind,
            country=row.country,
            latitude=point[0],
            longitude=point[1],
            reference=row.number,
            population=row.population,
            admin1=codes[0] if codes else None,
            admin2=codes[1] if len(codes) > 1 else None,
            aliases=list(dict.fromkeys(names[1:])),
        )

    def _has_namesake(self, unit: RawPlace) -> bool:
        """Whether a town that a unit is named after stands for it, as in the embedded gazetteer."""
        names = {fold(name) for name in (unit.name, *unit.aliases)} - {""}
        point = (unit.latitude, unit.longitude)
        return any(
            share_name(name, fold(town.name)) and distance_km(point, (town.latitude, town.longitude)) <= _NAMESAKE_KM
            for name in names
            for town in self._lived_in.get(loose_key(name), ())
        )

    def _name_unit(self, row: DumpRow, place: RawPlace, units: dict[str, str]) -> None:
        depth = {"A.ADM1": 1, "A.ADM2": 2}.get(row.code)
        if depth is not None and len(row.units) >= depth:
            units[".".join((row.country, *row.units[:depth]))] = place.name

    def _unit_name(self, number: int, name: str) -> str:
        """The name of a unit that the dump has no row of."""
        known = self.known.by_reference(number)
        french = min(self.french.get(number, ()), default=None)
        return known.name if known is not None else plain_name(french.name if french is not None else name)
