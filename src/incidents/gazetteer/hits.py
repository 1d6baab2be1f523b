"""The places of gazetteer files that one name may mean, each with how well it matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from incidents.gazetteer.matching import loose_key, match_score, sound_number, sure_score
from incidents.gazetteer.sieve import key_hash
from incidents.gazetteer.store import PlaceStore, StoredPlace

SURE: Final = 0.9
"""From this score on, spellings differ only as romanisations of one name do."""
_MIN_SCORE: Final = 0.6
_NONE: Final = (0.0, "")
_LEAST_OF_UNHEARD_OF: Final = 0.85
"""Where a country's every hamlet is known, some name is always near: it may differ by a letter in five."""
_CLAIMED_BY: Final[dict[str, tuple[str, ...]]] = {
    "PS": ("IL",),
    "IL": ("PS",),
    "EH": ("MA",),
    "XK": ("RS",),
    "UA": ("RU",),
    "SS": ("SD",),
    "SD": ("SS",),
    **dict.fromkeys(("GF", "GP", "MQ", "NC", "PF", "PM", "RE", "WF", "YT", "BL", "MF"), ("FR",)),
}


class Hit(NamedTuple):
    """A place that a name may mean; a tuple, since a lookup makes many.

    Attributes:
        file: The number of the file that it stands in.
        place: The place.
        score: How well the name matches, 0 to 1.
        matched: The folded name under which it was found.
    """

    file: int
    place: StoredPlace
    score: float
    matched: str


def find_hits(stores: Sequence[PlaceStore], folded: str, country: str | None) -> list[Hit]:
    """The places whose names sound like a folded one; only those that match for sure where one bears it exactly.

    Args:
        stores: The files to search.
        folded: What `fold` makes of the name.
        country: ISO 3166-1 alpha-2 code that places must belong to; None for any.
    """
    key = loose_key(folded)
    hashed = key_hash(key)
    searched = [
        (file, store)
        for file, store in enumerate(stores)
        if store.may_hold(hashed) and (country is None or belongs(store.country, country))
    ]
    if not searched:
        return []
    sure = _sure_hits(searched, folded, key, country)
    if any(hit.score == 1.0 and (country is not None or not hit.place.is_unheard_of) for hit in sure):
        return sure
    rows = [(file, name, number) for file, store in searched for name, number in store.names_of_key(key)]
    scores = {name: match_score(folded, name) for name in {name for _file, name, _number in rows}}
    found = _loose_hits(stores, rows, scores, country)
    return [hit for hit in found if hit.score >= _LEAST_OF_UNHEARD_OF or not hit.place.is_unheard_of]


def _sure_hits(searched: Sequence[tuple[int, PlaceStore]], folded: str, key: str, country: str | None) -> list[Hit]:
    """The places of some files whose names sound the same as a folded one, each under its best name."""
    sound = sound_number(folded)
    found = []
    for file, store in searched:
        for names, place in store.sounding(key, sound):
            if country is None or belongs(place.country, country):
                if folded in names:
                    found.append(Hit(file, place, 1.0, folded))
                elif len(names) == 1:
                    found.append(Hit(file, place, sure_score(folded, names[0]), names[0]))
                else:
                    score, name = max([(sure_score(folded, name), name) for name in names])
                    found.append(Hit(file, place, score, name))
    return found


def _loose_hits(
    stores: Sequence[PlaceStore],
    rows: Sequence[tuple[int, str, int]],
    scores: Mapping[str, float],
    country: str | None,
) -> list[Hit]:
    """The places of rows (file, name, row number) with a score above the least one, each under its best name."""
    best: dict[tuple[int, int], tuple[float, str]] = {}
    for file, name, number in rows:
        score = scores.get(name, 0.0)
        if score > _MIN_SCORE and score > best.get((file, number), _NONE)[0]:
            best[file, number] = score, name
    return [
        Hit(file, place, *best[file, place.number])
        for file in {file for file, _number in best}
        for place in stores[file].by_numbers([number for home, number in best if home == file])
        if country is None or belongs(place.country, country)
    ]


def belongs(holder: str | None, country: str) -> bool:
    """Whether what lies in `holder` lies in a country, or in a territory that one side counts as part of it."""
    return holder is None or holder == country or country in _CLAIMED_BY.get(holder, ())
