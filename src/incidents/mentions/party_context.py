"""What a document tells of its countries and year: enough to know which "ADF" or "congolais" is meant."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from attrs import frozen

from incidents.gazetteer.countries import countries, country_by_name, demonym_countries
from incidents.gazetteer.matching import fold
from incidents.mentions.party_lexicon import ActorEntry
from incidents.mentions.party_words import Casing, PhraseMatch, TextWord, casing_of

_SHORT: Final = 4
_LONGEST_NAME: Final = 3
_AFTERLIFE: Final = 5


@cache
def _capitals() -> Mapping[str, str]:
    return {fold(entry.capital): entry.code for entry in countries() if entry.capital}


@lru_cache(maxsize=16384)
def demonym(text: str) -> tuple[str, ...]:
    """The countries a word is the demonym of, likeliest first; elided and hyphenated prefixes are ignored."""
    return demonym_countries(text) if len(text) > 1 else ()


@lru_cache(maxsize=16384)
def country_named(text: str) -> str | None:
    """The country that a capitalised name is the name of."""
    return country_by_name(text) if text[:1].isupper() else None


def capital_named(text: str) -> str | None:
    """The country whose capital a word names: "Moscou" stands for Russia."""
    return _capitals().get(fold(text)) if text[:1].isupper() else None


@frozen
class Context:
    """The document around a party.

    Attributes:
        countries: How often each country is named, directly or by a demonym.
        hint: ISO code of the country the caller takes the document to be about.
        year: Year of publication.
        vouched: Actors that the text names by an unmistakable alias.
    """

    countries: Mapping[str, int]
    hint: str | None
    year: int | None
    vouched: frozenset[str]

    def likely(self, codes: Sequence[str]) -> str | None:
        """Which of the countries that share a demonym is meant."""
        if not codes:
            return None
        return max(codes, key=lambda code: (code == self.hint, self.countries.get(code, 0), -codes.index(code)))

    def choose(self, match: PhraseMatch[ActorEntry], words: Sequence[TextWord]) -> ActorEntry | None:
        """Which actor a name means here; None when the document speaks of countries where none of them acts."""
        fitting = [entry for entry in match.values if self._possible(entry)]
        if (len(match.values) > 1 or _is_short(match, words)) and (self.hint or self.countries):
            fitting = [entry for entry in fitting if self._at_home(entry)]
        if not fitting:
            return None
        return max(fitting, key=lambda entry: (self._score(entry), -match.values.index(entry)))

    def _possible(self, entry: ActorEntry) -> bool:
        return self.year is None or entry.from_year is None or entry.from_year <= self.year

    def _at_home(self, entry: ActorEntry) -> bool:
        if not entry.countries or entry.id in self.vouched or self.hint in entry.countries:
            return True
        return any(code in self.countries for code in entry.countries)

    def _score(self, entry: ActorEntry) -> int:
        score = 6 * (entry.id in self.vouched) + 5 * (self.hint is not None and self.hint in entry.countries)
        score += sum(min(self.countries.get(code, 0), 3) for code in entry.countries)
        gone = self.year is not None and entry.to_year is not None and entry.to_year + _AFTERLIFE < self.year
        return score - 3 * gone


def _is_short(match: PhraseMatch[ActorEntry], words: Sequence[TextWord]) -> bool:
    text = words[match.first].text
    return match.first == match.last and len(text) <= _SHORT and casing_of(text) is Casing.ACRONYM


def read_context(
    words: Sequence[TextWord],
    matches: Sequence[PhraseMatch[ActorEntry]],
    *,
    hint: str | None,
    published: dt.date | None,
) -> Context:
    """Reads the countries that a document names and the actors that it names beyond doubt."""
    counts: Counter[str] = Counter()
    for at, word in enumerate(words):
        codes = demonym(word.text)
        if codes:
            counts[codes[0]] += 1
            for code in codes[1:]:
                counts.setdefault(code, 0)
        elif word.text[0].isupper():
            named = next(filter(None, (_joined(words, at, length) for length in range(_LONGEST_NAME, 0, -1))), None)
            named = named or capital_named(word.text)
            if named is not None:
                counts[named] += 1
    sure = frozenset(match.values[0].id for match in matches if len(match.values) == 1 and not _is_short(match, words))
    known = {code: count for code, count in counts.items() if count}
    return Context(known, hint, published.year if published else None, sure)


def _joined(words: Sequence[TextWord], at: int, length: int) -> str | None:
    part = words[at : at + length]
    return country_named(" ".join(word.text for word in part)) if len(part) == length else None
