"""A place on its way into a gazetteer file, and which of its names are worth a row there."""

from __future__ import annotations

import re
from typing import Final

from attrs import define, field

from incidents.types import PlaceKind

_LATIN: Final = re.compile(r"[\u0000-\u024f\u0259\u1e00-\u1eff\u02b0-\u02ff\u2010-\u201f]+")
_ROMANISED: Final = re.compile(r"[a-z '’`-]+")
_LONGEST_ALIAS: Final = 60
_CODE_LENGTH: Final = 4


@define(kw_only=True)
class RawPlace:
    """One place on its way into the gazetteer.

    Attributes:
        name: To be shown, in French where known.
        aliases: Other spellings it is found under; the name itself need not be among them.
        latitude: Degrees north.
        longitude: Degrees east.
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


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin script throughout."""
    return _LATIN.fullmatch(name) is not None


def usable_alias(name: str) -> bool:
    """Whether French copy could write a name so: Latin script, no airport code, no machine romanisation.

    >>> [usable_alias(name) for name in ("Bagdad", "بغداد", "BGW", "bghdad", "IQ-BG 7")]
    [True, False, False, False, False]
    """
    if not is_latin(name) or len(name) > _LONGEST_ALIAS:
        return False
    code = len(name) <= _CODE_LENGTH and name.isupper()
    return not (_ROMANISED.fullmatch(name) or code or any(character.isdigit() for character in name))
