"""Which countries a document is about: named ones, nationalities, well-known places, the dateline."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from typing import Final

from attrs import evolve, frozen

from incidents.annotation.doc import AnnotatedDoc
from incidents.gazetteer.anaphora import UNNAMED
from incidents.gazetteer.countries import country_by_name, demonym_countries, is_own_capital
from incidents.gazetteer.cues import force_countries, newsrooms, scan, unit_country
from incidents.gazetteer.lookup import EXACT, PlaceLookup, bears_name, is_city
from incidents.gazetteer.matching import fold
from incidents.gazetteer.mention import PlaceMention, PlaceRelation
from incidents.gazetteer.places import Place
from incidents.gazetteer.spans import find_name_spans
from incidents.gazetteer.surroundings import read_surroundings
from incidents.reading.records import Reading
from incidents.types import PlaceKind

_HEADLINE_FACTOR: Final = 2.0
_LOCATIVE: Final = 3.0
_NAMED: Final = 1.0
_METONYM: Final = 0.4
_DEMONYM: Final = 1.0
_FORCE: Final = 1.5
"""What the name of an army or mission weighs, which acts where it is at home: "les FARDC", "la Minusma"."""
_KNOWN_PLACE: Final = 1.5
_TOO_LITTLE: Final = 0.75
_ABROAD: Final = 0.35
_SMALL_PLACE: Final = 0.75
_DATELINE: Final = 2.0
_PUBLISHER: Final = 0.5
_BESIDE: Final = frozenset((PlaceRelation.BORDER, PlaceRelation.NEAR))
"""Relations to a country that leave open on which side of its border something happens."""
_LARGE: Final = 100_000
_SEAT: Final = 10_000


@frozen
class Vote:
    """One word that speaks for a country.

    Attributes:
        position: Character in `Reading.text`; -1 outside the text.
        country: ISO 3166-1 alpha-2.
        weight: How much it counts.
        scene: Whether it names the country, or a place there, as where something happens.
    """

    position: int
    country: str
    weight: float
    scene: bool = False


@frozen
class CountryContext:
    """The votes of one document.

    Attributes:
        votes: In text order.
        totals: Sum of the weights of each country.
    """

    votes: tuple[Vote, ...]
    totals: Mapping[str, float]

    @cached_property
    def ranked(self) -> tuple[str, ...]:
        """Countries, most voted first; of equals the one named first."""
        first = {vote.country: number for number, vote in reversed(tuple(enumerate(self.votes)))}
        return tuple(sorted(self.totals, key=lambda country: (-self.totals[country], first[country])))

    @cached_property
    def scenery(self) -> frozenset[str]:
        """Countries that the text names as where something happens."""
        return frozenset(vote.country for vote in self.votes if vote.scene and vote.weight >= _KNOWN_PLACE)

    @property
    def main(self) -> str | None:
        """The country that the document is about."""
        return next(iter(self.ranked), None)

    def share(self, country: str | None) -> float:
        """A country's part of all votes, 0 to 1."""
        whole = sum(self.totals.values())
        return self.totals.get(country, 0.0) / whole if whole and country is not None else 0.0

    def scenes(self, start: int, end: int) -> dict[str, float]:
        """Like `between`, for the votes alone that tell where something happens."""
        sums: dict[str, float] = defaultdict(float)
        first = bisect_left(self.votes, start, key=lambda vote: vote.position)
        for vote in self.votes[first : bisect_right(self.votes, end, key=lambda vote: vote.position)]:
            if vote.scene:
                sums[vote.country] += vote.weight
        return dict(sums)

    def between(self, start: int, end: int) -> dict[str, float]:
        """Sums of the votes that stand from `start` to `end`."""
        sums: dict[str, float] = defaultdict(float)
        first = bisect_left(self.votes, start, key=lambda vote: vote.position)
        for vote in self.votes[first : bisect_right(self.votes, end, key=lambda vote: vote.position)]:
            sums[vote.country] += vote.weight
        return dict(sums)


def _mention_votes(mentions: Sequence[PlaceMention], gazetteer: PlaceLookup) -> list[Vote]:
    votes: list[Vote] = []
    countries = (country_by_name(mention.name) for mention in mentions if mention.kind is PlaceKind.COUNTRY)
    named = {country for country in countries if country is not None}
    for mention in mentions:
        for name in (mention.name, mention.other):
            if name is None or mention.rule in UNNAMED:
                continue
            country = country_by_name(name)
            if _is_left(mention):
                continue
            if country is not None and (mention.kind is PlaceKind.COUNTRY or is_own_capital(name, country)):
                scene = mention.locative and mention.relation not in _BESIDE
                weight = _METONYM if mention.metonym else _LOCATIVE if scene else _NAMED
                votes.append(Vote(mention.start, country, weight, scene))
            elif country is None and mention.kind not in (PlaceKind.SITE, PlaceKind.QUARTER):
                places = gazetteer.lookup(name)
                known = _sure_country(name, places, mention.kind)
                if known is not None and (known in named or not _lies_in(places, named)):
                    far = mention.metonym or mention.passed
                    weight = _METONYM if far else _KNOWN_PLACE if mention.locative else _KNOWN_PLACE / 2
                    votes.append(Vote(mention.start, known, weight, mention.locative))
    return votes


