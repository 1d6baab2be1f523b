"""What stands to the left of a place name: heads, relations, distances, prepositions and governing nouns."""

from __future__ import annotations

import re
from typing import Final

from attrs import define, frozen

from incidents.gazetteer.cues import CueEntry, Token, open_contraction, phrase_table, word_set, word_values
from incidents.types import PlaceKind

_GROUP: Final = 3
"""Digits of a number that a space sets off: "1 200 km"."""


_GLUED: Final = re.compile(r"(?P<number>\d{1,4})(?P<unit>km|kms|m)")
"""A distance that is written as one word: "à 120km de"."""
_ADJOINING: Final = frozenset(("proche", "proches", "limitrophe", "limitrophes"))
"""Adjectives that make of a head another place than the one that is named: "une région proche du Mali"."""
_WINDOW: Final = 22
_ADJECTIVES: Final = 2


def read_bearing(words: str) -> float | None:
    """Degrees from north of a cardinal point ("extrême-nord" = 0), None for a word that is none."""
    return word_values("bearing").get(words)


@frozen(kw_only=True)
class Surroundings:
    """The left context of a name.

    Attributes:
        start: Index of the first token that belongs to it, preposition included.
        kept: Index of the first token of the place as written, generic head included.
        part: Index of the first token of the part that is told of it ("centre de"), None without.
        kind: Kind of place that a head announces.
        head: Whether a generic head stands before the name.
        outer: Kind of place that the outermost head announces.
        relation: Relation expressed, None when there is none.
        cue: Entry of the outermost cue that was read.
        vouched: Whether the cue vouches for a name that the gazetteer lacks.
        locative: Whether the context says that something happens there.
        held: The name only completes a noun ("maire de").
        blocked: The name is a person's, a newspaper's or a group's.
        indirect: The name completes a verb of saying or attributing.
        metonymic: What precedes makes a government of a capital.
        determined: A determiner stands directly before the name.
        bare: Nothing but punctuation precedes, or an unknown word.
        bearing: Degrees from north.
        distance: Kilometres.
    """

    start: int
    kept: int
    part: int | None
    kind: PlaceKind | None
    head: bool
    outer: PlaceKind | None
    relation: str | None
    cue: CueEntry | None
    vouched: bool
    locative: bool
    held: bool
    blocked: bool
    indirect: bool
    metonymic: bool
    determined: bool
    bare: bool
    bearing: float | None
    distance: float | None


