"""What kind of party a noun phrase names, what to call it, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from incidents.gazetteer.countries import country as country_of_code
from incidents.mentions.party_context import Context, capital_named, country_named, demonym
from incidents.mentions.party_lexicon import (
    ActorEntry,
    Mode,
    Part,
    PartyEntry,
    RoleHint,
    head_trie,
    is_bond,
    modifier_trie,
    words_of,
)
from incidents.mentions.party_words import TextWord
from incidents.types import ARMED_KINDS, STATE_KINDS, PartyKind

_STRIKES: Final = "strikes"
"""The entry of raids and strikes, which are nobody's unless the phrase tells whose."""
_UNITS: Final = "units"
"""The entry of nouns for units, which are a party by themselves only where they act."""
_INDEFINITE: Final = frozenset({"un", "une", "des", "plusieurs", "deux", "trois"})
_MILITARY_BY_NATION: Final = frozenset({"carriers", "weapons", "hunters"})
_BY_STATE: Final = frozenset({"weapons+demonym", f"{_STRIKES}+demonym"})
"""The rules of "des frappes israéliennes", which stand for the state whose they are."""
_OF: Final = frozenset({"de", "d"})
_NAME_GAP: Final = re.compile(r"[ \u00a0\u202f]?[-–'’«»“”\"]?[ \u00a0\u202f]?")
_LONGEST_NAME: Final = 6
_OPEN_QUOTE: Final = re.compile(r"[«“\"][^»”\"]*$")
_QUOTED_NAME: Final = re.compile(r"([^«»“”\".,;:!?()\n]{2,50}?)\s?[»”\"]")


@frozen
class NamedActor:
    """A known actor's name in the text, as half-open characters."""

    start: int
    end: int
    entry: ActorEntry


@frozen
class Reading:
    """What a noun phrase was read as.

    Attributes:
        kind: Kind of party.
        name: Canonical name of a group; None when the phrase itself is the best name.
        country: ISO code.
        rule: Identifiers of the entries that told it, joined by "+".
        named: Whether a group is named.
        role: What the head suggests.
        end: Where the group's name ends, when it reaches beyond the phrase.
    """

    kind: PartyKind
    name: str | None
    country: str | None
    rule: str
    named: bool
    role: RoleHint
    end: int = 0


@frozen
class Phrase:
    """A noun phrase to read: the text's words in it, its head's entry, and the known actors it holds.

    Attributes:
        text: The whole text.
        words: The text's words from the phrase's first to its last.
        following: A few words after it.
        entry: The entry of its head, None when the head is in no lexicon.
        head: Characters of the head's phrase.
        actors: Known actors in the phrase, in order.
    """

    text: str
    words: Sequence[TextWord]
    following: Sequence[TextWord]
    entry: PartyEntry | None
    head: tuple[int, int]
    actors: Sequence[NamedActor]


def read_phrase(phrase: Phrase, context: Context) -> Reading | None:
    """Reads kind, name and country off a noun phrase; None when nothing in it is known."""
    entry = phrase.entry
    if entry is not None and entry.id == _STRIKES:
        phrase = _without_complement(phrase)
    country = phrase_country(phrase, context)
    actor = next((known for known in phrase.actors if known.start <= phrase.head[0] < known.end), None)
    if actor is not None and (entry is None or actor.end >= phrase.head[1]):
        return _of_actor(actor.entry, actor.entry.id, RoleHint.EITHER)
    if entry is None or entry.part is Part.OTHER:
        return None
    if entry.mode is not Mode.OWN and phrase.actors:
        known = phrase.actors[0].entry
        found = _of_actor(known, f"{entry.id}+{known.id}", entry.role)
        own = entry.mode is Mode.MEMBERS and not _is_tied(phrase)
        return found if own else evolve(found, name=None, named=False)
    if entry.mode is Mode.MEMBERS:
        named = _new_name(phrase, entry)
        if named is not None:
            name, end = named
            named_kind = PartyKind.REBEL if entry.kind is PartyKind.UNKNOWN else entry.kind
            return Reading(named_kind, name, country, f"{entry.id}+name", True, entry.role, end)
    kind, rule = _kind_of(phrase, entry, country)
    if entry.part is Part.LABEL and rule == entry.id:
        return None
    owner = country_of_code(country).name if country is not None and rule in _BY_STATE else None
    return Reading(kind, owner, country, rule, False, entry.role)


