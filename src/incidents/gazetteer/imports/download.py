"""Fetches country dumps and their alternate names from GeoNames, and imports them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Final

from incidents.errors import ArgumentError, GazetteerError
from incidents.gazetteer.imports.fetch import Client, Fetch
from incidents.gazetteer.imports.rows import Progress
from incidents.gazetteer.imports.run import ImportResult, Origin, import_files, silent
from incidents.gazetteer.installed import checked_code, data_folder, describe, imported_path
from incidents.gazetteer.store import PlaceStore
from incidents.inputs import InputNote, warn

SERVER: Final = "https://download.geonames.org/export/dump/"
"""Where GeoNames publishes its files, under CC BY 4.0."""


def _unheard(_fetch: Fetch) -> None:
    pass


def download_countries(
    codes: str | Iterable[str],
    *,
    server: str = SERVER,
    on_fetch: Callable[[Fetch], None] = _unheard,
    on_note: Callable[[InputNote], None] = warn,
    on_progress: Progress = silent,
) -> tuple[ImportResult, ...]:
    """Fetches the dumps of countries from GeoNames, with their alternate names, and imports them.

    A country whose dump has not changed since it was fetched is left as it is. Of a file that an interruption cut, the
    rest alone is fetched the next time.

    Args:
        codes: ISO 3166-1 alpha-2 code or codes.
        server: Folder of the files; https, or http on this very machine.
        on_fetch: Told of each file before it is fetched: where it is, and how large.
        on_note: Told of malformed rows, which are skipped; the default warns.
        on_progress: Told what is done, how much of it is done, and how much there is to do.

    Returns:
        One result a country, in the order asked for.

    Raises:
        ArgumentError: When no country is named.
        ValueNotAllowedError: When a code is not known.
        GazetteerError: When a file cannot be had, is not what it says, or `server` is no such address.
    """
    countries = list(dict.fromkeys(checked_code(code) for code in ([codes] if isinstance(codes, str) else codes)))
    if not countries:
        raise ArgumentError("no country is named; give codes such as 'IQ'")
    client = Client(server, on_fetch, on_progress, agent=f"incidents/{version('incidents')}")
    return tuple(_bring(country, client, on_note, on_progress) for country in countries)


def _bring(country: str, client: Client, on_note: Callable[[InputNote], None], on_progress: Progress) -> ImportResult:
    folder = data_folder() / "downloads"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GazetteerError(f"the folder {str(folder)!r} cannot be made: {error.strerror or error}") from error
    dump, names = folder / f"{country}.zip", folder / f"{country}-names.zip"
    state = client.fetch(f"{country}.zip", dump, _known_state(country))
    if state is None:
        return ImportResult(imported=describe(imported_path(country)), written=False)
    client.fetch(f"alternatenames/{country}.zip", names)
    origin = Origin(server=client.server, state=state, country=country)
    try:
        (result,) = import_files([dump, names], origin, on_note, on_progress)
    except GazetteerError:
        _clear(folder, country)
        raise
    _clear(folder, country)
    return result


def _clear(folder: Path, country: str) -> None:
    for pattern in (f"{country}.zip*", f"{country}-names.zip*"):
        for file in folder.glob(pattern):
            file.unlink(missing_ok=True)


def _known_state(country: str) -> str | None:
    """The state of the dump that a country was fetched from, as the server told it; None when it was not fetched."""
    try:
        return PlaceStore(imported_path(country)).facts.get("state") or None
    except GazetteerError:
        return None
