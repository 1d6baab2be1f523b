"""Senses: what an ambiguous trigger means by who acts and what is struck ("enlever" a child, a town)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from attrs import evolve, field, frozen
from attrs.converters import optional

from incidents.annotation import AnnotatedDoc, Sentence, Word
from incidents.frames.fill import Casting
from incidents.frames.records import Findings, Rejection
from incidents.frames.roles import RoleWord, find_roles
from incidents.lexicons.inflect import noun_forms
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.mentions.numbers import find_numerals
from incidents.mentions.parties import PartyMention
from incidents.mentions.party_lexicon import STATE_THINGS, THINGS, Part, words_of
from incidents.mentions.party_words import fold_word
from incidents.mentions.syntax import complements, is_passive, objects, subjects
from incidents.mentions.triggers import FrameKind, Strength, TriggerMention
from incidents.types import ARMED_KINDS, STATE_KINDS, AttackType, PartyKind

_FIGHTERS: Final = frozenset(("gunmen", "commando", "armed-groups", "units", "armed"))
"""Entries of people who fight, whoever they are."""
_NO_PEOPLE: Final = (
    THINGS
    | STATE_THINGS
    | {"goods", "weapons", "carriers", "vague", "quantities", "times", "protest-events", "outcomes"}
)
_ARMED: Final = re.compile(r"\barmée?s?\b")
_MANY: Final = 3
_BY_AIR: Final = re.compile(r"(?:raid|bombardement)s?", re.IGNORECASE)
_OPEN: Final = frozenset((AttackType.ARMED_ASSAULT, AttackType.SHELLING))
_FROM_AIR: Final = frozenset((AttackType.AIR_STRIKE, AttackType.DRONE_STRIKE))
_CAPTURES: Final = frozenset((AttackType.ABDUCTION, AttackType.HOSTAGE_TAKING))
_THROATS: Final = "egorger"
_FAR_BACK: Final = 4
"""Sentences after a strike from the air in which a raid is another or the same, after a capture that a killing ends."""
_SURE: Final = 0.45
_CLAUSE: Final = 9
"""How many words before its verb a relative clause may begin."""
_ASIDE: Final = 14
"""How many words behind its verb what is seized may stand: "s'est emparée, samedi près de X, du député"."""
_OF: Final = frozenset(("de", "d'", "d’", "du", "des"))
_QUE: Final = frozenset(("que", "qu'", "qu’", "qu"))


class Party(StrEnum):
    """What a party must be for a sense to hold."""

    FIGHTERS = "fighters"
    INSURGENTS = "insurgents"
    ARMED_SIDE = "armed_side"
    STATE = "state"
    PEOPLE = "people"
    MANY_CIVILIANS = "many_civilians"
    PLACE = "place"


@frozen
class Sense:
    """One entry of `senses.toml`.

    Attributes:
        id: Stable name, part of the evidence.
        of: The triggers that have it.
        attack_type: The type they tell in this sense.
        actor: What one of the doers must be.
        not_actor: What none of the doers may be.
        target: What one of those struck must be.
        actor_words: Nouns of which one must act.
        target_words: Nouns of which one must be struck.
        single: Whether one alone must be struck.
        strength: Its strength, where it differs; blocked turns the trigger down.
        frame: Its frame, where it differs.
    """

    id: str
    of: tuple[str, ...]
    attack_type: AttackType = field(converter=AttackType)
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    actor: Party | None = field(default=None, converter=optional(Party))
    not_actor: Party | None = field(default=None, converter=optional(Party))
    target: Party | None = field(default=None, converter=optional(Party))
    actor_words: tuple[str, ...] = ()
    target_words: tuple[str, ...] = ()
    single: bool = False
    strength: Strength | None = field(default=None, converter=optional(Strength))
    frame: FrameKind | None = field(default=None, converter=optional(FrameKind))


@cache
def sense_entries() -> tuple[Sense, ...]:
    """The entries of the sense lexicon, the first that holds decides."""
    return load_entries(lexicon_path("senses.toml"), Sense)


@cache
def _by_trigger() -> Mapping[str, Sequence[Sense]]:
    found: defaultdict[str, list[Sense]] = defaultdict(list)
    for sense in sense_entries():
        for trigger in sense.of:
            found[trigger].append(sense)
    return found


@cache
def _forms(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold_word(form) for word in words for form in noun_forms(word))


@frozen
class _Scene:
    """Who acts and what is struck around one trigger.

    Attributes:
        doc: The annotated text.
        actors: The parties that act.
        targets: The parties that are struck.
        acting: The words of the doers, but for civilians.
        bystanding: The words of civilian doers.
        struck: The words of what is struck.
        places: Where the names of places begin that are a verb's object.
    """

    doc: AnnotatedDoc = field(repr=False)
    actors: tuple[PartyMention, ...]
    targets: tuple[PartyMention, ...]
    acting: tuple[Word, ...]
    bystanding: tuple[Word, ...]
    struck: tuple[Word, ...]
    places: frozenset[int]

    def head(self, party: PartyMention) -> Word:
        """The head word of a party, which a pronoun may stand for."""
        number, word = party.head
        return self.doc.sentences[number].words[word]


def settle_senses(findings: Findings) -> tuple[Findings, tuple[Rejection, ...]]:
    """Gives every ambiguous trigger the sense that its sentence tells, and turns down those that tell none."""
    senses = _by_trigger()
    casting = Casting(findings)
    kept: list[TriggerMention] = []
    rejections: list[Rejection] = []
    for trigger in _told_of_captives(_told_by_air(findings)):
        found = _sense(findings, casting, trigger, senses.get(trigger.entry.id, ()))
        if found is None:
            kept.append(trigger)
        elif found.strength is Strength.BLOCKED:
            rejections.append(Rejection(trigger.start, trigger.end, f"sense.{found.id}", "no incident in this sense"))
        else:
            kept.append(_with_sense(trigger, found))
    return evolve(findings, triggers=tuple(kept)), tuple(rejections)


def _told_by_air(findings: Findings) -> list[TriggerMention]:
    """The triggers, of which "raid" and "bombardement" soon after a strike from the air are such strikes too."""

    def may_be_one(trigger: TriggerMention) -> bool:
        bare = _BY_AIR.fullmatch(findings.doc.text, trigger.start, trigger.end) is not None
        return bare and trigger.entry.attack_type in _OPEN

    return _soon_after(findings.triggers, _FROM_AIR, may_be_one, "by_air", AttackType.AIR_STRIKE)


def _told_of_captives(triggers: Sequence[TriggerMention]) -> list[TriggerMention]:
    """The triggers, of which the cut throats of people soon after their capture are executions."""
    return _soon_after(
        triggers, _CAPTURES, lambda trigger: trigger.entry.id == _THROATS, "captured", AttackType.EXECUTION
    )


def _soon_after(
    triggers: Sequence[TriggerMention],
    first: Collection[AttackType],
    may_follow: Callable[[TriggerMention], bool],
    sense: str,
    attack_type: AttackType,
) -> list[TriggerMention]:
    """The triggers, with those of another type that stand soon after one of the first types and may follow it."""
    found: list[TriggerMention] = []
    last = -_FAR_BACK
    for trigger in triggers:
        if trigger.sentence - last < _FAR_BACK and may_follow(trigger):
            entry = evolve(trigger.entry, id=f"{trigger.entry.id}.{sense}", attack_type=attack_type)
            trigger = evolve(trigger, entry=entry)
        if trigger.entry.attack_type in first:
            last = trigger.sentence
        found.append(trigger)
    return found


def _with_sense(trigger: TriggerMention, sense: Sense) -> TriggerMention:
    entry = trigger.entry
    return evolve(
        trigger,
        entry=evolve(
            entry,
            id=f"{entry.id}.{sense.id}",
            attack_type=sense.attack_type,
            strength=sense.strength or entry.strength,
            frame=sense.frame or entry.frame,
        ),
    )


def _sense(findings: Findings, casting: Casting, trigger: TriggerMention, senses: Sequence[Sense]) -> Sense | None:
    if not senses:
        return None
    scene = _scene(findings, casting, trigger)
    return next((sense for sense in senses if _holds(sense, scene)), None)


def _scene(findings: Findings, casting: Casting, trigger: TriggerMention) -> _Scene:
    sentence = findings.doc.sentences[trigger.sentence]
    roles = find_roles(sentence, trigger)
    actors, targets = casting.cast(trigger.sentence, [trigger])
    struck = [role.word for role in (*roles.targets, *roles.either)] + _object_before(sentence, trigger.head)
    if trigger.entry.frame is FrameKind.SEIZE:
        struck += _seized(sentence, trigger.head)
    struck += [item for word in struck for item in _counted(sentence, word)]
    read = (casting.party(trigger.sentence, word) for word in struck)
    told = [filler.party for filler in targets if filler.weight > _SURE]
    heads = {party.head for party in told}
    told += [party for party in read if party is not None and party.head not in heads]
    words = [findings.doc.sentences[number].words[word] for number, word in (party.head for party in told)]
    civilians = {role.word for role in roles.actors if _is_civilian(casting, trigger, role)}
    return _Scene(
        doc=findings.doc,
        actors=tuple(filler.party for filler in actors if filler.weight > _SURE),
        targets=tuple(told),
        acting=tuple(sentence.words[role.word] for role in roles.actors if role.word not in civilians),
        bystanding=tuple(sentence.words[word] for word in sorted(civilians)),
        struck=(*(sentence.words[index] for index in struck), *words),
        places=_places_taken(findings, trigger),
    )


def _places_taken(findings: Findings, trigger: TriggerMention) -> frozenset[int]:
    sentence = findings.doc.sentences[trigger.sentence]
    passive = is_passive(sentence, trigger.head)
    taken = subjects(sentence, trigger.head) if passive else objects(sentence, trigger.head)
    starts = {findings.places[index].mention.start for index in findings.places_in[trigger.sentence]}
    return frozenset(sentence.words[word].start for word in taken) & starts


def _counted(sentence: Sentence, word: int) -> list[int]:
    """What a noun of quantity counts: "une vingtaine d'élèves", "la plupart des missiles"."""
    if fold_word(sentence.words[word].text) not in words_of(Part.QUANTITY):
        return []
    return complements(sentence, word, "de", "du", "des", "d")


def _is_civilian(casting: Casting, trigger: TriggerMention, role: RoleWord) -> bool:
    party = casting.party(trigger.sentence, role.word)
    return party is not None and party.kind is PartyKind.CIVILIANS


def _object_before(sentence: Sentence, verb: int) -> list[int]:
    """The noun right before the "que" of a relative clause: "la bourgade qu'ils venaient d'enlever"."""
    for index in range(verb - 1, max(verb - _CLAUSE, 0), -1):
        if sentence.words[index].text.lower() in _QUE:
            return [index - 1] if sentence.words[index - 1].upos == "NOUN" else []
    return []


def _seized(sentence: Sentence, verb: int) -> list[int]:
    """The first noun behind "de" after a verb, wherever the tree hangs it: "se sont emparés lundi de deux camions"."""
    behind = False
    for word in sentence.words[verb + 1 : verb + _ASIDE]:
        behind = behind or word.text.lower() in _OF
        if behind and word.upos == "NOUN":
            return [word.index]
    return []


def _holds(sense: Sense, scene: _Scene) -> bool:
    if sense.actor is not None and not any(_IS[sense.actor](party, scene) for party in scene.actors):
        return False
    if sense.not_actor is not None and any(_IS[sense.not_actor](party, scene) for party in scene.actors):
        return False
    if sense.target is not None and not any(_IS[sense.target](party, scene) for party in scene.targets):
        return False
    harmless = sense.strength is Strength.BLOCKED
    acting = (*scene.acting, *scene.bystanding) if harmless else scene.acting
    if sense.actor_words and not any(fold_word(word.text) in _forms(sense.actor_words) for word in acting):
        return False
    forms = _forms(sense.target_words)
    words = [word for word in scene.struck if not forms or fold_word(word.text) in forms]
    if forms and (not words or (harmless and _strikes_others(scene, forms))):
        return False
    return not sense.single or any(word.feats.get("Number") != "Plur" for word in words)


def _strikes_others(scene: _Scene, forms: Collection[str]) -> bool:
    """Whether people are struck beside what some words name: "deux bergers et trente vaches"."""
    return any(
        party.kind is not PartyKind.INFRASTRUCTURE
        and _is_people(party, scene)
        and fold_word(scene.head(party).text) not in forms
        for party in scene.targets
    )


def is_fighter(party: PartyMention) -> bool:
    """Whether a party bears arms, on whatever side."""
    return party.kind in ARMED_KINDS or bool(_FIGHTERS & set(party.rule.split("+"))) or bears_arms(party)


def bears_arms(party: PartyMention) -> bool:
    """Whether a party is said to be armed."""
    return bool(_ARMED.search(party.text))


def _is_insurgent(party: PartyMention, scene: _Scene) -> bool:
    return is_fighter(party) and party.kind not in STATE_KINDS and not _NO_PEOPLE & {party.rule.split("+")[0]}


def _is_armed_side(party: PartyMention, scene: _Scene) -> bool:
    return party.kind in ARMED_KINDS - STATE_KINDS or _is_insurgent(party, scene)


def _is_state(party: PartyMention, scene: _Scene) -> bool:
    return party.kind in STATE_KINDS


def _is_people(party: PartyMention, scene: _Scene) -> bool:
    return bool(party.rule) and party.rule.split("+")[0] not in _NO_PEOPLE


def _is_many(party: PartyMention, scene: _Scene) -> bool:
    """Whether three ordinary people or more are struck."""
    if party.kind in ARMED_KINDS or not _is_people(party, scene):
        return False
    counted = [numeral.low for numeral in find_numerals(scene.doc.text, party.start, party.end)]
    return scene.head(party).feats.get("Number") == "Plur" and (not counted or max(counted) >= _MANY)


_IS: Final[Mapping[Party, Callable[[PartyMention, _Scene], bool]]] = {
    Party.FIGHTERS: lambda party, scene: is_fighter(party),
    Party.INSURGENTS: _is_insurgent,
    Party.ARMED_SIDE: _is_armed_side,
    Party.STATE: _is_state,
    Party.PEOPLE: _is_people,
    Party.MANY_CIVILIANS: _is_many,
    Party.PLACE: lambda party, scene: scene.head(party).start in scene.places,
}
