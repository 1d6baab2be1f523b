"""What an expression of one day states, and the day that it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import frozen

from incidents.dates import calendar as cal
from incidents.dates.grammar import Hit
from incidents.dates.mention import DateForm
from incidents.dates.numeric import read_numeric
from incidents.dates.tokens import Token

_FUTURE_NEAR = 45
PAST_FAR = 180
"""Days from which on a stated day lies so far back that a coming one may be meant."""


@frozen(kw_only=True)
class Fields:
    """What an expression of one day states; None where it does not."""

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    offset: int | None = None
    numeric: str | None = None

    def complete(self) -> dt.date | None:
        """The day, when it is stated whole."""
        if self.numeric is not None:
            return read_numeric(self.numeric)
        if self.day is None or self.month is None or self.year is None:
            return None
        return cal.make_day(self.year, self.month, self.day)


def read_fields(tokens: Sequence[tuple[str, Token]]) -> Fields:
    """Reads the captured tokens of one day's expression."""
    values: dict[str, int] = {}
    numeric = None
    for name, token in tokens:
        if name in ("weekday", "weekdayabbr"):
            values["weekday"] = token.number(name)
        elif name in ("month", "monthabbr"):
            values["month"] = token.number(name)
        elif name in ("year", "oldyear"):
            values["year"] = token.number(name)
        elif name in ("day", "dayfig"):
            values["day"] = token.number(name)
        elif name in ("relday", "today"):
            values["offset"] = token.number(name)
        elif name == "numeric":
            numeric = token.values[name]
        elif name == "short":
            day, month = token.values[name].split("/")
            values["day"], values["month"] = int(day), int(month)
    return Fields(**values, numeric=numeric)


def captured(hit: Hit) -> list[tuple[str, Token]]:
    """All captured tokens of a hit in text order."""
    return sorted(((name, token) for name, tokens in hit.fields.items() for token in tokens), key=_place)


def _place(pair: tuple[str, Token]) -> int:
    return pair[1].start


def locate(fields: Fields, reference: dt.date | None, year: int | None = None, direction: int = 0) -> dt.date | None:
    """The day that the fields mean.

    Args:
        fields: What is stated.
        reference: The day to choose by; None when unknown.
        year: The year the context gives a date without one.
        direction: -1 strictly before the reference, 1 strictly after it, 0 the latest on or before it.
    """
    if fields.numeric is not None or fields.year is not None:
        return fields.complete()
    if fields.day is not None and fields.month is not None and year is not None:
        return cal.make_day(year, fields.month, fields.day)
    if reference is None:
        return None
    if fields.offset is not None:
        return cal.shift_days(reference, fields.offset)
    if fields.day is not None and fields.month is not None:
        return _locate_day(fields.day, fields.month, fields.weekday, reference, direction)
    if fields.day is not None:
        return _locate_number(fields.day, fields.weekday, reference)
    if fields.weekday is None:
        return None
    if direction > 0:
        return cal.weekday_after(fields.weekday, reference)
    return cal.weekday_until(fields.weekday, reference, strict=direction < 0)


def _locate_day(day: int, month: int, weekday: int | None, reference: dt.date, direction: int) -> dt.date | None:
    if direction > 0:
        return cal.day_after(day, month, reference)
    past = cal.day_until(day, month, reference, strict=direction < 0)
    if weekday is None or direction < 0 or past is None or past.weekday() == weekday:
        return past
    # "dimanche 9 mai", announced in April: the weekday shows that the coming one is meant.
    future = cal.day_after(day, month, reference)
    near = future is not None and future.weekday() == weekday and (future - reference).days <= _FUTURE_NEAR
    return future if near and (reference - past).days > PAST_FAR else past


def _locate_number(day: int, weekday: int | None, reference: dt.date) -> dt.date | None:
    """The latest such day of a month on or before the reference, on that weekday if one is stated."""
    year, month = reference.year, reference.month
    for _ in range(4):
        found = cal.make_day(year, month, day)
        if found is not None and found <= reference and weekday in (None, found.weekday()):
            return found
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def form_of(fields: Fields) -> DateForm:
    """Whether a day is stated whole, in part or from today."""
    if fields.numeric is not None or fields.year is not None:
        return DateForm.ABSOLUTE
    return DateForm.PARTIAL if fields.day is not None else DateForm.DEICTIC
