"""Avowals: a group that tells of its own act claims it, whatever verb of saying it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from incidents.annotation import Sentence
from incidents.assembly.claimants import may_do, spoken_for
from incidents.assembly.clusters import Cluster
from incidents.frames.bystanders import is_cited, is_put_in
from incidents.frames.fill import Casting
from incidents.frames.records import EventFrame, Filler, Findings
from incidents.mentions.claims import is_negated
from incidents.mentions.light_verbs import is_light
from incidents.mentions.syntax import children_by, subjects
from incidents.types import AttackType

RULE: Final = "claim.avowal"
_WEIGHT: Final = 0.8
_UNDER: Final = frozenset(("ccomp", "xcomp", "obj", "conj", "advcl", "obl", "obl:mod", "obl:arg", "nmod"))
"""Relations by which what is said hangs on the verb of saying: no relative clause about somebody."""
_PUT_IN: Final = frozenset(("parataxis", "root", "conj", "advcl", "dep"))
_MUTUAL: Final = frozenset((AttackType.ARMED_CLASH, AttackType.ARREST, AttackType.PROTEST, AttackType.RIOT))
"""Types of events that nobody claims by telling of them: both sides do."""


def assign_avowals(findings: Findings, casting: Casting, clusters: Sequence[Cluster]) -> None:
    """Has a group claim what a sentence of its own tells that it did: "X dit avoir …", "…, a annoncé X".

    Args:
        findings: All mentions.
        casting: Tells whom words name.
        clusters: The events; those whose actor tells of them, and that nobody claims yet, get it as their claimant.
    """
    for cluster in clusters:
        doers = {filler.party.name for frame in cluster.frames for filler in frame.actors}
        if cluster.claimants or not doers or cluster.attack_type in _MUTUAL:
            continue
        told = (filler for frame in cluster.frames for filler in _tellers(findings, casting, frame))
        own = [filler for filler in told if filler.party.name in doers]
        cluster.claimants.extend({filler.party.name: filler for filler in own}.values())


def _tellers(findings: Findings, casting: Casting, frame: EventFrame) -> Iterator[Filler]:
    """The groups that tell, in a frame's own sentence, of what it tells."""
    sentence = findings.doc.sentences[frame.sentence]
    words = [word for verb in _verbs_over(sentence, frame) for word in _who_says(sentence, verb)]
    words += [
        findings.parties[index].head[1]
        for index in findings.parties_in[frame.sentence]
        if is_cited(sentence, findings.parties[index].head[1])
    ]
    for word in dict.fromkeys(words):
        told = [Filler(party, RULE, _WEIGHT) for party in casting.parties(frame.sentence, word)]
        yield from _groups(findings, told)


def _groups(findings: Findings, told: Iterable[Filler]) -> Iterator[Filler]:
    """The groups among those who tell, and those whose spokesmen or chiefs tell."""
    for filler in told:
        behind = spoken_for(findings, filler, is_claim=True)
        yield from behind
        if not behind and filler.party.named and may_do(filler.party, is_claim=True):
            yield filler


def _verbs_over(sentence: Sentence, frame: EventFrame) -> Iterator[int]:
    """The verbs of saying that a frame's trigger hangs on, and those put in between commas."""
    below = frame.trigger.head
    for above in sentence.ancestors(below):
        if sentence.words[below].relation not in _UNDER:
            break
        if is_light(sentence, above, "avows") and not is_negated(sentence, above):
            yield above
        below = above
    for word in sentence.words:
        put_in = word.upos == "VERB" and word.relation in _PUT_IN and word.index > frame.trigger.head
        if put_in and is_light(sentence, word.index, "avows") and not is_negated(sentence, word.index):
            yield word.index


def _who_says(sentence: Sentence, verb: int) -> list[int]:
    """Who is the subject of a verb of saying, before it or, where it is put in, behind it."""
    behind = [word for word in children_by(sentence, verb, "obj") if is_put_in(sentence, verb, word)]
    return behind or subjects(sentence, verb)
