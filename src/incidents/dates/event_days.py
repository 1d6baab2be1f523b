"""The day of an event that a text counts from: "au lendemain de l'attaque" dates the attack."""

from __future__ import annotations

import datetime as dt
import enum
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Final

from attrs import evolve, field, frozen

from incidents.dates.calendar import Interval, add_months, add_months_day, month_of, one_day, shift_days, span_precision
from incidents.dates.mention import DateForm, DateMention
from incidents.incident import DateInterval
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.lexicons.patterns import PatternMatch, PatternSet, compile_pattern, tokenize
from incidents.types import DatePrecision

PREFIX: Final = "event_day."
"""What the rules of such dates begin with."""
AFTER: Final = "count.after_event"
"""The rule of a day that is counted on from an event told before with its day."""
_BARE: Final = re.compile(r"\s*(?:l['’]|la |le |cette |cet |ce )?[\w-]+(?=[,.;!?\n]|$)", re.IGNORECASE)
"""An event's noun of which nothing more is told, as of one told before: "au lendemain de l'attaque, …"."""
_TOLD: Final = re.compile(r"\W*(?:Ce|Cet|Cette|Ces)\b", re.IGNORECASE)
"""How a sentence opens that tells more of an event told before: "Cette riposte est intervenue au lendemain de …"."""
_GAP: Final = 30
"""Most characters between the words and the event's noun."""


class Unit(enum.Enum):
    """What lies between an event and the day that is told: days, months, months to the day, or so many days at most."""

    DAY = "day"
    MONTH = "month"
    MONTH_TO_THE_DAY = "month_to_the_day"
    WITHIN = "within"


@frozen
class EventDayEntry:
    """One entry of ``dates_event_days.toml``.

    Attributes:
        id: Stable identifier.
        amount: Days, or months, between the event and the day that is told.
        patterns: The words, see `incidents.lexicons.patterns`.
        matches: Sentences with the words in brackets.
        rejects: Sentences without them.
        unit: What `amount` counts, and how exact it is.
    """

    id: str
    amount: int
    patterns: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    unit: Unit = field(default=Unit.DAY, converter=Unit)

    def day_before(self, told: dt.date) -> Interval | None:
        """When the event was, counted from the day that is told."""
        if self.unit is Unit.WITHIN:
            first, last = shift_days(told, -self.amount), shift_days(told, -1)
            return None if first is None or last is None else Interval(first, last, span_precision(first, last))
        if self.unit is Unit.MONTH:
            return month_of(*add_months(told, -self.amount))
        exact = self.unit is Unit.MONTH_TO_THE_DAY
        day = add_months_day(told, -self.amount) if exact else shift_days(told, -self.amount)
        return None if day is None else one_day(day)


@cache
def event_day_entries() -> tuple[EventDayEntry, ...]:
    """The entries of the lexicon."""
    return load_entries(lexicon_path("dates_event_days.toml"), EventDayEntry)


@cache
def _patterns() -> PatternSet[EventDayEntry]:
    return PatternSet(compile_pattern(source, entry) for entry in event_day_entries() for source in entry.patterns)


def with_event_days(
    text: str, dates: Sequence[DateMention], events: Sequence[int], *, published: dt.date | None
) -> tuple[DateMention, ...]:
    """Adds the days of the events that a text counts from.

    They are counted from the nearest day told before in the paragraph or in the same sentence, else from the
    publication day. `find_dates` leaves them out: the words themselves denote the later day.

    Args:
        text: The text.
        dates: Its dates, in text order.
        events: Where words that evoke an event begin, in text order.
        published: Publication day.

    Example:
        >>> import datetime as dt
        >>> from incidents.dates import find_dates
        >>> text = "Les écoles ont fermé lundi, au lendemain de l'attaque."
        >>> day = dt.date(2021, 4, 6)
        >>> found = with_event_days(text, find_dates(text, published=day), [text.index("attaque")], published=day)
        >>> [(mention.text, str(mention.date.start)) for mention in found]
        [('lundi', '2021-04-05'), ('au lendemain de', '2021-04-04')]
    """
    tokens = tokenize(text)
    found = list(dates)
    for match in _longest(_patterns().findall(tokens)):
        start, end = tokens.spans[match.first].start, tokens.spans[match.last].end
        at = bisect_left(events, end)
        if at == len(events) or events[at] - end > _GAP or _covered(dates, start, end, events[at]):
            continue
        entry = match.pattern.value
        earlier = _told_earlier(text, dates, start, end) if entry.unit is Unit.DAY else None
        if earlier is not None:
            later = shift_days(earlier, entry.amount)
            if later is not None and (published is None or later <= published):
                found.append(_mention(text[start:end], start, one_day(later), AFTER))
            continue
        told = _told_day(text, dates, start, events[at], published)
        interval = None if told is None else entry.day_before(told)
        if interval is not None:
            found.append(_mention(text[start:end], start, interval, PREFIX + entry.id))
    return _in_order(dates, found)


