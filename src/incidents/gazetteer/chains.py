"""Puts mentions in order, ties them to sentences, and links each to the place that contains it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from incidents.annotation.doc import AnnotatedDoc
from incidents.gazetteer.cues import scan, word_set
from incidents.gazetteer.demonstratives import completes
from incidents.gazetteer.mention import PlaceMention
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
        elif _contains(gap, inner, outer) or completes(text, inner, outer):
            linked[number] = evolve(inner, container=number + 1)
    return tuple(linked)


def _coordinated(gap: str, inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether two places stand side by side: "à Gao et à Kidal", "Gao, Kidal"."""
    if outer.kind is PlaceKind.COUNTRY and inner.kind is not PlaceKind.COUNTRY:
        return gap.strip() in ("et", "ou")
    if gap.strip() in ("et", "ou", "et à"):
        return True
    bare = outer.cue_start == outer.start and outer.text == outer.name
    listed = inner.rule == outer.rule == _PLAIN and outer.text == outer.name
    return gap.strip() == "," and (bare or listed)


_PLAIN: Final = "prep.strong"


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
    joined = any(token.text in ",(" for token in tokens)
    if not outer.locative and not joined:
        return False
    return joined or outer.cue_start < outer.start or bool(tokens)


_GAP_WORDS: Final = frozenset((",", "(", "le", "la", "les", "l'", "du", "de", "d'", "des", "au", "aux", "-"))
