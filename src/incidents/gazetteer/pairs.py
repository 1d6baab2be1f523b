"""Places named in pairs: "entre X et Y", "axe X-Y"."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from incidents.gazetteer.candidates import Candidate, Finder
from incidents.gazetteer.cues import word_set
from incidents.gazetteer.mention import PlaceMention, PlaceRelation


def merge_pairs(finder: Finder, mentions: list[PlaceMention], items: list[Candidate]) -> list[PlaceMention]:
    """Joins "entre X et Y" into one mention and reads "axe X-Y" as two ends of a road."""
    merged: list[PlaceMention] = []
    skip = False
    for number, mention in enumerate(mentions):
        if skip:
            skip = False
            continue
        pair = between_start(finder, items, number)
        rule = "between.pair"
        if pair is None:
            pair, rule = road_start(finder, items, number), "between.road"
        if pair is not None:
            following = mentions[number + 1]
            merged.append(
                evolve(
                    mention,
                    start=pair,
                    end=following.end,
                    text=finder.text[pair : following.end],
                    cue_start=pair,
                    other=following.name,
                    relation=PlaceRelation.BETWEEN,
                    locative=True,
                    metonym=False,
                    rule=rule,
                )
            )
            skip = True
            continue
        merged.append(_read_axis(finder, mention, items[number]))
    return merged


def between_start(finder: Finder, items: list[Candidate], number: int) -> int | None:
    """Where "entre" stands when this place and the next are what something lies between."""
    if number + 1 >= len(items):
        return None
    item, following = items[number], items[number + 1]
    first = item.around.start if item.around.head else item.first
    place = first - 1
    if item.around.head and place >= 0 and finder.tokens[first].norm == "entre":
        place = first
    while place > 0 and finder.tokens[place].norm in ("le", "la", "les", "l'"):
        place -= 1
    if place < 0 or finder.tokens[place].norm != "entre":
        return None
    gap = [
        token.norm
        for token in finder.tokens[item.last : following.around.kept]
        if token.norm not in ("le", "la", "les", "l'", "de", "du", "d'")
    ]
    if gap != ["et"]:
        return None
    political = item.country is not None or following.country is not None
    border = place > 0 and finder.tokens[place - 1].norm in ("frontière", "frontalière", "limite")
    if political and not border:
        return None
    return finder.tokens[place].start


def road_start(finder: Finder, items: list[Candidate], number: int) -> int | None:
    """Where a road's noun stands when this place and the next are its ends: "la route reliant Gossi à Hombori"."""
    if number + 1 >= len(items):
        return None
    item, following = items[number], items[number + 1]
    if item.country is not None or following.country is not None:
        return None
    gap = [token.norm for token in finder.tokens[item.last : following.first] if token.norm not in _OF_TOWN]
    place = item.first - 1
    while place > 0 and finder.tokens[place].norm in _OF_TOWN:
        place -= 1
    joined = finder.tokens[place].norm in word_set("road_joins")
    if gap not in ((["à"], ["et"], ["vers"]) if joined else (["à"],)):
        return None
    while place > 0 and finder.tokens[place].norm in word_set("road_joins"):
        place -= 1
    if joined and finder.tokens[place].norm.startswith("nationale"):
        place -= 1
    return finder.tokens[place].start if finder.tokens[place].norm in word_set("road") else None


_OF_TOWN: Final = frozenset(("de", "d'", "du", "la", "le", "l'", "ville", "village", "localité", "les"))


def on_road(finder: Finder, item: Candidate) -> bool:
    """Whether the name gives the two ends of a road: "axe Ouahigouya-Thiou"."""
    return "-" in item.name and _road_before(finder, item) is not None


def _road_before(finder: Finder, item: Candidate) -> int | None:
    """Where a road's noun stands right before a name, or an adjective away: "axe routier Djibo-Bourzanga"."""
    for place in (item.first - 1, item.first - 2):
        if place >= 0 and finder.tokens[place].norm in word_set("road"):
            adjective = place == item.first - 1 or finder.tokens[item.first - 1].norm in word_set("road_kind")
            return place if adjective else None
    return None


def _read_axis(finder: Finder, mention: PlaceMention, item: Candidate) -> PlaceMention:
    """Reads "axe X-Y" as between X and Y."""
    if not on_road(finder, item) or finder.exact(mention.name) is not None:
        return mention
    before = finder.tokens[_road_before(finder, item) or 0]
    left, _, right = _split_axis(finder, mention.name)
    return evolve(
        mention,
        start=before.start,
        text=finder.text[before.start : mention.end],
        cue_start=before.start,
        name=left,
        other=right,
        relation=PlaceRelation.BETWEEN,
        locative=True,
        rule="between.axis",
    )


def _split_axis(finder: Finder, name: str) -> tuple[str, str, str]:
    """Cuts "Ouahigouya-Thiou" at the hyphen that leaves most known names."""
    best = name.partition("-")
    most = -1
    for place, char in enumerate(name):
        if char == "-" and 0 < place < len(name) - 1:
            ends = name[:place], name[place + 1 :]
            known = sum(bool(finder.lookup(end)) for end in ends)
            if known > most:
                best, most = (ends[0], "-", ends[1]), known
    return best
