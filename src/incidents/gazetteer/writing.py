"""Writes places into one compact SQLite file."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from incidents.errors import GazetteerError
from incidents.gazetteer.matching import fold, loose_key, sound_number
from incidents.gazetteer.places import KIND_CODES
from incidents.gazetteer.raw import RawPlace
from incidents.gazetteer.sieve import make_sieve
from incidents.gazetteer.store import SCALE, SCHEMA_VERSION, pack_names, spelling_fingerprint

_TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT, admin1 INTEGER, admin2 INTEGER,
    latitude INTEGER NOT NULL, longitude INTEGER NOT NULL, population INTEGER, reference NOT NULL
);
CREATE TABLE cell (id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE name (
    key TEXT, sound INTEGER, place INTEGER, folded TEXT, PRIMARY KEY (key, sound, place)
) WITHOUT ROWID;
"""


def cell_of(latitude: float, longitude: float) -> int:
    """Number of the one-degree cell that holds a point, row by row from the south-west."""
    return min(int(latitude + 90), 179) * 360 + min(int(longitude + 180), 359)


def write_places(path: Path, places: Iterable[RawPlace], units: Mapping[str, str], meta: Mapping[str, str]) -> None:
    """Writes a gazetteer file; it appears, or takes the place of the one before, only when it is whole.

    Places lie in it cell by cell, so that a cell is one run of ids.

    Args:
        path: The file.
        places: The places.
        units: Names of regions and districts by code.
        meta: Facts about the file; what every file must say of itself is added.

    Raises:
        GazetteerError: When the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(handle)
        part = Path(name)
        try:
            with closing(sqlite3.connect(part)) as connection:
                _fill(connection, places, units, meta)
            os.chmod(part, 0o644)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"{str(path)!r} cannot be written: {error}") from error


def _fill(
    connection: sqlite3.Connection, places: Iterable[RawPlace], units: Mapping[str, str], meta: Mapping[str, str]
) -> None:
    ordered = sorted(places, key=lambda p: (cell_of(p.latitude, p.longitude), -p.population, str(p.reference)))
    used = sorted(
        {code for place in ordered for code in (place.admin1, place.admin2) if code is not None and code in units}
    )
    numbers = {code: number for number, code in enumerate(used, start=1)}
    cells: dict[int, list[int]] = {}
    names: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    rows = []
    for number, place in enumerate(ordered, start=1):
        cells.setdefault(cell_of(place.latitude, place.longitude), [number, number])[1] = number
        rows.append(_row(number, place, numbers))
        for folded in {fold(name) for name in (place.name, *place.aliases)} - {""}:
            names[loose_key(folded), sound_number(folded), number].add(folded)
    facts: dict[str, Any] = {
        **meta,
        "schema": SCHEMA_VERSION,
        "places": str(len(rows)),
        "names": str(sum(map(len, names.values()))),
        "spelling": spelling_fingerprint(),
        "sieve": make_sieve({key for key, _sound, _number in names}),
    }
    connection.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + _TABLES)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(facts.items()))
    connection.executemany("INSERT INTO unit VALUES (?, ?)", [(numbers[code], units[code]) for code in used])
    connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO cell VALUES (?, ?, ?)", [(cell, *run) for cell, run in sorted(cells.items())])
    rows_of_names = [(*row, pack_names(row[0], names[row])) for row in sorted(names)]
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", rows_of_names)
    connection.commit()
    connection.execute("VACUUM")


def _row(number: int, place: RawPlace, units: Mapping[str, int]) -> tuple[Any, ...]:
    return (
        number,
        place.name,
        KIND_CODES.index(place.kind),
        place.country,
        units.get(place.admin1 or ""),
        units.get(place.admin2 or ""),
        round(place.latitude * SCALE),
        round(place.longitude * SCALE),
        place.population or None,
        place.reference,
    )
