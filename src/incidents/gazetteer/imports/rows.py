"""Reads the rows of GeoNames's tables; a malformed row costs nobody but itself, unless most are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Final, TypeVar

from attrs import define, frozen

from incidents.errors import GazetteerError
from incidents.gazetteer.countries import countries
from incidents.gazetteer.imports.features import Feature, feature_of
from incidents.gazetteer.imports.sources import LONGEST_LINE, Source
from incidents.inputs import InputNote

_NUMBER: Final = re.compile(r"[0-9]{1,18}")
_DEGREES: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]*)?(?:[eE]-[0-9]{1,2})?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODE: Final = re.compile(r"[A-Z]{2}(?:\.[^.]+){1,2}")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_LONGEST_NAME: Final = 200
_STEP: Final = 4096
_UNKNOWN_UNIT: Final = ("", "00")
_SPARE: Final = 0.1
"""Share of a dump's rows that may lie in other countries and be left out; above it the dump is of many countries."""

_Row = TypeVar("_Row")
Progress = Callable[[str, int, int], None]
"""Told what is done to which file, how much of it is done, and how much there is to do."""


@frozen(kw_only=True)
class DumpRow:
    """A place of a country dump.

    Attributes:
        number: GeoNames number.
        name: As GeoNames writes it.
        plain: The same in ASCII.
        others: Further names, of all languages and scripts.
        latitude: Degrees north.
        longitude: Degrees east.
        code: Feature class and code, ``P.PPLA2``.
        feature: What the code stands for.
        country: ISO 3166-1 alpha-2.
        units: GeoNames codes of the region and the units below it that it lies in, as far as told.
        population: Inhabitants, 0 where unknown.
    """

    number: int
    name: str
    plain: str
    others: tuple[str, ...]
    latitude: float
    longitude: float
    code: str
    feature: Feature
    country: str
    units: tuple[str, ...]
    population: int


@frozen(kw_only=True)
class Dump:
    """What a dump holds of one country.

    Attributes:
        country: ISO 3166-1 alpha-2.
        rows: The places that are kept.
        day: Day of the newest change in it, ISO; None when it tells none.
    """

    country: str
    rows: list[DumpRow]
    day: str | None


@define
class _Faults:
    """The malformed rows of one table: how many, and the first."""

    number: int = 0
    line: int = 0
    reason: str = ""

    def add(self, line: int, reason: str) -> None:
        if not self.number:
            self.line, self.reason = line, reason
        self.number += 1

    def report(self, source: Source, good: int, on_note: Callable[[InputNote], None]) -> None:
        """Tells of the malformed rows, or refuses the table when they are the most of it."""
        if not self.number:
            return
        if self.number >= good:
            raise GazetteerError(
                f"{source.path}:{self.line}: {self.reason}; {self.number} of {self.number + good} rows are malformed, "
                f"so this is not taken for {source.kind}"
            )
        rest = self.number - 1
        more = f"; {rest} more {'row is' if rest == 1 else 'rows are'} malformed" if rest else ""
        on_note(InputNote(source.path, self.line, f"{self.reason}{more}"))


def _read(
    source: Source,
    parse: Callable[[str], _Row | None],
    on_note: Callable[[InputNote], None],
    on_progress: Progress,
    needle: bytes = b"",
) -> Iterator[_Row]:
    """The rows that `parse` makes of the lines that hold `needle`; it raises ValueError on a malformed one."""
    faults = _Faults()
    good = done = 0
    task = f"reading {source.path.name}"
    for number, line in source.lines():
        done += len(line) + 1 if line is not None else LONGEST_LINE
        if not number % _STEP:
            on_progress(task, min(done, source.size), source.size)
        if line is not None and (not line or line.startswith(b"#") or needle not in line):
            continue
        try:
            if line is None:
                raise ValueError(f"is longer than {LONGEST_LINE} bytes")
            row = parse(line.decode())
        except UnicodeDecodeError as error:
            faults.add(number, f"is no UTF-8 at byte {error.start + 1}")
        except ValueError as error:
            faults.add(number, str(error))
        else:
            good += 1
            if row is not None:
                yield row
    on_progress(task, source.size, source.size)
    faults.report(source, good, on_note)


