"""Crowds and gunmen: the type of an event by whether a crowd or armed men do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from incidents.assembly.clusters import Cluster, Method
from incidents.frames.attack_types import combine_types
from incidents.frames.records import EventFrame, Filler
from incidents.frames.senses import bears_arms, is_fighter
from incidents.lexicons.inflect import noun_forms
from incidents.mentions.parties import PartyMention
from incidents.mentions.party_words import fold_word
from incidents.mentions.triggers import Casualty, FrameKind, Strength, TriggerMention
from incidents.types import ARMED_KINDS, CROWD_KINDS, STATE_KINDS, AttackType, PartyKind

_STREET: Final = frozenset((AttackType.PROTEST, AttackType.RIOT))
_VAGUE: Final = frozenset((AttackType.ATTACK, AttackType.ARMED_ASSAULT, AttackType.ARMED_CLASH))
_FOUGHT_OUT: Final = frozenset((AttackType.PROTEST, AttackType.ARMED_CLASH))
_ARMED_ACTS: Final = frozenset(
    (AttackType.ATTACK, AttackType.ARMED_ASSAULT, AttackType.ARMED_CLASH, AttackType.AMBUSH, AttackType.EXECUTION)
)
_PEOPLE: Final = frozenset(
    fold_word(form)
    for noun in ("habitant", "riverain", "jeune", "étudiant", "lycéen", "colon", "supporter", "militant", "population")
    for form in noun_forms(noun)
)
_PARTISANS: Final = frozenset(map(fold_word, noun_forms("militant")))
_ACTS: Final = frozenset(("attaquer", "attaque", "assaut", "investir", "encercler", "combats", "forcer_les_portes"))
"""Triggers that tell no weapon: a crowd may do what they tell."""
_DONE: Final = 0.4


def assign_crowds(clusters: list[Cluster]) -> None:
    """Makes riots of what crowds do, and armed attacks of what armed men do beside a crowd."""
    for cluster in clusters:
        cluster.method = _armed(cluster) or _crowd(cluster) or _clash(cluster) or _hurt_forces(cluster)


def _told(cluster: Cluster) -> Iterator[tuple[EventFrame, TriggerMention]]:
    for frame in cluster.frames:
        for trigger in frame.triggers:
            if trigger.entry.strength in (Strength.EVENT, Strength.GENERIC):
                yield frame, trigger


def _armed(cluster: Cluster) -> Method | None:
    """What armed men of no state do to a crowd, or while it marches, is no march."""
    if cluster.attack_type not in _STREET:
        return None
    acts = [
        trigger
        for frame, trigger in _told(cluster)
        if trigger.entry.attack_type in _ARMED_ACTS and any(map(_is_gunman, frame.actors))
    ]
    if not acts:
        return None
    return Method(combine_types(acts), acts[0].start, acts[0].end, f"gunmen.{acts[0].entry.id}")


def _crowd(cluster: Cluster) -> Method | None:
    """An attack by a crowd, with no weapon told, is a riot; on people, mob violence."""
    if cluster.attack_type not in _VAGUE:
        return None
    told = list(_told(cluster))
    doers = [filler for frame in cluster.frames for filler in frame.actors if filler.weight >= _DONE]
    if not told or any(trigger.entry.id not in _ACTS for _, trigger in told) or any(map(_is_armed, doers)):
        return None
    struck = [filler for frame in cluster.frames for filler in frame.targets]
    if not any(map(_is_crowd, doers)) or (_kills_forces(cluster, struck) and all(map(_is_partisan, doers))):
        return None
    people = any(filler.party.kind is PartyKind.CIVILIANS for filler in struck[:1])
    kind = AttackType.MOB_VIOLENCE if people else AttackType.RIOT
    return Method(kind, told[0][1].start, told[0][1].end, f"crowd.{told[0][1].entry.id}")


def _clash(cluster: Cluster) -> Method | None:
    """What forces and a crowd without arms fight out is a riot: "soldats et manifestants se sont affrontés"."""
    if cluster.attack_type not in _FOUGHT_OUT:
        return None
    for frame, trigger in _told(cluster):
        sides = [filler for filler in (*frame.actors, *frame.targets) if filler.weight >= _DONE]
        forces = [filler for filler in sides if filler.party.kind in STATE_KINDS]
        others = [filler for filler in sides if filler not in forces]
        if trigger.entry.frame is FrameKind.CLASH and forces and others and all(map(_is_crowd, others)):
            return Method(AttackType.RIOT, trigger.start, trigger.end, f"crowd.{trigger.entry.id}")
    return None


def _hurt_forces(cluster: Cluster) -> Method | None:
    """Soldiers or police whom demonstrators wound tell of a riot: "blessés par des manifestants"."""
    if cluster.attack_type not in (*_VAGUE, AttackType.PROTEST):
        return None
    for frame in cluster.frames:
        doers = [filler for filler in frame.actors if filler.weight >= _DONE]
        if not doers or any(filler.party.kind not in CROWD_KINDS for filler in doers):
            continue
        forces = any(filler.party.kind in STATE_KINDS for filler in frame.targets if filler.weight >= _DONE)
        for trigger in frame.triggers:
            if forces and trigger.verbal and trigger.entry.casualty is Casualty.INJURED:
                return Method(AttackType.RIOT, trigger.start, trigger.end, f"crowd.{trigger.entry.id}")
    return None


def _kills_forces(cluster: Cluster, struck: Sequence[Filler]) -> bool:
    """Whether soldiers or police are among the struck, and deaths are told."""
    deaths = any(
        trigger.entry.frame in (FrameKind.KILL, FrameKind.DIE) for frame in cluster.frames for trigger in frame.triggers
    )
    return deaths and any(filler.party.kind in STATE_KINDS for filler in struck)


def _is_partisan(filler: Filler) -> bool:
    """Whether a party is called "militants", who may be fighters as well as marchers."""
    return any(fold_word(word) in _PARTISANS for word in filler.party.name.split())


def _is_armed(filler: Filler) -> bool:
    return filler.weight > _DONE and is_fighter(filler.party) and not _is_group_of_people(filler.party)


def _is_group_of_people(party: PartyMention) -> bool:
    """Whether a "group" or "band" is only one of young people, villagers or students, without arms."""
    return party.kind not in ARMED_KINDS and not bears_arms(party) and _names_people(party)


def _names_people(party: PartyMention) -> bool:
    return any(fold_word(word) in _PEOPLE for word in party.name.split())


def _is_gunman(filler: Filler) -> bool:
    return _is_armed(filler) and filler.party.kind not in STATE_KINDS


def _is_crowd(filler: Filler) -> bool:
    party = filler.party
    fights = is_fighter(party) and not _is_group_of_people(party)
    return party.kind in CROWD_KINDS or (not fights and _names_people(party))
