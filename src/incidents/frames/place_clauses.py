"""Clauses behind a place that tell what happened there: "a évoqué Siguiri, où quatre personnes ont été tuées"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from incidents.annotation import Sentence
from incidents.frames.records import Findings
from incidents.mentions.triggers import TriggerMention

_WHERE: Final = re.compile(r",?\soù\b")
_ONE_CLAUSE: Final = re.compile(r",?[^,;:.]{1,90}")
_OPENS: Final = frozenset(("où", ";", ":", ","))
_GAP: Final = re.compile(r"\s*,?\s*")


def is_told_of(findings: Findings, index: int, triggers: Sequence[TriggerMention]) -> bool:
    """Whether a clause with an event tells what happened at a place: "a évoqué Siguiri, où quatre ont été tués"."""
    text, end = findings.doc.text, findings.places[index].mention.end
    if _WHERE.match(text, end) is None:
        return False
    return any(trigger.start > end and _ONE_CLAUSE.fullmatch(text, end, trigger.start) for trigger in triggers)


def place_before(
    findings: Findings, sentence: Sentence, trigger: TriggerMention, candidates: Sequence[int]
) -> int | None:
    """The place behind which a clause tells what happened there: "celui de X, où dix hommes ont été tués"."""
    words = sentence.words
    where = next((at for at in range(trigger.head - 1, -1, -1) if words[at].text.lower() in _OPENS), None)
    if where is None or words[where].text.lower() != "où":
        return None
    start = words[where].start
    if any(findings.places[at].mention.start > start for at in candidates):
        return None
    text = findings.doc.text
    return next((at for at in candidates if _GAP.fullmatch(text, findings.places[at].mention.end, start)), None)
