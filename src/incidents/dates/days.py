"""Resolves expressions of days: dates, weekdays, today and yesterday, intervals and lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import evolve, frozen

from incidents.dates import calendar as cal
from incidents.dates.context import Context, Resolution
from incidents.dates.grammar import Hit
from incidents.dates.lexicon import load_eponyms
from incidents.dates.mention import DateForm, Shift, ShiftUnit
from incidents.dates.numeric import read_numeric
from incidents.dates.tokens import Token
from incidents.types import DatePrecision

_FUTURE_NEAR = 45
_PAST_FAR = 180


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
    return future if near and (reference - past).days > _PAST_FAR else past


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
    if coming is None or begin is None or (coming - begin).days > _PAST_FAR:
        return first, last
    announced = context.planned and (coming - reference).days <= _PAST_FAR
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


def rolling(context: Context, count: int) -> Resolution | None:
    """From `count` days before the reference up to it."""
    if context.published is None:
        return None
    start = cal.shift_days(context.published, -count)
    if start is None:
        return None
    precision = cal.span_precision(start, context.published)
    return Resolution(interval=cal.Interval(start, context.published, precision))
