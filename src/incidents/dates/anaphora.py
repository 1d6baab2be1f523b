"""Resolves what counts from another date: "la veille", "trois jours plus tôt", "le mois suivant"."""

from __future__ import annotations

import datetime as dt

from attrs import evolve

from incidents.dates import calendar as cal
from incidents.dates.calendar import Interval
from incidents.dates.context import Context, Resolution
from incidents.dates.counted import shifted
from incidents.dates.fields import captured, locate, read_fields
from incidents.dates.mention import DateForm, DateMention, Shift, ShiftUnit
from incidents.dates.special import holiday_day
from incidents.incident import DateInterval
from incidents.types import DatePrecision

_EVENING = ("soir", "soirée", "nuit")
_NIGHT = "nuit"
_OVERNIGHT = Shift(ShiftUnit.NIGHT, 1)
_UNITS = {
    "day": ShiftUnit.DAY,
    "night": ShiftUnit.NIGHT,
    "week": ShiftUnit.WEEK,
    "weekend": ShiftUnit.WEEKEND,
    "month": ShiftUnit.MONTH,
    "year": ShiftUnit.YEAR,
}


def apply_shift(shift: Shift, start: dt.date, end: dt.date) -> Interval | None:
    """Counts from an anchor.

    Args:
        shift: How to count.
        start: First day of the anchor.
        end: Last day of the anchor.
    """
    unit, amount = shift.unit, shift.amount
    if unit is ShiftUnit.DAY:
        return _shift_by_days(amount, start, end)
    if unit is ShiftUnit.NIGHT:
        first = end if amount > 0 else cal.shift_days(start, -1)
        last = None if first is None else cal.shift_days(first, 1)
        return None if first is None or last is None else Interval(first, last, DatePrecision.DAY)
    if unit is ShiftUnit.WEEKDAY:
        day = cal.weekday_after(shift.value, end) if amount > 0 else cal.weekday_until(shift.value, start, strict=True)
        return None if day is None else cal.one_day(day)
    if unit is ShiftUnit.MONTH_DAY:
        return _shift_to_day(shift, start, end)
    if unit is ShiftUnit.MONTH_OF_YEAR:
        if amount == 0:
            return cal.month_of(start.year, shift.value)
        later = start.month >= shift.value if amount > 0 else start.month <= shift.value
        return cal.month_of(start.year + (amount if later else 0), shift.value)
    return shifted(unit.value, start if amount <= 0 else end, amount)


def _shift_by_days(amount: int, start: dt.date, end: dt.date) -> Interval | None:
    if amount == 0:
        return Interval(start, end, DatePrecision.DAY if (end - start).days <= 3 else DatePrecision.WEEK)
    day = cal.shift_days(start if amount < 0 else end, amount)
    return None if day is None else cal.one_day(day)


def _shift_to_day(shift: Shift, start: dt.date, end: dt.date) -> Interval | None:
    month, number = divmod(shift.value, 100)
    if month == 0:
        day = cal.make_day(start.year, start.month, number)
    elif shift.amount == 0:
        day = cal.make_day(start.year, month, number)
    elif shift.amount > 0:
        day = cal.day_after(number, month, end)
    else:
        day = cal.day_until(number, month, start, strict=True)
    return None if day is None else cal.one_day(day)


def _count(context: Context, shift: Shift, *, apart: bool = False) -> Resolution | None:
    """Counts from the nearest earlier mention (`apart`: that is not of yesterday), else from the publication day."""
    at = context.antecedent(shift.unit, apart=apart)
    if at is not None:
        anchor = context.anchor(at)
        if shift.unit is ShiftUnit.DAY and shift.amount > 0 and context.mentions[at].rule == "night.interval":
            anchor = cal.one_day(anchor.start)  # the morrow of a night "de samedi à dimanche" is that Sunday
        interval = apply_shift(shift, anchor.start, anchor.end)
    elif context.published is not None:
        interval = apply_shift(shift, context.published, context.published)
        if shift.amount > 0 and shift.unit is not ShiftUnit.DAY:
            interval = None  # "dix ans après", with nothing to count from, tells of today
    else:
        interval = None
    if interval is None:
        return None
    return Resolution(interval=interval, form=DateForm.ANAPHORIC, anchored_on=at, shift=shift)


