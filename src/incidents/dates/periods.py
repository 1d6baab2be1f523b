"""Resolves expressions of weekends, weeks, months, quarters, seasons, years and decades."""

from __future__ import annotations

import datetime as dt

from incidents.dates import calendar as cal
from incidents.dates.calendar import Interval
from incidents.dates.context import Context, Resolution
from incidents.dates.counted import answer, shifted
from incidents.dates.fields import captured, locate, read_fields
from incidents.dates.grammar import Hit
from incidents.dates.mention import DateForm
from incidents.dates.special import holiday_day
from incidents.types import DatePrecision


def _pick(hit: Hit, context: Context) -> int:
    return 1 if hit.has("next") or context.ahead else -1 if hit.has("last") else 0


def _year(hit: Hit) -> int | None:
    return hit.number("year") or hit.number("oldyear")


def _month(hit: Hit) -> int:
    return hit.number("month") or hit.number("monthabbr") or 0


def weekend(context: Context) -> Resolution | None:
    """ "ce week-end", "le week-end dernier", "le week-end prochain"."""
    reference = context.published
    if reference is None:
        return None
    latest = cal.weekend_until(reference)
    pick = _pick(context.hit, context)
    if pick == 0 and latest is not None and context.planned and latest.end < reference:
        pick = 1
    if pick == 0 or latest is None:
        return answer(latest)
    if pick > 0:
        saturday = cal.weekday_after(5, latest.end if latest.end >= reference else reference)
    else:
        saturday = latest.start if latest.end < reference else cal.shift_days(latest.start, -7)
    return None if saturday is None else answer(cal.weekend_from(saturday))


def weekend_of(context: Context) -> Resolution | None:
    """ "le week-end du 3 mai", "le week-end des 3 et 4 mai", "le week-end de Pâques"."""
    hit = context.hit
    numbers = hit.all("day")
    if hit.has("holiday"):
        found = holiday_day(hit.value("holiday"), context.published, _year(hit))
        last = None if found is None else found.start
    else:
        last = locate(read_fields(captured(hit)[-3 if hit.has("year") else -2 :]), context.published)
        if hit.has("numeric"):
            last = locate(read_fields(captured(hit)), context.published)
    if last is None:
        return None
    if len(numbers) == 2:
        first = last.replace(day=numbers[0].number("day")) if numbers[0].number("day") <= last.day else None
        return None if first is None else answer(Interval(first, last, DatePrecision.DAY))
    ahead = (5 - last.weekday()) % 7 if last.weekday() != 6 else -1
    saturday = cal.shift_days(last, ahead if ahead < 4 else ahead - 7)
    return None if saturday is None else answer(cal.weekend_from(saturday))


def week_of(context: Context) -> Resolution | None:
    """ "la semaine du 3 mai"."""
    day = locate(read_fields(captured(context.hit)), context.published, context.stated_year())
    return None if day is None else answer(cal.week_of(day))


def nth_week(context: Context) -> Resolution | None:
    """ "la première semaine de mars 2021": seven days a week from the first, the last of the month's last seven."""
    hit = context.hit
    number, month = hit.number("ordinal"), _month(hit)
    if number is not None and not 1 <= number <= 4:
        return None

    def make(year: int) -> Interval | None:
        whole = cal.month_of(year, month)
        if whole is None:
            return None
        first = (
            whole.end - dt.timedelta(days=6) if number is None else whole.start + dt.timedelta(days=7 * (number - 1))
        )
        return Interval(first, first + dt.timedelta(days=6), DatePrecision.WEEK)

    year = _year(hit) or context.stated_year()
    if year is not None:
        return answer(make(year))
    return None if context.published is None else answer(cal.yearly(make, context.published))


def period(context: Context) -> Resolution | None:
    """ "la semaine dernière", "ce mois-ci", "l'an prochain", "cette année"."""
    if context.published is None:
        return None
    count = 1 if context.hit.has("next") else -1 if context.hit.has("last") else 0
    return answer(shifted(context.hit.rule.option, context.published, count))


def edge_of(context: Context) -> Resolution | None:
    """ "en début de semaine", "à la fin du mois dernier", "en début d'année"."""
    reference, hit = context.published, context.hit
    edge = hit.number("edge") or 0
    if reference is None:
        return None
    unit = hit.rule.option
    count = 1 if hit.has("next") else -1 if hit.has("last") else 0

    def make(step: int) -> Interval | None:
        whole = shifted(unit, reference, count + step)
        if whole is None:
            return None
        if unit == "week":
            return cal.third_of_week(whole.start, edge)
        if unit == "month":
            return cal.third_of_month(whole.start.year, whole.start.month, edge)
        return cal.third_of_year(whole.start.year, edge)

    found = make(0)
    if count == 0 and found is not None and found.start > reference and not (context.ahead or context.planned):
        found = make(-1)
    return answer(found)


def edge_of_month(context: Context) -> Resolution | None:
    """ "début mars", "à la mi-juillet", "fin mars 2020"."""
    hit = context.hit
    month, edge = _month(hit), hit.number("edge") or 0
    year = _year(hit) or context.stated_year()
    if year is not None:
        form = DateForm.ABSOLUTE if _year(hit) else None
        return answer(cal.third_of_month(year, month, edge), form)
    if context.published is None:
        return None
    pick = _pick(hit, context)
    return answer(cal.yearly(lambda one: cal.third_of_month(one, month, edge), context.published, pick))


def edge_of_season(context: Context) -> Resolution | None:
    """ "à la fin de l'été", "au début du printemps 2012"."""
    hit = context.hit
    season, edge = hit.value("season"), hit.number("edge") or 0

    def make(year: int) -> Interval | None:
        whole = cal.season_of(season, year)
        if whole is None or edge > 2:
            return whole
        return cal.month_of(*cal.add_months(whole.start, edge))

    year = _year(hit)
    if year is not None:
        return answer(make(year), DateForm.ABSOLUTE)
    return None if context.published is None else answer(cal.yearly(make, context.published, _pick(hit, context)))


