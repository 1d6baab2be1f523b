"""Places that a text points back to: "cette ville", "la même province"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from incidents.gazetteer.cues import Token, phrase_table, word_set
from incidents.gazetteer.mention import PlaceMention, PlaceRelation
from incidents.gazetteer.surroundings import read_surroundings
from incidents.types import PlaceKind

THIS_RULE: Final = "anaphora.this"
NOWHERE_RULE: Final = "passage.unnamed"
"""The rule of a demonstrative that nothing before it explains: nothing is told to happen there."""

_POINTING: Final = frozenset(("ce", "cet", "cette"))
_SAME: Final = frozenset(("même",))
_DEFINITE: Final = frozenset(("la", "le", "l'"))
_KINDS: Final = frozenset(
    (PlaceKind.SETTLEMENT, PlaceKind.DISTRICT, PlaceKind.REGION, PlaceKind.QUARTER, PlaceKind.CAMP, PlaceKind.BASE)
)
_WIDE: Final = frozenset((PlaceKind.DISTRICT, PlaceKind.REGION))
_TOWNS: Final = frozenset((PlaceKind.SETTLEMENT, PlaceKind.QUARTER, PlaceKind.CAMP))
_REACH: Final = 6
"""Sentences that a demonstrative points back at most."""
_OF: Final = re.compile(r"[^.,;:()\n]*\b(?:d['’]|(?:de|du|des|de la|de l['’]))\s*", re.IGNORECASE)
_GAP: Final = 60
"""Characters between a demonstrative and a place that completes it."""


def find_demonstratives(text: str, tokens: tuple[Token, ...]) -> list[PlaceMention]:
    """Finds the nouns by which a text points back to a place that it has named, in order."""
    found = []
    heads = phrase_table("head").entries
    for at, token in enumerate(tokens):
        entry = heads.get((token.norm,)) if at and not token.capital else None
        if entry is not None and entry.kind in _KINDS and (first := _opening(tokens, at)) is not None:
            found.append(_mention(text, tokens, first, at, entry.kind))
    return found


def _opening(tokens: tuple[Token, ...], at: int) -> int | None:
    """Where the words begin that make a noun point back; None when it does not."""
    before = at - 1
    if tokens[before].norm in word_set("size"):
        before -= 1
    if before >= 0 and tokens[before].norm in _POINTING:
        return before
    if before > 0 and tokens[before].norm in _SAME and tokens[before - 1].norm in _DEFINITE:
        return before - 1
    return None


def _mention(text: str, tokens: tuple[Token, ...], first: int, at: int, kind: PlaceKind | None) -> PlaceMention:
    around = read_surroundings(tokens, first)
    start, end = tokens[first].start, tokens[at].end
    return PlaceMention(
        start=start,
        end=end,
        text=text[start:end],
        cue_start=min(start, tokens[around.start].start),
        name=tokens[at].text,
        kind=kind,
        relation=PlaceRelation(around.relation) if around.relation is not None else PlaceRelation.IN,
        locative=around.locative and not around.held,
        held=around.held,
        bearing=around.bearing,
        distance=around.distance,
        rule=THIS_RULE,
    )


def with_demonstratives(mentions: Sequence[PlaceMention], pointing: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Adds the demonstratives that are no part of a place's name, and frees them from the places that follow them."""
    merged = sorted(mentions, key=lambda mention: mention.start)
    for item in pointing:
        at = bisect_left(merged, item.end, key=lambda mention: mention.start)
        if at and merged[at - 1].end > item.start:
            continue
        following = at
        while following < len(merged) and merged[following].cue_start < item.end:
            merged[following] = evolve(merged[following], cue_start=item.end)
            following += 1
        merged.insert(at, item)
    return merged


def completes(text: str, inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether a place only completes a demonstrative: "cette ville à majorité chrétienne de l'île de X"."""
    if inner.rule != THIS_RULE or outer.start - inner.end > _GAP:
        return False
    return _OF.fullmatch(text, inner.end, outer.start) is not None


def antecedent(mention: PlaceMention, told: Sequence[tuple[PlaceMention, PlaceKind | None]]) -> PlaceMention | None:
    """The place told before that a demonstrative points back to; None when none fits.

    Args:
        mention: The demonstrative.
        told: The mentions before it with the kinds of the places that they denote, in text order.
    """
    for other, kind in reversed(told):
        if mention.sentence is None or other.sentence is None or other.sentence < mention.sentence - _REACH:
            return None
        if other.end <= mention.start and _fits(mention, other, kind):
            return other
    return None


def _fits(mention: PlaceMention, other: PlaceMention, kind: PlaceKind | None) -> bool:
    if other.kind is PlaceKind.COUNTRY or other.metonym or other.other is not None or other.rule == NOWHERE_RULE:
        return False
    if other.distance is not None or other.passed:
        return False
    if mention.kind is PlaceKind.REGION:
        return kind in _WIDE or kind is PlaceKind.AREA or other.kind in _WIDE
    if mention.kind is PlaceKind.DISTRICT:
        return kind in _TOWNS or kind in _WIDE or kind is PlaceKind.AREA or other.kind in _WIDE
    if mention.kind in (PlaceKind.CAMP, PlaceKind.BASE):
        return mention.kind in (kind, other.kind)
    return kind in _TOWNS or kind is None
