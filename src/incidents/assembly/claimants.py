"""Who claims, or is accused of, an event: the group or person behind a claim's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from incidents.annotation import Sentence
from incidents.assembly.claimant_names import (
    PERSON,
    SEATS,
    acts,
    apposed,
    as_claimant,
    begins_as_group,
    by_name,
    called,
    is_unknown_name,
)
from incidents.frames.bystanders import is_help, is_source
from incidents.frames.fill import Casting
from incidents.frames.records import QUOTED, Filler, Findings
from incidents.mentions.claims import IN_THE_NAME_OF, ClaimFrame, ClaimKind, ClaimMention
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.mentions.syntax import appositions, children_by, complements, preposition, subjects
from incidents.mentions.triggers import word_at
from incidents.types import INSURGENT_KINDS, STATE_KINDS, PartyKind

_EXPLICIT: Final = frozenset(("revendiquer", "revendiquer_tous", IN_THE_NAME_OF))
"""Claims whose words leave no doubt, so that also a name that nothing is known of may be their subject."""
_LEADERS: Final = "leaders"
_RANKS: Final = "ranks"
_MEN: Final = "men"
_VOICES: Final = frozenset((_MEN, "civilian-objects", "civilians", "journalists", "persons"))
"""Rules of parties that may only be the voice of a group: a caller, a station."""
_COMPLETES: Final = frozenset(
    ("nmod", "acl", "obl", "obl:arg", "obl:agent", "obl:mod", "appos", "xcomp", "amod", "flat", "flat:name")
)
_REACH: Final = 8
"""How many sentences back it may have been told whom a spokesman speaks for."""
_GAP: Final = 30
"""How many characters after a claim's words the party may begin that they speak of."""
_QUOTE: Final = 250
"""The same, after a quotation: "« Nous avons frappé la base », a lancé le porte-parole de X"."""
_IN_NAME: Final = re.compile(r"\bau nom (?:d'une?|du|de la|des|de l'|d'|de)\s?(?=[A-ZÉ])", re.IGNORECASE)
_OF: Final = ("de", "du", "des", "d")
_TO: Final = ("à", "au", "aux", "à le", "à les", "à la", "à l")
_SHORTEST_NAME: Final = 4


def find_doers(findings: Findings, casting: Casting, claim: ClaimMention) -> list[Filler]:
    """Who did it, by a claim's or an attribution's words: off the tree, else by order."""
    is_claim = claim.entry.kind is ClaimKind.CLAIM
    if claim.entry.kind is ClaimKind.ATTRIBUTION and is_help(
        findings.doc.sentences[claim.sentence], (claim.head, *claim.doers)
    ):
        return []
    told = fillers(casting, claim, [word for word in claim.doers if _is_nominal(findings, claim, word)], "doer")
    behind = [filler for speaker in told for filler in spoken_for(findings, speaker, is_claim=is_claim)]
    if is_claim and not behind and told and all(filler.party.rule == PERSON for filler in told):
        behind = _in_whose_name(findings, claim, told[0].party.end, claim.start)
    if is_claim and behind:
        return behind
    if claim.entry.id == IN_THE_NAME_OF and (whose := _whose_name(findings, claim, told)):
        return whose
    found = [filler for filler in told if may_do(filler.party, is_claim)] or behind
    if is_claim:
        explicit = claim.entry.id in _EXPLICIT
        found = [by_name(findings, filler) for filler in found] if explicit else found
        by_words = () if found or not explicit else called(findings, claim)
        named = [
            filler
            for filler in (*told, *by_words)
            if (explicit or begins_as_group(filler.party.name)) and is_unknown_name(findings, filler.party)
        ]
        found = found or [evolve(filler, party=as_claimant(findings, filler.party)) for filler in named]
    if is_claim and not found:
        found = _publishes(findings, casting, claim) or _voiced(findings, claim) or _listed(findings, claim)
        end = findings.doc.sentences[claim.sentence].end
        found = found or _in_whose_name(findings, claim, claim.end, end)
    if found or claim.gapped:
        return found
    if is_claim and any(filler.party.kind in STATE_KINDS for filler in told):
        return []
    if claim.entry.frame is ClaimFrame.CLAUSE:
        return []
    backward = is_claim and claim.entry.frame is ClaimFrame.ACTIVE
    party = _before(findings, claim) if backward else _after(findings, claim)
    if party is None or not may_do(party, is_claim) or (backward and not party.named):
        return []
    return [Filler(party, f"{claim.entry.id}.order", 0.8)]


def fillers(casting: Casting, claim: ClaimMention, words: Sequence[int], rule: str) -> list[Filler]:
    """The parties that some words of a claim's sentence name."""
    return [
        Filler(party, f"{claim.entry.id}.{rule}", 0.9)
        for word in words
        for party in casting.parties(claim.sentence, word, RoleHint.ACTOR if rule == "doer" else None)
    ]


