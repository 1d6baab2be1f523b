"""ACLED's table: 31 columns, one row an event, by the conventions of the ACLED Codebook.

What ACLED does not code is dropped, and what its table needs and the text does not give is filled in by its
conventions; both are reported in `AcledExport`. Rows carry an identifier of this library's own (`INC-…`), never one
that could be taken for ACLED's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal
from urllib.parse import urlsplit

from attrs import field, frozen

from incidents.errors import ValueNotAllowedError
from incidents.export.acled_names import (
    INTER_WORDS,
    AcledActor,
    acled_actor,
    army,
    associate,
    country_of,
    crowd,
    interaction,
    plain,
    unidentified,
)
from incidents.gazetteer.countries import Country
from incidents.incident import DateInterval, Incident, Location, Party, Toll
from incidents.types import COUNTRY, PartyKind

Row = dict[str, str | int | float | None]

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

_BATTLES = "Battles"
_VIOLENCE = "Violence against civilians"
_EXPLOSIONS = "Explosions/Remote violence"
_RIOTS = "Riots"
_PROTESTS = "Protests"
_STRATEGIC = "Strategic developments"
_EXCESSIVE = "Excessive force against protesters"
_BY_THE_STATE = ("Arrests", "Disrupted weapons use", "Government regains territory")

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@frozen
class AcledNote:
    """What the export did that a reader should know of.

    Attributes:
        incident: Identifier of the incident.
        column: The column that was filled in; None when the row was dropped.
        reason: Why, in words.
    """

    incident: str
    column: str | None
    reason: str

    def __str__(self) -> str:
        return f"{self.incident}: {f'{self.column} filled in' if self.column else 'dropped'}: {self.reason}"


@frozen
class AcledExport:
    """Rows for ACLED's table, and what it took to make them.

    Attributes:
        rows: One dict a row, keys in the order of `COLUMNS`.
        dropped: Incidents that ACLED would not code.
        filled: Columns that ACLED's conventions filled in.
    """

    rows: tuple[Row, ...]
    dropped: tuple[AcledNote, ...] = field(factory=tuple)
    filled: tuple[AcledNote, ...] = field(factory=tuple)


@frozen
class _Sides:
    """The two sides of an event: main and associated actors."""

    first: AcledActor
    second: AcledActor | None
    first_others: tuple[str, ...]
    second_others: tuple[str, ...]
    filled: tuple[tuple[str, str], ...]


def event_day(date: DateInterval) -> tuple[dt.date, int] | None:
    """The day and time precision (1..3) that ACLED gives an interval; None for one longer than a month.

    An interval becomes its middle: two to seven days are precision 2, up to 31 days precision 3.

    Example:
        >>> week = DateInterval(start=dt.date(2021, 4, 5), end=dt.date(2021, 4, 11), precision="week")
        >>> event_day(week)
        (datetime.date(2021, 4, 8), 2)
    """
    days = (date.end - date.start).days + 1
    if days > 31:
        return None
    precision = 1 if days == 1 else 2 if days <= 7 else 3
    return date.start + dt.timedelta(days=(days - 1) // 2), precision


def _reason_to_drop(incident: Incident) -> str | None:
    if incident.date is None:
        return "the text does not date it"
    if event_day(incident.date) is None:
        return f"its date is vaguer than a month ({incident.date.start} to {incident.date.end})"
    place = incident.location
    if place is None or place.country is None:
        return "the country is not known"
    if country_of(place.country) is None:
        return f"ACLED has no country {place.country!r}"
    if place.precision == COUNTRY and incident.acled.event_type != _STRATEGIC:
        return "no place within the country is known"
    return None


def _side(parties: Iterable[Party], home: Country, day: dt.date) -> tuple[list[AcledActor], list[str]]:
    """The actors of one side, main one first, none twice; and its associated groups of civilians."""
    actors: dict[str, AcledActor] = {}
    groups: dict[str, None] = {}
    for party in parties:
        actor = acled_actor(party, home, day)
        if actor is not None:
            actors.setdefault(actor.name, actor)
        group = associate(party, home)
        if group is not None:
            groups[group] = None
    return list(actors.values()), list(groups)


def _default_first(incident: Incident, home: Country, day: dt.date) -> AcledActor:
    if incident.acled.event_type == _PROTESTS:
        return crowd(PartyKind.PROTESTERS, home)
    if incident.acled.event_type == _RIOTS:
        return crowd(PartyKind.RIOTERS, home)
    if incident.acled.sub_event_type in _BY_THE_STATE:
        return army(home, day)
    return unidentified(home)


def _default_second(incident: Incident, home: Country, day: dt.date) -> AcledActor:
    struck = next((party for party in incident.targets if party.kind is PartyKind.INFRASTRUCTURE), None)
    return army(country_of(struck.country) or home, day) if struck is not None else unidentified(home)


def _sides(incident: Incident, home: Country, day: dt.date) -> _Sides:
    """Main and associated actors by ACLED's conventions for the type of event."""
    actors, actor_groups = _side(incident.actors, home, day)
    targets, target_groups = _side(incident.targets, home, day)
    filled: list[tuple[str, str]] = []
    if incident.acled.event_type == _VIOLENCE:
        actors = [actor for actor in actors if actor.inter not in (5, 6, 7)]
        civilians = crowd(PartyKind.CIVILIANS, home)
        target_groups = [actor.name for actor in targets if actor.name != civilians.name] + target_groups
        if not any(actor.inter == 7 for actor in targets):
            filled.append(("actor2", "the victims of violence against civilians are coded as civilians"))
        targets = [civilians]
    if not actors:
        actors = [_default_first(incident, home, day)]
        filled.append(("actor1", "the text names no actor"))
    if not targets and incident.acled.event_type == _BATTLES:
        targets = [_default_second(incident, home, day)]
        filled.append(("actor2", "the text names one side of the battle"))
    return _Sides(
        actors[0],
        targets[0] if targets else None,
        (*(actor.name for actor in actors[1:]), *actor_groups),
        (*(actor.name for actor in targets[1:]), *target_groups),
        tuple(filled),
    )


