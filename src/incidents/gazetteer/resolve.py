"""Resolves place names to places, with the whole document as context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from incidents.annotation.doc import AnnotatedDoc
from incidents.gazetteer.anaphora import CAPITAL_RULE, COUNTRY_RULE, UNNAMED
from incidents.gazetteer.context import document_country, weigh_countries
from incidents.gazetteer.countries import country as country_of_code
from incidents.gazetteer.countries import country_by_name
from incidents.gazetteer.demonstratives import NOWHERE_RULE, THIS_RULE, antecedent
from incidents.gazetteer.fallback import GeocoderFallback
from incidents.gazetteer.gazetteer import distance_km
from incidents.gazetteer.hosts import (
    capital_country,
    capital_place,
    inherited_country,
    leads_abroad,
    shifted,
    told_point,
)
from incidents.gazetteer.lookup import EXACT, PlaceLookup
from incidents.gazetteer.mention import PlaceMention, PlaceRelation
from incidents.gazetteer.places import Place
from incidents.gazetteer.relative import midpoint
from incidents.gazetteer.senses import WIDE, SenseChooser, by_sureness
from incidents.incident import Location
from incidents.reading.records import Reading
from incidents.types import PlaceKind

_IN_REGIONS: Final = frozenset((PlaceKind.AREA, PlaceKind.SITE))
"""Kinds of heads behind which a region is only where something stands: "un marché du Darfour-Nord"."""
_STRETCH_KM: Final = 300.0

__all__ = ["ResolvedPlace", "document_country", "resolve_places"]


@frozen(kw_only=True)
class ResolvedPlace:
    """A place mention and what it denotes.

    Attributes:
        mention: The mention.
        location: The location, with the candidates that lost as its alternatives.
    """

    mention: PlaceMention
    location: Location


def _precision(mention: PlaceMention, place: Place | None) -> int:
    """Precision by the words: 1 named place, 2 near or between, 3 region, 4 country."""
    if mention.kind is PlaceKind.COUNTRY:
        return 3 if mention.relation in (PlaceRelation.PART_OF, PlaceRelation.DIRECTION) else 4
    kind: PlaceKind | None = mention.kind
    if place is not None and (kind is None or (kind in _IN_REGIONS and place.kind is PlaceKind.REGION)):
        kind = place.kind
    if mention.relation in (PlaceRelation.NEAR, PlaceRelation.BETWEEN, PlaceRelation.DIRECTION, PlaceRelation.BORDER):
        return 3 if mention.kind in WIDE and mention.relation is not PlaceRelation.BETWEEN else 2
    wide = kind in WIDE or (kind is PlaceKind.AREA and mention.kind is None)
    if mention.relation is PlaceRelation.PART_OF:
        return 3 if wide else 2
    return 3 if wide else 1


def _location(resolver: SenseChooser, mention: PlaceMention, place: Place, losers: tuple[Place, ...]) -> Location:
    latitude, longitude = shifted(mention, place)
    return Location(
        mention=mention.text,
        name=place.name,
        kind=place.kind,
        admin1=place.name if place.kind is PlaceKind.REGION else place.admin1,
        admin2=place.admin2,
        country=place.country or inherited_country(resolver, mention),
        latitude=latitude,
        longitude=longitude,
        precision=_precision(mention, place),
        gazetteer_id=place.gazetteer_id,
        alternatives=losers,
    )


def _resolve_country(resolver: SenseChooser, mention: PlaceMention) -> Location:
    code = country_by_name(mention.name)
    place = next(
        (
            place
            for place in resolver.gazetteer.lookup(mention.name)
            if place.kind is PlaceKind.COUNTRY and place.country == code
        ),
        None,
    )
    whole = place is not None and mention.relation not in (PlaceRelation.PART_OF, PlaceRelation.DIRECTION)
    return Location(
        mention=mention.text,
        name=place.name if place is not None else mention.name,
        kind=PlaceKind.COUNTRY,
        country=code,
        latitude=place.latitude if place is not None and whole else None,
        longitude=place.longitude if place is not None and whole else None,
        precision=_precision(mention, place),
        gazetteer_id=place.gazetteer_id if place is not None else None,
    )


def _resolve_one(resolver: SenseChooser, mention: PlaceMention, fallback: GeocoderFallback | None) -> Location:
    if mention.rule in (CAPITAL_RULE, COUNTRY_RULE):
        return _resolve_anaphora(resolver, mention)
    if mention.kind is PlaceKind.COUNTRY and mention.other is None:
        return _resolve_country(resolver, mention)
    place = resolver.choose(mention, mention.name)
    if place is not None and leads_abroad(resolver, mention, place):
        place = None  # "l'ancienne route de Damas" in Beirut
    losers = resolver.losers.get(resolver.key(mention, mention.name), ())
    if mention.other is not None:
        return _between(resolver, mention, place)
    if place is not None:
        return _location(resolver, mention, place, losers)
    container = resolver.container_of(mention)
    country = container.country or inherited_country(resolver, mention)
    if fallback is not None and mention.locative:
        place = fallback.place(mention.name, country=country, kind=mention.kind)
        if place is not None:
            return _location(resolver, mention, place, ())
    point = told_point(resolver, mention)
    if point is not None:
        return point
    return Location(
        mention=mention.text,
        name=mention.name,
        kind=mention.kind,
        admin1=container.admin1,
        country=country,
        precision=_precision(mention, None),
    )


def _resolve_anaphora(resolver: SenseChooser, mention: PlaceMention) -> Location:
    """Resolves "la capitale (malienne)" and "le nord du pays" by the document's country."""
    is_capital = mention.rule == CAPITAL_RULE
    code = capital_country(resolver, mention) if is_capital else inherited_country(resolver, mention)
    if mention.rule == COUNTRY_RULE or code is None:
        return Location(
            mention=mention.text, kind=mention.kind, country=code, precision=3 if mention.rule == COUNTRY_RULE else 1
        )
    capital = country_of_code(code).capital
    place = capital_place(resolver, mention)
    if place is None:
        return Location(
            mention=mention.text, name=capital or None, kind=PlaceKind.SETTLEMENT, country=code, precision=1
        )
    return _location(resolver, mention, place, ())


