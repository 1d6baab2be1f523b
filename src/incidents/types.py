"""The closed sets of values that records hold; values are stable and lower-case."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

REGION: Final = 3
"""The precision of a place of which only the region is told, see `Location.precision`."""
COUNTRY: Final = 4
"""The precision of a place of which only the country is told."""


class AttackType(StrEnum):
    """How an incident was carried out, by the most specific method the text tells."""

    ARMED_ASSAULT = "armed_assault"
    AMBUSH = "ambush"
    ARMED_CLASH = "armed_clash"
    ASSASSINATION = "assassination"
    EXECUTION = "execution"
    BOMBING = "bombing"
    IED = "ied"
    LANDMINE = "landmine"
    CAR_BOMB = "car_bomb"
    SUICIDE_BOMBING = "suicide_bombing"
    GRENADE = "grenade"
    ROCKET = "rocket"
    SHELLING = "shelling"
    MISSILE = "missile"
    AIR_STRIKE = "air_strike"
    DRONE_STRIKE = "drone_strike"
    ABDUCTION = "abduction"
    HOSTAGE_TAKING = "hostage_taking"
    STABBING = "stabbing"
    VEHICLE_RAMMING = "vehicle_ramming"
    ARSON = "arson"
    LOOTING = "looting"
    SABOTAGE = "sabotage"
    SEXUAL_VIOLENCE = "sexual_violence"
    CHEMICAL = "chemical"
    MOB_VIOLENCE = "mob_violence"
    RIOT = "riot"
    PROTEST = "protest"
    ARREST = "arrest"
    TERRITORY_SEIZURE = "territory_seizure"
    WEAPONS_SEIZURE = "weapons_seizure"
    ATTACK = "attack"
    OTHER = "other"


class PartyKind(StrEnum):
    """What kind of actor or target a party is; follows ACLED's actor types, with infrastructure added."""

    STATE_FORCES = "state_forces"
    EXTERNAL_FORCES = "external_forces"
    REBEL = "rebel"
    POLITICAL_MILITIA = "political_militia"
    IDENTITY_MILITIA = "identity_militia"
    RIOTERS = "rioters"
    PROTESTERS = "protesters"
    CIVILIANS = "civilians"
    INFRASTRUCTURE = "infrastructure"
    UNKNOWN = "unknown"


STATE_KINDS: Final = frozenset({PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES})
"""Those who act for a state, at home or abroad."""
INSURGENT_KINDS: Final = frozenset({PartyKind.REBEL, PartyKind.POLITICAL_MILITIA, PartyKind.IDENTITY_MILITIA})
"""Armed groups of no state."""
ARMED_KINDS: Final = STATE_KINDS | INSURGENT_KINDS
CROWD_KINDS: Final = frozenset({PartyKind.PROTESTERS, PartyKind.RIOTERS})


class DatePrecision(StrEnum):
    """How fine a date is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class PlaceKind(StrEnum):
    """What kind of place a gazetteer entry is."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    SETTLEMENT = "settlement"
    QUARTER = "quarter"
    AIRPORT = "airport"
    BASE = "base"
    CAMP = "camp"
    SITE = "site"
    AREA = "area"
