"""Imports country dumps: reads all inputs, then writes one gazetteer file a country."""

from __future__ import annotations

import hashlib
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from attrs import define, field, frozen

from incidents.errors import ArgumentError, GazetteerError
from incidents.gazetteer.imports.merge import KnownPlaces, Merger
from incidents.gazetteer.imports.rows import (
    Dump,
    FrenchName,
    Progress,
    read_dumps,
    read_french_names,
    read_unit_names,
)
from incidents.gazetteer.imports.sources import Source, SourceKind, find_sources
from incidents.gazetteer.installed import ImportedCountry, describe, imported_path, is_stale
from incidents.gazetteer.store import PlaceStore, embedded_path
from incidents.gazetteer.writing import write_places
from incidents.inputs import InputNote, warn

_FORM: Final = "1"
"""Raised when the same inputs give another file than before."""

_BLOCK: Final = 1 << 20
_ABANDONED: Final = 3600.0
"""Seconds after which an unfinished file is taken for the remains of a killed import."""

ATTRIBUTION: Final = "GeoNames, https://www.geonames.org, CC BY 4.0"


@frozen(kw_only=True)
class ImportResult:
    """What an import made of one country.

    Attributes:
        imported: What is now installed.
        written: Whether the file was written; False when it was there already, made of the same inputs.
    """

    imported: ImportedCountry
    written: bool


def silent(_task: str, _done: int, _total: int) -> None:
    """Takes progress and tells nobody."""


def import_countries(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    on_note: Callable[[InputNote], None] = warn,
    on_progress: Progress = silent,
) -> tuple[ImportResult, ...]:
    """Imports country dumps of GeoNames into the user's data folder, where `Gazetteer.default` finds them.

    What a file is, its content tells: a country dump (``IQ.zip``, ``IQ.txt``), alternate names, of which the French
    ones are used (``alternateNamesV2.zip``, ``alternatenames/IQ.zip``), ``admin1CodesASCII.txt``, ``admin2Codes.txt``.
    All inputs are read and checked before the first country is written; a country's file appears when it is whole. A
    country that is there already, made of the same inputs, is left as it is, so that an import that was interrupted
    goes on where it stopped.

    Args:
        paths: A path or several.
        on_note: Told of malformed rows, which are skipped; the default warns.
        on_progress: Told what is done, how much of it is done, and how much there is to do.

    Returns:
        One result a country, in order of their codes.

    Raises:
        ArgumentError: When `paths` are no paths.
        GazetteerError: When a file is missing, damaged, hostile or of another form, or most of its rows are malformed;
            the message names the file and, where there is one, the line.
    """
    one = isinstance(paths, str | os.PathLike)
    try:
        given = [Path(paths)] if one else [Path(path) for path in paths]  # type: ignore[arg-type,union-attr]
    except TypeError as error:
        raise ArgumentError(f"paths must be a path or an iterable of paths, not {paths!r}") from error
    return import_files(dict.fromkeys(given), None, on_note, on_progress)


@frozen(kw_only=True)
class Origin:
    """Where the files of one country were fetched.

    Attributes:
        server: Address of the folder.
        state: The state of the dump, as the server told it.
        country: The country that was asked for, ISO 3166-1 alpha-2.
    """

    server: str
    state: str
    country: str


def import_files(
    paths: Iterable[Path], origin: Origin | None, on_note: Callable[[InputNote], None], on_progress: Progress
) -> tuple[ImportResult, ...]:
    """Like `import_countries`; of files that were fetched, the country that was asked for alone is imported."""
    inputs = _Inputs(on_note, on_progress)
    for path in paths:
        inputs.add(path)
    return inputs.write(origin)


