"""Places that a text names without a name: "la capitale", "le nord du pays", "dans le Nord"."""

from __future__ import annotations

from functools import cache
from typing import Final

from incidents.gazetteer.countries import country, demonym_countries
from incidents.gazetteer.cues import Token, phrase_key, phrase_table, word_set
from incidents.gazetteer.demonstratives import THIS_RULE
from incidents.gazetteer.mention import PlaceMention, PlaceRelation
from incidents.gazetteer.surroundings import read_bearing, read_surroundings
from incidents.types import PlaceKind

CAPITAL_RULE: Final = "anaphora.capital"
COUNTRY_RULE: Final = "anaphora.country"
SOIL_RULE: Final = "anaphora.soil"
_SIDE: Final = "côté"
"""The noun of "sur le lac Tchad, côté nigérian"."""
UNNAMED: Final = frozenset((CAPITAL_RULE, COUNTRY_RULE, THIS_RULE))
"""Rules of the places that a text speaks of without their names."""


def find_anaphora(text: str, tokens: tuple[Token, ...]) -> list[PlaceMention]:
    """Finds the capital and the parts of the country that a text speaks of without naming them, in order."""
    found: list[PlaceMention] = []
    for at, token in enumerate(tokens):
        if token.norm == "capitale":
            mention = _read_capital(text, tokens, at)
        elif token.norm in word_set("bearing") or token.norm == "centre":
            mention = _read_part(text, tokens, at)
        elif (known := _read_byname(text, tokens, at)) is not None:
            mention = known
        elif token.norm in word_set("soil"):
            mention = _read_soil(text, tokens, at)
        else:
            mention = None
        if mention is not None:
            found.append(mention)
    return found


def _read_capital(text: str, tokens: tuple[Token, ...], at: int) -> PlaceMention | None:
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if at == 0 or tokens[at - 1].norm != "la":
        return None
    end = tokens[at].end
    if following is not None:
        if following.norm in word_set("other_capital") or following.capital:
            return None
        if demonym_countries(following.norm):
            end = following.end
        apposed = tokens[at + 2] if at + 2 < len(tokens) else None
        if following.text in (",", "(") and apposed is not None and apposed.capital:
            return None
    around = read_surroundings(tokens, at)
    start = tokens[at].start
    return PlaceMention(
        start=start,
        end=end,
        text=text[start:end],
        cue_start=tokens[around.start].start,
        name="capitale",
        kind=PlaceKind.SETTLEMENT,
        relation=PlaceRelation(around.relation) if around.relation is not None else PlaceRelation.IN,
        locative=around.locative and not around.held,
        held=around.held,
        bearing=around.bearing,
        distance=around.distance,
        rule=CAPITAL_RULE,
    )


def _read_byname(text: str, tokens: tuple[Token, ...], at: int) -> PlaceMention | None:
    """Reads what a known place is called without a capital: "l'enclave palestinienne"."""
    table = phrase_table("byname")
    if tokens[at].norm not in _byname_heads():
        return None
    for size in range(min(table.longest + 2, len(tokens) - at), 1, -1):
        entry = table.entries.get(phrase_key(text[tokens[at].start : tokens[at + size - 1].end]))
        if entry is not None:
            break
    else:
        return None
    around = read_surroundings(tokens, at)
    start, end = tokens[min(around.kept, at)].start, tokens[at + size - 1].end
    return PlaceMention(
        start=start,
        end=end,
        text=text[start:end],
        cue_start=min(start, tokens[around.start].start),
        name=text[tokens[at].start : end],
        relation=PlaceRelation(around.relation) if around.relation is not None else PlaceRelation.IN,
        locative=around.locative and not around.held,
        held=around.held,
        bearing=around.bearing,
        distance=around.distance,
        rule=entry.id,
    )


@cache
def _byname_heads() -> frozenset[str]:
    """First words of the bynames."""
    return frozenset(key[-1] for key in phrase_table("byname").entries)


def _read_soil(text: str, tokens: tuple[Token, ...], at: int) -> PlaceMention | None:
    """Reads "en territoire malien" and "sur le sol irakien": the country of that nationality."""
    codes = demonym_countries(tokens[at + 1].norm) if at + 1 < len(tokens) else ()
    before = at - 2 if at > 1 and tokens[at - 1].norm in ("le", "l'") else at - 1
    side = tokens[at].norm == _SIDE and before >= 0 and tokens[before].text in (",", "(", "du")
    if len(codes) != 1 or before < 0:
        return None
    if not side and phrase_table("prep").match((tokens[before].norm,), 0) is None:
        return None
    start, end = tokens[at].start, tokens[at + 1].end
    return PlaceMention(
        start=start,
        end=end,
        text=text[start:end],
        cue_start=start if side else tokens[before].start,
        name=country(codes[0]).name,
        kind=PlaceKind.COUNTRY,
        locative=side or tokens[before].norm in ("en", "sur"),
        rule=SOIL_RULE,
    )


def _read_part(text: str, tokens: tuple[Token, ...], at: int) -> PlaceMention | None:
    """Reads "le nord du pays" and "dans le Nord"."""
    token = tokens[at]
    before = at - 1
    while before >= 0 and tokens[before].norm in ("le", "l'", "extrême", "grand"):
        before -= 1
    if before < 0 or before == at - 1:
        return None
    following = [item.norm for item in tokens[at + 1 : at + 3]]
    last = at
    if following == ["du", "pays"]:
        last = at + 2
    elif not token.capital or token.first or following[:1] in (["de"], ["du"], ["d'"], ["des"], ["-"]):
        return None
    placed = phrase_table("prep").match((tokens[before].norm,), 0) is not None
    if last == at and tokens[before].norm != "dans":
        return None
    start, end = token.start, tokens[last].end
    return PlaceMention(
        start=start,
        end=end,
        text=text[start:end],
        cue_start=tokens[before].start if placed else tokens[before + 1].start,
        name="pays",
        kind=PlaceKind.COUNTRY,
        relation=PlaceRelation.PART_OF,
        locative=True,
        bearing=read_bearing(token.norm),
        rule=COUNTRY_RULE,
    )
