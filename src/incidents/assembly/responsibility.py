"""Ties claims, attributions and denials to the events they speak of, and gives an actor to events that name none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from incidents.assembly.clusters import Cluster
from incidents.frames.attack_types import FAMILIES
from incidents.frames.fill import Casting
from incidents.frames.records import BOASTING, QUOTED, Filler, Findings
from incidents.frames.roles import is_source
from incidents.mentions.claims import ClaimFrame, ClaimKind, ClaimMention
from incidents.mentions.numbers import find_numerals
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.mentions.syntax import appositions, complements
from incidents.mentions.triggers import TriggerMention
from incidents.types import INSURGENT_KINDS, STATE_KINDS, AttackType, PartyKind

_NAMELESS: Final = frozenset((PartyKind.UNKNOWN, PartyKind.CIVILIANS))
_SEATS: Final = frozenset(("country", "capital", "people"))
_CLAIMING: Final = "revendiquer"
_LEADERS: Final = "leaders"
_CLAIMANT: Final = "claimant.name"
_REACH: Final = 8
"""How many sentences back a claim may go for its event."""
_GAP: Final = 30
"""How many characters after a claim's words the party may begin that they speak of."""
_QUOTE: Final = 250
"""The same, after a quotation: "« Nous avons frappé la base », a lancé le porte-parole de X"."""
_FEW: Final = 2
_INHERITED: Final = 0.4
_BESIDE: Final = 0.45
_DEFINITE: Final = frozenset(("le", "la", "l'", "l’", "les", "ce", "cet", "cette", "ces", "leurs", "ses"))
_OTHERS_ACTS: Final = frozenset(
    (AttackType.PROTEST, AttackType.RIOT, AttackType.MOB_VIOLENCE, AttackType.ARREST, AttackType.WEAPONS_SEIZURE)
)
"""Types of events that an armed group is not taken to have done because it did others."""


def assign_claims(findings: Findings, clusters: Sequence[Cluster]) -> None:
    """Gives each cluster its claimants, its accusers and the accused; then an actor to those that have none."""
    casting = Casting(findings)
    denials = [claim for claim in findings.claims if claim.negated or claim.entry.kind is ClaimKind.DENIAL]
    cleared = {(claim.sentence, word) for claim in denials for word in claim.doers}
    for claim in findings.claims:
        if claim in denials:
            continue
        doers = [filler for filler in _doers(findings, casting, claim) if filler.party.head not in cleared]
        if not doers:
            continue
        names = {_group(filler.party) for filler in doers}
        # of a clash, who says how many he killed claims nothing that the other side denies
        is_claim = claim.entry.kind is ClaimKind.CLAIM
        possible = [
            cluster
            for cluster in clusters
            if not names & _struck(cluster)
            and not (is_claim and cluster.attack_type in _OTHERS_ACTS)
            and not (claim.entry.id == BOASTING and cluster.attack_type is AttackType.ARMED_CLASH)
        ]
        for cluster in _events_of(findings, claim, possible):
            if is_claim:
                cluster.claimants.extend(doers)
            else:
                cluster.accusers.extend(_fillers(casting, claim, claim.speakers, "speaker"))
                cluster.accused.extend(doers)
    _complete(findings, casting, clusters)
    _inherit(clusters)


# ---- whose claim -----------------------------------------------------------------------------------------------------


def _doers(findings: Findings, casting: Casting, claim: ClaimMention) -> list[Filler]:
    """Who did it, by a claim's or an attribution's words: off the tree, else by order."""
    is_claim = claim.entry.kind is ClaimKind.CLAIM
    told = _fillers(casting, claim, [word for word in claim.doers if _is_nominal(findings, claim, word)], "doer")
    found = [filler for filler in told if _may_do(filler.party, is_claim)]
    found = found or [filler for speaker in told for filler in _spoken_for(findings, speaker, is_claim=is_claim)]
    if found:
        return found
    named = [filler for filler in told if claim.entry.id == _CLAIMING and _is_unknown_name(findings, filler.party)]
    if named:
        return [evolve(filler, party=_as_group(findings, filler.party)) for filler in named]
    if is_claim and any(filler.party.kind in STATE_KINDS for filler in told):
        return []
    backward = is_claim and claim.entry.frame is ClaimFrame.ACTIVE
    party = _before(findings, claim) if backward else _after(findings, claim)
    if party is None or not _may_do(party, is_claim) or (backward and not party.named):
        return []
    return [Filler(party, f"{claim.entry.id}.order", 0.8)]


