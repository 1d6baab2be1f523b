"""GeoJSON, as RFC 7946 has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from incidents.export.flat import flat_row
from incidents.incident import Incident


def to_feature(incident: Incident) -> dict[str, Any]:
    """Gives one incident as a Feature: a Point (longitude first) or null, and the flat columns as properties."""
    place = incident.location
    geometry: dict[str, Any] | None = None
    if place is not None and place.latitude is not None and place.longitude is not None:
        geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    properties = flat_row(incident)
    for name in ("id", "latitude", "longitude"):
        del properties[name]
    return {"type": "Feature", "id": incident.id, "geometry": geometry, "properties": properties}


def to_geojson(incidents: Iterable[Incident]) -> dict[str, Any]:
    """Gives a FeatureCollection.

    Example:
        >>> to_geojson([])
        {'type': 'FeatureCollection', 'features': []}
    """
    return {"type": "FeatureCollection", "features": [to_feature(incident) for incident in incidents]}
