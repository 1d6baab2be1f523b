"""Places: where the names that French copy gives them lie."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from incidents.gazetteer.gazetteer import Gazetteer
from incidents.gazetteer.places import Place

if TYPE_CHECKING:
    from incidents.gazetteer.geocoder import GazetteerGeocoder
    from incidents.gazetteer.imports import import_countries
    from incidents.gazetteer.imports.download import download_countries

__all__ = ["Gazetteer", "GazetteerGeocoder", "Place", "download_countries", "import_countries"]

_LAZY = {
    "GazetteerGeocoder": "incidents.gazetteer.geocoder",
    "download_countries": "incidents.gazetteer.imports.download",
    "import_countries": "incidents.gazetteer.imports",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'incidents.gazetteer' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
