"""Names that may be places, with what speaks for and against each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from attrs import define, field, frozen

from incidents.gazetteer.countries import country_by_name, demonym_countries
from incidents.gazetteer.cues import Token, phrase_table, word_set
from incidents.gazetteer.lookup import EXACT, PlaceLookup, bears_name, is_city
from incidents.gazetteer.matching import fold
from incidents.gazetteer.organisations import in_organisation
from incidents.gazetteer.places import Place
from incidents.gazetteer.spans import NameSpan, find_name_spans, not_places
from incidents.gazetteer.surroundings import Surroundings, read_surroundings
from incidents.reading.records import Reading
from incidents.types import PlaceKind

_MAX_NAME: Final = 80
_COMPASS: Final = frozenset(("nord", "sud", "est", "ouest", "centre"))


@frozen
class Candidate:
    """A name span with what is known about it before the document has been seen whole."""

    first: int
    last: int
    name: str
    around: Surroundings
    country: str | None
    exact: Place | None
    any_hit: bool


@define
class Finder:
    """One pass over one document."""

    text: str
    tokens: tuple[Token, ...]
    gazetteer: PlaceLookup
    entities: tuple[tuple[int, int, str], ...]
    hits: dict[str, tuple[Place, ...]] = field(factory=dict)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The gazetteer's places of a name, asked once."""
        if name not in self.hits:
            self.hits[name] = self.gazetteer.lookup(name) if len(name) <= _MAX_NAME else ()
        return self.hits[name]

    def name_of(self, first: int, last: int) -> str:
        """The characters of a run of tokens."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def exact(self, name: str) -> Place | None:
        """The gazetteer's best place whose name is this very one."""
        found = [place for place in self.lookup(name) if place.score >= EXACT and place.kind is not PlaceKind.COUNTRY]
        return next((place for place in found if bears_name(place, name)), found[0] if found else None)

    def known(self, first: int, last: int) -> bool:
        """Whether a run of tokens is a country or an exact name of the gazetteer."""
        name = self.name_of(first, last)
        return country_by_name(name) is not None or self.exact(name) is not None

    def vote(self, first: int, last: int) -> str | None:
        """Kind of the named entity that covers most of a run of tokens."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        best, most = None, 0
        place = bisect_right(self.entities, (start, -1, ""))
        for left, right, kind in self.entities[max(0, place - 2) : place + 4]:
            shared = min(end, right) - max(start, left)
            if shared > most:
                best, most = kind, shared
        return best

    def cut(self, span: NameSpan, inside: frozenset[int]) -> tuple[int, int] | None:
        """Decides how far the name reaches: the longest reading that is known, else the run itself."""
        first = span.first
        if all(token.norm in _COMPASS or not token.is_word for token in self.tokens[first : span.last]):
            return (first, span.last) if self._is_compass_region(first, span.last) else None
        if first in inside and not self._is_wide_name(first, span.last):
            return None
        for last in span.longer:
            tail = self.tokens[last - 1].norm
            if self.known(first, last) or tail in _COMPASS:
                return first, last
        if self._is_people(first, span.last):
            return None
        if span.last - first > 1 and not self.known(first, span.last):
            for last in span.shorter:
                name = self.name_of(first, last)
                sure = country_by_name(name) is not None or is_city(self.exact(name))
                if sure and self.vote(first, span.last) != "PER" and self._may_hold(last, span.last, name):
                    return first, last
        return first, span.last

    def _may_hold(self, first: int, last: int, inner: str) -> bool:
        """Whether a run of tokens is a country, or a place of the country of the one named before it."""
        outer = self.name_of(first, last)
        if country_by_name(outer) is not None or country_by_name(inner) is not None:
            return self.known(first, last)
        town = self.exact(inner)
        homes = {place.country for place in self.lookup(outer) if place.score >= EXACT}
        return town is not None and town.country in homes

    def _is_wide_name(self, first: int, last: int) -> bool:
        """Whether a hyphen makes the first word of an organisation's name one of a region's: "le Haut-Karabakh"."""
        if last - first < 2 or self.tokens[first + 1].text != "-":
            return False
        found = self.exact(self.name_of(first, last))
        return found is not None and found.kind in (PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA)

    def _is_compass_region(self, first: int, last: int) -> bool:
        """Whether cardinal points are a region's name: "la région du Nord-ouest"."""
        if first < 2 or self.tokens[first - 1].norm not in ("du", "de", "de l'", "l'"):
            return False
        back = 3 if first > 2 and [token.norm for token in self.tokens[first - 2 : first]] == ["de", "l'"] else 2
        if first > back and self.tokens[first - back].norm in word_set("beside"):
            back += 1
        head = phrase_table("head").entries.get((self.tokens[first - back].norm,))
        return (
            head is not None
            and head.kind in (PlaceKind.REGION, PlaceKind.DISTRICT)
            and self.exact(self.name_of(first, last)) is not None
        )

    def _is_people(self, first: int, last: int) -> bool:
        """Whether a run ends in a nationality and is no place's name: "Deux Syriens"."""
        return bool(demonym_countries(self.tokens[last - 1].norm)) and not self.known(first, last)

    def candidate(self, first: int, last: int) -> Candidate:
        """Gathers what speaks for and against a name."""
        name = self.name_of(first, last)
        return Candidate(
            first,
            last,
            name,
            read_surroundings(self.tokens, first),
            country_by_name(name),
            self.exact(name),
            bool(self.lookup(name)),
        )


