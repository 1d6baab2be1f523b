"""Days told again in brackets: "aujourd'hui (vendredi)" in a copy that is printed later."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from attrs import evolve

from incidents.dates.mention import DateForm, DateMention
from incidents.types import DatePrecision

_GLOSS: Final = re.compile(r"(?: soir| matin| après-midi)?\s*\((?P<day>[^()\n]{3,40})\)", re.IGNORECASE)
_RANGE: Final = re.compile(r"d(?:e|u|')\s*(?=\w+ (?:à|au) )", re.IGNORECASE)
_BESIDE: Final = 3
"""Most characters beside a date in such brackets: "(ce vendredi)"."""
_NIGHT: Final = "nuit "
_COUNTED: Final = ("day.relative", "day.this", "today.")
"""Rules of days that are counted from the day of the report."""


def with_glosses(
    text: str, dates: Sequence[DateMention], find: Callable[[str], Sequence[DateMention]]
) -> tuple[DateMention, ...]:
    """Gives days that are counted from the report the date that brackets right behind them tell.

    Args:
        text: The text.
        dates: Its dates, in text order.
        find: Finds the dates of a few words.
    """
    return tuple(_glossed(text, date, find) for date in dates)


def _glossed(text: str, date: DateMention, find: Callable[[str], Sequence[DateMention]]) -> DateMention:
    if date.form is not DateForm.DEICTIC or not date.rule.startswith(_COUNTED):
        return date
    gloss = _GLOSS.match(text, date.end)
    if gloss is None:
        return date
    words = gloss["day"]
    found = find(_NIGHT + words if _RANGE.match(words) else words)
    if len(found) != 1 or found[0].date.precision is not DatePrecision.DAY or found[0].form is DateForm.ANAPHORIC:
        return date
    if len(words) - len(found[0].text) > _BESIDE:
        return date
    return evolve(date, date=evolve(found[0].date, mention=date.text))
