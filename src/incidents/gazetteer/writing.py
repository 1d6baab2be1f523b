"""Writes places into one compact SQLite file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from records import RawPlace

from incidents.gazetteer.matching import fold, loose_key
from incidents.gazetteer.places import KIND_CODES

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT, admin1 INTEGER, admin2 INTEGER,
    latitude INTEGER NOT NULL, longitude INTEGER NOT NULL, population INTEGER, reference NOT NULL
);
CREATE TABLE cell (id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE name (key TEXT, folded TEXT, place INTEGER, PRIMARY KEY (key, folded, place)) WITHOUT ROWID;
"""


def cell_of(latitude: float, longitude: float) -> int:
    """Number of the one-degree cell that holds a point, row by row from the south-west."""
    return min(int(latitude + 90), 179) * 360 + min(int(longitude + 180), 359)


def write_places(path: Path, places: list[RawPlace], units: dict[str, str], meta: dict[str, str]) -> None:
    """Writes the file anew; places lie in it cell by cell, so that a cell is one run of ids."""
    path.unlink(missing_ok=True)
    places = sorted(places, key=lambda p: (cell_of(p.latitude, p.longitude), -p.population, str(p.reference)))
    used = sorted({code for place in places for code in (place.admin1, place.admin2) if code in units})
    numbers = {code: number for number, code in enumerate(used, start=1)}
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + SCHEMA)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    connection.executemany("INSERT INTO unit VALUES (?, ?)", [(numbers[code], units[code]) for code in used])
    cells: dict[int, list[int]] = {}
    names: set[tuple[str, str, int]] = set()
    rows = []
    for number, place in enumerate(places, start=1):
        cells.setdefault(cell_of(place.latitude, place.longitude), [number, number])[1] = number
        rows.append(
            (
                number,
                place.name,
                KIND_CODES.index(place.kind),
                place.country,
                numbers.get(place.admin1 or ""),
                numbers.get(place.admin2 or ""),
                round(place.latitude * 1e4),
                round(place.longitude * 1e4),
                place.population or None,
                place.reference,
            )
        )
        for folded in {fold(name) for name in (place.name, *place.aliases)} - {""}:
            key = loose_key(folded)
            names.add((key, "" if folded == key else folded, number))
    connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO cell VALUES (?, ?, ?)", [(cell, *run) for cell, run in sorted(cells.items())])
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(names))
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
