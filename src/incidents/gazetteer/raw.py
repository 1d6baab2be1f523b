"""What the build passes from its readers to its writer."""

from __future__ import annotations

from attrs import define, field

from incidents.types import PlaceKind


@define(kw_only=True)
class RawPlace:
    """One place on its way into the gazetteer.

    Attributes:
        name: To be shown, in French where known.
        aliases: Other spellings it is found under; the name itself need not be among them.
        admin1: Code of its region, ``IQ.07``; admin2 code ``IQ.07.98`` likewise.
        reference: GeoNames number, or text such as ``icao:ORBI``.
    """

    name: str
    kind: PlaceKind
    country: str | None
    latitude: float
    longitude: float
    reference: int | str
    population: int = 0
    admin1: str | None = None
    admin2: str | None = None
    aliases: list[str] = field(factory=list)
