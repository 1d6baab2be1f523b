"""Builds the embedded gazetteer: ``python scripts/build_gazetteer/build.py --npm FILE.tgz --deb FILE.deb``.

SOURCES.md beside the gazetteer's data says where the two files come from and under which licences.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import readers
from airports import AirportNames
from units import RegionFinder, UnitBuilder

from incidents.gazetteer.countries import countries
from incidents.gazetteer.gazetteer import distance_km
from incidents.gazetteer.matching import fold, loose_key
from incidents.gazetteer.raw import RawPlace
from incidents.gazetteer.writing import write_places
from incidents.types import PlaceKind

DATA = Path(__file__).parents[2] / "src" / "incidents" / "gazetteer" / "data"
_SMALL_TOWN = 1000
"""Inhabitants below which places of the United States are left out: French conflict news names none of them."""


_TOWN = 5000
_LARGE_TOWN = 100_000
_SAME_PLACE_KM = 12.0
_MERGED_WITHIN_KM = {PlaceKind.SETTLEMENT: _SAME_PLACE_KM, PlaceKind.REGION: 200.0}
_SAME_AIRPORT_KM = 4.0
_NEARBY_KM = 150.0
_SEAT_WITHIN_KM = 100.0


def country_places() -> Iterator[RawPlace]:
    """Every country, at its representative point."""
    for country in countries():
        yield RawPlace(
            name=country.name,
            kind=PlaceKind.COUNTRY,
            country=country.code,
            latitude=country.latitude,
            longitude=country.longitude,
            reference=f"iso:{country.code}",
            aliases=list(country.aliases),
        )


def supplement_places(finder: RegionFinder, names: dict[str, str]) -> Iterator[RawPlace]:
    """The hand-kept places; a region given by name is found among the names of the country's units."""
    codes = {(code[:2], fold(name)): code for code, name in names.items() if code.count(".") == 1}
    for row in readers.read_table(DATA / "supplement.csv"):
        country = row["country"] or None
        kind = PlaceKind(row["kind"])
        place = RawPlace(
            name=row["name"],
            kind=kind,
            country=country,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            reference=f"supplement:{'-'.join(fold(row['name']).split())}",
            aliases=[alias for alias in row["aliases"].split("|") if alias],
        )
        if row["admin1"]:
            place.admin1 = codes.get((country or "", fold(row["admin1"])))
            if place.admin1 is None:
                print(f"supplement: no region {row['admin1']!r} in {country} for {row['name']!r}")
        if place.admin1 is None and kind is not PlaceKind.AREA:
            place.admin1 = finder.region_of(place)
        yield place


def merge_known(supplement: list[RawPlace], places: list[RawPlace]) -> list[RawPlace]:
    """Gives hand-kept names to settlements and regions that are there already; returns the other rows.

    Of a region the row's point wins too; a settlement keeps the one that GeoNames gives.
    """
    index: dict[tuple[str | None, PlaceKind, str], list[RawPlace]] = defaultdict(list)
    for place in places:
        if place.kind in _MERGED_WITHIN_KM:
            for key in {loose_key(fold(name)) for name in (place.name, *place.aliases)}:
                index[place.country, place.kind, key].append(place)
    new = []
    for row in supplement:
        point = (row.latitude, row.longitude)
        near = [
            place
            for key in dict.fromkeys(loose_key(fold(name)) for name in (row.name, *row.aliases))
            for place in index[row.country, row.kind, key]
            if distance_km(point, (place.latitude, place.longitude)) <= _MERGED_WITHIN_KM[row.kind]
        ]
        if not near:
            new.append(row)
            continue
        known = max(near, key=lambda place: place.population)
        known.aliases += [known.name, *row.aliases]
        known.name = row.name
        if row.kind is PlaceKind.REGION:
            known.latitude, known.longitude = point
    return new


def unkept_airports(airports: Iterable[RawPlace], supplement: list[RawPlace]) -> Iterator[RawPlace]:
    """The airports that the supplement does not hold."""
    kept = [(row.latitude, row.longitude) for row in supplement if row.kind is PlaceKind.AIRPORT]
    for airport in airports:
        point = (airport.latitude, airport.longitude)
        if all(distance_km(point, other) > _SAME_AIRPORT_KM for other in kept):
            yield airport


