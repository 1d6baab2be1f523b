"""Cuts a folded text into tokens and gives each its classes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from attrs import frozen

from incidents.dates.lexicon import load_forms

_NUMERIC_DATE = (
    r"[0-9]{4}(?P<iso>[-/.])[0-9]{2}(?P=iso)[0-9]{2}|"
    r"[0-9]{1,2}(?P<separator>[-./])[0-9]{1,2}(?P=separator)(?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{1,2} (?P<spaced>[-/]) [0-9]{1,2} (?P=spaced) [0-9]{4}"
)
_SHORT_DATE = r"[0-9]{1,2}/[0-9]{1,2}"
_CLOCK = r"[0-9]{1,2} ?(?:heures?|h)(?: ?[0-9]{2})?(?![\w])|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
_ORDINAL = r"[0-9]{1,2} ?(?:er|ier|ere)\b|[0-9]{1,2}(?:e|o|eme|ieme|nd|nde)\b"
_BIG = r"[0-9]{1,3}(?:[ .][0-9]{3})+(?![0-9])|[0-9]+,[0-9]+(?![0-9,]| ?(?:et|ou) [0-9])"
_PARAGRAPH = r"\n *(?:\n *)+"
_GAP = r"(?: +(?:\n *)?|\n *)"
_FUTURE = re.compile(r"[a-z]{2,}(?:[eiudtv]ra|[eiudtv]ront|rra|rront)")
"""The future of a verb's third person, folded; nouns of that form stand in dates_words.csv as class noun."""
_STOPS = ".!?…;"

OTHER = "\ue000"
_PLAIN: Mapping[str, str] = {"low": ""}
_NOUNS = frozenset(("habit", "namehead", "noun", "sitehead", "worldly"))
"""Classes of nouns: to patterns that ask for any word these are words like others, too."""
_COMING: Mapping[str, str] = {"low": "", "planned": ""}
_CAPITAL: Mapping[str, str] = {"cap": "", "name": ""}
_FIXED: Mapping[str, Mapping[str, str]] = {
    "clock": {"clock": ""},
    "paragraph": {"paragraph": "", "stop": ""},
    "big": {"figure": ""},
}


@frozen
class Token:
    """One token: its span in the folded text, and the value it has in each class it belongs to."""

    start: int
    end: int
    values: Mapping[str, str]

    def number(self, name: str) -> int:
        """The token's value in a class, as a number."""
        return int(self.values[name])


@frozen
class Stream:
    """A text as a row of tokens.

    Attributes:
        spans: Start and end of each token in the folded text.
        values: The values of each token in its classes.
        codes: One character a token, that stands for the set of its classes.
    """

    spans: list[tuple[int, int]]
    values: list[Mapping[str, str]]
    codes: str

    def token(self, index: int) -> Token:
        """One token."""
        return Token(*self.spans[index], self.values[index])


@cache
def token_pattern() -> re.Pattern[str]:
    """The one regex that cuts a text into tokens."""
    compounds = sorted((form for form in load_forms() if not form.isalpha()), key=len, reverse=True)
    spelled = [
        _GAP.join(map(re.escape, form.split(" "))) + (r"(?!\w)" if form[-1] not in ".'" else "") for form in compounds
    ]
    kinds = (
        ("compound", rf"(?:{'|'.join(spelled)})"),
        ("numeric", rf"(?:{_NUMERIC_DATE})(?![-./]?[0-9])(?!\w)|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?=t[0-9])"),
        ("clock", _CLOCK),
        ("short", rf"(?:{_SHORT_DATE})(?!/?[0-9])(?!\w)"),
        ("ordinal", _ORDINAL),
        ("big", _BIG),
        ("digits", r"[0-9]+(?!\w)"),
        ("elided", r"[^\W0-9_]+'(?=\w)"),
        ("word", r"\w+"),
        ("paragraph", _PARAGRAPH),
        ("mark", r"[^\w\s]"),
    )
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds))


