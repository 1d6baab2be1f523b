"""Answers: an attacker who is struck in turn is the doer of what was told before, not a target of the event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from incidents.assembly.clusters import Cluster
from incidents.frames.records import EventFrame, Filler
from incidents.mentions.parties import RoleHint
from incidents.types import AttackType, PartyKind

ANSWERED: Final = "role.answered"
"""The rule of a doer who is told as struck by the answer to his act."""
_SUBJECT: Final = "role.subject"
_BELIEVED: Final = 0.5
_WEIGHT: Final = 0.6


def turn_answers(clusters: Sequence[Cluster]) -> None:
    """Makes attackers who are killed or seized at the end the doers of an event that names no other.

    "Deux passants ont été poignardés. L'assaillant a été abattu par la police": the police did not stab.
    """
    for cluster in clusters:
        if cluster.attack_type is AttackType.ARMED_CLASH:
            continue
        for number in _doers_struck(cluster.frames):
            cluster.frames[number] = evolve(cluster.frames[number], actors=(), targets=())
        answers = [number for number, frame in enumerate(cluster.frames) if number and _strikes_assailants(frame)]
        told = [frame for number, frame in enumerate(cluster.frames) if number not in answers]
        if not answers or any(filler.weight > _BELIEVED for frame in told for filler in frame.actors):
            continue
        for number in answers:
            cluster.frames[number] = _turned(cluster.frames[number])


def _doers_struck(frames: Sequence[EventFrame]) -> list[int]:
    """The frames that strike only their sentence's doer: "il a été abattu après avoir poignardé X"."""
    found = []
    for number, frame in enumerate(frames):
        struck = {filler.party.head for filler in frame.targets if filler.weight > _BELIEVED}
        doing = {
            filler.party.head
            for other in frames
            if other is not frame and other.sentence == frame.sentence and other.targets
            for filler in other.actors
            if filler.rule == _SUBJECT
        }
        if struck and struck <= doing:
            found.append(number)
    return found


def _strikes_assailants(frame: EventFrame) -> bool:
    """Whether a frame strikes only those whom their noun tells as the attackers of somebody: "l'assaillant"."""
    struck = [filler.party for filler in frame.targets if filler.weight > _BELIEVED]
    return bool(struck) and all(
        party.role_hint is RoleHint.ACTOR and party.kind is PartyKind.UNKNOWN and not party.named for party in struck
    )


def _turned(frame: EventFrame) -> EventFrame:
    """The frame with those it strikes as its doers."""
    doers = tuple(Filler(filler.party, ANSWERED, _WEIGHT) for filler in frame.targets if filler.weight > _BELIEVED)
    return evolve(frame, actors=doers, targets=())
