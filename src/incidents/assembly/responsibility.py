"""Ties claims, attributions and denials to the events they speak of, and gives an actor to events that name none."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from attrs import evolve

from incidents.assembly.avowals import assign_avowals
from incidents.assembly.claimants import fillers, find_doers, may_do
from incidents.assembly.claimed_events import events_of
from incidents.assembly.clusters import Cluster
from incidents.assembly.communiques import claim_announced
from incidents.assembly.story import Story
from incidents.frames.bystanders import is_holder
from incidents.frames.fill import Casting
from incidents.frames.records import BOASTING, Filler, Findings
from incidents.mentions.claims import ClaimKind, ClaimMention
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.mentions.syntax import DEFINITE, appositions
from incidents.mentions.triggers import TriggerMention
from incidents.types import INSURGENT_KINDS, STATE_KINDS, AttackType

_INHERITED: Final = 0.4
_BESIDE: Final = 0.45
_LONG_APART: Final = 7
"""Days between an event and one of the past."""
_STILL: Final = 3
"""How many sentences later a pronoun may claim for the group that claimed before."""
_AGAIN: Final = frozenset(("aussi", "également", "déjà"))
_AGAIN_REACH: Final = 3
_AT_LAST: Final = re.compile(r"\b(?:avant|puis|finalement|mais|ensuite)\b", re.IGNORECASE)
_OTHERS_ACTS: Final = frozenset(
    (AttackType.PROTEST, AttackType.RIOT, AttackType.MOB_VIOLENCE, AttackType.ARREST, AttackType.WEAPONS_SEIZURE)
)
"""Types of events that an armed group is not taken to have done because it did others."""


def assign_claims(findings: Findings, clusters: Sequence[Cluster], title: str | None = None) -> None:
    """Gives each cluster its claimants, its accusers and the accused; then an actor to those that have none."""
    casting = Casting(findings)
    claimants: list[Filler] = []
    spoken = -_STILL - 1
    denials = [claim for claim in findings.claims if claim.negated or claim.entry.kind is ClaimKind.DENIAL]
    for claim in findings.claims:
        if claim in denials:
            continue
        cleared = {
            (denial.sentence, word)
            for denial in denials
            if not _is_taken_back(findings, denial, claim)
            for word in denial.doers
        }
        doers = [filler for filler in find_doers(findings, casting, claim) if filler.party.head not in cleared]
        is_claim = claim.entry.kind is ClaimKind.CLAIM
        near = claim.sentence - spoken <= _STILL or (claimants and _is_again(findings, claim))
        if is_claim and near and _is_still(findings, claim, doers):
            doers = claimants
        if not doers:
            continue
        if is_claim and any(filler.party.named for filler in doers):
            claimants, spoken = doers, claim.sentence
        names = {_group(filler.party) for filler in doers}
        own = {filler.party.head for filler in doers}
        # of a clash, who says how many he killed claims nothing that the other side denies
        possible = [
            cluster
            for cluster in clusters
            if not names & _struck(cluster, own)
            and not (is_claim and cluster.attack_type in _OTHERS_ACTS)
            and not (claim.entry.id == BOASTING and cluster.attack_type is AttackType.ARMED_CLASH)
        ]
        for cluster in events_of(findings, claim, possible):
            if is_claim:
                cluster.claimants.extend(doers)
            else:
                cluster.accusers.extend(fillers(casting, claim, claim.speakers, "speaker"))
                cluster.accused.extend(doers)
    claim_announced(findings, clusters, title)
    assign_avowals(findings, casting, clusters)
    _complete(findings, casting, clusters)
    _inherit(clusters)


def _is_still(findings: Findings, claim: ClaimMention, doers: Sequence[Filler]) -> bool:
    """Whether a pronoun claims for the group that claimed before: "X a signé l'attaque. Il avait aussi endossé …"."""
    words = findings.doc.sentences[claim.sentence].words
    pronoun = bool(claim.doers) and all(words[word].upos == "PRON" for word in claim.doers)
    return pronoun and not any(filler.party.named for filler in doers)


def _is_again(findings: Findings, claim: ClaimMention) -> bool:
    """Whether a claim's words say that it is not the first: "il avait aussi endossé …"."""
    words = findings.doc.sentences[claim.sentence].words
    return any(word.text.lower() in _AGAIN for word in words[max(claim.head - _AGAIN_REACH, 0) : claim.head])