def may_do(party: PartyMention, is_claim: bool) -> bool:
    """Whether a party may claim, or be accused of, an act: no thing; a state announces, it claims nothing."""
    if not party.rule or party.role_hint is RoleHint.TARGET or party.kind is PartyKind.INFRASTRUCTURE:
        return False
    if is_claim:
        return party.kind not in STATE_KINDS and acts(party)
    return party.kind in STATE_KINDS or acts(party)


# ---- spokesmen and chiefs --------------------------------------------------------------------------------------------


def spoken_for(findings: Findings, speaker: Filler, *, is_claim: bool) -> list[Filler]:
    """The group that a spokesman or chief speaks for, told beside him here or where he was named before."""
    kind, *groups = speaker.party.rule.split("+")
    if kind not in (_LEADERS, _RANKS, _MEN, PERSON, ""):
        return []
    for number, word in _namings(findings, speaker.party):
        sentence = findings.doc.sentences[number]
        above = [sentence.words[word].head] if sentence.words[word].relation in ("appos", "flat", "nmod") else []
        said = (other for child in children_by(sentence, word, "acl") for other in sentence.children[child])
        for noun in (word, *appositions(sentence, word), *above, *said):
            group = _led_by(findings, number, noun, is_claim=is_claim)
            if group is not None:
                return [evolve(speaker, party=group)]
    if groups and is_claim and kind in (_LEADERS, _RANKS) and speaker.party.kind not in STATE_KINDS:
        return [evolve(speaker, party=evolve(speaker.party, named=True, role_hint=RoleHint.ACTOR))]
    return []


def _namings(findings: Findings, party: PartyMention) -> Iterator[tuple[int, int]]:
    """Where somebody is named: here, then in the sentences before by the same noun or by a part of his name."""
    number, word = party.head
    yield party.head
    own = findings.doc.sentences[number]
    parts = [word, *children_by(own, word, "flat")] if own.words[word].upos == "PROPN" else [word]
    names = {own.words[part].text.lower() for part in parts if len(own.words[part].text) >= _SHORTEST_NAME}
    for near in range(number, max(number - _REACH, -1), -1):
        sentence = findings.doc.sentences[near]
        for other in sentence.words:
            if other.text.lower() in names and (near < number or other.index < word):
                yield near, other.head if other.relation == "flat" else other.index


def _led_by(findings: Findings, number: int, noun: int, *, is_claim: bool) -> PartyMention | None:
    """The group that the noun of a chief or spokesman is completed by: "porte-parole de X"."""
    leader = findings.party_reader.read(number, noun)
    if leader is None or leader.rule.split("+")[0] != _LEADERS:
        return None
    for held in complements(findings.doc.sentences[number], noun, *_OF):
        party = findings.party_reader.read(number, held, event_country=findings.country)
        if party is not None and party.named and may_do(party, is_claim):
            return party
    return None


def _voiced(findings: Findings, claim: ClaimMention) -> list[Filler]:
    """The group whose message, station or caller speaks: "un message attribué à X", "un homme se réclamant de X"."""
    sentence = findings.doc.sentences[claim.sentence]
    for word in claim.doers:
        said = findings.party_reader.read(claim.sentence, word)
        is_party = said is not None and (said.named or (said.rule and said.rule.split("+")[0] not in _VOICES))
        if is_party or _is_apposed_to_a_group(findings, claim.sentence, word):
            continue
        for below in _below(sentence, word):
            party = findings.party_reader.read(claim.sentence, below, event_country=findings.country)
            if party is not None and party.named and may_do(party, is_claim=True):
                return [Filler(party, f"{claim.entry.id}.voice", 0.9)]
    return []


def _publishes(findings: Findings, casting: Casting, claim: ClaimMention) -> list[Filler]:
    """The group whose text a relative clause quotes: "X a diffusé un texte dans lequel il dit avoir puni …"."""
    sentence = findings.doc.sentences[claim.sentence]
    if not claim.doers or any(sentence.words[word].upos != "PRON" for word in claim.doers):
        return []
    for above in sentence.ancestors(claim.head):
        told = [word for word in subjects(sentence, above) if sentence.words[word].start < claim.start]
        named = [one for one in fillers(casting, claim, told, "doer") if one.party.named and may_do(one.party, True)]
        if named:
            return named
    return []


def _is_nominal(findings: Findings, claim: ClaimMention, word: int) -> bool:
    """Whether a word is no mere adjective."""
    sentence = findings.doc.sentences[claim.sentence]
    return sentence.words[word].upos != "ADJ" or any(
        sentence.words[child].relation == "det" for child in sentence.children[word]
    )


