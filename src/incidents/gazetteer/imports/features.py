"""Which of GeoNames's feature codes are kept, and as what kind of place."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from attrs import frozen

from incidents.types import PlaceKind


@frozen
class Feature:
    """What a feature code stands for.

    Attributes:
        kind: The kind of place.
        gone: Whether nobody lives or works there any more.
    """

    kind: PlaceKind
    gone: bool


@cache
def _features() -> dict[str, Feature]:
    text = (resources.files("incidents.gazetteer") / "data" / "features.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Feature(PlaceKind(row["kind"]), row["gone"] == "yes") for row in csv.DictReader(text.splitlines())
    }


def feature_of(code: str) -> Feature | None:
    """What a code such as ``S.AIRB`` stands for, by itself or by its class; None when such places are left out.

    >>> feature_of("P.PPLA3").kind.value, feature_of("S.CMPRF").kind.value, feature_of("S.HTL")
    ('settlement', 'camp', None)
    """
    features = _features()
    return features.get(code) or features.get(code[:1])
