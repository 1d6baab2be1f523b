"""Brings GeoNames's country dumps into the user's data folder."""

from __future__ import annotations

from incidents.gazetteer.imports.run import ATTRIBUTION, ImportResult, import_countries

__all__ = ["ATTRIBUTION", "ImportResult", "import_countries"]
