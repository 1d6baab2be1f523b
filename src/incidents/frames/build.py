"""From findings to event frames: what each sentence says of each event."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from incidents.annotation import Sentence
from incidents.frames.anchors import date_anchor, place_anchor, sentence_dates, sentence_places
from incidents.frames.attack_types import combine_types
from incidents.frames.qualify import Cue, QualifierKind, find_cues, qualify_trigger
from incidents.frames.records import Anchor, EventFrame, Filler, Findings, Rejection
from incidents.frames.fill import Casting
from incidents.mentions.tolls import TollMention
from incidents.mentions.triggers import Strength, TriggerMention
from incidents.types import DatePrecision

_RANK = {Strength.EVENT: 0, Strength.GENERIC: 1, Strength.OUTCOME: 2, Strength.MEANS: 3}


def build_frames(findings: Findings) -> tuple[tuple[EventFrame, ...], tuple[Rejection, ...]]:
    """Builds the event frames of a document, in text order, and says which triggers were turned down."""
    by_sentence: dict[int, list[TriggerMention]] = {}
    for trigger in findings.triggers:
        by_sentence.setdefault(trigger.sentence, []).append(trigger)
    casting = Casting(findings)
    frames: list[EventFrame] = []
    rejections: list[Rejection] = []
    for number in sorted(by_sentence):
        found, refused = _sentence_frames(findings, casting, number, by_sentence[number])
        frames.extend(found)
        rejections.extend(refused)
    return tuple(frames), tuple(rejections)


def _sentence_frames(
    findings: Findings, casting: Casting, number: int, triggers: list[TriggerMention]
) -> tuple[list[EventFrame], list[Rejection]]:
    sentence = findings.doc.sentences[number]
    cues = find_cues(findings.doc, sentence)
    dates, _ = sentence_dates(findings, number, triggers, cues)
    places = sentence_places(findings, number)
    kept: list[tuple[TriggerMention, Anchor | None, Anchor | None]] = []
    rejections: list[Rejection] = []
    for trigger in triggers:
        date = date_anchor(findings, number, trigger, dates)
        dated = date is not None and findings.dates[date.index].date.precision is not DatePrecision.YEAR
        verdict = qualify_trigger(sentence, trigger, cues, dated=dated)
        place = place_anchor(findings, number, trigger, places)
        if verdict.rejection is None and verdict.loose and date is None and place is None:
            verdict = evolve(
                verdict,
                rejection=Rejection(trigger.start, trigger.end, "qualifier.plural", "plural, without date or place"),
            )
        if verdict.rejection is not None:
            rejections.append(verdict.rejection)
        else:
            kept.append((trigger, date, place))
    frames = [_frame(findings, casting, number, group, cues) for group in _groups(kept)]
    return [frame for frame in frames if frame.trigger.entry.strength is not Strength.MEANS], rejections


def _key(item: tuple[TriggerMention, Anchor | None, Anchor | None]) -> tuple[int | None, int | None]:
    return (item[1].index if item[1] else None, item[2].index if item[2] else None)


def _groups(
    kept: Sequence[tuple[TriggerMention, Anchor | None, Anchor | None]],
) -> list[list[tuple[TriggerMention, Anchor | None, Anchor | None]]]:
    """Triggers of one sentence that share date and place tell one event."""
    groups: dict[tuple[int | None, int | None], list[tuple[TriggerMention, Anchor | None, Anchor | None]]] = {}
    for item in kept:
        groups.setdefault(_key(item), []).append(item)
    return list(groups.values())


def _frame(
    findings: Findings,
    casting: Casting,
    number: int,
    group: Sequence[tuple[TriggerMention, Anchor | None, Anchor | None]],
    cues: dict[QualifierKind, list[Cue]],
) -> EventFrame:
    sentence = findings.doc.sentences[number]
    ordered = sorted(group, key=lambda item: (_RANK[item[0].entry.strength], item[0].start))
    primary, date, place = ordered[0]
    triggers = [item[0] for item in ordered]
    actors, targets, suspected = casting.cast(number, triggers)
    heads = {trigger.start for trigger in triggers}
    tolls = tuple(
        toll for toll in findings.tolls if toll.sentence == number and (toll.trigger is None or toll.trigger.start in heads)
    )
    return EventFrame(
        trigger=primary,
        others=tuple(triggers[1:]),
        attack_type=combine_types(triggers),
        date=date,
        place=place,
        actors=actors,
        targets=targets,
        tolls=tolls,
        definite=_is_definite(sentence, primary),
        another=_is_another(sentence, primary, cues),
        flashback=_is_flashback(sentence, triggers),
        undated=_is_latest(findings, sentence, primary),
        suspected=suspected,
    )


def _is_definite(sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether an event noun has a definite or demonstrative article and nothing that would make it another's."""
    if trigger.verbal:
        return False
    texts = {
        sentence.words[child].text.lower() for child in sentence.children[trigger.head] if child < trigger.head
    }
    return bool(texts & {"le", "la", "l'", "ce", "cet", "cette", "ces", "les", "celle-ci", "celui-ci"})


def _is_another(sentence: Sentence, trigger: TriggerMention, cues: dict[QualifierKind, list[Cue]]) -> bool:
    for cue in cues.get(QualifierKind.OTHER_EVENT, ()):
        if cue.word in sentence.children[trigger.head] or 0 < trigger.head - cue.word <= 2:
            return True
    return False


def _is_flashback(sentence: Sentence, triggers: Sequence[TriggerMention]) -> bool:
    """Whether a verb among the triggers is in the pluperfect."""
    for trigger in triggers:
        for child in sentence.children[trigger.head]:
            word = sentence.words[child]
            if word.relation.startswith("aux") and word.text.lower() in ("avait", "avaient", "étaient", "était"):
                passive_imperfect = word.relation == "aux:pass" and word.text.lower() in ("était", "étaient")
                if not passive_imperfect:
                    return True
    return False


def _is_latest(findings: Findings, sentence: Sentence, trigger: TriggerMention) -> bool:
    before = findings.doc.text[max(sentence.start, trigger.start - 60) : trigger.end + 60].lower()
    return "dernière en date" in before or "dernier en date" in before


def sentence_tolls(findings: Findings, number: int) -> list[TollMention]:
    """The tolls of one sentence."""
    return [toll for toll in findings.tolls if toll.sentence == number]


def fillers_of(frames: Sequence[EventFrame], role: str) -> list[Filler]:
    """The fillers of a role over several frames, in text order."""
    return [filler for frame in frames for filler in getattr(frame, role)]