def find_candidates(finder: Finder, reading: Reading) -> list[Candidate]:
    prose = [(block.start, block.end) for block in reading.blocks if block.kind.is_prose]
    dateline = reading.dateline.place if reading.dateline is not None else None
    if dateline is not None:
        prose.append(dateline)
    prose.sort()
    starts = [start for start, _ in prose]
    inside = not_places(finder.tokens) | in_organisation(finder.tokens)
    found: list[Candidate] = []
    done = 0
    for span in find_name_spans(finder.tokens):
        if span.first < done:
            continue
        position = finder.tokens[span.first].start
        block = bisect_right(starts, position) - 1
        if reading.blocks and (block < 0 or position >= prose[block][1]):
            continue
        cut = finder.cut(span, inside)
        if cut is not None:
            done = cut[1]
            found.append(finder.candidate(*cut))
    return found


def in_prose(position: int, reading: Reading) -> bool:
    """Whether a character stands in a block that may tell of incidents."""
    if not reading.blocks:
        return True
    block = reading.blocks[max(0, bisect_right(reading.blocks, position, key=lambda item: item.start) - 1)]
    return block.kind.is_prose and block.start <= position < block.end


def is_sure(finder: Finder, item: Candidate) -> bool:
    """Whether one occurrence of a name is so clear that all are taken for places."""
    around = item.around
    if around.vouched and not around.indirect and not around.blocked:
        return True
    voted = finder.vote(item.first, item.last) == "LOC" and not finder.tokens[item.first].first
    return voted and not is_doubtful(finder, item)


def is_doubtful(finder: Finder, item: Candidate) -> bool:
    """Whether a name that the gazetteer lacks stands as those of people and bodies do.

    That is in brackets or behind an article with nothing that calls it a place, or before what tells who someone is:
    "les autochtones (X)", "selon le X", "X, 35 ans", "X, membre du conseil".
    """
    around = item.around
    if item.exact is not None or item.country is not None or around.head or around.locative or around.held:
        return False
    before = finder.tokens[item.first - 1].text if item.first else ""
    return (around.bare and before == "(") or around.determined or _is_introduced(finder, item)


def _is_introduced(finder: Finder, item: Candidate) -> bool:
    """Whether what follows tells who someone is: an age or an office after a comma."""
    following = [token.norm for token in finder.tokens[item.last : item.last + 4]]
    if len(following) < 3 or following[0] != ",":
        return False
    if following[1].isdigit():
        return following[2] in ("ans", "an")
    said = following[2] if following[1] in ("le", "la", "l'") else following[1]
    return said in word_set("office")


def _tells_country(item: Candidate) -> bool:
    """Whether a name is that of a large town, or is called a region and is one: "le gouvernorat de Jendouba"."""
    region = item.around.kind is PlaceKind.REGION and item.exact is not None and item.exact.kind is PlaceKind.REGION
    return region or is_city(item.exact)


def scene_countries(finder: Finder, candidates: Sequence[Candidate], verdicts: Sequence[bool | None]) -> frozenset[str]:
    """Countries that a document names, by name, by nationality, by large places in them or by their regions."""
    found = {country for token in finder.tokens if token.is_word for country in demonym_countries(token.norm)}
    for item, verdict in zip(candidates, verdicts, strict=True):
        if verdict and item.country is not None:
            found.add(item.country)
        elif verdict and item.exact is not None and item.exact.country is not None and _tells_country(item):
            found.add(item.exact.country)
    return frozenset(found)


def person_names(finder: Finder, candidates: Sequence[Candidate]) -> frozenset[str]:
    """Folded full names and surnames of the persons that the text introduces."""
    names: set[str] = set()
    places: set[str] = set()
    for item in candidates:
        around = item.around
        if around.vouched and not around.indirect and not around.blocked:
            places.add(fold(item.name))
        titled = around.blocked and around.start >= item.first - 1
        voted = finder.vote(item.first, item.last) == "PER" and item.exact is None and not around.vouched
        if item.country is not None or not (titled or voted) or item.last - item.first < 2:
            continue
        names.add(fold(item.name))
        surname = finder.name_of(item.last - 1, item.last)
        if not is_city(finder.exact(surname)):
            names.add(fold(surname))
    return frozenset(name for name in names - places if name)