def _targets_civilians(incident: Incident, sides: _Sides) -> bool:
    kind = incident.acled.event_type
    if kind == _VIOLENCE or incident.acled.sub_event_type == _EXCESSIVE:
        return True
    return kind in (_EXPLOSIONS, _RIOTS) and sides.second is not None and sides.second.inter == 7


def _count(toll: Toll) -> str:
    if toll.high is None:
        return f"at least {toll.low}"
    return str(toll.low) if toll.low == toll.high else f"between {toll.low} and {toll.high}"


def _english_day(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _notes(incident: Incident, date: DateInterval, place: Location, day: dt.date, time_precision: int) -> str:
    """English prose for what the table has no column for: claims, wounded, uncertainty."""
    when = f"On {_english_day(day)}"
    if time_precision > 1:
        when = f"Around {_english_day(day)} (as reported: between {date.start} and {date.end})"
    where = place.mention or place.name or place.country or ""
    coded = f" (coded as {place.name})" if place.name and place.precision > 1 and place.name != where else ""
    sentences = [f"{when}, {'near' if place.precision == 2 else 'in'} {where}{coded}: {incident.acled.sub_event_type}"]
    lists = (("Reported actor", incident.actors), ("Reported target", incident.targets))
    for label, parties in lists:
        if parties:
            sentences.append(f"{label}: {'; '.join(party.mention for party in parties)}")
    if incident.claimed_by:
        sentences.append(f"Claimed by {', '.join(party.name for party in incident.claimed_by)}")
    if incident.attributed_by:
        sentences.append(f"Attributed by {incident.attributed_by}")
    tolls = (("fatalities", incident.fatalities), ("injured", incident.injured), ("abducted", incident.abducted))
    counts = [f"{_count(toll)} {label}" for label, toll in tolls if toll is not None]
    sentences.append(f"Reported toll: {', '.join(counts)}" if counts else "No toll reported")
    return plain(". ".join(sentences) + ".")


def _source(incident: Incident) -> str:
    host = urlsplit(incident.source.url).hostname if incident.source.url and "://" in incident.source.url else None
    return plain(incident.source.publisher or host or "")


def _row(incident: Incident, inter: str, timestamp: int | None) -> tuple[Row, _Sides]:
    date, place = incident.date, incident.location
    coded = event_day(date) if date is not None else None
    home = country_of(place.country) if place is not None else None
    assert date is not None and place is not None and coded is not None and home is not None  # see _reason_to_drop
    day, time_precision = coded
    sides = _sides(incident, home, day)
    second = sides.second.inter if sides.second else 0
    words = inter == "text"
    values = (
        f"INC-{incident.id}", day.isoformat(), day.year, time_precision,
        incident.acled.disorder_type, incident.acled.event_type, incident.acled.sub_event_type,
        sides.first.name, "; ".join(sides.first_others), INTER_WORDS[sides.first.inter] if words else sides.first.inter,
        sides.second.name if sides.second else "", "; ".join(sides.second_others),
        INTER_WORDS.get(second, "") if words else second, interaction(sides.first.inter, second, inter),
        "Civilian targeting" if _targets_civilians(incident, sides) else "",
        home.numeric or 0, home.acled_region, home.acled_name, plain(place.admin1 or ""), plain(place.admin2 or ""), "",
        plain(place.name or place.mention or home.acled_name),
        None if place.latitude is None else round(place.latitude, 4),
        None if place.longitude is None else round(place.longitude, 4),
        min(place.precision, 3),
        _source(incident), "", _notes(incident, date, place, day, time_precision),
        incident.fatalities.low if incident.fatalities else 0,
        "crowd size=no report" if incident.acled.event_type in (_PROTESTS, _RIOTS) else "", timestamp,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True)), sides


def to_acled(
    incidents: Iterable[Incident], *, inter: Literal["text", "numeric"] = "text", timestamp: int | None = None
) -> AcledExport:
    """Codes incidents as rows of ACLED's table.

    Lossy where ACLED is: an interval becomes its middle day, a toll its lowest figure (0 where none is reported),
    text loses its accents; claims, wounded and abducted stand in ``notes``. Dropped are incidents with no date or
    one vaguer than a month, with no known country, or (strategic developments apart) with nothing finer than it.

    Args:
        incidents: What to code.
        inter: Actor types and interaction as ACLED's words or as its numbers.
        timestamp: Seconds since 1970 for the column of that name; blank when None, for no clock is asked.

    Raises:
        ValueNotAllowedError: `inter` is neither.

    Example:
        >>> to_acled([]).rows
        ()
    """
    if inter not in ("text", "numeric"):
        raise ValueNotAllowedError(f"inter must be 'text' or 'numeric', not {inter!r}")
    rows: list[Row] = []
    dropped: list[AcledNote] = []
    filled: list[AcledNote] = []
    for incident in incidents:
        reason = _reason_to_drop(incident)
        if reason is not None:
            dropped.append(AcledNote(incident.id, None, reason))
            continue
        row, sides = _row(incident, inter, timestamp)
        rows.append(row)
        filled.extend(AcledNote(incident.id, column, why) for column, why in sides.filled)
    return AcledExport(tuple(rows), tuple(dropped), tuple(filled))
