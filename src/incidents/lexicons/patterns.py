"""Patterns over the words of a sentence: how lexicon entries say which words they match.

A pattern is a row of elements separated by spaces:

* ``feu`` the word itself, lower-case; ``un|une`` any of several words;
* ``attaquer:v`` any form of a verb, ``attaquer:pp`` its past participles;
* ``attentat:n`` singular or plural of a noun;
* a trailing ``?`` makes an element optional;
* ``se:emparer`` a reflexive verb, compound tenses and "y", "en" included ("s'emparer", "s'en sont emparés");
* ``...`` a gap of up to four words, without punctuation between them;
* ``@day`` a day, if one stands there: "tirer:v @day sur" matches "a tiré mardi soir sur". Behind a verb that opens a
  pattern a day may stand without being asked for.

Words are cut at spaces, hyphens and apostrophes, the same for every engine.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from attrs import field, frozen

from incidents.errors import ValueNotAllowedError
from incidents.lexicons.inflect import noun_forms, participle_forms, verb_forms
from incidents.lexicons.loader import lexicon_path

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+'?")
_GAP = 4
_LONGEST_DAY = 7


@frozen
class Span:
    """Half-open character positions."""

    start: int
    end: int


@frozen
class Tokens:
    """The words of one stretch of text, lower-cased, with their characters.

    Attributes:
        forms: The words.
        spans: Where each stands.
        breaks: For each word whether punctuation separates it from the word before.
    """

    forms: tuple[str, ...]
    spans: tuple[Span, ...]
    breaks: tuple[bool, ...]


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Cuts text into words for pattern matching.

    Example:
        >>> tokenize("L'attentat-suicide a tué").forms
        ("l'", 'attentat', 'suicide', 'a', 'tué')
    """
    return _tokenize(text, start, len(text) if end is None else end)


@lru_cache(maxsize=2048)
def _tokenize(text: str, start: int, end: int) -> Tokens:
    # several stages read the words of the same sentence one after the other
    forms, spans, breaks = [], [], []
    last = start
    for match in _WORD.finditer(text, start, end):
        between = text[last : match.start()]
        forms.append(match.group().lower())
        spans.append(Span(*match.span()))
        breaks.append(any(mark in between for mark in ",;:.!?()[]–—«»\n"))
        last = match.end()
    return Tokens(tuple(forms), tuple(spans), tuple(breaks))


_PUT_IN = frozenset(
    ("par", "via", "dans", "sur", "lors", "selon", "depuis", "ce", "hier", "aussitôt", "peu", "quelques")
)
_LONGEST_INSERTION = 12
_QUOTES = frozenset(" \u00a0\u202f«»")


def without_insertions(tokens: Tokens) -> Tokens:
    """Leaves out what stands between two commas and only says how or when: "a affirmé, dans un texte, avoir tué".

    Example:
        >>> without_insertions(tokenize("Il a affirmé, dans un message, avoir tué.")).forms
        ('il', 'a', 'affirmé', 'avoir', 'tué')
    """
    starts = [index for index, parted in enumerate(tokens.breaks) if parted]
    dropped: set[int] = set()
    joined: set[int] = set()
    for first, after in itertools.pairwise(starts):
        if tokens.forms[first] in _PUT_IN and after - first <= _LONGEST_INSERTION and first not in joined:
            dropped.update(range(first, after))
            joined.add(after)
    if not dropped:
        return tokens
    kept = [index for index in range(len(tokens.forms)) if index not in dropped]
    return Tokens(
        tuple(tokens.forms[index] for index in kept),
        tuple(tokens.spans[index] for index in kept),
        tuple(tokens.breaks[index] and index not in joined for index in kept),
    )


def through_quotes(tokens: Tokens, text: str) -> Tokens:
    """Joins what nothing but quotation marks part: "dit avoir « tué » dix soldats".

    Example:
        >>> text = "avoir « tué » dix soldats"
        >>> through_quotes(tokenize(text), text).breaks
        (False, False, False, False)
    """
    gaps = [text[one.end : two.start] for one, two in itertools.pairwise(tokens.spans)]
    parted = [mark and not set(gap) <= _QUOTES for mark, gap in zip(tokens.breaks[1:], gaps, strict=True)]
    return Tokens(tokens.forms, tokens.spans, (*tokens.breaks[:1], *parted))


@frozen
class _Element:
    forms: frozenset[str] = frozenset()
    optional: bool = False
    gap: bool = False
    day: bool = False


_A_DAY = _Element(day=True)


def _element(source: str) -> _Element:
    if source == "...":
        return _Element(gap=True)
    if source == "@day":
        return _A_DAY
    optional = source.endswith("?")
    body = source.removesuffix("?")
    forms: set[str] = set()
    for part in body.split("|"):
        lemma, _, kind = part.partition(":")
        if kind == "v":
            forms |= verb_forms(lemma)
        elif kind == "pp":
            forms |= participle_forms(lemma)
        elif kind == "n":
            forms |= noun_forms(lemma)
        elif kind or not lemma:
            raise ValueNotAllowedError(f"pattern element {source!r}: the kind after ':' must be v, pp or n")
        else:
            forms.add(lemma)
    return _Element(frozenset(forms), optional)


@frozen
class Pattern(Generic[T]):
    """One compiled pattern and what it stands for.

    Attributes:
        source: The pattern as written.
        value: The caller's entry.
    """

    source: str
    value: T
    elements: tuple[_Element, ...] = field(repr=False)


