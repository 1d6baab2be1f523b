"""Ties claims, attributions and denials to the events they speak of, and gives an actor to events that name none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from incidents.annotation import Sentence
from incidents.assembly.claimants import fillers, find_doers, may_do
from incidents.assembly.clusters import Cluster
from incidents.assembly.story import Story
from incidents.frames.attack_types import FAMILIES
from incidents.frames.fill import Casting
from incidents.frames.records import BOASTING, QUOTED, EventFrame, Filler, Findings
from incidents.frames.roles import is_holder
from incidents.mentions.claims import OF_WHAT_WAS_TOLD, ClaimKind, ClaimMention
from incidents.mentions.numbers import find_numerals
from incidents.mentions.parties import PartyMention, RoleHint
from incidents.mentions.party_words import fold_word
from incidents.mentions.syntax import appositions
from incidents.mentions.triggers import TriggerMention
from incidents.types import INSURGENT_KINDS, STATE_KINDS, AttackType

_REACH: Final = 8
"""How many sentences back a claim may go for its event."""
_SOON: Final = 2
"""How many sentences later an event may be told that a claim of all events speaks of."""
_FEW: Final = 2
_STOPS: Final = frozenset((":", ";"))
_INHERITED: Final = 0.4
_BESIDE: Final = 0.45
_LONG_APART: Final = 7
"""Days between an event and one of the past."""
_NTH: Final = {
    **dict.fromkeys(("premier", "première"), 0),
    **dict.fromkeys(("second", "seconde", "deuxième"), 1),
    "troisième": 2,
    **dict.fromkeys(("dernier", "dernière"), -1),
}
_STILL: Final = 3
"""How many sentences later a pronoun may claim for the group that claimed before."""
_AGAIN: Final = frozenset(("aussi", "également", "déjà"))
_AGAIN_REACH: Final = 3
_HEAD: Final = 500
"""Characters in which a communiqué names who issues it."""
_NEAR: Final = 30
"""Characters before an event's words in which "nos" says whose it is."""
_SHORT_WORD: Final = 3
_IT: Final = frozenset(("l'", "l’", "le", "la"))
_OF_WHICH: Final = frozenset(("dont", "que", "qu'", "qu’"))
_COMMUNIQUE: Final = re.compile(r"\bcommuniqué\b", re.IGNORECASE)
_OURS: Final = re.compile(
    r"\b(?:nos|notre|ses|les) (?:forces|combattant\w*|unités?|moudjahid\w*|hommes|tirs?|rangs|artillerie|éléments)\b"
    r"|\bnos\b",
    re.IGNORECASE,
)
_AT_LAST: Final = re.compile(r"\b(?:avant|puis|finalement|mais|ensuite)\b", re.IGNORECASE)
_DEFINITE: Final = frozenset(("le", "la", "l'", "l’", "les", "ce", "cet", "cette", "ces", "leurs", "ses"))
_OTHERS_ACTS: Final = frozenset(
    (AttackType.PROTEST, AttackType.RIOT, AttackType.MOB_VIOLENCE, AttackType.ARREST, AttackType.WEAPONS_SEIZURE)
)
"""Types of events that an armed group is not taken to have done because it did others."""


def assign_claims(findings: Findings, clusters: Sequence[Cluster], title: str | None = None) -> None:
    """Gives each cluster its claimants, its accusers and the accused; then an actor to those that have none."""
    casting = Casting(findings)
    claimants: list[Filler] = []
    spoken = -_REACH
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
        # of a clash, who says how many he killed claims nothing that the other side denies
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
                cluster.accusers.extend(fillers(casting, claim, claim.speakers, "speaker"))
                cluster.accused.extend(doers)
    _issue(findings, clusters, title)
    _complete(findings, casting, clusters)
    _inherit(clusters)


def _is_still(findings: Findings, claim: ClaimMention, doers: Sequence[Filler]) -> bool:
    """Whether a pronoun claims for the group that claimed before: "X a signé l'attaque. Il avait aussi endossé …"."""
    words = findings.doc.sentences[claim.sentence].words
    pronoun = bool(claim.doers) and all(words[word].upos == "PRON" for word in claim.doers)
    return pronoun and not any(filler.party.named for filler in doers)


