"""Names of claimants that no lexicon has, and what the words around them tell of the group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from incidents.frames.records import Filler, Findings
from incidents.mentions.claims import ClaimMention
from incidents.mentions.light_verbs import is_light
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.mentions.party_lexicon import Part, words_of
from incidents.mentions.party_words import fold_word
from incidents.mentions.syntax import appositions
from incidents.types import INSURGENT_KINDS, PartyKind

_NAMELESS: Final = frozenset((PartyKind.UNKNOWN, PartyKind.CIVILIANS))
_CLAIMANT: Final = "claimant.name"
_NAME_REACH: Final = 10
"""How many words behind a group's noun its name may begin."""
_QUOTED_NAME: Final = 60
"""How many characters a name between quotation marks may have."""
_OPENING: Final = ("«", "“")
_CLOSING: Final = ("»", "”")
SEATS: Final = frozenset(("country", "capital", "people"))
"""Rules of parties that are a state or its people."""
PERSON: Final = "person"


def acts(party: PartyMention) -> bool:
    """Whether a party is a group, or described as one that acts."""
    return party.named or party.role_hint is RoleHint.ACTOR or party.kind in INSURGENT_KINDS


def begins_as_group(name: str) -> bool:
    """Whether a name begins as groups' names do: "Front de l'Est"."""
    first = name.split(maxsplit=1)[:1]
    return bool(first) and first[0][:1].isupper() and fold_word(first[0]) in words_of(Part.NAME)


def apposed(findings: Findings, number: int, word: int) -> Iterator[PartyMention]:
    """The parties that the appositions of a noun name."""
    for index in appositions(findings.doc.sentences[number], word):
        party = findings.party_reader.read(number, index)
        if party is not None:
            yield party


def is_unknown_name(findings: Findings, party: PartyMention) -> bool:
    """Whether nothing but a name is known of a party, and no country's or town's: "les Lions du désert"."""
    number, word = party.head
    sentence = findings.doc.sentences[number]
    if party.kind not in _NAMELESS or party.rule in SEATS or not party.name[:1].isupper():
        return False
    places = (findings.places[index].mention for index in findings.places_in[number])
    if any(place.start <= sentence.words[word].start < place.end for place in places):
        return False
    return sentence.words[word].upos == "PROPN" or bool(sentence.children[word])


def _said_groups(findings: Findings, party: PartyMention) -> list[PartyMention]:
    """What appositions call a party, where they call it an armed group: "X, un groupe pro-iranien"."""
    return [other for other in apposed(findings, *party.head) if other.rule and acts(other)]


def as_claimant(findings: Findings, party: PartyMention) -> PartyMention:
    """A person, or an unknown name as a group's: of the kind that its apposition tells, else rebels."""
    groups = _said_groups(findings, party)
    if party.rule == PERSON and not groups:
        return evolve(party, kind=PartyKind.UNKNOWN, role_hint=RoleHint.ACTOR)
    known = [other.kind for other in groups if other.kind in INSURGENT_KINDS]
    kind = known[0] if known else PartyKind.REBEL
    return evolve(
        party, name=_full_name(findings, party), kind=kind, named=True, rule=_CLAIMANT, role_hint=RoleHint.ACTOR
    )


def called(findings: Findings, claim: ClaimMention) -> Iterator[Filler]:
    """What the doers are called: "un groupe jusqu'ici inconnu, les Lions du désert", "un groupe baptisé X"."""
    for word in claim.doers:
        for party in (*apposed(findings, claim.sentence, word), *_by_its_name(findings, claim, word)):
            yield Filler(party, f"{claim.entry.id}.doer", 0.9)


def _by_its_name(findings: Findings, claim: ClaimMention, word: int) -> Iterator[PartyMention]:
    """The name that follows a word such as "baptisé" behind a group's noun, however the tree joins them."""
    sentence = findings.doc.sentences[claim.sentence]
    end = claim.head if claim.head > word else len(sentence.words)
    behind = sentence.words[word + 1 : min(end, word + _NAME_REACH)]
    calls = next((item.index for item in behind if is_light(sentence, item.index, "calls")), None)
    for item in behind if calls is not None else ():
        if item.index > (calls or 0) and item.upos in ("NOUN", "PROPN") and item.text[:1].isupper():
            party = findings.party_reader.read(claim.sentence, item.index)
            if party is not None:
                yield party
            return


def by_name(findings: Findings, filler: Filler) -> Filler:
    """A described group under the unknown name in apposition to it: "un groupe inconnu, « les Lions du désert »"."""
    party = filler.party
    if party.named:
        return filler
    for other in apposed(findings, *party.head):
        if other.kind in _NAMELESS and is_unknown_name(findings, other):
            kind = party.kind if party.kind in INSURGENT_KINDS else PartyKind.REBEL
            name = _full_name(findings, other)
            named = evolve(other, name=name, kind=kind, named=True, rule=_CLAIMANT, role_hint=RoleHint.ACTOR)
            return evolve(filler, party=named)
    return filler


def _full_name(findings: Findings, party: PartyMention) -> str:
    """A name as quotation marks or a tagger bound it, where the party's phrase is only a part of it."""
    text, (number, word) = findings.doc.text, party.head
    start = findings.doc.sentences[number].words[word].start
    opening = max(text.rfind(mark, max(start - _QUOTED_NAME, 0), start) for mark in _OPENING)
    closing = min((at for mark in _CLOSING if (at := text.find(mark, start, start + _QUOTED_NAME)) >= 0), default=-1)
    inside = text[opening + 1 : closing].strip() if 0 <= opening < closing else ""
    if party.name in inside and not set(inside) & set(_CLOSING):
        return inside.removeprefix("les ").removeprefix("Les ")
    around = (text[item.start : item.end] for item in findings.doc.entities if item.start <= start < item.end)
    return next((name for name in around if name.startswith(party.name)), party.name)
