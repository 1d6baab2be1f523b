"""The imported gazetteer files: one a country, in the user's data folder."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import Final

import platformdirs
from attrs import frozen

from incidents.errors import ArgumentError, GazetteerError, ValueNotAllowedError
from incidents.gazetteer.countries import country as country_of_code
from incidents.gazetteer.store import PlaceStore, spelling_fingerprint

DATA_VARIABLE: Final = "INCIDENTS_DATA"
"""Environment variable that names another data folder."""

_FILE: Final = re.compile(r"([A-Z]{2})\.sqlite")


@frozen(kw_only=True)
class ImportedCountry:
    """An imported country.

    Attributes:
        country: ISO 3166-1 alpha-2.
        places: How many places its file holds.
        names: How many names these are found under.
        day: Day of the newest change in its source, ISO; None when that tells none.
        imported: When the file was written.
        source: What it was made of, by name.
        path: The file.
    """

    country: str
    places: int
    names: int
    day: str | None
    imported: dt.datetime
    source: str
    path: Path


def data_folder() -> Path:
    """The user's data folder: that of `INCIDENTS_DATA`, else the platform's own; it may not exist."""
    given = os.environ.get(DATA_VARIABLE)
    return Path(given) if given else platformdirs.user_data_path("incidents", appauthor=False)


def imports_folder() -> Path:
    """The folder of imported countries; it may not exist."""
    return data_folder() / "gazetteer"


def imported_path(country: str) -> Path:
    """The file of a country, whether it is imported or not."""
    return imports_folder() / f"{country}.sqlite"


def imported_files() -> tuple[tuple[Path, int, int], ...]:
    """Path, time of change in nanoseconds and size in bytes of each imported file, in order of their names."""
    try:
        with os.scandir(imports_folder()) as entries:
            found = [(Path(entry.path), entry.stat()) for entry in entries if _FILE.fullmatch(entry.name)]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise GazetteerError(f"{str(imports_folder())!r} cannot be read: {error.strerror or error}") from error
    return tuple(sorted((path, stat.st_mtime_ns, stat.st_size) for path, stat in found))


def describe(path: Path) -> ImportedCountry:
    """What an imported file says of itself.

    Raises:
        GazetteerError: When it is damaged or no imported file.
    """
    facts = PlaceStore(path).facts
    try:
        return ImportedCountry(
            country=facts["country"],
            places=int(facts["places"]),
            names=int(facts["names"]),
            day=facts["day"] or None,
            imported=dt.datetime.fromtimestamp(path.stat().st_mtime).replace(microsecond=0),
            source=facts["source"],
            path=path,
        )
    except (KeyError, ValueError) as error:
        raise GazetteerError(f"{str(path)!r} is no imported country: {error} is missing; import it again") from error


def installed_countries() -> tuple[ImportedCountry, ...]:
    """The imported countries, in order of their codes.

    Raises:
        GazetteerError: When a file is damaged.
    """
    return tuple(describe(path) for path, _changed, _size in imported_files())


def is_stale(store: PlaceStore) -> bool:
    """Whether a file's names were indexed by other spelling rules than those in force."""
    return store.facts.get("spelling") != spelling_fingerprint()


def remove_country(code: str) -> None:
    """Removes an imported country.

    Args:
        code: ISO 3166-1 alpha-2.

    Raises:
        ValueNotAllowedError: When there is no such country, or it is not imported.
        GazetteerError: When the file cannot be removed.
    """
    path = imported_path(checked_code(code))
    if not path.is_file():
        there = ", ".join(found.stem for found, _changed, _size in imported_files()) or "none"
        raise ValueNotAllowedError(f"{path.stem} is not imported; imported are: {there}")
    try:
        path.unlink()
    except OSError as error:
        raise GazetteerError(f"{str(path)!r} cannot be removed: {error.strerror or error}") from error


def checked_code(code: str) -> str:
    """A country's code in capitals.

    Raises:
        ArgumentError: When it is no string.
        ValueNotAllowedError: When no country has it.
    """
    if not isinstance(code, str):
        raise ArgumentError(f"a country is named by its ISO 3166-1 code, such as 'IQ', not by {code!r}")
    return country_of_code(code.upper()).code
