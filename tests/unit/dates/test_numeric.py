"""The border with dateparser."""

from __future__ import annotations

import datetime as dt

import pytest

from incidents.dates.numeric import read_numeric


@pytest.mark.parametrize("text", ["5/4/2021", "05.04.21", "05-04-2021", "2021-04-05"])
def test_the_day_comes_first_unless_the_year_does(text: str) -> None:
    assert read_numeric(text) == dt.date(2021, 4, 5)


@pytest.mark.parametrize("text", ["31/02/2020", "12/25/2020", "2021-13-05", "00/01/2020", "5/4/0000"])
def test_an_impossible_day_is_none(text: str) -> None:
    assert read_numeric(text) is None


def test_a_year_of_two_digits_is_of_this_century_up_to_69() -> None:
    assert (read_numeric("1.1.69"), read_numeric("1.1.70")) == (dt.date(2069, 1, 1), dt.date(1970, 1, 1))
