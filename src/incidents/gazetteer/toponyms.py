"""Finds the place names of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from incidents.annotation.doc import AnnotatedDoc
from incidents.dates.lexicon import load_forms
from incidents.gazetteer.anaphora import UNNAMED, find_anaphora
from incidents.gazetteer.candidates import (
    Candidate,
    Finder,
    find_candidates,
    in_prose,
    is_sure,
    person_names,
    scene_countries,
)
from incidents.gazetteer.chains import anchor, link_containers, spread_heads, with_anaphora
from incidents.gazetteer.countries import country_by_name, is_own_capital
from incidents.gazetteer.cues import phrase_table, scan, word_set
from incidents.gazetteer.demonstratives import find_demonstratives, with_demonstratives
from incidents.gazetteer.headings import is_heading
from incidents.gazetteer.judging import is_acronym, is_metonym, judge, settle
from incidents.gazetteer.lookup import EXACT, PlaceLookup
from incidents.gazetteer.matching import fold
from incidents.gazetteer.mention import PlaceMention, PlaceRelation
from incidents.gazetteer.pairs import between_start, merge_pairs
from incidents.reading.records import Reading
from incidents.types import PlaceKind

__all__ = ["PlaceMention", "PlaceRelation", "find_places"]


def find_places(doc: AnnotatedDoc, reading: Reading, gazetteer: PlaceLookup) -> tuple[PlaceMention, ...]:
    """Finds every place that the prose of a document names, in text order.

    Names of persons, organisations, newspapers and peoples are left out; a capital that stands for its government is
    found and marked. A name that the gazetteer lacks is found where the words before it announce a place.

    Args:
        doc: The annotated text; its entities are weak votes, and it may hold none.
        reading: The reading whose text was annotated; places are looked for in its prose and its dateline.
        gazetteer: Where names are looked up.

    Example:
        >>> from incidents.gazetteer import Gazetteer
        >>> text = "Une mine a sauté à Karma, dans l'ouest du Niger, selon Paris."
        >>> reading = Reading(source=text, text=text, offsets=tuple(range(len(text) + 1)), blocks=())
        >>> places = find_places(AnnotatedDoc(text, ()), reading, Gazetteer.default())
        >>> [(place.text, place.relation.value, place.metonym) for place in places]
        [('Karma', 'in', False), ('ouest du Niger', 'part_of', False), ('Paris', 'in', True)]
    """
    text = reading.text
    tokens = scan(text)
    entities = tuple(
        sorted(
            (entity.start, entity.end, entity.kind)
            for entity in doc.entities
            if not _ends_in_a_day(text, entity.start, entity.end)
        )
    )
    finder = Finder(text, tokens, gazetteer, entities)
    candidates = find_candidates(finder, reading)
    persons = person_names(finder, candidates)
    trusted = frozenset(fold(item.name) for item in candidates if is_sure(finder, item)) - persons
    verdicts = [judge(finder, item, trusted, persons) for item in candidates]
    for number in range(len(candidates) - 1):
        pair = candidates[number : number + 2]
        if between_start(finder, candidates, number) is not None and not any(
            is_acronym(item.name) or item.around.blocked for item in pair
        ):
            verdicts[number] = verdicts[number + 1] = True
    scenes = scene_countries(finder, candidates, verdicts)
    accepted = [
        item
        for item, verdict in zip(candidates, verdicts, strict=True)
        if verdict or (verdict is None and settle(finder, item, scenes))
    ]
    mentions = spread_heads(text, [_mention(finder, item) for item in accepted])
    mentions = merge_pairs(finder, mentions, accepted)
    mentions = with_anaphora(mentions, [item for item in find_anaphora(text, tokens) if in_prose(item.start, reading)])
    pointing = [item for item in find_demonstratives(text, tokens) if in_prose(item.start, reading)]
    linked = link_containers(text, anchor(with_demonstratives(mentions, pointing), doc))
    return tuple(_as_town(finder, mention, linked) for mention in linked)


def _as_town(finder: Finder, mention: PlaceMention, mentions: Sequence[PlaceMention]) -> PlaceMention:
    """A country's name as that of a town elsewhere, where the words say so: "à Grenade", "Grenade, en Espagne"."""
    own = country_by_name(mention.name) if mention.kind is PlaceKind.COUNTRY else None
    if own is None or mention.rule in UNNAMED:
        return mention
    outer = mentions[mention.container] if mention.container is not None else None
    holder = country_by_name(outer.name) if outer is not None and outer.kind is PlaceKind.COUNTRY else None
    abroad = [
        place
        for place in finder.lookup(mention.name)
        if place.score >= EXACT and place.kind is PlaceKind.SETTLEMENT and place.country != own
    ]
    held = holder not in (None, own) and any(place.country == holder for place in abroad)
    words = finder.text[mention.cue_start : mention.start].split()
    at = words in (["à"], ["A"], ["À"]) and (
        is_own_capital(mention.name, own) or any((place.population or 0) >= _KNOWN_TOWN for place in abroad)
    )
    return evolve(mention, kind=PlaceKind.SETTLEMENT) if held or at else mention


