"""What triggers of one sentence have of one another's date and place, by the clauses that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from incidents.annotation import Sentence
from incidents.frames.records import Anchor
from incidents.mentions.triggers import TriggerMention

Anchored: TypeAlias = tuple[TriggerMention, Anchor | None, Anchor | None]
"""A trigger with its date and its place."""


def with_clauses(sentence: Sentence, items: Sequence[Anchored]) -> list[Anchored]:
    """Event nouns without date and place, with those of the clause behind them: "après un raid qui a visé lundi X"."""
    clauses = {
        sentence.words[item[0].head].head: item[1:]
        for item in items
        if item[1:] != (None, None) and sentence.words[item[0].head].relation == "acl:relcl"
    }
    return [
        (item[0], *clauses.get(item[0].head, item[1:])) if not item[0].verbal and item[1:] == (None, None) else item
        for item in items
    ]


def after_another(sentence: Sentence, items: Sequence[Anchored]) -> list[Anchored]:
    """Triggers with the anchors of "another one" in whose clause they stand: "… et une autre à Y a tué deux gardes"."""
    kept = list(items)
    for another, date, place in items:
        if place is None or not another.anaphoric or not _is_subject(sentence, another.head):
            continue
        kept = [(item[0], date, place) if item[0].start > another.start else item for item in kept]
    return kept


def _is_subject(sentence: Sentence, index: int) -> bool:
    """Whether a verb follows a word before anything opens another clause: "un autre à X a blessé"."""
    behind = sentence.words[index + 1 :]
    following = next((word for word in behind if word.upos in ("VERB", "AUX", "SCONJ", "PRON", "PUNCT")), None)
    return following is not None and following.upos in ("VERB", "AUX")
