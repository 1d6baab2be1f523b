"""Resolves expressions of several days: from one to another, and lists."""

from __future__ import annotations

import datetime as dt

from attrs import evolve

from incidents.dates import calendar as cal
from incidents.dates.context import Context, Resolution
from incidents.dates.fields import PAST_FAR, Fields, captured, locate, read_fields
from incidents.dates.mention import DateForm, ShiftUnit
from incidents.dates.tokens import Token
from incidents.types import DatePrecision


def _ends(context: Context) -> tuple[Fields, Fields] | None:
    tokens = captured(context.hit)
    joins = [at for at, (name, _) in enumerate(tokens) if name in ("join", "through")]
    if not joins:
        return None
    return read_fields(tokens[: joins[0]]), read_fields(tokens[joins[0] + 1 :])


def _first_end(left: Fields, last: dt.date) -> dt.date | None:
    """The first end of an interval, which takes from the second what it does not state."""
    if left.numeric is not None or left.year is not None:
        return left.complete()
    if left.day is not None and left.month is None:
        if left.day <= last.day:
            return cal.make_day(last.year, last.month, left.day)
        return cal.make_day(*cal.add_months(last, -1), left.day)
    return locate(left, last)


def _under_way(
    left: Fields, right: Fields, context: Context, first: dt.date | None, last: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    """Prefers an interval that has begun and is not over, or one that is announced."""
    reference = context.published
    if reference is None or right.day is None or right.month is None:
        return first, last
    coming = cal.day_after(right.day, right.month, reference)
    begin = None if coming is None else _first_end(left, coming)
    if coming is None or begin is None or (coming - begin).days > PAST_FAR:
        return first, last
    announced = context.planned and (coming - reference).days <= PAST_FAR
    return (begin, coming) if begin <= reference or announced else (first, last)


def interval(context: Context) -> Resolution | None:
    """ "du 4 au 5 mai", "entre lundi et mercredi", "dans la nuit de samedi à dimanche"."""
    ends = _ends(context)
    if ends is None:
        return None
    left, right = ends
    named = (left.month, right.month, left.weekday, right.weekday, left.offset, left.numeric, right.numeric)
    night = context.hit.rule.option == "night"
    if all(value is None for value in named) and not night:
        return None
    if right.month is None and right.day is not None and left.month is not None:
        right = evolve(right, month=left.month, year=right.year or left.year)
    year = None if right.year is not None else left.year or context.named_year() or context.stated_year()
    reference = context.published
    if right.day is not None and right.month is None and context.mentions and right.weekday is None:
        at = context.antecedent(ShiftUnit.DAY)
        reference = cal.shift_days(context.mentions[at].date.end, 20) if at is not None else reference
    last = locate(right, reference, year, -1 if context.hit.has("last") else 0)
    if left.offset is not None and reference is not None:
        first = cal.shift_days(reference, left.offset)
    else:
        first = None if last is None else _first_end(left, last)
    if right.day is not None and right.month is not None and year is None and right.year is None:
        first, last = _under_way(left, right, context, first, last)
    if first is None or last is None or last < first:
        return None
    return Resolution(
        interval=cal.Interval(first, last, DatePrecision.DAY),
        form=DateForm.ABSOLUTE if right.year or right.numeric else DateForm.PARTIAL,
    )


def days(context: Context) -> Resolution | None:
    """ "les 11, 17 et 26 février", "les 13-15 juillet"."""
    hit = context.hit
    month = hit.number("month") or hit.number("monthabbr")
    year = hit.number("year") or hit.number("oldyear") or context.stated_year()
    numbers = [token.number("day") for token in hit.all("day")]
    numbers += [int(number) for token in hit.all("short") for number in token.values["short"].split("/")]
    if not numbers or month is None:
        return None
    numbers.sort()
    coming = context.coming(month, numbers[0])
    begin = locate(Fields(day=numbers[0], month=month, year=year), context.published, None, coming)
    found = [] if begin is None else [cal.make_day(begin.year, begin.month, number) for number in numbers]
    known = [day for day in found if day is not None]
    if len(known) < len(numbers) or not known:
        return None
    form = DateForm.ABSOLUTE if hit.has("year") else DateForm.PARTIAL
    listed = () if hit.rule.id == "interval.hyphen" else tuple(known)
    whole = cal.Interval(known[0], known[-1], DatePrecision.DAY)
    return Resolution(interval=whole, form=form, days=listed)


def dates(context: Context) -> Resolution | None:
    """ "les 30 octobre et 6 novembre", "les 31 mai, 1er et 2 juin 2019": from the first to the last."""
    parts: list[list[tuple[str, Token]]] = []
    for name, token in captured(context.hit):
        if name == "day":
            parts.append([])
        parts[-1].append((name, token))
    stated = [read_fields(part) for part in parts]
    last = locate(stated[-1], context.published, context.stated_year())
    if last is None:
        return None
    found, later = [last], stated[-1]
    for fields in reversed(stated[:-1]):
        if fields.month is None:
            fields = evolve(fields, month=later.month, year=fields.year or later.year)
        day = fields.complete() or cal.day_until(fields.day or 0, fields.month or 0, found[0])
        if day is None or day > found[0]:
            return None
        found.insert(0, day)
        later = fields
    form = DateForm.ABSOLUTE if stated[-1].year else DateForm.PARTIAL
    return Resolution(interval=cal.Interval(found[0], last, DatePrecision.DAY), form=form, days=tuple(found))
