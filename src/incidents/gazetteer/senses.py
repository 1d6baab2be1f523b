"""Chooses the place that a name denotes in one document: one name, one sense."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from attrs import define, field, frozen

from incidents.gazetteer.anaphora import UNNAMED
from incidents.gazetteer.context import CountryContext
from incidents.gazetteer.countries import country_by_name
from incidents.gazetteer.gazetteer import distance_km
from incidents.gazetteer.lookup import EXACT, PlaceLookup, bears_name, is_city
from incidents.gazetteer.matching import TYPO_SCORE, fold
from incidents.gazetteer.mention import PlaceMention, PlaceRelation
from incidents.gazetteer.phrases import headed
from incidents.gazetteer.places import Place
from incidents.reading.records import Reading
from incidents.types import PlaceKind

BUILT: Final = frozenset((PlaceKind.SITE, PlaceKind.QUARTER, PlaceKind.AIRPORT, PlaceKind.BASE))
"""Kinds of what stands in a town."""

_IN_TOWNS: Final = frozenset((PlaceKind.SITE, PlaceKind.QUARTER))
"""Kinds that are called after anything, not only after their town: "rue de Damas"."""

WIDE: Final = frozenset((PlaceKind.REGION, PlaceKind.DISTRICT))
"""Kinds of what has towns in it."""

_FACILITIES: Final = frozenset((PlaceKind.AIRPORT, PlaceKind.BASE, PlaceKind.CAMP, PlaceKind.SITE, PlaceKind.AREA))
_OF_AREAS: Final = _FACILITIES | {PlaceKind.REGION}
"""Kinds of what a head of areas may name together with its name: "bande de Gaza"."""
_TOWN_RADIUS: Final = 60.0
_CHAIN_RADIUS: Final = 350.0
_STRETCHED: Final = 1.3
"""How much farther than told a place may lie: texts count by road."""
_FAMOUS: Final = 300_000
_HEARD_OF: Final = 1000
"""Inhabitants that weigh as much as being kept in the supplement does."""
_CLOSE: Final = 0.9
_OWN_NAME: Final = 0.5
_AT: Final = re.compile(r"\b(?:[àÀA]|sur|contre) $")
_TOWN_TOLD: Final = 1.0
"""What speaks against a region behind "à" where a city bears its name: "à Donetsk"."""
_SEAT: Final = 50_000
"""Inhabitants of such a city."""
_WHOLE: Final = 0.98
_NAMED_WHOLE: Final = 2.0
"""What speaks for a site that the gazetteer knows by its head and name together: "centrale de Zaporijjia"."""
_IN_REGION: Final = 0.6
"""What speaks for a place in a region that the text names anywhere."""
_SMALL_SHARE: Final = 0.08
_LOOSE_SHARE: Final = 0.2
_VAGUE_SHARE: Final = 0.4
_MAX_DEPTH: Final = 4
_NEIGHBOURS: Final = 40
_ALTERNATIVES: Final = 5


HOLDING: Final = frozenset((PlaceRelation.IN, PlaceRelation.PART_OF))
"""Relations that put what is told inside the named place."""


@frozen
class Container:
    """What a chain of places tells of its first.

    Attributes:
        country: ISO 3166-1 alpha-2 code of the country that it lies in.
        admin1: Region that it lies in.
        nearest: Nearest resolved place that it lies in or beside.
        inside: Whether it lies in that place.
        away: Kilometres at which it lies from that place, where the text tells.
    """

    country: str | None
    admin1: str | None
    nearest: Place | None
    inside: bool = True
    away: float | None = None


@define
class SenseChooser:
    """Resolves the mentions of one document, each name to one sense."""

    mentions: Sequence[PlaceMention]
    reading: Reading
    gazetteer: PlaceLookup
    context: CountryContext
    sentences: Sequence[tuple[int, int]]
    title: str | None = None
    chosen: dict[tuple[str, bool], Place | None] = field(factory=dict)
    losers: dict[tuple[str, bool], tuple[Place, ...]] = field(factory=dict)
    points: list[tuple[str, float, float]] = field(factory=list)
    regions: set[tuple[str | None, str]] = field(factory=set)
    whole: set[str] = field(factory=set)
    depth: int = 0

    def candidates(self, name: str, kind: PlaceKind | None, text: str) -> list[Place]:
        """What the gazetteer offers for a name, in all countries and in those that the document is about."""
        found: dict[str, Place] = {}
        names = [headed(text), name] if kind in _FACILITIES and text != name else [name]
        wanted = _OF_AREAS if kind is PlaceKind.AREA else _FACILITIES
        for number, form in enumerate(names):
            offers = list(self.gazetteer.lookup(form))
            for country in self.context.ranked[:3]:
                offers.extend(self.gazetteer.lookup(form, country=country))
            for place in offers:
                if number == 0 and len(names) > 1 and place.kind not in wanted:
                    continue
                if place.score <= TYPO_SCORE and not is_city(place):
                    continue  # an unknown name is likelier another village than a town mistyped
                if number < len(names) - 1 and place.score >= _WHOLE:
                    self.whole.add(place.gazetteer_id)
                known = found.get(place.gazetteer_id)
                if known is None or known.score < place.score:
                    found[place.gazetteer_id] = place
        return [place for place in found.values() if place.kind is not PlaceKind.COUNTRY]

    def key(self, mention: PlaceMention, name: str) -> tuple[str, bool]:
        """What a sense is remembered by: the name, or head and name together where the gazetteer has them as one."""
        if mention.kind in _FACILITIES and mention.text != name and name == mention.name:
            whole = headed(mention.text)
            if any(place.score >= _WHOLE and place.kind in _OF_AREAS for place in self.gazetteer.lookup(whole)):
                return fold(whole), False
        return fold(name), mention.kind in WIDE

    def sentence_votes(self, mention: PlaceMention) -> dict[str, float]:
        """Votes for countries in the mention's own sentence."""
        if mention.sentence is not None and mention.sentence < len(self.sentences):
            start, end = self.sentences[mention.sentence]
        else:
            start, end = mention.start - 150, mention.end + 150
        return self.context.between(start, end)

    def container_of(self, mention: PlaceMention) -> Container:
        """What the text says, up the chain, of where a place lies."""
        country = admin1 = nearest = away = None
        beside, inside = False, True
        for _ in range(_MAX_DEPTH):
            if mention.container is None:
                break
            mention = self.mentions[mention.container]
            beside = beside or mention.relation not in HOLDING
            if mention.kind is PlaceKind.COUNTRY:
                # what lies near a border or a country may lie on either side of it
                country = country or (None if beside else country_by_name(mention.name))
                continue
            place = self.chosen.get(self.key(mention, mention.name))
            if place is None and self.depth < _MAX_DEPTH and mention.rule not in UNNAMED:
                self.depth += 1
                place = self.choose(mention, mention.name)
                self.depth -= 1
            if place is not None:
                if nearest is None:
                    nearest, away = place, mention.distance
                    inside = not beside and mention.kind not in WIDE
                if not beside:
                    country = country or place.country
                    admin1 = admin1 or (place.name if place.kind is PlaceKind.REGION else place.admin1)
        return Container(country, admin1, nearest, inside, away)

    def choose(self, mention: PlaceMention, name: str) -> Place | None:
        """The place that a name denotes here; remembered for the whole document."""
        key = self.key(mention, name)
        if key in self.chosen:
            return self.chosen[key]
        container = self.container_of(mention)
        local = self.sentence_votes(mention)
        scored = []
        found = self.candidates(name, mention.kind, mention.text)
        at = _AT.search(self.reading.text, max(0, mention.start - 8), mention.start) is not None
        cities = {place.country for place in found if at and place.score >= EXACT and _is_seat(place)}
        for place in found:
            if self.refuses(place, name, mention, container.country, local) or _is_off(place, mention, container):
                continue
            own = _OWN_NAME if bears_name(place, name) else 0.0
            own -= _TOWN_TOLD if place.kind is PlaceKind.REGION and place.country in cities else 0.0
            scored.append((self.score(place, mention, container, local) + own, place))
        scored.sort(key=lambda item: (-item[0], item[1].gazetteer_id))
        best = scored[0][1] if scored else None
        self.chosen[key] = best
        self.losers[key] = tuple(place for _, place in scored[1 : 1 + _ALTERNATIVES])
        if best is not None and best.kind is PlaceKind.REGION:
            self.regions.add((best.country, fold(best.name)))
        if best is not None and best.country is not None and not mention.metonym:
            self.points.append((best.country, best.latitude, best.longitude))
        return best

    def refuses(
        self, place: Place, name: str, mention: PlaceMention, container: str | None, local: dict[str, float]
    ) -> bool:
        """Whether a candidate lies where the document gives no reason to look."""
        exact = place.score >= EXACT
        if place.country is None or (not exact and mention.kind in BUILT):
            return not exact
        if not exact and place.kind is PlaceKind.AIRPORT and mention.kind is not PlaceKind.AIRPORT:
            return True  # an airport spelled somewhat like a village
        if container is not None:
            return place.country != container
        famous = (place.population or 0) >= _FAMOUS and bears_name(place, name)
        if mention.kind is PlaceKind.SITE and mention.apposed and place.kind not in BUILT:
            return place.country != self.context.main
        if not self.context.totals:
            return not (exact or famous)
        if famous:
            return False
        if mention.kind in _IN_TOWNS and place.kind not in BUILT and place.country != self.context.main:
            return True
        share = self.context.share(place.country)
        if not exact:
            at_home = place.country == self.context.main or place.country in self.context.scenery
            return not at_home or share < (_LOOSE_SHARE if place.score >= _CLOSE else _VAGUE_SHARE)
        return share < _SMALL_SHARE and local.get(place.country, 0.0) < 1.0 and not self._is_landmark(mention)

    def _is_landmark(self, mention: PlaceMention) -> bool:
        """Whether another place is told by its distance or nearness to this one: "Kobé, à 8 km de Guéréda"."""
        if mention.distance is None and mention.relation is not PlaceRelation.NEAR:
            return False
        return any(other.container is not None and self.mentions[other.container] is mention for other in self.mentions)

    def score(self, place: Place, mention: PlaceMention, container: Container, local: dict[str, float]) -> float:
        """How well a candidate fits its mention and the document."""
        size = place.population or (_HEARD_OF if place.gazetteer_id.startswith("supplement:") else 0)
        total = 6.0 * place.score + 0.3 * math.log10(size + 1)
        total += 4.0 * self.context.share(place.country)
        whole = sum(local.values())
        if whole and place.country is not None:
            total += 2.0 * local.get(place.country, 0.0) / whole
        total += _kind_fit(mention.kind, place.kind)
        if place.gazetteer_id in self.whole:
            total += _NAMED_WHOLE
        if container.country is not None and place.country == container.country:
            total += 1.0
        if container.admin1 is not None and place.admin1 is not None and fold(container.admin1) == fold(place.admin1):
            total += 2.0
        if place.admin1 is not None and (place.country, fold(place.admin1)) in self.regions:
            total += _IN_REGION
        here = (place.latitude, place.longitude)
        if container.nearest is not None:
            away = distance_km(here, (container.nearest.latitude, container.nearest.longitude))
            total += 2.0 if away < 60 else 1.0 if away < 200 else -0.5
        same = [distance_km(here, (lat, lon)) for code, lat, lon in self.points[-_NEIGHBOURS:] if code == place.country]
        if same:
            total += 1.0 if min(same) < 100 else 0.5 if min(same) < 300 else 0.0
        return total


