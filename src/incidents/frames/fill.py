"""Casting: turns the words in roles into typed parties, and fills roles that syntax left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from incidents.annotation import Sentence
from incidents.frames.bystanders import is_cited, is_holder, is_source
from incidents.frames.coreference import References
from incidents.frames.plausibility import Plausibility
from incidents.frames.records import Filler, Findings
from incidents.frames.roles import RoleWord, ends_doer, find_roles, told_of
from incidents.mentions.claims import ClaimKind
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.mentions.party_lexicon import STATE_THINGS, THINGS
from incidents.mentions.syntax import appositions, complements, is_passive, preposition, tree_distance, whole
from incidents.mentions.triggers import FrameKind, TriggerMention
from incidents.types import ARMED_KINDS, CROWD_KINDS, STATE_KINDS, AttackType, PartyKind

_WORDLESS: Final = THINGS | STATE_THINGS | {"weapons", "carriers", "protest-events"}
"""Entries whose words, as event words, name no party: "une voiture piégée", "la manifestation"."""
_STRUCK_FRAMES: Final = frozenset((FrameKind.KILL, FrameKind.DIE, FrameKind.FOUND, FrameKind.SUFFER))
_PRONOUNS: Final = frozenset(("PRON", "DET", "ADP", "PUNCT", "NUM", "CCONJ", "SCONJ"))
_WHERE_NAMED: Final = frozenset(
    (
        AttackType.ATTACK,
        AttackType.BOMBING,
        AttackType.SUICIDE_BOMBING,
        AttackType.CAR_BOMB,
        AttackType.HOSTAGE_TAKING,
        AttackType.STABBING,
        AttackType.VEHICLE_RAMMING,
        AttackType.RIOT,
        AttackType.PROTEST,
    )
)
"""Attacks named by where they were: "les attentats de Kaboul", unlike "les frappes de Moscou", which are Russia's."""
_DIRECT: Final = frozenset(("role.object", "role.passive.subject", "role.suffer.subject", "role.noun.strikes"))
"""Rules by which also a word that nothing is known of may be what was struck."""
_EVEN: Final = frozenset(("role.clash.second", "role.between.second", "role.opposed.second"))
"""Rules by which the two sides of a clash are named as equals."""
_SIDES: Final = frozenset(("role.between.first", "role.between.second", "role.opposed.first", "role.opposed.second"))
"""Rules by which also a name that nothing is known of is one of the sides of a clash."""
_UNKNOWN_SIDE: Final = 0.6
_CROWD: Final = CROWD_KINDS | {PartyKind.CIVILIANS}
_BY: Final = frozenset(("par", "de la part de"))
_AIMED: Final = frozenset(("contre", "visant", "ciblant"))
_AT: Final = frozenset(("dans", "devant", "contre", "sur", "à", "près de", "à proximité de", "au milieu de", "face à"))
_ORDER_REACH: Final = 14
"""How many words behind a trigger "contre" or "par" may stand where the tree does not tie them to it."""

_PASSIVE_REACH: Final = 30
"""How many words behind a passive verb "par" may stand: "ont été enlevés mardi dans …, à …, par des hommes armés"."""
_TOWN_REACH: Final = 5


