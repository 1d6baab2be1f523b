"""Tells French from other languages by the share of function words."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from incidents.lexicons.loader import lexicon_path, load_entries

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LONGEST = 20_000
_FRENCH = "fr"


@frozen
class LanguageEntry:
    """The function words of one language.

    Attributes:
        id: ISO 639-1 code.
        words: Its most frequent function words, lower-case.
        matches: Sentences in the language.
        rejects: Sentences in another.
    """

    id: str
    words: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """For each function word the languages that have it."""
    table: dict[str, list[str]] = {}
    for entry in load_entries(lexicon_path("reading_languages.toml"), LanguageEntry):
        for word in entry.words:
            table.setdefault(word, []).append(entry.id)
    return {word: tuple(languages) for word, languages in table.items()}


def guess_language(text: str) -> str | None:
    """Guesses the language of a text by its function words, or by its script.

    Only the first 20,000 characters count.

    Returns:
        An ISO 639-1 code, "und" for a text mostly in another script than the Latin one, None when too few words tell.

    Example:
        >>> guess_language("Deux soldats ont été tués dans le nord du pays.")
        'fr'
        >>> guess_language("Two soldiers were killed in the north of the country.")
        'en'
    """
    words = _WORD.findall(text[:_LONGEST].lower())
    foreign = sum(not _LATIN.match(word) for word in words)
    if len(words) >= 3 and 2 * foreign > len(words):
        return "und"
    table = _languages()
    votes: dict[str, int] = {}
    for word in words:
        for language in table.get(word, ()):
            votes[language] = votes.get(language, 0) + 1
    if not votes:
        return None
    french = votes.get(_FRENCH, 0)
    best = max(sorted(votes), key=lambda language: votes[language])
    if french >= votes[best]:
        return _FRENCH
    return best if votes[best] >= 3 and votes[best] >= 1.5 * french else None


def is_foreign(text: str) -> bool:
    """Whether a text is clearly in another language than French; a short text hardly ever is.

    Example:
        >>> is_foreign("Attaque à Solhan"), is_foreign("The army said that it had killed the men.")
        (False, True)
    """
    return guess_language(text) not in (None, _FRENCH)