def _is_apposed_to_a_group(findings: Findings, number: int, word: int) -> bool:
    """Whether a group's name explains a noun: "la filiale locale d'Al-Qaïda, le Front de l'Est"."""
    return any(other.named for other in apposed(findings, number, word))


def _listed(findings: Findings, claim: ClaimMention) -> list[Filler]:
    """The groups that a colon lists: "trois groupes ont signé l'attaque : A, B et C"."""
    text, sentence = findings.doc.text, findings.doc.sentences[claim.sentence]
    if not any(sentence.words[word].feats.get("Number") == "Plur" for word in claim.doers):
        return []
    mark = text.find(":", claim.end, sentence.end)
    parties = [findings.parties[index] for index in findings.parties_in[claim.sentence]] if mark >= 0 else []
    behind = [party for party in parties if party.start > mark and party.named and may_do(party, is_claim=True)]
    return [Filler(party, f"{claim.entry.id}.list", 0.9) for party in behind]


def _in_whose_name(findings: Findings, claim: ClaimMention, start: int, end: int) -> list[Filler]:
    """The group in whose name a part of the sentence has somebody speak: "un homme qui parlait au nom d'un Front X"."""
    sentence = findings.doc.sentences[claim.sentence]
    match = _IN_NAME.search(findings.doc.text, start, end)
    word = None if match is None else word_at(sentence, match.end())
    party = None if word is None else findings.party_reader.read(claim.sentence, word, event_country=findings.country)
    if party is None:
        return []
    if party.named and may_do(party, is_claim=True):
        return [Filler(party, f"{claim.entry.id}.in_name", 0.9)]
    known = is_unknown_name(findings, party) and claim.entry.id in _EXPLICIT
    return [Filler(as_claimant(findings, party), f"{claim.entry.id}.in_name", 0.9)] if known else []


def _whose_name(findings: Findings, claim: ClaimMention, told: Sequence[Filler]) -> list[Filler]:
    """The groups in whose name somebody claims, known or not: "un inconnu a revendiqué l'attentat au nom de X"."""
    own = {(claim.sentence, word) for word in claim.speakers}
    known = [filler for filler in told if filler.party.head in own and may_do(filler.party, is_claim=True)]
    if known:
        return known
    sentence = findings.doc.sentences[claim.sentence]
    named = [word for word in claim.speakers if sentence.words[word].text[:1].isupper()]
    parties = [findings.party_reader.read(claim.sentence, word) for word in named]
    return [
        Filler(as_claimant(findings, party), f"{claim.entry.id}.doer", 0.9)
        for party in parties
        if party is not None and not party.named and party.rule not in SEATS
    ]


def _below(sentence: Sentence, word: int) -> Iterator[int]:
    """What completes a noun, through nouns, participles and infinitives, but no relative clause."""
    for child in sentence.children[word]:
        if child > word and sentence.words[child].relation in _COMPLETES:
            yield child
            yield from _below(sentence, child)


# ---- by order --------------------------------------------------------------------------------------------------------


def _after(findings: Findings, claim: ClaimMention) -> PartyMention | None:
    """The party that begins soon after a claim's words; behind a quotation the group, or that of its spokesman."""
    quoted = claim.entry.id == QUOTED
    for index in findings.parties_in[claim.sentence]:
        party = findings.parties[index]
        if party.start < claim.end - 1:
            continue
        if party.start - claim.end > (_QUOTE if quoted else _GAP):
            return None
        if not quoted or (party.named and may_do(party, is_claim=True)):
            return party
        groups = spoken_for(findings, Filler(party, QUOTED), is_claim=True)
        if groups:
            return groups[0].party
    return None


def _before(findings: Findings, claim: ClaimMention) -> PartyMention | None:
    """The last group named before a claim's words in their sentence, but for those of which others are followers."""
    sentence = findings.doc.sentences[claim.sentence]
    named = [
        party if party.named else evolve(party, named=True, role_hint=RoleHint.ACTOR)
        for index in findings.parties_in[claim.sentence]
        if (party := findings.parties[index]).end <= claim.start
        and (party.named or (party.rule.startswith(f"{_LEADERS}+") and party.kind in INSURGENT_KINDS))
        and not is_source(sentence, party.head[1])
        and not _is_followed(sentence, party.head[1])
    ]
    return named[-1] if named else None


def _is_followed(sentence: Sentence, word: int) -> bool:
    """Whether a name only completes an adjective or participle of another noun: "le groupe, affilié à X"."""
    head = sentence.words[word].head
    if head < 0 or preposition(sentence, word) not in _TO:
        return False
    above = sentence.words[head]
    return above.upos in ("ADJ", "VERB") and above.relation in ("amod", "acl")
