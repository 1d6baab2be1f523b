"""Where a place that the gazetteer lacks lies by the text: its town, the place it is near, its country."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from incidents.gazetteer.anaphora import CAPITAL_RULE
from incidents.gazetteer.countries import country as country_of_code
from incidents.gazetteer.countries import demonym_countries
from incidents.gazetteer.cues import scan
from incidents.gazetteer.lookup import EXACT
from incidents.gazetteer.matching import fold
from incidents.gazetteer.mention import PlaceMention, PlaceRelation
from incidents.gazetteer.places import Place
from incidents.gazetteer.relative import displace, midpoint
from incidents.gazetteer.senses import BUILT, HOLDING, WIDE, SenseChooser
from incidents.gazetteer.spans import find_name_spans
from incidents.incident import Location
from incidents.types import PlaceKind

_NEAR_REACH: Final = 60.0
_OF_TITLE: Final = 0.2
"""What speaks for a country that the title names, as a share of all that speaks for any."""
_BESIDE: Final = 10.0
"""Kilometres at which something lies "au nord de" a town where the text tells no distance."""
_TOWNLY: Final = BUILT | {PlaceKind.CAMP}
"""Kinds of what stands in or by the town that a tale is set in."""
_TOWNS: Final = frozenset((PlaceKind.SETTLEMENT, PlaceKind.QUARTER))
_ROAD: Final = "near.road"
_BACK: Final = 15
"""Sentences that the town of a tale is looked for back."""


def shifted(mention: PlaceMention, place: Place) -> tuple[float, float]:
    """The place's point, moved as "à 30 km au sud de" says."""
    away = mention.distance
    if away is None and mention.relation is PlaceRelation.DIRECTION and place.kind is PlaceKind.SETTLEMENT:
        away = _BESIDE
    if away is None or mention.bearing is None:
        return place.latitude, place.longitude
    return displace(place.latitude, place.longitude, kilometres=away, bearing=mention.bearing)


def leads_abroad(resolver: SenseChooser, mention: PlaceMention, place: Place) -> bool:
    """Whether a road is only called after a place of another country than where the text is set."""
    main = resolver.context.main
    return mention.rule == _ROAD and mention.distance is None and main is not None and place.country not in (None, main)


def told_point(resolver: SenseChooser, mention: PlaceMention) -> Location | None:
    """Where a place that the gazetteer lacks lies by the text's own words: in a town, or near a place."""
    outer = resolver.mentions[mention.container] if mention.container is not None else None
    place = resolver.chosen.get(resolver.key(outer, outer.name)) if outer is not None else None
    shift = None
    stretch = outer if outer is not None and outer.other is not None else _stretch_before(resolver, mention)
    if stretch is not None:
        return _between(resolver, mention, stretch)
    if outer is not None and place is not None:
        close = (outer.distance or 0.0) <= _NEAR_REACH
        inside = outer.relation is PlaceRelation.IN and place.kind in _TOWNS
        near = outer.relation in (PlaceRelation.NEAR, PlaceRelation.DIRECTION) or outer.distance is not None
        shift = outer if inside or (near and close and place.kind not in WIDE) else None
    if shift is None:
        townly = mention.kind in _TOWNLY or mention.rule == _ROAD
        place = host_town(resolver, mention) or scene_town(resolver, mention) if townly else None
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


def _stretch_before(resolver: SenseChooser, mention: PlaceMention) -> PlaceMention | None:
    """The stretch that a sentence names before a place on it: "sur l'axe X-Y, … à hauteur de Z"."""
    outer = resolver.mentions[mention.container] if mention.container is not None else None
    broad = outer is None or outer.kind in WIDE or outer.kind is PlaceKind.COUNTRY
    if not broad or mention.sentence is None or not mention.locative:
        return None
    at = bisect_left(resolver.mentions, mention.start, key=lambda other: other.start)
    for other in reversed(resolver.mentions[:at]):
        if other.sentence != mention.sentence:
            return None
        if other.other is not None:
            return other
    return None