def read_dumps(source: Source, on_note: Callable[[InputNote], None], on_progress: Progress) -> list[Dump]:
    """The places of a country dump, by country.

    A few rows of other countries are left out; a dump of many countries is split.

    Raises:
        GazetteerError: When most rows are malformed, or none is a place that is kept.
    """
    rows: dict[str, list[DumpRow]] = defaultdict(list)
    days: dict[str, str] = {}

    def parse(line: str) -> DumpRow | None:
        fields = line.split("\t")
        row = parse_place(fields)
        if row is not None and _DAY.fullmatch(fields[18]):
            days[row.country] = max(fields[18], days.get(row.country, ""))
        return row

    for row in _read(source, parse, on_note, on_progress):
        rows[row.country].append(row)
    sizes = Counter({country: len(found) for country, found in rows.items()})
    if not sizes:
        raise GazetteerError(f"{source.path}: holds no place of a kind that is kept")
    main, most = sizes.most_common(1)[0]
    strays = sizes.total() - most
    if strays and strays <= _SPARE * sizes.total():
        other = ", ".join(sorted(sizes.keys() - {main}))
        on_note(InputNote(source.path, None, f"is the dump of {main}; {strays} of its places lie in {other}"))
        sizes = Counter({main: most})
    return [Dump(country=country, rows=rows[country], day=days.get(country)) for country in sorted(sizes)]


def parse_place(fields: list[str]) -> DumpRow | None:
    """The place of a dump's row; None when it is of a kind or in a place that is not kept.

    Raises:
        ValueError: When the row is malformed; says how.
    """
    if len(fields) != 19:
        raise ValueError(f"has {len(fields)} columns, not 19")
    number, name, plain, others, latitude, longitude, group, code, country = fields[:9]
    _check_number(number, "GeoNames number")
    _check_name(name)
    point = _degrees(latitude, 90.0, "latitude"), _degrees(longitude, 180.0, "longitude")
    if point == (0.0, 0.0):
        raise ValueError("has no coordinates but 0, 0")
    if country and country not in _country_codes():
        raise ValueError(f"has the country code {country!r}, which ISO 3166-1 lacks")
    inhabitants = fields[14] or "0"
    _check_number(inhabitants, "population")
    feature = feature_of(f"{group}.{code}") if group else None
    if feature is None or not country:
        return None
    units = []
    for unit in fields[10:13]:
        if unit in _UNKNOWN_UNIT:
            break
        units.append(unit)
    return DumpRow(
        number=int(number),
        name=name,
        plain="" if _UNPRINTABLE.search(plain) else plain,
        others=tuple(other for other in others.split(",") if other and not _UNPRINTABLE.search(other)),
        latitude=point[0],
        longitude=point[1],
        code=f"{group}.{code}",
        feature=feature,
        country=country,
        units=tuple(units),
        population=0 if feature.gone else int(inhabitants),
    )


def _check_number(text: str, what: str) -> None:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"has the {what} {text[:40]!r}")


def _check_name(name: str) -> None:
    if not name.strip() or len(name) > _LONGEST_NAME or _UNPRINTABLE.search(name):
        raise ValueError(f"has the name {name[:40]!r}")


def _degrees(text: str, most: float, what: str) -> float:
    if not _DEGREES.fullmatch(text) or abs(float(text)) > most:
        raise ValueError(f"has the {what} {text[:40]!r}")
    return float(text)


@cache
def _country_codes() -> frozenset[str]:
    return frozenset(entry.code for entry in countries())


@frozen(order=True)
class FrenchName:
    """A French name of a place; the first in order is the one to show.

    Attributes:
        rank: Lower is better.
        name: The name.
    """

    rank: int
    name: str


def read_french_names(
    source: Source, numbers: Collection[int], on_note: Callable[[InputNote], None], on_progress: Progress
) -> dict[int, list[FrenchName]]:
    """The French names of some GeoNames numbers; historical ones are left out.

    Raises:
        GazetteerError: When most rows are malformed.
    """
    found: dict[int, list[FrenchName]] = defaultdict(list)

    def parse(line: str) -> tuple[int, FrenchName] | None:
        fields = line.split("\t")
        if len(fields) not in (8, 10):
            raise ValueError(f"has {len(fields)} columns, not 10")
        _check_number(fields[1], "GeoNames number")
        _check_name(fields[3])
        preferred, short, colloquial, historical = (flag == "1" for flag in fields[4:8])
        number = int(fields[1])
        if fields[2] != "fr" or historical or number not in numbers:
            return None
        return number, FrenchName(2 * colloquial - short - 4 * preferred, fields[3])

    for number, name in _read(source, parse, on_note, on_progress, needle=b"\tfr\t"):
        found[number].append(name)
    return found


def read_unit_names(
    source: Source, on_note: Callable[[InputNote], None], on_progress: Progress
) -> dict[str, tuple[str, int]]:
    """Name and GeoNames number of regions or districts by code.

    Raises:
        GazetteerError: When most rows are malformed.
    """

    def parse(line: str) -> tuple[str, str, int]:
        fields = line.split("\t")
        if len(fields) != 4:
            raise ValueError(f"has {len(fields)} columns, not 4")
        if not _CODE.fullmatch(fields[0]):
            raise ValueError(f"has the code {fields[0][:40]!r}")
        _check_name(fields[1])
        _check_number(fields[3], "GeoNames number")
        return fields[0], fields[1], int(fields[3])

    return {code: (name, number) for code, name, number in _read(source, parse, on_note, on_progress)}
