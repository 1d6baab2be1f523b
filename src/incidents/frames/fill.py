"""Casting: turns the words in roles into typed parties, and fills roles that syntax left open."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from incidents.frames.records import Filler, Findings
from incidents.frames.roles import RoleWord, find_roles
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.mentions.syntax import tree_distance
from incidents.mentions.triggers import FrameKind, TriggerMention
from incidents.types import PartyKind

_ARMED = frozenset(
    (PartyKind.REBEL, PartyKind.POLITICAL_MILITIA, PartyKind.IDENTITY_MILITIA, PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES)
)
_PRONOUNS = frozenset(("PRON", "DET", "ADP", "PUNCT", "NUM", "CCONJ", "SCONJ"))


class Casting:
    """Gives parties their roles, one document at a time."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._speakers = {(claim.sentence, word) for claim in findings.claims for word in claim.speakers}
        self._trigger_words = {(trigger.sentence, trigger.head) for trigger in findings.triggers}

    def cast(
        self, number: int, triggers: Sequence[TriggerMention]
    ) -> tuple[tuple[Filler, ...], tuple[Filler, ...], bool]:
        """Actors and targets of an event told by some triggers of a sentence, and whether the actor is only suspected."""
        sentence = self._findings.doc.sentences[number]
        actors: list[Filler] = []
        targets: list[Filler] = []
        for trigger in triggers:
            roles = find_roles(sentence, trigger)
            actors += self._fill(number, roles.actors, as_actor=True)
            targets += self._fill(number, roles.targets, as_actor=False)
            for role in roles.either:
                self._sort(number, trigger, role, actors, targets)
        actors, targets = _distinct(actors), _distinct(targets)
        taken = {filler.party.head for filler in (*actors, *targets)}
        if not actors:
            actors = self._nearby(number, triggers[0], "actor", taken)
        if not targets:
            targets = self._nearby(number, triggers[0], "target", taken | {filler.party.head for filler in actors})
        return tuple(actors), tuple(targets), self._is_suspected(actors)

    def party(self, number: int, word: int, role: RoleHint | None = None) -> PartyMention | None:
        """The party that a word names."""
        sentence = self._findings.doc.sentences[number]
        if sentence.words[word].upos in _PRONOUNS:
            return None
        return self._findings.party_reader.read(number, word, event_country=self._findings.country, role=role)

    def _fill(self, number: int, roles: Sequence[RoleWord], *, as_actor: bool) -> list[Filler]:
        found = []
        for role in roles:
            if (number, role.word) in self._trigger_words and self._says_nothing(number, role.word):
                continue
            party = self.party(number, role.word, RoleHint.ACTOR if as_actor else RoleHint.TARGET)
            if party is None or self._is_place(party) or (as_actor and party.kind is PartyKind.INFRASTRUCTURE):
                continue
            if as_actor and party.role_hint == "target" and role.weight < 1:
                continue
            found.append(Filler(party, role.rule, role.weight))
        return found

    def _says_nothing(self, number: int, word: int) -> bool:
        """Whether an event word is no party of its own, as "manifestants" or "kamikaze" are."""
        party = self.party(number, word)
        return party is None or party.kind is PartyKind.UNKNOWN

    def _sort(
        self, number: int, trigger: TriggerMention, role: RoleWord, actors: list[Filler], targets: list[Filler]
    ) -> None:
        """Puts a party behind "de" with the actors or the targets, as its kind has it."""
        party = self.party(number, role.word)
        if party is None or self._is_place(party):
            return
        filler = Filler(party, role.rule, role.weight)
        if trigger.entry.frame in (FrameKind.KILL, FrameKind.DIE, FrameKind.FOUND, FrameKind.SUFFER):
            targets.append(filler)
        elif party.role_hint == "actor" or (party.named and party.kind in _ARMED) or trigger.entry.frame is FrameKind.STREET:
            actors.append(filler)
        elif party.role_hint == "target" or party.kind in (PartyKind.INFRASTRUCTURE, PartyKind.CIVILIANS):
            targets.append(filler)
        elif party.kind in _ARMED:
            actors.append(filler)

    def _is_place(self, party: PartyMention) -> bool:
        """Whether a bare place name was taken for a party."""
        if party.named or party.kind is not PartyKind.UNKNOWN:
            return False
        return any(
            place.mention.start <= party.start and party.end <= place.mention.end + 1
            for index in self._findings.places_in[party.head[0]]
            if (place := self._findings.places[index])
        )

    def _nearby(
        self, number: int, trigger: TriggerMention, hint: str, taken: set[tuple[int, int]]
    ) -> list[Filler]:
        """The nearest party of the sentence whose kind suits an open role."""
        sentence = self._findings.doc.sentences[number]
        best: tuple[float, PartyMention] | None = None
        for index in self._findings.parties_in[number]:
            party = self._findings.parties[index]
            suits = party.role_hint == hint or (hint == "actor" and party.named and party.kind is PartyKind.REBEL)
            if not suits or party.head in taken | self._trigger_words | self._speakers:
                continue
            distance = tree_distance(sentence, party.head[1], trigger.head) + 0.1 * abs(party.head[1] - trigger.head)
            if distance <= 6 and (best is None or distance < best[0]):
                best = (distance, party)
        return [] if best is None else [Filler(best[1], f"role.nearby.{hint}", 0.4)]

    def _is_suspected(self, actors: Sequence[Filler]) -> bool:
        text = self._findings.doc.text
        return any(
            "présumé" in text[filler.party.start : filler.party.end + 12].lower() or "soupçonn" in text[filler.party.start : filler.party.end + 12].lower()
            for filler in actors
        )


def _distinct(fillers: Sequence[Filler]) -> list[Filler]:
    """One filler a party, the best believed rule first kept, order of the text kept within a weight."""
    best: dict[tuple[int, int], Filler] = {}
    for filler in fillers:
        known = best.get(filler.party.head)
        if known is None or filler.weight > known.weight:
            best[filler.party.head] = filler
    return sorted(best.values(), key=lambda filler: (-filler.weight, filler.party.start))


def weaken(filler: Filler, weight: float) -> Filler:
    """The same filler, believed less."""
    return evolve(filler, weight=min(filler.weight, weight))
