"""Anchors: which date and which place of a sentence belong to which trigger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from incidents.annotation import Sentence
from incidents.frames.qualify import Cue, QualifierKind
from incidents.frames.records import Anchor, Findings
from incidents.mentions.syntax import tree_distance
from incidents.mentions.triggers import TriggerMention, word_at
from incidents.types import PlaceKind


# What may stand between two coordinated places.
_AND = re.compile(r"\s*(?:,|,? et|ainsi que)\s+(?:(?:de la|de l'|des|du|de|d'|à|au|aux|dans|en|la|le|l')\s*)*")


def sentence_dates(
    findings: Findings, number: int, triggers: Sequence[TriggerMention], cues: dict[QualifierKind, list[Cue]]
) -> tuple[list[int], list[int]]:
    """The dates of a sentence that may be an event's, and those that are only a statement's.

    Returns:
        Two lists of positions in `Findings.dates`.
    """
    sentence = findings.doc.sentences[number]
    own: list[int] = []
    statement: list[int] = []
    for index in findings.dates_in[number]:
        start = findings.dates[index].start
        is_statement = _is_statement_date(sentence, start, triggers, cues.get(QualifierKind.REPORTED, []))
        (statement if is_statement else own).append(index)
    return own, statement


def _is_statement_date(
    sentence: Sentence, start: int, triggers: Sequence[TriggerMention], cues: Sequence[Cue]
) -> bool:
    """Whether a date hangs on a verb of saying rather than on an event."""
    word = word_at(sentence, start)
    if word is None or not cues:
        return False
    cue_words = {cue.word for cue in cues}
    trigger_words = {trigger.head for trigger in triggers}
    before = [index for index in sorted(cue_words) if index < word]
    if before and word - before[-1] <= 4:
        between = range(before[-1] + 1, word)
        clear = not any(index in trigger_words or sentence.words[index].text in ",;:" for index in between)
        if clear and before[-1] not in trigger_words and not any(
            sentence.words[index].text.lower() in ("que", "qu'") for index in between
        ):
            return True
    for ancestor in sentence.ancestors(word):
        if ancestor in trigger_words:
            return False
        if ancestor in cue_words:
            return abs(ancestor - word) <= 8
        if sentence.words[ancestor].upos == "VERB":
            return False
    return False


def sentence_places(findings: Findings, number: int) -> list[int]:
    """Positions in `Findings.places` of the places where something may happen that a sentence names."""
    return [index for index in findings.places_in[number] if not findings.places[index].mention.metonym]


_CLEARLY = 1.5
_TIME_PREPOSITIONS = frozenset(("après", "avant", "depuis", "dès"))


def _cost(sentence: Sentence, trigger: TriggerMention, position: int) -> float | None:
    """How far a trigger is from the word at a position: arcs of the tree, then words, then semicolons between."""
    word = word_at(sentence, position)
    if word is None:
        return None
    low, high = sorted((word, trigger.head))
    stops = sum(sentence.words[at].text in (";", ":") for at in range(low, high))
    return tree_distance(sentence, word, trigger.head) + 0.12 * (high - low) + 2.0 * stops


def _keeps_its_own(sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether what stands in a trigger's phrase is its own: "celles menées à X", "après l'attaque de X"."""
    return trigger.anaphoric or any(
        sentence.words[child].text.lower() in _TIME_PREPOSITIONS for child in sentence.children[trigger.head]
    )


def _nearest(
    sentence: Sentence,
    trigger: TriggerMention,
    rivals: Sequence[TriggerMention],
    candidates: Sequence[tuple[int, int, float]],
) -> int | None:
    """The best of some candidates (index, position, penalty) for a trigger; what a rival keeps as its own is left out."""
    best: tuple[float, int] | None = None
    for index, position, penalty in candidates:
        cost = _cost(sentence, trigger, position)
        if cost is None:
            continue
        owner = min(rivals, key=lambda rival: (_cost(sentence, rival, position) or 0.0, rival.start))
        if owner is not trigger and (_keeps_its_own(sentence, owner) or _keeps_its_own(sentence, trigger)):
            continue
        if best is None or cost + penalty < best[0]:
            best = (cost + penalty, index)
    return None if best is None else best[1]


def is_clearly_nearer(
    findings: Findings, number: int, trigger: TriggerMention, main: TriggerMention, own: int, shared: int
) -> bool:
    """Whether a position is a trigger's own and another the main trigger's, rather than both being the sentence's.

    Args:
        findings: All mentions.
        number: Index of the sentence.
        trigger: The trigger.
        main: The sentence's main trigger.
        own: Position of the trigger's nearest date or place.
        shared: Position of the main trigger's.
    """
    sentence = findings.doc.sentences[number]
    if _keeps_its_own(sentence, trigger) or _keeps_its_own(sentence, main):
        return True
    costs = [_cost(sentence, who, where) for where in (own, shared) for who in (trigger, main)]
    own_to_trigger, own_to_main, shared_to_trigger, shared_to_main = (cost or 0.0 for cost in costs)
    return own_to_main - own_to_trigger >= _CLEARLY and shared_to_trigger - shared_to_main >= _CLEARLY


def date_anchor(
    findings: Findings,
    number: int,
    trigger: TriggerMention,
    rivals: Sequence[TriggerMention],
    candidates: Sequence[int],
) -> Anchor | None:
    """The date of a trigger among its sentence's.

    Args:
        findings: All mentions.
        number: Index of the sentence.
        trigger: The trigger.
        rivals: All triggers of the sentence.
        candidates: Positions in `Findings.dates`.
    """
    sentence = findings.doc.sentences[number]
    index = _nearest(sentence, trigger, rivals, [(at, findings.dates[at].start, 0.0) for at in candidates])
    return None if index is None else Anchor(index, "date.clause")


def _penalty(findings: Findings, index: int, containers: frozenset[int]) -> float:
    """What speaks against a place: vague, only a frame for another, only completing a noun."""
    place = findings.places[index]
    penalty = 0.0 if place.mention.locative else 2.0
    if place.location.kind is PlaceKind.COUNTRY:
        penalty += 4.0
    elif place.location.precision >= 3:
        penalty += 1.5
    if index in containers:
        penalty += 4.0
    return penalty + (2.0 if place.mention.held else 0.0)


def place_anchor(
    findings: Findings,
    number: int,
    trigger: TriggerMention,
    rivals: Sequence[TriggerMention],
    candidates: Sequence[int],
) -> Anchor | None:
    """The place of a trigger among its sentence's: near in the tree, introduced as a place, the finest of a chain."""
    sentence = findings.doc.sentences[number]
    containers = frozenset(
        container for at in candidates if (container := findings.places[at].mention.container) is not None
    )
    usable = []
    for at in candidates:
        place = findings.places[at]
        vague = place.location.precision >= 3 and not place.mention.locative
        if not vague:
            usable.append((at, place.mention.start, _penalty(findings, at, containers)))
    index = _nearest(sentence, trigger, rivals, usable)
    return None if index is None else Anchor(index, "place.clause")


def coordinated_places(findings: Findings, index: int) -> list[int]:
    """A place and those coordinated with it ("les provinces de X et de Y"), in text order."""
    text = findings.doc.text
    found = [index]
    for step in (-1, 1):
        at = index
        while 0 <= at + step < len(findings.places):
            first, second = sorted((at, at + step))
            one, two = findings.places[first].mention, findings.places[second].mention
            if one.sentence != two.sentence or one.metonym != two.metonym:
                break
            if _AND.fullmatch(text[one.end : two.start]) is None or two.container == first or one.container == second:
                break
            at += step
            found.append(at)
    return sorted(found)