def read_unit(phrase: Phrase, context: Context) -> Reading | None:
    """Reads a noun for a unit without a name, which is a party where syntax says that it acts: "par une colonne"."""
    entry = phrase.entry
    if entry is None or entry.id != _UNITS or phrase.words[0].text.lower() not in _INDEFINITE:
        return None
    return Reading(PartyKind.UNKNOWN, None, phrase_country(phrase, context), _UNITS, False, RoleHint.ACTOR)


def _is_tied(phrase: Phrase) -> bool:
    """Whether the group that a phrase names is only what the party is tied to: "un groupe affilié à X"."""
    between = (word for word in phrase.words if phrase.head[1] <= word.start < phrase.actors[0].start)
    return any(is_bond(word.text) for word in between)


def _without_complement(phrase: Phrase) -> Phrase:
    """A phrase up to "de": of "une frappe de l'armée malienne" the army is of that nation, the strike is the army's."""
    tied = (word.start for word in phrase.words if word.start >= phrase.head[1] and word.key in _OF)
    end = min(tied, default=phrase.words[-1].end)
    return evolve(
        phrase,
        words=[word for word in phrase.words if word.end <= end],
        actors=[actor for actor in phrase.actors if actor.end <= end],
    )


def _of_actor(entry: ActorEntry, rule: str, role: RoleHint) -> Reading:
    return Reading(entry.kind, entry.name, entry.country, rule, True, role)


def _kind_of(phrase: Phrase, entry: PartyEntry, country: str | None) -> tuple[PartyKind, str]:
    """The kind that head, modifiers and complements give, and the rules that gave it."""
    if entry.id == _STRIKES:
        return (PartyKind.UNKNOWN, _STRIKES) if country is None else (PartyKind.STATE_FORCES, f"{_STRIKES}+demonym")
    modifiers = _modifiers(phrase)
    if entry.kind is PartyKind.CIVILIANS and entry.part in {Part.HEAD, Part.GROUP}:
        armed = next((item for item in modifiers if item.kind is PartyKind.UNKNOWN), None)
        if armed is not None:
            return PartyKind.UNKNOWN, f"{entry.id}+{armed.id}"
    telling = [item for item in modifiers if item.kind is not PartyKind.UNKNOWN]
    if telling and (entry.mode is not Mode.OWN or entry.kind in STATE_KINDS):
        best = next((item for item in telling if item.kind is PartyKind.EXTERNAL_FORCES), telling[0])
        if entry.kind is PartyKind.UNKNOWN or entry.mode is Mode.CARRIER or best.kind is not PartyKind.STATE_FORCES:
            return best.kind, f"{entry.id}+{best.id}"
    inner = _complement_kind(phrase, entry)
    if inner is not None:
        return inner
    if entry.id in _MILITARY_BY_NATION and country is not None:
        return PartyKind.STATE_FORCES, f"{entry.id}+demonym"
    return entry.kind, entry.id


def _modifiers(phrase: Phrase) -> list[PartyEntry]:
    return [
        match.values[0]
        for match in modifier_trie().scan(phrase.text, phrase.words)
        if not phrase.head[0] <= phrase.words[match.first].start < phrase.head[1]
    ]


