"""Who claims, or is accused of, an event: the group or person behind a claim's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from incidents.annotation import Sentence
from incidents.frames.bystanders import is_help, is_source
from incidents.frames.fill import Casting
from incidents.frames.records import QUOTED, Filler, Findings
from incidents.mentions.claims import IN_THE_NAME_OF, ClaimFrame, ClaimKind, ClaimMention
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.mentions.syntax import appositions, children_by, complements, preposition, subjects
from incidents.mentions.triggers import word_at
from incidents.types import INSURGENT_KINDS, STATE_KINDS, PartyKind

_NAMELESS: Final = frozenset((PartyKind.UNKNOWN, PartyKind.CIVILIANS))
_SEATS: Final = frozenset(("country", "capital", "people"))
_EXPLICIT: Final = frozenset(("revendiquer", "revendiquer_tous", IN_THE_NAME_OF))
"""Claims whose words leave no doubt, so that also a name that nothing is known of may be their subject."""
_LEADERS: Final = "leaders"
_RANKS: Final = "ranks"
_MEN: Final = "men"
_PERSON: Final = "person"
_VOICES: Final = frozenset((_MEN, "civilian-objects", "civilians", "journalists", "persons"))
"""Rules of parties that may only be the voice of a group: a caller, a station."""
_COMPLETES: Final = frozenset(
    ("nmod", "acl", "obl", "obl:arg", "obl:agent", "obl:mod", "appos", "xcomp", "amod", "flat", "flat:name")
)
_CLAIMANT: Final = "claimant.name"
_REACH: Final = 8
"""How many sentences back it may have been told whom a spokesman speaks for."""
_GAP: Final = 30
"""How many characters after a claim's words the party may begin that they speak of."""
_QUOTE: Final = 250
"""The same, after a quotation: "« Nous avons frappé la base », a lancé le porte-parole de X"."""
_IN_NAME: Final = re.compile(r"\bau nom (?:d'une?|du|de la|des|de l'|d'|de)\s?(?=[A-ZÉ])", re.IGNORECASE)
_GROUP: Final = re.compile(
    r"(?:Front|Mouvement|Armée|Brigades?|Forces|Coalition|Alliance|Saraya|Jaïch|Jaish|Ansar|Harakat|Comités?|Organisation"
    r"|Katiba|Liwa|Légion|Résistance|Tigres|Conseil|Chambre)\b"
)
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
    behind = [filler for speaker in told for filler in _spoken_for(findings, speaker, is_claim=is_claim)]
    if is_claim and not behind and told and all(filler.party.rule == _PERSON for filler in told):
        behind = _in_whose_name(findings, claim, told[0].party.end, claim.start)
    if is_claim and behind:
        return behind
    found = [filler for filler in told if may_do(filler.party, is_claim)] or behind
    if is_claim:
        explicit = claim.entry.id in _EXPLICIT
        found = [_by_name(findings, filler) for filler in found] if explicit else found
        called = () if found or not explicit else _called(findings, claim)
        named = [
            filler
            for filler in (*told, *called)
            if (explicit or _GROUP.match(filler.party.name)) and _is_unknown_name(findings, filler.party)
        ]
        found = found or [evolve(filler, party=_as_claimant(findings, filler.party)) for filler in named]
    if is_claim and not found:
        found = _publishes(findings, casting, claim) or _voiced(findings, claim) or _listed(findings, claim)
        end = findings.doc.sentences[claim.sentence].end
        found = found or _in_whose_name(findings, claim, claim.end, end)
    if found:
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
        return party.kind not in STATE_KINDS and _acts(party)
    return party.kind in STATE_KINDS or _acts(party)


def _acts(party: PartyMention) -> bool:
    return party.named or party.role_hint is RoleHint.ACTOR or party.kind in INSURGENT_KINDS


# ---- spokesmen and chiefs --------------------------------------------------------------------------------------------


def _spoken_for(findings: Findings, speaker: Filler, *, is_claim: bool) -> list[Filler]:
    """The group that a spokesman or chief speaks for, told beside him here or where he was named before."""
    kind, *groups = speaker.party.rule.split("+")
    if kind not in (_LEADERS, _RANKS, _MEN, _PERSON, ""):
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


