"""Places: where the names that French copy gives them lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidents.gazetteer.gazetteer import Gazetteer
from incidents.gazetteer.places import Place

if TYPE_CHECKING:
    from incidents.gazetteer.geocoder import GazetteerGeocoder

__all__ = ["Gazetteer", "GazetteerGeocoder", "Place"]


def __getattr__(name: str) -> Any:
    if name != "GazetteerGeocoder":
        raise AttributeError(f"module 'incidents.gazetteer' has no attribute {name!r}")
    from incidents.gazetteer.geocoder import GazetteerGeocoder

    return GazetteerGeocoder