def _is_again(findings: Findings, claim: ClaimMention) -> bool:
    """Whether a claim's words say that it is not the first: "une action dont il avait aussi endossé la responsabilité"."""
    words = findings.doc.sentences[claim.sentence].words
    return any(word.text.lower() in _AGAIN for word in words[max(claim.head - _AGAIN_REACH, 0) : claim.head])


def _issue(findings: Findings, clusters: Sequence[Cluster], title: str | None) -> None:
    """Has a group claim what its own communiqué tells of its men: "nos combattants ont …"."""
    text = findings.reading.text
    if _COMMUNIQUE.search(f"{title or ''} {text[:_HEAD]}") is None or _OURS.search(text) is None:
        return
    issuers = {party.name: party for party in reversed(findings.parties) if party.start < _HEAD and _may_issue(party)}
    if len(issuers) != 1:
        return
    (issuer,) = issuers.values()
    for cluster in clusters:
        told = [filler.party for frame in cluster.frames for filler in frame.actors]
        own = any(party.name == issuer.name or _OURS.match(party.text) for party in told)
        starts = [frame.trigger.start for frame in cluster.frames]
        silent = not told and any(_OURS.search(text, max(start - _NEAR, 0), start) for start in starts)
        if (own or silent) and not cluster.claimants and _group(issuer) not in _struck(cluster):
            cluster.claimants.append(Filler(issuer, "claim.communique", 0.9))


def _may_issue(party: PartyMention) -> bool:
    return party.named and party.kind in INSURGENT_KINDS


def _is_taken_back(findings: Findings, denial: ClaimMention, claim: ClaimMention) -> bool:
    """Whether a claim stands beside a denial: "X a nié, avant de revendiquer", "revendique l'un mais nie l'autre"."""
    if denial.sentence != claim.sentence or claim.entry.kind is not ClaimKind.CLAIM:
        return False
    if denial.start >= claim.end:
        return True
    return bool(_AT_LAST.search(findings.doc.text, denial.end, claim.start))


# ---- which event -----------------------------------------------------------------------------------------------------


def _events_of(findings: Findings, claim: ClaimMention, clusters: Sequence[Cluster]) -> list[Cluster]:
    """The events that a claim speaks of: those its words name, of its sentence, the last ones told, or the lead."""
    here = [
        (_is_named(findings, claim, frame, trigger), -abs(trigger.start - claim.start), number)
        for number, cluster in enumerate(clusters)
        for frame in cluster.frames
        if frame.sentence == claim.sentence
        for trigger in frame.triggers
    ]
    named = list(dict.fromkeys(number for is_named, _, number in here if is_named))
    if named:
        return [clusters[number] for number in named]
    if claim.entry.every:
        return [cluster for cluster in clusters if _is_about(cluster, claim)]
    if claim.entry.id == QUOTED and (told := _open(clusters, claim)):
        return told
    back = claim.entry.id == OF_WHAT_WAS_TOLD or _points_back(findings, claim)
    if back and (told := _told_just_before(findings, claim, clusters)):
        return told
    if here and (told := _told_in_clause_before(findings, claim, clusters)):
        return told
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
        if (nth := _ordinal(findings, claim, fitting)) is not None:
            return [nth]
        if count == 1 and clusters[0] in fitting and not any(_in_block(cluster, claim) for cluster in fitting):
            return [clusters[0]]
        return fitting[-count:]
    return [clusters[0]] if clusters else []


def _is_named(findings: Findings, claim: ClaimMention, frame: EventFrame, trigger: TriggerMention) -> bool:
    """Whether a trigger is what a claim's words name, and a frame's main trigger stands beside it."""
    if trigger.head not in claim.events:
        return False
    low, high = sorted((trigger.head, frame.trigger.head))
    sentence = findings.doc.sentences[claim.sentence]
    if frame.trigger.head not in claim.events and _is_aside(sentence, frame.trigger.head, claim.head):
        return False
    return not any(sentence.words[at].text in _STOPS for at in range(low, high))


def _is_aside(sentence: Sentence, word: int, claim: int) -> bool:
    """Whether a word stands in a clause that only describes who claims: "X, qui détient deux soldats, a revendiqué"."""
    clauses = [other for other in (word, *sentence.ancestors(word)) if sentence.words[other].relation.startswith("acl")]
    return any(claim in sentence.ancestors(clause) and clause < claim for clause in clauses)