class Casting:
    """Gives parties their roles, one document at a time."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._references = References(findings)
        self._speakers = findings.speakers
        self._cleared = {
            (claim.sentence, word)
            for claim in findings.claims
            if claim.negated or claim.entry.kind is ClaimKind.DENIAL
            for word in claim.doers
        }
        self._trigger_words = findings.trigger_heads
        self._plausible = Plausibility(findings, self._references)
        self._triggers: dict[int, list[TriggerMention]] = {}
        for trigger in findings.triggers:
            self._triggers.setdefault(trigger.sentence, []).append(trigger)
        self._struck_in: dict[int, frozenset[int]] = {}

    def cast(self, number: int, triggers: Sequence[TriggerMention]) -> tuple[tuple[Filler, ...], tuple[Filler, ...]]:
        """Actors and targets of an event told by triggers of a sentence."""
        sentence = self._findings.doc.sentences[number]
        actors: list[Filler] = []
        targets: list[Filler] = []
        for trigger in triggers:
            roles = find_roles(sentence, trigger)
            actors += self._fill(number, roles.actors, as_actor=True)
            targets += self._fill(number, roles.targets, as_actor=False)
            for role in roles.either:
                self._sort(number, trigger, role, actors, targets)
            self._itself(number, trigger, actors, targets)
        actors, targets = _sides(_distinct(actors), _distinct(targets), triggers)
        self._by_order(number, triggers, actors, targets)
        taken = {filler.party.head for filler in (*actors, *targets)}
        if not actors:
            actors = self._nearby(number, triggers[0], RoleHint.ACTOR, taken)
        if not any(filler.weight > 0.3 for filler in targets):
            taken |= {filler.party.head for filler in actors}
            targets += [] if targets else self._town(number, triggers[0])
            targets += self._nearby(number, triggers[0], RoleHint.TARGET, taken)
        return tuple(actors), tuple(targets)

    def party(self, number: int, word: int, role: RoleHint | None = None) -> PartyMention | None:
        """The party that a word names or stands for."""
        sentence = self._findings.doc.sentences[number]
        word = whole(sentence, word)
        if self._references.is_pronoun(sentence, word):
            return self._references.pronoun(number, word, role)
        if sentence.words[word].upos in _PRONOUNS:
            return None
        return self._findings.party_reader.read(number, word, event_country=self._findings.country, role=role)

    def parties(self, number: int, word: int, role: RoleHint | None = None) -> Iterator[PartyMention]:
        """The party that a word names, the group behind a definite group noun first."""
        party = self.party(number, word, role)
        if party is None:
            return
        known = self._owner(party) or self._apposed(party)
        if known is not None:
            yield known
            return
        group = self._references.group(party) or self._identity(party)
        if group is not None:
            yield group
        if not self._references.is_bare(party):
            yield party

    def _apposed(self, party: PartyMention) -> PartyMention | None:
        """The armed group in apposition to a description: "une milice, Saraya al-X", "les tueurs, des Y"."""
        if not party.rule:
            return self._described(party)
        vague = party.kind is PartyKind.UNKNOWN and party.role_hint is RoleHint.ACTOR
        if party.named or not (vague or party.kind in ARMED_KINDS):
            return None
        number, word = party.head
        for index in appositions(self._findings.doc.sentences[number], word):
            other = self.party(number, index, RoleHint.ACTOR)
            if other is not None and (other.named or vague) and other.kind in ARMED_KINDS:
                return other
        return None

    def _described(self, party: PartyMention) -> PartyMention | None:
        """What an apposition says that people of an unknown name are, if unarmed: "les Boulala, des cultivateurs"."""
        number, word = party.head
        others = (self.party(number, index) for index in appositions(self._findings.doc.sentences[number], word))
        return next((other for other in others if other is not None and other.rule and other.kind in _CROWD), None)

    def _identity(self, party: PartyMention) -> PartyMention | None:
        """The armed group of which a clause says that described people are: "des hommes que X présente comme des Y"."""
        if party.named or party.kind not in (PartyKind.UNKNOWN, PartyKind.CIVILIANS):
            return None
        number, word = party.head
        told = set(told_of(self._findings.doc.sentences[number], word))
        for index in self._findings.parties_in[number] if told else ():
            other = self._findings.parties[index]
            if other.head[1] in told and other.kind in ARMED_KINDS - STATE_KINDS:
                return other
        return None

    def _owner(self, party: PartyMention, depth: int = 0) -> PartyMention | None:
        """Whose a weapon is: "un drone de l'armée" is the army's."""
        if not party.rule.startswith("weapons+") or depth > 3:
            return None
        number, word = party.head
        sentence = self._findings.doc.sentences[number]
        for other in complements(sentence, word, "de", "du", "des", "d", "d'", "d’"):
            owner = self._findings.party_reader.read(number, other, event_country=self._findings.country)
            if owner is not None and owner.rule.startswith("weapons+"):
                owner = self._owner(owner, depth + 1)
            if owner is not None and owner.kind in ARMED_KINDS:
                return owner
        return None

    def actors_of(self, number: int, trigger: TriggerMention) -> list[Filler]:
        """Who does what a trigger tells, as far as the tree names them."""
        roles = find_roles(self._findings.doc.sentences[number], trigger)
        return self._fill(number, roles.actors, as_actor=True)

    def is_free_actor(self, party: PartyMention) -> bool:
        """Whether a party of the text may be taken for the actor of an event told beside it."""
        sentence = self._findings.doc.sentences[party.head[0]]
        taken = party.head in self._trigger_words | self._speakers
        return not taken and self._is_free(sentence, party, RoleHint.ACTOR)

    def _fill(self, number: int, roles: Sequence[RoleWord], *, as_actor: bool) -> list[Filler]:
        found = []
        for role in roles:
            if (number, role.word) in self._trigger_words and not self._tells(number, role.word):
                continue
            if is_cited(self._findings.doc.sentences[number], role.word):
                continue
            for party in self.parties(number, role.word, RoleHint.ACTOR if as_actor else RoleHint.TARGET):
                weight = (
                    self._plausible.acting(party, role.weight)
                    if as_actor
                    else self._plausible.struck(party, role.weight)
                )
                if not party.rule and role.rule in _SIDES and self._plausible.is_name_of_nothing_else(party):
                    weight = max(weight, _UNKNOWN_SIDE)
                elif not party.rule and role.rule not in _DIRECT:
                    continue
                if weight > 0:
                    found.append(Filler(party, role.rule, weight))
        return found

    def _says_nothing(self, number: int, word: int) -> bool:
        """Whether an event word is no party of its own, as "manifestants" or "kamikaze" are."""
        party = self._findings.party_reader.read(number, word)
        return party is None or not party.rule or party.rule.split("+")[0] in _WORDLESS

    def _tells(self, number: int, word: int) -> bool:
        """Whether an event word in a role tells whose act it was: "tués par des tirs de l'armée"."""
        party = self._findings.party_reader.read(number, word)
        return not self._says_nothing(number, word) or (party is not None and self._owner(party) is not None)

    def _sort(
        self, number: int, trigger: TriggerMention, role: RoleWord, actors: list[Filler], targets: list[Filler]
    ) -> None:
        """Puts a party behind "de" with the actors or the targets, as its kind has it."""
        if (number, role.word) in self._trigger_words and self._says_nothing(number, role.word):
            return
        for party in self.parties(number, role.word):
            if (
                not party.rule
                or self._plausible.is_place(party)
                or self._plausible.is_time(party)
                or party.rule == "quantities"
            ):
                continue
            if party.rule == "capital" and trigger.entry.attack_type in _WHERE_NAMED:
                continue
            filler = Filler(party, role.rule, role.weight)
            thing = party.rule.split("+")[0] in (*THINGS, *STATE_THINGS, "carriers")
            if trigger.entry.frame in _STRUCK_FRAMES or thing or role.rule == "role.blast.either":
                acts = role.rule == "role.blast.either" and party.role_hint is RoleHint.ACTOR
                (actors if acts else targets).append(filler)
            elif (
                party.role_hint is RoleHint.ACTOR
                or party.kind in ARMED_KINDS
                or trigger.entry.frame is FrameKind.STREET
            ):
                actors.append(filler)
            elif party.role_hint is RoleHint.TARGET or party.kind in (PartyKind.INFRASTRUCTURE, PartyKind.CIVILIANS):
                targets.append(filler)

    def _itself(self, number: int, trigger: TriggerMention, actors: list[Filler], targets: list[Filler]) -> None:
        """A trigger that is itself a party: "kamikaze", "manifestants" act; "cadavres" are what was struck."""
        if trigger.verbal:
            return
        weapon = self._findings.party_reader.read(number, trigger.head)
        if weapon is not None and weapon.rule.startswith("weapons+"):
            owner = self._owner(weapon)
            actors.append(Filler(weapon if owner is None else owner, "role.itself.weapon", 0.6))
        if self._says_nothing(number, trigger.head):
            return
        if weapon is not None and self._plausible.completes(trigger.head, weapon):
            return
        role = RoleHint.TARGET if trigger.entry.frame in (FrameKind.FOUND, FrameKind.DIE) else RoleHint.ACTOR
        party = self.party(number, trigger.head, role)
        if party is None:
            return
        if role is RoleHint.TARGET:
            weight = 0.5 if trigger.entry.frame is FrameKind.FOUND else 0.35
            targets.append(Filler(party, "role.itself.struck", weight))
        elif party.role_hint is RoleHint.ACTOR or trigger.entry.frame is FrameKind.STREET:
            actors.append(Filler(party, "role.itself", 0.6))

    def _by_order(
        self, number: int, triggers: Sequence[TriggerMention], actors: list[Filler], targets: list[Filler]
    ) -> None:
        """Parties behind "contre" or "par" that follow a trigger, where the tree ties them elsewhere."""
        sentence = self._findings.doc.sentences[number]
        taken = {filler.party.head for filler in (*actors, *targets)}
        heads = {trigger.head for trigger in triggers}
        for index in self._findings.parties_in[number]:
            party = self._findings.parties[index]
            word = party.head[1]
            if party.head in taken | self._trigger_words or is_source(sentence, word) or is_holder(sentence, word):
                continue
            before = [trigger.head for trigger in self._triggers[number] if trigger.head < word]
            case = preposition(sentence, word)
            if not before or max(before) not in heads:
                continue
            passive = case in _BY and is_passive(sentence, max(before))
            if word - max(before) > (_PASSIVE_REACH if passive else _ORDER_REACH):
                continue
            if ends_doer(sentence, max(before)):
                continue
            thing = party.rule.split("+")[0] in THINGS | STATE_THINGS
            if thing and case in _AT and any(trigger.entry.frame is FrameKind.BLAST for trigger in triggers):
                targets.append(Filler(party, "role.order.at", 0.5))
            elif case in _AIMED and self._plausible.struck(party, 0.7) > 0.5:
                targets.append(Filler(party, "role.order.against", 0.7))
            elif (
                case in _BY
                and not actors
                and party.head not in self._cleared
                and self._plausible.acting(party, 0.7) > 0.5
                and _is_doer(party)
            ):
                actors.append(Filler(party, "role.order.by", 0.7))

    def _struck_words(self, number: int) -> frozenset[int]:
        """The words of a sentence that are the target of one of its triggers."""
        known = self._struck_in.get(number)
        if known is None:
            sentence = self._findings.doc.sentences[number]
            known = frozenset(
                role.word
                for trigger in self._triggers.get(number, ())
                for role in find_roles(sentence, trigger).targets
            )
            self._struck_in[number] = known
        return known

    def _nearby(
        self, number: int, trigger: TriggerMention, hint: RoleHint, taken: set[tuple[int, int]]
    ) -> list[Filler]:
        """The nearest party of the sentence whose kind suits an open role."""
        sentence = self._findings.doc.sentences[number]
        best: tuple[float, PartyMention] | None = None
        for index in self._findings.parties_in[number]:
            party = self._findings.parties[index]
            suits = party.role_hint is hint or (
                hint is RoleHint.ACTOR and party.named and party.kind is PartyKind.REBEL
            )
            if not suits or party.head in taken | self._trigger_words | self._speakers:
                continue
            if not self._is_free(sentence, party, hint):
                continue
            if trigger.entry.frame is FrameKind.STREET and hint is RoleHint.ACTOR and party.kind in ARMED_KINDS:
                continue
            distance = tree_distance(sentence, party.head[1], trigger.head) + 0.1 * abs(party.head[1] - trigger.head)
            if distance <= 6 and (best is None or distance < best[0]):
                best = (distance, party)
        return [] if best is None else [Filler(best[1], f"role.nearby.{hint.value}", 0.4)]

    def _town(self, number: int, trigger: TriggerMention) -> list[Filler]:
        """The place name behind an active verb as its object, wherever the tree hangs it: "ont bombardé Rylsk"."""
        sentence = self._findings.doc.sentences[number]
        if not trigger.verbal or trigger.entry.frame is not FrameKind.ACT or is_passive(sentence, trigger.head):
            return []
        for word in sentence.words[trigger.head + 1 : trigger.head + 1 + _TOWN_REACH]:
            if word.upos in ("ADP", "PUNCT", "CCONJ", "SCONJ", "PRON"):
                return []
            if word.upos == "PROPN":
                party = self._findings.party_reader.read(number, word.index)
                return [] if party is None else [Filler(party, "role.town", 0.6)]
        return []

    def _is_free(self, sentence: Sentence, party: PartyMention, hint: RoleHint) -> bool:
        """Whether nothing in the sentence speaks against a role by nearness."""
        number, word = party.head
        if is_source(sentence, word):
            return False
        if hint is RoleHint.ACTOR and (party.head in self._cleared or is_holder(sentence, word)):
            return False
        if hint is RoleHint.ACTOR:
            struck = self._struck_words(number)
            inside = any(other in struck for other in list(sentence.ancestors(word))[:2]) and sentence.words[
                word
            ].relation in ("nmod", "flat", "appos", "nummod", "amod")
            return self._plausible.acting(party, 0.4) > 0 and word not in struck and not inside
        return self._plausible.struck(party, 0.4) > 0.3


def _is_doer(party: PartyMention) -> bool:
    return party.kind in ARMED_KINDS or party.role_hint is RoleHint.ACTOR


def _distinct(fillers: Sequence[Filler]) -> list[Filler]:
    """One filler a party, the best believed rule first kept, order of the text kept within a weight."""
    best: dict[tuple[int, int], Filler] = {}
    for filler in fillers:
        known = best.get(filler.party.head)
        if known is None or filler.weight > known.weight:
            best[filler.party.head] = filler
    return sorted(best.values(), key=lambda filler: (-filler.weight, filler.party.start))


def _sides(
    actors: list[Filler], targets: list[Filler], triggers: Sequence[TriggerMention]
) -> tuple[list[Filler], list[Filler]]:
    """The sides of a clash: the armed group, where a force of the state stands first, is taken for the attacker."""
    both = bool(actors and targets) and all(trigger.entry.frame is FrameKind.CLASH for trigger in triggers)
    if both and targets[0].rule not in _EVEN:
        return actors, targets
    if both and actors[0].party.kind in STATE_KINDS and targets[0].party.kind in ARMED_KINDS - STATE_KINDS:
        return targets, actors
    return actors, targets
