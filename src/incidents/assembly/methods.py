"""The method of an event whose own triggers do not tell it: from weapons named in or beside its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from incidents.assembly.clusters import Cluster, Method
from incidents.frames.attack_types import REFINED_BY, SPECIFICITY
from incidents.frames.cues import find_cues
from incidents.frames.qualify import qualify_trigger
from incidents.frames.records import Findings
from incidents.mentions.methods import find_methods
from incidents.mentions.triggers import Strength, TriggerMention

_AFTER: Final = (1, 2)
_BEFORE: Final = (-1,)


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


def assign_methods(findings: Findings, clusters: Sequence[Cluster]) -> None:
    """Gives each event of vague type the method that words in its sentences, or right beside them, tell."""
    owners = _Owners.of(clusters)
    by_sentence: dict[int, list[TriggerMention]] = {}
    for trigger in findings.triggers:
        by_sentence.setdefault(trigger.sentence, []).append(trigger)
    for number, cluster in enumerate(clusters):
        if cluster.attack_type not in REFINED_BY:
            continue
        for sentence in _sentences(findings, cluster, number, owners):
            found = [
                method
                for method in _methods(findings, sentence, by_sentence.get(sentence, ()), owners)
                if method.attack_type in REFINED_BY[cluster.attack_type]
            ]
            if found:
                cluster.method = min(found, key=lambda method: (SPECIFICITY[method.attack_type], method.start))
                break


def _sentences(findings: Findings, cluster: Cluster, number: int, owners: _Owners) -> Iterator[int]:
    """The sentences that tell of one event only, then those of the same paragraph beside them that tell of none."""
    own = sorted({frame.sentence for frame in cluster.frames})
    yield from (sentence for sentence in own if owners.of_sentence[sentence] == {number})
    for steps in (_AFTER, _BEFORE):
        for sentence in own:
            for step in steps:
                other = sentence + step
                if not 0 <= other < len(findings.block_of) or other in owners.of_sentence:
                    break
                if findings.block_of[other] != findings.block_of[sentence]:
                    break
                yield other


def _methods(
    findings: Findings, number: int, triggers: Sequence[TriggerMention], owners: _Owners
) -> Iterator[Method]:
    sentence = findings.doc.sentences[number]
    for mention in find_methods(findings.doc, number):
        yield Method(mention.attack_type, mention.start, mention.end, f"method.{mention.entry}")
    free = [trigger for trigger in triggers if (trigger.start, trigger.end) not in owners.triggers]
    if not free:
        return
    cues = find_cues(findings.doc, sentence)
    for trigger in free:
        if trigger.entry.strength in (Strength.OUTCOME, Strength.GENERIC):
            continue
        if qualify_trigger(sentence, trigger, cues, dated=False).rejection is None:
            yield Method(trigger.entry.attack_type, trigger.start, trigger.end, f"method.{trigger.entry.id}")
