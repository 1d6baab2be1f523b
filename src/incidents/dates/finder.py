"""Finds the dates of a text."""

from __future__ import annotations

import datetime as dt
from functools import cache

from attrs import evolve

from incidents.article import read_day
from incidents.dates import anaphora, counted, days, intervals, periods, special
from incidents.dates.calendar import Interval, span_precision
from incidents.dates.context import Context, Resolution, Resolver, coordinated
from incidents.dates.folding import fold
from incidents.dates.glosses import with_glosses
from incidents.dates.grammar import Hit, default_grammar
from incidents.dates.lexicon import RULES, load_rules
from incidents.dates.mention import DateForm, DateMention
from incidents.errors import ArgumentError, LexiconError
from incidents.incident import DateInterval
from incidents.lexicons.loader import lexicon_path
from incidents.types import DatePrecision

_OLDEST_SPAN = 366
_REACH = 8
_AHEAD = 12
_BESIDE = 3
_SOON = 31
_VAGUE_SPANS = ("year", "edge.year", "edge.decade", "decade", "season", "count")


@cache
def _resolvers() -> dict[str, Resolver]:
    """The resolvers by the names that rules call them by.

    Raises:
        LexiconError: A rule calls one that does not exist.
    """
    found: dict[str, Resolver] = {}
    for module in (days, intervals, periods, counted, special, anaphora):
        for rule in load_rules():
            function = getattr(module, rule.resolve, None)
            if function is not None and getattr(function, "__module__", "") == module.__name__:
                found[rule.resolve] = function
    faults = [
        f"entry {rule.id!r}: unknown resolver {rule.resolve!r}"
        for rule in load_rules()
        if rule.resolve != "none" and rule.resolve not in found
    ]
    if faults:
        raise LexiconError(lexicon_path(RULES), faults)
    return found


def _before(hit: Hit, name: str, *over: str) -> int | None:
    """Index of the token before a hit when it is of a class; articles, "mois de" and the classes `over` are skipped."""
    values = hit.stream.values
    for at in range(hit.first - 1, max(-1, hit.first - 5), -1):
        if name in values[at]:
            return at
        if not {"det", "unit", *over} & set(values[at]):
            return None
    return None


def _toward(hit: Hit, reference: dt.date | None) -> bool:
    """Whether a feast, or the end of the month, lies just ahead: "pour la Saint-Sylvestre" on 30 December."""
    if reference is None or _before(hit, "toward") is None:
        return False
    if hit.rule.resolve == "edge_of":
        return True
    if hit.rule.resolve != "holiday":
        return False
    coming = special.holiday_day(hit.value("holiday"), reference, None, 1)
    return coming is not None and (coming.start - reference).days <= _SOON


def _planned(hit: Hit, *, loosely: bool = False) -> bool:
    """Whether the verb that a hit stands by announces something.

    That is the nearest word of plans before it in its clause ("le scrutin prévu dimanche"), else the first verb after
    it ("Dimanche, les électeurs choisiront", "le scrutin du 9 mai aura lieu").

    Args:
        hit: The hit.
        loosely: Counts words of plans that the text takes back or puts in the past, too ("initialement prévu").
    """
    values = hit.stream.values
    for at in range(hit.first - 1, max(-1, hit.first - _REACH), -1):
        if "planned" in values[at]:
            return loosely or at == 0 or "shun" not in values[at - 1]
        if "stop" in values[at] or "shun" in values[at]:
            return False
    opening = all("det" in one or "toward" in one or "mark" in one for one in values[max(0, hit.first - 2) : hit.first])
    for one in values[hit.last + 1 : hit.last + (_AHEAD if opening else _BESIDE)]:
        if "planned" in one or "past" in one or "stop" in one:
            return "planned" in one
    return False


def _recalls(hit: Hit) -> bool:
    """Whether what happened on a day is told right behind it: "depuis le 5 mars, jour où …"."""
    values = hit.stream.values[hit.last + 1 : hit.last + _BESIDE]
    return next(("recalled" in one for one in values if "stop" not in one and "mark" not in one), False)


