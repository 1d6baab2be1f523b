"""The words around place names: the lexicon of cues, the scan of a text, and what stands to the left of a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from attrs import field, frozen

from incidents.gazetteer.matching import fold
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.types import PlaceKind

ROLES: Final = (
    "head",  # generic noun before a name: "province de", "camp de"
    "head_adjective",  # heads that are adjectives behind another head: "province centrale de"
    "cue",  # relational phrase: "près de"
    "bearing",  # cardinal points
    "part",  # "centre de"
    "unit",  # units of distance
    "prep",  # prepositions; with unknown = true they vouch for a name the gazetteer lacks
    "event",  # nouns of violence: "massacre de"
    "verb",  # verb forms that take a place as object
    "time",  # words that part a verb from the place it takes: "a visé lundi Boma"
    "holder",  # nouns whose complement is a place where nothing is said to happen: "maire de"
    "reporter",  # people whose place of work is no scene: "notre correspondant à"
    "owner",  # "ambassade de": its complement owns a building elsewhere
    "passage",  # words before a place that someone only comes from or goes to: "originaire de", "fuir vers"
    "block",  # titles, professions and media that stand before a name which is no place
    "group",  # nouns that a name completes, with or without "de", without being a place: "katiba", "accord de"
    "force",  # names of armed forces and missions that speak for a country
    "org",  # capitalised first words of organisations' names
    "notplace",  # names that are never places
    "office",  # what a name before a comma is said to be, where it is a person's: "X, membre du conseil"
    "indirect",  # words whose complement in "à" is a person or a group
    "metonym_left",  # words before a capital that stands for a government
    "metonym_verb",  # words after one
    "number",  # numbers of a distance
    "hedge",  # words that soften a number
    "road",  # nouns before the two ends of a road
    "function",  # words that end a noun phrase on the left
    "org_inner",  # words inside an organisation's name
    "org_ending",  # endings of the adjectives inside it
    "other_capital",  # words that make of "la capitale" another than the country's
    "locator",  # words of an apposition that locates a name
    "join",  # French words that join two parts of a name
    "extender",  # lower-case words inside a name
    "connector",  # foreign words that join two parts of a name
    "particle",  # lower-case articles that begin a name
    "stop",  # words that are capitalised only by position
    "byname",  # what a known place is called without a capital: "enclave palestinienne"
    "unit_of",  # heads of divisions that only one country has: "woreda de"
    "newsroom",  # towns that reports are written in from all over the world
    "soil",  # nouns that a nationality makes a country of: "en territoire malien"
    "size",  # adjectives before a noun that points back to a place: "cette petite ville"
    "beside",  # adjectives between a head and a region's name: "la région voisine du Sud-Ouest"
    "road_joins",  # words between a road and its first end: "la route qui mène de X à Y"
    "fares",  # verbs behind a town that a sentence is about: "Ménaka reste sous tension"
    "road_kind",  # adjectives between a road and its ends: "axe routier X-Y"
    "filler",  # words between a place and the place that contains it
)


def _check_role(instance: CueEntry, attribute: object, value: str) -> None:
    if value not in ROLES:
        raise ValueError(f"unknown role {value!r}; allowed are {', '.join(ROLES)}")


def _check_values(instance: CueEntry, attribute: object, value: tuple[float, ...]) -> None:
    if value and len(value) != len(instance.words):
        raise ValueError(f"{len(value)} values for {len(instance.words)} words; give one for each")


def _read_kind(value: str | None) -> PlaceKind | None:
    return None if value is None else PlaceKind(value)


@frozen(kw_only=True)
class CueEntry:
    """One entry of ``places.toml``: words that play one role beside place names.

    Attributes:
        id: Stable identifier, the rule id of mentions it brings about.
        role: One of `ROLES`.
        words: Words or phrases.
        kind: Kind of place that a head announces.
        keep: Whether the head belongs to the place as written ("province de Bagdad").
        relation: Relation that a cue expresses.
        unknown: Whether the cue vouches for a name that the gazetteer lacks.
        values: A number for each word: degrees of a bearing, kilometres of a unit, a numeral's value.
        country: ISO 3166-1 alpha-2 code of the country that a force's name, or a division's, speaks for.
        matches: Sentences with the expected places in brackets.
        rejects: Sentences without any place.
    """

    id: str
    role: str = field(validator=_check_role)
    words: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    kind: PlaceKind | None = field(default=None, converter=_read_kind)
    keep: bool = False
    relation: str | None = None
    unknown: bool = False
    values: tuple[float, ...] = field(default=(), validator=_check_values)
    country: str | None = None


@frozen
class Token:
    """A token of the place scan: a word without its elided article, or a punctuation mark.

    Attributes:
        start: First character.
        end: One past the last.
        text: The characters.
        norm: The same in lower case, with a straight apostrophe.
        capital: Whether it is a word that begins with a capital.
        first: Whether it opens a sentence, a quotation or a line.
        glued: Whether no space parts it from the token before.
    """

    start: int
    end: int
    text: str
    norm: str
    capital: bool
    first: bool
    glued: bool

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or digit."""
        return self.text[0].isalnum()