def _between(resolver: SenseChooser, mention: PlaceMention, first: Place | None) -> Location:
    """The middle of two places; of one alone when the gazetteer lacks the other."""
    assert mention.other is not None
    second = resolver.choose(mention, mention.other)
    if second is None and first is not None:
        second = _other_end(resolver, mention.other, first)
    known = [place for place in (first, second) if place is not None]
    container = resolver.container_of(mention)
    if not known:
        return Location(
            mention=mention.text,
            name=mention.name,
            admin1=container.admin1,
            country=container.country or inherited_country(resolver, mention),
            precision=2,
        )
    name = " – ".join(place.name for place in known)
    point = midpoint([(place.latitude, place.longitude) for place in known])
    here = inherited_country(resolver, mention)
    known.sort(key=lambda place: place.country != here)
    return Location(
        mention=mention.text,
        name=name,
        kind=known[0].kind,
        admin1=known[0].admin1,
        admin2=known[0].admin2,
        country=known[0].country,
        latitude=point[0],
        longitude=point[1],
        precision=2,
        gazetteer_id=known[0].gazetteer_id,
    )


def _other_end(resolver: SenseChooser, name: str, first: Place) -> Place | None:
    """The place of a name that lies no farther from the first end of a stretch than stretches are long."""
    here = (first.latitude, first.longitude)
    for place in resolver.gazetteer.lookup(name, near=here):
        if place.score >= EXACT and distance_km(here, (place.latitude, place.longitude)) <= _STRETCH_KM:
            return place
    return None


def resolve_places(
    mentions: Sequence[PlaceMention],
    doc: AnnotatedDoc,
    reading: Reading,
    gazetteer: PlaceLookup,
    *,
    title: str | None = None,
    publisher: str | None = None,
    fallback: GeocoderFallback | None = None,
) -> tuple[ResolvedPlace, ...]:
    """Resolves the place mentions of one document, in their order.

    A name has one sense a document. A country's name never denotes a town, nor the reverse. A place that the gazetteer
    lacks keeps the country and region that the text gives, without coordinates.

    Args:
        mentions: What `find_places` found.
        doc: The annotated text.
        reading: The reading whose text was annotated.
        gazetteer: Where names are looked up.
        title: Headline, when it is kept apart from the text.
        publisher: Publisher's name; a country named in it is a weak hint.
        fallback: Asked for places where something happens and that the gazetteer lacks; nobody when None.

    Example:
        >>> from incidents.gazetteer import Gazetteer
        >>> from incidents.gazetteer.toponyms import find_places
        >>> text = "Une roquette est tombée à Tripoli, dans le nord du Liban."
        >>> doc = AnnotatedDoc(text, ())
        >>> reading = Reading(source=text, text=text, offsets=tuple(range(len(text) + 1)), blocks=())
        >>> gazetteer = Gazetteer.default()
        >>> places = resolve_places(find_places(doc, reading, gazetteer), doc, reading, gazetteer)
        >>> [(place.location.country, place.location.precision) for place in places]
        [('LB', 1), ('LB', 3)]
    """
    context = weigh_countries(mentions, reading, gazetteer, title=title, publisher=publisher)
    spans = [(sentence.start, sentence.end) for sentence in doc.sentences]
    resolver = SenseChooser(mentions, reading, gazetteer, context, spans, title)
    for mention in by_sureness(mentions):
        if mention.kind is not PlaceKind.COUNTRY and mention.rule not in UNNAMED:
            resolver.choose(mention, mention.name)
    resolved: list[ResolvedPlace] = []
    told: list[tuple[PlaceMention, PlaceKind | None]] = []
    for mention in mentions:
        if mention.rule == THIS_RULE:
            resolved.append(_resolve_pointing(resolver, mention, told, fallback))
        else:
            resolved.append(ResolvedPlace(mention=mention, location=_resolve_one(resolver, mention, fallback)))
            told.append((mention, resolved[-1].location.kind))
    return tuple(resolved)


def _resolve_pointing(
    resolver: SenseChooser,
    mention: PlaceMention,
    told: Sequence[tuple[PlaceMention, PlaceKind | None]],
    fallback: GeocoderFallback | None,
) -> ResolvedPlace:
    """Resolves "cette ville" to the place told before, as if it were named again here."""
    named = antecedent(mention, told)
    if named is None:
        country = inherited_country(resolver, mention)
        location = Location(mention=mention.text, kind=mention.kind, country=country, precision=3)
        return ResolvedPlace(mention=evolve(mention, rule=NOWHERE_RULE), location=location)
    again = evolve(
        named,
        kind=mention.kind if mention.kind is PlaceKind.SETTLEMENT and named.kind in WIDE else named.kind,
        start=mention.start,
        end=mention.end,
        cue_start=mention.cue_start,
        relation=mention.relation,
        bearing=mention.bearing,
        distance=mention.distance,
        locative=mention.locative,
        held=mention.held,
        sentence=mention.sentence,
        word=mention.word,
        rule=THIS_RULE,
    )
    location = _resolve_one(resolver, again, fallback)
    return ResolvedPlace(mention=evolve(again, container=mention.container), location=location)
