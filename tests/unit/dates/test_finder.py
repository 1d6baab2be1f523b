"""What `find_dates` returns."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

import incidents.dates.finder as finder
from incidents.dates import DateForm, DateMention, find_dates, resolve_anaphor
from incidents.errors import ArgumentError, ValueNotAllowedError
from incidents.incident import DateInterval

PUBLISHED = "2021-04-08"


def test_a_mention_carries_its_span_and_its_words() -> None:
    text = "Tués dans la nuit du 3 au 4 avril, à Gao."
    (mention,) = find_dates(text, published=PUBLISHED)
    assert text[mention.start : mention.end] == mention.text == mention.date.mention == "nuit du 3 au 4 avril"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Le 5 avril 2021, un raid.", DateForm.ABSOLUTE),
        ("Le 5 avril, un raid.", DateForm.PARTIAL),
        ("Lundi, un raid.", DateForm.DEICTIC),
        ("La veille, un raid.", DateForm.ANAPHORIC),
        ("À Noël, un raid.", DateForm.HOLIDAY),
        ("Depuis lundi, des raids.", DateForm.SPAN),
    ],
)
def test_a_mention_knows_its_form(text: str, form: DateForm) -> None:
    assert [mention.form for mention in find_dates(text, published=PUBLISHED)] == [form]


def test_an_anaphor_names_the_mention_it_counts_from() -> None:
    first, second, third = find_dates("Lundi, puis mardi, des tirs. La veille, un raid.", published=PUBLISHED)
    assert (first.anchored_on, second.anchored_on, third.anchored_on) == (None, None, 1)


def test_an_anaphor_without_antecedent_counts_from_the_publication_day() -> None:
    (mention,) = find_dates("La veille, un raid.", published=PUBLISHED)
    assert (mention.anchored_on, mention.date.start) == (None, dt.date(2021, 4, 7))


def test_an_anaphor_can_be_counted_again() -> None:
    (mention,) = find_dates("Trois jours plus tôt, un raid.", published=PUBLISHED)
    again = resolve_anaphor(mention, dt.date(2020, 3, 2))
    assert (again.date.start, again.text) == (dt.date(2020, 2, 28), mention.text)


def test_what_is_no_anaphor_is_not_counted_again() -> None:
    (mention,) = find_dates("Lundi, un raid.", published=PUBLISHED)
    assert resolve_anaphor(mention, dt.date(2020, 3, 2)) == mention


def test_an_anaphor_can_be_counted_from_an_interval() -> None:
    (mention,) = find_dates("Le lendemain, un raid.", published=PUBLISHED)
    week = DateInterval(start=dt.date(2020, 3, 2), end=dt.date(2020, 3, 8), precision="week")
    assert resolve_anaphor(mention, week).date.start == dt.date(2020, 3, 9)


def test_a_list_keeps_its_days() -> None:
    (mention,) = find_dates("Les 11, 17 et 26 février, des raids.", published=PUBLISHED)
    assert [day.day for day in mention.days] == [11, 17, 26]


def test_without_publication_day_only_absolute_dates_resolve() -> None:
    text = "Hier, lundi, le 3 mai, en mars, à Noël, puis le 5 avril 2021 et en 2019."
    assert [mention.text for mention in find_dates(text, published=None)] == ["5 avril 2021", "2019"]


def test_a_date_and_a_string_give_the_same() -> None:
    text = "Lundi, un raid."
    assert find_dates(text, published=dt.date(2021, 4, 8)) == find_dates(text, published=PUBLISHED)


def test_the_publication_day_must_be_given() -> None:
    with pytest.raises(TypeError):
        find_dates("Lundi")  # type: ignore[call-arg]


def test_bytes_are_refused() -> None:
    with pytest.raises(ArgumentError, match="bytes"):
        find_dates(b"lundi", published=None)  # type: ignore[arg-type]


def test_a_wrong_publication_day_is_refused() -> None:
    with pytest.raises(ValueNotAllowedError, match="hier"):
        find_dates("lundi", published="hier")


def test_a_mention_is_frozen() -> None:
    (mention,) = find_dates("Lundi, un raid.", published=PUBLISHED)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        mention.start = 3  # type: ignore[misc]


def test_an_empty_span_is_refused() -> None:
    date = DateInterval(start=dt.date(2020, 1, 1), end=dt.date(2020, 1, 1), precision="day")
    with pytest.raises(ValueNotAllowedError, match="span"):
        DateMention(start=3, end=3, text="", date=date, rule="x", form=DateForm.ABSOLUTE)


def test_every_rule_has_a_resolver() -> None:
    assert finder._resolvers()


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_do_not_fail(published: str) -> None:
    text = (
        "Hier, avant-hier, demain, lundi, dimanche prochain, la semaine dernière, le mois dernier, l'an dernier, "
        "le week-end prochain, il y a 999999 ans, dans 999999 jours, l'hiver dernier, la veille, le lendemain, à Noël, "
        "ces dix derniers jours, en mars prochain, Pâques, le ramadan, début mars, la nuit dernière, le 29 février, "
        "entre le 30 décembre et le 2 janvier, au deuxième trimestre, il y a 5000 mois, 9999 ans plus tôt"
    )
    for mention in find_dates(text, published=published):
        assert mention.date.start <= mention.date.end


def test_no_morrow_is_counted_past_the_publication_day() -> None:
    found = find_dates("Il l'a dit ce mercredi 7 avril. Le lendemain, deux morts.", published="2021-04-07")
    assert [mention.text for mention in found] == ["ce mercredi 7 avril"]