def _later_year(hit: Hit, following: Hit | None) -> int | None:
    if following is None or following.rule.resolve != "calendar_day" or hit.rule.resolve != "calendar_day":
        return None
    if hit.has("year") or hit.has("numeric") or not following.has("year"):
        return None
    between = hit.stream.values[hit.last + 1 : following.first]
    return following.number("year") if coordinated(between) else None


def _since(resolution: Resolution, rule: str, published: dt.date | None) -> Resolution | None:
    """From the start of a date up to the reference: "depuis lundi"."""
    start = resolution.interval.start
    if published is None or start > published:
        return None
    coarse = resolution.interval.precision in (DatePrecision.MONTH, DatePrecision.YEAR)
    if rule.startswith(_VAGUE_SPANS) and (published - start).days > _OLDEST_SPAN:
        return None
    precision = span_precision(start, published)
    if coarse and precision in (DatePrecision.DAY, DatePrecision.WEEK):
        precision = DatePrecision.MONTH
    return evolve(resolution, interval=Interval(start, published, precision), form=DateForm.SPAN)


def find_dates(text: str, *, published: str | dt.date | None) -> tuple[DateMention, ...]:
    """Finds every expression of a French text that denotes a calendar interval.

    A bare weekday, or a day and month without a year, is the latest on or before the publication day; a bare month the
    latest that has begun. Weeks run from Monday to Sunday. Anaphors such as "la veille" count from the nearest
    date before them, else from the publication day.

    Args:
        text: French press copy.
        published: Publication day, ISO or a date. With None only absolute dates, and what counts from them, resolve.

    Returns:
        The mentions in text order; expressions that do not resolve are left out.

    Raises:
        ArgumentError: `text` or `published` is of the wrong type.
        ValueNotAllowedError: `published` is no ISO date.

    Example:
        >>> for found in find_dates("Hier, puis dans la nuit du 3 au 4 avril.", published="2021-04-06"):
        ...     print(found.text, found.date.start, found.date.end, found.date.precision)
        Hier 2021-04-05 2021-04-05 day
        nuit du 3 au 4 avril 2021-04-03 2021-04-04 day
    """
    if not isinstance(text, str):
        raise ArgumentError(f"text must be a str, not {type(text).__name__}")
    reference = read_day(published)
    folded = fold(text)
    hits = list(default_grammar().scan(folded))
    mentions: list[DateMention] = []
    ends: list[int] = []
    for number, hit in enumerate(hits):
        if hit.rule.resolve == "none":
            continue
        following = hits[number + 1] if number + 1 < len(hits) else None
        ahead = _before(hit, "until") is not None or _toward(hit, reference)
        plans = _planned(hit), _planned(hit, loosely=True)
        context = Context(hit, reference, mentions, ends, _later_year(hit, following), ahead, *plans)
        resolution = _resolvers()[hit.rule.resolve](context)
        since = _before(hit, "since")
        spanning = since is not None and not _recalls(hit)
        if resolution is not None and spanning and hit.rule.form is not DateForm.SPAN:
            resolution = _since(resolution, hit.rule.id, reference)
        if resolution is None:
            continue
        spans = hit.stream.spans
        first = hit.first if since is None else min(since, hit.first)
        limit = context.ahead or context.planned or _before(hit, "limit", "part") is not None
        mentions.append(_mention(text, folded.span(spans[first][0], spans[hit.last][1]), hit, resolution, limit))
        ends.append(hit.last)
    return with_glosses(text, mentions, lambda words: find_dates(words, published=reference))


def _mention(text: str, span: tuple[int, int], hit: Hit, resolution: Resolution, limit: bool) -> DateMention:
    words = text[span[0] : span[1]]
    interval = resolution.interval
    return DateMention(
        start=span[0],
        end=span[1],
        text=words,
        date=DateInterval(start=interval.start, end=interval.end, precision=interval.precision, mention=words),
        rule=hit.rule.id,
        form=resolution.form or hit.rule.form,
        anchored_on=resolution.anchored_on,
        shift=resolution.shift,
        days=resolution.days,
        limit=limit,
    )
