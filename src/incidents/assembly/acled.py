"""ACLED's labels for an incident (ACLED Codebook, event and sub-event types; crosswalk in the lexicons)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache

from incidents.incident import AcledCoding, Party, Toll
from incidents.lexicons.loader import lexicon_path
from incidents.types import ARMED_KINDS, CROWD_KINDS, STATE_KINDS, AttackType, PartyKind

EXCESSIVE_FORCE = "Excessive force against protesters"
"""The sub-event of a crowd that forces kill or hurt."""

_REMOTE = frozenset((AttackType.SHELLING, AttackType.ROCKET, AttackType.MISSILE))


@cache
def _crosswalk() -> dict[tuple[str, str], str]:
    with lexicon_path("acled_crosswalk.csv").open(encoding="utf-8", newline="") as file:
        return {(row["attack_type"], row["struck"]): row["sub_event_type"] for row in csv.DictReader(file)}


@cache
def _sub_events() -> dict[str, AcledCoding]:
    with lexicon_path("acled_sub_events.csv").open(encoding="utf-8", newline="") as file:
        return {row["sub_event_type"]: AcledCoding(**row) for row in csv.DictReader(file)}


def _struck(attack_type: AttackType, targets: Sequence[Party]) -> str:
    """Who is struck, in the words of the crosswalk: the first target decides, in an ambush any force that is in it."""
    kinds = [target.kind for target in targets]
    if not kinds:
        return "untold"
    if any(kind in ARMED_KINDS for kind in (kinds if attack_type is AttackType.AMBUSH else kinds[:1])):
        return "forces"
    if all(kind is PartyKind.INFRASTRUCTURE for kind in kinds):
        return "goods"
    return "people"


def _is_on_a_crowd(actors: Sequence[Party], targets: Sequence[Party]) -> bool:
    """Whether the people struck amid unrest are its crowd: shot by forces, or by nobody that is told."""
    by_forces = all(actor.kind in STATE_KINDS for actor in actors)
    return by_forces and all(target.kind in CROWD_KINDS or target.kind is PartyKind.CIVILIANS for target in targets)


def code_acled(
    attack_type: AttackType,
    actors: Sequence[Party],
    targets: Sequence[Party],
    fatalities: Toll | None,
    *,
    force: bool,
    bombing: bool = False,
    unrest: bool = False,
    fighting: bool = False,
) -> AcledCoding:
    """Gives ACLED's three labels.

    Args:
        attack_type: The incident's type.
        actors: Who did it.
        targets: Who or what was struck.
        fatalities: People killed.
        force: Whether the text tells of force against a crowd (dispersal, tear gas, shots).
        bombing: Whether the text speaks of an "attentat", which is no battle, whoever is struck.
        unrest: Whether the text tells of a protest or riot in the same country and week.
        fighting: Whether the text tells of fighting on the ground besides, of which shelling is then a part.
    """
    name = _crosswalk()[attack_type.value, "people" if bombing else _struck(attack_type, targets)]
    state_acts = any(actor.kind in STATE_KINDS for actor in actors)
    killed = fatalities is not None and fatalities.low > 0
    if attack_type is AttackType.TERRITORY_SEIZURE and state_acts:
        name = "Government regains territory"
    crowd_struck = any(target.kind in CROWD_KINDS for target in targets)
    if attack_type is AttackType.PROTEST:
        if (state_acts and crowd_struck) or killed:
            name = EXCESSIVE_FORCE
        elif force:
            name = "Protest with intervention"
    elif attack_type in (AttackType.ARMED_ASSAULT, AttackType.ATTACK):
        amid = unrest and (killed or attack_type is AttackType.ARMED_ASSAULT) and _is_on_a_crowd(actors, targets)
        if amid or (state_acts and crowd_struck):
            name = EXCESSIVE_FORCE
    if name == "Looting/property destruction" and killed:
        name = "Armed clash" if _struck(attack_type, targets) == "forces" else "Attack"
    if fighting and attack_type in _REMOTE and _struck(attack_type, targets) in ("forces", "untold"):
        name = "Armed clash"
    return _sub_events()[name]