def _between(resolver: SenseChooser, mention: PlaceMention, outer: PlaceMention) -> Location | None:
    """The middle of the stretch that a place lies on: "X, entre Y et Z"."""
    names = (outer.name, outer.other or outer.name)
    ends = [place for name in names if (place := resolver.choose(outer, name)) is not None]
    if not ends:
        return None
    latitude, longitude = midpoint([(place.latitude, place.longitude) for place in ends])
    return Location(
        mention=mention.text,
        name=mention.name,
        kind=mention.kind,
        admin1=ends[0].admin1,
        country=ends[0].country or inherited_country(resolver, mention),
        latitude=latitude,
        longitude=longitude,
        precision=2,
    )


def host_town(resolver: SenseChooser, mention: PlaceMention) -> Place | None:
    """The town that the text says a quarter, street or building lies in, directly or by what contains it."""
    outer = mention
    for _ in range(4):
        if outer.container is None:
            break
        outer = resolver.mentions[outer.container]
        place = _town_of(resolver, outer)
        if outer.relation not in HOLDING:
            break
        if place is not None and place.kind in _TOWNS:
            return place
    return None


def scene_town(resolver: SenseChooser, mention: PlaceMention) -> Place | None:
    """The town that the tale is set in where a quarter, street or building is named: the nearest named before it.

    A tale that names no town there is set in the title's. A town of another country is none.
    """
    while mention.container is not None:
        outer = resolver.mentions[mention.container]
        if outer.kind not in BUILT or outer.container == mention.container:
            return None
        mention = outer
    if mention.sentence is None or (mention.relation not in HOLDING and mention.rule != _ROAD):
        return None
    country = inherited_country(resolver, mention)
    at = bisect_left(resolver.mentions, mention.start, key=lambda other: other.start)
    for other in (*reversed(resolver.mentions[:at]), *resolver.mentions[at + 1 :]):
        if other.sentence is None or not mention.sentence - _BACK <= other.sentence <= mention.sentence:
            break
        here = other.sentence == mention.sentence and other.start < mention.start
        place = _town_of(resolver, other)
        scene = (other.locative or (here and not other.held)) and not (other.passed or other.metonym)
        if not scene or other.relation not in HOLDING or place is None or place.kind not in _TOWNS:
            continue
        if (here and other.locative) or country in (place.country, None):
            return place
    return town_of_title(resolver, country)


def _town_of(resolver: SenseChooser, mention: PlaceMention) -> Place | None:
    """What a mention denotes, be it "la capitale"."""
    if mention.rule == CAPITAL_RULE:
        return capital_place(resolver, mention)
    return resolver.chosen.get(resolver.key(mention, mention.name))


def capital_place(resolver: SenseChooser, mention: PlaceMention) -> Place | None:
    """The town that "la capitale (malienne)" is."""
    code = capital_country(resolver, mention)
    capital = _capital_told(resolver, code) if code is not None else ""
    if not capital:
        return None
    found = resolver.gazetteer.lookup(capital, country=code)
    return next((place for place in found if place.kind is PlaceKind.SETTLEMENT and place.country == code), None)


def _capital_told(resolver: SenseChooser, code: str) -> str:
    """The name of a country's capital, or of the town that was one before where the text names only that."""
    country = country_of_code(code)
    named = {fold(mention.name) for mention in resolver.mentions} if country.seats else set()
    if fold(country.capital) in named:
        return country.capital
    return next((seat for seat in country.seats if fold(seat) in named), country.capital)


def capital_country(resolver: SenseChooser, mention: PlaceMention) -> str | None:
    """The country whose capital "la capitale (malienne)" is: the one of that nationality, or else the text's."""
    named = demonym_countries(mention.text.rpartition(" ")[2])
    return named[0] if named else inherited_country(resolver, mention)


def town_of_title(resolver: SenseChooser, country: str | None) -> Place | None:
    """The first town of a country that the title names: "Kinshasa : treize morts dans des heurts"."""
    if resolver.title is None or country is None:
        return None
    tokens = scan(resolver.title)
    for span in find_name_spans(tokens):
        for last in (span.last, *span.shorter):
            name = resolver.title[tokens[span.first].start : tokens[last - 1].end]
            for place in resolver.gazetteer.lookup(name, country=country):
                if place.kind is PlaceKind.SETTLEMENT and place.score >= EXACT:
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
    for code in resolver.context.scenes(-1, -1):
        weights[code] = weights.get(code, 0.0) + _OF_TITLE
    return max(sorted(weights), key=lambda code: weights[code], default=None)
