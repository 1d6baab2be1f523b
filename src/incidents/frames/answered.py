"""Events that another one answers or comes after: "en représailles à l'attaque", "survenu après un attentat"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from incidents.annotation import Sentence
from incidents.dates.event_days import PREFIX
from incidents.frames.anchors import date_anchor, place_anchor
from incidents.frames.cues import Cue, QualifierKind, is_cue
from incidents.frames.records import Anchor, Findings
from incidents.mentions.triggers import TriggerMention, word_at

_REACH: Final = 5
"""How many words behind its cue an answered noun may stand."""


def find_answered(
    sentence: Sentence, triggers: Sequence[TriggerMention], cues: Mapping[QualifierKind, Sequence[Cue]]
) -> dict[TriggerMention, int]:
    """The triggers that tell of an answered event, each with the head of its noun: the noun and what hangs on it.

    Empty where nothing else is told.

    Args:
        sentence: The sentence.
        triggers: Its triggers, in text order.
        cues: Its cues.
    """
    found: dict[TriggerMention, int] = {}
    for cue in cues.get(QualifierKind.FOLLOWS, ()):
        noun = next((trigger for trigger in triggers if trigger.start >= cue.end - 1), None)
        if noun is None or noun.verbal or not _is_near(sentence, cue, noun):
            continue
        for trigger in triggers:
            hangs = trigger.start > noun.start and _hangs(sentence, trigger.head, noun.head)
            if trigger is noun or hangs:
                found[trigger] = noun.head
    return found if len(found) < len(triggers) else {}


def _hangs(sentence: Sentence, word: int, noun: int) -> bool:
    """Whether a word behind a noun hangs on it, or stands in a relative clause of what does: "au cours de laquelle"."""
    path = [word, *sentence.ancestors(word)]
    if noun in path:
        return True
    clauses = [at for at in path if at > noun and sentence.words[at].relation == "acl:relcl"]
    return any(sentence.words[at].head > noun for at in clauses)


def _is_near(sentence: Sentence, cue: Cue, noun: TriggerMention) -> bool:
    """Whether a noun stands close behind a cue, without a verb or a mark between them."""
    between = [word for word in sentence.words[cue.word : noun.head] if cue.end <= word.start < noun.start]
    return len(between) < _REACH and not any(word.upos in ("VERB", "PUNCT") for word in between)


def answered_anchors(
    findings: Findings,
    number: int,
    trigger: TriggerMention,
    head: int,
    triggers: Sequence[TriggerMention],
    dates: Sequence[int],
    places: Sequence[int],
) -> tuple[Anchor | None, Anchor | None]:
    """The date and the place of an answered event: only those that hang on its noun, or the day counted from it.

    Args:
        findings: All mentions.
        number: Index of the sentence.
        trigger: One of its triggers.
        head: The head of its noun.
        triggers: All triggers of the sentence.
        dates: Positions in `Findings.dates` of those that the sentence's events may have.
        places: Positions in `Findings.places`, likewise.
    """
    sentence = findings.doc.sentences[number]
    own_dates = [index for index in dates if hangs_on(findings, number, findings.dates[index].start, head)]
    own_places = [index for index in places if hangs_on(findings, number, findings.places[index].mention.start, head)]
    counted = [index for index in dates if findings.dates[index].rule.startswith(PREFIX)]
    told = counted and any(other.head != head and head in sentence.ancestors(other.head) for other in triggers)
    if not own_dates and not own_places and not told:
        return None, None
    first = next((other for other in triggers if other.head == head), trigger)
    rivals = [other for other in triggers if other is first or not _hangs(sentence, other.head, head)]
    date = date_anchor(findings, number, first, rivals, own_dates or counted)
    return date, place_anchor(findings, number, first, (first,), own_places)


def hangs_on(findings: Findings, number: int, position: int, head: int) -> bool:
    """Whether the word at a position stands behind a noun and hangs on it, in the tree or by mere nearness."""
    sentence = findings.doc.sentences[number]
    word = word_at(sentence, position)
    if word is None or word <= head:
        return False
    between = list(sentence.words[head + 1 : word])
    if between and between[0].text == "," and all(item.upos == "DET" for item in between[1:]):
        between = between[1:]
    if len(between) > 1 and between[0].text == "," and is_cue(between[1].text, QualifierKind.OCCURRED):
        between = between[2:]
    near = all(item.upos not in ("VERB", "PUNCT") for item in between)
    return near or _hangs(sentence, word, head)
