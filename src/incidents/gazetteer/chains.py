"""Puts mentions in order, ties them to sentences, and links each to the place that contains it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from incidents.annotation.doc import AnnotatedDoc
from incidents.gazetteer.cues import scan, word_set
from incidents.gazetteer.demonstratives import completes
from incidents.gazetteer.mention import PlaceMention, PlaceRelation
from incidents.types import PlaceKind


def with_anaphora(mentions: list[PlaceMention], anaphora: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Adds the unnamed places that no named one covers, in text order."""
    starts = [mention.cue_start for mention in mentions]
    free = []
    for item in anaphora:
        number = bisect_right(starts, item.start) - 1
        if number < 0 or mentions[number].end <= item.start:
            free.append(item)
    return sorted([*mentions, *free], key=lambda mention: mention.start)


def anchor(mentions: Sequence[PlaceMention], doc: AnnotatedDoc) -> list[PlaceMention]:
    """Adds the sentence and the word of each mention."""
    anchored = []
    for mention in mentions:
        number = bisect_right(doc.sentences, mention.start, key=lambda sentence: sentence.start) - 1
        if number < 0 or mention.start >= doc.sentences[number].end:
            anchored.append(mention)
            continue
        position = mention.end - len(mention.name) if mention.other is None else mention.start
        words = doc.sentences[number].words
        word = next((word.index for word in words if word.start <= position < word.end), None)
        anchored.append(evolve(mention, sentence=number, word=word))
    return anchored


def spread_heads(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Gives what a head in the plural says of a place to those that follow: "les mosquées Badr et al-Hachouch"."""
    spread: list[PlaceMention] = []
    plural = False
    for mention in mentions:
        before = spread[-1] if spread else None
        gap = text[before.end : mention.start] if before is not None else ""
        if before is not None and plural and mention.kind is None and _AND.fullmatch(gap):
            mention = evolve(mention, kind=before.kind, locative=before.locative, held=before.held)
        else:
            plural = mention.kind in _HEADED and _HEADS.match(mention.text) is not None
            if not plural and mention.kind is PlaceKind.SETTLEMENT:
                plural = _HEADS.match(text, mention.cue_start) is not None
        spread.append(mention)
    return spread


_HEADED: Final = frozenset((PlaceKind.SITE, PlaceKind.QUARTER, PlaceKind.CAMP, PlaceKind.REGION, PlaceKind.DISTRICT))
_HEADS: Final = re.compile(
    r"(?:(?:dans|à|de|aux|des|les|sur|entre|contre)\s+)*(?:(?:les|des|deux|trois)\s+)*\w{3,}[sx]\b"
)
_AND: Final = re.compile(r"\s*(?:,|et|,? ainsi que)\s+(?:(?:de la|de l['’]|des|du|de|d['’]|l['’]|la|le)\s*)?")


def link_containers(text: str, mentions: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Links each place to the one that the text gives as what contains or locates it."""
    linked = list(mentions)
    for number in range(len(mentions) - 2, -1, -1):
        inner, outer = linked[number], linked[number + 1]
        gap = text[inner.end : max(inner.end, outer.cue_start)]
        if len(gap) > 90 or outer.metonym or inner.metonym or "\n" in gap:
            continue
        if _coordinated(gap, inner, outer):
            linked[number] = evolve(inner, container=outer.container)
        elif _is_within(text, gap, outer=inner, inner=outer):
            linked[number] = evolve(inner, container=outer.container)
            linked[number + 1] = evolve(outer, container=number)
        elif _contains(gap, inner, outer) or completes(text, inner, outer):
            linked[number] = evolve(inner, container=number + 1)
    return tuple(linked)


def _is_within(text: str, gap: str, *, outer: PlaceMention, inner: PlaceMention) -> bool:
    """Whether a quarter stands behind its town: "à Istanbul, dans le quartier de Gazi", no "X, quartier de Y"."""
    if inner.kind is not PlaceKind.QUARTER or outer.kind not in (None, PlaceKind.SETTLEMENT) or not outer.locative:
        return False
    opening = text[inner.cue_start : inner.start].split()
    return gap.strip() == "," and opening[:1] == ["dans"]


def _coordinated(gap: str, inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether two places stand side by side: "à Gao et à Kidal", "Gao, Kidal"."""
    if outer.kind is PlaceKind.COUNTRY and inner.kind is not PlaceKind.COUNTRY:
        return gap.strip() in ("et", "ou")
    if _JOINED.fullmatch(gap):
        return True
    bare = outer.cue_start == outer.start and outer.text == outer.name
    listed = inner.rule == outer.rule == _PLAIN and outer.text == outer.name
    listed = listed and (outer.start - outer.cue_start < len("au ") or inner.start - inner.cue_start >= len("au "))
    return gap.strip() == "," and (bare or listed)


_PLAIN: Final = "prep.strong"
_JOINED: Final = re.compile(r"\s*(?:et|ou)(?:\s+(?:à|de|du|des|de la|de l['’]|d['’]))?\s*")


def _contains(gap: str, inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether nothing but filling words stands between a place and the one after it."""
    plain = gap.strip()
    if inner.kind is PlaceKind.COUNTRY or plain.startswith((")", ".", ";")):
        return False
    if plain == "(":
        return True
    tokens = scan(plain)
    if any(token.norm not in word_set("filler") and token.norm not in _GAP_WORDS for token in tokens):
        return False
    joined = any(token.text in ",(" for token in tokens) or (outer.relation is PlaceRelation.BETWEEN and inner.locative)
    if not outer.locative and not joined:
        return False
    return joined or outer.cue_start < outer.start or bool(tokens)


_GAP_WORDS: Final = frozenset((",", "(", "le", "la", "les", "l'", "du", "de", "d'", "des", "au", "aux", "-"))
