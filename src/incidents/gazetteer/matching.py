"""Spelling keys: one name, however French, English or scholarly romanisation spells it."""

from __future__ import annotations

import csv
import re
import unicodedata
import zlib
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from attrs import frozen

MAX_NAME_LENGTH: Final = 120
"""Characters; a longer string is no place name and matches nothing."""

_MIN_KEY_LENGTH: Final = 3

_SPECIAL: Final = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe",
        "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɲ": "n", "ŋ": "n", "ƴ": "y", "ɛ": "e", "ɔ": "o",
    }
)  # fmt: skip
_DROPPED: Final = re.compile(r"[\u0300-\u036f'’‘`´ʼʻʿʾʹʽˈ′ʺ\"«»“”]+")
_BREAKS: Final = re.compile(r"[^0-9a-z]+")
_FUSED_ARTICLE: Final = re.compile(r"^(?:e(sh|ch|[sdrtzn])(?=\1[a-z]{2})|a(sh|ch|[sdrtzn])(?=\2[a-z]{4}))")
_TOKEN_END: Final = re.compile(r"(?<=[aeiouy])h$|(?<=[nrlmtdskb])e$")
_DOUBLED: Final = re.compile(r"(.)\1+")
_NUMBERS: Final = 0x7FFFFF
"""Numbers of sounds take three bytes in a gazetteer file."""
_COARSE: Final = str.maketrans({"i": "a", "x": "k"})


@frozen
class _Spelling:
    """The rules of ``spelling.csv``: articles to drop, words written short, and letters that sound alike."""

    articles: frozenset[str]
    words: dict[str, str]
    sounds: dict[str, str]
    sound: re.Pattern[str]


@cache
def _spelling() -> _Spelling:
    text = (resources.files("incidents.gazetteer") / "data" / "spelling.csv").read_text(encoding="utf-8")
    rules: dict[str, dict[str, str]] = {"article": {}, "word": {}, "sound": {}}
    for row in csv.DictReader(text.splitlines()):
        rules[row["rule"]][row["written"]] = row["becomes"]
    longest_first = sorted(rules["sound"], key=len, reverse=True)
    return _Spelling(frozenset(rules["article"]), rules["word"], rules["sound"], re.compile("|".join(longest_first)))


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The name in lower-case ASCII words: no accents, apostrophes or hyphens; empty for other scripts.

    >>> fold("N’Djamena"), fold("Aïn al-Asad"), fold("Maaret  AL-NOOMANE")
    ('ndjamena', 'ain al asad', 'maaret al noomane')
    """
    lowered = name.lower()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered).translate(_SPECIAL)
    return _BREAKS.sub(" ", _DROPPED.sub("", lowered)).strip()


@lru_cache(maxsize=8192)
def bare(folded: str) -> str:
    """A folded name in one word, without its articles: the finest of the loose forms.

    >>> bare("deir ez zor"), bare("st louis")
    ('deirzor', 'saintlouis')
    """
    return "".join(_bare_words(folded))


def _bare_words(folded: str) -> list[str]:
    spelling = _spelling()
    words = folded.split()
    kept = [spelling.words.get(word, word) for word in words if word not in spelling.articles] or words
    return [_FUSED_ARTICLE.sub("", word) if word[0] in "ae" else word for word in kept]


@lru_cache(maxsize=32_768)
def canon(folded: str) -> str:
    """A folded name by its sounds: ch and sh, dj and j, ou and u, -iyah and -iya, -ine and -in fall together.

    >>> canon("al yousifiya") == canon("yusifiyah")
    True
    """
    words = [_sound(word) for word in _bare_words(folded)]
    return _DOUBLED.sub(r"\1", "".join(words))


@lru_cache(maxsize=65_536)
def _sound(word: str) -> str:
    """One word by its sounds."""
    spelling = _spelling()
    ending = _TOKEN_END.sub("", word) if len(word) > _MIN_KEY_LENGTH else word
    return _DOUBLED.sub(r"\1", spelling.sound.sub(lambda match: spelling.sounds[match.group()], ending))


@lru_cache(maxsize=32_768)
def sound_number(folded: str) -> int:
    """A number for the sounds of a folded name: what sounds the same has the same.

    >>> sound_number("al yousifiya") == sound_number("yusifiyah")
    True
    """
    return zlib.crc32(canon(folded).encode()) & _NUMBERS


@lru_cache(maxsize=32_768)
def loose_key(folded: str) -> str:
    """The key under which a name is stored: its sounds with the front vowels merged and the final ones cut.

    >>> loose_key("deir ezzor") == loose_key("dayr az zawr") == loose_key("deir al zour")
    True
    """
    coarse = _DOUBLED.sub(r"\1", canon(folded).translate(_COARSE))
    key = coarse.rstrip("a")
    if len(key) >= _MIN_KEY_LENGTH:
        return key
    return coarse if len(coarse) >= _MIN_KEY_LENGTH else folded.replace(" ", "")


def _distance(left: str, right: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


_ALIKE: Final = 0.92
"""What names score that only sound the same."""


def sure_score(left: str, right: str) -> float:
    """How well two folded names match that sound the same.

    >>> sure_score("bagdad", "bagdad"), sure_score("bagdad", "baghdad")
    (1.0, 0.92)
    """
    if left == right:
        return 1.0
    if left.replace(" ", "") == right.replace(" ", ""):
        return 0.98
    return 0.96 if bare(left) == bare(right) else _ALIKE


@lru_cache(maxsize=8192)
def match_score(left: str, right: str) -> float:
    """How well two folded names of the same loose key match, 0 to 1: exact beats loose.

    >>> match_score("bagdad", "bagdad"), match_score("bagdad", "baghdad")
    (1.0, 0.92)
    """
    sure = sure_score(left, right)
    if sure > _ALIKE or canon(left) == canon(right):
        return sure
    mine, other = canon(left), canon(right)
    return round(0.88 - 0.6 * _distance(mine, other) / max(len(mine), len(other)), 3)


_LETTERS: Final = "abdfgjklmnprstuvzš"
_LONG: Final = 8
_LONG_KEY: Final = 6
TYPO_SCORE: Final = 0.65
"""What a name one letter off scores."""


def keys_one_off(folded: str) -> frozenset[str]:
    """The loose keys one letter away from a long name's own; none for a short name, which is another one's neighbour.

    >>> loose_key(fold("Ouagadougou")) in keys_one_off(fold("Ouagadugpou"))
    True
    >>> keys_one_off("gao")
    frozenset()
    """
    key = loose_key(folded)
    if len(folded.replace(" ", "")) < _LONG or len(key) < _LONG_KEY:
        return frozenset()
    found: set[str] = set()
    for at in range(1, len(key) + 1):  # the first letter is not mistyped
        left, right = key[:at], key[at:]
        found.update(left + letter + right for letter in _LETTERS)
        if right:
            found.add(left + right[1:])
            found.update(left + letter + right[1:] for letter in _LETTERS)
        if len(right) > 1:
            found.add(left + right[1] + right[0] + right[2:])
    return frozenset(found - {key})


def is_one_off(left: str, right: str) -> bool:
    """Whether two folded names sound the same but for one letter, or for two that changed places."""
    mine, other = canon(left), canon(right)
    return _distance(mine, other) <= (1 if len(mine) != len(other) else 1 + (sorted(mine) == sorted(other)))
