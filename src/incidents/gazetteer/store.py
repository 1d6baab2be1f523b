"""One gazetteer file: a read-only SQLite database, opened once a thread and process."""

from __future__ import annotations

import os
import sqlite3
import threading
import zlib
from collections.abc import Collection, Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, NamedTuple

from incidents.errors import GazetteerError
from incidents.gazetteer.matching import fold, loose_key
from incidents.gazetteer.places import KIND_CODES, Place
from incidents.gazetteer.sieve import passes
from incidents.types import PlaceKind

SCHEMA_VERSION: Final = "2"
SCALE: Final = 1e4
"""What coordinates in degrees are multiplied by in a file: ten-thousandths are some ten metres."""
_BITS_OF_MILLIONS: Final = 24
_MAPPED_BYTES: Final = 1 << 28
"""How much of a file is read through the page cache that processes share, without copies."""
_ROW_LIMIT: Final = 2000
_STATEMENTS: Final = 256
"""Prepared statements that are kept: a list of numbers has one for each length."""
_COLUMNS: Final = "p.id, p.name, p.kind, p.country, a.name, d.name, p.latitude, p.longitude, p.population, p.reference"
_UNITS: Final = "LEFT JOIN unit a ON a.id = p.admin1 LEFT JOIN unit d ON d.id = p.admin2"
_PLACES: Final = f"SELECT {_COLUMNS} FROM place p {_UNITS}"
_SOUNDING: Final = (
    f"SELECT {_COLUMNS}, n.folded FROM name n CROSS JOIN place p ON p.id = n.place {_UNITS}"
    f" WHERE n.key = ? AND n.sound = ? LIMIT {_ROW_LIMIT}"
)
_NAMES_OF_KEY: Final = f"SELECT key, folded, place FROM name WHERE key = ? LIMIT {_ROW_LIMIT}"
_BY_NUMBERS: Final = f"{_PLACES} WHERE p.id IN ({{}})"
_BY_COUNTRY: Final = f"{_PLACES} WHERE p.country = ?"
_NAMES: Final = (
    "SELECT n.key, n.folded, n.place FROM name n WHERE n.place IN (SELECT p.id FROM place p WHERE p.country = ?)"
)
_BY_KEYS: Final = "SELECT key, folded, place FROM name WHERE key IN ({})"
_BY_NUMBER: Final = f"{_PLACES} WHERE p.id = ?"
_BY_CELL: Final = (
    f"{_PLACES} WHERE p.id BETWEEN (SELECT first FROM cell WHERE id = ?) AND (SELECT last FROM cell WHERE id = ?)"
)
_PROBES: Final = (
    "Aïn al-Asad, al-Yousifiya, Khanaqine, Deir ez-Zor, ech-Chaddadi, Souleimaniyeh, N’Djamena, Ouagadougou, "
    "Mouqdadiya, Tal Rifaat, Gorom-Gorom, St-Louis, Djibo, Tchintabaraden, Koutougou, Qaïm, Fizi, Bouar, Dhamar, "
    "Thoula, Zhytomyr, Shchastia, Inguiri, Que Que, Beauvais, Aouderas, Ménaka, Hawija, Sanaa, Phousa, Cyangugu, Moqua"
)
"""Names that the rules of spelling bear on."""


@cache
def spelling_fingerprint() -> str:
    """What tells the rules of `matching` that a file's keys were made by from other ones."""
    keys = [loose_key(fold(name)) for name in _PROBES.split(", ")]
    return f"{zlib.crc32(' '.join(keys).encode()):08x}"


def embedded_path() -> Path:
    """The gazetteer file that the package carries."""
    return Path(str(resources.files("incidents.gazetteer") / "data" / "places.sqlite"))


def pack_names(key: str, names: Iterable[str]) -> str:
    """How a file writes folded names of one loose key, which itself it need not repeat.

    >>> pack_names("bagdad", {"bagdad", "baghdad"})
    '|baghdad'
    """
    return "|".join("" if name == key else name for name in sorted(names))


def _unpack_names(key: str, packed: str) -> list[str]:
    return [name or key for name in packed.split("|")] if packed else [key]


def _each_name(rows: Iterable[tuple[str, str, int]]) -> list[tuple[str, int]]:
    """Each name of rows of key, names and row number, with that number."""
    return [(name, number) for key, packed, number in rows for name in _unpack_names(key, packed)]


