"""Looks places up by the names that French copy gives them."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from incidents.errors import ArgumentError, GazetteerError, IncidentsWarning, ValueNotAllowedError
from incidents.gazetteer.hits import SURE, belongs, find_hits
from incidents.gazetteer.installed import ImportedCountry, imported_files, installed_countries, is_stale
from incidents.gazetteer.matching import MAX_NAME_LENGTH, TYPO_SCORE, fold, is_one_off, keys_one_off
from incidents.gazetteer.phrases import Reading, host_told, readings, whole_reading
from incidents.gazetteer.places import Place
from incidents.gazetteer.ranking import fit, relevance_of
from incidents.gazetteer.store import PlaceStore, StoredPlace, embedded_path
from incidents.gazetteer.told import told_places
from incidents.gazetteer.twins import are_alike, distance_km, reach_km, share_name
from incidents.types import PlaceKind

__all__ = ["Gazetteer", "distance_km"]

_CACHE_SIZE: Final = 20_000
_MOST_MISTYPED: Final = 2
"""Readings of a phrase that are looked for with a letter off."""
_KNOWN: Final = 5_000
"""Inhabitants from which a place may be meant by a name one letter off."""
_NEAR_EXACT: Final = 0.96
"""What a street's or a mosque's name must reach to count as the name of a place elsewhere, unless that is a city's."""
_CITY: Final = 50_000
_OWN_NAME: Final = 0.03
_TO_THE_LETTER: Final = 0.12
"""What its accents say for a place: "Tigré" is not "Tigre"."""
_ENDS: Final = 6
_POPULATED: Final = frozenset({PlaceKind.SETTLEMENT, PlaceKind.QUARTER, PlaceKind.CAMP})
_KM_A_DEGREE: Final = 111.2
_MOST_CELLS: Final = 3