def _complement_kind(phrase: Phrase, entry: PartyEntry) -> tuple[PartyKind, str] | None:
    """What "membres *des forces de l'ordre*", "colonne *d'éleveurs*" add to a head that tells little by itself."""
    if entry.mode is Mode.OWN or (entry.mode is Mode.MEMBERS and entry.kind is not PartyKind.UNKNOWN):
        return None
    rest = [word for word in phrase.words if word.start >= phrase.head[1]]
    for match in head_trie().scan(phrase.text, rest):
        inner = match.values[0]
        rule = f"{entry.id}+{inner.id}"
        if inner.id == "communities" and entry.mode is Mode.MEMBERS:
            return PartyKind.IDENTITY_MILITIA, rule
        if entry.part is Part.LABEL and inner.kind not in ARMED_KINDS:
            if inner.kind is PartyKind.UNKNOWN:
                continue
            return entry.kind, entry.id  # "un avion de touristes russes": whom it holds does not act
        if inner.kind in ARMED_KINDS or (inner.kind is not PartyKind.UNKNOWN and entry.kind is PartyKind.UNKNOWN):
            return inner.kind, rule
    return None


def phrase_country(phrase: Phrase, context: Context) -> str | None:
    """The country whose demonym or name stands in a noun phrase."""
    for at, word in enumerate(phrase.words):
        codes = demonym(word.text)
        if codes:
            return context.likely(codes)
        if word.text[0].isupper():
            for length in (3, 2, 1):
                part = phrase.words[at : at + length]
                code = country_named(" ".join(item.text for item in part)) if len(part) == length else None
                if code is not None:
                    return code
    return None


def _new_name(phrase: Phrase, entry: PartyEntry) -> tuple[str, int] | None:
    """An unknown group's name after its head: "le groupe X", "les rebelles du XYZ"."""
    tail = [word for word in (*phrase.words, *phrase.following) if word.start >= phrase.head[1]]
    inside = len(phrase.words)
    at = 0
    while at < min(2, inside, len(tail)) and _is_plain(tail[at]) and tail[at].start < phrase.words[-1].end:
        at += 1
    if entry.part not in {Part.GROUP, Part.LABEL} and not (at < len(tail) and tail[at].key == "de"):
        return None
    of = at < len(tail) and tail[at].key == "de"
    at += of
    while at < len(tail) and tail[at].key in {"le", "la", "les", "l"}:
        at += 1
    run = _capital_run(phrase.text, tail, at)
    if not run or (of and not run[0].text.isupper()) or not _joined_to_head(phrase, tail, at):
        return None
    end = max(run[-1].end, _end_of_quotation(phrase, run[0].start))
    name = phrase.text[run[0].start : end]
    if len(name) < 2 or country_named(name) or demonym(run[0].text) or capital_named(name):
        return None
    return " ".join(name.split()), end


def _end_of_quotation(phrase: Phrase, start: int) -> int:
    """Where a name ends whose quotation marks open between head and name: "le groupe « Les Fils du désert »"."""
    opened = _OPEN_QUOTE.search(phrase.text, phrase.head[1], start)
    closed = None if opened is None else _QUOTED_NAME.match(phrase.text, start)
    return 0 if closed is None else closed.end(1)


def _is_plain(word: TextWord) -> bool:
    """Whether a word may be an adjective between head and name."""
    return word.text[0].islower() and word.key not in words_of(Part.PARTICLE)


def _capital_run(text: str, tail: Sequence[TextWord], at: int) -> list[TextWord]:
    """The capitalised words from a place on, with the particles between them: "Jaych al-Nasr", "400 Mawozo"."""
    run: list[TextWord] = []
    for word, after in zip(tail[at : at + _LONGEST_NAME], (*tail[at + 1 : at + _LONGEST_NAME], None), strict=False):
        if run and not _NAME_GAP.fullmatch(text, run[-1].end, word.start):
            break
        leads = after is not None and after.text[0].isupper()
        is_particle = leads and word.key in words_of(Part.PARTICLE) and (bool(run) or word.text[0].islower())
        is_number = leads and not run and word.text[0].isdigit()
        if not (word.text[0].isupper() or is_particle or is_number):
            break
        run.append(word)
    while run and not (run[-1].text[0].isupper() or run[-1].text[0].isdigit()):
        run.pop()
    return run if any(word.text[0].isupper() for word in run) else []


def _joined_to_head(phrase: Phrase, tail: Sequence[TextWord], at: int) -> bool:
    between = phrase.text[phrase.head[1] : tail[at].start]
    return not re.search(r"[.,;:!?()\n]", between)
