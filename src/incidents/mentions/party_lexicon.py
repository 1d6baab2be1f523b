"""What the library knows of parties: named groups and forces, generic heads and modifiers."""

from __future__ import annotations

import csv
from collections import Counter
from enum import StrEnum
from functools import cache
from typing import Final

from attrs import field, frozen

from incidents.errors import LexiconError
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.mentions.party_words import PhraseTrie, fold_word
from incidents.types import PartyKind

THINGS: Final = frozenset(
    (
        "civilian-objects",
        "settlements",
        "vehicles",
        "engines",
        "gatherings",
        "homes",
        "open-places",
        "property",
        "infrastructure",
        "hideouts",
    )
)
"""Entries of what is struck and never acts."""
STATE_THINGS: Final = frozenset(("military-objects", "administrations"))
"""Entries of what belongs to a state and acts only where the grammar says so."""
_COLUMNS: Final = ("id", "name", "aliases", "country", "countries", "kind", "from_year", "to_year", "source")


class Part(StrEnum):
    """What an entry of `parties.toml` is in a noun phrase; see the file's head."""

    HEAD = "head"
    TITLE = "title"
    GROUP = "group"
    LABEL = "label"
    QUANTITY = "quantity"
    MODIFIER = "modifier"
    TRAIT = "trait"
    BOND = "bond"
    TIME = "time"
    OUTCOME = "outcome"
    OTHER = "other"
    PARTICLE = "particle"
    VAGUE = "vague"
    NAME = "name"


class Mode(StrEnum):
    """Where a head's kind comes from; see the head of `parties.toml`."""

    OWN = "own"
    CARRIER = "carrier"
    MEMBERS = "members"


class RoleHint(StrEnum):
    """What a party is likely to be in an incident."""

    ACTOR = "actor"
    TARGET = "target"
    EITHER = "either"


@frozen
class PartyEntry:
    """One entry of `parties.toml`."""

    id: str
    part: Part = field(converter=Part)
    words: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    kind: PartyKind = field(default=PartyKind.UNKNOWN, converter=PartyKind)
    mode: Mode = field(default=Mode.OWN, converter=Mode)
    role: RoleHint = field(default=RoleHint.EITHER, converter=RoleHint)


@frozen
class ActorEntry:
    """One row of `actors.csv`: a named group, force or mission.

    Attributes:
        id: Stable identifier.
        name: As French press writes it.
        aliases: Other spellings, acronyms, names in other languages.
        country: ISO code of its home; None for what belongs to no one country.
        countries: ISO codes of where it acts; empty where that tells nothing.
        kind: Kind of party.
        from_year: First year; None when unknown.
        to_year: Last year; None when it lasts or is unknown.
        source: Where the row comes from, see SOURCES.md.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    countries: tuple[str, ...]
    kind: PartyKind
    from_year: int | None
    to_year: int | None
    source: str


def _actor(row: dict[str, str]) -> ActorEntry:
    return ActorEntry(
        id=row["id"],
        name=row["name"],
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        country=row["country"] or None,
        countries=tuple(filter(None, row["countries"].split("|"))),
        kind=PartyKind(row["kind"]),
        from_year=int(row["from_year"]) if row["from_year"] else None,
        to_year=int(row["to_year"]) if row["to_year"] else None,
        source=row["source"],
    )


@cache
def actor_entries() -> tuple[ActorEntry, ...]:
    """The rows of `actors.csv`.

    Raises:
        LexiconError: With every fault of the file.
    """
    path = lexicon_path("actors.csv")
    faults: list[str] = []
    entries: list[ActorEntry] = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != _COLUMNS:
            raise LexiconError(path, [f"columns are {reader.fieldnames!r}; they must be {', '.join(_COLUMNS)}"])
        for row in reader:
            try:
                entries.append(_actor(row))
            except (ValueError, TypeError, AttributeError) as error:
                faults.append(f"line {reader.line_num}: {error}")
    for identifier, count in Counter(entry.id for entry in entries).items():
        if count > 1:
            faults.append(f"entry {identifier!r}: the id is used {count} times")
    if faults:
        raise LexiconError(path, faults)
    return tuple(entries)


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    return {entry.id: entry.countries for entry in actor_entries()}


def acts_in(entry: str) -> tuple[str, ...]:
    """The countries where a named actor acts, by its id; none where that tells nothing or no such actor is known."""
    return _countries().get(entry, ())


@cache
def party_entries() -> tuple[PartyEntry, ...]:
    """The entries of `parties.toml`."""
    return load_entries(lexicon_path("parties.toml"), PartyEntry)


@cache
def actor_trie() -> PhraseTrie[ActorEntry]:
    """Every name and alias of the named actors."""
    return PhraseTrie((name, entry) for entry in actor_entries() for name in (entry.name, *entry.aliases))


@cache
def head_trie() -> PhraseTrie[PartyEntry]:
    """Every phrase that may head a party's noun phrase."""
    heads = (Part.HEAD, Part.TITLE, Part.GROUP, Part.LABEL, Part.QUANTITY, Part.OTHER)
    return PhraseTrie((word, entry) for entry in party_entries() if entry.part in heads for word in entry.words)


@cache
def modifier_trie() -> PhraseTrie[PartyEntry]:
    """Every modifier that tells a kind."""
    return PhraseTrie((word, entry) for entry in party_entries() if entry.part is Part.MODIFIER for word in entry.words)


@cache
def words_of(part: Part) -> frozenset[str]:
    """The keys of the last words of a part's phrases."""
    entries = [entry for entry in party_entries() if entry.part is part]
    return frozenset(fold_word(word.split()[-1]) for entry in entries for word in entry.words)


def is_bond(text: str) -> bool:
    """Whether a word is an adjective of allegiance or descent, in any of its forms."""
    return is_form_of(text, Part.BOND)


def is_form_of(text: str, part: Part) -> bool:
    """Whether an adjective or participle is one of a part's, feminine or plural though it be."""
    key = fold_word(text)
    return key in words_of(part) or (key.endswith("e") and key[:-1] in words_of(part))


@cache
def external_ids() -> frozenset[str]:
    """The ids of actors and entries that are external forces wherever they act."""
    entries: tuple[ActorEntry | PartyEntry, ...] = (*actor_entries(), *party_entries())
    return frozenset(entry.id for entry in entries if entry.kind is PartyKind.EXTERNAL_FORCES)
