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
from incidents.export.acled_names import INTER_WORDS, country_of, interaction, plain
from incidents.export.acled_sides import EXPLOSIONS, PROTESTS, RIOTS, STRATEGIC, VIOLENCE, Sides, sides
from incidents.incident import DateInterval, Incident, Location, Toll
from incidents.types import COUNTRY

Row = dict[str, str | int | float | None]

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

_EXCESSIVE = "Excessive force against protesters"

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
    if place.precision == COUNTRY and incident.acled.event_type != STRATEGIC:
        return "no place within the country is known"
    return None


def _targets_civilians(incident: Incident, both: Sides) -> bool:
    kind = incident.acled.event_type
    if kind == VIOLENCE or incident.acled.sub_event_type == _EXCESSIVE:
        return True
    return kind in (EXPLOSIONS, RIOTS) and both.second is not None and both.second.inter == 7


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
    dead = incident.fatalities
    killed = "fatality" if dead and dead.low == 1 and dead.high in (1, None) else "fatalities"
    tolls = ((killed, dead), ("injured", incident.injured), ("abducted", incident.abducted))
    counts = [f"{_count(toll)} {label}" for label, toll in tolls if toll is not None]
    sentences.append(f"Reported toll: {', '.join(counts)}" if counts else "No toll reported")
    return plain(". ".join(sentences) + ".")


def _source(incident: Incident) -> str:
    host = urlsplit(incident.source.url).hostname if incident.source.url and "://" in incident.source.url else None
    return plain(incident.source.publisher or host or "")


def _row(incident: Incident, inter: str, timestamp: int | None) -> tuple[Row, Sides]:
    date, place = incident.date, incident.location
    coded = event_day(date) if date is not None else None
    home = country_of(place.country) if place is not None else None
    assert date is not None and place is not None and coded is not None and home is not None  # see _reason_to_drop
    day, time_precision = coded
    both = sides(incident, home, day)
    second = both.second.inter if both.second else 0
    words = inter == "text"
    values = (
        f"INC-{incident.id}", day.isoformat(), day.year, time_precision,
        incident.acled.disorder_type, incident.acled.event_type, incident.acled.sub_event_type,
        both.first.name, "; ".join(both.first_others), INTER_WORDS[both.first.inter] if words else both.first.inter,
        both.second.name if both.second else "", "; ".join(both.second_others),
        INTER_WORDS.get(second, "") if words else second, interaction(both.first.inter, second, inter),
        "Civilian targeting" if _targets_civilians(incident, both) else "",
        home.numeric or 0, home.acled_region, home.acled_name, plain(place.admin1 or ""), plain(place.admin2 or ""), "",
        plain(place.name or place.mention or home.acled_name),
        None if place.latitude is None else round(place.latitude, 4),
        None if place.longitude is None else round(place.longitude, 4),
        min(place.precision, 3),
        _source(incident), "", _notes(incident, date, place, day, time_precision),
        incident.fatalities.low if incident.fatalities else 0,
        "crowd size=no report" if incident.acled.event_type in (PROTESTS, RIOTS) else "", timestamp,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True)), both


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
        row, both = _row(incident, inter, timestamp)
        rows.append(row)
        filled.extend(AcledNote(incident.id, column, why) for column, why in both.filled)
    return AcledExport(tuple(rows), tuple(dropped), tuple(filled))