@define
class _Reader:
    """Reads leftward from a name; `at` counts the words consumed."""

    left: tuple[str, ...]
    where: tuple[int, ...]
    name: int
    at: int = 0
    kept: int = 0
    part: int | None = None
    kind: PlaceKind | None = None
    head: bool = False
    outer: PlaceKind | None = None
    relation: str | None = None
    cue: CueEntry | None = None
    bearing: float | None = None
    distance: float | None = None

    def word(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.left[place] if place < len(self.left) else ""

    def take_heads(self) -> None:
        """Consumes "la province (voisine) de", "le camp", innermost first."""
        for _ in range(3):
            if phrase_table("cue").match(self.left, self.at) is not None:
                return  # "l'explosion d'une mine près de": the mine is no part of the name
            part = phrase_table("part").match(self.left, self.at + 1) if self.word() == "de" else None
            if part is not None and part[1] > 1:
                return  # "la région centrale du"
            found = self._head_at(self.at + 1) if self.word() == "de" else self._head_at(self.at)
            if found is None:
                return
            entry, end = found
            if _ADJOINING & set(self.left[self.at : end]):
                self.relation, self.cue, self.at = "near", entry, end
                return
            outer = self.head
            self.head, self.outer = True, entry.kind
            if not outer:
                self.kind, self.cue = entry.kind, entry
                self.kept = self.where[end - 1] if entry.keep else self.name
            elif entry.keep and entry.kind in (PlaceKind.SITE, PlaceKind.BASE, PlaceKind.CAMP, PlaceKind.AIRPORT):
                self.kept, self.kind, self.cue = self.where[end - 1], entry.kind, entry
            self.at = end

    def _head_at(self, place: int) -> tuple[CueEntry, int] | None:
        table = phrase_table("head")
        direct = place == self.at
        for skipped in range(1 if direct else _ADJECTIVES + 1):
            found = table.match(self.left, place + skipped)
            if found is not None and not self._is_adjective(place + skipped):
                entry, size = found
                return entry, place + skipped + size
            word = self.left[place + skipped] if place + skipped < len(self.left) else ""
            if not word or word in word_set("function") or not word[0].isalpha() or word in word_set("unit"):
                return None
        return None

    def _is_adjective(self, place: int) -> bool:
        """Whether a head that is an adjective too stands behind another head: "la province centrale de"."""
        before = phrase_table("head").match(self.left, place + 1)
        return self.left[place] in word_set("head_adjective") and before is not None

    def take_relation(self) -> None:
        """Consumes cardinal points, parts, distances and relational phrases."""
        phrase = phrase_table("cue").match(self.left, self.at)
        if phrase is not None and phrase[1] > 2:
            self._take_cue(*phrase)
            return
        if self._take_bearing() or self._take_part():
            self.take_heads_outside()
        self._take_distance()
        found = phrase_table("cue").match(self.left, self.at)
        if found is not None:
            self._take_cue(*found)

    def _take_cue(self, entry: CueEntry, size: int) -> None:
        self.at += size
        self.cue = entry
        self.relation = self.relation if self.relation == "direction" else entry.relation

    def take_heads_outside(self) -> None:
        """Consumes a head that a part completes: "une localité du nord de"."""
        if self.word() == "de" and self.relation == "part_of":
            found = self._head_at(self.at + 1)
            if found is not None:
                self.at = found[1]

    def _take_bearing(self) -> bool:
        if self.word() != "de":
            return False
        found = phrase_table("bearing").match(self.left, self.at + 1)
        if found is None:
            return False
        entry, size = found
        self.bearing = read_bearing(" ".join(reversed(self.left[self.at + 1 : self.at + 1 + size])))
        self.kept = self.where[self.at + size]
        self.at += 1 + size
        self.relation, self.cue = "part_of", entry
        if self.word() == "à" or self.word() in word_set("unit") or self.word() == "plus":
            self.relation = "direction"
            self.kept = self.name
        if self.word() == "à":
            self.at += 1
        return True

    def _take_part(self) -> bool:
        found = phrase_table("part").match(self.left, self.at + 1) if self.word() == "de" else None
        if found is None:
            return False
        self.part = self.where[self.at + found[1]]
        self.at += 1 + found[1]
        self.relation, self.cue = "in", found[0]
        return True

    def _take_distance(self) -> None:
        place = self.at
        if self.relation != "direction" and self.word() == "de":
            place += 1
        while place < len(self.left) and self.left[place] in word_set("hedge"):
            place += 1  # "à 120 km environ au sud-est de"
        unit = phrase_table("unit").match(self.left, place)
        if unit is None:
            return
        scale = word_values("unit").get(" ".join(reversed(self.left[place : place + unit[1]])), 1.0)
        place += unit[1]
        amount = 0.0
        while place < len(self.left):
            word = self.left[place]
            thousands = self.left[place + 1] if place + 1 < len(self.left) else ""
            if len(word) == _GROUP and word.isdecimal() and thousands.isdecimal() and len(thousands) < _GROUP:
                word, place = thousands + word, place + 1
            number = float(word) if word.isdecimal() and len(word) < 5 else word_values("number").get(word)
            if number is None and word not in word_set("hedge"):
                break
            amount = max(amount, number or 0.0)
            place += 1
        if not amount:
            return
        self.distance = amount * scale
        self.relation = self.relation or "near"
        self.cue = unit[0]
        self.at = place
        if self.word() == "à":
            self.at += 1


def _left_words(tokens: tuple[Token, ...], index: int) -> tuple[tuple[str, ...], tuple[int, ...], bool]:
    """The words before a token, nearest first, up to a mark that ends the phrase; whether a determiner is nearest."""
    words: list[str] = []
    where: list[int] = []
    joined: set[int] = set()
    determined = False
    for place in range(index - 1, max(-1, index - 1 - _WINDOW), -1):
        token = tokens[place]
        if place in joined:
            continue
        pair = f"{tokens[place - 1].norm}-{words[-1]}" if words and place and token.text == "-" else ""
        if token.glued and read_bearing(pair) is not None:
            words[-1], where[-1] = pair, place - 1
            joined.add(place - 1)
            continue
        if not token.is_word:
            # an opening quotation mark parts nothing: "la ville de « Bouldé »"
            if token.text not in '«"“':
                break
            continue
        figure = _GLUED.fullmatch(token.norm)
        if figure is not None:
            words += [figure["unit"], figure["number"]]
            where += [place, place]
            continue
        # typists leave the accent off a capital: "A Gao"
        opened = "à" if token.text == "A" and token.first else open_contraction(token.norm)
        if opened is None or (token.norm in ("du", "des", "au", "aux") and not words):
            determined = determined or not words
        if opened is not None:
            words.append(opened)
            where.append(place)
        if token.first:
            break
    return tuple(words), tuple(where), determined


def _governed(reader: _Reader, role: str) -> CueEntry | None:
    """The entry of a noun that the name completes with or without "de"."""
    table = phrase_table(role)
    place = reader.at + 1 if reader.word() == "de" else reader.at
    limit = place + (_ADJECTIVES if reader.word() == "de" else 0)
    while place < len(reader.left):
        found = table.match(reader.left, place)
        if found is not None:
            return found[0]
        if place >= limit or reader.left[place] in word_set("function"):
            return None
        place += 1
    return None


def read_surroundings(tokens: tuple[Token, ...], index: int) -> Surroundings:
    """Reads what stands to the left of the name that begins at `tokens[index]`."""
    left, where, determined = _left_words(tokens, index)
    reader = _Reader(left=left, where=where, name=index, kept=index)
    blocked = _is_blocked(reader, left[0] if left else "")
    owner = _is_owner(reader)
    reader.take_heads()
    reader.take_relation()
    metonymic = phrase_table("metonym_left").match(left, reader.at) is not None and not reader.head
    verdict = _read_governor(reader, determined)
    start = where[reader.at - 1] if reader.at else index
    return Surroundings(
        start=min(start, reader.kept),
        kept=reader.kept,
        part=reader.part,
        kind=reader.kind,
        head=reader.head,
        outer=reader.outer,
        relation=verdict.relation,
        cue=verdict.cue,
        vouched=verdict.vouched and not owner,
        locative=verdict.locative and not owner,
        held=verdict.held or owner,
        blocked=blocked,
        indirect=verdict.indirect,
        metonymic=metonymic,
        determined=determined,
        bare=not left,
        bearing=reader.bearing,
        distance=reader.distance,
    )


@frozen
class _Verdict:
    """What a preposition, or the noun or verb that governs the name, says of it."""

    relation: str | None
    cue: CueEntry | None
    vouched: bool = False
    locative: bool = False
    held: bool = False
    indirect: bool = False


def _read_governor(reader: _Reader, determined: bool) -> _Verdict:
    """Reads the preposition before a place phrase, or else the noun or verb that governs it."""
    passage = _read_passage(reader)
    if passage is not None:
        return _Verdict(relation=reader.relation, cue=passage, vouched=reader.head, held=True)
    related = reader.relation is not None
    vouched = reader.head or related
    if reader.head and reader.word() in ("un", "une"):
        reader.at += 1  # "dans une église de X"
    prep = phrase_table("prep").match(reader.left, reader.at)
    if prep is not None:
        return _read_preposition(reader, *prep, vouched=vouched, determined=determined)
    event = _governed(reader, "event")
    place = reader.at
    while place < len(reader.left) and reader.left[place] in word_set("time"):
        place += 1
    verb = phrase_table("verb").match(reader.left, place) if event is None else None
    governor = event if event is not None else verb[0] if verb is not None else None
    held = _governed(reader, "holder") is not None
    return _Verdict(
        relation=reader.relation or ("in" if governor is not None else None),
        cue=reader.cue or governor,
        vouched=vouched,
        locative=related or (governor is not None and not held),
        held=held,
    )


def _read_passage(reader: _Reader) -> CueEntry | None:
    """The entry of words that make the place one only come from or gone to: "partis (dimanche soir) de"."""
    found = phrase_table("passage").match(reader.left, reader.at)
    if found is None and reader.left[reader.at + 1 : reader.at + 2] and reader.word(1) in word_set("time"):
        verb = reader.at + 1
        while verb < len(reader.left) and reader.left[verb] in word_set("time"):
            verb += 1
        found = phrase_table("passage").match((reader.word(), *reader.left[verb : verb + 2]), 0)
    return found[0] if found is not None else None


def _read_preposition(reader: _Reader, entry: CueEntry, size: int, *, vouched: bool, determined: bool) -> _Verdict:
    reader.at += size
    indirect = entry.unknown and reader.word() in word_set("indirect")
    reported = phrase_table("reporter").match(reader.left, reader.at) is not None and not reader.head
    # "au Hezbollah", "au Parlement": a determiner before an unknown name speaks against a town
    vouches = entry.unknown and not indirect and not determined
    return _Verdict(
        relation=reader.relation or entry.relation,
        cue=reader.cue or entry,
        vouched=vouched or vouches,
        locative=not reported,
        held=reported,
        indirect=indirect,
    )


def _is_owner(reader: _Reader) -> bool:
    """Whether the name is that of a state which owns a building: "ambassade de France"."""
    return reader.word() in ("de", "pour", "contre") and _governed(reader, "owner") is not None


def _is_blocked(reader: _Reader, direct: str) -> bool:
    """Whether a title, a newspaper's or a group's noun governs the name directly."""
    if direct in ("de", "pour"):
        found = phrase_table("group").match(reader.left, 1)
        phrase = phrase_table("group").match(reader.left, 0) or phrase_table("block").match(reader.left, 0)
        holder = phrase_table("holder").match(reader.left, 1) or phrase_table("head").match(reader.left, 1)
        holder = holder or phrase_table("head").match(reader.left, 2)
        return phrase is not None or (found is not None and holder is None)
    titled = phrase_table("block").match(reader.left, 0) or phrase_table("group").match(reader.left, 0)
    return titled is not None and phrase_table("head").match(reader.left, 0) is None
