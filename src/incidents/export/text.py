"""Incidents in words: what a terminal shows."""

from __future__ import annotations

from collections.abc import Iterable

from incidents.incident import DateInterval, Incident, Location, Party, Toll
from incidents.types import DatePrecision

#: The columns of `cells`, in order.
HEADINGS = ("date", "place", "type", "by", "against", "toll", "claimed by")


def date_text(date: DateInterval | None) -> str:
    """A date as short as its precision: "2021-04-05", "2021-04-05/06", "2021-04", "2021", "?"."""
    if date is None:
        return "?"
    start, end = date.start.isoformat(), date.end.isoformat()
    if date.precision is DatePrecision.YEAR and start[:4] == end[:4]:
        return start[:4]
    if date.precision is DatePrecision.MONTH and start[:7] == end[:7]:
        return start[:7]
    if start == end:
        return start
    return f"{start}/{end[8:]}" if start[:7] == end[:7] else f"{start}/{end}"


def place_text(place: Location | None) -> str:
    """A place with its country's code: "Solhan (BF)"."""
    if place is None:
        return "?"
    name = place.name or place.mention or "?"
    return f"{name} ({place.country})" if place.country else name


def toll_text(toll: Toll | None) -> str:
    """A toll: "12", "12+" for at least twelve, "10-15", "" where the text gives none."""
    if toll is None:
        return ""
    if toll.high is None:
        return f"{toll.low}+"
    return str(toll.low) if toll.low == toll.high else f"{toll.low}-{toll.high}"


def tolls_text(incident: Incident) -> str:
    """All tolls: "12+ dead, 3 hurt"."""
    tolls = (("dead", incident.fatalities), ("hurt", incident.injured), ("taken", incident.abducted))
    return ", ".join(f"{toll_text(toll)} {word}" for word, toll in tolls if toll is not None)


def parties_text(parties: Iterable[Party]) -> str:
    """The parties' names, joined by commas."""
    return ", ".join(party.name for party in parties)


def cells(incident: Incident) -> tuple[str, ...]:
    """One row of a readable table, under `HEADINGS`."""
    return (
        date_text(incident.date),
        place_text(incident.location),
        incident.attack_type.value.replace("_", " "),
        parties_text(incident.actors),
        parties_text(incident.targets),
        tolls_text(incident),
        parties_text(incident.claimed_by),
    )


def one_line(incident: Incident) -> str:
    """An incident in one line: "2021-04-05 Solhan (BF): ambush by hommes armés against gendarmes, 12+ dead"."""
    date, place, method, actors, targets, tolls, _ = cells(incident)
    by = f" by {actors}" if actors else ""
    against = f" against {targets}" if targets else ""
    return f"{date} {place}: {method}{by}{against}{f', {tolls}' if tolls else ''}"
