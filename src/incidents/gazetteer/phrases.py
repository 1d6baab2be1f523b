"""Takes a place phrase apart: the generic head that tells the kind, and the name behind it."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from attrs import evolve, frozen

from incidents.gazetteer.cues import phrase_table
from incidents.gazetteer.matching import fold
from incidents.types import PlaceKind

_WORD: Final = re.compile(
    r"(?<!\w)(?:(?<!-)(?:(?:al|el)[- ]|(?:as|ar|ad|az|an|at|es|er|ed|ez|et|en|ach|ech|ash|esh|ul)-)['’‘]?)?"
    r"[‘]?([^\W_])"
)
"""A word's start, with the article before it, and its first letter."""
_LINKS: Final = re.compile(r"^(?:(?:de|du|des|la|le|les|a|au|aux|en|l|d|dite?|nomme[e]?) )+")
_TAIL: Final = re.compile(
    r"(?:[ -](?:nord|sud|est|ouest|centre|ville|nord-est|nord-ouest|sud-est|sud-ouest|oriental[e]?|occidental[e]?)"
    r"|\s*[(,;:].*)$",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s*(?:,|\(|\)|\s(?:à|de|du|des|d['’]|dans|près|en|au|sur|et|vers)(?:\s|(?<=['’])))\s*")
_TOLD_WITH_OUTER: Final = 0.06
"""What a name loses that is only part of the phrase: "Tripoli, au Liban" is nobody's exact name."""
_NAMED_KINDS: Final = frozenset({PlaceKind.SETTLEMENT, PlaceKind.QUARTER, PlaceKind.CAMP, PlaceKind.DISTRICT})
"""Kinds whose own name comes first, as in "quartier de Bab el-Oued à Alger"; a site is better found by its town."""
_OUTER: Final = re.compile(
    r"\s*(?:,|\(|\s(?:dans|en|au|aux)\s|\sà\s(?=la frontière|l['’]|proximité))\s*(?=[^,()]*[A-ZÀ-Þ])", re.UNICODE
)
"""Where what a place lies in is told: "aéroport d'Erbil, au Kurdistan irakien"."""
_TOWN_TOLD: Final = re.compile(r"\sà\s+([A-ZÀ-Þ][^,()]*)$")
_APOSTROPHES: Final = re.compile(r"['’]")


@frozen
class Reading:
    """One way to read a place phrase.

    Attributes:
        name: The part to look up.
        kind: What its head says it is.
        weight: How much a match of this part says for the phrase as a whole, 0 to 1.
    """

    name: str
    kind: PlaceKind | None
    weight: float


@cache
def _heads() -> tuple[dict[str, PlaceKind], re.Pattern[str]]:
    text = (resources.files("incidents.gazetteer") / "data" / "heads.csv").read_text(encoding="utf-8")
    kinds = {_words(row["head"]): PlaceKind(row["kind"]) for row in csv.DictReader(text.splitlines())}
    longest_first = sorted(kinds, key=len, reverse=True)
    return kinds, re.compile(rf"(?:(?:le|la|les|l|un|une|ce|cette|du|d|des|de) )*({'|'.join(longest_first)})(?= |$)")


def _words(text: str) -> str:
    """Folds a phrase with its elided articles as words of their own."""
    return fold(_APOSTROPHES.sub(" ", text))


def head_kind(phrase: str) -> PlaceKind | None:
    """The kind that a phrase's generic head tells; None when it has no such head.

    >>> head_kind("le champ pétrolier d’Omar")
    <PlaceKind.SITE: 'site'>
    """
    kinds, pattern = _heads()
    found = pattern.match(_words(phrase)) if _may_have_parts(phrase) else None
    return kinds[found.group(1)] if found else None


def headed(phrase: str) -> str:
    """A phrase from its generic head on, without the part of the place that it tells.

    >>> headed("nord de la bande de Gaza"), headed("Gaza")
    ('bande de Gaza', 'Gaza')
    """
    heads = phrase_table("head").entries
    words = phrase.split(" ")
    return next((" ".join(words[at:]) for at, word in enumerate(words) if (word,) in heads), phrase)


def _may_have_parts(phrase: str) -> bool:
    """Whether a phrase is more than one word, or a bare common noun."""
    return not phrase.isalpha() or not phrase[0].isupper()


def split_outer(phrase: str) -> tuple[str, str | None]:
    """A phrase without what it says that the place lies in, and that from its first proper word on; None if nothing.

    >>> split_outer("aéroport d'Erbil, au Kurdistan irakien")
    ("aéroport d'Erbil", 'Kurdistan irakien')
    """
    for mark in _OUTER.finditer(phrase) if _may_have_parts(phrase) else ():
        inner, outer = phrase[: mark.start()], phrase[mark.end() :].strip(" ()")
        start = _first_capital(outer)
        if start is not None and _first_capital(inner) is not None:
            return inner.strip(), outer[start:]
    return phrase, None


def whole_reading(phrase: str) -> Reading:
    """A phrase read as one name, which is the surest way to read it."""
    return Reading(phrase, head_kind(phrase), 1.0)


def host_told(phrase: str) -> str | None:
    """What a phrase says that the place lies in or belongs to: an outer place, or the town that it ends with.

    >>> host_told("place Tahrir à Bagdad"), host_told("place Tahrir")
    ('Bagdad', None)
    """
    outer = split_outer(phrase)[1]
    if outer is None and (town := _TOWN_TOLD.search(phrase)) is not None and _first_capital(phrase[: town.start()]):
        outer = town.group(1)
    return outer


@lru_cache(maxsize=4096)
def readings(phrase: str) -> tuple[Reading, ...]:
    """The ways to read a place phrase, the surest first; the whole phrase as a name comes before its parts.

    >>> [reading.name for reading in readings("camp de déplacés de Mugunga")]
    ['camp de déplacés de Mugunga', 'Mugunga']
    """
    whole = whole_reading(phrase)
    kind, found = whole.kind, [whole]
    inner, outer = split_outer(phrase)
    if outer is not None:
        found += [evolve(reading, weight=round(reading.weight - _TOLD_WITH_OUTER, 2)) for reading in readings(inner)]
    core = _core(phrase, kind)
    if core and core != phrase:
        found.append(Reading(core, kind, 0.97 if kind is not None or len(phrase) - len(core) < 4 else 0.85))
    core = core or phrase
    trimmed = _TAIL.sub("", core)
    if trimmed and trimmed != core:
        found.append(Reading(trimmed, kind, 0.85))
    parts = [part for part in _PARTS.split(core) if _first_capital(part) == 0]
    if len(parts) > 1:
        ordered = parts if kind in _NAMED_KINDS else reversed(parts)
        found += [Reading(part, kind, 0.8) for part in ordered if part != trimmed]
    return tuple(found)


def _first_capital(phrase: str) -> int | None:
    """Where the first word begins that has a capital or a figure first, its article included."""
    for word in _WORD.finditer(phrase):
        letter = word.group(1)
        if letter.isupper() or letter.isdigit() or letter in "ʿʻ":
            return word.start()
    return None


def _core(phrase: str, kind: PlaceKind | None) -> str:
    """The phrase from its first capitalised word on, or what follows its head when nothing in it tells by case."""
    start = _first_capital(phrase)
    if start:
        return phrase[start:]
    if kind is None:
        return phrase
    words = _words(phrase)
    found = _heads()[1].match(words)
    rest = words[found.end() :].strip() if found else words
    return _LINKS.sub("", rest + " ").strip()
