"""Typed incident records from French news text: who attacked whom, where, when, claimed by whom.

The names below load what they need at first use, so that ``import incidents`` stays light.

Example:
    >>> import incidents
    >>> found = incidents.extract(
    ...     "Trois soldats ont été tués lundi dans une embuscade près de Ménaka, dans le nord-est du Mali.",
    ...     published="2021-04-06",
    ... )
    >>> found[0].attack_type.value, found[0].date.start.isoformat(), found[0].fatalities.low
    ('ambush', '2021-04-05', 3)
"""

from __future__ import annotations

import datetime as _dt
from functools import cache as _cache
from importlib import import_module as _import_module
from typing import TYPE_CHECKING, Any

from incidents.article import Article
from incidents.errors import (
    ArgumentError,
    GazetteerError,
    IncidentsError,
    IncidentsWarning,
    InputError,
    LexiconError,
    MissingExtraError,
    ModelChecksumError,
    ModelNotFoundError,
    NotFrenchWarning,
    RecordError,
    ValueNotAllowedError,
)
from incidents.incident import Incident
from incidents.result import Incidents
from incidents.types import AttackType, DatePrecision, PartyKind, PlaceKind

if TYPE_CHECKING:
    from incidents.annotation.protocol import Annotator
    from incidents.dates import find_dates
    from incidents.extractor import Extractor
    from incidents.gazetteer import Gazetteer, GazetteerGeocoder, Place
    from incidents.inputs import read_articles

    __version__: str

__all__ = [
    "Annotator",
    "ArgumentError",
    "Article",
    "AttackType",
    "DatePrecision",
    "Extractor",
    "Gazetteer",
    "GazetteerError",
    "GazetteerGeocoder",
    "Incident",
    "Incidents",
    "IncidentsError",
    "IncidentsWarning",
    "InputError",
    "LexiconError",
    "MissingExtraError",
    "ModelChecksumError",
    "ModelNotFoundError",
    "NotFrenchWarning",
    "PartyKind",
    "Place",
    "PlaceKind",
    "RecordError",
    "ValueNotAllowedError",
    "__version__",
    "extract",
    "find_dates",
    "read_articles",
]

_LAZY = {
    "Annotator": "incidents.annotation.protocol",
    "Extractor": "incidents.extractor",
    "Gazetteer": "incidents.gazetteer",
    "GazetteerGeocoder": "incidents.gazetteer",
    "Place": "incidents.gazetteer",
    "find_dates": "incidents.dates",
    "read_articles": "incidents.inputs",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        value: Any = _import_module("importlib.metadata").version("incidents")
    elif name in _LAZY:
        value = getattr(_import_module(_LAZY[name]), name)
    else:
        raise AttributeError(f"module 'incidents' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY, "__version__"})


def extract(text: str, *, published: str | _dt.date | None) -> Incidents:
    """Finds the incidents that a French news text tells, with the default `Extractor`.

    Args:
        text: Raw press copy: headlines, captions, "Lire aussi" and share buttons may be in it.
        published: Day of publication, as an ISO string or a date; relative dates such as "lundi" are
            resolved against it. None when it is unknown: then only absolute dates resolve.

    Returns:
        The incidents in the order of the text; empty when the text tells none.

    Raises:
        ArgumentError: An argument has the wrong type.
        ValueNotAllowedError: `published` is no ISO date.

    Example:
        >>> found = extract("Un policier a été poignardé à Rambouillet.", published="2021-04-24")
        >>> [incident.attack_type.value for incident in found]
        ['stabbing']
    """
    article = Article(text=text, published=published)
    return _default_extractor()(article)


@_cache
def _default_extractor() -> Extractor:
    from incidents.extractor import Extractor

    return Extractor()
