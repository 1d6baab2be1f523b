"""The method of an event whose own triggers do not tell it: from weapons named in or beside its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Final

from attrs import frozen

from incidents.assembly.clusters import Cluster, Method
from incidents.frames.attack_types import REFINED_BY, SPECIFICITY
from incidents.frames.cues import QualifierKind, find_cues
from incidents.frames.qualify import qualify_trigger
from incidents.frames.records import Findings
from incidents.mentions.methods import LIKENESS, find_methods
from incidents.mentions.triggers import Strength, TriggerMention, headline_entries
from incidents.reading import BlockKind
from incidents.types import AttackType

_AFTER: Final = 2
_ANSWERED: Final = 25
"""How many characters behind "en représailles à" the words of what is answered begin."""
_TITLED: Final = frozenset((AttackType.ATTACK, AttackType.ASSASSINATION))
_EITHER: Final = frozenset(("frappe_aerienne",))
"""Entries of which one word is a noun of war and a common verb."""
_ACTS: Final = frozenset((AttackType.ABDUCTION, AttackType.ARMED_ASSAULT))
_WAYS: Final = frozenset(("qualifier.plural", "qualifier.habitude"))
"""Why a weapon is no event where several are told, or what is always used: a method it is all the same."""
_PLAIN: Final = frozenset((AttackType.ARMED_ASSAULT,))
"""Types that say too little for another act to be like them."""


class _Where(Enum):
    """Where words stand by the sentences that tell an event."""

    OWN = "own"
    AFTER = "after"
    BEFORE = "before"


_ANYWHERE: Final = frozenset(_Where)
_REACH: Final = {
    "engin": frozenset((_Where.OWN,)),
    "driver": frozenset((_Where.OWN,)),
    "avions": frozenset((_Where.OWN, _Where.BEFORE)),
}
"""Where the words of an entry bear on an event, if not everywhere: aircraft told after it answer it."""
_BLASTS: Final = frozenset((AttackType.BOMBING, AttackType.CAR_BOMB))
_ONLY_OF: Final = {"driver": _BLASTS}
"""The types of event that the words of an entry refine, if not all: who drives is no bomber where nothing explodes."""


@frozen
class _Owners:
    """Which clusters tell of themselves in which sentences, and with which triggers."""

    of_sentence: Mapping[int, frozenset[int]]
    triggers: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, clusters: Sequence[Cluster]) -> _Owners:
        """The owners of all sentences that tell an event."""
        by_sentence: dict[int, set[int]] = {}
        starts = set()
        for number, cluster in enumerate(clusters):
            for frame in cluster.frames:
                by_sentence.setdefault(frame.sentence, set()).add(number)
                starts |= {(trigger.start, trigger.end) for trigger in frame.triggers}
        return cls({key: frozenset(value) for key, value in by_sentence.items()}, frozenset(starts))


def assign_methods(findings: Findings, clusters: Sequence[Cluster], title: str | None) -> None:
    """Gives each event of vague type the method that words in its sentences, or right beside them, tell.

    Args:
        findings: The findings.
        clusters: The events, in text order.
        title: The article's title, which may tell the lead event's method.
    """
    owners = _Owners.of(clusters)
    by_sentence: dict[int, list[TriggerMention]] = {}
    for trigger in findings.triggers:
        by_sentence.setdefault(trigger.sentence, []).append(trigger)
    for number, cluster in enumerate(clusters):
        if cluster.attack_type not in REFINED_BY:
            continue
        told = (
            _best(cluster, where, _methods(cluster, sentence, by_sentence.get(sentence, ()), owners, where))
            for sentence, where in _sentences(findings, cluster, number, owners)
        )
        method = next((method for method in told if method is not None), None) or _as_before(clusters, number)
        cluster.method = cluster.method if method is None else method

    if title is not None and clusters and clusters[0].attack_type in _TITLED:
        clusters[0].method = _in_title(findings, clusters[0], title) or clusters[0].method


def _in_title(findings: Findings, lead: Cluster, title: str) -> Method | None:
    """The method that the title tells of the event that the lead paragraph tells."""
    first = lead.frames[0].trigger
    if findings.block(first.sentence).kind not in (BlockKind.TITLE, BlockKind.LEAD):
        return None
    allowed = REFINED_BY[lead.attack_type]
    events = (entry for entry in headline_entries(title) if entry.strength is Strength.EVENT)
    told = [entry for entry in events if entry.attack_type in allowed and entry.id not in _EITHER]
    best = min(told, key=lambda entry: SPECIFICITY[entry.attack_type], default=None)
    return None if best is None else Method(best.attack_type, first.start, first.end, f"title.{best.id}")


def _best(cluster: Cluster, where: _Where, methods: Iterable[Method]) -> Method | None:
    """The most specific of the methods that the event may have; only weapons are told before it."""
    allowed = REFINED_BY[cluster.attack_type] - (_ACTS if where is _Where.BEFORE else frozenset())
    fitting = (method for method in methods if method.attack_type in allowed)
    return min(fitting, key=lambda method: (SPECIFICITY[method.attack_type], method.start), default=None)


def _as_before(clusters: Sequence[Cluster], number: int) -> Method | None:
    """The type of the lead, or of the last event told, where words say that this one was like it."""
    cluster = clusters[number]
    told = [other.attack_type for other in (clusters[0], *reversed(clusters[:number]))]
    kind = next((kind for kind in told if kind in REFINED_BY[cluster.attack_type] - _PLAIN), None)
    if number == 0 or kind is None:
        return None
    for frame in cluster.frames:
        for mention in find_methods(cluster.findings.doc, frame.sentence):
            if mention.entry == LIKENESS:
                return Method(kind, mention.start, mention.end, f"method.{LIKENESS}")
    return None


def _sentences(findings: Findings, cluster: Cluster, number: int, owners: _Owners) -> Iterator[tuple[int, _Where]]:
    """The sentences that tell of one event only, then those beside them that tell of none."""
    own = sorted({frame.sentence for frame in cluster.frames})
    yield from ((sentence, _Where.OWN) for sentence in own if owners.of_sentence[sentence] == {number})
    blocks = findings.block_of
    for sentence in own:
        for other in range(sentence + 1, min(sentence + _AFTER + 1, len(blocks))):
            apart = blocks[other] != blocks[sentence]
            if other in owners.of_sentence or (apart and (other > sentence + 1 or findings.dates_in[other])):
                break
            yield other, _Where.AFTER
    for sentence in own:
        before = sentence - 1
        # what follows another event tells of that one rather than of the next that has a day of its own
        follows = (
            cluster.date is not None and before - 1 in owners.of_sentence and blocks[before - 1] == blocks[sentence]
        )
        if before >= 0 and before not in owners.of_sentence and blocks[before] == blocks[sentence] and not follows:
            yield before, _Where.BEFORE


def _methods(
    cluster: Cluster, number: int, triggers: Sequence[TriggerMention], owners: _Owners, where: _Where
) -> Iterator[Method]:
    findings = cluster.findings
    sentence = findings.doc.sentences[number]
    cues = find_cues(findings.doc, sentence)
    follows = cues.get(QualifierKind.FOLLOWS, ())
    for mention in find_methods(findings.doc, number):
        if any(0 <= mention.start - cue.end < _ANSWERED for cue in follows):
            continue
        fits = cluster.attack_type in _ONLY_OF.get(mention.entry, REFINED_BY)
        if fits and where in _REACH.get(mention.entry, _ANYWHERE):
            yield Method(mention.attack_type, mention.start, mention.end, f"method.{mention.entry}")
    free = [trigger for trigger in triggers if (trigger.start, trigger.end) not in owners.triggers]
    for trigger in free:
        if any(0 <= trigger.start - cue.end < _ANSWERED for cue in follows):
            continue
        if trigger.entry.strength in (Strength.OUTCOME, Strength.GENERIC) or trigger.entry.id.startswith("capturer"):
            continue
        refused = qualify_trigger(sentence, trigger, cues, dated=False).rejection
        if refused is None or refused.rule in _WAYS:
            yield Method(trigger.entry.attack_type, trigger.start, trigger.end, f"method.{trigger.entry.id}")
