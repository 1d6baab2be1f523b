"""Ties claims, attributions and denials to the events they speak of."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.assembly.clusters import Cluster
from incidents.frames.fill import Casting
from incidents.frames.records import Filler, Findings
from incidents.mentions.claims import ClaimKind, ClaimMention
from incidents.types import PartyKind

_STATE = frozenset((PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES))
_REACH = 4
"""How many sentences back a claim may go for its event."""


def _event_of(claim: ClaimMention, clusters: Sequence[Cluster]) -> Cluster | None:
    """The event that a claim speaks of: one its words name, one of its sentence, or the last one told."""
    same = [
        (trigger.head in claim.events, -abs(trigger.start - claim.start), number)
        for number, cluster in enumerate(clusters)
        for frame in cluster.frames
        if frame.sentence == claim.sentence
        for trigger in frame.triggers
    ]
    if same:
        return clusters[max(same)[2]]
    before = [
        (frame.sentence, -number)
        for number, cluster in enumerate(clusters)
        for frame in cluster.frames
        if 0 < claim.sentence - frame.sentence <= _REACH
    ]
    return clusters[-max(before)[1]] if before else None


def _fillers(findings: Findings, casting: Casting, claim: ClaimMention, words: Sequence[int], rule: str) -> list[Filler]:
    found = []
    for word in words:
        party = casting.party(claim.sentence, word)
        if party is not None:
            found.append(Filler(party, f"{claim.entry.id}.{rule}", 0.9))
    return found


def assign_claims(findings: Findings, clusters: Sequence[Cluster]) -> None:
    """Gives each cluster its claimants, its accusers and the accused."""
    casting = Casting(findings)
    for claim in findings.claims:
        if claim.negated or claim.entry.kind is ClaimKind.DENIAL:
            continue
        cluster = _event_of(claim, clusters)
        if cluster is None:
            continue
        doers = _fillers(findings, casting, claim, claim.doers, "doer")
        if claim.entry.kind is ClaimKind.CLAIM:
            armed = [filler for filler in doers if filler.party.kind not in _STATE and _may_claim(filler)]
            cluster.claimants.extend(armed)
        else:
            accused = [filler for filler in doers if _may_claim(filler) or filler.party.kind in _STATE]
            if accused:
                cluster.accusers.extend(_fillers(findings, casting, claim, claim.speakers, "speaker"))
                cluster.accused.extend(accused)


def _may_claim(filler: Filler) -> bool:
    party = filler.party
    return party.named or party.role_hint == "actor" or party.kind in (PartyKind.REBEL, PartyKind.POLITICAL_MILITIA)