def _spoken_for(findings: Findings, speaker: Filler, *, is_claim: bool) -> list[Filler]:
    """The group that a spokesman or chief of it speaks for, named beside him here or where he was named before."""
    number, word = speaker.party.head
    noun = findings.doc.sentences[number].words[word].text.lower()
    if speaker.party.rule.split("+")[0] != _LEADERS:
        return []
    for near in range(number, max(number - _REACH, -1), -1):
        sentence = findings.doc.sentences[near]
        for other in sentence.words:
            if other.text.lower() != noun or (near == number and other.index > word):
                continue
            for held in complements(sentence, other.index, "de", "du", "des", "d"):
                party = findings.party_reader.read(near, held, event_country=findings.country)
                if party is not None and party.named and _may_do(party, is_claim):
                    return [evolve(speaker, party=party)]
    return []


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
    if party.rule == "person" and not _said_groups(findings, party):
        return False
    places = (findings.places[index].mention for index in findings.places_in[number])
    if any(place.start <= sentence.words[word].start < place.end for place in places):
        return False
    return sentence.words[word].upos == "PROPN" or bool(sentence.children[word])


def _said_groups(findings: Findings, party: PartyMention) -> list[PartyMention]:
    """What appositions call a party, where they call it an armed group: "X, un groupe pro-iranien"."""
    number, word = party.head
    same = (findings.party_reader.read(number, index) for index in appositions(findings.doc.sentences[number], word))
    return [other for other in same if other is not None and other.rule and _acts(other)]


def _as_group(findings: Findings, party: PartyMention) -> PartyMention:
    """An unknown name as a group's: of the kind that its apposition tells, else rebels."""
    known = [other.kind for other in _said_groups(findings, party) if other.kind in INSURGENT_KINDS]
    kind = known[0] if known else PartyKind.REBEL
    return evolve(party, kind=kind, named=True, rule=_CLAIMANT, role_hint=RoleHint.ACTOR)


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
        if party.start >= claim.end - 1 and (
            claim.entry.id != QUOTED or (party.named and _may_do(party, is_claim=True))
        ):
            return party if party.start - claim.end <= (_QUOTE if claim.entry.id == QUOTED else _GAP) else None
    return None


def _before(findings: Findings, claim: ClaimMention) -> PartyMention | None:
    """The last group named before a claim's words in their sentence."""
    sentence = findings.doc.sentences[claim.sentence]
    named = [
        party
        for index in findings.parties_in[claim.sentence]
        if (party := findings.parties[index]).end <= claim.start
        and party.named
        and not is_source(sentence, party.head[1])
    ]
    return named[-1] if named else None


def _may_do(party: PartyMention, is_claim: bool) -> bool:
    """Whether a party may claim, or be accused of, an act: no thing; a state announces, it claims nothing."""
    if not party.rule or party.role_hint is RoleHint.TARGET or party.kind is PartyKind.INFRASTRUCTURE:
        return False
    if is_claim:
        return party.kind not in STATE_KINDS and _acts(party)
    return party.kind in STATE_KINDS or _acts(party)


def _acts(party: PartyMention) -> bool:
    return party.named or party.role_hint is RoleHint.ACTOR or party.kind in INSURGENT_KINDS


# ---- which event -----------------------------------------------------------------------------------------------------