@define
class _Inputs:
    """The tables of one import, by kind."""

    on_note: Callable[[InputNote], None]
    on_progress: Progress
    tables: dict[SourceKind, list[Source]] = field(factory=lambda: defaultdict(list))
    dumps: dict[str, tuple[Source, Dump]] = field(factory=dict)

    def add(self, path: Path) -> None:
        for source in find_sources(path):
            self.tables[source.kind].append(source)
            if source.kind is not SourceKind.PLACES:
                continue
            for dump in read_dumps(source, self.on_note, self.on_progress):
                earlier = self.dumps.get(dump.country)
                if earlier is not None:
                    raise GazetteerError(
                        f"{path}: holds places of {dump.country}, and so does {earlier[0].path}; give one of them"
                    )
                self.dumps[dump.country] = source, dump

    def write(self, origin: Origin | None) -> tuple[ImportResult, ...]:
        if origin is not None:
            if origin.country not in self.dumps:
                raise GazetteerError(f"{origin.server}{origin.country}.zip: holds no places of {origin.country}")
            self.dumps = {origin.country: self.dumps[origin.country]}
        if not self.dumps:
            raise GazetteerError(
                "no country dump is among the files, such as IQ.zip; alternate names and codes only add to one"
            )
        unit_names = {
            code: unit
            for kind in (SourceKind.REGIONS, SourceKind.DISTRICTS)
            for source in self.tables[kind]
            for code, unit in read_unit_names(source, self.on_note, self.on_progress).items()
            if code[:2] in self.dumps
        }
        french = self._french_names({number for _name, number in unit_names.values()})
        side_tables = [
            source for kind, found in self.tables.items() if kind is not SourceKind.PLACES for source in found
        ]
        side_digests = sorted(_digest(path) for path in {source.path for source in side_tables})
        embedded = PlaceStore(embedded_path())
        _make_folder(imported_path("XX").parent)
        results = []
        for number, (country, (source, dump)) in enumerate(sorted(self.dumps.items())):
            self.on_progress(f"writing {country}", number, len(self.dumps))
            stamp = _stamp(_digest(source.path), *side_digests, str(embedded.path.stat().st_size))
            facts = {
                "country": country,
                "day": dump.day or "",
                "source": origin.server if origin is not None else source.path.name,
                "attribution": ATTRIBUTION,
                "stamp": stamp,
                "state": origin.state if origin is not None else "",
            }
            results.append(_write_country(dump, facts, embedded, french, unit_names))
        self.on_progress("writing", len(self.dumps), len(self.dumps))
        return tuple(results)

    def _french_names(self, numbers: set[int]) -> dict[int, list[FrenchName]]:
        numbers.update(row.number for _source, dump in self.dumps.values() for row in dump.rows)
        french: dict[int, list[FrenchName]] = {}
        for source in self.tables[SourceKind.NAMES]:
            for number, names in read_french_names(source, numbers, self.on_note, self.on_progress).items():
                french.setdefault(number, []).extend(names)
        return french


def _write_country(
    dump: Dump,
    facts: Mapping[str, str],
    embedded: PlaceStore,
    french: dict[int, list[FrenchName]],
    unit_names: dict[str, tuple[str, int]],
) -> ImportResult:
    path = imported_path(dump.country)
    there = _already(path)
    if there is not None and there.facts.get("stamp") == facts["stamp"] and not is_stale(there):
        return ImportResult(imported=describe(path), written=False)
    _sweep(path)
    merged = Merger(dump, KnownPlaces(embedded, dump.country), french, unit_names).merge()
    if not merged.places:
        raise GazetteerError(f"{facts['source']}: holds no place of {dump.country} with a name in Latin script")
    write_places(path, merged.places, merged.units, facts)
    return ImportResult(imported=describe(path), written=True)


def _already(path: Path) -> PlaceStore | None:
    try:
        return PlaceStore(path)
    except GazetteerError:
        return None


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _stamp(*parts: str) -> str:
    return hashlib.sha256("\n".join((_FORM, *parts)).encode()).hexdigest()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GazetteerError(f"the folder {str(folder)!r} cannot be made: {error.strerror or error}") from error


def _sweep(path: Path) -> None:
    """Removes what a killed import of the same country left behind."""
    for part in path.parent.glob(f".{path.name}.*.part"):
        try:
            if time.time() - part.stat().st_mtime > _ABANDONED:
                part.unlink()
        except OSError:
            continue