def night_of(mention: DateMention, anchor: DateMention) -> DateMention:
    """A mention of the night of a day that was told as an evening: it runs into the next day.

    Args:
        mention: A mention that `find_dates` found.
        anchor: The mention that it counts from.
    """
    same = mention.shift == Shift(ShiftUnit.DAY, 0) and _NIGHT in mention.text.lower()
    return evolve(mention, shift=_OVERNIGHT) if same and _is_evening(anchor) else mention


def _is_evening(mention: DateMention) -> bool:
    return mention.text.lower().endswith(_EVENING)


def anaphor(context: Context) -> Resolution | None:
    """ "la veille", "le lendemain", "ce jour-là"."""
    hit = context.hit
    amount = hit.number("anaphor")
    if amount is None:
        amount = hit.number("anaphorshort") or 0
    words = hit.stream.values[hit.last]
    apart = "farther" in words
    at = context.antecedent(ShiftUnit.NIGHT, apart=apart) if "samenight" in words else None
    if at is not None and _is_evening(context.mentions[at]):
        return _count(context, _OVERNIGHT, apart=apart)
    found = _count(context, Shift(ShiftUnit.DAY, amount), apart=apart)
    if found is None or found.anchored_on is None or context.published is None:
        return found
    return None if found.interval.start > context.published else found


def anaphor_period(context: Context) -> Resolution | None:
    """ "le même mois", "cette année-là", "la semaine d'avant"."""
    unit, amount = context.hit.value("anaphorperiod").split(":")
    return _count(context, Shift(_UNITS[unit], int(amount)))


def period_beside(context: Context) -> Resolution | None:
    """ "le mois suivant", "la semaine précédente"."""
    amount = 1 if context.hit.has("follow") else -1
    return _count(context, Shift(_UNITS[context.hit.rule.option], amount))


def weekday_beside(context: Context) -> Resolution | None:
    """ "le lundi suivant", "le dimanche précédent"."""
    hit = context.hit
    number = hit.number("weekday")
    value = number if number is not None else hit.number("weekdayabbr") or 0
    return _count(context, Shift(ShiftUnit.WEEKDAY, 1 if hit.has("follow") else -1, value))


def month_beside(context: Context) -> Resolution | None:
    """ "en mars suivant"."""
    amount = 1 if context.hit.has("follow") else -1
    return _count(context, Shift(ShiftUnit.MONTH_OF_YEAR, amount, context.hit.number("month") or 1))


def month_same_year(context: Context) -> Resolution | None:
    """ "mars de la même année"."""
    if not context.hit.value("anaphorperiod").startswith("year"):
        return None
    return _count(context, Shift(ShiftUnit.MONTH_OF_YEAR, 0, context.hit.number("month") or 1))


def same_month(context: Context) -> Resolution | None:
    """ "le 12 du même mois", "le 5 du mois dernier", "le 5 courant"."""
    hit = context.hit
    day = hit.number("day") or 0
    if hit.has("anaphorperiod"):
        unit = hit.value("anaphorperiod")
        return _count(context, Shift(ShiftUnit.MONTH_DAY, 0, day)) if unit.startswith("month") else None
    if context.published is None:
        return None
    year, month = cal.add_months(context.published, -1 if hit.has("last") else 0)
    found = cal.make_day(year, month, day)
    return None if found is None else Resolution(interval=cal.one_day(found), form=DateForm.DEICTIC)