def _events_of(findings: Findings, claim: ClaimMention, clusters: Sequence[Cluster]) -> list[Cluster]:
    """The events that a claim speaks of: those its words name, of its sentence, the last ones told, or the lead."""
    here = [
        (trigger.head in claim.events, -abs(trigger.start - claim.start), number)
        for number, cluster in enumerate(clusters)
        for frame in cluster.frames
        if frame.sentence == claim.sentence
        for trigger in frame.triggers
    ]
    named = list(dict.fromkeys(number for is_named, _, number in here if is_named))
    if named:
        return [clusters[number] for number in named]
    back = _points_back(findings, claim)
    count = _count(findings, claim) if back else 1
    if here and not back:
        return [clusters[max(here)[2]]]
    before = [
        cluster
        for cluster in clusters
        if any(0 <= claim.sentence - frame.sentence <= _REACH for frame in cluster.frames)
    ]
    before.sort(key=lambda cluster: _last_before(cluster, claim))
    if before:
        fitting = _fitting(findings, claim, before)
        if count == 1 and clusters[0] in fitting and not any(_in_block(cluster, claim) for cluster in fitting):
            return [clusters[0]]
        return fitting[-count:]
    return [clusters[0]] if clusters else []


def _struck(cluster: Cluster) -> set[str]:
    """The known groups that an event struck, or whose men and places it struck."""
    targets = [filler.party for frame in cluster.frames for filler in frame.targets if filler.weight > _BESIDE]
    return {_group(party) for party in targets if party.named or "+" in party.rule}


def _group(party: PartyMention) -> str:
    """The lexicon entry of the group that a party is or belongs to."""
    return party.rule.split("+")[-1]


def _last_before(cluster: Cluster, claim: ClaimMention) -> int:
    return max(frame.trigger.start for frame in cluster.frames if frame.sentence <= claim.sentence)


def _in_block(cluster: Cluster, claim: ClaimMention) -> bool:
    """Whether the last that was told of an event before a claim stands in the claim's paragraph."""
    block = cluster.findings.block_of
    last = max(frame.sentence for frame in cluster.frames if frame.sentence <= claim.sentence)
    return block[last] == block[claim.sentence]


def _fitting(findings: Findings, claim: ClaimMention, before: list[Cluster]) -> list[Cluster]:
    """Those of some events whose type the claim's event noun fits, or all where it fits none or says nothing."""
    kinds = [
        trigger.entry.attack_type
        for trigger in findings.triggers
        if trigger.sentence == claim.sentence and trigger.head in claim.events
    ]
    elsewhere = [cluster for cluster in before if cluster.frames[0].sentence < claim.sentence] or before
    fitting = [
        cluster for cluster in elsewhere if any(FAMILIES[kind] & FAMILIES[cluster.attack_type] for kind in kinds)
    ]
    return fitting or elsewhere


def _points_back(findings: Findings, claim: ClaimMention) -> bool:
    """Whether a claim's object is a definite noun or pronoun that no event of its own sentence is built on."""
    sentence = findings.doc.sentences[claim.sentence]
    for index in claim.events:
        if sentence.words[index].upos == "PRON":
            return True
        articles = {sentence.words[child].text.lower().replace("’", "'") for child in sentence.children[index]}
        if articles & _DEFINITE:
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
                if _may_do(filler.party, is_claim=True)
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
        if not {sentence.words[child].text.lower() for child in sentence.children[word]} & _DEFINITE:
            continue
        same = [casting.party(number, other, RoleHint.ACTOR) for other in appositions(sentence, word)]
        said = [other for other in same if other is not None and other.rule and _may_do(other, is_claim=False)]
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


def _is_groups_act(cluster: Cluster) -> bool:
    """Whether an armed group may have done it: no crowd's or police's act, and not one against such a group."""
    targets = (filler.party for frame in cluster.frames for filler in frame.targets)
    return cluster.attack_type not in _OTHERS_ACTS and all(party.kind not in INSURGENT_KINDS for party in targets)


def _actors(cluster: Cluster) -> list[Filler]:
    told = [filler for frame in cluster.frames for filler in frame.actors]
    return [*told, *cluster.claimants, *cluster.accused]
