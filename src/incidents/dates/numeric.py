"""The border with dateparser: numeric calendar dates that our own tokens delimited, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

# With every part given the base never shows in an answer; it only keeps dateparser from asking the clock.
_BASE = dt.datetime(2000, 1, 1)
_YEAR_FIRST = re.compile(r"\d{4}[-./]")
_SEPARATOR = re.compile(r"[-./]")
_CENTURY = re.compile(r"(?<=\D)(\d{2})\Z")
_PIVOT = 70


@cache
def _parser(order: str) -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["fr"],
        settings={
            "DATE_ORDER": order,
            "PREFER_LOCALE_DATE_ORDER": False,
            "STRICT_PARSING": True,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": _BASE,
            "PARSERS": ["absolute-time"],
            "TIMEZONE": "UTC",
        },
    )


def _whole_year(text: str) -> str:
    """Writes a year of two digits in full: 69 and below are of this century."""
    return _CENTURY.sub(lambda found: ("20" if int(found[1]) < _PIVOT else "19") + found[1], text)


@lru_cache(maxsize=2048)
def read_numeric(text: str) -> dt.date | None:
    """Reads "5/4/2021", "05.04.21", "05-04-2021" as day, month, year, and "2021-04-05" as year, month, day.

    Returns:
        The day; None when there is no such day.
    """
    year_first = _YEAR_FIRST.match(text) is not None
    try:
        found = _parser("YMD" if year_first else "DMY").get_date_data(text if year_first else _whole_year(text))
    except (ValueError, OverflowError):
        return None
    if found is None or found.date_obj is None or found.period != "day":
        return None
    day: dt.date = found.date_obj.date()
    stated = [int(part) for part in _SEPARATOR.split(text)]
    if (day.day, day.month) != ((stated[2], stated[1]) if year_first else (stated[0], stated[1])):
        return None  # it swaps day and month where the stated order gives no date
    return day