def _is_left(mention: PlaceMention) -> bool:
    """Whether a country is only where somebody comes from, is based or goes: what is told happens elsewhere."""
    return mention.kind is PlaceKind.COUNTRY and mention.passed


def _lies_in(places: Sequence[Place], countries: Set[str]) -> bool:
    """Whether a name is also at home in one of the countries that the text names."""
    return any(place.score >= EXACT and place.country in countries for place in places)


def _sure_country(name: str, places: Sequence[Place], kind: PlaceKind | None = None) -> str | None:
    """The one country where a name is at home without any context: a region's, or that of its by far largest place."""
    exact = [place for place in places if place.score >= EXACT and place.country is not None]
    if kind in (PlaceKind.REGION, PlaceKind.DISTRICT):
        towns = {place.country for place in exact if (place.population or 0) >= _SEAT}
        exact = [place for place in exact if place.kind is PlaceKind.REGION]
        homes = {place.country for place in exact}
        if kind is PlaceKind.DISTRICT:
            homes |= towns  # a district bears its seat's name, and gazetteers know the town
        return exact[0].country if exact and len(homes) == 1 else None
    regions = {place.country for place in exact if place.kind is PlaceKind.REGION}
    exact = [place for place in exact if place.kind is PlaceKind.REGION or bears_name(place, name)]
    sizes = sorted(((place.population or 0, place.country) for place in exact), key=lambda item: -item[0])
    if sizes and sizes[0][0] >= _LARGE and exact[0].population == sizes[0][0]:
        rival = next((size for size, country in sizes if country != sizes[0][1]), 0)
        return sizes[0][1] if sizes[0][0] > 8 * rival else None
    return exact[0].country if len(regions) == 1 and exact[0].country in regions else None


def _only_country(name: str, places: Sequence[Place]) -> str | None:
    """The one country that has a place of a name at all."""
    homes = {place.country for place in places if place.score >= EXACT and bears_name(place, name)}
    return next(iter(homes)) if len(homes) == 1 else None


def _damp(votes: Sequence[Vote]) -> list[Vote]:
    """Lowers the votes of nationalities whose country is nowhere named as a scene: forces and officials act abroad."""
    scenes = {vote.country for vote in votes if vote.scene}
    return [vote if vote.country in scenes else evolve(vote, weight=_ABROAD * vote.weight) for vote in votes]


def _small_votes(mentions: Sequence[PlaceMention], gazetteer: PlaceLookup, voted: frozenset[str]) -> list[Vote]:
    """Votes of small places that lie in just one of the countries voted for already."""
    votes: list[Vote] = []
    seen: set[str] = set()
    for mention in mentions:
        if (
            mention.metonym
            or mention.kind in (PlaceKind.SITE, PlaceKind.COUNTRY)
            or mention.name in seen
            or mention.rule in UNNAMED
        ):
            continue
        seen.add(mention.name)
        homes = {
            place.country for place in gazetteer.lookup(mention.name) if place.score >= EXACT and place.country in voted
        }
        if len(homes) == 1:
            votes.extend(Vote(mention.start, country, _SMALL_PLACE) for country in homes)
    return votes


def _is_known(place: Place) -> bool:
    """Whether a building is rather called after a place, where it stands: "un marché du Darfour-Nord"."""
    return is_city(place) or place.kind is PlaceKind.REGION


def _fallback_votes(mentions: Sequence[PlaceMention], gazetteer: PlaceLookup) -> list[Vote]:
    """Votes of small places, for a document that nothing else locates: each names the countries where it may lie."""
    votes: list[Vote] = []
    for mention in mentions:
        if mention.rule in UNNAMED or _is_left(mention) or len(mention.name) == 1:
            continue
        unit = unit_country(mention.text) if mention.kind in (PlaceKind.DISTRICT, PlaceKind.REGION) else None
        places = [place for place in gazetteer.lookup(mention.name) if place.score >= EXACT]
        if mention.kind in (PlaceKind.SITE, PlaceKind.QUARTER):
            places = [place for place in places if _is_known(place)] if not mention.apposed else []
        countries = sorted({place.country for place in places if place.country})
        if unit is not None and (unit in countries or not countries):
            countries = [unit]
        votes.extend(Vote(mention.start, country, 1.0 / len(countries)) for country in countries)
    return votes


