"""What `find_dates` gives: mentions of dates, and how anaphors count."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from attrs import field, frozen, validators

from incidents.errors import ValueNotAllowedError
from incidents.incident import DateInterval


class DateForm(StrEnum):
    """How an expression tells its date."""

    ABSOLUTE = "absolute"
    PARTIAL = "partial"
    DEICTIC = "deictic"
    ANAPHORIC = "anaphoric"
    HOLIDAY = "holiday"
    SPAN = "span"


class ShiftUnit(StrEnum):
    """In what an anaphor counts."""

    DAY = "day"
    NIGHT = "night"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    YEAR = "year"
    WEEKDAY = "weekday"
    MONTH_DAY = "month_day"
    MONTH_OF_YEAR = "month_of_year"


@frozen
class Shift:
    """How an anaphor counts from its anchor.

    Attributes:
        unit: In what it counts.
        amount: How many units, negative for earlier; for weekday, month_day and month_of_year, -1 the last before
            the anchor, 1 the next after it, 0 the one in the anchor's own month or year.
        value: The weekday (Monday 0), or month * 100 + day, or the month that is meant; 0 otherwise.
    """

    unit: ShiftUnit
    amount: int
    value: int = 0


def _check_span(instance: DateMention, attribute: object, value: int) -> None:
    if not 0 <= instance.start < value:
        raise ValueNotAllowedError(f"offsets {instance.start}..{value} are not a span")


@frozen(kw_only=True)
class DateMention:
    """An expression of a text that denotes a calendar interval.

    Attributes:
        start: First character in the text.
        end: One past the last.
        text: The characters themselves.
        date: The interval it denotes.
        rule: Identifier of the grammar rule that found it.
        form: How it tells its date.
        anchored_on: Position, among the mentions found, of the earlier one that an anaphor counted from; None when
            it counted from the publication day, or is no anaphor.
        shift: How an anaphor counts; None for every other form.
        days: The single days of a list such as "les 3, 7 et 9 mai"; empty for every other form.
        limit: Whether it only bounds what is told: "jusqu'à lundi", "avant le 5 mai", "le scrutin prévu dimanche".
    """

    start: int = field(validator=validators.ge(0))
    end: int = field(validator=_check_span)
    text: str
    date: DateInterval
    rule: str
    form: DateForm
    anchored_on: int | None = None
    shift: Shift | None = None
    days: tuple[dt.date, ...] = ()
    limit: bool = False