def same_year(context: Context) -> Resolution | None:
    """ "le 20 novembre de la même année"."""
    hit = context.hit
    if not hit.value("anaphorperiod").startswith("year"):
        return None
    value = (hit.number("month") or 1) * 100 + (hit.number("day") or 0)
    at = context.antecedent(ShiftUnit.YEAR)
    return None if at is None else _count(context, Shift(ShiftUnit.MONTH_DAY, 0, value))


def bare_number(context: Context) -> Resolution | None:
    """ "le 3 mai … le 15": a day of the antecedent's month."""
    if context.antecedent(ShiftUnit.DAY) is None:
        return None
    found = _count(context, Shift(ShiftUnit.MONTH_DAY, 0, context.hit.number("dayfig") or 0))
    late = found is not None and context.published is not None and found.interval.start > context.published
    return None if late else found


def count_event(context: Context) -> Resolution | None:
    """ "deux jours après l'attaque": from the nearest date, taken for that event's, when it stands apart."""
    at = context.antecedent(ShiftUnit.DAY)
    if at is None or context.hit.value("unit") not in ("day", "") or context.beside_last():
        return None
    found = count_beside(context)
    late = found is not None and context.published is not None and found.interval.start > context.published
    return None if late else found


def count_beside(context: Context) -> Resolution | None:
    """ "trois jours plus tôt", "deux mois après", "48 heures plus tard"."""
    hit = context.hit
    sign = hit.number("earlier") or hit.number("beside") or 1
    hours = hit.number("dayshours")
    if hours is not None:
        return _count(context, Shift(ShiftUnit.DAY, sign * hours))
    count = hit.number("num") or hit.number("approx") or 0
    unit = hit.value("unit")
    if unit == "decade":
        return _count(context, Shift(ShiftUnit.YEAR, sign * count * 10))
    return _count(context, Shift(_UNITS[unit], sign * count)) if unit in _UNITS else None


def _anchor(context: Context) -> dt.date | None:
    hit = context.hit
    if hit.has("holiday"):
        found = holiday_day(hit.value("holiday"), context.published, None)
        return None if found is None else found.start
    fields = evolve(read_fields(captured(hit)), offset=None)
    return locate(fields, context.published, context.stated_year())


def offset_of(context: Context) -> Resolution | None:
    """ "la veille de Noël", "le lendemain du 5 mai"."""
    hit = context.hit
    amount = hit.number("anaphor")
    if amount is None:
        amount = hit.number("anaphorshort") or 0
    anchor = _anchor(context)
    day = None if anchor is None else cal.shift_days(anchor, amount)
    return None if day is None else Resolution(interval=cal.one_day(day))


def offset(context: Context) -> Resolution | None:
    """ "deux jours avant Noël", "trois jours après le 5 mai"."""
    hit = context.hit
    anchor = _anchor(context)
    count, unit = hit.number("num") or 0, hit.value("unit")
    if anchor is None or unit not in ("day", "week"):
        return None
    day = cal.shift_days(anchor, (hit.number("beside") or 1) * count * (7 if unit == "week" else 1))
    return None if day is None else Resolution(interval=cal.one_day(day))


def resolve_anaphor(mention: DateMention, anchor: dt.date | DateInterval) -> DateMention:
    """Counts an anaphor again, from another anchor; a mention that is no anaphor comes back unchanged.

    Args:
        mention: A mention that `find_dates` found.
        anchor: The day or interval to count from.

    Example:
        >>> import datetime as dt
        >>> from incidents.dates import find_dates
        >>> eve = find_dates("La veille, un soldat avait été tué.", published="2021-04-06")[0]
        >>> resolve_anaphor(eve, dt.date(2020, 3, 1)).date.start
        datetime.date(2020, 2, 29)
    """
    if mention.shift is None:
        return mention
    start, end = (anchor.start, anchor.end) if isinstance(anchor, DateInterval) else (anchor, anchor)
    interval = apply_shift(mention.shift, start, end)
    if interval is None:
        return mention
    date = DateInterval(start=interval.start, end=interval.end, precision=interval.precision, mention=mention.text)
    return evolve(mention, date=date, anchored_on=None)