def _text_votes(text: str, *, factor: float = 1.0, outside: bool = False) -> list[Vote]:
    """Votes of the nationalities that a text names; of an ambiguous one, each country gets its part."""
    votes: list[Vote] = []
    forces = force_countries()
    for token in scan(text):
        if not token.is_word or len(token.text) < 3:
            continue
        force = forces.get(token.text)
        countries = demonym_countries(token.norm) if force is None else (force,)
        for country in countries:
            position = -1 if outside else token.start
            votes.append(
                Vote(
                    position,
                    country,
                    factor * (_DEMONYM if force is None else _FORCE) / len(countries),
                    force is not None and not outside,
                )
            )
    return votes


def _site_words(mention: PlaceMention) -> range:
    """The characters of a site's name: "l'hôpital saoudien d'El-Facher" lies in no country for its adjective."""
    return range(mention.start, mention.end) if mention.kind is PlaceKind.SITE else range(0)


def _prose_votes(reading: Reading, named: frozenset[int]) -> list[Vote]:
    """Votes of the nationalities that a document's prose names, but for those inside of the names of sites."""
    spans = [(block.start, block.end) for block in reading.blocks if block.kind.is_prose]
    if not reading.blocks:
        spans = [(0, len(reading.text))]
    return [
        evolve(vote, position=vote.position + start)
        for start, end in spans
        for vote in _text_votes(reading.text[start:end])
        if vote.position + start not in named
    ]


def _title_votes(title: str, gazetteer: PlaceLookup) -> list[Vote]:
    votes = _text_votes(title, factor=_HEADLINE_FACTOR, outside=True)
    tokens = scan(title)
    for span in find_name_spans(tokens):
        around = read_surroundings(tokens, span.first)
        if around.head and around.kind is PlaceKind.AREA:
            continue  # "delta du Niger", "lac Tchad"
        for last in (*span.longer, span.last, *span.shorter):
            name = title[tokens[span.first].start : tokens[last - 1].end]
            country = country_by_name(name)
            known = country or _sure_country(name, gazetteer.lookup(name))
            if known is None and span.first == 0 and title[tokens[last - 1].end :].lstrip().startswith(":"):
                known = _only_country(name, gazetteer.lookup(name))
            if known is not None:
                weight = _NAMED if country is not None else _KNOWN_PLACE / 2
                votes.append(Vote(-1, known, _HEADLINE_FACTOR * weight, True))
                break
    return votes


def _newsroom(reading: Reading) -> range:
    """The characters of a dateline's place that reports are only written in: "PARIS (AFP)"."""
    place = reading.dateline.place if reading.dateline is not None else None
    return range(*place) if place is not None and fold(reading.text[slice(*place)]) in newsrooms() else range(0)


def weigh_countries(
    mentions: Sequence[PlaceMention],
    reading: Reading,
    gazetteer: PlaceLookup,
    *,
    title: str | None = None,
    publisher: str | None = None,
) -> CountryContext:
    """Collects what a document says of the country or countries it is about."""
    newsroom = _newsroom(reading)
    mentions = [mention for mention in mentions if mention.start not in newsroom]
    votes = _mention_votes(mentions, gazetteer)
    votes += _prose_votes(reading, frozenset(at for site in map(_site_words, mentions) for at in site))
    if reading.dateline is not None and reading.dateline.place is not None:
        start, end = reading.dateline.place
        name = reading.text[start:end]
        country = country_by_name(name) or _sure_country(name, gazetteer.lookup(name))
        if country is not None:
            votes.append(Vote(start, country, _METONYM if newsroom else _DATELINE, not newsroom))
    if title is not None:
        votes.extend(_title_votes(title, gazetteer))
    if publisher is not None:
        votes.extend(
            evolve(vote, weight=_PUBLISHER * vote.weight, scene=False) for vote in _title_votes(publisher, gazetteer)
        )
    votes = _damp(votes)
    votes.extend(_small_votes(mentions, gazetteer, frozenset(vote.country for vote in votes)))
    if sum(vote.weight for vote in votes) < _TOO_LITTLE:
        votes += _fallback_votes(mentions, gazetteer)
    votes.sort(key=lambda vote: vote.position)
    totals: dict[str, float] = defaultdict(float)
    for vote in votes:
        totals[vote.country] += vote.weight
    return CountryContext(tuple(votes), dict(totals))


def document_country(
    mentions: Sequence[PlaceMention],
    doc: AnnotatedDoc,
    reading: Reading,
    gazetteer: PlaceLookup,
    *,
    title: str | None = None,
    publisher: str | None = None,
) -> str | None:
    """The country that a document is mainly about, as an ISO 3166-1 alpha-2 code; None when nothing tells."""
    return weigh_countries(mentions, reading, gazetteer, title=title, publisher=publisher).main
