"""Where names may stand in a text: runs of capitalised words and the ways to cut them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from incidents.gazetteer.countries import demonym_countries
from incidents.gazetteer.cues import Token, name_keys, phrase_table, word_set
from incidents.types import PlaceKind

_MAX_WORDS: Final = 8


@frozen
class NameSpan:
    """A run of tokens that may be a name.

    Attributes:
        first: Index of its first token.
        last: One past the index of its last.
        longer: Ends (one past) of longer readings over French joining words, longest first.
        shorter: Ends of shorter readings, longest first.
    """

    first: int
    last: int
    longer: tuple[int, ...]
    shorter: tuple[int, ...]


def _starts_particle(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a lower-case Arabic article begins a name here: "al-Batha", "el Bab"."""
    if tokens[at].text not in word_set("particle") or at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    if following.text == "-" and following.glued and at + 2 < len(tokens):
        return tokens[at + 2].capital and tokens[at + 2].glued
    return following.capital and tokens[at].text in ("al", "el")


def _step(tokens: tuple[Token, ...], at: int) -> int | None:
    """Where the next part of the name ends when the name goes on at `at`, else None."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.text == "-" and token.glued and at + 1 < len(tokens) and tokens[at + 1].glued:
        following = tokens[at + 1]
        if following.norm in ("d'", "l'") and at + 2 < len(tokens) and tokens[at + 2].glued:
            return at + 3
        return at + 2 if following.is_word else None
    if token.first:
        return None
    if token.capital and token.is_word and token.norm not in ("l'", "d'", "c'", "s'", "n'", "qu'", "j'"):
        return at + 1
    if _starts_particle(tokens, at):
        return at + 1
    if token.norm in word_set("connector") and token.text.islower() and at + 1 < len(tokens):
        following = tokens[at + 1]
        if following.capital and not following.first:
            return at + 2 if token.norm not in ("en", "e", "y", "u") else None
        if following.text == "-" and following.glued and at + 2 < len(tokens) and tokens[at + 2].capital:
            return at + 3
    if token.norm in ("y", "e", "de") and at + 2 < len(tokens) and tokens[at + 1].norm in ("los", "las", "la"):
        return at + 3 if tokens[at + 1].norm != "la" and tokens[at + 2].capital else None
    return None


def _longer(tokens: tuple[Token, ...], last: int) -> tuple[int, ...]:
    """Ends of the readings that go on over French words: "République [démocratique du Congo]"."""
    ends: list[int] = []
    place = last
    while place < min(len(tokens), last + 6):
        token = tokens[place]
        if not token.is_word and not (token.text == "-" and token.glued):
            break
        if token.first:
            break
        adjective = token.norm in word_set("extender") or demonym_countries(token.norm)
        if adjective or (token.capital and place > last):
            step = place + 1
            while (further := _step(tokens, step)) is not None and further <= last + _MAX_WORDS:
                step = further
            ends.append(step)
            place = step
        elif token.norm in word_set("join"):
            place += 1
        else:
            break
    return tuple(reversed(ends))


def find_name_spans(tokens: tuple[Token, ...]) -> Iterator[NameSpan]:
    """Yields the maximal runs of capitalised words in order; they do not overlap."""
    stops = word_set("stop")
    at = 0
    while at < len(tokens):
        token = tokens[at]
        begins = token.capital and token.is_word
        if begins and token.norm in stops and not _hyphenated(tokens, at):
            begins = _capital_inside(tokens, at) or _names_region(tokens, at)
        if not begins and not _starts_particle(tokens, at):
            at += 1
            continue
        ends = [at + 1]
        while len(ends) < _MAX_WORDS and (end := _step(tokens, ends[-1])) is not None:
            ends.append(end)
        if token.norm in word_set("particle") and not token.capital:
            ends = ends[1:] or ends
        last = ends[-1]
        shorter = tuple(end for end in reversed(ends[:-1]) if end >= len(tokens) or tokens[end].text != "-")
        yield NameSpan(at, last, _longer(tokens, last), shorter)
        at = last


def _hyphenated(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether hyphens tie the token to a capitalised one: "Centre-Nord", "Port-au-Prince"; or "Nord-ouest"."""
    pair = "".join(token.norm for token in tokens[at : at + 3])
    if pair in word_set("bearing") and not tokens[at].first:
        return True
    while at + 2 < len(tokens) and tokens[at + 1].text == "-" and tokens[at + 1].glued and tokens[at + 2].glued:
        if tokens[at + 2].capital:
            return True
        at += 2
    return False


def _names_region(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a common word with a capital is what a region is called: "la province du Lac", "la région du Centre"."""
    joined = at - 1 if tokens[at - 1].norm not in ("l'", "la") else at - 2
    if joined < 1 or tokens[at].first or tokens[joined].norm not in ("du", "de", "des"):
        return False
    head = phrase_table("head").entries.get((tokens[joined - 1].norm,))
    return head is not None and head.kind in (PlaceKind.REGION, PlaceKind.DISTRICT)


def _capital_inside(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a common word with a capital, inside a sentence, may belong to a name: "La Mecque", "Si Mustapha"."""
    return (
        not tokens[at].first
        and not tokens[at].norm.endswith("'")
        and len(tokens[at].text) > 1
        and at + 1 < len(tokens)
        and tokens[at + 1].capital
        and not tokens[at + 1].first
    )


def _is_headed_title(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a title begins what a quarter or site is called: "le quartier de Cheikh Maqsoud"."""
    if at < 2 or at + 1 >= len(tokens) or not tokens[at + 1].capital:
        return False
    head = phrase_table("head").entries.get((tokens[at - 2].norm,))
    return tokens[at - 1].norm in ("de", "d'", "du") and head is not None


def _heads_name(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a word heads the name of a division: "l'Etat de Borno", not "le chef de l'Etat"."""
    if at + 2 >= len(tokens) or (tokens[at].norm,) not in phrase_table("head").entries:
        return False
    return tokens[at + 1].norm in ("de", "d'", "du", "des") and tokens[at + 2].capital


def not_places(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Indices of the tokens that belong to a name which the lexicon knows for no place."""
    keys, longest = name_keys()
    inside: set[int] = set()
    for at, token in enumerate(tokens):
        if not token.capital and not token.text[0].isdigit() and token.norm != "al":
            continue
        for size in range(min(longest, len(tokens) - at), 0, -1):
            if tuple(tokens[place].norm for place in range(at, at + size)) in keys and not (
                size == 1 and (_is_headed_title(tokens, at) or _heads_name(tokens, at))
            ):
                glued = at + size < len(tokens) and tokens[at + size].text == "-" and tokens[at + size].glued
                if not glued:
                    inside.update(range(at, at + size))
                break
    return frozenset(inside)
