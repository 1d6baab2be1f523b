"""Which of the events told a claim or an attribution speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from incidents.annotation import Sentence
from incidents.assembly.clusters import Cluster
from incidents.frames.attack_types import FAMILIES
from incidents.frames.records import QUOTED, EventFrame, Findings
from incidents.mentions.claim_gaps import ONES
from incidents.mentions.claims import OF_WHAT_WAS_TOLD, ClaimMention
from incidents.mentions.numbers import find_numerals
from incidents.mentions.party_words import fold_word
from incidents.mentions.syntax import DEFINITE
from incidents.mentions.triggers import TriggerMention

_REACH: Final = 8
"""How many sentences back a claim may go for its event."""
_SOON: Final = 2
"""How many sentences later an event may be told that a claim of all events speaks of."""
_NEXT: Final = 2
"""How many sentences later the first event of a text may be told that a claim before it speaks of."""
_FEW: Final = 2
_STOPS: Final = frozenset((":", ";"))
_NTH: Final = {
    **dict.fromkeys(("premier", "première"), 0),
    **dict.fromkeys(("second", "seconde", "deuxième"), 1),
    "troisième": 2,
    **dict.fromkeys(("dernier", "dernière"), -1),
}
_SHORT_WORD: Final = 3
_IT: Final = frozenset(("l'", "l’", "le", "la"))
_OF_WHICH: Final = frozenset(("dont", "que", "qu'", "qu’"))


def events_of(findings: Findings, claim: ClaimMention, clusters: Sequence[Cluster]) -> list[Cluster]:
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
        told = [clusters[number] for number in named]
        return told + [cluster for cluster in _told_by_place(findings, claim, clusters) if cluster not in told]
    if claim.gapped:
        nth = _ordinal(findings, claim, [cluster for cluster in clusters if _is_told_before(cluster, claim)])
        return [] if nth is None else [nth]
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
    before = [cluster for cluster in clusters if _is_told_before(cluster, claim)]
    before.sort(key=lambda cluster: _last_before(cluster, claim))
    if before:
        fitting = _fitting(findings, claim, before)
        if (nth := _ordinal(findings, claim, fitting)) is not None:
            return [nth]
        if count == 1 and clusters[0] in fitting and not any(_in_block(cluster, claim) for cluster in fitting):
            return [clusters[0]]
        return fitting[-count:]
    return [clusters[0]] if clusters and clusters[0].frames[0].sentence - claim.sentence <= _NEXT else []


def _is_named(findings: Findings, claim: ClaimMention, frame: EventFrame, trigger: TriggerMention) -> bool:
    """Whether a trigger is what a claim's words name, and a frame's main trigger stands beside it."""
    if trigger.head not in claim.events or (claim.gapped and trigger is not frame.trigger):
        return False
    low, high = sorted((trigger.head, frame.trigger.head))
    sentence = findings.doc.sentences[claim.sentence]
    if frame.trigger.head not in claim.events and _is_aside(sentence, frame.trigger.head, claim.head):
        return False
    return not any(sentence.words[at].text in _STOPS for at in range(low, high))


def _told_by_place(findings: Findings, claim: ClaimMention, clusters: Sequence[Cluster]) -> list[Cluster]:
    """The events that a pronoun and their place name beside another: "l'attentat de Dellys et celui de Batna"."""
    if claim.gapped:
        return []
    sentence = findings.doc.sentences[claim.sentence]
    joined = {child for index in claim.events for child in sentence.children[index]}
    ones = [index for index in {*claim.events, *joined} if sentence.words[index].text.lower() in ONES]
    words = {
        fold_word(word.text)
        for index in ones
        for child in sentence.children[index]
        if (word := sentence.words[child]).upos == "PROPN"
    }
    near = [cluster for cluster in clusters if abs(cluster.frames[0].sentence - claim.sentence) <= _REACH]
    return [cluster for cluster in near if words & _place_words(cluster)]


def _is_aside(sentence: Sentence, word: int, claim: int) -> bool:
    """Whether a word stands in a clause that only describes who claims: "X, qui détient deux soldats, a revendiqué"."""
    clauses = [other for other in _path(sentence, word) if sentence.words[other].relation.startswith("acl")]
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
    """The event that the clause before tells and a pronoun stands for: "un raid a tué …; X l'a signé"."""
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


def _is_told_before(cluster: Cluster, claim: ClaimMention) -> bool:
    return any(0 <= claim.sentence - frame.sentence <= _REACH for frame in cluster.frames)


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
    struck = {filler.party.text for frame in cluster.frames for filler in frame.targets}
    return _place_words(cluster).union(*map(_words_in, struck))


def _place_words(cluster: Cluster) -> set[str]:
    return set() if cluster.resolved is None else _words_in(cluster.resolved.mention.text)


def _words_in(text: str) -> set[str]:
    return {fold_word(word) for word in text.replace("'", " ").split() if len(word) > _SHORT_WORD}


def _points_back(findings: Findings, claim: ClaimMention) -> bool:
    """Whether a claim's object is a definite noun or pronoun that no event of its own sentence is built on."""
    sentence = findings.doc.sentences[claim.sentence]
    for index in claim.events:
        if sentence.words[index].upos == "PRON":
            return True
        articles = {sentence.words[child].text.lower().replace("’", "'") for child in sentence.children[index]}
        if articles & DEFINITE:
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