@lru_cache(maxsize=4096)
def _number_values(text: str) -> Mapping[str, str]:
    if len(text) > 6:
        return {"figure": ""}
    value = int(text)
    values = {"num": str(value)}
    if len(text) <= 2 and 1 <= value <= 31:
        values["day"] = values["dayfig"] = str(value)
    if len(text) == 2:
        values["twodigits"] = text
    if len(text) == 4 and value >= 1000:
        values["year" if 1900 <= value <= 2099 else "oldyear"] = text
        if value % 50 == 0:
            values["roundyear"] = text
    return values


@lru_cache(maxsize=1024)
def _ordinal_values(text: str) -> Mapping[str, str]:
    value = text.rstrip("abcdefghijklmnopqrstuvwxyz ")
    values = {"ordinal": value}
    if value == "1" and text.endswith("er"):
        values["day"] = values["dayfig"] = value
    return values


class Tokenizer:
    """Cuts texts into tokens and codes each token's set of classes as one character.

    Args:
        literals: The words and marks that patterns name themselves; each is a class of its own.
    """

    def __init__(self, literals: frozenset[str]) -> None:
        self._codes: dict[frozenset[str], str] = {}
        self._known: dict[tuple[str, bool], Mapping[str, str]] = {}
        words = [form for form in load_forms() if not form.endswith("\n")]
        words += sorted(literal for literal in literals if literal not in load_forms())
        for word in words:
            known = dict(load_forms()[word].values) if word in load_forms() else {}
            if word in literals:
                known[f"={word}"] = ""
            if not word[0].isalnum():
                known["mark"] = ""
                if word in _STOPS:
                    known["stop"] = ""
            self._known[word, False] = {**known, "low": ""} if known and known.keys() <= _NOUNS else known
            self._known[word, True] = {**known, "cap": ""}
        for stop in _STOPS:
            self._known.setdefault((stop, False), {"mark": "", "stop": ""})
        samples = [str(number) for number in (*range(32), *range(40, 100, 9), 100, 1000, 1234, 1900, 1901, 2050, 2100)]
        samples += [f"{number:02}" for number in range(10)] + ["1234567", "000", "0000"]
        for values in (
            _PLAIN,
            _COMING,
            _CAPITAL,
            {"mark": ""},
            {"numeric": ""},
            {"short": ""},
            *_FIXED.values(),
            *self._known.values(),
            *map(_number_values, samples),
            *map(_ordinal_values, ("1er", "2e")),
        ):
            self._codes.setdefault(frozenset(values), chr(ord(OTHER) + 1 + len(self._codes)))
        self._code_of_known = {key: self._codes[frozenset(values)] for key, values in self._known.items()}

    def codes(self, name: str) -> str:
        """All characters that stand for a set with this class in it."""
        return "".join(code for classes, code in self._codes.items() if name in classes)

    def _read(self, kind: str, text: str, source: str) -> tuple[Mapping[str, str], str]:
        if kind in ("word", "elided", "compound", "mark"):
            if kind == "compound":
                text = " ".join(text.split())
            capital = source[:1].isupper() and not (len(source) > 2 and source.isupper())
            values = self._known.get((text, capital))
            if values is not None:
                return values, self._code_of_known[text, capital]
            coming = not capital and kind == "word" and _FUTURE.fullmatch(text)
            values = {"mark": ""} if kind == "mark" else _CAPITAL if capital else _COMING if coming else _PLAIN
        elif kind == "digits":
            values = _number_values(text)
        elif kind == "ordinal":
            values = _ordinal_values(text)
        elif kind in ("numeric", "short"):
            values = {kind: text.replace(" ", "")}
        else:
            values = _FIXED[kind]
        return values, self._codes.get(frozenset(values), OTHER)

    def __call__(self, folded: str, source: str) -> Stream:
        """Cuts a folded text; `source` is of the same length and still has its capitals."""
        spans, rows, codes = [], [], []
        for found in token_pattern().finditer(folded):
            start, end = span = found.span()
            values, code = self._read(found.lastgroup or "word", folded[start:end], source[start:end])
            spans.append(span)
            rows.append(values)
            codes.append(code)
        return Stream(spans, rows, "".join(codes))
