"""Names as French copy writes them: the gazetteer's first answer lies where the place is."""

import csv
from pathlib import Path

import pytest

from incidents.gazetteer import Gazetteer
from incidents.gazetteer.gazetteer import distance_km

CASES = list(csv.DictReader((Path(__file__).parent / "gazetteer.csv").read_text(encoding="utf-8").splitlines()))
NEEDS_COUNTRY = {"Kout", "Saïda"}
"""Names whose best-known bearer lies in another country."""
TOLERANCE_KM = 25


def _error_km(case: dict[str, str], country: str | None) -> float:
    found = Gazetteer.default().lookup(case["name"], country=country)
    assert found, f"{case['name']!r} is not known"
    wanted = (float(case["latitude"]), float(case["longitude"]))
    return distance_km(wanted, (found[0].latitude, found[0].longitude))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']}-{case['country']}")
def test_first_candidate_in_the_country_is_right(case: dict[str, str]) -> None:
    assert _error_km(case, case["country"]) <= TOLERANCE_KM


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["name"] not in NEEDS_COUNTRY],
    ids=lambda case: f"{case['name']}-{case['country']}",
)
def test_first_candidate_is_right_without_the_country(case: dict[str, str]) -> None:
    assert _error_km(case, None) <= TOLERANCE_KM
