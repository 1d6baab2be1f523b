"""Names that open a paragraph as the heading of what it tells: "GAO. Une mine …", "• Sodari (Kordofan-Nord), lundi"."""

from __future__ import annotations

import re
from typing import Final

from incidents.gazetteer.candidates import Candidate, Finder
from incidents.gazetteer.countries import country_by_name
from incidents.gazetteer.lookup import EXACT, bears_name
from incidents.gazetteer.places import Place
from incidents.types import PlaceKind

_OPENS: Final = re.compile(r"(?:^|\n)[^\w\n]*$")
"""Nothing but marks of a list between a name and the beginning of its line."""
_SPACE: Final = 12
_CLOSING: Final = frozenset((".", ":", "–", "—", "-", "/", "|"))
"""Marks behind a heading."""
_TOLD_OF: Final = frozenset((PlaceKind.SETTLEMENT, PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.CAMP))
_TOWN: Final = 1000


def is_heading(finder: Finder, candidate: Candidate) -> bool:
    """Whether a name is the heading of a paragraph or list item, by its place and the mark behind it."""
    if candidate.last >= len(finder.tokens):
        return False
    start = finder.tokens[candidate.first].start
    if _OPENS.search(finder.text[max(0, start - _SPACE) : start]) is None:
        return False
    following = finder.tokens[candidate.last]
    if following.text == "(":
        return _is_bracketed(finder, candidate.last + 1)
    if following.text not in _CLOSING or following.glued != (following.text in ".:/"):
        return False
    return candidate.exact is not None and _is_told_of(candidate.exact, candidate.name)


def _is_told_of(place: Place, name: str) -> bool:
    """Whether a place is no hamlet that bears a common word's name."""
    if place.kind not in _TOLD_OF or not bears_name(place, name):
        return False
    known = place.kind is not PlaceKind.SETTLEMENT or place.gazetteer_id.startswith("supplement:")
    return known or (place.population or 0) >= _TOWN


def _is_bracketed(finder: Finder, first: int) -> bool:
    """Whether brackets hold nothing but the region, district or country of the name before them."""
    last = next((at for at in range(first, min(first + 8, len(finder.tokens))) if finder.tokens[at].text == ")"), None)
    if last is None or last == first:
        return False
    name = finder.name_of(first, last)
    if country_by_name(name) is not None:
        return True
    wide = (PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA)
    return any(place.score >= EXACT and place.kind in wide for place in finder.lookup(name))
