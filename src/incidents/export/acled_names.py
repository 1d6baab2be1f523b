"""The names that ACLED writes: countries, regions, actors (ACLED Codebook, actor types and naming)."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from functools import cache
from importlib import resources

from attrs import frozen

from incidents.errors import ValueNotAllowedError
from incidents.gazetteer.countries import Country, country
from incidents.incident import Party
from incidents.types import PartyKind

#: ACLED's actor types: number and words.
INTER_WORDS = {
    1: "State forces",
    2: "Rebel group",
    3: "Political militia",
    4: "Identity militia",
    5: "Rioters",
    6: "Protesters",
    7: "Civilians",
    8: "External/Other forces",
}

_INTER = {
    PartyKind.STATE_FORCES: 1,
    PartyKind.REBEL: 2,
    PartyKind.POLITICAL_MILITIA: 3,
    PartyKind.IDENTITY_MILITIA: 4,
    PartyKind.RIOTERS: 5,
    PartyKind.PROTESTERS: 6,
    PartyKind.CIVILIANS: 7,
    PartyKind.EXTERNAL_FORCES: 8,
    PartyKind.UNKNOWN: 3,
}


@frozen
class AcledActor:
    """An actor as ACLED writes it: its name and its type (`INTER_WORDS`)."""

    name: str
    inter: int


def plain(text: str) -> str:
    """The text in ASCII, as all of ACLED's is: accents are dropped, typographic marks become plain ones.

    Example:
        >>> plain("Île-de-France, Gorom‑Gorom, l’armée")
        "Ile-de-France, Gorom-Gorom, l'armee"
    """
    spelled = text.translate(_ASCII)
    return unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().strip()


_ASCII = str.maketrans(
    {"’": "'", "‘": "'", "ʿ": "'", "ʾ": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-"}
    | {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d"}
    | {"ı": "i", "\u00a0": " ", "\u202f": " "}
)


def _table(name: str) -> list[dict[str, str]]:
    text = (resources.files("incidents.export") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def country_of(code: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code; None for None and for unknown codes."""
    try:
        return country(code) if code else None
    except ValueNotAllowedError:
        return None


@cache
def _actors() -> dict[str, str]:
    return {_key(row["name"]): row["acled"] for row in _table("acled_actors.csv")}


@cache
def _words(name: str) -> dict[str, str]:
    return {_key(row["word"]): next(value for key, value in row.items() if key != "word") for row in _table(name)}


@cache
def _regimes() -> list[dict[str, str]]:
    return _table("acled_regimes.csv")


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", plain(name).lower()))


def _regime(code: str, day: dt.date) -> str:
    """ " (2021-)" for the government of that day, "" where the table has none."""
    for row in _regimes():
        if row["country"] == code and row["since"] <= day.isoformat() <= (row["until"] or "9999"):
            return f" ({row['years']})"
    return ""


def _first(table: dict[str, str], text: str) -> str | None:
    """What the table says of the first of the text's words that it knows."""
    return next((table[word] for word in _key(text).split() if word in table), None)


def _forces(party: Party, home: Country, day: dt.date) -> str:
    state = country_of(party.country) or home
    pattern = _first(_words("acled_forces.csv"), f"{party.name} {party.mention}")
    if pattern is None or not pattern.startswith("Police"):
        pattern = "Military Forces of {country}{years}"
    return pattern.format(country=state.acled_name, years=_regime(state.code, day))


def _is_named(party: Party) -> bool:
    """Whether the party's name is one, not a description such as "hommes armés"."""
    return party.name[:1].isupper() or any(character.isupper() for character in party.name[1:])


def _armed_group(party: Party, home: Country) -> str:
    if _is_named(party) and party.kind is not PartyKind.UNKNOWN:
        return plain(party.name)
    if party.kind is PartyKind.IDENTITY_MILITIA:
        return f"Unidentified Communal Militia ({home.acled_name})"
    pattern = _first(_words("acled_forces.csv"), f"{party.name} {party.mention}")
    if pattern is not None and not pattern.startswith("Police"):
        return pattern.format(country=home.acled_name)
    return unidentified(home).name


def unidentified(home: Country) -> AcledActor:
    """ACLED's actor where nobody is named."""
    return AcledActor(f"Unidentified Armed Group ({home.acled_name})", 3)


def crowd(kind: PartyKind, home: Country) -> AcledActor:
    """ACLED's generic actors: civilians, protesters, rioters."""
    return AcledActor(f"{kind.value.capitalize()} ({home.acled_name})", _INTER[kind])


def army(state: Country, day: dt.date) -> AcledActor:
    """A country's army on a day."""
    return AcledActor(f"Military Forces of {state.acled_name}{_regime(state.code, day)}", 1)


def acled_actor(party: Party, home: Country, day: dt.date) -> AcledActor | None:
    """The actor that ACLED would write for a party; None for infrastructure, which ACLED does not code.

    Args:
        party: Who.
        home: Country of the event; a state's forces elsewhere are external forces.
        day: Day of the event, for the years of the regime.
    """
    if party.kind is PartyKind.INFRASTRUCTURE:
        return None
    known = _actors().get(_key(party.name))
    inter = _INTER[party.kind]
    if party.kind is PartyKind.STATE_FORCES and party.country not in (None, home.code):
        inter = 8
    if known is not None:
        return AcledActor(known, inter)
    if party.kind in (PartyKind.CIVILIANS, PartyKind.PROTESTERS, PartyKind.RIOTERS):
        return crowd(party.kind, home)
    if party.kind is PartyKind.STATE_FORCES:
        return AcledActor(_forces(party, home, day), inter)
    if party.kind is PartyKind.EXTERNAL_FORCES:
        if country_of(party.country):
            return AcledActor(_forces(party, home, day), inter)
        return AcledActor(plain(party.name) if _is_named(party) else "Unidentified Military Forces", inter)
    name, nobody = _armed_group(party, home), unidentified(home)
    return nobody if name == nobody.name else AcledActor(name, inter)


def associate(party: Party, home: Country) -> str | None:
    """The associated group that ACLED would add for a civilian party ("Pastoralists (Mali)"), if any."""
    if party.kind is not PartyKind.CIVILIANS:
        return None
    group = _first(_words("acled_associates.csv"), f"{party.name} {party.mention}")
    return f"{group} ({home.acled_name})" if group else None


def interaction(inter1: int, inter2: int, form: str) -> str | int:
    """ACLED's interaction of two actor types, 0 for no second one; the words put the lower number first, save for 78.

    Example:
        >>> interaction(7, 2, "text"), interaction(2, 0, "text"), interaction(8, 7, "text")
        ('Rebel group-Civilians', 'Rebel group only', 'External/Other forces-Civilians')
        >>> interaction(7, 2, "numeric"), interaction(2, 0, "numeric")
        (27, 20)
    """
    if not inter2:
        return inter1 * 10 if form == "numeric" else f"{INTER_WORDS[inter1]} only"
    low, high = sorted((inter1, inter2))
    if form == "numeric":
        return low * 10 + high
    if (low, high) == (7, 8):
        low, high = high, low
    return f"{INTER_WORDS[low]}-{INTER_WORDS[high]}"
