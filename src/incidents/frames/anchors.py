"""Anchors: which date and which place of a sentence belong to which trigger."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from incidents.annotation import Sentence
from incidents.frames.qualify import Cue, QualifierKind
from incidents.frames.records import Anchor, Findings
from incidents.mentions.syntax import tree_distance
from incidents.mentions.triggers import TriggerMention, word_at
from incidents.types import PlaceKind


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


def _nearest(
    sentence: Sentence, trigger: TriggerMention, candidates: Sequence[int], position: Callable[[int], int], cost: Callable[[int], float]
) -> int | None:
    best: tuple[float, int] | None = None
    for index in candidates:
        word = word_at(sentence, position(index))
        if word is None:
            continue
        score = cost(index) + tree_distance(sentence, word, trigger.head) + 0.12 * abs(word - trigger.head)
        low, high = sorted((word, trigger.head))
        score += 2.0 * sum(sentence.words[at].text in (";", ":") for at in range(low, high))
        if best is None or score < best[0]:
            best = (score, index)
    return None if best is None else best[1]


def date_anchor(
    findings: Findings, number: int, trigger: TriggerMention, candidates: Sequence[int]
) -> Anchor | None:
    """The date of a trigger among its sentence's."""
    sentence = findings.doc.sentences[number]
    index = _nearest(sentence, trigger, candidates, lambda at: findings.dates[at].start, lambda _: 0.0)
    return None if index is None else Anchor(index, "date.clause")


def place_anchor(
    findings: Findings, number: int, trigger: TriggerMention, candidates: Sequence[int]
) -> Anchor | None:
    """The place of a trigger among its sentence's: near in the tree, introduced as a place, the finest of a chain."""
    sentence = findings.doc.sentences[number]
    containers = {
        place.mention.container for at in candidates if (place := findings.places[at]).mention.container is not None
    }

    def cost(index: int) -> float:
        place = findings.places[index]
        penalty = 0.0 if place.mention.locative else 3.0
        if place.location.kind is PlaceKind.COUNTRY:
            penalty += 4.0
        elif place.location.precision >= 3:
            penalty += 1.5
        if index in containers:
            penalty += 4.0
        if place.mention.held:
            penalty += 2.0
        return penalty

    index = _nearest(sentence, trigger, candidates, lambda at: findings.places[at].mention.start, cost)
    return None if index is None else Anchor(index, "place.clause")
