"""The record of one place, and the numbers that stand for its kind in gazetteer files."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from incidents.types import PlaceKind

KIND_CODES: Final[tuple[PlaceKind, ...]] = (
    PlaceKind.COUNTRY,
    PlaceKind.REGION,
    PlaceKind.DISTRICT,
    PlaceKind.SETTLEMENT,
    PlaceKind.QUARTER,
    PlaceKind.AIRPORT,
    PlaceKind.BASE,
    PlaceKind.CAMP,
    PlaceKind.SITE,
    PlaceKind.AREA,
)
"""A kind's position is its number in a gazetteer file: append, never reorder."""


@frozen(kw_only=True)
class Place:
    """A place as a gazetteer knows it.

    Attributes:
        name: In French where known, else as its source writes it.
        kind: Country, region (admin 1), district (admin 2), settlement, quarter, airport, base, camp, site or area.
        country: ISO 3166-1 alpha-2; None for an area that crosses borders.
        admin1: The region's name, in French where known.
        admin2: The district's name.
        latitude: Degrees north; of a region or district, those of its chief town, as ACLED codes regions.
        longitude: Degrees east.
        population: Inhabitants, None where unknown.
        gazetteer_id: Source and identifier, such as ``geonames:98182`` or ``supplement:al-yusifiyah``.
        score: How well the name asked for matches, 0 to 1; 1 for a place that was not looked up by name.
    """

    name: str
    kind: PlaceKind
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    latitude: float
    longitude: float
    population: int | None = None
    gazetteer_id: str
    score: float = field(default=1.0, repr=False, eq=False)
