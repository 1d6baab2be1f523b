"""Resolves expressions of one day: dates, weekdays, today and yesterday, days with a name of their own."""

from __future__ import annotations

import datetime as dt

from incidents.dates import calendar as cal
from incidents.dates.context import Context, Resolution
from incidents.dates.fields import Fields, captured, form_of, locate, read_fields
from incidents.dates.grammar import Hit
from incidents.dates.lexicon import load_eponyms
from incidents.dates.mention import DateForm, Shift, ShiftUnit
from incidents.types import DatePrecision


def _direction(hit: Hit, context: Context, fields: Fields) -> int:
    if hit.has("next") or context.ahead:
        return 1
    if hit.has("last"):
        return -1
    if fields.day is not None and fields.month is not None:
        return context.coming(fields.month, fields.day)
    today = context.published is not None and context.published.weekday() == fields.weekday
    return 1 if context.planned and not today else 0


def calendar_day(context: Context) -> Resolution | None:
    """ "lundi 5 avril 2021", "le 5 avril", "05/04/2021", "le 5 avril dernier", "le 20 avril suivant"."""
    hit = context.hit
    fields = read_fields(captured(hit))
    if fields.day is not None and fields.month is not None and fields.year is None and fields.weekday is None:
        beside = -1 if hit.has("precede") else 1 if hit.has("follow") else 0
        at = context.antecedent(ShiftUnit.MONTH_DAY) if beside else None
        if at is not None:
            anchor = context.mentions[at].date
            day = (cal.day_after if beside > 0 else _strictly_before)(fields.day, fields.month, anchor.start)
            shift = Shift(ShiftUnit.MONTH_DAY, beside, fields.month * 100 + fields.day)
            return (
                None
                if day is None
                else Resolution(interval=cal.one_day(day), form=DateForm.ANAPHORIC, anchored_on=at, shift=shift)
            )
    direction = _direction(hit, context, fields)
    partial = fields.year is None and fields.day is not None and fields.month is not None and direction == 0
    day = _by_neighbour(fields.day or 0, fields.month or 0, context) if partial else None
    if day is None:
        day = locate(fields, context.published, context.stated_year() if partial else None, direction)
    return None if day is None else Resolution(interval=cal.one_day(day), form=form_of(fields))


def _by_neighbour(number: int, month: int, context: Context) -> dt.date | None:
    """A day without a year that stands beside an anaphor, or goes on telling of a dated past."""
    frame = context.frame()
    if frame is None:
        return None
    candidates = [cal.make_day(year, month, number) for year in range(frame.start.year - 1, frame.end.year + 2)]
    return next((day for day in candidates if day is not None and frame.start <= day <= frame.end), None)


def _strictly_before(day: int, month: int, limit: dt.date) -> dt.date | None:
    return cal.day_until(day, month, limit, strict=True)


def numbered_weekday(context: Context) -> Resolution | None:
    """ "lundi 5": the latest fifth of a month that was a Monday; where there is none, that Monday."""
    fields = read_fields(captured(context.hit))
    day = locate(fields, context.published) or locate(Fields(weekday=fields.weekday), context.published)
    return None if day is None else Resolution(interval=cal.one_day(day))


def weekday(context: Context) -> Resolution | None:
    """ "lundi", "lundi dernier", "lundi prochain", "ce lundi"."""
    fields = read_fields(captured(context.hit))
    day = locate(fields, context.published, None, _direction(context.hit, context, fields))
    return None if day is None else Resolution(interval=cal.one_day(day))


def weekday_list(context: Context) -> Resolution | None:
    """ "lundi et mardi", "samedi, dimanche et lundi", "jeudi et vendredi prochains": from the first to the last."""
    hit, reference = context.hit, context.published
    numbers = [token.number("weekday") for token in hit.all("weekday")]
    if reference is None:
        return None
    found: list[dt.date] = []
    if hit.has("nexts") or context.ahead or context.planned:
        for number in numbers:
            day = cal.weekday_after(number, found[-1] if found else reference)
            found += [] if day is None else [day]
    else:
        for number in reversed(numbers):
            strict = bool(found) or hit.has("lasts")
            day = cal.weekday_until(number, found[0] if found else reference, strict=strict)
            found[:0] = [] if day is None else [day]
    if len(found) < len(numbers):
        return None
    return Resolution(interval=cal.Interval(found[0], found[-1], DatePrecision.DAY), days=tuple(found))