def _told_just_before(findings: Findings, claim: ClaimMention, clusters: Sequence[Cluster]) -> list[Cluster]:
    """The event whose noun a clause with a claim and a pronoun follows: "l'attaque de X, qui l'a revendiquée"."""
    sentence = findings.doc.sentences[claim.sentence]
    pronouns = [sentence.words[index] for index in claim.events if sentence.words[index].upos == "PRON"]
    near = [child for word in (claim.head, *claim.events) for child in sentence.children[word]]
    of_which = {sentence.words[child].text.lower() for child in near} & _OF_WHICH
    if not (pronouns or of_which) or sentence.words[claim.head].relation != "acl:relcl":
        return []
    nouns = [
        (trigger.start, number)
        for number, cluster in enumerate(clusters)
        for frame in cluster.frames
        for trigger in frame.triggers
        if frame.sentence == claim.sentence and trigger.start < claim.start and (of_which or not trigger.verbal)
    ]
    return [clusters[max(nouns)[1]]] if nouns else []


def _told_in_clause_before(findings: Findings, claim: ClaimMention, clusters: Sequence[Cluster]) -> list[Cluster]:
    """The event that the clause before tells and a pronoun stands for: "le feu a coupé le courant ; X l'a revendiqué"."""
    sentence = findings.doc.sentences[claim.sentence]
    if not any(sentence.words[index].text.lower() in _IT for index in claim.events):
        return []
    told = [
        (frame.trigger.start, number)
        for number, cluster in enumerate(clusters)
        for frame in cluster.frames
        if frame.sentence == claim.sentence
        and frame.trigger.start < claim.start
        and not any(sentence.words[above].relation.startswith("acl") for above in _path(sentence, frame.trigger.head))
    ]
    return [clusters[max(told)[1]]] if told else []


def _path(sentence: Sentence, word: int) -> tuple[int, ...]:
    return (word, *sentence.ancestors(word))


def _open(clusters: Sequence[Cluster], claim: ClaimMention) -> list[Cluster]:
    """The events told before words in quotation marks that fall on the lead's day, where the words place none."""
    frames = [frame for cluster in clusters for frame in cluster.frames]
    if any(frame.sentence == claim.sentence and frame.place is not None for frame in frames):
        return []
    told = [cluster for cluster in clusters if 0 < claim.sentence - cluster.frames[0].sentence <= _REACH]
    return [cluster for cluster in told if cluster.interval in (clusters[0].interval, None)]


def _is_about(cluster: Cluster, claim: ClaimMention) -> bool:
    """Whether an event is told not far before a claim, or soon after it."""
    return any(-_SOON <= claim.sentence - frame.sentence <= _REACH for frame in cluster.frames)


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
    words = _words_of(findings, claim)
    for some in (fitting, elsewhere):
        if alike := [cluster for cluster in some if words & _told_words(cluster)]:
            return alike
    return fitting or elsewhere


def _words_of(findings: Findings, claim: ClaimMention) -> set[str]:
    """What completes the noun that a claim names: "la tuerie des mosquées", "l'attentat de Kaboul"."""
    sentence = findings.doc.sentences[claim.sentence]
    below = (child for index in claim.events for child in sentence.children[index] if child > index)
    return {fold_word(word.text) for child in below if (word := sentence.words[child]).upos in ("NOUN", "PROPN")}


def _told_words(cluster: Cluster) -> set[str]:
    """The words of an event's place and of those it struck."""
    place = cluster.resolved
    texts = [filler.party.text for frame in cluster.frames for filler in frame.targets]
    texts += [] if place is None else [place.mention.text]
    return {fold_word(word) for text in texts for word in text.replace("'", " ").split() if len(word) > _SHORT_WORD}


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


def _ordinal(findings: Findings, claim: ClaimMention, fitting: Sequence[Cluster]) -> Cluster | None:
    """The event that "la première attaque" or "le second" counts out among those told before."""
    sentence = findings.doc.sentences[claim.sentence]
    for index in claim.events:
        near = (index, *sentence.children[index])
        place = next((at for word in near if (at := _NTH.get(sentence.words[word].text.lower())) is not None), None)
        if place is not None and len(fitting) > 1 and place < len(fitting):
            return sorted(fitting, key=lambda cluster: cluster.frames[0].trigger.start)[place]
    return None


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
                if may_do(filler.party, is_claim=True)
                and not is_holder(findings.doc.sentences[number], filler.party.head[1])
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