def _is_taken_back(findings: Findings, denial: ClaimMention, claim: ClaimMention) -> bool:
    """Whether a claim stands beside a denial: "X a nié, avant de revendiquer", "revendique l'un mais nie l'autre"."""
    if denial.sentence != claim.sentence or claim.entry.kind is not ClaimKind.CLAIM:
        return False
    if denial.start >= claim.end:
        return True
    return bool(_AT_LAST.search(findings.doc.text, denial.end, claim.start))


def _struck(cluster: Cluster, claimants: Collection[tuple[int, int]]) -> set[str]:
    """The known groups that an event struck, or whose men and places it struck; none that also acts in it.

    Args:
        cluster: The event.
        claimants: Head words, by sentence and position, of who claims it: what a pronoun beside them means is not they.
    """
    told = [
        filler.party
        for frame in cluster.frames
        for filler in frame.targets
        if filler.weight > _BESIDE and filler.party.head[0] == frame.sentence
    ]
    acting = {_group(filler.party) for frame in cluster.frames for filler in frame.actors}
    struck = {_group(party) for party in told if party.head not in claimants and (party.named or "+" in party.rule)}
    return struck - acting


def _group(party: PartyMention) -> str:
    """The lexicon entry of the group that a party is or belongs to."""
    return party.rule.split("+")[-1]


# ---- events that name no actor ---------------------------------------------------------------------------------------


def _complete(findings: Findings, casting: Casting, clusters: Sequence[Cluster]) -> None:
    """Gives an event that names no actor the one that the sentences beside it tell of."""
    frames = [frame for cluster in clusters for frame in cluster.frames]
    used = {(trigger.sentence, trigger.start) for frame in frames for trigger in frame.triggers}
    told = {frame.sentence for frame in frames}
    unused: dict[int, list[TriggerMention]] = {}
    for trigger in findings.triggers:
        if (trigger.sentence, trigger.start) not in used:
            unused.setdefault(trigger.sentence, []).append(trigger)
    for cluster in clusters:
        if _actors(cluster):
            continue
        for number in _beside(findings, [frame.sentence for frame in cluster.frames], told):
            found = [
                evolve(filler, rule="actor.beside.verb", weight=_BESIDE)
                for trigger in unused.get(number, ())
                for filler in casting.actors_of(number, trigger)
                if may_do(filler.party, is_claim=True)
                and not is_holder(findings.doc.sentences[filler.party.head[0]], filler.party.head[1])
            ]
            found = found or _doer_subjects(findings, casting, number)
            if found:
                cluster.accused.extend(found)
                break


def _doer_subjects(findings: Findings, casting: Casting, number: int) -> list[Filler]:
    """The assailants that a sentence has as its subject and names: "les agresseurs, des éleveurs"."""
    sentence = findings.doc.sentences[number]
    found = []
    for index in findings.parties_in[number]:
        party = findings.parties[index]
        word = party.head[1]
        acts = party.role_hint is RoleHint.ACTOR or (party.named and party.kind in INSURGENT_KINDS)
        if not acts or sentence.words[word].relation != "nsubj" or not casting.is_free_actor(party):
            continue
        if not {sentence.words[child].text.lower() for child in sentence.children[word]} & DEFINITE:
            continue
        same = [casting.party(number, other, RoleHint.ACTOR) for other in appositions(sentence, word)]
        said = [other for other in same if other is not None and other.rule and may_do(other, is_claim=False)]
        if said:
            found += [Filler(other, "actor.beside.apposition", _BESIDE) for other in (*said, party)]
    return found