def _is_seat(place: Place) -> bool:
    """Whether a place is a town so large that its name alone denotes it rather than its region."""
    return place.kind is PlaceKind.SETTLEMENT and (place.population or 0) >= _SEAT


def _is_off(place: Place, mention: PlaceMention, container: Container) -> bool:
    """Whether a namesake lies away from the place that the text puts it in or beside."""
    host = container.nearest
    if host is None or host.kind is PlaceKind.AREA:
        return False
    away = distance_km((place.latitude, place.longitude), (host.latitude, host.longitude))
    if host.kind is PlaceKind.REGION:
        return away > _CHAIN_RADIUS and None not in (place.country, host.country) and place.country != host.country
    in_town = container.inside and mention.kind in BUILT and host.kind in (PlaceKind.SETTLEMENT, PlaceKind.DISTRICT)
    return away > (_TOWN_RADIUS if in_town else max(_CHAIN_RADIUS, _STRETCHED * (container.away or 0.0)))


def _kind_fit(wanted: PlaceKind | None, kind: PlaceKind) -> float:
    if wanted is None or wanted is PlaceKind.COUNTRY:
        return {
            PlaceKind.REGION: 0.6,
            PlaceKind.SETTLEMENT: 0.8,
            PlaceKind.AREA: 0.5,
            PlaceKind.QUARTER: 0.4,
            PlaceKind.DISTRICT: 0.2,
        }.get(kind, 0.0)
    if wanted is kind:
        return 2.0
    if wanted in WIDE and kind in WIDE:
        return 1.2
    if wanted in _FACILITIES and kind in (PlaceKind.SETTLEMENT, PlaceKind.QUARTER):
        return 0.8
    if wanted in (PlaceKind.SETTLEMENT, PlaceKind.QUARTER) and kind in (PlaceKind.SETTLEMENT, PlaceKind.QUARTER):
        return 1.2
    return 0.0


def by_sureness(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Regions first, then places with a container, then the others: what is sure helps what is not."""

    def rank(item: tuple[int, PlaceMention]) -> tuple[int, int]:
        number, mention = item
        return (0 if mention.kind in WIDE else 1 if mention.container is not None else 2, number)

    return [mention for _, mention in sorted(enumerate(mentions), key=rank)]
