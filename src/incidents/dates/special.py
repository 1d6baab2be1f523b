"""Resolves feasts, fixed and movable."""

from __future__ import annotations

import datetime as dt

from incidents.dates import calendar as cal
from incidents.dates.calendar import Interval
from incidents.dates.context import Context, Resolution
from incidents.dates.lexicon import load_islamic
from incidents.types import DatePrecision


def _feasts(name: str, year: int) -> list[Interval]:
    """The intervals of a feast that begin in a year."""
    if name.startswith("easter"):
        day = cal.shift_days(cal.easter(year), int(name[6:]))
        return [] if day is None else [cal.one_day(day)]
    if name in ("ramadan", "fitr", "adha"):
        found = []
        for ramadan, fitr, adha in load_islamic():
            if name == "ramadan":
                one = Interval(ramadan, fitr - dt.timedelta(days=1), DatePrecision.MONTH)
            else:
                one = cal.one_day(fitr if name == "fitr" else adha)
            if one.start.year == year:
                found.append(one)
        return found
    month, day_of_month = name.split("-")
    fixed = cal.make_day(year, int(month), int(day_of_month))
    return [] if fixed is None else [cal.one_day(fixed)]


def holiday_day(name: str, reference: dt.date | None, year: int | None, pick: int = 0) -> Interval | None:
    """A feast of a year, or by a reference day.

    Args:
        name: "12-25", "easter+39", "ramadan", "fitr" or "adha".
        reference: The day to choose by; None when unknown.
        year: The year, when the text states it.
        pick: 0 the latest that has begun, -1 the latest that is over, 1 the first that begins later.
    """
    if year is not None:
        return next(iter(_feasts(name, year)), None) if 1600 <= year <= 9999 else None
    if reference is None:
        return None
    years = [year for year in range(reference.year - 2, reference.year + 3) if 1 <= year <= 9999]
    known = [one for year in years for one in _feasts(name, year)]
    if pick > 0:
        return next((one for one in known if one.start > reference), None)
    begun = [one for one in known if (one.end < reference if pick < 0 else one.start <= reference)]
    return begun[-1] if begun else None


def holiday(context: Context) -> Resolution | None:
    """ "Noël", "la Toussaint 2020", "le ramadan"."""
    hit = context.hit
    pick = 1 if hit.has("next") or context.ahead or context.planned else -1 if hit.has("last") else 0
    year = hit.number("year") or hit.number("oldyear")
    found = holiday_day(hit.value("holiday"), context.published, year or context.stated_year(), pick)
    return None if found is None else Resolution(interval=found)