def _longest(matches: Sequence[PatternMatch[EventDayEntry]]) -> list[PatternMatch[EventDayEntry]]:
    """Matches that are not the end of a longer one: "moins d'une semaine après", not "une semaine après" in it."""
    first: dict[int, int] = {}
    for match in matches:
        first[match.last] = min(match.first, first.get(match.last, match.first))
    return [match for match in matches if match.first == first[match.last]]


def _in_order(dates: Sequence[DateMention], found: list[DateMention]) -> tuple[DateMention, ...]:
    """All mentions in text order, anaphors pointing at their anchors' new positions."""
    if len(found) == len(dates):
        return tuple(dates)
    ordered = sorted(found, key=lambda mention: mention.start)
    place = {mention.start: at for at, mention in enumerate(ordered)}
    return tuple(
        mention if mention.anchored_on is None else evolve(mention, anchored_on=place[dates[mention.anchored_on].start])
        for mention in ordered
    )


def _told_earlier(text: str, dates: Sequence[DateMention], start: int, end: int) -> dt.date | None:
    """The day of an event that an earlier sentence told, where words count on from it.

    "Un attentat a tué dix personnes dimanche. … Au lendemain de l'attentat, l'armée a bombardé …": that Sunday. None
    where the sentence has a day of its own, or tells more of an event told before ("Cette riposte …").
    """
    if _BARE.match(text, end) is None:
        return None
    opening = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
    stop = min((at for mark in ".!?\n" if (at := text.find(mark, end)) >= 0), default=len(text))
    days = [date for date in dates if date.date.precision is DatePrecision.DAY and date.form is not DateForm.SPAN]
    before = [date for date in days if date.start < opening]
    own = any(opening <= date.start < stop for date in days)
    return None if not before or own or _TOLD.match(text, opening, start) else before[-1].date.end


def _covered(dates: Sequence[DateMention], start: int, end: int, event: int) -> bool:
    """Whether a date stands in or right after the words: "au lendemain du 5 mai"."""
    return any(date.start < event and start < date.end for date in dates)


def _told_day(
    text: str, dates: Sequence[DateMention], start: int, event: int, published: dt.date | None
) -> dt.date | None:
    """The day that is told where the words stand: the sentence's, else the paragraph's last, else the publication's.

    None where the sentence dates the event itself: "deux jours après l'assaut donné samedi". Behind words that open the
    sentence and a comma the day is told of what came later: "Trois jours après l'attaque, l'armée a annoncé lundi …".
    """
    days = [date for date in dates if date.date.precision is DatePrecision.DAY and date.form is not DateForm.SPAN]
    stop = min((at for mark in ".!?\n" if (at := text.find(mark, start)) >= 0), default=len(text))
    following = [date for date in days if event < date.start < stop]
    opening = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
    opens = not text[opening:start].strip()
    if following and not (opens and "," in text[event : following[0].start]):
        return None
    since = 0 if _TOLD.match(text, opening, start) else text.rfind("\n", 0, start) + 1
    before = [date for date in days if since <= date.start < start]
    told = following[0] if following else before[-1] if before else None
    return published if told is None else told.date.start


def _mention(words: str, start: int, when: Interval, rule: str) -> DateMention:
    return DateMention(
        start=start,
        end=start + len(words),
        text=words,
        date=DateInterval(start=when.start, end=when.end, precision=when.precision, mention=words),
        rule=rule,
        form=DateForm.ANAPHORIC,
    )