def weekday_in_eight(context: Context) -> Resolution | None:
    """ "mardi en huit", "vendredi en quinze": one or two weeks after the coming one."""
    weekday_number = read_fields(captured(context.hit)).weekday
    if context.published is None or weekday_number is None:
        return None
    coming = cal.weekday_after(weekday_number, context.published)
    weeks = 2 if any("=quinze" in token.values for token in context.hit.tokens()) else 1
    if coming is not None and context.published.weekday() == weekday_number:
        weeks -= 1
    day = None if coming is None else cal.shift_days(coming, 7 * weeks)
    return None if day is None else Resolution(interval=cal.one_day(day))


def weekday_of_week(context: Context) -> Resolution | None:
    """ "lundi de la semaine dernière", "mardi de cette semaine"."""
    hit = context.hit
    weekday_number = read_fields(captured(hit)).weekday
    if context.published is None or weekday_number is None:
        return None
    weeks = 1 if hit.has("next") else -1 if hit.has("last") else 0
    day = cal.shift_days(context.published, 7 * weeks - context.published.weekday() + weekday_number)
    return None if day is None else Resolution(interval=cal.one_day(day))


def nth_weekday(context: Context) -> Resolution | None:
    """ "le premier lundi d'avril", "le dernier vendredi de mars 2020"."""
    hit = context.hit
    weekday_number, number = read_fields(captured(hit)).weekday, hit.number("ordinal")
    month, reference = hit.number("month") or 1, context.published
    if weekday_number is None:
        return None

    def make(year: int) -> cal.Interval | None:
        whole = cal.month_of(year, month)
        if whole is None or weekday_number is None:
            return None
        if number is None:
            day = cal.weekday_until(weekday_number, whole.end)
        else:
            day = cal.shift_days(whole.start, (weekday_number - whole.start.weekday()) % 7 + 7 * (number - 1))
        return None if day is None or day.month != month else cal.one_day(day)

    stated = hit.number("year") or context.stated_year()
    found = None
    if stated is not None:
        found = make(stated)
    elif reference is not None:
        found = cal.yearly(make, reference)
    return None if found is None else Resolution(interval=found)


def relative_day(context: Context) -> Resolution | None:
    """ "hier", "aujourd'hui", "ce matin"."""
    day = locate(read_fields(captured(context.hit)), context.published)
    return None if day is None else Resolution(interval=cal.one_day(day))


def today(context: Context) -> Resolution | None:
    """ "ce jour"."""
    return None if context.published is None else Resolution(interval=cal.one_day(context.published))


def last_night(context: Context) -> Resolution | None:
    """ "la nuit dernière": yesterday and today."""
    if context.published is None:
        return None
    day = cal.shift_days(context.published, -1)
    return None if day is None else Resolution(interval=cal.Interval(day, context.published, DatePrecision.DAY))


def bare_night(context: Context) -> Resolution | None:
    """ "dans la nuit": the last one, where the paragraph has told of no other day before."""
    told = context.told_here()
    if told is not None and (told.date.end != context.published or told.date.precision is not DatePrecision.DAY):
        return None
    return last_night(context)


def eponym(context: Context) -> Resolution | None:
    """ "le 11-Septembre": a day of history known by its name, else an ordinary date."""
    hit = context.hit
    day, month = hit.number("day"), hit.number("month")
    named = load_eponyms().get((day or 0, month or 0))
    if named is None or (context.published is not None and named > context.published):
        return calendar_day(context)
    return Resolution(interval=cal.one_day(named))


def last_year(context: Context) -> Resolution | None:
    """ "mars de l'année dernière", "le 5 mars de l'an dernier"."""
    if context.published is None:
        return None
    hit = context.hit
    year = context.published.year + (1 if hit.has("next") else -1)
    day, month = hit.number("day"), hit.number("month") or 1
    if day is None:
        whole = cal.month_of(year, month)
        return None if whole is None else Resolution(interval=whole)
    found = cal.make_day(year, month, day)
    return None if found is None else Resolution(interval=cal.one_day(found))