@frozen
class PatternMatch(Generic[T]):
    """Where a pattern matched.

    Attributes:
        pattern: The pattern.
        first: Index of the first word.
        last: Index of the last word.
        head: Index of the first word that carries the meaning (the last element of a one-word pattern, else the first).
    """

    pattern: Pattern[T]
    first: int
    last: int


_REFLEXIVE = (
    "s'|se en|y? est|sont|était|étaient|serait|seraient|être|étant? déjà|également|alors|aussitôt|ensuite|aussi? {}:v"
)


def compile_pattern(source: str, value: T) -> Pattern[T]:
    """Compiles one pattern.

    Raises:
        ValueNotAllowedError: The pattern is malformed.
    """
    spelled = " ".join(
        _REFLEXIVE.format(part.removeprefix("se:")) if part.startswith("se:") else part for part in source.split()
    )
    parts = spelled.split()
    elements = tuple(_element(part) for part in parts)
    if not elements or not elements[0].forms or elements[0].optional or not elements[-1].forms:
        raise ValueNotAllowedError(f"pattern {source!r} must begin with a required word and not end with a gap")
    if len(parts) > 1 and parts[0].endswith((":v", ":pp")) and elements[1].forms:
        elements = (elements[0], _A_DAY, *elements[1:])
    return Pattern(source, value, elements)


class PatternSet(Generic[T]):
    """Many patterns, matched together in one pass over a sentence's words."""

    def __init__(self, patterns: Iterable[Pattern[T]]) -> None:
        by_form: defaultdict[str, list[Pattern[T]]] = defaultdict(list)
        self.patterns = tuple(patterns)
        for pattern in self.patterns:
            for form in sorted(pattern.elements[0].forms):
                by_form[form].append(pattern)
        self._telling = frozenset(form for pattern in self.patterns for form in _telling(pattern.elements))
        self._by_form = {
            form: tuple(sorted(found, key=lambda pattern: -len(pattern.elements))) for form, found in by_form.items()
        }

    def may_match(self, forms: Iterable[str]) -> bool:
        """Whether any word is one that a pattern cannot do without; cheap enough for a first sieve."""
        return any(form in self._telling for form in forms)

    def finditer(self, tokens: Tokens) -> Iterator[PatternMatch[T]]:
        """Gives the longest match that begins at each word, by start."""
        for index, form in enumerate(tokens.forms):
            best: PatternMatch[T] | None = None
            for pattern in self._by_form.get(form, ()):
                last = _match(pattern.elements, tokens, index)
                if last is not None and (best is None or last > best.last):
                    best = PatternMatch(pattern, index, last)
            if best is not None:
                yield best

    def findall(self, tokens: Tokens) -> list[PatternMatch[T]]:
        """Gives every match of every pattern, by start, longest first."""
        found = []
        for index, form in enumerate(tokens.forms):
            for pattern in self._by_form.get(form, ()):
                last = _match(pattern.elements, tokens, index)
                if last is not None:
                    found.append(PatternMatch(pattern, index, last))
        return found


def _telling(elements: tuple[_Element, ...]) -> frozenset[str]:
    """The forms of the required element that says most: the one whose shortest word is longest."""
    required = [element.forms for element in elements if element.forms and not element.optional]
    return max(required, key=lambda forms: min(map(len, forms)))


def _match(elements: tuple[_Element, ...], tokens: Tokens, start: int) -> int | None:
    """Index of the last word of a match that begins at `start`, or None."""
    return _match_rest(elements, 1, tokens, start + 1, start)


def _match_rest(elements: tuple[_Element, ...], at: int, tokens: Tokens, index: int, last: int) -> int | None:
    while at < len(elements):
        element = elements[at]
        if element.day:
            index = _behind_day(tokens, index)
            at += 1
            continue
        if element.gap:
            for skip in range(_GAP + 1):
                target = index + skip
                if target >= len(tokens.forms) or any(tokens.breaks[index : target + 1]):
                    return None
                if tokens.forms[target] in elements[at + 1].forms:
                    found = _match_rest(elements, at + 2, tokens, target + 1, target)
                    if found is not None:
                        return found
            return None
        fits = index < len(tokens.forms) and not tokens.breaks[index] and tokens.forms[index] in element.forms
        if fits:
            last, index = index, index + 1
        elif not element.optional:
            return None
        at += 1
    return last


@lru_cache(maxsize=1)
def _day() -> re.Pattern[str]:
    """A day in words, by the weekdays and months of the dates' lexicon: "tôt lundi matin", "le 3 mars"."""
    with lexicon_path("dates_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    weekday, month = ("|".join(row["form"] for row in rows if row["class"] == name) for name in ("weekday", "month"))
    return re.compile(
        rf"(?:(?:tôt|tard) )?(?:(?:ce|le|dès) )?"
        rf"(?:(?:(?:{weekday}|hier)(?: matin| soir| midi| après midi| dernier)?(?: (?:1er|[1-3]?\d))?"
        rf"|(?<=le )(?:1er|[1-3]?\d))(?: (?:{month}))?) "
    )


def _behind_day(tokens: Tokens, index: int) -> int:
    """Index of the word behind a day that begins at a word, or of that word where none does."""
    ahead = tokens.forms[index : index + _LONGEST_DAY]
    day = _day().match(" ".join(ahead))
    if day is None:
        return index
    after = index + day.group().count(" ")
    return index if any(tokens.breaks[index:after]) else after
