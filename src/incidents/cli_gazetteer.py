"""``incidents gazetteer``: imports, fetches, lists and removes countries of GeoNames."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from incidents.gazetteer.imports import ImportResult
    from incidents.gazetteer.imports.fetch import Fetch
    from incidents.gazetteer.imports.rows import Progress
    from incidents.inputs import InputNote

_codes = click.argument("countries", metavar="COUNTRY...", nargs=-1, required=True)


@click.group()
def gazetteer() -> None:
    """Adds all villages of a country to the places that are known.

    Countries come from GeoNames (https://www.geonames.org, CC BY 4.0) and are kept in the user's data folder, or in the
    folder that the environment variable INCIDENTS_DATA names.
    """


@gazetteer.command(name="import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def import_(files: tuple[Path, ...]) -> None:
    """Imports country dumps of GeoNames.

    FILE is a country dump (IQ.zip or IQ.txt). Further files add to these: alternate names for French ones
    (alternateNamesV2.zip, or alternatenames/IQ.zip), admin1CodesASCII.txt and admin2Codes.txt for names of regions and
    districts. What a file is, its content tells.
    """
    from incidents.gazetteer.imports import import_countries

    with _progress() as on_progress:
        results = import_countries(files, on_note=_tell, on_progress=on_progress)
    _report(results)


@gazetteer.command()
@_codes
@click.option("--server", metavar="URL", help="Folder of another server that holds GeoNames's files; https.")
def download(countries: tuple[str, ...], server: str | None) -> None:
    """Fetches countries from GeoNames and imports them.

    COUNTRY is an ISO 3166-1 code, such as IQ. Its dump and alternate names are fetched; run it again to go on after an
    interruption, or to bring a country up to date.
    """
    from incidents.gazetteer.imports.download import SERVER, download_countries

    click.echo("GeoNames's data is licensed under CC BY 4.0: name GeoNames where you publish what came of it", err=True)
    with _progress() as on_progress:
        results = download_countries(
            countries, server=server or SERVER, on_fetch=_announce, on_note=_tell, on_progress=on_progress
        )
    _report(results)


@gazetteer.command(name="list")
def list_() -> None:
    """Lists the imported countries."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from incidents.cli_extract import printable, stdout_console
    from incidents.errors import GazetteerError
    from incidents.gazetteer.countries import country
    from incidents.gazetteer.installed import describe, imported_files, imports_folder

    files = imported_files()
    if not files:
        click.echo(f"no country is imported into {imports_folder()}")
        return
    table = Table(header_style="bold", box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading in ("country", "name", "places", "names", "data of", "imported", "source"):
        table.add_column(heading, justify="right" if heading in ("places", "names") else "left", overflow="fold")
    damaged = []
    for path, _changed, _size in files:
        try:
            found = describe(path)
        except GazetteerError as error:
            damaged.append(str(error))
            continue
        table.add_row(
            found.country,
            country(found.country).name,
            str(found.places),
            str(found.names),
            found.day or "",
            found.imported.date().isoformat(),
            printable(found.source),
        )
    if table.row_count:
        stdout_console().print(table)
    for message in damaged:
        click.echo(message, err=True)
    if damaged:
        raise click.exceptions.Exit(1)


@gazetteer.command()
@_codes
def remove(countries: tuple[str, ...]) -> None:
    """Removes imported countries."""
    from incidents.gazetteer.installed import remove_country

    for code in countries:
        remove_country(code)
        click.echo(f"{code.upper()}: removed", err=True)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A progress bar on a terminal's stderr."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def show(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        yield show


def _tell(note: InputNote) -> None:
    from incidents.cli_extract import printable

    click.echo(f"{'skipped' if note.line is not None else 'note'}: {printable(str(note))}", err=True)


def _announce(fetch: Fetch) -> None:
    click.echo(f"fetching {fetch}", err=True)


def _report(results: tuple[ImportResult, ...]) -> None:
    for result in results:
        found = result.imported
        done = "imported" if result.written else "there already"
        click.echo(f"{found.country}: {found.places} places under {found.names} names, {done}", err=True)
