"""Coreference of parties: pronouns and bare group nouns, resolved to a party told before.

Only the safe cases: third person and demonstrative pronouns look back two sentences, subjects first; a definite group
noun that names nobody ("le mouvement", "l'organisation") takes the last armed group named before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Final

from incidents.annotation import Sentence, Word
from incidents.frames.bystanders import is_source
from incidents.frames.records import Findings
from incidents.mentions.light_verbs import is_light
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.mentions.syntax import subjects
from incidents.types import ARMED_KINDS, CROWD_KINDS, INSURGENT_KINDS, PartyKind

_REACH: Final = 2
"""How many sentences back a pronoun may go."""
_MEMORY: Final = 200
"""How many parties back a group may have been named; bounds the work on very long texts."""
_PERSONAL: Final = frozenset(
    ("il", "ils", "elle", "elles", "celui-ci", "celle-ci", "ceux-ci", "celles-ci", "celui", "ceux", "eux", "lui")
)
_OBJECT: Final = frozenset(("le", "la", "les", "l'", "l"))
_SUBJECTS: Final = frozenset(("nsubj", "nsubj:pass", "obl:agent"))
_OBJECTS: Final = frozenset(("obj", "iobj", "obl", "obl:arg"))
_ONE: Final = frozenset(("il", "elle", "lui", "celui-ci", "celle-ci", "l'", "l’"))
"""Pronouns that may stand for one person."""
_PERSON: Final = "person"
_LATTER: Final = frozenset(("derniers", "dernier", "dernières", "dernière", "mêmes"))
_PLURAL: Final = frozenset(
    ("ils", "elles", "ceux-ci", "celles-ci", "ceux", "eux", "derniers", "dernières", "mêmes", "les")
)
_DEFINITE: Final = frozenset(
    ("le", "la", "l'", "les", "ce", "cet", "cette", "ces", "son", "leur", "sa", "leurs", "ses")
)
_OURS: Final = frozenset(("nos", "notre", "aucun", "aucune", "nul", "nulle"))
_BARE_GROUPS: Final = frozenset(("armed-groups", "rebel-groups", "militia-groups"))
_MILITIAS: Final = "militia-groups"
"""The entry of gangs and militias, whose nouns tell something even alone: "un gang"."""
_DESCRIBED: Final = frozenset(("rebels", "gunmen", "gangs", "commando"))
_TYING: Final = frozenset(("ses", "leurs", "même", "mêmes"))
"""Words that tie a noun to a group told before: "ses combattants", "la même coalition"."""
_TIED: Final = frozenset(("foreign-forces", "units"))
"""Nouns that stand for a group told before only where such a word ties them to it."""


class References:
    """Resolves the pronouns and bare group nouns of one document.

    Args:
        findings: What was found in the document.
    """

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._starts = [party.start for party in findings.parties]

    @cached_property
    def _people(self) -> dict[int, list[PartyMention]]:
        """The people named as subjects, by sentence: whom the pronoun of a later clause may go back to."""
        starts = [sentence.start for sentence in self._findings.doc.sentences]
        found: dict[int, list[PartyMention]] = {}
        for entity in self._findings.doc.entities:
            number = bisect_right(starts, entity.start) - 1
            if entity.kind != "PER" or number < 0:
                continue
            words = self._findings.doc.sentences[number].words
            word = next((word for word in words if entity.start <= word.start < entity.end), None)
            if word is None or word.relation not in _SUBJECTS:
                continue
            party = self._findings.party_reader.read(number, word.index)
            if party is not None and party.rule == _PERSON:
                found.setdefault(number, []).append(party)
        return found

    def is_pronoun(self, sentence: Sentence, word: int) -> bool:
        """Whether a word stands for a party told before: "ils", "celui-ci", "ces derniers"."""
        text = sentence.words[word].text.lower()
        if text in _PERSONAL or (text.replace("’", "'") in _OBJECT and sentence.words[word].upos == "PRON"):
            return True
        return text in _LATTER and any(
            sentence.words[child].text.lower() in _DEFINITE for child in sentence.children[word]
        )

    def pronoun(self, number: int, word: int, role: RoleHint | None) -> PartyMention | None:
        """The party that a pronoun stands for, None where none fits safely.

        Args:
            number: Index of the sentence.
            word: Index of the pronoun.
            role: Its role in the event; an actor must be one that acts.
        """
        sentence = self._findings.doc.sentences[number]
        pronoun = sentence.words[word]
        plural = pronoun.text.lower() in _PLURAL
        best: tuple[tuple[int, int, int], PartyMention] | None = None
        before = list(self._before(pronoun.start, number - _REACH))
        doers = self._doers_beside(sentence, pronoun)
        if role is RoleHint.TARGET and pronoun.text.lower() in _ONE:
            people = (party for near in (number - 1, number) for party in self._people.get(near, ()))
            before += [party for party in people if party.end <= pronoun.start]
        for party in before:
            if not self._agrees(party, plural) or not _suits(party, role):
                continue
            home = self._findings.doc.sentences[party.head[0]]
            if party.head[0] == number and (home.words[party.head[1]].head == pronoun.head or party.head[1] in doers):
                continue
            is_subject = home.words[party.head[1]].relation in _SUBJECTS
            weight = 2 * int(is_subject) + int(party.named)
            key = (party.head[0], weight, -party.start if is_subject else party.start)
            if best is None or key > best[0]:
                best = (key, party)
        return None if best is None else best[1]

    def _doers_beside(self, sentence: Sentence, pronoun: Word) -> frozenset[int]:
        """The subjects of a pronoun's verb, whom it cannot mean as its object: "la foule s'est ruée, l'a lynché"."""
        if pronoun.head < 0 or pronoun.relation not in _OBJECTS:
            return frozenset()
        return frozenset(subjects(sentence, pronoun.head))

    def group(self, party: PartyMention) -> PartyMention | None:
        """The armed group named before that a definite group noun stands for; None where there is none.

        Args:
            party: The noun's party.
        """
        described = party.rule in _DESCRIBED
        articles = self._articles(party)
        tied = bool(articles & _TYING)
        if party.named or not (party.rule in _BARE_GROUPS or described or (tied and party.rule in _TIED)):
            return None
        if not articles & _DEFINITE:
            return None
        named: dict[str, PartyMention] = {}
        for other in self._before(party.start, 0):
            alike = self._is_called_the_same(party, other) if tied else party.kind in (PartyKind.UNKNOWN, other.kind)
            if other.named and other.kind in INSURGENT_KINDS and alike:
                named.pop(other.name, None)
                named[other.name] = other
        if described and len(named) > 1:
            return self._topic(named.values()) if tied else None
        return next(reversed(named.values()), None)

    def _is_called_the_same(self, party: PartyMention, other: PartyMention) -> bool:
        """Whether a group may be what "ses combattants" or "la même coalition" goes back to: that was a coalition."""
        number, head = party.head
        noun = self._findings.doc.sentences[number].words[head].text.lower()
        return party.rule not in _TIED or noun in other.text.lower()

    def _topic(self, groups: Collection[PartyMention]) -> PartyMention:
        """Of the groups that the last sentence to name one names, its subject or else the first."""
        last = max(group.head[0] for group in groups)
        words = self._findings.doc.sentences[last].words
        there = sorted((group for group in groups if group.head[0] == last), key=lambda group: group.start)
        return next((group for group in there if words[group.head[1]].relation in _SUBJECTS), there[0])

    def is_bare(self, party: PartyMention) -> bool:
        """Whether a party's words say nothing but that it is a group told before, or ours: "le mouvement", "nos"."""
        if party.named or party.rule not in _BARE_GROUPS or self._is_somebodys(party):
            return False
        alone = " " not in party.name.strip() and party.rule != _MILITIAS
        return alone or bool(self._articles(party) & (_DEFINITE | _OURS))

    def _is_somebodys(self, party: PartyMention) -> bool:
        """Whether a name tells whose group it is: "la bande de Bello Turji"."""
        number, head = party.head
        words = self._findings.doc.sentences[number].words
        return any(
            word.upos == "PROPN" and word.index != head and party.start <= word.start < party.end for word in words
        )

    def _articles(self, party: PartyMention) -> set[str]:
        sentence = self._findings.doc.sentences[party.head[0]]
        return {sentence.words[child].text.lower().replace("’", "'") for child in sentence.children[party.head[1]]}

    def _before(self, position: int, first_sentence: int) -> Iterator[PartyMention]:
        """The last parties before a position that do not merely tell of an event, from a sentence on, in text order."""
        end = bisect_left(self._starts, position)
        for party in self._findings.parties[max(end - _MEMORY, 0) : end]:
            if party.head[0] >= first_sentence:
                home = self._findings.doc.sentences[party.head[0]]
                if party.end <= position and not is_source(home, party.head[1]):
                    yield party

    def _agrees(self, party: PartyMention, plural: bool) -> bool:
        sentence = self._findings.doc.sentences[party.head[0]]
        number = sentence.words[party.head[1]].feats.get("Number")
        if party.named:
            return True
        if is_light(sentence, party.head[1], "measures"):
            return plural
        return number is None or (number == "Plur") == plural


def _suits(party: PartyMention, role: RoleHint | None) -> bool:
    if role is RoleHint.ACTOR:
        acts = party.role_hint is RoleHint.ACTOR or party.kind in ARMED_KINDS or party.kind in CROWD_KINDS
        return acts and party.role_hint is not RoleHint.TARGET
    return bool(party.rule)
