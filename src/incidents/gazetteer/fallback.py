"""Asks a geocoder of the caller's for places that the gazetteer lacks."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any, Final

from incidents.errors import ArgumentError, IncidentsWarning
from incidents.gazetteer.countries import country as country_of_code
from incidents.gazetteer.gazetteer import Gazetteer
from incidents.gazetteer.places import Place
from incidents.types import PlaceKind

_SECONDS: Final = 1.0
"""Between two questions: what Nominatim's usage policy asks for, and no hardship for others."""
_MOST_ANSWERS: Final = 10_000
_SCORE: Final = 0.8


class GeocoderFallback:
    """A geopy geocoder behind geopy's rate limiter; each question is asked once.

    Whatever goes wrong with a question is a warning, and the place stays unknown.

    Args:
        geocoder: Any geopy geocoder, such as ``geopy.geocoders.Nominatim(user_agent="…")``. It may open sockets.
        seconds: Least time between two questions.

    Raises:
        ArgumentError: `geocoder` has no `geocode`.
    """

    def __init__(self, geocoder: Any, *, seconds: float = _SECONDS) -> None:
        if not callable(getattr(geocoder, "geocode", None)):
            raise ArgumentError(f"geocoder must have geopy's method geocode, not be a {type(geocoder).__name__}")
        from geopy.extra.rate_limiter import RateLimiter

        self.geocoder = geocoder
        self.seconds = seconds
        self._ask = RateLimiter(geocoder.geocode, min_delay_seconds=seconds, max_retries=1, swallow_exceptions=False)
        self._answers: dict[tuple[str, str | None], Place | None] = {}

    def __reduce__(self) -> tuple[Callable[[Any, float], GeocoderFallback], tuple[Any, float]]:
        return _again, (self.geocoder, self.seconds)

    def __repr__(self) -> str:
        return f"GeocoderFallback({self.geocoder!r})"

    def place(self, name: str, *, country: str | None, kind: PlaceKind | None) -> Place | None:
        """The place of a name in a country.

        Args:
            name: As the text writes it.
            country: ISO 3166-1 alpha-2 code of the country where the text puts it; an answer elsewhere is refused.
            kind: What the text says it is; a settlement when it does not say.
        """
        question = (name, country)
        if question not in self._answers:
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()
            self._answers[question] = self._answer(name, country, kind)
        return self._answers[question]

    def _answer(self, name: str, country: str | None, kind: PlaceKind | None) -> Place | None:
        query = name if country is None else f"{name}, {country_of_code(country).name}"
        from geopy.exc import GeopyError

        try:
            found = self._ask(query)
        except (GeopyError, OSError, ValueError) as error:
            warnings.warn(f"the geocoder did not answer for {query!r}: {error}", IncidentsWarning, stacklevel=2)
            return None
        if isinstance(found, Sequence) and not hasattr(found, "latitude"):
            found = found[0] if found else None
        if found is None:
            return None
        point = (float(found.latitude), float(found.longitude))
        near = next(iter(Gazetteer.default().nearest(point)), None)
        if country is not None and near is not None and near.country not in (None, country):
            return None
        return Place(
            name=name,
            kind=kind or PlaceKind.SETTLEMENT,
            country=country or (None if near is None else near.country),
            admin1=None if near is None else near.admin1,
            latitude=round(point[0], 4),
            longitude=round(point[1], 4),
            gazetteer_id=f"{type(self.geocoder).__name__.lower()}:{name}",
            score=_SCORE,
        )


def _again(geocoder: Any, seconds: float) -> GeocoderFallback:
    return GeocoderFallback(geocoder, seconds=seconds)
