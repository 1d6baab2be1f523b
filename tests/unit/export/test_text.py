"""Incidents in words."""

from __future__ import annotations

import pytest
from support.records import day, make_incident, party

from incidents.export.text import cells, date_text, one_line, place_text, toll_text
from incidents.incident import DateInterval, Location, Toll
from incidents.types import DatePrecision, PartyKind


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (None, "?"),
        (day("2021-04-05"), "2021-04-05"),
        (day("2021-04-05", "2021-04-06"), "2021-04-05/06"),
        (day("2021-03-29", "2021-04-04", DatePrecision.WEEK), "2021-03-29/2021-04-04"),
        (day("2021-04-01", "2021-04-30", DatePrecision.MONTH), "2021-04"),
        (day("2021-01-01", "2021-12-31", DatePrecision.YEAR), "2021"),
    ],
)
def test_a_date_is_as_short_as_its_precision(date: DateInterval | None, words: str) -> None:
    assert date_text(date) == words


@pytest.mark.parametrize(("low", "high", "words"), [(12, None, "12+"), (12, 12, "12"), (10, 15, "10-15"), (0, 0, "0")])
def test_a_toll_shows_what_is_open(low: int, high: int | None, words: str) -> None:
    assert toll_text(Toll(low=low, high=high, mention="x")) == words


def test_no_toll_is_no_words() -> None:
    assert toll_text(None) == ""


def test_a_place_falls_back_on_its_mention() -> None:
    assert place_text(Location(mention="Koro", precision=1)) == "Koro"
    assert place_text(Location(mention=None, country="ML", precision=4)) == "? (ML)"
    assert place_text(None) == "?"


def test_one_line_leaves_out_what_is_not_told() -> None:
    bare = make_incident(actors=(), targets=(), fatalities=None, date=None, location=None)
    assert one_line(bare) == "? ?: armed assault"


def test_cells_name_all_claimants() -> None:
    claimants = party("GSIM", PartyKind.REBEL), party("EIGS", PartyKind.REBEL)
    assert cells(make_incident(claimed_by=claimants))[-1] == "GSIM, EIGS"
