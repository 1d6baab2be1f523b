"""The day of an event that a text counts from."""

from __future__ import annotations

import datetime as dt

import pytest

from incidents.dates import find_dates
from incidents.dates.event_days import EventDayEntry, event_day_entries, with_event_days

PUBLISHED = dt.date(2021, 4, 7)


def _days(text: str, noun: str) -> list[str]:
    dates = find_dates(text, published=PUBLISHED)
    found = with_event_days(text, dates, [text.index(noun)], published=PUBLISHED)
    return [str(mention.date.start) for mention in found if mention.rule.startswith("event_day.")]


@pytest.mark.parametrize(
    ("text", "noun", "days"),
    [
        ("Les écoles ont fermé mardi, au lendemain de l'attaque.", "attaque", ["2021-04-05"]),
        ("Trois jours après le massacre, deux récits s'opposent.", "massacre", ["2021-04-04"]),
        ("Deux jours après l'assaut donné lundi, l'armée se tait.", "assaut", []),
        ("Au lendemain du 5 avril, l'attaque reste sans auteur.", "attaque", []),
        ("Le lendemain, une attaque a fait dix morts.", "attaque", []),
    ],
)
def test_days_counted_from_an_event(text: str, noun: str, days: list[str]) -> None:
    assert _days(text, noun) == days


def test_an_anaphor_still_points_at_its_anchor() -> None:
    text = "Mardi, au lendemain de l'attaque, un bus a brûlé. La veille, un homme était mort."
    found = with_event_days(text, find_dates(text, published=PUBLISHED), [text.index("attaque")], published=PUBLISHED)
    eve = next(mention for mention in found if mention.text == "La veille")
    assert eve.anchored_on is not None and found[eve.anchored_on].text == "Mardi"


def _examples(kind: str) -> list[object]:
    return [
        pytest.param(entry, example, id=f"{entry.id}-{number}")
        for entry in event_day_entries()
        for number, example in enumerate(getattr(entry, kind))
    ]


@pytest.mark.parametrize(("entry", "example"), _examples("matches"))
def test_lexicon_match(entry: EventDayEntry, example: str) -> None:
    marked = example.index("[")
    text = example.replace("[", "").replace("]", "")
    dates = with_event_days(text, (), [example.index("]") - 1 + 1], published=PUBLISHED)
    assert [(mention.start, mention.rule) for mention in dates] == [(marked, f"event_day.{entry.id}")]


@pytest.mark.parametrize(("entry", "example"), _examples("rejects"))
def test_lexicon_reject(entry: EventDayEntry, example: str) -> None:
    assert with_event_days(example, (), range(len(example)), published=PUBLISHED) == ()
