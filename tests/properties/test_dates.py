"""Properties of `find_dates`."""

from __future__ import annotations

import datetime as dt
import itertools
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.dates import find_dates
from incidents.dates.lexicon import load_forms

DAYS = st.dates(min_value=dt.date(1995, 1, 1), max_value=dt.date(2030, 12, 31))
WORDS = st.sampled_from(
    [*sorted(load_forms()), "12", "1er", "2015", "05/04/2021", ",", ".", "-", "(", "\n", "Gao", "morts"]
)
SENTENCES = [
    "Dans la nuit de samedi à dimanche, l’armée a tué dix hommes.",
    "Le 1er août 2020, à l’aube, un obus est tombé sur l’hôpital.",
    "Hier soir, puis la veille, à la mi-février, depuis l’été dernier.",
    "Fin décembre, aujourd’hui, l’an dernier, à Noël, il y a 3 jours.",
]
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
DEICTIC = ["Hier", "Avant-hier", "Aujourd'hui", "Ce matin", "Il y a trois jours", "La nuit dernière", "Demain"]
WEEKLY = ["Lundi", "Dimanche dernier", "La semaine dernière", "Ce week-end", "Jeudi prochain", "Il y a deux semaines"]


def _dates(text: str, published: dt.date | None) -> list[tuple[dt.date, dt.date, str]]:
    return [(one.date.start, one.date.end, one.date.precision) for one in find_dates(text, published=published)]


@given(text=st.text(max_size=200), published=st.none() | st.dates())
def test_no_text_raises_and_spans_slice_back(text: str, published: dt.date | None) -> None:
    for mention in find_dates(text, published=published):
        assert text[mention.start : mention.end] == mention.text


@settings(max_examples=300)
@given(words=st.lists(WORDS, max_size=14), published=st.none() | st.dates())
def test_no_run_of_date_words_raises(words: list[str], published: dt.date | None) -> None:
    text = " ".join(words)
    mentions = find_dates(text, published=published)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(one.end <= two.start for one, two in itertools.pairwise(mentions))


@given(expression=st.sampled_from(DEICTIC), published=DAYS, days=st.integers(-500, 500))
def test_deictic_days_move_with_the_publication_day(expression: str, published: dt.date, days: int) -> None:
    step = dt.timedelta(days=days)
    before, after = (_dates(f"{expression}, un raid.", day) for day in (published, published + step))
    assert after == [(start + step, end + step, precision) for start, end, precision in before] != []


@given(expression=st.sampled_from(WEEKLY), published=DAYS, weeks=st.integers(-80, 80))
def test_weekly_forms_move_by_whole_weeks(expression: str, published: dt.date, weeks: int) -> None:
    step = dt.timedelta(weeks=weeks)
    before, after = (_dates(f"{expression}, un raid.", day) for day in (published, published + step))
    assert after == [(start + step, end + step, precision) for start, end, precision in before] != []


@given(sentence=st.sampled_from(SENTENCES), published=DAYS)
def test_typography_changes_nothing(sentence: str, published: dt.date) -> None:
    expected = _dates(sentence, published)
    assert expected
    variants = (
        sentence.replace("’", "'"),
        sentence.replace(" ", "\u00a0"),
        sentence.replace(" ", "\n"),
        sentence.replace(" ", "\r\n"),
        unicodedata.normalize("NFD", sentence),
    )
    assert [_dates(variant, published) for variant in variants] == [expected] * len(variants)


@given(published=DAYS, weekday=st.sampled_from(WEEKDAYS))
def test_a_bare_weekday_is_within_the_last_week(published: dt.date, weekday: str) -> None:
    ((start, _, _),) = _dates(f"Ils ont attaqué {weekday} un poste.", published)
    assert 0 <= (published - start).days <= 6


@given(day=DAYS, published=DAYS)
def test_a_whole_date_means_itself_whatever_the_publication_day(day: dt.date, published: dt.date) -> None:
    text = f"Le {day.day:02}/{day.month:02}/{day.year}, un raid."
    assert _dates(text, published) == [(day, day, "day")]