def _is_apposed_to_a_group(findings: Findings, number: int, word: int) -> bool:
    """Whether a group's name explains a noun: "la filiale locale d'Al-Qaïda, le Front de l'Est"."""
    return any(other.named for other in _apposed(findings, number, word))


def _apposed(findings: Findings, number: int, word: int) -> Iterator[PartyMention]:
    """The parties that the appositions of a noun name."""
    for index in appositions(findings.doc.sentences[number], word):
        party = findings.party_reader.read(number, index)
        if party is not None:
            yield party


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
    known = _is_unknown_name(findings, party) and claim.entry.id in _EXPLICIT
    return [Filler(_as_claimant(findings, party), f"{claim.entry.id}.in_name", 0.9)] if known else []


def _below(sentence: Sentence, word: int) -> Iterator[int]:
    """What completes a noun, through nouns, participles and infinitives, but no relative clause."""
    for child in sentence.children[word]:
        if child > word and sentence.words[child].relation in _COMPLETES:
            yield child
            yield from _below(sentence, child)


# ---- names that nothing is known of ----------------------------------------------------------------------------------


def _is_nominal(findings: Findings, claim: ClaimMention, word: int) -> bool:
    """Whether a word is no mere adjective."""
    sentence = findings.doc.sentences[claim.sentence]
    return sentence.words[word].upos != "ADJ" or any(
        sentence.words[child].relation == "det" for child in sentence.children[word]
    )


def _is_unknown_name(findings: Findings, party: PartyMention) -> bool:
    """Whether nothing but a name is known of a party, and no country's or town's: "les Lions du désert"."""
    number, word = party.head
    sentence = findings.doc.sentences[number]
    if party.kind not in _NAMELESS or party.rule in _SEATS or not party.name[:1].isupper():
        return False
    places = (findings.places[index].mention for index in findings.places_in[number])
    if any(place.start <= sentence.words[word].start < place.end for place in places):
        return False
    return sentence.words[word].upos == "PROPN" or bool(sentence.children[word])


def _said_groups(findings: Findings, party: PartyMention) -> list[PartyMention]:
    """What appositions call a party, where they call it an armed group: "X, un groupe pro-iranien"."""
    return [other for other in _apposed(findings, *party.head) if other.rule and _acts(other)]


def _as_claimant(findings: Findings, party: PartyMention) -> PartyMention:
    """A person, or an unknown name as a group's: of the kind that its apposition tells, else rebels."""
    groups = _said_groups(findings, party)
    if party.rule == _PERSON and not groups:
        return evolve(party, kind=PartyKind.UNKNOWN, role_hint=RoleHint.ACTOR)
    known = [other.kind for other in groups if other.kind in INSURGENT_KINDS]
    kind = known[0] if known else PartyKind.REBEL
    return evolve(party, kind=kind, named=True, rule=_CLAIMANT, role_hint=RoleHint.ACTOR)


def _called(findings: Findings, claim: ClaimMention) -> Iterator[Filler]:
    """What appositions call the doers: "un groupe jusqu'ici inconnu, les Lions du désert"."""
    for word in claim.doers:
        for party in _apposed(findings, claim.sentence, word):
            yield Filler(party, f"{claim.entry.id}.doer", 0.9)


def _by_name(findings: Findings, filler: Filler) -> Filler:
    """A described group under the unknown name in apposition to it: "un groupe inconnu, « les Lions du désert »"."""
    party = filler.party
    if party.named:
        return filler
    for other in _apposed(findings, *party.head):
        if other.kind in _NAMELESS and _is_unknown_name(findings, other):
            kind = party.kind if party.kind in INSURGENT_KINDS else PartyKind.REBEL
            return evolve(filler, party=evolve(other, kind=kind, named=True, rule=_CLAIMANT, role_hint=RoleHint.ACTOR))
    return filler


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
        groups = _spoken_for(findings, Filler(party, QUOTED), is_claim=True)
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