class Gazetteer:
    """A table of places, searched by name.

    Args:
        paths: Gazetteer files; all are searched. The embedded one when not given.

    >>> Gazetteer.default().lookup("Bagdad")[0].country
    'IQ'
    """

    def __init__(self, paths: Iterable[Path] | None = None) -> None:
        chosen = [embedded_path()] if paths is None else list(paths)
        self._stores = tuple(PlaceStore(path) for path in chosen)
        self._cached = lru_cache(maxsize=_CACHE_SIZE)(self._lookup)

    @staticmethod
    def default() -> Gazetteer:
        """The embedded gazetteer and every imported country; one instance while these stay the same."""
        return _default(imported_files())

    @staticmethod
    def installed() -> tuple[ImportedCountry, ...]:
        """The imported countries, in order of their codes.

        Raises:
            GazetteerError: When a file is damaged.
        """
        return installed_countries()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that are searched."""
        return tuple(store.path for store in self._stores)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[tuple[Path, ...]]]:
        return type(self), (self.paths,)

    def __repr__(self) -> str:
        return f"Gazetteer([{', '.join(repr(store.path.name) for store in self._stores)}])"

    def lookup(
        self, name: str, *, country: str | None = None, near: tuple[float, float] | None = None, limit: int | None = 10
    ) -> tuple[Place, ...]:
        """The places that may bear a name, best first.

        A phrase is taken apart: the generic head tells the kind, what follows "dans" or a comma where to look. The
        points of "à 30 km au sud de X", "entre X et Y" and "sur l'axe X-Y" are those that the words tell, under the
        names of X and Y and with a lower score.

        Args:
            name: As the text writes it.
            country: ISO 3166-1 alpha-2 code; only places of that country are returned, with those of a territory
                that it claims (Israel and Palestine, Morocco and Western Sahara) and of areas across borders.
            near: Latitude and longitude in degrees; nearer places come first among equals.
            limit: The most places to return; None for all.

        Raises:
            ArgumentError: When an argument has the wrong type.
            ValueNotAllowedError: When `country` is no two-letter code, `near` lies off the globe, or `limit`
                is negative.
        """
        if not isinstance(name, str):
            raise ArgumentError(f"name must be a string, not {name!r}")
        if country is not None:
            country = _checked_country(country)
        if near is not None:
            near = _checked_point(near, "near")
        if limit is not None and limit < 0:
            raise ValueNotAllowedError(f"limit must be 0 or more, or None for all, not {limit!r}")
        if len(name) > MAX_NAME_LENGTH:
            return ()
        return self._cached(name, country, near, limit)

    def nearest(self, point: tuple[float, float], *, limit: int = 1) -> tuple[Place, ...]:
        """The populated places nearest to a point, nearest first.

        Args:
            point: Latitude and longitude in degrees.
            limit: The most places to return; none lies farther than about three degrees of latitude.

        Raises:
            ArgumentError: When `point` is no pair of numbers.
            ValueNotAllowedError: When it lies off the globe.
        """
        centre = _checked_point(point, "point")
        found: list[tuple[float, int, int]] = []
        for reach in range(_MOST_CELLS + 1):
            found = self._around(centre, reach)
            certain_km = _KM_A_DEGREE * reach * math.cos(math.radians(min(abs(centre[0]) + reach, 90.0)))
            if len(found) >= limit and found[limit - 1][0] <= certain_km:
                break
        return tuple(self._stores[number].by_number(row).to_place(1.0) for _km, number, row in found[:limit])

    def _around(self, centre: tuple[float, float], reach: int) -> list[tuple[float, int, int]]:
        """Distance, file and row number of the populated places in the cells around a point, nearest first."""
        found: dict[int | str, tuple[float, int, int]] = {}
        for number, store in enumerate(self._stores):
            for cell in _cells_around(centre, reach):
                for place in store.by_cell(cell):
                    if place.kind in _POPULATED:
                        found.setdefault(place.reference, (distance_km(centre, place.point), number, place.number))
        return sorted(found.values())

    def _lookup(
        self, name: str, country: str | None, near: tuple[float, float] | None, limit: int | None
    ) -> tuple[Place, ...]:
        told = told_places(name, lambda part: self._cached(part, country, near, _ENDS))
        if told:
            return told[:limit]
        best: dict[tuple[int, int], _Candidate] = {}
        self._collect(whole_reading(name), country, near, best)
        if not _is_sure(best):
            for reading in readings(name)[1:]:
                self._collect(reading, country, near, best)
                if _is_sure(best):
                    break
        if not best:
            for reading in readings(name)[:_MOST_MISTYPED]:
                self._collect_one_off(reading, country, near, best)
        if len(self._stores) > 1:
            best = _without_twins(best)
        if len(best) == 1:
            return tuple([found.place.to_place(found.score) for found in best.values()][:limit])
        host = self._host(name, country)
        ranked = sorted(best.items(), key=lambda item: (-item[1].relevance - fit(item[1].place, host), item[0]))
        return tuple([found.place.to_place(found.score) for _identity, found in ranked[:limit]])

    def _host(self, name: str, country: str | None) -> Place | None:
        """What a phrase says that the place lies in: "aéroport d'Erbil, au Kurdistan irakien"."""
        outer = host_told(name)
        found = self._cached(outer, country, None, 1) if outer is not None else ()
        return found[0] if found else None

    def _collect(
        self,
        reading: Reading,
        country: str | None,
        near: tuple[float, float] | None,
        best: dict[tuple[int, int], _Candidate],
    ) -> None:
        """Adds the places that a reading's name may mean to the best ones so far."""
        folded = fold(reading.name)
        if not folded:
            return
        least = _NEAR_EXACT if reading.kind is PlaceKind.SITE and reading.weight < 1.0 else 0.0
        for hit in find_hits(self._stores, folded, country):
            if hit.score < least and not (hit.score >= SURE and hit.place.population >= _CITY):
                continue
            score = round(hit.score * reading.weight, 3)
            identity = hit.file, hit.place.number
            if identity not in best or best[identity].score < score:
                relevance = relevance_of(score, hit.place, reading.kind, country, near)
                if score == reading.weight and fold(hit.place.name) == folded:
                    relevance += _OWN_NAME
                    if not reading.name.isascii() and hit.place.name.lower() == reading.name.lower():
                        relevance += _TO_THE_LETTER
                best[identity] = _Candidate(score, relevance, hit.matched, hit.place)

    def _collect_one_off(
        self,
        reading: Reading,
        country: str | None,
        near: tuple[float, float] | None,
        best: dict[tuple[int, int], _Candidate],
    ) -> None:
        """Adds the places of some renown whose long name is one letter off; of others there are too many."""
        folded = fold(reading.name)
        keys = keys_one_off(folded)
        for number, store in enumerate(self._stores) if keys else ():
            if country is not None and not belongs(store.country, country):
                continue
            for stored_name, row_number in store.names_of_keys(keys):
                if not is_one_off(folded, stored_name):
                    continue
                place = store.by_number(row_number)
                known = place.population >= _KNOWN or place.is_curated or place.kind is PlaceKind.REGION
                if known and (country is None or belongs(place.country, country)):
                    score = round(TYPO_SCORE * reading.weight, 3)
                    relevance = relevance_of(score, place, reading.kind, country, near)
                    best.setdefault((number, row_number), _Candidate(score, relevance, stored_name, place))