_SOME: Final = frozenset(("un", "une", "deux", "trois"))
_KNOWN_TOWN: Final = 100_000
"""Inhabitants of a town that readers know by its name alone."""
_OWN_HEADS: Final = frozenset((PlaceKind.SITE, PlaceKind.QUARTER, PlaceKind.CAMP, PlaceKind.AREA))
_RULED_HEADS: Final = frozenset((PlaceKind.SETTLEMENT, PlaceKind.REGION))


def _ends_in_a_day(text: str, start: int, end: int) -> bool:
    """Whether a named entity took a weekday or month with it and so says nothing: "Walikale mercredi"."""
    form = load_forms().get(text[start:end].split()[-1])
    return form is not None and not form.values.keys().isdisjoint(("weekday", "month"))


def _apposed_kind(finder: Finder, item: Candidate) -> PlaceKind | None:
    """What follows calls the place, where that stands in a town: "Ilam, quartier chiite", "au Byblos, un hôtel"."""
    following = finder.tokens[item.last : item.last + 3]
    if len(following) < 3 or following[0].text != ",":
        return None
    heads = [phrase_table("head").entries.get((token.norm,)) for token in following[1:]]
    if any(entry is not None and entry.kind is PlaceKind.QUARTER for entry in heads):
        return PlaceKind.QUARTER
    opening = finder.tokens[item.around.start].first  # "À Bouldé, une école a brûlé"
    if item.exact is not None or opening or following[1].norm not in _SOME or heads[1] is None:
        return None
    return PlaceKind.SITE if heads[1].kind is PlaceKind.SITE else None


def _has_town(finder: Finder, item: Candidate) -> bool:
    """Whether a country has a town of its own name: "la ville de Djibouti"."""
    return any(
        place.score >= EXACT and place.kind is PlaceKind.SETTLEMENT and place.country == item.country
        for place in finder.lookup(item.name)
    )


def _is_where(finder: Finder, item: Candidate) -> bool:
    """Whether a clause tells what happened at the place: "celui de Marrakech, où dix-sept personnes ont péri"."""
    gone_to = item.first > 0 and finder.tokens[item.first - 1].norm == "vers"
    if item.country is not None or item.around.relation == "near" or gone_to:
        return False
    following = [token.norm for token in finder.tokens[item.last : item.last + 2]]
    return following[:1] == ["où"] or following == [",", "où"]


def _is_topic(finder: Finder, item: Candidate) -> bool:
    """Whether a sentence opens by telling how a town fares: "Ménaka reste sous tension"."""
    if not item.around.bare or not finder.tokens[item.first].first or item.last >= len(finder.tokens):
        return False
    town = item.exact is not None and item.exact.kind is PlaceKind.SETTLEMENT
    return town and finder.tokens[item.last].norm in word_set("fares")


def _lies_by(finder: Finder, item: Candidate) -> bool:
    """Whether an area only tells where the town before it lies: "Mokha, port yéménite de la mer Rouge"."""
    area = item.around.kind is PlaceKind.AREA or (item.exact is not None and item.exact.kind is PlaceKind.AREA)
    if item.around.outer is not PlaceKind.SETTLEMENT or not area:
        return False
    return any(token.text == "," for token in finder.tokens[max(0, item.first - _APPOSED) : item.first])


_APPOSED: Final = 7
"""Words of "X, le grand port yéménite de la mer" back to its comma."""


def _mention(finder: Finder, item: Candidate) -> PlaceMention:
    around = item.around
    tokens = finder.tokens
    start = tokens[min(around.kept, item.first)].start
    kind = around.kind
    relation = PlaceRelation(around.relation) if around.relation is not None else PlaceRelation.IN
    if kind is PlaceKind.SETTLEMENT and around.determined and not (item.exact is not None and item.exact.kind is kind):
        kind = None
    kind = kind or _apposed_kind(finder, item)
    own = around.head and (kind in _OWN_HEADS or (kind in _RULED_HEADS and not around.determined))
    if item.country is not None and kind is PlaceKind.SETTLEMENT and not _has_town(finder, item):
        own = False  # "deuxième ville d'Ukraine"
    if item.country is not None and not own:
        kind = PlaceKind.COUNTRY
        if relation is PlaceRelation.IN and around.part is not None:
            relation, start = PlaceRelation.PART_OF, tokens[around.part].start
        elif relation is not PlaceRelation.PART_OF:
            start = tokens[item.first].start
    metonym = is_metonym(finder, item)
    parenthesised = item.first > 0 and tokens[item.first - 1].text == "(" and around.bare
    topic = around.bare and item.last < len(tokens) and tokens[item.last].text == ":"
    topic = topic or is_heading(finder, item) or _is_topic(finder, item)
    where = _is_where(finder, item)
    told = where or around.locative or parenthesised or topic or (around.head and not _lies_by(finder, item))
    end = tokens[item.last - 1].end
    return PlaceMention(
        start=start,
        end=end,
        text=finder.text[start:end],
        cue_start=min(start, tokens[around.start].start),
        name=item.name,
        kind=kind,
        relation=relation,
        locative=told and not metonym and (where or not around.held),
        metonym=metonym,
        held=around.held and not where,
        bearing=around.bearing,
        distance=around.distance,
        rule=around.cue.id if around.cue is not None else "place.name",
    )