def seat_districts(places: list[RawPlace], supplement: list[RawPlace]) -> None:
    """Puts a district at its chief town where only the supplement knows that town."""
    districts: dict[tuple[str | None, str], list[RawPlace]] = defaultdict(list)
    for place in places:
        if place.kind is PlaceKind.DISTRICT:
            districts[place.country, loose_key(fold(place.name))].append(place)
    for town in supplement:
        if town.kind is not PlaceKind.SETTLEMENT:
            continue
        point = (town.latitude, town.longitude)
        for district in districts[town.country, loose_key(fold(town.name))]:
            if distance_km(point, (district.latitude, district.longitude)) <= _SEAT_WITHIN_KM:
                district.latitude, district.longitude = point


def drop_borrowed_aliases(cities: list[RawPlace]) -> None:
    """Drops an alias that is the own name of another town nearby, as Ariel is given to Jerusalem."""
    towns: dict[str, list[RawPlace]] = defaultdict(list)
    for city in cities:
        if city.population >= _TOWN:
            towns[fold(city.name)].append(city)
    for city in cities:
        point = (city.latitude, city.longitude)
        borrowed = {
            alias
            for alias in city.aliases
            for town in towns.get(fold(alias), ())
            if town is not city and _SAME_PLACE_KM < distance_km(point, (town.latitude, town.longitude)) < _NEARBY_KM
        }
        _drop_aliases(city, borrowed)


def drop_names_of_regions(cities: list[RawPlace], units: list[RawPlace]) -> None:
    """Drops an alias of a town, unless a large one, that is a name of another region of its country."""
    regions = {
        (unit.country, fold(name)): unit.admin1
        for unit in units
        if unit.kind is PlaceKind.REGION
        for name in (unit.name, *unit.aliases)
    }
    for city in cities:
        if city.population < _LARGE_TOWN:
            of_regions = {
                alias for alias in city.aliases if regions.get((city.country, fold(alias)), city.admin1) != city.admin1
            }
            _drop_aliases(city, of_regions)


def _drop_aliases(city: RawPlace, dropped: set[str]) -> None:
    """Drops some aliases of a town, but for those that only spell its own name otherwise."""
    own = loose_key(fold(city.name))
    city.aliases = [alias for alias in city.aliases if alias not in dropped or loose_key(fold(alias)) == own]


def rename_capitals(cities: list[RawPlace]) -> None:
    """Gives capitals the French names of the table of countries."""
    largest: dict[tuple[str | None, str], RawPlace] = {}
    for city in sorted(cities, key=lambda city: city.population):
        for name in (city.name, *city.aliases):
            largest[(city.country, fold(name))] = city
    for country in countries():
        found = largest.get((country.code, fold(country.capital)))
        if found is not None:
            found.aliases.append(found.name)
            found.name = country.capital


def collect(npm: Path | None, deb: Path | None) -> tuple[list[RawPlace], dict[str, str]]:
    """All places, and the names of regions and districts by code."""
    french = readers.read_french_names(deb) if deb else {}
    regions = {str(number): name for number, name in readers.read_french_regions(npm).items()} if npm else {}
    units, districts = readers.read_subdivisions()
    kept = {
        row["code"]: (row["name"], [alias for alias in row["aliases"].split("|") if alias])
        for row in readers.read_table(DATA / "regions.csv")
    }
    cities = list(readers.read_cities(french, districts))
    rename_capitals(cities)
    drop_borrowed_aliases(cities)
    seats = {(row["country"], fold(row["region"])): row["seat"] for row in readers.read_table(DATA / "seats.csv")}
    builder = UnitBuilder(units, cities, [regions, french], kept, readers.read_centres(), seats)
    places = builder.build()
    drop_names_of_regions(cities, places)
    finder = RegionFinder(cities)
    supplement = list(supplement_places(finder, builder.names))
    airports = list(unkept_airports(readers.read_airports(), supplement))
    AirportNames(cities).rename(airports)
    for airport in airports:
        airport.admin1 = finder.region_of(airport)
    places += airports
    places += country_places()
    seat_districts(places, supplement)
    places += merge_known(supplement, places + cities)
    places += [city for city in cities if city.country != "US" or city.population >= _SMALL_TOWN]
    return places, builder.names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--npm", type=Path, help="tarball of npm's iso3166-2-db")
    parser.add_argument("--deb", type=Path, help="Debian package libgeonames-common")
    parser.add_argument("--out", type=Path, default=DATA / "places.sqlite")
    options = parser.parse_args()
    places, names = collect(options.npm, options.deb)
    write_places(options.out, places, names, {"schema": "1"})
    print(f"{options.out}: {len(places)} places, {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