class StoredPlace(NamedTuple):
    """A row of a gazetteer file, cheap to make and to rank before it becomes a `Place`."""

    store: PlaceStore
    row: tuple[Any, ...]

    @property
    def number(self) -> int:
        """The row's number in its file."""
        number: int = self.row[0]
        return number

    @property
    def name(self) -> str:
        name: str = self.row[1]
        return name

    @property
    def kind(self) -> PlaceKind:
        code: int = self.row[2]
        return KIND_CODES[code]

    @property
    def country(self) -> str | None:
        country: str | None = self.row[3]
        return country

    @property
    def point(self) -> tuple[float, float]:
        return self.row[6] / SCALE, self.row[7] / SCALE

    @property
    def population(self) -> int:
        """Inhabitants, 0 where unknown."""
        population: int | None = self.row[8]
        return population or 0

    @property
    def renown(self) -> float:
        """The logarithm of the population, as a share of that of the largest cities: 0 to 1."""
        return min(self.population.bit_length() / _BITS_OF_MILLIONS, 1.0)

    @property
    def is_curated(self) -> bool:
        """Whether the row comes from the hand-kept supplement."""
        reference = self.row[9]
        return isinstance(reference, str) and reference.startswith("supplement:")

    @property
    def is_unheard_of(self) -> bool:
        """Whether it is known by a country import alone, and nothing speaks for its size."""
        return self.store.country is not None and not self.population and not self.is_curated

    @property
    def region(self) -> str | None:
        """The name of the region that it lies in."""
        region: str | None = self.row[4]
        return region

    @property
    def district(self) -> str | None:
        """The name of the district that it lies in."""
        district: str | None = self.row[5]
        return district

    @property
    def reference(self) -> int | str:
        """GeoNames number, or text such as ``icao:ORBI``."""
        reference: int | str = self.row[9]
        return reference

    def to_place(self, score: float) -> Place:
        """The record that callers see; `score` tells how well it matches what they asked for."""
        _number, name, kind, country, admin1, admin2, latitude, longitude, population, reference, *_names = self.row
        return Place(
            name=name,
            kind=KIND_CODES[kind],
            country=country,
            admin1=admin1,
            admin2=admin2,
            latitude=latitude / SCALE,
            longitude=longitude / SCALE,
            population=population,
            gazetteer_id=f"geonames:{reference}" if isinstance(reference, int) else reference,
            score=score,
        )


class PlaceStore:
    """Reads a gazetteer file; picklable, and safe to share between threads and forked processes.

    Attributes:
        path: The file.
        facts: What the file says of itself.
        country: The one country that an imported file is about; None of the embedded file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        if not path.is_file():
            raise GazetteerError(f"no gazetteer file at {str(path)!r}; reinstall the package, or build the file again")
        try:
            self.facts: dict[str, Any] = dict(self._connection().execute("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            raise GazetteerError(f"{str(path)!r} is not a gazetteer file: {error}") from error
        if self.facts.get("schema") != SCHEMA_VERSION:
            raise GazetteerError(f"{str(path)!r} has another form than this version reads; build or import it again")
        self.country: str | None = self.facts.get("country")
        self._sieve: bytes | None = self.facts.pop("sieve", None)

    def __reduce__(self) -> tuple[type[PlaceStore], tuple[Path]]:
        return type(self), (self.path,)

    def _connection(self) -> sqlite3.Connection:
        local = self._local
        if getattr(local, "pid", None) != os.getpid():
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            local.connection = sqlite3.connect(uri, uri=True, check_same_thread=False, cached_statements=_STATEMENTS)
            local.connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
            local.pid = os.getpid()
        connection: sqlite3.Connection = local.connection
        return connection

    def may_hold(self, number: int) -> bool:
        """Whether a key of that `sieve.key_hash` may be in the file; False is certain."""
        return self._sieve is None or passes(self._sieve, number)

    def sounding(self, key: str, sound: int) -> list[tuple[list[str], StoredPlace]]:
        """The places that bear names of a loose key and a number of sounds, each with these names, folded."""
        rows = self._connection().execute(_SOUNDING, (key, sound)).fetchall()
        return [(_unpack_names(key, row[-1]), StoredPlace(self, row)) for row in rows]

    def names_of_key(self, key: str) -> list[tuple[str, int]]:
        """Folded name and row number of all that is stored under a loose key."""
        return _each_name(self._connection().execute(_NAMES_OF_KEY, (key,)))

    def names_of_keys(self, keys: Collection[str]) -> list[tuple[str, int]]:
        """Folded name and row number of all that is stored under any of some loose keys."""
        query = _BY_KEYS.format(",".join("?" * len(keys)))
        return _each_name(self._connection().execute(query, tuple(keys)))

    def by_numbers(self, numbers: Collection[int]) -> list[StoredPlace]:
        """The places of some row numbers."""
        if not numbers:
            return []
        query = _BY_NUMBERS.format(",".join("?" * len(numbers)))
        return [StoredPlace(self, row) for row in self._connection().execute(query, tuple(numbers))]

    def by_number(self, number: int) -> StoredPlace:
        """The place of a row number."""
        return StoredPlace(self, self._connection().execute(_BY_NUMBER, (number,)).fetchone())

    def by_cell(self, cell: int) -> list[StoredPlace]:
        """The places of a one-degree cell."""
        rows = self._connection().execute(_BY_CELL, (cell, cell)).fetchall()
        return [StoredPlace(self, row) for row in rows]

    def of_country(self, country: str) -> list[StoredPlace]:
        """All places of a country; reads the whole file."""
        return [StoredPlace(self, row) for row in self._connection().execute(_BY_COUNTRY, (country,))]

    def names_of_country(self, country: str) -> list[tuple[str, str, int]]:
        """Key, folded name and row number of all names that places of a country bear; reads the whole file."""
        rows = self._connection().execute(_NAMES, (country,))
        return [(key, name, number) for key, packed, number in rows for name in _unpack_names(key, packed)]
