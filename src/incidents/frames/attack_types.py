"""The attack type of an event, from all the words that tell it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from incidents.mentions.triggers import Casualty, FrameKind, Strength, TriggerMention
from incidents.types import AttackType as T

# From the most to the least specific: a method told anywhere about an incident wins over a vaguer one.
_ORDER = (
    T.SUICIDE_BOMBING,
    T.VEHICLE_RAMMING,
    T.CAR_BOMB,
    T.CHEMICAL,
    T.DRONE_STRIKE,
    T.LANDMINE,
    T.HOSTAGE_TAKING,
    T.ABDUCTION,
    T.GRENADE,
    T.IED,
    T.MISSILE,
    T.ROCKET,
    T.AIR_STRIKE,
    T.SHELLING,
    T.STABBING,
    T.MOB_VIOLENCE,
    T.AMBUSH,
    T.EXECUTION,
    T.ASSASSINATION,
    T.TERRITORY_SEIZURE,
    T.SEXUAL_VIOLENCE,
    T.BOMBING,
    T.RIOT,
    T.PROTEST,
    T.ARMED_ASSAULT,
    T.ARMED_CLASH,
    T.ARSON,
    T.SABOTAGE,
    T.LOOTING,
    T.WEAPONS_SEIZURE,
    T.ARREST,
    T.OTHER,
    T.ATTACK,
)
SPECIFICITY = {kind: rank for rank, kind in enumerate(_ORDER)}
"""Rank of each type, 0 the most specific."""

_WEAPONS = frozenset(
    (
        T.SUICIDE_BOMBING,
        T.VEHICLE_RAMMING,
        T.CAR_BOMB,
        T.CHEMICAL,
        T.DRONE_STRIKE,
        T.LANDMINE,
        T.GRENADE,
        T.IED,
        T.MISSILE,
        T.ROCKET,
        T.AIR_STRIKE,
        T.SHELLING,
    )
)
_ON_PROPERTY = frozenset((T.ARSON, T.LOOTING, T.SABOTAGE))
_TAKEN_AWAY = "emmener"
_CAPTURE = "capturer"
_THROATS = "egorger"
_BULLET_IN_THE_HEAD = "une_balle_dans_la_tete"
_FOUGHT = frozenset((T.ARMED_CLASH, T.AMBUSH, T.ARMED_ASSAULT, T.TERRITORY_SEIZURE, T.SHELLING, T.AIR_STRIKE))
_BOMB_OR_SHOTS = "attentat"
_DEFUSALS = frozenset(("desamorcer", "detruire.stores", "detruire.stores_untold"))


def combine_types(triggers: Sequence[TriggerMention]) -> T:
    """The most specific type that triggers of one event tell; deaths alone tell only an attack.

    A bomb that is defused or destroyed tells no bombing.
    """
    if any(trigger.entry.id in _DEFUSALS for trigger in triggers):
        triggers = [trigger for trigger in triggers if trigger.verbal or trigger.entry.attack_type not in _WEAPONS]
    if any(trigger.entry.frame is FrameKind.STREET for trigger in triggers):
        # who is taken away from a march is arrested, by whoever broke it up
        triggers = [trigger for trigger in triggers if trigger.entry.id != _TAKEN_AWAY] or triggers
    fought = {trigger.sentence for trigger in triggers if _kills_fighters(trigger)}
    triggers = [trigger for trigger in triggers if not _is_capture(trigger) or trigger.sentence not in fought]
    telling = [trigger for trigger in triggers if trigger.entry.strength in (Strength.EVENT, Strength.GENERIC)]
    telling = _without_sequels(telling, _sentences_of_deaths(triggers))
    kind = min((trigger.entry.attack_type for trigger in telling or triggers), key=SPECIFICITY.__getitem__)
    if kind is T.PROTEST and any(trigger.entry.id == _BOMB_OR_SHOTS for trigger in telling):
        return T.ATTACK  # what struck a march or parade is no march
    if kind is T.PROTEST and any(trigger.entry.attack_type in _ON_PROPERTY for trigger in telling):
        return T.RIOT  # a march at which things are burnt or looted is no peaceful one
    if kind is T.SABOTAGE and any(trigger.entry.frame in (FrameKind.KILL, FrameKind.DIE) for trigger in triggers):
        return T.ATTACK
    return T.ATTACK if kind in _ON_PROPERTY and _is_deadly_attack(triggers) else kind


def _is_capture(trigger: TriggerMention) -> bool:
    return trigger.entry.id.startswith(_CAPTURE)


def _kills_fighters(trigger: TriggerMention) -> bool:
    """Whether those killed fight, so that whoever is taken with them is a prisoner."""
    return trigger.entry.casualty is Casualty.FATALITIES and trigger.entry.attack_type is T.ARMED_CLASH


def _sentences_of_deaths(triggers: Sequence[TriggerMention]) -> set[int]:
    return {trigger.sentence for trigger in triggers if trigger.entry.casualty is Casualty.FATALITIES}


def _without_sequels(triggers: list[TriggerMention], killing: Collection[int]) -> list[TriggerMention]:
    """Leaves out what only came of another act: prisoners of a battle, who was taken to be lynched, a wound."""
    kinds = {trigger.entry.attack_type for trigger in triggers}
    if kinds & _FOUGHT:
        triggers = [trigger for trigger in triggers if not _is_capture(trigger)]
    triggers = [
        trigger for trigger in triggers if not (_is_capture(trigger) and trigger.sentence in killing)
    ] or triggers
    if T.MOB_VIOLENCE in kinds:
        triggers = [trigger for trigger in triggers if trigger.entry.attack_type is not T.ABDUCTION]
    if T.EXECUTION in kinds:
        triggers = [trigger for trigger in triggers if trigger.entry.id != _THROATS]
    if T.ASSASSINATION in kinds:
        triggers = [trigger for trigger in triggers if trigger.entry.id != _BULLET_IN_THE_HEAD]
    return triggers


def _is_deadly_attack(triggers: Sequence[TriggerMention]) -> bool:
    """Whether an attack is told, and that people were killed: what burnt or was taken beside them is not its type."""
    attacks = any(
        trigger.entry.attack_type is T.ATTACK and trigger.entry.strength is Strength.GENERIC for trigger in triggers
    )
    return attacks and any(trigger.entry.frame in (FrameKind.KILL, FrameKind.DIE) for trigger in triggers)


_FAMILY_NAMES = {
    "shooting": (T.ARMED_ASSAULT, T.AMBUSH, T.ARMED_CLASH, T.ASSASSINATION, T.EXECUTION, T.ATTACK, T.TERRITORY_SEIZURE),
    "explosive": (T.BOMBING, T.IED, T.LANDMINE, T.CAR_BOMB, T.SUICIDE_BOMBING, T.GRENADE, T.ATTACK),
    "indirect": (T.ROCKET, T.SHELLING, T.MISSILE, T.AIR_STRIKE, T.DRONE_STRIKE, T.CHEMICAL, T.BOMBING, T.ATTACK),
    "abduction": (T.ABDUCTION, T.HOSTAGE_TAKING, T.ATTACK),
    "manual": (T.STABBING, T.VEHICLE_RAMMING, T.MOB_VIOLENCE, T.SEXUAL_VIOLENCE, T.ATTACK),
    "blade": (T.STABBING, T.EXECUTION, T.ARMED_ASSAULT),
    "property": (T.ARSON, T.LOOTING, T.SABOTAGE, T.ATTACK),
    "street": (T.RIOT, T.PROTEST, T.MOB_VIOLENCE, T.ARREST),
    "strategic": (T.ARREST, T.TERRITORY_SEIZURE, T.WEAPONS_SEIZURE, T.OTHER),
}

FAMILIES: dict[T, frozenset[str]] = {
    kind: frozenset(name for name, members in _FAMILY_NAMES.items() if kind in members) for kind in T
}
"""The families a type belongs to: types of one family may be two tellings of one event."""

REFINED_BY: dict[T, frozenset[T]] = {
    T.ATTACK: _WEAPONS | {T.BOMBING, T.STABBING, T.ABDUCTION, T.ARMED_ASSAULT},
    T.BOMBING: _WEAPONS - {T.VEHICLE_RAMMING},
    T.SABOTAGE: _WEAPONS | {T.BOMBING},
    T.CAR_BOMB: frozenset((T.SUICIDE_BOMBING,)),
    T.AIR_STRIKE: frozenset((T.DRONE_STRIKE,)),
    T.AMBUSH: frozenset((T.ABDUCTION,)),
    T.ASSASSINATION: _WEAPONS,
}
"""The vague types, each with those that words beside an event may tell of it."""
