"""French numerals, in digits and in words, as news copy counts people with them."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from incidents.lexicons.loader import lexicon_path, load_entries


@frozen
class NumeralEntry:
    """One word of `numerals.toml`: what it adds, multiplies by, or stands for roughly."""

    id: str
    value: int
    kind: str
    forms: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@frozen
class Numeral:
    """A number that a text gives.

    Attributes:
        low: Lowest value.
        high: Highest value, None when open upwards.
        start: First character, bounds such as "au moins" included.
        end: One past the last character.
        exact: Whether the text counts exactly, as against "une dizaine".
    """

    low: int
    high: int | None
    start: int
    end: int
    exact: bool = True


@cache
def numeral_entries() -> tuple[NumeralEntry, ...]:
    """The entries of the numeral lexicon."""
    return load_entries(lexicon_path("numerals.toml"), NumeralEntry)


@cache
def _entries() -> dict[str, NumeralEntry]:
    return {form: entry for entry in numeral_entries() for form in entry.forms}


_DIGITS = r"\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+"
_LETTERS = r"[^\W\d_]+"


@cache
def _scanner() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _entries()), key=lambda form: (-len(form), form)))
    word = rf"(?:{words})(?!{_LETTERS})"
    number = rf"(?:(?:{_DIGITS})|{word}(?:[ -]et[ -](?:une?|onze)(?!{_LETTERS})|[ -]{word})*)"
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<bound>au moins|plus d[e']|plus de la|pas moins d[e']|près d[e']|quelque|environ|"
        rf"une? bonne|moins d[e']|jusqu'à|au minimum|au total|entre)\s?)?"
        rf"(?P<number>{number})(?:\s(?P<join>et|à|ou)\s(?P<second>{number}))?(?!\w|[.,]\d)",
        re.IGNORECASE,
    )


def read_number(words: str) -> tuple[int, bool] | None:
    """The value of a numeral and whether it is exact; None when it is no numeral.

    Example:
        >>> read_number("soixante et onze"), read_number("2 000"), read_number("une vingtaine")
        ((71, True), (2000, True), (20, False))
    """
    plain = words.strip().lower()
    if re.fullmatch(_DIGITS, plain):
        digits = re.sub(r"\D", "", plain)
        return (int(digits), True) if len(digits) <= 9 else None
    total, current, exact, seen = 0, 0, True, False
    for word in re.findall(r"demi-\w+|[^\s-]+", plain):
        if word in ("et", ""):
            continue
        if word.isdigit() and len(word) <= 9:
            current, seen = current + int(word), True
            continue
        entry = _entries().get(word)
        if entry is None:
            return None
        if entry.kind == "article":
            current += 1
            seen = True
            continue
        current, total, exact = _fold_in(entry, current, total, exact)
        seen = True
    return (total + current, exact) if seen else None


def _fold_in(entry: NumeralEntry, current: int, total: int, exact: bool) -> tuple[int, int, bool]:
    if entry.kind == "multiplier":
        if entry.value == 20:  # "cent vingt", "cent quatre-vingts"
            return current + (76 if current % 100 == 4 else 20), total, exact
        value = max(current, 1) * entry.value
        return (0, total + value, exact) if entry.value >= 1000 else (value, total, exact)
    if entry.kind == "rough":
        return entry.value, total, False
    return current + entry.value, total, exact


def find_numerals(text: str, start: int = 0, end: int | None = None) -> list[Numeral]:
    """Finds the numerals of a stretch of text, in order, with the bounds that the words around them set."""
    found = []
    position, stop = start, len(text) if end is None else end
    while (match := _scanner().search(text, position, stop)) is not None:
        numeral = _numeral(match)
        if numeral is not None:
            found.append(numeral)
        position = match.end("number") if numeral is None else numeral.end
    return found


def _numeral(match: re.Match[str]) -> Numeral | None:
    first = read_number(match["number"])
    if first is None:
        return None
    bound = (match["bound"] or "").lower()
    value, exact = first
    second = read_number(match["second"]) if match["second"] else None
    if second is not None and second[0] > value and (match["join"] in ("à", "ou") or bound == "entre"):
        return Numeral(value, second[0], match.start(), match.end(), exact and second[1])
    high = None if bound.startswith(("au moins", "plus d", "pas moins", "au minimum")) else value
    start = match.start("number") if bound == "entre" else match.start()
    return Numeral(value, high, start, match.end("number"), exact)