def edge_of_year(context: Context) -> Resolution | None:
    """ "début 2020", "mi-2020", "fin 2019"."""
    return answer(cal.third_of_year(_year(context.hit) or 0, context.hit.number("edge") or 0))


def edge_of_decade(context: Context) -> Resolution | None:
    """ "au début des années 1990": its first, middle or last years."""
    whole = _decade(context.hit)
    if whole is None:
        return None
    first, last = {0: (0, 3), 1: (3, 6), 2: (6, 9)}.get(context.hit.number("edge") or 0, (0, 9))
    return answer(cal.year_of(whole.start.year + first, whole.start.year + last))


def _decade(hit: Hit) -> Interval | None:
    year = hit.number("year")
    if year is None:
        tens = hit.number("num") or 0
        year = 1900 + tens if 10 <= tens <= 99 else 0
    return cal.year_of(year, year + 9) if year and year % 10 == 0 else None


def decade(context: Context) -> Resolution | None:
    """ "les années 1990", "les années 90"."""
    return answer(_decade(context.hit))


def month(context: Context) -> Resolution | None:
    """ "mars 2020", "en mars", "mars dernier"."""
    hit = context.hit
    number = _month(hit)
    year = _year(hit)
    if year is not None:
        return answer(cal.month_of(year, number))
    pick = _pick(hit, context)
    stated = None if pick else context.stated_year()
    if stated is not None:
        return answer(cal.month_of(stated, number))
    if context.published is None:
        return None
    if context.planned and hit.rule.id == "month.bare" and number != context.published.month:
        pick = 1
    return answer(cal.yearly(lambda one: cal.month_of(one, number), context.published, pick))


def may_1968(context: Context) -> Resolution | None:
    """ "mai 68"."""
    if (_month(context.hit), context.hit.number("twodigits")) != (5, 68):
        return None
    return answer(cal.month_of(1968, 5))


def months(context: Context) -> Resolution | None:
    """ "entre mars et mai 2020", "de janvier à juin", "mars-avril"."""
    hit = context.hit
    pairs = [(name, token) for name, token in captured(hit) if name in ("month", "year", "oldyear")]
    found: list[list[int | None]] = []
    for name, token in pairs:
        if name == "month":
            found.append([token.number(name), None])
        else:
            found[-1][1] = token.number(name)
    (first, first_year), (last, last_year) = found[0], found[-1]
    if first is None or last is None:
        return None
    if last_year is None:
        if first_year is not None:
            last_year = first_year + (last < first)
        elif context.published is None:
            return None
        else:
            whole = cal.yearly(lambda one: cal.month_of(one, last), context.published)
            last_year = None if whole is None else whole.start.year
    if last_year is None:
        return None
    if first_year is None:
        first_year = last_year - (first > last)
    return answer(cal.months_of(first_year, first, last, last_year), DateForm.ABSOLUTE if hit.has("year") else None)


def quarter(context: Context) -> Resolution | None:
    """ "au premier trimestre 2021"."""
    number = context.hit.number("ordinal") or 0
    return _part_of_year(context, 3, number) if 1 <= number <= 4 else None


def last_quarter(context: Context) -> Resolution | None:
    """ "le dernier trimestre 2020"."""
    return _part_of_year(context, 3, 4)


def relative_quarter(context: Context) -> Resolution | None:
    """ "le trimestre dernier"."""
    if context.published is None:
        return None
    step = 3 if context.hit.has("next") else -3
    year, month = cal.add_months(context.published, step)
    first = month - (month - 1) % 3
    return answer(cal.months_of(year, first, first + 2))


def half_year(context: Context) -> Resolution | None:
    """ "au second semestre"."""
    return _part_of_year(context, 6, context.hit.number("half") or 1)


def _part_of_year(context: Context, length: int, number: int) -> Resolution | None:
    def make(year: int) -> Interval | None:
        return cal.months_of(year, length * (number - 1) + 1, length * number)

    hit, reference = context.hit, context.published
    year = _year(hit)
    if year is not None:
        return answer(make(year), DateForm.ABSOLUTE)
    if reference is None:
        return None
    if any(not {"=an", "=annee"}.isdisjoint(token.values) for token in hit.tokens()):
        return answer(make(reference.year + (1 if hit.has("next") else -1 if hit.has("last") else 0)))
    return answer(cal.yearly(make, reference, _pick(hit, context)))


def season(context: Context) -> Resolution | None:
    """ "l'été 2014", "cet hiver", "au printemps dernier", "l'hiver 2012-2013"."""
    hit = context.hit
    name = hit.value("season")
    years = [token.number("year") for token in hit.all("year")]
    if years:
        return answer(cal.season_of(name, years[-1]))
    if context.published is None:
        return None
    pick = _pick(hit, context)
    return answer(cal.yearly(lambda year: cal.season_of(name, year), context.published, pick))


def year(context: Context) -> Resolution | None:
    """ "en 2015"."""
    return answer(cal.year_of(_year(context.hit) or 0))


def years(context: Context) -> Resolution | None:
    """ "entre 2015 et 2018"."""
    found = [token.number("year") for token in context.hit.all("year")]
    return answer(cal.year_of(found[0], found[-1])) if len(found) == 2 else None


def season_years(context: Context) -> Resolution | None:
    """ "la saison 2019-2020": two years in a row."""
    first, last = (token.number("year") for token in context.hit.all("year"))
    return answer(cal.year_of(first, last)) if last - first == 1 else None
