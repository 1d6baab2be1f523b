"""Calendar arithmetic: intervals of days, and the conventions that choose among them. Nothing here reads text."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

from attrs import frozen

from incidents.types import DatePrecision

DAY = DatePrecision.DAY
WEEK = DatePrecision.WEEK
MONTH = DatePrecision.MONTH
YEAR = DatePrecision.YEAR

_ONE = dt.timedelta(days=1)


@frozen
class Interval:
    """An inclusive interval of days with its precision."""

    start: dt.date
    end: dt.date
    precision: DatePrecision


def shift_days(day: dt.date, count: int) -> dt.date | None:
    """The day `count` days later; None outside the years 1..9999."""
    try:
        return day + dt.timedelta(days=count)
    except OverflowError:
        return None


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """A calendar day; None when there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def one_day(day: dt.date) -> Interval:
    """The interval of one day."""
    return Interval(day, day, DAY)


def week_of(day: dt.date) -> Interval | None:
    """The week, Monday to Sunday, that holds a day."""
    start = shift_days(day, -day.weekday())
    end = None if start is None else shift_days(start, 6)
    return None if start is None or end is None else Interval(start, end, WEEK)


def month_of(year: int, month: int) -> Interval | None:
    """A calendar month."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return Interval(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), MONTH)


def year_of(year: int, last: int | None = None) -> Interval | None:
    """A calendar year, or the years `year`..`last`."""
    last = year if last is None else last
    if not 1 <= year <= last <= 9999:
        return None
    return Interval(dt.date(year, 1, 1), dt.date(last, 12, 31), YEAR)


def add_months(day: dt.date, count: int) -> tuple[int, int]:
    """The year and month that lie `count` months after a day's month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return year, month + 1


def add_months_day(day: dt.date, count: int) -> dt.date | None:
    """The same day `count` months later, or that month's last day."""
    month = month_of(*add_months(day, count))
    return None if month is None else month.start.replace(day=min(day.day, month.end.day))


def weekday_until(weekday: int, reference: dt.date, *, strict: bool = False) -> dt.date | None:
    """The latest such weekday on or before a day; before it when `strict`."""
    back = (reference.weekday() - weekday) % 7
    return shift_days(reference, -(back or 7) if strict else -back)


def weekday_after(weekday: int, reference: dt.date) -> dt.date | None:
    """The first such weekday after a day."""
    return shift_days(reference, (weekday - reference.weekday()) % 7 or 7)


def day_until(day: int, month: int, limit: dt.date, *, strict: bool = False) -> dt.date | None:
    """The latest such day of the year on or before a day; before it when `strict`. Knows 29 February."""
    for year in range(limit.year, limit.year - 9, -1):
        found = make_day(year, month, day)
        if found is not None and (found < limit or (found == limit and not strict)):
            return found
    return None


def day_after(day: int, month: int, limit: dt.date) -> dt.date | None:
    """The first such day of the year after a day."""
    for year in range(limit.year, limit.year + 9):
        found = make_day(year, month, day)
        if found is not None and found > limit:
            return found
    return None


def yearly(make: Callable[[int], Interval | None], reference: dt.date, pick: int = 0) -> Interval | None:
    """Chooses the year of a yearly interval.

    Args:
        make: Gives the interval of one year.
        reference: The day to choose by.
        pick: 0 the latest that has begun, -1 the latest that is over, 1 the first that begins later.
    """
    years = range(reference.year - 2, reference.year + 3)
    found = [interval for interval in map(make, years) if interval is not None]
    if pick > 0:
        return next((interval for interval in found if interval.start > reference), None)
    begun = [interval for interval in found if (interval.end if pick < 0 else interval.start - _ONE) < reference]
    return begun[-1] if begun else None


def third_of_month(year: int, month: int, third: int) -> Interval | None:
    """Days 1-10 (0), 11-20 (1) or 21-end (2) of a month, its halves 1-15 (3) and 16-end (4), or all of it (9)."""
    whole = month_of(year, month)
    if whole is None or third == 9:
        return whole
    first, last = {0: (1, 10), 1: (11, 20), 2: (21, whole.end.day), 3: (1, 15), 4: (16, whole.end.day)}[third]
    return Interval(whole.start.replace(day=first), whole.start.replace(day=last), WEEK)


def third_of_year(year: int, third: int) -> Interval | None:
    """January-March (0), May-August (1) or October-December (2) of a year, its halves (3, 4), or all of it (9)."""
    if third == 9:
        return year_of(year)
    first, last = {0: (1, 3), 1: (5, 8), 2: (10, 12), 3: (1, 6), 4: (7, 12)}[third]
    return months_of(year, first, last)


def third_of_week(day: dt.date, third: int) -> Interval | None:
    """Monday and Tuesday (0), Wednesday and Thursday (1) or Friday to Sunday (2) of the week that holds a day."""
    week = week_of(day)
    if week is None or third > 2:
        return week
    first, last = {0: (0, 1), 1: (2, 3), 2: (4, 6)}[third]
    return Interval(week.start + first * _ONE, week.start + last * _ONE, DAY)


def months_of(year: int, first: int, last: int, last_year: int | None = None) -> Interval | None:
    """From one month to another, the same year unless `last_year` is given."""
    start, end = month_of(year, first), month_of(year if last_year is None else last_year, last)
    if start is None or end is None or end.end < start.start:
        return None
    return Interval(start.start, end.end, MONTH)


def season_of(season: str, year: int) -> Interval | None:
    """A season by whole months; the winter of a year begins in the December before it."""
    if season == "winter":
        return months_of(year - 1, 12, 2, year) if year > 1 else None
    first = {"spring": 3, "summer": 6, "autumn": 9}[season]
    return months_of(year, first, first + 2)


def weekend_until(reference: dt.date) -> Interval | None:
    """The latest weekend that has begun on a day."""
    saturday = weekday_until(5, reference)
    return None if saturday is None else weekend_from(saturday)


def weekend_from(saturday: dt.date) -> Interval | None:
    """The weekend that begins on a Saturday."""
    sunday = shift_days(saturday, 1)
    return None if sunday is None else Interval(saturday, sunday, DAY)


def span_precision(start: dt.date, end: dt.date) -> DatePrecision:
    """How fine an open stretch of days is: a few days, weeks, months, or more."""
    days = (end - start).days
    return DAY if days <= 6 else WEEK if days <= 13 else MONTH if days <= 92 else YEAR


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (algorithm of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)
