"""Resolves stretches of time that are counted from a day: "il y a trois jours", "ces dix derniers jours"."""

from __future__ import annotations

import datetime as dt

from incidents.dates import calendar as cal
from incidents.dates.calendar import Interval
from incidents.dates.context import Context, Resolution
from incidents.dates.grammar import Hit
from incidents.dates.mention import DateForm


def answer(interval: Interval | None, form: DateForm | None = None) -> Resolution | None:
    """A resolution to an interval; None without one."""
    return None if interval is None else Resolution(interval=interval, form=form)


def shifted(unit: str, reference: dt.date, count: int) -> Interval | None:
    """The week, month, year or weekend that lies `count` units from the one that holds a day."""
    if unit == "week":
        day = cal.shift_days(reference, 7 * count)
        return None if day is None else cal.week_of(day)
    if unit == "month":
        return cal.month_of(*cal.add_months(reference, count))
    if unit == "year":
        return cal.year_of(reference.year + count)
    if unit == "decade":
        return cal.year_of(reference.year + 10 * count)
    saturday = cal.weekday_until(5, reference)
    day = None if saturday is None else cal.shift_days(saturday, 7 * count)
    return None if day is None else cal.weekend_from(day)


def rolling(context: Context, count: int) -> Resolution | None:
    """From `count` days before the reference up to it."""
    if context.published is None:
        return None
    start = cal.shift_days(context.published, -count)
    if start is None:
        return None
    precision = cal.span_precision(start, context.published)
    return Resolution(interval=cal.Interval(start, context.published, precision))


def _counted(hit: Hit) -> tuple[int, str]:
    count = hit.number("num")
    if count is None:
        count = hit.number("approx") or 0
    return count, hit.value("unit")


def _from_reference(context: Context, sign: int) -> Resolution | None:
    count, unit = _counted(context.hit)
    if context.published is None or unit == "century":
        return None
    if unit != "day":
        return answer(shifted(unit, context.published, sign * count))
    day = cal.shift_days(context.published, sign * count)
    if day is None:
        return None
    return answer(cal.week_of(day) if context.hit.has("approx") else cal.one_day(day))


def ago(context: Context) -> Resolution | None:
    """ "il y a trois jours", "il y a deux semaines", "il y a une dizaine de jours" (the week)."""
    return _from_reference(context, -1)


def ago_within(context: Context) -> Resolution | None:
    """ "il y a moins d'une semaine", "il y a moins de trois jours": the days before the reference, itself left out."""
    count, unit = _counted(context.hit)
    if context.published is None or unit not in ("day", "week", "month"):
        return None
    days = count * {"day": 1, "week": 7, "month": 30}[unit]
    start, end = cal.shift_days(context.published, -days), cal.shift_days(context.published, -1)
    if start is None or end is None or end < start:
        return None
    return answer(Interval(start, end, cal.span_precision(start, end)))


def ago_exact(context: Context) -> Resolution | None:
    """ "il y a un an jour pour jour": that day."""
    count, unit = _counted(context.hit)
    if context.published is None or unit not in ("year", "month"):
        return _from_reference(context, -1)
    day = cal.add_months_day(context.published, -count * (12 if unit == "year" else 1))
    return None if day is None else answer(cal.one_day(day))


def ahead(context: Context) -> Resolution | None:
    """ "dans trois jours"."""
    return _from_reference(context, 1)


def ago_half(context: Context) -> Resolution | None:
    """ "il y a un an et demi", "il y a un mois et demi"."""
    count, unit = _counted(context.hit)
    if context.published is None:
        return None
    if unit == "year":
        return answer(shifted("month", context.published, -12 * count - 6))
    if unit == "month":
        return answer(shifted("week", context.published, -(count * 61 + 30) // 14))
    return None


def since_count(context: Context) -> Resolution | None:
    """ "depuis trois jours", "depuis deux semaines"; months and years are mere durations."""
    hit = context.hit
    if hit.has("dayshours"):
        return rolling(context, hit.number("dayshours") or 0)
    count, unit = _counted(hit)
    return rolling(context, count * (7 if unit == "week" else 1)) if unit in ("day", "week") else None


def recent(context: Context) -> Resolution | None:
    """ "ces dix derniers jours", "les dernières 24 heures"."""
    hit = context.hit
    if hit.has("dayshours"):
        return rolling(context, hit.number("dayshours") or 0)
    count, unit = _counted(hit)
    if unit in ("day", "week"):
        return rolling(context, count * (7 if unit == "week" else 1))
    if unit != "month" or context.published is None:
        return None
    start = cal.add_months_day(context.published, -count)
    if start is None:
        return None
    return answer(Interval(start, context.published, cal.span_precision(start, context.published)))
