"""Words of a text folded for matching names of parties, and a trie of phrases over them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final, Generic, TypeVar

from attrs import field, frozen

T = TypeVar("T")

_WORD: Final = re.compile(r"(?:[A-Z]\.){2,}|(?:[^\W_][\u0300-\u036f]*)+")
_BRIDGE: Final = re.compile(r"[^\S\n]{0,2}\n?[^\S\n]{0,2}|[^\S\n]?[-‐‑–/'’.«»\"“”]{1,2}[^\S\n]?|,[^\S\n]")
_ARTICLES: Final = frozenset({"le", "la", "les", "l"})
_PREPOSITIONS: Final = {"des": "de", "du": "de", "d": "de", "au": "a", "aux": "a"}
_LONG_CAPITALS: Final = 7
_LONGEST_WORD: Final = 60


class Casing(StrEnum):
    """How a phrase's capitals bind the text."""

    FREE = "free"
    CAPITAL = "capital"
    ACRONYM = "acronym"


@frozen
class TextWord:
    """One word of a text.

    Attributes:
        start: First character.
        end: One past the last.
        text: As written.
        key: Folded: no case, accents, plural ending; contractions give their preposition.
    """

    start: int
    end: int
    text: str
    key: str


@lru_cache(maxsize=65536)
def fold_word(text: str) -> str:
    """The key of a word.

    >>> fold_word("Jihadistes"), fold_word("des"), fold_word("R.S.F."), fold_word("Société")
    ('jihadiste', 'de', 'rsf', 'societe')
    """
    plain = unicodedata.normalize("NFKD", text[:_LONGEST_WORD])
    key = "".join(char for char in plain if not unicodedata.combining(char)).lower().replace(".", "")
    key = key.replace("œ", "oe").replace("æ", "ae")
    if key in _PREPOSITIONS:
        return _PREPOSITIONS[key]
    is_acronym = text.isupper() and len(text) < _LONG_CAPITALS
    return key[:-1] if len(key) > 3 and key[-1] in "sx" and not is_acronym else key


def cut_words(text: str, start: int = 0, end: int | None = None) -> tuple[TextWord, ...]:
    """Cuts a text, or the part between two offsets, into words, in order."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return tuple(TextWord(match.start(), match.end(), match.group(), fold_word(match.group())) for match in found)


def _phrase_keys(phrase: str) -> tuple[str, ...]:
    words = cut_words(phrase)
    return tuple(word.key for at, word in enumerate(words) if at == 0 or word.key not in _ARTICLES)


def casing_of(phrase: str) -> Casing:
    """How strictly the text must keep a phrase's capitals."""
    if phrase == phrase.lower():
        return Casing.FREE
    words = cut_words(phrase)
    if len(words) == 1 and phrase.isupper():
        return Casing.ACRONYM
    return Casing.CAPITAL if len(words) <= 2 else Casing.FREE


def casing_fits(casing: Casing, words: Sequence[TextWord]) -> bool:
    """Whether words of the text have the capitals that a phrase asks for."""
    if casing is Casing.FREE:
        return True
    if casing is Casing.CAPITAL:
        return any(word.text[0].isupper() or word.text[0].isdigit() for word in words)
    text = words[0].text
    return text.upper() == text or (len(text) >= 4 and text.istitle() and len(words[0].key) == len(text))


@frozen
class PhraseMatch(Generic[T]):
    """Where a phrase stands: words `first` to `last`, both included, and the values it may have."""

    first: int
    last: int
    values: tuple[T, ...]


@frozen
class _Node(Generic[T]):
    next: dict[str, _Node[T]] = field(factory=dict)
    values: list[tuple[Casing, T]] = field(factory=list)


class PhraseTrie(Generic[T]):
    """Many phrases, found together in one pass over the words of a text."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for phrase, value in phrases:
            node = self._root
            for key in _phrase_keys(phrase):
                node = node.next.setdefault(key, _Node())
            if node is not self._root and all(value is not known for _casing, known in node.values):
                node.values.append((casing_of(phrase), value))
            elif node is not self._root and casing_of(phrase) is Casing.FREE:
                node.values[:] = [(Casing.FREE if known is value else casing, known) for casing, known in node.values]

    def longest(self, text: str, words: Sequence[TextWord], first: int) -> PhraseMatch[T] | None:
        """The longest phrase that begins at a word."""
        node = self._root
        best: PhraseMatch[T] | None = None
        for at in range(first, len(words)):
            word = words[at]
            if at > first:
                if not _BRIDGE.fullmatch(text, words[at - 1].end, word.start):
                    break
                if word.key in _ARTICLES and word.key not in node.next:
                    continue
            following = node.next.get(word.key)
            if following is None:
                break
            node = following
            values = tuple(value for casing, value in node.values if casing_fits(casing, words[first : at + 1]))
            if values:
                best = PhraseMatch(first, at, values)
        return best

    def scan(self, text: str, words: Sequence[TextWord]) -> Iterator[PhraseMatch[T]]:
        """The longest matches from left to right, without overlap."""
        at = 0
        while at < len(words):
            found = self.longest(text, words, at)
            if found is None:
                at += 1
            else:
                yield found
                at = found.last + 1
