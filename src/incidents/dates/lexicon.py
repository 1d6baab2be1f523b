"""The lexical data of the date grammar, read once."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from attrs import field, frozen

from incidents.dates.folding import fold
from incidents.dates.mention import DateForm
from incidents.errors import LexiconError
from incidents.lexicons.loader import lexicon_path, load_entries

WORDS = "dates_words.csv"
HOLIDAYS = "dates_holidays.csv"
ISLAMIC = "dates_islamic.csv"
EPONYMS = "dates_eponyms.csv"
RULES = "dates_rules.toml"
PARTS = "dates_parts.toml"


@frozen(kw_only=True)
class Rule:
    """One rule of the grammar, an entry of dates_rules.toml.

    Attributes:
        id: Stable identifier.
        pattern: Over classes of tokens, see `incidents.dates.grammar`; brackets delimit the mention where it is
            less than the whole.
        resolve: Name of the function that reads the date; "none" for an expression that holds no date.
        form: How the expression tells its date.
        option: A value the function takes.
        matches: Sentences in which the rule finds the bracketed span.
        rejects: Sentences in which it finds nothing.
        note: Why the rule is as it is.
    """

    id: str
    pattern: str
    resolve: str
    form: DateForm = field(converter=DateForm, default=DateForm.ABSOLUTE)
    option: str = ""
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    note: str = ""


@frozen(kw_only=True)
class Part:
    """A named piece of patterns, an entry of dates_parts.toml.

    Attributes:
        id: The name, in capitals.
        pattern: What it stands for.
        note: What it is for.
    """

    id: str
    pattern: str
    note: str = ""


@frozen
class Form:
    """One surface form: the value it has in each of its classes."""

    values: Mapping[str, str]


def _rows(name: str, header: list[str]) -> list[list[str]]:
    path = lexicon_path(name)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    faults = [f"line {at}: {len(row)} columns" for at, row in enumerate(rows, 1) if len(row) != len(header)]
    if not rows or rows[0] != header:
        faults.insert(0, f"the header must be {','.join(header)}")
    if faults:
        raise LexiconError(path, faults)
    return rows[1:]


@cache
def load_forms() -> Mapping[str, Form]:
    """All surface forms, folded, with their classes."""
    values: dict[str, dict[str, str]] = {}
    rows = _rows(WORDS, ["class", "form", "value"])
    rows += [["holiday", form, day] for form, day in _rows(HOLIDAYS, ["form", "day"])]
    for name, form, value in rows:
        values.setdefault(fold(form).text, {}).setdefault(name, value)
    return MappingProxyType({form: Form(MappingProxyType(classes)) for form, classes in values.items()})


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules, in order of precedence."""
    return load_entries(lexicon_path(RULES), Rule)


@cache
def load_parts() -> Mapping[str, str]:
    """The named pieces of patterns."""
    return MappingProxyType({part.id: part.pattern for part in load_entries(lexicon_path(PARTS), Part)})


@cache
def load_islamic() -> tuple[tuple[dt.date, dt.date, dt.date], ...]:
    """First day of Ramadan, Eid al-Fitr and Eid al-Adha of each year."""
    rows = _rows(ISLAMIC, ["hijri_year", "ramadan", "fitr", "adha"])
    return tuple((dt.date.fromisoformat(a), dt.date.fromisoformat(b), dt.date.fromisoformat(c)) for _, a, b, c in rows)


@cache
def load_eponyms() -> Mapping[tuple[int, int], dt.date]:
    """Days of history that are named by day and month alone, as in "le 11-Septembre"."""
    rows = _rows(EPONYMS, ["day", "month", "date"])
    return MappingProxyType({(int(day), int(month)): dt.date.fromisoformat(date) for day, month, date in rows})
