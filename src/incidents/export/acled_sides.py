"""The two sides of an event, by ACLED's conventions for its type (ACLED Codebook, event types)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from attrs import frozen

from incidents.export.acled_names import (
    AcledActor,
    acled_actor,
    army,
    associate,
    country_of,
    crowd,
    unidentified,
)
from incidents.gazetteer.countries import Country
from incidents.incident import Incident, Party
from incidents.types import PartyKind

BATTLES = "Battles"
VIOLENCE = "Violence against civilians"
EXPLOSIONS = "Explosions/Remote violence"
RIOTS = "Riots"
PROTESTS = "Protests"
STRATEGIC = "Strategic developments"
_BY_THE_STATE = ("Arrests", "Disrupted weapons use", "Government regains territory")

_STATE_TYPES = (1, 8)
_RIOTERS, _PROTESTERS, _CIVILIANS = 5, 6, 7
_UNARMED_TYPES = (_RIOTERS, _PROTESTERS, _CIVILIANS)
_CROWDS = {PROTESTS: PartyKind.PROTESTERS, RIOTS: PartyKind.RIOTERS}


@frozen
class Sides:
    """The two sides of an event: main and associated actors.

    Attributes:
        first: The main actor of the first side.
        second: That of the second; None where an event is one-sided.
        first_others: Names associated with the first side.
        second_others: Names associated with the second side.
        filled: Columns that a convention filled in, each with the reason.
    """

    first: AcledActor
    second: AcledActor | None
    first_others: tuple[str, ...]
    second_others: tuple[str, ...]
    filled: tuple[tuple[str, str], ...]


@frozen
class _Side:
    """Actors of one side, main one first, none twice; and its associated groups of civilians."""

    actors: tuple[AcledActor, ...]
    groups: tuple[str, ...]


def _side(parties: Iterable[Party], home: Country, day: dt.date) -> _Side:
    actors: dict[str, AcledActor] = {}
    groups: dict[str, None] = {}
    for party in parties:
        actor = acled_actor(party, home, day)
        if actor is not None:
            actors.setdefault(actor.name, actor)
        group = associate(party, home)
        if group is not None:
            groups[group] = None
    return _Side(tuple(actors.values()), tuple(groups))


def _without(side: _Side, types: Sequence[int]) -> _Side:
    return _Side(tuple(actor for actor in side.actors if actor.inter not in types), side.groups)


def _default_first(incident: Incident, home: Country, day: dt.date) -> AcledActor:
    return army(home, day) if incident.acled.sub_event_type in _BY_THE_STATE else unidentified(home)


def _default_second(incident: Incident, home: Country, day: dt.date) -> AcledActor:
    struck = next((party for party in incident.targets if party.kind is PartyKind.INFRASTRUCTURE), None)
    return army(country_of(struck.country) or home, day) if struck is not None else unidentified(home)


def _with_victims(victims: _Side, home: Country) -> _Side:
    """Violence against civilians: the victims are civilians, whoever else they are."""
    civilians = crowd(PartyKind.CIVILIANS, home)
    others = (actor.name for actor in victims.actors if actor.inter != _CIVILIANS)
    return _Side((civilians,), (*others, *victims.groups))


def _with_crowd(actors: _Side, targets: _Side, people: AcledActor) -> tuple[_Side, _Side]:
    """Unrest: its crowd is one side; it is the other one where only a state's forces act.

    Bystanders among the people struck count as the crowd in a protest, and protesters as rioters in a riot.
    """
    same = (_PROTESTERS, _CIVILIANS) if people.inter == _PROTESTERS else (_RIOTERS, _PROTESTERS)
    struck = any(actor.inter in same for actor in targets.actors)
    acts = any(actor.inter in _UNARMED_TYPES for actor in actors.actors)
    acting = _without(actors, _UNARMED_TYPES)
    rest = _without(targets, same)
    by_state = any(actor.inter in _STATE_TYPES for actor in acting.actors)
    if acts or not by_state:
        named = tuple(actor for actor in acting.actors if not actor.name.startswith("Unidentified"))
        rivals = (people, *rest.actors) if struck and acts and people.inter == _RIOTERS else rest.actors
        return _Side((people, *named), actors.groups), _Side(rivals, targets.groups if rivals else ())
    return acting, _Side((people, *rest.actors), targets.groups)


def sides(incident: Incident, home: Country, day: dt.date) -> Sides:
    """Gives main and associated actors by ACLED's conventions for the type of event."""
    event_type = incident.acled.event_type
    actors, targets = _side(incident.actors, home, day), _side(incident.targets, home, day)
    named, struck = actors, targets
    if event_type in _CROWDS:
        actors, targets = _with_crowd(actors, targets, crowd(_CROWDS[event_type], home))
    elif event_type == VIOLENCE:
        actors, targets = _without(actors, _UNARMED_TYPES), _with_victims(targets, home)
    elif event_type == BATTLES:
        actors = _Side(_without(actors, _UNARMED_TYPES).actors, ())
        targets = _Side(_without(targets, _UNARMED_TYPES).actors, ())
    elif event_type == EXPLOSIONS:
        actors = _without(actors, _UNARMED_TYPES)
    first = actors.actors[0] if actors.actors else _default_first(incident, home, day)
    second = next((actor for actor in targets.actors if actor.name != first.name), None)
    if second is None and event_type == BATTLES:
        second = _default_second(incident, home, day) if not targets.actors else unidentified(home)
    mains = {first.name} | ({second.name} if second else set())
    first_others = _others(actors, mains)
    second_others = _others(targets, mains | set(first_others)) if second else ()
    filled = _filled(event_type, (named, struck), first, second)
    return Sides(first, second, first_others, second_others, filled)


def _others(side: _Side, taken: set[str]) -> tuple[str, ...]:
    names = dict.fromkeys((*(actor.name for actor in side.actors), *side.groups))
    return tuple(name for name in names if name not in taken)


def _filled(
    event_type: str, told: tuple[_Side, _Side], first: AcledActor, second: AcledActor | None
) -> tuple[tuple[str, str], ...]:
    """The main actors that no party of their side gave, each with the convention that put it there."""
    actors, targets = told
    filled: list[tuple[str, str]] = []
    if first not in actors.actors:
        why = "the text names no actor" if not actors.actors else f"the actors named cannot lead in {event_type}"
        filled.append(("actor1", why))
    if second is not None and second not in targets.actors:
        reasons = {
            BATTLES: "the text names one side of the battle",
            VIOLENCE: "the victims of violence against civilians are coded as civilians",
        }
        filled.append(("actor2", reasons.get(event_type, "the crowd of unrest is one of its sides")))
    return tuple(filled)
