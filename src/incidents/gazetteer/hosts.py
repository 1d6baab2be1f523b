"""Where a place that the gazetteer lacks lies by the text: its town, the place it is near, its country."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from incidents.gazetteer.countries import country_by_name
from incidents.gazetteer.lookup import EXACT, bears_name
from incidents.gazetteer.mention import PlaceMention, PlaceRelation
from incidents.gazetteer.places import Place
from incidents.gazetteer.relative import displace
from incidents.gazetteer.senses import BUILT, HOLDING, WIDE, SenseChooser, sense_key
from incidents.gazetteer.spans import capitalised_names
from incidents.incident import Location
from incidents.types import PlaceKind

_TOWN_RULES: Final = ("head.street", "head.quarter")
_OF: Final = (" de ", " du ", " des ", " d'", " de la ", " de l'")
_NEAR_REACH: Final = 60.0
_HOST_REACH: Final = 400


def shifted(mention: PlaceMention, place: Place) -> tuple[float, float]:
    """The place's point, moved as "à 30 km au sud de" says."""
    if mention.distance is None or mention.bearing is None:
        return place.latitude, place.longitude
    return displace(place.latitude, place.longitude, kilometres=mention.distance, bearing=mention.bearing)


def told_point(resolver: SenseChooser, mention: PlaceMention) -> Location | None:
    """Where a place that the gazetteer lacks lies by the text's own words: in a town, or near a place."""
    outer = resolver.mentions[mention.container] if mention.container is not None else None
    place = resolver.chosen.get(sense_key(outer, outer.name)) if outer is not None else None
    shift = None
    if outer is not None and place is not None and outer.other is None:
        close = (outer.distance or 0.0) <= _NEAR_REACH
        inside = outer.relation is PlaceRelation.IN and place.kind is PlaceKind.SETTLEMENT
        near = outer.relation is PlaceRelation.NEAR or outer.distance is not None
        shift = outer if inside or (near and close and place.kind not in WIDE) else None
    if shift is None:
        place = host_town(resolver, mention) if mention.kind in BUILT else None
        shift = mention
    if place is None:
        return None
    latitude, longitude = shifted(shift, place)
    return Location(
        mention=mention.text,
        name=mention.name,
        kind=mention.kind,
        admin1=place.admin1,
        admin2=place.admin2,
        country=place.country or inherited_country(resolver, mention),
        latitude=latitude,
        longitude=longitude,
        precision=2,
    )


def host_town(resolver: SenseChooser, mention: PlaceMention) -> Place | None:
    """The town that a quarter, street or building lies in: its container's, else the one named last before it."""
    outer = mention
    for _ in range(4):
        if outer.container is None:
            break
        outer = resolver.mentions[outer.container]
        place = resolver.chosen.get(sense_key(outer, outer.name))
        if outer.relation not in HOLDING:
            break
        if place is not None and place.kind is PlaceKind.SETTLEMENT:
            return place
    if not _is_in_town(mention):
        return None
    before = bisect_left(resolver.mentions, mention.start, key=lambda item: item.start)
    for number in range(before - 1, -1, -1):
        other = resolver.mentions[number]
        if mention.start - other.end > _HOST_REACH:
            break
        place = resolver.chosen.get(sense_key(other, other.name))
        if (
            place is not None
            and place.kind is PlaceKind.SETTLEMENT
            and other.locative
            and other.relation is PlaceRelation.IN
        ):
            return place
    return resolver.home


def _is_in_town(mention: PlaceMention) -> bool:
    """Whether the name is a building's, street's or quarter's own, not its village's ("école de X")."""
    head = mention.text.removesuffix(mention.name)
    return mention.rule in _TOWN_RULES or not head.endswith(_OF)


def home_town(resolver: SenseChooser, title: str | None) -> Place | None:
    """The one town that the headline names, else the dateline's."""
    names = list(capitalised_names(title)) if title is not None else []
    if resolver.reading.dateline is not None and resolver.reading.dateline.place is not None:
        start, end = resolver.reading.dateline.place
        names.append(resolver.reading.text[start:end])
    for name in names:
        if resolver.context.main is None or country_by_name(name) is not None:
            continue
        for place in resolver.gazetteer.lookup(name, country=resolver.context.main):
            if place.score >= EXACT and place.kind is PlaceKind.SETTLEMENT and bears_name(place, name):
                return place
    return None


def inherited_country(resolver: SenseChooser, mention: PlaceMention) -> str | None:
    """Country of a place that the gazetteer lacks: the scene named nearest before it, weighed with the document's."""
    weights = {code: resolver.context.share(code) for code in resolver.context.ranked}
    if mention.sentence is not None and mention.sentence < len(resolver.sentences):
        start, end = resolver.sentences[mention.sentence]
    else:
        start, end = mention.start - 150, mention.end + 150
    for code in resolver.context.scenes(start, end):
        weights[code] = weights.get(code, 0.0) + 0.5
    for code in resolver.context.scenes(start - 300, start):
        weights[code] = weights.get(code, 0.0) + 0.2
    return max(sorted(weights), key=lambda code: weights[code], default=None)