_LOWER: Final = "a-zà-öø-ÿœ"
_TOKEN: Final = re.compile(
    r"(?<!\w)(?:[cdjlmnstCDJLST]|[qQ]u|[jJ]usqu|[lL]orsqu|[pP]uisqu)['’](?=\w)"
    rf"|[{_LOWER}]++(?:-[{_LOWER}]++){{1,4}}(?![\w-])"
    r"|(?:MM|[MC]me|Mgr|Dr|Me|M|St|Ste)\.(?=\s)"
    r"|\w+(?:['’]\w+)*"
    r"|[^\w\s]"
)
_OPENS: Final = frozenset('.!?…:;«»"“”—–|•*>[]/#')


def scan(text: str) -> tuple[Token, ...]:
    """Cuts a text into tokens, in time linear in its length."""
    tokens: list[Token] = []
    previous = 0
    opening = True
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        gap = text[previous:start]
        opening = opening or "\n" in gap
        tokens.append(
            Token(start, end, word, word.lower().replace("’", "'"), word[0].isupper(), opening, start == previous)
        )
        opening = word in _OPENS or (opening and not word[0].isalnum())
        previous = end
    return tuple(tokens)


_DETERMINERS: Final = frozenset(("le", "la", "les", "l'"))
_CONTRACTED: Final[Mapping[str, str]] = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}


def open_contraction(norm: str) -> str | None:
    """Gives a word as phrases of the lexicon are compared: None for a determiner, "de" for "du"."""
    if norm in _DETERMINERS:
        return None
    return _CONTRACTED.get(norm, norm)


def phrase_key(phrase: str) -> tuple[str, ...]:
    """Gives a phrase as the tuple of words by which it is compared, last word first."""
    opened = (open_contraction(token.norm) for token in scan(phrase))
    return tuple(word for word in opened if word is not None)[::-1]


@frozen
class PhraseTable:
    """Phrases of one role, to be matched leftward from a point.

    Attributes:
        entries: Phrase key to its entry.
        longest: Number of words of the longest.
    """

    entries: Mapping[tuple[str, ...], CueEntry]
    longest: int

    def match(self, left: tuple[str, ...], at: int) -> tuple[CueEntry, int] | None:
        """Finds the longest phrase that ends at `left[at]`; gives its entry and its number of words."""
        for size in range(min(self.longest, len(left) - at), 0, -1):
            entry = self.entries.get(left[at : at + size])
            if entry is not None:
                return entry, size
        return None


@cache
def cue_entries() -> tuple[CueEntry, ...]:
    """The entries of ``places.toml``."""
    return load_entries(lexicon_path("places.toml"), CueEntry)


@cache
def phrase_table(role: str) -> PhraseTable:
    """The phrases of one role."""
    table: dict[tuple[str, ...], CueEntry] = {}
    for entry in cue_entries():
        if entry.role == role:
            for phrase in entry.words:
                table.setdefault(phrase_key(phrase), entry)
    table.pop((), None)
    return PhraseTable(table, max(map(len, table), default=0))


@cache
def word_set(role: str) -> frozenset[str]:
    """The words of one role, in lower case."""
    return frozenset(word.lower() for entry in cue_entries() if entry.role == role for word in entry.words)


@cache
def word_values(role: str) -> Mapping[str, float]:
    """The numbers that the words of one role stand for."""
    return {
        word: value
        for entry in cue_entries()
        if entry.role == role
        for word, value in zip(entry.words, entry.values, strict=True)
    }


@cache
def org_heads() -> frozenset[str]:
    """First words of organisations' names, capital kept."""
    return frozenset(word for entry in cue_entries() if entry.role == "org" for word in entry.words)


@cache
def name_keys() -> tuple[frozenset[tuple[str, ...]], int]:
    """Names that are never places, as tuples of token norms, and the length of the longest."""
    keys = frozenset(
        tuple(token.norm for token in scan(word))
        for entry in cue_entries()
        if entry.role == "notplace"
        for word in entry.words
    )
    return keys, max(map(len, keys), default=0)


@cache
def force_countries() -> Mapping[str, str]:
    """Names of armed forces and missions, to the country where they act."""
    return _countries_of("force")


def _countries_of(role: str) -> Mapping[str, str]:
    """The words of one role, to the country that they speak for."""
    spoken = ((entry, entry.country) for entry in cue_entries() if entry.role == role)
    return {word: country for entry, country in spoken if country is not None for word in entry.words}


@cache
def _unit_countries() -> Mapping[str, str]:
    return _countries_of("unit_of")


def unit_country(phrase: str) -> str | None:
    """The country whose divisions are called by the head of a phrase; None for one that many countries have."""
    return _unit_countries().get(phrase.split(" ", 1)[0].lower())


@cache
def newsrooms() -> frozenset[str]:
    """Folded names of the towns that reports are written in from all over the world."""
    return frozenset(map(fold, word_set("newsroom")))
