"""Places told by the names of others: "à 30 km au sud-est de X", "entre X et Y", "sur l'axe X-Y"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Final

from attrs import evolve

from incidents.gazetteer.cues import Token, scan, word_set
from incidents.gazetteer.places import Place
from incidents.gazetteer.relative import displace, midpoint
from incidents.gazetteer.surroundings import read_surroundings
from incidents.gazetteer.twins import distance_km

Lookup = Callable[[str], Sequence[Place]]

_MAY_TELL: Final = re.compile(
    r"\b(?:entre|axe|route|autoroute|piste|voie|tronçon|km|kms|kilomètres?|mètres|miles|milles)\b", re.IGNORECASE
)
_WEIGHT: Final = 0.8
"""What a name's match says for a point that only lies some way from its place."""
_TRIED: Final = 4
_LATER: Final = 0.1
_FAR_KM: Final = 1000.0
"""No stretch that is told by its ends is longer."""


def told_places(phrase: str, lookup: Lookup) -> tuple[Place, ...]:
    """The points that a phrase tells by the names of other places, best first; none when it tells no such point.

    Each has the name and the kind of what it is told by, and a lower score.

    Args:
        phrase: As the text writes it.
        lookup: Gives the places of a name or phrase, best first.

    >>> from incidents.gazetteer import Gazetteer
    >>> place = told_places("à 30 km au nord de Kaya", Gazetteer.default().lookup)[0]
    >>> place.name, place.latitude, place.score
    ('Kaya', 13.3581, 0.8)
    """
    if _MAY_TELL.search(phrase) is None:
        return ()
    tokens = scan(phrase)
    for ends in _pairs(phrase, tokens):
        found = _between(*ends, lookup)
        if found:
            return found
    return _beside(phrase, tokens, lookup)


def _pairs(phrase: str, tokens: tuple[Token, ...]) -> Iterator[tuple[str, str]]:
    """The ways to read a phrase as the two ends of a stretch."""
    words = [token.norm for token in tokens]
    if "entre" in words:
        first = words.index("entre") + 1
        for place, token in enumerate(tokens[first:], start=first):
            if token.norm == "et" and first < place < len(tokens) - 1:
                yield phrase[tokens[first].start : token.start].strip(), phrase[token.end :].strip()
    for token in tokens[:-1]:
        if token.norm in word_set("road"):
            stretch = phrase[token.end :]
            for mark in re.finditer(r"\s*[-–—]\s*|\s+(?:à|vers)\s+", stretch):
                ends = stretch[: mark.start()].strip(), stretch[mark.end() :].strip()
                if all(end[:1].isupper() or end.startswith(("al", "el")) for end in map(_bare, ends)):
                    yield _bare(ends[0]), _bare(ends[1])
            return


def _bare(end: str) -> str:
    """One end of a road without the words that join it to the road's noun."""
    return re.sub(r"^(?:reliant|menant|allant|qui relie|qui mène|de la|de|du|des|d['’]|à)\s*", "", end)


def _between(first: str, second: str, lookup: Lookup) -> tuple[Place, ...]:
    """The middles between places of two names, those of likely and near pairs first."""
    pairs = []
    for (i, one), (j, other) in product(enumerate(lookup(first)[:_TRIED]), enumerate(lookup(second)[:_TRIED])):
        away = distance_km(_point(one), _point(other))
        if one.gazetteer_id != other.gazetteer_id and away <= _FAR_KM:
            score = min(one.score, other.score)
            pairs.append((away / _FAR_KM - score + _LATER * (i + j), i, j, score, one, other))
    found = []
    for *_rank, score, one, other in sorted(pairs, key=lambda pair: pair[:3]):
        latitude, longitude = midpoint([_point(one), _point(other)])
        found.append(
            evolve(
                one,
                name=f"{one.name} – {other.name}",
                latitude=latitude,
                longitude=longitude,
                population=None,
                score=round(_WEIGHT * score, 3),
            )
        )
    return tuple(found)


def _beside(phrase: str, tokens: tuple[Token, ...], lookup: Lookup) -> tuple[Place, ...]:
    """The points at the distance and in the direction that a phrase gives from a place; its own without a direction."""
    for index, token in enumerate(tokens):
        if not token.capital or (index == 0 and len(tokens) > 1):
            continue
        if index > 1 and tokens[index - 1].text == "-":
            index -= 2  # "el-Arich"
        around = read_surroundings(tokens, index)
        start = tokens[around.kept].start
        if around.distance is None or start == 0:
            return ()
        found = []
        for place in lookup(phrase[start:]):
            latitude, longitude = _point(place)
            if around.bearing is not None:
                latitude, longitude = displace(latitude, longitude, kilometres=around.distance, bearing=around.bearing)
            found.append(evolve(place, latitude=latitude, longitude=longitude, score=round(_WEIGHT * place.score, 3)))
        return tuple(found)
    return ()


def _point(place: Place) -> tuple[float, float]:
    return place.latitude, place.longitude
