"""What an ambiguous trigger needs around it: a place to fall, people to fall, armed men to enter."""

from __future__ import annotations

from incidents.frames.fill import Casting
from incidents.frames.records import Filler, Findings, Rejection
from incidents.frames.senses import bears_arms
from incidents.mentions.figures import is_one_person
from incidents.mentions.parties import RoleHint
from incidents.mentions.syntax import is_passive, objects, subjects, tree_distance
from incidents.mentions.triggers import Need, TriggerMention, word_at
from incidents.types import ARMED_KINDS, PartyKind

_NOT_PEOPLE = frozenset((PartyKind.INFRASTRUCTURE, PartyKind.UNKNOWN))
_UNARMED = frozenset((PartyKind.CIVILIANS, PartyKind.INFRASTRUCTURE, PartyKind.PROTESTERS))
_CROWD = frozenset((PartyKind.CIVILIANS, PartyKind.PROTESTERS, PartyKind.RIOTERS))
_WITHOUT_ARMS = frozenset(("youths", "herders-and-farmers"))
"""Rules of parties that may block a road as well as fight, where they are not said to be armed."""
_PLACE_ARCS = 2
_SEVERAL = 3
"""How many bodies found at once are no accident's."""
_SITES = frozenset(("settlements", "carriers"))
"""Rules of parties that can be taken: towns, camps, posts."""
_REASONS = {
    Need.PLACE: "no place hangs on the words",
    Need.PLACE_OBJECT: "no town, camp or post is the object",
    Need.PEOPLE_TARGET: "no people are struck",
    Need.GOODS_TARGET: "a person is the object",
    Need.ARMED_ACTOR: "no armed doer is told",
    Need.UNARMED_ACTOR: "no people without arms do it",
    Need.ARMED_OR_UNTOLD: "who does it is not armed",
    Need.ARMED_IF_TOLD: "who does it is not known to be armed",
    Need.MORE_VIOLENCE: "nothing else tells of violence",
    Need.NO_OBJECT: "the verb has an object",
}


def unmet_need(findings: Findings, casting: Casting, number: int, trigger: TriggerMention) -> Rejection | None:
    """Why a trigger that must have something around it does not count; None where it does."""
    named = _in_named_party(findings, number, trigger)
    if named is not None:
        return named
    if not trigger.entry.needs:
        return None
    actors, targets = casting.cast(number, [trigger])
    for need in trigger.entry.needs:
        if not _holds(findings, number, trigger, need, actors, targets):
            return Rejection(trigger.start, trigger.end, f"need.{need.value}", _REASONS[need])
    return None


def _in_named_party(findings: Findings, number: int, trigger: TriggerMention) -> Rejection | None:
    """Whether a trigger is part of a group's name ("pour la prédication et le combat")."""
    for index in findings.parties_in[number]:
        party = findings.parties[index]
        inside = party.start <= trigger.start and trigger.end <= party.end
        if party.named and inside and party.head[1] != trigger.head and not trigger.verbal:
            return Rejection(trigger.start, trigger.end, "need.name", "part of a name")
    return None


def _holds(
    findings: Findings,
    number: int,
    trigger: TriggerMention,
    need: Need,
    actors: tuple[Filler, ...],
    targets: tuple[Filler, ...],
) -> bool:
    if need is Need.PLACE:
        sentence = findings.doc.sentences[number]
        return any(
            (word := word_at(sentence, findings.places[index].mention.start)) is not None
            and word > trigger.head
            and tree_distance(sentence, word, trigger.head) <= _PLACE_ARCS
            for index in findings.places_in[number]
        )
    if need is Need.PLACE_OBJECT:
        return _takes_a_place(findings, number, trigger)
    if need is Need.MORE_VIOLENCE:
        return _is_violent(findings, number, trigger)
    if need is Need.NO_OBJECT:
        return _stands_alone(findings, number, trigger)
    struck = [filler for filler in targets if filler.weight > 0.5]
    if need is Need.PEOPLE_TARGET:
        return any(filler.party.kind not in _NOT_PEOPLE for filler in struck)
    if need is Need.GOODS_TARGET:
        heads = [filler.party.head for filler in struck]
        return not any(is_one_person(findings.doc.sentences[told], word, strict=False) for told, word in heads)
    doers = [filler for filler in actors if filler.weight > 0.5]
    if need is Need.ARMED_ACTOR:
        return any(filler.party.kind in ARMED_KINDS for filler in doers)
    if need is Need.ARMED_IF_TOLD:
        passive = is_passive(findings.doc.sentences[number], trigger.head)
        return (passive and not doers) or any(
            filler.party.kind in ARMED_KINDS or filler.party.role_hint is RoleHint.ACTOR for filler in doers
        )
    if need is Need.UNARMED_ACTOR:
        return any(_is_unarmed(filler) for filler in doers)
    return not doers or any(filler.party.kind not in _UNARMED for filler in doers)


def _is_unarmed(doer: Filler) -> bool:
    party = doer.party
    peaceful = party.rule.split("+")[0] in _WITHOUT_ARMS and not party.named and not bears_arms(party)
    return party.kind in _CROWD or peaceful


def _is_violent(findings: Findings, number: int, trigger: TriggerMention) -> bool:
    """Whether a sentence tells of several bodies, or by other words of an act or of deaths."""
    others = any(other is not trigger for other in findings.triggers if other.sentence == number)
    return others or any(toll.low >= _SEVERAL for toll in findings.tolls if toll.sentence == number)


def _stands_alone(findings: Findings, number: int, trigger: TriggerMention) -> bool:
    """Whether a verb in the active voice and a compound tense has no object: "les soldats ont tiré"."""
    sentence = findings.doc.sentences[number]
    helped = any(sentence.words[child].relation.startswith("aux") for child in sentence.children[trigger.head])
    return helped and not is_passive(sentence, trigger.head) and not objects(sentence, trigger.head)


def _takes_a_place(findings: Findings, number: int, trigger: TriggerMention) -> bool:
    """Whether the object of a verb is a town by its name, or a town, camp or post that a place's name completes."""
    sentence = findings.doc.sentences[number]
    places = [findings.places[index].mention for index in findings.places_in[number]]
    starts = {word_at(sentence, place.start) for place in places}
    taken = subjects(sentence, trigger.head) if is_passive(sentence, trigger.head) else objects(sentence, trigger.head)
    for word in taken:
        party = findings.party_reader.read(number, word)
        site = party is not None and party.rule.split("+")[0] in _SITES
        if word in starts or (site and any(child in starts for child in sentence.children[word])):
            return True
    return False
