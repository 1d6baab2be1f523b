"""One flat row an incident, for data frames, Parquet files and maps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from incidents.incident import Incident, Party, Toll

#: The columns in order, each with the kind of value it holds; any may be None where the text does not say,
#: except id, attack_type, the three ACLED labels, the trigger's, background and confidence.
COLUMNS: dict[str, str] = {
    "id": "text",
    "attack_type": "text",
    "date_start": "day",
    "date_end": "day",
    "date_precision": "text",
    "date_mention": "text",
    "place_mention": "text",
    "place_name": "text",
    "place_kind": "text",
    "admin1": "text",
    "admin2": "text",
    "country": "text",
    "latitude": "number",
    "longitude": "number",
    "geo_precision": "count",
    "gazetteer_id": "text",
    "actors": "text",
    "actor_kinds": "text",
    "targets": "text",
    "target_kinds": "text",
    "claimed_by": "text",
    "attributed_by": "text",
    "fatalities_low": "count",
    "fatalities_high": "count",
    "injured_low": "count",
    "injured_high": "count",
    "abducted_low": "count",
    "abducted_high": "count",
    "disorder_type": "text",
    "event_type": "text",
    "sub_event_type": "text",
    "trigger": "text",
    "trigger_start": "count",
    "trigger_end": "count",
    "background": "flag",
    "confidence": "number",
    "source_id": "text",
    "source_title": "text",
    "source_publisher": "text",
    "source_url": "text",
    "source_published": "day",
}


def _names(parties: Iterable[Party]) -> str | None:
    return "; ".join(party.name for party in parties) or None


def _kinds(parties: Iterable[Party]) -> str | None:
    return "; ".join(party.kind.value for party in parties) or None


def _toll(name: str, toll: Toll | None) -> dict[str, int | None]:
    return {f"{name}_low": toll.low if toll else None, f"{name}_high": toll.high if toll else None}


def flat_row(incident: Incident) -> dict[str, Any]:
    """Gives an incident as one row: strings, numbers, booleans and None; days as ISO strings, lists joined by "; "."""
    date, place, source = incident.date, incident.location, incident.source
    return {
        "id": incident.id,
        "attack_type": incident.attack_type.value,
        "date_start": date.start.isoformat() if date else None,
        "date_end": date.end.isoformat() if date else None,
        "date_precision": date.precision.value if date else None,
        "date_mention": date.mention if date else None,
        "place_mention": place.mention if place else None,
        "place_name": place.name if place else None,
        "place_kind": place.kind.value if place and place.kind else None,
        "admin1": place.admin1 if place else None,
        "admin2": place.admin2 if place else None,
        "country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geo_precision": place.precision if place else None,
        "gazetteer_id": place.gazetteer_id if place else None,
        "actors": _names(incident.actors),
        "actor_kinds": _kinds(incident.actors),
        "targets": _names(incident.targets),
        "target_kinds": _kinds(incident.targets),
        "claimed_by": _names(incident.claimed_by),
        "attributed_by": incident.attributed_by,
        **_toll("fatalities", incident.fatalities),
        **_toll("injured", incident.injured),
        **_toll("abducted", incident.abducted),
        "disorder_type": incident.acled.disorder_type,
        "event_type": incident.acled.event_type,
        "sub_event_type": incident.acled.sub_event_type,
        "trigger": incident.trigger.text,
        "trigger_start": incident.trigger.start,
        "trigger_end": incident.trigger.end,
        "background": incident.background,
        "confidence": incident.confidence,
        "source_id": source.id,
        "source_title": source.title,
        "source_publisher": source.publisher,
        "source_url": source.url,
        "source_published": source.published.isoformat() if source.published else None,
    }
