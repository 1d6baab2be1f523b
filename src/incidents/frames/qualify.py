"""Qualifiers: is a trigger told as a fact, once, in our time?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import frozen

from incidents.annotation import Sentence
from incidents.frames.cases import Case, Verdict
from incidents.frames.cues import (
    Cue,
    QualifierEntry,
    QualifierKind,
    find_cues,
    find_qualifier_spans,
    qualifier_entries,
    topic_words,
)
from incidents.frames.generality import aggregate, ended, general, is_loose, untimely
from incidents.frames.negation import negated
from incidents.frames.reality import aimed, asked, figure, mood, possessed, unreal
from incidents.frames.records import Rejection
from incidents.mentions.triggers import TriggerMention

__all__ = [
    "Cue",
    "QualifierEntry",
    "QualifierKind",
    "TriggerVerdict",
    "find_cues",
    "find_qualifier_spans",
    "qualifier_entries",
    "qualify_trigger",
    "topic_words",
]


@frozen
class TriggerVerdict:
    """What the qualifiers make of one trigger.

    Attributes:
        rejection: Why it founds no incident, None where it may.
        loose: An aggregate or habitual way of telling: it needs its own date or place to found an incident.
    """

    rejection: Rejection | None = None
    loose: bool = False


_CHECKS: Final[tuple[Callable[[Case], Verdict], ...]] = (
    figure,
    negated,
    possessed,
    unreal,
    ended,
    mood,
    asked,
    aimed,
    general,
    untimely,
)


def qualify_trigger(
    sentence: Sentence, trigger: TriggerMention, cues: dict[QualifierKind, list[Cue]], *, dated: bool
) -> TriggerVerdict:
    """Says whether a trigger is told as a fact, once, in our time.

    Args:
        sentence: Its sentence.
        trigger: The trigger.
        cues: The sentence's cues.
        dated: Whether its own clause gives it a day.
    """
    case = Case(sentence, trigger, cues, dated)
    loose = is_loose(case)
    found = next((found for check in _CHECKS if (found := check(case)) is not None), None)
    found = found or aggregate(case, loose=loose)
    if found is not None:
        rule, reason = found
        return TriggerVerdict(Rejection(trigger.start, trigger.end, f"qualifier.{rule}", reason))
    several = bool(cues.get(QualifierKind.HABITUAL) or cues.get(QualifierKind.AGGREGATE)) and not dated
    return TriggerVerdict(loose=loose or several)
