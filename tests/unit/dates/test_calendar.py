"""Calendar arithmetic."""

from __future__ import annotations

import datetime as dt

import pytest

from incidents.dates import calendar as cal

THURSDAY = dt.date(2021, 4, 8)


def test_a_week_runs_from_monday_to_sunday() -> None:
    week = cal.week_of(THURSDAY)
    assert week is not None
    assert (week.start, week.end) == (dt.date(2021, 4, 5), dt.date(2021, 4, 11))


def test_the_latest_weekday_includes_the_day_itself() -> None:
    assert cal.weekday_until(3, THURSDAY) == THURSDAY


def test_a_strict_weekday_excludes_the_day_itself() -> None:
    assert cal.weekday_until(3, THURSDAY, strict=True) == dt.date(2021, 4, 1)


def test_29_february_is_looked_for_in_leap_years() -> None:
    assert cal.day_until(29, 2, THURSDAY) == dt.date(2020, 2, 29)


def test_there_is_no_30_february() -> None:
    assert cal.day_until(30, 2, THURSDAY) is None


@pytest.mark.parametrize(("third", "first", "last"), [(0, 1, 10), (1, 11, 20), (2, 21, 28), (3, 1, 15), (4, 16, 28)])
def test_thirds_and_halves_of_a_month(third: int, first: int, last: int) -> None:
    found = cal.third_of_month(2021, 2, third)
    assert found is not None
    assert (found.start.day, found.end.day) == (first, last)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1961, 4, 2), (2008, 3, 23), (2011, 4, 24), (2021, 4, 4), (2024, 3, 31), (2038, 4, 25)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert cal.easter(year) == dt.date(year, month, day)


def test_months_across_new_year() -> None:
    assert cal.add_months(dt.date(2021, 1, 31), -2) == (2020, 11)


def test_the_last_day_of_a_shorter_month() -> None:
    assert cal.add_months_day(dt.date(2021, 3, 31), -1) == dt.date(2021, 2, 28)


def test_winter_begins_in_the_december_before() -> None:
    winter = cal.season_of("winter", 2021)
    assert winter is not None
    assert (winter.start, winter.end) == (dt.date(2020, 12, 1), dt.date(2021, 2, 28))
