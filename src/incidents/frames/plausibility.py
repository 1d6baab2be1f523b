"""How far a party may be believed in a role, whatever the tree says: places, times and mere things do not act."""

from __future__ import annotations

from typing import Final

from incidents.frames.coreference import References
from incidents.frames.records import Findings
from incidents.mentions.light_verbs import is_light
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.mentions.party_lexicon import STATE_THINGS, THINGS, Part, words_of
from incidents.mentions.party_words import fold_word
from incidents.mentions.syntax import preposition
from incidents.types import PartyKind

_WHERE: Final = frozenset(("à", "au", "aux", "à le", "à les", "en", "dans", "dans le", "près de", "près d", "vers"))
_NAMES_OF_PLACES: Final = frozenset(("", "country", "capital", "person"))
"""Rules of the parties of which only a name is known that is a place's too."""


class Plausibility:
    """Judges the parties of one document."""

    def __init__(self, findings: Findings, references: References) -> None:
        self._findings = findings
        self._references = references
        self._trigger_words = findings.trigger_heads

    def acting(self, party: PartyMention, weight: float) -> float:
        """How far a party may be believed to act: things and words that nothing is known of do not."""
        if not party.rule or party.kind is PartyKind.INFRASTRUCTURE or self._is_nobody(party):
            return 0.0
        if self._is_where(party):
            return 0.0
        if self._references.is_bare(party):
            return 0.0
        parts = party.rule.split("+")
        if parts[0] in THINGS or (parts[0] in STATE_THINGS and weight < 1):
            return 0.0
        return 0.0 if party.role_hint is RoleHint.TARGET and weight < 1 else weight

    def struck(self, party: PartyMention, weight: float) -> float:
        """How far a party may be believed to be struck; a word that nothing is known of only where nothing else is."""
        if self.is_time(party) or self._is_nobody(party) or party.rule == "quantities" or self._is_where(party):
            return 0.0
        if self.is_place(party):
            return min(weight, 0.2) if weight == 1 else 0.0
        if not party.rule:
            return min(weight, 0.3) if self._is_concrete(party) else 0.0
        return weight

    @staticmethod
    def _is_nobody(party: PartyMention) -> bool:
        """The pronoun "personne"."""
        return party.text.lower() == "personne"

    def is_name_of_nothing_else(self, party: PartyMention) -> bool:
        """Whether a word that nothing is known of names neither a place nor a time."""
        return not self.is_place(party) and not self.is_time(party)

    def is_time(self, party: PartyMention) -> bool:
        """Whether a word of time was taken for a party."""
        sentence = self._findings.doc.sentences[party.head[0]]
        word = sentence.words[party.head[1]]
        if fold_word(word.text) in words_of(Part.TIME):
            return True
        dates = (self._findings.dates[index] for index in self._findings.dates_in[party.head[0]])
        return any(date.start <= word.start < date.end for date in dates)

    def _is_concrete(self, party: PartyMention) -> bool:
        """Whether an unknown word is at least a counted or definite noun or a name."""
        word = self._findings.doc.sentences[party.head[0]].words[party.head[1]]
        return word.upos in ("NOUN", "PROPN") and (party.head not in self._trigger_words)

    def completes(self, word: int, party: PartyMention) -> bool:
        """Whether a word only completes the noun of a party's phrase: "l'auteur de l'attaque"."""
        sentence = self._findings.doc.sentences[party.head[0]]
        words = (sentence.words[child] for child in sentence.children[word])
        return any(child.relation == "case" and party.start < child.start < party.end for child in words)

    def is_place(self, party: PartyMention) -> bool:
        """Whether a bare place name was taken for a party."""
        if party.named or (party.kind is not PartyKind.UNKNOWN and party.rule):
            return False
        return any(
            place.mention.start <= party.start and party.end <= place.mention.end + 1
            for place in (self._findings.places[index] for index in self._findings.places_in[party.head[0]])
        )

    def _is_where(self, party: PartyMention) -> bool:
        """Whether a place name only says where: "à Tyr, Liban", "un marché à Saada, au Yémen"."""
        if party.named or party.rule not in _NAMES_OF_PLACES:
            return False
        number, head = party.head
        sentence = self._findings.doc.sentences[number]
        start = sentence.words[head].start
        places = (self._findings.places[index].mention for index in self._findings.places_in[number])
        if not any(place.start <= start < place.end for place in places):
            return False
        word = sentence.words[head]
        if word.relation.startswith("nsubj") or (word.head >= 0 and is_light(sentence, word.head, "blames")):
            return False
        before = sentence.words[head - 1].text if head else ""
        return before in (",", "(") or preposition(sentence, head) in _WHERE
