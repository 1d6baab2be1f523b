"""Every row of resolved.tsv and none.tsv is a test of its own; those of gaps.tsv are known to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.dates import find_dates
from incidents.incident import DateInterval

HERE = Path(__file__).parent
PUBLISHED = "2021-04-08"


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def _written(date: DateInterval) -> str:
    if date.start == date.end and date.precision == "day":
        return date.start.isoformat()
    return f"{date.start}..{date.end} {date.precision}"


RESOLVED = _rows("resolved.tsv")
NONE = _rows("none.tsv")
GAPS = _rows("gaps.tsv")


@pytest.mark.parametrize(
    ("published", "text", "dates"), RESOLVED, ids=[f"{at}-{row[1][:40]}" for at, row in enumerate(RESOLVED, start=2)]
)
def test_dates_resolve(published: str, text: str, dates: str) -> None:
    found = find_dates(text.replace("\\n", "\n"), published=published or None)
    assert "; ".join(_written(mention.date) for mention in found) == dates


@pytest.mark.parametrize(("text",), NONE, ids=[f"{at}-{row[0][:40]}" for at, row in enumerate(NONE, start=2)])
def test_text_holds_no_date(text: str) -> None:
    assert [mention.text for mention in find_dates(text, published=PUBLISHED)] == []


@pytest.mark.xfail(strict=True, reason="known gap")
@pytest.mark.parametrize(
    ("published", "text", "dates"), GAPS, ids=[f"{at}-{row[1][:40]}" for at, row in enumerate(GAPS, start=2)]
)
def test_gap_is_still_open(published: str, text: str, dates: str) -> None:
    found = find_dates(text.replace("\\n", "\n"), published=published or None)
    assert "; ".join(_written(mention.date) for mention in found) == dates


def test_gaps_are_few() -> None:
    assert len(GAPS) <= 0.02 * (len(RESOLVED) + len(NONE) + len(GAPS))