def _beside(findings: Findings, own: Sequence[int], told: set[int]) -> list[int]:
    """The sentences that may tell more of an event: its own, the two after it and the one before, in its paragraph."""
    block = findings.block_of
    first, last = own[0], own[-1]
    after = []
    for number in (last + 1, last + 2):
        if number >= len(block) or block[number] != block[last] or number in told:
            break
        after.append(number)
    before = [first - 1] if first > 0 and block[first - 1] == block[first] and first - 1 not in told else []
    return [*dict.fromkeys(own), *after, *before]


def _inherit(clusters: Sequence[Cluster]) -> None:
    """Gives an event that names no actor the one armed group to which the document gives all its other acts.

    Only where that group is told as the actor, not merely accused, and no force of a state acts beside it. Where others
    are described too, the event must fall on the same day as one of the group's.
    """
    known = [_actors(cluster) for cluster in clusters]
    parties = [filler.party for fillers in known for filler in fillers]
    named = {party.name for party in parties if party.named}
    everybody = {party.name for party in parties}
    donors = [number for number, cluster in enumerate(clusters) if any(frame.actors for frame in cluster.frames)]
    if not donors or len(named or everybody) != 1 or any(party.kind in STATE_KINDS for party in parties):
        return
    filler = next((one for number in donors for one in known[number] if one.party.named or not named), None)
    if filler is None or filler.party.kind not in INSURGENT_KINDS:
        return
    days = [clusters[number].interval for number in donors]
    for number, cluster in enumerate(clusters):
        alike = cluster.interval in days or (len(everybody) == 1 and number > donors[0])
        apart = claims_another(clusters, number, filler.party.name)
        if alike and not known[number] and not apart and _is_groups_act(cluster):
            cluster.accused.append(Filler(filler.party, "actor.protagonist", _INHERITED))


def claims_another(clusters: Sequence[Cluster], number: int, name: str) -> bool:
    """Whether a group claims another event in a sentence that tells this one, too, and so sets the two apart.

    "X a revendiqué l'attaque survenue peu après celles menées contre deux convois" does not say who did the latter.

    Args:
        clusters: The events of a text.
        number: Position of the event.
        name: The group's name.
    """
    own = {frame.sentence for frame in clusters[number].frames}
    return any(
        claimant.party.name == name and claimant.party.head[0] in own
        for other, cluster in enumerate(clusters)
        if other != number
        for claimant in cluster.claimants
    )


def is_of_the_past(story: Story, cluster: Cluster, party: PartyMention) -> bool:
    """Whether a text names a party only where it tells what that party did or claimed long before.

    "Une explosion a fait six morts. En 2016, un attentat commis par X avait tué …" does not say who did the former.

    Args:
        story: What the text's events tell together.
        cluster: The event.
        party: The party.
    """
    day = cluster.interval
    named = story.named_in.get(party.name, {party.head[0]})
    if day is None or named & {frame.sentence for frame in cluster.frames}:
        return False
    return any(
        other is not cluster
        and other.interval is not None
        and (day.start - other.interval.end).days > _LONG_APART
        and any(doer.party.name == party.name for doer in _actors(other))
        and named <= {frame.sentence for frame in other.frames}
        for other in story.told_in.get(min(named), ())
    )


def _is_groups_act(cluster: Cluster) -> bool:
    """Whether an armed group may have done it: no crowd's or police's act, and not one against such a group."""
    targets = (filler.party for frame in cluster.frames for filler in frame.targets)
    return cluster.attack_type not in _OTHERS_ACTS and all(party.kind not in INSURGENT_KINDS for party in targets)


def _actors(cluster: Cluster) -> list[Filler]:
    told = [filler for frame in cluster.frames for filler in frame.actors]
    return [*told, *cluster.claimants, *cluster.accused]