class _Candidate(NamedTuple):
    """A place that the name asked for may mean, as it is ranked."""

    score: float
    relevance: float
    matched: str
    """The folded name under which it was found."""
    place: StoredPlace

    @property
    def is_imported(self) -> bool:
        return self.place.store.country is not None

    def is_twin(self, other: _Candidate) -> bool:
        """Whether an imported candidate is the same place as another one."""
        mine, its = self.place, other.place
        if mine.reference == its.reference:
            return True
        return (
            mine.country == its.country
            and are_alike(mine.kind, its.kind)
            and share_name(self.matched, other.matched)
            and distance_km(mine.point, its.point) <= reach_km(mine.kind, max(mine.population, its.population))
        )


def _is_sure(best: dict[tuple[int, int], _Candidate]) -> bool:
    """Whether a name is borne for sure, so that nothing further need be tried."""
    return any(found.score >= SURE for found in best.values())


def _without_twins(best: dict[tuple[int, int], _Candidate]) -> dict[tuple[int, int], _Candidate]:
    """Drops imported candidates that are places which are there already; the embedded entry, else the larger stays."""
    kept: dict[tuple[int, int], _Candidate] = {}
    by_country: dict[str | None, list[tuple[int, int]]] = {}
    for identity, candidate in sorted(best.items(), key=lambda item: (item[0][0] > 0, -item[1].relevance, item[0])):
        neighbours = by_country.setdefault(candidate.place.country, [])
        twin = next((other for other in neighbours if candidate.is_imported and candidate.is_twin(kept[other])), None)
        if twin is None:
            kept[identity] = candidate
            neighbours.append(identity)
        elif candidate.score > kept[twin].score:
            known = kept[twin]
            relevance = known.relevance + candidate.score - known.score
            kept[twin] = known._replace(score=candidate.score, relevance=relevance)
    return kept


def _checked_point(point: tuple[float, float], argument: str) -> tuple[float, float]:
    try:
        latitude, longitude = (float(degrees) for degrees in point)
    except (TypeError, ValueError) as error:
        raise ArgumentError(f"{argument} must be a pair of latitude and longitude in degrees, not {point!r}") from error
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueNotAllowedError(f"{argument} must lie on the globe, |latitude| <= 90, |longitude| <= 180: {point!r}")
    return latitude, longitude


def _checked_country(country: object) -> str:
    if not isinstance(country, str):
        raise ArgumentError(f"country must be a two-letter code or None, not {country!r}")
    if len(country) != 2 or not country.isascii() or not country.isalpha():
        raise ValueNotAllowedError(f"country must be an ISO 3166-1 alpha-2 code such as 'IQ', not {country!r}")
    return country.upper()


def _cells_around(centre: tuple[float, float], reach: int) -> list[int]:
    latitude, longitude = centre
    row, column = min(int(latitude + 90), 179), min(int(longitude + 180), 359)
    return [
        y * 360 + x % 360
        for y in range(max(row - reach, 0), min(row + reach, 179) + 1)
        for x in range(column - reach, column + reach + 1)
    ]


@lru_cache(maxsize=1)
def _default(imported: tuple[tuple[Path, int, int], ...]) -> Gazetteer:
    """The default gazetteer while the imported files are these."""
    paths: list[Path] = []
    stale: list[str] = []
    for path, _changed, _size in imported:
        try:
            if is_stale(PlaceStore(path)):
                stale.append(path.stem)
        except GazetteerError as error:
            warnings.warn(IncidentsWarning(f"an imported country is left out: {error}"), stacklevel=3)
            continue
        paths.append(path)
    if stale:
        told = f"imported under other spelling rules, so that not all names are found: {', '.join(stale)}; import again"
        warnings.warn(IncidentsWarning(told), stacklevel=3)
    return Gazetteer([embedded_path(), *paths])
