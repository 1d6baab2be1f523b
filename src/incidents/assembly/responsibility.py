"""Ties claims, attributions and denials to the events they speak of, and gives an actor to events that name none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from incidents.assembly.clusters import Cluster
from incidents.frames.attack_types import FAMILIES
from incidents.frames.fill import Casting
from incidents.frames.records import Filler, Findings
from incidents.frames.roles import is_source
from incidents.mentions.claims import ClaimFrame, ClaimKind, ClaimMention
from incidents.mentions.numbers import find_numerals
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.types import PartyKind

_STATE: Final = frozenset((PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES))
_INSURGENT: Final = frozenset((PartyKind.REBEL, PartyKind.POLITICAL_MILITIA, PartyKind.IDENTITY_MILITIA))
_REACH: Final = 8
"""How many sentences back a claim may go for its event."""
_GAP: Final = 30
"""How many characters after a claim's words the party may begin that they speak of."""
_FEW: Final = 2


def assign_claims(findings: Findings, clusters: Sequence[Cluster]) -> None:
    """Gives each cluster its claimants, its accusers and the accused; then an actor to those that have none."""
    casting = Casting(findings)
    for claim in findings.claims:
        if claim.negated or claim.entry.kind is ClaimKind.DENIAL:
            continue
        doers = _doers(findings, casting, claim)
        if not doers:
            continue
        for cluster in _events_of(findings, claim, clusters):
            if claim.entry.kind is ClaimKind.CLAIM:
                cluster.claimants.extend(doers)
            else:
                cluster.accusers.extend(_fillers(casting, claim, claim.speakers, "speaker"))
                cluster.accused.extend(doers)


# ---- whose claim -----------------------------------------------------------------------------------------------------


def _doers(findings: Findings, casting: Casting, claim: ClaimMention) -> list[Filler]:
    """Who did it, by a claim's or an attribution's words: off the tree, else by order."""
    is_claim = claim.entry.kind is ClaimKind.CLAIM
    found = [filler for filler in _fillers(casting, claim, claim.doers, "doer") if _may_do(filler.party, is_claim)]
    if found:
        return found
    backward = is_claim and claim.entry.frame is ClaimFrame.ACTIVE
    party = _before(findings, claim) if backward else _after(findings, claim)
    if party is None or not _may_do(party, is_claim) or (backward and not party.named):
        return []
    return [Filler(party, f"{claim.entry.id}.order", 0.8)]


def _fillers(casting: Casting, claim: ClaimMention, words: Sequence[int], rule: str) -> list[Filler]:
    return [
        Filler(party, f"{claim.entry.id}.{rule}", 0.9)
        for word in words
        for party in casting.parties(claim.sentence, word, RoleHint.ACTOR if rule == "doer" else None)
    ]


def _after(findings: Findings, claim: ClaimMention) -> PartyMention | None:
    """The party that begins soon after a claim's words."""
    for index in findings.parties_in[claim.sentence]:
        party = findings.parties[index]
        if party.start >= claim.end - 1:
            return party if party.start - claim.end <= _GAP else None
    return None


def _before(findings: Findings, claim: ClaimMention) -> PartyMention | None:
    """The last group named before a claim's words in their sentence."""
    sentence = findings.doc.sentences[claim.sentence]
    named = [
        party
        for index in findings.parties_in[claim.sentence]
        if (party := findings.parties[index]).end <= claim.start and party.named and not is_source(sentence, party.head[1])
    ]
    return named[-1] if named else None


def _may_do(party: PartyMention, is_claim: bool) -> bool:
    """Whether a party may claim, or be accused of, an act: no thing, no source; a state announces, it claims nothing."""
    if not party.rule or party.role_hint is RoleHint.TARGET or party.kind is PartyKind.INFRASTRUCTURE:
        return False
    if is_claim:
        return party.kind not in _STATE and _acts(party)
    return party.kind in _STATE or _acts(party)


def _acts(party: PartyMention) -> bool:
    return party.named or party.role_hint is RoleHint.ACTOR or party.kind in _INSURGENT


# ---- which event -----------------------------------------------------------------------------------------------------


def _events_of(findings: Findings, claim: ClaimMention, clusters: Sequence[Cluster]) -> list[Cluster]:
    """The events that a claim speaks of: those its words name, of its sentence, or the last ones told."""
    here = [
        (trigger.head in claim.events, -abs(trigger.start - claim.start), number)
        for number, cluster in enumerate(clusters)
        for frame in cluster.frames
        if frame.sentence == claim.sentence
        for trigger in frame.triggers
    ]
    named = bool(here) and max(here)[0]
    back = _points_back(findings, claim)
    count = _count(findings, claim) if back else 1
    if here and (named or not back):
        return [clusters[max(here)[2]]]
    before = [
        cluster
        for cluster in clusters
        if any(0 <= claim.sentence - frame.sentence <= _REACH for frame in cluster.frames)
    ]
    before.sort(key=lambda cluster: _last_before(cluster, claim))
    if before:
        return _fitting(findings, claim, before)[-count:]
    return [clusters[0]] if clusters else []


def _last_before(cluster: Cluster, claim: ClaimMention) -> int:
    return max(frame.trigger.start for frame in cluster.frames if frame.sentence <= claim.sentence)


def _fitting(findings: Findings, claim: ClaimMention, before: list[Cluster]) -> list[Cluster]:
    """Those of some events whose type the claim's event noun fits, or all where it fits none or says nothing."""
    kinds = [
        trigger.entry.attack_type
        for trigger in findings.triggers
        if trigger.sentence == claim.sentence and trigger.head in claim.events
    ]
    elsewhere = [cluster for cluster in before if cluster.last_sentence != claim.sentence] or before
    fitting = [cluster for cluster in elsewhere if any(FAMILIES[kind] & FAMILIES[cluster.attack_type] for kind in kinds)]
    return fitting or elsewhere


def _points_back(findings: Findings, claim: ClaimMention) -> bool:
    """Whether a claim's object is a definite noun or pronoun that no event of its own sentence is built on."""
    sentence = findings.doc.sentences[claim.sentence]
    for index in claim.events:
        if sentence.words[index].upos == "PRON":
            return True
        articles = {sentence.words[child].text.lower().replace("’", "'") for child in sentence.children[index]}
        if articles & {"le", "la", "l'", "les", "ce", "cet", "cette", "ces"}:
            return True
    return False


def _count(findings: Findings, claim: ClaimMention) -> int:
    """How many events a claim speaks of: the number before its event noun, two for another plural."""
    sentence = findings.doc.sentences[claim.sentence]
    for index in claim.events:
        word = sentence.words[index]
        plural = word.feats.get("Number") == "Plur" or word.text.lower() == "les"
        if not plural:
            continue
        numbers = [
            numeral.low
            for child in sentence.children[index]
            if sentence.words[child].relation == "nummod"
            for numeral in find_numerals(findings.doc.text, sentence.words[child].start, sentence.words[child].end)
        ]
        return max(1, min(numbers[0] if numbers else _FEW, 10))
    return 1

